#include <fmt/format.h>

#include "exporters/view.h"
#include "exporters/writers.h"

// Cypher for Neo4j and its kin, one statement a line; running it twice changes nothing. What is not asserted is a relationship of the type
// CLAIM, so that no query for a relation finds it.
namespace pacta {
namespace {

/// A string literal. Neo4j before version 5 reads \uXXXX anywhere in a query before it looks for strings, and would do so with the second
/// of two backslashes: so no backslash stands before a "u".
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      out += "\\\\";
      if (i + 1 < text.size() && (text[i + 1] == 'u' || text[i + 1] == 'U')) out += "' + '";
    } else if (c == '\'') {
      out += "\\'";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + "'";
}

void property(std::string& map, std::string_view name, std::string_view value) {
  if (!value.empty()) map += fmt::format(", {}: {}", name, quoted(value));
}

void print(const GraphView& view, ByteSink& bytes) {
  bytes.write("CREATE CONSTRAINT pacta_iri IF NOT EXISTS FOR (n:Resource) REQUIRE n.iri IS UNIQUE;\n");
  for (const ViewNode& node : view.nodes) {
    std::string map = fmt::format("label: {}", quoted(node.label));
    std::string names;
    for (const std::string& name : node.names) names += (names.empty() ? "" : ", ") + quoted(name);
    if (!names.empty()) map += fmt::format(", names: [{}]", names);
    map += fmt::format(", documents: {}, degree: {}, evidence: {}", node.documents, node.degree, node.evidence);
    property(map, "start", node.start);
    property(map, "end", node.end);
    // By `+=` a name that is there already would be set anew: a dash cannot be in one, so these are apart.
    for (const auto& [name, value] : node.attributes) property(map, "`pacta-" + label_name(name) + "`", value);
    bytes.write(fmt::format("MERGE (n:Resource {{iri: {}}}) SET n += {{{}}} SET n:{}{};\n", quoted(node.iri), map, label_name(node.cls),
                            node.type == node.cls ? "" : ":" + label_name(node.type)));
  }
  for (const auto& [edge, source, target, id] : directed_edges(view)) {
    // What tells one claim from another identifies the relationship.
    std::string key = fmt::format("property: {}", quoted(edge.property));
    if (!edge.asserted) {
      key += fmt::format(", polarity: {}, modality: {}", quoted(edge.polarity), quoted(edge.modality));
      property(key, "claimedBy", edge.claimed_by);
    }
    std::string map = fmt::format("relation: {}, asserted: {}, claims: {}, evidence: {}, documents: {}", quoted(edge.relation),
                                  edge.asserted ? "true" : "false", edge.claims, edge.evidence, edge.documents);
    property(map, "start", edge.start);
    property(map, "end", edge.end);
    bytes.write(fmt::format("MATCH (a:Resource {{iri: {}}}), (b:Resource {{iri: {}}}) MERGE (a)-[r:{} {{{}}}]->(b) SET r += {{{}}};\n",
                            quoted(view.nodes[source].iri), quoted(view.nodes[target].iri),
                            edge.asserted ? relation_type(edge.relation) : "CLAIM", key, map));
  }
}

}  // namespace

std::unique_ptr<GraphSink> open_cypher(ByteSink& bytes, const FormatOptions& options) {
  return open_view(bytes, options, print);
}

}  // namespace pacta
