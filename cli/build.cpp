#include "pipeline/build.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "exporters/format.h"

namespace {

struct Arguments {
  std::vector<std::string> inputs, gazetteers, rules, ontologies;
  std::string output, format, provenance = "full", base_iri = "https://w3id.org/pacta/id/";
  unsigned threads = 0;
  std::string input_format, text_folder;
  bool quiet = false;
};

class StandardOutput final : public pacta::ByteSink {
 public:
  bool write(std::string_view bytes) override {
    if (failed_) return false;
    failed_ = std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size();
    return !failed_;
  }
  [[nodiscard]] std::string error() const override { return failed_ ? "cannot write to standard output" : ""; }

 private:
  bool failed_ = false;
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
  const Format* format = !arguments.format.empty()  ? find_format(arguments.format)
                         : arguments.output.empty() ? find_format("turtle")
                                                    : format_of_file(arguments.output);
  if (format == nullptr) {
    std::vector<std::string_view> names;
    for (const Format& f : formats()) names.push_back(f.name);
    if (arguments.format.empty()) {
      fmt::print(stderr, "pacta: '{}' does not say in which format to write; use --format, one of {}\n", arguments.output,
                 fmt::join(names, ", "));
    } else {
      const auto near = nearest(arguments.format, names);
      fmt::print(stderr, "pacta: unknown format '{}'{}; one of {}\n", arguments.format,
                 near.empty() ? "" : fmt::format(", did you mean '{}'?", near), fmt::join(names, ", "));
    }
    return 2;
  }
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
  KnowledgeFiles files;
  files.folder = find_data_folder();
  if (files.folder.empty()) {
    fmt::print(stderr, "pacta: cannot find the folder of gazetteers and rules; set PACTA_DATA to it\n");
    return 2;
  }
  files.extra_gazetteers = arguments.gazetteers;
  files.extra_rules = arguments.rules;
  files.extra_ontologies = arguments.ontologies;
  const auto knowledge = Knowledge::load(files);
  if (!knowledge) {
    print(knowledge.error());
    return 2;
  }
  BuildOptions options;
  options.emit.base = arguments.base_iri;
  options.emit.provenance = arguments.provenance == "none"      ? Provenance::none
                            : arguments.provenance == "compact" ? Provenance::compact
                                                                : Provenance::full;
  options.threads = arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  options.read.kind = kind;
  options.text_folder = arguments.text_folder;

  std::unique_ptr<AtomicFile> file;
  StandardOutput standard_output;
  ByteSink* bytes = &standard_output;
  if (!arguments.output.empty() && arguments.output != "-") {
    auto opened = AtomicFile::open(arguments.output);
    if (!opened) {
      print({opened.error()});
      return 1;
    }
    file = std::move(*opened);
    bytes = file.get();
  }
  const auto sink = format->open(*bytes, {});
  const BuildSummary summary = build(arguments.inputs, **knowledge, options, *sink);
  const bool written = sink->finish() && sink->error().empty() && bytes->error().empty();
  print(summary.problems);
  if (!written) {
    fmt::print(stderr, "pacta: cannot write {}: {}\n", arguments.output.empty() ? "the graph" : arguments.output,
               sink->error().empty() ? bytes->error() : sink->error());
    return 1;
  }
  if (summary.documents == 0) {
    fmt::print(stderr, "pacta: no document was read, so nothing was written\n");
    return 1;
  }
  if (file) {
    if (const auto committed = file->commit(); !committed) {
      print({committed.error()});
      return 1;
    }
  } else if (std::fflush(stdout) != 0) {
    fmt::print(stderr, "pacta: cannot write to standard output\n");
    return 1;
  }
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
  command->add_option("-o,--output", arguments->output, "File to write; standard output if not given");
  command->add_option("-f,--format", arguments->format,
                      "Format of the graph; by default what the output's name says ('pacta formats' lists them)");
  command
      ->add_option("--provenance", arguments->provenance,
                   "How much to say of where each fact comes from: none, compact (rule and place) or full (its words too)")
      ->check(CLI::IsMember({"none", "compact", "full"}))
      ->capture_default_str();
  std::string kinds;
  for (const pacta::DocumentKind& kind : pacta::document_kinds()) kinds += (kinds.empty() ? "" : ", ") + std::string(kind.name);
  command->add_option("--input-format", arguments->input_format, "Kind of the inputs, where their content does not tell: " + kinds);
  command->add_option("--text-folder", arguments->text_folder,
                      "Folder to write the texts to that the documents were read as; the graph's offsets refer to them");
  command->add_option("--base-iri", arguments->base_iri, "Where the IRIs of entities begin")->capture_default_str();
  command->add_option("--gazetteer", arguments->gazetteers, "Further gazetteer (docs/gazetteers.md); may be repeated");
  command->add_option("--rules", arguments->rules, "Further rules (docs/rules.md); may be repeated");
  command->add_option("--ontology", arguments->ontologies, "Further ontology in Turtle; may be repeated");
  command->add_option("-j,--threads", arguments->threads, "Documents read at a time; as many as there are processors if not given");
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
