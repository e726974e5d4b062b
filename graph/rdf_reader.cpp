#include "graph/rdf_reader.h"

#include <fmt/format.h>
#include <raptor2/raptor2.h>
#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "base/stream.h"
#include "base/utf8.h"
#include "graph/iri.h"
#include "graph/valid.h"

namespace pacta {
namespace {

/// A document that can be read again from its beginning, to find the place of an error.
struct Document {
  std::string name;
  std::function<tl::expected<std::unique_ptr<ByteSource>, Diagnostic>()> open;
  bool again = true;  ///< not so for standard input and pipes
};

/// What went wrong while a document was read.
struct Failure {
  std::string code, message;
  std::size_t line = 0;    ///< from 1; 0 if it is not known
  std::size_t column = 0;  ///< from 1, in bytes; 0 if it is not known
};

using Outcome = tl::expected<void, Failure>;

std::string_view view(const unsigned char* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

const unsigned char* bytes_of(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.c_str());
}

bool is_absolute(std::string_view iri) {
  for (std::size_t at = 0; at < iri.size(); ++at) {
    if (iri[at] == ':') return at > 0;
    if (iri[at] == '/' || iri[at] == '?' || iri[at] == '#') return false;
  }
  return false;
}

/// Passes quads on to the handler if their terms are valid.
class Gate {
 public:
  explicit Gate(QuadHandler& handler) : handler_(handler) {}

  /// False if nothing more is wanted: the handler said so, or there is a failure.
  bool quad(const Quad& quad) {
    if (stopped) return false;
    for (const Term* term : {&quad.subject, &quad.predicate, &quad.object, &quad.graph}) {
      if (term == &quad.graph && term->value.empty()) continue;
      std::string found = term->kind == TermKind::iri && !is_absolute(term->value)
                              ? fmt::format("the IRI <{}> is relative, and no base is given", term->value)
                              : defect(*term);
      if (found.empty()) continue;
      failure = Failure{"G002", std::move(found), 0, 0};
      stopped = true;
      return false;
    }
    stopped = !handler_.quad(quad);
    return !stopped;
  }

  bool prefix(std::string_view name, std::string_view iri) {
    if (!stopped && valid_iri(iri)) stopped = !handler_.prefix(name, iri);
    return !stopped;
  }

  std::optional<Failure> failure;
  bool stopped = false;

 private:
  QuadHandler& handler_;
};

// --- Turtle, TriG, N-Triples and N-Quads

class SerdRun {
 public:
  SerdRun(RdfSyntax syntax, const RdfReadOptions& options, Gate& gate, ByteSource& source, std::size_t stop_at = 0)
      : gate_(gate), source_(source), stop_at_(stop_at), lines_(syntax == RdfSyntax::nquads), base_(options.base) {
    env_.reset(serd_env_new(nullptr));
    const SerdSyntax serd_syntax = syntax == RdfSyntax::turtle     ? SERD_TURTLE
                                   : syntax == RdfSyntax::trig     ? SERD_TRIG
                                   : syntax == RdfSyntax::ntriples ? SERD_NTRIPLES
                                                                   : SERD_NQUADS;
    reader_.reset(serd_reader_new(serd_syntax, this, nullptr, &on_base, &on_prefix, &on_statement, nullptr));
    serd_reader_set_strict(reader_.get(), true);
    serd_reader_set_error_sink(reader_.get(), &on_error, this);
    if (!options.blank_prefix.empty()) serd_reader_add_blank_prefix(reader_.get(), bytes_of(options.blank_prefix));
  }

  Outcome run() {
    // A byte at a time is slow, but then the place of the reader is known.
    constexpr std::size_t page = std::size_t{1} << 16U;
    const auto status = serd_reader_read_source(reader_.get(), &read, &has_failed, this, nullptr, stop_at_ != 0 ? 1 : page);
    if (!source_.error().empty()) return tl::unexpected(Failure{"", source_.error(), 0, 0});
    if (gate_.failure) return tl::unexpected(*gate_.failure);
    if (error_) return tl::unexpected(*error_);
    // At a line of N-Quads that begins with no term Serd stops without a word, as it does where there is nothing at all.
    if (status == SERD_FAILURE && lines_ && read_some_ && !gate_.stopped) return tl::unexpected(Failure{"G001", "expected a triple", 0, 0});
    if (status > SERD_FAILURE && !gate_.stopped)
      return tl::unexpected(Failure{"G001", reinterpret_cast<const char*>(serd_strerror(status)), 0, 0});
    return {};
  }

