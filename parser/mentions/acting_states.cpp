#include <algorithm>
#include <set>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

EntryId Finder::state_served(EntryId person) const {
  const std::string year = document_.source.date.substr(0, 4);
  const OfficeHeld* last = nullptr;
  for (const OfficeHeld& office : catalog_[person].offices) {
    if (!year.empty() && !office.from.empty() && office.from > year) continue;
    if (last == nullptr || office.from >= last->from) last = &office;
  }
  if (last == nullptr || last->of == no_entry) return no_entry;
  if (!year.empty() && !last->until.empty() && last->until < year) return no_entry;
  return last->of;
}

bool Finder::scene_of_action(std::uint32_t first, std::uint32_t end, EntryId place) const {
  // Where organisations have their seats, "officials in …" are theirs.
  static const std::set<std::string> seats{"the-hague", "geneva", "brussels",    "vienna",  "strasbourg",    "new-york",
                                           "arusha",    "lyon",   "addis-ababa", "nairobi", "new-york-city", "luxembourg-city"};
  const bool seat = seats.contains(catalog_[place].id);
  const auto actor = [&](WordId word) { return w_.domestic_actors.has(word) && !(seat && w_.public_servants.has(word)); };
  // What stands before the place in its clause, the nearest first.
  bool told = false;
  for (std::uint32_t i = first; i-- > begin_ && first - i < 14;) {
    const Token& token = tokens_[i];
    if (w_.gatherings.has(token.word)) return false;
    if (w_.unrest.has(token.word) || actor(token.word)) return true;
    // "near Machh, in Balochistan": the second place says where the first one is.
    if (is(i, w_.comma) && i > begin_ && first - i <= 3 && capital(i - 1) && !capital(i + 1)) continue;
    if (w_.clause_breaks.has(token.word) || (token.kind == TokenKind::punctuation && !is(i, w_.hyphen))) {
      told = true;
      break;
    }
  }
  // "Lahore was hit by floods"; "In Lahore, gunmen killed …"; "the X government", "X police"
  const bool opens = first == begin_ || told ||
                     (first == begin_ + 1 && (is(begin_, w_.in) || is(begin_, w_.at) || is(begin_, w_.near) || is(begin_, w_.the)));
  if (!opens && !is(end, w_.possessive) && !(end < end_ && actor(tokens_[end].word))) return false;
  for (std::uint32_t i = end; i < end_ && i - end < 9; ++i) {
    const Token& token = tokens_[i];
    if (w_.gatherings.has(token.word)) return false;
    if (w_.unrest.has(token.word) || actor(token.word)) return true;
    if (w_.clause_breaks.has(token.word) || is(i, w_.semicolon) || (is(i, w_.comma) && i > end)) return false;
  }
  return false;
}

bool Finder::called_on(std::uint32_t first, std::uint32_t end) {
  const NameHit hit = longest_name(first);
  if (hit.end != end || std::none_of(hit.payloads.begin(), hit.payloads.end(),
                                     [&](std::uint32_t payload) { return catalog_.names()[payload].kind == NameKind::capital; }))
    return false;
  std::uint32_t verb = first;
  while (verb > begin_ && first - verb < 3 && !w_.journeys.has(tokens_[verb].word)) --verb;
  if (!w_.journeys.has(tokens_[verb].word)) return false;
  // Somebody of another state travels.
  return std::any_of(analysis_.mentions.begin(), analysis_.mentions.end(), [&](const Mention& m) {
    return m.first_token >= begin_ && m.end_token <= verb && m.entity != no_entity &&
           (m.kind == MentionKind::person || m.kind == MentionKind::position);
  });
}

bool Finder::other_city(std::uint32_t first, std::uint32_t end) {
  const NameHit hit = longest_name(first);
  for (const auto payload : hit.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.ambiguity < 0) continue;
    for (const Reading& reading : catalog_.ambiguities()[static_cast<std::size_t>(n.ambiguity)].readings) {
      if (!holds(reading, first, end)) continue;
      return reading.entry == no_entry && reading.condition == Condition::near;
    }
  }
  return false;
}

