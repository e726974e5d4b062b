#pragma once
#include <string>
#include <string_view>

#include "parser/analysis.h"
#include "pipeline/knowledge.h"

namespace pacta {

/// Everything that a document says. A pure function of the document and the knowledge; thread-safe.
[[nodiscard]] Analysis analyse(const Document& document, const Knowledge& knowledge);

/// The same, and appends to `trace` for each sentence which rules matched, what came of it, and which rules nearly matched; of `rule`, if
/// named, how far it came. A treaty's own text is not read by rules: of it the trace says that.
[[nodiscard]] Analysis analyse_with_trace(const Document& document, const Knowledge& knowledge, std::string_view rule, std::string& trace);

}  // namespace pacta
