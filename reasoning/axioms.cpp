#include "reasoning/axioms.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

#include "graph/iri.h"
#include "graph/rdf_reader.h"

namespace pacta {
namespace {

/// The triples of ontologies by property.
class Collector final : public QuadHandler {
 public:
  explicit Collector(TermTable& terms) : terms_(terms) {}

  bool quad(const Quad& quad) override {
    by_property[std::string(quad.predicate.value)].emplace_back(terms_.intern(quad.subject), terms_.intern(quad.object));
    return true;
  }

  [[nodiscard]] std::vector<std::pair<TermId, TermId>> pairs(std::string_view space, std::string_view name) const {
    const auto found = by_property.find(std::string(space).append(name));
    return found == by_property.end() ? std::vector<std::pair<TermId, TermId>>() : found->second;
  }

  std::map<std::string, std::vector<std::pair<TermId, TermId>>> by_property;

 private:
  TermTable& terms_;
};

class Compiler {
 public:
  Compiler(const Collector& ontology, TermTable& terms) : ontology_(ontology), terms_(terms) {}

  tl::expected<Axioms, Diagnostic> run() {
    read_classes();
    read_properties();
    if (auto error = read_chains(); !error.empty()) {
      Diagnostic diagnostic;
      diagnostic.message = std::move(error);
      return tl::unexpected(diagnostic);
    }
    close_classes();
    close_properties();
    add_classes_of_ends();
    for (std::uint32_t i = 0; i < axioms_.joins.size(); ++i) {
      axioms_.properties[axioms_.joins[i].first].as_first.push_back(i);
      axioms_.properties[axioms_.joins[i].second].as_second.push_back(i);
      axioms_.properties.try_emplace(axioms_.joins[i].result);
    }
    return std::move(axioms_);
  }

 private:
  [[nodiscard]] bool named(TermId id) const { return terms_[id].kind == TermKind::iri; }

  /// That everything is a thing is not worth a triple.
  [[nodiscard]] bool says_something(TermId cls) const {
    const auto iri = terms_[cls].value;
    return named(cls) && iri != std::string(ns::owl) + "Thing" && iri != std::string(ns::rdfs) + "Resource";
  }

  template <typename Visit>
  void each(std::string_view space, std::string_view name, Visit visit) const {
    for (const auto& [subject, object] : ontology_.pairs(space, name))
      if (named(subject) && named(object)) visit(subject, object);
  }

  void read_classes() {
    each(ns::rdfs, "subClassOf", [&](TermId sub, TermId super) {
      if (says_something(super)) superclasses_[sub].insert(super);
    });
    each(ns::owl, "equivalentClass", [&](TermId a, TermId b) {
      superclasses_[a].insert(b);
      superclasses_[b].insert(a);
    });
  }

  void read_properties() {
    const auto follows = [&](TermId from, TermId to, bool turned, Entailment why) { direct_[from].push_back({to, turned, why}); };
    each(ns::rdfs, "subPropertyOf", [&](TermId sub, TermId super) { follows(sub, super, false, Entailment::subproperty); });
    each(ns::owl, "equivalentProperty", [&](TermId a, TermId b) {
      follows(a, b, false, Entailment::subproperty);
      follows(b, a, false, Entailment::subproperty);
    });
    each(ns::owl, "inverseOf", [&](TermId a, TermId b) {
      follows(a, b, true, Entailment::inverse);
      follows(b, a, true, Entailment::inverse);
    });
    each(ns::rdf, "type", [&](TermId property, TermId type) {
      if (terms_[type].value == std::string(ns::owl) + "SymmetricProperty") follows(property, property, true, Entailment::symmetric);
      if (terms_[type].value == std::string(ns::owl) + "TransitiveProperty")
        axioms_.joins.push_back({property, property, property, Entailment::transitive});
    });
    each(ns::rdfs, "domain", [&](TermId property, TermId cls) {
      if (says_something(cls)) domains_[property].insert(cls);
    });
    each(ns::rdfs, "range", [&](TermId property, TermId cls) {
      if (says_something(cls)) ranges_[property].insert(cls);
    });
  }

  /// A chain of more than two properties becomes several of two, with properties of its own between them.
  std::string read_chains() {
    std::map<TermId, TermId> first, rest;
    for (const auto& [node, value] : ontology_.pairs(ns::rdf, "first")) first.emplace(node, value);
    for (const auto& [node, value] : ontology_.pairs(ns::rdf, "rest")) rest.emplace(node, value);
    const TermId nil = terms_.iri(std::string(ns::rdf) + "nil");
    for (const auto& [property, list] : ontology_.pairs(ns::owl, "propertyChainAxiom")) {
      std::vector<TermId> chain;
      TermId node = list;
      for (; node != nil && first.contains(node) && rest.contains(node) && chain.size() <= first.size(); node = rest[node])
        chain.push_back(first[node]);
      if (node != nil || chain.empty() || !std::all_of(chain.begin(), chain.end(), [&](TermId id) { return named(id); }))
        return fmt::format("the property chain of <{}> is not a list of properties", terms_[property].value);
      if (chain.size() == 1) {
        direct_[chain.front()].push_back({property, false, Entailment::subproperty});
        continue;
      }
      TermId left = chain.front();
      for (std::size_t i = 1; i < chain.size(); ++i) {
        TermId result = property;
        if (i + 1 < chain.size()) {
          result = terms_.iri(fmt::format("urn:x-pacta:chain:{}:{}", axioms_.joins.size(), terms_[property].value));
          axioms_.hidden.push_back(result);
        }
        axioms_.joins.push_back({left, chain[i], result, Entailment::chain});
        left = result;
      }
    }
    return {};
  }

