#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/graph.h"
#include "graph/rdf_reader.h"
#include "reasoning/axioms.h"

namespace pacta {

/// Finds what an ontology entails of the triples that it is handed, whatever graph they are in. Only triples count: a claim that is not
/// also a plain triple, since the text denies or merely reports it, entails nothing of what it says. Each pair of triples is looked at once
/// (semi-naive evaluation). Not thread-safe.
class Reasoner final : public QuadHandler {
 public:
  /// Triples of the graph `own_graph` are passed over: they are from an earlier run.
  static tl::expected<std::unique_ptr<Reasoner>, Diagnostic> start(const std::vector<std::string>& ontologies, std::string own_graph);

  bool quad(const Quad& quad) override;

  /// Entails; call once, when all is read.
  void run();

  [[nodiscard]] std::size_t read() const { return read_; }
  [[nodiscard]] std::size_t inferred() const { return inferred_; }
  /// How many triples follow by each kind of axiom.
  [[nodiscard]] const std::array<std::size_t, 9>& by_entailment() const { return counts_; }

  /// The graph of the inferred triples, those of a subject together. With `premises` each is also an rdf:Statement that is
  /// prov:wasDerivedFrom the statements that it follows from, and whose rdfs:comment names the kind of axiom; their IRIs begin with
  /// `base`. Call last: it takes what the reasoner holds.
  Graph take_graph(bool premises, const std::string& base);

 private:
  struct Premises {
    std::uint32_t first = none, second = none;
    Entailment why = Entailment::asserted;
  };
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  Reasoner(std::string own_graph) : own_graph_(std::move(own_graph)) {}
  bool add(const Triple& triple, Premises premises);
  void grow();
  void close(std::uint32_t index);
  void join(std::uint32_t index);
  [[nodiscard]] bool hidden(TermId property) const;
  void add_statement(Graph& graph, std::uint32_t index, const std::string& base, std::vector<bool>& written) const;
  [[nodiscard]] std::string statement_iri(const TermTable& terms, std::uint32_t index, const std::string& base) const;
  void visible_premises(std::uint32_t index, std::vector<std::uint32_t>& into) const;

  std::string own_graph_;
  TermTable terms_;
  Axioms axioms_;
  TermId type_ = 0;
  std::unordered_map<std::string, TermId> known_properties_;
  std::unordered_map<std::string, TermId> known_classes_;
  std::size_t read_ = 0, asserted_ = 0, inferred_ = 0;
  std::array<std::size_t, 9> counts_{};
  std::vector<Triple> triples_;
  std::vector<Premises> premises_;
  std::vector<std::uint32_t> slots_;  // open addressing, 0 = free, else the triple's number + 1
  /// Triples of the properties that joins name, by property and subject, and by property and object.
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_subject_, by_object_;
};

}  // namespace pacta
