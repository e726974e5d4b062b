#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/process.h"
#include "base/text.h"
#include "cli/commands.h"

namespace {

extern "C" void on_signal(int signal) {
  pacta::remove_temporaries();
  pacta::end_children();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

// What to say if the arguments begin with an option or a command that is none; CLI11 would say that a subcommand is required.
std::string misspelt_command(const CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2) return {};
  const std::string word = argv[1];
  const bool is_option = word.starts_with('-');
  std::vector<std::string> names;
  if (is_option) {
    for (const auto* option : app.get_options())
      for (const auto& [dashes, list] : {std::pair{"-", option->get_snames()}, {"--", option->get_lnames()}})
        for (const std::string& name : list) names.push_back(dashes + name);
  } else {
    for (const auto* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  }
  if (std::find(names.begin(), names.end(), word) != names.end()) return {};
  // Of "-x" half is wrong.
  const auto near = word.size() > 2 ? pacta::nearest(word, {names.begin(), names.end()}) : std::string_view();
  return fmt::format("no {} '{}'; {}", is_option ? "option" : "command", pacta::one_line(word),
                     near.empty() ? "'pacta --help' lists them" : fmt::format("did you mean '{}'?", near));
}

}  // namespace

void print(const pacta::Diagnostics& diagnostics) {
  for (const auto& diagnostic : diagnostics) fmt::print(stderr, "{}", pacta::format(diagnostic));
}

int main(int argc, char** argv) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, on_signal);
  std::signal(SIGPIPE, SIG_IGN);

  CLI::App app{"pacta reads texts about diplomacy and builds a knowledge graph of them."};
  app.require_subcommand(1);
  app.set_version_flag("--version", "pacta " PACTA_VERSION);
  app.footer(
      "Examples:\n"
      "  pacta build article.txt --output article.ttl        a graph that is pleasant to read\n"
      "  pacta build corpus/ --output corpus.nq              a named graph for each document, streaming\n"
      "  pacta explain article.ttl \"North Korea\"             what the graph says of it, and the words that say so\n"
      "  pacta query article.ttl --run sanctions             a question that is shipped, or one in SPARQL\n"
      "'pacta COMMAND --help' says more of a command.");

  Run run;
  // In the order in which --help lists them.
  for (const auto add : {
           add_build,
           add_explain,
           add_diff,
           add_query,
           add_infer,
           add_validate,
           add_convert,
           add_merge,
           add_serve,
           add_load,
           add_unload,
           add_lint,
           add_trace,
           add_formats,
       })
    add(app, run);
  if (const std::string problem = misspelt_command(app, argc, argv); !problem.empty()) {
    fmt::print(stderr, "pacta: {}\n", problem);
    return 2;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    return run();
  } catch (const std::exception& error) {
    pacta::remove_temporaries();
    std::fprintf(stderr, "pacta: %s\n", error.what());
    return 1;
  }
}
