#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace pacta {

/// What of a claim decides whether another one excludes it.
enum class Exclusion : std::uint8_t {
  denial,  ///< one affirms what the other denies
  date,    ///< both date what happens but once
  place,   ///< both place what happens in one place
  holder   ///< both say who held an office that one person holds at a time
};

/// A claim that something is so or is not so, whoever makes it, as `Contradictions` needs it: of fixed size, whatever the claim says.
struct AssertedClaim {
  std::array<std::uint64_t, 2>
      said{};  ///< hash of what two claims must share: subject, predicate and object; without the object but for denial
  std::array<std::uint64_t, 2> iri{};  ///< the hexadecimal digits of the claim's IRI (24 of them)
  std::uint64_t value = 0;             ///< hash of a holder, or of the state that a place lies in
  std::uint32_t date = 0;              ///< YYYYMMDD, with zeros for what is not stated: the date, or from when the office was held
  std::uint32_t until = 0;             ///< until when the office was held
  Exclusion by = Exclusion::denial;
  bool negated = false;

  friend auto operator<=>(const AssertedClaim&, const AssertedClaim&) = default;
};

/// `triple` is subject, predicate, object and its datatype, a line each, as in the key of a claim; `claim_iri` ends in "claim/" and 24
/// hexadecimal digits.
[[nodiscard]] AssertedClaim asserted_claim(std::string_view triple, bool negated, std::string_view claim_iri);

/// The same of a claim that affirms a date of what has one date only; `fact` is subject and predicate, a line each.
[[nodiscard]] AssertedClaim dated_claim(std::string_view fact, std::string_view date, std::string_view claim_iri);

/// The same of a claim that affirms a place of what has one place; `state` is the IRI of the state that the place lies in. Two places in
/// one state may be one within the other, and exclude nothing.
[[nodiscard]] AssertedClaim placed_claim(std::string_view fact, std::string_view state, std::string_view claim_iri);

/// The same of a claim that `holder` (an IRI) held an office from one date until another, both stated.
[[nodiscard]] AssertedClaim holder_claim(std::string_view office, std::string_view holder, std::string_view from, std::string_view until,
                                         std::string_view claim_iri);

/// Whether two claims that share what they must (`said`) cannot both hold. Symmetric.
[[nodiscard]] bool exclude(const AssertedClaim& a, const AssertedClaim& b);

/// Whether two dates, each as precise as it is written ("2001-05-04", "2001-05", "2001"), cannot be the same day.
[[nodiscard]] bool dates_exclude(std::string_view a, std::string_view b);

/// Finds claims of different documents that cannot both hold. What one document says against itself is written in its own graph. Holds 56
/// bytes for each distinct claim, and no text. The result does not depend on the order of documents.
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
