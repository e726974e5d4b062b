#pragma once
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/diagnostic.h"
#include "ontology/lexicon.h"
#include "ontology/ontology.h"
#include "ontology/trie.h"

namespace pacta {

using EntryId = std::uint32_t;
inline constexpr EntryId no_entry = 0xFFFFFFFF;

/// An office that a listed person held.
struct OfficeHeld {
  std::string title;        ///< in small letters: "prime minister"
  EntryId of = no_entry;    ///< the state, if it is one
  std::string from, until;  ///< years; `until` is empty of an office still held, and both are where the line gives none
};

/// A line of a gazetteer (docs/gazetteers.md).
struct Entry {
  ClassId cls = cls::Organization;  ///< class of the vocabulary's table, part of the IRI
  ClassId type = cls::Organization;
  std::string id, label, adjective;  ///< adjective: the first one of a state
  std::string iso3, date, field;
  EntryId country = no_entry;  ///< state that it belongs to
  std::vector<EntryId> parties, members;
  std::vector<OfficeHeld> offices;                               ///< persons
  std::vector<std::string> heads_of_state, heads_of_government;  ///< folded titles of a state's offices
  std::vector<std::string> member_titles;                        ///< of an assembly: what its members are ("member of the Storting")
  std::string head;                                              ///< of an organisation: the usual title of its head ("Secretary-General")
};

enum class NameKind : std::uint8_t { name, acronym, weak, adjective, demonym, capital, seat };

/// One name of one entry.
struct CatalogName {
  EntryId entry = no_entry;
  NameKind kind = NameKind::name;
  EntryId place = no_entry;     ///< capital: the city
  std::int32_t ambiguity = -1;  ///< index of the lines that decide, if the name is listed in ambiguous.tsv
  bool well_known = false;      ///< weak, but the world's press uses it alone ("Gorbachev")
  bool combining = false;       ///< an adjective only before a hyphen and another adjective ("Franco-German")
};

/// What must hold for a reading of an ambiguous name.
enum class Condition : std::uint8_t {
  always,
  never_alone,
  previous,
  next,
  near,
  with,
  near_state,
  as_actor,
  as_written,
  given_name_before,
  surname_after,
  sentence_start,
  dated
};

struct Reading {
  EntryId entry = no_entry;  ///< no_entry: no entity, or one of class `cls` without an entry
  std::optional<ClassId> cls;
  Condition condition = Condition::always;
  std::vector<std::vector<Token>> words;  ///< of previous, next, near, with
  std::string from, to;                   ///< of dated: years
};

struct Ambiguity {
  std::string name;
  std::vector<Reading> readings;
};

enum class TitleKind : std::uint8_t {
  head_of_state,
  head_of_government,
  head_of_state_or_government,
  monarch,
  deputy_head,
  minister,
  parliament,
  judiciary,
  diplomat_to,
  diplomat,
  military,
  spokesperson,
  organisation_head,
  official,
  religious,
  party_leader,
  academic,
  address,
  journalist,
  other
};

/// An office or form of address.
struct Title {
  std::string id, name;
  TitleKind kind = TitleKind::other;
  bool needs_state = false, needs_organisation = false, needs_ministry = false, needs_place = false;
  bool modifiers = true;
  EntryId of = no_entry;  ///< the one state or organisation that the words alone are an office of ("Chancellor of the Exchequer")
};

struct TitleName {
  std::uint32_t title = 0;
  bool plural = false, open = false;  ///< open: the run of capitalised words behind it belongs to it
};

enum class ModifierEffect : std::uint8_t { none, past, future, acting, deputy };

/// All names that are known. Built once, then frozen and shared by all threads.
class Catalog {
 public:
  /// Reads gazetteers (.tsv; titles.tsv, title-modifiers.tsv, ambiguous.tsv, given-names.txt and family-names.txt by their names).
  /// Words are added to `lexicon`. Every error has file, line and column; all are reported.
  static tl::expected<Catalog, Diagnostics> load(const std::vector<std::string>& files, const Ontology& ontology, Lexicon& lexicon);

  [[nodiscard]] const Entry& operator[](EntryId id) const { return entries_[id]; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] EntryId find(ClassId cls, std::string_view id) const;

  /// The one state whose head of state or government has this title (folded), as Ireland's Taoiseach; no_entry if several have it.
  [[nodiscard]] EntryId state_of_title(const std::string& title) const;
  [[nodiscard]] const std::vector<CatalogName>& names() const { return names_; }
  [[nodiscard]] const NameTrie& name_trie() const { return name_trie_; }
  [[nodiscard]] const std::vector<Ambiguity>& ambiguities() const { return ambiguities_; }
  [[nodiscard]] const NameTrie& title_trie() const { return title_trie_; }
  [[nodiscard]] const std::vector<Title>& titles() const { return titles_; }
  [[nodiscard]] const std::vector<TitleName>& title_names() const { return title_names_; }
  [[nodiscard]] const NameTrie& modifier_trie() const { return modifier_trie_; }
  [[nodiscard]] ModifierEffect modifier_effect(std::uint32_t payload) const { return modifier_effects_[payload]; }

  /// 2: surely a given name; 1: a given name that is also a common word; 0: none. By folded word.
  [[nodiscard]] int given_name(WordId word) const { return word < given_.size() ? given_[word] : 0; }
  /// A family name that stands first (Chinese, Korean, Vietnamese): 2 surely, 1 also a common word.
  [[nodiscard]] int family_name(WordId word) const { return word < family_.size() ? family_[word] : 0; }
  [[nodiscard]] bool name_particle(WordId word) const { return word < particle_.size() && particle_[word]; }

 private:
  friend class CatalogLoader;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, EntryId> by_id_;  // "class/id"
  std::unordered_map<std::string, EntryId> state_of_title_;
  std::vector<CatalogName> names_;
  std::vector<Ambiguity> ambiguities_;
  std::vector<Title> titles_;
  std::vector<TitleName> title_names_;
  std::vector<ModifierEffect> modifier_effects_;
  NameTrie name_trie_, title_trie_, modifier_trie_;
  std::vector<std::uint8_t> given_, family_, particle_;
};

}  // namespace pacta
