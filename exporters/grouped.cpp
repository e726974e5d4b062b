#include "exporters/grouped.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "graph/iri.h"

namespace pacta {
void Grouped::add(const Graph& graph) {
  std::vector<TermId> here(graph.terms.size());
  for (TermId id = 0; id < graph.terms.size(); ++id) here[id] = terms_.intern(graph.terms[id]);
  triples_.reserve(triples_.size() + graph.triples.size());
  for (const auto& [subject, predicate, object] : graph.triples) triples_.push_back({here[subject], here[predicate], here[object]});
}

void Grouped::arrange() {
  const TermId type = terms_.iri(std::string(ns::rdf) + "type");
  const TermId label = terms_.iri(std::string(ns::rdfs) + "label");
  const TermId claim = terms_.iri(std::string(ns::pacta) + "Claim");
  const TermId evidence = terms_.iri(std::string(ns::pacta) + "Evidence");

  // Each subject's place: the upper half of the numbers is for claims and evidence.
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  constexpr std::uint32_t provenance = std::uint32_t{1} << 31U;
  std::vector<std::uint32_t> place(terms_.size(), none);
  std::uint32_t subjects = 0;
  for (const auto& triple : triples_)
    if (place[triple.subject] == none) place[triple.subject] = subjects++;
  for (const auto& triple : triples_)
    if (triple.predicate == type && (triple.object == claim || triple.object == evidence)) place[triple.subject] |= provenance;

  // Stable, by bringing the position into the key: so equal triples are neighbours after the first sort, and the first one stays.
  struct Item {
    Triple triple;
    std::uint32_t position = 0;
    std::uint32_t property = 0;  // where the subject's property is met first
  };
  std::vector<Item> items(triples_.size());
  for (std::uint32_t i = 0; i < items.size(); ++i) items[i] = {triples_[i], i, 0};
  std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
    return std::tuple(place[a.triple.subject], a.triple, a.position) < std::tuple(place[b.triple.subject], b.triple, b.position);
  });
  items.erase(std::unique(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.triple == b.triple; }), items.end());
  for (std::size_t begin = 0, end = 0; begin < items.size(); begin = end) {
    const auto& [subject, predicate, object] = items[begin].triple;
    std::uint32_t first = none;
    for (; end < items.size() && items[end].triple.subject == subject && items[end].triple.predicate == predicate; ++end)
      first = std::min(first, items[end].position + 2);
    const auto property = predicate == type ? 0 : predicate == label ? 1 : first;
    for (auto i = begin; i < end; ++i) items[i].property = property;
  }
  std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
    return std::tuple(place[a.triple.subject], a.property, a.position) < std::tuple(place[b.triple.subject], b.property, b.position);
  });
  triples_.resize(items.size());
  std::transform(items.begin(), items.end(), triples_.begin(), [](const Item& item) { return item.triple; });
}

}  // namespace pacta
