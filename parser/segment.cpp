#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"
#include "parser/document.h"
#include "parser/glued_words.h"

namespace pacta {

std::string Document::words(Span span) const {
  std::string out;
  std::uint32_t from = span.begin;
  for (std::uint32_t i = token_at(span.begin); i < tokens.size() && tokens[i].begin < span.end; ++i) {
    if (!tokens[i].has(token_flag::glued) || tokens[i].begin == span.begin) continue;
    out.append(text(Span{from, tokens[i].begin})).append(" ");
    from = tokens[i].begin;
  }
  return collapse_space(out.append(text(Span{from, span.end})));
}

std::uint32_t Document::token_at(std::uint32_t offset) const noexcept {
  const auto found =
      std::lower_bound(tokens.begin(), tokens.end(), offset, [](const Token& token, std::uint32_t at) { return token.begin < at; });
  return static_cast<std::uint32_t>(found - tokens.begin());
}

const Sentence* Document::sentence_at(std::uint32_t token) const noexcept {
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), token,
                                      [](std::uint32_t at, const Sentence& sentence) { return at < sentence.first_token; });
  return after == sentences.begin() ? nullptr : &*(after - 1);
}

namespace {

// No sentence is longer, whatever its punctuation: it bounds the work that later stages do for one.
constexpr std::uint32_t longest_sentence = 1500;

std::vector<Span> find_lines(std::string_view text) {
  std::vector<Span> lines;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::size_t last = end;
    if (last > at && text[last - 1] == '\r') --last;
    lines.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(last)});
    if (end == text.size()) break;
    at = end + 1;
  }
  return lines;
}

bool is_blank(std::string_view line) noexcept {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
}

}  // namespace

bool is_page_number(std::string_view line) noexcept {
  const auto strip = [&] {
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t' || line.front() == '-' || line.front() == '['))
      line.remove_prefix(1);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '-' || line.back() == ']')) line.remove_suffix(1);
  };
  strip();
  if (line.starts_with("Page ") || line.starts_with("page ") || line.starts_with("PAGE ")) line.remove_prefix(5);
  strip();
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits == 0 || digits > 4) return false;
  line.remove_prefix(digits);
  if (line.empty()) return true;
  if (!line.starts_with(" of ") && !line.starts_with("/")) return false;
  line.remove_prefix(line[0] == '/' ? 1 : 4);
  // "3 of 11 5/4/2010 9:39 AM": when it was printed
  const std::size_t total = std::min(line.find(' '), line.size());
  if (total > 0 && total < line.size() && line.find('/', total) != std::string_view::npos &&
      line.find(':', total) != std::string_view::npos &&
      line.substr(total).find_first_not_of("0123456789/:., AMPamp") == std::string_view::npos)
    line = line.substr(0, total);
  return !line.empty() && std::all_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
}

namespace {

bool ends_sentence(std::string_view line) noexcept {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  return !line.empty() && (line.back() == '.' || line.back() == ';' || line.back() == ':' || line.back() == '?' || line.back() == '!');
}

bool starts_small(std::string_view line) noexcept {
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  return !line.empty() && line.front() >= 'a' && line.front() <= 'z';
}

// The line behind a page's number and the blank lines around it, if that is what begins at `line`; else `line` itself.
std::size_t behind_page(std::string_view text, const std::vector<Span>& lines, std::size_t line) {
  std::size_t at = line;
  bool page = false;
  while (at < lines.size() && (is_blank(lines[at].of(text)) || is_page_number(lines[at].of(text)))) {
    page = page || !is_blank(lines[at].of(text));
    ++at;
  }
  return page ? at : line;
}

// The margin of a hard-wrapped text: most lines that have a successor in their paragraph end near it. 0 if the text is not wrapped. A few
// longer lines, of tables, do not matter.
std::size_t wrapping_margin(std::string_view text, const std::vector<Span>& lines) {
  std::vector<std::size_t> followed;
  std::size_t runs = 0;  // that a line in small letters goes on from
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::string_view line = lines[i].of(text);
    if (is_blank(line) || is_page_number(line)) continue;
    const std::size_t next = behind_page(text, lines, i + 1);
    if (next < lines.size() && !is_blank(lines[next].of(text)) && (next == i + 1 || !ends_sentence(line))) {
      followed.push_back(line.size());
      runs += !ends_sentence(line) && starts_small(lines[next].of(text));
    }
  }
  if (followed.size() < 4) return 0;
  const std::size_t place = followed.size() - 1 - followed.size() / 20;
  std::nth_element(followed.begin(), followed.begin() + static_cast<std::ptrdiff_t>(place), followed.end());
  const std::size_t margin = followed[place];
  if (margin > 120 || margin < 40) return 0;
  const auto near = std::count_if(followed.begin(), followed.end(), [&](std::size_t size) { return size * 10 >= margin * 7; });
  // Lists of parties and of headings have short lines, but sentences that run on tell.
  const std::size_t needed = runs * 10 >= followed.size() * 3 ? 4 : 6;
  return static_cast<std::size_t>(near) * 10 >= followed.size() * needed ? margin : 0;
}