  [[nodiscard]] std::size_t events() const { return events_; }
  [[nodiscard]] std::size_t line() const { return line_; }
  [[nodiscard]] std::size_t column() const { return column_; }

 private:
  struct Free {
    void operator()(SerdEnv* env) const noexcept { serd_env_free(env); }
    void operator()(SerdReader* reader) const noexcept { serd_reader_free(reader); }
  };

  static std::size_t read(void* to, std::size_t size, std::size_t count, void* self) {
    auto& run = *static_cast<SerdRun*>(self);
    // Less than it asks for is the end for Serd.
    std::size_t got = 0;
    while (got < size * count) {
      const auto part = run.source_.read(static_cast<char*>(to) + got, size * count - got);
      if (part == 0) break;
      got += part;
    }
    run.read_some_ = run.read_some_ || got > 0;
    if (size * count == 1 && got == 1) {
      const bool line_end = run.last_ == '\n';
      run.line_ += line_end ? 1 : 0;
      run.column_ = line_end ? 1 : run.column_ + 1;
      run.last_ = *static_cast<char*>(to);
    }
    return got;
  }

  static int has_failed(void* self) { return static_cast<SerdRun*>(self)->source_.error().empty() ? 0 : 1; }

  static SerdStatus on_error(void* self, const SerdError* error) {
    auto& run = *static_cast<SerdRun*>(self);
    if (run.error_ || run.gate_.stopped) return SERD_SUCCESS;
    std::va_list arguments;
    va_copy(arguments, *error->args);
    std::array<char, 500> text{};
    std::vsnprintf(text.data(), text.size(), error->fmt, arguments);
    va_end(arguments);
    std::string message(text.data());
    while (!message.empty() && message.back() == '\n') message.pop_back();
    run.error_ = Failure{"G001", std::move(message), error->line, error->col};
    return SERD_SUCCESS;
  }

  static SerdStatus on_base(void* self, const SerdNode* uri) {
    auto& run = *static_cast<SerdRun*>(self);
    if (!run.next()) return SERD_ERR_INTERNAL;
    run.base_ = run.iri(uri, run.scratch_[0]);
    return SERD_SUCCESS;
  }

  static SerdStatus on_prefix(void* self, const SerdNode* name, const SerdNode* uri) {
    auto& run = *static_cast<SerdRun*>(self);
    if (!run.next()) return SERD_ERR_INTERNAL;
    const std::string meant(run.iri(uri, run.scratch_[0]));
    const SerdNode absolute = serd_node_from_string(SERD_URI, bytes_of(meant));
    if (const auto status = serd_env_set_prefix(run.env_.get(), name, &absolute); status != SERD_SUCCESS) return status;
    return run.gate_.prefix(view(name->buf, name->n_bytes), meant) ? SERD_SUCCESS : SERD_ERR_INTERNAL;
  }

  static SerdStatus on_statement(void* self, SerdStatementFlags /*flags*/, const SerdNode* graph, const SerdNode* subject,
                                 const SerdNode* predicate, const SerdNode* object, const SerdNode* datatype, const SerdNode* language) {
    auto& run = *static_cast<SerdRun*>(self);
    if (run.error_ || run.gate_.stopped || !run.next()) return SERD_ERR_INTERNAL;
    Quad quad;
    quad.subject = run.term(subject, run.scratch_[0]);
    quad.predicate = run.term(predicate, run.scratch_[1]);
    quad.object = run.term(object, run.scratch_[2]);
    if (graph != nullptr && graph->buf != nullptr) quad.graph = run.term(graph, run.scratch_[3]);
    if (datatype != nullptr && datatype->buf != nullptr) {
      quad.object.datatype = run.iri(datatype, run.scratch_[4]);
      if (quad.object.datatype == xsd_string) quad.object.datatype = {};
    }
    if (language != nullptr && language->buf != nullptr) quad.object.language = view(language->buf, language->n_bytes);
    if (run.error_) return SERD_ERR_BAD_SYNTAX;
    return run.gate_.quad(quad) ? SERD_SUCCESS : SERD_ERR_INTERNAL;
  }

