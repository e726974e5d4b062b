#pragma once
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "cli/output.h"
#include "exporters/format.h"

namespace CLI {
class App;
}

/// Where a graph is to go, as given on the command line.
struct OutputArguments {
  std::string path;    ///< empty or "-" for standard output
  std::string format;  ///< empty for what the path says, or Turtle
  std::string view = "entities", json_ld = "compacted";
};

/// Adds --format, --view and --jsonld. The caller adds the path in its own way.
void add_output_options(CLI::App& command, OutputArguments& arguments);

/// The format asked for; null after a message.
[[nodiscard]] const pacta::Format* choose_format(const OutputArguments& arguments);

/// Where a graph goes: a file or folder that appears whole or not at all, or standard output. What goes wrong is printed.
class GraphOutput {
 public:
  /// Null after a message: exit status 1.
  static std::unique_ptr<GraphOutput> open(const OutputArguments& arguments, const pacta::Format& format,
                                           pacta::FormatOptions options = {});
  ~GraphOutput();
  GraphOutput(const GraphOutput&) = delete;
  GraphOutput& operator=(const GraphOutput&) = delete;
  [[nodiscard]] pacta::GraphSink& sink() { return *sink_; }
  /// Writes what the format held back. False after a message.
  bool finish();
  /// Moves the files into place. False after a message.
  bool commit();

 private:
  GraphOutput() = default;
  Output* open_file(const std::string& path);
  std::string path_;
  bool made_folder_ = false, committed_ = false;
  std::vector<std::unique_ptr<Output>> files_;
  std::unique_ptr<pacta::GraphSink> sink_;
};
