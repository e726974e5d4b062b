#pragma once
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"
#include "base/file.h"
#include "base/process.h"
#include "graph/rdf_reader.h"

namespace pacta {

struct EngineOptions {
  std::string web_folder;          ///< the folder of query-worker.js
  std::string base;                ///< what relative IRIs of the query are relative to; may be empty
  std::string result_format;       ///< media type, of SPARQL results or of RDF, as the query's form asks
  std::string query_name;          ///< for messages
  std::vector<std::string> files;  ///< that the engine is to read by itself (see `engine_reads`)
  double seconds = 60;             ///< for the answer, after the graphs are loaded
  /// Without FROM, the query's default graph is the union of all graphs; otherwise it holds what is in no named graph.
  bool default_graph_is_union = true;
};

/// Whether Oxigraph can read a graph without this program, which then saves its time: a file of N-Triples that is not compressed. `syntax`
/// is what the user said of it, if anything.
[[nodiscard]] bool engine_reads(const std::string& path, std::optional<RdfSyntax> syntax);

/// A query that Oxigraph answers in Node.js, over quads that are handed to it one by one: first `start`, then the quads, then `finish`.
/// Not thread-safe.
class Engine final : public QuadHandler {
 public:
  /// `query` may use the known prefixes (sparql/query_text.h). Fails where Node.js cannot be run (`Diagnostic::code` "missing").
  static tl::expected<std::unique_ptr<Engine>, Diagnostic> start(const std::string& query, const EngineOptions& options);
  /// False once the engine has failed; `finish` then says why.
  bool quad(const Quad& quad) override;
  /// The answer goes to `bytes` as it comes. Errors: a wrong query (code "query", with line and column where they are known), the time
  /// limit, a lack of memory, a package that is not installed.
  [[nodiscard]] tl::expected<void, Diagnostic> finish(ByteSink& bytes);

 private:
  Engine() = default;
  [[nodiscard]] Diagnostic problem(int status) const;
  std::string query_, buffer_;
  std::size_t added_lines_ = 0;
  EngineOptions options_;
  std::unique_ptr<Child> child_;
  bool union_ = true, named_ = true;  // what each quad is sent to: the default graph as well, its own
  bool failed_ = false;
};

}  // namespace pacta
