#include <array>
#include <cstdint>
#include <vector>

#include "exporters/writers.h"
#include "graph/valid.h"

// N-Triples and N-Quads, byte for byte as Serd's writer makes them, which escapes a term each time that it is written and hands over a
// line in a dozen pieces (docs/architecture.md, Exporters).
namespace pacta {
namespace {

/// The bytes that may not stand for themselves.
using ByteSet = std::array<bool, 256>;

constexpr ByteSet escaped_in_iris = [] {
  ByteSet set{};
  for (std::size_t c = 0; c <= 0x20; ++c) set[c] = true;
  for (const char c : std::string_view("<>\"{}|^`\\\x7F")) set[static_cast<unsigned char>(c)] = true;
  return set;
}();

constexpr ByteSet escaped_in_strings = [] {
  ByteSet set{};
  for (std::size_t c = 0; c < 0x20; ++c) set[c] = true;
  set['"'] = set['\\'] = set[0x7F] = true;
  return set;
}();

void append_escape(std::string& out, char c, bool short_forms) {
  if (short_forms) switch (c) {
      case '\t':
        out += "\\t";
        return;
      case '\n':
        out += "\\n";
        return;
      case '\r':
        out += "\\r";
        return;
      case '"':
      case '\\':
        out += {'\\', c};
        return;
      default:
        break;
    }
  constexpr std::string_view hex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += {'\\', 'u', '0', '0', hex[byte >> 4U], hex[byte & 15U]};
}

void append_escaped(std::string& out, std::string_view text, const ByteSet& escaped, bool short_forms) {
  const char* done = text.data();
  const char* const end = done + text.size();
  for (const char* at = done; at != end; ++at) {
    if (!escaped[static_cast<unsigned char>(*at)]) continue;
    out.append(done, at);
    append_escape(out, *at, short_forms);
    done = at + 1;
  }
  out.append(done, end);
}

class LineSink final : public GraphSink {
 public:
  LineSink(bool quads, ByteSink& bytes, const FormatOptions& options) : quads_(quads), bytes_(bytes), checked_(options.checked) {
    buffer_.reserve(buffer_size + (buffer_size >> 2U));
  }

  bool write(const Graph& graph) override {
    if (!error_.empty()) return false;
    if (!checked_) error_ = defect(graph);
    if (!error_.empty()) return false;
    const bool blank = graph.name.starts_with("_:");
    std::string end;
    if (quads_ && !graph.name.empty())
      append_term(end, {blank ? TermKind::blank : TermKind::iri, std::string_view(graph.name).substr(blank ? 2 : 0), {}, {}});
    end += end.empty() ? ".\n" : " .\n";
    written_.assign(graph.terms.size(), {});
    for (const auto& [subject, predicate, object] : graph.triples) {
      append(graph.terms, subject);
      append(graph.terms, predicate);
      append(graph.terms, object);
      buffer_ += end;
      if (buffer_.size() >= buffer_size && !flush()) return false;
    }
    return flush();
  }

  [[nodiscard]] std::string error() const override { return error_.empty() ? bytes_.error() : error_; }

 private:
  /// Most terms stand near each other several times: what the buffer holds is copied. With a space behind.
  void append(const TermTable& terms, TermId id) {
    Written& known = written_[id];
    if (known.size != 0 && known.at >= flushed_) {
      buffer_.append(buffer_, known.at - flushed_, known.size);
      return;
    }
    const std::size_t begin = buffer_.size();
    append_term(buffer_, terms[id]);
    buffer_ += ' ';
    known = {flushed_ + begin, buffer_.size() - begin};
  }

  static void append_term(std::string& out, const Term& term) {
    switch (term.kind) {
      case TermKind::iri:
        append_iri(out, term.value);
        break;
      case TermKind::blank:
        out.append("_:").append(term.value);
        break;
      case TermKind::literal:
        out += '"';
        append_escaped(out, term.value, escaped_in_strings, true);
        out += '"';
        if (!term.language.empty()) {
          out.append("@").append(term.language);
        } else if (!term.datatype.empty()) {
          out += "^^";
          append_iri(out, term.datatype);
        }
        break;
    }
  }

  static void append_iri(std::string& out, std::string_view iri) {
    out += '<';
    append_escaped(out, iri, escaped_in_iris, false);
    out += '>';
  }

  bool flush() {
    const bool good = bytes_.write(buffer_);
    flushed_ += buffer_.size();
    buffer_.clear();
    return good;
  }

  /// Where in the output a term was written last.
  struct Written {
    std::uint64_t at = 0;
    std::size_t size = 0;
  };

  static constexpr std::size_t buffer_size = std::size_t{1} << 17U;
  bool quads_;
  ByteSink& bytes_;
  bool checked_;
  std::string buffer_, error_;
  std::uint64_t flushed_ = 0;
  std::vector<Written> written_;
};

}  // namespace

std::unique_ptr<GraphSink> open_ntriples(ByteSink& bytes, const FormatOptions& options) {
  return std::make_unique<LineSink>(false, bytes, options);
}
std::unique_ptr<GraphSink> open_nquads(ByteSink& bytes, const FormatOptions& options) {
  return std::make_unique<LineSink>(true, bytes, options);
}

}  // namespace pacta
