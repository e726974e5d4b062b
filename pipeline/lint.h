#pragma once
#include <cstddef>
#include <functional>
#include <string_view>

#include "base/diagnostic.h"
#include "pipeline/knowledge.h"

namespace pacta {

struct LintOptions {
  /// Whether findings about a file are wanted, by its name as it was loaded; empty: about all.
  std::function<bool(std::string_view)> concerns;
  /// Whether a rule of that file must have two `yes` and two `no` examples that differ in more than names; empty: none must.
  std::function<bool(std::string_view)> wants_many_examples;
};

struct LintReport {
  Diagnostics findings;  ///< in the order of files and places
  std::size_t rules = 0, examples = 0;
};

/// Checks knowledge that could be loaded: warnings of its rules, rules that others make superfluous, and each rule's examples, which are
/// read as texts of their own by the whole pipeline. `R030` an example fails, `R031` too few examples, `R032` examples that differ in names
/// only, `R033`, `R034` superfluous patterns and rules. Thread-safe.
[[nodiscard]] LintReport lint(const Knowledge& knowledge, const LintOptions& options);

}  // namespace pacta
