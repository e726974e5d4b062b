#include "readers/html_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <vector>

#include "readers/roman.h"

namespace pacta {

namespace {

// Browsers nest no deeper than 512.
constexpr std::size_t deepest = 512;
// Each unmatched tag may leave an element open, and Gumbo walks over the open elements again and again.
constexpr std::size_t most_unmatched = 5000;
constexpr std::size_t deepest_tree = 2000;
// A tree takes up to some 50 bytes for each of the page, unless its tags make elements over and over.
constexpr std::size_t least_memory = std::size_t{1} << 25U, most_memory = std::size_t{1} << 29U;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Elements whose end tag may be left out close each other: the higher rank is closed by the lower. 0 for all other elements.
int optional_rank(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_COLGROUP:
      return 1;
    case GUMBO_TAG_TR:
      return 2;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return 3;
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_OPTGROUP:
      return 4;
    case GUMBO_TAG_P:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RP:
      return 5;
    default:
      return 0;
  }
}

bool is_void(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HTML:  // opened once, whatever the page says
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_AREA:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_META:
    case GUMBO_TAG_PARAM:
    case GUMBO_TAG_SOURCE:
    case GUMBO_TAG_TRACK:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_KEYGEN:
    case GUMBO_TAG_IMAGE:
      return true;
    default:
      return false;
  }
}

/// Elements in which markup is text.
std::string_view raw_end(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
      return "</script";
    case GUMBO_TAG_STYLE:
      return "</style";
    case GUMBO_TAG_TITLE:
      return "</title";
    case GUMBO_TAG_TEXTAREA:
      return "</textarea";
    case GUMBO_TAG_XMP:
      return "</xmp";
    case GUMBO_TAG_IFRAME:
      return "</iframe";
    default:
      return {};
  }
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_UL:
      return true;
    default:
      return false;
  }
}

std::size_t find_folded(std::string_view text, std::string_view lower, std::size_t from) {
  for (std::size_t at = from; at + lower.size() <= text.size(); ++at) {
    at = text.find('<', at);
    if (at == std::string_view::npos || at + lower.size() > text.size()) return text.size();
    std::size_t i = 1;
    while (i < lower.size() && (text[at + i] | 0x20) == (lower[i] | 0x20)) ++i;
    if (i == lower.size()) return at;
  }
  return text.size();
}

/// Whether the page's tags can be made a tree in reasonable time, as a clause that says why not. Gumbo's time grows with the number of tags
/// times the number of open elements, and it knows no bound of its own; this follows the tags, a little simplified, to an upper bound.
std::string what_is_excessive(std::string_view page) {
  std::vector<GumboTag> open;
  std::size_t unmatched = 0;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
    ++at;
    if (page.substr(at).starts_with("!--")) {
      at = std::min(page.find("-->", at), page.size());
      continue;
    }
    const bool end = at < page.size() && page[at] == '/';
    const std::size_t begin = at + (end ? 1 : 0);
    if (begin >= page.size() || !is_letter(page[begin])) continue;
    std::size_t stop = begin;
    // No element that matters here has a longer name.
    while (stop < page.size() && stop < begin + 16 && !is_space(page[stop]) && page[stop] != '>' && page[stop] != '/') ++stop;
    const GumboTag tag = gumbo_tagn_enum(page.data() + begin, static_cast<unsigned>(stop - begin));
    if (is_void(tag)) continue;
    const int rank = optional_rank(tag);
    if (!end) {
      if (rank > 0)
        while (!open.empty() && optional_rank(open.back()) >= rank) open.pop_back();
      open.push_back(tag);
      if (open.size() > deepest) return fmt::format("its elements are nested more than {} deep", deepest);
      if (const std::string_view raw = raw_end(tag); !raw.empty()) {
        at = find_folded(page, raw, stop);
        open.pop_back();
        if (at < page.size()) at += 2;  // its end tag is no other's
      }
      continue;
    }
    std::size_t depth = open.size();
    while (depth > 0 && open[depth - 1] != tag) --depth;
    if (depth == 0) {
      unmatched += rank == 0 ? 1 : 0;
    } else {
      for (std::size_t i = depth; i < open.size(); ++i) unmatched += optional_rank(open[i]) == 0 || !(rank > 0 || is_block(tag)) ? 1 : 0;
      open.resize(depth - 1);
    }
    if (unmatched > most_unmatched) return fmt::format("more than {} of its tags do not match", most_unmatched);
  }
  return {};
}

}  // namespace

/// The memory of a tree. Gumbo frees a tree by recursion, which deep ones overflow, and does not expect that memory is refused: the pool
/// frees all at once, and leaves the parser by a long jump where the limit is reached (there are only C functions between).
class HtmlTree::Pool {
 public:
  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() {
    for (Block* block = first_.next; block != &first_;) {
      Block* next = block->next;
      std::free(block);  // NOLINT(cppcoreguidelines-no-malloc)
      block = next;
    }
  }