// "(a) ", "1. ", "(iv) ", "- ", "• ": the mark of a list item or numbered paragraph.
bool starts_item(std::string_view line) noexcept {
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  line.remove_prefix(at);
  if (line.starts_with("- ") || line.starts_with("• ") || line.starts_with("* ") || line.starts_with("– ")) return true;
  const bool bracket = line.starts_with("(");
  if (bracket) line.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < line.size() && ((line[digits] >= '0' && line[digits] <= '9') || (digits > 0 && line[digits] == '.'))) ++digits;
  std::size_t letters = 0;
  while (letters < line.size() && ((line[letters] >= 'a' && line[letters] <= 'z') || (line[letters] >= 'A' && line[letters] <= 'Z')))
    ++letters;
  const std::size_t mark = digits > 0 ? digits : letters;
  if (mark == 0 || mark > 5 || mark >= line.size()) return mark > 0 && mark == line.size() && bracket;
  const char after = line[mark];
  if (bracket) return after == ')';
  return digits > 0 ? (after == ')' || line[mark - 1] == '.' || after == '.') && mark + 1 <= line.size() : letters <= 4 && after == ')';
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Whether a line goes on in the next one: it reaches the margin, or stops short of it where the next word had no room.
bool runs_on(std::string_view line, std::string_view next, std::size_t margin) noexcept {
  while (!next.empty() && (next.front() == ' ' || next.front() == '\t')) next.remove_prefix(1);
  const std::size_t word = std::min(next.find(' '), next.size());
  if (ends_sentence(line) && line.size() + 1 + word + 6 < margin) return false;
  return line.size() + 20 >= std::min<std::size_t>(margin, 60);
}

// Phrases of web pages that are about the page and not about the world. Compared with folded names of short blocks.
bool is_page_phrase(std::string_view folded) {
  static constexpr std::array<std::string_view, 44> starts{"share this",      "rate this",
                                                           "share on",        "tweet",
                                                           "print this",      "email this",
                                                           "e mail this",     "subscribe",
                                                           "sign up",         "sign in",
                                                           "log in",          "newsletter",
                                                           "follow us",       "read more",
                                                           "read also",       "read on",
                                                           "read the full",   "related articles",
                                                           "related stories", "most read",
                                                           "most popular",    "trending",
                                                           "advertisement",   "sponsored",
                                                           "cookie",          "we use cookies",
                                                           "accept all",      "privacy policy",
                                                           "terms of use",    "all rights reserved",
                                                           "copyright",       "skip to",
                                                           "back to top",     "back to home",
                                                           "comments",        "leave a comment",
                                                           "post a comment",  "add a comment",
                                                           "poll conducted",  "votes",
                                                           "click here",      "download pdf",
                                                           "view all",        "menu"};
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) {
    return folded.starts_with(start) && (folded.size() == start.size() || folded[start.size()] == ' ');
  });
}

std::size_t count_words(const Document& document, const Block& block) {
  std::size_t words = 0;
  for (std::uint32_t i = block.first_token; i < block.end_token; ++i) words += document.tokens[i].kind == TokenKind::word;
  return words;
}

bool has_latin_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode(text, at);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x250)) return true;
  }
  return false;
}

// "33 (31%)", "(3 votes)", "45%"
bool is_tally(std::string_view text) {
  const bool percent = contains(text, "%"), votes = contains(text, "votes") || contains(text, "vote)");
  if (!percent && !votes) return false;
  std::size_t letters = 0;
  for (const char c : text) letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return percent ? letters == 0 && text.size() <= 24 : letters <= 24 && text.size() <= 48 && contains(text, "(");
}

