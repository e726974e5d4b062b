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

/// Whether two dates as numbers cannot be the same day; zeros stand for what is not stated.
bool numbers_exclude(std::uint32_t a, std::uint32_t b) {
  for (const std::uint32_t unit : {10000U, 100U, 1U}) {
    const std::uint32_t x = a / unit % (unit == 10000U ? 100000U : 100U), y = b / unit % (unit == 10000U ? 100000U : 100U);
    if (x == 0 || y == 0) return false;
    if (x != y) return true;
  }
  return false;
}

/// "2001-05" is 20010500.
std::uint32_t date_number(std::string_view date) {
  std::string digits;
  for (const char c : date)
    if (c >= '0' && c <= '9') digits += c;
  digits.resize(8, '0');
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Whether the first of two dates is surely earlier.
bool is_before(std::uint32_t a, std::uint32_t b) {
  return numbers_exclude(a, b) && a < b;
}

/// Calls `take` for each two of a sorted list that cannot both hold.
template <typename Take>
void pairs(const std::vector<AssertedClaim>& claims, Take take) {
  for (std::size_t begin = 0; begin < claims.size();) {
    std::size_t end = begin + 1;
    while (end < claims.size() && claims[end].said == claims[begin].said) ++end;
    for (std::size_t a = begin; a < end; ++a)
      for (std::size_t b = a + 1; b < end; ++b)
        if (exclude(claims[a], claims[b])) take(claims[a], claims[b]);
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

AssertedClaim dated_claim(std::string_view fact, std::string_view date, std::string_view claim_iri) {
  AssertedClaim claim = asserted_claim(fact, false, claim_iri);
  claim.by = Exclusion::date;
  claim.date = date_number(date);
  return claim;
}

AssertedClaim placed_claim(std::string_view fact, std::string_view state, std::string_view claim_iri) {
  AssertedClaim claim = asserted_claim(fact, false, claim_iri);
  claim.by = Exclusion::place;
  claim.value = number(sha256_hex(state, 16));
  return claim;
}

AssertedClaim holder_claim(std::string_view office, std::string_view holder, std::string_view from, std::string_view until,
                           std::string_view claim_iri) {
  AssertedClaim claim = asserted_claim(office, false, claim_iri);
  claim.by = Exclusion::holder;
  claim.value = number(sha256_hex(holder, 16));
  claim.date = date_number(from);
  claim.until = date_number(until);
  return claim;
}

bool exclude(const AssertedClaim& a, const AssertedClaim& b) {
  if (a.by != b.by) return false;
  switch (a.by) {
    case Exclusion::denial:
      return a.negated != b.negated;
    case Exclusion::date:
      return numbers_exclude(a.date, b.date);
    case Exclusion::place:
      return a.value != b.value;
    case Exclusion::holder:
      // A successor may take over in the year, month or on the day that the predecessor leaves.
      return a.value != b.value && is_before(a.date, b.until) && is_before(b.date, a.until);
  }
  return false;
}

bool dates_exclude(std::string_view a, std::string_view b) {
  return numbers_exclude(date_number(a), date_number(b));
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
