#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"
#include "exporters/format.h"
#include "graph/iri.h"
#include "graph/rdf_reader.h"
#include "sparql/endpoint.h"
#include "sparql/engine.h"
#include "sparql/http.h"
#include "sparql/query_text.h"
#include "sparql/results.h"

namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::vector<std::string> words;
  std::string file, question, endpoint, from, format, output, base;
  double seconds = 60;
  bool list = false, no_union = false;
};

struct Query {
  std::string name;  // for messages
  std::string text;
};

constexpr std::array result_formats = {
    std::pair{"table", "application/sparql-results+json"}, std::pair{"csv", "text/csv"},
    std::pair{"tsv", "text/tab-separated-values"},         std::pair{"json", "application/sparql-results+json"},
    std::pair{"xml", "application/sparql-results+xml"},
};

pacta::Diagnostic wrong(std::string message) {
  pacta::Diagnostic diagnostic;
  diagnostic.message = std::move(message);
  return diagnostic;
}

// The first line of comment, which says what is asked.
std::string title_of(std::string_view query) {
  if (!query.starts_with("# ")) return {};
  return std::string(query.substr(2, query.find('\n') - 2));
}

std::vector<std::string> question_names(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".rq") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

int list_questions() {
  const std::string folder = find_queries_folder();
  if (folder.empty()) {
    fmt::print(stderr, "pacta: cannot find the folder of questions\n");
    return 1;
  }
  for (const std::string& name : question_names(folder)) {
    const auto text = pacta::read_file(fs::path(folder) / (name + ".rq"));
    fmt::print("{:28} {}\n", name, text ? title_of(*text) : "");
  }
  return 0;
}

// The query that is asked for; takes the last of the words if no option says which.
tl::expected<Query, pacta::Diagnostic> find_query(const Arguments& arguments, std::vector<std::string>& words) {
  std::string path = arguments.file;
  if (!arguments.question.empty()) {
    const std::string folder = find_queries_folder();
    const auto names = question_names(folder);
    if (std::find(names.begin(), names.end(), arguments.question) == names.end()) {
      const auto near = pacta::nearest(arguments.question, {names.begin(), names.end()});
      return tl::unexpected(wrong(fmt::format("unknown question '{}'{}; 'pacta query --list' lists them", arguments.question,
                                              near.empty() ? "" : fmt::format(", did you mean '{}'?", near))));
    }
    path = fs::path(folder) / (arguments.question + ".rq");
  }
  Query query;
  if (path.empty()) {
    std::error_code error;
    if (words.empty() || (fs::is_regular_file(words.back(), error) && !error))
      return tl::unexpected(wrong("no query; give one in quotes as the last argument, or --file FILE, or --run NAME (--list lists them)"));
    query = {"query", words.back()};
    words.pop_back();
  } else {
    auto text = pacta::read_file(path == "-" ? "/dev/stdin" : path);
    if (!text) return tl::unexpected(text.error());
    query = {path, std::move(*text)};
  }
  if (const auto bad = pacta::invalid_utf8(query.text)) {
    auto diagnostic = wrong("the query is not UTF-8");
    diagnostic.file = query.name;
    return tl::unexpected(diagnostic);
  }
  return query;
}

class Collector final : public pacta::QuadHandler {
 public:
  bool quad(const pacta::Quad& quad) override {
    graph.add(graph.terms.intern(quad.subject), graph.terms.intern(quad.predicate), graph.terms.intern(quad.object));
    return true;
  }
  pacta::Graph graph;
};

std::size_t terminal_width() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// The triples of a CONSTRUCT or DESCRIBE query, given as N-Triples, in the format asked for.
tl::expected<void, pacta::Diagnostic> write_triples(const std::string& triples, const pacta::Format& format, pacta::ByteSink& bytes) {
  pacta::RdfReadOptions options;
  options.syntax = pacta::RdfSyntax::ntriples;
  Collector collector;
  if (const auto read = pacta::read_rdf_text(triples, "answer", options, collector); !read) return tl::unexpected(read.error());
  const auto sink = format.open(bytes, {});
  if (!sink->write(collector.graph) || !sink->finish()) return tl::unexpected(wrong("cannot write the answer: " + sink->error()));
  return {};
}

// How the answer is to be written.
struct Answer {
  bool triples = false;                         // of CONSTRUCT or DESCRIBE
  std::string format;                           // of a table
  const pacta::Format* graph_format = nullptr;  // of triples
  std::string media_type;                       // that the engine or the endpoint is asked for
  bool to_terminal = false;
  bool as_it_is = false;  // what comes is what is written
};