  /// Counts statements and declarations; false when this is the one to stop at.
  bool next() { return ++events_ != stop_at_; }

  Term term(const SerdNode* node, std::string& scratch) {
    if (node->type == SERD_LITERAL) return {TermKind::literal, view(node->buf, node->n_bytes), {}, {}};
    if (node->type == SERD_BLANK) return {TermKind::blank, view(node->buf, node->n_bytes), {}, {}};
    return {TermKind::iri, iri(node, scratch), {}, {}};
  }

  /// The absolute IRI of a node, if there is one.
  std::string_view iri(const SerdNode* node, std::string& scratch) {
    const auto written = view(node->buf, node->n_bytes);
    if (node->type == SERD_CURIE) {
      SerdChunk prefix{};
      SerdChunk suffix{};
      if (serd_env_expand(env_.get(), node, &prefix, &suffix) != SERD_SUCCESS) {
        if (!error_) error_ = Failure{"G001", fmt::format("the prefix of {} is not declared", written), 0, 0};
        return written;
      }
      scratch.assign(view(prefix.buf, prefix.len)).append(view(suffix.buf, suffix.len));
      return scratch;
    }
    if (is_absolute(written)) return written;
    if (base_.empty()) return written;
    // Serd leaves "." and ".." where they do not come first; Raptor does not.
    scratch.resize(base_.size() + written.size() + 8);
    const std::string reference(written);
    const auto size = raptor_uri_resolve_uri_reference(bytes_of(base_), bytes_of(reference),
                                                       reinterpret_cast<unsigned char*>(scratch.data()), scratch.size());
    scratch.resize(size);
    return scratch;
  }

  static constexpr std::string_view xsd_string = "http://www.w3.org/2001/XMLSchema#string";
  Gate& gate_;
  ByteSource& source_;
  std::size_t stop_at_ = 0, events_ = 0;
  bool lines_ = false, read_some_ = false;
  std::unique_ptr<SerdEnv, Free> env_;
  std::unique_ptr<SerdReader, Free> reader_;
  std::string base_;
  std::array<std::string, 5> scratch_;
  std::optional<Failure> error_;
  std::size_t line_ = 1, column_ = 0;
  char last_ = '\0';
};

class Ignore final : public QuadHandler {
 public:
  bool quad(const Quad& /*quad*/) override { return true; }
};

Outcome read_with_serd(RdfSyntax syntax, const RdfReadOptions& options, const Document& document, ByteSource& source,
                       QuadHandler& handler) {
  Gate gate(handler);
  SerdRun first(syntax, options, gate, source);
  auto outcome = first.run();
  if (outcome || outcome.error().line != 0 || outcome.error().code.empty() || !document.again) return outcome;
  // Serd says the place of its own errors only, so the document is read up to that triple again.
  const auto again = document.open();
  if (!again) return outcome;
  Ignore ignore;
  Gate counter(ignore);
  SerdRun replay(syntax, options, counter, **again, std::max<std::size_t>(first.events(), 1));
  static_cast<void>(replay.run());
  outcome.error().line = replay.line();
  outcome.error().column = replay.column();
  return outcome;
}

// --- RDF/XML

class RaptorRun {
 public:
  RaptorRun(const RdfReadOptions& options, Gate& gate, ByteSource& source) : options_(options), gate_(gate), source_(source) {
    world_.reset(raptor_new_world());
    raptor_world_set_log_handler(world_.get(), this, &on_message);
    // Its own numbering could give a node the label that the document gives to another.
    raptor_world_set_generate_bnodeid_handler(world_.get(), this, &label_blank);
    raptor_world_open(world_.get());
    parser_.reset(raptor_new_parser(world_.get(), "rdfxml"));
    for (const auto option : {RAPTOR_OPTION_NO_NET, RAPTOR_OPTION_NO_FILE}) raptor_parser_set_option(parser_.get(), option, nullptr, 1);
    raptor_parser_set_option(parser_.get(), RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, nullptr, 0);
    raptor_parser_set_option(parser_.get(), RAPTOR_OPTION_NORMALIZE_LANGUAGE, nullptr, 0);
    raptor_parser_set_statement_handler(parser_.get(), this, &on_statement);
    raptor_parser_set_namespace_handler(parser_.get(), this, &on_namespace);
  }

