#pragma once
#include <map>
#include <string>
#include <vector>

#include "graph/graph.h"

namespace pacta {

/// What two lists of one kind share.
struct Shared {
  std::vector<std::string> both, only_a, only_b;  ///< in alphabetical order
};

/// A provision of one graph and one of the other that say much the same under different numbers.
struct Renumbered {
  std::string a, b;
  double similarity = 0;  ///< of their words, 0 to 1
};

/// How two graphs of treaties differ.
struct Comparison {
  std::string a, b;  ///< the agreements' labels
  Shared parties, provisions, references, norms;
  std::vector<Renumbered> renumbered;  ///< not among `provisions`
};

/// Compares the agreements that two graphs are the texts of (pacta:textOf; otherwise that with the most provisions). Provisions are the
/// same by kind and number, whether Roman or Arabic; references by citing and cited provision; norms by provision, modality, bearers and
/// words. What is left of the provisions is paired by the words of heading, text and norms where these agree by 60 % or more.
[[nodiscard]] Comparison compare(const Graph& a, const Graph& b);

}  // namespace pacta
