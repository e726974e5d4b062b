#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.h"

/// Prints diagnostics to standard error.
void print(const pacta::Diagnostics& diagnostics);

/// Exit statuses: 0 all went well; 1 some input or output failed (what could be done is done); 2 the command was wrong.
struct BuildArguments {
  std::vector<std::string> inputs, gazetteers, rules, ontologies;
  std::string output, format, provenance = "full", base_iri = "https://w3id.org/pacta/id/";
  unsigned threads = 0;
  bool quiet = false;
};
int run_build(const BuildArguments& arguments);

struct ExplainArguments {
  std::string graph, term;
};
int run_explain(const ExplainArguments& arguments);

int run_formats();
