#include "cli/data.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Where an installed program has its data, the given folder first.
std::vector<fs::path> data_folders() {
  std::vector<fs::path> folders;
  if (const char* given = std::getenv("PACTA_DATA"); given != nullptr && *given != '\0') folders.emplace_back(given);
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) folders.push_back((program.parent_path() / "../share/pacta").lexically_normal());
  return folders;
}

std::string find(const char* name, const char* marker, const char* source) {
  std::error_code error;
  auto folders = data_folders();
  for (fs::path& folder : folders) folder /= name;
  folders.push_back(fs::path(PACTA_INSTALLED_DATA) / name);
  folders.emplace_back(fs::path(PACTA_SOURCE_DATA).parent_path() / source);
  for (const fs::path& folder : folders)
    if (fs::exists(folder / marker, error)) return folder.string();
  return {};
}

}  // namespace

std::string find_data_folder() {
  std::error_code error;
  const auto holds_data = [&](const fs::path& folder) { return fs::exists(folder / "pacta.ttl", error); };
  if (const char* given = std::getenv("PACTA_DATA"); given != nullptr && *given != '\0') return given;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    for (const fs::path& folder : {program.parent_path() / "../share/pacta", program.parent_path() / "ontology"})
      if (holds_data(folder)) return folder.lexically_normal().string();
  }
  for (const char* folder : {PACTA_INSTALLED_DATA, PACTA_SOURCE_DATA})
    if (holds_data(folder)) return folder;
  return {};
}

std::string find_web_folder() {
  return find("web", "query-worker.js", "web");
}

std::string find_queries_folder() {
  return find("queries", ".", "samples/queries");
}

std::string find_page_template() {
  std::error_code error;
  for (const fs::path& file : {fs::path(find_data_folder()) / "explorer.html", fs::path(PACTA_BUILT_PAGE)})
    if (fs::is_regular_file(file, error)) return file.string();
  return {};
}

std::optional<pacta::KnowledgeFiles> knowledge_files(const std::vector<std::string>& gazetteers, const std::vector<std::string>& rules,
                                                     const std::vector<std::string>& ontologies) {
  pacta::KnowledgeFiles files;
  files.folder = find_data_folder();
  if (files.folder.empty()) {
    fmt::print(stderr, "pacta: cannot find the folder of gazetteers and rules; set PACTA_DATA to it\n");
    return std::nullopt;
  }
  files.extra_gazetteers = gazetteers;
  files.extra_rules = rules;
  files.extra_ontologies = ontologies;
  return files;
}
