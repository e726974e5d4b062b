
#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

namespace {

/// Whether a word is written as two syllables of Chinese are, like the given name of "Dai Bingguo".
bool pinyin(std::string_view word) {
  static constexpr std::array<std::string_view, 24> initials{"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g",
                                                             "k",  "h",  "j",  "q", "x", "r", "z", "c", "s", "y", "w", ""};
  static constexpr std::array<std::string_view, 33> finals{"iang", "iong", "uang", "ang", "eng", "ong", "ian", "iao", "ing", "uai", "uan",
                                                           "ai",   "ei",   "ao",   "ou",  "an",  "en",  "ia",  "ie",  "iu",  "in",  "ua",
                                                           "uo",   "ui",   "un",   "ue",  "er",  "a",   "o",   "e",   "i",   "u",   "v"};
  const std::string folded = fold_word(word);
  // Each way to cut off one syllable
  const auto rests = [&](std::string_view from) {
    std::vector<std::string_view> found;
    for (const std::string_view initial : initials) {
      if (!from.starts_with(initial)) continue;
      for (const std::string_view end : finals)
        if (from.substr(initial.size()).starts_with(end)) found.push_back(from.substr(initial.size() + end.size()));
    }
    return found;
  };
  for (const std::string_view behind : rests(folded))
    for (const std::string_view last : rests(behind))
      if (!behind.empty() && last.empty()) return true;
  return false;
}

}  // namespace

