// Markdown: its text as a reader sees it, without the marks; title, date, author and language from a YAML header.
#include <fmt/format.h>
#include <md4c-html.h>

#include "base/text.h"
#include "readers/date.h"
#include "readers/html_tree.h"
#include "readers/reader.h"

namespace pacta {

namespace {

class LeaveOutNothing final : public HtmlFilter {
 public:
  [[nodiscard]] bool leaves_out(const GumboNode& /*element*/) const override { return false; }
};

// "key: value" lines between two lines of three hyphens. Lists and nested values are not documents' metadata here.
std::string_view read_header(std::string_view text, Source& source) {
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return text;
  std::size_t at = text.find('\n') + 1;
  const std::size_t end = text.find("\n---", at - 1);
  if (end == std::string_view::npos) return text;
  while (at < end) {
    const std::size_t stop = text.find('\n', at);
    const std::string_view line = text.substr(at, stop - at);
    at = stop + 1;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = collapse_space(line.substr(0, colon));
    std::string value = collapse_space(line.substr(colon + 1));
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
      value = value.substr(1, value.size() - 2);
    if (value.empty() || value.front() == '[' || value.front() == '{' || value.front() == '|' || value.front() == '>') continue;
    if (key == "title") source.title = value;
    if (key == "author") source.author = value;
    if (key == "date") source.date = iso_date(value);
    if (key == "lang" || key == "language") source.language = value;
    if (key == "url" || key == "source" || key == "canonical") source.url = value;
  }
  const std::size_t after = text.find('\n', end + 1);
  return after == std::string_view::npos ? std::string_view() : text.substr(after + 1);
}

void append(const MD_CHAR* text, MD_SIZE size, void* to) {
  static_cast<std::string*>(to)->append(text, size);
}

}  // namespace

Certainty recognise_markdown(std::string_view /*head*/) {
  return Certainty::no;
}

void read_markdown(const Input& input, Found& found) {
  const auto text = read_plain_text(input, found);
  if (!text) return;
  Source source;
  source.media_type = "text/markdown";
  const std::string_view body = read_header(text->utf8, source);
  std::string page;
  // Four spaces before a treaty's paragraph are layout more often than program text.
  constexpr unsigned dialect = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEATXHEADERS;
  if (md_html(body.data(), static_cast<MD_SIZE>(body.size()), append, &page, dialect, 0) != 0)
    return found.refuse(input, "I012", "the Markdown cannot be parsed");
  const auto tree = HtmlTree::parse(page);
  if (!tree) return found.refuse(input, "I012", fmt::format("the text is not read: {}", tree.error()));
  TextWriter out;
  write_html_text(tree->root(), LeaveOutNothing(), out);
  source.text = out.take();
  hand_over(input, found, std::move(source));
}

}  // namespace pacta
