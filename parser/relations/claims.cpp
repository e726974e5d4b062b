#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "parser/relations/finder.h"

namespace pacta::relations {

bool Finder::no_subject(const Match& m) const {
  const auto& units = clause_.units;
  const std::uint32_t subject = m.first;
  if (m.anchor == none || units[subject].kind != UnitKind::mention) return false;
  const auto verb = static_cast<std::uint32_t>(m.anchor);
  if (verb <= subject || !is_finite(verb)) return false;
  const ClassSet& classes = units[subject].classes;
  if (!classes.test(cls::Person) && !classes.test(cls::State) && !classes.test(cls::Organization)) return false;
  // "Netanyahu's critics visited": whoever they are, they are not he.
  static const std::set<std::string> others{"sister",   "brother", "wife",       "husband",   "son",      "daughter",       "mother",
                                            "father",   "critics", "critic",     "aide",      "aides",    "deputy",         "spokesman",
                                            "envoy",    "adviser", "advisor",    "chief",     "lawyer",   "supporters",     "opponents",
                                            "opponent", "rival",   "rivals",     "successor", "widow",    "representative", "spokeswoman",
                                            "cousin",   "uncle",   "biographer", "staff",     "follower", "followers",      "predecessor"};
  // "the envoy of Pope Francis visited", read as one name
  const std::uint32_t first = units[subject].first_token;
  if (units[subject].end_token > first + 2 && tokens_[first + 1].word == w_.of && others.contains(folded(first))) return true;
  if (subject + 2 < verb && (units[subject + 1].word == w_.possessive || units[subject + 1].word == w_.apostrophe))
    for (std::uint32_t i = subject + 2; i < verb && i - subject < 6; ++i)
      if (units[i].kind == UnitKind::word && others.contains(first_word(i))) return true;
  if (subject == 0) return false;
  const std::uint32_t before = subject - 1;
  if (units[before].kind != UnitKind::word && units[before].kind != UnitKind::verb) return false;
  // "Russia, which borders Belarus, invaded …", "Iraq, a neighbour of Jordan, invaded …": the name closes an insertion.
  static const std::set<std::string> company{"together",  "along",     "jointly", "accompanied", "alongside", "like",
                                             "including", "following", "joined",  "as",          "plus",      "followed"};
  if (units[subject + 1].word == w_.comma && subject + 2 == verb)
    for (std::uint32_t comma = subject; comma-- > 1;) {
      if (units[comma].word == w_.semicolon) break;
      if (units[comma].word != w_.comma) continue;
      if (units[comma - 1].kind == UnitKind::mention && !units[comma - 1].classes.test(pseudo::Date))
        return !company.contains(first_word(comma + 1));
      break;
    }
  // A long list behind a preposition is the list of those who act, before which an office was not read to its end.
  if (clause_.groups[units[subject].group].size() > 2) return false;
  // "Rebels in Sudan signed", "a call with Biden, and the minister flew": what a preposition holds does nothing itself.
  static const std::set<std::string> prepositions{"with", "from", "in", "against", "under", "by", "on", "to", "at"};
  static const std::set<std::string> actors{
      "ministers",   "leaders",  "delegates",   "representatives", "officials", "envoys", "negotiators", "presidents",
      "diplomats",   "soldiers", "troops",      "forces",          "army",      "led",    "headed",      "chaired",
      "accompanied", "together", "along",       "tanks",           "units",     "joined", "followed",    "delegations",
      "including",   "states",   "governments", "those",           "which",     "who",    "that"};
  static const std::set<std::string> relations{
      "ally",     "partner",  "neighbour",      "neighbor", "enemy",      "rival",       "critic",    "opponent",
      "friend",   "envoy",    "representative", "adviser",  "advisor",    "sister",      "brother",   "wife",
      "husband",  "son",      "daughter",       "widow",    "successor",  "predecessor", "eve",       "region",
      "province", "citizens", "refugees",       "rebels",   "supporters", "colony",      "opponents", "subsidiary"};
  const std::string preposition = first_word(before);
  const std::string head = before > 0 ? first_word(before - 1) : std::string();
  if (units[before].kind == UnitKind::word && preposition == "of") return relations.contains(head);
  if (units[before].kind != UnitKind::word || !prepositions.contains(preposition) || before == 0) return false;
  return !actors.contains(head);
}

bool Finder::singular_before(std::uint32_t unit) const {
  static const std::set<std::string> nouns{"member", "ally", "state", "country", "nation", "partner", "candidate"};
  return clause_.units[unit - 1].kind == UnitKind::word && nouns.contains(first_word(unit - 1));
}

void Finder::emit(const Match& m, const Sentence& sentence) {
  const RuleInfo& rule = rules_.rules()[m.rule];
  VerbInfo info = factuality(m.anchor, m);
  const auto anchor = static_cast<std::uint32_t>(m.anchor == none ? static_cast<std::int32_t>(m.first) : m.anchor);
  EntityIndex speaker = no_entity;
  // "confirmed that it rests on the Treaty signed in 2008": whoever speaks takes that for known.
  const bool presupposed = m.anchor != none && anchor > 0 && clause_.units[anchor].form == VerbForm::participle &&
                           clause_.units[anchor - 1].kind == UnitKind::mention && clause_.units[anchor - 1].classes.test(cls::Agreement) &&
                           info.polarity == Polarity::affirmed && info.modality == Modality::asserted && !claimed(anchor);
  if (speaker_ != no_entity && anchor >= said_first_ && anchor < said_end_ && !presupposed) {
    speaker = speaker_;
    if (denies_) info.polarity = info.polarity == Polarity::negated ? Polarity::affirmed : Polarity::negated;
  }
  // "signed in May 2006, has been ratified by A": no gap behind the verb that decides reaches over another clause's verb.
  if (m.anchor != none && clause_.units[anchor].form == VerbForm::participle)
    for (std::uint32_t i = anchor + 1; i + 1 < m.end; ++i)
      if (clause_.units[i].kind == UnitKind::verb && clause_.units[i].form == VerbForm::finite && clause_.units[i - 1].word == w_.comma)
        return note("dropped: another verb stands between");
  // "has refused to form an alliance": what one has is not what one is to do.
  if (m.anchor != none && rules_lemma(anchor, "have"))
    for (std::uint32_t i = anchor + 1; i < m.end; ++i)
      if (clause_.units[i].kind == UnitKind::verb && clause_.units[i].form == VerbForm::infinitive && governed_by("refusing", i, 2))
        info.polarity = Polarity::negated;
  // "According to X, it reaffirms the Treaty, signed in 2011": what is added in passing is the text's own.
  if (m.anchor != none && anchor > 0 && clause_.units[anchor].form == VerbForm::participle && clause_.units[anchor - 1].word == w_.comma &&
      info.polarity == Polarity::affirmed)
    speaker = no_entity;
  const std::int32_t quoted = quoted_[clause_.units[anchor].first_token];
  if (quoted >= 0) speaker = analysis_.statements[static_cast<std::size_t>(quoted)].by;
  if (trace_ != nullptr) trace_match(m, info, speaker);
  if (crosses_clause(m)) return note("dropped: another subject and its verb stand within");
  if (no_subject(m)) return note("dropped: its first name is not the subject of the verb");
  if (m.anchor != none && anchor > 0 && (clause_.units[anchor].form == VerbForm::gerund || is_having(anchor)) && accuses(anchor - 1))
    return note("dropped: an accusation, which is the accuser's");
  // A question asserts nothing, nor does "reportedly".
  if (info.modality == Modality::asserted && quoted < 0 && (asks(sentence) || hedged(m))) info.modality = Modality::possible;
  // "Secretary Reyes Travels to Norway": a headline's present announces the journey.
  if (info.modality == Modality::asserted && m.anchor != none && headline(sentence) && present(anchor) &&
      std::any_of(rule.emits.begin(), rule.emits.end(), [](const RuleEmit& e) { return e.property == prop::visited; }))
    info.modality = Modality::planned;
  if (speaker == no_entity && anchor >= unnamed_first_ && anchor < unnamed_end_ && !presupposed)
    return note("dropped: somebody says it, and who is not known");
  if (quoted == unknown_speaker) return note("dropped: it stands in a quotation, and who says it is not known");
  if (excepted(m)) return note("dropped: it is said of all but this one");
  if (same_where_different(m, rule)) return note("dropped: 'where' wants two that differ");
  for (const RuleEvent& event : rule.events) emit_event(m, rule, event, info, speaker, sentence);
  for (const RuleEmit& e : rule.emits) {
    if (e.condition != no_slot && m.slots[static_cast<std::size_t>(e.condition)] == none) continue;
    const std::int32_t subject_unit = slot_unit(m, e.subject), object_unit = slot_unit(m, e.object);
    const std::vector<EntityIndex> subjects = entities_of(subject_unit);
    std::vector<EntityIndex> objects = entities_of(object_unit);
    const std::string date = date_of(object_unit), number = number_of(object_unit);
    // "X, whose father was president of Y"
    if (e.property == prop::holdsPosition || e.property == prop::memberOf || e.property == prop::memberOfParty) {
      bool relative = false;
      for (std::uint32_t i = m.first; i < anchor; ++i) relative = relative || first_written(i) == "whose";
      if (relative) continue;
    }
    // "NATO member Turkey, Ukraine and Moldova": one member, and others
    std::vector<EntityIndex> members = subjects;
    if (e.property == prop::memberOf && members.size() > 1 && subject_unit > 0 && singular_before(static_cast<std::uint32_t>(subject_unit)))
      members.resize(1);
    // "signed as witnesses"
    if ((e.property == prop::signedBy || e.property == prop::hasParty) && as_witness(m)) continue;
    // "has signed it but has not ratified it": who signs so is no party yet.
    if (e.property == prop::hasParty && m.anchor != none && rules_lemma(anchor, "sign") && unratified()) continue;
    for (EntityIndex s : members) {
      if (!fits(s, ontology_.property(e.property).domain)) s = acts_for(s);
      // "Norway signed in 1967" tells when Norway did, not when it was signed.
      if ((e.property == prop::signedOn || e.property == prop::signedAt) && subject_unit != none && m.anchor != none &&
          is_omitted(clause_.units[static_cast<std::size_t>(subject_unit)]) &&
          (anchor == 0 || entities_of(static_cast<std::int32_t>(anchor) - 1).size() < 2))
        continue;
      if (objects.empty()) {
        Claim claim = base(s, e.property, rule, info, speaker, sentence);
        // What the gazetteer dates otherwise was signed on another day by that actor alone.
        if (const EntryId entry = analysis_.entities[s].entry; e.property == prop::signedOn && entry != no_entry && date.size() >= 4 &&
                                                               catalog_[entry].date.size() >= 4 &&
                                                               catalog_[entry].date.substr(0, 4) != date.substr(0, 4))
          continue;
        claim.value = !date.empty() ? date : !number.empty() ? number : e.object.literal;
        if (!date.empty()) claim.datatype = date_datatype(date);
        if (claim.value.empty()) continue;
        note_claim(claim);
        analysis_.add(std::move(claim));
        continue;
      }
      for (EntityIndex o : objects) {
        if (analysis_.entities[o].type == cls::GovernmentBody && !fits(o, ontology_.property(e.property).range)) o = acts_for(o);
        if (s == o || out_of_place(s, e.property, o, m)) continue;
        if (!fits(o, ontology_.property(e.property).range) || !fits(s, ontology_.property(e.property).domain)) {
          note(fmt::format("dropped: {} does not go from {} to {}", ontology_.property(e.property).name, analysis_.entities[s].label,
                           analysis_.entities[o].label));
          continue;
        }
        Claim claim = base(s, e.property, rule, info, speaker, sentence);
        claim.object = o;
        // Who leads a party belongs to it.
        if (const EntityIndex body = analysis_.entities[o].parent;
            e.property == prop::holdsPosition && body != no_entity && analysis_.entities[body].type == cls::PoliticalParty) {
          Claim membership = base(s, prop::memberOfParty, rule, info, speaker, sentence);
          membership.object = body;
          analysis_.add(std::move(membership));
        }
        if (const EntityIndex body = analysis_.entities[o].parent;
            e.property == prop::holdsPosition && body != no_entity &&
            (analysis_.entities[body].cls == cls::State || analysis_.entities[body].cls == cls::Organization)) {
          const ClassId type = analysis_.entities[body].type;
          const bool expert = type == cls::ResearchInstitute || type == cls::MediaOutlet;
          Claim official = base(s, expert ? prop::affiliatedWith : prop::officialOf, rule, info, speaker, sentence);
          official.object = body;
          analysis_.add(std::move(official));
        }
        if (e.property == prop::holdsPosition && info.polarity == Polarity::affirmed && info.modality == Modality::asserted &&
            holds_still(m))
          for (const PropertyId head : analysis_.entities[o].leads) {
            Claim leads = base(analysis_.entities[o].parent, head, rule, info, speaker, sentence);
            leads.object = s;
            analysis_.add(std::move(leads));
          }
        if (ontology_.property(e.property).symmetric && analysis_.entities[s].label > analysis_.entities[o].label)
          std::swap(claim.subject, claim.object);
        note_claim(claim);
        analysis_.add(std::move(claim));
      }
    }
  }
}

void Finder::emit_event(const Match& m, const RuleInfo& rule, const RuleEvent& event, const VerbInfo& info, EntityIndex speaker,
                        const Sentence& sentence) {
  if (event.condition != no_slot && m.slots[static_cast<std::size_t>(event.condition)] == none) return;
  std::vector<Occurrence> found(1);
  found[0].type = event.type;
  found[0].polarity = info.polarity;
  found[0].modality = info.modality;
  found[0].claimed_by = speaker;
  found[0].evidence.push_back({rule.name, sentence.span, rule.confidence});
  for (const RuleEvent::Field& field : event.fields) {
    const std::int32_t unit = slot_unit(m, field.value);
    if (field.value.slot != no_slot && unit == none) continue;
    std::vector<Occurrence::Field> values;
    if (const std::string date = date_of(unit); !date.empty()) {
      values.push_back({field.property, no_entity, date, std::string(date_datatype(date))});
    } else if (const std::string number = number_of(unit); !number.empty()) {
      values.push_back({field.property, no_entity, number, {}});
    } else if (field.value.slot == no_slot) {
      values.push_back({field.property, no_entity, field.value.literal, {}});
    } else {
      for (const EntityIndex e : entities_of(unit))
        if (fits(e, ontology_.property(field.property).range)) values.push_back({field.property, e, {}, {}});
    }
    if (values.empty()) return;
    const std::size_t count = found.size();
    if (field.all) {
      for (Occurrence& o : found) o.fields.insert(o.fields.end(), values.begin(), values.end());
      continue;
    }
    if (count * values.size() > 256) return;
    for (std::size_t v = 1; v < values.size(); ++v)
      for (std::size_t i = 0; i < count; ++i) {
        found.push_back(found[i]);
        found.back().fields.push_back(values[v]);
      }
    for (std::size_t i = 0; i < count; ++i) found[i].fields.push_back(values[0]);
  }
  for (Occurrence& o : found) {
    // Nobody does something to itself: in a list of hosts and senders only pairs of two count.
    const auto same = [&](const Occurrence::Field& a) {
      return a.object != no_entity &&
             std::count_if(o.fields.begin(), o.fields.end(), [&](const Occurrence::Field& b) { return b.object == a.object; }) > 1;
    };
    if (std::any_of(o.fields.begin(), o.fields.end(), same)) continue;
    if (trace_ != nullptr) {
      std::string text = fmt::format("new {}:", ontology_[o.type].name);
      for (const Occurrence::Field& field : o.fields)
        text += fmt::format(" {} {};", ontology_.property(field.property).name,
                            field.object == no_entity ? field.value : analysis_.entities[field.object].label);
      text.pop_back();
      note(text);
    }
    analysis_.add(std::move(o));
  }
}

Claim Finder::base(EntityIndex subject, PropertyId property, const RuleInfo& rule, const VerbInfo& info, EntityIndex speaker,
                   const Sentence& sentence) const {
  Claim claim;
  claim.subject = subject;
  claim.property = property;
  claim.polarity = info.polarity;
  claim.modality = info.modality;
  claim.claimed_by = speaker;
  claim.evidence.push_back({rule.name, sentence.span, rule.confidence});
  return claim;
}

std::vector<EntityIndex> Finder::entities_of(std::int32_t unit) const {
  std::vector<EntityIndex> list;
  if (unit == none) return list;
  const Unit& u = clause_.units[static_cast<std::size_t>(unit)];
  if (u.kind != UnitKind::mention) return list;
  for (const std::uint32_t m : clause_.groups[u.group]) {
    const Mention& named = mention(m);
    if (!named.members.empty())
      list.insert(list.end(), named.members.begin(), named.members.end());
    else if (named.entity != no_entity)
      list.push_back(named.entity);
  }
  return list;
}

std::string Finder::date_of(std::int32_t unit) const {
  if (unit == none) return {};
  const Unit& u = clause_.units[static_cast<std::size_t>(unit)];
  if (u.kind != UnitKind::mention) return {};
  return mention(clause_.groups[u.group][0]).date;
}

std::string Finder::number_of(std::int32_t unit) const {
  if (unit == none) return {};
  const Unit& u = clause_.units[static_cast<std::size_t>(unit)];
  if (u.classes.test(pseudo::Duration)) return duration_at(u.first_token);
  return u.classes.test(pseudo::Number) ? std::string(document_.text(tokens_[u.first_token])) : std::string();
}

bool Finder::fits(EntityIndex entity, const ClassSet& allowed) const {
  if (allowed.none()) return true;
  const Entity& e = analysis_.entities[entity];
  return ((ontology_[e.type].with_ancestors | ontology_[e.cls].with_ancestors) & allowed).any();
}

EntityIndex Finder::acts_for(EntityIndex actor) const {
  const Entity& e = analysis_.entities[actor];
  if (e.type == cls::GovernmentBody && e.entry != no_entry && catalog_[e.entry].country != no_entry) {
    const auto state = std::find_if(analysis_.entities.begin(), analysis_.entities.end(),
                                    [&](const Entity& other) { return other.entry == catalog_[e.entry].country; });
    return state == analysis_.entities.end() ? actor : static_cast<EntityIndex>(state - analysis_.entities.begin());
  }
  if (e.type == cls::GovernmentBody && e.parent != no_entity && analysis_.entities[e.parent].cls == cls::State) return e.parent;
  if (e.cls != cls::Person) return actor;
  EntityIndex state = no_entity;
  for (const Claim& claim : analysis_.claims) {
    if (claim.property != prop::officialOf || claim.subject != actor || !claim.plain()) continue;
    if (analysis_.entities[claim.object].cls != cls::State || (state != no_entity && state != claim.object)) return actor;
    state = claim.object;
  }
  return state == no_entity ? actor : state;
}

bool Finder::crosses_clause(const Match& m) const {
  if (m.anchor == none) return false;
  // "has to sign", "has yet to sign"
  if (const auto next = static_cast<std::size_t>(m.anchor) + 1; rules_lemma(next - 1, "have") && next < m.end &&
                                                                clause_.units[next].kind == UnitKind::verb &&
                                                                clause_.units[next].form == VerbForm::infinitive)
    return true;
  for (auto k = static_cast<std::size_t>(m.anchor) + 2; k + 1 < m.end; ++k)
    if (is_finite(k) && is_agent(k - 1)) return true;
  // "A invaded B, and C and D protested": where a clause with another subject begins
  for (auto k = static_cast<std::size_t>(m.anchor) + 1; k + 1 < m.end; ++k)
    if (is_conjunction(clause_.units[k]) && clause_.units[k].clause_end && clause_.units[k + 1].kind == UnitKind::mention) return true;
  return false;
}

bool Finder::claimed(std::uint32_t anchor) const {
  static const std::set<std::string> claims{"claim", "claims", "claimed", "claiming", "alleges", "alleged", "alleging", "allegations"};
  for (std::uint32_t i = 0; i < anchor; ++i)
    if (claims.contains(first_word(i))) return true;
  return false;
}

bool Finder::out_of_place(EntityIndex subject, PropertyId property, EntityIndex object, const Match& m) const {
  const auto country = [&](EntityIndex place) {
    const EntryId entry = analysis_.entities[place].entry;
    return entry == no_entry ? no_entry : analysis_.entities[place].cls == cls::State ? entry : catalog_[entry].country;
  };
  if (property == prop::locatedIn) {
    const EntryId of = country(subject), state = analysis_.entities[object].entry;
    if (of == no_entry && analysis_.entities[subject].entry != no_entry) return true;  // a sea, a continent, what several states share
    return of != no_entry && state != no_entry && of != state;
  }
  // "the first to be signed by Japan in Asia"
  static const std::set<std::string> continents{"Africa",        "Asia",           "Europe",        "Americas",     "Oceania",
                                                "North America", "South America",  "Latin America", "Asia-Pacific", "Indo-Pacific",
                                                "Middle East",   "Southeast Asia", "Central Asia",  "East Asia",    "South Asia"};
  if (property == prop::signedAt) return continents.contains(analysis_.entities[object].label);
  if (property != prop::visited) return false;
  const bool said = m.anchor != none &&
                    (rules_lemma(static_cast<std::size_t>(m.anchor), "visit") || rules_lemma(static_cast<std::size_t>(m.anchor), "tour"));
  // Who meets others somewhere may be at home: only of an official in another state is it known.
  const auto meets = [&] {
    if (m.anchor == none) return false;
    const auto anchor = static_cast<std::size_t>(m.anchor);
    return rules_lemma(anchor, "meet") || rules_lemma(anchor, "hold") || rules_lemma(anchor, "attend") || rules_lemma(anchor, "address");
  };
  const EntryId home = country(subject);
  if (const EntryId of = country(object); meets() && (of == no_entry || home == no_entry || home == of) &&
                                          (of == no_entry || std::none_of(analysis_.claims.begin(), analysis_.claims.end(),
                                                                          [&](const Claim& claim) {
                                                                            return claim.property == prop::officialOf &&
                                                                                   claim.subject == subject && claim.plain() &&
                                                                                   analysis_.entities[claim.object].cls == cls::State &&
                                                                                   analysis_.entities[claim.object].entry != of;
                                                                          })) &&
                                          !guest_of(subject, of, m))
    return true;
  return std::any_of(analysis_.claims.begin(), analysis_.claims.end(), [&](const Claim& claim) {
    if (claim.property != prop::officialOf || claim.subject != subject || !claim.plain()) return false;
    if (claim.object == object) return true;
    const EntryId of = country(object);
    return !said && of != no_entry && of == analysis_.entities[claim.object].entry;
  });
}

bool Finder::guest_of(EntityIndex subject, EntryId state, const Match& m) const {
  if (state == no_entry || analysis_.entities[subject].type != cls::Official) return false;
  const auto serves = [&](EntityIndex person, bool any) {
    return std::any_of(analysis_.claims.begin(), analysis_.claims.end(), [&](const Claim& claim) {
      return claim.property == prop::officialOf && claim.subject == person && claim.plain() &&
             analysis_.entities[claim.object].cls == cls::State && (any || analysis_.entities[claim.object].entry == state);
    });
  };
  if (serves(subject, true)) return false;
  for (std::size_t u = m.first; u < m.end; ++u) {
    if (clause_.units[u].kind != UnitKind::mention || !clause_.units[u].classes.test(cls::Person)) continue;
    for (const EntityIndex other : entities_of(static_cast<std::int32_t>(u)))
      if (other != subject && serves(other, false)) return true;
  }
  return false;
}

bool Finder::as_witness(const Match& m) const {
  static const std::set<std::string> roles{"witness",  "witnesses", "guarantor", "guarantors",
                                           "observer", "observers", "mediator",  "mediators"};
  for (std::size_t i = m.end > 0 ? m.end - 1 : 0; i + 1 < clause_.units.size() && i < m.end + 2; ++i) {
    if (first_word(i) != "as") continue;
    for (std::size_t k = i + 1; k < clause_.units.size() && k - i < 4; ++k)
      if (clause_.units[k].kind == UnitKind::word && roles.contains(first_word(k))) return true;
  }
  return false;
}

bool Finder::unratified() const {
  for (std::size_t i = 0; i < clause_.units.size(); ++i)
    if (clause_.units[i].kind == UnitKind::verb && !clause_.units[i].passive && rules_lemma(i, "ratify") &&
        clause_.verbs[i].polarity == Polarity::negated)
      return true;
  return false;
}

bool Finder::holds_still(const Match& m) const {
  if (m.anchor == none) {
    // "Ana Reyes, as President of Chile, signed it"
    for (std::size_t i = m.first + 1; i < m.end && i < m.first + 3; ++i)
      if (first_word(i) == "as" && clause_.units[m.first].classes.test(cls::Person)) return true;
    return false;
  }
  const Unit& verb = clause_.units[static_cast<std::size_t>(m.anchor)];
  bool perfect = false, entered = false;
  for (std::uint32_t i = verb.first_token; i < verb.end_token; ++i) {
    const std::string word = folded(i);
    if (word == "is" || word == "remains") return true;
    entered = entered || word == "sworn" || word == "inaugurated";
    perfect = perfect || word == "has";
  }
  // "was sworn in as president on Thursday": and leads the state, if no end of the term is told
  if (entered)
    for (std::size_t i = m.first; i < clause_.units.size(); ++i)
      if (first_word(i) == "until" || first_word(i) == "till") return false;
  if (entered) return true;
  if (!perfect) return false;
  for (std::size_t i = m.first; i < clause_.units.size(); ++i)
    if (first_word(i) == "since") return true;
  return false;
}

bool Finder::same_where_different(const Match& m, const RuleInfo& rule) const {
  return std::any_of(rule.different.begin(), rule.different.end(), [&](const auto& pair) {
    const auto a = entities_of(m.slots[static_cast<std::size_t>(pair.first)]),
               b = entities_of(m.slots[static_cast<std::size_t>(pair.second)]);
    return a.size() == 1 && b == a;
  });
}

void Finder::sign_for_states() {
  struct Signature {
    EntityIndex agreement, state;
    Evidence evidence;
  };
  std::vector<Signature> signatures;
  for (const Claim& claim : analysis_.claims) {
    if (claim.property != prop::signedBy || !claim.plain() || claim.object == no_entity || claim.evidence.empty()) continue;
    if (analysis_.entities[claim.subject].cls != cls::Agreement || analysis_.entities[claim.object].cls != cls::Person) continue;
    for (const Claim& office : analysis_.claims)
      if (office.property == prop::officialOf && office.plain() && office.subject == claim.object &&
          analysis_.entities[office.object].cls == cls::State)
        signatures.push_back({claim.subject, office.object, claim.evidence.front()});
    // A leader whom the gazetteer knows, where the text speaks of the state
    if (const EntryId entry = analysis_.entities[claim.object].entry; entry != no_entry && catalog_[entry].country != no_entry)
      for (EntityIndex e = 0; e < analysis_.entities.size(); ++e)
        if (analysis_.entities[e].entry == catalog_[entry].country && analysis_.entities[e].named)
          signatures.push_back({claim.subject, e, claim.evidence.front()});
    for (const auto& [person, state] : persons_of_states_)  // "signed by Per Holm of Norway and Ana Reyes of Chile"
      if (person == claim.object) signatures.push_back({claim.subject, state, claim.evidence.front()});
  }
  for (const Signature& signature : signatures) {
    const bool several = std::any_of(signatures.begin(), signatures.end(), [&](const Signature& other) {
      return other.agreement == signature.agreement && other.state != signature.state;
    });
    // "Norway's minister signed a memorandum with Chile": the one other party
    std::set<EntityIndex> parties;
    for (const Claim& claim : analysis_.claims)
      if (claim.property == prop::hasParty && claim.subject == signature.agreement && claim.plain()) parties.insert(claim.object);
    const bool with_another =
        parties.size() == 1 && !parties.contains(signature.state) && analysis_.entities[signature.agreement].parties.size() < 2;
    if (!several && !with_another) continue;
    Claim claim;
    claim.subject = signature.agreement;
    claim.property = prop::hasParty;
    claim.object = signature.state;
    claim.evidence.push_back({"signed-for-its-state", signature.evidence.span, 0.8});
    analysis_.add(std::move(claim));
  }
}

void Finder::sign_for(const Sentence& sentence) {
  // A verb of signing that is so
  bool is_signed = false;
  for (std::size_t i = 0; i < clause_.units.size(); ++i) {
    if (clause_.units[i].kind != UnitKind::verb) continue;
    const bool signs = rules_lemma(i, "sign") || rules_lemma(i, "initial");
    bool names = false;
    if (rules_lemma(i, "put") || rules_lemma(i, "append") || rules_lemma(i, "affix"))
      for (std::size_t k = i + 1; k < clause_.units.size() && k - i < 4; ++k)
        names =
            names || first_word(k) == "name" || first_word(k) == "names" || first_word(k) == "signature" || first_word(k) == "signatures";
    if (!signs && !names) continue;
    if (clause_.verbs[i].polarity == Polarity::negated || clause_.verbs[i].modality != Modality::asserted ||
        clause_.units[i].form == VerbForm::infinitive)
      return;
    is_signed = true;
  }
  if (!is_signed || speaker_ != no_entity || asks(sentence)) return;
  EntityIndex agreement = no_entity;
  for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    if (mention_at_[i] == none) continue;
    const EntityIndex e = mention_from(i).entity;
    if (e == no_entity || analysis_.entities[e].cls != cls::Agreement) continue;
    if (agreement != no_entity && agreement != e) return;
    agreement = e;
  }
  if (agreement == no_entity) return;
  struct Signature {
    EntityIndex person, side;
  };
  std::vector<Signature> found;
  for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    if (mention_at_[i] == none || quoted_[i] != none) continue;
    const Mention& person = mention_from(i);
    if (person.entity == no_entity || analysis_.entities[person.entity].cls != cls::Person) continue;
    std::uint32_t k = person.end_token;
    if (k < sentence.end_token && tokens_[k].word == w_.comma) ++k;
    static const std::set<std::string> acting{"signing",        "signed",          "acting",    "plenipotentiary", "plenipotentiaries",
                                              "representative", "representatives", "delegates", "delegate",        "envoys"};
    if (k < sentence.end_token && acting.contains(folded(k))) ++k;
    if (k < sentence.end_token && (folded(k) == "for" || folded(k) == "representing"))
      ++k;
    else if (k + 2 < sentence.end_token && folded(k) == "on" && folded(k + 1) == "behalf" && folded(k + 2) == "of")
      k += 3;
    else
      continue;
    while (k < sentence.end_token && mention_at_[k] == none &&
           (tokens_[k].word == w_.the || tokens_[k].word == w_.of || w_.government.has(tokens_[k].word) || folded(k) == "federal" ||
            folded(k) == "royal"))
      ++k;
    if (k >= sentence.end_token || mention_at_[k] == none) continue;
    const Mention& side = mention_from(k);
    if (side.entity == no_entity || side.end_token > sentence.end_token) continue;
    const ClassId c = analysis_.entities[side.entity].cls;
    if (c != cls::State && c != cls::Organization) continue;
    if (side.end_token < sentence.end_token && tokens_[side.end_token].word == w_.possessive) continue;
    found.push_back({person.entity, side.entity});
    // "A and B for Norway": the persons of a list that ends here, each without a side of its own
    std::uint32_t before = person.first_token;
    for (std::size_t m = analysis_.mentions.size(); m-- > 0;) {
      const Mention& other = analysis_.mentions[m];
      if (other.end_token >= before || other.first_token < sentence.first_token || other.kind != MentionKind::person) continue;
      std::uint32_t link = other.end_token;
      while (link < before && (tokens_[link].word == w_.comma || tokens_[link].word == w_.and_)) ++link;
      if (link < before) break;
      if (other.entity != no_entity) found.push_back({other.entity, side.entity});
      before = other.first_token;
    }
  }
  for (const Signature& signature : found) {
    const Evidence evidence{"signs-for", sentence.span, 0.85};
    analysis_.add(agreement, prop::signedBy, signature.person, evidence);
    analysis_.add(agreement, prop::hasParty, signature.side, evidence);
    if (analysis_.entities[signature.side].cls == cls::State) analysis_.add(signature.person, prop::officialOf, signature.side, evidence);
  }
}

