#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"
#include "graph/graph.h"

namespace pacta {

enum class RdfSyntax { turtle, trig, ntriples, nquads, rdfxml };

/// A triple and its graph. The views are valid during the call that hands it over, and the terms are valid (graph/valid.h).
struct Quad {
  Term subject, predicate, object;
  Term graph;  ///< `graph.value` is empty for the default graph
};

class QuadHandler {
 public:
  QuadHandler() = default;
  QuadHandler(const QuadHandler&) = delete;
  QuadHandler& operator=(const QuadHandler&) = delete;
  virtual ~QuadHandler() = default;
  /// False to read no further; `read_rdf` then returns without an error.
  virtual bool quad(const Quad& quad) = 0;
  /// A prefix that the document declares, without its colon, and the absolute IRI that it stands for. False as above.
  virtual bool prefix(std::string_view /*name*/, std::string_view /*iri*/) { return true; }
};

struct RdfReadOptions {
  std::optional<RdfSyntax> syntax;  ///< otherwise what the file's name says, else its content
  std::string base;                 ///< what relative IRIs are relative to; without it they are an error
  std::string blank_prefix;         ///< put before the labels of blank nodes, to keep those of several documents apart
};

/// The syntax that a file name asks for, also with .gz or .zst behind it: .ttl .trig .nt .nq .rdf .owl .xml.
[[nodiscard]] std::optional<RdfSyntax> syntax_of_file(std::string_view path);

/// The syntax that `--from NAME` and `--format NAME` mean: turtle, trig, ntriples, nquads, rdfxml.
[[nodiscard]] std::optional<RdfSyntax> syntax_of_name(std::string_view name);

/// Reads a document, which may be compressed with gzip or zstd ("-" is standard input), and hands over its triples in their order, in
/// constant memory. Errors, with line and column where they are known: the file cannot be read; the syntax is wrong (Serd is strict,
/// Raptor reads RDF/XML); a term is not valid; an IRI is relative and there is no base. What was handed over before stays so.
/// External entities of XML are not loaded.
tl::expected<void, Diagnostic> read_rdf(const std::string& path, const RdfReadOptions& options, QuadHandler& handler);

/// The same of a text in memory; `name` is for messages and for the syntax.
tl::expected<void, Diagnostic> read_rdf_text(std::string_view text, const std::string& name, const RdfReadOptions& options,
                                             QuadHandler& handler);

/// Graphs by name in the order in which they are met; the default graph (without a name) comes first if it holds a triple. A graph whose
/// name is a blank node is named `_:label`. Prefixes are those that the document declares.
struct LoadedGraphs {
  std::vector<Graph> graphs;
  std::vector<std::pair<std::string, std::string>> prefixes;
};

/// Reads a document into memory.
[[nodiscard]] tl::expected<LoadedGraphs, Diagnostic> load_rdf(const std::string& path, const RdfReadOptions& options = {});

/// The union of a document's graphs, as one graph without a name; each triple once.
[[nodiscard]] tl::expected<Graph, Diagnostic> load_rdf_union(const std::string& path, const RdfReadOptions& options = {});

}  // namespace pacta
