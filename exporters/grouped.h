#pragma once
#include <span>
#include <vector>

#include "graph/graph.h"

namespace pacta {

/// The union of graphs, in the order of a readable document: what the texts say before the claims and evidence for it; triples of one
/// subject together, its classes and labels first, then its properties in the order met; each triple once.
class Grouped {
 public:
  void add(const Graph& graph);
  /// Sorts; to be called when all graphs are in, and again after more.
  void arrange();
  [[nodiscard]] const TermTable& terms() const { return terms_; }
  [[nodiscard]] const std::vector<Triple>& triples() const { return triples_; }
  /// The triples of one subject after another.
  template <typename Visit>
  void for_each_subject(Visit visit) const {
    for (std::size_t begin = 0, end = 0; begin < triples_.size(); begin = end) {
      while (end < triples_.size() && triples_[end].subject == triples_[begin].subject) ++end;
      visit(std::span(triples_).subspan(begin, end - begin));
    }
  }

 private:
  TermTable terms_;
  std::vector<Triple> triples_;
};

}  // namespace pacta
