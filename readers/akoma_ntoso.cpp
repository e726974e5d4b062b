// Akoma Ntoso (OASIS LegalDocML 1.0 and the drafts before it): the words, and the parts of the text as the XML marks them.
#include <algorithm>
#include <array>
#include <memory>

#include "base/text.h"
#include "parser/structure.h"
#include "readers/date.h"
#include "readers/encoding.h"
#include "readers/reader.h"
#include "readers/text_writer.h"
#include "readers/xml.h"

namespace pacta {

namespace {

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 17> document_types{
    "act",      "bill",           "doc",           "statement",  "debate",          "debateReport",
    "judgment", "amendment",      "amendmentList", "akomantoso", "officialGazette", "documentCollection",
    "portion",  "collectionBody", "components",    "component",  "attachments"};

// Elements that are no text of the document.
constexpr std::array<std::string_view, 13> left_out{"meta", "authorialNote", "noteRef", "toc", "coverPage", "del",         "remark",
                                                    "img",  "fillIn",        "marker",  "eop", "change",    "componentRef"};

// Elements within a line.
constexpr std::array<std::string_view, 46> inline_elements{"a",
                                                           "abbr",
                                                           "affectedDocument",
                                                           "authority",
                                                           "b",
                                                           "caption",
                                                           "concept",
                                                           "date",
                                                           "decoration",
                                                           "def",
                                                           "docAuthority",
                                                           "docCommittee",
                                                           "docDate",
                                                           "docIntroducer",
                                                           "docJurisdiction",
                                                           "docketNumber",
                                                           "docNumber",
                                                           "docProponent",
                                                           "docPurpose",
                                                           "docStage",
                                                           "docStatus",
                                                           "docTitle",
                                                           "docType",
                                                           "entity",
                                                           "event",
                                                           "extractText",
                                                           "i",
                                                           "inline",
                                                           "ins",
                                                           "legislature",
                                                           "location",
                                                           "mod",
                                                           "mref",
                                                           "neutralCitation",
                                                           "num",
                                                           "omissis",
                                                           "opinion",
                                                           "organization",
                                                           "person",
                                                           "quantity",
                                                           "quotedText",
                                                           "ref",
                                                           "role",
                                                           "rref",
                                                           "span",
                                                           "term"};

struct Unit {
  std::string_view name;
  ProvisionKind kind;
};
constexpr std::array<Unit, 27> units{{{"part", ProvisionKind::part},
                                      {"book", ProvisionKind::part},
                                      {"tome", ProvisionKind::part},
                                      {"division", ProvisionKind::part},
                                      {"subpart", ProvisionKind::part},
                                      {"title", ProvisionKind::title},
                                      {"subtitle", ProvisionKind::title},
                                      {"chapter", ProvisionKind::chapter},
                                      {"subchapter", ProvisionKind::chapter},
                                      {"section", ProvisionKind::section},
                                      {"article", ProvisionKind::article},
                                      {"rule", ProvisionKind::article},
                                      {"proviso", ProvisionKind::paragraph},
                                      {"subsection", ProvisionKind::paragraph},
                                      {"subdivision", ProvisionKind::section},
                                      {"paragraph", ProvisionKind::paragraph},
                                      {"subparagraph", ProvisionKind::paragraph},
                                      {"clause", ProvisionKind::paragraph},
                                      {"subclause", ProvisionKind::paragraph},
                                      {"subrule", ProvisionKind::paragraph},
                                      {"point", ProvisionKind::paragraph},
                                      {"indent", ProvisionKind::paragraph},
                                      {"alinea", ProvisionKind::paragraph},
                                      {"item", ProvisionKind::paragraph},
                                      {"level", ProvisionKind::paragraph},
                                      {"limb", ProvisionKind::paragraph},
                                      {"transitional", ProvisionKind::paragraph}}};

std::string plain_text(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
      out += child.value();
    else if (!is_one_of(local_name(child), left_out))
      out += plain_text(child);
  }
  return collapse_space(out);
}

/// "Article 5." as 5, "(a)" as a, "§ 12" as 12, "CHAPTER ONE" as ONE.
std::string bare_number(std::string number) {
  static constexpr std::array<std::string_view, 20> words{"article", "art.",       "art",      "section",  "sec.",  "chapter", "part",
                                                          "title",   "paragraph",  "para.",    "para",     "annex", "point",   "rule",
                                                          "clause",  "subsection", "appendix", "schedule", "no.",   "§"};
  std::string lower = number;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  for (const std::string_view word : words)
    if (lower.starts_with(word) && (lower.size() == word.size() || lower[word.size()] == ' ' || word == "§")) {
      number.erase(0, word.size());
      break;
    }
  const auto is_mark = [](char c) { return c == ' ' || c == '(' || c == ')' || c == '.' || c == ':' || c == '-' || c == '[' || c == ']'; };
  for (;;) {
    if (!number.empty() && is_mark(number.front()))
      number.erase(0, 1);
    else if (number.starts_with("–") || number.starts_with("—"))
      number.erase(0, 3);
    else
      break;
  }
  for (;;) {
    if (!number.empty() && is_mark(number.back()))
      number.pop_back();
    else if (number.ends_with("–") || number.ends_with("—"))
      number.erase(number.size() - 3);
    else
      break;
  }
  return number;
}

class Writer {
 public:
  std::string text;
  TreatyStructure structure;
  bool has_articles = false, has_sections = false;

