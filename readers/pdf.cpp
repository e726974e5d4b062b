// PDF with a text layer: words with their places, made lines and paragraphs again, without what belongs to the page and not to the text.
#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <unordered_set>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "readers/date.h"
#include "readers/reader.h"
#include "readers/text_writer.h"

namespace pacta {

namespace {

constexpr std::uint64_t largest_file = std::uint64_t{256} << 20U;
constexpr int most_pages = 20000;

/// Lengths are points; y grows downwards.
struct Word {
  std::string text;
  double left = 0, right = 0, top = 0, bottom = 0, size = 0;
  bool space_after = true, bold = false;
};

struct Line {
  std::vector<Word> words;
  double left = 0, right = 0, top = 0, bottom = 0;
  double size = 0;         ///< of most of its letters
  bool bold = false;       ///< throughout
  bool note_mark = false;  ///< begins with the mark of a footnote
  bool left_out = false;
  int page = 0;
  int column = 0;  ///< of the page, in reading order

  [[nodiscard]] std::string text() const {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i > 0 && words[i - 1].space_after) out += words[i].left - words[i - 1].right > 2.5 * size ? "    " : " ";
      out += words[i].text;
    }
    return out;
  }
};

struct Sheet {
  double width = 0, height = 0;
  std::vector<Line> lines;  ///< in reading order
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string to_utf8(const poppler::ustring& text) {
  const std::vector<char> bytes = text.to_utf8();
  std::string out(bytes.begin(), bytes.end());
  while (!out.empty() && out.back() == '\0') out.pop_back();
  if (invalid_utf8(out)) return {};
  // Ligatures are a matter of typesetting.
  static constexpr std::array<std::string_view, 7> ligatures{"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  for (std::size_t at = out.find("\xEF\xAC"); at != std::string::npos; at = out.find("\xEF\xAC", at + 1)) {
    const auto index = static_cast<std::size_t>(static_cast<unsigned char>(out[at + 2]) - 0x80U);
    if (index < ligatures.size()) out.replace(at, 3, ligatures[index]);
  }
  // Soft hyphens count only where a line breaks at them; some programs write a visible one behind.
  if (out.ends_with("\u00AD\u2010") || out.ends_with("\u00AD-")) out.erase(out.rfind("\u00AD") + 2);
  if (out.ends_with("\u2010")) out.replace(out.size() - 3, 3, "-");
  for (std::size_t at = out.find("\u00AD"); at != std::string::npos && at + 2 < out.size(); at = out.find("\u00AD", at)) out.erase(at, 2);
  return out;
}

bool is_note_mark(std::string_view text) {
  return !text.empty() && text.size() <= 4 &&
         (std::all_of(text.begin(), text.end(), is_digit) || text == "*" || text == "**" || text == "***" || text == "†" || text == "‡");
}

/// Words of a page, in no certain order: Poppler's takes wide gaps of justified lines for those between columns.
std::vector<Word> words_of(const poppler::page& page) {
  std::vector<Word> words;
  const auto boxes = page.text_list(poppler::page::text_list_include_font);
  std::size_t upright = 0;
  for (const auto& box : boxes) upright += box.rotation() == 0 ? 1 : 0;
  for (const auto& box : boxes) {
    if (box.rotation() != 0 && upright * 2 > boxes.size()) continue;  // stamps along the margin
    Word word;
    word.text = to_utf8(box.text());
    if (collapse_space(word.text).empty()) continue;
    const auto place = box.bbox();
    word.left = place.left(), word.right = place.right(), word.top = place.top(), word.bottom = place.bottom();
    word.size = box.has_font_info() ? box.get_font_size() : word.bottom - word.top;
    word.space_after = box.has_space_after();
    if (box.has_font_info()) {
      const std::string font = box.get_font_name();
      word.bold = font.find("Bold") != std::string::npos || font.find("bold") != std::string::npos;
    }
    words.push_back(std::move(word));
  }
  return words;
}

double median(std::vector<double> values, double otherwise) {
  if (values.empty()) return otherwise;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void finish(Line& line) {
  std::map<double, std::size_t> sizes;
  line.left = line.words.front().left, line.right = line.words.front().right;
  line.bold = true;
  for (const Word& word : line.words) {
    sizes[word.size] += word.text.size();
    line.left = std::min(line.left, word.left), line.right = std::max(line.right, word.right);
    line.bold = line.bold && word.bold;
  }
  line.size = std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
  bool first = true;
  for (const Word& word : line.words) {
    if (word.size < 0.95 * line.size && line.words.size() > 1) continue;
    line.top = first ? word.top : std::min(line.top, word.top);
    line.bottom = first ? word.bottom : std::max(line.bottom, word.bottom);
    first = false;
  }
  // Marks of notes are small and raised.
  const auto raised = [&](const Word& word) {
    return is_note_mark(word.text) && word.size < 0.85 * line.size && word.bottom < line.bottom - 0.1 * line.size;
  };
  if (raised(line.words.front())) line.note_mark = true;
  for (std::size_t i = 1; i < line.words.size();) {
    if (!raised(line.words[i])) {
      ++i;
      continue;
    }
    line.words[i - 1].space_after = line.words[i].space_after;
    line.words.erase(line.words.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

using Words = std::vector<Word*>;

double middle(const Word& word) {
  return (word.top + word.bottom) / 2;
}

/// Words of one column as rows from top to bottom.
std::vector<Words> rows_of(Words words) {
  std::sort(words.begin(), words.end(), [](const Word* a, const Word* b) { return middle(*a) < middle(*b); });
  std::vector<Words> rows;
  double top = 0, bottom = 0;
  for (Word* word : words) {
    const double overlap = std::min(bottom, word->bottom) - std::max(top, word->top);
    if (rows.empty() || overlap < 0.45 * std::min(bottom - top, word->bottom - word->top)) {
      rows.emplace_back();
      top = word->top, bottom = word->bottom;
    }
    rows.back().push_back(word);
    // Marks of notes, which are raised, do not draw the row upwards.
    if (word->bottom - word->top > bottom - top) top = word->top, bottom = word->bottom;
  }
  for (Words& row : rows) std::stable_sort(row.begin(), row.end(), [](const Word* a, const Word* b) { return a->left < b->left; });
  return rows;
}

/// Strips of a page between which no word stands, from top to bottom.
std::vector<Words> strips_of(Words words) {
  std::sort(words.begin(), words.end(), [](const Word* a, const Word* b) { return a->top < b->top; });
  std::vector<Words> strips;
  double bottom = 0;
  for (Word* word : words) {
    const double height = word->bottom - word->top;
    if (strips.empty() || word->top + 0.15 * height > bottom) strips.emplace_back();
    strips.back().push_back(word);
    bottom = strips.back().size() == 1 ? word->bottom - 0.15 * height : std::max(bottom, word->bottom - 0.15 * height);
  }
  return strips;
}

/// Where a vertical band of at least `width` without words divides the words; the widest one that leaves at least a fifth of the breadth on
/// each side; 0 if there is none.
double gutter_of(Words words, double width) {
  if (words.empty()) return 0;
  std::sort(words.begin(), words.end(), [](const Word* a, const Word* b) { return a->left < b->left; });
  double right = words.front()->right, all = right, widest = width, at = 0;
  for (const Word* word : words) all = std::max(all, word->right);
  const double left = words.front()->left, least = (all - left) / 5;
  for (const Word* word : words) {
    if (word->left - right > widest && right - left > least && all - word->left > least) {
      widest = word->left - right;
      at = (right + word->left) / 2;
    }
    right = std::max(right, word->right);
  }
  return at;
}

/// Whether words are lines of prose, not the cells of a table.
bool is_prose(const Words& words) {
  const std::size_t rows = rows_of(words).size();
  return rows >= 3 && words.size() >= 3 * rows;
}

/// Puts words in reading order, as rows of columns: strips from top to bottom, and where several strips share a gutter, the left column
/// first.
void put_in_order(const Words& words, double size, int depth, std::vector<std::vector<Words>>& columns_found) {
  const auto strips = strips_of(words);
  Words single;
  const auto end = [&] {
    if (!single.empty()) columns_found.push_back(rows_of(single));
    single.clear();
  };
  for (std::size_t i = 0; i < strips.size();) {
    Words region, columns;
    std::size_t next = i;
    double gutter = 0;
    for (std::size_t j = i; j < strips.size() && depth < 4; ++j) {
      region.insert(region.end(), strips[j].begin(), strips[j].end());
      const double found = gutter_of(region, 0.9 * size);
      // A line or two of a region may end before its gutter.
      if (found == 0 && j > i + 2) break;
      if (found == 0) continue;
      gutter = found;
      columns = region;
      next = j + 1;
    }
    Words left, right;
    for (Word* word : columns) (word->right <= gutter ? left : right).push_back(word);
    if (columns.empty() || !is_prose(left) || !is_prose(right)) {
      single.insert(single.end(), strips[i].begin(), strips[i].end());
      ++i;
      continue;
    }
    end();
    put_in_order(left, size, depth + 1, columns_found);
    put_in_order(right, size, depth + 1, columns_found);
    i = next;
  }
  end();
}

std::vector<Line> lines_of(std::vector<Word> words, int page) {
  Words all;
  std::vector<double> sizes;
  for (Word& word : words) {
    all.push_back(&word);
    sizes.push_back(word.size);
  }
  std::vector<std::vector<Words>> columns;
  put_in_order(all, median(std::move(sizes), 10), 0, columns);
  std::vector<Line> lines;
  for (std::size_t column = 0; column < columns.size(); ++column)
    for (const Words& row : columns[column]) {
      Line line;
      line.page = page;
      line.column = static_cast<int>(column);
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i + 1 < row.size() && row[i + 1]->left - row[i]->right > 0.12 * row[i]->size) row[i]->space_after = true;
        line.words.push_back(std::move(*row[i]));
      }
      finish(line);
      lines.push_back(std::move(line));
    }
  return lines;
}

/// A line's words with numbers made one, so that "Page 3" and "Page 4" are the same, its size and its height on the page.
std::string key_of(const Line& line) {
  std::string out = fmt::format("{:.0f} {:.0f} ", line.size * 2, line.bottom / 4);
  for (const char c : collapse_space(line.text())) {
    if (is_digit(c)) {
      if (out.empty() || out.back() != '#') out.push_back('#');
    } else {
      out.push_back(c);
    }
  }
  return out;
}

// "3", "- 3 -", "Page 3 of 9", "iv"
bool is_page_number(const std::string& text) {
  std::string rest;
  for (const char c : text)
    if (c != ' ' && c != '-' && c != '.' && c != '[' && c != ']' && c != '|') rest.push_back(c);
  for (const std::string_view word : {"–", "—", "Page", "page", "PAGE", "of", "/"})
    for (std::size_t at = rest.find(word); at != std::string::npos; at = rest.find(word)) rest.erase(at, word.size());
  if (rest.empty() || rest.size() > 8) return false;
  return std::all_of(rest.begin(), rest.end(), is_digit) || (rest.size() <= 5 && rest.find_first_not_of("ivxl") == std::string::npos);
}

/// The lines at the edges of a page, from the edge on.
std::vector<std::size_t> at_edge(const Sheet& sheet, bool top) {
  std::vector<std::size_t> list;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    const Line& line = sheet.lines[i];
    if (top ? line.bottom < 0.15 * sheet.height : line.top > 0.85 * sheet.height) list.push_back(i);
  }
  std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
    return top ? sheet.lines[a].top < sheet.lines[b].top : sheet.lines[a].bottom > sheet.lines[b].bottom;
  });
  if (list.size() > 4) list.resize(4);
  return list;
}

