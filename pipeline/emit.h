#pragma once
#include <string>
#include <vector>

#include "graph/graph.h"
#include "parser/analysis.h"
#include "pipeline/contradictions.h"
#include "pipeline/knowledge.h"

namespace pacta {

enum class Provenance { none, compact, full };

struct EmitOptions {
  std::string base = "https://w3id.org/pacta/id/";
  Provenance provenance = Provenance::full;
  bool with_text = false;  ///< the words of a treaty's provisions that have no parts
};

/// The named graph of one document, as the vocabulary says: the document, its entities, claims, statements and norms with their evidence.
/// The same analysis gives the same triples in the same order. `asserted`, if given, gets the claims that a text asserts or denies.
[[nodiscard]] Graph emit_graph(const Document& document, const Analysis& analysis, const Knowledge& knowledge, const EmitOptions& options,
                               std::vector<AssertedClaim>* asserted = nullptr);

}  // namespace pacta