void mark_furniture(Document& document) {
  auto& blocks = document.blocks;
  const auto mark = [](Block& block) { block.kind = BlockKind::furniture; };
  bool after_poll = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string_view words = document.text(blocks[i].span);
    const std::size_t count = count_words(document, blocks[i]);
    if (is_tally(words)) {
      mark(blocks[i]);
      if (contains(words, "%")) {
        // The line before a share of votes is an answer, and a question before answers is the poll's.
        after_poll = true;
        if (i > 0 && count_words(document, blocks[i - 1]) <= 40) mark(blocks[i - 1]);
        for (std::size_t j = i; j-- > 0 && i - j <= 3;)
          if (document.text(blocks[j].span).ends_with("?")) mark(blocks[j]);
      }
      continue;
    }
    if (!has_latin_letter(words) && count > 0) {
      mark(blocks[i]);
      continue;
    }
    const std::string folded = count <= 9 ? fold_name(words) : std::string();
    if (!folded.empty() && is_page_phrase(folded)) mark(blocks[i]);
    // Lists of headlines and of answers: the short lines behind such a heading.
    static constexpr std::array<std::string_view, 9> openers{
        "poll", "poll conducted", "most read", "most popular", "related articles", "related stories", "trending", "read also", "see also"};
    if (std::find(openers.begin(), openers.end(), std::string_view(folded)) != openers.end()) {
      mark(blocks[i]);
      for (std::size_t j = i + 1; j < blocks.size() && j <= i + 12; ++j) {
        if (count_words(document, blocks[j]) > 14 || document.text(blocks[j].span).ends_with(".")) break;
        mark(blocks[j]);
      }
    }
  }
  // Menus: a tail of short lines without names or final stops.
  if (!after_poll && std::none_of(blocks.begin(), blocks.end(), [](const Block& b) { return b.kind == BlockKind::furniture; })) return;
  for (std::size_t i = blocks.size(); i-- > 0;) {
    Block& block = blocks[i];
    if (block.kind == BlockKind::furniture) continue;
    bool plain = count_words(document, block) <= 4 && !ends_sentence(document.text(block.span));
    for (std::uint32_t t = block.first_token + 1; t < block.end_token; ++t)
      plain = plain && !document.tokens[t].has(token_flag::capitalised);
    if (!plain) break;
    mark(block);
  }
}

class SentenceSplitter {
 public:
  SentenceSplitter(Document& document, const Lexicon& lexicon) : document_(document) {
    constexpr std::array<std::string_view, 30> starters{
        "the",     "a",  "an",  "in", "it",   "he",  "she", "they", "we",    "this", "that",  "these", "on",       "at",    "but",
        "however", "as", "for", "if", "when", "his", "her", "its",  "their", "both", "after", "while", "although", "there", "since"};
    for (std::size_t i = 0; i < starters.size(); ++i) starters_[i] = lexicon.find(starters[i]);
  }

  void split(Block& block, std::uint32_t block_index) {
    block.first_sentence = static_cast<std::uint32_t>(document_.sentences.size());
    std::uint32_t first = block.first_token;
    for (std::uint32_t i = block.first_token; i < block.end_token; ++i) {
      if (i - first < longest_sentence && !ends_here(block, first, i)) continue;
      std::uint32_t end = i + 1;
      while (end < block.end_token && is_closing(end)) ++end;
      push(first, end, block_index);
      first = end;
      i = end - 1;
    }
    if (first < block.end_token) push(first, block.end_token, block_index);
    block.end_sentence = static_cast<std::uint32_t>(document_.sentences.size());
  }

 private:
  void push(std::uint32_t first, std::uint32_t end, std::uint32_t block) {
    document_.sentences.push_back({{document_.tokens[first].begin, document_.tokens[end - 1].end}, first, end, block});
  }

  [[nodiscard]] char single(std::uint32_t token) const {
    const Token& t = document_.tokens[token];
    return t.end - t.begin == 1 ? document_.text()[t.begin] : '\0';
  }

  // A closing quote or bracket directly behind what ends the sentence.
  [[nodiscard]] bool is_closing(std::uint32_t token) const {
    const Token& t = document_.tokens[token];
    if (t.has(token_flag::space_before) || t.kind != TokenKind::punctuation) return false;
    const std::string_view words = document_.text(t);
    return words == "\"" || words == "”" || words == "’" || words == "'" || words == ")" || words == "]" || words == "»" || words == ".";
  }

