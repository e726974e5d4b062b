#include "parser/signatures.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"

namespace pacta {

namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
char lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

bool starts(std::string_view text, std::string_view lower_case) {
  if (text.size() < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i)
    if (lower(text[i]) != lower_case[i]) return false;
  return true;
}

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// What stands between a signatory's name and the margin.
constexpr std::array<std::string_view, 26> marks{"[seal.]", "[seal]", "(seal.)",     "(seal)",     "[l.s.]", "(l.s.)",   "[l. s.]",
                                                 "(l. s.)", "l.s.",   "l. s.",       "(sd.)",      "(sd)",   "sd.",      "sd/-",
                                                 "(sgd.)",  "(sgd)",  "[sgd.]",      "sgd.",       "sgd/-",  "(signed)", "[signed]",
                                                 "signed:", "(s.)",   "(signature)", "signed by:", "/s/"};

/// Words of address and rank before a name.
constexpr std::array<std::string_view, 43> titles{"h.e.",
                                                  "h. e.",
                                                  "he",
                                                  "his excellency",
                                                  "her excellency",
                                                  "the honourable",
                                                  "the honorable",
                                                  "the right honourable",
                                                  "the hon.",
                                                  "hon.",
                                                  "mr.",
                                                  "mr",
                                                  "mrs.",
                                                  "mrs",
                                                  "ms.",
                                                  "ms",
                                                  "miss",
                                                  "dr.",
                                                  "dr",
                                                  "prof.",
                                                  "professor",
                                                  "maj. gen.",
                                                  "maj.gen.",
                                                  "major general",
                                                  "lt. gen.",
                                                  "lieutenant general",
                                                  "brig. gen.",
                                                  "brigadier general",
                                                  "gen.",
                                                  "general",
                                                  "admiral",
                                                  "vice admiral",
                                                  "rear admiral",
                                                  "adm.",
                                                  "col.",
                                                  "colonel",
                                                  "capt.",
                                                  "captain",
                                                  "shri",
                                                  "m.",
                                                  "mme",
                                                  "sr.",
                                                  "lt. col."};

/// Words of offices and of the rest of a conclusion, which no name has.
constexpr std::array<std::string_view, 78> no_names{"minister",
                                                    "ministry",
                                                    "ambassador",
                                                    "secretary",
                                                    "president",
                                                    "chairman",
                                                    "chairperson",
                                                    "director",
                                                    "chief",
                                                    "chiefs",
                                                    "commissioner",
                                                    "commission",
                                                    "head",
                                                    "envoy",
                                                    "plenipotentiary",
                                                    "extraordinary",
                                                    "representative",
                                                    "deputy",
                                                    "prime",
                                                    "governor",
                                                    "under",
                                                    "charge",
                                                    "officer",
                                                    "counsellor",
                                                    "counselor",
                                                    "attorney",
                                                    "adviser",
                                                    "advisor",
                                                    "premier",
                                                    "chancellor",
                                                    "vice",
                                                    "acting",
                                                    "permanent",
                                                    "foreign",
                                                    "affairs",
                                                    "defence",
                                                    "defense",
                                                    "trade",
                                                    "staff",
                                                    "forces",
                                                    "government",
                                                    "governments",
                                                    "kingdom",
                                                    "republic",
                                                    "state",
                                                    "states",
                                                    "union",
                                                    "confederation",
                                                    "federation",
                                                    "community",
                                                    "communities",
                                                    "council",
                                                    "office",
                                                    "department",
                                                    "article",
                                                    "annex",
                                                    "protocol",
                                                    "treaty",
                                                    "agreement",
                                                    "convention",
                                                    "for",
                                                    "the",
                                                    "in",
                                                    "witness",
                                                    "done",
                                                    "at",
                                                    "signed",
                                                    "signature",
                                                    "date",
                                                    "authentic",
                                                    "text",
                                                    "texts",
                                                    "embassy",
                                                    "mission",
                                                    "senator",
                                                    "member",
                                                    "general",
                                                    "of"};

constexpr std::array<std::string_view, 24> particles{"de", "van", "den", "der", "von", "zu", "al",  "el", "bin", "ibn", "da", "di",
                                                     "la", "le",  "du",  "dos", "das", "do", "ben", "y",  "ter", "af",  "av", "del"};

Span trimmed(std::string_view text, Span span) {
  const auto outer = [&](std::uint32_t at) {
    const char c = text[at];
    return is_blank(c) || c == '_' || c == '*' || c == '-';
  };
  while (!span.empty() && outer(span.begin)) ++span.begin;
  while (!span.empty() && outer(span.end - 1)) --span.end;
  return span;
}

/// Words between white space, without dots and commas at their ends.
std::vector<std::string_view> bare_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_blank(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    std::string_view word = text.substr(at, end - at);
    while (!word.empty() && (word.back() == '.' || word.back() == ',' || word.back() == ':' || word.back() == ';')) word.remove_suffix(1);
    if (!word.empty()) words.push_back(word);
    at = end;
  }
  return words;
}