  Outcome run() {
    const std::unique_ptr<raptor_uri, Free> base(raptor_new_uri(world_.get(), bytes_of(options_.base.empty() ? no_base : options_.base)));
    bool good = raptor_parser_parse_start(parser_.get(), base.get()) == 0;
    constexpr std::size_t page = std::size_t{1} << 16U;
    const auto buffer = std::make_unique<char[]>(page);
    while (good && !error_ && !gate_.stopped) {
      const auto count = source_.read(buffer.get(), page);
      // A line at a time, since libxml2 gives no place with some of its errors.
      for (std::string_view rest(buffer.get(), count); good && !error_ && !gate_.stopped && !rest.empty();) {
        const auto line_end = rest.find('\n');
        const auto part = rest.substr(0, line_end == std::string_view::npos ? rest.size() : line_end + 1);
        good = feed(part, false);
        if (line_end != std::string_view::npos) ++lines_;
        rest.remove_prefix(part.size());
      }
      if (count == 0) {
        good = good && feed({}, true);
        break;
      }
    }
    if (!source_.error().empty()) return tl::unexpected(Failure{"", source_.error(), 0, 0});
    if (gate_.failure) {
      gate_.failure->line = line_;
      gate_.failure->column = column_;
      return tl::unexpected(*gate_.failure);
    }
    if (error_) return tl::unexpected(*error_);
    if (!good && !gate_.stopped) return tl::unexpected(Failure{"G001", "the RDF/XML cannot be read", 0, 0});
    return {};
  }

 private:
  struct Free {
    void operator()(raptor_world* world) const noexcept { raptor_free_world(world); }
    void operator()(raptor_parser* parser) const noexcept { raptor_free_parser(parser); }
    void operator()(raptor_uri* uri) const noexcept { raptor_free_uri(uri); }
  };

  bool feed(std::string_view part, bool last) {
    return raptor_parser_parse_chunk(parser_.get(), reinterpret_cast<const unsigned char*>(part.data()), part.size(), last ? 1 : 0) == 0;
  }

  static void on_message(void* self, raptor_log_message* message) {
    auto& run = *static_cast<RaptorRun*>(self);
    if (message->level < RAPTOR_LOG_LEVEL_ERROR || run.error_ || run.gate_.stopped) return;
    run.error_ = Failure{"G001", message->text != nullptr ? message->text : "the RDF/XML cannot be read", 0, 0};
    while (!run.error_->message.empty() && run.error_->message.back() == '\n') run.error_->message.pop_back();
    if (message->locator == nullptr || message->locator->line <= 0) {
      run.error_->line = run.lines_;
    } else {
      run.error_->line = static_cast<std::size_t>(std::max(0, message->locator->line));
      run.error_->column = static_cast<std::size_t>(std::max(0, message->locator->column));
    }
  }

  static unsigned char* label_blank(void* self, unsigned char* given) {
    auto& run = *static_cast<RaptorRun*>(self);
    const std::string label =
        given != nullptr ? fmt::format("n{}", reinterpret_cast<const char*>(given)) : fmt::format("g{}", ++run.blanks_);
    // NOLINTBEGIN(cppcoreguidelines-no-malloc): Raptor gives it to us, and frees what it gets
    if (given != nullptr) raptor_free_memory(given);
    auto* const copy = static_cast<unsigned char*>(raptor_alloc_memory(label.size() + 1));
    // NOLINTEND(cppcoreguidelines-no-malloc)
    if (copy != nullptr) std::memcpy(copy, label.c_str(), label.size() + 1);
    return copy;
  }

  static void on_namespace(void* self, raptor_namespace* space) {
    auto& run = *static_cast<RaptorRun*>(self);
    const unsigned char* const prefix = raptor_namespace_get_prefix(space);
    raptor_uri* const uri = raptor_namespace_get_uri(space);
    if (uri == nullptr) return;
    run.gate_.prefix(prefix != nullptr ? reinterpret_cast<const char*>(prefix) : "", uri_view(uri));
  }

