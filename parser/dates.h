#pragma once
#include <optional>
#include <string>

#include "parser/document.h"
#include "parser/words.h"

namespace pacta {

/// A date as it stands in a text, as precise as the text.
struct DateMention {
  std::string value;  ///< "2000-02-09", "1951-09", "1961"
  std::uint32_t end_token = 0;
};

/// Recognises dates at a token: "February 9, 2000", "9 February 2000", "9th of February, 2000", "September, 1951", "2000-02-09", "1961";
/// two days of one month are two dates ("21 and 26 June 2007", "June 21 and 26, 2007").
/// A bare number is a year only from 1500 to 2099 and where no unit or other number makes it something else. Thread-safe.
class DateGrammar {
 public:
  explicit DateGrammar(Lexicon& lexicon);
  [[nodiscard]] std::optional<DateMention> read(const Document& document, std::uint32_t token, std::uint32_t end) const;
  [[nodiscard]] bool can_begin(const Token& token) const { return token.kind == TokenKind::number || months_.has(token.word); }

 private:
  [[nodiscard]] int month(WordId word) const;
  WordSet months_, units_;
  std::vector<int> month_of_;
  WordId of_, comma_, and_, on_, day_, hyphen_, percent_, dollar_;
};

}  // namespace pacta