bool Finder::follows_in_time(std::uint32_t i, std::uint32_t end) const {
  static const std::set<std::string> later{"later", "soon", "shortly", "."},
      units{"years", "year", "months", "month", "decade", "decades", "days", "weeks"};
  if (i >= end) return true;
  const std::string word = folded(i);
  if (later.contains(word)) return true;
  if (word == "in" || word == "on") return i + 1 < end && mention_at_[i + 1] != none && mention_from(i + 1).kind == MentionKind::date;
  // "two years later"
  return i + 2 < end && units.contains(folded(i + 1)) && folded(i + 2) == "later";
}

void Finder::do_likewise(const Sentence& sentence) {
  for (std::uint32_t i = sentence.first_token + 1; i + 1 < sentence.end_token; ++i) {
    const std::string word = folded(i), next = folded(i + 1);
    const bool so = (word == "did" || word == "done" || word == "does" || word == "do") && (next == "so" || next == "likewise");
    const bool same = (word == "did" || word == "done") && next == "the" && i + 2 < sentence.end_token && folded(i + 2) == "same";
    const bool suit = word == "followed" && (next == "suit" || follows_in_time(i + 1, sentence.end_token));
    if ((!so && !same && !suit) || quoted_[i] != none) continue;
    static const std::set<std::string> between{"has",  "have", "had", "also", "later", "already",
                                               "then", "soon", "too", "both", "since", "quickly"};
    static const std::set<std::string> open{"to", "will", "would", "may", "might", "could", "should", "must", "if", "n't", "yet", "shall"};
    bool denied = false;
    std::uint32_t k = i;
    while (k > sentence.first_token && mention_at_[k - 1] == none) {
      const std::string before = folded(k - 1);
      if (before == "never" || before == "not")
        denied = true;
      else if (!between.contains(before))
        break;
      --k;
    }
    if (k == sentence.first_token || open.contains(folded(k - 1))) continue;
    // The mention that ends here, and those joined with it
    std::vector<EntityIndex> actors;
    for (std::uint32_t end = k; end > sentence.first_token;) {
      const Mention* named = nullptr;
      for (const Mention& mention : analysis_.mentions)
        if (mention.end_token == end && mention.first_token >= sentence.first_token && mention.entity != no_entity &&
            mention.kind != MentionKind::adjective)
          named = &mention;
      if (named == nullptr || (!actors.empty() && analysis_.entities[named->entity].cls != analysis_.entities[actors[0]].cls)) break;
      actors.push_back(named->entity);
      end = named->first_token;
      if (end > sentence.first_token && tokens_[end - 1].word == w_.the) --end;
      const std::uint32_t joined = end;
      if (end > sentence.first_token && tokens_[end - 1].word == w_.and_) --end;
      if (end > sentence.first_token && tokens_[end - 1].word == w_.comma) --end;
      if (end == joined) break;
    }
    if (actors.empty()) continue;
    // "followed in 2004, and Albania in 2009"
    if (suit)
      for (std::uint32_t t = i + 1; t + 3 < sentence.end_token; ++t) {
        if (tokens_[t].word != w_.comma && tokens_[t].word != w_.and_) continue;
        const std::uint32_t at = tokens_[t + 1].word == w_.and_ ? t + 2 : t + 1;
        if (!names_actor(at)) continue;
        const Mention& other = mention_from(at);
        if (other.end_token + 1 < sentence.end_token && follows_in_time(other.end_token, sentence.end_token) &&
            folded(other.end_token) != ".")
          actors.push_back(other.entity);
      }
    const ClassId kind = analysis_.entities[actors[0]].cls;
    if (kind != cls::State && kind != cls::Organization && kind != cls::Person) continue;
    static const std::set<PropertyId> acts{prop::signedBy, prop::ratifiedBy,    prop::accededToBy,        prop::withdrawnFromBy,
                                           prop::hasParty, prop::declaredWarOn, prop::imposesSanctionsOn, prop::memberOf,
                                           prop::visited,  prop::invaded};
    const auto by_object = [](PropertyId p) {
      return p == prop::signedBy || p == prop::ratifiedBy || p == prop::accededToBy || p == prop::withdrawnFromBy || p == prop::hasParty;
    };
    const auto gather = [&](const Span& span) {
      std::vector<std::pair<PropertyId, EntityIndex>> found;
      for (const Claim& claim : analysis_.claims) {
        if (!acts.contains(claim.property) || !claim.plain() || claim.object == no_entity) continue;
        if (std::none_of(claim.evidence.begin(), claim.evidence.end(), [&](const Evidence& e) { return e.span == span; })) continue;
        const EntityIndex actor = by_object(claim.property) ? claim.object : claim.subject;
        if (analysis_.entities[actor].cls != kind || std::find(actors.begin(), actors.end(), actor) != actors.end()) continue;
        const auto pair = std::make_pair(claim.property, by_object(claim.property) ? claim.subject : claim.object);
        if (std::find(found.begin(), found.end(), pair) == found.end()) found.push_back(pair);
      }
      return found;
    };
    std::vector<std::pair<PropertyId, EntityIndex>> found;
    if (i - sentence.first_token > 5) found = gather(sentence.span);
    const std::size_t number = static_cast<std::size_t>(&sentence - document_.sentences.data());
    if (found.empty() && number > 0 && number < document_.sentences.size() && document_.sentences[number - 1].block == sentence.block)
      found = gather(document_.sentences[number - 1].span);
    // One act: of what else the sentence told, it is not said which was repeated.
    std::set<PropertyId> families;
    std::set<EntityIndex> others;
    for (const auto& [property, other] : found) {
      if (property != prop::hasParty) families.insert(property);
      others.insert(other);
    }
    if (found.empty() || families.size() > 1 || others.size() > 1) continue;
    for (const auto& [property, other] : found)
      for (const EntityIndex actor : actors) {
        Claim claim;
        claim.subject = by_object(property) ? other : actor;
        claim.object = by_object(property) ? actor : other;
        claim.property = property;
        if (denied) claim.polarity = Polarity::negated;
        claim.evidence.push_back({"did-likewise", sentence.span, 0.8});
        analysis_.add(std::move(claim));
      }
  }
}