/// Leaves out headers and footers that run through the pages, and page numbers.
void drop_running_lines(std::vector<Sheet>& sheets, double body_size) {
  for (const bool top : {true, false}) {
    std::map<std::string, std::set<std::size_t>> seen;
    for (std::size_t s = 0; s < sheets.size(); ++s)
      for (const std::size_t i : at_edge(sheets[s], top)) seen[key_of(sheets[s].lines[i])].insert(s);
    for (Sheet& sheet : sheets) {
      for (const std::size_t i : at_edge(sheet, top)) {
        Line& line = sheet.lines[i];
        const auto pages = seen[key_of(line)].size();
        // Headers of left and right pages differ, and each stands on half of them.
        const bool running = pages >= 2 && pages * 10 >= sheets.size() * 3;
        const bool at_rim = (top ? line.bottom < 0.05 * sheet.height : line.top > 0.95 * sheet.height) && line.size < 0.9 * body_size;
        if (!running && !at_rim && !is_page_number(line.text())) break;  // what is further inside is text
        line.left_out = true;
      }
    }
  }
}

bool share_column(const Line& a, const Line& b) {
  return std::min(a.right, b.right) - std::max(a.left, b.left) > 0;
}

/// Leaves out footnotes: small lines below all others of their column, of which the first has a mark.
void drop_footnotes(Sheet& sheet, double body_size) {
  std::vector<const Line*> marks;
  for (Line& line : sheet.lines) {
    if (line.left_out || line.size > 0.92 * body_size) continue;
    const std::string text = line.text();
    const bool marked =
        line.note_mark || is_note_mark(line.words.front().text) || (is_digit(text.front()) && text.find_first_not_of("0123456789") <= 3);
    const bool text_below = std::any_of(sheet.lines.begin(), sheet.lines.end(), [&](const Line& other) {
      return !other.left_out && other.size > 0.92 * body_size && other.top > line.bottom && share_column(line, other);
    });
    if (text_below || line.top < 0.4 * sheet.height) continue;
    const bool below_mark =
        std::any_of(marks.begin(), marks.end(), [&](const Line* mark) { return mark->top <= line.top && share_column(*mark, line); });
    if (!marked && !below_mark) continue;
    line.left_out = true;
    marks.push_back(&line);
  }
}