// Nothing if there is no such format for a query of this form.
std::optional<Answer> choose_format(const Arguments& arguments, pacta::QueryForm form) {
  Answer answer;
  answer.triples = form == pacta::QueryForm::construct || form == pacta::QueryForm::describe;
  answer.to_terminal = (arguments.output.empty() || arguments.output == "-") && ::isatty(STDOUT_FILENO) == 1;
  answer.format = arguments.format;
  if (answer.triples) {
    if (answer.format.empty()) answer.graph_format = pacta::format_of_file(arguments.output);
    if (answer.graph_format == nullptr) answer.graph_format = pacta::find_format(answer.format.empty() ? "turtle" : answer.format);
    if (answer.graph_format == nullptr) return std::nullopt;
    answer.media_type = "application/n-triples";
    answer.as_it_is = answer.graph_format->name == "ntriples" && arguments.endpoint.empty();
    return answer;
  }
  if (answer.format.empty()) {
    answer.format = answer.to_terminal ? "table" : "csv";
    for (const auto& [name, type] : result_formats)
      if (arguments.output.ends_with(std::string(".") + name)) answer.format = name;
  }
  for (const auto& [name, type] : result_formats)
    if (answer.format == name) answer.media_type = type;
  if (answer.media_type.empty()) return std::nullopt;
  answer.as_it_is = answer.format != "table";
  return answer;
}

// Reads the graphs and has them asked.
tl::expected<void, pacta::Diagnostic> ask_graphs(const Arguments& arguments, const std::vector<std::string>& graphs, const Query& query,
                                                 const Answer& answer, std::optional<pacta::RdfSyntax> syntax, pacta::ByteSink& bytes) {
  pacta::EngineOptions options;
  options.web_folder = find_web_folder();
  options.base = arguments.base;
  options.result_format = answer.media_type;
  options.query_name = query.name;
  options.seconds = arguments.seconds;
  options.default_graph_is_union = !arguments.no_union;
  std::copy_if(graphs.begin(), graphs.end(), std::back_inserter(options.files),
               [&](const std::string& graph) { return pacta::engine_reads(graph, syntax); });
  const auto engine = pacta::Engine::start(query.text, options);
  if (!engine && engine.error().code == "missing")
    return tl::unexpected(wrong("queries are answered in Node.js (18 or later), which is not there; install it with: apt install nodejs"));
  if (!engine) return tl::unexpected(engine.error());
  for (std::size_t i = 0; i < graphs.size(); ++i) {
    if (pacta::engine_reads(graphs[i], syntax)) continue;
    pacta::RdfReadOptions reading;
    reading.syntax = syntax;
    reading.base = arguments.base.empty() ? pacta::file_iri(graphs[i]) : arguments.base;
    if (graphs.size() > 1) reading.blank_prefix = fmt::format("g{}.", i);
    if (auto read = pacta::read_rdf(graphs[i], reading, **engine); !read) return read;
  }
  return (*engine)->finish(bytes);
}

// Has an endpoint asked. What a query constructs comes in the syntax that the endpoint chooses, and is made N-Triples.
tl::expected<void, pacta::Diagnostic> ask_endpoint(const Arguments& arguments, const Query& query, const Answer& answer,
                                                   pacta::ByteSink& bytes) {
  if (const auto problem = pacta::url_problem(arguments.endpoint); !problem.empty())
    return tl::unexpected(wrong("the URL of the endpoint " + problem));
  pacta::HttpOptions options;
  options.seconds = arguments.seconds;
  pacta::HttpClient http(options);
  const std::string prefixes = pacta::missing_prefixes(pacta::scan_query(query.text)).text;
  const auto response =
      pacta::ask_endpoint(http, arguments.endpoint, prefixes + query.text,
                          answer.triples ? "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5" : answer.media_type);
  if (!response) return tl::unexpected(response.error());
  const std::string& type = response->content_type;
  if (!answer.triples) {
    // Some call JSON just JSON, and XML just XML.
    const bool same = type == answer.media_type || (type == "application/json" && answer.media_type.ends_with("json")) ||
                      (type == "application/xml" && answer.media_type.ends_with("xml"));
    if (!same) return tl::unexpected(wrong(fmt::format("the endpoint answers with '{}' instead of {}", type, answer.media_type)));
    bytes.write(response->body);
    return {};
  }
  pacta::RdfReadOptions reading;
  reading.base = arguments.endpoint;
  reading.syntax = type == "application/rdf+xml"                             ? pacta::RdfSyntax::rdfxml
                   : type == "application/n-triples" || type == "text/plain" ? pacta::RdfSyntax::ntriples
                                                                             : pacta::RdfSyntax::turtle;
  Collector collector;
  if (auto read = pacta::read_rdf_text(response->body, "answer", reading, collector); !read) return read;
  const auto sink = pacta::find_format("ntriples")->open(bytes, {});
  if (!sink->write(collector.graph) || !sink->finish()) return tl::unexpected(wrong(sink->error()));
  return {};
}

// The local names of what the shipped ontology defines in the project's namespace; none if it cannot be read.
std::vector<std::string> ontology_names() {
  class Names final : public pacta::QuadHandler {
   public:
    bool quad(const pacta::Quad& quad) override {
      if (quad.subject.value.starts_with(pacta::ns::pacta)) names.emplace(quad.subject.value.substr(pacta::ns::pacta.size()));
      return true;
    }
    std::set<std::string> names;
  } handler;
  const auto read = pacta::read_rdf(find_data_folder() + "/pacta.ttl", {}, handler);
  if (!read) return {};
  return {handler.names.begin(), handler.names.end()};
}

