#pragma once
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace pacta {

/// A number of 1 to 3999 in Roman letters, small ones ("xiv"), as lists of web pages and of Word count.
[[nodiscard]] inline std::string in_roman_letters(int value) {
  static constexpr std::array<std::pair<int, std::string_view>, 13> steps{{{1000, "m"},
                                                                           {900, "cm"},
                                                                           {500, "d"},
                                                                           {400, "cd"},
                                                                           {100, "c"},
                                                                           {90, "xc"},
                                                                           {50, "l"},
                                                                           {40, "xl"},
                                                                           {10, "x"},
                                                                           {9, "ix"},
                                                                           {5, "v"},
                                                                           {4, "iv"},
                                                                           {1, "i"}}};
  std::string out;
  for (const auto& [step, letters] : steps)
    for (; value >= step; value -= step) out += letters;
  return out;
}

}  // namespace pacta
