#include "parser/glued_words.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace pacta {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z');
}

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Small words that stand before a name or a noun with a capital letter.
constexpr std::array<std::string_view, 22> leading{"the",  "of",   "and",     "to",   "in",    "by",    "for",   "with",
                                                   "this", "that", "each",    "from", "under", "other", "every", "such",
                                                   "both", "upon", "between", "any",  "all",   "either"};
/// Pairs of small words that no longer word begins or is.
constexpr std::array<std::string_view, 6> before_the{"of", "to", "in", "on", "by", "for"};
constexpr std::array<std::string_view, 10> before_article{"and", "or", "with", "from", "at", "under", "that", "between", "upon", "as"};
constexpr std::array<std::string_view, 5> determiners{"the", "this", "these", "each", "such"};
constexpr std::array<std::string_view, 5> auxiliaries{"be", "not", "have", "enter", "apply"};
/// Nouns of treaties that are written with a capital letter.
constexpr std::array<std::string_view, 26> nouns{
    "party",   "parties",  "state",     "states",     "agreement",   "treaty",    "convention",   "protocol",    "charter",
    "article", "articles", "annex",     "government", "governments", "member",    "members",      "council",     "commission",
    "nations", "union",    "committee", "kingdom",    "republic",    "community", "organization", "organisation"};
/// What stands before such a noun with a capital letter of its own.
constexpr std::array<std::string_view, 10> adjectives{"contracting", "member",    "united", "high", "present",
                                                      "state",       "signatory", "the",    "each", "this"};
/// Small words behind a noun or a number.
constexpr std::array<std::string_view, 11> following{"of", "to", "and", "shall", "in", "or", "with", "for", "on", "may", "the"};
/// Units whose number follows.
constexpr std::array<std::string_view, 12> units{"article", "articles", "paragraph", "paragraphs", "annex", "chapter",
                                                 "section", "protocol", "annexes",   "appendix",   "paras", "schedule"};

/// Where the first of the words that `word` is made of ends; 0 if it is one word, or if that is not certain.
std::size_t first_end(std::string_view word, const Lexicon& lexicon) {
  // "5of", "12and"
  std::size_t digits = 0;
  while (digits < word.size() && is_digit(word[digits])) ++digits;
  if (digits > 0) return digits <= 3 && is_in(following, word.substr(digits)) ? digits : 0;
  if (!std::all_of(word.begin(), word.end(), [](char c) { return is_letter(c) || is_digit(c); })) return 0;
  const std::string folded = fold_word(word);
  if (folded.size() != word.size()) return 0;
  const std::string_view small = folded;
  // "Article5", "Article5of"
  std::size_t letters = 0;
  while (letters < word.size() && is_letter(word[letters])) ++letters;
  if (letters < word.size()) {
    std::size_t end = letters;
    while (end < word.size() && is_digit(word[end])) ++end;
    const bool ends = end == word.size() || is_in(following, small.substr(end));
    if (!ends || end - letters > 3) return 0;
    if (is_in(units, small.substr(0, letters))) return letters;
  }
  const bool one_case =
      std::all_of(word.begin() + 1, word.end(), [&](char c) { return !is_letter(c) || is_upper(c) == is_upper(word[1]); });
  const bool capitals = one_case && word.size() > 1 && is_upper(word[0]) && is_upper(word[1]);
  // "theParties", "ofArticle", "ContractingParties", "oftheParties": at the capital letter
  if (!one_case) {
    std::size_t capital = 1;
    while (capital < word.size() && !is_upper(word[capital])) ++capital;
    if (capital == word.size() || word.size() - capital < 4 || is_upper(word[capital + 1])) return 0;
    const std::string_view before = small.substr(0, capital), behind = small.substr(capital);
    const std::string_view name = behind.substr(0, std::min(behind.find_first_of("0123456789"), behind.size()));
    if (is_in(adjectives, before) && is_upper(word[0]) && is_in(nouns, name)) return capital;
    if (name.size() < 4 || lexicon.find(name) == unknown_word) return 0;
    // "InStyle" may be a name.
    if (is_in(leading, before) && (!is_upper(word[0]) || is_in(nouns, name))) return capital;
    for (const std::string_view first : before_the)
      if (before.starts_with(first) && is_in(determiners, before.substr(first.size()))) return first.size();
    return 0;
  }
  // "ofthe", "andthis"
  for (const std::string_view first : before_the)
    if (small.starts_with(first) && is_in(determiners, small.substr(first.size()))) return is_upper(word[0]) == capitals ? first.size() : 0;
  for (const std::string_view first : before_article)
    if (small.starts_with(first) && (small.substr(first.size()) == "the" || (small.substr(first.size()) == "this" && first != "as")))
      return is_upper(word[0]) == capitals ? first.size() : 0;
  for (const std::string_view first : {std::string_view("shall"), std::string_view("may"), std::string_view("will")})
    if (small.starts_with(first) && is_in(auxiliaries, small.substr(first.size())))
      return first == "may" && small.ends_with("be") ? 0 : first.size();
  // "THEPARTIES"
  if (capitals) {
    for (const std::string_view first : {std::string_view("the"), std::string_view("of"), std::string_view("and")})
      if (small.starts_with(first) && is_in(nouns, small.substr(first.size()))) return first.size();
    return 0;
  }
  // "Navigationbetween", "Committeeshall"
  for (const std::string_view last : {std::string_view("between"), std::string_view("shall"), std::string_view("which")})
    if (small.ends_with(last) && small.size() >= last.size() + 4 &&
        lexicon.find(small.substr(0, small.size() - last.size())) != unknown_word)
      return small.size() - last.size();
  // "Partiesto", "Conventionof"
  if (is_upper(word[0]))
    for (const std::string_view last : following)
      if (small.ends_with(last) && is_in(nouns, small.substr(0, small.size() - last.size()))) return small.size() - last.size();
  return 0;
}

}  // namespace

void part_glued_words(std::string_view text, std::vector<Token>& tokens, const Lexicon& lexicon) {
  constexpr std::uint32_t longest = 40;
  std::vector<Token> parted;
  bool any = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token token = tokens[i];
    // What knowledge knows is a word.
    const bool asked = token.word == unknown_word && token.kind != TokenKind::punctuation && !token.has(token_flag::dotted) &&
                       token.end - token.begin > 2 && token.end - token.begin <= longest;
    std::size_t cut = asked ? first_end(token.span().of(text), lexicon) : 0;
    if (cut > 0 && !any) {
      any = true;
      parted.reserve(tokens.size() + 16);
      parted.assign(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i));
    }
    for (std::uint8_t outer = token.flags & (token_flag::space_before | token_flag::line_before); cut > 0;) {
      const auto make = [&](std::uint32_t begin, std::uint32_t end, std::uint8_t gap) {
        Token part{begin, end, unknown_word, TokenKind::word, gap};
        const std::string_view word = part.span().of(text);
        part.word = lexicon.find(fold_word(word));
        if (is_digit(word[0])) part.kind = TokenKind::number;
        if (is_upper(word[0])) part.flags |= token_flag::capitalised;
        if (word.size() > 1 && std::all_of(word.begin(), word.end(), is_upper)) part.flags |= token_flag::all_capitals;
        return part;
      };
      const auto middle = static_cast<std::uint32_t>(token.begin + cut);
      parted.push_back(make(token.begin, middle, outer));
      outer = token_flag::space_before | token_flag::glued;
      token = make(middle, token.end, outer);
      cut = first_end(token.span().of(text), lexicon);
    }
    if (any) parted.push_back(token);
  }
  if (any) tokens = std::move(parted);
}

}  // namespace pacta
