#include "sparql/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "graph/lines.h"
#include "sparql/query_text.h"

namespace pacta {
namespace {

constexpr std::size_t block = std::size_t{1} << 18U;

// The byte offset of a line and a column, both from 1; the end of the text if it is shorter.
std::size_t offset_of(std::string_view text, std::size_t line, std::size_t column) {
  std::size_t at = 0;
  for (; line > 1 && at < text.size(); ++at)
    if (text[at] == '\n') --line;
  for (; column > 1 && at < text.size() && text[at] != '\n'; --column) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  }
  return at;
}

}  // namespace

bool engine_reads(const std::string& path, std::optional<RdfSyntax> syntax) {
  std::error_code error;
  // The engine is told names in JSON.
  if (invalid_utf8(path) || !std::filesystem::is_regular_file(path, error)) return false;
  // What is compressed is so by its first bytes, whatever its name.
  std::array<char, 4> begin{};
  std::ifstream(path, std::ios::binary).read(begin.data(), begin.size());
  const std::string_view magic(begin.data(), begin.size());
  if (magic.starts_with("\x1F\x8B") || magic == "\x28\xB5\x2F\xFD") return false;
  return (syntax ? syntax : syntax_of_file(path)) == RdfSyntax::ntriples;
}

tl::expected<std::unique_ptr<Engine>, Diagnostic> Engine::start(const std::string& query, const EngineOptions& options) {
  std::unique_ptr<Engine> engine(new Engine);
  engine->query_ = query;
  engine->options_ = options;
  const QueryText scanned = scan_query(query);
  const Preamble preamble = missing_prefixes(scanned);
  engine->added_lines_ = preamble.lines;
  // Oxigraph can take all graphs together for the default graph, but then finds a triple as often as there are graphs that hold it. So each
  // is given to the default graph as well, and to its own only if the query looks there.
  engine->union_ = options.default_graph_is_union && !scanned.dataset;
  engine->named_ = !engine->union_ || scanned.graphs;
  auto child = Child::start("node", {options.web_folder + "/query-worker.js"});
  if (!child) return tl::unexpected(child.error());
  engine->child_ = std::move(*child);
  nlohmann::json request{{"query", preamble.text + query}, {"format", options.result_format}};
  if (!options.base.empty()) request["base"] = options.base;
  request["files"] = options.files;
  engine->buffer_ = request.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  return engine;
}

bool Engine::quad(const Quad& quad) {
  if (failed_) return false;
  const std::size_t begin = buffer_.size();
  for (const Term* term : {&quad.subject, &quad.predicate, &quad.object}) {
    append_term(buffer_, *term);
    buffer_ += ' ';
  }
  const std::size_t end = buffer_.size();
  if (quad.graph.value.empty() || union_) buffer_ += ".\n";
  if (!quad.graph.value.empty() && named_) {
    if (union_) buffer_.append(buffer_, begin, end - begin);
    append_term(buffer_, quad.graph);
    buffer_ += " .\n";
  }
  if (buffer_.size() < block) return true;
  failed_ = !child_->write(buffer_);
  buffer_.clear();
  return !failed_;
}

tl::expected<void, Diagnostic> Engine::finish(ByteSink& bytes) {
  if (!failed_) child_->write(buffer_);
  child_->close_input();
  constexpr std::string_view loaded = "loaded\n";
  std::string received;
  auto state = Child::Read::some;
  while (state == Child::Read::some && received.size() < loaded.size()) state = child_->read(received);
  if (!received.starts_with(loaded)) return tl::unexpected(problem(child_->wait()));
  const auto limit = std::chrono::duration<double>(std::clamp(options_.seconds, 0.0, 1e9));
  const auto deadline = Child::Clock::now() + std::chrono::duration_cast<Child::Clock::duration>(limit);
  received.erase(0, loaded.size());
  for (;;) {
    bytes.write(received);
    received.clear();
    if (state == Child::Read::end) break;
    state = child_->read(received, deadline);
    if (state == Child::Read::timeout) {
      child_->kill();
      Diagnostic diagnostic;
      diagnostic.message = fmt::format("no answer within {} seconds; --timeout sets the limit", options_.seconds);
      diagnostic.file = options_.query_name;
      return tl::unexpected(diagnostic);
    }
  }
  if (const int status = child_->wait(); status != 0) return tl::unexpected(problem(status));
  return {};
}

Diagnostic Engine::problem(int status) const {
  const std::string errors = child_->errors();
  Diagnostic diagnostic;
  diagnostic.file = options_.query_name;
  const auto begin = errors.rfind("{\"kind\":");
  const auto said = begin == std::string::npos ? nlohmann::json() : nlohmann::json::parse(errors.substr(begin), nullptr, false);
  if (!said.is_object()) {
    // Not by the worker's own choice.
    diagnostic.message = fmt::format("the query engine (node {}/query-worker.js) ended with status {}", options_.web_folder, status);
    if (errors.find("heap out of memory") != std::string::npos || status == 128 + 9) diagnostic.message += ", perhaps for lack of memory";
    if (!errors.empty()) diagnostic.message += ": " + errors.substr(0, errors.find('\n'));
    return diagnostic;
  }
  const std::string kind = said.value("kind", "");
  diagnostic.message = said.value("message", "");
  if (kind == "missing") {
    diagnostic.code = "missing";
    diagnostic.file.clear();
    diagnostic.message += fmt::format("; install it with: npm --prefix {} ci --omit=dev", options_.web_folder);
  } else if (kind == "syntax") {
    if (diagnostic.message == "prefix not found") {
      diagnostic.message = "a prefix is not declared";
      const QueryText scanned = scan_query(query_);
      for (const std::string& name : scanned.used) {
        const auto known = known_prefixes();
        const auto is_name = [&](const auto& prefix) { return prefix.first == name; };
        if (std::find(scanned.declared.begin(), scanned.declared.end(), name) != scanned.declared.end()) continue;
        if (std::none_of(known.begin(), known.end(), is_name)) diagnostic.message = fmt::format("the prefix '{}:' is not declared", name);
      }
    }
    const std::size_t line = said.value("line", std::size_t{1}), column = said.value("column", std::size_t{1});
    diagnostic = diagnose(options_.query_name, query_, offset_of(query_, line - std::min(line - 1, added_lines_), column), "query",
                          diagnostic.message);
  } else if (kind == "data") {
    diagnostic.file = said.value("file", "");
    diagnostic.line = said.value("line", std::size_t{0});
    diagnostic.column = said.value("column", std::size_t{0});
  } else if (kind == "query") {
    diagnostic.code = "query";
  }
  return diagnostic;
}

}  // namespace pacta