bool has_word(std::string_view text, const auto& list) {
  for (const std::string_view word : bare_words(text)) {
    std::size_t begin = 0;
    while (begin < word.size()) {
      const std::size_t end = std::min(word.find('-', begin), word.size());
      std::string small;
      for (const char c : word.substr(begin, end - begin)) small += lower(c);
      if (is_in(list, small)) return true;
      begin = end + 1;
    }
  }
  return false;
}

/// Takes marks of signature and words of address off the beginning; whether there was a mark.
bool strip_marks(std::string_view text, Span& span) {
  bool marked = false;
  for (bool again = true; again;) {
    again = false;
    span = trimmed(text, span);
    const std::string_view words = span.of(text);
    for (const std::string_view mark : marks)
      if (starts(words, mark)) {
        span.begin += static_cast<std::uint32_t>(mark.size());
        marked = again = true;
        break;
      }
    if (again) continue;
    for (const std::string_view title : titles)
      if (starts(words, title) && words.size() > title.size() && is_blank(words[title.size()])) {
        span.begin += static_cast<std::uint32_t>(title.size());
        again = true;
        break;
      }
  }
  // "(KEWAL SINGH)"
  if (span.size() > 4 && text[span.begin] == '(' && text[span.end - 1] == ')') {
    ++span.begin;
    --span.end;
    strip_marks(text, span);
  }
  // "[W. Hay] [SEAL]"
  for (bool again = true; again;) {
    again = false;
    span = trimmed(text, span);
    for (const std::string_view mark : marks)
      if (mark.front() != 's' && span.size() > mark.size() && starts(span.of(text).substr(span.size() - mark.size()), mark)) {
        span.end -= static_cast<std::uint32_t>(mark.size());
        marked = again = true;
        break;
      }
  }
  while (!span.empty() && (text[span.end - 1] == '.' || text[span.end - 1] == ',' || text[span.end - 1] == ';')) --span.end;
  return marked;
}

/// Whether words are a person's name and can be nothing else in a signature block: two to seven, each with a capital letter, an initial or
/// a particle, none of an office.
bool is_name(std::string_view text, bool marked) {
  if (text.size() < 4 || text.size() > 60) return false;
  // "For" in other languages
  for (const std::string_view other :
       {"Pour ", "POUR ", "Por ", "POR ", "Per ", "Für ", "FÜR ", "För ", "Voor ", "Pela ", "Pelo ", "Za ", "På "})
    if (text.starts_with(other)) return false;
  std::size_t words = 0, whole = 0;
  for (std::string_view word : bare_words(text)) {
    if (std::any_of(word.begin(), word.end(), [](char c) { return !is_letter(c) && c != '-' && c != '.' && c != '\'' && c != '"'; }))
      return false;
    std::string small;
    for (const char c : word) small += lower(c);
    if (!is_upper(word[0]) && (static_cast<unsigned char>(word[0]) & 0x80U) == 0) {
      if (words == 0 || !is_in(particles, std::string_view(small))) return false;
      continue;
    }
    ++words;
    whole += std::count_if(word.begin(), word.end(), is_letter) > 2 && word.find('.') == std::string_view::npos;
  }
  return whole > 0 && words <= 7 && (words >= 2 || marked) && !has_word(text, no_names);
}

