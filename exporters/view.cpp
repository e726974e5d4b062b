#include "exporters/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "base/utf8.h"
#include "graph/valid.h"

namespace pacta {
namespace {

struct ClassColor {
  std::string_view name, color;
};

// The vocabulary's table, with colours that people with every kind of sight tell apart (Okabe and Ito's, lightened).
constexpr std::array<ClassColor, 14> classes = {{{"State", "#56b4e9"},
                                                 {"Organization", "#e69f00"},
                                                 {"Person", "#009e73"},
                                                 {"Position", "#a8dcc9"},
                                                 {"Agreement", "#cc79a7"},
                                                 {"Resolution", "#d9a3c2"},
                                                 {"NationalLaw", "#e6c9d9"},
                                                 {"Instrument", "#e6c9d9"},
                                                 {"Provision", "#f0d9e6"},
                                                 {"Place", "#f0e442"},
                                                 {"Event", "#d55e00"},
                                                 {"Publication", "#c0c0c0"},
                                                 {"Topic", "#9fb8d9"},
                                                 {"Role", "#b8d8c8"}}};

constexpr std::array<std::string_view, 7> left_out = {"Document", "Claim", "Evidence", "Rule", "Statement", "Norm", "Participation"};

// owl:SymmetricProperty in ontology/pacta.ttl, which this layer does not read; a test compares them.
constexpr std::array<std::string_view, 5> symmetric = {"alliedWith", "hasDefencePactWith", "hasDiplomaticRelationsWith", "metWith",
                                                       "contradicts"};

std::string_view local_name(std::string_view iri) {
  const auto cut = iri.find_last_of("#/:");
  return cut == std::string_view::npos || cut + 1 == iri.size() ? iri : iri.substr(cut + 1);
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The first or last day of a year, a month or a day; empty for what is none.
std::string day_of(std::string_view date, bool last) {
  while (!date.empty() && date.back() == 'Z') date.remove_suffix(1);
  if (date.size() > 10 && (date[10] == 'T' || date[10] == '+' || date[10] == '-')) date = date.substr(0, 10);
  const auto part = [&](std::size_t at, std::size_t size) { return date.substr(at, size); };
  const bool year = date.size() >= 4 && all_digits(part(0, 4));
  const bool month = date.size() >= 7 && date[4] == '-' && all_digits(part(5, 2));
  const bool day = date.size() == 10 && date[7] == '-' && all_digits(part(8, 2));
  if (!year || (date.size() != 4 && !(date.size() == 7 && month) && !(month && day))) return "";
  if (day) return std::string(date);
  if (!month) return fmt::format("{}-{}", date, last ? "12-31" : "01-01");
  const int number = (date[5] - '0') * 10 + (date[6] - '0');
  const int y = (date[0] - '0') * 1000 + (date[1] - '0') * 100 + (date[2] - '0') * 10 + (date[3] - '0');
  const bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
  constexpr std::array<int, 13> days = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (number < 1 || number > 12) return "";
  return fmt::format("{}-{:02}", date, last ? days[static_cast<std::size_t>(number)] + (number == 2 && leap ? 1 : 0) : 1);
}

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c >= 'A' && c <= 'F') ? c - 'A' + 10 : (c >= 'a' && c <= 'f') ? c - 'a' + 10 : -1;
  };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) >= 0 && digit(text[at + 2]) >= 0) {
      out += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return invalid_utf8(out) ? std::string(text) : out;
}

constexpr std::uint32_t none = 0xFFFFFFFF;

struct Claim {
  TermId subject = none, predicate = none, object = none;
  bool complete = false;
  std::string_view polarity = "affirmed", modality = "asserted";
  TermId claimed_by = 0;
  bool reported = false;
  std::uint32_t evidence = 0;
  std::set<TermId> documents;
  std::string start, end;
  [[nodiscard]] bool plain() const { return polarity == "affirmed" && modality == "asserted" && !reported; }
};

class Builder {
 public:
  Builder(const Grouped& graph, View view) : graph_(graph), terms_(graph.terms()), full_(view == View::full) {}

  GraphView run() {
    collect();
    for (const Triple& triple : graph_.triples()) add_triple(triple);
    if (!full_)
      for (const auto& [id, claim] : claims_)
        if (claim.complete) add_claim(claim);
    finish();
    return std::move(out_);
  }

 private:
  static bool is(const Term& term, std::string_view space, std::string_view name) {
    return term.value.size() == space.size() + name.size() && term.value.starts_with(space) && term.value.ends_with(name);
  }
  [[nodiscard]] bool own(TermId predicate, std::string_view name) const { return is(terms_[predicate], ns::pacta, name); }