void Finder::parties_are_allies() {
  std::map<EntityIndex, std::vector<const Claim*>> parties;
  for (const Claim& claim : analysis_.claims)
    if (claim.property == prop::hasParty && claim.plain() && claim.object != no_entity &&
        analysis_.entities[claim.object].cls == cls::State)
      parties[claim.subject].push_back(&claim);
  std::vector<std::tuple<EntityIndex, EntityIndex, PropertyId, Evidence>> found;
  for (const auto& [agreement, claims] : parties) {
    const Entity& entity = analysis_.entities[agreement];
    std::vector<std::string> names(entity.names);
    names.push_back(entity.label);
    const auto says = [&](std::initializer_list<std::string_view> phrases) {
      return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        const std::string folded = fold_name(name);
        return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
          const std::size_t at = folded.find(phrase);
          return at != std::string::npos && folded.find("assistance agreement") == std::string::npos;
        });
      });
    };
    static constexpr std::size_t most = 6;  // a list of many parties is no pact of each with each that a text would mean
    const bool pact = says({"mutual defence treaty", "mutual defence pact", "mutual defence agreement", "mutual defense treaty",
                            "mutual defense pact", "mutual defense agreement", "defence pact", "defense pact", "mutual security treaty",
                            "mutual assistance pact", "mutual assistance treaty", "defence treaty", "defense treaty", "defence alliance",
                            "defense alliance", "mutual defence accord", "collective defence treaty", "collective defense treaty"});
    // "defence treaties with Japan, Korea and the Philippines": one with each
    const bool several = says({"defence treaties", "defense treaties", "defence pacts", "defense pacts", "mutual defence agreements",
                               "mutual defense agreements", "mutual assistance pacts", "mutual security treaties"});
    if (several) {
      const auto partner = [](const Claim* claim) {
        return std::any_of(claim->evidence.begin(), claim->evidence.end(), [](const Evidence& evidence) {
          return evidence.rule == "agreement-with" || evidence.rule == "agreement-signed-with";
        });
      };
      if (std::count_if(claims.begin(), claims.end(), [&](const Claim* claim) { return !partner(claim); }) != 1) continue;
      const Claim* hub = *std::find_if(claims.begin(), claims.end(), [&](const Claim* claim) { return !partner(claim); });
      for (const Claim* claim : claims)
        if (claim != hub)
          found.emplace_back(hub->object, claim->object, prop::hasDefencePactWith,
                             Evidence{"parties-are-allies", claim->evidence.front().span, 0.85});
      continue;
    }
    const bool alliance =
        says({"treaty of alliance", "alliance treaty", "treaty of friendship and alliance", "friendship, alliance and"}) ||
        std::any_of(names.begin(), names.end(), [](const std::string& name) {
          const std::string folded = fold_name(name);
          return folded.ends_with(" alliance") || folded.find(" alliance of 1") != std::string::npos;
        });
    if ((!pact && !alliance) || claims.size() > most) continue;
    for (std::size_t i = 0; i < claims.size(); ++i)
      for (std::size_t k = i + 1; k < claims.size(); ++k)
        found.emplace_back(claims[i]->object, claims[k]->object, pact ? prop::hasDefencePactWith : prop::alliedWith,
                           Evidence{"parties-are-allies", claims[k]->evidence.front().span, 0.85});
  }
  for (const auto& [a, b, property, evidence] : found) add_symmetric(a, property, b, evidence);
}

