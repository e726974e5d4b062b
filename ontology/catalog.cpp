#include "ontology/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "base/file.h"
#include "base/utf8.h"

namespace pacta {

EntryId Catalog::find(ClassId cls, std::string_view id) const {
  const auto found = by_id_.find(fmt::format("{}/{}", cls, id));
  return found == by_id_.end() ? no_entry : found->second;
}

EntryId Catalog::state_of_title(const std::string& title) const {
  const auto found = state_of_title_.find(title);
  return found == state_of_title_.end() ? no_entry : found->second;
}

namespace {

struct Cell {
  std::string_view text;
  std::size_t offset = 0;
};

constexpr std::array<std::string_view, 35> known_columns{"id",         "type",       "label",    "aliases",       "acronyms",
                                                         "weak",       "adjectives", "demonyms", "capital",       "seats",
                                                         "valid_from", "valid_to",   "same_as",  "iso2",          "iso3",
                                                         "country",    "parent",     "members",  "head_of_state", "head_of_government",
                                                         "head",       "date",       "place",    "parties",       "depositary",
                                                         "field",      "of",         "offices",  "note",          "website",
                                                         "ideology",   "leader",     "region",   "known_by",      "members_called"};

/// Those of titles.tsv, title-modifiers.tsv and ambiguous.tsv.
constexpr std::array<std::string_view, 10> other_columns{"kind",     "title", "modifiers-allowed", "needs", "plural", "effect",
                                                         "modifier", "name",  "reading",           "when"};

constexpr std::size_t column_count = known_columns.size() + other_columns.size();

/// The number of a column's name, column_count if it is none.
constexpr std::size_t column_number(std::string_view name) {
  for (std::size_t i = 0; i < column_count; ++i)
    if (name == (i < known_columns.size() ? known_columns[i] : other_columns[i - known_columns.size()])) return i;
  return column_count;
}

/// A column by its name, which the compiler turns into its number.
struct Column {
  std::size_t number;
  // NOLINTNEXTLINE(google-explicit-constructor): row["label"]
  consteval Column(const char* name) : number(column_number(name)) {
    if (number == column_count) throw "no column has this name";
  }
};

/// The cells of a line by the names of their columns; an absent cell is empty.
class Row {
 public:
  /// The first line of a table.
  explicit Row(const std::vector<Cell>& names) {
    places_.fill(none);
    for (std::size_t i = 0; i < names.size(); ++i)
      if (const std::size_t number = column_number(names[i].text); number < column_count && places_[number] == none) places_[number] = i;
  }
  void take(std::vector<Cell>& cells) { cells_.swap(cells); }
  [[nodiscard]] Cell operator[](Column column) const {
    const std::size_t place = places_[column.number];
    return place < cells_.size() ? cells_[place] : Cell{};
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::array<std::size_t, column_count> places_{};
  std::vector<Cell> cells_;
};

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

void split(std::string_view text, std::size_t offset, char separator, std::vector<Cell>& cells) {
  cells.clear();
  std::size_t at = 0;
  while (true) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    std::size_t lead = at;
    while (lead < end && text[lead] == ' ') ++lead;
    cells.push_back({trim(text.substr(at, end - at)), offset + lead});
    if (end == text.size()) return;
    at = end + 1;
  }
}

std::vector<Cell> split(std::string_view text, std::size_t offset, char separator) {
  std::vector<Cell> cells;
  split(text, offset, separator, cells);
  return cells;
}

std::vector<Cell> values(Cell cell, char separator = '|') {
  if (cell.text.empty()) return {};
  auto all = split(cell.text, cell.offset, separator);
  std::erase_if(all, [](const Cell& c) { return c.text.empty(); });
  return all;
}

// Classes that stand in IRIs: those of the vocabulary's table, which every finer class is below.
constexpr std::array<ClassId, 13> table_classes{cls::State,      cls::Organization, cls::Person,     cls::Position,  cls::Agreement,
                                                cls::Resolution, cls::NationalLaw,  cls::Instrument, cls::Provision, cls::Place,
                                                cls::Event,      cls::Publication,  cls::Topic};

std::optional<ClassId> table_class(const Ontology& ontology, ClassId type) {
  for (const ClassId candidate : table_classes)
    if (ontology.is_a(type, candidate))
      return candidate == cls::Resolution || candidate == cls::NationalLaw ? ClassId{cls::Instrument} : candidate;
  return std::nullopt;
}

std::string slug(std::string_view name) {
  std::string key = fold_name(name);
  std::replace(key.begin(), key.end(), ' ', '-');
  return key;
}

const std::map<std::string_view, TitleKind> title_kinds{{"head-of-state", TitleKind::head_of_state},
                                                        {"head-of-government", TitleKind::head_of_government},
                                                        {"head-of-state-or-government", TitleKind::head_of_state_or_government},
                                                        {"monarch", TitleKind::monarch},
                                                        {"deputy-head", TitleKind::deputy_head},
                                                        {"minister", TitleKind::minister},
                                                        {"parliament", TitleKind::parliament},
                                                        {"judiciary", TitleKind::judiciary},
                                                        {"diplomat-to", TitleKind::diplomat_to},
                                                        {"diplomat", TitleKind::diplomat},
                                                        {"military", TitleKind::military},
                                                        {"spokesperson", TitleKind::spokesperson},
                                                        {"organisation-head", TitleKind::organisation_head},
                                                        {"official", TitleKind::official},
                                                        {"religious", TitleKind::religious},
                                                        {"party-leader", TitleKind::party_leader},
                                                        {"academic", TitleKind::academic},
                                                        {"address", TitleKind::address},
                                                        {"journalist", TitleKind::journalist},
                                                        {"other", TitleKind::other}};

}  // namespace

class CatalogLoader {
 public:
  CatalogLoader(const Ontology& ontology, Lexicon& lexicon) : ontology_(ontology), lexicon_(lexicon) {}

