#include <algorithm>
#include <set>

#include "parser/numerals.h"
#include "parser/relations/finder.h"

namespace pacta::relations {

bool Finder::names_actor(std::uint32_t i) const {
  if (mention_at_[i] == none) return false;
  const Mention& m = mention_from(i);
  return m.entity != no_entity && m.kind != MentionKind::adjective && m.kind != MentionKind::demonym &&
         (analysis_.entities[m.entity].cls == cls::State || analysis_.entities[m.entity].cls == cls::Organization);
}

std::uint32_t Finder::read_list(std::uint32_t i, std::uint32_t end, std::vector<std::pair<std::uint32_t, std::uint32_t>>& names,
                                std::size_t& count) const {
  std::uint32_t last = i;
  count = 0;
  while (i < end) {
    if (tokens_[i].word == w_.the && i + 1 < end) ++i;
    std::uint32_t behind = i;
    if (names_actor(i)) {
      behind = mention_from(i).end_token;
      names.emplace_back(i, behind);
    } else {
      while (behind < end && tokens_[behind].kind == TokenKind::word && tokens_[behind].has(token_flag::capitalised) && behind - i < 4)
        ++behind;
      if (behind == i && (folded(i) == "others" || folded(i) == "more")) return i + 1;
      if (behind == i) break;
    }
    ++count;
    last = behind;
    i = behind;
    if (i < end && tokens_[i].word == w_.comma) ++i;
    if (i < end && tokens_[i].word == w_.and_) ++i;
    if (i == behind) break;
  }
  return last;
}

std::optional<std::uint32_t> Finder::group_phrase(std::uint32_t noun, std::uint32_t from, int& number) const {
  static const std::set<std::string> articles{"the", "these", "those", "a"};
  static const std::set<std::string> parts{"none", "neither", "one",    "two",  "three",   "four", "few", "most",     "half",   "some",
                                           "any",  "many",    "either", "each", "several", "five", "six", "majority", "number", "third"};
  static const std::set<std::string> exceptions{"except", "but", "excluding", "unlike", "without", "than", "no",
                                                "not",    "any", "besides",   "few",    "if",      "nor",  "neither"};
  static const std::set<std::string> stops{"by",   "to",    "in",    "on",   "at",      "with",  "from",  "for",   "and",    "or",
                                           "that", "which", "who",   "as",   "was",     "were",  "is",    "are",   "has",    "have",
                                           "had",  "when",  "while", "into", "between", "among", "under", "after", "before", "because"};
  std::uint32_t i = noun;
  while (i > from && noun - i <= 6) {
    const std::uint32_t before = i - 1;
    const std::string word = folded(before);
    if (exceptions.contains(word)) return std::nullopt;
    const bool named = mention_at_[before] != none;
    const MentionKind kind = named ? mention_from(before).kind : MentionKind::name;
    const bool adjective = named && (kind == MentionKind::adjective || kind == MentionKind::demonym);
    // "six Warsaw Pact states", "16 NATO member countries": a body's name is part of the phrase
    if (named && !adjective && mention_from(before).end_token != noun + 1) {
      const EntityIndex body = mention_from(before).entity;
      if (body == no_entity || analysis_.entities[body].cls != cls::Organization || noun - before > 3 || tokens_[before].word == w_.comma)
        break;
      const auto start = static_cast<std::uint32_t>(mention_from(before).first_token);
      if (start <= from) break;
      const std::string lead = folded(start - 1);
      if (cardinal_value(lead) < 0 && decimal_value(lead, 3) < 0 && lead != "other") break;
      i = start;
      continue;
    }
    if (word == "of") {
      if (before > from && parts.contains(folded(before - 1))) return std::nullopt;
      if (before > from && folded(before - 1) == "total") i = before > from + 1 && folded(before - 2) == "a" ? before - 2 : before - 1;
      break;
    }
    if (decimal_value(word, 3) > 0) number = decimal_value(word, 3);
    if (cardinal_value(word) > 0) number = cardinal_value(word);
    if (tokens_[before].kind == TokenKind::punctuation && document_.text(tokens_[before]) != "-") break;
    if (articles.contains(word)) {
      i = before;
      if (i > from && (folded(i - 1) == "all" || folded(i - 1) == "both")) --i;
      if (i > from + 1 && folded(i - 1) == "of") {
        if (parts.contains(folded(i - 2))) return std::nullopt;
        if (folded(i - 2) == "all") i -= 2;
      }
      if (i > from && exceptions.contains(folded(i - 1))) return std::nullopt;
      break;
    }
    if (stops.contains(word) || (!adjective && cardinal_value(word) < 0 && !rules_.verb_forms(tokens_[before].word).empty())) break;
    i = before;
  }
  return i;
}

std::vector<Finder::ListedGroup> Finder::listed_groups(const Sentence& sentence) const {
  static const std::set<std::string> nouns{"states",  "countries", "nations",  "governments", "powers",     "republics",
                                           "members", "parties",   "capitals", "signatories", "neighbours", "neighbors"};
  std::vector<ListedGroup> found;
  const std::uint32_t begin = sentence.first_token, end = sentence.end_token;
  for (std::uint32_t noun = begin; noun + 3 < end; ++noun) {
    if (mention_at_[noun] != none) {
      const EntityIndex named = mention_from(noun).entity;
      const std::uint32_t last = std::max(noun, mention_from(noun).end_token - 1);
      // "the Commonwealth of Independent States" is no group; "the Nordic countries" are.
      const bool region = named != no_entity && analysis_.entities[named].cls == cls::Place && last > noun;
      noun = last;
      if (!region || noun + 3 >= end) continue;
    }
    if (!nouns.contains(folded(noun))) continue;
    int number = 0;
    const auto first = group_phrase(noun, begin, number);
    if (!first) continue;
    std::uint32_t i = noun + 1;
    const bool comma = tokens_[i].word == w_.comma;
    if (comma) ++i;
    const std::string mark = folded(i), next = folded(std::min(i + 1, end - 1));
    ListedGroup group;
    group.first = *first;
    group.end = group.list_first = noun + 1;
    bool some = false;
    WordId close = unknown_word;
    if (mark == "including" || mark == "namely" || mark == "notably") {
      some = mark != "namely";
      ++i;
    } else if ((mark == "such" && next == "as") || (mark == "among" && next == "them")) {
      some = true;
      i += 2;
    } else if (!comma && (tokens_[i].word == w_.open || tokens_[i].word == w_.dash || tokens_[i].word == w_.colon)) {
      close = tokens_[i].word == w_.open ? w_.close : tokens_[i].word;
      ++i;
    } else if (!comma && (number > 1 || folded(*first) == "several" || folded(*first) == "other" ||
                          folded(noun > begin ? noun - 1 : noun) == "following")) {
      // "Eight further states joined after that date (A, B …)"
      std::uint32_t open = i;
      // "Six states belonging to the CIS — A, B … — signed"
      if (open + 3 < end && (folded(open) == "belonging" || folded(open) == "of" || folded(open) == "in"))
        for (std::uint32_t t = open; t < open + 4 && t < end; ++t)
          if (names_actor(t)) {
            open = mention_from(t).end_token;
            break;
          }
      // "Twelve countries were part of NATO from the first: A, B …"
      const auto names_body = [&](std::uint32_t t) {
        return names_actor(t) && analysis_.entities[mention_from(t).entity].cls == cls::Organization;
      };
      while (open < end && tokens_[open].word != w_.open && tokens_[open].word != w_.colon && tokens_[open].word != w_.semicolon &&
             tokens_[open].word != w_.dash && !nouns.contains(folded(open)) && (!names_actor(open) || names_body(open)))
        open = names_body(open) ? mention_from(open).end_token : open + 1;
      if (open >= end || (tokens_[open].word != w_.open && tokens_[open].word != w_.colon && tokens_[open].word != w_.dash)) continue;
      group.list_first = open;
      close = tokens_[open].word == w_.open ? w_.close : tokens_[open].word;
      i = open + 1;
    } else if (comma && (number > 1 || folded(*first) == "several") &&
               (mark == "members" || mark == "all" || mark == "both" || mark == "parties")) {
      // "by five countries, members of the Alpine Forum: A, B and C"
      std::uint32_t open = i;
      while (open < end && open - i < 20 && tokens_[open].word != w_.colon && tokens_[open].word != w_.open &&
             tokens_[open].word != w_.dash) {
        // "(ASEAN)" behind a name is no list
        if (open + 2 < end && tokens_[open + 1].word == w_.open && open + 3 < end && tokens_[open + 3].word == w_.close) open += 3;
        ++open;
      }
      if (open >= end || (tokens_[open].word != w_.colon && tokens_[open].word != w_.dash && tokens_[open].word != w_.open)) continue;
      close = tokens_[open].word == w_.open ? w_.close : tokens_[open].word;
      i = open + 1;
    } else {
      continue;
    }
    if (i < end && (folded(i) == "namely" || folded(i) == "including" || folded(i) == "mainly")) ++i;
    std::size_t count = 0;
    const std::uint32_t behind = read_list(i, end, group.names, count);
    if (group.names.empty() || (!some && (count < 2 || group.names.size() * 2 < count))) continue;
    // Not more than are said to be of the group.
    if (number > 1 && static_cast<int>(count) > number) continue;
    group.list_end = behind;
    if (close == w_.close) {
      if (behind >= end || tokens_[behind].word != close) continue;
      group.list_end = behind + 1;
    } else if (close == w_.dash) {
      if (behind < end && tokens_[behind].word == close)
        group.list_end = behind + 1;
      else if (behind < end && tokens_[behind].kind != TokenKind::punctuation)
        continue;
    } else if (close == w_.colon) {
      if (behind < end && tokens_[behind].kind != TokenKind::punctuation) continue;
    } else if (comma && behind < end && tokens_[behind].word == w_.comma) {
      group.list_end = behind + 1;
    }
    found.push_back(std::move(group));
  }
  return found;
}

void Finder::match_dated_list(const Sentence& sentence) {
  // "Romania on 23 November, Slovakia on 24 November and Croatia in 1941" is a list of states, "of the UN since 1945, the WTO since 1995
  // and NATO since 1949" one of bodies.
  match_dated_list(cls::State, sentence);
  match_dated_list(cls::Organization, sentence);
  match_dated_list(cls::Agreement, sentence);
}

void Finder::match_dated_list(ClassId of_class, const Sentence& sentence) {
  const auto& units = clause_.units;
  Clause reduced;
  std::size_t dropped = 0;
  const auto named = [&](std::size_t i) {
    return i < units.size() && units[i].kind == UnitKind::mention && units[i].classes.test(of_class);
  };
  const auto dated = [&](std::size_t i) {
    const std::size_t behind = behind_time(i);
    if (behind > i || of_class == cls::State || i + 1 >= units.size()) return behind;
    return first_word(i) == "since" && units[i + 1].kind == UnitKind::mention && units[i + 1].classes.test(pseudo::Date) ? i + 2 : i;
  };
  std::size_t skip_from = 0, skip_end = 0;  // "and then later", "and of": what stands before the next name
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i >= skip_from && i < skip_end) continue;
    reduced.units.push_back(units[i]);
    reduced.verbs.push_back(clause_.verbs[i]);
    if (!named(i)) continue;
    const std::size_t behind = dated(i + 1);
    if (behind == i + 1) continue;
    std::size_t next = behind;
    if (next < units.size() && units[next].word == w_.comma) ++next;
    if (next < units.size() && is_conjunction(units[next])) ++next;
    static const std::set<std::string> sequels{"then", "later", "finally", "eventually", "also"};
    std::size_t name = next;
    while (
        next > behind && name < units.size() && name - next < 2 &&
        (sequels.contains(first_word(name)) || (of_class == cls::Organization && (units[name].word == w_.of || units[name].word == w_.to))))
      ++name;
    const bool goes_on = next > behind && named(name) && dated(name + 1) > name + 1;
    const bool last =
        dropped > 0 && (behind >= units.size() || units[behind].kind == UnitKind::punctuation || is_conjunction(units[behind]));
    if (!goes_on && !last) continue;
    if (goes_on) skip_from = next, skip_end = name;
    ++dropped;
    i = behind - 1;
  }
  if (dropped < 2) return;
  // Only what takes the list, and none of its dates
  match_list(std::move(reduced), dropped, of_class, sentence);
}

