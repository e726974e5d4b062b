#include "ontology/lexicon.h"

#include <utf8proc.h>

#include <array>

#include "base/hash.h"
#include "base/utf8.h"

namespace pacta {

namespace {

std::uint32_t hash(std::string_view word) noexcept {
  return static_cast<std::uint32_t>(quick_hash(word));
}

}  // namespace

Lexicon::Lexicon() : words_{std::string()}, slots_(1U << 16U) {}

void Lexicon::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.word == unknown_word) continue;
    std::size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].word != unknown_word) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

WordId Lexicon::find(std::string_view folded) const noexcept {
  const std::uint32_t code = hash(folded);
  for (std::size_t at = code & (slots_.size() - 1); slots_[at].word != unknown_word; at = (at + 1) & (slots_.size() - 1))
    if (slots_[at].hash == code && words_[slots_[at].word] == folded) return slots_[at].word;
  return unknown_word;
}

WordId Lexicon::intern(std::string_view folded) {
  if (const WordId known = find(folded); known != unknown_word) return known;
  if (words_.size() * 2 > slots_.size()) grow();
  const auto id = static_cast<WordId>(words_.size());
  words_.emplace_back(folded);
  const std::uint32_t code = hash(folded);
  std::size_t at = code & (slots_.size() - 1);
  while (slots_[at].word != unknown_word) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {code, id};
  return id;
}

namespace {

enum class Sort : std::uint8_t { space, letter, digit, other };

constexpr auto ascii_sorts = [] {
  std::array<Sort, 0x80> table{};
  for (char32_t c = 0; c < table.size(); ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    table[c] = c == ' ' || (c >= '\t' && c <= '\r') ? Sort::space
               : letter                             ? Sort::letter
               : c >= '0' && c <= '9'               ? Sort::digit
                                                    : Sort::other;
  }
  return table;
}();

Sort sort_beyond_ascii(char32_t c) noexcept {
  if (c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF || c == 0x2028 || c == 0x2029)
    return Sort::space;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
      return Sort::letter;
    case UTF8PROC_CATEGORY_ND:
      return Sort::digit;
    default:
      return Sort::other;
  }
}

inline Sort sort_of(char32_t c) noexcept {
  return c < 0x80 ? ascii_sorts[c] : sort_beyond_ascii(c);
}

