#include "pipeline/knowledge.h"

#include <algorithm>
#include <filesystem>

namespace pacta {

namespace {

std::vector<std::string> files_in(const std::filesystem::path& folder, std::initializer_list<std::string_view> extensions) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& item : std::filesystem::directory_iterator(folder, error)) {
    const std::string extension = item.path().extension().string();
    if (item.is_regular_file() && std::find(extensions.begin(), extensions.end(), extension) != extensions.end())
      files.push_back(item.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

tl::expected<std::unique_ptr<Knowledge>, Diagnostics> Knowledge::load(const KnowledgeFiles& files) {
  auto knowledge = std::make_unique<Knowledge>();
  std::vector<std::string> ontologies{files.folder + "/pacta.ttl"};
  ontologies.insert(ontologies.end(), files.extra_ontologies.begin(), files.extra_ontologies.end());
  auto ontology = Ontology::load(ontologies);
  if (!ontology) return tl::unexpected(std::move(ontology.error()));
  knowledge->ontology = std::move(*ontology);
  knowledge->name_words = std::make_unique<NameWords>(knowledge->lexicon);
  knowledge->dates = std::make_unique<DateGrammar>(knowledge->lexicon);
  knowledge->clause_words = std::make_unique<ClauseWords>(knowledge->lexicon);
  knowledge->coreference_words = std::make_unique<CoreferenceWords>(knowledge->lexicon);
  knowledge->citations = std::make_unique<CitationGrammar>(knowledge->lexicon);
  knowledge->norm_words = std::make_unique<NormWords>(knowledge->lexicon);
  auto gazetteers = files_in(files.folder + "/en", {".tsv"});
  std::erase_if(gazetteers, [](const std::string& file) { return file.ends_with("irregular-verbs.tsv"); });
  for (const std::string_view list : {"/en/given-names.txt", "/en/family-names.txt"})
    if (std::filesystem::exists(files.folder + std::string(list))) gazetteers.push_back(files.folder + std::string(list));
  gazetteers.insert(gazetteers.end(), files.extra_gazetteers.begin(), files.extra_gazetteers.end());
  auto catalog = Catalog::load(gazetteers, knowledge->ontology, knowledge->lexicon);
  if (!catalog) return tl::unexpected(std::move(catalog.error()));
  knowledge->catalog = std::move(*catalog);
  auto rule_files = files_in(files.folder + "/en/rules", {".rules"});
  rule_files.insert(rule_files.end(), files.extra_rules.begin(), files.extra_rules.end());
  auto rules = load_rules(rule_files, knowledge->ontology, knowledge->lexicon, files.folder + "/en/irregular-verbs.tsv");
  if (!rules) return tl::unexpected(std::move(rules.error()));
  knowledge->rules = std::move(*rules);
  auto topics = Topics::load(files.folder + "/en/topics.ttl");
  if (!topics) return tl::unexpected(std::move(topics.error()));
  knowledge->topics = std::move(*topics);
  return knowledge;
}

}  // namespace pacta
