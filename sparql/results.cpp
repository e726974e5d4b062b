#include "sparql/results.h"

#include <utf8proc.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/utf8.h"
#include "sparql/query_text.h"

namespace pacta {
namespace {

std::size_t width_of(char32_t c) {
  const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
  return width > 0 ? static_cast<std::size_t>(width) : 0;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += width_of(decode(text, at));
  return width;
}

// Breaks at spaces, and within a word that is longer than a line.
std::vector<std::string> broken(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    std::size_t used = 0, end = 0, space = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t before = at;
      const char32_t c = decode(text, at);
      if (used + width_of(c) > width && end > 0) break;
      used += width_of(c);
      if (c == U' ') space = before;
      end = at;
    }
    if (end < text.size() && text[end] != ' ' && space > 0) end = space;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

// Takes from the widest columns until the table fits, as far as columns stay readable.
void shrink(std::vector<std::size_t>& widths, std::size_t width) {
  constexpr std::size_t least = 8;
  std::size_t total = 2 * (widths.size() - 1);
  for (const std::size_t w : widths) total += w;
  while (total > width) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= least) return;
    --*widest;
    --total;
  }
}

}  // namespace

tl::expected<QueryResult, Diagnostic> parse_result(std::string_view json) {
  Diagnostic wrong;
  wrong.message = "the answer is not SPARQL results in JSON";
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_object()) return tl::unexpected(wrong);
  QueryResult result;
  if (const auto answer = parsed.find("boolean"); answer != parsed.end() && answer->is_boolean()) {
    result.boolean = answer->get<bool>();
    return result;
  }
  try {
    if (const auto& head = parsed.at("head"); head.contains("vars")) result.variables = head.at("vars").get<std::vector<std::string>>();
    for (const auto& binding : parsed.at("results").at("bindings")) {
      auto& row = result.rows.emplace_back();
      for (const std::string& variable : result.variables) {
        auto& value = row.emplace_back();
        const auto found = binding.find(variable);
        if (found == binding.end()) continue;
        const std::string type = found->at("type").get<std::string>();
        value.emplace();
        value->kind = type == "uri" ? TermKind::iri : type == "bnode" ? TermKind::blank : TermKind::literal;
        if (const auto& text = found->at("value"); text.is_string()) {
          value->value = text.get<std::string>();
        } else {
          value->value = text.dump();  // a triple as a term, of SPARQL 1.2
        }
        value->datatype = found->value("datatype", "");
        value->language = found->value("xml:lang", "");
      }
    }
  } catch (const nlohmann::json::exception&) {
    return tl::unexpected(wrong);
  }
  return result;
}

std::string display(const ResultTerm& term) {
  if (term.kind == TermKind::blank) return "_:" + term.value;
  std::string_view prefix;
  std::string_view rest = term.value;
  if (term.kind == TermKind::iri) {
    std::size_t longest = 0;
    for (const auto& [name, iri] : known_prefixes()) {
      if (iri.size() <= longest || !term.value.starts_with(iri)) continue;
      longest = iri.size();
      prefix = name;
      rest = std::string_view(term.value).substr(iri.size());
    }
  }
  std::string text = prefix.empty() ? std::string() : std::string(prefix) + ":";
  for (std::size_t at = 0; at < rest.size();) {
    // What steers a terminal or turns the direction of writing is not for a table.
    const char32_t c = decode(rest, at);
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    append_utf8(text, category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ? U' ' : c);
  }
  return collapse_space(text);
}

void write_table(const QueryResult& result, std::size_t width, ByteSink& bytes) {
  if (result.boolean) {
    bytes.write(*result.boolean ? "yes\n" : "no\n");
    return;
  }
  const std::size_t columns = result.variables.size();
  if (columns == 0) return;
  std::vector<std::vector<std::string>> cells{result.variables};
  for (const auto& row : result.rows) {
    auto& texts = cells.emplace_back();
    for (const auto& value : row) texts.push_back(value ? display(*value) : "");
  }
  std::vector<std::size_t> widths(columns, 1);
  for (const auto& row : cells)
    for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  if (width > 0) shrink(widths, width);
  std::string line;
  for (std::size_t number = 0; number < cells.size(); ++number) {
    std::vector<std::vector<std::string>> parts;
    std::size_t height = 1;
    for (std::size_t i = 0; i < columns; ++i) {
      parts.push_back(width_of(cells[number][i]) <= widths[i] ? std::vector<std::string>{cells[number][i]}
                                                              : broken(cells[number][i], widths[i]));
      height = std::max(height, parts.back().size());
    }
    for (std::size_t y = 0; y < height; ++y) {
      line.clear();
      for (std::size_t i = 0; i < columns; ++i) {
        const std::string_view part = y < parts[i].size() ? std::string_view(parts[i][y]) : std::string_view();
        line.append(i == 0 ? 0 : 2, ' ');
        line.append(part);
        line.append(widths[i] - std::min(widths[i], width_of(part)), ' ');
      }
      line.erase(line.find_last_not_of(' ') + 1);
      line += '\n';
      bytes.write(line);
    }
    if (number > 0) continue;
    line.clear();
    for (std::size_t i = 0; i < columns; ++i) {
      line.append(i == 0 ? 0 : 2, ' ');
      for (std::size_t k = 0; k < widths[i]; ++k) line += "─";
    }
    bytes.write(line + "\n");
  }
}

}  // namespace pacta
