#include "parser/structure.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "parser/numerals.h"
#include "parser/signatures.h"

namespace pacta {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_alpha(char c) {
  return is_upper(c) || is_lower(c);
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}
char lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

bool same_word(std::string_view a, std::string_view lower_case) {
  if (a.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower_case[i]) return false;
  return true;
}

bool starts_word(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() && same_word(text.substr(0, lower_case.size()), lower_case) &&
         (text.size() == lower_case.size() || !is_alpha(text[lower_case.size()]));
}

std::string_view trimmed(std::string_view text) {
  for (;;) {
    if (!text.empty() && (is_space(text.front()) || text.front() == '\n'))
      text.remove_prefix(1);
    else if (text.starts_with("\xC2\xA0"))
      text.remove_prefix(2);
    else if (text.starts_with("\xEF\xBB\xBF"))
      text.remove_prefix(3);
    else
      break;
  }
  for (;;) {
    if (!text.empty() && (is_space(text.back()) || text.back() == '\n'))
      text.remove_suffix(1);
    else if (text.ends_with("\xC2\xA0"))
      text.remove_suffix(2);
    else
      break;
  }
  return text;
}

constexpr std::array<std::string_view, 11> latin_ordinals{"bis",    "ter",    "quater", "quinquies", "sexies",   "septies",
                                                          "octies", "novies", "decies", "undecies",  "duodecies"};

/// A number of an article or chapter: comparable parts, in hundredths for "bis" and letters.
struct Number {
  std::array<int, 4> parts{};
  int count = 0;
  bool letters = false;    ///< "A", "G-03"
  std::size_t length = 0;  ///< bytes as written
  bool spelled_out = false;
};

bool less(const Number& a, const Number& b) {
  return a.parts < b.parts;
}

bool follows(const Number& a, const Number& b) {
  if (a.count == 0 || b.count == 0) return false;
  if (a.count == 1 && b.count == 1) {
    const int step = b.parts[0] - a.parts[0];
    // 304 is followed by 401.
    return (step > 0 && b.parts[0] / 100 - a.parts[0] / 100 <= 1) ||
           (a.parts[0] >= 10000 && b.parts[0] % 10000 == 100 && b.parts[0] / 10000 == a.parts[0] / 10000 + 1);
  }
  int i = 0;
  while (i < 4 && a.parts[i] == b.parts[i]) ++i;
  if (i == 4) return false;
  const int step = b.parts[i] - a.parts[i];
  if (step <= 0 || b.parts[i] / 100 - a.parts[i] / 100 > 1) return false;
  for (int j = i + 1; j < b.count; ++j)
    if (b.parts[j] > 100) return false;
  return true;
}

bool first_number(const Number& n) {
  return n.count > 0 && n.parts[0] == 100 && (n.count == 1 || n.parts[1] <= 100);
}

/// Reads a number at the start of `text`.
std::optional<Number> read_number(std::string_view text) {
  Number out;
  std::size_t i = 0;
  const auto word_end = [&](std::size_t from) {
    while (from < text.size() && is_alpha(text[from])) ++from;
    return from;
  };
  if (text.empty()) return std::nullopt;
  const auto digits = [&]() -> bool {
    std::size_t start = i;
    int value = 0;
    while (i < text.size() && is_digit(text[i]) && i - start < 6) value = value * 10 + (text[i++] - '0');
    if (i == start || (i < text.size() && is_digit(text[i]))) return false;
    if (out.count < 4) out.parts[out.count++] = value * 100;
    return true;
  };
  const auto tail = [&] {
    // "4.12", "4-12", "4bis", "4A"
    while (i + 1 < text.size() && (text[i] == '.' || text[i] == '-') && is_digit(text[i + 1]) && out.count < 4) {
      ++i;
      if (!digits()) return false;
    }
    if (i + 3 < text.size() && text.substr(i).starts_with("\xE2\x80\x93") && is_digit(text[i + 3]) && out.count < 4) {
      i += 3;
      if (!digits()) return false;
    }
    std::size_t at = i;
    if (at < text.size() && (text[at] == ' ' || text[at] == '-')) ++at;
    const std::size_t end = word_end(at);
    const std::string_view word = text.substr(at, end - at);
    for (std::size_t k = 0; k < latin_ordinals.size(); ++k)
      if (same_word(word, latin_ordinals[k])) {
        out.parts[out.count - 1] += static_cast<int>(k) + 1;
        i = end;
        return true;
      }
    if (end == i + 1 && at == i && is_alpha(text[i])) {  // "12A", "12a"
      out.parts[out.count - 1] += lower(text[i]) - 'a' + 1;
      ++i;
    } else if (end > i && at == i) {
      return false;
    }
    return true;
  };
  if (is_digit(text[0])) {
    if (!digits() || !tail()) return std::nullopt;
    out.length = i;
    return out;
  }
  if (!is_alpha(text[0])) return std::nullopt;
  const std::size_t end = word_end(0);
  const std::string_view word = text.substr(0, end);
  // Spelled out, also "TWENTY-ONE" and "FIRST".
  std::size_t compound = end;
  if (end < text.size() && (text[end] == '-' || text[end] == ' ')) compound = word_end(end + 1);
  if (const int value = cardinal_value(word); value > 0 && value <= 90) {
    out.parts[0] = value * 100;
    out.count = 1;
    out.length = end;
    out.spelled_out = true;
    if (value >= 20 && compound > end) {
      if (const int unit = cardinal_value(text.substr(end + 1, compound - end - 1)); unit > 0 && unit < 10) {
        out.parts[0] += unit * 100;
        out.length = compound;
      }
    }
    return out;
  }
  if (const int value = ordinal_value(word); value > 0) {
    out.parts[0] = value * 100;
    out.count = 1;
    out.length = end;
    out.spelled_out = true;
    return out;
  }
  if (const int value = roman_value(word); value > 0 && (is_upper(word[0]) || word.size() > 1 || end == text.size())) {
    out.parts[0] = value * 100;
    out.count = 1;
    i = end;
    // "I-3" of prefixed numbering and "C-03": a letter that is a Roman numeral by chance.
    if (!tail()) return std::nullopt;
    out.length = i;
    return out;
  }
  if (word.size() == 1 && is_upper(word[0])) {
    out.parts[0] = (word[0] - 'A' + 1) * 100;
    out.count = 1;
    out.letters = true;
    i = end;
    while (i + 1 < text.size() && (text[i] == '.' || text[i] == '-') && is_digit(text[i + 1]) && out.count < 4) {
      ++i;
      if (!digits()) return std::nullopt;
    }
    out.length = i;
    return out;
  }
  return std::nullopt;
}

bool little_word(std::string_view w) {
  static constexpr std::array<std::string_view, 30> little{
      "of",  "and",  "the", "to",    "in",   "on",      "for", "or",   "a",     "an",  "by", "with", "from",       "at",       "as",
      "per", "into", "de",  "under", "upon", "between", "its", "than", "other", "not", "be", "et",   "concerning", "relating", "against"};
  return std::any_of(little.begin(), little.end(), [w](std::string_view known) { return same_word(w, known); });
}

bool verb_word(std::string_view w) {
  static constexpr std::array<std::string_view, 18> verbs{"shall",  "is",   "are",   "may",       "will",       "must",
                                                          "has",    "have", "agree", "undertake", "undertakes", "hereby",
                                                          "should", "was",  "were",  "means",     "apply",      "applies"};
  return std::any_of(verbs.begin(), verbs.end(), [w](std::string_view known) { return same_word(w, known); });
}

/// How much words look like a name: capitals, few, no full stop, no verb of a clause.
struct Look {
  int words = 0, capital = 0, upper = 0, little = 0, verbs = 0;
  bool ends_clause = false;  ///< ends with '.', ';', ',' or ':'
};

Look look_at(std::string_view text) {
  Look look;
  std::size_t i = 0;
  while (i < text.size()) {
    if (!is_alpha(text[i]) && !(text[i] & 0x80)) {
      ++i;
      continue;
    }
    const std::size_t start = i;
    bool all_upper = true, ascii = false;
    while (i < text.size() &&
           (is_alpha(text[i]) || (text[i] & 0x80) || (text[i] == '\'' && i + 1 < text.size() && is_alpha(text[i + 1])))) {
      if (is_lower(text[i])) all_upper = false;
      ascii |= is_alpha(text[i]);
      ++i;
    }
    if (!ascii) continue;
    const std::string_view word = text.substr(start, i - start);
    ++look.words;
    if (little_word(word)) ++look.little;
    if (verb_word(word)) ++look.verbs;
    if (!is_lower(word[0])) ++look.capital;
    if (all_upper) ++look.upper;
  }
  const char last = text.empty() ? ' ' : text.back();
  look.ends_clause = last == '.' || last == ';' || last == ',' || last == ':';
  return look;
}

/// Whether a line reads as a heading's name rather than as the beginning of a clause.
bool is_name(std::string_view text, bool own_line) {
  if (text.empty() || text.size() > 220) return false;
  if (text[0] == '(' && text.size() < 6) return false;
  if (is_digit(text[0])) return false;
  if (is_lower(text[0])) return false;
  const Look look = look_at(text);
  if (look.words == 0 || look.words > 26 || look.ends_clause) return false;
  if (text.find(". ") != std::string_view::npos && look.words > 12) return false;
  if (look.upper == look.words) return look.verbs == 0 && look.words <= 22;  // capitals throughout
  const int content = look.words - look.little;
  int content_capital = 0;
  {  // capitalised words among those that are not little
    std::size_t i = 0;
    while (i < text.size()) {
      if (!is_alpha(text[i])) {
        ++i;
        continue;
      }
      const std::size_t start = i;
      while (i < text.size() && (is_alpha(text[i]) || text[i] == '\'')) ++i;
      if (start > 0 && (text[start - 1] & 0x80)) continue;
      const std::string_view word = text.substr(start, i - start);
      if (!little_word(word) && is_upper(word[0])) ++content_capital;
    }
  }
  if (content_capital >= content) return look.verbs == 0 || look.capital == look.words;
  if (look.verbs > 0) return false;
  // "Rules of origin": sentence case, short, alone on its line.
  if (own_line && look.words <= 9 && text.size() <= 72) return true;
  return content_capital * 4 >= content * 3;
}

/// Levels of headings; annexes, protocols and schedules are one.
enum class Word : std::uint8_t { article, part, title, chapter, section, annex };

struct Candidate {
  Word word = Word::article;
  ProvisionKind kind = ProvisionKind::article;
  std::uint32_t line = 0;
  Number number;
  Span number_span;
  std::string written;  ///< the number, where the text spells it with misread letters
  Span name;            ///< the rest of the line if it is a name
  Span run_in;          ///< the rest of the line if it is a clause
  bool alone = false;   ///< nothing behind the number
  bool clean = false;   ///< the line before is blank or ends a clause, or is itself a heading
  bool dotted = false;  ///< a page number follows: table of contents
  float weight = 0;
  bool chosen = false;
  bool restart = false;
  bool annex_side = false;
};

class Finder {
 public:
  explicit Finder(const Document& document) : document_(document), text_(document.source.text) {}

