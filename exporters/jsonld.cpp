#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "context_jsonld.h"
#include "exporters/grouped.h"
#include "exporters/writers.h"
#include "graph/valid.h"

// JSON-LD 1.1: one node object a line, in the order of TriG. Literals are never written as numbers or truth values of JSON, which readers
// would write anew.
namespace pacta {
namespace {

using Json = nlohmann::ordered_json;

/// A term of the context: the property that it stands for, and what it makes of a string.
struct ContextTerm {
  std::string name, type, language;
};

class Context {
 public:
  Context() {
    const Json document = Json::parse(context_jsonld);
    json_ = document.at("@context");
    for (const auto& [name, value] : json_.items())
      if (value.is_string() && value.get_ref<const std::string&>().find("://") != std::string::npos) prefixes_.emplace_back(name, value);
    for (const auto& [name, value] : json_.items()) {
      if (value.is_number() || name.front() == '@') continue;
      const auto id = value.is_object() ? value.at("@id").get<std::string>() : value.get<std::string>();
      if (id.front() == '@' || id.find("://") != std::string::npos) continue;
      ContextTerm term{name, {}, {}};
      if (value.is_object()) {
        term.type = value.value("@type", "");
        term.language = value.value("@language", "");
        if (!term.type.empty() && term.type.front() != '@') term.type = expand(term.type);
      }
      terms_.emplace(expand(id), std::move(term));
    }
  }

  [[nodiscard]] const Json& json() const { return json_; }

  [[nodiscard]] const ContextTerm* find(std::string_view iri) const {
    const auto found = terms_.find(std::string(iri));
    return found == terms_.end() ? nullptr : &found->second;
  }

  /// As a prefixed name, if there is a prefix for it.
  [[nodiscard]] std::string compact(std::string_view iri) const {
    for (const auto& [name, space] : prefixes_)
      if (iri.size() > space.size() && iri.starts_with(space) && !iri.substr(space.size()).starts_with("//"))
        return name + ":" + std::string(iri.substr(space.size()));
    return std::string(iri);
  }

  /// Whether an IRI as it is would be read as a prefixed name.
  [[nodiscard]] bool is_confused(std::string_view iri) const {
    const auto colon = iri.find(':');
    return colon != std::string_view::npos && !iri.substr(colon + 1).starts_with("//") && json_.contains(std::string(iri.substr(0, colon)));
  }

 private:
  [[nodiscard]] std::string expand(const std::string& name) const {
    const auto colon = name.find(':');
    for (const auto& [prefix, space] : prefixes_)
      if (name.substr(0, colon) == prefix) return space + name.substr(colon + 1);
    return name;
  }

  Json json_;
  std::vector<std::pair<std::string, std::string>> prefixes_;
  std::unordered_map<std::string, ContextTerm> terms_;
};

class JsonLd final : public GraphSink {
 public:
  JsonLd(ByteSink& bytes, const FormatOptions& options)
      : bytes_(bytes), compacted_(options.json_ld == JsonLdForm::compacted), checked_(options.checked) {
    bytes_.write(compacted_ ? "{\"@context\":" + context_.json().dump(1) + ",\n\"@graph\":[" : "[");
  }

  bool write(const Graph& graph) override {
    if (!error_.empty()) return false;
    if (!checked_) error_ = defect(graph);
    if (!error_.empty()) return false;
    Grouped grouped;
    grouped.add(graph);
    grouped.arrange();
    if (grouped.triples().empty()) return true;
    if (!graph.name.empty()) {
      separate();
      put(fmt::format("{{{}:{},\"@graph\":[", compacted_ ? "\"id\"" : "\"@id\"", Json(reference(graph.name)).dump()));
      first_ = true;
    }
    grouped.for_each_subject([&](std::span<const Triple> triples) {
      separate();
      put(to_json(grouped.terms(), triples).dump());
    });
    if (!graph.name.empty()) {
      put("\n]}");
      first_ = false;
    }
    return flush() && error_.empty();
  }