int run_query(const Arguments& arguments) {
  using namespace pacta;
  if (arguments.list) return list_questions();
  auto words = arguments.words;
  const auto query = find_query(arguments, words);
  if (!query) {
    print({query.error()});
    return 2;
  }
  const QueryForm form = scan_query(query->text).form;
  if (form == QueryForm::update) {
    fmt::print(stderr, "pacta: only queries are answered, not updates\n");
    return 2;
  }
  if (words.empty() == arguments.endpoint.empty()) {
    fmt::print(stderr, "pacta: {}\n", words.empty() ? "no graph to ask" : "ask graphs or an endpoint, not both");
    return 2;
  }
  const auto answer = choose_format(arguments, form);
  if (!answer) {
    const bool triples = form == QueryForm::construct || form == QueryForm::describe;
    fmt::print(stderr, "pacta: unknown format '{}' for the answer of this query; {}\n", arguments.format,
               triples ? "'pacta formats' lists those of graphs" : "one of table, csv, tsv, json, xml");
    return 2;
  }
  std::optional<RdfSyntax> syntax;
  if (!arguments.from.empty() && !(syntax = syntax_of_name(arguments.from))) {
    fmt::print(stderr, "pacta: unknown syntax '{}'; one of turtle, trig, ntriples, nquads, rdfxml\n", arguments.from);
    return 2;
  }
  auto output = Output::open(arguments.output);
  if (!output) {
    print({output.error()});
    return 1;
  }
  StringSink text;
  ByteSink& bytes = answer->as_it_is ? output->bytes() : text;
  if (const auto done = arguments.endpoint.empty() ? ask_graphs(arguments, words, *query, *answer, syntax, bytes)
                                                   : ask_endpoint(arguments, *query, *answer, bytes);
      !done) {
    print({done.error()});
    return done.error().code == "query" ? 2 : 1;
  }
  if (const auto names = ontology_names(); !names.empty()) print(unknown_names(query->text, query->name, "pacta:", ns::pacta, names));
  tl::expected<void, Diagnostic> written;
  std::size_t rows = 0;
  if (answer->triples && !answer->as_it_is) {
    written = write_triples(text.text, *answer->graph_format, output->bytes());
  } else if (answer->format == "table") {
    const auto result = parse_result(text.text);
    if (!result) {
      written = tl::unexpected(result.error());
    } else {
      write_table(*result, answer->to_terminal ? terminal_width() : 0, output->bytes());
      rows = result->rows.size();
    }
  }
  if (written) written = output->commit();
  if (!written) {
    print({written.error()});
    return 1;
  }
  if (answer->format == "table" && form == QueryForm::select) fmt::print(stderr, "{} row{}\n", rows, rows == 1 ? "" : "s");
  return 0;
}

}  // namespace

void add_query(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("query", "Ask graphs a question in SPARQL");
  command->add_option("GRAPH... QUERY", arguments->words,
                      "Graphs in any RDF syntax, also compressed; then the query, if neither --file nor --run says which");
  auto* file = command->add_option("--file", arguments->file, "The file of the query ('-' is standard input)");
  command->add_option("--run", arguments->question, "A question that is shipped")->excludes(file);
  command->add_option("--endpoint", arguments->endpoint, "Ask this SPARQL endpoint instead of graphs; credentials as for 'pacta load'");
  command->add_flag("--list", arguments->list, "List the questions that are shipped");
  command->add_option("-f,--format", arguments->format,
                      "table (on a terminal), csv (otherwise), tsv, json or xml; for CONSTRUCT and DESCRIBE one of 'pacta formats', turtle "
                      "if not given");
  command->add_option("-o,--output", arguments->output, "File to write; its name may say the format");
  command->add_option("--timeout", arguments->seconds, "Seconds that the answer may take, once the graphs are read")->capture_default_str();
  command->add_option("--from", arguments->from, "Syntax of the graphs; by default what their names or their content say");
  command->add_option("--base-iri", arguments->base, "What relative IRIs are relative to; in a graph, its file if not given");
  command->add_flag("--no-union", arguments->no_union, "The default graph is not the union of all, but what is in no named graph");
  command->footer(
      "The prefixes pacta, id, rdf, rdfs, owl, xsd, skos, oa, prov, dcterms, foaf, schema, org, eli and others are known.\n"
      "Examples:\n"
      "  pacta query treaty.ttl 'SELECT ?party { ?treaty pacta:hasParty/rdfs:label ?party }'\n"
      "  pacta query corpus.nq --run denied-and-asserted --format csv --output denied.csv\n"
      "Exit status: 0 if the query was answered, 1 if a graph or the output failed, 2 if the query or the command was wrong.");
  command->callback([&run, arguments] { run = [arguments] { return run_query(*arguments); }; });
}
