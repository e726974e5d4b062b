#pragma once
#include "parser/document.h"

namespace pacta {

/// Parts the words that an OCR program or a text layer has glued together: "theParties", "ofthe", "Article5", "Article 5of". Each becomes
/// tokens of its own, whose spans are those of the text; the later ones carry `token_flag::glued`. Only what no word of English or name
/// can be is parted: two small words, a small word and a known word with a capital letter, a unit of a treaty and its number. Linear time.
void part_glued_words(std::string_view text, std::vector<Token>& tokens, const Lexicon& lexicon);

}  // namespace pacta