  /// What a subject is: its classes, and the claims with their parts.
  void collect() {
    hidden_.resize(terms_.size());
    index_.resize(terms_.size(), none);
    for (const Triple& t : graph_.triples()) {
      if (!is(terms_[t.predicate], ns::rdf, "type")) continue;
      const Term& type = terms_[t.object];
      if (type.kind != TermKind::iri) continue;
      types_[t.subject].push_back(t.object);
      if (!type.value.starts_with(ns::pacta)) continue;
      const auto name = type.value.substr(ns::pacta.size());
      if (name == "Claim") claims_[t.subject];
      if (!full_ && std::find(left_out.begin(), left_out.end(), name) != left_out.end()) hidden_[t.subject] = true;
    }
    for (const Triple& t : graph_.triples()) {
      const auto claim = claims_.find(t.subject);
      if (claim != claims_.end()) read_claim(claim->second, t);
      // A rule, a document of claims and so on may be named without being described.
      if (!full_ && (own(t.predicate, "byRule") || own(t.predicate, "claimedIn") || own(t.predicate, "hasEvidence")))
        hidden_[t.object] = true;
    }
    for (auto& [id, claim] : claims_) claim.complete = claim.subject != none && claim.predicate != none && claim.object != none;
  }

  void read_claim(Claim& claim, const Triple& t) {
    const Term& p = terms_[t.predicate];
    const std::string_view value = terms_[t.object].value;
    if (is(p, ns::rdf, "subject")) claim.subject = t.object;
    if (is(p, ns::rdf, "predicate")) claim.predicate = t.object;
    if (is(p, ns::rdf, "object")) claim.object = t.object;
    if (own(t.predicate, "polarity")) claim.polarity = value;
    if (own(t.predicate, "modality")) claim.modality = value;
    if (own(t.predicate, "hasEvidence")) ++claim.evidence;
    if (own(t.predicate, "claimedIn")) claim.documents.insert(t.object);
    if (own(t.predicate, "date") || own(t.predicate, "from")) claim.start = day_of(value, false);
    if (own(t.predicate, "until")) claim.end = day_of(value, true);
    if (own(t.predicate, "claimedBy")) {
      claim.claimed_by = t.object;
      claim.reported = true;
    }
  }

  std::uint32_t node(TermId id) {
    if (index_[id] != none) return index_[id];
    index_[id] = static_cast<std::uint32_t>(out_.nodes.size());
    ViewNode node;
    const Term& term = terms_[id];
    node.iri = (term.kind == TermKind::blank ? "_:" : "") + std::string(term.value);
    choose_class(node, id);
    out_.nodes.push_back(std::move(node));
    labels_.emplace_back();
    values_.emplace_back();
    return index_[id];
  }

  void choose_class(ViewNode& node, TermId id) {
    const auto found = types_.find(id);
    if (found != types_.end()) {
      std::vector<std::string_view> names;
      for (const TermId type : found->second) names.push_back(local_name(terms_[type].value));
      for (const auto& [name, color] : classes)
        if (node.cls.empty() && std::find(names.begin(), names.end(), name) != names.end()) node.cls = name;
      if (node.cls.empty()) node.cls = names.front();
      for (const auto name : names)
        if (node.type.empty() && name != node.cls) node.type = name;
    }
    if (node.cls.empty()) node.cls = "Resource";
    if (node.type.empty()) node.type = node.cls;
  }

  /// How good a property is as the name of a node; 0 for one that is not.
  [[nodiscard]] int label_rank(const Term& predicate, const Term& value) const {
    int rank = 0;
    if (is(predicate, ns::rdfs, "label")) rank = 4;
    if (is(predicate, ns::skos, "prefLabel")) rank = 3;
    if (is(predicate, ns::dcterms, "title") || predicate.value == "http://xmlns.com/foaf/0.1/name" ||
        predicate.value == "http://schema.org/name")
      rank = 2;
    return rank == 0 ? 0 : 2 * rank + (value.language == "en" ? 1 : 0);
  }

  void add_triple(const Triple& t) {
    const Term& p = terms_[t.predicate];
    const Term& o = terms_[t.object];
    if (own(t.predicate, "mentions") && !hidden_[t.object]) ++out_.nodes[node(t.object)].documents;
    if (hidden_[t.subject] || is(p, ns::rdf, "type")) {
      if (!hidden_[t.subject]) node(t.subject);
      return;
    }
    const std::uint32_t subject = node(t.subject);
    if (o.kind == TermKind::literal) return add_literal(subject, p, o);
    if (hidden_[t.object]) return;
    add_edge(t.subject, t.predicate, t.object);
  }