  [[nodiscard]] bool can_start(std::uint32_t token) const {
    const Token& t = document_.tokens[token];
    if (!t.has(token_flag::space_before)) return false;
    if (t.kind != TokenKind::punctuation) return t.has(token_flag::capitalised) || t.kind == TokenKind::number;
    const std::string_view words = document_.text(t);
    return words == "\"" || words == "“" || words == "‘" || words == "(" || words == "[" || words == "'" || words == "«";
  }

  [[nodiscard]] bool ends_here(const Block& block, std::uint32_t first, std::uint32_t i) const {
    const Token& token = document_.tokens[i];
    if (token.has(token_flag::dotted)) {
      // An abbreviation ends a sentence only before a word that seldom follows it inside one.
      if (i + 1 >= block.end_token || !token.has(token_flag::all_capitals)) return false;
      const Token& next = document_.tokens[i + 1];
      return next.has(token_flag::capitalised) && next.word != unknown_word &&
             std::find(starters_.begin(), starters_.end(), next.word) != starters_.end();
    }
    const char c = single(i);
    if (c != '.' && c != '!' && c != '?') return false;
    std::uint32_t next = i + 1;
    while (next < block.end_token && is_closing(next)) ++next;
    if (next >= block.end_token) return true;
    // "1." and "(a)." at the start are marks, not sentences.
    if (c == '.' && i - first <= 1 && (document_.tokens[i - (i > first ? 1 : 0)].kind == TokenKind::number || i - first <= 1) &&
        document_.tokens[first].end - document_.tokens[first].begin <= 5 && first == block.first_token)
      return false;
    return can_start(next);
  }

  Document& document_;
  std::array<WordId, 30> starters_{};
};

}  // namespace

namespace {

// Numbers of pages are no words of the sentences that they interrupt.
void drop_page_numbers(Document& document) {
  std::vector<bool> drop(document.tokens.size());
  for (const Span span : document.lines) {
    if (span.empty() || span.size() > 20 || !is_page_number(document.text(span))) continue;
    for (std::uint32_t t = document.token_at(span.begin); t < document.tokens.size() && document.tokens[t].begin < span.end; ++t)
      drop[t] = true;
  }
  std::size_t kept = 0;
  for (std::size_t t = 0; t < document.tokens.size(); ++t)
    if (!drop[t]) document.tokens[kept++] = document.tokens[t];
  document.tokens.resize(kept);
}

}  // namespace

Document segment(Source source, const Lexicon& lexicon) {
  Document document;
  document.source = std::move(source);
  document.lines = find_lines(document.text());
  document.tokens = tokenise(document.text(), lexicon);
  part_glued_words(document.text(), document.tokens, lexicon);
  const std::size_t margin = wrapping_margin(document.text(), document.lines);
  const auto line = [&](std::size_t k) { return document.text(document.lines[k]); };
  if (margin > 0) drop_page_numbers(document);
  std::uint32_t token = 0;
  for (std::size_t i = 0; i < document.lines.size();) {
    if (is_blank(line(i))) {
      ++i;
      continue;
    }
    Span span = document.lines[i];
    std::size_t last = i, next = i + 1;
    while (margin > 0 && next < document.lines.size()) {
      // A page's number between two lines of a paragraph, with or without blank lines around it
      const std::size_t behind = behind_page(document.text(), document.lines, next);
      if (behind < document.lines.size() && !ends_sentence(line(last)) && (starts_small(line(behind)) || line(last).size() + 12 >= margin))
        next = behind;
      if (is_blank(line(next)) || starts_item(line(next)) || !runs_on(line(last), line(next), margin)) break;
      span.end = document.lines[next].end;
      last = next++;
    }
    i = next;
    Block block;
    block.span = span;
    block.first_token = token;
    while (token < document.tokens.size() && document.tokens[token].begin < span.end) ++token;
    block.end_token = token;
    if (block.first_token == block.end_token) continue;
    block.span = {document.tokens[block.first_token].begin, document.tokens[block.end_token - 1].end};
    if (starts_item(document.text(block.span)))
      block.kind = BlockKind::list_item;
    else if (block.end_token - block.first_token <= 25 && !ends_sentence(document.text(block.span)))
      block.kind = BlockKind::heading;
    document.blocks.push_back(block);
  }
  mark_furniture(document);
  SentenceSplitter splitter(document, lexicon);
  for (std::size_t i = 0; i < document.blocks.size(); ++i) splitter.split(document.blocks[i], static_cast<std::uint32_t>(i));
  return document;
}

}  // namespace pacta