  void run(const pugi::xml_node& document) {
    children(document);
    text = out_.take();
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '\t')) text.pop_back();
    finish();
    if (structure.title.empty() && !long_title_.empty()) structure.title = long_title_;
  }

  /// Words that open the text where the document itself has no title.
  void title_line(const std::string& title) {
    const std::size_t begin = out_.begin();
    out_.words(title);
    structure.title = span(begin);
    out_.paragraph();
  }

 private:
  [[nodiscard]] Span span(std::size_t begin) const { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(out_.size())}; }

  void children(const pugi::xml_node& node) {
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
        out_.words(child.value());
      else if (child.type() == pugi::node_element)
        element(child);
    }
  }

  // White space between blocks is layout of the XML.
  void blocks(const pugi::xml_node& node) {
    for (const pugi::xml_node& child : node.children())
      if (child.type() == pugi::node_element) element(child);
  }

  void start_block() {
    if (joined_)
      joined_ = false;
    else
      out_.paragraph();
  }

  void element(const pugi::xml_node& node) {
    std::string_view name = local_name(node);
    if (name == "hcontainer" || name == "container") {
      const std::string_view own = attribute_of(node, "name");
      if (!own.empty()) name = own;
    }
    if (is_one_of(name, left_out)) return;
    if (name == "eol" || name == "br") return out_.line();
    if (name == "docTitle") return marked(node, structure.title);
    if (name == "quotedStructure" || name == "embeddedStructure" || name == "embeddedText") {
      // Parts of another text.
      ++quoted_;
      start_block();
      blocks(node);
      --quoted_;
      return out_.paragraph();
    }
    if (is_one_of(name, inline_elements) || name == "sup" || name == "sub" || name == "u" || name == "span" || name == "placeholder" ||
        name == "signature" || name == "remark" || name == "time" || name == "object" || name == "process" || name == "rmod" ||
        name == "tocItem")
      return children(node);
    if (name == "p" || name == "block" || name == "longTitle" || name == "shortTitle" || name == "heading" || name == "subheading" ||
        name == "crossHeading" || name == "listIntroduction" || name == "listWrapUp" || name == "li" || name == "formula") {
      start_block();
      if (name == "longTitle") {
        const std::size_t begin = out_.begin();
        children(node);
        if (long_title_.empty()) long_title_ = span(begin);
      } else {
        children(node);
      }
      return out_.paragraph();
    }
    if (name == "tr") {
      out_.line();
      blocks(node);
      return out_.line();
    }
    if (name == "td" || name == "th") {
      if (node.previous_sibling()) out_.tab();
      joined_ = true;
      blocks(node);
      joined_ = false;
      return out_.space();
    }
    if (name == "preamble") return enclosed(node, structure.preamble);
    if (name == "conclusions") return enclosed(node, structure.conclusion);
    if (name == "attachment" || name == "annex") return annex(node);
    if (quoted_ == 0)
      for (const Unit& unit : units)
        if (unit.name == name) return provision(node, unit.kind);
    // Any other container, known or not, holds blocks; one without elements holds words.
    if (child_of_any(node)) {
      if (const pugi::xml_node number = child_of(node, "num"); number && quoted_ > 0) {
        start_block();
        children(number);
        out_.space();
        joined_ = true;
      }
      return blocks_after_number(node);
    }
    start_block();
    children(node);
    out_.paragraph();
  }

  static bool child_of_any(const pugi::xml_node& node) {
    return std::any_of(node.begin(), node.end(), [](const pugi::xml_node& child) { return child.type() == pugi::node_element; });
  }

  void blocks_after_number(const pugi::xml_node& node) {
    for (const pugi::xml_node& child : node.children())
      if (child.type() == pugi::node_element && !(quoted_ > 0 && local_name(child) == "num")) element(child);
  }

  void marked(const pugi::xml_node& node, Span& to) {
    const std::size_t begin = out_.begin();
    children(node);
    if (to.empty()) to = span(begin);
  }

  void enclosed(const pugi::xml_node& node, Span& to) {
    start_block();
    const std::size_t begin = out_.begin();
    blocks(node);
    if (to.empty() && annexes_ == 0) to = span(begin);
    out_.paragraph();
  }

  /// `attachment` holds a `doc` with a heading or preface of its own.
  void annex(const pugi::xml_node& node) {
    ++annexes_;
    Provision p;
    p.kind = ProvisionKind::annex;
    const pugi::xml_node heading = child_of(node, "heading");
    std::string number = plain_text(child_of(node, "num"));
    // "Annex I" is a number, whatever the element that holds it.
    const bool numbered = number.empty() && plain_text(heading).size() <= 12;
    if (numbered) number = plain_text(heading);
    p.number = bare_number(number);
    const auto parent = std::exchange(parent_, open(p));
    start_block();
    if (const pugi::xml_node num = child_of(node, "num")) children(num), out_.line();
    head_end(heading, true);
    if (numbered) structure.provisions.back().heading = {};
    for (const pugi::xml_node& child : node.children())
      if (child.type() == pugi::node_element && local_name(child) != "num" && local_name(child) != "heading") element(child);
    close(std::exchange(parent_, parent));
    out_.paragraph();
    --annexes_;
  }

  void provision(const pugi::xml_node& node, ProvisionKind kind) {
    const pugi::xml_node num = child_of(node, "num"), heading = child_of(node, "heading"), subheading = child_of(node, "subheading");
    std::string label = bare_number(plain_text(num));
    const bool paragraph = kind == ProvisionKind::paragraph;
    has_articles = has_articles || kind == ProvisionKind::article;
    has_sections = has_sections || kind == ProvisionKind::section;
    start_block();
    // A paragraph without a number cannot be named: its words are its parent's.
    const bool named = !label.empty() || !paragraph;
    const auto parent = parent_;
    if (named) {
      Provision p;
      p.kind = kind;
      p.number = paragraph && parent_ >= 0 && is_numbered_unit(parent_) ? at(parent_).number + "(" + label + ")" : label;
      parent_ = open(p);
    }
    if (num) {
      children(num);
      paragraph ? out_.space() : out_.line();
    }
    if (heading || subheading) {
      head_end(heading, named);
      if (subheading) {
        out_.line();
        children(subheading);
      }
      out_.paragraph();
    } else {
      joined_ = paragraph && num;
      if (!paragraph) out_.paragraph();
      if (named) header_end_[static_cast<std::size_t>(parent_)] = out_.size();
    }
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = local_name(child);
      if (child.type() == pugi::node_element && name != "num" && name != "heading" && name != "subheading") element(child);
    }
    joined_ = false;
    if (named) close(std::exchange(parent_, parent));
    out_.paragraph();
  }

  // Paths begin at an article, or at a section where sections are the units.
  [[nodiscard]] bool is_numbered_unit(std::int32_t index) const {
    const ProvisionKind kind = at(index).kind;
    return kind == ProvisionKind::article || kind == ProvisionKind::paragraph || kind == ProvisionKind::section;
  }

  [[nodiscard]] const Provision& at(std::int32_t index) const { return structure.provisions[static_cast<std::size_t>(index)]; }

  std::int32_t open(Provision p) {
    p.parent = parent_;
    p.whole.begin = static_cast<std::uint32_t>(out_.begin());
    structure.provisions.push_back(std::move(p));
    header_end_.push_back(out_.size());
    return static_cast<std::int32_t>(structure.provisions.size() - 1);
  }

  void head_end(const pugi::xml_node& heading, bool named) {
    if (heading) {
      const std::size_t begin = out_.begin();
      children(heading);
      if (named) structure.provisions[static_cast<std::size_t>(parent_)].heading = span(begin);
      out_.paragraph();
    }
    if (named) header_end_[static_cast<std::size_t>(parent_)] = out_.size();
  }

  void close(std::int32_t index) {
    structure.provisions[static_cast<std::size_t>(index)].whole.end = static_cast<std::uint32_t>(out_.size());
  }

  // An element without words may have left a gap behind.
  void tidy(Span& span) const {
    const auto is_gap = [&](std::uint32_t at) { return text[at] == ' ' || text[at] == '\n' || text[at] == '\t'; };
    span.end = std::min(span.end, static_cast<std::uint32_t>(text.size()));
    while (span.end > span.begin && is_gap(span.end - 1)) --span.end;
    while (span.begin < span.end && is_gap(span.begin)) ++span.begin;
    if (span.empty()) span.begin = span.end;
  }

  void finish() {
    for (Span* span : {&structure.title, &structure.preamble, &structure.conclusion, &long_title_}) tidy(*span);
    for (std::size_t i = 0; i < structure.provisions.size(); ++i) {
      Provision& p = structure.provisions[i];
      p.body = {static_cast<std::uint32_t>(header_end_[i]), p.whole.end};
      for (Span* span : {&p.whole, &p.heading, &p.body}) tidy(*span);
    }
  }

  TextWriter out_;
  std::vector<std::size_t> header_end_;  // of each provision: where its number and heading end
  std::int32_t parent_ = -1;
  int quoted_ = 0, annexes_ = 0;
  bool joined_ = false;  // the next block stands on the line of its number
  Span long_title_;
};

