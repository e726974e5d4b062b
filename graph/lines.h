#pragma once
#include <string>

#include "graph/term.h"

namespace pacta {

/// Appends a term as N-Triples writes it, `<iri>`, `"text"@en` or `_:label`; so do Turtle and SPARQL read it. Whatever the term holds, it
/// ends where it ends: what could close an IRI or a string is written as an escape (which makes no invalid IRI valid).
void append_term(std::string& out, const Term& term);

[[nodiscard]] std::string term_text(const Term& term);

}  // namespace pacta