void Finder::join_allies(const Sentence& sentence) {
  for (const auto& [mention, ally] : allies_) {
    const Mention& a = analysis_.mentions[mention];
    if (speaker_ != no_entity || unnamed_end_ != 0 || quoted_[a.first_token] != none || a.entity == no_entity || asks(sentence)) continue;
    for (const auto& group : clause_.groups) {
      const auto first = std::find(group.begin(), group.end(), ally);
      if (std::find(group.begin(), first, mention) == first || first == group.end()) continue;
      for (auto b = first; b != group.end(); ++b) {
        const EntityIndex other = this->mention(*b).entity;
        if (other == no_entity || analysis_.entities[other].cls != cls::State || analysis_.entities[a.entity].cls != cls::State) continue;
        add_symmetric(a.entity, prop::alliedWith, other, {"and-its-ally", sentence.span, 0.85});
      }
    }
  }
}

void Finder::add_symmetric(EntityIndex a, PropertyId property, EntityIndex b, const Evidence& evidence) {
  if (a == b) return;
  if (analysis_.entities[a].label > analysis_.entities[b].label) std::swap(a, b);
  analysis_.add(a, property, b, evidence);
}

bool Finder::place_and_date(const Mention& agreement, std::uint32_t first, std::uint32_t close, const Sentence& sentence) {
  const Mention *place = nullptr, *date = nullptr;
  std::uint32_t at = first;
  while (at < close) {
    if (mention_at_[at] == none) {
      if (tokens_[at].word != w_.comma) return false;
      ++at;
      continue;
    }
    const Mention& mention = mention_from(at);
    if (mention.kind == MentionKind::date && date == nullptr)
      date = &mention;
    else if (mention.entity != no_entity && (analysis_.entities[mention.entity].cls == cls::Place || mention.place != no_entity) &&
             place == nullptr && date == nullptr)
      place = &mention;
    else
      return false;
    at = mention.end_token;
  }
  if (date == nullptr || agreement.entity == no_entity || analysis_.entities[agreement.entity].cls != cls::Agreement) return false;
  Claim claim;
  claim.subject = agreement.entity;
  claim.property = prop::signedOn;
  claim.value = date->date;
  claim.datatype = date_datatype(date->date);
  claim.evidence.push_back({"place-and-date-in-brackets", sentence.span, 0.85});
  const EntryId entry = analysis_.entities[agreement.entity].entry;
  const bool known = entry != no_entry && catalog_[entry].date.size() >= 4 && catalog_[entry].date.substr(0, 4) != date->date.substr(0, 4);
  if (!known) analysis_.add(claim);
  if (place != nullptr) {
    claim.property = prop::signedAt;
    claim.value.clear();
    claim.datatype.clear();
    claim.object = analysis_.entities[place->entity].cls == cls::Place ? place->entity : place->place;
    analysis_.add(std::move(claim));
  }
  return true;
}

