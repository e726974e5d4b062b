#include "parser/acts.h"

#include <algorithm>
#include <array>

namespace pacta {

namespace {

/// The treaties that acts are based on, as their numbers name them.
bool is_treaty_mark(std::string_view word) {
  static constexpr std::array<std::string_view, 8> marks{"EEC", "EC", "EU", "ECSC", "Euratom", "EURATOM", "JHA", "CFSP"};
  return std::find(marks.begin(), marks.end(), word) != marks.end();
}

}  // namespace

std::optional<CitedAct> read_act(const Document& document, std::uint32_t token, std::uint32_t end) {
  const auto text = [&](std::uint32_t i) { return i < end ? document.text(document.tokens[i]) : std::string_view{}; };
  const auto number = [&](std::uint32_t i) { return i < end && document.tokens[i].kind == TokenKind::number; };
  CitedAct act;
  std::uint32_t at = token;
  if (text(at) == "Framework" && text(at + 1) == "Decision") {
    act.label = "Framework ";
    ++at;
  }
  std::string_view head = text(at);
  if (head == "Regulations") head = "Regulation";
  if (head == "Directives") head = "Directive";
  if (head != "Regulation" && head != "Directive" && head != "Decision" && head != "Recommendation") return std::nullopt;
  act.label += head;
  ++at;
  bool marked = false, marked_no = false;
  if (text(at) == "(" && is_treaty_mark(text(at + 1))) {
    std::string mark = "(";
    for (++at; at < end && text(at) != ")"; ++at) {
      if (!is_treaty_mark(text(at)) && text(at) != ",") return std::nullopt;
      mark += text(at) == "," ? std::string(", ") : std::string(text(at));
    }
    if (at >= end) return std::nullopt;
    ++at;
    act.label += " " + mark + ")";
    marked = true;
  }
  if (const std::string_view no = text(at); no == "No" || no == "No." || no == "Nos" || no == "Nos." || no == "no" || no == "no.") {
    marked_no = true;
    if (no[0] == 'N') act.label += " No";
    ++at;
    if (text(at) == ".") ++at;
  }
  // "Council Regulation No 26": of the time when they had no year
  if (marked_no && head == "Regulation" && token > 0 && number(at) && text(at + 1) != "/") {
    const std::string_view who = document.text(document.tokens[token - 1]);
    if (who == "Council" || who == "Commission") {
      act.label += " " + std::string(text(at));
      act.end_token = at + 1;
      return act;
    }
  }
  // "562/2006", "2004/38/EC"
  if (!number(at) || text(at + 1) != "/" || !number(at + 2)) return std::nullopt;
  act.label += " " + std::string(text(at)) + "/" + std::string(text(at + 2));
  at += 3;
  if (text(at) == "/" && is_treaty_mark(text(at + 1))) {
    act.label += "/" + std::string(text(at + 1));
    at += 2;
    marked = true;
  }
  if (!marked) return std::nullopt;
  act.end_token = at;
  return act;
}

}  // namespace pacta