void Finder::resolve_short_names() {
  join_definitions();
  link_titled_surnames();
  std::unordered_map<std::string, EntityIndex> surnames;
  std::set<std::string> shared;
  const auto offer = [&](const std::string& key, EntityIndex person) {
    if (key.size() < 2) return;
    const auto [at, fresh] = surnames.emplace(key, person);
    if (!fresh && at->second != person) shared.insert(key);
  };
  std::map<std::string, EntityIndex> sorted(persons_.begin(), persons_.end());
  std::unordered_map<EntityIndex, std::vector<const Mention*>> mentions_of;
  for (const Mention& m : analysis_.mentions)
    if (m.kind == MentionKind::person) mentions_of[m.entity].push_back(&m);
  for (const auto& [key, person] : sorted) {
    const std::size_t first_space = key.find(' '), last_space = key.rfind(' ');
    if (last_space == std::string::npos) continue;
    offer(key.substr(last_space + 1), person);
    // "Ferdinand R. Marcos Jr."
    if (const std::string junior = key.substr(last_space + 1); junior == "jr" || junior == "jr." || junior == "sr" || junior == "sr.")
      if (const std::size_t before = key.rfind(' ', last_space - 1); before != std::string::npos)
        offer(key.substr(before + 1, last_space - before - 1), person);
    // "Kim Jong-un" is "Kim": family name first, with a hyphenated given name; "Lula da Silva" is "Lula".
    const std::string head = key.substr(0, first_space);
    bool family_first = false;
    for (const Mention* m : mentions_of[person])
      if (m->name_first < m->name_end && catalog_.family_name(tokens_[m->name_first].word) > 0 &&
          (hyphenated(m->name_first, m->name_end) || catalog_.family_name(tokens_[m->name_first].word) == 2 ||
           (m->name_end == m->name_first + 2 && pinyin(document_.text(tokens_[m->name_first + 1])))))
        family_first = true;
    if (family_first) offer(head, person);
  }
  // "Sir Keir": honoured by the given name.
  for (auto& [key, person] : sorted) {
    if (key.find(' ') != std::string::npos) continue;
    const auto& own = mentions_of[person];
    const bool knight = std::any_of(own.begin(), own.end(), [&](const Mention* m) {
      if (m->name_first == m->first_token) return false;
      const std::string title = fold_word(document_.text(tokens_[m->first_token]));
      return title == "sir" || title == "dame";
    });
    if (!knight) continue;
    EntityIndex full = no_entity;
    bool several = false;
    for (auto other = sorted.lower_bound(key + " "); other != sorted.end() && other->first.starts_with(key + " "); ++other) {
      if (other->second == person) continue;
      several = several || (full != no_entity && full != other->second);
      full = other->second;
    }
    if (full != no_entity && !several) merge(person, full);
  }
  // "Mr. Lula": a short name that the gazetteers know of a person whom the text names in full. "Hassan Sheikh" of "Hassan Sheikh
  // Mohamud".
  for (auto& [key, person] : sorted) {
    if (analysis_.entities[person].entry != no_entry) continue;
    EntityIndex full = no_entity;
    bool several = false;
    const auto offer_full = [&, self = person](EntityIndex other) {  // Clang 14 captures no structured binding
      if (other == self) return;
      several = several || (full != no_entity && full != other);
      full = other;
    };
    const bool two = key.find(' ') != std::string::npos;
    if (two)
      for (auto other = sorted.lower_bound(key + " "); other != sorted.end() && other->first.starts_with(key + " "); ++other)
        offer_full(other->second);
    if (!two)
      for (const Mention* m : mentions_of[person]) {
        if (m->name_first >= m->name_end) continue;
        begin_ = m->name_first;
        end_ = m->name_end;
        for (const auto payload : longest_name(m->name_first).payloads) {
          const CatalogName& n = catalog_.names()[payload];
          if (n.entry == no_entry || catalog_[n.entry].cls != cls::Person) continue;
          if (const auto known = by_entry_.find(n.entry); known != by_entry_.end()) offer_full(known->second);
        }
      }
    if (full != no_entity && !several) merge(person, full);
  }
  // Single names that a title introduced ("President Putin") join the full name of the document.
  for (auto& [key, person] : sorted) {
    if (key.find(' ') != std::string::npos) continue;
    if (const auto full = surnames.find(key); full != surnames.end() && !shared.contains(key) && full->second != person)
      merge(person, full->second);
    // "President Marcos" beside "First Lady Louise Marcos": the one who is President
    if (shared.contains(key) && analysis_.entities[person].entry == no_entry) {
      std::string title;
      for (const Mention* m : mentions_of[person])
        if (m->name_first > m->first_token && title.empty()) title = fold_name(words(m->first_token, m->name_first));
      EntityIndex bearer = no_entity;
      bool several = title.empty();
      for (const Claim& claim : analysis_.claims) {
        if (several || claim.property != prop::holdsPosition || claim.object == no_entity || claim.subject == person) continue;
        const std::string name = fold_name(analysis_.entities[claim.subject].label);
        if (name.find(" " + key) == std::string::npos || !fold_name(analysis_.entities[claim.object].label).starts_with(title)) continue;
        several = bearer != no_entity && bearer != claim.subject;
        bearer = claim.subject;
      }
      if (bearer != no_entity && !several) merge(person, bearer);
    }
  }
  std::vector<bool> taken(tokens_.size());
  for (const Mention& m : analysis_.mentions)
    for (std::uint32_t i = m.first_token; i < m.end_token; ++i) taken[i] = true;
  for (const Waiting& w : waiting_) {
    if (taken[w.first]) continue;
    EntityIndex known = weak_name(w, surnames, shared);
    if (known == no_entity) known = body_of_named_state(w);
    if (known == no_entity) known = shared_party_name(w);
    if (known == no_entity) known = well_known_name(w, surnames);
    if (known == no_entity) continue;
    const Entity& e = analysis_.entities[known];
    Mention& m = add_mention(w.first, w.end,
                             e.cls == cls::Person         ? MentionKind::person
                             : e.cls == cls::Organization ? MentionKind::organisation
                             : e.cls == cls::Agreement    ? MentionKind::agreement
                                                          : MentionKind::name,
                             known);
    m.name_end = w.end;
    met(known, words(w.first, w.end));
    for (std::uint32_t i = w.first; i < w.end; ++i) taken[i] = true;
  }
  // Nearly no word begins an alias: that is seen without joining the words behind it.
  std::unordered_set<std::string> alias_heads;
  for (const auto& [alias, entity] : aliases_) alias_heads.insert(alias.substr(0, alias.find(' ')));
  const auto may_begin_alias = [&](const Token& token, const std::string& folded) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    const std::string_view word = document_.text(token), all = document_.text();
    // Not so plain a word may be folded together with what stands behind it.
    const bool plain =
        std::all_of(word.begin(), word.end(), letter) && (token.end == all.size() || static_cast<unsigned char>(all[token.end]) < 0x80);
    return !alias_heads.empty() && (!plain || alias_heads.contains(folded));
  };
  for (const Sentence& sentence : document_.sentences) {
    if (document_.blocks[sentence.block].kind == BlockKind::furniture) continue;
    begin_ = sentence.first_token;
    end_ = sentence.end_token;
    for (std::uint32_t i = begin_; i < end_; ++i) {
      if (taken[i] || !capital(i) || !is_word(i)) continue;
      // Aliases of several words, longest first.
      const std::string key = fold_word(document_.text(tokens_[i]));
      bool found = false;
      const std::uint32_t longest = may_begin_alias(tokens_[i], key) ? std::min<std::uint32_t>(6, end_ - i) : 0;
      for (std::uint32_t length = longest; length >= 1 && !found; --length) {
        const auto alias = aliases_.find(fold_name(words(i, i + length)));
        if (alias == aliases_.end()) continue;
        const Entity& e = analysis_.entities[alias->second];
        add_mention(i, i + length, e.cls == cls::Agreement ? MentionKind::agreement : MentionKind::organisation, alias->second);
        found = true;
        i += length - 1;
      }
      if (found) continue;
      const auto person = surnames.find(key);
      if (person == surnames.end() || shared.contains(key)) continue;
      if (i + 1 < end_ && tokens_[i + 1].word == w_.hyphen && joined(i + 1)) continue;
      Mention& m = add_mention(i, i + 1, MentionKind::person, person->second);
      m.name_end = i + 1;
      met(person->second, words(i, i + 1));
    }
  }
}