void Finder::members_between_dashes(const Sentence& sentence) {
  for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    if (tokens_[i].word != w_.dash) continue;
    std::uint32_t close = i + 1;
    while (close < sentence.end_token && tokens_[close].word != w_.dash) ++close;
    if (close >= sentence.end_token) return;
    members_in_brackets(i, close, sentence);
  }
}

void Finder::join_headline_by_parties() {
  if (document_.sentences.size() < 2) return;
  const Sentence& headline = document_.sentences.front();
  if (tokens_[headline.end_token - 1].kind == TokenKind::punctuation) return;
  const auto unlisted = [&](EntityIndex e) {
    return e != no_entity && analysis_.entities[e].cls == cls::Agreement && analysis_.entities[e].entry == no_entry;
  };
  std::map<EntityIndex, std::set<EntityIndex>> parties;
  std::set<EntityIndex> signed_ones;
  for (const Claim& claim : analysis_.claims) {
    if (!claim.plain() || !unlisted(claim.subject)) continue;
    if (claim.property == prop::hasParty) parties[claim.subject].insert(claim.object);
    if (claim.property == prop::signedBy) signed_ones.insert(claim.subject);
  }
  EntityIndex title = no_entity;
  std::set<EntityIndex> above, below;
  for (const Mention& mention : analysis_.mentions)
    if (unlisted(mention.entity)) (mention.first_token < headline.end_token ? above : below).insert(mention.entity);
  if (above.size() != 1) return;
  title = *above.begin();
  if (below.contains(title) || !signed_ones.contains(title) || parties[title].size() < 2) return;
  EntityIndex same = no_entity;
  for (const EntityIndex e : below) {
    if (parties[e] != parties[title]) continue;
    if (same != no_entity) return;
    same = e;
  }
  if (same == no_entity || !signed_ones.contains(same)) return;
  // A treaty is no memorandum.
  const ClassId type = analysis_.entities[same].type, titled = analysis_.entities[title].type;
  if (type != titled && type != cls::Agreement && titled != cls::Agreement) return;
  analysis_.entities[same].names.push_back(analysis_.entities[title].label);
  analysis_.merge(title, same);
}

