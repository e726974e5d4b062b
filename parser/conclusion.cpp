#include <algorithm>
#include <array>
#include <optional>

#include "parser/numerals.h"
#include "parser/structure.h"

namespace pacta {
namespace {

struct Word {
  std::string lower;
  Span span;
  bool capital = false;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Words of ASCII letters (and other bytes above 127), numbers, and single punctuation characters.
std::vector<Word> words_of(std::string_view text, Span span) {
  std::vector<Word> words;
  for (std::uint32_t at = span.begin; at < span.end;) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++at;
      continue;
    }
    if (text.substr(at, 2) == "\xC2\xA0") {
      at += 2;
      continue;
    }
    Word word;
    word.span.begin = at;
    word.capital = c >= 'A' && c <= 'Z';
    if (is_digit(c)) {
      while (at < span.end && is_digit(text[at])) word.lower += text[at++];
    } else if (is_letter(c)) {
      while (at < span.end && is_letter(text[at]) && text.substr(at, 2) != "\xC2\xA0") word.lower += lower(text[at++]);
    } else {
      word.lower += c;
      ++at;
    }
    word.span.end = at;
    words.push_back(std::move(word));
  }
  return words;
}

constexpr std::array<std::string_view, 12> months{"january", "february", "march",     "april",   "may",      "june",
                                                  "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 66> languages{
    "english",     "french",      "german",    "spanish",   "portuguese", "italian",    "dutch",      "danish",    "swedish",
    "norwegian",   "finnish",     "greek",     "irish",     "russian",    "ukrainian",  "belarusian", "polish",    "czech",
    "slovak",      "slovene",     "slovenian", "hungarian", "romanian",   "bulgarian",  "serbian",    "croatian",  "bosnian",
    "macedonian",  "montenegrin", "albanian",  "turkish",   "arabic",     "hebrew",     "persian",    "farsi",     "urdu",
    "hindi",       "bengali",     "chinese",   "japanese",  "korean",     "vietnamese", "thai",       "lao",       "khmer",
    "malay",       "indonesian",  "filipino",  "mongolian", "kazakh",     "uzbek",      "turkmen",    "kyrgyz",    "tajik",
    "azerbaijani", "armenian",    "georgian",  "estonian",  "latvian",    "lithuanian", "maltese",    "icelandic", "dari",
    "castilian",   "swahili",     "afrikaans"};

template <std::size_t N>
int index_in(const std::array<std::string_view, N>& table, std::string_view word) {
  if (word.empty()) return -1;
  for (std::size_t i = 0; i < N; ++i)
    if (table[i] == word) return static_cast<int>(i);
  return -1;
}

int month_of(std::string_view word) {
  return index_in(months, word) + 1;
}

std::optional<int> digits_of(std::string_view word, std::size_t most) {
  const int value = decimal_value(word, most);
  return value < 0 ? std::nullopt : std::optional(value);
}

/// 20, 30 … 90 of "twenty", "thirty" … "ninety"; 0 if it is none.
int ten_of(std::string_view word) {
  const int value = cardinal_value(word);
  return value >= 20 ? value : 0;
}

class DateReader {
 public:
  explicit DateReader(const std::vector<Word>& words) : words_(words) {}

  /// A day of a month that ends just before word `end`: "third", "twenty-second", "7th", "15".
  std::optional<int> day_before(std::size_t end, std::size_t& begin) const {
    std::size_t at = end;
    if (at == 0) return std::nullopt;
    --at;
    const std::string& word = words_[at].lower;
    if ((word == "st" || word == "nd" || word == "rd" || word == "th") && at > 0 && words_[at - 1].span.end == words_[at].span.begin) {
      begin = at - 1;
      return in_month(digits_of(words_[begin].lower, 2));
    }
    if (const auto day = digits_of(word, 2)) {
      begin = at;
      return in_month(day);
    }
    int unit = ordinal_value(word);
    if (unit == 0) unit = cardinal_value(word);
    if (unit > 0 && unit < 20) {
      begin = at;
      if (unit < 10) {
        std::size_t before = at;
        if (before > 0 && words_[before - 1].lower == "-") --before;
        if (before > 0) {
          const int ten = ten_of(words_[before - 1].lower);
          if (ten > 0) {
            begin = before - 1;
            return in_month(ten + unit);
          }
        }
      }
      return in_month(unit);
    }
    begin = at;
    return unit == 20 || unit == 30 ? std::optional(unit) : std::nullopt;
  }