  /// nullptr if the limit was reached.
  const GumboOutput* parse(std::string_view page) {
    limit_ = std::clamp(page.size() * 256, least_memory, most_memory);
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = release;
    options.userdata = this;
    options.max_errors = 0;
    if (setjmp(exhausted_) != 0) return nullptr;
    return gumbo_parse_with_options(&options, page.data(), page.size());
  }

 private:
  struct alignas(std::max_align_t) Block {
    Block* previous;
    Block* next;
    std::size_t size;
  };

  static void* allocate(void* self, std::size_t size) {
    auto* pool = static_cast<Pool*>(self);
    if (size > pool->limit_ - pool->used_) std::longjmp(pool->exhausted_, 1);
    auto* block = static_cast<Block*>(std::malloc(sizeof(Block) + size));  // NOLINT(cppcoreguidelines-no-malloc)
    if (block == nullptr) std::longjmp(pool->exhausted_, 1);
    pool->used_ += size + sizeof(Block);
    pool->used_ = std::min(pool->used_, pool->limit_);
    block->size = size + sizeof(Block);
    block->previous = &pool->first_;
    block->next = pool->first_.next;
    pool->first_.next->previous = block;
    pool->first_.next = block;
    return block + 1;
  }

  static void release(void* self, void* memory) {
    if (memory == nullptr) return;
    auto* pool = static_cast<Pool*>(self);
    Block* block = static_cast<Block*>(memory) - 1;
    block->previous->next = block->next;
    block->next->previous = block->previous;
    pool->used_ -= std::min(pool->used_, block->size);
    std::free(block);  // NOLINT(cppcoreguidelines-no-malloc)
  }

  Block first_{&first_, &first_, 0};
  std::size_t used_ = 0, limit_ = 0;
  std::jmp_buf exhausted_{};
};

namespace {

// Whoever walks over the tree may do so by recursion.
bool is_too_deep(const GumboNode& root) {
  std::vector<std::pair<const GumboNode*, std::size_t>> waiting{{&root, 1}};
  while (!waiting.empty()) {
    const auto [node, depth] = waiting.back();
    waiting.pop_back();
    if (depth > deepest_tree) return true;
    const GumboVector& children = html_children(*node);
    for (unsigned i = 0; i < children.length; ++i) waiting.emplace_back(static_cast<const GumboNode*>(children.data[i]), depth + 1);
  }
  return false;
}

}  // namespace

tl::expected<HtmlTree, std::string> HtmlTree::parse(std::string_view page) {
  if (std::string excessive = what_is_excessive(page); !excessive.empty()) return tl::unexpected(std::move(excessive));
  auto pool = std::make_shared<Pool>();
  const GumboOutput* output = pool->parse(page);
  if (output == nullptr) return tl::unexpected(std::string("its tags make far too many elements"));
  if (is_too_deep(*output->root)) return tl::unexpected(fmt::format("its elements are nested more than {} deep", deepest_tree));
  return HtmlTree(std::move(pool), output);
}

const GumboNode& HtmlTree::root() const {
  return *output_->root;
}

std::string html_name(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) return {};
  const GumboElement& element = node.v.element;
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  std::string out(name.data == nullptr ? "" : std::string(name.data, name.length));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string_view html_attribute(const GumboNode& node, const char* name) {
  if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) return {};
  const GumboAttribute* attribute = gumbo_get_attribute(&node.v.element.attributes, name);
  return attribute == nullptr ? std::string_view() : attribute->value;
}

const GumboVector& html_children(const GumboNode& node) {
  static const GumboVector none{};
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE ? node.v.element.children : none;
}

namespace {

// Not text, or text that belongs to the page's workings.
bool is_never_shown(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_MAP:
      return true;
    default:
      return false;
  }
}

// "3. ", "(c) ", "(iii) " as the list's type asks.
std::string item_mark(std::string_view type, int number) {
  if (number < 1 || number > 3000) return fmt::format("{}. ", number);
  if (type == "a" || type == "A") {
    std::string letters;
    for (int n = number; n > 0; n = (n - 1) / 26) letters.insert(letters.begin(), static_cast<char>(type[0] + (n - 1) % 26));
    return fmt::format("({}) ", letters);
  }
  if (type == "i" || type == "I") {
    std::string numeral = in_roman_letters(number);
    if (type == "I")
      for (char& c : numeral) c = static_cast<char>(c - 32);
    return fmt::format("({}) ", numeral);
  }
  return fmt::format("{}. ", number);
}

