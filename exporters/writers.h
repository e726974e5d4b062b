#pragma once
#include <memory>

#include "exporters/format.h"

/// The factories that the table of formats names.
namespace pacta {

std::unique_ptr<GraphSink> open_turtle(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_ntriples(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_nquads(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_trig(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_rdfxml(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_jsonld(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_graphml(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_gexf(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_dot(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_cytoscape(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_mermaid(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_cypher(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_csv(ByteSink& bytes, const FormatOptions& options);
std::unique_ptr<GraphSink> open_neo4j(const OpenFile& open, const FormatOptions& options);
std::unique_ptr<GraphSink> open_html(ByteSink& bytes, const FormatOptions& options);

}  // namespace pacta
