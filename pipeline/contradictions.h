#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace pacta {

/// A claim that something is so or is not so, whoever makes it, as `Contradictions` needs it: of fixed size, whatever the claim says.
struct AssertedClaim {
  std::array<std::uint64_t, 2> said{};  ///< hash of subject, predicate and object
  std::array<std::uint64_t, 2> iri{};   ///< the hexadecimal digits of the claim's IRI (24 of them)
  std::uint32_t date = 0;  ///< of a claim that gives what has one date only: YYYYMMDD, with zeros for what is not stated; else 0
  bool negated = false;

  friend auto operator<=>(const AssertedClaim&, const AssertedClaim&) = default;
};

/// `triple` is subject, predicate, object and its datatype, a line each, as in the key of a claim; `claim_iri` ends in "claim/" and 24
/// hexadecimal digits.
[[nodiscard]] AssertedClaim asserted_claim(std::string_view triple, bool negated, std::string_view claim_iri);

/// The same of a claim that affirms a date of what has one date only; `fact` is subject and predicate, a line each.
[[nodiscard]] AssertedClaim dated_claim(std::string_view fact, std::string_view date, std::string_view claim_iri);

/// Whether two dates, each as precise as it is written ("2001-05-04", "2001-05", "2001"), cannot be the same day.
[[nodiscard]] bool dates_exclude(std::string_view a, std::string_view b);

/// Finds claims of different documents that cannot both hold: one affirms what the other denies, or both date the same otherwise. What one
/// document says against itself is written in its own graph. Holds 40 bytes for each distinct claim, and no text. The result does not
/// depend on the order of documents.
class Contradictions {
 public:
  /// The asserted claims of one document, in any order.
  void add(const std::vector<AssertedClaim>& document);

  /// `contradicts` in both directions, in the order of the claims' IRIs, which begin with `base`; the graph's name is
  /// `base` + "contradictions". Without triples if there are none.
  [[nodiscard]] Graph graph(const std::string& base);

 private:
  void compact();

  std::vector<AssertedClaim> claims_;  // sorted and unique up to compacted_
  std::size_t compacted_ = 0;
  std::vector<std::pair<AssertedClaim, AssertedClaim>> known_;  // pairs within a document
};

}  // namespace pacta