void Finder::name_acting_states() {
  std::set<EntityIndex> elsewhere;  // whom the text makes an official of an organisation acts for that
  for (const Claim& claim : analysis_.claims)
    if (claim.property == prop::officialOf && claim.object != no_entity && analysis_.entities[claim.object].cls == cls::Organization)
      elsewhere.insert(claim.subject);
  for (std::size_t m = 0; m < analysis_.mentions.size(); ++m) {
    const Mention mention = analysis_.mentions[m];
    if (mention.entity == no_entity || analysis_.entities[mention.entity].entry == no_entry) continue;
    const EntryId entry = analysis_.entities[mention.entity].entry;
    const ClassId cls = catalog_[entry].cls;
    if (cls != cls::Person && cls != cls::Organization && cls != cls::Place) continue;
    sentence_ = document_.sentence_at(mention.first_token);
    if (sentence_ == nullptr) continue;
    begin_ = sentence_->first_token;
    end_ = sentence_->end_token;
    EntryId state = no_entry;
    if (cls == cls::Person) {
      ModifierEffect effect = ModifierEffect::none;
      if (mention.first_token < mention.name_first) modifiers(mention.first_token, effect);
      if (effect != ModifierEffect::past && !elsewhere.contains(mention.entity)) state = state_served(entry);
    } else if (cls == cls::Organization) {
      if (catalog_[entry].field == "armed group" || catalog_[entry].type == cls::GovernmentBody) state = catalog_[entry].country;
    } else if ((scene_of_action(mention.first_token, mention.end_token, entry) || called_on(mention.first_token, mention.end_token)) &&
               !other_city(mention.first_token, mention.end_token)) {
      state = catalog_[entry].country;
    }
    if (state != no_entry) analysis_.entities[entity_of(state)].named = true;
  }
}

void Finder::offices_of_known_states() {
  const auto fits = [&](const OfficeHeld& held, const Office& office) {
    return held.of != no_entry && catalog_[held.of].cls == cls::State &&
           (held.title == fold_name(words(office.first, office.end)) || held.title == fold_name(catalog_.titles()[office.title].name));
  };
  const std::vector<Unowned> all = unowned_;
  for (const Unowned& unowned : all) {
    const EntryId entry = analysis_.entities[unowned.person].entry;
    if (entry == no_entry || unowned.office.plural) continue;
    sentence_ = unowned.sentence;
    begin_ = sentence_->first_token;
    end_ = sentence_->end_token;
    // "Secretary of State X" in a text that names his state: the office that he is known to have held there
    EntryId state = no_entry;
    bool several = false;
    for (const OfficeHeld& held : catalog_[entry].offices) {
      if (!fits(held, unowned.office)) continue;
      several = several || (state != no_entry && state != held.of);
      state = held.of;
    }
    if (state == no_entry || several) continue;
    const auto found = by_entry_.find(state);
    if (found == by_entry_.end()) continue;
    if (std::none_of(analysis_.mentions.begin(), analysis_.mentions.end(), [&](const Mention& m) { return m.entity == found->second; }))
      continue;
    Office office = unowned.office;
    office.holders_of = {found->second};
    analysis_.entities[found->second].named = true;
    office_claims(unowned.person, office);
    // "Prime Minister X and Foreign Minister Y": the colleague's state is the same; two ministers may be of two.
    const TitleKind kind = catalog_.titles()[unowned.office.title].kind;
    if (kind == TitleKind::minister || kind == TitleKind::organisation_head || kind == TitleKind::official) continue;
    for (const Unowned& colleague : all) {
      if (colleague.sentence != unowned.sentence || colleague.office.title == unowned.office.title ||
          catalog_.titles()[colleague.office.title].kind != TitleKind::minister || analysis_.entities[colleague.person].entry != no_entry)
        continue;
      const bool beside = std::any_of(analysis_.mentions.begin(), analysis_.mentions.end(), [&](const Mention& m) {
        return m.entity == colleague.person && m.first_token == unowned.end_token + 1 && is(unowned.end_token, w_.and_);
      });
      if (!beside) continue;
      Office second = colleague.office;
      second.holders_of = {found->second};
      office_claims(colleague.person, second);
    }
  }
}

