#pragma once
#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "readers/text_writer.h"

namespace pacta {

/// An HTML page as a tree of nodes, as browsers build it.
class HtmlTree {
 public:
  /// Parses a page or a piece of one. The tree refers to `page`, which must outlive it. Errors, as a clause: elements nested deeper than
  /// any page's, so many unmatched end tags or so large a tree that parsing would take too long or too much memory.
  static tl::expected<HtmlTree, std::string> parse(std::string_view page);

  /// The `html` element.
  [[nodiscard]] const GumboNode& root() const;

  class Pool;

 private:
  HtmlTree(std::shared_ptr<Pool> pool, const GumboOutput* output) : pool_(std::move(pool)), output_(output) {}
  std::shared_ptr<Pool> pool_;
  const GumboOutput* output_;
};

/// The name of an element in lower case, also of one that HTML does not know; empty for other nodes.
[[nodiscard]] std::string html_name(const GumboNode& node);

/// An attribute's value; empty if there is none or the node is no element.
[[nodiscard]] std::string_view html_attribute(const GumboNode& node, const char* name);

/// The children of an element; an empty list for other nodes.
[[nodiscard]] const GumboVector& html_children(const GumboNode& node);

/// Decides which elements are left out of a text.
class HtmlFilter {
 public:
  virtual ~HtmlFilter() = default;
  [[nodiscard]] virtual bool leaves_out(const GumboNode& element) const = 0;
};

/// Writes the text of a node as a reader of the page sees it: blocks are paragraphs, items of lists carry their mark or number, cells of a
/// row are on a line with tabs between, marks of notes and what is never shown (scripts, controls) are left out.
void write_html_text(const GumboNode& node, const HtmlFilter& filter, TextWriter& out);

}  // namespace pacta