  static std::string_view uri_view(raptor_uri* uri) {
    std::size_t size = 0;
    const unsigned char* const bytes = raptor_uri_as_counted_string(uri, &size);
    return view(bytes, size);
  }

  Term term(const raptor_term* from, std::string& scratch) const {
    Term out;
    switch (from->type) {
      case RAPTOR_TERM_TYPE_URI:
        out.value = iri(from->value.uri);
        break;
      case RAPTOR_TERM_TYPE_BLANK:
        scratch.assign(options_.blank_prefix).append(view(from->value.blank.string, from->value.blank.string_len));
        out = {TermKind::blank, scratch, {}, {}};
        break;
      default:
        out = {TermKind::literal, view(from->value.literal.string, from->value.literal.string_len), {}, {}};
        if (from->value.literal.language != nullptr && from->value.literal.language_len > 0)
          out.language = view(from->value.literal.language, from->value.literal.language_len);
        else if (from->value.literal.datatype != nullptr)
          out.datatype = iri(from->value.literal.datatype);
        if (out.datatype == "http://www.w3.org/2001/XMLSchema#string") out.datatype = {};
    }
    return out;
  }

  // Raptor wants a base always; what was made with ours is relative.
  std::string_view iri(raptor_uri* uri) const {
    auto text = uri_view(uri);
    if (options_.base.empty() && text.starts_with(no_base.substr(0, no_base.find(':')))) text.remove_prefix(no_base.find(':') + 1);
    return text;
  }

  static void on_statement(void* self, raptor_statement* statement) {
    auto& run = *static_cast<RaptorRun*>(self);
    if (run.error_ || run.gate_.stopped) return;
    Quad quad;
    quad.subject = run.term(statement->subject, run.scratch_[0]);
    quad.predicate = run.term(statement->predicate, run.scratch_[1]);
    quad.object = run.term(statement->object, run.scratch_[2]);
    if (run.gate_.quad(quad)) return;
    if (const raptor_locator* const place = raptor_parser_get_locator(run.parser_.get()); place != nullptr) {
      run.line_ = static_cast<std::size_t>(std::max(0, place->line));
      run.column_ = static_cast<std::size_t>(std::max(0, place->column));
    }
    raptor_parser_parse_abort(run.parser_.get());
  }

