#include "parser/dates.h"

#include <fmt/format.h>

#include <array>

namespace pacta {

namespace {

constexpr std::array<std::string_view, 23> month_names{"january",   "february", "march",    "april",    "may", "june", "july", "august",
                                                       "september", "october",  "november", "december", "jan", "feb",  "mar",  "apr",
                                                       "jun",       "jul",      "aug",      "sept",     "oct", "nov",  "dec"};
constexpr std::array<int, 23> month_numbers{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12};

// "9", "9th"; 0 if it is no day of a month
int day_of(std::string_view word) {
  int value = 0;
  std::size_t digits = 0;
  while (digits < word.size() && digits < 3 && word[digits] >= '0' && word[digits] <= '9') value = value * 10 + (word[digits++] - '0');
  const std::string_view rest = word.substr(digits);
  if (digits == 0 || digits > 2 || value < 1 || value > 31) return 0;
  return rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th" ? value : 0;
}

int year_of(std::string_view word) {
  if (word.size() != 4) return 0;
  int value = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return 0;
    value = value * 10 + (c - '0');
  }
  return value >= 1200 && value <= 2199 ? value : 0;
}

}  // namespace

DateGrammar::DateGrammar(Lexicon& lexicon)
    : units_(lexicon, {"dollars",  "euros",  "pounds",   "troops",  "soldiers", "people",  "km",     "kilometers", "miles",
                       "tons",     "tonnes", "men",      "percent", "million",  "billion", "meters", "feet",       "warheads",
                       "missiles", "tanks",  "refugees", "workers", "members",  "barrels", "hours"}),
      of_(lexicon.intern("of")),
      comma_(lexicon.intern(",")),
      and_(lexicon.intern("and")),
      on_(lexicon.intern("on")),
      day_(lexicon.intern("day")),
      hyphen_(lexicon.intern("-")),
      percent_(lexicon.intern("%")),
      dollar_(lexicon.intern("$")) {
  for (std::size_t i = 0; i < month_names.size(); ++i) {
    const WordId word = lexicon.intern(month_names[i]);
    months_.add(word);
    if (word >= month_of_.size()) month_of_.resize(word + 1);
    month_of_[word] = month_numbers[i];
  }
}

int DateGrammar::month(WordId word) const {
  return word < month_of_.size() ? month_of_[word] : 0;
}

std::optional<DateMention> DateGrammar::read(const Document& document, std::uint32_t token, std::uint32_t end) const {
  const auto& tokens = document.tokens;
  const auto word = [&](std::uint32_t i) { return document.text(tokens[i]); };
  const auto is = [&](std::uint32_t i, WordId w) { return i < end && tokens[i].word == w; };
  const auto year_at = [&](std::uint32_t i) { return i < end && tokens[i].kind == TokenKind::number ? year_of(word(i)) : 0; };
  std::uint32_t i = token;
  if (tokens[i].kind == TokenKind::number) {
    // 2000-02-09
    if (const int year = year_of(word(i)); year != 0 && is(i + 1, hyphen_) && is(i + 3, hyphen_) && i + 4 < end) {
      const std::string_view m = word(i + 2), d = word(i + 4);
      if (m.size() == 2 && d.size() == 2 && day_of(m) <= 12 && day_of(m) > 0 && day_of(d) > 0)
        return DateMention{fmt::format("{:04}-{}-{}", year, m, d), i + 5};
    }
    if (const int day = day_of(word(i)); day != 0) {
      // "June 21 and 26, 2007": the second
      if (i >= 3 && is(i - 1, and_) && tokens[i - 2].kind == TokenKind::number && day_of(word(i - 2)) != 0 &&
          month(tokens[i - 3].word) != 0 && tokens[i - 3].has(token_flag::capitalised)) {
        const std::uint32_t k = is(i + 1, comma_) ? i + 2 : i + 1;
        if (const int year = year_at(k); year != 0)
          return DateMention{fmt::format("{:04}-{:02}-{:02}", year, month(tokens[i - 3].word), day), k + 1};
      }
      // "on 21 and 26 June 2007": the first
      if (i > 0 && (is(i - 1, on_) || is(i - 1, comma_)) && is(i + 1, and_) && i + 3 < end && tokens[i + 2].kind == TokenKind::number &&
          day_of(word(i + 2)) != 0 && month(tokens[i + 3].word) != 0)
        if (const auto next = read(document, i + 2, end); next && next->value.size() == 10)
          return DateMention{fmt::format("{}-{:02}", next->value.substr(0, 7), day), i + 1};
      // 9 February 2000, 9th of February, 2000, 9th day of February 2000
      std::uint32_t j = i + 1;
      if (is(j, day_)) ++j;
      if (is(j, of_)) ++j;
      if (j < end && month(tokens[j].word) != 0 && tokens[j].has(token_flag::capitalised)) {
        std::uint32_t k = j + 1;
        if (is(k, comma_)) ++k;
        if (is(k, of_)) ++k;
        if (const int year = year_at(k); year != 0)
          return DateMention{fmt::format("{:04}-{:02}-{:02}", year, month(tokens[j].word), day), k + 1};
      }
    }
    const int year = year_of(word(i));
    if (year < 1500 || year > 2099) return std::nullopt;
    if (i + 1 < end && (units_.has(tokens[i + 1].word) || tokens[i + 1].word == percent_)) return std::nullopt;
    if (i > 0 && (tokens[i - 1].word == dollar_ || (tokens[i - 1].word == hyphen_ && !tokens[i].has(token_flag::space_before))))
      return std::nullopt;
    return DateMention{fmt::format("{:04}", year), i + 1};
  }
  const int m = month(tokens[i].word);
  if (m == 0 || !tokens[i].has(token_flag::capitalised)) return std::nullopt;
  // February 9, 2000; February 9 2000; September, 1951; September 1951; September of 1951
  if (i + 1 < end && tokens[i + 1].kind == TokenKind::number) {
    if (const int day = day_of(word(i + 1)); day != 0) {
      std::uint32_t j = i + 2;
      // "June 21 and 26, 2007": the first
      if (is(j, and_) && j + 1 < end && tokens[j + 1].kind == TokenKind::number && day_of(word(j + 1)) != 0)
        if (const int year = year_at(is(j + 2, comma_) ? j + 3 : j + 2); year != 0)
          return DateMention{fmt::format("{:04}-{:02}-{:02}", year, m, day), j};
      if (is(j, comma_)) ++j;
      if (const int year = year_at(j); year != 0) return DateMention{fmt::format("{:04}-{:02}-{:02}", year, m, day), j + 1};
    }
  }
  std::uint32_t j = i + 1;
  if (is(j, comma_) || is(j, of_)) ++j;
  if (const int year = year_at(j); year != 0) return DateMention{fmt::format("{:04}-{:02}", year, m), j + 1};
  return std::nullopt;
}

}  // namespace pacta