void Finder::match_list(Clause reduced, std::size_t least, ClassId of_class, const Sentence& sentence) {
  match_reduced(std::move(reduced), true, sentence, [&](const Match& m) {
    return std::any_of(clause_.units.begin() + m.first, clause_.units.begin() + m.end, [&](const Unit& unit) {
      return unit.kind == UnitKind::mention && clause_.groups[unit.group].size() >= least && unit.classes.test(of_class);
    });
  });
}

void Finder::match_reduced(Clause reduced, bool lists, const Sentence& sentence, const std::function<bool(const Match&)>& wanted) {
  reduced.span = clause_.span;
  reduced.groups = clause_.groups;
  Clause whole = std::move(clause_);
  clause_ = std::move(reduced);
  if (lists) coordinate();
  matches_.clear();
  matcher_.find(clause_.units, scratch_, matches_);
  std::erase_if(matches_, [&](const Match& m) { return !wanted(m); });
  if (!matches_.empty()) find_speaker();
  for (const Match& m : matches_) emit(m, sentence);
  clause_ = std::move(whole);
}

void Finder::match_places_in_states(const Sentence& sentence) {
  const auto& units = clause_.units;
  const auto is_of = [&](std::size_t i, ClassId c) {
    return i < units.size() && units[i].kind == UnitKind::mention && units[i].classes.test(c) &&
           !units[i].classes.test(pseudo::Adjective) && clause_.groups[units[i].group].size() == 1;
  };
  // A place, a comma and its state
  const auto pair = [&](std::size_t i) {
    if (!is_of(i, cls::Place) || i + 2 >= units.size() || units[i + 1].word != w_.comma) return false;
    return is_of(i + 2, cls::State) && (i + 3 >= units.size() || units[i + 3].word != w_.possessive);
  };
  Clause reduced;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < units.size(); ++i) {
    reduced.units.push_back(units[i]);
    reduced.verbs.push_back(clause_.verbs[i]);
    if (!pair(i)) continue;
    places.push_back(i);
    i += 2;
    // The next one, behind a mark
    std::size_t next = i + 1;
    const bool mark = next < units.size() && (units[next].word == w_.semicolon || units[next].word == w_.comma);
    if (mark) ++next;
    if (next < units.size() && is_conjunction(units[next])) ++next;
    if (next > i + 1 && pair(next)) {
      Unit comma = units[i - 1];
      comma.clause_end = false;
      for (std::size_t k = i + 1; k < next; ++k) {
        reduced.units.push_back(k == i + 1 && mark ? comma : units[k]);
        reduced.units.back().clause_end = false;
        reduced.verbs.push_back(clause_.verbs[k]);
      }
      i = next - 1;
    }
  }
  if (places.size() < 2) return;
  for (const std::size_t place : places)
    analysis_.add(mention(clause_.groups[units[place].group][0]).entity, prop::locatedIn,
                  mention(clause_.groups[units[place + 2].group][0]).entity, {"place-and-its-state", sentence.span, 0.88});
  match_list(std::move(reduced), 2, cls::Place, sentence);
}