// The last letters of a text and the first of the next line, as far as they are one word.
std::string_view last_token(std::string_view text) {
  const std::size_t space = text.find_last_of(" \n\t(/“\"‘");
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

std::string_view first_token(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] != ' ' && text[end] != ',' && text[end] != '.' && text[end] != ';' && text[end] != ':' &&
         text[end] != ')' && text[end] != '?' && text[end] != '!')
    ++end;
  return text.substr(0, end);
}

/// Puts lines together again.
class Paragraphs {
 public:
  explicit Paragraphs(std::vector<const Line*> lines) : lines_(std::move(lines)) {
    std::vector<double> leadings;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      learn(lines_[i]->text());
      if (i > 0 && same_column(i)) leadings.push_back((lines_[i]->bottom - lines_[i - 1]->bottom) / lines_[i]->size);
    }
    leading_ = median(std::move(leadings), 1.2);
    find_margins();
  }

  std::string run() {
    std::string out;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string line = lines_[i]->text();
      if (i == 0) {
        out = line;
        continue;
      }
      switch (gap(i)) {
        case Gap::paragraph:
          out += "\n\n" + line;
          break;
        case Gap::line:
          out += "\n" + line;
          break;
        case Gap::none:
          join(out, line);
          break;
      }
    }
    return out;
  }

 private:
  enum class Gap { none, line, paragraph };

  bool same_column(std::size_t i) const {
    const Line &before = *lines_[i - 1], &line = *lines_[i];
    return before.page == line.page && before.column == line.column && line.top > before.top + 0.3 * line.size &&
           line.top - before.bottom < 4 * line.size && share_column(before, line);
  }

  /// The right margin of each line: that of the lines above and below it in its column.
  void find_margins() {
    right_.resize(lines_.size());
    left_.resize(lines_.size());
    for (std::size_t begin = 0; begin < lines_.size();) {
      std::size_t end = begin + 1;
      double right = lines_[begin]->right, left = lines_[begin]->left;
      while (end < lines_.size() && same_column(end)) {
        right = std::max(right, lines_[end]->right);
        left = std::min(left, lines_[end]->left);
        ++end;
      }
      for (std::size_t i = begin; i < end; ++i) right_[i] = right, left_[i] = left;
      begin = end;
    }
  }

  static bool ends_sentence(const Line& line) {
    const std::string& last = line.words.back().text;
    for (const std::string_view end : {".", "!", "?", ":", ";", ".”", ".\"", ".)", "?”"})
      if (last.ends_with(end)) return true;
    return false;
  }

  static bool starts_item(const Line& line) {
    const std::string& first = line.words.front().text;
    if (first == "•" || first == "–" || first == "-" || first == "*" || first == "▪" || first == "Article" || first == "ARTICLE")
      return true;
    if (first.size() < 2 || first.size() > 6) return false;
    const char end = first.back();
    if (first.front() == '(' && end == ')') return true;
    return (end == '.' || end == ')') && is_digit(first.front());
  }

  static bool starts_lower(const Line& line) {
    const char c = line.words.front().text.front();
    return c >= 'a' && c <= 'z';
  }

  Gap gap(std::size_t i) const {
    const Line &before = *lines_[i - 1], &line = *lines_[i];
    // A break where the next word would still have had room was meant.
    const double room = right_[i - 1] - before.right;
    const Word& next = line.words.front();
    bool meant = room > next.right - next.left + 0.4 * line.size;
    // Unless one line alone is longer than all others: a sentence goes on in a line that is nearly full.
    const double breadth = right_[i - 1] - left_[i - 1], used = before.right - left_[i - 1];
    if (meant && !ends_sentence(before) && !starts_item(line) && std::abs(line.left - before.left) < 0.5 * line.size &&
        used > (starts_lower(line) ? 0.6 : 0.88) * breadth)
      meant = false;
    const bool broken_word = before.words.back().text.ends_with("-") || before.words.back().text.ends_with("\u00AD");
    if (!same_column(i)) {
      if (std::abs(before.size - line.size) > 0.08 * line.size || before.bold != line.bold) return Gap::paragraph;
      if (starts_item(line) && !starts_lower(line)) return Gap::paragraph;
      return !ends_sentence(before) && (starts_lower(line) || broken_word || !meant) ? Gap::none : Gap::paragraph;
    }
    if (line.bottom - before.bottom > 1.25 * leading_ * std::max(line.size, before.size)) return Gap::paragraph;
    if (std::abs(before.size - line.size) > 0.08 * line.size || before.bold != line.bold) return Gap::paragraph;
    if (starts_item(line) && (ends_sentence(before) || meant || before.words.back().text.ends_with(","))) return Gap::paragraph;
    if (meant) return Gap::line;
    // The first line of a paragraph is set in, and those around it are not.
    const bool set_in = line.left > left_[i] + 0.8 * line.size && before.left < line.left - 0.8 * line.size;
    if (set_in && ends_sentence(before)) return Gap::paragraph;
    return Gap::none;
  }

  void learn(const std::string& line) {
    std::size_t at = 0;
    while (at < line.size()) {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      // The last word of a line may be half of one.
      if (end < line.size()) known_.insert(std::string(first_token(std::string_view(line).substr(at, end - at))));
      at = end + 1;
    }
  }

  void join(std::string& out, const std::string& line) const {
    if (out.ends_with("\u00AD")) {
      out.erase(out.size() - 2);
      out += line;
      return;
    }
    if (out.ends_with("-") && out.size() > 1 && out[out.size() - 2] != ' ' && out[out.size() - 2] != '-') {
      const std::string left(last_token(std::string_view(out).substr(0, out.size() - 1)));
      const std::string right(first_token(line));
      const bool as_one = known_.contains(left + right), with_hyphen = known_.contains(left + "-" + right);
      const bool lower = !right.empty() && (right.front() < 'A' || right.front() > 'Z') && !is_digit(right.front());
      // "cooper-" and "ation", but "Jong-" and "Un", and what is written with a hyphen elsewhere.
      if (as_one || (!with_hyphen && lower && !left.empty() && !is_digit(left.back()) && left.find('-') == std::string::npos))
        out.pop_back();
      out += line;
      return;
    }
    // A dash that joins names at the end of a line has no space behind.
    if (out.ends_with("—") && !out.ends_with(" —")) {
      out += line;
      return;
    }
    out += " " + line;
  }

  std::vector<const Line*> lines_;
  std::vector<double> right_, left_;
  double leading_ = 1.2;
  std::unordered_set<std::string> known_;
};

