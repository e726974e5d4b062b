#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "ontology/catalog.h"
#include "parser/analysis.h"
#include "parser/dates.h"
#include "parser/document.h"
#include "parser/words.h"

namespace pacta {

/// The words that the grammars of names turn on. Made at start-up, then shared.
struct NameWords {
  explicit NameWords(Lexicon& lexicon);
  WordSet agreement_heads;         ///< "treaty", "agreement", …
  WordSet plural_agreement_heads;  ///< "protocols", "accords"
  WordSet organisation_heads;      ///< "ministry", "committee", …
  WordSet connectors;              ///< "of", "on", "for", … inside titles
  WordSet title_prepositions;      ///< what may follow the head of a title: "on", "between", "of", "concerning", …
  WordSet stoppers;                ///< words that no title runs across: finite verbs, relative pronouns, …
  WordSet not_names;               ///< capitalised at a sentence's start, but no part of a name: "The", "However", …
  WordSet countries_of;            ///< "government", "republic", "kingdom" … before "of X"
  WordSet government_words;        ///< "government", "leadership", "administration", "authorities"
  WordSet titled;                  ///< what stands before the title of an article or book
  WordSet writings;                ///< articles and books
  WordSet provisions;              ///< "annex", "article", … of an instrument
  WordSet possessives;             ///< "their", "its", …
  WordSet ordinals;
  WordSet honorifics;
  WordSet party_nouns;         ///< "party", "coalition", "movement", … in small letters, of a political party
  WordSet party_heads;         ///< "league", "front", … that end the name of a party as well as of other bodies
  WordSet portfolios;          ///< what ministries are for, in the words of their names all over the world
  WordSet politics;            ///< words that say that a sentence speaks of party politics
  WordSet national_causes;     ///< "nationalism", "separatism", … behind the adjective of a people
  WordSet advocacy;            ///< "supports", "advocates", … before what a party stands for
  WordSet party_possessions;   ///< "ideology", "platform", … behind a party's name with 's
  WordSet person_nouns;        ///< "politician", "lawyer", …: what an unlisted name is said to be
  WordSet party_verbs;         ///< "joined", "led", … between a person and a party
  WordSet domestic_actors;     ///< "police", "rebels", "residents", …: people of the place that they are said to be in
  WordSet unrest;              ///< "bombed", "riot", "earthquake", …: what happens to a place or in it
  WordSet gatherings;          ///< "talks", "signed", "summit", …: what brings others to a place
  WordSet public_servants;     ///< "officials", "judges", …: where organisations sit, often theirs
  WordSet journeys;            ///< "arrived", "flew", "visit", …
  WordSet namesakes;           ///< "delight", "nuts", …: things called after a state
  WordSet clause_breaks;       ///< "after", "while", "which", …: another clause begins
  WordSet election_nouns;      ///< "election", "primary", "referendum"
  WordSet election_kinds;      ///< "presidential", "general", "federal", … before "election"
  WordSet national_elections;  ///< those of them that a state as a whole holds
  WordSet candidacy;           ///< "ran", "candidate", … before an office
  WordSet assembly_heads;      ///< "assembly", "council", … of parliaments, behind a word of the next
  WordSet assembly_kinds;      ///< "national", "legislative", …
  WordSet seat_nouns;          ///< "member", "deputy", … of an assembly
  WordSet place_nouns;         ///< "region", "province", … that end the name of a part of a state
  WordSet statesmen;           ///< "politician", "statesman", …: whose "president" is that of his state
  WordSet possessors;          ///< "people", "workers", … whose 's stands inside the name of a party
  WordSet nationalists;        ///< "nationalist", "separatist", … behind the adjective of a people, before "party"
  WordSet headline_verbs;      ///< "signs", "travels", … which stand in capitals in headings
  WordSet be, office_verbs;    ///< "is", "was"; "served", "became", "elected", … between a person and an office
  WordId of, the, a, an, and_, to, between, comma, open, close, hyphen, dash, possessive, apostrophe, quote, dot, by, in, at, on, for_,
      term, means, or_, article, former, elect, colon, semicolon, with, republic, near, resolution, born, independence, party, who, under,
      new_;
};

/// Finds the names in a document and resolves them to entities. Thread-safe.
class MentionFinder {
 public:
  MentionFinder(const Catalog& catalog, const Ontology& ontology, const NameWords& words, const DateGrammar& dates)
      : catalog_(catalog), ontology_(ontology), words_(words), dates_(dates) {}

  /// Fills `entities`, `mentions` and the claims that names carry in themselves: parties and dates of agreements, offices of persons.
  void find(const Document& document, Analysis& analysis) const;

 private:
  const Catalog& catalog_;
  const Ontology& ontology_;
  const NameWords& words_;
  const DateGrammar& dates_;
};

/// The class that the word for a kind of agreement stands for ("treaty", "protocols", "communique"; folded, as fold_word does); Agreement
/// for any other. Thread-safe.
[[nodiscard]] ClassId agreement_type(std::string_view head);

/// "Republic of Korea" of "the Republic of Korea": whether an English sentence puts "the" before this name of a state.
[[nodiscard]] bool takes_article(std::string_view state);

}  // namespace pacta
