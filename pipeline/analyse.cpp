#include "pipeline/analyse.h"

#include <fmt/core.h>

#include "parser/provisions.h"
#include "parser/resolutions.h"
#include "parser/statements.h"
#include "parser/treaty.h"

namespace pacta {

namespace {

/// With `trace`, what it appends to.
Analysis analyse(const Document& document, const Knowledge& knowledge, std::string_view rule, std::string* trace) {
  Analysis analysis;
  MentionFinder(knowledge.catalog, knowledge.ontology, *knowledge.name_words, *knowledge.dates).find(document, analysis);
  knowledge.corrections.apply(analysis, knowledge.catalog);
  if (TreatyReader(knowledge.catalog, knowledge.ontology, *knowledge.citations, *knowledge.norm_words).read(document, analysis)) {
    if (trace != nullptr) *trace += fmt::format("{} is the text of a treaty, which rules do not read\n", document.source.id);
    return analysis;
  }
  Coreference(knowledge.catalog, *knowledge.coreference_words, *knowledge.dates).resolve(document, analysis);
  ProvisionDiscourse(*knowledge.citations, knowledge.topics).find(document, analysis);
  ResolutionReader::read(document, analysis);
  StatementFinder(knowledge.rules).find(document, analysis);
  const RelationFinder relations(knowledge.rules, knowledge.ontology, knowledge.catalog, *knowledge.clause_words);
  if (trace == nullptr)
    relations.find(document, analysis);
  else
    *trace += relations.trace(document, analysis, rule);
  return analysis;
}

}  // namespace

Analysis analyse(const Document& document, const Knowledge& knowledge) {
  return analyse(document, knowledge, {}, nullptr);
}

Analysis analyse_with_trace(const Document& document, const Knowledge& knowledge, std::string_view rule, std::string& trace) {
  return analyse(document, knowledge, rule, &trace);
}

}  // namespace pacta
