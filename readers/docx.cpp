// Word documents (Office Open XML): the paragraphs of the main part, with the numbers that Word counts, without notes, headers, deleted and
// hidden words.
#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/utf8.h"
#include "readers/date.h"
#include "readers/encoding.h"
#include "readers/reader.h"
#include "readers/roman.h"
#include "readers/text_writer.h"
#include "readers/xml.h"

namespace pacta {

namespace {

constexpr std::uint64_t largest_file = std::uint64_t{256} << 20U;
constexpr std::uint64_t largest_part = std::uint64_t{128} << 20U;  // markup takes several times the room of its text
constexpr std::size_t most_parts = 10000;
constexpr std::string_view ole_magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

struct ArchiveCloser {
  void operator()(archive* a) const { archive_read_free(a); }
};

using Parts = std::map<std::string, std::string>;

/// The parts of the package that are read. The error is a clause.
tl::expected<Parts, std::string> unpack(std::string_view bytes) {
  const std::unique_ptr<archive, ArchiveCloser> zip(archive_read_new());
  archive_read_support_format_zip(zip.get());
  if (archive_read_open_memory(zip.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return tl::unexpected(std::string("the ZIP archive is damaged"));
  Parts parts;
  archive_entry* entry = nullptr;
  std::vector<char> buffer(std::size_t{1} << 16U);
  for (std::size_t count = 0;; ++count) {
    const int status = archive_read_next_header(zip.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return tl::unexpected(std::string("the ZIP archive is damaged"));
    if (count >= most_parts) return tl::unexpected(fmt::format("the ZIP archive holds more than {} files", most_parts));
    if (archive_entry_is_encrypted(entry) != 0) return tl::unexpected(std::string("the file is encrypted"));
    const char* raw = archive_entry_pathname(entry);
    const std::string name = raw == nullptr ? "" : raw;
    const bool wanted = name == "word/document.xml" || name == "word/numbering.xml" || name == "word/styles.xml" ||
                        name == "docProps/core.xml" || name == "mimetype";
    if (!wanted) continue;
    std::string& part = parts[name];
    part.clear();
    for (;;) {
      const auto size = archive_read_data(zip.get(), buffer.data(), buffer.size());
      if (size == 0) break;
      if (size < 0) return tl::unexpected(fmt::format("the ZIP archive is damaged in '{}'", name));
      part.append(buffer.data(), static_cast<std::size_t>(size));
      if (part.size() > largest_part) return tl::unexpected(fmt::format("'{}' expands to more than {} MB", name, largest_part >> 20U));
    }
  }
  return parts;
}

std::string_view value_of(const pugi::xml_node& node, std::string_view child) {
  return attribute_of(child_of(node, child), "val");
}

int to_int(std::string_view digits, int otherwise) {
  if (digits.empty() || digits.size() > 6) return otherwise;
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return otherwise;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_on(const pugi::xml_node& properties, std::string_view name) {
  const pugi::xml_node node = child_of(properties, name);
  if (!node) return false;
  const std::string_view value = attribute_of(node, "val");
  return value != "0" && value != "false" && value != "off";
}

std::string in_letters(int number, char first) {
  // Word repeats the letter behind "z": aa, bb.
  if (number < 1 || number > 26 * 20) return std::to_string(number);
  return std::string(static_cast<std::size_t>((number - 1) / 26 + 1), static_cast<char>(first + (number - 1) % 26));
}

std::string in_roman(int number, bool upper) {
  if (number < 1 || number > 3999) return std::to_string(number);
  std::string out = in_roman_letters(number);
  if (upper)
    for (char& c : out) c = static_cast<char>(c - 32);
  return out;
}

/// Counts what Word numbers by itself.
class Numbering {
 public:
  void read(const pugi::xml_node& root) {
    for (const pugi::xml_node& node : root.children()) {
      if (local_name(node) == "abstractNum") {
        auto& levels = abstract_[std::string(attribute_of(node, "abstractNumId"))];
        for (const pugi::xml_node& level : node.children())
          if (local_name(level) == "lvl") levels[to_int(attribute_of(level, "ilvl"), 0)] = read_level(level);
      } else if (local_name(node) == "num") {
        Instance& instance = instances_[std::string(attribute_of(node, "numId"))];
        instance.abstract = value_of(node, "abstractNumId");
        for (const pugi::xml_node& change : node.children()) {
          if (local_name(change) != "lvlOverride") continue;
          const int level = to_int(attribute_of(change, "ilvl"), 0);
          if (const auto start = value_of(change, "startOverride"); !start.empty()) instance.starts[level] = to_int(start, 1);
          if (const pugi::xml_node changed = child_of(change, "lvl")) instance.levels[level] = read_level(changed);
        }
      }
    }
  }

  /// The mark of the next paragraph of a list, with a space behind; empty if it has none.
  std::string next(const std::string& id, int level) {
    const auto found = instances_.find(id);
    if (found == instances_.end() || level < 0 || level > 8) return {};
    Instance& instance = found->second;
    const Level* own = level_of(instance, level);
    if (own == nullptr) return {};
    // Lists of one definition go on counting, but an instance with a start of its own begins anew.
    auto& counts = counts_[instance.abstract];
    if (const auto start = instance.starts.find(level); start != instance.starts.end() && !instance.begun)
      counts[level] = start->second - 1;
    instance.begun = true;
    if (!counts.contains(level)) counts[level] = own->start - 1;
    ++counts[level];
    counts.erase(counts.upper_bound(level), counts.end());
    if (own->format == "bullet") return "- ";
    if (own->format == "none") return {};
    std::string mark;
    for (std::size_t i = 0; i < own->text.size(); ++i) {
      if (own->text[i] != '%' || i + 1 >= own->text.size() || own->text[i + 1] < '1' || own->text[i + 1] > '9') {
        mark.push_back(own->text[i]);
        continue;
      }
      const int of = own->text[++i] - '1';
      const Level* other = level_of(instance, of);
      const auto count = counts.find(of);
      mark += written(count == counts.end() ? (other == nullptr ? 1 : other->start) : count->second,
                      other == nullptr || own->legal ? "decimal" : std::string_view(other->format));
    }
    if (!mark.empty()) mark.push_back(' ');
    return mark;
  }

 private:
  struct Level {
    std::string format = "decimal", text;
    int start = 1;
    bool legal = false;
  };
  struct Instance {
    std::string abstract;
    std::map<int, int> starts;
    std::map<int, Level> levels;
    bool begun = false;
  };

  static Level read_level(const pugi::xml_node& node) {
    Level level;
    level.format = value_of(node, "numFmt");
    level.text = value_of(node, "lvlText");
    level.start = to_int(value_of(node, "start"), 1);
    level.legal = is_on(node, "isLgl");
    return level;
  }

  const Level* level_of(const Instance& instance, int level) const {
    if (const auto own = instance.levels.find(level); own != instance.levels.end()) return &own->second;
    const auto abstract = abstract_.find(instance.abstract);
    if (abstract == abstract_.end()) return nullptr;
    const auto found = abstract->second.find(level);
    return found == abstract->second.end() ? nullptr : &found->second;
  }

  static std::string written(int number, std::string_view format) {
    if (format == "lowerLetter") return in_letters(number, 'a');
    if (format == "upperLetter") return in_letters(number, 'A');
    if (format == "lowerRoman") return in_roman(number, false);
    if (format == "upperRoman") return in_roman(number, true);
    if (format == "decimalZero" && number < 10) return fmt::format("0{}", number);
    return std::to_string(number);
  }

  std::map<std::string, std::map<int, Level>> abstract_;
  std::map<std::string, Instance> instances_;
  std::map<std::string, std::map<int, int>> counts_;
};

/// A paragraph's place in a list.
struct ListPlace {
  std::string id;
  int level = 0;
};

class Body {
 public:
  Body(Numbering& numbering, const pugi::xml_node& styles) : numbering_(numbering) {
    for (const pugi::xml_node& style : styles.children()) {
      if (local_name(style) != "style") continue;
      Style& s = styles_[std::string(attribute_of(style, "styleId"))];
      s.base = value_of(style, "basedOn");
      s.list = list_of(child_of(style, "pPr"));
      s.contents = value_of(style, "name").starts_with("toc ") || value_of(style, "name").starts_with("TOC ");
    }
  }

  void write(const pugi::xml_node& node, TextWriter& out) {
    for (const pugi::xml_node& child : node.children()) block(child, out);
  }

 private:
  struct Style {
    std::string base;
    std::optional<ListPlace> list;
    bool contents = false;
  };

  static std::optional<ListPlace> list_of(const pugi::xml_node& properties) {
    const pugi::xml_node list = child_of(properties, "numPr");
    if (!list) return std::nullopt;
    return ListPlace{std::string(value_of(list, "numId")), to_int(value_of(list, "ilvl"), 0)};
  }

  void block(const pugi::xml_node& node, TextWriter& out) {
    const std::string_view name = local_name(node);
    if (name == "p") return paragraph(node, out);
    if (name == "tbl") return table(node, out);
    if (name == "sdt") {
      // A table of contents repeats the headings.
      const pugi::xml_node gallery = child_of(child_of(child_of(node, "sdtPr"), "docPartObj"), "docPartGallery");
      if (attribute_of(gallery, "val") == "Table of Contents") return;
      return write(child_of(node, "sdtContent"), out);
    }
    if (name == "del" || name == "moveFrom" || name == "sectPr") return;
    if (name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag") write(node, out);
    if (name == "AlternateContent") write(child_of(node, "Choice"), out);
  }

  void paragraph(const pugi::xml_node& node, TextWriter& out) {
    const pugi::xml_node properties = child_of(node, "pPr");
    std::string style(value_of(properties, "pStyle"));
    std::optional<ListPlace> list = list_of(properties);
    bool contents = false;
    for (int n = 0; n < 20 && !style.empty(); ++n) {
      const auto found = styles_.find(style);
      if (found == styles_.end()) break;
      contents = contents || found->second.contents;
      if (!list) list = found->second.list;
      style = found->second.base;
    }
    if (contents) return;
    TextWriter words;
    runs(node, words);
    out.paragraph();
    // An empty paragraph of a list is counted by Word, too.
    const std::string mark = list && list->id != "0" ? numbering_.next(list->id, list->level) : std::string();
    if (words.text().empty()) return;
    out.begin();
    out.preformatted(mark);
    out.preformatted(words.text());
    out.paragraph();
  }

  void runs(const pugi::xml_node& node, TextWriter& out) {
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = local_name(child);
      if (name == "r") {
        run(child, out);
      } else if (name == "hyperlink" || name == "ins" || name == "moveTo" || name == "smartTag" || name == "fldSimple" ||
                 name == "sdtContent" || name == "customXml" || name == "dir" || name == "bdo") {
        runs(child, out);
      } else if (name == "sdt") {
        runs(child_of(child, "sdtContent"), out);
      } else if (name == "AlternateContent") {
        runs(child_of(child, "Choice"), out);
      }
    }
  }

  static void run(const pugi::xml_node& node, TextWriter& out) {
    if (is_on(child_of(node, "rPr"), "vanish")) return;
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = local_name(child);
      if (name == "t")
        out.words(child.text().get());
      else if (name == "tab" || name == "ptab")
        out.space();
      else if (name == "br" || name == "cr")
        out.line();
      else if (name == "noBreakHyphen")
        out.words("-");
    }
  }

  void table(const pugi::xml_node& node, TextWriter& out) {
    out.paragraph();
    for (const pugi::xml_node& row : node.children()) {
      if (local_name(row) != "tr") continue;
      std::vector<std::string> cells;
      bool paragraphs = false;
      for (const pugi::xml_node& cell : row.children()) {
        if (local_name(cell) != "tc") continue;
        TextWriter words;
        write(cell, words);
        paragraphs = paragraphs || words.text().find('\n') != std::string::npos;
        cells.push_back(words.take());
      }
      // Cells of data stand on a line; those that lay out a page are texts of their own.
      out.line();
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].empty()) continue;
        if (i > 0) paragraphs ? out.paragraph() : out.tab();
        out.preformatted(cells[i]);
      }
      out.line();
    }
    out.paragraph();
  }

  Numbering& numbering_;
  std::map<std::string, Style> styles_;
};

bool holds_wide(std::string_view bytes, std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) {
    wide.push_back(c);
    wide.push_back('\0');
  }
  return bytes.find(wide) != std::string_view::npos;
}

}  // namespace

