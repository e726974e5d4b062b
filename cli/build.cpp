#include "pipeline/build.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "cli/commands.h"
#include "cli/data.h"
#include "cli/graph_output.h"

namespace {

struct Arguments {
  std::vector<std::string> inputs, gazetteers, rules, ontologies, corrections;
  OutputArguments output;
  std::string provenance = "full", base_iri = "https://w3id.org/pacta/id/";
  unsigned threads = 0;
  std::string input_format, text_folder;
  bool quiet = false, trace = false, with_text = false;
};

void print_summary(const pacta::BuildSummary& summary) {
  const auto list = [](const std::map<std::string, std::uint64_t>& counts) {
    std::string text;
    for (const auto& [name, count] : counts) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, count);
    return text.empty() ? std::string("none") : text;
  };
  fmt::print(stderr, "{} document{}, {} triples, {} claims ({} denied, uncertain or reported)\n", summary.documents,
             summary.documents == 1 ? "" : "s", summary.triples, summary.claims, summary.reported);
  fmt::print(stderr, "entities:  {}\nrelations: {}\n", list(summary.entities), list(summary.relations));
  if (summary.skipped > 0) fmt::print(stderr, "{} file{} of unknown type skipped\n", summary.skipped, summary.skipped == 1 ? "" : "s");
}

int run_build(const Arguments& arguments) {
  using namespace pacta;
  const Format* const format = choose_format(arguments.output);
  if (format == nullptr) return 2;
  const DocumentKind* kind = nullptr;
  if (!arguments.input_format.empty()) {
    kind = find_kind(arguments.input_format);
    if (kind == nullptr) {
      std::vector<std::string_view> names;
      for (const DocumentKind& k : document_kinds()) names.push_back(k.name);
      const auto near = nearest(arguments.input_format, names);
      fmt::print(stderr, "pacta: unknown input format '{}'{}; one of {}\n", arguments.input_format,
                 near.empty() ? "" : fmt::format(", did you mean '{}'?", near), fmt::join(names, ", "));
      return 2;
    }
  }
  auto found = knowledge_files(arguments.gazetteers, arguments.rules, arguments.ontologies);
  if (!found) return 2;
  KnowledgeFiles& files = *found;
  files.corrections = arguments.corrections;
  const auto knowledge = Knowledge::load(files);
  if (!knowledge) {
    print(knowledge.error());
    return 2;
  }
  BuildOptions options;
  options.emit.base = arguments.base_iri;
  options.emit.with_text = arguments.with_text;
  options.emit.provenance = arguments.provenance == "none"      ? Provenance::none
                            : arguments.provenance == "compact" ? Provenance::compact
                                                                : Provenance::full;
  options.threads = arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  options.read.kind = kind;
  options.text_folder = arguments.text_folder;

  if (arguments.trace) options.trace = [](std::string_view trace) { fmt::print(stderr, "{}", trace); };
  const auto output = GraphOutput::open(arguments.output, *format);
  if (!output) return 1;
  const BuildSummary summary = build(arguments.inputs, **knowledge, options, output->sink());
  const bool written = output->finish();
  print(summary.problems);
  if (!written) return 1;
  if (summary.documents == 0) {
    fmt::print(stderr, "pacta: no document was read, so nothing was written\n");
    return 1;
  }
  if (!output->commit()) return 1;
  if (!arguments.quiet) print_summary(summary);
  return has_errors(summary.problems) ? 1 : 0;
}

}  // namespace

void add_build(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("build", "Read texts and write their graph");
  command
      ->add_option("INPUT", arguments->inputs,
                   "Texts, web pages, PDF, Word, Markdown, Akoma Ntoso or JSON Lines files, also compressed (.gz, .zst); folders of them; "
                   "- for standard input")
      ->required();
  command->add_option("-o,--output", arguments->output.path,
                      "File to write, compressed if it ends in .gz or .zst; standard output if not given");
  add_output_options(*command, arguments->output);
  command
      ->add_option("--provenance", arguments->provenance,
                   "How much to say of where each fact comes from: none, compact (rule and place) or full (its words too)")
      ->check(CLI::IsMember({"none", "compact", "full"}))
      ->capture_default_str();
  command->add_flag("--with-text", arguments->with_text, "The words of each provision of a treaty's text that has no parts");
  std::string kinds;
  for (const pacta::DocumentKind& kind : pacta::document_kinds()) kinds += (kinds.empty() ? "" : ", ") + std::string(kind.name);
  command->add_option("--input-format", arguments->input_format, "Kind of the inputs, where their content does not tell: " + kinds);
  command->add_option("--text-folder", arguments->text_folder,
                      "Folder to write the texts to that the documents were read as; the graph's offsets refer to them");
  command->add_option("--base-iri", arguments->base_iri, "Where the IRIs of entities begin")->capture_default_str();
  command->add_option("--gazetteer", arguments->gazetteers, "Further gazetteer (docs/gazetteers.md); may be repeated");
  command->add_option("--corrections", arguments->corrections, "What names of your texts stand for (docs/gazetteers.md); may be repeated");
  command->add_option("--rules", arguments->rules, "Further rules (docs/rules.md); may be repeated");
  command->add_option("--ontology", arguments->ontologies, "Further ontology in Turtle; may be repeated");
  command->add_option("-j,--threads", arguments->threads, "Documents read at a time; as many as there are processors if not given");
  command->add_flag("--trace", arguments->trace, "Say on standard error which rules matched each sentence, and which nearly did");
  command->add_flag("-q,--quiet", arguments->quiet, "No summary");
  command->footer(
      "Examples:\n"
      "  pacta build treaty.txt                              Turtle on standard output, a summary on standard error\n"
      "  pacta build news.jsonl --output news.trig           one document a line: {\"id\": …, \"text\": …}\n"
      "  pacta build page.html paper.pdf --text-folder texts  what was read of them, too\n"
      "  pacta build a.txt b.txt --format ntriples --provenance none --output plain.nt\n"
      "Exit status: 0 if all went well, 1 if an input or the output failed, 2 if the command or the knowledge was wrong.");
  command->callback([&run, arguments] { run = [arguments] { return run_build(*arguments); }; });
}
