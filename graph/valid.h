#pragma once
#include <string>

#include "graph/graph.h"

namespace pacta {

/// What makes a term unfit for every RDF syntax (an IRI with a space, text that is not UTF-8, a bad language tag), as a clause; empty if
/// nothing does.
[[nodiscard]] std::string defect(const Term& term);

/// The same of a graph with its name; also a literal as subject, and a predicate that is not an IRI.
[[nodiscard]] std::string defect(const Graph& graph);

}  // namespace pacta
