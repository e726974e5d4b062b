#include <algorithm>
#include <array>

#include "base/stream.h"
#include "exporters/format.h"
#include "exporters/writers.h"

namespace pacta {
namespace {

// Several formats may share an extension: the first is the one that it asks for.
constexpr std::array table = {
    // name, extension, media type, summary, streams, named graphs, factory (of a file, of a folder)
    Format{"turtle", ".ttl", "text/turtle", "RDF that a person can read", false, false, open_turtle},
    Format{"ntriples", ".nt", "application/n-triples", "RDF, one triple a line", true, false, open_ntriples},
    Format{"nquads", ".nq", "application/n-quads", "RDF, one triple and its document a line", true, true, open_nquads},
    Format{"trig", ".trig", "application/trig", "Turtle with one graph for each document", true, true, open_trig},
    Format{"rdfxml", ".rdf", "application/rdf+xml", "RDF as XML, for Protégé and the like", true, false, open_rdfxml},
    Format{"jsonld", ".jsonld", "application/ld+json", "RDF as JSON-LD 1.1", true, true, open_jsonld},
    Format{"graphml", ".graphml", "application/graphml+xml", "entities and relations for yEd, Gephi, NetworkX", false, false, open_graphml},
    Format{"gexf", ".gexf", "application/gexf+xml", "entities and relations with dates for Gephi", false, false, open_gexf},
    Format{"dot", ".dot", "text/vnd.graphviz", "a drawing for Graphviz", false, false, open_dot},
    Format{"cytoscape", ".cyjs", "application/json", "entities and relations for Cytoscape", false, false, open_cytoscape},
    Format{"mermaid", ".mmd", "text/vnd.mermaid", "a drawing for Markdown", false, false, open_mermaid},
    Format{"neo4j", "", "text/csv", "a folder of tables for neo4j-admin database import", false, false, nullptr, open_neo4j},
    Format{"cypher", ".cypher", "application/x-cypher-query", "statements for Neo4j and its kin", false, false, open_cypher},
    Format{"csv", ".csv", "text/csv", "a list of entities for a spreadsheet", false, false, open_csv},
    Format{"html", ".html", "text/html", "page to look at the graph and ask it", false, true, open_html},
};

}  // namespace

std::span<const Format> formats() {
  return table;
}

const Format* find_format(std::string_view name) {
  const auto* found = std::find_if(table.begin(), table.end(), [name](const Format& format) { return format.name == name; });
  return found == table.end() ? nullptr : found;
}

const Format* format_of_file(std::string_view path) {
  const auto name = without_compression(path);
  const auto* found = std::find_if(table.begin(), table.end(),
                                   [name](const Format& format) { return !format.extension.empty() && name.ends_with(format.extension); });
  return found == table.end() ? nullptr : found;
}

}  // namespace pacta