pugi::xml_node find(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    if (local_name(child) == name) return child;
    if (const pugi::xml_node inner = find(child, name)) return inner;
  }
  return {};
}

/// Whom an author's reference names, by the list of references.
std::string author_of(const pugi::xml_node& meta, const pugi::xml_node& work) {
  std::string_view reference = attribute_of(child_of(work, "FRBRauthor"), "href");
  if (reference.empty()) return {};
  if (reference.front() == '#')
    for (const pugi::xml_node& list : meta.children())
      if (local_name(list) == "references")
        for (const pugi::xml_node& entry : list.children())
          if (attribute_of(entry, "eId") == reference.substr(1) || attribute_of(entry, "id") == reference.substr(1))
            return std::string(attribute_of(entry, "showAs"));
  return {};
}

bool is_treaty_title(std::string_view title) {
  for (const std::string_view word : {"reaty", "greement", "onvention", "rotocol", "harter", "ovenant", "emorandum", "TREATY", "AGREEMENT",
                                      "CONVENTION", "PROTOCOL", "CHARTER", "COVENANT", "MEMORANDUM"})
    if (title.find(word) != std::string_view::npos) return true;
  return false;
}

}  // namespace

Certainty recognise_akoma_ntoso(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t begin = head.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || head[begin] != '<' || begin + 1 >= head.size()) return Certainty::no;
  const std::size_t root = head.find("akomaNtoso");
  if (root != std::string_view::npos && root > 0) {
    const std::size_t tag = head.rfind('<', root);
    if (tag != std::string_view::npos && (head[root - 1] == '<' || head[root - 1] == ':') && root - tag < 40) return Certainty::yes;
  }
  // Other XML, so that the message is about that, and its tags are not taken for words.
  const char next = head[begin + 1];
  const bool markup = next == '?' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
  return markup && recognise_html(head) == Certainty::no ? Certainty::maybe : Certainty::no;
}