bool is_upper(char32_t c) noexcept {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool is_lower(char32_t c) noexcept {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LL;
}

bool is_apostrophe(char32_t c) noexcept {
  return c == '\'' || c == U'’' || c == U'‘' || c == U'ʼ';
}

// Abbreviations whose dot ends no sentence by itself.
bool is_abbreviation(std::string_view folded) noexcept {
  static constexpr std::array<std::string_view, 71> known{
      "art",  "arts", "no",  "nos",  "mr",   "mrs",  "ms",   "messrs", "dr",   "prof", "gen", "lt",   "col", "sgt",  "capt",
      "maj",  "adm",  "rev", "hon",  "st",   "ste",  "jr",   "sr",     "vs",   "etc",  "al",  "seq",  "cf",  "para", "paras",
      "sec",  "secs", "ch",  "chap", "vol",  "pp",   "ed",   "eds",    "rep",  "sen",  "gov", "pres", "amb", "min",  "dept",
      "univ", "inc",  "ltd", "smt",  "msgr", "brig", "cdr",  "engr",   "atty", "ven",  "hrh", "ma",   "co",  "corp", "jan",
      "feb",  "mar",  "apr", "jun",  "jul",  "aug",  "sept", "sep",    "oct",  "nov",  "dec"};
  for (const auto word : known)
    if (word == folded) return true;
  return false;
}

template <typename Lookup>
std::vector<Token> scan(std::string_view text, Lookup&& lookup) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 5 + 4);
  std::uint8_t gap = token_flag::space_before | token_flag::line_before;
  std::size_t at = 0;
  std::string folded;
  const auto peek = [&](std::size_t i) -> char32_t { return i < text.size() ? decode(text, i) : U'\0'; };
  const auto emit = [&](std::size_t begin, std::size_t end, TokenKind kind, std::uint8_t flags, std::string_view form) {
    tokens.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), lookup(form), kind, static_cast<std::uint8_t>(flags | gap)});
    gap = 0;
  };
  while (at < text.size()) {
    const std::size_t begin = at;
    const char32_t c = decode(text, at);
    switch (sort_of(c)) {
      case Sort::space:
        gap |= token_flag::space_before;
        if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) gap |= token_flag::line_before;
        continue;
      case Sort::letter:
      case Sort::digit: {
        const bool number = sort_of(c) == Sort::digit;
        bool lower = is_lower(c);
        std::size_t letters = number ? 0 : 1;
        std::size_t end = at;
        char32_t previous = c;
        while (end < text.size()) {
          std::size_t next = end;
          const char32_t d = decode(text, next);
          const Sort sort = sort_of(d);
          if (d < 0x80 && (sort == Sort::letter || sort == Sort::digit)) {
            lower = lower || (d >= 'a' && d <= 'z');
            letters += sort == Sort::letter;
            previous = d;
            end = next;
            continue;
          }
          // "GarcÃ\u00ada": UTF-8 that somebody read as Latin-1. The second byte of a letter belongs to its word.
          if ((d > 0xA0 && d <= 0xBF && previous == 0xC2) || is_misread_letter(previous, d)) {
            previous = d;
            end = next;
            continue;
          }
          previous = d;
          if (sort == Sort::letter || sort == Sort::digit) {
            lower = lower || is_lower(d);
            letters += sort == Sort::letter;
            end = next;
          } else if (number && letters == 0 && (d == '.' || d == ',') && sort_of(peek(next)) == Sort::digit) {
            end = next;
          } else {
            break;
          }
        }
        std::uint8_t flags = is_upper(c) ? token_flag::capitalised : 0;
        if (letters >= 2 && !lower && is_upper(c)) flags |= token_flag::all_capitals;
        // U.S., U.N., i.e., D.C.: single letters, each with its dot.
        if (std::size_t one = begin; !number && letters == 1 && peek(end) == '.' && (static_cast<void>(decode(text, one)), end == one)) {
          std::size_t dotted_end = end;
          std::size_t count = 0;
          folded.clear();
          std::size_t i = begin;
          while (i < text.size()) {
            std::size_t next = i;
            const char32_t letter = decode(text, next);
            if (sort_of(letter) != Sort::letter || peek(next) != '.') {
              // "U.S.A" without its last dot
              if (count > 0 && sort_of(letter) == Sort::letter && sort_of(peek(next)) != Sort::letter && i == dotted_end) {
                append_folded_word(folded, text.substr(i, next - i));
                dotted_end = next;
                ++count;
              }
              break;
            }
            append_folded_word(folded, text.substr(i, next - i));
            i = dotted_end = next + 1;
            ++count;
          }
          // An initial ("J. Blinken") keeps its dot too: it ends no sentence.
          if (count >= 2 || is_upper(c)) {
            if (count >= 2 && is_upper(c)) flags |= token_flag::all_capitals;
            emit(begin, dotted_end, TokenKind::word, flags | token_flag::dotted, folded);
            at = dotted_end;
            continue;
          }
        }
        folded.clear();
        append_folded_word(folded, text.substr(begin, end - begin));
        // didn't, isn't, won't
        if (!number && is_apostrophe(peek(end)) && folded.size() > 1 && folded.back() == 'n') {
          std::size_t next = end;
          static_cast<void>(decode(text, next));
          if ((peek(next) == 't' || peek(next) == 'T') && sort_of(peek(next + 1)) != Sort::letter) {
            folded += "'t";
            end = next + 1;
          }
        }
        if (!number && peek(end) == '.' && is_abbreviation(folded) && folded != "no" && folded != "co" && folded != "min" &&
            folded != "mar") {
          flags |= token_flag::dotted;
          ++end;
        } else if (!number && peek(end) == '.' && (flags & token_flag::capitalised) != 0 && is_abbreviation(folded) &&
                   (peek(end + 1) == ' ' && (sort_of(peek(end + 2)) == Sort::digit || folded != "no"))) {
          flags |= token_flag::dotted;
          ++end;
        }
        emit(begin, end, number ? TokenKind::number : TokenKind::word, flags, folded);
        at = end;
        continue;
      }
      case Sort::other:
        break;
    }
    if (is_apostrophe(c) && gap == 0 && !tokens.empty() && tokens.back().kind != TokenKind::punctuation && tokens.back().end == begin) {
      const char32_t next = peek(at);
      if ((next == 's' || next == 'S') && sort_of(peek(at + 1)) != Sort::letter && sort_of(peek(at + 1)) != Sort::digit) {
        emit(begin, at + 1, TokenKind::punctuation, 0, "'s");
        at += 1;
        continue;
      }
    }
    if (c == U'—' || c == U'―' || ((c == U'–' || c == '-') && (gap & token_flag::space_before) != 0 && sort_of(peek(at)) == Sort::space)) {
      emit(begin, at, TokenKind::punctuation, 0, "--");
      continue;
    }
    if (c == '-' && peek(at) == '-') {
      while (peek(at) == '-') ++at;
      emit(begin, at, TokenKind::punctuation, 0, "--");
      continue;
    }
    if (c == '.' && peek(at) == '.' && peek(at + 1) == '.') {
      while (peek(at) == '.') ++at;
      emit(begin, at, TokenKind::punctuation, 0, "…");
      continue;
    }
    if (c < 0x80) {
      const char single = static_cast<char>(c);
      emit(begin, at, TokenKind::punctuation, 0, c == '`' ? std::string_view("'") : std::string_view(&single, 1));
    } else {
      emit(begin, at, TokenKind::punctuation, 0, fold_word(text.substr(begin, at - begin)));
    }
  }
  return tokens;
}

}  // namespace

std::vector<Token> tokenise(std::string_view text, const Lexicon& lexicon) {
  return scan(text, [&](std::string_view form) { return lexicon.find(form); });
}

std::vector<Token> tokenise_and_intern(std::string_view text, Lexicon& lexicon) {
  return scan(text, [&](std::string_view form) { return lexicon.intern(form); });
}

}  // namespace pacta