  void add_literal(std::uint32_t index, const Term& predicate, const Term& value) {
    ViewNode& node = out_.nodes[index];
    if (const int rank = label_rank(predicate, value); rank > 0) {
      auto& [best, text] = labels_[index];
      std::string other(value.value);
      if (rank > best) {
        best = rank;
        text.swap(other);
      }
      if (!other.empty()) node.names.push_back(std::move(other));
      return;
    }
    if (is(predicate, ns::skos, "altLabel")) return node.names.emplace_back(value.value), void();
    const std::string name(local_name(predicate.value));
    if (predicate.value.starts_with(ns::pacta)) {
      const bool starts = name == "signedOn" || name == "date" || name == "from" || (name == "entersIntoForceOn" && node.start.empty());
      if (starts) node.start = day_of(value.value, false);
      if (name == "terminatedOn" || name == "until") node.end = day_of(value.value, true);
    }
    auto& text = values_[index][name];
    if (!text.empty()) text += "; ";
    text += value.value;
  }

  ViewEdge& add_edge(TermId subject, TermId predicate, TermId object) {
    const std::string_view relation = local_name(terms_[predicate].value);
    if (!full_ && terms_[predicate].value.starts_with(ns::pacta) &&
        std::find(symmetric.begin(), symmetric.end(), relation) != symmetric.end()) {
      const auto back = asserted_.find({object, predicate, subject});
      if (back != asserted_.end()) {
        out_.edges[back->second].symmetric = true;
        return out_.edges[back->second];
      }
    }
    const auto [place, fresh] = asserted_.emplace(std::tuple(subject, predicate, object), out_.edges.size());
    if (fresh) {
      ViewEdge edge;
      edge.source = node(subject);
      edge.target = node(object);
      edge.property = terms_[predicate].value;
      edge.relation = relation;
      out_.edges.push_back(std::move(edge));
    }
    return out_.edges[place->second];
  }

  void add_claim(const Claim& claim) {
    const Term& object = terms_[claim.object];
    if (object.kind == TermKind::literal || hidden_[claim.subject] || hidden_[claim.object]) return;
    ViewEdge* edge = nullptr;
    if (claim.plain()) {
      edge = &add_edge(claim.subject, claim.predicate, claim.object);
    } else {
      const std::tuple key(claim.subject, claim.predicate, claim.object, claim.polarity, claim.modality,
                           claim.reported ? claim.claimed_by + 1 : 0);
      const auto [place, fresh] = reported_.emplace(key, out_.edges.size());
      if (fresh) {
        ViewEdge made;
        made.source = node(claim.subject);
        made.target = node(claim.object);
        made.property = terms_[claim.predicate].value;
        made.relation = local_name(made.property);
        made.asserted = false;
        made.polarity = claim.polarity;
        made.modality = claim.modality;
        out_.edges.push_back(std::move(made));
        if (claim.reported) speakers_.emplace_back(place->second, node(claim.claimed_by));
      }
      edge = &out_.edges[place->second];
    }
    ++edge->claims;
    edge->evidence += claim.evidence;
    edge->documents = std::max(edge->documents, static_cast<std::uint32_t>(claim.documents.size()));
    if (edge->start.empty()) edge->start = claim.start;
    if (edge->end.empty()) edge->end = claim.end;
  }

  void finish() {
    std::set<std::string> attributes;
    for (std::size_t i = 0; i < out_.nodes.size(); ++i) {
      ViewNode& node = out_.nodes[i];
      node.label = labels_[i].second;
      if (node.label.empty()) node.label = percent_decoded(local_name(node.iri));
      for (auto& [name, value] : values_[i]) {
        attributes.insert(name);
        node.attributes.emplace_back(name, std::move(value));
      }
      // What ends before it begins is shown as a moment.
      if (!node.start.empty() && !node.end.empty() && node.end < node.start) node.end = node.start;
    }
    out_.attributes.assign(attributes.begin(), attributes.end());
    for (const auto& [edge, speaker] : speakers_) out_.edges[edge].claimed_by = out_.nodes[speaker].label;
    for (ViewEdge& edge : out_.edges) {
      const ViewNode& source = out_.nodes[edge.source];
      if (edge.start.empty() && (source.cls == "Agreement" || source.cls == "Instrument" || source.cls == "Resolution")) {
        edge.start = source.start;
        edge.end = source.end;
      }
      if (!edge.start.empty() && !edge.end.empty() && edge.end < edge.start) edge.end = edge.start;
      if (edge.asserted) {
        for (const auto end : {edge.source, edge.target}) {
          ++out_.nodes[end].degree;
          out_.nodes[end].evidence += edge.evidence;
        }
      }
      out_.dated = out_.dated || !edge.start.empty() || !edge.end.empty();
    }
    for (const ViewNode& node : out_.nodes) out_.dated = out_.dated || !node.start.empty() || !node.end.empty();
  }