void swallow(const std::string& /*message*/, void* /*closure*/) {}

}  // namespace

Certainty recognise_pdf(std::string_view head) {
  // Readers allow for bytes before it.
  return head.substr(0, 1024).find("%PDF-") != std::string_view::npos ? Certainty::yes : Certainty::no;
}

void read_pdf(const Input& input, Found& found) {
  static std::once_flag quiet;
  std::call_once(quiet, [] { poppler::set_debug_error_function(swallow, nullptr); });  // it prints to standard error otherwise
  std::string bytes;
  if (!read_whole(input, found, bytes, largest_file)) return;
  if (recognise_pdf(bytes) == Certainty::no) return found.refuse(input, "I016", "not a PDF file");
  const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) return found.refuse(input, "I016", "the PDF is damaged");
  if (document->is_locked()) return found.refuse(input, "I015", "the PDF is encrypted; save it without a password");
  const int pages = document->pages();
  if (pages <= 0) return found.refuse(input, "I016", "the PDF is damaged: it has no page");
  if (pages > most_pages) return found.refuse(input, "I008", fmt::format("the PDF has more than {} pages", most_pages));
  std::vector<Sheet> sheets;
  std::vector<int> without_text;
  std::size_t letters = 0;
  std::map<double, std::size_t> sizes;
  for (int i = 0; i < pages; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (!page) {
      found.refuse(input, "I016", fmt::format("page {} of the PDF is damaged and left out", i + 1), Severity::warning);
      continue;
    }
    Sheet sheet;
    sheet.width = page->page_rect().width(), sheet.height = page->page_rect().height();
    if (page->orientation() == poppler::page::landscape || page->orientation() == poppler::page::seascape)
      std::swap(sheet.width, sheet.height);
    sheet.lines = lines_of(words_of(*page), i);
    if (sheet.lines.empty()) without_text.push_back(i + 1);
    for (const Line& line : sheet.lines)
      for (const Word& word : line.words) letters += word.text.size(), sizes[word.size] += word.text.size();
    if (letters > largest_document)
      return found.refuse(input, "I008", fmt::format("the text is larger than {} MB", largest_document >> 20U));
    sheets.push_back(std::move(sheet));
  }
  if (letters == 0)
    return found.refuse(input, "I009",
                        "the PDF has no text layer (a scan, perhaps); pacta does not read pictures: run an OCR program on it");
  if (!without_text.empty())
    found.refuse(
        input, "I009",
        fmt::format("{} of {} pages of the PDF have no text, the first is page {}", without_text.size(), pages, without_text.front()),
        Severity::warning);
  const double body_size =
      std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
  drop_running_lines(sheets, body_size);
  std::vector<const Line*> lines;
  for (Sheet& sheet : sheets) {
    drop_footnotes(sheet, body_size);
    for (const Line& line : sheet.lines)
      if (!line.left_out) lines.push_back(&line);
  }
  Source source;
  source.media_type = "application/pdf";
  TextWriter out;
  out.preformatted(Paragraphs(std::move(lines)).run());
  source.text = out.take();
  source.title = collapse_space(to_utf8(document->get_title()));
  // What programs put there is no title.
  for (const std::string_view junk : {"Microsoft Word", "Untitled", "untitled", "about:blank", "file://"})
    if (source.title.starts_with(junk)) source.title.clear();
  source.author = collapse_space(to_utf8(document->get_author()));
  source.date = iso_date(to_utf8(document->info_key("CreationDate")));
  hand_over(input, found, std::move(source));
}

}  // namespace pacta
