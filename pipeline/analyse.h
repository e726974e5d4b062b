#pragma once
#include "parser/analysis.h"
#include "pipeline/knowledge.h"

namespace pacta {

/// Everything that a document says. A pure function of the document and the knowledge; thread-safe.
[[nodiscard]] Analysis analyse(const Document& document, const Knowledge& knowledge);

}  // namespace pacta