void Finder::add_units_outside_brackets(std::uint32_t first, std::uint32_t end) {
  std::uint32_t from = first;
  for (std::uint32_t i = first; i < end; ++i) {
    if (mention_at_[i] != none && mention_from(i).end_token <= end) {
      i = mention_from(i).end_token - 1;
      continue;
    }
    if (tokens_[i].word != w_.open) continue;
    std::uint32_t close = i + 1;
    while (close < end && tokens_[close].word != w_.close) ++close;
    if (close >= end) break;
    if (i > from) add_units(from, i);
    from = close + 1;
    i = close;
  }
  if (from < end) add_units(from, end);
}

void Finder::match_group_of_body(const ListedGroup& group, const Sentence& sentence) {
  const auto is_body = [&](std::uint32_t i) {
    return mention_at_[i] != none && mention_from(i).entity != no_entity &&
           analysis_.entities[mention_from(i).entity].cls == cls::Organization;
  };
  std::uint32_t body = group.first;
  // "UN member states": the body stands before the words of the group
  for (std::uint32_t i = group.first; i > sentence.first_token && group.first - i < 6;)
    if (is_body(--i) && mention_from(i).end_token == group.first) body = i;
  while (body < group.end && !is_body(body)) ++body;
  std::uint32_t end = group.end;
  // "the five permanent members of the Security Council — A, B and C —"
  if (body >= group.end && group.list_first > group.end + 1 && tokens_[group.end].word == w_.of)
    for (std::uint32_t i = group.end + 1; i < group.list_first && i < group.end + 3; ++i)
      if (is_body(i)) {
        body = group.end - 1;
        end = mention_from(i).end_token;
        break;
      }
  // "ASEAN met; the nine other members -- A, B … -- agreed": of the one body that the sentence names
  if (body >= end && folded(group.end - 1) == "members" && (group.end >= sentence.end_token || tokens_[group.end].word != w_.of)) {
    std::uint32_t only = group.end;
    for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      if (!is_body(i)) continue;
      const EntityIndex named = mention_from(i).entity;
      const ClassId type = analysis_.entities[named].type;
      if ((only < group.end && mention_from(only).entity != named) || i >= group.first ||
          (type != cls::InternationalOrganization && type != cls::Alliance))
        return;
      only = i;
    }
    if (only >= group.end) return;
    for (const auto& [first, behind] : group.names)
      if (mention_from(first).entity != no_entity)
        analysis_.add(mention_from(first).entity, prop::memberOf, mention_from(only).entity, {"members-listed", sentence.span, 0.84});
    return;
  }
  if (body >= end) return;
  Clause whole = std::move(clause_);
  clause_ = {};
  clause_.span = sentence.span;
  add_units(body, end);
  push_as(UnitKind::punctuation, group.end, w_.colon);
  for (const auto& [first, behind] : group.names) {
    if (first != group.names.front().first) push_as(UnitKind::word, first, w_.and_);
    add_units(first, behind);
  }
  coordinate();
  matches_.clear();
  matcher_.find(clause_.units, scratch_, matches_);
  if (!matches_.empty()) find_speaker();
  for (const Match& m : matches_) emit(m, sentence);
  clause_ = std::move(whole);
}