  /// A year that begins at word `at`: "1994", "two thousand and seven", "nineteen hundred and ninety-four".
  std::optional<int> year_at(std::size_t at, std::size_t& end) const {
    if (at >= words_.size()) return std::nullopt;
    if (words_[at].lower.size() == 4)
      if (const auto year = digits_of(words_[at].lower, 4)) {
        end = at + 1;
        return year_in_range(*year);
      }
    int total = 0, part = 0;
    bool any = false, big = false;
    std::size_t i = at;
    end = at;
    for (; i < words_.size(); ++i) {
      const std::string& word = words_[i].lower;
      if (word == "-" || (any && (word == "and" || word == ","))) continue;
      if (word == "thousand") {
        total += (part == 0 ? 1 : part) * 1000;
        part = 0;
        big = true;
      } else if (word == "hundred") {
        part = (part == 0 ? 1 : part) * 100;
        big = true;
      } else if (const int ten = ten_of(word); ten > 0) {
        if (part >= 10 && part < 20) part *= 100, big = true;  // nineteen ninety-four
        part += ten;
      } else if (const int unit = cardinal_value(word); unit >= 0) {
        if (part == 20 && unit >= 10 && !big) part = 2000, big = true;  // twenty twelve
        part += unit;
      } else if (const int last = ordinal_value(word); last > 0 && big) {  // "the one thousand … ninety-first year"
        part += last;
        end = i + 1;
        break;
      } else {
        break;
      }
      any = true;
      end = i + 1;
    }
    if (!any || !big) return std::nullopt;
    return year_in_range(total + part);
  }

 private:
  static std::optional<int> in_month(std::optional<int> day) { return day && *day >= 1 && *day <= 31 ? day : std::nullopt; }
  static std::optional<int> year_in_range(int year) { return year >= 1400 && year < 2200 ? std::optional(year) : std::nullopt; }

