#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "graph/iri.h"
#include "graph/rdf_reader.h"
#include "sparql/http.h"
#include "sparql/store.h"

namespace {

struct Arguments {
  std::vector<std::string> inputs;
  pacta::StoreUrls urls;
  std::string graph, from;
  std::size_t chunk = 0;
  double seconds = 600;
  int retries = 5;
  bool quiet = false;
};

/// A line that says how far it is: rewritten on a terminal, elsewhere a new one now and then.
class Progress {
 public:
  explicit Progress(bool quiet) : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1) {}

  void show(const std::string& text) {
    const auto now = std::chrono::steady_clock::now();
    if (quiet_ || now - last_ < (terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(10'000))) return;
    last_ = now;
    fmt::print(stderr, "{}{}{}", terminal_ ? "\r\033[K" : "", text, terminal_ ? "" : "\n");
    std::fflush(stderr);
    shown_ = terminal_;
  }
  /// Before other messages.
  void clear() {
    if (shown_) fmt::print(stderr, "\r\033[K");
    shown_ = false;
  }

 private:
  bool quiet_, terminal_, shown_ = false;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

// Reads the inputs, or says what is wrong with them: 0, or the exit status.
int read_graphs(const Arguments& arguments, pacta::GraphSet& graphs) {
  pacta::RdfReadOptions options;
  if (!arguments.from.empty() && !(options.syntax = pacta::syntax_of_name(arguments.from))) {
    fmt::print(stderr, "pacta: unknown syntax '{}'; one of turtle, trig, ntriples, nquads, rdfxml\n", arguments.from);
    return 2;
  }
  for (std::size_t i = 0; i < arguments.inputs.size(); ++i) {
    if (arguments.inputs.size() > 1) options.blank_prefix = fmt::format("g{}.", i);
    if (const auto read = pacta::read_rdf(arguments.inputs[i], options, graphs); !read) {
      print({read.error()});
      return 1;
    }
  }
  return 0;
}

// 0, or the exit status.
int check_urls(Arguments& arguments) {
  if (arguments.urls.update.empty()) arguments.urls.update = arguments.urls.query;
  for (const std::string& url : {arguments.urls.query, arguments.urls.update, arguments.urls.graph_store}) {
    const auto problem = url.empty() ? std::string() : pacta::url_problem(url);
    if (problem.empty()) continue;
    fmt::print(stderr, "pacta: the URL of an endpoint {}\n", problem);  // without the URL, which may hold a password
    return 2;
  }
  return 0;
}

pacta::HttpOptions http_options(const Arguments& arguments, Progress& progress) {
  pacta::HttpOptions options;
  options.seconds = arguments.seconds;
  options.retries = arguments.retries;
  options.on_retry = [&progress, quiet = arguments.quiet](const std::string& problem, double pause) {
    progress.clear();
    if (!quiet) fmt::print(stderr, "pacta: {}; again in {:.1f} seconds\n", problem, pause);
  };
  return options;
}

int run_load(Arguments arguments) {
  using namespace pacta;
  if (const int status = check_urls(arguments); status != 0) return status;
  GraphSet graphs(arguments.graph);
  if (const int status = read_graphs(arguments, graphs); status != 0) return status;
  std::uint64_t triples = 0;
  for (const Graph& graph : graphs.graphs()) {
    triples += graph.triples.size();
    if (valid_iri(graph.name)) continue;
    if (graph.name.empty()) {
      fmt::print(stderr, "pacta: there are triples in no named graph; say with --graph IRI which one they are to go to\n");
    } else {
      fmt::print(stderr, "pacta: '{}' is not an IRI, and cannot name a graph of a store\n", graph.name);
    }
    return 2;
  }
  Progress progress(arguments.quiet);
  HttpClient http(http_options(arguments, progress));
  Store store(arguments.urls, http);
  LoadOptions options;
  options.chunk = arguments.chunk;
  std::size_t number = 0, loaded = 0;
  options.on_progress = [&](const std::string& name, std::uint64_t done, std::uint64_t all) {
    progress.show(fmt::format("graph {} of {}: {} of {} triples  {}", number, graphs.graphs().size(), done, all, name));
  };
  for (const Graph& graph : graphs.graphs()) {
    ++number;
    const auto done = store.load(graph, options);
    progress.clear();
    if (!done) {
      print({done.error()});
      fmt::print(stderr, "pacta: {} of {} graphs are loaded; the same command goes on from here\n", number - 1, graphs.graphs().size());
      return 1;
    }
    loaded += *done == Loaded::now ? 1U : 0U;
  }
  if (!arguments.quiet)
    fmt::print(stderr, "{} graph{}, {} triples: {} loaded and counted, {} already there\n", number, number == 1 ? "" : "s", triples, loaded,
               number - loaded);
  return 0;
}

int run_unload(Arguments arguments) {
  using namespace pacta;
  if (const int status = check_urls(arguments); status != 0) return status;
  std::vector<std::string> names;
  std::vector<std::string> files;
  std::error_code error;
  for (const std::string& input : arguments.inputs) {
    if (std::filesystem::is_regular_file(input, error)) {
      files.push_back(input);
    } else if (valid_iri(input)) {
      names.push_back(input);
    } else {
      fmt::print(stderr, "pacta: '{}' is neither the IRI of a graph nor a file of graphs\n", input);
      return 2;
    }
  }
  GraphSet graphs("");
  arguments.inputs = files;
  if (const int status = read_graphs(arguments, graphs); status != 0) return status;
  for (const Graph& graph : graphs.graphs())
    if (!graph.name.empty()) names.push_back(graph.name);
  Progress progress(arguments.quiet);
  HttpClient http(http_options(arguments, progress));
  Store store(arguments.urls, http);
  std::uint64_t triples = 0;
  for (const std::string& name : names) {
    const auto there = store.count(name);
    const auto done = there ? store.unload(name) : tl::expected<void, Diagnostic>(tl::unexpected(there.error()));
    if (!done) {
      print({done.error()});
      return 1;
    }
    triples += *there;
  }
  if (!arguments.quiet) fmt::print(stderr, "{} graph{}, {} triples: removed\n", names.size(), names.size() == 1 ? "" : "s", triples);
  return 0;
}

void add_common(CLI::App& command, Arguments& arguments) {
  command.add_option("--endpoint", arguments.urls.query, "URL of the store's SPARQL endpoint for queries")->required();
  command.add_option("--update", arguments.urls.update, "URL for SPARQL Update, if it is another one");
  command.add_option("--from", arguments.from, "Syntax of the graphs; by default what their names or their content say");
  command.add_option("--timeout", arguments.seconds, "Seconds that a request may take")->capture_default_str();
  command.add_option("--retries", arguments.retries, "How often a request that failed is sent again, after pauses that double")
      ->capture_default_str();
  command.add_flag("-q,--quiet", arguments.quiet, "No progress and no summary");
}

constexpr const char* credentials =
    "Credentials are read from PACTA_USER and PACTA_PASSWORD (basic or digest), from PACTA_TOKEN (bearer), or from ~/.netrc.\n"
    "docs/stores.md has the URLs of common stores.\n";

}  // namespace

void add_load(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("load", "Load graphs into a store, each whole or not at all");
  command->add_option("GRAPH", arguments->inputs, "Graphs in any RDF syntax, also compressed ('-' is standard input)")->required();
  add_common(*command, *arguments);
  command->add_option("--graph-store", arguments->urls.graph_store,
                      "URL of the Graph Store Protocol, which takes larger chunks; without it, SPARQL Update is used");
  command->add_option("--graph", arguments->graph, "The named graph for triples that stand in none");
  command->add_option("--chunk", arguments->chunk, "Triples a request; by default 50000, by SPARQL Update 1000");
  command->footer(std::string(credentials) +
                  "Example:\n"
                  "  pacta load corpus.nq --endpoint http://localhost:3030/ds/sparql --update http://localhost:3030/ds/update \\\n"
                  "             --graph-store http://localhost:3030/ds/data\n"
                  "Exit status: 0 if all graphs are in place, 1 if not (the same command goes on), 2 if the command was wrong.");
  command->callback([&run, arguments] { run = [arguments] { return run_load(*arguments); }; });
}

void add_unload(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("unload", "Remove graphs from a store");
  command->add_option("GRAPH", arguments->inputs, "IRIs of named graphs, or files whose named graphs are to go")->required();
  add_common(*command, *arguments);
  command->footer(credentials);
  command->callback([&run, arguments] { run = [arguments] { return run_unload(*arguments); }; });
}