int to_number(std::string_view digits, int otherwise) {
  if (digits.empty() || digits.size() > 6) return otherwise;
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return otherwise;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string plain_text(const GumboNode& node, int depth = 0) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE) return node.v.text.text;
  std::string out;
  const GumboVector& children = html_children(node);
  for (unsigned i = 0; i < children.length && depth < 8; ++i)
    out += plain_text(*static_cast<const GumboNode*>(children.data[i]), depth + 1);
  return out;
}

// "[3]", "1", "*", "[citation needed]": marks of notes.
bool is_note_mark(const GumboNode& sup) {
  std::string text = plain_text(sup);
  std::erase_if(text, is_space);
  if (text.empty() || text.size() > 24) return false;
  if (text.front() == '[' && text.back() == ']') return true;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '*' || c == ',' || c == '(' || c == ')'; });
}

class Renderer {
 public:
  Renderer(const HtmlFilter& filter, TextWriter& out) : filter_(filter), out_(out) {}

  // Recursion is bounded: the parser refuses trees that are deep.
  void write(const GumboNode& node) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
        mark();
        [[fallthrough]];
      case GUMBO_NODE_WHITESPACE:
        if (preformatted_)
          out_.preformatted(node.v.text.text);
        else
          out_.words(node.v.text.text);
        return;
      case GUMBO_NODE_ELEMENT:
        return element(node);
      default:
        return;
    }
  }

 private:
  // An item's mark waits for the item's first words.
  void mark() {
    if (mark_.empty()) return;
    out_.begin();
    out_.preformatted(mark_);
    mark_.clear();
  }

  void children(const GumboNode& node) {
    const GumboVector& list = html_children(node);
    for (unsigned i = 0; i < list.length; ++i) write(*static_cast<const GumboNode*>(list.data[i]));
  }

  void element(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (is_never_shown(tag) || filter_.leaves_out(node)) return;
    switch (tag) {
      case GUMBO_TAG_BR:
        if (preformatted_)
          out_.preformatted("\n");
        else
          out_.line();
        return;
      case GUMBO_TAG_SUP:
        if (is_note_mark(node)) return;
        break;
      case GUMBO_TAG_OL:
      case GUMBO_TAG_UL:
        return list(node);
      case GUMBO_TAG_TR:
        out_.line();
        children(node);
        out_.line();
        return;
      case GUMBO_TAG_TD:
      case GUMBO_TAG_TH:
        return cell(node);
      case GUMBO_TAG_PRE: {
        out_.paragraph();
        const bool before = std::exchange(preformatted_, true);
        children(node);
        preformatted_ = before;
        out_.paragraph();
        return;
      }
      case GUMBO_TAG_Q:
        out_.words("“");
        children(node);
        out_.words("”");
        return;
      default:
        break;
    }
    if (!is_block(tag)) return children(node);
    if (mark_.empty()) out_.paragraph();
    children(node);
    out_.paragraph();
  }

  void list(const GumboNode& node) {
    const bool numbered = node.v.element.tag == GUMBO_TAG_OL;
    std::string_view type = html_attribute(node, "type");
    if (type.empty() && html_attribute(node, "style").find("alpha") != std::string_view::npos) type = "a";
    if (type.empty() && html_attribute(node, "style").find("roman") != std::string_view::npos) type = "i";
    const bool bare = html_attribute(node, "style").find("list-style-type:none") != std::string_view::npos ||
                      html_attribute(node, "style").find("list-style-type: none") != std::string_view::npos;
    int number = to_number(html_attribute(node, "start"), 1);
    out_.paragraph();
    const GumboVector& items = html_children(node);
    for (unsigned i = 0; i < items.length; ++i) {
      const auto& item = *static_cast<const GumboNode*>(items.data[i]);
      if (item.type != GUMBO_NODE_ELEMENT || item.v.element.tag != GUMBO_TAG_LI) {
        write(item);
        continue;
      }
      if (filter_.leaves_out(item)) continue;
      number = to_number(html_attribute(item, "value"), number);
      out_.paragraph();
      if (!bare) mark_ = numbered ? item_mark(type, number) : "- ";
      ++number;
      children(item);
      mark_.clear();
      out_.paragraph();
    }
  }

  void cell(const GumboNode& node) {
    // Tables that lay out a page hold paragraphs; those that hold data have short cells.
    if (node.index_within_parent > 0 && !holds_blocks(node)) out_.tab();
    children(node);
    out_.space();
  }

  static bool holds_blocks(const GumboNode& node) {
    const GumboVector& list = html_children(node);
    for (unsigned i = 0; i < list.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(list.data[i]);
      if (child.type == GUMBO_NODE_ELEMENT && is_block(child.v.element.tag)) return true;
    }
    return false;
  }

  const HtmlFilter& filter_;
  TextWriter& out_;
  std::string mark_;
  bool preformatted_ = false;
};

}  // namespace

void write_html_text(const GumboNode& node, const HtmlFilter& filter, TextWriter& out) {
  Renderer(filter, out).write(node);
}

}  // namespace pacta
