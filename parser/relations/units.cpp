#include <algorithm>
#include <set>

#include "parser/numerals.h"
#include "parser/relations/finder.h"

namespace pacta::relations {

void Finder::add_omitted(std::uint32_t token) {
  const auto at = std::lower_bound(omitted_.begin(), omitted_.end(), token,
                                   [](const OmittedMention& o, std::uint32_t t) { return o.mention.first_token < t; });
  if (at == omitted_.end() || at->mention.first_token != token) return;
  Unit unit;
  unit.first_token = token;
  unit.end_token = token + 1;
  if (at->preposition != Omitted::Before::nothing) {
    unit.word = at->preposition == Omitted::Before::to ? w_.to : at->preposition == Omitted::Before::of ? w_.of : w_.from;
    push(unit);
  }
  unit.kind = UnitKind::mention;
  unit.word = unknown_word;
  unit.classes = classes_of(at->mention);
  unit.group = static_cast<std::uint32_t>(clause_.groups.size());
  clause_.groups.push_back({static_cast<std::uint32_t>(analysis_.mentions.size() + static_cast<std::size_t>(at - omitted_.begin()))});
  push(unit);
}

ClassSet Finder::classes_of(const Mention& mention) const {
  ClassSet set;
  if (mention.kind == MentionKind::date) {
    set.set(pseudo::Date);
    return set;
  }
  if (mention.kind == MentionKind::adjective) {
    set.set(pseudo::Adjective);
    return set;
  }
  if (mention.kind == MentionKind::demonym || mention.kind == MentionKind::seat) set.reset();
  if (mention.entity == no_entity) return set;
  const Entity& entity = analysis_.entities[mention.entity];
  set |= ontology_[entity.type].with_ancestors | ontology_[entity.cls].with_ancestors;
  if (mention.kind == MentionKind::pronoun) set.set(pseudo::Pronoun);
  if (mention.kind == MentionKind::demonym) {
    set.reset();
    set.set(pseudo::Adjective);
  }
  return set;
}

bool Finder::words_only(const Mention& mention) {
  return mention.kind == MentionKind::description && mention.entity == no_entity && mention.members.empty();
}

std::uint32_t Finder::state_of_government(std::uint32_t i, std::uint32_t end) const {
  if (i + 2 >= end || mention_at_[i] != none) return i;
  static const std::set<std::string> agents{"government",        "governments", "representatives", "delegates", "delegations",
                                            "plenipotentiaries", "envoys",      "negotiators",     "embassies", "nation",
                                            "nations",           "country",     "countries",       "state",     "states",
                                            "republic",          "kingdom",     "authorities",     "monarchy"};
  // "the island nation of Nauru"
  if (tokens_[i + 1].word != w_.of) {
    const bool followed = i + 3 < end && mention_at_[i + 1] == none && tokens_[i + 2].word == w_.of && agents.contains(folded(i + 1));
    return followed && state_epithet(i) && state_of_government(i + 1, end) > i + 1 ? state_of_government(i + 1, end) : i;
  }
  if (!agents.contains(folded(i))) return i;
  const std::uint32_t state = tokens_[i + 2].word == w_.the && i + 3 < end ? i + 3 : i + 2;
  if (mention_at_[state] == none || mention_from(state).end_token > end) return i;
  const Mention& mention = mention_from(state);
  if (mention.entity == no_entity || mention.kind == MentionKind::adjective || mention.kind == MentionKind::demonym) return i;
  return analysis_.entities[mention.entity].cls == cls::State ? state : i;
}

bool Finder::state_epithet(std::uint32_t i) const {
  static const std::set<std::string> words{
      "tiny",       "small",        "little",    "neighbouring",  "neighboring",   "fellow",      "nearby",      "communist",
      "fascist",    "socialist",    "nazi",      "imperial",      "revolutionary", "islamist",    "democratic",  "oil-rich",
      "distant",    "impoverished", "war-torn",  "landlocked",    "newly",         "independent", "sovereign",   "modern",
      "capitalist", "marxist",      "isolated",  "resource-rich", "non-aligned",   "neutral",     "island",      "gulf",
      "baltic",     "balkan",       "caribbean", "pacific",       "african",       "asian",       "european",    "arab",
      "secretive",  "reclusive",    "embattled", "like-minded",   "far-off",       "mighty",      "monarchical", "republican",
      "tsarist",    "czarist"};
  return mention_at_[i] == none && tokens_[i].kind == TokenKind::word && words.contains(folded(i));
}

std::uint32_t Finder::described_state(std::uint32_t i, std::uint32_t end) const {
  static const std::set<std::string> determiners{"its", "their", "his", "her", "the"};
  static const std::set<std::string> nouns{"neighbour", "neighbor", "neighbours", "neighbors", "rival",     "rivals",
                                           "patron",    "foe",      "adversary",  "archrival", "archenemy", "colony",
                                           "overlord",  "suzerain", "partner",    "partners"};
  if (!determiners.contains(folded(i)) || mention_at_[i] != none) return i;
  std::uint32_t k = i + 1;
  while (k < end && k - i < 5 && mention_at_[k] == none && tokens_[k].kind == TokenKind::word && !tokens_[k].has(token_flag::capitalised) &&
         !nouns.contains(folded(k)))
    ++k;
  if (k >= end || mention_at_[k] != none || !nouns.contains(folded(k)) || (folded(i) == "the" && k == i + 1)) return i;
  std::uint32_t name = k + 1;
  const bool comma = name + 1 < end && tokens_[name].word == w_.comma;
  if (comma) ++name;
  if (name < end && tokens_[name].word == w_.the) ++name;
  if (name >= end || mention_at_[name] == none) return i;
  const Mention& mention = mention_from(name);
  if (mention.entity == no_entity || analysis_.entities[mention.entity].cls != cls::State || mention.kind == MentionKind::adjective ||
      mention.kind == MentionKind::demonym || mention.end_token > end)
    return i;
  // "its neighbours, Norway signed": behind the comma only what ends with a mark or the clause
  if (comma && mention.end_token < end && tokens_[mention.end_token].kind != TokenKind::punctuation &&
      tokens_[mention.end_token].word != w_.and_)
    return i;
  return name;
}

void Finder::add_units(std::uint32_t first, std::uint32_t end) {
  std::uint32_t i = first;
  while (i < end) {
    if (mention_at_[i] != none && mention_from(i).end_token <= end && !words_only(mention_from(i))) {
      // "4 May 2011: Norway signed …" in a chronology is "On 4 May 2011, Norway signed …".
      const Mention& lead = mention_from(i);
      if (clause_.units.empty() && lead.kind == MentionKind::date && lead.end_token + 1 < end &&
          (tokens_[lead.end_token].word == w_.colon || tokens_[lead.end_token].word == w_.dash ||
           tokens_[lead.end_token].word == w_.hyphen)) {
        push_as(UnitKind::word, i, w_.on);
        i = add_mention(i, end);
        push_as(UnitKind::punctuation, i, w_.comma);
        ++i;
        continue;
      }
      // "the 2023 Amended Compact": the year is part of how it is called
      if (lead.kind == MentionKind::date && lead.end_token == i + 1 && lead.end_token < end && mention_at_[lead.end_token] != none &&
          !w_.determiners.has(tokens_[lead.end_token].word) && mention_from(lead.end_token).entity != no_entity &&
          analysis_.entities[mention_from(lead.end_token).entity].cls == cls::Agreement) {
        ++i;
        continue;
      }
      // "Norway's Erik Holm and Chile's Ana Reyes": persons, of whom the text says whose they are
      if (const std::uint32_t named = lead.end_token + 1; named < end && tokens_[lead.end_token].word == w_.possessive &&
                                                          mention_at_[named] != none && lead.entity != no_entity &&
                                                          analysis_.entities[lead.entity].cls == cls::State) {
        const Mention& person = mention_from(named);
        if (person.kind == MentionKind::person && person.name_first == named && person.entity != no_entity &&
            person.end_token > named + 1) {
          persons_of_states_.emplace_back(person.entity, lead.entity);
          i = named;
          continue;
        }
      }
      i = add_mention(i, end);
      // "the Asia-Pacific Economic Cooperation forum"
      static const std::set<std::string> kinds{"forum", "bloc", "grouping", "group", "alliance", "organisation", "organization"};
      if (i < end && clause_.units.back().classes.test(cls::Organization) && kinds.contains(folded(i))) {
        clause_.units.back().end_token = ++i;
        // "the G7 group of nations", "… of industrialised countries"
        static const std::set<std::string> members{"nations", "countries", "states", "economies", "powers"};
        for (std::uint32_t k = i; k + 1 < end && k - i < 4 && tokens_[i].word == w_.of && mention_at_[k + 1] == none; ++k)
          if (members.contains(folded(k + 1))) {
            clause_.units.back().end_token = i = k + 2;
            break;
          }
      }
      if (i < end && clause_.units.back().classes.test(cls::Person)) {
        // "James Melville, Jr. and Ana Reyes"
        static const std::set<std::string> younger{"jr", "jr.", "sr", "sr."};
        const std::uint32_t suffix = tokens_[i].word == w_.comma ? i + 1 : i;
        if (suffix < end && mention_at_[suffix] == none && younger.contains(folded(suffix)))
          clause_.units.back().end_token = i = suffix + 1;
        clause_.units.back().end_token = i = behind_companions(i, end);
      }
      continue;
    }
    // "the so-called Axis Pact"
    if (i + 3 < end && tokens_[i + 1].word == w_.hyphen && mention_at_[i] == none && folded(i) == "so" && folded(i + 2) == "called") {
      if (!clause_.units.empty() && clause_.units.back().word == w_.the && clause_.units.back().kind == UnitKind::word) {
        clause_.units.pop_back();
        clause_.verbs.pop_back();
      }
      i += 3;
      continue;
    }
    // "the Government of Norway" is the state, as "Norway's government" is.
    if (const std::uint32_t state = state_of_government(i, end); state > i) {
      add_mention(state, end);
      clause_.units.back().first_token = i;
      i = clause_.units.back().end_token;
      continue;
    }
    // "tiny Kuwait", "Fascist Italy": no rule need allow for the epithet.
    if (i + 1 < end && mention_at_[i + 1] != none && classes_of(mention_from(i + 1)).test(cls::State) && state_epithet(i)) {
      ++i;
      continue;
    }
    // "its northern neighbour Ecuador" is Ecuador.
    if (const std::uint32_t named = described_state(i, end); named > i) {
      i = named;
      continue;
    }
    // An article before a mention belongs to it.
    if (tokens_[i].word == w_.the && i + 1 < end && (mention_at_[i + 1] != none || state_of_government(i + 1, end) > i + 1)) {
      ++i;
      continue;
    }
    if (const std::uint32_t verb_end = add_verb(i, end); verb_end > i) {
      add_omitted(verb_end - 1);
      i = verb_end;
      continue;
    }
    Unit unit;
    unit.kind = tokens_[i].kind == TokenKind::punctuation ? UnitKind::punctuation : UnitKind::word;
    unit.first_token = i;
    unit.end_token = i + 1;
    unit.word = tokens_[i].word;
    if (tokens_[i].kind == TokenKind::number) unit.classes.set(pseudo::Number);  // which lets a slot {n: Number} take it
    if (!duration_at(i).empty()) unit.classes.set(pseudo::Duration);
    unit.clause_end = unit.word == w_.semicolon || unit.word == w_.colon || unit.word == w_.dash ||
                      (w_.subordinators.has(unit.word) && unit.kind == UnitKind::word && !is_preposition_use(i, end));
    push(unit);
    add_omitted(i);
    ++i;
  }
}

std::string Finder::duration_at(std::uint32_t i) const {
  if (tokens_[i].kind != TokenKind::word || i == 0) return {};
  const std::string unit = folded(i);
  if (unit != "years" && unit != "year" && unit != "months" && unit != "month" && unit != "weeks" && unit != "days") return {};
  const std::uint32_t number = document_.text(tokens_[i - 1]) == "-" && i > 1 ? i - 2 : i - 1;
  const std::string last = folded(number);
  if (decimal_value(last, 3) < 0 && cardinal_value(last) < 0) return {};
  const std::uint32_t first = number >= 2 && document_.text(tokens_[number - 1]) == "-" ? number - 2 : number;
  std::string words;
  for (std::uint32_t k = first; k <= i; ++k) words += (k > first ? " " : "") + folded(k);
  return duration_in(words);
}

bool Finder::is_preposition_use(std::uint32_t i, std::uint32_t end) const {
  if (i + 1 < end && folded(i) == "so" && folded(i + 1) == "far") return true;
  return i + 1 < end &&
         (tokens_[i + 1].kind == TokenKind::number || mention_at_[i + 1] != none || w_.determiners.has(tokens_[i + 1].word)) &&
         !w_.relative.has(tokens_[i].word) && !w_.conditionals.has(tokens_[i].word);
}

std::uint32_t Finder::add_mention(std::uint32_t first, std::uint32_t end) {
  const std::vector<std::uint32_t> members{static_cast<std::uint32_t>(mention_at_[first])};
  const Mention* mention = &analysis_.mentions[members.back()];
  ClassSet classes = classes_of(*mention);
  std::uint32_t i = mention->end_token;
  const bool adjective = classes.test(pseudo::Adjective);
  if (adjective) {
    // "the Iranian government", "British authorities": the state acts.
    if (i < end && w_.government.has(tokens_[i].word)) {
      classes = state_classes(mention->entity);
      ++i;
    }
  } else if (classes.test(cls::State) && i < end && w_.government.has(tokens_[i].word)) {
    ++i;
  } else if (classes.test(cls::State) && i + 1 < end && tokens_[i].word == w_.possessive && w_.government.has(tokens_[i + 1].word)) {
    i += 2;
  }
  if (classes.test(cls::Person)) i = person_of_state(*mention, i, end);
  Unit unit;
  unit.kind = UnitKind::mention;
  unit.first_token = first;
  unit.end_token = i;
  if (i == first + 1) unit.word = tokens_[first].word;
  unit.classes = classes;
  unit.group = static_cast<std::uint32_t>(clause_.groups.size());
  clause_.groups.push_back(members);
  push(unit);
  if (mention->kind == MentionKind::pronoun && i == first + 1 && folded(first) == "its")
    push_as(UnitKind::punctuation, first, w_.possessive);
  return i;
}

std::uint32_t Finder::person_of_state(const Mention& person, std::uint32_t i, std::uint32_t end) {
  if (i + 1 >= end || tokens_[i].word != w_.of) return i;
  const std::uint32_t at = tokens_[i + 1].word == w_.the && i + 2 < end ? i + 2 : i + 1;
  if (mention_at_[at] == none) return i;
  const Mention& state = mention_from(at);
  if (state.entity == no_entity || analysis_.entities[state.entity].cls != cls::State || state.kind == MentionKind::adjective ||
      state.end_token > end)
    return i;
  if (state.end_token < end && (tokens_[state.end_token].word == w_.possessive || tokens_[state.end_token].word == w_.apostrophe)) return i;
  const auto& units = clause_.units;
  const bool listed = units.size() >= 2 && (units.back().word == w_.and_ || units.back().word == w_.comma) &&
                      units[units.size() - 2].kind == UnitKind::mention && units[units.size() - 2].classes.test(cls::Person);
  if (person.entity != no_entity) persons_of_states_.emplace_back(person.entity, state.entity);
  if (listed && person.entity != no_entity) {
    const EntityIndex other = mention(clause_.groups[units[units.size() - 2].group][0]).entity;
    const bool official = std::any_of(analysis_.claims.begin(), analysis_.claims.end(), [&](const Claim& claim) {
      return claim.property == prop::officialOf && claim.subject == other && claim.plain() && claim.object != state.entity;
    });
    if (official) {
      Claim claim;
      claim.subject = person.entity;
      claim.property = prop::officialOf;
      claim.object = state.entity;
      claim.evidence.push_back({"listed-officials", clause_.span, 0.8});
      analysis_.add(std::move(claim));
    }
  }
  return state.end_token;
}

std::uint32_t Finder::behind_companions(std::uint32_t i, std::uint32_t end) const {
  static const std::set<std::string> determiners{"his",     "her",   "their", "a",      "an",  "the",
                                                 "several", "other", "some",  "senior", "two", "three"};
  static const std::set<std::string> companions{
      "wife",        "husband",  "spouse",     "entourage",  "delegation", "team",        "party",    "family",    "daughter",
      "son",         "children", "aides",      "colleagues", "ministers",  "officials",   "advisers", "advisors",  "retinue",
      "suite",       "staff",    "group",      "companion",  "companions", "guests",      "fiancee",  "partner",   "consort",
      "delegations", "members",  "executives", "envoys",     "diplomats",  "businessmen", "aide",     "secretary", "interpreter"};
  if (i + 2 >= end || tokens_[i].word != w_.and_ || mention_at_[i] != none || !determiners.contains(folded(i + 1))) return i;
  std::uint32_t k = i + 2, noun = i;
  while (k < end && k - i < 8 && mention_at_[k] == none && tokens_[k].kind == TokenKind::word && !tokens_[k].has(token_flag::capitalised)) {
    if (companions.contains(folded(k)))
      noun = k;
    else if (noun > i && folded(k) != "of" && folded(k - 1) != "of" && tokens_[k - 1].word != w_.and_ && tokens_[k].word != w_.and_)
      break;
    ++k;
  }
  if (noun == i) return i;
  // "and his wife Laura": a name that stands for nobody known
  while (k < end && k - noun < 5 && mention_at_[k] == none && tokens_[k].kind == TokenKind::word && tokens_[k].has(token_flag::capitalised))
    ++k;
  // What they do follows.
  if (k >= end || mention_at_[k] != none || tokens_[k].kind != TokenKind::word) return i;
  if (w_.be.has(tokens_[k].word) || w_.have.has(tokens_[k].word) || w_.modals.has(tokens_[k].word) || adverb(k)) return k;
  return rules_.verb_forms(tokens_[k].word).empty() ? i : k;
}

void Finder::coordinate() {
  allies_.clear();
  std::vector<Unit> units;
  std::vector<VerbInfo> verbs;
  for (std::size_t i = 0; i < clause_.units.size(); ++i) {
    Unit unit = clause_.units[i];
    if (unit.kind == UnitKind::mention && listable(unit) && !body_of_members(i)) {
      std::size_t at = i + 1;
      const bool semicolons = semicolon_list(i);
      while (at < clause_.units.size()) {
        std::size_t k = at;
        bool separator = false, conjunction = false;
        if (clause_.units[k].word == w_.comma || (semicolons && clause_.units[k].word == w_.semicolon)) ++k, separator = true;
        if (k < clause_.units.size() && is_conjunction(clause_.units[k])) ++k, conjunction = true;
        if (!separator && !conjunction) break;
        // "… received by A and B, and he signed": a pronoun of the subject
        static const std::set<std::string> subjects{"he", "she", "they", "it", "we", "i"};
        if (conjunction && k < clause_.units.size() && k > 0 && subjects.contains(first_word(k)) &&
            clause_.units[k].end_token == clause_.units[k].first_token + 1) {
          clause_.units[k - 1].clause_end = true;
          break;
        }
        // "the U.S.-Japan and U.S.-Korea alliances"
        if (conjunction && i > 0 && clause_.units[i - 1].word == w_.hyphen && k + 1 < clause_.units.size() &&
            clause_.units[k + 1].word == w_.hyphen)
          break;
        bool ally = false, description = false;
        const std::size_t peer = k;
        if (conjunction && unit.classes.test(cls::Person)) k = behind_counterpart(k);
        while (k < clause_.units.size() && clause_.units[k].kind == UnitKind::word && clause_.units[k].word != w_.that &&
               (w_.determiners.has(clause_.units[k].word) || clause_.units[k].word == w_.former ||
                (conjunction && w_.relations.has(clause_.units[k].word)))) {  // "and its ally Chile"
          ally = ally || in_phrases("allied", static_cast<std::uint32_t>(k));
          const std::string_view word = first_written(k);
          // "France, an EU member"; but "signed a treaty and an agreement"
          description = description || ((word == "a" || word == "an") && !(conjunction && unit.classes.test(cls::Agreement)));
          ++k;
        }
        if (k >= clause_.units.size() || description) break;
        const Unit& next = clause_.units[k];
        if (next.kind != UnitKind::mention || !listable(next) || unit.classes.test(cls::Alignment) != next.classes.test(cls::Alignment) ||
            ((unit.classes & next.classes & table_).none() && !(public_actor(unit) && public_actor(next)) && !destinations(unit, next, i)))
          break;
        // "Albania, Ukraine and the EFTA countries Iceland and Norway": not EFTA, but states of it
        static const std::set<std::string> belonging{"countries", "states",   "nations",   "members",
                                                     "member",    "partners", "ministers", "leaders"};
        if (next.classes.test(cls::Organization) && unit.classes.test(cls::State) && k + 1 < clause_.units.size() &&
            clause_.units[k + 1].kind == UnitKind::word && belonging.contains(fold_word(first_written(k + 1))))
          break;
        // "Russia, Belarus, Ukraine's occupied regions and Myanmar": what a state has is no item, but the list goes on behind it.
        if (const std::size_t behind = behind_possession(k); behind > k && separator && !conjunction && unit.classes.test(cls::State)) {
          at = behind;
          continue;
        }
        // "France, an ally of Greece, and Turkey met": the comma before "and" closes the insertion.
        if (separator && conjunction && clause_.groups[unit.group].size() == 1 && closes_relation(i)) break;
        // "After A attacked B, C and D attacked A": a new clause.
        if (!conjunction && ends_fronted_clause(i, k)) break;
        // "A imposed sanctions on B, and C and D followed": so too
        if (conjunction && separator && at == i + 1 && begins_second_clause(i, k)) {
          clause_.units[at + 1].clause_end = true;
          break;
        }
        // "X, Y" without "and" further on is an apposition or the next clause, no list.
        // (Behind a colon it is a list: "the parties are: A, B, C.")
        const bool listed = semicolons || (i > 0 && clause_.units[i - 1].word == w_.colon) || asyndetic_states(i) || pair_of_headline(i, k);
        if (!conjunction && !listed && !list_continues(k + 1)) break;
        if (peer < k && unit.classes.test(cls::Official)) counterpart_of_state(peer, k);
        auto& group = clause_.groups[unit.group];
        const auto& more = clause_.groups[next.group];
        if (ally) allies_.push_back({group.back(), more.front()});
        group.insert(group.end(), more.begin(), more.end());
        // States and organisations in one list: a slot for either takes it, and each claim is checked against the property.
        if ((public_actor(unit) && public_actor(next)) || destinations(unit, next, i))
          unit.classes |= next.classes;
        else
          unit.classes &= next.classes;
        unit.end_token = next.end_token;
        unit.word = unknown_word;
        at = k + 1;
      }
      if (public_actor(unit) && clause_.groups[unit.group].size() >= 2)
        if (const std::size_t others = behind_others(at); others > at) {
          unit.end_token = clause_.units[others - 1].end_token;
          at = others;
        }
      i = at - 1;
    }
    units.push_back(unit);
    verbs.push_back(clause_.verbs[i]);
  }
  // A verb's own remarks stay with it: units between were mentions and marks.
  clause_.units = std::move(units);
  clause_.verbs = std::move(verbs);
  // "… and imposed …": the verb's subject is not the noun right before "and".
  for (std::size_t i = 0; i + 1 < clause_.units.size(); ++i)
    if (is_conjunction(clause_.units[i]) && clause_.units[i + 1].kind == UnitKind::verb && clause_.units[i + 1].form == VerbForm::finite)
      clause_.units[i].clause_end = true;
}

bool Finder::closes_relation(std::size_t name) const {
  if (name < 4 || clause_.units[name - 1].kind != UnitKind::word || first_word(name - 1) != "of") return false;
  for (std::size_t i = name - 1; i-- > 1 && name - i < 8;) {
    if (clause_.units[i].kind == UnitKind::mention || clause_.units[i].kind == UnitKind::verb) return false;
    if (clause_.units[i].word != w_.comma) continue;
    const std::string_view article = first_written(i + 1);
    return clause_.units[i - 1].kind == UnitKind::mention &&
           (article == "a" || article == "an" || article == "another" || article == "the");
  }
  return false;
}

bool Finder::asyndetic_states(std::size_t first) const {
  const auto& units = clause_.units;
  std::size_t count = 0, k = first;
  while (k < units.size() && units[k].kind == UnitKind::mention && units[k].classes.test(cls::State) &&
         !units[k].classes.test(pseudo::Adjective)) {
    ++count;
    if (k + 1 >= units.size() || units[k + 1].word != w_.comma)
      return count >= 4 && (k + 1 >= units.size() || units[k + 1].kind == UnitKind::punctuation);
    k += 2;
  }
  return false;
}

bool Finder::pair_of_headline(std::size_t first, std::size_t second) const {
  const auto& units = clause_.units;
  if (first != 0 || second != 2 || second + 1 >= units.size() || !is_finite(second + 1)) return false;
  const auto state = [&](const Unit& unit) { return unit.classes.test(cls::State) && !unit.classes.test(pseudo::Adjective); };
  return state(units[first]) && state(units[second]) && first_word(second + 1) == rules_.lemma_name(units[second + 1].lemma);
}

bool Finder::ends_fronted_clause(std::size_t object, std::size_t next) const {
  const auto& units = clause_.units;
  if (object < 3 || units[0].kind != UnitKind::word || !w_.subordinators.has(units[0].word)) return false;
  for (std::size_t k = 0; k < object; ++k)
    if (units[k].word == w_.comma) return false;
  bool verb = false;
  for (std::size_t k = 1; k < object; ++k) verb = verb || is_finite(k) || unknown_verb(k);
  if (!verb) return false;
  std::size_t end = next;
  while (end < units.size() && (units[end].kind == UnitKind::mention || units[end].word == w_.comma || is_conjunction(units[end]) ||
                                (units[end].kind == UnitKind::word && w_.determiners.has(units[end].word))))
    ++end;
  return end < units.size() && (is_finite(end) || unknown_past(end));
}

bool Finder::semicolon_list(std::size_t first) const {
  const auto& units = clause_.units;
  static constexpr std::size_t fewest = 3;
  std::size_t marks = 0;
  for (std::size_t k = first; k < units.size(); ++k) {
    while (k < units.size() && units[k].kind == UnitKind::word && w_.determiners.has(units[k].word)) ++k;
    if (k >= units.size() || units[k].kind != UnitKind::mention || !units[k].classes.test(cls::State) ||
        units[k].classes.test(pseudo::Adjective))
      return false;
    if (++k >= units.size() || (units[k].word != w_.semicolon && units[k].word != w_.comma)) return marks >= fewest - 1;
    marks += units[k].word == w_.semicolon ? 1U : 0U;
    if (k + 1 < units.size() && is_conjunction(units[k + 1])) return marks >= fewest - 1 && units[k].word == w_.semicolon;
  }
  return false;
}

std::size_t Finder::behind_others(std::size_t at) const {
  static const std::set<std::string> nouns{"states", "countries", "nations", "members", "governments", "partners", "parties"};
  const auto& units = clause_.units;
  std::size_t k = at;
  if (k < units.size() && units[k].word == w_.comma) ++k;
  if (k >= units.size() || !is_conjunction(units[k])) return at;
  bool other = false;
  for (++k; k < units.size() && k - at < 6 && units[k].kind == UnitKind::word; ++k) {
    const std::string word = first_word(k);
    if (other && nouns.contains(word)) return k + 1;
    other = other || word == "other" || word == "more";
  }
  return at;
}

void Finder::counterpart_of_state(std::size_t first, std::size_t person) {
  for (std::size_t k = first; k < person; ++k) {
    if (!clause_.units[k].classes.test(pseudo::Adjective)) continue;
    const EntityIndex state = mention(clause_.groups[clause_.units[k].group][0]).entity;
    const EntityIndex who = mention(clause_.groups[clause_.units[person].group][0]).entity;
    const bool counterpart = first_word(k + 1) == "counterpart" || first_word(k + 1) == "colleague";
    if (counterpart && state != no_entity && who != no_entity && analysis_.entities[state].cls == cls::State &&
        analysis_.entities[who].cls == cls::Person)
      analysis_.add(who, prop::officialOf, state, {"counterpart-of-official", clause_.span, 0.85});
  }
}

bool Finder::destinations(const Unit& a, const Unit& b, std::size_t first) const {
  const bool mixed =
      (a.classes.test(cls::Place) && b.classes.test(cls::State)) || (a.classes.test(cls::State) && b.classes.test(cls::Place));
  if (!mixed || first == 0) return false;
  if (rules_lemma(first - 1, "visit") || rules_lemma(first - 1, "tour")) return true;
  if (first_word(first - 1) != "to") return false;
  static const std::set<std::string> journeys{"visit", "visits", "trip", "trips", "tour", "journey"};
  for (std::size_t k = first - 1; k-- > 0 && first - k < 5;)
    if (rules_lemma(k, "travel") || rules_lemma(k, "fly") || rules_lemma(k, "go") || journeys.contains(first_word(k))) return true;
  return false;
}

bool Finder::begins_second_clause(std::size_t object, std::size_t next) const {
  const auto& units = clause_.units;
  std::size_t verb = object;
  while (verb > 0 && units[verb].kind != UnitKind::verb) {
    if (units[verb].kind == UnitKind::punctuation && units[verb].word != w_.possessive) return false;
    --verb;
  }
  if (!is_finite(verb) || in_list("reporting", units[verb].word)) return false;
  // What governs a clause of its own: "that A and B", "which A and B"
  for (std::size_t k = verb + 1; k < object; ++k)
    if (units[k].clause_end || w_.relative.has(units[k].word)) return false;
  std::size_t end = next;
  while (end < units.size() && (units[end].kind == UnitKind::mention || units[end].word == w_.comma || is_conjunction(units[end]) ||
                                (units[end].kind == UnitKind::word && w_.determiners.has(units[end].word))))
    ++end;
  return end < units.size() && units[end - 1].kind == UnitKind::mention &&
         (is_finite(end) || unknown_past(end) || w_.do_.has(units[end].word));
}

std::size_t Finder::behind_counterpart(std::size_t k) const {
  const auto& units = clause_.units;
  static const std::set<std::string> peers{"counterpart", "colleague", "homologue", "host",   "successor",  "peer",
                                           "wife",        "husband",   "spouse",    "deputy", "predecessor"};
  std::size_t i = k;
  const auto word = [&](std::size_t u) { return u < units.size() ? first_word(u) : std::string(); };
  if (word(i) != "his" && word(i) != "her" && word(i) != "the") return k;
  ++i;
  if (word(i) == "visiting" || word(i) == "incoming") {
    ++i;
    if (i < units.size() && units[i].kind == UnitKind::mention && units[i].classes.test(cls::Person)) return i;
  }
  while (i < units.size() && i - k < 4 && !peers.contains(word(i)) &&
         (units[i].kind == UnitKind::word || units[i].classes.test(pseudo::Adjective)))
    ++i;
  if (!peers.contains(word(i))) return k;
  ++i;
  // "his Chilean counterpart at the time, Y"
  if (word(i) == "at" && word(i + 1) == "the" && word(i + 2) == "time") i += 3;
  if (i < units.size() && units[i].word == w_.comma) ++i;
  return i < units.size() && units[i].kind == UnitKind::mention && units[i].classes.test(cls::Person) ? i : k;
}

bool Finder::listable(const Unit& unit) const {
  return !unit.classes.test(pseudo::Date) && !unit.classes.test(pseudo::Adjective) &&
         !(unit.end_token == unit.first_token + 1 && w_.relative.has(unit.word));  // "the treaty, which A and B signed"
}

bool Finder::list_continues(std::size_t at) const {
  for (std::size_t steps = 0; at < clause_.units.size() && steps < 30; ++steps) {
    if (clause_.units[at].word == w_.comma) ++at;
    if (at < clause_.units.size() && is_conjunction(clause_.units[at])) return true;
    while (at < clause_.units.size() && clause_.units[at].kind == UnitKind::word &&
           (clause_.units[at].word == w_.the || clause_.units[at].word == w_.former))
      ++at;
    if (at >= clause_.units.size() || clause_.units[at].kind != UnitKind::mention) return false;
    at = std::max(at + 1, behind_possession(at));
  }
  return false;
}

bool Finder::body_of_members(std::size_t i) const {
  static const std::set<std::string> members{"states", "countries", "members", "nations", "signatories"};
  return i >= 2 && clause_.units[i].classes.test(cls::Organization) && first_word(i - 1) == "of" &&
         members.contains(fold_word(first_written(i - 2))) && i + 2 < clause_.units.size() && clause_.units[i + 1].word == w_.comma &&
         clause_.units[i + 2].classes.test(cls::State);
}

std::size_t Finder::behind_possession(std::size_t k) const {
  const auto& units = clause_.units;
  const auto state = [&](std::size_t n) {
    return n < units.size() && units[n].kind == UnitKind::mention && units[n].classes.test(cls::State);
  };
  if (!state(k) || k + 2 >= units.size() || units[k + 1].word != w_.possessive) return k;
  std::size_t comma = k + 2;
  while (comma < units.size() && units[comma].kind == UnitKind::word && units[comma].word != w_.comma && !is_conjunction(units[comma]) &&
         comma - k < 6)
    ++comma;
  if (comma == k + 2 || comma >= units.size() || units[comma].word != w_.comma) return k;
  std::size_t next = comma + 1;
  if (next < units.size() && is_conjunction(units[next])) ++next;
  return state(next) ? comma : k;
}

void Finder::push_as(UnitKind kind, std::uint32_t token, WordId word) {
  Unit unit;
  unit.kind = kind;
  unit.first_token = token;
  unit.end_token = token + 1;
  unit.word = word;
  push(unit);
}

ClassSet Finder::state_classes(EntityIndex entity) const {
  if (entity == no_entity) return {};
  const Entity& e = analysis_.entities[entity];
  return ontology_[e.type].with_ancestors | ontology_[e.cls].with_ancestors;
}

bool Finder::adverb(std::uint32_t i) const {
  static const std::set<std::string> adjectives{"likely", "unlikely", "friendly", "costly", "deadly", "orderly", "timely"};
  if (adjectives.contains(folded(i))) return false;
  return w_.adverbs.has(tokens_[i].word) || (tokens_[i].kind == TokenKind::word && document_.text(tokens_[i]).ends_with("ly") &&
                                             rules_.verb_forms(tokens_[i].word).empty() && !tokens_[i].has(token_flag::capitalised));
}

bool Finder::adverbial_pair(std::uint32_t i, std::uint32_t end) const {
  static const std::set<std::string> pairs{"so far", "in fact", "at last", "at least",  "in turn",    "as yet",     "to date",
                                           "by now", "by then", "of late", "of course", "long since", "once again", "once more"};
  return i + 1 < end && mention_at_[i] == none && mention_at_[i + 1] == none && pairs.contains(folded(i) + " " + folded(i + 1));
}

std::uint32_t Finder::add_verb(std::uint32_t first, std::uint32_t end) {
  VerbInfo info;
  bool be = false, have = false, modal = false, to = false, being = false, auxiliary = false;
  std::uint32_t i = first;
  if (tokens_[i].word == w_.to) {
    to = true;
    ++i;
  }
  for (; i < end && i - first < 8; ++i) {
    const WordId word = tokens_[i].word;
    // "not only signed it but …" denies nothing.
    // "nearly signed", "almost signed": it did not.
    if (i + 1 < end && mention_at_[i + 1] == none && !rules_.verb_forms(tokens_[i + 1].word).empty())
      if (const std::string_view text = document_.text(tokens_[i]); text == "nearly" || text == "almost") info.polarity = Polarity::negated;
    if (word == w_.neither) info.polarity = Polarity::negated;
    if (w_.negators.has(word) && !(i + 1 < end && document_.text(tokens_[i + 1]) == "only")) info.polarity = Polarity::negated;
    if (w_.modals.has(word)) {
      modal = auxiliary = true;
      if (w_.possible_modals.has(word))
        info.modality = Modality::possible;
      else if (w_.desired_modals.has(word))
        info.modality = Modality::desired;
      else if (w_.future.has(word))
        info.modality = Modality::planned;
      else if (future_in_past(i, end))
        info.modality = Modality::asserted;
      else
        info.modality = Modality::hypothetical;
    } else if (w_.be.has(word)) {
      be = auxiliary = true;
      being = being || document_.text(tokens_[i]) == "being";
    } else if (w_.have.has(word)) {
      // "has been signed", "has signed": an auxiliary only before another verb form
      have = auxiliary = true;
    } else if (w_.do_.has(word)) {
      auxiliary = true;
    } else if (adverb(i) && (auxiliary || to || i > first || next_is_verb(i, end))) {
      if (i == first && !next_is_verb(i, end)) return first;
    } else if (i > first && i + 2 < end && tokens_[i + 1].word == w_.hyphen && document_.text(tokens_[i]) == "re") {
      ++i;  // "was re-elected"
    } else if (auxiliary && adverbial_pair(i, end)) {
      ++i;  // "has so far refused", "has in fact signed"
    } else {
      break;
    }
  }
  if (i >= end || mention_at_[i] != none) return copula(first, i, be, info);
  const auto readings = rules_.verb_forms(tokens_[i].word);
  if (readings.empty()) return copula(first, i, be, info);
  std::uint8_t forms = 0;
  for (const VerbReading& r : readings) forms |= r.forms;
  Unit unit;
  unit.kind = UnitKind::verb;
  unit.first_token = first;
  unit.end_token = i + 1;
  unit.word = tokens_[i].word;
  unit.lemma = readings[0].lemma;
  const bool participle = (forms & verb_bit::participle) != 0, gerund = (forms & verb_bit::gerund) != 0,
             base = (forms & verb_bit::base) != 0;
  const bool past = (forms & verb_bit::past) != 0, third = (forms & verb_bit::third) != 0;
  if (to) {
    if (be && participle)
      unit.passive = true;
    else if (!base && !(have && participle))
      return first;
    unit.form = VerbForm::infinitive;
  } else if (modal && base && !be && !have) {
    unit.form = VerbForm::finite;
  } else if (be && participle && !(gerund && !participle)) {
    unit.passive = true;
    unit.form = being && first_is_gerund(first) ? VerbForm::gerund : VerbForm::finite;
  } else if (have && participle) {
    unit.form = VerbForm::finite;
  } else if (be && gerund && folded(i) == "founding") {
    return copula(first, i, be, info);  // "are founding members"
  } else if (be && gerund) {
    unit.form = VerbForm::finite;
  } else if (auxiliary && base && !be) {
    unit.form = VerbForm::finite;
  } else if (auxiliary) {
    return copula(first, i, be, info);
  } else if (gerund) {
    if (noun_like(i, end) && !has_object_behind_preposition(i, end)) return first;
    unit.form = VerbForm::gerund;
  } else if (past || participle) {
    const bool after_noun = !clause_.units.empty();
    const bool linked = i + 1 < end && (w_.linking_prepositions.has(tokens_[i + 1].word) ||
                                        (mention_at_[i + 1] != none && mention_from(i + 1).kind == MentionKind::date));
    const bool after_comma = after_noun && clause_.units.back().word == w_.comma;
    const bool subject_is_thing =
        after_noun && clause_.units.back().kind == UnitKind::mention && clause_.units.back().classes.test(cls::Instrument);
    const bool actor_before =
        after_noun && clause_.units.back().kind == UnitKind::mention && (clause_.units.back().classes.test(cls::Actor));
    // "Ghana's president, Nana Adu, arrived in Berlin": who arrives is not arrived
    static const std::set<std::string> intransitive{"arrive", "depart", "come",   "go",     "travel", "meet", "speak",
                                                    "die",    "fly",    "land",   "return", "stop",   "stay", "serve",
                                                    "work",   "live",   "appear", "remain", "rise",   "sit"};
    const bool goes =
        past && intransitive.contains(std::string(rules_.lemma_name(unit.lemma))) && !(i + 1 < end && tokens_[i + 1].word == w_.by);
    if (goes)
      unit.form = VerbForm::finite;
    else if (participle && !past && !base)  // "come" is a finite verb too
      unit.form = VerbForm::participle;
    else if (participle && linked && !actor_before &&
             (subject_is_thing || after_comma || (after_noun && clause_.units.back().kind == UnitKind::word)))
      unit.form = VerbForm::participle;
    else if (participle && i + 1 < end && tokens_[i + 1].word == w_.by)
      unit.form = VerbForm::participle;
    else
      unit.form = VerbForm::finite;
    if (participle && after_noun && clause_.units.back().kind == UnitKind::word && w_.determiners.has(clause_.units.back().word) &&
        !w_.relative.has(clause_.units.back().word))
      return first;
  } else if (third || base) {
    if (noun_like(i, end) || (first == i && names_acts(i, end))) return first;
    unit.form = VerbForm::finite;
  }
  clause_.units.push_back(unit);
  clause_.verbs.push_back(info);
  return i + 1;
}

bool Finder::future_in_past(std::uint32_t would, std::uint32_t end) const {
  static const std::set<std::string> times{"later", "eventually", "subsequently", "ultimately"};
  if (would + 1 >= end || folded(would) != "would") return false;
  const bool on = would + 3 < end && folded(would + 1) == "go" && folded(would + 2) == "on" && tokens_[would + 3].word == w_.to;
  if (!on && !times.contains(folded(would + 1))) return false;
  // "…, who would later become president"
  if (!clause_.units.empty() && clause_.units.back().word != w_.that && w_.relative.has(clause_.units.back().word)) return true;
  // "promised she would later sign": not where another verb stands before
  return std::none_of(clause_.units.begin(), clause_.units.end(), [&](const Unit& unit) {
    return (unit.kind == UnitKind::verb && unit.form != VerbForm::participle) || unit.word == w_.that || w_.conditionals.has(unit.word) ||
           (unit.kind == UnitKind::word && in_list("reporting", unit.word));
  });
}

std::uint32_t Finder::copula(std::uint32_t first, std::uint32_t i, bool be, VerbInfo info) {
  if (i == first) return first;
  const bool have = !be && has_have(first, i);
  if (!be && !have) return first;
  std::uint32_t last = i;
  while (last > first && !(be ? w_.be.has(tokens_[last - 1].word) : w_.have.has(tokens_[last - 1].word))) --last;
  const std::uint32_t stop = i;
  if (last <= first) return first;
  Unit unit;
  unit.kind = UnitKind::verb;
  unit.first_token = first;
  unit.end_token = stop;
  unit.word = tokens_[last - 1].word;
  unit.lemma = rules_.find_lemma(be ? "be" : "have");
  unit.form = tokens_[first].word == w_.to ? VerbForm::infinitive : VerbForm::finite;
  clause_.units.push_back(unit);
  clause_.verbs.push_back(info);
  return stop;
}

bool Finder::has_have(std::uint32_t first, std::uint32_t end) const {
  for (std::uint32_t i = first; i < end; ++i)
    if (w_.have.has(tokens_[i].word)) return true;
  return false;
}

bool Finder::next_is_verb(std::uint32_t i, std::uint32_t end) const {
  for (++i; i < end; ++i) {
    if (w_.be.has(tokens_[i].word) || w_.have.has(tokens_[i].word) || w_.modals.has(tokens_[i].word) || w_.do_.has(tokens_[i].word))
      return true;
    if (!adverb(i)) return mention_at_[i] == none && !rules_.verb_forms(tokens_[i].word).empty();
  }
  return false;
}

bool Finder::has_object_behind_preposition(std::uint32_t i, std::uint32_t end) const {
  if (clause_.units.empty() || clause_.units.back().kind != UnitKind::word || w_.determiners.has(clause_.units.back().word)) return false;
  const std::string before = folded(i - 1);
  static const std::set<std::string> prepositions{"from", "by", "without", "before", "after", "against", "of", "for", "in", "besides"};
  if (!prepositions.contains(before)) return false;
  // "imposing further sanctions on Norway": its object may be a noun, with the name behind it.
  for (std::uint32_t object = i + 1; object < end && object - i < 6; ++object) {
    if (mention_at_[object] != none) return true;
    if (tokens_[object].kind == TokenKind::punctuation || (tokens_[object].word == w_.of && object == i + 1)) return false;
  }
  return false;
}

bool Finder::names_acts(std::uint32_t i, std::uint32_t end) const {
  if (clause_.units.empty() || clause_.units.back().kind != UnitKind::mention || i + 1 >= end || !document_.text(tokens_[i]).ends_with("s"))
    return false;
  static const std::set<std::string> behind{"on",  "against", "since", "from",   "by",       "to",      "were",
                                            "are", "have",    "had",   "remain", "remained", "imposed", "over"};
  return in_list("acts", tokens_[i].word) && behind.contains(folded(i + 1));
}

bool Finder::noun_like(std::uint32_t i, std::uint32_t end) const {
  const bool of_after = i + 1 < end && tokens_[i + 1].word == w_.of;
  // "a NATO ally", "Norway's old allies": a verb only before the partner
  if (const std::string word = folded(i); word == "ally" || word == "allies") {
    static const std::set<std::string> partner{"with", "itself", "themselves", "himself", "herself"};
    if (i + 1 >= end || !partner.contains(folded(i + 1))) return true;
  }
  if (clause_.units.empty()) return of_after;
  const Unit& before = clause_.units.back();
  if (before.kind == UnitKind::word && w_.noun_before.has(before.word)) return true;
  if (before.kind == UnitKind::punctuation && (before.word == w_.possessive || before.word == w_.apostrophe)) return true;
  if (before.kind == UnitKind::mention && before.classes.test(pseudo::Adjective)) return true;
  if (before.kind == UnitKind::word && tokens_[before.first_token].kind == TokenKind::word && !w_.subordinators.has(before.word) &&
      of_after)
    return true;
  return false;
}

}  // namespace pacta::relations
