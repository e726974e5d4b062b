#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"
#include "graph/graph.h"
#include "graph/rdf_reader.h"
#include "sparql/http.h"

namespace pacta {

/// Where a store listens. The three may be one.
struct StoreUrls {
  std::string query, update;
  std::string graph_store;  ///< of the Graph Store Protocol; if empty, triples are sent by SPARQL Update
};

/// Gathers the triples of several documents by their graphs, which keep the order in which they are met.
class GraphSet final : public QuadHandler {
 public:
  /// What stands in no named graph goes to `default_name`.
  explicit GraphSet(std::string default_name) : default_name_(std::move(default_name)) {}
  bool quad(const Quad& quad) override;
  [[nodiscard]] const std::vector<Graph>& graphs() const { return graphs_; }

 private:
  std::string default_name_;
  std::vector<Graph> graphs_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

struct LoadOptions {
  std::size_t chunk = 0;  ///< triples a request; 0 for 50,000 by the Graph Store Protocol and 1,000 by Update
  /// Told after each chunk: the graph, and how many of how many of its triples the store holds.
  std::function<void(const std::string& graph, std::uint64_t done, std::uint64_t all)> on_progress;
};

enum class Loaded { now, before };

/// Graphs in a SPARQL 1.1 store. A graph goes into a staging graph, chunk by chunk; what arrived is counted by a query, and only then moved
/// into place, so a named graph is the old one until it is the new one. A graph of bookkeeping, <urn:pacta:loads>, says of each graph
/// that was loaded the digest of its content (<urn:pacta:digest>) and, until it is in place, its staging graph (<urn:pacta:staging>).
/// So loading the same again does nothing, and a load that broke off goes on where it was. Not thread-safe.
class Store {
 public:
  Store(StoreUrls urls, HttpClient& http) : urls_(std::move(urls)), http_(http) {}

  /// Puts a graph, whose name must be an IRI, in the place of what the store has under that name. Blank nodes become IRIs
  /// <urn:pacta:node:…>, since a store would make other ones of them in each request. Errors: the store does not answer or refuses; it
  /// holds another number of triples than were sent. The staging graph then stays, for the next try.
  [[nodiscard]] tl::expected<Loaded, Diagnostic> load(const Graph& graph, const LoadOptions& options);

  /// Removes a graph, its staging graph and what is kept about it. Fails if it is still there afterwards.
  [[nodiscard]] tl::expected<void, Diagnostic> unload(const std::string& graph);

  /// The number of triples of a named graph; 0 if there is none.
  [[nodiscard]] tl::expected<std::uint64_t, Diagnostic> count(const std::string& graph);

 private:
  struct Note;
  tl::expected<Note, Diagnostic> note_of(const std::string& graph);
  tl::expected<void, Diagnostic> update(const std::string& text, bool repeat = true);
  tl::expected<std::string, Diagnostic> ask(const std::string& query);
  StoreUrls urls_;
  HttpClient& http_;
};

}  // namespace pacta
