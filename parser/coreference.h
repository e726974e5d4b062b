#pragma once
#include "parser/analysis.h"
#include "parser/dates.h"
#include "parser/document.h"
#include "parser/words.h"

namespace pacta {

struct CoreferenceWords {
  explicit CoreferenceWords(Lexicon& lexicon);
  WordSet heads, any_heads, demonstratives, fillers, previous, pair_nouns, male, female, relative_thing, relative_person, plural_pronouns;
  WordId the, this_, both, two, its, of, dated, from_, signed_, comma, who, which, in, parties;
};

/// Resolves descriptions ("the new agreement", "its 1961 precursor", "both countries") and pronouns ("he", "which") to entities that the
/// text named before, and adds a mention for each; abstains where two readings are possible. Run after MentionFinder. Thread-safe.
class Coreference {
 public:
  Coreference(const Catalog& catalog, const CoreferenceWords& words, const DateGrammar& dates)
      : catalog_(catalog), words_(words), dates_(dates) {}
  void resolve(const Document& document, Analysis& analysis) const;

 private:
  const Catalog& catalog_;
  const CoreferenceWords& words_;
  const DateGrammar& dates_;
};

/// The person who speaks as "I" in the whole text, as a line at its head says ("Media release, Minister for Foreign Affairs Ana Reyes, 19
/// June 2002", "Remarks by Ana Reyes"); no_entity if none does. Thread-safe.
[[nodiscard]] EntityIndex author_of(const Document& document, const Analysis& analysis);

/// The state that a text is a profile of, as its headline says ("Chile", "Foreign relations of Chile"); no_entity if it is none.
/// Thread-safe.
[[nodiscard]] EntityIndex profiled_state(const Document& document, const Analysis& analysis);

/// The agreement that a text is about: the one that it speaks of most, its opening counting twice, the first of equally frequent ones; if
/// any. The mentions must be in the order of the text.
[[nodiscard]] EntityIndex main_agreement(const Document& document, const Analysis& analysis);

/// Whether a sentence speaks of a provision of the agreement under discussion ("Article 7 obliges …", "Under Article 9, …", "The preamble
/// …"): another instrument that it names is what the provision cites.
[[nodiscard]] bool led_by_provision(const Document& document, const Sentence& sentence);

}  // namespace pacta
