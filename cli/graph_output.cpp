#include "cli/graph_output.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "cli/commands.h"
#include "cli/data.h"

namespace {

namespace fs = std::filesystem;

/// Stands for a file of a folder that could not be opened.
class Nowhere final : public pacta::ByteSink {
 public:
  bool write(std::string_view /*bytes*/) override { return false; }
};

}  // namespace

void add_output_options(CLI::App& command, OutputArguments& arguments) {
  command.add_option("-f,--format", arguments.format,
                     "Format of the graph; by default what the output's name says ('pacta formats' lists them)");
  command
      .add_option("--view", arguments.view,
                  "What graphs for looking show: entities (and their relations) or full (every resource, with claims and evidence)")
      ->check(CLI::IsMember({"entities", "full"}))
      ->capture_default_str();
  command.add_option("--jsonld", arguments.json_ld, "Form of JSON-LD: compacted, with pacta's context, or expanded")
      ->check(CLI::IsMember({"compacted", "expanded"}))
      ->capture_default_str();
}

const pacta::Format* choose_format(const OutputArguments& arguments) {
  const bool named = !arguments.path.empty() && arguments.path != "-";
  const pacta::Format* const format = !arguments.format.empty() ? pacta::find_format(arguments.format)
                                      : named                   ? pacta::format_of_file(arguments.path)
                                                                : pacta::find_format("turtle");
  if (format == nullptr) {
    std::vector<std::string_view> names;
    for (const pacta::Format& f : pacta::formats()) names.push_back(f.name);
    if (arguments.format.empty()) {
      fmt::print(stderr, "pacta: '{}' does not say in which format to write; use --format, one of {}\n", arguments.path,
                 fmt::join(names, ", "));
    } else {
      const auto near = pacta::nearest(arguments.format, names);
      fmt::print(stderr, "pacta: unknown format '{}'{}; one of {}\n", arguments.format,
                 near.empty() ? "" : fmt::format(", did you mean '{}'?", near), fmt::join(names, ", "));
    }
  } else if (format->open_folder != nullptr && !named) {
    fmt::print(stderr, "pacta: '{}' is a folder of files; use --output FOLDER\n", format->name);
    return nullptr;
  }
  return format;
}

std::unique_ptr<GraphOutput> GraphOutput::open(const OutputArguments& arguments, const pacta::Format& format,
                                               pacta::FormatOptions options) {
  options.view = arguments.view == "full" ? pacta::View::full : pacta::View::entities;
  options.json_ld = arguments.json_ld == "expanded" ? pacta::JsonLdForm::expanded : pacta::JsonLdForm::compacted;
  options.page_template = find_page_template();
  std::unique_ptr<GraphOutput> output(new GraphOutput);
  output->path_ = arguments.path;
  if (format.open_folder == nullptr) {
    Output* const file = output->open_file(arguments.path);
    if (file == nullptr) return nullptr;
    output->sink_ = format.open(file->bytes(), options);
    return output;
  }
  std::error_code error;
  output->made_folder_ = fs::create_directory(arguments.path, error);
  if (error || !fs::is_directory(arguments.path, error)) {
    fmt::print(stderr, "pacta: cannot make the folder '{}': {}\n", arguments.path,
               error ? error.message() : "there is a file of that name");
    return nullptr;
  }
  static Nowhere nowhere;
  bool good = true;
  const auto open_file = [&](std::string_view name) -> pacta::ByteSink& {
    Output* const file = output->open_file((fs::path(arguments.path) / name).string());
    good = good && file != nullptr;
    return file != nullptr ? file->bytes() : nowhere;
  };
  output->sink_ = format.open_folder(open_file, options);
  return good ? std::move(output) : nullptr;
}

GraphOutput::~GraphOutput() {
  sink_.reset();  // it may hold bytes for the files
  files_.clear();
  std::error_code error;
  if (made_folder_ && !committed_) fs::remove(path_, error);  // only if it is empty
}

Output* GraphOutput::open_file(const std::string& path) {
  auto opened = Output::open(path);
  if (!opened) {
    print({opened.error()});
    return nullptr;
  }
  files_.push_back(std::make_unique<Output>(std::move(*opened)));
  return files_.back().get();
}

bool GraphOutput::finish() {
  bool good = sink_->finish() && sink_->error().empty();
  std::string error = sink_->error();
  for (const auto& file : files_) {
    good = good && file->finish();
    if (error.empty()) error = file->bytes().error();
  }
  if (!good) fmt::print(stderr, "pacta: cannot write {}: {}\n", path_.empty() || path_ == "-" ? "the graph" : path_, error);
  return good;
}

bool GraphOutput::commit() {
  for (const auto& file : files_) {
    if (const auto committed = file->commit(); !committed) {
      print({committed.error()});
      return false;
    }
    committed_ = true;
  }
  return true;
}
