#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "exporters/view.h"
#include "exporters/writers.h"
#include "exporters/xml.h"

// GEXF 1.3, with dates where the graph has some: Gephi's timeline then shows them. The kind of an edge keeps Gephi from making one of two
// relations between the same nodes.
namespace pacta {
namespace {

void attribute(XmlWriter& xml, const std::string& id, const std::string& title, const char* type) {
  xml.start("attribute");
  xml.attribute("id", id);
  xml.attribute("title", title);
  xml.attribute("type", type);
  xml.end();
}

void value(XmlWriter& xml, const std::string& id, std::string_view text) {
  if (text.empty()) return;
  xml.start("attvalue");
  xml.attribute("for", id);
  xml.attribute("value", xml_safe(text));
  xml.end();
}

void dates(XmlWriter& xml, const std::string& start, const std::string& end) {
  if (!start.empty()) xml.attribute("start", start);
  if (!end.empty()) xml.attribute("end", end);
}

void color(XmlWriter& xml, const std::string& hex) {
  xml.start("viz:color");
  const char* const names[] = {"r", "g", "b"};
  for (std::size_t i = 0; i < 3; ++i) xml.attribute(names[i], std::to_string(std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16)));
  xml.end();
}

void write_node(XmlWriter& xml, const GraphView& view, std::size_t number) {
  const ViewNode& node = view.nodes[number];
  xml.start("node");
  xml.attribute("id", fmt::format("n{}", number));
  xml.attribute("label", xml_safe(node.label));
  dates(xml, node.start, node.end);
  xml.start("attvalues");
  value(xml, "iri", node.iri);
  value(xml, "class", node.cls);
  value(xml, "type", node.type);
  value(xml, "names", fmt::format("{}", fmt::join(node.names, "; ")));
  value(xml, "documents", std::to_string(node.documents));
  value(xml, "evidence", std::to_string(node.evidence));
  for (const auto& [name, text] : node.attributes)
    value(xml, fmt::format("a{}", std::lower_bound(view.attributes.begin(), view.attributes.end(), name) - view.attributes.begin()), text);
  xml.end();
  xml.start("viz:size");
  xml.attribute("value", fmt::format("{:.1f}", node.size()));
  xml.end();
  color(xml, node.color());
  xml.end();
}

void write_edge(XmlWriter& xml, const DirectedEdge& directed) {
  const ViewEdge& edge = directed.edge;
  xml.start("edge");
  xml.attribute("id", directed.id);
  xml.attribute("source", fmt::format("n{}", directed.source));
  xml.attribute("target", fmt::format("n{}", directed.target));
  xml.attribute("label", xml_safe(edge.label()));
  xml.attribute("kind", xml_safe(edge.label()));
  xml.attribute("weight", fmt::format("{:.1f}", std::max(1.0, static_cast<double>(edge.asserted ? edge.evidence : 0))));
  dates(xml, edge.start, edge.end);
  xml.start("attvalues");
  value(xml, "relation", edge.relation);
  value(xml, "property", edge.property);
  value(xml, "asserted", edge.asserted ? "true" : "false");
  value(xml, "polarity", edge.polarity);
  value(xml, "modality", edge.modality);
  value(xml, "claimedBy", edge.claimed_by);
  value(xml, "claims", std::to_string(edge.claims));
  value(xml, "evidence", std::to_string(edge.evidence));
  value(xml, "documents", std::to_string(edge.documents));
  xml.end();
  color(xml, edge.asserted ? "#444444" : "#bbbbbb");
  xml.start("viz:shape");
  xml.attribute("value", edge.asserted ? "solid" : "dashed");
  xml.end();
  xml.end();
}

void print(const GraphView& view, ByteSink& bytes) {
  XmlWriter xml(bytes);
  xml.start("gexf");
  xml.attribute("xmlns", "http://gexf.net/1.3");
  xml.attribute("xmlns:viz", "http://gexf.net/1.3/viz");
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  xml.attribute("xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd");
  xml.attribute("version", "1.3");
  xml.start("meta");
  xml.element("creator", "pacta");
  xml.end();
  xml.start("graph");
  xml.attribute("defaultedgetype", "directed");
  xml.attribute("mode", view.dated ? "dynamic" : "static");
  if (view.dated) {
    xml.attribute("timeformat", "date");
    xml.attribute("timerepresentation", "interval");
  }
  xml.start("attributes");
  xml.attribute("class", "node");
  for (const char* name : {"iri", "class", "type", "names"}) attribute(xml, name, name, "string");
  for (const char* name : {"documents", "evidence"}) attribute(xml, name, name, "integer");
  for (std::size_t i = 0; i < view.attributes.size(); ++i) attribute(xml, fmt::format("a{}", i), xml_safe(view.attributes[i]), "string");
  xml.end();
  xml.start("attributes");
  xml.attribute("class", "edge");
  for (const char* name : {"relation", "property", "polarity", "modality", "claimedBy"}) attribute(xml, name, name, "string");
  attribute(xml, "asserted", "asserted", "boolean");
  for (const char* name : {"claims", "evidence", "documents"}) attribute(xml, name, name, "integer");
  xml.end();
  xml.start("nodes");
  for (std::size_t i = 0; i < view.nodes.size(); ++i) write_node(xml, view, i);
  xml.end();
  xml.start("edges");
  for (const DirectedEdge& directed : directed_edges(view)) write_edge(xml, directed);
  xml.finish();
}

}  // namespace

std::unique_ptr<GraphSink> open_gexf(ByteSink& bytes, const FormatOptions& options) {
  return open_view(bytes, options, print);
}

}  // namespace pacta
