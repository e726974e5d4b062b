#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "pipeline/analyse.h"

namespace {

struct Arguments {
  std::string text, rule;
  std::vector<std::string> gazetteers, rules, ontologies;
};

int run_trace(const Arguments& arguments) {
  using namespace pacta;
  auto found = knowledge_files(arguments.gazetteers, arguments.rules, arguments.ontologies);
  if (!found) return 2;
  KnowledgeFiles& files = *found;
  const auto knowledge = Knowledge::load(files);
  if (!knowledge) {
    print(knowledge.error());
    return 2;
  }
  const Knowledge& known = **knowledge;
  if (!arguments.rule.empty() && known.rules.find(arguments.rule) == nullptr) {
    std::vector<std::string_view> names;
    for (const RuleInfo& rule : known.rules.rules()) names.push_back(rule.name);
    const auto near = nearest(arguments.rule, names);
    fmt::print(stderr, "pacta: there is no rule '{}'{}\n", arguments.rule, near.empty() ? "" : fmt::format("; did you mean '{}'?", near));
    return 2;
  }
  if (invalid_utf8(arguments.text)) {
    fmt::print(stderr, "pacta: the text is not UTF-8\n");
    return 1;
  }
  Source source;
  source.id = "the text";
  source.text = arguments.text;
  std::string trace;
  static_cast<void>(analyse_with_trace(segment(std::move(source), known.lexicon), known, arguments.rule, trace));
  fmt::print("{}", trace);
  return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace

void add_trace(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("trace", "Show how rules see a sentence: which match, and how far the others come");
  command->add_option("TEXT", arguments->text, "The sentence, or several")->required();
  command->add_option("--rule", arguments->rule, "Say of this rule how far each of its patterns comes, instead of those that nearly match");
  command->add_option("--gazetteer", arguments->gazetteers, "Further gazetteer; may be repeated");
  command->add_option("--rules", arguments->rules, "Further rules; may be repeated");
  command->add_option("--ontology", arguments->ontologies, "Further ontology; may be repeated");
  command->footer(
      "Example:\n"
      "  pacta trace \"Norway signed the pact.\" --rule actor-signs\n"
      "Of a whole file: pacta build FILE --trace");
  command->callback([&run, arguments] { run = [arguments] { return run_trace(*arguments); }; });
}
