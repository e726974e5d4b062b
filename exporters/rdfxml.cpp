#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.h"
#include "exporters/writers.h"
#include "exporters/xml.h"
#include "graph/valid.h"

// RDF/XML. Written with libxml2, since Raptor's serializers lose triples (CONTRIBUTING's rule is to use a library that works): they skip
// predicates, take the labels of blank nodes and XML literals as they come, and keep the whole graph.
namespace pacta {
namespace {

// NameStartChar and NameChar of XML 1.0 without the colon.
bool is_name_start(char32_t c) {
  return (c >= 'A' && c <= 'Z') || c == '_' || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7) ||
         (c >= 0x370 && c <= 0x1FFF && c != 0x37E) || c == 0x200C || c == 0x200D || (c >= 0x2070 && c <= 0x218F) ||
         (c >= 0x2C00 && c <= 0x2FEF) || (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0xEFFFF);
}

bool is_name(char32_t c) {
  return is_name_start(c) || c == '-' || c == '.' || (c >= '0' && c <= '9') || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F ||
         c == 0x2040;
}

/// Where the longest name at the end of an IRI begins; its size if it does not end in a name.
std::size_t local_name(std::string_view iri) {
  std::size_t begin = iri.size();
  for (std::size_t at = 0; at < iri.size();) {
    const auto here = at;
    const char32_t c = decode(iri, at);
    if (!is_name(c))
      begin = iri.size();
    else if (begin == iri.size() && is_name_start(c))
      begin = here;
  }
  return begin;
}

// Names of RDF's own that mean something else as the element of a property.
constexpr std::array<std::string_view, 13> reserved = {"RDF",      "ID",          "about", "parseType", "resource",        "nodeID",
                                                       "datatype", "Description", "li",    "aboutEach", "aboutEachPrefix", "bagID",
                                                       "Bag-ID"};

class RdfXml final : public GraphSink {
 public:
  RdfXml(ByteSink& bytes, const FormatOptions& options) : bytes_(bytes), xml_(bytes), checked_(options.checked) {
    xml_.start("rdf:RDF");
    prefixes_.emplace_back("rdf", ns::rdf);
    for (const auto& [name, iri] : options.prefixes) {
      const bool good = !name.empty() && local_name(name) == 0 && name != "rdf" && iri != ns::rdf && !name.starts_with("xml") &&
                        !iri.starts_with("http://www.w3.org/XML/1998/namespace") && !iri.starts_with("http://www.w3.org/2000/xmlns/");
      if (good) prefixes_.emplace_back(name, iri);
    }
    for (const auto& [name, iri] : prefixes_) xml_.attribute("xmlns:" + name, iri);
    while (std::any_of(prefixes_.begin(), prefixes_.end(), [&](const auto& p) { return p.first == other_; })) other_ += "_";
  }

  bool write(const Graph& graph) override {
    if (!error_.empty()) return false;
    if (!checked_) error_ = defect(graph);
    const Term* open = nullptr;
    for (const Triple& triple : graph.triples) {
      if (!error_.empty()) return false;
      const Term& subject = graph.terms[triple.subject];
      const bool same = open != nullptr && *open == subject;
      if (open != nullptr && !same) xml_.end();
      if (!same) start_description(subject);
      open = &subject;
      write_property(graph.terms[triple.predicate], graph.terms[triple.object]);
    }
    if (open != nullptr) xml_.end();
    return error_.empty() && bytes_.error().empty();
  }

  bool finish() override { return error_.empty() && xml_.finish(); }
  [[nodiscard]] std::string error() const override { return error_.empty() ? bytes_.error() : error_; }

 private:
  void start_description(const Term& subject) {
    xml_.start("rdf:Description");
    write_reference(subject, "rdf:about");
  }

  void write_reference(const Term& term, const char* attribute) {
    // A label may begin with a digit, and a name may not.
    if (term.kind == TermKind::blank) return xml_.attribute("rdf:nodeID", "b" + std::string(term.value));
    check(term.value);
    xml_.attribute(attribute, std::string(term.value));
  }

  void write_property(const Term& predicate, const Term& object) {
    const auto begin = local_name(predicate.value);
    const auto space = predicate.value.substr(0, begin);
    const auto local = std::string(predicate.value.substr(begin));
    const bool hidden = (space == ns::rdf && std::find(reserved.begin(), reserved.end(), local) != reserved.end()) ||
                        space == "http://www.w3.org/XML/1998/namespace" || space == "http://www.w3.org/2000/xmlns/";
    if (local.empty() || begin == 0 || hidden) {
      error_ = fmt::format("RDF/XML cannot hold the predicate <{}>{}; choose another format", predicate.value,
                           hidden ? ", which is a word of RDF/XML itself" : ", which does not end in a name");
      return;
    }
    check(space);
    const auto known = std::find_if(prefixes_.begin(), prefixes_.end(), [&](const auto& prefix) { return prefix.second == space; });
    if (known != prefixes_.end()) {
      xml_.start(known->first + ":" + local);
    } else {
      xml_.start(other_ + ":" + local);
      xml_.attribute("xmlns:" + other_, std::string(space));
    }
    if (object.kind != TermKind::literal) {
      write_reference(object, "rdf:resource");
    } else {
      check(object.value);
      check(object.datatype);
      if (!object.language.empty()) xml_.attribute("xml:lang", std::string(object.language));
      if (!object.datatype.empty()) xml_.attribute("rdf:datatype", std::string(object.datatype));
      xml_.text(std::string(object.value));
    }
    xml_.end();
  }

  void check(std::string_view text) {
    if (!error_.empty()) return;
    if (const auto found = xml_defect(text); !found.empty())
      error_ = fmt::format("RDF/XML cannot hold the character {}; choose another format", found);
  }

  ByteSink& bytes_;
  XmlWriter xml_;
  bool checked_;
  std::vector<std::pair<std::string, std::string>> prefixes_;
  std::string other_ = "ns", error_;
};

}  // namespace

std::unique_ptr<GraphSink> open_rdfxml(ByteSink& bytes, const FormatOptions& options) {
  return std::make_unique<RdfXml>(bytes, options);
}

}  // namespace pacta
