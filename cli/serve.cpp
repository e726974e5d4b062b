#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/data.h"
#include "graph/iri.h"
#include "graph/rdf_reader.h"
#include "sparql/query_text.h"

namespace {

struct Arguments {
  std::vector<std::string> graphs;
  std::string from;
  unsigned port = 7080;
  double seconds = 30;
  unsigned megabytes = 64;
};

int run_serve(const Arguments& arguments) {
  if (!arguments.from.empty() && !pacta::syntax_of_name(arguments.from)) {
    fmt::print(stderr, "pacta: unknown syntax '{}'; one of turtle, trig, ntriples, nquads, rdfxml\n", arguments.from);
    return 2;
  }
  std::error_code error;
  for (const std::string& graph : arguments.graphs) {
    // They are read again when they change, which a pipe cannot be.
    if (std::filesystem::is_regular_file(graph, error)) continue;
    fmt::print(stderr, "pacta: '{}' is not a file\n", graph);
    return 1;
  }
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  nlohmann::json settings{{"port", arguments.port}, {"seconds", arguments.seconds}, {"megabytes", arguments.megabytes}};
  settings["from"] = arguments.from;
  settings["program"] = program.string();
  settings["graphs"] = nlohmann::json::array();
  for (const std::string& graph : arguments.graphs)
    settings["graphs"].push_back({{"path", std::filesystem::absolute(graph, error).string()}, {"base", pacta::file_iri(graph)}});
  settings["prefixes"] = nlohmann::json::object();
  for (const auto& [name, iri] : pacta::known_prefixes()) settings["prefixes"][std::string(name)] = iri;
  std::string text;
  try {
    text = settings.dump();
  } catch (const nlohmann::json::exception&) {
    fmt::print(stderr, "pacta: the name of a graph is not UTF-8\n");
    return 2;
  }
  const std::string script = find_web_folder() + "/serve.js";
  // In the place of this program, so that what ends it ends the server.
  ::execlp("node", "node", script.c_str(), text.c_str(), static_cast<char*>(nullptr));
  if (errno == ENOENT) {
    fmt::print(stderr, "pacta: queries are answered in Node.js (18 or later), which is not there; install it with: apt install nodejs\n");
  } else {
    fmt::print(stderr, "pacta: cannot run 'node': {}\n", std::strerror(errno));
  }
  return 1;
}

}  // namespace

void add_serve(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("serve", "Serve graphs as a SPARQL endpoint for this computer, and a page to look at one");
  command->add_option("GRAPH", arguments->graphs, "Graphs in any RDF syntax, also compressed; read again when they change")->required();
  command->add_option("--port", arguments->port, "Port on the loopback interface; 0 for a free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_option("--timeout", arguments->seconds, "Seconds that a query may take")->capture_default_str();
  command->add_option("--max-result", arguments->megabytes, "Megabytes that a result may have")
      ->check(CLI::Range(1, 400))
      ->capture_default_str();
  command->add_option("--from", arguments->from, "Syntax of the graphs; by default what their names or their content say");
  command->footer(
      "The URL is printed when it is ready; end it with Ctrl-C. Queries only; the default graph is the union of all.\n"
      "Example:\n"
      "  pacta serve corpus.nq --port 7080\n"
      "  curl http://127.0.0.1:7080/sparql --data-urlencode 'query=SELECT ?l { ?t a pacta:Treaty ; rdfs:label ?l }'");
  command->callback([&run, arguments] { run = [arguments] { return run_serve(*arguments); }; });
}
