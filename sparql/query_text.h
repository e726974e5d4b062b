#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pacta {

enum class QueryForm { unknown, select, ask, construct, describe, update };

/// What can be told of a query without understanding it.
struct QueryText {
  QueryForm form = QueryForm::unknown;
  bool dataset = false;                     ///< it has FROM or FROM NAMED
  bool graphs = false;                      ///< it has GRAPH, FROM or FROM NAMED: it looks into named graphs
  std::vector<std::string> used, declared;  ///< prefixes, without the colon, each once
};

/// Reads the words of a query: comments, strings and IRIs are passed over as the grammar of SPARQL 1.1 says. Never fails; the engine is
/// to say what is wrong with a query.
[[nodiscard]] QueryText scan_query(std::string_view query);

/// The project's prefixes and the common ones, which a query may use without declaring: name and IRI.
[[nodiscard]] std::span<const std::pair<std::string_view, std::string_view>> known_prefixes();

/// The query with declarations of the known prefixes that it uses and does not declare, which are one line before it; empty text and 0
/// lines where it needs none.
struct Preamble {
  std::string text;
  std::size_t lines = 0;
};
[[nodiscard]] Preamble missing_prefixes(const QueryText& query);

}  // namespace pacta
