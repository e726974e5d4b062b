#pragma once
#include <optional>
#include <string>
#include <vector>

#include "parser/document.h"

namespace pacta {

enum class ProvisionKind : std::uint8_t {
  preamble,
  part,
  title,
  chapter,
  section,
  article,
  paragraph,
  annex,
  protocol,
  schedule,
  appendix
};

/// Whether a part hangs on the treaty with a numbering of its own: an annex, protocol, schedule or appendix.
[[nodiscard]] constexpr bool is_attached(ProvisionKind kind) noexcept {
  return kind >= ProvisionKind::annex;
}

/// A part of a treaty's text. All spans are bytes of the document.
struct Provision {
  ProvisionKind kind = ProvisionKind::article;
  /// As written, without the word for the kind: "4", "XXIV", "4.12", "G-03", "XX bis"; "ONE" where spelled out.
  /// Of a paragraph the full path from its article: "5(2)", "5(2)(a)".
  std::string number;
  Span heading;              ///< the title line's words; empty if none
  Span whole;                ///< from its number or heading to the end of its last line
  Span body;                 ///< its own words and those of its parts, without number and heading
  std::int32_t parent = -1;  ///< index of the provision that it is directly part of; -1: the treaty
};

/// Where the parts of a treaty's text are.
struct TreatyStructure {
  Span title;                         ///< the treaty's title as the text gives it; empty if none
  Span preamble;                      ///< from the title's end to the first numbered part; empty if none
  Span conclusion;                    ///< "IN WITNESS WHEREOF … DONE at …" to the signatures' end; empty if none
  Span signatures;                    ///< the signature block
  std::vector<Provision> provisions;  ///< parents before their parts, otherwise in text order
  std::vector<Span> furniture;        ///< table of contents, page numbers, running headers, footnotes: no content
  bool numbered_only = false;         ///< its articles are numbers without the word for them: "paragraph 2" is the second of them
  ProvisionKind numbered_as = ProvisionKind::article;  ///< what these are where the text calls them no articles
  bool named_units = false;                            ///< the text gives these a word of their own ("Clause 1")
  bool letters = false;       ///< it is an exchange of notes or letters: the conclusion is what follows the first letter's proposals
  bool national_law = false;  ///< the text is known to be that of one state's law, not of a treaty
};

/// Recognises that a document is the text of a treaty (or constitution, statute, convention …) and finds its parts; nothing for prose
/// that merely speaks of treaties, for resolutions of parliaments and for news. Linear time, thread-safe.
[[nodiscard]] std::optional<TreatyStructure> find_structure(const Document& document);

/// What a treaty's last words say.
struct Conclusion {
  std::string date;  ///< ISO 8601, as precise as the text ("1994-04-15", "1994-04", "1994"); empty if not stated
  Span date_words;
  Span place_words;               ///< "Kyoto"; empty if not stated
  std::vector<Span> more_places;  ///< the others of "at the cities of London, Moscow and Washington"
  std::vector<Span> languages;    ///< "English", "Korean"
  bool equally_authentic = false;
};

/// Reads "Done at Kyoto, this third day of April in the year two thousand and seven, in duplicate in the English and Korean languages".
[[nodiscard]] Conclusion read_conclusion(const Document& document, Span conclusion);

/// The first date in a span, ISO 8601; empty if there is none. `words` becomes where it stands.
[[nodiscard]] std::string date_in(const Document& document, Span span, Span& words);

/// A line that is a place and a date, or a date alone, as letters have them: "Dublin, 12 March 1974".
struct Dateline {
  std::string date;  ///< YYYY-MM-DD
  Span place_words;  ///< empty if it names none
  Span line;
};

/// All lines of a document that are datelines, in text order.
[[nodiscard]] std::vector<Dateline> read_datelines(const Document& document);

/// What the lines above and below a treaty's text say of it, as collections of treaties print them.
struct TreatyNotes {
  std::string signed_on, in_force_on;  ///< ISO 8601, as precise as the text; empty if not stated
  Span signed_line, in_force_line;     ///< the lines that say so
  Span place_words;                    ///< where it was signed; empty if not stated
};

/// Reads lines like "Date of signing: November 5, 1994", "SIGNED AT GENEVA, ON 30 SEPTEMBER 1921", "Entered into force on 27 January 1980",
/// "Adopted on 23 June 1959" that begin within `head` or `tail`.
[[nodiscard]] TreatyNotes read_notes(const Document& document, Span head, Span tail);

}  // namespace pacta
