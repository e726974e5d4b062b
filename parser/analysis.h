#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/span.h"
#include "ontology/catalog.h"
#include "parser/norms.h"
#include "parser/structure.h"

namespace pacta {

using EntityIndex = std::uint32_t;
inline constexpr EntityIndex no_entity = 0xFFFFFFFF;

/// Something that a document speaks of.
struct Entity {
  ClassId cls = cls::Organization;  ///< class of the vocabulary's table
  ClassId type = cls::Organization;
  EntryId entry = no_entry;        ///< its line in a gazetteer, if it has one
  std::string id;                  ///< of a topic: last segment of its IRI
  std::string label;               ///< preferred name
  std::vector<std::string> names;  ///< other names met in the text, in order of appearance
  std::uint32_t ordinal = 0;       ///< above 0: the text describes others before it in the same words ("a treaty", again "a treaty")
  bool known_in_full = true;       ///< false: known by a short or ambiguous name only, so that its IRI is the document's own
  bool named = false;              ///< the text names it (and not only something that implies it)
  EntityIndex parent = no_entity;  ///< of a provision: what it is directly part of; of a position: where it is
  ProvisionKind kind = ProvisionKind::article;
  std::vector<PropertyId> leads;     ///< of a position: headOfState, headOfGovernment, if its holder is one of these
  std::string number, heading;       ///< of a provision
  Span body;                         ///< of a provision of the document's own treaty
  std::vector<EntityIndex> parties;  ///< of an agreement: named by its title
  std::string date;                  ///< of an agreement: part of its title or description
};

enum class MentionKind : std::uint8_t {
  name,
  adjective,
  demonym,
  capital,
  seat,
  person,
  position,
  agreement,
  organisation,
  provision,
  date,
  pronoun,
  description
};

/// Words that stand for an entity (or a date).
struct Mention {
  std::uint32_t first_token = 0, end_token = 0;
  std::uint32_t name_first = 0, name_end = 0;  ///< tokens of the name itself, without titles, articles and appositions
  MentionKind kind = MentionKind::name;
  EntityIndex entity = no_entity;
  EntityIndex place = no_entity;     ///< of a capital: the city
  std::string date;                  ///< of a date: ISO 8601
  std::vector<EntityIndex> members;  ///< of "both countries", "Articles 18–20": what it stands for
};

/// Local name of the XML Schema datatype of a date as precise as it is written: "2001-05-04", "2001-05", "2001".
[[nodiscard]] constexpr std::string_view date_datatype(std::string_view date) noexcept {
  return date.size() == 4 ? "gYear" : date.size() == 7 ? "gYearMonth" : "date";
}

enum class Polarity : std::uint8_t { affirmed, negated };
enum class Modality : std::uint8_t { asserted, possible, hypothetical, planned, desired };

struct Evidence {
  std::string rule;
  Span span;
  double confidence = 0.9;
};

/// What the document says of two entities, or of an entity and a value.
struct Claim {
  EntityIndex subject = no_entity;
  PropertyId property = 0;
  EntityIndex object = no_entity;
  std::string value;     ///< literal object, if `object` is none
  std::string datatype;  ///< IRI; empty for a string
  Polarity polarity = Polarity::affirmed;
  Modality modality = Modality::asserted;
  EntityIndex claimed_by = no_entity;
  std::string from, until;
  std::vector<Evidence> evidence;

  [[nodiscard]] bool plain() const { return polarity == Polarity::affirmed && modality == Modality::asserted && claimed_by == no_entity; }
};

/// A thing that a rule made because the text tells of it (`emit new …`): a Participation, or an event with those who took part.
struct Occurrence {
  struct Field {
    PropertyId property = 0;
    EntityIndex object = no_entity;
    std::string value;     ///< literal object, if `object` is none
    std::string datatype;  ///< local name in XML Schema's namespace; empty for a string
  };
  ClassId type = 0;
  std::vector<Field> fields;
  Polarity polarity = Polarity::affirmed;
  Modality modality = Modality::asserted;
  EntityIndex claimed_by = no_entity;
  std::vector<Evidence> evidence;

  [[nodiscard]] bool plain() const { return polarity == Polarity::affirmed && modality == Modality::asserted && claimed_by == no_entity; }
};

/// Words that the text attributes to an actor.
struct Statement {
  EntityIndex by = no_entity;
  std::string words;
  std::vector<EntityIndex> about;
  Evidence evidence;
};

struct Norm {
  NormMention words;
  EntityIndex provision = no_entity;
  std::vector<EntityIndex> bearers;
};

/// All that one document says.
struct Analysis {
  std::vector<Entity> entities;
  std::vector<Mention> mentions;  ///< in text order; inner mentions of a title follow it
  std::vector<Claim> claims;
  std::vector<Occurrence> occurrences;
  std::vector<Statement> statements;
  std::vector<Norm> norms;
  EntityIndex text_of = no_entity;  ///< the instrument whose text the document is

  /// Adds evidence to the claim if it is there, else the claim. Claims about themselves are dropped.
  void add(Claim claim);
  /// Adds the affirmed claim that `subject` has `property` `object`.
  void add(EntityIndex subject, PropertyId property, EntityIndex object, Evidence evidence);
  /// Adds the affirmed claim that `subject` has `property` `value`; `datatype` is a local name of XML Schema, empty for a string.
  void add_value(EntityIndex subject, PropertyId property, std::string value, std::string_view datatype, Evidence evidence);
  /// The mention over `token` that names an agreement or other instrument, the outermost; null if there is none. `from` is the index of a
  /// mention at or before it.
  [[nodiscard]] const Mention* instrument_at(std::uint32_t token, std::size_t from) const;
  /// Adds evidence to the occurrence if it is there, else the occurrence.
  void add(Occurrence occurrence);
  /// Makes all that is said of `from` be said of `to`.
  void merge(EntityIndex from, EntityIndex to);
  /// Takes away all that is said of `gone` and by it. It stays in `entities`, named by nothing, so that the indices of the others stay.
  void remove(EntityIndex gone);

 private:
  /// Adds all claims and occurrences anew, after something in them has changed; what became the same is one.
  void add_again();
  std::unordered_multimap<std::size_t, std::size_t> claim_index_, occurrence_index_;
};

}  // namespace pacta