void Finder::offices_of_listed_persons() {
  const std::vector<Mention> mentions = analysis_.mentions;
  for (const Mention& described : mentions) {
    if (described.kind != MentionKind::description || described.entity != no_entity) continue;
    sentence_ = document_.sentence_at(described.first_token);
    if (sentence_ == nullptr) continue;
    begin_ = sentence_->first_token;
    end_ = sentence_->end_token;
    auto office = office_at(described.name_first);
    if (!office || office->plural || is(described.end_token, w_.of)) continue;
    for (const Mention& person : mentions) {
      if (person.kind != MentionKind::person || person.entity == no_entity || person.first_token < begin_ || person.end_token > end_)
        continue;
      const EntryId entry = analysis_.entities[person.entity].entry;
      bool now = false;
      if (entry == no_entry || catalog_[entry].country == no_entry || !holds(person, described, now)) continue;
      const EntityIndex state = entity_of(catalog_[entry].country);
      const auto properties = leads(*office, state);
      if (properties.empty()) continue;
      office->holders_of = {state};
      const EntityIndex position = position_of(*office, office->holders_of);
      claim(person.entity, prop::holdsPosition, position, "office-of-listed-person", sentence_->span, 0.85);
      claim(person.entity, prop::officialOf, state, "office-of-listed-person", sentence_->span, 0.85);
      for (const PropertyId property : properties)
        if (now) claim(state, property, person.entity, "office-of-listed-person", sentence_->span, 0.85);
    }
  }
}

bool Finder::holds(const Mention& person, const Mention& office, bool& now) const {
  now = false;
  const bool before = person.end_token <= office.first_token;
  const std::uint32_t first = before ? behind_bracket(person.end_token) : office.end_token;
  const std::uint32_t end = before ? office.first_token : person.first_token;
  if (end < first || end - first > 7) return false;
  bool held = false;
  for (std::uint32_t i = first; i < end; ++i) {
    const std::string word = fold_word(document_.text(tokens_[i]));
    static const std::set<std::string> between{"has",       "been",   "served",     "as",      "the",     "country's",    "country",
                                               "'s",        "first",  "state's",    "nation",  "is",      "its",          ",",
                                               "currently", "now",    "current",    "serving", "kingdom", "continuously", "a",
                                               "was",       "became", "previously", "later",   "then",    "also"};
    if (!between.contains(word) && !w_.ordinals.has(tokens_[i].word)) return false;
    now = now || word == "is" || word == "has" || word == "currently" || word == "now";
    held = held || now || word == "was" || word == "served" || word == "became";
  }
  // "the king, Harald V, …"
  if (!before && end == first + 1 && is(first, w_.comma)) now = held = true;
  return held;
}

void Finder::add_short_forms(Entity& entity) const {
  const std::vector<std::string> names = entity.names;
  add_short_form(entity, entity.label);
  for (const std::string& name : names)
    if (name != entity.label && std::count(name.begin(), name.end(), ' ') >= 2) add_short_form(entity, name);
}

bool Finder::speaks_of(std::initializer_list<std::string_view> states) const {
  return std::any_of(analysis_.entities.begin(), analysis_.entities.end(), [&](const Entity& entity) {
    return entity.cls == cls::State && entity.entry != no_entry &&
           std::find(states.begin(), states.end(), catalog_[entity.entry].id) != states.end();
  });
}

