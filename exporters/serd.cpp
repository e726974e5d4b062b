#include <fmt/core.h>
#include <serd/serd.h>

#include <algorithm>
#include <optional>

#include "exporters/grouped.h"
#include "exporters/writers.h"
#include "graph/valid.h"

// Turtle and TriG, through Serd's writer.
namespace pacta {
namespace {

struct Free {
  void operator()(SerdEnv* env) const noexcept { serd_env_free(env); }
  void operator()(SerdWriter* writer) const noexcept { serd_writer_free(writer); }
};

// Without Serd's flags for quotes and line ends, which would ask for long strings in triple quotes.
SerdNode node(SerdType type, std::string_view bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), bytes.size(), 0, type};
}

bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Whether a literal without quotes would come back as it was. Serd asks only for the datatype and writes "abc"^^xsd:integer bare.
bool may_be_bare(const Term& term) {
  const auto type = term.datatype.substr(ns::xsd.size());
  auto digits = term.value;
  if (!digits.empty() && digits.front() == '-') digits.remove_prefix(1);
  if (type == "integer") return all_digits(digits);
  const auto dot = digits.find('.');
  if (type == "decimal") return dot != std::string_view::npos && all_digits(digits.substr(0, dot)) && all_digits(digits.substr(dot + 1));
  if (type == "boolean") return term.value == "true" || term.value == "false";
  return true;  // the others are always quoted
}

class SerdSinkAdapter final : public GraphSink {
 public:
  SerdSinkAdapter(SerdSyntax syntax, ByteSink& bytes, const FormatOptions& options)
      : syntax_(syntax), bytes_(bytes), base_(options.base), checked_(options.checked), env_(serd_env_new(nullptr)) {
    const auto style = static_cast<SerdStyle>(SERD_STYLE_BULK | SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED);
    writer_.reset(serd_writer_new(syntax, style, env_.get(), nullptr, &receive, this));
    serd_writer_set_error_sink(writer_.get(), &note_error, this);
    // xsd is needed below, whatever the user's prefixes are.
    auto prefixes = options.prefixes;
    if (std::none_of(prefixes.begin(), prefixes.end(), [](const auto& p) { return p.first == "xsd"; }))
      prefixes.emplace_back("xsd", ns::xsd);
    if (!base_.empty()) receive(fmt::format("@base <{}> .\n", base_));
    for (const auto& [name, iri] : prefixes) {
      receive(fmt::format("@prefix {}: <{}> .\n", name, iri));
      const auto name_node = node(SERD_LITERAL, name);
      const auto iri_node = node(SERD_URI, iri);
      serd_env_set_prefix(env_.get(), &name_node, &iri_node);
    }
    receive("\n");
  }

  bool write(const Graph& graph) override {
    if (!error_.empty()) return false;
    if (!checked_) error_ = defect(graph);
    if (!error_.empty()) return false;
    if (syntax_ == SERD_TURTLE) {  // holds the union, so waits for the rest
      all_.add(graph);
      return true;
    }
    Grouped one;
    one.add(graph);
    one.arrange();
    return write_all(one.terms(), one.triples(), graph.name);
  }

  bool finish() override {
    if (!error_.empty()) return false;
    if (syntax_ == SERD_TURTLE) {
      all_.arrange();
      write_all(all_.terms(), all_.triples(), "");
    }
    serd_writer_finish(writer_.get());
    return flush();
  }

  [[nodiscard]] std::string error() const override { return error_.empty() ? bytes_.error() : error_; }

 private:
  bool write_all(const TermTable& terms, const std::vector<Triple>& triples, std::string_view graph) {
    const bool blank = graph.starts_with("_:");
    const auto graph_node = to_node({blank ? TermKind::blank : TermKind::iri, blank ? graph.substr(2) : graph, {}, {}});
    for (const auto& [subject, predicate, object] : triples) {
      const auto s = to_node(terms[subject]);
      const auto p = node(SERD_URI, terms[predicate].value);
      const Term& value = terms[object];
      const auto o = to_node(value);
      std::optional<SerdNode> datatype;
      std::optional<SerdNode> language;
      std::string curie;
      if (!value.datatype.empty()) {
        datatype = node(SERD_URI, value.datatype);
        // A prefixed name keeps Serd from recognising the type, and so from writing the literal bare.
        if (value.datatype.starts_with(ns::xsd) && !may_be_bare(value)) {
          curie = fmt::format("xsd:{}", value.datatype.substr(ns::xsd.size()));
          datatype = node(SERD_CURIE, curie);
        }
      }
      if (!value.language.empty()) language = node(SERD_LITERAL, value.language);
      const auto status = serd_writer_write_statement(writer_.get(), 0, graph.empty() ? nullptr : &graph_node, &s, &p, &o,
                                                      datatype ? &*datatype : nullptr, language ? &*language : nullptr);
      if (status != SERD_SUCCESS && error_.empty())
        error_ =
            fmt::format("cannot write a triple about <{}>: {}", terms[subject].value, reinterpret_cast<const char*>(serd_strerror(status)));
      if (!error_.empty()) return false;
      constexpr std::size_t buffer_size = std::size_t{1} << 16U;
      if (buffer_.size() >= buffer_size && !flush()) return false;
    }
    return flush();
  }

  // Only where the rest cannot be mistaken for another kind of reference.
  [[nodiscard]] SerdNode to_node(const Term& term) const {
    if (term.kind == TermKind::literal) return node(SERD_LITERAL, term.value);
    if (term.kind == TermKind::blank) return node(SERD_BLANK, term.value);
    if (base_.empty() || !base_.ends_with('/') || !term.value.starts_with(base_)) return node(SERD_URI, term.value);
    const auto rest = term.value.substr(base_.size());
    const bool safe = !rest.empty() && rest.front() != '/' && rest.front() != '.' && rest.front() != '?' && rest.front() != '#' &&
                      rest.find("/.") == std::string_view::npos && rest.substr(0, rest.find('/')).find(':') == std::string_view::npos;
    return node(SERD_URI, safe ? rest : term.value);
  }

  bool flush() {
    const bool good = bytes_.write(buffer_);
    buffer_.clear();
    return good;
  }

  void receive(std::string_view text) { buffer_.append(text); }
  static std::size_t receive(const void* text, std::size_t size, void* self) {
    static_cast<SerdSinkAdapter*>(self)->buffer_.append(static_cast<const char*>(text), size);
    return size;
  }

  // Replaces Serd's own, which prints. The status that comes with it is reported.
  static SerdStatus note_error(void* /*self*/, const SerdError* error) { return error->status; }

  SerdSyntax syntax_;
  ByteSink& bytes_;
  std::string base_, buffer_, error_;
  bool checked_;
  Grouped all_;
  std::unique_ptr<SerdEnv, Free> env_;
  std::unique_ptr<SerdWriter, Free> writer_;
};

}  // namespace

std::unique_ptr<GraphSink> open_turtle(ByteSink& bytes, const FormatOptions& options) {
  return std::make_unique<SerdSinkAdapter>(SERD_TURTLE, bytes, options);
}
std::unique_ptr<GraphSink> open_trig(ByteSink& bytes, const FormatOptions& options) {
  return std::make_unique<SerdSinkAdapter>(SERD_TRIG, bytes, options);
}

}  // namespace pacta
