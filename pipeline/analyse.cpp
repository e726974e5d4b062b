#include "pipeline/analyse.h"

namespace pacta {

Analysis analyse(const Document& document, const Knowledge& knowledge) {
  Analysis analysis;
  MentionFinder(knowledge.catalog, knowledge.ontology, *knowledge.name_words, *knowledge.dates).find(document, analysis);
  RelationFinder(knowledge.rules, knowledge.ontology, *knowledge.clause_words).find(document, analysis);
  return analysis;
}

}  // namespace pacta