void Finder::add_short_form(Entity& entity, const std::string& label) const {
  std::vector<std::string> parts;
  std::string particles, nickname;
  std::size_t at = 0;
  while (at < label.size()) {
    const std::size_t end = std::min(label.find(' ', at), label.size());
    const std::string part = label.substr(at, end - at);
    at = end + 1;
    if (part.empty()) continue;
    if (const std::size_t letter = part.find_first_not_of("\"'(“‘"); letter > 0 && letter != std::string::npos && !parts.empty()) {
      nickname = part.substr(letter, part.find_first_of("\"')”’", letter) - letter);
      continue;
    }
    const bool honours = part.size() >= 2 && std::all_of(part.begin(), part.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!parts.empty() && (honours || part == "Sr." || part == "Jr." || part == "Sr" || part == "Jr")) {
      if (particles.empty() && (part == "II" || part == "III" || part == "IV" || part == "VI" || part == "V")) return;
      continue;
    }
    if (part[0] >= 'a' && part[0] <= 'z') {
      particles += part + " ";
      continue;
    }
    parts.push_back(particles + part);
    particles.clear();
  }
  if (!nickname.empty() && parts.size() >= 2)
    for (const std::string& name : {nickname + " " + parts.back(), parts.front() + " " + parts.back()})
      if (std::find(entity.names.begin(), entity.names.end(), name) == entity.names.end()) entity.names.push_back(name);
  if (parts.size() < 3 || parts.size() > 6) return;
  // "Ilham Heydar oglu Aliyev", "Jorge Fernando de Sampaio": without the particle too.
  if (const std::size_t space = parts.back().rfind(' '); space != std::string::npos && parts.back()[0] >= 'a')
    entity.names.push_back(parts.front() + parts.back().substr(space));
  const auto add = [&](const std::string& name) {
    if (name != entity.label && std::find(entity.names.begin(), entity.names.end(), name) == entity.names.end())
      entity.names.push_back(name);
  };
  add(parts.front() + " " + parts.back());
  if (parts.size() == 3) {
    // Spanish: given name, father's name, mother's name, and the last may go.
    if (speaks_of({"ARG", "BOL", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "ESP", "GNQ",
                   "GTM", "HND", "MEX", "NIC", "PAN", "PER", "PRY", "SLV", "URY", "VEN"}))
      add(parts[0] + " " + parts[1]);
  }
  if (parts.size() >= 4) {
    add(parts.front() + " " + parts[parts.size() - 2]);
    // "Juan Bautista Gill García" is "Juan Bautista Gill".
    std::string without_last = parts[0];
    for (std::size_t i = 1; i + 1 < parts.size(); ++i) without_last += " " + parts[i];
    add(without_last);
  }
}

bool Finder::same_by_another_name(const Mention& first, const Mention& second) const {
  static const std::set<std::string> phrases{"so - called",        "also known as", "known as", "commonly known as", "better known as",
                                             "popularly known as", "also called",   "called",   "known also as",     "otherwise known as"};
  std::uint32_t i = first.end_token;
  if (i >= second.first_token || (tokens_[i].word != w_.comma && tokens_[i].word != w_.open)) return false;
  std::string between;
  for (++i; i < second.first_token; ++i) {
    if (tokens_[i].word == w_.the || tokens_[i].word == w_.quote) continue;
    if (!between.empty()) between += ' ';
    between += fold_word(document_.text(tokens_[i]));
  }
  return phrases.contains(between);
}

void Finder::join_agreements(EntityIndex a, EntityIndex b) {
  const bool keep = analysis_.entities[a].entry != no_entry && analysis_.entities[b].entry == no_entry;
  const EntityIndex from = keep ? b : a, to = keep ? a : b;
  met(to, analysis_.entities[from].label);
  const std::vector<std::string> names = analysis_.entities[from].names;
  for (const std::string& name : names) met(to, name);
  if (analysis_.entities[to].parties.empty()) analysis_.entities[to].parties = analysis_.entities[from].parties;
  analysis_.merge(from, to);
}

