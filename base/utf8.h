#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pacta {

/// Byte offset of the first byte that is not part of well-formed UTF-8 (no surrogates, no overlong forms), if any.
[[nodiscard]] std::optional<std::size_t> invalid_utf8(std::string_view text) noexcept;

/// Decodes the code point at `at` in well-formed UTF-8 and moves `at` behind it. At the end of the text it is U+0000.
[[nodiscard]] char32_t decode_beyond_ascii(std::string_view text, std::size_t& at) noexcept;
[[nodiscard]] inline char32_t decode(std::string_view text, std::size_t& at) noexcept {
  if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) return static_cast<unsigned char>(text[at++]);
  return decode_beyond_ascii(text, at);
}

/// Appends a code point as UTF-8.
void append_utf8(std::string& out, char32_t code_point);

/// Number of code points in well-formed UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;

/// Converts byte offsets of one text into code point offsets, in constant time a look-up. Thread-safe after construction.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  /// `offset` must be at a code point's first byte or at the end of the text.
  [[nodiscard]] std::size_t code_points_before(std::size_t offset) const noexcept;

 private:
  static constexpr std::size_t block = 256;
  std::string_view text_;
  std::vector<std::uint32_t> before_block_;
  bool ascii_ = false;
};

/// The form under which words are compared: lower case, accents and variant quotes and dashes folded, and British and American
/// spellings made one ("organisation", "organization"). Empty for an empty word.
[[nodiscard]] std::string fold_word(std::string_view word);

/// Appends `fold_word(word)`: quicker, for many words.
void append_folded_word(std::string& out, std::string_view word);

/// The text with the Latin letters mended that somebody wrote as UTF-8 and read as Latin-1 or Windows-1252 ("GarcÃ\u00ada", "Ã‰mile").
/// Other text stays.
[[nodiscard]] std::string mend_encoding(std::string_view text);

/// Whether `second` behind `first` is the second half of such a letter.
[[nodiscard]] bool is_misread_letter(char32_t first, char32_t second) noexcept;

/// Folds every run of word characters and collapses other characters to single spaces: the key under which names are compared.
[[nodiscard]] std::string fold_name(std::string_view name);

}  // namespace pacta
