#include <fmt/format.h>

#include "exporters/view.h"
#include "exporters/writers.h"

// Graphviz. Labels are cut, since they are drawn; the IRI of a node is its link.
namespace pacta {
namespace {

/// A quoted string of DOT in which Graphviz finds no escapes of its own.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  return out + '"';
}

void print(const GraphView& view, ByteSink& bytes) {
  bytes.write(
      "digraph pacta {\n"
      "  graph [charset=\"UTF-8\", overlap=false, splines=true, rankdir=LR];\n"
      "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=10];\n"
      "  edge [fontname=\"sans-serif\", fontsize=8, color=\"#444444\"];\n");
  for (std::size_t i = 0; i < view.nodes.size(); ++i) {
    const ViewNode& node = view.nodes[i];
    bytes.write(
        fmt::format("  n{} [label={}, tooltip={}, fillcolor=\"{}\"", i, quoted(shorten(node.label)), quoted(node.type), node.color()));
    if (!node.iri.starts_with("_:")) bytes.write(fmt::format(", URL={}", quoted(node.iri)));
    bytes.write("];\n");
  }
  for (const ViewEdge& edge : view.edges) {
    bytes.write(fmt::format("  n{} -> n{} [label={}", edge.source, edge.target, quoted(shorten(edge.label()))));
    if (edge.symmetric) bytes.write(", dir=none");
    if (edge.asserted)
      bytes.write(fmt::format(", penwidth={:.1f}", std::min(4.0, 1.0 + 0.25 * edge.evidence)));
    else
      bytes.write(", style=dashed, color=\"#999999\", fontcolor=\"#777777\", constraint=false");
    bytes.write("];\n");
  }
  bytes.write("}\n");
}

}  // namespace

std::unique_ptr<GraphSink> open_dot(ByteSink& bytes, const FormatOptions& options) {
  return open_view(bytes, options, print);
}

}  // namespace pacta