void Finder::join_definitions() {
  for (std::size_t m = 1; m < analysis_.mentions.size(); ++m) {
    const Mention& defined = analysis_.mentions[m];
    if (defined.kind != MentionKind::agreement || defined.first_token < 3) continue;
    // "the German-Soviet treaty, the so-called Hitler-Stalin Pact"
    for (std::size_t b = 0; b < analysis_.mentions.size(); ++b) {
      const Mention& first = analysis_.mentions[b];
      if (first.kind != MentionKind::agreement || first.entity == defined.entity || first.end_token >= defined.first_token ||
          defined.first_token - first.end_token > 6 || !same_by_another_name(first, defined) ||
          (analysis_.entities[first.entity].entry != no_entry && analysis_.entities[defined.entity].entry != no_entry))
        continue;
      join_agreements(first.entity, defined.entity);
      break;
    }
    std::uint32_t at = defined.first_token - 1;
    if (tokens_[at].word == w_.the) --at;
    if (tokens_[at].word != w_.means || at < 2) continue;
    // "the term “X”, when used in the singular form, means …"
    const std::uint32_t reach = tokens_[at - 1].word == w_.comma ? 14 : 3;
    for (std::size_t b = m; b-- > 0 && analysis_.mentions[b].end_token + reach >= at;) {
      const Mention& term = analysis_.mentions[b];
      if (term.kind != MentionKind::agreement || term.entity == defined.entity || term.end_token > at) continue;
      join_agreements(term.entity, defined.entity);
      break;
    }
  }
}

EntityIndex Finder::recent_of_kind(const Waiting& waiting) const {
  const std::uint32_t head = waiting.end - 1;
  const bool alone = head == waiting.first || (head == waiting.first + 1 && tokens_[waiting.first].word == w_.the);
  if (!alone || !w_.agreement_heads.has(tokens_[head].word)) return no_entity;
  const ClassId type = agreement_type(fold_word(document_.text(tokens_[head])));
  if (type == ClassId{cls::Agreement}) return no_entity;
  const Mention* last = nullptr;
  for (const Mention& mention : analysis_.mentions)
    if (mention.kind == MentionKind::agreement && mention.entity != no_entity && mention.first_token < waiting.first &&
        analysis_.entities[mention.entity].type == type && (last == nullptr || mention.first_token > last->first_token))
      last = &mention;
  return last == nullptr ? no_entity : last->entity;
}

EntityIndex Finder::weak_name(const Waiting& waiting, const std::unordered_map<std::string, EntityIndex>& surnames,
                              const std::set<std::string>& shared) {
  const std::string key = fold_name(words(waiting.first, waiting.end));
  if (const auto person = surnames.find(key); person != surnames.end() && !shared.contains(key)) return person->second;
  if (const auto alias = aliases_.find(key); alias != aliases_.end()) return alias->second;
  if (const EntityIndex recent = recent_of_kind(waiting); recent != no_entity) return recent;
  EntityIndex found = no_entity;
  for (const auto payload : waiting.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.entry == no_entry) continue;
    const auto known = by_entry_.find(n.entry);
    if (known == by_entry_.end()) continue;
    if (found != no_entity && found != known->second) return no_entity;
    found = known->second;
  }
  return found != no_entity ? found : listed_surname(waiting);
}

EntityIndex Finder::body_of_named_state(const Waiting& waiting) {
  const std::string key = fold_name(words(waiting.first, waiting.end));
  if (const auto known = state_bodies_.find(key); known != state_bodies_.end()) return known->second;
  std::set<EntryId> states;
  for (const auto& [entry, index] : by_entry_)
    if (catalog_[entry].cls == cls::State && analysis_.entities[index].named) states.insert(entry);
  EntryId found = no_entry;
  bool several = false;
  for (const auto payload : waiting.payloads) {
    const EntryId entry = catalog_.names()[payload].entry;
    if (entry == no_entry || catalog_[entry].type != cls::GovernmentBody || !states.contains(catalog_[entry].country)) continue;
    several = several || (found != no_entry && found != entry);
    found = entry;
  }
  // Another state of the text may have such a body too: "the Senate" of two states is nobody's.
  const std::string noun = key.substr(key.rfind(' ') == std::string::npos ? 0 : key.rfind(' ') + 1);
  if (found != no_entry && !several && states.size() > 1)
    for (EntryId entry = 0; entry < catalog_.size() && !several; ++entry) {
      const Entry& other = catalog_[entry];
      if (other.type != cls::GovernmentBody || other.country == catalog_[found].country || !states.contains(other.country)) continue;
      if (!other.member_titles.empty() && fold_name(other.label).find(noun) != std::string::npos) several = true;
    }
  const EntityIndex body = found == no_entry || several ? no_entity : entity_of(found);
  state_bodies_[key] = body;
  return body;
}

