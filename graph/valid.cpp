#include "graph/valid.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "graph/iri.h"

namespace pacta {
namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Letters, then groups of letters and digits, as Turtle's grammar has it.
bool valid_language(std::string_view tag) {
  std::size_t run = 0;
  bool first = true;
  for (const char c : tag) {
    if (c == '-') {
      if (run == 0) return false;
      first = false;
      run = 0;
    } else if (!is_alphanumeric(c) || (first && c <= '9')) {
      return false;
    } else {
      ++run;
    }
  }
  return run != 0;
}

// PN_CHARS_BASE of Turtle beyond ASCII.
bool is_name_start(char32_t c) {
  constexpr std::array<std::pair<char32_t, char32_t>, 12> ranges = {{{0xC0, 0xD6},
                                                                     {0xD8, 0xF6},
                                                                     {0xF8, 0x2FF},
                                                                     {0x370, 0x37D},
                                                                     {0x37F, 0x1FFF},
                                                                     {0x200C, 0x200D},
                                                                     {0x2070, 0x218F},
                                                                     {0x2C00, 0x2FEF},
                                                                     {0x3001, 0xD7FF},
                                                                     {0xF900, 0xFDCF},
                                                                     {0xFDF0, 0xFFFD},
                                                                     {0x10000, 0xEFFFF}}};
  return std::any_of(ranges.begin(), ranges.end(), [c](const auto& range) { return c >= range.first && c <= range.second; });
}

// BLANK_NODE_LABEL of Turtle.
bool valid_blank(std::string_view label) {
  if (label.empty() || label.front() == '-' || label.front() == '.' || label.back() == '.' || invalid_utf8(label)) return false;
  for (std::size_t at = 0; at < label.size();) {
    const bool first = at == 0;
    const char32_t c = decode(label, at);
    const bool good = c < 0x80 ? is_alphanumeric(static_cast<char>(c)) || c == '_' || c == '-' || c == '.'
                               : is_name_start(c) || (!first && (c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040));
    if (!good) return false;
  }
  return true;
}

}  // namespace

std::string defect(const Term& term) {
  switch (term.kind) {
    case TermKind::iri:
      return valid_iri(term.value) ? "" : fmt::format("'{}' is not an absolute IRI", term.value);
    case TermKind::blank:
      return valid_blank(term.value) ? "" : fmt::format("'{}' is not a label of a blank node", term.value);
    case TermKind::literal:
      if (invalid_utf8(term.value)) return "a literal is not UTF-8";
      if (!term.language.empty() && !term.datatype.empty())
        return fmt::format("the literal '{}' has a language and a datatype", term.value);
      if (!term.language.empty() && !valid_language(term.language)) return fmt::format("'{}' is not a language tag", term.language);
      if (!term.datatype.empty() && !valid_iri(term.datatype))
        return fmt::format("the datatype '{}' is not an absolute IRI", term.datatype);
  }
  return "";
}

std::string defect(const Graph& graph) {
  const std::string_view name = graph.name;
  const bool good_name = name.empty() || (name.starts_with("_:") ? valid_blank(name.substr(2)) : valid_iri(name));
  if (!good_name) return fmt::format("the graph's name '{}' is not an absolute IRI", name);
  for (TermId id = 0; id < graph.terms.size(); ++id)
    if (auto found = defect(graph.terms[id]); !found.empty()) return found;
  for (const auto& [subject, predicate, object] : graph.triples) {
    if (graph.terms[subject].kind == TermKind::literal) return fmt::format("the literal '{}' is a subject", graph.terms[subject].value);
    if (graph.terms[predicate].kind != TermKind::iri) return fmt::format("the predicate '{}' is not an IRI", graph.terms[predicate].value);
  }
  return "";
}

}  // namespace pacta