  tl::expected<Catalog, Diagnostics> load(const std::vector<std::string>& files) {
    // The shipped gazetteers hold some twelve thousand entries with twice as many names.
    catalog_.entries_.reserve(16384);
    catalog_.by_id_.reserve(16384);
    waiting_.reserve(40000);
    // Ambiguous names last: their readings point at entries of the other files.
    for (const bool ambiguous : {false, true})
      for (const std::string& file : files)
        if (file.ends_with("ambiguous.tsv") == ambiguous) read(file);
    for (const auto& [entry, id] : pending_countries_) catalog_.entries_[entry].country = catalog_.find(cls::State, id);
    for (const auto& [entry, id, is_party] : pending_members_) {
      EntryId other = id.starts_with("organization/") ? catalog_.find(cls::Organization, id.substr(13)) : catalog_.find(cls::State, id);
      if (other == no_entry) continue;  // a name without an entry is no mistake of the file: the lists of parties may be partial
      (is_party ? catalog_.entries_[entry].parties : catalog_.entries_[entry].members).push_back(other);
    }
    for (const auto& [title, id] : pending_titles_)
      catalog_.titles_[title].of =
          id.starts_with("organization/") ? catalog_.find(cls::Organization, id.substr(13)) : catalog_.find(cls::State, id);
    for (const auto& [entry, offices] : pending_offices_) read_offices(entry, offices);
    index_names();
    if (!diagnostics_.empty()) return tl::unexpected(std::move(diagnostics_));
    return std::move(catalog_);
  }

 private:
  void fail(std::size_t offset, std::string code, std::string message) {
    if (diagnostics_.size() < 50) diagnostics_.push_back(diagnose(file_, text_, offset, std::move(code), std::move(message)));
  }

  void read(const std::string& file) {
    file_ = file;
    auto content = read_file(file);
    if (!content) {
      diagnostics_.push_back(content.error());
      return;
    }
    text_ = *texts_.emplace_back(std::make_unique<std::string>(std::move(*content)));
    if (const auto bad = invalid_utf8(text_)) return fail(*bad, "G001", "not well-formed UTF-8");
    const std::string name = file.substr(file.find_last_of('/') + 1);
    if (name == "given-names.txt") return read_names(catalog_.given_);
    if (name == "family-names.txt") return read_names(catalog_.family_);
    read_table(name);
  }