EntityIndex Finder::shared_party_name(const Waiting& waiting) {
  const Sentence& sentence = document_.sentences[waiting.sentence];
  std::vector<EntryId> parties;
  for (const auto payload : waiting.payloads) {
    const EntryId entry = catalog_.names()[payload].entry;
    if (entry == no_entry || catalog_[entry].type != cls::PoliticalParty) continue;
    if (std::find(parties.begin(), parties.end(), entry) == parties.end()) parties.push_back(entry);
  }
  if (parties.empty()) return no_entity;
  // The states that the sentence names, or whose bodies, places and offices it names.
  std::set<EntryId> states;
  for (const Mention& m : analysis_.mentions) {
    if (m.entity == no_entity || m.first_token < sentence.first_token || m.end_token > sentence.end_token) continue;
    const EntityIndex parent = analysis_.entities[m.entity].parent;
    for (const EntityIndex e : {m.entity, parent}) {
      const EntryId entry = e == no_entity ? no_entry : analysis_.entities[e].entry;
      if (entry != no_entry) states.insert(catalog_[entry].cls == cls::State ? entry : catalog_[entry].country);
    }
  }
  EntryId found = no_entry;
  for (const EntryId party : parties) {
    if (!states.contains(catalog_[party].country)) continue;
    if (found != no_entry) return no_entity;
    found = party;
  }
  if (found == no_entry && states.empty()) {
    // of the only one of the states that the text names which has such a party
    std::vector<EntryId> of_text;
    for (const EntryId party : parties) {
      const auto state = by_entry_.find(catalog_[party].country);
      if (state != by_entry_.end() && analysis_.entities[state->second].named) of_text.push_back(party);
    }
    if (of_text.size() == 1) found = of_text.front();
  }
  if (found != no_entry) return entity_of(found);
  // "The CPI is a political party that …": the only party with these letters, where the sentence speaks of party politics
  if (parties.size() == 1 && states.empty() && waiting.end == waiting.first + 1 && waiting.payloads.size() == 1 &&
      tokens_[waiting.first].has(token_flag::all_capitals)) {
    begin_ = sentence.first_token;
    end_ = sentence.end_token;
    if (political()) return entity_of(parties.front());
  }
  if (waiting.end < waiting.first + 2) return no_entity;
  const std::string label = words(waiting.first, waiting.end);
  const EntityIndex index = unlisted(cls::Organization, cls::PoliticalParty, label, fold_name(label));
  analysis_.entities[index].known_in_full = false;
  return index;
}

EntityIndex Finder::listed_surname(const Waiting& waiting) {
  const Sentence& sentence = document_.sentences[waiting.sentence];
  std::set<EntityIndex> states;
  for (const Mention& m : analysis_.mentions)
    if (m.kind == MentionKind::position && m.first_token >= sentence.first_token && m.end_token <= sentence.end_token &&
        m.entity != no_entity)
      states.insert(analysis_.entities[m.entity].parent);
  // Of several, the one whose office the sentence names.
  std::vector<EntryId> found, in_office;
  const std::string all = fold_name(document_.text(sentence.span));
  for (const auto payload : waiting.payloads) {
    const EntryId entry = catalog_.names()[payload].entry;
    if (entry == no_entry || catalog_[entry].cls != cls::Person || catalog_[entry].country == no_entry) continue;
    const auto state = by_entry_.find(catalog_[entry].country);
    if (state == by_entry_.end() || !states.contains(state->second) || std::find(found.begin(), found.end(), entry) != found.end())
      continue;
    found.push_back(entry);
    const auto& offices = catalog_[entry].offices;
    if (std::any_of(offices.begin(), offices.end(), [&](const OfficeHeld& office) {
          return office.of == catalog_[entry].country && all.find(fold_name(office.title)) != std::string::npos;
        }))
      in_office.push_back(entry);
  }
  if (found.size() > 1) found = in_office;
  return found.size() == 1 ? entity_of(found.front()) : no_entity;
}

void Finder::merge(EntityIndex from, EntityIndex to) {
  analysis_.merge(from, to);
  met(to, analysis_.entities[from].label);
  if (analysis_.entities[from].type == cls::Official && analysis_.entities[to].type == cls::Person)
    analysis_.entities[to].type = cls::Official;
  for (auto& [key, person] : persons_)
    if (person == from) person = to;
  for (Unowned& unowned : unowned_)
    if (unowned.person == from) unowned.person = to;
}

}  // namespace pacta::mentions
