#include "readers/date.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace pacta {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The number that the digits at the start of `text` write, of at least `least` and at most `most` digits; -1 if they are not so many.
int number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t size = 0;
  int value = 0;
  while (size < text.size() && size < most && is_digit(text[size])) value = value * 10 + (text[size++] - '0');
  if (size < least || (size == most && most != 4 && most != 2 && size < text.size() && is_digit(text[size]))) return -1;
  text.remove_prefix(size);
  return value;
}

std::string written(int year, int month, int day) {
  if (year < 1000 || year > 9999) return {};
  if (month == 0) return fmt::format("{:04}", year);
  if (month < 1 || month > 12) return {};
  if (day == 0) return fmt::format("{:04}-{:02}", year, month);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return day > 0 && date.ok() ? fmt::format("{:04}-{:02}-{:02}", year, month, day) : std::string();
}

// "May", "Sept.", "september": 5, 9, 9; 0 if it is no month.
int month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> names{"january", "february", "march",     "april",   "may",      "june",
                                                   "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return 0;
  for (std::size_t m = 0; m < names.size(); ++m) {
    if (word.size() > names[m].size()) continue;
    bool same = word.size() <= 4 || word.size() == names[m].size();
    for (std::size_t i = 0; same && i < word.size(); ++i) same = (word[i] | 0x20) == names[m][i];
    if (same) return static_cast<int>(m) + 1;
  }
  return 0;
}

// "14 May 2024", "Tuesday, May 14, 2024 9:30 am"
std::string in_words(std::string_view text) {
  int year = 0, month = 0, day = 0;
  while (!text.empty() && (year == 0 || month == 0 || day == 0)) {
    if (is_digit(text.front())) {
      std::size_t size = 0;
      while (size < text.size() && is_digit(text[size])) ++size;
      std::string_view digits = text.substr(0, size);
      const int value = size <= 4 ? number(digits, 1, 4) : -1;
      if (size == 4 && year == 0)
        year = value;
      else if (size <= 2 && day == 0)
        day = value;
      else
        return {};
      text.remove_prefix(size);
      for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
        if (text.starts_with(ordinal)) text.remove_prefix(2);
    } else if ((text.front() | 0x20) >= 'a' && (text.front() | 0x20) <= 'z') {
      std::size_t size = 0;
      while (size < text.size() && (text[size] | 0x20) >= 'a' && (text[size] | 0x20) <= 'z') ++size;
      if (month == 0) month = month_of(text.substr(0, size));
      text.remove_prefix(size);
    } else {
      text.remove_prefix(1);
    }
  }
  if (year == 0 || month == 0) return {};
  return written(year, month, day);
}

}  // namespace

std::string iso_date(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r'))) text.remove_prefix(1);
  if (text.size() > 80) text = text.substr(0, 80);
  if (text.starts_with("D:")) text.remove_prefix(2);
  std::string_view rest = text;
  const int year = number(rest, 4, 4);
  if (year < 0) return in_words(text);
  const char separator = rest.empty() ? '\0' : rest.front();
  if (separator == '-' || separator == '/' || separator == '.') rest.remove_prefix(1);
  if (rest.empty()) return written(year, 0, 0);
  if (!is_digit(rest.front())) return separator == ' ' ? in_words(text) : std::string();
  const int month = number(rest, 1, 2);
  if (rest.empty()) return month > 0 && separator != '\0' && !is_digit(separator) ? written(year, month, 0) : std::string();
  if (separator == '-' || separator == '/' || separator == '.') {
    if (rest.front() != separator) return {};
    rest.remove_prefix(1);
  }
  const int day = number(rest, 1, 2);
  return day > 0 && month > 0 ? written(year, month, day) : std::string();
}

}  // namespace pacta
