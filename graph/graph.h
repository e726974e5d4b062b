#pragma once
#include <string>
#include <vector>

#include "graph/term.h"

namespace pacta {

struct Triple {
  TermId subject = 0;
  TermId predicate = 0;
  TermId object = 0;

  friend bool operator==(const Triple&, const Triple&) = default;
  friend auto operator<=>(const Triple&, const Triple&) = default;
};

/// The triples of one named graph (or of the default graph, if `name` is empty; `_:label` is a blank node), in the order in which they are
/// to be written: subjects come in groups. Not thread-safe.
struct Graph {
  std::string name;
  TermTable terms;
  std::vector<Triple> triples;

  void add(TermId subject, TermId predicate, TermId object) { triples.push_back({subject, predicate, object}); }
};

/// Where graphs go, one after another.
class GraphSink {
 public:
  GraphSink() = default;
  GraphSink(const GraphSink&) = delete;
  GraphSink& operator=(const GraphSink&) = delete;
  virtual ~GraphSink() = default;
  /// False after a failure; nothing more is written then.
  virtual bool write(const Graph& graph) = 0;
  /// Writes what was held back. Call once, last.
  virtual bool finish() { return true; }
  [[nodiscard]] virtual std::string error() const { return {}; }
};

}  // namespace pacta
