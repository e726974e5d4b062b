#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "exporters/view.h"
#include "exporters/writers.h"

// Elements of Cytoscape.js, which Cytoscape reads too, with a style that tells facts from claims.
namespace pacta {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* style = R"json([
{"selector": "node", "style": {"label": "data(label)", "background-color": "data(color)", "width": "data(size)", "height": "data(size)",
 "font-size": 8}},
{"selector": "edge", "style": {"label": "data(label)", "font-size": 6, "width": 1.5, "line-color": "#444444",
 "target-arrow-color": "#444444", "target-arrow-shape": "triangle", "curve-style": "bezier"}},
{"selector": "edge[?symmetric]", "style": {"target-arrow-shape": "none"}},
{"selector": "edge[!asserted]", "style": {"line-style": "dashed", "line-color": "#aaaaaa", "target-arrow-color": "#aaaaaa",
 "color": "#777777"}}
])json";

Json to_json(const ViewNode& node, std::size_t number) {
  Json data = {{"id", fmt::format("n{}", number)},
               {"iri", node.iri},
               {"label", node.label},
               {"class", node.cls},
               {"type", node.type},
               {"names", node.names},
               {"documents", node.documents},
               {"degree", node.degree},
               {"evidence", node.evidence},
               {"size", node.size()},
               {"color", node.color()}};
  if (!node.start.empty()) data["start"] = node.start;
  if (!node.end.empty()) data["end"] = node.end;
  for (const auto& [name, value] : node.attributes)
    if (!data.contains(name)) data[name] = value;
  return {{"data", std::move(data)}, {"classes", label_name(node.cls)}};
}

Json to_json(const ViewEdge& edge, std::size_t number) {
  Json data = {{"id", fmt::format("e{}", number)},
               {"source", fmt::format("n{}", edge.source)},
               {"target", fmt::format("n{}", edge.target)},
               {"label", edge.label()},
               {"relation", edge.relation},
               {"property", edge.property},
               {"asserted", edge.asserted},
               {"symmetric", edge.symmetric},
               {"polarity", edge.polarity},
               {"modality", edge.modality},
               {"claims", edge.claims},
               {"evidence", edge.evidence},
               {"documents", edge.documents}};
  if (!edge.claimed_by.empty()) data["claimedBy"] = edge.claimed_by;
  if (!edge.start.empty()) data["start"] = edge.start;
  if (!edge.end.empty()) data["end"] = edge.end;
  return {{"data", std::move(data)}, {"classes", edge.asserted ? "asserted" : "claimed"}};
}

template <typename Items>
void print_list(const Items& items, ByteSink& bytes) {
  for (std::size_t i = 0; i < items.size(); ++i) bytes.write((i == 0 ? "\n" : ",\n") + to_json(items[i], i).dump());
}

void print(const GraphView& view, ByteSink& bytes) {
  bytes.write("{\"format_version\": \"1.0\", \"generated_by\": \"pacta\", \"data\": {\"name\": \"pacta\"},\n\"elements\": {\"nodes\": [");
  print_list(view.nodes, bytes);
  bytes.write("\n], \"edges\": [");
  print_list(view.edges, bytes);
  bytes.write(fmt::format("\n]}},\n\"style\": {}}}\n", style));
}

}  // namespace

std::unique_ptr<GraphSink> open_cytoscape(ByteSink& bytes, const FormatOptions& options) {
  return open_view(bytes, options, print);
}

}  // namespace pacta
