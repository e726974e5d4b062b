#include "pipeline/contradictions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/hash.h"
#include "graph/iri.h"

namespace pacta {

namespace {

std::uint64_t number(std::string_view hexadecimal) {
  std::uint64_t value = 0;
  std::from_chars(hexadecimal.data(), hexadecimal.data() + hexadecimal.size(), value, 16);
  return value;
}

/// Calls `take` for each two of a sorted list that say the opposite.
template <typename Take>
void pairs(const std::vector<AssertedClaim>& claims, Take take) {
  for (std::size_t begin = 0; begin < claims.size();) {
    std::size_t end = begin + 1;
    while (end < claims.size() && claims[end].said == claims[begin].said) ++end;
    for (std::size_t a = begin; a < end; ++a)
      for (std::size_t b = begin; b < end; ++b)
        if (!claims[a].negated && claims[b].negated) take(claims[a], claims[b]);
    begin = end;
  }
}

}  // namespace

AssertedClaim asserted_claim(std::string_view triple, bool negated, std::string_view claim_iri) {
  const std::string said = sha256_hex(triple, 32);
  const std::string_view digits = claim_iri.substr(claim_iri.size() - std::min<std::size_t>(24, claim_iri.size()));
  AssertedClaim claim;
  claim.said = {number(std::string_view(said).substr(0, 16)), number(std::string_view(said).substr(16))};
  claim.iri = {number(digits.substr(0, std::min<std::size_t>(16, digits.size()))),
               number(digits.substr(std::min<std::size_t>(16, digits.size())))};
  claim.negated = negated;
  return claim;
}

void Contradictions::add(const std::vector<AssertedClaim>& document) {
  std::vector<AssertedClaim> own(document);
  std::sort(own.begin(), own.end());
  own.erase(std::unique(own.begin(), own.end()), own.end());
  pairs(own, [&](const AssertedClaim& a, const AssertedClaim& b) { known_.emplace_back(a, b); });
  claims_.insert(claims_.end(), own.begin(), own.end());
  if (claims_.size() > 2 * compacted_ + 4096) compact();
}

void Contradictions::compact() {
  std::sort(claims_.begin(), claims_.end());
  claims_.erase(std::unique(claims_.begin(), claims_.end()), claims_.end());
  compacted_ = claims_.size();
}

Graph Contradictions::graph(const std::string& base) {
  compact();
  std::sort(known_.begin(), known_.end());
  std::vector<std::pair<std::string, std::string>> found;
  const auto iri = [&](const AssertedClaim& claim) { return fmt::format("{}claim/{:016x}{:08x}", base, claim.iri[0], claim.iri[1]); };
  pairs(claims_, [&](const AssertedClaim& a, const AssertedClaim& b) {
    if (std::binary_search(known_.begin(), known_.end(), std::pair(a, b))) return;
    found.emplace_back(iri(a), iri(b));
    found.emplace_back(iri(b), iri(a));
  });
  std::sort(found.begin(), found.end());
  Graph graph;
  graph.name = base + "contradictions";
  for (const auto& [a, b] : found)
    graph.add(graph.terms.iri(a), graph.terms.iri(std::string(ns::pacta) + "contradicts"), graph.terms.iri(b));
  return graph;
}

}  // namespace pacta