void read_akoma_ntoso(const Input& input, Found& found) {
  std::string bytes;
  if (!read_whole(input, found, bytes)) return;
  const std::string charset = declared_charset(bytes);
  auto text = decode_file(std::move(bytes), charset, input.path);
  if (!text) return found.problem(text.error());
  pugi::xml_document xml;
  if (auto parsed = parse_xml(*text, input.path, xml); !parsed) return found.problem(parsed.error());
  const pugi::xml_node root = child_of(xml, "akomaNtoso");
  if (!root) return found.refuse(input, "I017", "the XML is not Akoma Ntoso, nor of another kind that is read");
  pugi::xml_node document;
  for (const pugi::xml_node& child : root.children())
    if (child.type() == pugi::node_element && is_one_of(local_name(child), document_types)) {
      document = child;
      break;
    }
  if (!document) return found.refuse(input, "I017", "the Akoma Ntoso file holds no document");
  Source source;
  source.media_type = "application/akn+xml";
  const pugi::xml_node meta = find(document, "meta"), identification = child_of(meta, "identification");
  const pugi::xml_node work = child_of(identification, "FRBRWork"), expression = child_of(identification, "FRBRExpression");
  source.date = iso_date(attribute_of(child_of(work, "FRBRdate"), "date"));
  // Placeholders of editors that must give a date.
  if (source.date.size() >= 4 && (source.date < "1500" || source.date >= "2500")) source.date.clear();
  source.language = attribute_of(child_of(expression, "FRBRlanguage"), "language");
  source.author = author_of(meta, work);
  if (const auto uri = attribute_of(child_of(work, "FRBRuri"), "value"); uri.starts_with("http")) source.url = uri;
  const std::string alias(attribute_of(child_of(work, "FRBRalias"), "value"));
  Writer writer;
  if (!find(document, "docTitle") && !find(document, "longTitle") && !alias.empty()) writer.title_line(alias);
  writer.run(document);
  source.title = collapse_space(writer.structure.title.of(writer.text));
  if (source.title.empty()) source.title = alias;
  const std::string_view type = local_name(document);
  const bool law = (type == "act" || type == "bill") && !is_treaty_title(source.title);
  if (writer.has_articles || (law && writer.has_sections)) {
    writer.structure.national_law = law && child_of(work, "FRBRcountry");
    source.structure = std::make_shared<const TreatyStructure>(std::move(writer.structure));
  }
  source.text = std::move(writer.text);
  hand_over(input, found, std::move(source));
}

}  // namespace pacta
