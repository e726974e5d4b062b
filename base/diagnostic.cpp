#include "base/diagnostic.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/utf8.h"

namespace pacta {
namespace {

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Code points, counted so that text that is not UTF-8 (which diagnostics are often about) has a count too.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return !is_continuation(byte); }));
}

std::size_t line_begin(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset).rfind('\n');
  return before == std::string_view::npos ? 0 : before + 1;
}

// Fit for a terminal: one column for each code point, and no control characters, which could hide the rest.
std::string printable(std::string_view line) {
  std::string out;
  out.reserve(line.size());
  while (!line.empty()) {
    const auto bad = invalid_utf8(line).value_or(line.size());
    for (std::size_t at = 0; at < bad;) {
      const auto begin = at;
      const char32_t c = decode(line, at);
      const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
      out.append(control ? " " : line.substr(begin, at - begin));
    }
    line.remove_prefix(bad);
    if (line.empty()) break;
    if (!is_continuation(line.front())) out += "\uFFFD";
    line.remove_prefix(1);
  }
  return out;
}

}  // namespace

Position position_of(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto newlines = std::count(before.begin(), before.end(), '\n');
  return {static_cast<std::size_t>(newlines) + 1, columns(before.substr(line_begin(text, offset))) + 1};
}

Diagnostic diagnose(std::string file, std::string_view text, std::size_t offset, std::string code, std::string message, Severity severity) {
  offset = std::min(offset, text.size());
  const auto [line, column] = position_of(text, offset);
  auto begin = line_begin(text, offset);
  auto end = std::min(text.find('\n', offset), text.size());
  if (end > begin && text[end - 1] == '\r') --end;
  offset = std::min(offset, end);
  // Of a long line, 100 code points before the place and 100 from it on. Four bytes each bound the search.
  std::size_t caret = column;
  if (columns(text.substr(begin, std::min<std::size_t>(end - begin, 804))) > 200) {
    auto at = offset;
    for (int n = 0; n < 100 && at > begin; ++n) do
        --at;
      while (at > begin && is_continuation(text[at]));
    begin = at;
    caret = columns(text.substr(begin, offset - begin)) + 1;
    at = offset;
    for (int n = 0; n < 100 && at < end; ++n) do
        ++at;
      while (at < end && is_continuation(text[at]));
    end = at;
  }
  return {severity, std::move(code), std::move(message), std::move(file), line, column, std::string(text.substr(begin, end - begin)), caret,
          {}};
}

std::string format(const Diagnostic& diagnostic) {
  std::string out = diagnostic.file;
  if (diagnostic.line != 0) out += fmt::format(":{}", diagnostic.line);
  if (diagnostic.line != 0 && diagnostic.column != 0) out += fmt::format(":{}", diagnostic.column);
  if (!out.empty()) out += ": ";
  out += diagnostic.severity == Severity::error ? "error" : diagnostic.severity == Severity::warning ? "warning" : "note";
  if (!diagnostic.code.empty()) out += fmt::format("[{}]", diagnostic.code);
  out += fmt::format(": {}\n", diagnostic.message);
  if (!diagnostic.source_line.empty()) {
    out += fmt::format("  {}\n", printable(diagnostic.source_line));
    const auto caret = diagnostic.caret != 0 ? diagnostic.caret : diagnostic.column;
    if (caret != 0 && caret <= columns(diagnostic.source_line) + 1) out += fmt::format("  {:>{}}\n", '^', caret);
  }
  for (std::string_view note = diagnostic.note; !note.empty();) {
    const auto end = std::min(note.find('\n'), note.size());
    out += fmt::format("      {}\n", printable(note.substr(0, end)));
    note.remove_prefix(std::min(end + 1, note.size()));
  }
  return out;
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;  // a third of the letters wrong is no misspelling
  std::vector<std::size_t> row, above, before;
  for (const auto candidate : candidates) {
    row.resize(candidate.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= word.size(); ++i) {
      before = std::exchange(above, row);
      row[0] = i;
      for (std::size_t j = 1; j <= candidate.size(); ++j) {
        const bool same = word[i - 1] == candidate[j - 1];
        row[j] = std::min({above[j - 1] + (same ? 0 : 1), above[j] + 1, row[j - 1] + 1});
        if (i > 1 && j > 1 && word[i - 1] == candidate[j - 2] && word[i - 2] == candidate[j - 1])
          row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    if (row.back() < best_distance) {
      best_distance = row.back();
      best = candidate;
    }
  }
  return best;
}

}  // namespace pacta