bool is_capitals(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// A piece of a line: the whole of it, or what stands in one column.
struct Cell {
  Span span;
  std::size_t at = 0;   ///< characters before it in the line, a tab counting as eight
  bool joined = false;  ///< another line's beginning follows without a gap
};

std::vector<Cell> cells_of(std::string_view text, Span line) {
  std::vector<Cell> cells;
  std::size_t column = 0, gap = 3;
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    const char c = text[i];
    if (c == ' ' || c == '\t') {
      gap += c == '\t' ? 8 : 1;
      column += c == '\t' ? 8 : 1;
      continue;
    }
    if (gap >= 3) cells.push_back({{i, i}, column});
    gap = 0;
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) ++column;
    cells.back().span.end = i + 1;
  }
  // "A. Holm FOR THE GOVERNMENT OF CHILE:": lines that were joined
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view words = cells[i].span.of(text);
    // "and Northern Ireland: (signed) W. HAY"
    if (const std::size_t mark = std::min(words.find(": ("), words.find(": [")); mark != std::string_view::npos) {
      const auto middle = static_cast<std::uint32_t>(cells[i].span.begin + mark + 2);
      cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(i) + 1, Cell{{middle, cells[i].span.end}, cells[i].at + mark + 2});
      cells[i].span.end = middle - 1;
      continue;
    }
    const std::size_t at =
        std::min({words.find(" For the ", 3), words.find(" FOR THE ", 3), words.find(" For ", 3), words.find(" FOR ", 3)});
    if (at == std::string_view::npos || !is_signature_line(words.substr(at))) continue;
    const auto middle = static_cast<std::uint32_t>(cells[i].span.begin + at + 1);
    cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(i) + 1, Cell{{middle, cells[i].span.end}, cells[i].at + at + 1});
    cells[i].span.end = middle - 1;
    cells[i].joined = true;
  }
  return cells;
}

class BlockReader {
 public:
  BlockReader(const Document& document, const Analysis& analysis) : document_(document), analysis_(analysis), text_(document.text()) {}

  std::vector<Signature> read(Span conclusion) {
    std::vector<Cell> anchors;  // where the columns begin, if there are several
    std::vector<std::vector<Span>> columns(1);
    const auto finish = [&](std::vector<Cell> next) {
      for (const auto& column : columns) read_column(column);
      anchors = std::move(next);
      columns.assign(std::max<std::size_t>(1, anchors.size()), {});
    };
    bool open = false, principal_seen = false;
    std::vector<std::vector<Cell>> above;  // the short lines before the first principal: names may stand above whom they sign for
    for (const Span line : document_.lines) {
      if (line.begin < conclusion.begin || line.begin >= conclusion.end) continue;
      const auto cells = cells_of(text_, line);
      if (cells.empty() || is_page_number(document_.text(line))) continue;
      if (const auto by = signed_by(line)) {
        found_.push_back(*by);
        continue;
      }
      const auto principals = std::count_if(cells.begin(), cells.end(), [&](const Cell& c) { return is_signature_line(c.span.of(text_)); });
      const auto names = std::count_if(cells.begin(), cells.end(), [&](const Cell& c) { return holds_name(c.span); });
      open = open || principals > 0 || is_marked(cells[0].span) || (cells.size() == 1 && in_brackets(cells[0].span));
      // Two names beside each other without a principal for each: nobody knows whose they are.
      const bool unclear = principals == 0 && anchors.empty() && names > 1;
      if (!open || (unclear && !principal_seen)) {
        if (line.size() > 120) above.clear();
        if (line.size() <= 120) above.push_back(cells);
        continue;
      }
      if (unclear) continue;
      if (line.size() > 240) break;  // a paragraph: the block has ended
      const bool joined = std::any_of(cells.begin(), cells.end(), [](const Cell& c) { return c.joined; });
      std::size_t first = 0;
      if (principals == 1 && joined && anchors.empty())  // the name for the last principal stands before the next one
        while (first < cells.size() && !is_signature_line(cells[first].span.of(text_))) columns[0].push_back(cells[first++].span);
      // Columns that were read as one: whose the names below are is lost.
      const bool lost = joined && (principals >= 2 || !is_name(cells[0].span.of(text_), false));
      if (principals >= 2 && !joined)
        finish(cells);
      else if (principals >= 1 && (!anchors.empty() || lost != names_lost_))
        finish({});
      if (principals > 0) names_lost_ = lost;
      if (principals > 0 && !principal_seen) {
        principal_seen = true;
        for (const auto& row : above)
          for (std::size_t c = 0; c < row.size() && row.size() == columns.size(); ++c) columns[c].push_back(row[c].span);
      }
      for (std::size_t c = first; c < cells.size(); ++c) {
        std::size_t column = anchors.empty() ? 0 : c;
        if (!anchors.empty() && cells.size() != anchors.size())
          for (column = 0; column + 1 < anchors.size() && cells[c].at + 6 >= anchors[column + 1].at;) ++column;
        columns[column].push_back(cells[c].span);
      }
    }
    finish({});
    return std::move(found_);
  }