void Finder::match_listed_groups(const Sentence& sentence) {
  const std::vector<ListedGroup> groups = listed_groups(sentence);
  for (const ListedGroup& group : groups) match_with_members({group}, sentence);
  // "by 16 states, including A and B, and six states of the Pact (C, D …)"
  std::vector<ListedGroup> together;
  for (const ListedGroup& group : groups)
    if (together.empty() || together.back().list_end <= group.first) together.push_back(group);
  if (together.size() > 1) match_with_members(together, sentence);
}

void Finder::match_with_members(const std::vector<ListedGroup>& groups, const Sentence& sentence) {
  clause_ = {};
  clause_.span = sentence.span;
  std::uint32_t read = sentence.first_token;
  for (const ListedGroup& group : groups) {
    if (group.first > read) add_units_outside_brackets(read, group.first);
    const std::size_t list = clause_.units.size();
    for (const auto& [first, end] : group.names) {
      if (clause_.units.size() > list) push_as(UnitKind::word, first, w_.and_);
      add_units(first, end);
    }
    if (group.end < group.list_first) add_units_outside_brackets(group.end, group.list_first);
    read = group.list_end;
  }
  if (read < sentence.end_token) add_units_outside_brackets(read, sentence.end_token);
  if (groups.size() == 1) match_group_of_body(groups.front(), sentence);
  coordinate();
  matches_.clear();
  matcher_.find(clause_.units, scratch_, matches_);
  const std::uint32_t name = groups.back().names.front().first;
  // "Norway and four other states (Chile …)": the name may be one of a longer list
  const auto has_name = [&](const Unit& unit) {
    if (unit.kind != UnitKind::mention) return false;
    const auto& members = clause_.groups[unit.group];
    return std::any_of(members.begin(), members.end(), [&](std::uint32_t m) { return mention(m).first_token == name; });
  };
  std::erase_if(matches_,
                [&](const Match& m) { return std::none_of(clause_.units.begin() + m.first, clause_.units.begin() + m.end, has_name); });
  if (!matches_.empty()) {
    if (trace_ != nullptr) trace_units();
    find_speaker();
    for (const Match& m : matches_) emit(m, sentence);
  }
  match_past_insertions(sentence);
  // "46 states, including A and B, met in Oslo and signed …"
  std::vector<Predicate> predicates;
  joined_predicates(predicates);
  for (const Predicate& predicate : predicates)
    if (has_name(clause_.units[predicate.subject])) match_predicate(predicate, sentence);
}

