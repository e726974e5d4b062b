#pragma once
#include <string>
#include <vector>

#include "parser/document.h"
#include "parser/structure.h"
#include "parser/words.h"

namespace pacta {

/// A provision as a citation names it.
struct CitedProvision {
  /// Of what the number begins with: "Annex A, paragraph 1" is the annex "A(1)". A full path that begins with an article's number has
  /// the kind of its last step, so that "paragraph 2 of Article 7" is the paragraph "7(2)".
  ProvisionKind kind = ProvisionKind::article;
  std::string number;       ///< full path: "51", "5(2)(a)", "XXIV", "8.3"; empty for a preamble, for "the Annex" and for "this Article"
  bool relative = false;    ///< the path begins below "this Article" or with a bare paragraph: it is for the caller to complete
  std::uint32_t token = 0;  ///< of what provisions are within: the word for its kind
};

/// "Articles 10 and 11 of the Convention", "paragraph 2 of this Article", "Annex I", "the first paragraph".
struct Citation {
  /// Whose provisions they are: nothing is said; "of this Agreement"; "of the Vienna Convention"; "of the rules of procedure", which
  /// is nothing that has a name.
  enum class Of : std::uint8_t { unsaid, this_one, named, unnamed };
  std::uint32_t first_token = 0, end_token = 0;
  std::vector<CitedProvision> provisions;
  std::vector<CitedProvision> within;  ///< "of Chapter VII": what they are in, innermost first
  Of of = Of::unsaid;
  std::uint32_t instrument_token = 0;  ///< of == named: where the name of the instrument begins, behind "of the"; this_one: its head
  bool loose = false;                  ///< of == named: behind "to", "in" or "under", so that it may be something else
  int offset = 0;                      ///< -1: "the preceding Article"; 1: "the following Article"; 0: none
  bool this_unit = false;              ///< "this Article", "this Chapter" itself
  bool counted = false;                ///< "the second paragraph": its number is its place
  bool joined = false;                 ///< "and" or a comma ties it to the citation before
};

/// Finds citations of provisions. A closed grammar at trigger words; "an article", "articles of apparel" and "this article" in small
/// letters are none. Thread-safe.
class CitationGrammar {
 public:
  explicit CitationGrammar(Lexicon& lexicon);
  [[nodiscard]] std::vector<Citation> find(const Document& document, std::uint32_t first_token, std::uint32_t end_token) const;

 private:
  friend class CitationReader;
  struct Trigger {
    ProvisionKind kind;
    bool plural;
  };
  [[nodiscard]] const Trigger* trigger(WordId word) const;
  std::vector<std::int8_t> trigger_of_;
  std::vector<Trigger> triggers_;
  WordSet instruments_;  ///< "treaty", "agreement", …: in small letters too they name an instrument
  WordId of_, the_, to_, and_, or_, comma_, open_, close_, hyphen_, this_, preceding_, previous_, foregoing_, following_, in_, colon_,
      paragraph_, present_, through_, through2_, under_, said_, same_, that_, indent_, point_;
};

}  // namespace pacta
