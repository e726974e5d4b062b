#include "cli/data.h"

#include <cstdlib>
#include <filesystem>

std::string find_data_folder() {
  namespace fs = std::filesystem;
  std::error_code error;
  if (const char* given = std::getenv("PACTA_DATA"); given != nullptr && *given != '\0') return given;
  const auto holds_data = [&](const fs::path& folder) { return fs::exists(folder / "pacta.ttl", error); };
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    for (const fs::path& folder : {program.parent_path() / "../share/pacta", program.parent_path() / "ontology"})
      if (holds_data(folder)) return folder.lexically_normal().string();
  }
  for (const char* folder : {PACTA_INSTALLED_DATA, PACTA_SOURCE_DATA})
    if (holds_data(folder)) return folder;
  return {};
}
