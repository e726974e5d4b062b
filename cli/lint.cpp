#include "pipeline/lint.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/data.h"

namespace {

struct Arguments {
  std::vector<std::string> files, gazetteers, rules, ontologies;
  bool strict = false;
};

bool same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return std::filesystem::equivalent(a, b, error) && !error;
}

int run_lint(const Arguments& arguments) {
  using namespace pacta;
  auto found = knowledge_files(arguments.gazetteers, arguments.rules, arguments.ontologies);
  if (!found) return 2;
  KnowledgeFiles& files = *found;
  const ShippedFiles shipped = shipped_files(files.folder);
  const auto is_shipped = [&](std::string_view file) {
    return std::find(shipped.rules.begin(), shipped.rules.end(), file) != shipped.rules.end();
  };
  for (const std::string& file : arguments.files) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
      fmt::print(stderr, "pacta: cannot read '{}': No such file or directory\n", file);
      return 1;
    }
    // A shipped file is loaded anyway, one given as an option too.
    const std::string extension = std::filesystem::path(file).extension().string();
    auto* extra = extension == ".rules" ? &files.extra_rules
                  : extension == ".tsv" ? &files.extra_gazetteers
                  : extension == ".ttl" ? &files.extra_ontologies
                                        : nullptr;
    if (extra == nullptr) {
      fmt::print(stderr, "pacta: '{}' is neither rules (.rules) nor a gazetteer (.tsv) nor an ontology (.ttl)\n", file);
      return 2;
    }
    const auto is_it = [&](const std::string& other) { return same_file(file, other); };
    const auto known = [&](const std::vector<std::string>& all) { return std::any_of(all.begin(), all.end(), is_it); };
    if (!known(*extra) && !known(shipped.rules) && !known(shipped.gazetteers) && !known(shipped.ontologies)) extra->push_back(file);
  }
  const auto knowledge = Knowledge::load(files);
  if (!knowledge) {
    print(knowledge.error());
    const bool unread = std::all_of(knowledge.error().begin(), knowledge.error().end(), [](const Diagnostic& d) { return d.code.empty(); });
    return unread ? 1 : 2;
  }
  LintOptions options;
  options.concerns = [&](std::string_view file) {
    if (arguments.files.empty()) return is_shipped(file);
    return std::any_of(arguments.files.begin(), arguments.files.end(),
                       [&](const std::string& named) { return same_file(named, std::string(file)); });
  };
  options.wants_many_examples = [&](std::string_view file) { return arguments.strict || is_shipped(file); };
  const LintReport report = lint(**knowledge, options);
  print(report.findings);
  const auto errors =
      std::count_if(report.findings.begin(), report.findings.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
  fmt::print(stderr, "{} rules, {} examples: {} errors, {} warnings\n", report.rules, report.examples, errors,
             static_cast<std::ptrdiff_t>(report.findings.size()) - errors);
  return errors > 0 || (arguments.strict && !report.findings.empty()) ? 2 : 0;
}

}  // namespace

void add_lint(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("lint", "Check rules, gazetteers and ontologies, and run the examples of the rules");
  command->add_option("FILE", arguments->files,
                      "Rules (.rules), gazetteers (.tsv) or ontologies (.ttl); the shipped ones if none is named");
  command->add_option("--gazetteer", arguments->gazetteers, "Gazetteer that the rules rely on; may be repeated");
  command->add_option("--rules", arguments->rules, "Rules whose lists and verbs they use; may be repeated");
  command->add_option("--ontology", arguments->ontologies, "Ontology that they rely on; may be repeated");
  command->add_flag("--strict", arguments->strict, "Warnings count as errors, and every rule needs two 'yes' and two 'no' examples");
  command->footer(
      "Examples:\n"
      "  pacta lint mine.ttl mine.rules                      mine.ttl defines what mine.rules emits\n"
      "  pacta lint                                          all that is shipped\n"
      "Exit status: 0 nothing is wrong, 1 a file cannot be read, 2 something is wrong.");
  command->callback([&run, arguments] { run = [arguments] { return run_lint(*arguments); }; });
}
