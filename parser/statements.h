#pragma once
#include "ontology/rules.h"
#include "parser/analysis.h"
#include "parser/document.h"

namespace pacta {

/// Finds what the text quotes, who said it, and what it is about. A quotation of a few words is a scare quote and none. Run after the
/// coreference. Thread-safe.
class StatementFinder {
 public:
  /// `rules` has the list "reporting" of verbs that introduce speech and "quoting" of words that tie a quotation to its author.
  explicit StatementFinder(const RuleSet& rules) : rules_(rules) {}
  void find(const Document& document, Analysis& analysis) const;

 private:
  const RuleSet& rules_;
};

/// Whether the word at `token` is the noun "states" and no verb of saying: "16 member states are", "the states of". Thread-safe.
[[nodiscard]] bool names_states(const Document& document, std::uint32_t token);

}  // namespace pacta
