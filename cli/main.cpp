#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "base/file.h"
#include "cli/commands.h"

namespace {

extern "C" void on_signal(int signal) {
  pacta::remove_temporaries();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

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
      "'pacta COMMAND --help' says more of a command.");

  BuildArguments build;
  auto* build_command = app.add_subcommand("build", "Read texts and write their graph");
  build_command->add_option("INPUT", build.inputs, "Text files, JSON Lines files (.jsonl) or folders of them")->required();
  build_command->add_option("-o,--output", build.output, "File to write; standard output if not given");
  build_command->add_option("-f,--format", build.format,
                            "Format of the graph; by default what the output's name says ('pacta formats' lists them)");
  build_command
      ->add_option("--provenance", build.provenance,
                   "How much to say of where each fact comes from: none, compact (rule and place) or full (its words too)")
      ->check(CLI::IsMember({"none", "compact", "full"}))
      ->capture_default_str();
  build_command->add_option("--base-iri", build.base_iri, "Where the IRIs of entities begin")->capture_default_str();
  build_command->add_option("--gazetteer", build.gazetteers, "Further gazetteer (docs/gazetteers.md); may be repeated");
  build_command->add_option("--rules", build.rules, "Further rules (docs/rules.md); may be repeated");
  build_command->add_option("--ontology", build.ontologies, "Further ontology in Turtle; may be repeated");
  build_command->add_option("-j,--threads", build.threads, "Documents read at a time; as many as there are processors if not given");
  build_command->add_flag("-q,--quiet", build.quiet, "No summary");
  build_command->footer(
      "Examples:\n"
      "  pacta build treaty.txt                              Turtle on standard output, a summary on standard error\n"
      "  pacta build news.jsonl --output news.trig           one document a line: {\"id\": …, \"text\": …}\n"
      "  pacta build a.txt b.txt --format ntriples --provenance none --output plain.nt\n"
      "Exit status: 0 if all went well, 1 if an input or the output failed, 2 if the command or the knowledge was wrong.");

  ExplainArguments explain;
  auto* explain_command = app.add_subcommand("explain", "Print what a graph says of an entity, each fact with its sentence and rule");
  explain_command->add_option("GRAPH", explain.graph, "A graph that pacta built (Turtle, TriG, N-Triples or N-Quads)")->required();
  explain_command->add_option("TERM", explain.term, "A label of the entity, or its IRI")->required();
  explain_command->footer("Example:\n  pacta explain article.ttl \"UN Charter\"");

  auto* formats_command = app.add_subcommand("formats", "List the formats of graphs");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    if (*build_command) return run_build(build);
    if (*explain_command) return run_explain(explain);
    if (*formats_command) return run_formats();
  } catch (const std::exception& error) {
    pacta::remove_temporaries();
    std::fprintf(stderr, "pacta: %s\n", error.what());
    return 1;
  }
  return 2;
}
