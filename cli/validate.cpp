#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"
#include "graph/iri.h"
#include "graph/rdf_reader.h"
#include "validation/validator.h"

namespace {

struct Arguments {
  std::vector<std::string> graphs, shapes;
  std::string output, format = "text";
  std::size_t most = 100;
  bool quiet = false;
};

/// Counts what goes to the validator.
class Counter final : public pacta::QuadHandler {
 public:
  explicit Counter(pacta::Validator& validator) : validator_(validator) {}
  bool quad(const pacta::Quad& quad) override {
    ++count;
    return validator_.quad(quad);
  }
  std::size_t count = 0;

 private:
  pacta::Validator& validator_;
};

// "pacta:hasParty" for its IRI; for a terminal, so without control characters.
std::string shortened(std::string_view iri) {
  std::string text = pacta::one_line(iri);
  for (const auto& [prefix, space] : {std::pair{"pacta:", pacta::ns::pacta},
                                      {"rdf:", pacta::ns::rdf},
                                      {"rdfs:", pacta::ns::rdfs},
                                      {"skos:", pacta::ns::skos},
                                      {"oa:", pacta::ns::oa},
                                      {"prov:", pacta::ns::prov},
                                      {"dcterms:", pacta::ns::dcterms}})
    for (auto at = text.find(space); at != std::string::npos; at = text.find(space, at + 1)) text.replace(at, space.size(), prefix);
  return text;
}

std::string as_text(const pacta::ValidationReport& report, std::size_t triples) {
  if (report.conforms) return fmt::format("conforms: {} triples\n", triples);
  std::string text, last;
  for (const auto& result : report.results) {
    if (result.focus != last) {
      if (!last.empty()) text += '\n';
      text += result.focus_label.empty() ? fmt::format("<{}>\n", pacta::one_line(result.focus))
                                         : fmt::format("{}  <{}>\n", pacta::one_line(result.focus_label), pacta::one_line(result.focus));
    }
    last = result.focus;
    std::string line;
    if (!result.path.empty()) line += shortened(result.path) + " ";
    if (!result.value.empty() && result.value != result.focus) {
      line += result.value.front() == '"' ? shortened(result.value) : fmt::format("<{}>", pacta::one_line(result.value));
      if (!result.value_label.empty()) line += fmt::format(" ({})", pacta::one_line(result.value_label));
      line += ' ';
    }
    if (!line.empty()) {
      line.pop_back();
      line += ": ";
    }
    line += result.message.empty() ? result.component : pacta::one_line(result.message);
    if (result.severity != "Violation") line += fmt::format(" [{}]", result.severity);
    text += "  " + line + "\n";
  }
  if (report.count > report.results.size()) text += fmt::format("\nand {} more (--most)\n", report.count - report.results.size());
  return text;
}

std::string as_json(const pacta::ValidationReport& report, std::size_t triples) {
  nlohmann::ordered_json json{
      {"conforms", report.conforms}, {"triples", triples}, {"count", report.count}, {"results", nlohmann::ordered_json::array()}};
  for (const auto& r : report.results)
    json["results"].push_back({{"focus", r.focus},
                               {"label", r.focus_label},
                               {"path", r.path},
                               {"value", r.value},
                               {"valueLabel", r.value_label},
                               {"message", r.message},
                               {"severity", r.severity},
                               {"component", r.component},
                               {"shape", r.shape}});
  return json.dump(2) + "\n";
}

// An empty graph conforms to everything, which is hardly what was asked.
pacta::Diagnostic no_triples(const std::string& path, bool nothing) {
  pacta::Diagnostic diagnostic;
  diagnostic.severity = nothing ? pacta::Severity::error : pacta::Severity::warning;
  diagnostic.file = path == "-" ? "standard input" : path;
  diagnostic.message = nothing ? "there are no triples in it, so there is nothing to validate" : "there are no triples in it";
  return diagnostic;
}

int run_validate(const Arguments& arguments) {
  using namespace pacta;
  ValidatorOptions options;
  options.web_folder = find_web_folder();
  options.shapes = arguments.shapes;
  options.most = arguments.most;
  if (options.shapes.empty()) {
    const std::string folder = find_data_folder();
    if (folder.empty()) {
      fmt::print(stderr, "pacta: cannot find the folder of the shapes; set PACTA_DATA to it, or use --shapes\n");
      return 2;
    }
    options.shapes = {folder + "/shapes.ttl"};
  }
  const auto validator = Validator::start(options);
  if (!validator) {
    if (validator.error().code == "missing")
      fmt::print(stderr, "pacta: graphs are validated in Node.js (18 or later), which is not there; install it with: apt install nodejs\n");
    else
      print({validator.error()});
    return 1;
  }
  Counter counter(**validator);
  for (std::size_t i = 0; i < arguments.graphs.size(); ++i) {
    RdfReadOptions reading;
    if (arguments.graphs.size() > 1) reading.blank_prefix = fmt::format("g{}.", i);
    const std::size_t before = counter.count;
    if (const auto read = read_rdf(arguments.graphs[i], reading, counter); !read) {
      print({read.error()});
      return 1;
    }
    if (counter.count == before) print({no_triples(arguments.graphs[i], counter.count == 0 && i + 1 == arguments.graphs.size())});
  }
  if (counter.count == 0) return 1;
  const auto report = (*validator)->finish();
  if (!report) {
    print({report.error()});
    return report.error().code == "shapes" ? 2 : 1;
  }
  auto output = Output::open(arguments.output);
  if (!output) {
    print({output.error()});
    return 1;
  }
  output->bytes().write(arguments.format == "json" ? as_json(*report, counter.count) : as_text(*report, counter.count));
  if (!output->finish()) {
    fmt::print(stderr, "pacta: cannot write the report: {}\n", output->bytes().error());
    return 1;
  }
  if (const auto committed = output->commit(); !committed) {
    print({committed.error()});
    return 1;
  }
  if (!arguments.quiet && !report->conforms)
    fmt::print(stderr, "does not conform: {} finding{} in {} triples\n", report->count, report->count == 1 ? "" : "s", counter.count);
  return report->conforms ? 0 : 1;
}

}  // namespace

void add_validate(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("validate", "Check graphs against the shapes of the ontology");
  command->add_option("GRAPH", arguments->graphs, "Graphs in any syntax of RDF; their union is checked")->required();
  command->add_option("--shapes", arguments->shapes, "SHACL shapes in Turtle instead of the shipped ones; may be repeated");
  command->add_option("-f,--format", arguments->format, "Of the report: text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_option("-o,--output", arguments->output, "File to write the report to; standard output if not given");
  command->add_option("--most", arguments->most, "Findings to show; all are counted")->capture_default_str();
  command->add_flag("-q,--quiet", arguments->quiet, "No summary");
  command->footer(
      "Examples:\n"
      "  pacta validate corpus.nq\n"
      "  pacta validate mine.ttl yours.ttl --format json --output report.json\n"
      "Exit status: 0 if the graph conforms, 1 if it does not or could not be read, 2 if the command or the shapes were wrong.");
  command->callback([&run, arguments] { run = [arguments] { return run_validate(*arguments); }; });
}
