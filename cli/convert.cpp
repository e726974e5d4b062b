#include "exporters/convert.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/graph_output.h"

namespace {

struct Arguments {
  std::vector<std::string> inputs;
  OutputArguments output;
  std::string from, base;
  bool unite = false, quiet = false;
};

int run_convert(const Arguments& arguments) {
  const pacta::Format* const format = choose_format(arguments.output);
  if (format == nullptr) return 2;
  pacta::ConvertOptions options;
  options.unite = arguments.unite;
  options.named_graphs = format->named_graphs;
  options.read.base = arguments.base;
  if (!arguments.from.empty()) options.read.syntax = pacta::syntax_of_name(arguments.from);
  std::unique_ptr<GraphOutput> output;
  const auto open = [&](const pacta::Prefixes& prefixes) -> pacta::GraphSink* {
    pacta::FormatOptions format_options;
    format_options.checked = true;
    if (!prefixes.empty()) format_options.prefixes = prefixes;
    output = GraphOutput::open(arguments.output, *format, std::move(format_options));
    return output ? &output->sink() : nullptr;
  };
  const auto done = pacta::convert(arguments.inputs, options, open);
  if (!done) {
    print({done.error()});
    return 1;
  }
  if (!output || !output->finish() || !output->commit()) return 1;
  if (!arguments.quiet) fmt::print(stderr, "{} triples read, {} written\n", done->read, done->written);
  return 0;
}

void add_reading_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--from", arguments.from, "Syntax of the input, otherwise what its name or content says")
      ->check(CLI::IsMember({"turtle", "trig", "ntriples", "nquads", "rdfxml"}));
  command.add_option("--base", arguments.base, "What relative IRIs of the input are relative to");
  add_output_options(command, arguments.output);
  command.add_flag("-q,--quiet", arguments.quiet, "No summary");
}

}  // namespace

void add_convert(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("convert", "Write a graph in another format");
  arguments->inputs.resize(1);
  command
      ->add_option("IN", arguments->inputs.front(),
                   "A graph in Turtle, TriG, N-Triples, N-Quads or RDF/XML, also .gz or .zst; - for standard input")
      ->required();
  command->add_option("OUT", arguments->output.path, "File or folder to write, compressed if it ends in .gz or .zst; - for standard output")
      ->required();
  add_reading_options(*command, *arguments);
  command->footer(
      "Examples:\n"
      "  pacta convert corpus.nq corpus.jsonld.gz\n"
      "  pacta convert corpus.nq corpus.gexf                 entities and their relations, for Gephi\n"
      "  pacta convert corpus.nq import --format neo4j       a folder for neo4j-admin database import\n"
      "Exit status: 0 if all went well, 1 if the input or the output failed, 2 if the command was wrong.");
  command->callback([&run, arguments] { run = [arguments] { return run_convert(*arguments); }; });
}

void add_merge(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  arguments->unite = true;
  auto* command = app.add_subcommand("merge", "Write the union of graphs, each triple once");
  command->add_option("IN", arguments->inputs, "Graphs in any syntax of RDF")->required();
  command->add_option("-o,--output", arguments->output.path, "File or folder to write; standard output if not given");
  add_reading_options(*command, *arguments);
  command->footer(
      "Graphs that pacta built on several machines merge so, as their IRIs do not depend on the order of reading. Blank nodes of two\n"
      "files are never the same. Formats that stream ('pacta formats') are written as the input is read.\n"
      "Example:\n  pacta merge monday.nq tuesday.ttl.gz --output week.nq.zst");
  command->callback([&run, arguments] { run = [arguments] { return run_convert(*arguments); }; });
}
