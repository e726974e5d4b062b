#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"
#include "base/process.h"
#include "graph/rdf_reader.h"

namespace pacta {

struct ValidatorOptions {
  std::string web_folder;           ///< the folder of validate-worker.js
  std::vector<std::string> shapes;  ///< files of SHACL shapes in Turtle
  std::size_t most = 100;           ///< results to report; all are counted
};

/// What does not conform, as SHACL's report has it. IRIs are whole; literals are in quotes; labels are empty where the graph has none.
struct ValidationResult {
  std::string focus, focus_label;  ///< the node that is wrong
  std::string path;                ///< of which property; empty if of the node itself
  std::string value, value_label;  ///< which value; empty if none is there
  std::string message;             ///< the shape's words
  std::string severity;            ///< Violation, Warning or Info
  std::string component;           ///< the kind of constraint: Class, MinCount, …
  std::string shape;               ///< its IRI; empty if it has none
};

struct ValidationReport {
  bool conforms = false;
  std::size_t count = 0;                  ///< of all results
  std::vector<ValidationResult> results;  ///< the first of them by node, path and value
};

/// Validates the union of the graphs that are handed to it against SHACL shapes, by rdf-validate-shacl in Node.js: first `start`, then the
/// quads, then `finish`. It holds the graph in memory. Not thread-safe.
class Validator final : public QuadHandler {
 public:
  /// Fails where Node.js cannot be run (`Diagnostic::code` "missing").
  static tl::expected<std::unique_ptr<Validator>, Diagnostic> start(const ValidatorOptions& options);
  /// False once it has failed; `finish` then says why.
  bool quad(const Quad& quad) override;
  /// Errors: shapes that cannot be read or are wrong (code "shapes"), a package that is not installed (code "missing"), lack of memory.
  [[nodiscard]] tl::expected<ValidationReport, Diagnostic> finish();

 private:
  Validator() = default;
  [[nodiscard]] Diagnostic problem(int status) const;
  std::unique_ptr<Child> child_;
  std::string web_folder_, buffer_;
  bool failed_ = false;
};

}  // namespace pacta
