#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ontology/match.h"
#include "ontology/rules.h"
#include "parser/analysis.h"
#include "parser/document.h"
#include "parser/words.h"

namespace pacta {

/// The words that the cutting of sentences into units turns on. Made at start-up, then shared.
struct ClauseWords {
  explicit ClauseWords(Lexicon& lexicon);
  WordSet be, have, do_, modals, future, possible_modals, desired_modals, negators, adverbs, determiners, noun_before, subordinators,
      government, relative, relations, conditionals, linking_prepositions;
  WordId to, and_, comma, or_, that, open, close, dash, possessive, apostrophe, by, quote, semicolon, colon, neither, nor, no, without, the,
      of, not_, both, hyphen, government_word, former, from, on;
};

/// What a verb unit says of the truth of its clause.
struct VerbInfo {
  Polarity polarity = Polarity::affirmed;
  Modality modality = Modality::asserted;
};

/// A sentence as rules see it.
struct Clause {
  std::vector<Unit> units;
  std::vector<VerbInfo> verbs;                     ///< one a unit; meaningful for verbs
  std::vector<std::vector<std::uint32_t>> groups;  ///< mentions (indices of Analysis::mentions) that a mention unit stands for
  Span span;
};

/// Applies the rules to every sentence and adds what they find to the claims, with polarity, modality and speaker. Thread-safe.
class RelationFinder {
 public:
  RelationFinder(const RuleSet& rules, const Ontology& ontology, const Catalog& catalog, const ClauseWords& words)
      : rules_(rules), ontology_(ontology), catalog_(catalog), words_(words) {}
  void find(const Document& document, Analysis& analysis) const;

  /// The same, and tells of each sentence how rules see it, which matched and what came of it, and which nearly did; of `rule`, if one is
  /// named, in any case how far each of its patterns came.
  [[nodiscard]] std::string trace(const Document& document, Analysis& analysis, std::string_view rule = {}) const;

 private:
  const RuleSet& rules_;
  const Ontology& ontology_;
  const Catalog& catalog_;
  const ClauseWords& words_;
};

}  // namespace pacta
