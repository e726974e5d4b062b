#include "graph/lines.h"

#include <fmt/format.h>

#include <iterator>

namespace pacta {
namespace {

void append_iri(std::string& out, std::string_view iri) {
  out += '<';
  std::size_t done = 0;
  for (std::size_t i = 0; i < iri.size(); ++i) {
    const auto byte = static_cast<unsigned char>(iri[i]);
    if (byte > 0x20 && std::string_view("<>\"{}|^`\\").find(iri[i]) == std::string_view::npos) continue;
    out.append(iri.substr(done, i - done));
    fmt::format_to(std::back_inserter(out), "\\u{:04X}", byte);
    done = i + 1;
  }
  out.append(iri.substr(done));
  out += '>';
}

void append_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    // SPARQL reads \uXXXX wherever it stands, before it looks for strings, and some stores do so behind a backslash that is escaped: a
    // value that holds such letters itself must not become what they stand for.
    const bool escaped_letter = (c == 'u' || c == 'U') && i > 0 && text[i - 1] == '\\';
    if (c != '"' && c != '\\' && c != '\n' && c != '\r' && !escaped_letter) continue;
    out.append(text.substr(done, i - done));
    if (escaped_letter) {
      out += c == 'u' ? "\\u0075" : "\\u0055";
    } else {
      out += '\\';
      out += c == '\n' ? 'n' : c == '\r' ? 'r' : c;
    }
    done = i + 1;
  }
  out.append(text.substr(done));
  out += '"';
}

}  // namespace

void append_term(std::string& out, const Term& term) {
  switch (term.kind) {
    case TermKind::iri:
      append_iri(out, term.value);
      break;
    case TermKind::blank:
      out += "_:";
      out += term.value;
      break;
    case TermKind::literal:
      append_string(out, term.value);
      if (!term.language.empty()) {
        out += '@';
        out += term.language;
      } else if (!term.datatype.empty()) {
        out += "^^";
        append_iri(out, term.datatype);
      }
      break;
  }
}

std::string term_text(const Term& term) {
  std::string out;
  append_term(out, term);
  return out;
}

}  // namespace pacta
