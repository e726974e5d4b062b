#include "base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace pacta {

std::optional<std::size_t> invalid_utf8(std::string_view text) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    // Eight bytes of ASCII at a time, which most text is.
    for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
      std::memcpy(&word, bytes + at, sizeof word);
      if ((word & 0x8080808080808080U) != 0) break;
    }
    if (at == text.size()) break;
    const unsigned char first = bytes[at];
    if (first < 0x80) {
      ++at;
      continue;
    }
    const int length = first >= 0xC2 && first <= 0xDF ? 2 : (first & 0xF0U) == 0xE0 ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
    if (length == 0 || at + length > text.size()) return at;
    for (int i = 1; i < length; ++i)
      if ((bytes[at + i] & 0xC0U) != 0x80) return at;
    const unsigned char second = bytes[at + 1];
    // Overlong forms, surrogates and what lies above U+10FFFF (Unicode 15, table 3-7).
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
        (first == 0xF4 && second > 0x8F))
      return at;
    at += length;
  }
  return std::nullopt;
}

char32_t decode_beyond_ascii(std::string_view text, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) -> char32_t { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const char32_t first = byte(at);
  if (first < 0x80) {
    ++at;
    return first;
  }
  if (first < 0xE0) {
    const char32_t code_point = (first & 0x1FU) << 6U | (byte(at + 1) & 0x3FU);
    at += 2;
    return code_point;
  }
  if (first < 0xF0) {
    const char32_t code_point = (first & 0x0FU) << 12U | (byte(at + 1) & 0x3FU) << 6U | (byte(at + 2) & 0x3FU);
    at += 3;
    return code_point;
  }
  const char32_t code_point =
      (first & 0x07U) << 18U | (byte(at + 1) & 0x3FU) << 12U | (byte(at + 2) & 0x3FU) << 6U | (byte(at + 3) & 0x3FU);
  at += 4;
  return code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    out.push_back(static_cast<char>(0xC0U | code_point >> 6U));
    out.push_back(static_cast<char>(0x80U | (code_point & 0x3FU)));
  } else if (code_point < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | code_point >> 12U));
    out.push_back(static_cast<char>(0x80U | (code_point >> 6U & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (code_point & 0x3FU)));
  } else {
    out.push_back(static_cast<char>(0xF0U | code_point >> 18U));
    out.push_back(static_cast<char>(0x80U | (code_point >> 12U & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (code_point >> 6U & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (code_point & 0x3FU)));
  }
}

std::size_t count_code_points(std::string_view text) noexcept {
  // All bytes but those that continue a character (10xxxxxx), eight at a time.
  std::size_t continuing = 0, at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    const std::uint64_t ones = word >> 7U & ~(word >> 6U) & 0x0101010101010101U;
    continuing += ones * 0x0101010101010101U >> 56U;
  }
  for (; at < text.size(); ++at) continuing += (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80;
  return text.size() - continuing;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  before_block_.reserve(text.size() / block + 1);
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += block) {
    before_block_.push_back(count);
    count += static_cast<std::uint32_t>(count_code_points(text.substr(at, block)));
  }
  ascii_ = count == text.size();
}

std::size_t CodePointIndex::code_points_before(std::size_t offset) const noexcept {
  if (ascii_ || offset == 0) return offset;
  const std::size_t index = (offset - 1) / block;
  return before_block_[index] + count_code_points(text_.substr(index * block, offset - index * block));
}

namespace {

// Pairs of spellings that differ between countries and that no suffix rule covers, by their first letters. The second is the folded form.
constexpr std::array<std::pair<std::string_view, std::string_view>, 34> spellings{
    {{"adviser", "advisor"},        {"advisers", "advisors"},    {"behaviour", "behavior"},
     {"centre", "center"},          {"centres", "centers"},      {"colour", "color"},
     {"defence", "defense"},        {"enrol", "enroll"},         {"endeavour", "endeavor"},
     {"favour", "favor"},           {"favours", "favors"},       {"favoured", "favored"},
     {"favourable", "favorable"},   {"fulfil", "fulfill"},       {"harbour", "harbor"},
     {"honour", "honor"},           {"honourable", "honorable"}, {"judgement", "judgment"},
     {"judgements", "judgments"},   {"labour", "labor"},         {"licence", "license"},
     {"licences", "licenses"},      {"metre", "meter"},          {"metres", "meters"},
     {"neighbour", "neighbor"},     {"neighbours", "neighbors"}, {"neighbouring", "neighboring"},
     {"neighbourly", "neighborly"}, {"offence", "offense"},      {"offences", "offenses"},
     {"programme", "program"},      {"programmes", "programs"},  {"theatre", "theater"},
     {"towards", "toward"}}};

/// Where the spellings that begin with a letter ('a' + index) begin in the table; they end where the next letter's do.
constexpr auto spellings_of = [] {
  std::array<std::uint8_t, 27> first{};
  for (std::size_t letter = 0, at = 0; letter < first.size(); ++letter) {
    while (at < spellings.size() && static_cast<std::size_t>(spellings[at].first[0] - 'a') < letter) ++at;
    first[letter] = static_cast<std::uint8_t>(at);
  }
  return first;
}();

/// Of the word that begins at `begin` and ends the text.
void fold_spelling(std::string& text, std::size_t begin) {
  const std::string_view word = std::string_view(text).substr(begin);
  if (word.size() < 5) return;
  if (word.size() >= 9)
    if (const auto at = word.find("isation"); at != std::string::npos && at > 1) text[begin + at + 1] = 'z';
  static constexpr std::array<std::string_view, 6> suffixes{"ise", "ised", "ises", "iser", "isers", "ising"};
  if (word.size() >= 7)
    for (const std::string_view suffix : suffixes)
      if (word.back() == suffix.back() && word.ends_with(suffix)) text[text.size() - suffix.size() + 1] = 'z';
  const auto letter = static_cast<unsigned char>(word[0] - 'a');
  if (letter >= 26) return;
  for (std::size_t i = spellings_of[letter]; i < spellings_of[letter + 1U]; ++i)
    if (spellings[i].first == word) {
      text.replace(begin, std::string::npos, spellings[i].second);
      return;
    }
}

char fold_quote(char32_t code_point) {
  switch (code_point) {
    case U'‘':
    case U'’':
    case U'‚':
    case U'‛':
    case U'′':
    case U'`':
    case U'´':
    case U'ʼ':
      return '\'';
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'«':
    case U'»':
    case U'″':
      return '"';
    case U'‐':
    case U'‑':
    case U'‒':
    case U'–':
    case U'−':
      return '-';
    default:
      return 0;
  }
}

}  // namespace