  const std::vector<Word>& words_;
};

std::string iso(int year, int month, int day) {
  std::string out = std::to_string(year);
  const auto two = [&](int value) {
    out += '-';
    out += static_cast<char>('0' + value / 10);
    out += static_cast<char>('0' + value % 10);
  };
  if (month > 0) two(month);
  if (month > 0 && day > 0) two(day);
  return out;
}

bool filler(std::string_view word) {
  return word == "of" || word == "in" || word == "the" || word == "year" || word == "our" || word == "lord" || word == "," || word == "." ||
         word == "day";
}

/// The first date from a word on.
struct FoundDate {
  std::string date;
  Span words;
};

bool read_date(const std::vector<Word>& words, std::size_t from, FoundDate& out) {
  const DateReader reader(words);
  for (std::size_t m = from; m < words.size(); ++m) {
    const int month = month_of(words[m].lower);
    if (month == 0 || (month == 5 && !words[m].capital)) continue;
    std::size_t begin = m, end = m + 1, before = m;
    while (before > from && (words[before - 1].lower == "of" || words[before - 1].lower == "day" || words[before - 1].lower == ","))
      --before;
    std::size_t day_begin = m;
    std::optional<int> day = reader.day_before(before, day_begin);
    if (day) begin = day_begin;
    std::size_t after = m + 1;
    if (!day && after < words.size()) {
      day = digits_of(words[after].lower, 2);
      if (day) {
        ++after;
        if (after < words.size() &&
            (words[after].lower == "st" || words[after].lower == "nd" || words[after].lower == "rd" || words[after].lower == "th"))
          ++after;
      }
    }
    std::optional<int> year;
    for (std::size_t i = after; i < words.size() && i < after + 9; ++i) {
      std::size_t year_end = i;
      year = reader.year_at(i, year_end);
      if (year) {
        end = year_end;
        break;
      }
      if (!filler(words[i].lower)) break;
    }
    // "in the year 2534 of the Buddhist Era, corresponding to the year 1991 of the Christian Era"
    bool corresponds = false;
    for (std::size_t i = after; i < words.size() && i < after + 40 && day && !year; ++i) {
      std::size_t year_end = i;
      if (corresponds) year = reader.year_at(i, year_end);
      if (year) end = year_end;
      corresponds |= words[i].lower == "corresponding";
    }
    if (!year) continue;
    out.date = iso(*year, month, day.value_or(0));
    out.words = {words[begin].span.begin, words[end - 1].span.end};
    return true;
  }
  return false;
}

/// "Done at Rome this day of 2010": a year alone.
void read_year(const std::vector<Word>& words, std::size_t from, FoundDate& out) {
  const DateReader reader(words);
  for (std::size_t i = from; i < words.size() && i < from + 40; ++i) {
    std::size_t end = i;
    const auto year = reader.year_at(i, end);
    if (!year) continue;
    out.date = iso(*year, 0, 0);
    out.words = {words[i].span.begin, words[end - 1].span.end};
    return;
  }
}

Span read_place(std::string_view text, const std::vector<Word>& words, std::size_t done) {
  for (std::size_t i = done + 1; i < words.size() && i < done + 24; ++i) {
    const std::string& word = words[i].lower;
    if (word == "this" || word == "on" || word == ".") return {};
    const bool direct_in = word == "in" && i == done + 1 && i + 1 < words.size() && words[i + 1].capital;
    const bool city = word == "of" && (words[i - 1].lower == "city" || words[i - 1].lower == "cities" || words[i - 1].lower == "town");
    // "at the city of X"
    if (word == "at" && i + 3 < words.size() && words[i + 1].lower == "the" && words[i + 3].lower == "of" && !words[i + 2].capital)
      continue;
    if (word != "at" && !direct_in && !city) continue;
    std::size_t end = i + 1;
    while (end < words.size() && end < i + 7) {
      const Word& next = words[end];
      const bool joined = next.lower == "-" || next.lower == "\"" || next.lower == "'";
      if (next.lower == "this" || next.lower == "on" || next.lower == "in" || next.lower == "and" || next.lower == "as" ||
          is_digit(next.lower[0]))
        break;
      if (next.lower == "." && end > i + 1 && words[end - 1].lower.size() <= 2) {
        ++end;
        continue;
      }
      if (!next.capital && !joined && (next.lower[0] & 0x80) == 0 && next.lower != "of" && next.lower != "the" && next.lower != "de") break;
      if (next.span.begin > words[i].span.end &&
          text.substr(words[end - 1].span.end, next.span.begin - words[end - 1].span.end).find("\n\n") != std::string_view::npos)
        break;
      ++end;
    }
    while (end > i + 1 &&
           (words[end - 1].lower == "the" || words[end - 1].lower == "of" || words[end - 1].lower == "-" || words[end - 1].lower == "'"))
      --end;
    std::size_t begin = i + 1;
    if (begin < end && words[begin].lower == "the" && !words[begin].capital) ++begin;
    if (begin >= end || words[begin].span.size() < 2) return {};
    const std::string_view found = text.substr(words[begin].span.begin, words[end - 1].span.end - words[begin].span.begin);
    if (found.starts_with("…") || found.starts_with("___")) return {};
    if (words[end - 1].lower == "." && end == begin + 2) --end;
    return {words[begin].span.begin, words[end - 1].span.end};
  }
  return {};
}

/// The places of a list behind its first: ", Moscow and Washington". A comma alone may lead to the state that a place lies in.
std::vector<Span> places_behind(const std::vector<Word>& words, Span first) {
  std::size_t at = 0;
  while (at < words.size() && words[at].span.end <= first.end) ++at;
  const bool cities =
      std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), [](const Word& w) { return w.lower == "cities"; });
  std::vector<Span> places;
  bool last = false;
  while (!last && at + 1 < words.size() && (words[at].lower == "," || words[at].lower == "and")) {
    last = words[at].lower == "and";
    if (words[++at].lower == "and") last = true, ++at;
    std::size_t end = at;
    while (end < words.size() && words[end].capital && words[end].lower.size() > 1 && end < at + 3) ++end;
    if (end == at || month_of(words[at].lower) > 0) break;
    places.push_back({words[at].span.begin, words[end - 1].span.end});
    at = end;
  }
  if (!last || (!cities && places.size() < 2)) places.clear();
  return places;
}

/// "NEW DELHI, 23 March 1976.": the place of a dateline that begins the words.
Span dateline_place(const std::vector<Word>& words, Span date) {
  std::size_t end = 0;
  while (end < words.size() && end < 4 && words[end].capital && words[end].span.begin < date.begin && month_of(words[end].lower) == 0)
    ++end;
  std::size_t next = end;
  while (next < words.size() &&
         (words[next].lower == "," || words[next].lower == "the" || words[next].lower == "this" || words[next].lower == "on"))
    ++next;
  if (end == 0 || next == end || next >= words.size() || words[next].span.begin != date.begin) return {};
  return {words[0].span.begin, words[end - 1].span.end};
}

}  // namespace

