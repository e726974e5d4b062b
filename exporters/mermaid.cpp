#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "exporters/view.h"
#include "exporters/writers.h"

// A flowchart of Mermaid, as GitHub and many editors draw it. It draws some 500 edges at most and takes no larger text than 50 kB unless
// it is told otherwise.
namespace pacta {
namespace {

/// As a quoted text: all that could end it, begin markup or be read as an entity is written as an entity of Mermaid.
std::string quoted(std::string_view text) {
  const std::string line = shorten(text);
  std::string out = "\"";
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = decode(line, at);
    const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == ',' || c == '.' ||
                      c == '-' || c == ':' || c == '\'' || c == '(' || c == ')' || c == '/' || c >= 0xA0;
    if (safe)
      append_utf8(out, c);
    else
      out += fmt::format("#{};", static_cast<unsigned>(c));
  }
  return out + '"';
}

void print(const GraphView& view, ByteSink& bytes) {
  bytes.write("flowchart LR\n");
  std::vector<std::pair<std::string, std::string>> classes;
  for (std::size_t i = 0; i < view.nodes.size(); ++i) {
    const ViewNode& node = view.nodes[i];
    const std::string name = "pacta" + label_name(node.cls);  // so that no class is a word of Mermaid
    if (std::none_of(classes.begin(), classes.end(), [&](const auto& known) { return known.first == name; }))
      classes.emplace_back(name, node.color());
    bytes.write(fmt::format("  n{}[{}]:::{}\n", i, quoted(node.label), name));
  }
  for (const ViewEdge& edge : view.edges) {
    const char* const line = !edge.asserted ? "-.->" : edge.symmetric ? "---" : "-->";
    bytes.write(fmt::format("  n{} {}|{}| n{}\n", edge.source, line, quoted(edge.label()), edge.target));
  }
  for (const auto& [name, color] : classes) bytes.write(fmt::format("  classDef {} fill:{},stroke:#555,color:#000\n", name, color));
}

}  // namespace

std::unique_ptr<GraphSink> open_mermaid(ByteSink& bytes, const FormatOptions& options) {
  return open_view(bytes, options, print);
}

}  // namespace pacta
