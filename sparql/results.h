#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"
#include "base/file.h"
#include "graph/term.h"

namespace pacta {

/// A term of a result, which owns its text.
struct ResultTerm {
  TermKind kind = TermKind::iri;
  std::string value, datatype, language;

  [[nodiscard]] Term term() const { return {kind, value, datatype, language}; }
};

/// What a SELECT or ASK query found.
struct QueryResult {
  std::vector<std::string> variables;
  std::vector<std::vector<std::optional<ResultTerm>>> rows;  ///< as many values a row as variables; none where it is unbound
  std::optional<bool> boolean;                               ///< the answer of ASK
};

/// Reads SPARQL 1.1 Query Results JSON. Error: it is not that.
[[nodiscard]] tl::expected<QueryResult, Diagnostic> parse_result(std::string_view json);

/// A term as people read it: an IRI with a known prefix (sparql/query_text.h), a literal without quotes; on one line, without control
/// characters.
[[nodiscard]] std::string display(const ResultTerm& term);

/// Writes a table of aligned columns under a line of names. Cells are broken into lines where the table would be wider than `width`
/// columns of the terminal; 0 for no limit.
void write_table(const QueryResult& result, std::size_t width, ByteSink& bytes);

}  // namespace pacta
