#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/data.h"
#include "cli/graph_output.h"
#include "exporters/convert.h"
#include "graph/valid.h"
#include "reasoning/reasoner.h"

namespace {

struct Arguments {
  std::vector<std::string> inputs, ontologies;
  OutputArguments output;
  std::string base = "https://w3id.org/pacta/id/", graph;
  bool premises = false, with_input = false, quiet = false;
};

/// Shows what is converted to the reasoner, and passes it on less the graph of an earlier run.
class Watcher final : public pacta::GraphSink {
 public:
  Watcher(pacta::Reasoner& reasoner, pacta::GraphSink& sink, const std::string& own_graph)
      : reasoner_(reasoner), sink_(sink), own_graph_(own_graph) {}

  bool write(const pacta::Graph& graph) override {
    if (graph.name == own_graph_) return true;
    const pacta::Term name{pacta::TermKind::iri, graph.name, {}, {}};
    for (const auto& [subject, predicate, object] : graph.triples)
      reasoner_.quad({graph.terms[subject], graph.terms[predicate], graph.terms[object], name});
    return sink_.write(graph);
  }

 private:
  pacta::Reasoner& reasoner_;
  pacta::GraphSink& sink_;
  const std::string& own_graph_;
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

int run_infer(const Arguments& arguments) {
  using namespace pacta;
  const Format* const format = choose_format(arguments.output);
  if (format == nullptr) return 2;
  const std::string own_graph = arguments.graph.empty() ? arguments.base + "inferred" : arguments.graph;
  for (const std::string& iri : {arguments.base, own_graph}) {
    if (valid_iri(iri)) continue;
    fmt::print(stderr, "pacta: '{}' is not an absolute IRI\n", iri);
    return 2;
  }
  const std::string folder = find_data_folder();
  if (folder.empty()) {
    fmt::print(stderr, "pacta: cannot find the folder of the ontology; set PACTA_DATA to it\n");
    return 2;
  }
  std::vector<std::string> ontologies = {folder + "/pacta.ttl"};
  ontologies.insert(ontologies.end(), arguments.ontologies.begin(), arguments.ontologies.end());
  const auto reasoner = Reasoner::start(ontologies, own_graph);
  if (!reasoner) {
    print({reasoner.error()});
    return 2;
  }

  std::unique_ptr<GraphOutput> output;
  const auto begin = std::chrono::steady_clock::now();
  if (arguments.with_input) {
    std::unique_ptr<Watcher> watcher;
    const auto open = [&](const Prefixes& prefixes) -> GraphSink* {
      FormatOptions options;
      if (!prefixes.empty()) options.prefixes = prefixes;
      output = GraphOutput::open(arguments.output, *format, std::move(options));
      if (!output) return nullptr;
      watcher = std::make_unique<Watcher>(**reasoner, output->sink(), own_graph);
      return watcher.get();
    };
    if (const auto done = convert(arguments.inputs, {}, open); !done) {
      print({done.error()});
      return 1;
    }
  } else {
    std::size_t number = 0;
    for (const std::string& input : arguments.inputs) {
      RdfReadOptions options;
      if (arguments.inputs.size() > 1) options.blank_prefix = fmt::format("f{}", ++number);
      if (const auto read = read_rdf(input, options, **reasoner); !read) {
        print({read.error()});
        return 1;
      }
    }
    output = GraphOutput::open(arguments.output, *format);
  }
  if (!output) return 1;
  const double reading = seconds_since(begin);
  (*reasoner)->run();
  const double inferring = seconds_since(begin) - reading;
  const std::size_t read = (*reasoner)->read(), inferred = (*reasoner)->inferred();
  const auto counts = (*reasoner)->by_entailment();
  // The sink says itself what went wrong, when it is finished.
  (void)output->sink().write((*reasoner)->take_graph(arguments.premises, arguments.base));
  if (!output->finish() || !output->commit()) return 1;
  if (arguments.quiet) return 0;
  fmt::print(stderr, "{} triples read in {:.2f} s, {} inferred in {:.2f} s\n", read, reading, inferred, inferring);
  std::string kinds;
  for (std::size_t i = 1; i < counts.size(); ++i)
    if (counts[i] != 0) kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", name_of(static_cast<Entailment>(i)), counts[i]);
  if (!kinds.empty()) fmt::print(stderr, "by {}\n", kinds);
  return 0;
}

}  // namespace

void add_infer(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("infer", "Write what follows from a graph by the ontology");
  command->add_option("GRAPH", arguments->inputs, "Graphs in any syntax of RDF")->required();
  command->add_option("-o,--output", arguments->output.path, "File or folder to write; standard output if not given");
  add_output_options(*command, arguments->output);
  command->add_option("--ontology", arguments->ontologies, "Further ontology; may be repeated");
  command->add_flag("--with-input", arguments->with_input, "Write what was read, too, its graphs as they are");
  command->add_flag("--premises", arguments->premises,
                    "Say of each inferred triple what it follows from (an rdf:Statement, prov:wasDerivedFrom)");
  command->add_option("--graph", arguments->graph, "Name of the graph of the inferred triples; '…/inferred' under the base if not given");
  command->add_option("--base-iri", arguments->base, "Where the IRIs of that graph and of premises begin")->capture_default_str();
  command->add_flag("-q,--quiet", arguments->quiet, "No summary");
  command->footer(
      "Superclasses and superproperties, domains and ranges, inverse, symmetric and transitive properties and property chains; of plain\n"
      "triples only, so that what a text denies or merely reports entails nothing.\n"
      "Examples:\n"
      "  pacta infer corpus.nq --output inferred.nq\n"
      "  pacta infer corpus.nq --with-input --premises --output corpus.html\n"
      "Exit status: 0 if all went well, 1 if a graph or the output failed, 2 if the command or the ontology was wrong.");
  command->callback([&run, arguments] { run = [arguments] { return run_infer(*arguments); }; });
}
