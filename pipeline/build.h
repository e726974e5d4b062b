#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"
#include "pipeline/emit.h"
#include "pipeline/knowledge.h"
#include "readers/read.h"

namespace pacta {

struct BuildOptions {
  EmitOptions emit;
  unsigned threads = 1;
  ReadOptions read;
  /// Where to write the text that each document was read as, to which the offsets of the graph refer: a file
  /// `{hash}-{id}.txt`, named as the end of the document's IRI. Empty: nowhere. The folder is made if it does not exist.
  std::string text_folder;
  std::function<void(std::string_view)> trace;  ///< if set, gets what rules made of each sentence, in the order of the documents
};

/// What a build did, for people.
struct BuildSummary {
  std::uint64_t documents = 0, skipped = 0, bytes = 0, triples = 0, claims = 0;
  std::map<std::string, std::uint64_t> entities;   ///< by class of the vocabulary's table
  std::map<std::string, std::uint64_t> relations;  ///< plain triples by property
  std::uint64_t reported = 0;                      ///< claims that are denied, uncertain or somebody else's
  Diagnostics problems;
};

/// Reads the inputs and writes a named graph for each document to `sink`, in the order of the inputs; the bytes do not depend on the
/// number of threads. A last graph joins claims of different documents that contradict each other, if there are any. Stops early if the
/// sink fails. The caller calls `finish`.
BuildSummary build(const std::vector<std::string>& inputs, const Knowledge& knowledge, const BuildOptions& options, GraphSink& sink);

}  // namespace pacta