  bool finish() override {
    if (!error_.empty()) return false;
    put(compacted_ ? "\n]}\n" : "\n]\n");
    return flush();
  }

  [[nodiscard]] std::string error() const override { return error_.empty() ? bytes_.error() : error_; }

 private:
  Json to_json(const TermTable& terms, std::span<const Triple> triples) {
    Json node;
    const Term& subject = terms[triples.front().subject];
    node[compacted_ ? "id" : "@id"] = reference(subject);
    for (const Triple& triple : triples) {
      const Term& predicate = terms[triple.predicate];
      const Term& object = terms[triple.object];
      if (predicate.value == type_ && object.kind != TermKind::literal) {
        add(node, compacted_ ? "type" : "@type", type_name(object));
      } else if (!compacted_) {
        add(node, std::string(predicate.value), value(object));
      } else {
        const ContextTerm* const term = context_.find(predicate.value);
        add(node, term != nullptr ? term->name : vocabulary_name(predicate.value), compact_value(object, term));
      }
    }
    return node;
  }

  // In expanded form all values are arrays, in compacted form those of which there are several.
  void add(Json& node, const std::string& key, Json value) const {
    const auto found = node.find(key);
    if (found == node.end()) {
      if (compacted_)
        node[key] = std::move(value);
      else
        node[key] = Json::array({std::move(value)});
      return;
    }
    if (!found->is_array()) {
      Json first = std::move(*found);
      *found = Json::array();
      found->push_back(std::move(first));
    }
    found->push_back(std::move(value));
  }

  std::string reference(const Term& term) { return term.kind == TermKind::blank ? "_:" + std::string(term.value) : reference(term.value); }

  // Relative to the document, so that terms of the context do not count, but prefixes do.
  std::string reference(std::string_view iri) {
    if (!compacted_) return std::string(iri);
    auto name = context_.compact(iri);
    if (name == iri) check(iri);
    return name;
  }

  std::string vocabulary_name(std::string_view iri) { return reference(iri); }

  std::string type_name(const Term& term) {
    if (compacted_ && term.kind == TermKind::iri)
      if (const ContextTerm* const known = context_.find(term.value); known != nullptr) return known->name;
    return reference(term);
  }

  Json value(const Term& term) {
    Json out;
    if (term.kind != TermKind::literal) {
      out[compacted_ ? "id" : "@id"] = reference(term);
      return out;
    }
    out["@value"] = term.value;
    if (!term.datatype.empty()) out[compacted_ ? "type" : "@type"] = compacted_ ? reference(term.datatype) : std::string(term.datatype);
    if (!term.language.empty()) out["@language"] = term.language;
    return out;
  }

  Json compact_value(const Term& term, const ContextTerm* context) {
    static const ContextTerm none;
    const ContextTerm& meant = context != nullptr ? *context : none;
    if (term.kind != TermKind::literal) return meant.type == "@id" ? Json(reference(term)) : value(term);
    if (meant.type != "@id" && term.datatype == meant.type && term.language == meant.language) return term.value;
    return value(term);
  }

  void check(std::string_view iri) {
    if (error_.empty() && context_.is_confused(iri))
      error_ = fmt::format("the IRI <{}> begins like a prefix of the context; write expanded JSON-LD", iri);
  }

  void separate() {
    put(first_ ? "\n" : ",\n");
    first_ = false;
  }

  void put(std::string_view text) {
    buffer_.append(text);
    constexpr std::size_t buffer_size = std::size_t{1} << 16U;
    if (buffer_.size() >= buffer_size) flush();
  }

  bool flush() {
    const bool good = bytes_.write(buffer_);
    buffer_.clear();
    return good;
  }

  ByteSink& bytes_;
  bool compacted_, checked_, first_ = true;
  std::string buffer_, error_;
  std::string type_ = std::string(ns::rdf) + "type";
  Context context_;
};

}  // namespace

std::unique_ptr<GraphSink> open_jsonld(ByteSink& bytes, const FormatOptions& options) {
  return std::make_unique<JsonLd>(bytes, options);
}

}  // namespace pacta