void Finder::match_visit_lists(const Sentence& sentence) {
  static const std::set<std::string> visits{"visits", "visit", "trips"},
      unreal{"planned", "upcoming", "scheduled", "future", "no", "expected"};
  const auto state_at = [&](std::uint32_t& i) -> EntityIndex {
    if (i < sentence.end_token && tokens_[i].word == w_.the) ++i;
    if (i >= sentence.end_token || !names_actor(i) || analysis_.entities[mention_from(i).entity].cls != cls::State) return no_entity;
    const EntityIndex state = mention_from(i).entity;
    i = mention_from(i).end_token;
    return state;
  };
  for (std::uint32_t v = sentence.first_token; v + 4 < sentence.end_token && v - sentence.first_token < 8; ++v) {
    if (unreal.contains(folded(v))) return;
    if (!visits.contains(folded(v)) || tokens_[v + 1].word != w_.from) continue;
    std::uint32_t i = v + 2;
    const EntityIndex home = state_at(i);
    if (home == no_entity || i >= sentence.end_token || tokens_[i].word != w_.to) return;
    const EntityIndex host = state_at(++i);
    if (host == no_entity || host == home) return;
    const Block& block = document_.blocks[sentence.block];
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
    if (i < sentence.end_token && tokens_[i].word == w_.colon && i + 1 < sentence.end_token)
      ranges.emplace_back(i + 1, sentence.end_token);
    else if (i >= block.end_token || (tokens_[i].word == w_.colon && i + 1 >= block.end_token))
      for (std::size_t b = sentence.block + 1; b < document_.blocks.size() && document_.blocks[b].kind == BlockKind::list_item; ++b)
        ranges.emplace_back(document_.blocks[b].first_token, document_.blocks[b].end_token);
    for (const auto& [first, end] : ranges)
      for (const Mention& mention : analysis_.mentions) {
        if (mention.first_token < first || mention.end_token > end || mention.kind != MentionKind::person || mention.entity == no_entity)
          continue;
        Claim claim;
        claim.subject = mention.entity;
        claim.property = prop::visited;
        claim.object = host;
        claim.evidence.push_back({"list-of-visits", sentence.span, 0.85});
        analysis_.add(std::move(claim));
      }
    return;
  }
}