namespace {

void append_folded_beyond_ascii(std::string& out, std::string_view word) {
  std::array<utf8proc_int32_t, 32> parts{};
  for (std::size_t at = 0; at < word.size();) {
    const char32_t code_point = decode(word, at);
    if (code_point < 0x80) {
      out.push_back(code_point >= 'A' && code_point <= 'Z' ? static_cast<char>(code_point + 32) : static_cast<char>(code_point));
      continue;
    }
    if (const char quote = fold_quote(code_point); quote != 0) {
      out.push_back(quote);
      continue;
    }
    int boundary = 0;
    const auto count = utf8proc_decompose_char(
        static_cast<utf8proc_int32_t>(code_point), parts.data(), parts.size(),
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE),
        &boundary);
    for (utf8proc_ssize_t i = 0; i < count; ++i) {
      const auto part = static_cast<char32_t>(parts[static_cast<std::size_t>(i)]);
      // Letters that Unicode does not decompose, but that names are also written without.
      switch (part) {
        case U'ø':
          out.push_back('o');
          break;
        case U'ł':
          out.push_back('l');
          break;
        case U'đ':
          out.push_back('d');
          break;
        case U'ı':
          out.push_back('i');
          break;
        case U'æ':
          out += "ae";
          break;
        case U'œ':
          out += "oe";
          break;
        default:
          append_utf8(out, part);
      }
    }
  }
}

}  // namespace

namespace {

/// The byte that Latin-1 or Windows-1252 shows as this character, if it can be the second one of a letter's two; else 0.
unsigned char misread_byte(char32_t c) noexcept {
  if (c >= 0x80 && c <= 0xBF && c != 0xA0) return static_cast<unsigned char>(c);
  // 0x80 to 0x9F in Windows-1252; 0 where it has nothing.
  static constexpr std::array<char16_t, 32> windows{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  for (std::size_t i = 0; i < windows.size(); ++i)
    if (windows[i] != 0 && windows[i] == c) return static_cast<unsigned char>(0x80 + i);
  return 0;
}

}  // namespace

bool is_misread_letter(char32_t first, char32_t second) noexcept {
  if (first < 0xC3 || first > 0xC5) return false;
  if (first != 0xC3 && second >= 0x2013 && second <= 0x201D) return false;  // "Å” is a quotation's end sooner than a letter's
  const unsigned char byte = misread_byte(second);
  return byte != 0 && byte != 0x97 && byte != 0xB7;  // no letters: U+00D7, U+00F7
}

std::string mend_encoding(std::string_view text) {
  std::string mended;
  std::size_t kept = 0;
  for (std::size_t at = 0; at + 2 < text.size();) {
    // Ã, Ä and Å themselves
    if (static_cast<unsigned char>(text[at]) != 0xC3 || static_cast<unsigned char>(text[at + 1]) < 0x83 ||
        static_cast<unsigned char>(text[at + 1]) > 0x85) {
      ++at;
      continue;
    }
    std::size_t end = at;
    const char32_t first = decode(text, end);
    const char32_t second = decode(text, end);
    if (is_misread_letter(first, second)) {
      mended += text.substr(kept, at - kept);
      append_utf8(mended, ((first & 0x1FU) << 6U) | (misread_byte(second) & 0x3FU));
      kept = end;
    }
    at = std::max(end, at + 1);
  }
  mended += text.substr(kept);
  return mended;
}

void append_folded_word(std::string& out, std::string_view word) {
  const std::size_t begin = out.size();
  out.append(word);
  unsigned char all = 0;
  char* const to = out.data() + begin;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(to[i]);
    all |= byte;
    to[i] = static_cast<char>(byte | (static_cast<unsigned>(byte - 'A') < 26U ? 0x20U : 0U));
  }
  if (all >= 0x80) {
    out.resize(begin);
    append_folded_beyond_ascii(out, mend_encoding(word));
  }
  fold_spelling(out, begin);
}

std::string fold_word(std::string_view word) {
  std::string folded;
  append_folded_word(folded, word);
  return folded;
}

std::string fold_name(std::string_view name) {
  // Moves behind a character and says whether it is part of a word.
  const auto in_word = [name](std::size_t& at) {
    const char32_t c = decode(name, at);
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return fold_quote(c) == 0 && c != U'—' && c != U'\u00A0';
  };
  std::string key;
  key.reserve(name.size());
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t start = at;
    if (!in_word(at)) continue;
    std::size_t end = at;
    while (at < name.size() && in_word(at)) end = at;
    if (!key.empty()) key.push_back(' ');
    append_folded_word(key, name.substr(start, end - start));
  }
  return key;
}

}  // namespace pacta