Conclusion read_conclusion(const Document& document, Span conclusion) {
  Conclusion out;
  const std::string_view text = document.source.text;
  conclusion.end = std::min<std::uint32_t>(conclusion.end, static_cast<std::uint32_t>(text.size()));
  if (conclusion.empty()) return out;
  conclusion.end = std::min(conclusion.end, conclusion.begin + 12000);
  std::vector<Word> words = words_of(text, conclusion);
  // A page's number stands between the lines.
  for (const Span line : document.lines)
    if (line.begin >= conclusion.begin && line.begin < conclusion.end && is_page_number(document.text(line)))
      std::erase_if(words, [&](const Word& w) { return w.span.begin >= line.begin && w.span.end <= line.end; });
  std::size_t done = words.size();
  for (std::size_t i = 0; i + 1 < words.size() && done == words.size(); ++i) {
    if (words[i].lower == "done" && words[i].capital) done = i;
    if ((words[i].lower == "signed" || words[i].lower == "concluded") && words[i + 1].lower == "at") done = i;
  }
  const std::size_t from = done < words.size() ? done : 0;
  FoundDate found;
  if (!read_date(words, from, found) && !(from > 0 && read_date(words, 0, found)) && done < words.size()) read_year(words, from, found);
  out.date = found.date;
  out.date_words = found.words;
  if (done < words.size()) out.place_words = read_place(text, words, done);
  // "have signed this Agreement … at Nairobi on 26 March 1975"
  for (std::size_t i = 1; out.place_words.empty() && i + 2 < words.size() && words[i].span.begin < out.date_words.begin; ++i)
    if (words[i].lower == "at" && words[i + 1].capital && out.date_words.begin < words[i].span.end + 60)
      out.place_words = read_place(text, words, i - 1);
  if (!out.place_words.empty())
    out.more_places = places_behind(words, out.place_words);
  else if (done == words.size() && !out.date_words.empty())
    out.place_words = dateline_place(words, out.date_words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i].lower;
    if (word == "authentic" || word == "authoritative") {
      for (std::size_t j = i > 6 ? i - 6 : 0; j < i; ++j) out.equally_authentic |= words[j].lower == "equally";
    }
    // "in the Netherlands, Czech and English languages"
    const bool dutch = word == "netherlands" && i > 0 && words[i - 1].lower == "the" && i + 2 < words.size() &&
                       (words[i + 1].lower == "," || words[i + 1].lower == "and" || words[i + 1].lower == "language") &&
                       (words[i + 1].lower == "language" || index_in(languages, words[i + 2].lower) >= 0);
    if (!words[i].capital || (index_in(languages, word) < 0 && !dutch)) continue;
    // Names of languages count where "language(s)", "text" or another language follows within the sentence.
    bool speaks = false;
    for (std::size_t j = i + 1; j < words.size() && j < i + 90 && !speaks && words[j].lower != "."; ++j)
      speaks = words[j].lower == "language" || words[j].lower == "languages" || words[j].lower == "text" || words[j].lower == "texts";
    for (std::size_t j = i; j-- > 0 && j + 60 > i && !speaks && words[j].lower != ".";)
      speaks = words[j].lower == "languages" || words[j].lower == "duplicate" || words[j].lower == "originals";
    if (!speaks) continue;
    bool known = false;
    for (const Span& span : out.languages) {
      const std::string_view other = span.of(text);
      known |= other.size() == word.size() && [&] {
        for (std::size_t k = 0; k < word.size(); ++k)
          if (lower(other[k]) != word[k]) return false;
        return true;
      }();
    }
    if (!known) out.languages.push_back(words[i].span);
  }
  return out;
}

std::string date_in(const Document& document, Span span, Span& words) {
  FoundDate found;
  read_date(words_of(document.source.text, span), 0, found);
  words = found.words;
  return found.date;
}

