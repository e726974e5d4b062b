#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace pacta {

enum class QueryForm { unknown, select, ask, construct, describe, update };

/// An IRI that a query names, in full or by a prefix.
struct QueryIri {
  std::string iri;
  std::size_t offset = 0;  ///< of its first place, in bytes
};

/// What can be told of a query without understanding it.
struct QueryText {
  QueryForm form = QueryForm::unknown;
  bool dataset = false;                     ///< it has FROM or FROM NAMED
  bool graphs = false;                      ///< it has GRAPH, FROM or FROM NAMED: it looks into named graphs
  std::vector<std::string> used, declared;  ///< prefixes, without the colon, each once
  std::vector<QueryIri> iris;               ///< each once; not those of prefixes that are neither declared nor known
};

/// Reads the words of a query: comments, strings and IRIs are passed over as the grammar of SPARQL 1.1 says. Never fails; the engine is
/// to say what is wrong with a query.
[[nodiscard]] QueryText scan_query(std::string_view query);

/// The project's prefixes and the common ones, which a query may use without declaring: name and IRI.
[[nodiscard]] std::span<const std::pair<std::string_view, std::string_view>> known_prefixes();

/// Warnings, with their places, about IRIs of the namespace `space` whose local names are not among `known`: they match nothing, which
/// SPARQL does not call an error. Each says which known name is near, if one is. `query_name` and `prefix` (as "pacta:") are for the
/// messages.
[[nodiscard]] Diagnostics unknown_names(std::string_view query, const std::string& query_name, std::string_view prefix,
                                        std::string_view space, const std::vector<std::string>& known);

/// The query with declarations of the known prefixes that it uses and does not declare, which are one line before it; empty text and 0
/// lines where it needs none.
struct Preamble {
  std::string text;
  std::size_t lines = 0;
};
[[nodiscard]] Preamble missing_prefixes(const QueryText& query);

}  // namespace pacta
