#include "reasoning/reasoner.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/hash.h"
#include "graph/iri.h"

namespace pacta {
namespace {

std::uint64_t hash(const Triple& triple) {
  std::uint64_t state = (std::uint64_t{triple.subject} << 32U | triple.object) * 0x9E3779B97F4A7C15;
  state ^= state >> 29U;
  state = (state ^ triple.predicate) * 0xBF58476D1CE4E5B9;
  return state ^ state >> 32U;
}

std::uint64_t key(TermId property, TermId end) {
  return std::uint64_t{property} << 32U | end;
}

// A term as N-Triples would have it but for escapes: only to be hashed.
std::string spelled(const Term& term) {
  return fmt::format("{}\n{}\n{}\n{}", static_cast<int>(term.kind), term.value, term.datatype, term.language);
}

}  // namespace

tl::expected<std::unique_ptr<Reasoner>, Diagnostic> Reasoner::start(const std::vector<std::string>& ontologies, std::string own_graph) {
  std::unique_ptr<Reasoner> reasoner(new Reasoner(std::move(own_graph)));
  auto axioms = Axioms::load(ontologies, reasoner->terms_);
  if (!axioms) return tl::unexpected(axioms.error());
  reasoner->axioms_ = std::move(*axioms);
  reasoner->type_ = reasoner->terms_.iri(std::string(ns::rdf) + "type");
  for (const auto& [property, rest] : reasoner->axioms_.properties)
    reasoner->known_properties_.emplace(reasoner->terms_[property].value, property);
  for (const auto& [cls, rest] : reasoner->axioms_.classes) reasoner->known_classes_.emplace(reasoner->terms_[cls].value, cls);
  constexpr std::size_t first_slots = 1U << 16U;
  reasoner->slots_.assign(first_slots, 0);
  return reasoner;
}

bool Reasoner::quad(const Quad& quad) {
  ++read_;
  if (quad.graph.value == own_graph_ && !own_graph_.empty()) return true;
  thread_local std::string name;
  name.assign(quad.predicate.value);
  Triple triple;
  if (quad.predicate.value == terms_[type_].value) {
    // Classes without axioms entail nothing, and nothing entails them.
    name.assign(quad.object.value);
    const auto found = known_classes_.find(name);
    if (found == known_classes_.end() || quad.object.kind != TermKind::iri) return true;
    triple = {terms_.intern(quad.subject), type_, found->second};
  } else {
    const auto found = known_properties_.find(name);
    if (found == known_properties_.end()) return true;
    triple = {terms_.intern(quad.subject), found->second, terms_.intern(quad.object)};
  }
  add(triple, {});
  return true;
}

bool Reasoner::add(const Triple& triple, Premises premises) {
  if (2 * (triples_.size() + 1) > slots_.size()) grow();
  const auto mask = slots_.size() - 1;
  auto slot = hash(triple) & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask)
    if (triples_[slots_[slot] - 1] == triple) return false;
  triples_.push_back(triple);
  premises_.push_back(premises);
  slots_[slot] = static_cast<std::uint32_t>(triples_.size());
  return true;
}

void Reasoner::grow() {
  slots_.assign(2 * slots_.size(), 0);
  const auto mask = slots_.size() - 1;
  for (std::uint32_t i = 0; i < triples_.size(); ++i) {
    auto slot = hash(triples_[i]) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = i + 1;
  }
}

void Reasoner::run() {
  asserted_ = triples_.size();
  // What is entailed is put behind, and so is looked at in its turn. The lists of axioms are closed: of what follows by them from one
  // triple nothing more follows but by joins.
  for (std::uint32_t i = 0; i < triples_.size(); ++i) {
    const Entailment why = premises_[i].why;
    if (why == Entailment::asserted || why == Entailment::chain || why == Entailment::transitive) close(i);
    join(i);
  }
  for (std::size_t i = asserted_; i < triples_.size(); ++i) {
    if (hidden(triples_[i].predicate)) continue;
    ++inferred_;
    ++counts_[static_cast<std::size_t>(premises_[i].why)];
  }
}

void Reasoner::close(std::uint32_t index) {
  const auto [subject, predicate, object] = triples_[index];
  if (predicate == type_) {
    for (const TermId super : axioms_.classes[object]) add({subject, type_, super}, {index, none, Entailment::subclass});
    return;
  }
  const auto found = axioms_.properties.find(predicate);
  if (found == axioms_.properties.end()) return;
  const PropertyAxioms& axioms = found->second;
  const bool literal = terms_[object].kind == TermKind::literal;
  for (const auto& [property, turned, why] : axioms.properties) {
    if (!turned)
      add({subject, property, object}, {index, none, why});
    else if (!literal)
      add({object, property, subject}, {index, none, why});
  }
  for (const auto& [cls, why] : axioms.of_subject) add({subject, type_, cls}, {index, none, why});
  if (literal) return;
  for (const auto& [cls, why] : axioms.of_object) add({object, type_, cls}, {index, none, why});
}