  static inline const std::string no_base = "x-pacta-no-base:/";
  const RdfReadOptions& options_;
  Gate& gate_;
  ByteSource& source_;
  std::array<std::string, 3> scratch_;
  std::optional<Failure> error_;
  std::size_t line_ = 0, column_ = 0, lines_ = 1;
  std::uint64_t blanks_ = 0;
  std::unique_ptr<raptor_world, Free> world_;
  std::unique_ptr<raptor_parser, Free> parser_;
};

// --- which syntax

constexpr std::string_view spaces = " \t\r\n";

bool is_xml(std::string_view head) {
  return head.starts_with("<?xml") || head.starts_with("<!DOCTYPE") || head.starts_with("<!--") || head.starts_with("<rdf:RDF");
}

/// Whether a line is a triple or a quad of N-Triples or N-Quads, by its outline.
bool is_quad_line(std::string_view line) {
  std::size_t terms = 0;
  for (std::size_t at = 0;; ++terms) {
    at = line.find_first_not_of(spaces, at);
    if (at == std::string_view::npos) return false;
    if (line[at] == '.') return terms == 3 || terms == 4;
    if (line[at] == '<') {
      at = line.find('>', at);
      if (at == std::string_view::npos) return false;
      ++at;
    } else if (line[at] == '"') {
      for (++at; at < line.size() && line[at] != '"'; ++at)
        if (line[at] == '\\') ++at;
      at = line.find_first_of(" \t<.", at + 1);
      if (at == std::string_view::npos) return false;
      if (line[at] == '<') at = std::min(line.find('>', at), line.size() - 1) + 1;
    } else if (line.substr(at, 2) == "_:") {
      at = std::min(line.find_first_of(" \t", at), line.size());
    } else {
      return false;
    }
  }
}

/// Whether the first line that is no comment is of N-Quads, of which N-Triples is a part. What is not is TriG, of which Turtle is a part.
bool is_lines(std::string_view head) {
  while (!head.empty()) {
    const auto line = head.substr(0, std::min(head.find('\n'), head.size()));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    const auto begin = line.find_first_not_of(spaces);
    if (begin != std::string_view::npos && line[begin] != '#') return is_quad_line(line);
  }
  return false;
}

/// A source that can be looked at before it is read.
class Sniffed final : public ByteSource {
 public:
  explicit Sniffed(ByteSource& rest) : rest_(rest) {
    head_.resize(std::size_t{1} << 14U);
    std::size_t size = 0;
    while (size < head_.size()) {
      const auto count = rest_.read(head_.data() + size, head_.size() - size);
      if (count == 0) break;
      size += count;
    }
    head_.resize(size);
    if (head_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  [[nodiscard]] std::string_view head() const { return std::string_view(head_).substr(at_); }

  std::size_t read(char* to, std::size_t size) override {
    if (at_ == head_.size()) return rest_.read(to, size);
    const auto count = std::min(size, head_.size() - at_);
    std::memcpy(to, head_.data() + at_, count);
    at_ += count;
    return count;
  }

  [[nodiscard]] std::string error() const override { return rest_.error(); }

 private:
  ByteSource& rest_;
  std::string head_;
  std::size_t at_ = 0;
};

/// The text of one line, if it is not too long to show.
std::optional<std::string> line_of(const Document& document, std::size_t number) {
  if (!document.again) return std::nullopt;
  const auto source = document.open();
  if (!source) return std::nullopt;
  constexpr std::size_t longest = std::size_t{1} << 20U;
  std::string line;
  std::array<char, 4096> buffer{};
  std::size_t at = 1;
  while (const auto count = (*source)->read(buffer.data(), buffer.size())) {
    for (const char c : std::string_view(buffer.data(), count)) {
      if (c == '\n') {
        if (at == number) return line;
        ++at;
      } else if (at == number) {
        line.push_back(c);
        if (line.size() > longest) return std::nullopt;
      }
    }
  }
  return at == number ? std::optional(line) : std::nullopt;
}

Diagnostic to_diagnostic(const Failure& failure, const Document& document) {
  Diagnostic diagnostic;
  if (failure.code.empty()) {  // of the operating system, or of the compression
    diagnostic.message = fmt::format("cannot read '{}': {}", document.name, failure.message);
    return diagnostic;
  }
  if (failure.line != 0) {
    if (auto line = line_of(document, failure.line); line && !invalid_utf8(*line)) {
      auto offset = failure.column == 0 ? 0 : std::min(failure.column - 1, line->size());
      while (offset > 0 && offset < line->size() && (static_cast<unsigned char>((*line)[offset]) & 0xC0U) == 0x80) --offset;
      diagnostic = diagnose(document.name, *line, offset, failure.code, failure.message);
      if (failure.column == 0) diagnostic.column = diagnostic.caret = 0;
      diagnostic.line = failure.line;
      return diagnostic;
    }
  }
  diagnostic.file = document.name;
  diagnostic.code = failure.code;
  diagnostic.message = failure.message;
  diagnostic.line = failure.line;
  diagnostic.column = failure.column;
  return diagnostic;
}

tl::expected<void, Diagnostic> read(const Document& document, const RdfReadOptions& options, QuadHandler& handler) {
  const auto opened = document.open();
  if (!opened) return tl::unexpected(opened.error());
  Sniffed source(**opened);
  auto syntax = options.syntax ? options.syntax : syntax_of_file(document.name);
  const bool guessed = !syntax;
  if (guessed) {
    auto head = source.head();
    head.remove_prefix(std::min(head.find_first_not_of(spaces), head.size()));
    if (head.starts_with("{\"") || head.starts_with("[{") || without_compression(document.name).ends_with(".jsonld"))
      return tl::unexpected(to_diagnostic({"G003", "JSON-LD is written but not read; give another syntax", 0, 0}, document));
    syntax = is_xml(head) ? RdfSyntax::rdfxml : is_lines(head) ? RdfSyntax::nquads : RdfSyntax::trig;
  }
  Outcome outcome;
  if (*syntax == RdfSyntax::rdfxml) {
    Gate gate(handler);
    outcome = RaptorRun(options, gate, source).run();
  } else {
    outcome = read_with_serd(*syntax, options, document, source, handler);
  }
  if (!outcome && guessed && outcome.error().code == "G001")
    outcome.error().message += " (if this is a text: 'pacta build' makes a graph of it)";
  if (!outcome) return tl::unexpected(to_diagnostic(outcome.error(), document));
  return {};
}

class Loader final : public QuadHandler {
 public:
  explicit Loader(bool merged) : merged_(merged) { result.graphs.emplace_back(); }

  bool quad(const Quad& quad) override {
    Graph& graph = graph_of(quad.graph);
    const Triple triple{graph.terms.intern(quad.subject), graph.terms.intern(quad.predicate), graph.terms.intern(quad.object)};
    if (!merged_ || seen_.insert(triple).second) graph.triples.push_back(triple);
    return true;
  }

  bool prefix(std::string_view name, std::string_view iri) override {
    const auto same = [&](const auto& known) { return known.first == name; };
    if (std::none_of(result.prefixes.begin(), result.prefixes.end(), same)) result.prefixes.emplace_back(name, iri);
    return true;
  }

  LoadedGraphs result;

 private:
  Graph& graph_of(const Term& name) {
    if (merged_ || name.value.empty()) return result.graphs.front();
    std::string key = name.kind == TermKind::blank ? "_:" : "";
    key.append(name.value);
    const auto [found, fresh] = places_.emplace(std::move(key), result.graphs.size());
    if (fresh) result.graphs.emplace_back().name = found->first;
    return result.graphs[found->second];
  }

  bool merged_;
  std::map<std::string, std::size_t> places_;
  std::set<Triple> seen_;
};

Document file_document(const std::string& path) {
  return {path, [path] { return open_source(path); }, path != "-"};
}

}  // namespace

std::optional<RdfSyntax> syntax_of_file(std::string_view path) {
  path = without_compression(path);
  constexpr std::array<std::pair<std::string_view, RdfSyntax>, 7> table = {{{".ttl", RdfSyntax::turtle},
                                                                            {".trig", RdfSyntax::trig},
                                                                            {".nt", RdfSyntax::ntriples},
                                                                            {".nq", RdfSyntax::nquads},
                                                                            {".rdf", RdfSyntax::rdfxml},
                                                                            {".owl", RdfSyntax::rdfxml},
                                                                            {".xml", RdfSyntax::rdfxml}}};
  for (const auto& [suffix, syntax] : table)
    if (path.ends_with(suffix)) return syntax;
  return std::nullopt;
}

std::optional<RdfSyntax> syntax_of_name(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, RdfSyntax>, 5> table = {{{"turtle", RdfSyntax::turtle},
                                                                            {"trig", RdfSyntax::trig},
                                                                            {"ntriples", RdfSyntax::ntriples},
                                                                            {"nquads", RdfSyntax::nquads},
                                                                            {"rdfxml", RdfSyntax::rdfxml}}};
  for (const auto& [known, syntax] : table)
    if (known == name) return syntax;
  return std::nullopt;
}

tl::expected<void, Diagnostic> read_rdf(const std::string& path, const RdfReadOptions& options, QuadHandler& handler) {
  return read(file_document(path), options, handler);
}

tl::expected<void, Diagnostic> read_rdf_text(std::string_view text, const std::string& name, const RdfReadOptions& options,
                                             QuadHandler& handler) {
  const auto open = [text]() -> tl::expected<std::unique_ptr<ByteSource>, Diagnostic> {
    return decompress(std::make_unique<StringSource>(text));
  };
  return read({name, open, true}, options, handler);
}

tl::expected<LoadedGraphs, Diagnostic> load_rdf(const std::string& path, const RdfReadOptions& options) {
  Loader loader(false);
  if (const auto done = read_rdf(path, options, loader); !done) return tl::unexpected(done.error());
  if (loader.result.graphs.front().triples.empty() && loader.result.graphs.size() > 1)
    loader.result.graphs.erase(loader.result.graphs.begin());
  return std::move(loader.result);
}

tl::expected<Graph, Diagnostic> load_rdf_union(const std::string& path, const RdfReadOptions& options) {
  Loader loader(true);
  if (const auto done = read_rdf(path, options, loader); !done) return tl::unexpected(done.error());
  return std::move(loader.result.graphs.front());
}

}  // namespace pacta
