#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
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
#include "sparql/engine.h"
#include "sparql/query_text.h"
#include "sparql/results.h"

namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::vector<std::string> words;
  std::string file, question, from, format, output, base;
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

std::string file_iri(const std::string& path) {
  std::error_code error;
  std::string iri = "file://";
  for (const auto& part : fs::absolute(path, error))
    if (part != "/") iri += "/" + pacta::percent_encode(part.string());
  return iri;
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
  if (words.empty()) {
    fmt::print(stderr, "pacta: no graph to ask\n");
    return 2;
  }
  const bool triples = form == QueryForm::construct || form == QueryForm::describe;
  const bool to_terminal = (arguments.output.empty() || arguments.output == "-") && ::isatty(STDOUT_FILENO) == 1;
  std::string format_name = arguments.format;
  if (format_name.empty() && !triples) {
    format_name = to_terminal ? "table" : "csv";
    for (const auto& [name, type] : result_formats)
      if (arguments.output.ends_with(std::string(".") + name)) format_name = name;
  }
  const Format* graph_format = nullptr;
  EngineOptions options;
  if (triples) {
    if (format_name.empty()) graph_format = format_of_file(arguments.output);
    if (graph_format == nullptr) graph_format = find_format(format_name.empty() ? "turtle" : format_name);
    options.result_format = "application/n-triples";
  } else if (const auto* known = std::find_if(result_formats.begin(), result_formats.end(),
                                              [&](const auto& known_format) { return known_format.first == format_name; });
             known != result_formats.end()) {
    options.result_format = known->second;
  }
  if (options.result_format.empty() || (triples && graph_format == nullptr)) {
    fmt::print(stderr, "pacta: unknown format '{}' for the answer of this query; {}\n", format_name,
               triples ? "'pacta formats' lists those of graphs" : "one of table, csv, tsv, json, xml");
    return 2;
  }
  std::optional<RdfSyntax> syntax;
  if (!arguments.from.empty() && !(syntax = syntax_of_name(arguments.from))) {
    fmt::print(stderr, "pacta: unknown syntax '{}'; one of turtle, trig, ntriples, nquads, rdfxml\n", arguments.from);
    return 2;
  }
  options.web_folder = find_web_folder();
  options.base = arguments.base;
  options.query_name = query->name;
  options.seconds = arguments.seconds;
  options.default_graph_is_union = !arguments.no_union;
  const auto engine = Engine::start(query->text, options);
  if (!engine) {
    if (engine.error().code == "missing") {
      fmt::print(stderr, "pacta: queries are answered in Node.js (18 or later), which is not there; install it with: apt install nodejs\n");
    } else {
      print({engine.error()});
    }
    return 1;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    RdfReadOptions reading;
    reading.syntax = syntax;
    reading.base = arguments.base.empty() ? file_iri(words[i]) : arguments.base;
    if (words.size() > 1) reading.blank_prefix = fmt::format("g{}.", i);
    if (const auto read = read_rdf(words[i], reading, **engine); !read) {
      print({read.error()});
      return 1;
    }
  }
  auto output = Output::open(arguments.output);
  if (!output) {
    print({output.error()});
    return 1;
  }
  StringSink text;
  const bool as_it_is = triples ? graph_format->name == "ntriples" : format_name != "table";
  if (const auto done = (*engine)->finish(as_it_is ? output->bytes() : text); !done) {
    print({done.error()});
    return done.error().code == "query" ? 2 : 1;
  }
  tl::expected<void, Diagnostic> written;
  std::size_t rows = 0;
  if (triples && !as_it_is) {
    written = write_triples(text.text, *graph_format, output->bytes());
  } else if (format_name == "table") {
    const auto result = parse_result(text.text);
    if (!result) {
      written = tl::unexpected(result.error());
    } else {
      write_table(*result, to_terminal ? terminal_width() : 0, output->bytes());
      rows = result->rows.size();
    }
  }
  if (written) written = output->commit();
  if (!written) {
    print({written.error()});
    return 1;
  }
  if (format_name == "table" && form == QueryForm::select) fmt::print(stderr, "{} row{}\n", rows, rows == 1 ? "" : "s");
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
      "  pacta query corpus.nq --run who-denies-what --format csv --output denied.csv\n"
      "Exit status: 0 if the query was answered, 1 if a graph or the output failed, 2 if the query or the command was wrong.");
  command->callback([&run, arguments] { run = [arguments] { return run_query(*arguments); }; });
}
