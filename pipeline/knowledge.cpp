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

ShippedFiles shipped_files(const std::string& folder) {
  ShippedFiles files;
  files.ontologies = {folder + "/pacta.ttl"};
  files.gazetteers = files_in(folder + "/en", {".tsv"});
  std::erase_if(files.gazetteers, [](const std::string& file) { return file.ends_with("irregular-verbs.tsv"); });
  for (const std::string_view list : {"/en/given-names.txt", "/en/family-names.txt"})
    if (std::filesystem::exists(folder + std::string(list))) files.gazetteers.push_back(folder + std::string(list));
  files.rules = files_in(folder + "/en/rules", {".rules"});
  return files;
}

tl::expected<std::unique_ptr<Knowledge>, Diagnostics> Knowledge::load(const KnowledgeFiles& files) {
  auto knowledge = std::make_unique<Knowledge>();
  ShippedFiles all = shipped_files(files.folder);
  const auto add = [](std::vector<std::string>& to, const std::vector<std::string>& more) {
    to.insert(to.end(), more.begin(), more.end());
  };
  add(all.ontologies, files.extra_ontologies);
  add(all.gazetteers, files.extra_gazetteers);
  add(all.rules, files.extra_rules);
  auto ontology = Ontology::load(all.ontologies);
  if (!ontology) return tl::unexpected(std::move(ontology.error()));
  knowledge->ontology = std::move(*ontology);
  knowledge->name_words = std::make_unique<NameWords>(knowledge->lexicon);
  knowledge->dates = std::make_unique<DateGrammar>(knowledge->lexicon);
  knowledge->clause_words = std::make_unique<ClauseWords>(knowledge->lexicon);
  knowledge->coreference_words = std::make_unique<CoreferenceWords>(knowledge->lexicon);
  knowledge->citations = std::make_unique<CitationGrammar>(knowledge->lexicon);
  knowledge->norm_words = std::make_unique<NormWords>(knowledge->lexicon);
  // Gazetteers and rules do not need each other: what is wrong with either is said.
  Diagnostics problems;
  const auto take = [&](auto loaded, auto& to) {
    if (loaded)
      to = std::move(*loaded);
    else
      problems.insert(problems.end(), loaded.error().begin(), loaded.error().end());
  };
  take(Catalog::load(all.gazetteers, knowledge->ontology, knowledge->lexicon), knowledge->catalog);
  take(Corrections::load(files.corrections, knowledge->catalog, knowledge->ontology), knowledge->corrections);
  take(load_rules(all.rules, knowledge->ontology, knowledge->lexicon, files.folder + "/en/irregular-verbs.tsv"), knowledge->rules);
  take(Topics::load(files.folder + "/en/topics.ttl"), knowledge->topics);
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return knowledge;
}

}  // namespace pacta
