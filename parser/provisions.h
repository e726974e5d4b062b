#pragma once
#include <map>
#include <string>
#include <vector>

#include "ontology/ontology.h"
#include "ontology/topics.h"
#include "parser/analysis.h"
#include "parser/citations.h"
#include "parser/document.h"

namespace pacta {

/// The provisions of an analysis: one entity for each number of each instrument.
class ProvisionTable {
 public:
  explicit ProvisionTable(Analysis& analysis) : analysis_(analysis) {}

  /// The provision of that kind and number below `owner` (an instrument, annex or other provision), made if it is not there: with the
  /// article above a paragraph's path "5(2)(a)", and a `hasProvision` claim for each step, whose evidence is `evidence`.
  EntityIndex get(EntityIndex owner, ProvisionKind kind, const std::string& number, const Evidence& evidence);
  /// The same, or no_entity.
  [[nodiscard]] EntityIndex find(EntityIndex owner, ProvisionKind kind, const std::string& number) const;
  /// Makes a provision known that the caller added as an entity.
  void put(EntityIndex owner, EntityIndex provision);
  /// "Article ONE" and "Article I" are "1" where numbers are compared.
  [[nodiscard]] static std::string canonical(const std::string& number);

 private:
  EntityIndex make(EntityIndex owner, EntityIndex parent, ProvisionKind kind, const std::string& number, const Evidence& evidence);
  Analysis& analysis_;
  std::map<std::tuple<EntityIndex, ProvisionKind, std::string>, EntityIndex> known_;
};

/// Finds the provisions that prose speaks of, whose instrument they are parts of, and what they refer to. Thread-safe.
class ProvisionDiscourse {
 public:
  ProvisionDiscourse(const CitationGrammar& citations, const Topics& topics) : citations_(citations), topics_(topics) {}
  void find(const Document& document, Analysis& analysis) const;

 private:
  const CitationGrammar& citations_;
  const Topics& topics_;
};

[[nodiscard]] ClassId class_of(ProvisionKind kind);

}  // namespace pacta