void Finder::match_list_items(const Sentence& sentence) {
  static const std::set<std::string> leads{"as",        "including", "are",  "were", "include", "includes", "included",
                                           "following", "namely",    "with", "of",   "to",      "by",       "in"};
  const Block& block = document_.blocks[sentence.block];
  if (sentence.end_token != block.end_token || sentence.end_token - sentence.first_token < 3) return;
  const bool colon = tokens_[sentence.end_token - 1].word == w_.colon;
  const std::uint32_t end = colon ? sentence.end_token - 1 : sentence.end_token;
  if (!colon && !leads.contains(folded(end - 1))) return;
  // The names that the items of the list begin with
  std::vector<std::pair<std::uint32_t, std::uint32_t>> names;
  std::uint32_t last = sentence.end_token;
  for (std::size_t b = sentence.block + 1; b < document_.blocks.size(); ++b) {
    const Block& item = document_.blocks[b];
    if (item.kind != BlockKind::list_item) break;
    std::uint32_t i = item.first_token;
    while (i < item.end_token && i - item.first_token < 4 && mention_at_[i] == none &&
           (tokens_[i].kind != TokenKind::word || tokens_[i].word == w_.the || tokens_[i].end - tokens_[i].begin <= 2))
      ++i;
    if (i < item.end_token && names_actor(i)) {
      names.emplace_back(i, mention_from(i).end_token);
      last = item.end_token;
    }
  }
  if (names.size() < 2) return;
  Sentence whole = sentence;  // what is said takes the words of both
  whole.span.end = tokens_[last - 1].end;
  clause_ = {};
  clause_.span = whole.span;
  add_units(sentence.first_token, end);
  const std::size_t list = clause_.units.size();
  for (const auto& [first, behind] : names) {
    if (clause_.units.size() > list) push_as(UnitKind::word, first, w_.and_);
    add_units(first, behind);
  }
  coordinate();
  matches_.clear();
  matcher_.find(clause_.units, scratch_, matches_);
  std::erase_if(matches_, [&](const Match& m) {
    return std::none_of(clause_.units.begin() + m.first, clause_.units.begin() + m.end,
                        [&](const Unit& unit) { return unit.first_token == names.front().first; });
  });
  if (matches_.empty()) return;
  if (trace_ != nullptr) trace_units();
  find_speaker();
  for (const Match& m : matches_) emit(m, whole);
}

std::size_t Finder::behind_insertion(std::size_t open) const {
  static constexpr std::size_t longest = 24;  // units
  const WordId mark = clause_.units[open].word;
  const auto& units = clause_.units;
  const bool subordinate = open + 1 < units.size() && units[open + 1].kind != UnitKind::verb &&
                           (w_.subordinators.has(units[open + 1].word) || first_written(open + 1) == "whose" ||
                            (open + 2 < units.size() && w_.relative.has(units[open + 2].word)));
  for (std::size_t i = open + 1; i + 1 < units.size() && i - open <= longest; ++i) {
    if (units[i].word == w_.semicolon || units[i].word == w_.colon || units[i].word == w_.quote) return 0;
    // "the Baltic states": a noun
    const bool noun = units[i].kind != UnitKind::verb && units[i - 1].kind == UnitKind::word && first_written(i).ends_with("s");
    if (!noun && in_list("reporting", units[i].word)) return 0;
    // "the ministers of A and of what was to become B"
    const bool relative = first_word(i - 1) == "what" || first_word(i - 1) == "which" || first_word(i - 1) == "who";
    if (units[i].kind == UnitKind::verb && units[i].form == VerbForm::finite && !subordinate && !relative && mark == w_.comma) return 0;
    if (units[i].word != mark) continue;
    const Unit& next = units[i + 1];
    if (i > open + 1 && next.kind == UnitKind::verb && (next.form == VerbForm::finite)) return i + 1;
    // "Norway, a colony until 1905, lived through …": a verb of no rule
    if (i > open + 2 && mark == w_.comma && unknown_past(i + 1) && i + 2 < units.size() && units[i + 2].kind == UnitKind::word &&
        first_word(i + 2) != "by")
      return i + 1;
    // A list within the insertion goes on; a dash closes it at once.
    if (mark != w_.comma) return 0;
  }
  return 0;
}

bool Finder::closes_apposition(std::size_t mark) const {
  const auto& units = clause_.units;
  if (mark + 1 >= units.size() || units[mark].word != w_.comma || units[mark + 1].kind != UnitKind::verb ||
      units[mark + 1].form != VerbForm::finite)
    return false;
  // "North Korea, or the DPRK, signed …": a list is one unit, and so are the commas in it.
  const Unit& before = units[mark - 1];
  for (std::uint32_t i = before.first_token; i < before.end_token; ++i)
    if (tokens_[i].word == w_.comma) return true;
  if (mark < 3 || before.kind != UnitKind::mention) return false;
  std::size_t open = mark - 2;
  // "several states, including Norway, signed …"
  static const std::set<std::string> members{"including", "notably", "especially", "particularly"};
  if (units[open].kind != UnitKind::mention && members.contains(first_word(open))) --open;
  return open >= 1 && units[open].word == w_.comma && units[open - 1].kind != UnitKind::punctuation;
}

