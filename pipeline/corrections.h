#pragma once
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"
#include "ontology/catalog.h"
#include "parser/analysis.h"

namespace pacta {

/// What a user decided about names (docs/gazetteers.md, "Corrections"), applied to every document of a build.
class Corrections {
 public:
  /// Reads tables of `name`, `decision` (is, same, none) and `target`. Every problem has file, line and column (codes C001 to C004).
  /// `catalog` tells what "is CLASS/ID" may name.
  static tl::expected<Corrections, Diagnostics> load(const std::vector<std::string>& files, const Catalog& catalog,
                                                     const Ontology& ontology);

  /// Applies the decisions to the entities of one document, whose mentions and claims follow them. Names are compared as everywhere:
  /// without case, accents and kinds of quotes. Thread-safe.
  void apply(Analysis& analysis, const Catalog& catalog) const;

  [[nodiscard]] bool empty() const { return decisions_.empty(); }

 private:
  enum class Kind { is, same, none };
  struct Decision {
    std::string name;  ///< folded
    Kind kind = Kind::none;
    EntryId entry = no_entry;  ///< of `is`
    std::string other;         ///< of `same`: folded
  };
  std::vector<Decision> decisions_;
};

}  // namespace pacta