  void close_classes() {
    for (const auto& [cls, direct] : superclasses_) {
      std::vector<TermId> found;
      std::vector<TermId> open(direct.begin(), direct.end());
      std::set<TermId> seen(direct.begin(), direct.end());
      while (!open.empty()) {
        const TermId next = open.back();
        open.pop_back();
        if (next != cls) found.push_back(next);
        if (const auto more = superclasses_.find(next); more != superclasses_.end())
          for (const TermId super : more->second)
            if (seen.insert(super).second) open.push_back(super);
      }
      std::sort(found.begin(), found.end());
      for (const TermId super : found) axioms_.classes.try_emplace(super);
      axioms_.classes[cls] = std::move(found);
    }
    for (const auto* ends : {&domains_, &ranges_})
      for (const auto& [property, classes] : *ends)
        for (const TermId cls : classes) axioms_.classes.try_emplace(cls);
  }

  void close_properties() {
    std::set<TermId> all;
    for (const auto& [from, list] : direct_) {
      all.insert(from);
      for (const auto& to : list) all.insert(to.property);
    }
    for (const auto* ends : {&domains_, &ranges_})
      for (const auto& [property, classes] : *ends) all.insert(property);
    for (const TermId property : all) {
      auto& closed = axioms_.properties[property].properties;
      std::set<std::pair<TermId, bool>> seen{{property, false}};
      std::vector<FollowingProperty> open{{property, false, Entailment::asserted}};
      while (!open.empty()) {
        const FollowingProperty at = open.back();
        open.pop_back();
        const auto next = direct_.find(at.property);
        if (next == direct_.end()) continue;
        for (const auto& step : next->second) {
          const FollowingProperty reached{step.property, step.turned != at.turned,
                                          step.turned != at.turned && step.why == Entailment::subproperty ? Entailment::inverse : step.why};
          if (!seen.emplace(reached.property, reached.turned).second) continue;
          closed.push_back(reached);
          open.push_back(reached);
        }
      }
    }
  }

  /// Of each property and all that follow from it.
  void add_classes_of_ends() {
    for (auto& entry : axioms_.properties) {
      auto& axioms = entry.second;
      const auto add = [&](TermId of, bool turned) {
        collect(domains_, of, Entailment::domain, turned ? axioms.of_object : axioms.of_subject);
        collect(ranges_, of, Entailment::range, turned ? axioms.of_subject : axioms.of_object);
      };
      add(entry.first, false);
      for (const auto& following : axioms.properties) add(following.property, following.turned);
    }
  }

  void collect(const std::map<TermId, std::set<TermId>>& ends, TermId property, Entailment why, std::vector<FollowingClass>& into) {
    const auto found = ends.find(property);
    if (found == ends.end()) return;
    for (const TermId cls : found->second) {
      put(into, cls, why);
      for (const TermId super : axioms_.classes[cls]) put(into, super, why);
    }
  }

  static void put(std::vector<FollowingClass>& into, TermId cls, Entailment why) {
    if (std::none_of(into.begin(), into.end(), [cls](const FollowingClass& known) { return known.cls == cls; })) into.push_back({cls, why});
  }

  const Collector& ontology_;
  TermTable& terms_;
  Axioms axioms_;
  std::map<TermId, std::set<TermId>> superclasses_, domains_, ranges_;
  std::map<TermId, std::vector<FollowingProperty>> direct_;
};

}  // namespace

std::string_view name_of(Entailment entailment) {
  switch (entailment) {
    case Entailment::asserted:
      return "asserted";
    case Entailment::subclass:
      return "subclass";
    case Entailment::subproperty:
      return "subproperty";
    case Entailment::inverse:
      return "inverse property";
    case Entailment::symmetric:
      return "symmetric property";
    case Entailment::domain:
      return "domain";
    case Entailment::range:
      return "range";
    case Entailment::chain:
      return "property chain";
    case Entailment::transitive:
      return "transitive property";
  }
  return "";
}

tl::expected<Axioms, Diagnostic> Axioms::load(const std::vector<std::string>& files, TermTable& terms) {
  Collector collector(terms);
  std::size_t number = 0;
  for (const std::string& file : files) {
    RdfReadOptions options;
    options.blank_prefix = fmt::format("o{}.", ++number);
    if (const auto read = read_rdf(file, options, collector); !read) return tl::unexpected(read.error());
  }
  return Compiler(collector, terms).run();
}

}  // namespace pacta
