#pragma once
#include "base/diagnostic.h"
#include "ontology/rules.h"

namespace pacta {

/// Patterns that are never needed, since another pattern of the rule matches all that they match and binds the same slots (`R033`), and
/// rules that only say what another rule says with confidence no lower (`R034`). Warnings; whatever would take too long to compare is
/// taken to differ.
[[nodiscard]] Diagnostics find_overlaps(const RuleSet& rules);

}  // namespace pacta