  std::optional<TreatyStructure> find() {
    lines();
    if (lines_.empty()) return std::nullopt;
    find_page_numbers();
    candidates();
    if (std::none_of(candidates_.begin(), candidates_.end(), [](const Candidate& c) { return c.word == Word::article; })) other_articles();
    if (candidates_.empty()) return letters_in_prose();
    drop_contents();
    choose();
    find_conclusion();
    if (!is_treaty()) return letters_in_prose();
    build();
    title_and_preamble();
    std::sort(out_.furniture.begin(), out_.furniture.end());
    return std::move(out_);
  }

 private:
  std::string_view of(Span span) const { return span.of(text_); }
  std::string_view line(std::size_t i) const { return of(lines_[i]); }
  Span span_of(std::string_view view) const {
    const auto begin = static_cast<std::uint32_t>(view.data() - text_.data());
    return {begin, begin + static_cast<std::uint32_t>(view.size())};
  }
  bool blank(std::size_t i) const { return lines_[i].empty(); }
  bool skip(std::size_t i) const { return blank(i) || furniture_[i]; }
  std::size_t next_line(std::size_t i) const {
    ++i;
    while (i < lines_.size() && skip(i)) ++i;
    return i;
  }

  void lines() {
    lines_.reserve(document_.lines.size());
    for (const Span raw : document_.lines) {
      const std::string_view view = trimmed(of(raw));
      if (view.size() > 400)
        push_articles_apart(view);
      else
        lines_.push_back(view.empty() ? Span{raw.begin, raw.begin} : span_of(view));
    }
    furniture_.assign(lines_.size(), 0);
  }

  /// "… of the fund. ARTICLE II The Parties shall … ARTICLE III …": a text whose lines were joined. Articles that number from the first on,
  /// each behind the end of a sentence, begin lines of their own, and so do the closing words behind them.
  void push_articles_apart(std::string_view view) {
    std::vector<std::size_t> begins;
    int next = joined_articles_ + 1;
    const auto behind_sentence = [&](std::size_t at) {
      while (at > 0 && is_space(view[at - 1])) --at;
      return at == 0 || view[at - 1] == '.' || view[at - 1] == ';' || view[at - 1] == ':' || view[at - 1] == '"';
    };
    for (std::size_t at = 0; at + 9 < view.size(); ++at) {
      if (view[at] != 'A' || !starts_word(view.substr(at), "article") || !is_space(view[at + 7]) || !behind_sentence(at)) continue;
      const std::string_view rest = view.substr(at + 8);
      const auto number = read_number(rest);
      if (!number || number->count != 1 || number->parts[0] != next * 100 || number->length >= rest.size()) continue;
      const char after = rest[number->length];
      if (!is_space(after) && after != '.' && after != ':') continue;
      const std::string_view words = trimmed(rest.substr(number->length + 1));
      if (words.empty() || is_lower(words[0])) continue;
      begins.push_back(at);
      ++next;
    }
    if (begins.size() < 3 && !(joined_articles_ > 0 && !begins.empty())) begins.clear();
    joined_articles_ += static_cast<int>(begins.size());
    if (joined_articles_ > 0)
      for (const std::string_view words : {"DONE ", "Done at ", "Done in ", "IN WITNESS WHEREOF", "In witness whereof", "In faith whereof"})
        if (const std::size_t at = view.rfind(words); at != std::string_view::npos && at > 0 && is_space(view[at - 1]) &&
                                                      behind_sentence(at) && (begins.empty() || at > begins.back()))
          begins.push_back(at);
    std::sort(begins.begin(), begins.end());
    std::size_t from = 0;
    for (const std::size_t begin : begins) {
      if (const std::string_view before = trimmed(view.substr(from, begin - from)); !before.empty()) lines_.push_back(span_of(before));
      from = begin;
    }
    lines_.push_back(span_of(view.substr(from)));
  }

  static bool page_number(std::string_view text) {
    if (text.empty() || text.size() > 20) return false;
    if (starts_word(text, "page")) text = trimmed(text.substr(4));
    while (!text.empty() && (text.front() == '-' || text.front() == ' ' || text.front() == '[')) text.remove_prefix(1);
    if (text.starts_with("\xE2\x80\x93")) text = trimmed(text.substr(3));
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits > 4) return false;
    text = trimmed(text.substr(digits));
    if (text.ends_with("\xE2\x80\x93")) text = trimmed(text.substr(0, text.size() - 3));
    if (text.empty() || text == "-" || text == "]") return true;
    if (text.starts_with("of ") || text.starts_with("OF ") || text.starts_with("/")) {
      text = trimmed(text.substr(text[0] == '/' ? 1 : 3));
      return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
    }
    return false;
  }

