#pragma once
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"
#include "ontology/catalog.h"
#include "ontology/lexicon.h"
#include "ontology/ontology.h"
#include "ontology/rules.h"
#include "ontology/topics.h"
#include "parser/citations.h"
#include "parser/coreference.h"
#include "parser/dates.h"
#include "parser/mentions.h"
#include "parser/norms.h"
#include "parser/relations.h"
#include "pipeline/corrections.h"

namespace pacta {

/// Which files hold the knowledge. Empty lists mean the shipped ones; what users name comes after them.
struct KnowledgeFiles {
  std::string folder;  ///< the shipped ontology/ folder
  std::vector<std::string> extra_gazetteers, extra_rules, extra_ontologies;
  std::vector<std::string> corrections;  ///< decisions of the user about names
};

/// The files that are loaded of the shipped folder.
struct ShippedFiles {
  std::vector<std::string> ontologies, gazetteers, rules;
};
[[nodiscard]] ShippedFiles shipped_files(const std::string& folder);

/// All that pacta knows. Built once, then frozen and shared by all threads.
struct Knowledge {
  Lexicon lexicon;
  Ontology ontology;
  Catalog catalog;
  RuleSet rules;
  Topics topics;
  Corrections corrections;
  std::unique_ptr<NameWords> name_words;
  std::unique_ptr<DateGrammar> dates;
  std::unique_ptr<ClauseWords> clause_words;
  std::unique_ptr<CoreferenceWords> coreference_words;
  std::unique_ptr<CitationGrammar> citations;
  std::unique_ptr<NormWords> norm_words;

  /// Reads everything; every problem is reported.
  static tl::expected<std::unique_ptr<Knowledge>, Diagnostics> load(const KnowledgeFiles& files);
};

}  // namespace pacta