  std::vector<Signature> read_preamble(Span preamble) {
    bool appointed = false;
    Signature signature;
    const auto finish = [&] {
      if (!signature.names.empty()) found_.push_back(std::move(signature));
      signature = {};
    };
    for (const Span raw : document_.lines) {
      if (raw.begin < preamble.begin || raw.begin >= preamble.end) continue;
      Span line = trimmed(text_, raw);
      if (line.empty()) continue;
      std::string small;
      for (const char c : line.of(text_)) small += lower(c);
      if (!appointed) {
        appointed = small.find("plenipotentiaries") != std::string::npos && (small.ends_with(":") || small.ends_with(","));
        continue;
      }
      if (small.starts_with("who")) break;
      // "The President of the French Republic:", alone or before the name
      if (const std::size_t colon = line.of(text_).find(':'); colon != std::string_view::npos) {
        finish();
        const Span principal{line.begin, line.begin + static_cast<std::uint32_t>(colon)};
        std::uint32_t behind = 0;
        signature.principal = principal_in(principal, behind);
        signature.principal_words = principal;
        line.begin = principal.end + 1;
      }
      if (signature.principal == no_entity) continue;
      strip_marks(text_, line);
      const std::size_t comma = line.of(text_).find(',');
      if (comma == std::string_view::npos) continue;
      const Span name{line.begin, line.begin + static_cast<std::uint32_t>(comma)};
      Span office = trimmed(text_, {name.end + 1, line.end});
      while (!office.empty() && (text_[office.end - 1] == ';' || text_[office.end - 1] == ',')) --office.end;
      if (!is_name(name.of(text_), true) || !has_word(office.of(text_), no_names)) continue;
      signature.names.push_back({document_.words(name), name, {office}, false});
    }
    finish();
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_marked(Span cell) const {
    const std::string_view words = trimmed(text_, cell).of(text_);
    return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return starts(words, mark); });
  }

  [[nodiscard]] bool holds_name(Span cell) const {
    const bool marked = strip_marks(text_, cell);
    return is_name(cell.of(text_), marked);
  }

  /// "Signed by ERROL W. BARROW for the Government of Barbados on 4 July 1973."
  [[nodiscard]] std::optional<Signature> signed_by(Span line) const {
    Span rest = trimmed(text_, line);
    if (!starts(rest.of(text_), "signed by ")) return std::nullopt;
    rest.begin += 10;
    const std::size_t at = std::min(rest.of(text_).find(" for "), rest.of(text_).find(" on behalf of "));
    if (at == std::string_view::npos) return std::nullopt;
    Signature signature;
    Span name{rest.begin, rest.begin + static_cast<std::uint32_t>(at)};
    strip_marks(text_, name);
    std::uint32_t behind = 0;
    const Span principal{name.end, rest.end};
    signature.principal = principal_in(principal, behind);
    if (signature.principal == no_entity || !is_name(name.of(text_), true)) return std::nullopt;
    signature.principal_words = {rest.begin, behind};
    signature.names.push_back({document_.words(name), name, {}, true});
    return signature;
  }

  /// The first state or listed organisation named in [begin, end); `behind` becomes the end of its name.
  [[nodiscard]] EntityIndex principal_in(Span span, std::uint32_t& behind) const {
    for (const Mention& m : analysis_.mentions) {
      if (m.entity == no_entity || m.first_token >= document_.tokens.size() || m.end_token == 0) continue;
      const std::uint32_t begin = document_.tokens[m.first_token].begin;
      if (begin >= span.end) break;
      if (begin < span.begin || m.kind == MentionKind::demonym || m.kind == MentionKind::adjective || m.kind == MentionKind::capital)
        continue;
      const Entity& entity = analysis_.entities[m.entity];
      if (entity.cls != cls::State && entity.cls != cls::Organization) continue;
      behind = document_.tokens[m.end_token - 1].end;
      return m.entity;
    }
    return no_entity;
  }

  /// "(KEWAL SINGH)" alone on a line
  [[nodiscard]] bool in_brackets(Span cell) const {
    const std::string_view words = cell.of(text_);
    return words.size() > 6 && words.front() == '(' && words.back() == ')' && is_capitals(words) && holds_name(cell);
  }

  /// The cells of a column with each principal before its names: where names stand above those they sign for, they are put behind.
  [[nodiscard]] std::vector<Span> in_order(const std::vector<Span>& cells) const {
    std::vector<std::size_t> principals;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (is_signature_line(cells[i].of(text_))) principals.push_back(i);
    if (principals.empty()) return cells;
    const auto names = [&](std::size_t begin, std::size_t end) {
      return std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(begin), cells.begin() + static_cast<std::ptrdiff_t>(end),
                         [&](Span cell) { return holds_name(cell) && (is_marked(cell) || !names_something_known(cell)); });
    };
    if (!names(0, principals.front())) return {cells.begin() + static_cast<std::ptrdiff_t>(principals.front()), cells.end()};
    if (names(principals.back() + 1, cells.size())) return cells;
    std::vector<Span> ordered;
    std::size_t from = 0;
    for (const std::size_t principal : principals) {
      std::uint32_t behind = 0;
      if (principal_in(cells[principal], behind) == no_entity) return cells;
      ordered.push_back(cells[principal]);
      for (; from < principal; ++from) ordered.push_back(cells[from]);
      ++from;
    }
    return ordered;
  }

  void read_column(const std::vector<Span>& unordered) {
    const std::vector<Span> cells = in_order(unordered);
    Signature signature;
    const auto finish = [&] {
      if (signature.principal != no_entity || !signature.names.empty()) found_.push_back(std::move(signature));
      signature = {};
    };
    bool office = false, before_names = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      Span cell = cells[i];
      if (is_signature_line(cell.of(text_))) {
        finish();
        office = false;
        before_names = true;
        // The name of the state may go on in the lines below.
        std::uint32_t behind = 0;
        std::size_t last = i;
        EntityIndex principal = principal_in(cell, behind);
        while (principal == no_entity && last + 1 < cells.size() && last < i + 3 && !is_signature_line(cells[last + 1].of(text_)))
          principal = principal_in(cells[++last], behind);
        if (principal == no_entity) continue;
        signature.principal = principal;
        signature.principal_words =
            last == i || cells[last].begin < cell.end + 60 ? Span{cell.begin, behind} : Span{cells[last].begin, behind};
        while (last + 1 < cells.size() && behind > cells[last].end && behind > cells[last + 1].begin) ++last;
        i = last;
        // What stands behind the name in its line: "For the Kingdom of Belgium: (signed) N. ERKENS"
        Span rest{std::max(behind, cells[last].begin), cells[last].end};
        while (!rest.empty() &&
               (text_[rest.begin] == ':' || text_[rest.begin] == ',' || text_[rest.begin] == '.' || is_blank(text_[rest.begin])))
          ++rest.begin;
        cell = rest;
        if (cell.empty()) continue;
      }
      if (signature.principal == no_entity && signature.names.size() == 1 && !signature.names[0].marked && !holds_name(cell)) {
        // "(ARUN JAITLEY)", "MINISTER OF COMMERCE", "GOVERNMENT OF THE REPUBLIC OF INDIA"
        std::uint32_t behind = 0;
        if (const EntityIndex principal = principal_in(cell, behind); principal != no_entity && behind + 2 >= cell.end) {
          signature.principal = principal;
          signature.principal_words = {cell.begin, behind};
          finish();
          continue;
        }
      }
      if (signature.principal == no_entity && signature.names.size() == 1 && in_brackets(cell)) finish();
      if (!add_name(signature, cell, office, before_names)) {
        // "Republic of India": more of the principal's name, or an office
        if (signature.names.empty()) continue;
        office = true;
        if (signature.names.back().offices.size() < 4) signature.names.back().offices.push_back(trimmed(text_, cell));
      }
      before_names = false;
    }
    finish();
  }

  /// Whether a cell is the name of one who signs; adds it then.
  bool add_name(Signature& signature, Span cell, bool& office, bool before_names) {
    Span name = cell;
    const bool marked = strip_marks(text_, name);
    if (name.empty()) {
      // A mark alone: the name is on the next line.
      mark_above_ = marked;
      return true;
    }
    const bool sure = marked || mark_above_ || in_brackets(cell);
    mark_above_ = false;
    // "W. Hay, Minister of Trade"
    Span behind;
    if (const std::size_t comma = name.of(text_).find(','); comma != std::string_view::npos) {
      behind = {name.begin + static_cast<std::uint32_t>(comma) + 1, name.end};
      name.end = name.begin + static_cast<std::uint32_t>(comma);
      if (!has_word(behind.of(text_), no_names)) return false;
    }
    if (names_lost_) return false;
    const std::string_view words = name.of(text_);
    // Names alone count where a mark says that they are signatures.
    if (!is_name(words, sure) || (signature.principal == no_entity && !sure)) return false;
    if (!sure && names_something_known(name)) return false;
    const std::string folded = fold_name(words);
    for (Signature::Name& known : signature.names)
      if (fold_name(known.words) == folded) {
        // The same again in small letters, under the signature.
        if (is_capitals(known.words)) known.words = document_.words(name);
        return true;
      }
    if (!signature.names.empty() && !sure) {
      // A second name for the same state: written as the first, and directly below it.
      const Signature::Name& first = signature.names.back();
      if (office || first.marked || !is_capitals(words) || !is_capitals(first.words)) return false;
    }
    if (signature.names.empty() && !before_names && !sure && !is_capitals(words)) return false;
    Signature::Name found;
    found.words = document_.words(name);
    found.span = name;
    found.marked = marked;
    if (!behind.empty()) found.offices.push_back(trimmed(text_, behind));
    signature.names.push_back(std::move(found));
    office = !behind.empty();
    return true;
  }

  /// Whether words are the name of a state, place or organisation that the text knows.
  [[nodiscard]] bool names_something_known(Span name) const {
    for (const Mention& m : analysis_.mentions) {
      if (m.entity == no_entity || m.first_token >= document_.tokens.size() || m.end_token == 0) continue;
      const Span span{document_.tokens[m.first_token].begin, document_.tokens[m.end_token - 1].end};
      if (span.begin >= name.end) break;
      if (!name.overlaps(span) || analysis_.entities[m.entity].cls == cls::Person) continue;
      if (span.size() * 2 > name.size() || (analysis_.entities[m.entity].cls == cls::State && span.size() > 5)) return true;
    }
    return false;
  }

  const Document& document_;
  const Analysis& analysis_;
  std::string_view text_;
  bool mark_above_ = false, names_lost_ = false;
  std::vector<Signature> found_;
};

}  // namespace