void Reasoner::join(std::uint32_t index) {
  const auto [subject, predicate, object] = triples_[index];
  const auto found = axioms_.properties.find(predicate);
  if (found == axioms_.properties.end()) return;
  const PropertyAxioms& axioms = found->second;
  if (axioms.as_first.empty() && axioms.as_second.empty()) return;
  // It is in the lists before they are searched, so that it may be joined with itself; each pair meets when the later one comes.
  by_subject_[key(predicate, subject)].push_back(index);
  by_object_[key(predicate, object)].push_back(index);
  for (const std::uint32_t number : axioms.as_first) {
    const Join& axiom = axioms_.joins[number];
    const auto others = by_subject_.find(key(axiom.second, object));
    if (others == by_subject_.end()) continue;
    for (const std::uint32_t other : others->second) add({subject, axiom.result, triples_[other].object}, {index, other, axiom.why});
  }
  for (const std::uint32_t number : axioms.as_second) {
    const Join& axiom = axioms_.joins[number];
    const auto others = by_object_.find(key(axiom.first, subject));
    if (others == by_object_.end()) continue;
    for (const std::uint32_t other : others->second) add({triples_[other].subject, axiom.result, object}, {other, index, axiom.why});
  }
}

bool Reasoner::hidden(TermId property) const {
  return std::find(axioms_.hidden.begin(), axioms_.hidden.end(), property) != axioms_.hidden.end();
}

Graph Reasoner::take_graph(bool premises, const std::string& base) {
  Graph graph;
  graph.name = own_graph_;
  std::vector<std::uint32_t> order;
  order.reserve(triples_.size() - asserted_);
  for (auto i = static_cast<std::uint32_t>(asserted_); i < triples_.size(); ++i)
    if (!hidden(triples_[i].predicate)) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(triples_[a].subject, triples_[a].predicate) < std::pair(triples_[b].subject, triples_[b].predicate);
  });
  graph.triples.reserve(order.size());
  for (const std::uint32_t i : order) graph.triples.push_back(triples_[i]);
  graph.terms = std::move(terms_);
  if (!premises) return graph;
  std::vector<bool> written(triples_.size());
  for (const std::uint32_t i : order) add_statement(graph, i, base, written);
  return graph;
}

void Reasoner::add_statement(Graph& graph, std::uint32_t index, const std::string& base, std::vector<bool>& written) const {
  // Premises may be inferred themselves: all that are needed, without recursion, since a chain of them may be long.
  std::vector<std::uint32_t> open{index};
  while (!open.empty()) {
    const std::uint32_t i = open.back();
    open.pop_back();
    if (written[i]) continue;
    written[i] = true;
    TermTable& terms = graph.terms;
    const auto [subject, predicate, object] = triples_[i];
    const TermId self = terms.iri(statement_iri(terms, i, base));
    const auto rdf = [&](std::string_view name) { return terms.iri(std::string(ns::rdf).append(name)); };
    graph.add(self, type_, rdf("Statement"));
    graph.add(self, rdf("subject"), subject);
    graph.add(self, rdf("predicate"), predicate);
    graph.add(self, rdf("object"), object);
    if (premises_[i].why == Entailment::asserted) continue;
    graph.add(self, terms.iri(std::string(ns::rdfs) + "comment"), terms.literal(name_of(premises_[i].why), {}, "en"));
    std::vector<std::uint32_t> from;
    visible_premises(i, from);
    for (const std::uint32_t premise : from) {
      graph.add(self, terms.iri(std::string(ns::prov) + "wasDerivedFrom"), terms.iri(statement_iri(terms, premise, base)));
      open.push_back(premise);
    }
  }
}

/// The premises, those of the middle of a long chain replaced by what they follow from.
void Reasoner::visible_premises(std::uint32_t index, std::vector<std::uint32_t>& into) const {
  for (const std::uint32_t premise : {premises_[index].first, premises_[index].second}) {
    if (premise == none) continue;
    if (hidden(triples_[premise].predicate))
      visible_premises(premise, into);
    else if (std::find(into.begin(), into.end(), premise) == into.end())
      into.push_back(premise);
  }
}

std::string Reasoner::statement_iri(const TermTable& terms, std::uint32_t index, const std::string& base) const {
  const auto [subject, predicate, object] = triples_[index];
  const auto text = spelled(terms[subject]) + '\n' + spelled(terms[predicate]) + '\n' + spelled(terms[object]);
  return fmt::format("{}triple/{}", base, sha256_hex(text, 24));
}

}  // namespace pacta