  const Grouped& graph_;
  const TermTable& terms_;
  bool full_;
  GraphView out_;
  std::vector<bool> hidden_;
  std::vector<std::uint32_t> index_;  // of terms: their nodes
  std::map<TermId, std::vector<TermId>> types_;
  std::map<TermId, Claim> claims_;
  std::vector<std::pair<int, std::string>> labels_;
  std::vector<std::map<std::string, std::string>> values_;
  std::map<std::tuple<TermId, TermId, TermId>, std::size_t> asserted_;
  std::map<std::tuple<TermId, TermId, TermId, std::string_view, std::string_view, TermId>, std::size_t> reported_;
  std::vector<std::pair<std::size_t, std::uint32_t>> speakers_;
};

class ViewSink final : public GraphSink {
 public:
  ViewSink(std::vector<ByteSink*> files, const FormatOptions& options, PrintView one, PrintViewFiles several)
      : files_(std::move(files)), view_(options.view), checked_(options.checked), one_(one), several_(several) {}

  bool write(const Graph& graph) override {
    if (error_.empty() && !checked_) error_ = defect(graph);
    if (!error_.empty()) return false;
    all_.add(graph);
    return true;
  }

  bool finish() override {
    if (!error_.empty()) return false;
    all_.arrange();
    const GraphView view = make_view(all_, view_);
    if (one_ != nullptr)
      one_(view, *files_.front());
    else
      several_(view, files_);
    return error().empty();
  }

  [[nodiscard]] std::string error() const override {
    for (const ByteSink* const file : files_)
      if (error_.empty() && !file->error().empty()) return file->error();
    return error_;
  }

 private:
  std::vector<ByteSink*> files_;
  View view_;
  bool checked_;
  PrintView one_;
  PrintViewFiles several_;
  Grouped all_;
  std::string error_;
};

}  // namespace

double ViewNode::size() const {
  return std::min(80.0, std::round(10.0 + 6.0 * std::sqrt(static_cast<double>(degree))));
}

std::string ViewNode::color() const {
  for (const auto& [name, color] : classes)
    if (name == cls) return std::string(color);
  return "#dddddd";
}

std::string ViewEdge::label() const {
  std::string out;
  if (!claimed_by.empty()) out += claimed_by + " says: ";
  if (modality == "possible") out += "possibly ";
  if (modality == "hypothetical") out += "if: ";
  if (modality == "planned") out += "planned: ";
  if (modality == "desired") out += "wanted: ";
  if (polarity == "negated") out += "not ";
  return out + relation;
}

std::vector<DirectedEdge> directed_edges(const GraphView& view) {
  std::vector<DirectedEdge> edges;
  edges.reserve(view.edges.size());
  for (std::size_t i = 0; i < view.edges.size(); ++i) {
    const ViewEdge& edge = view.edges[i];
    edges.push_back({edge, edge.source, edge.target, fmt::format("e{}", i)});
    if (edge.symmetric) edges.push_back({edge, edge.target, edge.source, fmt::format("e{}-back", i)});
  }
  return edges;
}

GraphView make_view(const Grouped& graph, View view) {
  return Builder(graph, view).run();
}

std::unique_ptr<GraphSink> open_view(ByteSink& bytes, const FormatOptions& options, PrintView print) {
  return std::make_unique<ViewSink>(std::vector<ByteSink*>{&bytes}, options, print, nullptr);
}

std::unique_ptr<GraphSink> open_view_files(std::vector<ByteSink*> files, const FormatOptions& options, PrintViewFiles print) {
  return std::make_unique<ViewSink>(std::move(files), options, nullptr, print);
}

std::string label_name(std::string_view cls) {
  std::string out;
  for (const char c : cls) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (out.empty() && !letter) out += 'X';
    out += letter || digit ? c : '_';
  }
  return out.empty() ? "X" : out;
}

std::string relation_type(std::string_view relation) {
  std::string out;
  bool was_small = false;
  for (const char c : label_name(relation)) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && was_small) out += '_';
    was_small = !capital && c != '_';
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

std::string shorten(std::string_view text, std::size_t longest) {
  std::string line = collapse_space(text.substr(0, 8 * longest));
  if (const auto cut = invalid_utf8(line)) line.resize(*cut);
  std::size_t at = 0;
  for (std::size_t count = 0; at < line.size() && count < longest; ++count) static_cast<void>(decode(line, at));
  at = std::min(at, line.size());
  if (at == line.size() && text.size() <= 8 * longest) return line;
  return line.substr(0, at) + "…";
}

}  // namespace pacta
