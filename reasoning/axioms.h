#pragma once
#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "graph/graph.h"

namespace pacta {

/// Why a triple follows, in the words of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules).
enum class Entailment : std::uint8_t { asserted, subclass, subproperty, inverse, symmetric, domain, range, chain, transitive };
[[nodiscard]] std::string_view name_of(Entailment entailment);

/// A property that follows from another one between the same two things, the other way round if `turned`.
struct FollowingProperty {
  TermId property = 0;
  bool turned = false;
  Entailment why = Entailment::subproperty;

  friend bool operator==(const FollowingProperty&, const FollowingProperty&) = default;
};

/// A class that follows for the subject (or the object) of a property.
struct FollowingClass {
  TermId cls = 0;
  Entailment why = Entailment::domain;

  friend bool operator==(const FollowingClass&, const FollowingClass&) = default;
};

/// From `x first y` and `y second z` follows `x result z`.
struct Join {
  TermId first = 0, second = 0, result = 0;
  Entailment why = Entailment::chain;
};

/// What an ontology says of one property, all closed: what follows from what follows is in the lists, too.
struct PropertyAxioms {
  std::vector<FollowingProperty> properties;
  std::vector<FollowingClass> of_subject, of_object;
  std::vector<std::uint32_t> as_first, as_second;  ///< numbers of joins
};

/// An ontology compiled for inference: classes and properties with their supers, inverse and symmetric properties, domains and ranges
/// (named classes; a union entails no class by name), transitive properties and chains of any length. What else an ontology may say is
/// passed over. Its terms are in the table that it was loaded with.
struct Axioms {
  std::unordered_map<TermId, PropertyAxioms> properties;    ///< every property that an axiom names
  std::unordered_map<TermId, std::vector<TermId>> classes;  ///< every class that an axiom names, with its superclasses, closed
  std::vector<Join> joins;
  std::vector<TermId> hidden;  ///< properties made for the middle of chains of more than two: not to be written

  /// Errors: those of reading the files; a chain that is not a list.
  static tl::expected<Axioms, Diagnostic> load(const std::vector<std::string>& files, TermTable& terms);
};

}  // namespace pacta
