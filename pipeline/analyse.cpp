#include "pipeline/analyse.h"

#include "parser/provisions.h"
#include "parser/resolutions.h"
#include "parser/statements.h"
#include "parser/treaty.h"

namespace pacta {

Analysis analyse(const Document& document, const Knowledge& knowledge) {
  Analysis analysis;
  MentionFinder(knowledge.catalog, knowledge.ontology, *knowledge.name_words, *knowledge.dates).find(document, analysis);
  if (TreatyReader(knowledge.catalog, knowledge.ontology, *knowledge.citations, *knowledge.norm_words).read(document, analysis))
    return analysis;
  Coreference(knowledge.catalog, *knowledge.coreference_words, *knowledge.dates).resolve(document, analysis);
  ProvisionDiscourse(*knowledge.citations, knowledge.topics).find(document, analysis);
  ResolutionReader::read(document, analysis);
  StatementFinder(knowledge.rules).find(document, analysis);
  RelationFinder(knowledge.rules, knowledge.ontology, knowledge.catalog, *knowledge.clause_words).find(document, analysis);
  return analysis;
}

}  // namespace pacta