bool is_signature_line(std::string_view line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && (is_blank(line.back()) || line.back() == '_' || line.back() == '.')) line.remove_suffix(1);
  if (line.size() < 7 || line.size() > 160) return false;
  std::string_view rest = line;
  if (starts(rest, "signed for ")) rest.remove_prefix(7);
  const bool behalf = starts(rest, "for and on behalf of ") || starts(rest, "on behalf of ") || starts(rest, "for and in the name of ");
  if (!behalf && !starts(rest, "for ")) return false;
  if (!behalf) {
    rest.remove_prefix(4);
    if (starts(rest, "the ")) rest.remove_prefix(4);
    if (rest.empty() || !is_upper(rest[0])) return false;
  }
  if (line.find(" For ", 3) != std::string_view::npos || line.find(" FOR ", 3) != std::string_view::npos) return false;  // two of them
  // "For the Government of Norway, the competent authority shall be …" is a clause.
  for (const std::string_view word : {" shall ", " means ", " is ", " are ", " may ", " purposes", " purpose ", ";", " which ", " who "})
    if (line.find(word) != std::string_view::npos) return false;
  return true;
}

std::vector<Signature> read_plenipotentiaries(const Document& document, const Analysis& analysis, Span preamble) {
  return BlockReader(document, analysis).read_preamble(preamble);
}

std::vector<Signature> read_signatures(const Document& document, const Analysis& analysis, Span conclusion) {
  return BlockReader(document, analysis).read(conclusion);
}

}  // namespace pacta
