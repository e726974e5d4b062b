#include <fmt/format.h>

#include <algorithm>

#include "exporters/view.h"
#include "exporters/writers.h"
#include "exporters/xml.h"

// GraphML: data for programs, and yEd's extension for what is drawn.
namespace pacta {
namespace {

void key(XmlWriter& xml, const std::string& id, const char* what, const std::string& name, const char* type) {
  xml.start("key");
  xml.attribute("id", id);
  xml.attribute("for", what);
  xml.attribute("attr.name", name);
  xml.attribute("attr.type", type);
  xml.end();
}

void data(XmlWriter& xml, const std::string& id, std::string_view value) {
  if (value.empty()) return;
  xml.start("data");
  xml.attribute("key", id);
  xml.text(xml_safe(value));
  xml.end();
}

void write_node(XmlWriter& xml, const GraphView& view, std::size_t number) {
  const ViewNode& node = view.nodes[number];
  xml.start("node");
  xml.attribute("id", fmt::format("n{}", number));
  data(xml, "iri", node.iri);
  data(xml, "label", node.label);
  data(xml, "class", node.cls);
  data(xml, "type", node.type);
  data(xml, "names", fmt::format("{}", fmt::join(node.names, "; ")));
  data(xml, "documents", std::to_string(node.documents));
  data(xml, "degree", std::to_string(node.degree));
  data(xml, "evidence", std::to_string(node.evidence));
  data(xml, "size", fmt::format("{}", node.size()));
  data(xml, "start", node.start);
  data(xml, "end", node.end);
  for (const auto& [name, value] : node.attributes)
    data(xml, fmt::format("a{}", std::lower_bound(view.attributes.begin(), view.attributes.end(), name) - view.attributes.begin()), value);
  xml.start("data");
  xml.attribute("key", "drawn-node");
  xml.start("y:ShapeNode");
  xml.start("y:Geometry");
  xml.attribute("width", fmt::format("{}", 4 * node.size()));
  xml.attribute("height", fmt::format("{}", 2 * node.size()));
  xml.end();
  xml.start("y:Fill");
  xml.attribute("color", node.color());
  xml.end();
  xml.element("y:NodeLabel", xml_safe(shorten(node.label)));
  xml.start("y:Shape");
  xml.attribute("type", "roundrectangle");
  xml.end();
  xml.end();
  xml.end();
  xml.end();
}

void write_edge(XmlWriter& xml, const DirectedEdge& directed) {
  const ViewEdge& edge = directed.edge;
  xml.start("edge");
  xml.attribute("id", directed.id);
  xml.attribute("source", fmt::format("n{}", directed.source));
  xml.attribute("target", fmt::format("n{}", directed.target));
  data(xml, "edge-label", edge.label());
  data(xml, "relation", edge.relation);
  data(xml, "property", edge.property);
  data(xml, "asserted", edge.asserted ? "true" : "false");
  data(xml, "polarity", edge.polarity);
  data(xml, "modality", edge.modality);
  data(xml, "claimed-by", edge.claimed_by);
  data(xml, "edge-claims", std::to_string(edge.claims));
  data(xml, "edge-evidence", std::to_string(edge.evidence));
  data(xml, "edge-documents", std::to_string(edge.documents));
  data(xml, "edge-start", edge.start);
  data(xml, "edge-end", edge.end);
  xml.start("data");
  xml.attribute("key", "drawn-edge");
  xml.start("y:PolyLineEdge");
  xml.start("y:LineStyle");
  xml.attribute("color", edge.asserted ? "#444444" : "#aaaaaa");
  xml.attribute("type", edge.asserted ? "line" : "dashed");
  xml.attribute("width", edge.asserted ? "1.5" : "1.0");
  xml.end();
  xml.start("y:Arrows");
  xml.attribute("source", "none");
  xml.attribute("target", edge.symmetric ? "none" : "standard");
  xml.end();
  xml.element("y:EdgeLabel", xml_safe(shorten(edge.label())));
  xml.end();
  xml.end();
  xml.end();
}

void print(const GraphView& view, ByteSink& bytes) {
  XmlWriter xml(bytes);
  xml.start("graphml");
  xml.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns");
  xml.attribute("xmlns:y", "http://www.yworks.com/xml/graphml");
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  xml.attribute("xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd");
  for (const char* name : {"iri", "label", "class", "type", "names", "start", "end"}) key(xml, name, "node", name, "string");
  for (const char* name : {"documents", "degree", "evidence"}) key(xml, name, "node", name, "int");
  key(xml, "size", "node", "size", "double");
  // Names that are taken keep apart by a dash.
  for (std::size_t i = 0; i < view.attributes.size(); ++i)
    key(xml, fmt::format("a{}", i), "node", "pacta-" + xml_safe(view.attributes[i]), "string");
  key(xml, "edge-label", "edge", "label", "string");
  for (const char* name : {"relation", "property", "polarity", "modality"}) key(xml, name, "edge", name, "string");
  key(xml, "asserted", "edge", "asserted", "boolean");
  key(xml, "claimed-by", "edge", "claimedBy", "string");
  for (const char* name : {"claims", "evidence", "documents"}) key(xml, fmt::format("edge-{}", name), "edge", name, "int");
  for (const char* name : {"start", "end"}) key(xml, fmt::format("edge-{}", name), "edge", name, "string");
  for (const char* what : {"node", "edge"}) {
    xml.start("key");
    xml.attribute("id", fmt::format("drawn-{}", what));
    xml.attribute("for", what);
    xml.attribute("yfiles.type", fmt::format("{}graphics", what));
    xml.end();
  }
  xml.start("graph");
  xml.attribute("id", "pacta");
  xml.attribute("edgedefault", "directed");
  for (std::size_t i = 0; i < view.nodes.size(); ++i) write_node(xml, view, i);
  for (const DirectedEdge& directed : directed_edges(view)) write_edge(xml, directed);
  xml.finish();
}

}  // namespace

std::unique_ptr<GraphSink> open_graphml(ByteSink& bytes, const FormatOptions& options) {
  return open_view(bytes, options, print);
}

}  // namespace pacta
