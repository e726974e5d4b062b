#pragma once
#include <functional>

#include "base/diagnostic.h"

namespace CLI {
class App;
}

/// What the command line asked for; the chosen command sets it while the arguments are read, and main runs it afterwards. Returns
/// the exit status: 0 all went well; 1 some input or output failed (what could be done is done); 2 the command or the knowledge was wrong.
using Run = std::function<int()>;

/// One function and one file a command: it adds the subcommand with its options to `app`, and sets `run` if that is the one chosen.
/// A new command is declared here and listed in main.cpp.
void add_build(CLI::App& app, Run& run);
void add_convert(CLI::App& app, Run& run);
void add_diff(CLI::App& app, Run& run);
void add_explain(CLI::App& app, Run& run);
void add_lint(CLI::App& app, Run& run);
void add_trace(CLI::App& app, Run& run);
void add_formats(CLI::App& app, Run& run);
void add_infer(CLI::App& app, Run& run);
void add_load(CLI::App& app, Run& run);
void add_query(CLI::App& app, Run& run);
void add_merge(CLI::App& app, Run& run);
void add_serve(CLI::App& app, Run& run);
void add_unload(CLI::App& app, Run& run);
void add_validate(CLI::App& app, Run& run);

/// Prints diagnostics to standard error.
void print(const pacta::Diagnostics& diagnostics);
