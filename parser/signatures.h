#pragma once
#include <string>
#include <vector>

#include "parser/analysis.h"
#include "parser/document.h"

namespace pacta {

/// For whom a treaty was signed, and by whom, as the block behind its last words says.
struct Signature {
  struct Name {
    std::string words;  ///< "PERCY C. SPENDER", without title and marks
    Span span;
    std::vector<Span> offices;  ///< the lines under the name: "Minister of Foreign Affairs"
    bool marked = false;        ///< "(signed)", "[L.S.]" stands before it
  };
  EntityIndex principal = no_entity;  ///< the state or organisation of "For the Government of X:"
  Span principal_words;               ///< from "For" to its name; empty where the block has names alone
  std::vector<Name> names;
};

/// Reads the signature block that begins somewhere in `conclusion`: "For the Government of X:" with or without a name beside or below it,
/// in one column or several side by side, or names behind "(signed)" or "[SEAL.]". Principals are mentions of `analysis`. Names are taken
/// only where nothing else can be meant. Linear time, thread-safe.
[[nodiscard]] std::vector<Signature> read_signatures(const Document& document, const Analysis& analysis, Span conclusion);

/// Reads whom a preamble names as plenipotentiaries, a line each: "The President of the French Republic:", "Mr. A. Mercier, Minister of
/// Trade;". Only behind the word "plenipotentiaries". Linear time, thread-safe.
[[nodiscard]] std::vector<Signature> read_plenipotentiaries(const Document& document, const Analysis& analysis, Span preamble);

/// Whether a line says for whom the names below it sign: "For the Government of the Republic of India:", "FOR NORWAY".
[[nodiscard]] bool is_signature_line(std::string_view line);

}  // namespace pacta
