#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace pacta {

/// Number of a folded word that some gazetteer, rule or grammar knows.
using WordId = std::uint32_t;
inline constexpr WordId unknown_word = 0;

/// The words that knowledge speaks of. Built once, then frozen and shared by all threads.
class Lexicon {
 public:
  Lexicon();
  /// Adds an already folded word (see fold_word); returns its number, never unknown_word.
  WordId intern(std::string_view folded);
  /// The number of a folded word, or unknown_word.
  [[nodiscard]] WordId find(std::string_view folded) const noexcept;
  [[nodiscard]] const std::string& word(WordId id) const { return words_[id]; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }

 private:
  void grow();
  std::vector<std::string> words_;
  struct Slot {
    std::uint32_t hash = 0;
    WordId word = unknown_word;  // unknown_word: free
  };
  std::vector<Slot> slots_;  // open addressing
};

enum class TokenKind : std::uint8_t { word, number, punctuation };

/// How a word is written.
namespace token_flag {
inline constexpr std::uint8_t capitalised = 1;   ///< first letter is upper case
inline constexpr std::uint8_t all_capitals = 2;  ///< two or more letters, none lower case (dotted "U.S." too)
inline constexpr std::uint8_t space_before = 4;  ///< white space or the start of the text stands before
inline constexpr std::uint8_t line_before = 8;   ///< a line end stands before
inline constexpr std::uint8_t dotted = 16;       ///< ends in or holds an abbreviation's dot ("U.S.", "Art.", "No.")
inline constexpr std::uint8_t glued = 32;        ///< stands right behind the word before, as no space was read; space_before too
}  // namespace token_flag

/// A word, number or punctuation mark. Words split at hyphens, dashes and apostrophes ("Jong-un" is three tokens, "Putin's" two: the
/// possessive token is "'s", or "'" after a plural); dotted abbreviations are one token whose folded form has no dots ("u.s." is "us").
/// The folded form of a hyphen or unspaced en dash is "-", of a spaced dash or em dash "--", of any single quote "'", of any double quote
/// "\"".
struct Token {
  std::uint32_t begin = 0;  ///< bytes
  std::uint32_t end = 0;
  WordId word = unknown_word;
  TokenKind kind = TokenKind::word;
  std::uint8_t flags = 0;

  [[nodiscard]] constexpr Span span() const noexcept { return {begin, end}; }
  [[nodiscard]] constexpr bool has(std::uint8_t flag) const noexcept { return (flags & flag) != 0; }
};

/// Splits well-formed UTF-8 into tokens; the spans are bytes of `text`. Linear time. Thread-safe.
[[nodiscard]] std::vector<Token> tokenise(std::string_view text, const Lexicon& lexicon);

/// As `tokenise`, but adds unknown words to the lexicon.
[[nodiscard]] std::vector<Token> tokenise_and_intern(std::string_view text, Lexicon& lexicon);

}  // namespace pacta
