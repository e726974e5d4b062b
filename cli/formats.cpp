#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "exporters/format.h"

namespace {

int run_formats() {
  for (const pacta::Format& format : pacta::formats())
    fmt::print("{:10} {:9} {}{}{}\n", format.name, format.extension, format.summary, format.streams ? ", streams" : "",
               format.named_graphs ? ", named graphs" : "");
  return 0;
}

}  // namespace

void add_formats(CLI::App& app, Run& run) {
  app.add_subcommand("formats", "List the formats of graphs")->callback([&run] { run = run_formats; });
}
