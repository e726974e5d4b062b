#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text.h"
#include "cli/commands.h"
#include "graph/rdf_reader.h"
#include "pipeline/compare.h"

namespace {

struct Arguments {
  std::string a, b;
  bool json = false;
};

nlohmann::ordered_json to_json(const pacta::Shared& shared) {
  return {{"both", shared.both}, {"only_a", shared.only_a}, {"only_b", shared.only_b}};
}

void print_section(const char* name, const pacta::Shared& shared) {
  fmt::print("\n{}: {} in both, {} only in A, {} only in B\n", name, shared.both.size(), shared.only_a.size(), shared.only_b.size());
  for (const std::string& line : shared.only_a) fmt::print("  - {}\n", pacta::collapse_space(line));
  for (const std::string& line : shared.only_b) fmt::print("  + {}\n", pacta::collapse_space(line));
}

int run_diff(const Arguments& arguments) {
  const auto a = pacta::load_rdf_union(arguments.a);
  if (!a) {
    print({a.error()});
    return 1;
  }
  const auto b = pacta::load_rdf_union(arguments.b);
  if (!b) {
    print({b.error()});
    return 1;
  }
  const pacta::Comparison result = pacta::compare(*a, *b);
  if (result.a.empty() || result.b.empty()) {
    fmt::print(stderr, "pacta: {} has no agreement with provisions\n", result.a.empty() ? arguments.a : arguments.b);
    return 1;
  }
  if (arguments.json) {
    nlohmann::ordered_json json{
        {"a", result.a}, {"b", result.b}, {"parties", to_json(result.parties)}, {"provisions", to_json(result.provisions)}};
    json["renumbered"] = nlohmann::ordered_json::array();
    for (const pacta::Renumbered& pair : result.renumbered)
      json["renumbered"].push_back({{"a", pair.a}, {"b", pair.b}, {"similarity", std::round(pair.similarity * 100) / 100}});
    json["references"] = to_json(result.references);
    json["norms"] = to_json(result.norms);
    fmt::print("{}\n", json.dump(2));
    return 0;
  }
  fmt::print("A: {}\nB: {}\n", pacta::collapse_space(result.a), pacta::collapse_space(result.b));
  print_section("parties", result.parties);
  print_section("provisions", result.provisions);
  for (const pacta::Renumbered& pair : result.renumbered)
    fmt::print("  = {} is {} ({:.0f} % of their words)\n", pair.a, pair.b, pair.similarity * 100);
  print_section("references", result.references);
  print_section("norms", result.norms);
  return 0;
}

}  // namespace

void add_diff(CLI::App& app, Run& run) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("diff", "Compare two graphs of treaties: parties, provisions, references, norms");
  command->add_option("A", arguments->a, "A graph that pacta built, in any syntax of RDF")->required();
  command->add_option("B", arguments->b, "The graph to compare it with")->required();
  command->add_flag("--json", arguments->json, "Print JSON instead of text");
  command->footer(
      "Example:\n  pacta diff draft.ttl final.ttl\nLines with - are only in A, those with + only in B, those with = have another number "
      "there.");
  command->callback([arguments, &run] { run = [arguments] { return run_diff(*arguments); }; });
}
