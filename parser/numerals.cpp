#include "parser/numerals.h"

#include <array>
#include <vector>

namespace pacta {

namespace {

constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_word(std::string_view a, std::string_view lower_case) noexcept {
  if (a.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower_case[i]) return false;
  return true;
}

template <std::size_t N>
int index_in(const std::array<std::string_view, N>& table, std::string_view word) noexcept {
  for (std::size_t i = 0; i < N; ++i)
    if (same_word(word, table[i])) return static_cast<int>(i);
  return -1;
}

constexpr std::array<std::string_view, 20> cardinals{"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                                     "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                                     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 8> tens{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::array<std::string_view, 19> ordinals{
    "first",    "second",  "third",      "fourth",     "fifth",     "sixth",     "seventh",     "eighth",     "ninth",     "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};

constexpr int digit(char c) noexcept {
  switch (lower(c)) {
    case 'i':
      return 1;
    case 'v':
      return 5;
    case 'x':
      return 10;
    case 'l':
      return 50;
    case 'c':
      return 100;
    case 'd':
      return 500;
    case 'm':
      return 1000;
    default:
      return 0;
  }
}

}  // namespace

int roman_value(std::string_view text) noexcept {
  int total = 0, last = 1000000, run = 0;
  if (text.empty() || text.size() > 9) return 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    int value = digit(text[i]);
    if (value == 0) return 0;
    if (i + 1 < text.size() && digit(text[i + 1]) > value) {
      const int larger = digit(text[i + 1]);
      if ((value != 1 && value != 10 && value != 100) || larger > value * 10) return 0;
      value = larger - value;
      ++i;
    }
    if (value > last) return 0;
    run = value == last ? run + 1 : 1;
    if (run > 4) return 0;
    last = value;
    total += value;
  }
  return total;
}

int cardinal_value(std::string_view word) noexcept {
  if (const int value = index_in(cardinals, word); value >= 0) return value;
  const int ten = index_in(tens, word);
  return ten < 0 ? -1 : (ten + 2) * 10;
}

int ordinal_value(std::string_view word) noexcept {
  if (same_word(word, "twentieth")) return 20;
  if (same_word(word, "thirtieth")) return 30;
  return index_in(ordinals, word) + 1;
}

int decimal_value(std::string_view text, std::size_t most) noexcept {
  if (text.empty() || text.size() > most) return -1;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::vector<std::string_view> plain_words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < text.size();) {
    const auto letter = [&](std::size_t k) {
      return (text[k] >= 'a' && text[k] <= 'z') || (text[k] >= '0' && text[k] <= '9') || (text[k] & 0x80) != 0;
    };
    if (!letter(i)) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && letter(i)) ++i;
    words.push_back(text.substr(begin, i - begin));
  }
  return words;
}

std::string duration_in(std::string_view text) {
  const auto words = plain_words_of(text);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view unit = words[i];
    const char letter = unit.starts_with("year")    ? 'Y'
                        : unit.starts_with("month") ? 'M'
                        : unit.starts_with("week")  ? 'W'
                        : unit.starts_with("day")   ? 'D'
                                                    : '\0';
    if (letter == '\0' || unit.size() > 6) continue;
    std::size_t at = i - 1;
    if (words[at] == "calendar" && at > 0) --at;
    int value = decimal_value(words[at], 3);
    if (value < 0) {
      value = cardinal_value(words[at]);
      if (value > 0 && value < 10 && at > 0)
        if (const int ten = cardinal_value(words[at - 1]); ten >= 20) value += ten;
    }
    if (value > 0) return "P" + std::to_string(value) + letter;
  }
  return {};
}

}  // namespace pacta
