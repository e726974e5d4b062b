#include "exporters/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <unordered_set>

namespace pacta {
namespace {

using Key = std::array<std::uint64_t, 2>;

struct First {
  std::size_t operator()(const Key& key) const noexcept { return static_cast<std::size_t>(key[0]); }
};

/// Recognises quads by 128 bits of hash. The seeds are random, so that nobody can make two quads that are taken for one.
class Seen {
 public:
  bool insert(const Quad& quad, bool with_graph) {
    Key key = seeds_;
    for (auto& half : key) {
      for (const Term* term : {&quad.subject, &quad.predicate, &quad.object}) half = hash(*term, half);
      if (with_graph) half = hash(quad.graph, half);
    }
    return keys_.insert(key).second;
  }

 private:
  static std::uint64_t random() {
    std::random_device device;
    return (std::uint64_t{device()} << 32U) | device();
  }
  Key seeds_ = {random(), random()};
  std::unordered_set<Key, First> keys_;
};

class Converter final : public QuadHandler {
 public:
  Converter(const ConvertOptions& options, const std::function<GraphSink*(const Prefixes&)>& open) : options_(options), open_(open) {}

  bool quad(const Quad& quad) override {
    ++summary.read;
    if (options_.unite && !seen_.insert(quad, options_.named_graphs)) return true;
    ++summary.written;
    std::string_view name = quad.graph.value;
    if (quad.graph.kind == TermKind::blank && !name.empty()) {
      blank_name_.assign("_:").append(name);
      name = blank_name_;
    }
    // What belongs together is grouped, within bounds, for the formats that write by subject.
    constexpr std::size_t batch = 1U << 14U;
    if (!batch_.triples.empty() && (batch_.name != name || batch_.triples.size() >= batch) && !flush()) return false;
    if (batch_.triples.empty()) batch_.name = name;
    batch_.add(batch_.terms.append(quad.subject), batch_.terms.append(quad.predicate), batch_.terms.append(quad.object));
    return true;
  }

  bool prefix(std::string_view name, std::string_view iri) override {
    const auto known = [&](const auto& prefix) { return prefix.first == name || prefix.second == iri; };
    if (std::none_of(prefixes_.begin(), prefixes_.end(), known)) prefixes_.emplace_back(name, iri);
    return true;
  }

  /// False if nothing can be written.
  bool flush() {
    if (!opened_) sink_ = open_(prefixes_);
    opened_ = true;
    if (sink_ == nullptr) return false;
    if (batch_.triples.empty()) return true;
    const bool good = sink_->write(batch_);
    batch_.triples.clear();
    batch_.terms.clear();
    return good;
  }

  ConvertSummary summary;

 private:
  const ConvertOptions& options_;
  const std::function<GraphSink*(const Prefixes&)>& open_;
  GraphSink* sink_ = nullptr;
  bool opened_ = false;
  Graph batch_;
  std::string blank_name_;
  Prefixes prefixes_;
  Seen seen_;
};

}  // namespace

tl::expected<ConvertSummary, Diagnostic> convert(const std::vector<std::string>& inputs, const ConvertOptions& options,
                                                 const std::function<GraphSink*(const Prefixes&)>& open) {
  Converter converter(options, open);
  std::size_t number = 0;
  for (const std::string& input : inputs) {
    RdfReadOptions read = options.read;
    if (inputs.size() > 1) read.blank_prefix = fmt::format("f{}", ++number) + read.blank_prefix;
    if (const auto done = read_rdf(input, read, converter); !done) return tl::unexpected(done.error());
  }
  converter.flush();
  return converter.summary;
}

}  // namespace pacta
