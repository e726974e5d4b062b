#pragma once
#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "ontology/vocabulary.h"

namespace pacta {

using ClassSet = std::bitset<128>;

/// Classes of an ontology; the bits from 120 on stand for kinds of mention that are no classes of it.
inline constexpr std::size_t max_classes = 120;

/// What a mention unit may be beside an entity, as bits of its class set and as names in rules' slots.
namespace pseudo {
inline constexpr std::size_t Date = 120, Number = 121, Pronoun = 122, Adjective = 123, Duration = 124;
}  // namespace pseudo

struct ClassInfo {
  std::string iri, name;  ///< name: local name in the pacta namespace, else the IRI
  std::string label;
  ClassSet with_ancestors;  ///< itself and all superclasses (rdfs:subClassOf, reflexive and transitive)
  ClassSet with_descendants;
};

struct PropertyInfo {
  std::string iri, name, label;
  ClassSet domain, range;     ///< classes any of which a subject (object) may have; none: anything
  std::string literal_range;  ///< datatype IRI where the range is one; then `range` is empty
  bool is_literal = false;    ///< values are literals
  bool symmetric = false;
  std::vector<PropertyId> super;  ///< direct superproperties among the known ones
};

/// The classes and properties that rules and code may use: ontology/pacta.ttl and what users add. Immutable once loaded.
class Ontology {
 public:
  /// Reads Turtle files with Serd, in order. Errors: unreadable file, syntax (with line), a built-in name that none defines, more than
  /// `max_classes` classes, a class of the pacta namespace that is used but not defined. owl:unionOf lists in domains and ranges are
  /// understood.
  static tl::expected<Ontology, Diagnostics> load(const std::vector<std::string>& files);

  /// By local name ("State") or IRI; the local name of another namespace's term if it is the only one with it.
  [[nodiscard]] std::optional<ClassId> find_class(std::string_view name) const;
  [[nodiscard]] std::optional<PropertyId> find_property(std::string_view name) const;
  [[nodiscard]] const std::vector<ClassInfo>& classes() const { return classes_; }
  [[nodiscard]] const std::vector<PropertyInfo>& properties() const { return properties_; }
  [[nodiscard]] const ClassInfo& operator[](ClassId id) const { return classes_[id]; }
  [[nodiscard]] const PropertyInfo& property(PropertyId id) const { return properties_[id]; }
  [[nodiscard]] bool is_a(ClassId sub, ClassId super) const { return classes_[sub].with_ancestors.test(super); }
  [[nodiscard]] std::size_t class_count() const { return classes_.size(); }
  [[nodiscard]] std::size_t property_count() const { return properties_.size(); }

 private:
  std::vector<ClassInfo> classes_;
  std::vector<PropertyInfo> properties_;
  std::unordered_map<std::string, ClassId> class_by_name_;
  std::unordered_map<std::string, PropertyId> property_by_name_;
};

}  // namespace pacta