bool Finder::hangs_on_preposition(std::size_t unit) const {
  static const std::set<std::string> prepositions{"to",    "with", "from", "against", "into",   "at",
                                                  "under", "by",   "for",  "after",   "before", "than"};
  if (unit == 0 || clause_.units[unit - 1].kind != UnitKind::word || !prepositions.contains(first_word(unit - 1))) return false;
  // "In talks with A, B signed": the comma behind a fronted phrase closes no insertion, and has its own subject behind it.
  return true;
}

std::size_t Finder::behind_adverbial(std::size_t at) const {
  const auto& units = clause_.units;
  static const std::set<std::string> leads{"on",    "in",     "last",       "this", "next",  "earlier",   "late",    "early",
                                           "alone", "itself", "themselves", "too",  "today", "yesterday", "himself", "herself"};
  static const std::set<std::string> follows{"monday", "tuesday", "wednesday", "thursday", "friday",   "saturday", "sunday", "week",
                                             "month",  "year",    "january",   "february", "march",    "april",    "may",    "june",
                                             "july",   "august",  "september", "october",  "november", "december", "in",     "on",
                                             "last",   "this",    "summer",    "spring",   "autumn",   "winter",   "night",  "morning"};
  std::size_t i = at;
  // "Holm as Prime Minister of Norway signed"
  if (at + 2 < units.size() && first_word(at) == "as" && units[at + 1].kind == UnitKind::mention &&
      units[at + 1].classes.test(cls::Position) && is_finite(at + 2))
    return at + 2;
  while (i < units.size() && i - at < 4) {
    if (units[i].kind == UnitKind::mention ? !(units[i].classes.test(pseudo::Date) && i > at)
                                           : units[i].kind != UnitKind::word || !(i == at ? leads : follows).contains(first_word(i)))
      break;
    ++i;
  }
  return i > at && i < units.size() && units[i].kind == UnitKind::verb && units[i].form == VerbForm::finite ? i : 0;
}

void Finder::match_past_insertions(const Sentence& sentence) {
  Clause reduced;
  std::vector<std::uint32_t> seams;  // units of the reduced clause with an insertion right before
  for (std::size_t i = 0; i < clause_.units.size(); ++i) {
    const Unit& unit = clause_.units[i];
    // "states belonging to the CIS signed …"
    if (i > 0 && is_agent(i - 1) && unit.kind == UnitKind::verb && unit.form == VerbForm::gerund) {
      std::size_t verb = i + 1;
      while (verb < clause_.units.size() && verb - i < 9 && !is_finite(verb) && clause_.units[verb].kind != UnitKind::punctuation &&
             !clause_.units[verb].clause_end)
        ++verb;
      if (verb < clause_.units.size() && is_finite(verb)) {
        seams.push_back(static_cast<std::uint32_t>(reduced.units.size()));
        i = verb - 1;
        continue;
      }
    }
    if (i > 0 && is_agent(i - 1) && unit.kind == UnitKind::word)
      if (const std::size_t verb = behind_adverbial(i); verb > i) {
        seams.push_back(static_cast<std::uint32_t>(reduced.units.size()));
        i = verb - 1;
        continue;
      }
    if (i > 0 && clause_.units[i - 1].kind == UnitKind::mention && (unit.word == w_.comma || unit.word == w_.dash) &&
        (clause_.units[i - 1].classes.test(cls::Actor) || clause_.units[i - 1].classes.test(cls::Instrument)))
      if (const std::size_t behind = closes_apposition(i) ? i + 1 : hangs_on_preposition(i - 1) ? 0 : behind_insertion(i); behind > i) {
        seams.push_back(static_cast<std::uint32_t>(reduced.units.size()));
        i = behind - 1;
        continue;
      }
    reduced.units.push_back(unit);
    reduced.verbs.push_back(clause_.verbs[i]);
  }
  match_across_seams(std::move(reduced), seams, sentence);
}

void Finder::match_across_seams(Clause reduced, const std::vector<std::uint32_t>& seams, const Sentence& sentence) {
  if (seams.empty()) return;
  match_reduced(std::move(reduced), false, sentence, [&](const Match& m) {
    return std::any_of(seams.begin(), seams.end(), [&](std::uint32_t seam) { return m.first < seam && seam < m.end; });
  });
}

