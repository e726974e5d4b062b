#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "exporters/writers.h"
#include "graph/valid.h"

// The explorer page: the graph as JSON in a template that web/explorer builds (docs/explorer.md says what the JSON holds).
namespace pacta {
namespace {

constexpr std::string_view place_for_data = "@PACTA_DATA@";

/// A JSON string that may stand in an element `script`: no `<`, so neither `</script` nor `<!--`, and no line separator.
void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x7F) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else if (text.substr(i, 3) == "\xE2\x80\xA8" || text.substr(i, 3) == "\xE2\x80\xA9") {
      out += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

class PageSink final : public GraphSink {
 public:
  PageSink(ByteSink& bytes, const FormatOptions& options) : bytes_(bytes) {
    if (options.page_template.empty()) {
      error_ = "the template of the page is missing; install nodejs and npm, then run ./quickstart, which builds it (docs/explorer.md)";
      return;
    }
    auto read = read_file(options.page_template);
    if (!read) {
      error_ = fmt::format("{}: {}", options.page_template, read.error().message);
      return;
    }
    template_ = std::move(*read);
    place_ = template_.find(place_for_data);
    if (place_ == std::string::npos || template_.find(place_for_data, place_ + 1) != std::string::npos)
      error_ = fmt::format("{}: not a template of the page: it has to hold {} once", options.page_template, place_for_data);
  }

  bool write(const Graph& graph) override {
    if (!error_.empty()) return false;
    error_ = defect(graph);
    if (!error_.empty()) return false;
    std::vector<TermId> here(graph.terms.size());
    for (TermId id = 0; id < graph.terms.size(); ++id) here[id] = terms_.intern(graph.terms[id]);
    const TermId name = graph.name.empty() ? 0 : terms_.iri(graph.name) + 1;
    quads_.reserve(quads_.size() + graph.triples.size());
    for (const auto& [subject, predicate, object] : graph.triples) quads_.push_back({here[subject], here[predicate], here[object], name});
    return true;
  }

  bool finish() override {
    if (!error_.empty()) return false;
    // By graph and subject; the order within them, and so what is met first, stays.
    std::stable_sort(quads_.begin(), quads_.end(),
                     [](const Quad& a, const Quad& b) { return std::tie(a.graph, a.subject) < std::tie(b.graph, b.subject); });
    const std::string_view page = template_;
    bytes_.write(page.substr(0, place_));
    write_terms();
    write_quads();
    bytes_.write(page.substr(place_ + place_for_data.size()));
    return error().empty();
  }

  [[nodiscard]] std::string error() const override { return error_.empty() ? bytes_.error() : error_; }

 private:
  struct Quad {
    TermId subject = 0, predicate = 0, object = 0;
    TermId graph = 0;  // one more than the term; 0 is the default graph
  };

  /// IRIs share what stands before their last '/' or '#'.
  std::uint32_t prefix_of(std::string_view iri) {
    const auto [found, added] = prefixes_.try_emplace(std::string(iri), static_cast<std::uint32_t>(prefixes_.size()));
    if (added) prefix_order_.push_back(found->first);
    return found->second;
  }

  static std::string_view before_name(std::string_view iri) {
    const auto end = iri.find_last_of("/#");
    return iri.substr(0, end == std::string_view::npos ? 0 : end + 1);
  }

  void append_iri(std::string& out, std::string_view iri) {
    const auto prefix = before_name(iri);
    out += fmt::format("{},", prefix_of(prefix));
    append_json_string(out, iri.substr(prefix.size()));
  }

  void write_terms() {
    std::string out = "{\"terms\":[";
    for (TermId id = 0; id < terms_.size(); ++id) {
      const Term& term = terms_[id];
      if (id != 0) out += ",\n";
      if (term.kind == TermKind::literal && term.datatype.empty() && term.language.empty()) {
        append_json_string(out, term.value);
      } else {
        out.push_back('[');
        if (term.kind == TermKind::iri) {
          append_iri(out, term.value);
        } else if (term.kind == TermKind::blank) {
          out += "-1,";
          append_json_string(out, term.value);
        } else {
          append_json_string(out, term.value);
          out.push_back(',');
          if (term.language.empty())
            append_iri(out, term.datatype);
          else
            append_json_string(out, term.language);
        }
        out.push_back(']');
      }
      flush(out);
    }
    out += "],\n\"prefixes\":[";
    for (std::size_t i = 0; i < prefix_order_.size(); ++i) {
      if (i != 0) out.push_back(',');
      append_json_string(out, prefix_order_[i]);
    }
    out += "],\n";
    bytes_.write(out);
  }

  void write_quads() {
    std::string out = "\"quads\":[";
    for (std::size_t i = 0; i < quads_.size(); ++i) {
      const Quad& quad = quads_[i];
      out += fmt::format("{}{},{},{},{}", i == 0 ? "" : ",\n", quad.subject, quad.predicate, quad.object, quad.graph);
      flush(out);
    }
    out += "]}";
    bytes_.write(out);
  }

  void flush(std::string& out) {
    constexpr std::size_t enough = std::size_t{1} << 16U;
    if (out.size() < enough) return;
    bytes_.write(out);
    out.clear();
  }

  ByteSink& bytes_;
  std::string template_, error_;
  std::size_t place_ = 0;
  TermTable terms_;
  std::vector<Quad> quads_;
  std::map<std::string, std::uint32_t, std::less<>> prefixes_;
  std::vector<std::string> prefix_order_;
};

}  // namespace

std::unique_ptr<GraphSink> open_html(ByteSink& bytes, const FormatOptions& options) {
  return std::make_unique<PageSink>(bytes, options);
}

}  // namespace pacta
