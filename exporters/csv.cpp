#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

#include "exporters/view.h"
#include "exporters/writers.h"

// Tables: a list of entities for people with a spreadsheet, and the folder that `neo4j-admin database import` takes.
namespace pacta {
namespace {

/// A field as RFC 4180 has it.
std::string field(std::string_view text) {
  if (text.find_first_of("\",\n\r;") == std::string_view::npos && !text.empty() && text.front() != ' ' && text.back() != ' ')
    return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// What a spreadsheet would run as a formula gets an apostrophe in front, as if it had been typed in as text.
std::string cell(std::string_view text) {
  constexpr std::string_view formula = "=+-@\t\r";
  if (!text.empty() && formula.find(text.front()) != std::string_view::npos) return field("'" + std::string(text));
  return text.empty() ? "" : field(text);
}

// With a byte order mark, by which Excel knows UTF-8.
void print_entities(const GraphView& view, ByteSink& bytes) {
  bytes.write("\xEF\xBB\xBFprefLabel,altLabel,class,type,iri,documents,relations,evidence,start,end\r\n");
  for (const ViewNode& node : view.nodes)
    bytes.write(fmt::format("{},{},{},{},{},{},{},{},{},{}\r\n", cell(node.label), cell(fmt::format("{}", fmt::join(node.names, "; "))),
                            cell(node.cls), cell(node.type), cell(node.iri), node.documents, node.degree, node.evidence, node.start,
                            node.end));
}

void print_neo4j(const GraphView& view, const std::vector<ByteSink*>& files) {
  ByteSink& nodes = *files[0];
  ByteSink& relations = *files[1];
  std::string header = "iri:ID,label,names,documents:int,degree:int,evidence:int,start,end";
  for (const std::string& name : view.attributes)
    header += "," + label_name(name) + (header.find("," + label_name(name)) == std::string::npos ? "" : "_");
  nodes.write(header + ",:LABEL\n");
  for (const ViewNode& node : view.nodes) {
    std::string line =
        fmt::format("{},{},{},{},{},{},{},{}", field(node.iri), field(node.label), field(fmt::format("{}", fmt::join(node.names, "; "))),
                    node.documents, node.degree, node.evidence, node.start, node.end);
    auto value = node.attributes.begin();
    for (const std::string& name : view.attributes) {
      line += ",";
      if (value != node.attributes.end() && value->first == name) line += field((value++)->second);
    }
    line += ",Resource;" + label_name(node.cls);
    if (node.type != node.cls) line += ";" + label_name(node.type);
    nodes.write(line + "\n");
  }
  relations.write(
      ":START_ID,:END_ID,:TYPE,relation,property,asserted:boolean,polarity,modality,claimedBy,claims:int,evidence:int,documents:int,start,"
      "end\n");
  for (const auto& [edge, source, target, id] : directed_edges(view))
    relations.write(fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", field(view.nodes[source].iri), field(view.nodes[target].iri),
                                edge.asserted ? relation_type(edge.relation) : "CLAIM", field(edge.relation), field(edge.property),
                                edge.asserted ? "true" : "false", field(edge.polarity), field(edge.modality),
                                edge.claimed_by.empty() ? "" : field(edge.claimed_by), edge.claims, edge.evidence, edge.documents,
                                edge.start, edge.end));
}

}  // namespace

std::unique_ptr<GraphSink> open_csv(ByteSink& bytes, const FormatOptions& options) {
  return open_view(bytes, options, print_entities);
}

std::unique_ptr<GraphSink> open_neo4j(const OpenFile& open, const FormatOptions& options) {
  ByteSink& nodes = open("nodes.csv");
  ByteSink& relations = open("relationships.csv");
  return open_view_files({&nodes, &relations}, options, print_neo4j);
}

}  // namespace pacta