std::size_t Finder::behind_adjunct(std::size_t at) const {
  static const std::set<std::string> weekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  static const std::set<std::string> periods{"week", "month", "year", "summer", "spring", "autumn", "winter", "night", "weekend", "decade"};
  // What makes a fact doubtful is no mere adjunct.
  static const std::set<std::string> doubtful{"allegedly", "reportedly", "supposedly", "purportedly", "apparently", "probably", "possibly",
                                              "nearly",    "hardly",     "barely",     "likely",      "unlikely",   "family",   "ally",
                                              "only",      "early",      "reply",      "supply",      "assembly",   "friendly", "formerly"};
  const auto& units = clause_.units;
  const auto is_date = [&](std::size_t i) {
    return i < units.size() && units[i].kind == UnitKind::mention && units[i].classes.test(pseudo::Date);
  };
  const auto word = [&](std::size_t i) {
    return i < units.size() && units[i].kind == UnitKind::word && units[i].end_token == units[i].first_token + 1 ? first_word(i)
                                                                                                                 : std::string();
  };
  const std::string lead = word(at);
  if (lead.empty()) return at;
  if (lead == "on" || lead == "in") {
    std::size_t i = at + 1;
    if (lead == "on" && weekdays.contains(word(i))) {
      ++i;
      if (i + 1 < units.size() && units[i].word == w_.comma && is_date(i + 1)) ++i;
      return is_date(i) ? i + 1 : i;
    }
    if (word(i) == "early" || word(i) == "late" || word(i) == "mid") ++i;
    return is_date(i) ? i + 1 : at;
  }
  if ((lead == "last" || lead == "this") && (periods.contains(word(at + 1)) || weekdays.contains(word(at + 1)) || is_date(at + 1)))
    return at + 2;
  if ((lead == "earlier" || lead == "later") && (word(at + 1) == "this" || word(at + 1) == "that" || word(at + 1) == "in"))
    return periods.contains(word(at + 2)) || is_date(at + 2) ? at + 3 : at;
  if (lead == "yesterday" || lead == "today") return at + 1;
  const bool adverb = lead.size() > 4 && lead.ends_with("ly") && !doubtful.contains(lead) &&
                      !tokens_[units[at].first_token].has(token_flag::capitalised) && rules_.verb_forms(units[at].word).empty();
  return adverb ? at + 1 : at;
}

bool Finder::begins_object(std::size_t at) const {
  const Unit& unit = clause_.units[at];
  return unit.kind == UnitKind::mention ? !unit.classes.test(pseudo::Date)
                                        : unit.kind == UnitKind::word && w_.determiners.has(unit.word) && !w_.relative.has(unit.word);
}

void Finder::match_past_adjuncts(const Sentence& sentence) {
  const auto& units = clause_.units;
  Clause reduced;
  std::vector<std::uint32_t> seams;
  std::size_t closing = 0;  // the dash that closes such an insertion
  for (std::size_t i = 0; i < units.size(); ++i) {
    // "a delegation – led by X and Y – visited": without the dashes it is one clause
    if (units[i].word == w_.dash && i + 1 < units.size()) {
      static const std::set<std::string> leading{"led", "headed", "including", "comprising", "comprised", "accompanied", "chaired"};
      const bool closes = i == closing;
      if (!closes && leading.contains(first_word(i + 1)))
        for (std::size_t k = i + 2; k + 1 < units.size() && k - i < 40 && closing <= i; ++k)
          if (units[k].word == w_.dash && is_finite(k + 1)) closing = k;
      if (closes || closing > i) {
        seams.push_back(static_cast<std::uint32_t>(reduced.units.size()));
        continue;
      }
    }
    // "invaded and partially occupied Ukraine": the object of both
    if (i > 0 && is_conjunction(units[i]) && units[i - 1].kind == UnitKind::verb && is_finite(i - 1)) {
      std::size_t verb = i + 1;
      while (verb + 1 < units.size() && behind_adjunct(verb) == verb + 1) ++verb;
      if (verb + 1 < units.size() && (is_finite(verb) || unknown_past(verb)) && begins_object(verb + 1)) {
        seams.push_back(static_cast<std::uint32_t>(reduced.units.size()));
        i = verb;
        continue;
      }
    }
    const bool comma = units[i].word == w_.comma && i + 1 < units.size();
    std::size_t behind = behind_adjunct(comma ? i + 1 : i);
    const bool found = behind > (comma ? i + 1 : i) && i > 0 && behind < units.size();
    if (!found) {
      reduced.units.push_back(units[i]);
      reduced.verbs.push_back(clause_.verbs[i]);
      continue;
    }
    // ", on 4 May 2011,": both commas go with it.
    if (comma && units[behind].word == w_.comma) ++behind;
    seams.push_back(static_cast<std::uint32_t>(reduced.units.size()));
    i = behind - 1;
  }
  match_across_seams(std::move(reduced), seams, sentence);
}

}  // namespace pacta::relations