  void read_names(std::vector<std::uint8_t>& list) {
    std::uint8_t level = 2;
    bool particles = false;
    for (const Cell& line : split(text_, 0, '\n')) {
      if (line.text.starts_with("# also common words")) level = 1;
      if (line.text.starts_with("# particles")) particles = true;
      if (line.text.empty() || line.text.starts_with('#')) continue;
      const auto tokens = tokenise_and_intern(line.text, lexicon_);
      // A name of several tokens ("Jong-un") is known by its first one only where that is not a syllable of everything.
      if (tokens.size() != 1 && !particles) continue;
      // "at-" is joined to the name behind it, so that "at" alone is none ("Ana Reyes at Camp David").
      if (particles && tokens.size() > 1 && line.text.ends_with('-')) continue;
      auto& target = particles ? catalog_.particle_ : list;
      const WordId word = tokens[0].word;
      if (word >= target.size()) target.resize(word + 1);
      target[word] = std::max<std::uint8_t>(target[word], particles ? 1 : level);
    }
  }

  void read_table(const std::string& name) {
    std::vector<Cell> columns, cells;
    std::optional<Row> row;
    for (const Cell& line : split(text_, 0, '\n')) {
      // `split` trims blanks but not tabs, so that empty first cells stay.
      if (line.text.empty() || line.text.starts_with('#')) continue;
      split(line.text, line.offset, '\t', cells);
      if (!row) {
        columns = cells;
        row.emplace(columns);
        for (const Cell& cell : columns) {
          if (name != "titles.tsv" && name != "title-modifiers.tsv" && name != "ambiguous.tsv" &&
              std::find(known_columns.begin(), known_columns.end(), cell.text) == known_columns.end()) {
            const auto near = nearest(cell.text, {known_columns.begin(), known_columns.end()});
            fail(cell.offset, "G002",
                 fmt::format("unknown column '{}'{}", cell.text, near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
          }
        }
        continue;
      }
      if (cells.size() > columns.size()) {
        fail(cells[columns.size()].offset, "G003", fmt::format("{} cells, but {} columns", cells.size(), columns.size()));
        continue;
      }
      row->take(cells);
      line_offset_ = line.offset;
      if (name == "titles.tsv")
        read_title(*row);
      else if (name == "title-modifiers.tsv")
        read_modifier(*row);
      else if (name == "ambiguous.tsv")
        read_reading(*row);
      else
        read_entry(*row);
    }
  }

  void read_entry(const Row& row) {
    const Cell id = row["id"], type = row["type"], label = row["label"];
    if (id.text.empty() || type.text.empty() || label.text.empty()) return fail(line_offset_, "G004", "id, type and label are required");
    if (!std::all_of(id.text.begin(), id.text.end(),
                     [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_' || c == '-'; }))
      return fail(id.offset, "G005", fmt::format("identifier '{}' has other characters than letters, digits, '.', '_' and '-'", id.text));
    const auto type_id = ontology_.find_class(type.text);
    if (!type_id) {
      std::vector<std::string_view> all;
      for (std::size_t i = 0; i < ontology_.class_count(); ++i) all.push_back(ontology_[static_cast<ClassId>(i)].name);
      const auto near = nearest(type.text, all);
      return fail(type.offset, "G006",
                  fmt::format("unknown type '{}'{}", type.text, near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
    }
    const auto table = table_class(ontology_, *type_id);
    if (!table) return fail(type.offset, "G007", fmt::format("no entity can be a '{}'", type.text));
    const auto key = fmt::format("{}/{}", *table, id.text);
    const auto entry_id = static_cast<EntryId>(catalog_.entries_.size());
    if (!catalog_.by_id_.try_emplace(key, entry_id).second)
      return fail(id.offset, "G008", fmt::format("identifier '{}' is taken by an earlier line", id.text));
    Entry entry;
    entry.cls = *table;
    entry.type = *type_id;
    entry.id = id.text;
    entry.label = label.text;
    entry.iso3 = row["iso3"].text;
    entry.date = row["date"].text;
    entry.field = row["field"].text;
    if (const auto adjectives = values(row["adjectives"]); *table == cls::State && !adjectives.empty())
      entry.adjective = adjectives[0].text;
    for (const Cell& v : values(row["members_called"])) entry.member_titles.emplace_back(v.text);
    if (const auto heads = values(row["head"]); *table == cls::Organization && !heads.empty()) entry.head = heads[0].text;
    for (const Cell& v : values(row["head_of_state"])) entry.heads_of_state.push_back(fold_name(v.text));
    for (const Cell& v : values(row["head_of_government"])) entry.heads_of_government.push_back(fold_name(v.text));
    if (*table == cls::State && row["valid_to"].text.empty())
      for (const auto& titles : {entry.heads_of_state, entry.heads_of_government})
        for (const std::string& name : titles)
          if (const auto [at, fresh] = catalog_.state_of_title_.emplace(name, entry_id); !fresh && at->second != entry_id)
            at->second = no_entry;
    catalog_.entries_.push_back(std::move(entry));
    if (!row["country"].text.empty()) pending_countries_.emplace_back(entry_id, values(row["country"])[0].text);
    for (const Cell& v : values(row["parties"])) pending_members_.emplace_back(entry_id, v.text, true);
    for (const Cell& v : values(row["members"])) pending_members_.emplace_back(entry_id, v.text, false);
    if (*table == cls::Person && !row["offices"].text.empty()) pending_offices_.emplace_back(entry_id, row["offices"].text);
    if (*table == cls::State) {
      states_.emplace(label.text, entry_id);
      for (const Cell& v : values(row["aliases"])) states_.emplace(v.text, entry_id);
      for (const Cell& v : values(row["acronyms"])) states_.emplace(v.text, entry_id);
    }
    add_name(entry_id, label, NameKind::name);
    for (const Cell& v : values(row["known_by"])) {
      add_name(entry_id, v, NameKind::weak);
      waiting_.back().well_known = true;
    }
    struct Names {
      Column column;
      NameKind kind;
    };
    constexpr std::array<Names, 6> columns{{{"aliases", NameKind::name},
                                            {"acronyms", NameKind::acronym},
                                            {"weak", NameKind::weak},
                                            {"adjectives", NameKind::adjective},
                                            {"demonyms", NameKind::demonym},
                                            {"seats", NameKind::seat}}};
    for (const auto& [column, kind] : columns)
      for (const Cell& v : values(row[column])) add_name(entry_id, v, kind);
    if (*table == cls::State)
      for (const Cell& v : values(row["capital"])) add_capital(entry_id, v);
  }

  /// A capital's name; "Kiev = Kyiv" is another name of the city Kyiv.
  void add_capital(EntryId state, Cell name) {
    std::string city_name(name.text);
    if (const std::size_t same = name.text.find(" = "); same != std::string_view::npos) {
      city_name = name.text.substr(same + 3);
      name.text = name.text.substr(0, same);
    }
    for (const std::string_view saint : {"St. ", "St "})
      if (city_name.starts_with(saint)) city_name = "Saint " + city_name.substr(saint.size());
    const std::string id = slug(city_name);
    const auto key = fmt::format("{}/{}", ClassId{cls::Place}, id);
    EntryId place = no_entry;
    if (const auto found = catalog_.by_id_.find(key); found != catalog_.by_id_.end()) {
      place = found->second;
    } else {
      place = static_cast<EntryId>(catalog_.entries_.size());
      catalog_.by_id_[key] = place;
      Entry city;
      city.cls = city.type = cls::Place;
      city.id = id;
      city.label = city_name;
      city.country = state;
      catalog_.entries_.push_back(std::move(city));
    }
    waiting_.push_back({state, NameKind::capital, place, name.text, false});
  }

  /// "President of France 2017- | Secretary-General of NATO 2014-2024": the offices of a person, those of states with the state.
  void read_offices(EntryId person, std::string_view cell) {
    for (const Cell& value : split(cell, 0, '|')) {
      std::string_view text = value.text;
      OfficeHeld held;
      const std::size_t years = text.rfind(' ');
      if (years != std::string_view::npos && years + 5 <= text.size() && text[years + 1] >= '0' && text[years + 1] <= '9') {
        const std::string_view period = text.substr(years + 1);
        held.from = period.substr(0, 4);
        const std::size_t dash = period.find('-');
        held.until = dash == std::string_view::npos ? held.from : std::string(period.substr(dash + 1));
        text = text.substr(0, years);
      }
      // "Minister of Defence of Democratic Republic of the Congo": the owner is the longest that is a state.
      for (std::size_t of = text.find(" of "); of != std::string_view::npos; of = text.find(" of ", of + 1)) {
        std::string_view owner = text.substr(of + 4);
        if (owner.starts_with("the ")) owner.remove_prefix(4);
        const auto state = states_.find(owner);
        if (state == states_.end()) continue;
        held.of = state->second;
        text = text.substr(0, of);
        break;
      }
      held.title = fold_name(text);
      catalog_.entries_[person].offices.push_back(std::move(held));
    }
  }

  void add_name(EntryId entry, Cell name, NameKind kind) { waiting_.push_back({entry, kind, no_entry, name.text, false}); }

  void index_names() {
    std::unordered_map<std::string_view, std::int32_t> ambiguous;
    for (std::size_t i = 0; i < catalog_.ambiguities_.size(); ++i) ambiguous[catalog_.ambiguities_[i].name] = static_cast<std::int32_t>(i);
    std::vector<std::uint32_t> payload_of(catalog_.ambiguities_.size());
    for (const auto& [entry, kind, place, written, well_known] : waiting_) {
      // "Franco-": only before a hyphen and another such word
      const bool combining = kind == NameKind::adjective && written.ends_with('-');
      const std::string_view text = written.substr(0, written.size() - (combining ? 1 : 0));
      const auto tokens = tokenise_and_intern(text, lexicon_);
      const auto found = ambiguous.find(text);
      const std::int32_t ambiguity = found == ambiguous.end() ? -1 : found->second;
      if (ambiguity >= 0) {
        auto& payload = payload_of[static_cast<std::size_t>(ambiguity)];
        if (payload != 0) {
          // One payload stands for all readings; that of a capital knows the city.
          CatalogName& known = catalog_.names_[payload - 1];
          if (kind == NameKind::capital && known.kind != NameKind::capital) known.kind = kind, known.place = place, known.entry = entry;
          continue;
        }
        payload = static_cast<std::uint32_t>(catalog_.names_.size() + 1);
      }
      catalog_.names_.push_back({entry, kind, place, ambiguity, well_known, combining});
      catalog_.name_trie_.add(tokens, static_cast<std::uint32_t>(catalog_.names_.size() - 1), kind == NameKind::acronym);
    }
    for (std::size_t i = 0; i < payload_of.size(); ++i) {
      if (payload_of[i] != 0) continue;
      const auto tokens = tokenise_and_intern(catalog_.ambiguities_[i].name, lexicon_);
      catalog_.names_.push_back({no_entry, NameKind::name, no_entry, static_cast<std::int32_t>(i), false, false});
      catalog_.name_trie_.add(tokens, static_cast<std::uint32_t>(catalog_.names_.size() - 1));
    }
  }

  void read_title(const Row& row) {
    const auto kind = title_kinds.find(row["kind"].text);
    if (kind == title_kinds.end()) return fail(row["kind"].offset, "G009", fmt::format("unknown kind of title '{}'", row["kind"].text));
    Title title;
    title.id = row["id"].text;
    title.name = row["title"].text;
    title.kind = kind->second;
    title.modifiers = row["modifiers-allowed"].text != "none";
    for (const Cell& need : values(row["needs"])) {
      title.needs_state |= need.text == "state";
      title.needs_organisation |= need.text == "organisation";
      title.needs_ministry |= need.text == "ministry";
      title.needs_place |= need.text == "place";
    }
    const auto index = static_cast<std::uint32_t>(catalog_.titles_.size());
    if (!row["of"].text.empty()) pending_titles_.emplace_back(index, row["of"].text);
    catalog_.titles_.push_back(std::move(title));
    const auto add = [&](const Cell& name, bool plural) {
      std::string_view words = name.text;
      const bool open = words.ends_with(" *");
      if (open) words.remove_suffix(2);
      // Titles of parliaments' chairs end in "of the *" as well.
      const auto tokens = tokenise_and_intern(words, lexicon_);
      catalog_.title_names_.push_back({index, plural, open});
      catalog_.title_trie_.add(tokens, static_cast<std::uint32_t>(catalog_.title_names_.size() - 1), true);
      // "vice president" is written "vice-president" as well.
      if (words.starts_with("vice ")) {
        const auto hyphenated = tokenise_and_intern("vice-" + std::string(words.substr(5)), lexicon_);
        catalog_.title_trie_.add(hyphenated, static_cast<std::uint32_t>(catalog_.title_names_.size() - 1), true);
      }
    };
    for (const Cell& name : values(row["title"])) add(name, false);
    for (const Cell& name : values(row["aliases"])) add(name, false);
    for (const Cell& name : values(row["plural"])) add(name, true);
  }

  void read_modifier(const Row& row) {
    static const std::map<std::string_view, ModifierEffect> effects{{"none", ModifierEffect::none},
                                                                    {"past", ModifierEffect::past},
                                                                    {"future", ModifierEffect::future},
                                                                    {"acting", ModifierEffect::acting},
                                                                    {"deputy", ModifierEffect::deputy}};
    const auto effect = effects.find(row["effect"].text);
    if (effect == effects.end()) return fail(row["effect"].offset, "G010", fmt::format("unknown effect '{}'", row["effect"].text));
    auto tokens = tokenise_and_intern(row["modifier"].text, lexicon_);
    catalog_.modifier_effects_.push_back(effect->second);
    catalog_.modifier_trie_.add(tokens, static_cast<std::uint32_t>(catalog_.modifier_effects_.size() - 1));
  }

  void read_reading(const Row& row) {
    const Cell name = row["name"], reading = row["reading"], when = row["when"];
    Reading result;
    if (reading.text != "none") {
      const std::size_t slash = reading.text.find('/');
      const auto cls = ontology_.find_class(reading.text.substr(0, slash));
      if (!cls) return fail(reading.offset, "G011", fmt::format("unknown class in reading '{}'", reading.text));
      result.cls = *cls;
      if (slash != std::string_view::npos) {
        result.entry = catalog_.find(*cls, reading.text.substr(slash + 1));
        // The entry may be in a file that the user left out.
        if (result.entry == no_entry) return;
      }
    }
    static const std::map<std::string_view, Condition> conditions{{"default", Condition::always},
                                                                  {"never-alone", Condition::never_alone},
                                                                  {"prev", Condition::previous},
                                                                  {"next", Condition::next},
                                                                  {"near", Condition::near},
                                                                  {"with", Condition::with},
                                                                  {"near-state", Condition::near_state},
                                                                  {"as-actor", Condition::as_actor},
                                                                  {"as-written", Condition::as_written},
                                                                  {"given-name-before", Condition::given_name_before},
                                                                  {"surname-after", Condition::surname_after},
                                                                  {"sentence-start", Condition::sentence_start},
                                                                  {"dated", Condition::dated}};
    const std::size_t equals = when.text.find('=');
    const auto condition = conditions.find(when.text.substr(0, equals));
    if (condition == conditions.end()) return fail(when.offset, "G012", fmt::format("unknown condition '{}'", when.text));
    result.condition = condition->second;
    if (equals != std::string_view::npos) {
      const Cell argument{when.text.substr(equals + 1), when.offset + equals + 1};
      if (result.condition == Condition::dated) {
        const std::size_t dots = argument.text.find("..");
        if (dots == std::string_view::npos) return fail(argument.offset, "G013", "a period is written FROM..TO");
        result.from = argument.text.substr(0, dots);
        result.to = argument.text.substr(dots + 2);
      } else {
        for (const Cell& words : values(argument)) result.words.push_back(tokenise_and_intern(words.text, lexicon_));
      }
    }
    auto& all = catalog_.ambiguities_;
    if (all.empty() || all.back().name != name.text) all.push_back({std::string(name.text), {}});
    all.back().readings.push_back(std::move(result));
  }

  struct Waiting {
    EntryId entry;
    NameKind kind;
    EntryId place;
    std::string_view text;
    bool well_known = false;
  };

  const Ontology& ontology_;
  Lexicon& lexicon_;
  Catalog catalog_;
  Diagnostics diagnostics_;
  std::string file_;
  std::vector<std::unique_ptr<std::string>> texts_;  // of all files: names are views of them until they are indexed
  std::string_view text_;
  std::size_t line_offset_ = 0;
  std::vector<Waiting> waiting_;
  std::vector<std::pair<EntryId, std::string_view>> pending_countries_;
  std::vector<std::tuple<EntryId, std::string_view, bool>> pending_members_;
  std::vector<std::pair<EntryId, std::string_view>> pending_offices_;
  std::vector<std::pair<std::uint32_t, std::string_view>> pending_titles_;
  std::unordered_map<std::string_view, EntryId> states_;  // by label, alias and acronym
};

tl::expected<Catalog, Diagnostics> Catalog::load(const std::vector<std::string>& files, const Ontology& ontology, Lexicon& lexicon) {
  return CatalogLoader(ontology, lexicon).load(files);
}

}  // namespace pacta