std::vector<Dateline> read_datelines(const Document& document) {
  std::vector<Dateline> found;
  const std::string_view text = document.source.text;
  for (const Span line : document.lines) {
    if (line.size() < 10 || line.size() > 60) continue;
    const std::vector<Word> words = words_of(text, line);
    if (words.empty() || words.size() > 12) continue;
    FoundDate date;
    if (!read_date(words, 0, date) || date.date.size() != 10) continue;
    // Nothing but a place before the date, and nothing behind it.
    std::size_t end = words.size();
    while (end > 0 && (words[end - 1].lower == "." || words[end - 1].lower == ",")) --end;
    if (end == 0 || words[end - 1].span.end != date.words.end) continue;
    Dateline dateline{date.date, {}, line};
    std::size_t place = 0;
    while (place < words.size() && words[place].span.begin < date.words.begin && words[place].capital) ++place;
    const std::size_t names = place;
    while (place < words.size() && words[place].span.begin < date.words.begin &&
           (words[place].lower == "," || words[place].lower == "the" || words[place].lower == "this" || words[place].lower == "on"))
      ++place;
    if (place >= words.size() || words[place].span.begin != date.words.begin || names > 4) continue;
    if (names > 0) dateline.place_words = {words[0].span.begin, words[names - 1].span.end};
    found.push_back(std::move(dateline));
  }
  return found;
}

TreatyNotes read_notes(const Document& document, Span head, Span tail) {
  enum class Note : std::uint8_t { signature, force };
  struct Row {
    std::string_view start;
    Note note;
  };
  // What a line begins with, in small letters and without brackets.
  static constexpr std::array<Row, 26> rows{{{"date of signing", Note::signature},
                                             {"date of signature", Note::signature},
                                             {"date of conclusion", Note::signature},
                                             {"date of adoption", Note::signature},
                                             {"date signed", Note::signature},
                                             {"signed at", Note::signature},
                                             {"signed in", Note::signature},
                                             {"signed on", Note::signature},
                                             {"signed :", Note::signature},
                                             {"signature :", Note::signature},
                                             {"done at", Note::signature},
                                             {"done in", Note::signature},
                                             {"concluded at", Note::signature},
                                             {"concluded in", Note::signature},
                                             {"concluded on", Note::signature},
                                             {"adopted at", Note::signature},
                                             {"adopted in", Note::signature},
                                             {"adopted on", Note::signature},
                                             {"original text adopted on", Note::signature},
                                             {"opened for signature", Note::signature},
                                             {"entered into force", Note::force},
                                             {"entry into force", Note::force},
                                             {"effective date", Note::force},
                                             {"date of entry into force", Note::force},
                                             {"came into force", Note::force},
                                             {"in force", Note::force}}};
  TreatyNotes notes;
  const std::string_view text = document.source.text;
  for (const Span line : document.lines) {
    if (!(head.begin <= line.begin && line.begin < head.end) && !(tail.begin <= line.begin && line.begin < tail.end)) continue;
    if (line.size() < 12 || line.size() > 240) continue;
    // "Signed at X, on …; entered into force on …" is two notes.
    Span rest = line;
    while (!rest.empty()) {
      const std::size_t stop = text.substr(rest.begin, rest.size()).find_first_of(";.");
      const bool divides = stop != std::string_view::npos && rest.begin + stop + 2 < rest.end && text[rest.begin + stop + 1] == ' ';
      const Span part{rest.begin, divides ? rest.begin + static_cast<std::uint32_t>(stop) : rest.end};
      rest.begin = divides ? part.end + 1 : rest.end;
      std::vector<Word> words = words_of(text, part);
      while (!words.empty() && (words[0].lower == "(" || words[0].lower == "[" || words[0].lower == "*")) words.erase(words.begin());
      // "Signed at …; entered into force on …": behind a semicolon in small letters
      if (words.empty() || (!words[0].capital && part.begin == line.begin)) continue;
      std::string start;
      for (std::size_t i = 0; i < words.size() && i < 6; ++i) start += (i > 0 ? " " : "") + words[i].lower;
      const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) {
        return start.starts_with(r.start) && (start.size() == r.start.size() || start[r.start.size()] == ' ');
      });
      if (row == rows.end()) continue;
      FoundDate found;
      if (!read_date(words, 1, found)) continue;
      if (row->note == Note::force && notes.in_force_on.empty()) {
        notes.in_force_on = found.date;
        notes.in_force_line = line;
      }
      if (row->note == Note::signature && notes.signed_on.empty()) {
        notes.signed_on = found.date;
        notes.signed_line = line;
        if (words.size() > 2 && (words[1].lower == "at" || words[1].lower == "in")) notes.place_words = read_place(text, words, 0);
      }
    }
  }
  return notes;
}

}  // namespace pacta