void Finder::in_force_upon_signature() {
  static const std::set<std::string> entering{"entered", "came", "enters", "comes", "went"};
  static const std::set<std::string> acts{"signature", "signing", "conclusion"};
  for (const Sentence& sentence : document_.sentences)
    for (std::uint32_t i = sentence.first_token; i + 4 < sentence.end_token; ++i) {
      const bool force = entering.contains(folded(i)) && folded(i + 1) == "into" && (folded(i + 2) == "force" || folded(i + 2) == "effect");
      if (!force && !(folded(i) == "took" && folded(i + 1) == "effect")) continue;
      std::uint32_t k = i + (force ? 3 : 2);
      if (folded(k) == "immediately") ++k;
      if (folded(k) != "upon" && folded(k) != "on") continue;
      ++k;
      while (k < sentence.end_token && (folded(k) == "the" || folded(k) == "its" || folded(k) == "date" || folded(k) == "day" ||
                                        folded(k) == "of" || folded(k) == "their"))
        ++k;
      if (k >= sentence.end_token || !acts.contains(folded(k))) continue;
      // The agreement right before the verb
      EntityIndex agreement = no_entity;
      for (const Mention& mention : analysis_.mentions)
        if (mention.end_token <= i && mention.first_token >= sentence.first_token && mention.entity != no_entity &&
            analysis_.entities[mention.entity].cls == cls::Agreement && i - mention.end_token <= 2)
          agreement = mention.entity;
      if (agreement == no_entity) continue;
      const Claim* signing = nullptr;
      bool several = false;
      for (const Claim& claim : analysis_.claims)
        if (claim.subject == agreement && claim.property == prop::signedOn && claim.plain()) {
          several = several || (signing != nullptr && signing->value != claim.value);
          signing = &claim;
        }
      if (signing == nullptr || several) continue;
      Claim claim;
      claim.subject = agreement;
      claim.property = prop::entersIntoForceOn;
      claim.value = signing->value;
      claim.datatype = signing->datatype;
      claim.evidence.push_back({"in-force-upon-signature", sentence.span, 0.88});
      analysis_.add(std::move(claim));
    }
}

bool Finder::members_in_brackets(std::uint32_t open, std::uint32_t close, const Sentence& sentence) {
  const auto named = std::find_if(analysis_.mentions.begin(), analysis_.mentions.end(), [&](const Mention& mention) {
    return mention.end_token == open && mention.entity != no_entity && mention.kind == MentionKind::organisation;
  });
  if (named == analysis_.mentions.end()) return false;
  const ClassId type = analysis_.entities[named->entity].type;
  if (type != cls::InternationalOrganization && type != cls::Alliance) return false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> names;
  std::size_t count = 0;
  std::uint32_t first_name = open + 1;
  if (folded(first_name) == "members" && first_name + 2 < close) first_name += tokens_[first_name + 1].word == w_.colon ? 2 : 1;
  const std::uint32_t behind = read_list(first_name, close, names, count);
  if (behind < close || names.size() < 3 || names.size() != count) return false;
  for (const auto& [first, end] : names)
    if (mention_from(first).entity == no_entity || analysis_.entities[mention_from(first).entity].cls != cls::State) return false;
  for (const auto& [first, end] : names)
    analysis_.add(mention_from(first).entity, prop::memberOf, named->entity, {"members-in-brackets", sentence.span, 0.85});
  return true;
}

}  // namespace pacta::relations
