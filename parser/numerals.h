#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace pacta {

/// Value of a well-formed Roman numeral of at most nine letters, in either case; 0 if it is none.
[[nodiscard]] int roman_value(std::string_view text) noexcept;

/// Value of a cardinal from "zero" to "nineteen" or one of the tens "twenty" … "ninety", in any case; -1 if it is none.
[[nodiscard]] int cardinal_value(std::string_view word) noexcept;

/// Value of an ordinal from "first" to "nineteenth", or "twentieth", "thirtieth", in any case; 0 if it is none.
[[nodiscard]] int ordinal_value(std::string_view word) noexcept;

/// Value of a number of at most `most` decimal digits and nothing else; -1 if it is none.
[[nodiscard]] int decimal_value(std::string_view text, std::size_t most = 4) noexcept;

/// The words and numbers of a text in small letters, without punctuation; views into it.
[[nodiscard]] std::vector<std::string_view> plain_words_of(std::string_view text);

/// "six months", "ten (10) years", "twenty-five years", "one year": the first in a text in small letters, as an ISO 8601 duration; empty if
/// there is none.
[[nodiscard]] std::string duration_in(std::string_view text);

}  // namespace pacta
