#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "graph/graph.h"
#include "graph/rdf_reader.h"

namespace pacta {

using Prefixes = std::vector<std::pair<std::string, std::string>>;

struct ConvertOptions {
  RdfReadOptions read;
  /// Write each triple once, whatever document or graph it comes from; its hash (16 bytes) is kept in memory.
  bool unite = false;
  /// For `unite`: the output keeps graphs apart, so that the same triple in two graphs is two.
  bool named_graphs = true;
};

struct ConvertSummary {
  std::uint64_t read = 0;     ///< triples
  std::uint64_t written = 0;  ///< triples
};

/// Reads the documents one after another and writes their triples as they come. `open` is called once, before the first triple, with
/// the prefixes that were declared until then; it may return null to give up. With several documents, blank nodes are renamed by
/// document, as those of two documents are never the same. The caller calls `finish` of the sink. Errors: those of `read_rdf`; that the
/// sink failed is not one.
tl::expected<ConvertSummary, Diagnostic> convert(const std::vector<std::string>& inputs, const ConvertOptions& options,
                                                 const std::function<GraphSink*(const Prefixes&)>& open);

}  // namespace pacta
