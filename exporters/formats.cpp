#include <algorithm>
#include <array>

#include "base/stream.h"
#include "exporters/format.h"
#include "exporters/writers.h"

namespace pacta {
namespace {

// Several formats may share an extension: the first is the one that it asks for.
constexpr std::array table = {
    // name, extension, media type, summary, streams, named graphs, factory
    Format{"turtle", ".ttl", "text/turtle", "RDF that a person can read", false, false, open_turtle},
    Format{"ntriples", ".nt", "application/n-triples", "RDF, one triple a line", true, false, open_ntriples},
    Format{"nquads", ".nq", "application/n-quads", "RDF, one triple and its document a line", true, true, open_nquads},
    Format{"trig", ".trig", "application/trig", "Turtle with one graph for each document", true, true, open_trig},
    Format{"rdfxml", ".rdf", "application/rdf+xml", "RDF as XML, for Protégé and the like", true, false, open_rdfxml},
    Format{"jsonld", ".jsonld", "application/ld+json", "RDF as JSON-LD 1.1", true, true, open_jsonld},
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