  void find_page_numbers() {
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> repeated;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view view = line(i);
      if ((page_number(view) || (view.size() > 12 && is_page_number(view))) && !number_of_heading(i))
        mark(i);
      else if (view.size() >= 8 && view.size() <= 90)
        repeated[view].push_back(static_cast<std::uint32_t>(i));
    }
    find_headers_with_numbers();
    for (const auto& [view, where] : repeated) {
      if (where.size() < 3) continue;
      std::size_t near = 0;
      bool names = false;  // headings' names may come again
      for (const std::uint32_t i : where) {
        bool page = false;
        for (std::size_t back = 1; back <= 2 && back <= i; ++back) page |= furniture_[i - back] == 1 && lines_[i - back].size() > 0;
        for (std::size_t ahead = 1; ahead <= 2 && i + ahead < lines_.size(); ++ahead) page |= furniture_[i + ahead] == 1;
        near += page;
        std::size_t before = i;
        while (before > 0 && (blank(before - 1) || furniture_[before - 1])) --before;
        if (before > 0 && (starts_word(line(before - 1), "article") || starts_word(line(before - 1), "chapter"))) names = true;
      }
      if (!names && near * 3 >= where.size() * 2)
        for (const std::uint32_t i : where) mark(i, 2);
    }
  }

  /// "1754      TREATY—SPAIN. DECEMBER 10, 1898." and "TREATY—SPAIN. DECEMBER 10, 1898.      1755": the same words on three lines, each
  /// with another page's number at the margin.
  void find_headers_with_numbers() {
    std::unordered_map<std::string_view, std::vector<std::pair<std::uint32_t, int>>> repeated;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view view = line(i);
      if (view.size() < 12 || view.size() > 120 || furniture_[i]) continue;
      if (article_end(view) > 0 || look_at(view).words < 2) continue;  // "ARTICLE      12" is a heading
      std::size_t digits = 0;
      while (digits < view.size() && is_digit(view[digits])) ++digits;
      std::size_t from = view.size();
      while (from > 0 && is_digit(view[from - 1])) --from;
      const auto apart = [&](std::size_t at) { return view.substr(at, 2) == "  " || view.substr(at, 1) == "\t"; };
      if (digits > 0 && digits <= 4 && apart(digits))
        repeated[trimmed(view.substr(digits))].emplace_back(i, decimal_value(view.substr(0, digits)));
      else if (from < view.size() && view.size() - from <= 4 && from > 2 && (apart(from - 2) || view[from - 1] == '\t'))
        repeated[trimmed(view.substr(0, from))].emplace_back(i, decimal_value(view.substr(from)));
    }
    for (const auto& [words, where] : repeated) {
      bool rises = where.size() >= 3;
      for (std::size_t k = 1; k < where.size(); ++k) rises = rises && where[k].second > where[k - 1].second;
      if (rises)
        for (const auto& [i, page] : where) mark(i, 2);
    }
  }

  /// "Article" alone on a line and its number on the next.
  bool number_of_heading(std::size_t i) const {
    if (i == 0) return false;
    std::size_t before = i - 1;
    if (blank(before) && before > 0) --before;
    return same_word(line(before), "article") || same_word(line(before), "chapter");
  }

  void mark(std::size_t i, char kind = 1) {
    furniture_[i] = kind;
    out_.furniture.push_back(lines_[i]);
  }

  bool ends_clause(std::size_t i) const {
    const std::string_view view = line(i);
    if (view.empty()) return true;
    const char c = view.back();
    return c == '.' || c == ';' || c == ':' || c == ')' || c == '"' || c == '!' || c == '_' || c == ']' || view.ends_with("\xE2\x80\x9D") ||
           view.ends_with("\xE2\x80\xA6");
  }

  void candidates() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      std::string_view view = line(i);
      if (view.size() < 4 || furniture_[i]) continue;
      while (!view.empty() &&
             (view.front() == '*' || view.front() == '#' || view.front() == '[' || view.front() == '"' || view.front() == '-'))
        view.remove_prefix(1);
      view = trimmed(view);
      if (view.size() < 4) continue;
      switch (lower(view[0])) {
        case 'a':
        case 'p':
        case 't':
        case 'c':
        case 's':
          break;
        default:
          continue;
      }
      if (is_lower(view[0])) continue;
      read_candidate(i, view);
    }
  }

  /// Behind "A R T I C L E", "ARTICLEIII" (before its number), "Articie" and "ARTlCLE" as scans misread it; 0 if a line does not begin so.
  static std::size_t article_end(std::string_view view) {
    static constexpr std::string_view article = "article";
    if (view.starts_with("ARTICLE")) {
      const std::size_t end = std::min(view.find_first_not_of("IVXL", article.size()), view.size());
      const bool numeral = end > article.size() && (end == view.size() || view[end] == '.');
      return numeral && roman_value(view.substr(article.size(), end - article.size())) > 0 ? article.size() : 0;
    }
    if (view.starts_with("A R T I C L E ")) return 13;
    if (view.size() <= article.size() || !is_space(view[article.size()])) return 0;
    for (std::size_t i = 0; i < article.size(); ++i) {
      const char c = view[i];
      const bool stroke = article[i] == 'i' || article[i] == 'l';
      if (stroke ? c != 'i' && c != 'l' && c != 'I' && c != 'L' && c != '1' && c != '|' : lower(c) != article[i]) return 0;
    }
    return article.size();
  }

  /// A number as it was meant: "II" of "Il", "1" of "l" beside "Article 2", "1" of "1st" and "1º"; empty where it stands as it is.
  /// `length` becomes how many bytes of the text it takes.
  [[nodiscard]] std::string number_as_meant(std::string_view text, std::size_t& length) const {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits > 0) {
      const std::string_view behind = text.substr(digits);
      for (const std::string_view suffix : {"st", "nd", "rd", "th", "ST", "ND", "RD", "TH", "\xC2\xBA", "\xC2\xB0"})
        if (behind.starts_with(suffix) && (behind.size() == suffix.size() || !is_alpha(behind[suffix.size()]))) {
          length = digits + suffix.size();
          return std::string(text.substr(0, digits));
        }
      return {};
    }
    const std::size_t end = std::min(text.find_first_not_of("IVXLl|"), text.size());
    if (end == 0 || end > 6 || (end < text.size() && (is_alpha(text[end]) || is_digit(text[end]))) ||
        text.substr(0, end).find_first_of("l|") == std::string_view::npos)
      return {};
    length = end;
    std::string meant(text.substr(0, end));
    for (char& c : meant)
      if (c == 'l' || c == '|') c = 'I';
    const bool arabic = text_.find("rticle 2") != std::string_view::npos || text_.find("RTICLE 2") != std::string_view::npos;
    if (meant == "I" && arabic) return "1";
    return roman_value(meant) > 0 ? meant : std::string();
  }

  void read_candidate(std::size_t i, std::string_view view) {
    struct Row {
      std::string_view word;
      Word level;
      ProvisionKind kind;
    };
    static constexpr std::array<Row, 12> rows{{{"article", Word::article, ProvisionKind::article},
                                               {"art", Word::article, ProvisionKind::article},
                                               {"chapter", Word::chapter, ProvisionKind::chapter},
                                               {"section", Word::section, ProvisionKind::section},
                                               {"part", Word::part, ProvisionKind::part},
                                               {"title", Word::title, ProvisionKind::title},
                                               {"annex", Word::annex, ProvisionKind::annex},
                                               {"appendix", Word::annex, ProvisionKind::appendix},
                                               {"protocol", Word::annex, ProvisionKind::protocol},
                                               {"schedule", Word::annex, ProvisionKind::schedule},
                                               {"attachment", Word::annex, ProvisionKind::annex},
                                               {"annexe", Word::annex, ProvisionKind::annex}}};
    const std::string_view* found = nullptr;
    Candidate c;
    for (const Row& row : rows)
      if (starts_word(view, row.word)) {
        found = &row.word;
        c.word = row.level;
        c.kind = row.kind;
      }
    static constexpr std::string_view article = "article";
    std::size_t word_end = found != nullptr ? found->size() : 0;
    if (!found && (word_end = article_end(view)) > 0) found = &article;
    if (!found) return;
    c.line = static_cast<std::uint32_t>(i);
    std::size_t before = i;
    while (before > 0 && furniture_[before - 1]) --before;
    c.clean = before == 0 || ends_clause(before - 1) || (!candidates_.empty() && candidates_.back().line + 2 >= before);
    std::string_view rest = view.substr(word_end);
    if (same_word(view.substr(0, word_end), "art") && !rest.empty() && rest[0] == '.') rest.remove_prefix(1);
    const bool caps = is_upper(view[1]);
    std::string_view stripped = trimmed(rest);
    std::uint32_t number_line = c.line;
    if (c.word == Word::annex || c.word == Word::article) {
      for (const std::string_view no : {"no.", "no", "n\xC2\xB0", "n\xC2\xBA"})
        if (stripped.size() > no.size() && same_word(stripped.substr(0, no.size()), no) && !is_alpha(stripped[no.size()])) {
          stripped = trimmed(stripped.substr(no.size()));
          break;
        }
    }
    if (stripped.empty() && (c.word == Word::article || c.word == Word::chapter)) {  // the number is on the next line
      const std::size_t next = next_line(i);
      if (next < lines_.size() && line(next).size() <= 12) {
        stripped = line(next);
        number_line = static_cast<std::uint32_t>(next);
        if (const auto number = read_number(stripped); !number || number->length + 1 < stripped.size()) return;
      } else {
        return;
      }
    }
    if (c.word == Word::article && !stripped.empty() && stripped[0] == '-') stripped = trimmed(stripped.substr(1));
    // "Article the First."
    if (c.word == Word::article && starts_word(stripped, "the") && stripped.size() > 6) {
      const std::string_view ordinal = stripped.substr(4, std::min(stripped.find_first_of(" .:,-", 4), stripped.size()) - 4);
      if (ordinal_value(ordinal) == 0 || !is_upper(ordinal[0])) return;
      stripped = stripped.substr(4);
    }
    // "Article (1)": the brackets are no part of the number.
    std::string_view behind_bracket;
    if (c.word == Word::article && stripped.starts_with("(")) {
      const std::size_t close = std::min(stripped.find(')'), stripped.size());
      const std::string_view inside = stripped.substr(1, close - 1);
      const auto inner = read_number(inside);
      if (!inner || inner->length != inside.size() || close == stripped.size()) return;
      behind_bracket = stripped.substr(close + 1);
      stripped = inside;
    }
    auto number = rest.empty() && c.word != Word::article && c.word != Word::chapter ? std::optional<Number>{} : read_number(stripped);
    if (c.word == Word::article) {
      std::size_t length = 0;
      c.written = number_as_meant(stripped, length);
      if (!c.written.empty() && (number = read_number(c.written))) number->length = length;
    }
    if (!number) {
      if (c.word != Word::annex) return;
      // "ANNEX", "PROTOCOL on rules of origin", "ANNEX TO THE TREATY"
      if (!(caps || (stripped.empty() && c.clean))) return;
      const Look look = look_at(view);
      if (!stripped.empty() && (!caps || look.upper < look.words || look.ends_clause || view.size() > 120 || look.verbs > 0)) return;
      if (!c.clean) return;
      c.number_span = {};
      c.name = stripped.empty() ? Span{} : span_of(view);
      c.alone = stripped.empty();
      c.weight = 1;
      candidates_.push_back(c);
      return;
    }
    c.number = *number;
    c.number_span = span_of(stripped.substr(0, number->length));
    c.line = number_line;
    heading_line_[number_line] = static_cast<std::uint32_t>(i);
    std::string_view tail = behind_bracket.data() != nullptr ? behind_bracket : stripped.substr(number->length);
    if (!tail.empty() && is_alpha(tail[0])) return;
    tail = trimmed(tail);
    // Footnote marks: "Article 12 (1)" alone, "Article 12*"
    while (!tail.empty() && tail[0] == '*') tail = trimmed(tail.substr(1));
    bool separated = false;
    if (!tail.empty()) {
      for (const std::string_view mark : {":", ".", "-", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92", ")", "]", "|"})
        if (tail.starts_with(mark)) {
          separated = true;
          tail = trimmed(tail.substr(mark.size()));
          if (tail.starts_with("-") || tail.starts_with(":"))
            tail = trimmed(tail.substr(1));
          else if (tail.starts_with("\xE2\x80\x93") || tail.starts_with("\xE2\x80\x94"))
            tail = trimmed(tail.substr(3));
          break;
        }
    }
    // "Definitions ........ 12" and "Definitions    12"
    if (!tail.empty() && is_digit(tail.back())) {
      std::size_t end = tail.size();
      while (end > 0 && is_digit(tail[end - 1])) --end;
      std::size_t dots = end;
      while (dots > 0 && (tail[dots - 1] == '.' || tail[dots - 1] == ' ' || tail[dots - 1] == '\t' ||
                          static_cast<unsigned char>(tail[dots - 1]) == 0xA6 || static_cast<unsigned char>(tail[dots - 1]) == 0x80 ||
                          static_cast<unsigned char>(tail[dots - 1]) == 0xE2))
        --dots;
      if (end - dots >= 3 || (end > dots && tail[end - 1] == '\t') || dots == 0) c.dotted = true;
    }
    if (tail.empty()) {
      c.alone = true;
    } else {
      const char first = tail[0];
      if (is_lower(first)) {
        if (!separated) return;
      } else if (first == ',' || first == ';' || first == ')' || first == '/') {
        return;
      } else if (first == '(' && !separated) {
        // "Article 5 (2) applies" is a citation; "Article 5 (Definitions)" and a footnote's mark are headings.
        const std::size_t close = tail.find(')');
        if (close == std::string_view::npos) return;
        const std::string_view inside = tail.substr(1, close - 1);
        const std::string_view after = trimmed(tail.substr(close + 1));
        if (inside.size() <= 3 && !after.empty()) {
          if (is_lower(after[0]) || after[0] == ',' || after[0] == '(' || after[0] == ';') return;
        }
        if (!after.empty() && (after[0] == ',' || after[0] == ';' || after[0] == '.')) return;
        if (inside.size() <= 3 && after.empty()) c.alone = true, tail = {};
      } else if (is_digit(first) && !separated && !c.dotted) {
        return;
      }
      if (!tail.empty()) {
        std::string_view name = tail;
        if (name.size() > 1 && name.back() == '.' && look_at(name).words <= 8) name.remove_suffix(1);
        const bool named = c.word == Word::article ? is_name(name, separated || tail.size() < 60) : is_name(name, true);
        if (named) {
          c.name = span_of(name);
        } else if (c.word != Word::article) {
          return;
        } else if (separated || is_upper(first) || first == '(' || (first & 0x80) || is_digit(first) || first == '"' || first == '\'') {
          if (!separated && look_at(tail).verbs > 0 && !c.clean) return;
          c.run_in = span_of(tail);
        } else {
          return;
        }
      }
    }
    if (c.word != Word::article) {
      if (!c.clean && !(c.alone && caps)) return;
      if (c.alone && view.back() == '.' && !c.clean) return;
      if (c.word == Word::section && c.number.length == 0) return;
    }
    c.weight = c.clean ? 1.0F : c.alone ? (view.back() == '.' ? 0.3F : 0.7F) : separated && !c.name.empty() ? 0.6F : 0.3F;
    if (c.alone && c.clean) c.weight = 1.1F;
    if (!c.run_in.empty() && !separated) c.weight -= 0.2F;
    candidates_.push_back(c);
  }

  /// Whether the text says that it agrees something, above a line.
  bool agrees_above(std::size_t upto) const {
    for (std::size_t i = 0; i < std::min(upto, lines_.size()); ++i)
      for (const std::string_view words : {"agreed as follows",
                                           "AGREED AS FOLLOWS",
                                           "agree as follows",
                                           "AGREE AS FOLLOWS",
                                           "ave agreed",
                                           "AVE AGREED",
                                           "following understanding",
                                           "FOLLOWING UNDERSTANDING",
                                           "following provisions",
                                           "following articles",
                                           "following terms",
                                           "greed to the following",
                                           "greed upon the following",
                                           "greed on the following",
                                           "have the honour",
                                           "have the honor",
                                           "has the honour to propose",
                                           "has the honor to propose",
                                           "ave reached this agreement",
                                           "ave reached agreement"})
        if (line(i).find(words) != std::string_view::npos) return true;
    return false;
  }

  /// How a treaty that never says "Article" marks its parts: "I.", "1.", "(1)", "FIRST.".
  enum class Marks : std::uint8_t { roman, decimal, bracket, ordinal };

  /// The parts of a treaty that never says "Article": sections, or numbers alone ("I.", "1. Each Party shall …").
  void other_articles() {
    std::size_t sections = 0;
    int last = 0;
    for (const Candidate& c : candidates_)
      if (c.word == Word::section && c.number.parts[0] == (last + 1) * 100) ++sections, ++last;
    if (sections >= 3 && agrees_above(candidates_.front().line)) {
      for (Candidate& c : candidates_)
        if (c.word == Word::section) c.word = Word::article;
      return;
    }
    if (units_by_word()) return;
    for (const Marks marks : {Marks::roman, Marks::decimal, Marks::bracket, Marks::ordinal}) {
      const bool in_roman = marks == Marks::roman;
      std::vector<Candidate> found;
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        const std::string_view view = line(i);
        if (furniture_[i] || view.empty()) continue;
        const std::size_t open = marks == Marks::bracket ? 1 : 0;  // "(1) …"
        if (open == 1 && view[0] != '(') continue;
        const std::string_view digits = in_roman ? "IVXLCDM" : marks == Marks::ordinal ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "0123456789";
        const std::size_t end = std::min(view.find_first_not_of(digits, open), view.size());
        if (end == open || end > (marks == Marks::ordinal ? 12U : 7U)) continue;
        const std::string_view mark = view.substr(open, end - open);
        const int value = in_roman ? roman_value(mark) : marks == Marks::ordinal ? ordinal_value(mark) : decimal_value(mark);
        if (value != static_cast<int>(found.size()) + 1) continue;
        // "1 - Scope"
        const std::string_view behind = view.substr(end);
        const std::size_t dash = marks != Marks::decimal                                             ? 0
                                 : behind.starts_with(" - ") || behind == " -"                       ? 2
                                 : behind.starts_with(" \xE2\x80\x93 ") || behind == " \xE2\x80\x93" ? 4
                                                                                                     : 0;
        const bool dot = dash > 0 || (end < view.size() && (view[end] == '.' || (open == 1 && view[end] == ')')));
        if (marks == Marks::ordinal && !dot) continue;
        const std::string_view tail = trimmed(view.substr(std::min(view.size(), end + (dash > 0 ? dash : dot ? 1 : 0))));
        if (!dot && (!tail.empty() || !in_roman)) continue;
        if (!tail.empty() && (is_digit(tail[0]) || is_lower(tail[0]) || (dash == 0 && view[std::min(end + 1, view.size() - 1)] != ' ')))
          continue;
        Candidate c;
        c.line = static_cast<std::uint32_t>(i);
        c.number.parts[0] = value * 100;
        c.number.count = 1;
        c.number.length = end;
        c.number_span = span_of(mark);
        c.alone = tail.empty();
        c.clean = true;
        c.weight = 1;
        if (!tail.empty()) (is_name(tail, true) ? c.name : c.run_in) = span_of(tail);
        heading_line_[c.line] = c.line;
        found.push_back(c);
      }
      if (found.size() < (in_roman ? 2U : 3U) || !agrees_above(found.front().line)) continue;
      candidates_.insert(candidates_.end(), found.begin(), found.end());
      std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) { return a.line < b.line; });
      out_.numbered_only = true;
      if (!calls_articles()) out_.numbered_as = in_roman ? ProvisionKind::section : ProvisionKind::paragraph;
      find_letters();
      return;
    }
  }

  /// "Clause 1", "Paragraph I", "§ 3", "Sec. 2.": parts by another word, each at the beginning of a line, from the first on.
  bool units_by_word() {
    for (const std::string_view word : {"clause", "paragraph", "rule", "point", "sec.", "\xC2\xA7"}) {
      std::vector<Candidate> found;
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        const std::string_view view = line(i);
        if (furniture_[i] || view.size() <= word.size() || !same_word(view.substr(0, word.size()), word) || is_lower(view[0])) continue;
        const std::string_view rest = trimmed(view.substr(word.size()));
        const auto number = read_number(rest);
        if (!number || number->count != 1 || number->letters || number->parts[0] != (static_cast<int>(found.size()) + 1) * 100) continue;
        std::string_view tail = rest.substr(number->length);
        const bool separated = !tail.empty() && (tail[0] == '.' || tail[0] == ':' || tail[0] == '-');
        if (separated) tail.remove_prefix(1);
        tail = trimmed(tail);
        if (!tail.empty() && !separated && !is_name(tail, true)) continue;  // "Paragraph 2 of Article 5 applies"
        Candidate c;
        c.line = static_cast<std::uint32_t>(i);
        c.number = *number;
        c.number_span = span_of(rest.substr(0, number->length));
        c.alone = tail.empty();
        c.clean = true;
        c.weight = 1;
        if (!tail.empty()) (is_name(tail, true) ? c.name : c.run_in) = span_of(tail);
        heading_line_[c.line] = c.line;
        found.push_back(c);
      }
      if (found.size() < 3 || !agrees_above(found.front().line)) continue;
      candidates_.insert(candidates_.end(), found.begin(), found.end());
      std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) { return a.line < b.line; });
      out_.numbered_only = true;
      out_.numbered_as = word == "sec." ? ProvisionKind::section : ProvisionKind::paragraph;
      out_.named_units = true;
      find_letters();
      return true;
    }
    return false;
  }

  /// Whether the text calls its own parts articles: "the following articles", "this Article".
  bool calls_articles() const {
    for (std::size_t i = 0; i < lines_.size(); ++i)
      for (const std::string_view words : {"following articles", "following Articles", "FOLLOWING ARTICLES", "this Article", "this article",
                                           "preceding Article", "preceding article", "foregoing articles", "foregoing Articles"})
        if (line(i).find(words) != std::string_view::npos) return true;
    return false;
  }

  /// "Excellency, I have the honour to propose …", "The Ministry presents its compliments to the Embassy …": an exchange of notes or
  /// letters.
  void find_letters() {
    bool salutation = false, honour = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view view = line(i);
      salutation =
          salutation || (view.size() < 40 && (starts_word(view, "excellency") || starts_word(view, "your") || starts_word(view, "sir") ||
                                              starts_word(view, "dear") || starts_word(view, "monsieur") || starts_word(view, "mr")));
      salutation = salutation || view.find("presents its compliments to ") != std::string_view::npos ||
                   view.find("present their compliments to ") != std::string_view::npos;
      honour = honour || starts_letter_closing(view) || view.find("the honour to") != std::string_view::npos ||
               view.find("the honor to") != std::string_view::npos;
    }
    out_.letters = salutation && honour;
  }

  /// An exchange of letters or notes that numbers nothing: the words that make it an agreement close it.
  std::optional<TreatyStructure> letters_in_prose() {
    out_ = {};
    find_letters();
    if (!out_.letters) return std::nullopt;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view view = line(i);
      const bool constitutes =
          view.find("onstitut") != std::string_view::npos &&
          (view.find(" agreement") != std::string_view::npos || view.find(" Agreement") != std::string_view::npos ||
           view.find(" understanding") != std::string_view::npos || view.find(" Understanding") != std::string_view::npos) &&
          (view.find("reply") != std::string_view::npos || view.find("exchange of ") != std::string_view::npos ||
           view.find("this letter") != std::string_view::npos || view.find("this note") != std::string_view::npos ||
           view.find("this Note") != std::string_view::npos);
      if (!constitutes) continue;
      out_.conclusion = {lines_[i].begin, lines_.back().end};
      // The title, where there is one above the first letter.
      std::size_t first = 0;
      while (first < lines_.size() && blank(first)) ++first;
      const std::string_view head = line(first);
      const Look look = look_at(head);
      if (first < i && head.size() < 300 && title_word(head) && look.verbs == 0 && !look.ends_clause) {
        std::size_t last = first;
        while (last + 1 < i && !blank(last + 1) && last < first + 5 && connective(line(last + 1).substr(0, line(last + 1).find(' '))))
          ++last;
        out_.title = {lines_[first].begin, lines_[last].end};
      }
      return std::move(out_);
    }
    return std::nullopt;
  }

  /// Whether a line begins as what follows a letter's proposals does.
  static bool starts_letter_closing(std::string_view view) {
    for (const std::string_view words : {"I have the hono",
                                         "I should be g",
                                         "I would be g",
                                         "I shall be g",
                                         "I should be obliged",
                                         "I avail my",
                                         "Accept, ",
                                         "Please accept",
                                         "If the foregoing",
                                         "If the above",
                                         "If this proposal",
                                         "If these prop",
                                         "If the Government",
                                         "If you agree",
                                         "Should the foregoing",
                                         "Should the above",
                                         "I propose that",
                                         "If the proposal",
                                         "The Ministry avails itself",
                                         "The Embassy avails itself"})
      if (view.starts_with(words)) return true;
    return false;
  }

  /// A run of headings without bodies whose numbers come again is a table of contents.
  void drop_contents() {
    std::size_t i = 0;
    std::vector<bool> drop(candidates_.size(), false);
    while (i < candidates_.size()) {
      std::size_t j = i;
      std::size_t articles = 0, dotted = 0;
      for (;; ++j) {
        articles += candidates_[j].word == Word::article;
        dotted += candidates_[j].dotted;
        if (j + 1 >= candidates_.size()) break;
        std::size_t content = 0, lines = 0;
        for (std::size_t k = candidates_[j].line + 1; k < candidates_[j + 1].line && lines < 5; ++k)
          if (!skip(k)) {
            ++lines;
            content += line(k).size();
            if (ends_clause(k) && !is_digit(line(k).back()) && line(k).back() != ')') content += 200;
          }
        if (lines > 3 || content > 150) break;
      }
      const std::size_t count = j - i + 1;
      if (count >= 4 && (articles >= 3 || dotted >= 3 || count >= 5)) {
        // The last of the run may be the first true heading; it counts if it is a first number.
        std::size_t end = j + 1;
        if (j > i && candidates_[j].restart == false && repeats(candidates_[j], i, j)) end = j;
        while (end > i + 1 && repeats(candidates_[end - 1], i, end - 1)) --end;
        std::unordered_set<std::string> later;
        for (std::size_t k = end; k < candidates_.size(); ++k) later.insert(key(candidates_[k]));
        std::size_t again = 0;
        for (std::size_t k = i; k < end; ++k) again += later.contains(key(candidates_[k]));
        if (again * 2 >= end - i || dotted * 2 >= end - i) {
          for (std::size_t k = i; k < end; ++k) drop[k] = true;
          const std::size_t last = candidates_[end - 1].line;
          // "TABLE OF CONTENTS", "Preamble ..... 1", "PART I" above it
          for (std::size_t above = heading_start(candidates_[i]), k = above; k-- > 0 && above - k < 8;) {
            const std::string_view view = line(k);
            if (skip(k)) continue;
            if (!(starts_word(view, "contents") || starts_word(view, "table of contents") || starts_word(view, "part") ||
                  starts_word(view, "chapter") || starts_word(view, "title") ||
                  (is_digit(view.back()) && view.find("...") != std::string_view::npos)))
              break;
            mark(k, 3);
          }
          for (std::size_t k = heading_start(candidates_[i]); k <= last; ++k)
            if (!skip(k)) mark(k, 3);
          i = end;
          continue;
        }
      }
      i = j + 1;
    }
    std::size_t kept = 0;
    for (std::size_t k = 0; k < candidates_.size(); ++k)
      if (!drop[k]) candidates_[kept++] = candidates_[k];
    candidates_.resize(kept);
  }

  std::string key(const Candidate& c) const {
    std::string out(1, static_cast<char>('0' + static_cast<int>(c.word)));
    for (int k = 0; k < c.number.count; ++k) out += '.' + std::to_string(c.number.parts[k]);
    return out;
  }

  bool repeats(const Candidate& c, std::size_t begin, std::size_t end) const {
    for (std::size_t k = begin; k < end; ++k)
      if (candidates_[k].word == c.word && candidates_[k].number.parts == c.number.parts) return true;
    return false;
  }

  std::uint32_t heading_start(const Candidate& c) const {
    const auto found = heading_line_.find(c.line);
    return found == heading_line_.end() ? c.line : found->second;
  }

  /// Chooses the articles that number monotonically; a new start at the first number opens another text (an annex).
  void choose() {
    std::vector<std::size_t> articles;
    for (std::size_t i = 0; i < candidates_.size(); ++i)
      if (candidates_[i].word == Word::article)
        articles.push_back(i);
      else
        candidates_[i].chosen = true;
    const std::size_t n = articles.size();
    std::vector<float> best(n);
    std::vector<int> from(n, -1);
    std::vector<char> restarted(n, 0);
    for (std::size_t j = 0; j < n; ++j) {
      const Candidate& b = candidates_[articles[j]];
      best[j] = b.weight - (first_number(b.number) ? 0.0F : 0.3F);
      const std::size_t window = j > 48 ? j - 48 : 0;
      for (std::size_t i = j; i-- > window;) {
        const Candidate& a = candidates_[articles[i]];
        float step = 0;
        char again = 0;
        if (follows(a.number, b.number)) {
          step = 0;
        } else if (less(a.number, b.number)) {
          const int gap = b.number.parts[0] - a.number.parts[0];
          step = gap > 1500 && b.number.parts[0] < 10000 ? -0.9F : -0.45F;
          if (!b.clean) step -= 0.5F;
        } else if (first_number(b.number)) {
          step = annex_between(a, b) ? -0.2F : -1.6F;
          again = 1;
        } else if (annex_between(a, b)) {
          step = -0.7F;  // back to the main numbering behind an annex, or an annex that begins later
        } else {
          step = -2.2F;
        }
        const float total = best[i] + step + b.weight;
        if (total > best[j]) {
          best[j] = total;
          from[j] = static_cast<int>(i);
          restarted[j] = again;
        }
      }
    }
    if (n == 0) return;
    std::size_t last = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
    for (;;) {
      Candidate& c = candidates_[articles[last]];
      c.chosen = true;
      c.restart = restarted[last] != 0;
      if (from[last] < 0) break;
      last = static_cast<std::size_t>(from[last]);
    }
    const Candidate* previous = nullptr;
    for (const std::size_t i : articles) {
      if (!candidates_[i].chosen) continue;
      ++articles_;
      if (previous && follows(previous->number, candidates_[i].number)) ++in_sequence_;
      previous = &candidates_[i];
    }
    std::size_t kept = 0;
    for (std::size_t k = 0; k < candidates_.size(); ++k)
      if (candidates_[k].chosen) candidates_[kept++] = candidates_[k];
    candidates_.resize(kept);
    drop_repeated_groups();
  }

  bool annex_between(const Candidate& a, const Candidate& b) const {
    for (const Candidate* c = &a + 1; c < &b; ++c)
      if (c->word == Word::annex) return true;
    return false;
  }

  /// Running headers: the same chapter again while its articles go on.
  void drop_repeated_groups() {
    std::unordered_map<int, std::string> current;
    std::vector<Candidate> kept;
    for (const Candidate& c : candidates_) {
      if (c.word != Word::article) {
        const std::string id = key(c) + std::string(of(c.name));
        std::string& last = current[static_cast<int>(c.word)];
        if (last == id && c.number.count > 0) {
          mark(c.line, 2);
          continue;
        }
        for (int deeper = static_cast<int>(c.word) + 1; deeper <= 5; ++deeper) current[deeper].clear();
        last = id;
      }
      kept.push_back(c);
    }
    candidates_ = std::move(kept);
  }

  void find_conclusion() {
    std::uint32_t last_main = 0;
    bool any = false;
    std::size_t from = 0;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& c = candidates_[i];
      if (c.word == Word::article) {
        if (any && c.restart) break;
        any = true;
        last_main = c.line;
        from = i;
      }
    }
    if (!any) return;
    // The first closing words behind the first article that have no article of the main run behind them.
    for (std::size_t i = last_main; i < lines_.size(); ++i) {
      const std::string_view view = line(i);
      if (view.size() < 6) continue;
      if (out_.letters && i > last_main && starts_letter_closing(view)) {
        conclusion_line_ = i;
        break;
      }
      const char c = view[0];
      if (c != 'I' && c != 'D' && c != 'i' && c != 'S') continue;
      const bool witness = starts_word(view, "in witness") || starts_word(view, "in faith whereof") || starts_word(view, "in testimony");
      const bool done = starts_word(view, "done") || starts_word(view, "signed at") || starts_word(view, "signed in");
      if (!witness && !done) continue;
      if (done && view.size() > 4 && i > last_main && !ends_clause(i - 1) && !blank(i - 1) && !is_upper(view[1])) continue;
      conclusion_line_ = i;
      break;
    }
    if (conclusion_line_ == npos) conclusion_line_ = signatures_without_words(last_main);
    if (conclusion_line_ == npos) return;
    std::size_t end = lines_.size();
    for (std::size_t i = from + 1; i < candidates_.size(); ++i)
      if (candidates_[i].line > conclusion_line_) {
        end = heading_start(candidates_[i]);
        break;
      }
    conclusion_end_ = end;
    while (conclusion_end_ > conclusion_line_ + 1 && blank(conclusion_end_ - 1)) --conclusion_end_;
    out_.conclusion = {lines_[conclusion_line_].begin, lines_[conclusion_end_ - 1].end};
    bool done = false;
    for (std::size_t i = conclusion_line_; i < conclusion_end_; ++i) {
      const std::string_view view = line(i);
      done |= starts_word(view, "done") || starts_word(view, "signed");
      if (i > conclusion_line_ && starts_word(view, "for") && view.size() < 200 && !view.ends_with(";")) {
        out_.signatures = {lines_[i].begin, lines_[conclusion_end_ - 1].end};
        break;
      }
    }
    has_done_ = done;
  }

  /// "NEW DELHI,", "23 March 1976.", "For the Government of …": a signature block that no words lead in, with the dateline above it.
  std::size_t signatures_without_words(std::size_t after) const {
    for (std::size_t i = after + 1; i < lines_.size(); ++i) {
      const std::string_view view = line(i);
      if (skip(i) || view.size() > 120) continue;
      const std::string_view first = view.substr(0, std::min(view.find("   "), view.size()));
      if (!is_signature_line(first) || !(starts_word(first, "for the government of") || starts_word(first, "for the president of") ||
                                         starts_word(first, "for his majesty") || starts_word(first, "for her majesty") ||
                                         first.ends_with(":") || first.find("FOR ") == 0))
        continue;
      if (view.ends_with(".") || view.ends_with(";")) continue;
      std::size_t begin = i;
      for (std::size_t above = i, lines = 0; above-- > after + 1 && lines < 3;) {
        if (skip(above)) continue;
        ++lines;
        const std::string_view words = line(above);
        const bool year = words.size() > 4 && std::any_of(words.begin(), words.end(), is_digit);
        if (words.size() > 45 || !(is_upper(words[0]) || is_digit(words[0])) || !(year || words.ends_with(",")) || read_marker(words))
          break;
        begin = above;
      }
      return begin;
    }
    return npos;
  }

  bool treaty_words(std::size_t upto) const {
    const std::size_t end = std::min<std::size_t>(upto, lines_.size());
    for (std::size_t i = 0; i < end; ++i) {
      if (skip(i)) continue;
      if (title_word(line(i)) && line(i).size() < 250) return true;
      const std::string_view view = line(i);
      for (const std::string_view words :
           {"have agreed", "HAVE AGREED", "Have agreed", "agree as follows", "AGREE AS FOLLOWS", "agreed as follows"})
        if (view.find(words) != std::string_view::npos) return true;
    }
    return false;
  }

  bool is_treaty() const {
    if (articles_ == 0) return false;
    const Candidate* first = nullptr;
    std::size_t headed = 0;
    for (const Candidate& c : candidates_)
      if (c.word == Word::article) {
        if (!first) first = &c;
        headed += c.alone || !c.name.empty();
      }
    if (!first) return false;
    const std::size_t begin = lines_[first->line].begin;
    const bool form = treaty_words(first->line);
    const std::size_t covered = text_.size() - begin;
    if (articles_ >= 3 && in_sequence_ * 2 >= articles_ && covered * 4 >= text_.size()) {
      if (headed * 2 >= articles_ || form || conclusion_line_ != npos) return true;
    }
    return form && (has_done_ || conclusion_line_ != npos) && first_number(first->number) && (articles_ < 2 || in_sequence_ > 0);
  }

  static int rank(Word word) {
    switch (word) {
      case Word::annex:
        return 0;
      case Word::part:
        return 1;
      case Word::title:
        return 2;
      case Word::chapter:
        return 3;
      case Word::section:
        return 4;
      case Word::article:
        return 5;
    }
    return 5;
  }

  /// Whether headings of the text have their names on the next line: if most have them on their own, a next line is a clause.
  void heading_style() {
    std::size_t same = 0, alone = 0;
    for (const Candidate& c : candidates_)
      if (c.word == Word::article) {
        same += !c.name.empty();
        alone += c.alone;
      }
    names_on_next_line_ = same * 3 <= alone * 2;
    if (!names_on_next_line_) return;
    // Most "next lines" must look like names, else those that do are accidents.
    std::size_t looks = 0;
    for (std::size_t k = 0; k < candidates_.size(); ++k) {
      const Candidate& c = candidates_[k];
      if (c.word != Word::article || !c.alone) continue;
      const std::size_t next = next_line(c.line);
      looks += next < limit(k) && is_name(line(next), true) && !marker_like(line(next));
    }
    names_on_next_line_ = looks * 3 >= alone;
    most_named_ = looks * 10 >= alone * 8;
  }

  static bool marker_like(std::string_view view) { return !view.empty() && (view[0] == '(' || is_digit(view[0]) || view[0] == '-'); }

  std::size_t limit(std::size_t k) const { return k + 1 < candidates_.size() ? heading_start(candidates_[k + 1]) : lines_.size(); }

  /// Reads the name of a heading over its line's end and the lines behind. Returns the first line of the body.
  std::size_t read_name(std::size_t k, Span& name) const {
    const Candidate& c = candidates_[k];
    const std::size_t end = limit(k);
    std::size_t at = c.line;
    name = c.name;
    if (name.empty()) {
      if (!c.alone) return c.line;
      const std::size_t next = next_line(c.line);
      if (c.word == Word::article && !names_on_next_line_) return c.line + 1;
      if (next >= end || next == conclusion_line_ || marker_like(line(next))) return c.line + 1;
      if (!is_name(line(next), true)) return c.line + 1;
      const std::size_t after = next_line(next);
      if (c.word == Word::article && after >= end) return c.line + 1;  // its only line: a body
      // A line of wrapped prose that looks like a name goes on in lower case.
      const Look look = look_at(line(next));
      const bool runs_on = after < end && (is_lower(line(after)[0]) || look.upper == look.words);
      if (after == next + 1 && runs_on && line(next).size() > 55 && c.word == Word::article && !most_named_) return c.line + 1;
      name = lines_[next];
      at = next;
    }
    // Wrapped names.
    for (int more = 0; more < 2; ++more) {
      std::size_t next = at + 1;
      while (next < end && furniture_[next]) ++next;
      if (next >= end || blank(next) || next == conclusion_line_) break;
      const std::string_view view = line(next);
      if (marker_like(view) || view.size() > 72) break;
      const Look all = look_at(of(name));
      const Look look = look_at(view);
      const bool hanging = [&] {
        const std::string_view n = of(name);
        const std::size_t space = n.rfind(' ');
        return n.back() == ',' || n.back() == '-' || (space != std::string_view::npos && little_word(n.substr(space + 1)));
      }();
      const std::size_t width = lines_[at].size() + 1 + std::min(view.find(' '), view.size());
      const bool upper = all.upper == all.words && all.words > 0;
      const bool continues = look.ends_clause || look.verbs > 0 || look.words == 0 ? false
                             : upper                                               ? look.upper == look.words
                                     : look.capital + look.little >= look.words && !(look.upper == look.words && look.words > 3);
      const std::size_t after = next + 1;
      const bool closes = after >= lines_.size() || blank(after) || furniture_[after];
      const bool wrapped = width > 68 && lines_[at].size() <= 80 && (closes || view.size() < 45);
      if (!continues || !(hanging || wrapped)) break;
      name = cover(name, lines_[next]);
      at = next;
    }
    return at + 1;
  }

  struct Open {
    std::int32_t index;
    int rank;
  };

  void build() {
    heading_style();
    std::vector<Open> stack;
    const Candidate* main_last = nullptr;
    std::array<const Candidate*, 6> main_group{};
    const Candidate* annex_last = nullptr;
    std::unordered_set<std::string> main_numbers;
    bool in_annex = false;
    for (std::size_t k = 0; k < candidates_.size(); ++k) {
      const Candidate& c = candidates_[k];
      const int r = rank(c.word);
      const bool before_conclusion = conclusion_line_ == npos || c.line < conclusion_line_;
      if (c.word == Word::annex) {
        if (!main_last) {
          // "PROTOCOL" or "ANNEX" before the first article: the text's own title.
          continue;
        }
        in_annex = true;
        annex_last = nullptr;
      } else if (in_annex) {
        const Candidate* main = c.word == Word::article ? main_last : main_group[r];
        const bool resumes = before_conclusion && main && (c.word == Word::article || c.number.count > 0) && less(main->number, c.number) &&
                             follows(main->number, c.number) &&
                             !(annex_last && c.word == Word::article && follows(annex_last->number, c.number));
        if (resumes) {
          in_annex = false;
          while (!stack.empty() && stack.back().rank == 0) stack.pop_back();
          if (!stack.empty()) {  // the annex stood at the end of an enclosing part: open what it closed
            while (!stack.empty() && stack.back().rank >= 0 && stack.front().rank == 0) stack.clear();
          }
          if (c.word == Word::article) stack = suspended_;
        }
      } else if (c.word == Word::article && c.restart && main_last && main_last->number.count == c.number.count &&
                 main_numbers.contains(std::string(of(c.number_span)))) {
        // A second text begins without a heading of its own.
        in_annex = true;
        Provision annex;
        annex.kind = ProvisionKind::annex;
        annex.whole = {lines_[heading_start(c)].begin, lines_[heading_start(c)].begin};
        annex.body = annex.whole;
        suspended_ = stack;
        stack.clear();
        stack.push_back({static_cast<std::int32_t>(out_.provisions.size()), 0});
        out_.provisions.push_back(annex);
        annex_last = nullptr;
      }
      if (c.word == Word::annex) {
        if (stack.empty() || stack.front().rank != 0) suspended_ = stack;
        stack.clear();
      } else {
        while (!stack.empty() && stack.back().rank >= r) stack.pop_back();
      }
      Provision p;
      p.kind = c.kind;
      p.number = c.written.empty() ? std::string(of(c.number_span)) : c.written;
      p.parent = stack.empty() ? -1 : stack.back().index;
      const std::size_t body_line = read_name(k, p.heading);
      std::size_t end = limit(k);
      if (conclusion_line_ != npos && c.line < conclusion_line_ && end > conclusion_line_) end = conclusion_line_;
      std::size_t last = end;
      while (last > c.line + 1 && skip(last - 1)) --last;
      p.whole = {lines_[heading_start(c)].begin, std::max(lines_[last - 1].end, lines_[c.line].end)};
      if (!c.run_in.empty())
        p.body = {c.run_in.begin, p.whole.end};
      else {
        std::size_t first = body_line;
        while (first < last && skip(first)) ++first;
        p.body = first < last ? Span{lines_[first].begin, lines_[last - 1].end} : Span{p.whole.end, p.whole.end};
      }
      const auto index = static_cast<std::int32_t>(out_.provisions.size());
      out_.provisions.push_back(p);
      for (std::size_t up = stack.size(); up-- > 0;) {
        Provision& parent = out_.provisions[stack[up].index];
        parent.whole.end = std::max(parent.whole.end, p.whole.end);
        if (parent.body.empty()) parent.body.begin = p.whole.begin;
        parent.body.end = std::max(parent.body.end, p.whole.end);
      }
      stack.push_back({index, r});
      if (c.word == Word::article) {
        (in_annex ? annex_last : main_last) = &c;
        if (!in_annex) main_numbers.insert(p.number);
      } else if (!in_annex) {
        main_group[r] = &c;
      }
      if (c.word == Word::article || c.word == Word::annex) paragraphs(index, body_line <= c.line ? c.line : body_line, last, c.run_in);
    }
  }

  enum class Mark : std::uint8_t { dotted, decimal, bracket_decimal, lower_alpha, lower_roman, upper_alpha, upper_roman };
  struct Marker {
    Mark style = Mark::decimal;
    int value = 0;
    std::string_view label;
    std::size_t length = 0;  ///< bytes of the line until the text behind
    bool bracket = false;
  };

  static std::optional<Marker> read_marker(std::string_view view) {
    if (view.size() < 2) return std::nullopt;
    Marker m;
    std::size_t i = 0;
    m.bracket = view[0] == '(';
    if (m.bracket) ++i;
    while (m.bracket && i < view.size() && view[i] == ' ') ++i;
    const std::size_t start = i;
    if (i < view.size() && is_digit(view[i])) {
      int value = 0;
      while (i < view.size() && is_digit(view[i]) && i - start < 3) value = value * 10 + (view[i++] - '0');
      m.style = m.bracket ? Mark::bracket_decimal : Mark::decimal;
      while (i + 1 < view.size() && view[i] == '.' && is_digit(view[i + 1]) && !m.bracket) {
        ++i;
        value = 0;
        const std::size_t from = i;
        while (i < view.size() && is_digit(view[i]) && i - from < 3) value = value * 10 + (view[i++] - '0');
        m.style = Mark::dotted;
      }
      if (i < view.size() && is_digit(view[i])) return std::nullopt;
      m.value = value;
    } else if (i < view.size() && is_alpha(view[i])) {
      while (i < view.size() && is_alpha(view[i]) && i - start < 6) ++i;
      m.style = is_upper(view[start]) ? Mark::upper_alpha : Mark::lower_alpha;
    } else {
      return std::nullopt;
    }
    m.label = view.substr(start, i - start);
    if (m.label.empty() || i >= view.size()) {
      if (m.style != Mark::dotted) return std::nullopt;
    }
    if (is_alpha(m.label[0])) {
      const int r = roman_value(m.label);
      if (m.label.size() > 1 && r == 0) {
        if (m.label.size() != 2 || m.label[0] != m.label[1]) return std::nullopt;
      } else if (m.label.size() > 1) {
        m.style = m.style == Mark::upper_alpha ? Mark::upper_roman : Mark::lower_roman;
        m.value = r;
      }
      if (m.value == 0) m.value = m.label.size() == 1 ? lower(m.label[0]) - 'a' + 1 : 26 + lower(m.label[0]) - 'a' + 1;
    }
    if (m.bracket && i < view.size() && view[i] == ' ') ++i;
    if (m.style == Mark::dotted && (i >= view.size() || is_space(view[i]))) {
    } else if (i < view.size() && view[i] == ')') {
      ++i;
      if (m.style == Mark::decimal) m.style = Mark::bracket_decimal;
    } else if (i < view.size() && view[i] == '.' && !m.bracket) {
      ++i;
      if (is_alpha(m.label[0]) && m.label.size() > 1 && m.style != Mark::lower_roman && m.style != Mark::upper_roman) return std::nullopt;
      if (is_alpha(m.label[0]) && i < view.size() && !is_space(view[i])) return std::nullopt;
    } else {
      return std::nullopt;
    }
    if (i < view.size() && is_digit(view[i])) return std::nullopt;
    while (i < view.size() && is_space(view[i])) ++i;
    m.length = i;
    return m;
  }

  struct Level {
    Mark style;
    int value;
    std::int32_t index;
  };

  void paragraphs(std::int32_t article, std::size_t first, std::size_t last, Span run_in) {
    std::vector<Level> levels;
    std::unordered_set<std::string> numbers;
    std::size_t previous_text = npos;
    const auto close = [&](std::size_t depth) {
      const std::uint32_t end = previous_text == npos ? 0 : lines_[previous_text].end;
      while (levels.size() > depth) {
        Provision& p = out_.provisions[levels.back().index];
        p.whole.end = std::max(p.whole.end, end);
        p.body.end = p.whole.end;
        if (p.body.begin > p.body.end) p.body.begin = p.body.end;
        levels.pop_back();
      }
    };
    for (std::size_t i = first; i < last; ++i) {
      if (skip(i)) continue;
      std::uint32_t begin = lines_[i].begin;
      if (i == first && !run_in.empty() && run_in.begin > begin && run_in.begin < lines_[i].end) begin = run_in.begin;
      // "1. (a) …": several marks on a line.
      for (int repeat = 0; repeat < 3; ++repeat) {
        const std::string_view view = text_.substr(begin, lines_[i].end - begin);
        auto m = read_marker(view);
        if (!m) break;
        const bool midway =
            repeat == 0 && previous_text != npos && i > 0 && !blank(i - 1) && !ends_clause(previous_text) && !ends_list_item(previous_text);
        std::size_t depth = 0;
        if (!place(*m, levels, depth, midway)) break;
        const std::int32_t parent = depth == 0 ? article : levels[depth - 1].index;
        std::string number = out_.provisions[parent].number + "(" + std::string(m->label) + ")";
        if (!numbers.insert(number).second) break;
        close(depth);
        Provision p;
        p.kind = ProvisionKind::paragraph;
        p.number = std::move(number);
        p.parent = parent;
        p.whole = {begin, lines_[i].end};
        std::uint32_t text_begin = begin + static_cast<std::uint32_t>(m->length);
        if (text_begin >= lines_[i].end) {  // its mark alone: the text is on the next line
          const std::size_t next = next_line(i);
          if (next < last) text_begin = lines_[next].begin;
        }
        p.body = {text_begin, std::max(text_begin, lines_[i].end)};
        levels.push_back({m->style, m->value, static_cast<std::int32_t>(out_.provisions.size())});
        out_.provisions.push_back(std::move(p));
        begin += static_cast<std::uint32_t>(m->length);
        if (begin >= lines_[i].end) break;
      }
      previous_text = i;
    }
    close(0);
  }

  bool ends_list_item(std::size_t i) const {
    const std::string_view view = line(i);
    return view.ends_with(" and") || view.ends_with(" or") || view.ends_with(",") || view.ends_with("\xE2\x80\x94") || view.size() <= 6 ||
           view.ends_with("and/or");
  }

  /// Finds the depth at which a mark continues or opens a list.
  static bool place(Marker& m, const std::vector<Level>& levels, std::size_t& depth, bool midway) {
    const bool single = m.label.size() == 1 && is_alpha(m.label[0]);
    const int as_roman = single ? roman_value(m.label) : 0;
    const auto continues = [&](Mark style, int value, std::size_t& at) {
      for (std::size_t k = levels.size(); k-- > 0;)
        if (levels[k].style == style && value > levels[k].value && value <= levels[k].value + (midway ? 1 : 3)) {
          at = k;
          return true;
        }
      return false;
    };
    if (as_roman > 0) {
      // A letter that is also a Roman numeral goes where it follows exactly, in the innermost list.
      const Mark roman_style = m.style == Mark::upper_alpha ? Mark::upper_roman : Mark::lower_roman;
      for (std::size_t k = levels.size(); k-- > 0;) {
        if (levels[k].style == m.style && m.value == levels[k].value + 1) {
          depth = k;
          return true;
        }
        if (levels[k].style == roman_style && as_roman == levels[k].value + 1) {
          m.style = roman_style;
          m.value = as_roman;
          depth = k;
          return true;
        }
      }
      if (as_roman == 1) {
        m.style = roman_style;
        m.value = 1;
      }
    }
    if (m.style == Mark::dotted) {
      for (std::size_t k = levels.size(); k-- > 0;)
        if (levels[k].style == Mark::dotted) {
          depth = k;
          return true;
        }
      depth = std::min<std::size_t>(levels.size(), levels.empty() ? 0 : 1);
      return true;
    }
    if (continues(m.style, m.value, depth)) return true;
    if (m.value == 1 && !midway) {
      for (std::size_t k = 0; k < levels.size(); ++k)
        if (levels[k].style == m.style) {
          depth = k;  // the list begins anew
          return true;
        }
      depth = levels.size();
      return true;
    }
    if (m.value == 1 && midway && m.bracket) {
      for (const Level& level : levels)
        if (level.style == m.style) return false;
      depth = levels.size();
      return true;
    }
    // A list whose first mark was lost.
    if (!midway && levels.empty() && m.value <= 3) {
      depth = 0;
      return true;
    }
    return false;
  }

  static bool title_word(std::string_view view) {
    std::size_t i = 0;
    while (i < view.size()) {
      if (!is_alpha(view[i])) {
        ++i;
        continue;
      }
      const std::size_t start = i;
      while (i < view.size() && is_alpha(view[i])) ++i;
      const std::string_view word = view.substr(start, i - start);
      if (!is_upper(word[0])) continue;
      for (const std::string_view known : {"agreement", "treaty", "convention", "protocol", "charter", "constitution", "memorandum",
                                           "covenant", "pact", "statute", "accord", "arrangement", "declaration", "act", "decision"})
        if (same_word(word, known)) return true;
    }
    return false;
  }

  static bool connective(std::string_view word) {
    for (const std::string_view known :
         {"between", "and", "of", "the", "to", "on", "for", "in", "with", "among", "by", "a", "its", "regarding", "concerning"})
      if (same_word(word, known)) return true;
    return false;
  }

  void title_and_preamble() {
    std::uint32_t first_numbered = 0;
    for (const Provision& p : out_.provisions) {
      first_numbered = p.whole.begin;
      break;
    }
    std::vector<std::size_t> head;
    for (std::size_t i = 0; i < lines_.size() && lines_[i].begin < first_numbered && head.size() < 16; ++i)
      if (!skip(i)) head.push_back(i);
    if (head.empty()) return;
    std::size_t begin = npos;
    for (std::size_t h = 0; h < head.size() && h < 8; ++h) {
      const std::string_view view = line(head[h]);
      const Look look = look_at(view);
      if (starts_word(view, "preamble") || starts_word(view, "whereas")) break;
      if (h > 0 && look.ends_clause && view.back() != ':' && !(title_word(view) && view.back() == ',')) break;
      if (view.size() > 300) break;
      const std::string_view first_word = view.substr(0, std::min(view.find(' '), view.size()));
      const bool opens = title_word(first_word) && view.size() < (h > 0 ? 200U : 260U);
      if (title_word(view) && (opens || look.capital + look.little >= look.words) && look.verbs == 0 && is_upper(view[0])) {
        // "EC - Austria Agreement of 1972", a blank line, "AGREEMENT BETWEEN …": the second is the true title.
        if (begin == 0 && !(blank(head[0] + 1) && h == 1 && !view.ends_with(","))) break;
        begin = h;
        if (h > 0) break;
      } else if (begin != npos) {
        break;
      }
    }
    std::size_t end;
    if (begin == npos) {
      if (line(head[0]).size() > 300) return;
      begin = 0;
      end = 1;
      if (look_at(line(head[0])).ends_clause) return preamble(lines_[head[0]].begin, first_numbered);
    } else {
      end = begin + 1;
      const Look first = look_at(line(head[begin]));
      bool upper = first.upper == first.words;
      std::size_t parties_at = npos;  // the line with the second party's name begun
      while (end < head.size() && end < begin + 12) {
        const std::string_view view = line(head[end]);
        const std::string_view before = line(head[end - 1]);
        const std::string_view first_word = view.substr(0, std::min(view.find_first_of(" ,"), view.size()));
        const std::size_t space = before.rfind(' ');
        const bool hanging = connective(before.substr(space == std::string_view::npos ? 0 : space + 1)) || before.ends_with(",") ||
                             same_word(before, "establishing");
        const Look look = look_at(view);
        const bool all_upper = look.upper == look.words && look.words > 0;
        if (starts_word(view, "preamble") || view.starts_with("[") || starts_word(view, "whereas") ||
            view.find("ereinafter") != std::string_view::npos || view.find("EREINAFTER") != std::string_view::npos)
          break;
        if (view.ends_with(";") || view.ends_with(":") || view.ends_with(".") || view.size() > 160) break;
        const bool new_party =
            view.ends_with(",") && (starts_word(view, "the") || all_upper || starts_word(view, "his") || starts_word(view, "her"));
        if (new_party && !hanging && !before.ends_with(",")) break;
        if (all_upper && !upper && parties_at != npos && before.find("BETWEEN") == std::string_view::npos) break;
        if (parties_at == npos && before.find(" and ") != std::string_view::npos) parties_at = end - 1;
        if (parties_at != npos && title_word(first_word)) break;
        bool goes_on = hanging || connective(first_word) || same_word(first_word, "establishing") || same_word(first_word, "relating") ||
                       same_word(first_word, "amending");
        if (same_word(first_word, "the") && !hanging) goes_on = false;
        if (!goes_on && upper && all_upper && !new_party && !same_word(first_word, "the")) goes_on = true;
        if (!goes_on && parties_at != npos && before.size() > 40 && view.size() < 36 && look.capital + look.little >= look.words &&
            !view.ends_with(","))
          goes_on = true;
        if (upper && !all_upper && !hanging && !is_lower(first_word.empty() ? 'A' : first_word[0])) goes_on = false;
        if (!goes_on) break;
        if (starts_word(view, "between") || starts_word(view, "and") || before.find(" and ") != std::string_view::npos) parties_at = end;
        upper = upper && all_upper;
        ++end;
      }
    }
    out_.title = {lines_[head[begin]].begin, lines_[head[end - 1]].end};
    if (of(out_.title).size() > 900) out_.title.end = lines_[head[begin]].end;
    preamble(end < head.size() ? lines_[head[end]].begin : first_numbered, first_numbered);
  }

  void preamble(std::uint32_t begin, std::uint32_t end) {
    // Contents are no preamble.
    std::uint32_t first = end, last = begin;
    for (std::size_t i = 0; i < lines_.size() && lines_[i].begin < end; ++i) {
      if (lines_[i].begin < begin || skip(i)) continue;
      first = std::min(first, lines_[i].begin);
      last = std::max(last, std::min(end, lines_[i].end));
    }
    if (first < last) out_.preamble = {first, last};
  }

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  const Document& document_;
  std::string_view text_;
  std::vector<Span> lines_;  ///< without surrounding white space
  std::vector<char> furniture_;
  std::vector<Candidate> candidates_;
  std::unordered_map<std::uint32_t, std::uint32_t> heading_line_;
  std::vector<Open> suspended_;
  std::size_t articles_ = 0, in_sequence_ = 0;
  int joined_articles_ = 0;  ///< found so far in lines that hold several
  std::size_t conclusion_line_ = npos, conclusion_end_ = 0;
  bool names_on_next_line_ = true, most_named_ = false, has_done_ = false;
  TreatyStructure out_;
};

}  // namespace

std::optional<TreatyStructure> find_structure(const Document& document) {
  return Finder(document).find();
}

}  // namespace pacta