EntityIndex Finder::well_known_name(const Waiting& waiting, const std::unordered_map<std::string, EntityIndex>& surnames) {
  begin_ = document_.sentences[waiting.sentence].first_token;
  end_ = document_.sentences[waiting.sentence].end_token;
  const std::string key = fold_name(words(waiting.first, waiting.end));
  if (waiting.first > begin_ && capital(waiting.first - 1) && !w_.not_names.has(tokens_[waiting.first - 1].word)) return no_entity;
  if (capital(waiting.end) && is_word(waiting.end) && joined_by_space(waiting.end)) return no_entity;
  if (is(waiting.end, w_.hyphen) && joined(waiting.end)) return no_entity;
  // Somebody of that name is named in full: "Xiomara Castro" and "Castro".
  if (surnames.contains(key)) return no_entity;
  const std::string year = document_.source.date.substr(0, 4);
  EntryId found = no_entry, state = no_entry;
  bool several = false;
  for (const auto payload : waiting.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (!n.well_known) continue;
    const Entry& person = catalog_[n.entry];
    if (!year.empty() && !person.offices.empty() &&
        std::all_of(person.offices.begin(), person.offices.end(), [&](const OfficeHeld& o) { return o.from > year; }))
      continue;
    if (found != no_entry && found != n.entry) {
      several = true;
      if (person.country != state) return no_entity;
    }
    found = n.entry;
    state = person.country;
  }
  if (found == no_entry) return no_entity;
  if (!several) return entity_of(found);
  if (state != no_entry) analysis_.entities[entity_of(state)].named = true;
  return no_entity;
}

void Finder::link_titled_surnames() {
  const std::string year = document_.source.date.substr(0, 4);
  const std::vector<Mention> mentions = analysis_.mentions;
  std::set<std::string> named_in_full;
  for (const auto& [name, person] : persons_)
    if (const std::size_t space = name.rfind(' '); space != std::string::npos) named_in_full.insert(name.substr(space + 1));
  std::unordered_map<EntityIndex, std::vector<EntryId>> states_of;
  for (const Claim& claim : analysis_.claims)
    if (claim.property == prop::officialOf && claim.object != no_entity)
      states_of[claim.subject].push_back(analysis_.entities[claim.object].entry);
  for (const Mention& mention : mentions) {
    if (mention.kind != MentionKind::person || mention.entity == no_entity || mention.name_first <= mention.first_token ||
        mention.name_end != mention.name_first + 1)
      continue;
    const Entity& entity = analysis_.entities[mention.entity];
    if (entity.entry != no_entry || entity.known_in_full || !entity.named) continue;
    begin_ = mention.first_token;
    end_ = mention.name_end;
    const std::string surname = fold_name(words(mention.name_first, mention.name_end));
    if (named_in_full.contains(surname)) continue;
    std::vector<std::string> titles;
    for (std::uint32_t i = begin_; i < mention.name_first; ++i)
      if (const auto office = office_at_cached(i); office && office->end <= mention.name_first)
        titles.push_back(fold_name(words(office->first, office->end)));
    const std::vector<EntryId>& states = states_of[mention.entity];
    EntryId found = no_entry, state = no_entry;
    bool several = false, abroad = false;
    for (const auto payload : longest_name(mention.name_first).payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry == no_entry || catalog_[n.entry].cls != cls::Person) continue;
      for (const OfficeHeld& office : catalog_[n.entry].offices) {
        if (office.of == no_entry || std::find(titles.begin(), titles.end(), office.title) == titles.end()) continue;
        if (!states.empty() && std::find(states.begin(), states.end(), office.of) == states.end()) continue;
        if (!year.empty() && office.from > year) continue;
        several = several || (found != no_entry && found != n.entry);
        abroad = abroad || (state != no_entry && state != office.of);
        found = n.entry;
        state = office.of;
      }
    }
    // "Colonel Gaddafi", "Mr. Putin": a title that is no office, and a surname that the world knows
    if (found == no_entry)
      for (const auto payload : longest_name(mention.name_first).payloads) {
        const CatalogName& n = catalog_.names()[payload];
        if (!n.well_known) continue;
        several = several || (found != no_entry && found != n.entry);
        abroad = abroad || (state != no_entry && state != catalog_[n.entry].country);
        found = n.entry;
        state = catalog_[n.entry].country;
        abroad = abroad || (!states.empty() && std::find(states.begin(), states.end(), state) == states.end());
      }
    if (found == no_entry || abroad || (several && state == no_entry)) continue;
    if (several)
      analysis_.entities[entity_of(state)].named = true;
    else
      merge(mention.entity, entity_of(found));
  }
}

}  // namespace pacta::mentions