Certainty recognise_docx(std::string_view head) {
  if (head.starts_with(ole_magic)) return Certainty::maybe;
  if (!head.starts_with("PK\x03\x04")) return Certainty::no;
  return head.find("word/") != std::string_view::npos ? Certainty::yes : Certainty::maybe;
}

void read_docx(const Input& input, Found& found) {
  std::string bytes;
  if (!read_whole(input, found, bytes, largest_file)) return;
  if (bytes.starts_with(ole_magic)) {
    if (holds_wide(bytes, "EncryptedPackage")) return found.refuse(input, "I015", "the document is encrypted; save it without a password");
    return found.refuse(input, "I016", "a document of an old Office format; save it as .docx");
  }
  if (!bytes.starts_with("PK")) return found.refuse(input, "I016", "not a Word document (.docx): the file is no ZIP archive");
  auto parts = unpack(bytes);
  if (!parts)
    return found.refuse(input, parts.error() == "the file is encrypted" ? "I015" : "I016", fmt::format("not read: {}", parts.error()));
  if (!parts->contains("word/document.xml"))
    return found.refuse(input, "I016",
                        parts->contains("mimetype") ? "an OpenDocument or EPUB file, not a Word document; save it as .docx"
                                                    : "a ZIP archive that holds no Word document");
  std::map<std::string, pugi::xml_document> xml;
  for (auto& [name, part] : *parts) {
    if (!name.ends_with(".xml")) continue;
    const std::string where = fmt::format("{}: {}", input.path == "-" ? "standard input" : input.path, name);
    const std::string charset = declared_charset(part);
    auto text = decode_file(std::move(part), charset, where);
    if (!text) return found.problem(text.error());
    if (auto parsed = parse_xml(*text, where, xml[name]); !parsed) return found.problem(parsed.error());
  }
  Numbering numbering;
  numbering.read(child_of(xml["word/numbering.xml"], "numbering"));
  const pugi::xml_node body = child_of(child_of(xml["word/document.xml"], "document"), "body");
  Source source;
  source.media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  TextWriter out;
  Body(numbering, child_of(xml["word/styles.xml"], "styles")).write(body, out);
  source.text = out.take();
  const pugi::xml_node core = child_of(xml["docProps/core.xml"], "coreProperties");
  source.title = child_of(core, "title").text().get();
  source.author = child_of(core, "creator").text().get();
  source.date = iso_date(child_of(core, "created").text().get());
  source.language = child_of(core, "language").text().get();
  hand_over(input, found, std::move(source));
}

}  // namespace pacta
