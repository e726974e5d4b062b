#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

std::uint32_t Finder::election_noun(std::uint32_t i) const {
  if (w_.election_nouns.has(tokens_[i].word)) return i + 1;
  if (is(i, w_.by) && is(i + 1, w_.hyphen) && joined(i + 1) && i + 2 < end_ && w_.election_nouns.has(tokens_[i + 2].word)) return i + 3;
  return i;
}

bool Finder::speaks_of_elections() const {
  for (std::uint32_t i = begin_; i < end_; ++i)
    if (w_.election_nouns.has(tokens_[i].word) || w_.candidacy.has(tokens_[i].word)) return true;
  return false;
}

std::string Finder::year_at(std::uint32_t i) const {
  if (i >= end_ || !dates_.can_begin(tokens_[i])) return {};
  const auto date = dates_.read(document_, i, end_);
  return date && date->value.size() <= 7 ? date->value.substr(0, 4) : std::string();
}

std::uint32_t Finder::election_core(std::uint32_t first, bool& kinds) {
  kinds = false;
  bool capitals = false;
  for (std::uint32_t k = first; k < end_ && k - first < 10;) {
    if (const std::uint32_t end = election_noun(k); end > k) {
      // "primary election": the noun is the last of them.
      if (end < end_ && election_noun(end) > end) {
        kinds = true;
        k = end;
        continue;
      }
      kinds = kinds || capitals || end > k + 1;
      return end;
    }
    if (w_.election_kinds.has(tokens_[k].word)) {
      kinds = true;
      ++k;
    } else if (capital(k) && is_word(k) && !w_.not_names.has(tokens_[k].word)) {
      capitals = true;
      ++k;
    } else if (k > first && (is(k, w_.hyphen) || is(k, w_.possessive) || is(k, w_.dot)) && joined(k)) {
      ++k;
    } else if (k > first && (is(k, w_.of) || is(k, w_.and_)) && k + 1 < end_ && capital(k - 1) && capital(k + 1)) {
      ++k;
    } else {
      return first;
    }
  }
  return first;
}

Finder::ElectionState Finder::election_state(std::uint32_t first, std::uint32_t end) {
  ElectionState found;
  for (std::uint32_t k = first; k < end;) {
    const NameHit hit = longest_actor(k);
    if (hit.payloads.empty() || hit.end > end) {
      ++k;
      continue;
    }
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.kind == NameKind::weak || n.kind == NameKind::capital || n.kind == NameKind::seat) continue;
      const EntryId entry = n.ambiguity < 0 ? n.entry : meaning(n, k, hit.end);
      if (entry == no_entry || catalog_[entry].cls != cls::State || found.state != no_entry) continue;
      found = {entry, k, hit.end, n.kind == NameKind::adjective};
    }
    k = hit.end;
  }
  return found;
}

EntryId Finder::only_state_named() {
  EntryId state = no_entry;
  for (std::uint32_t i = begin_; i < end_;) {
    const NameHit hit = longest_actor(i);
    if (hit.payloads.empty()) {
      ++i;
      continue;
    }
    EntryId here = election_state(i, hit.end).state;
    for (const auto payload : hit.payloads) {
      // A body of a state, if its name is no other's.
      const CatalogName& n = catalog_.names()[payload];
      if (here == no_entry && n.entry != no_entry && n.kind == NameKind::name && catalog_[n.entry].cls == cls::Organization)
        here = catalog_[n.entry].country;
    }
    if (here != no_entry && state != no_entry && here != state) return no_entry;
    if (here != no_entry) state = here;
    i = hit.end;
  }
  if (state != no_entry) return state;
  for (const auto& [entry, index] : by_entry_)
    if (catalog_[entry].cls == cls::State && analysis_.entities[index].named) {
      if (state != no_entry) return no_entry;
      state = entry;
    }
  return state;
}

std::string Finder::state_of_election(EntryId state) const {
  const Entry& entry = catalog_[state];
  // The two whose elections go by their names, and those without an adjective.
  return entry.id == "USA" || entry.id == "GBR" || entry.adjective.empty() ? entry.label : entry.adjective;
}

std::uint32_t Finder::election(std::uint32_t i) {
  if (!elections_) return i;
  std::uint32_t core = i, end = i;
  std::string date;
  bool kinds = false;
  if (dates_.can_begin(tokens_[i])) {
    // "the 2019 Canadian federal election", "the February 1974 general election"; "the 2004, 2008 and 2012 elections": the first of them
    const auto read = dates_.read(document_, i, end_);
    if (!read || read->value.size() > 7) return i;
    core = read->end_token;
    date = collapse_space(document_.text(Span{tokens_[i].begin, tokens_[core - 1].end}));
    std::uint32_t listed = core;
    while (listed < end_ && (is(listed, w_.comma) || is(listed, w_.and_)) && !year_at(listed + (is(listed + 1, w_.and_) ? 2 : 1)).empty())
      listed += is(listed + 1, w_.and_) ? 3 : 2;
    end = listed < end_ ? election_core(listed, kinds) : listed;
    if (end == listed) return candidacy_for_president(i, core, date);
    if (listed == core) listed = 0;
    const std::uint32_t noun = core;
    core = listed > 0 ? listed : noun;
    add_election(i, listed > 0 ? noun : end, core, end, date, kinds);
    return listed > 0 ? noun : end;
  }
  // "the Finnish parliamentary election of 2011", "the general election in May 2005"
  if (!is_word(i) || (!capital(i) && !w_.election_kinds.has(tokens_[i].word) && !is(i, w_.by))) return i;
  if (i > begin_ &&
      (w_.election_kinds.has(tokens_[i - 1].word) || (capital(i - 1) && is_word(i - 1) && !w_.not_names.has(tokens_[i - 1].word))))
    return i;
  while (core < end_ && w_.not_names.has(tokens_[core].word)) return i;
  end = election_core(core, kinds);
  if (end == core || !kinds) return i;
  std::uint32_t year = end;
  if (is(year, w_.of) || is(year, w_.in)) ++year;
  if (year == end || year >= end_ || year_at(year).empty()) return i;
  const auto read = dates_.read(document_, year, end_);
  date = collapse_space(document_.text(Span{tokens_[year].begin, tokens_[read->end_token - 1].end}));
  add_election(i, read->end_token, core, end, date, kinds);
  return read->end_token;
}

std::uint32_t Finder::candidacy_for_president(std::uint32_t i, std::uint32_t end, const std::string& date) {
  // "ran for President of Chile in 2013", "a candidate for the presidency in 2013"
  if (date.size() != 4 || i < begin_ + 3 || !is(i - 1, w_.in)) return i;
  std::uint32_t k = i - 1;
  EntryId state = no_entry;
  for (std::uint32_t of = k; of-- > begin_ && k - of < 8;)
    if (is(of, w_.of)) {
      state = election_state(of + 1, k).state;
      if (state == no_entry) return i;
      k = of;
      break;
    }
  const auto word = [&](std::uint32_t t) { return t >= begin_ && t < end_ ? fold_word(document_.text(tokens_[t])) : std::string(); };
  if (k < begin_ + 2 || (word(k - 1) != "president" && word(k - 1) != "presidency")) return i;
  std::uint32_t before = k - 2;
  if (is(before, w_.the) && before > begin_) --before;
  if (word(before) != "for") return i;
  bool stood = false;
  for (std::uint32_t t = before; t-- > begin_ && before - t < 8;) stood = stood || w_.candidacy.has(tokens_[t].word);
  if (!stood) return i;
  if (state == no_entry) state = only_state_named();
  if (state == no_entry) return i;
  analysis_.entities[entity_of(state)].named = true;
  const std::string label = fmt::format("{} {} presidential election", date, state_of_election(state));
  const EntityIndex index = unlisted(cls::Event, cls::Election, label, fold_name(label));
  analysis_.entities[index].type = cls::Election;
  analysis_.entities[index].named = true;
  add_mention(i, end, MentionKind::name, index);
  return end;
}

void Finder::add_election(std::uint32_t first, std::uint32_t end, std::uint32_t core, std::uint32_t core_end, const std::string& date,
                          bool kinds) {
  const ElectionState named = election_state(core, core_end);
  bool national = !kinds, other_names = false, european = false;
  std::string rest;
  for (std::uint32_t k = core; k < core_end; ++k) {
    if (k == named.first && named.state != no_entry) {
      k = named.end - 1;
      continue;
    }
    const std::string word(document_.text(tokens_[k]));
    const std::string folded = fold_word(word);
    const bool kind = w_.election_kinds.has(tokens_[k].word), noun = election_noun(k) > k || k + 1 == core_end;
    national = national || w_.national_elections.has(tokens_[k].word);
    european = european || (folded == "european" && k == core);
    other_names = other_names || (!kind && !noun && is_word(k) && folded != "european" && folded != "by");
    if (!rest.empty() && joined_by_space(k)) rest += ' ';
    // Singular and in small letters, as an election is called; chambers and parties keep their capitals.
    if (noun && folded == "elections")
      rest += "election";
    else if (noun && folded == "primaries")
      rest += "primary";
    else
      rest += kind || noun ? folded : word;
  }
  if (!kinds) {
    // "ran for President of Chile in the 2013 election"
    for (std::uint32_t k = first; k-- > begin_ && first - k < 12;)
      if (const std::string word = fold_word(document_.text(tokens_[k])); word == "president" || word == "presidency") {
        rest.insert(0, "presidential ");
        kinds = true;
        break;
      }
  }
  if (european && rest.starts_with("European election")) rest.insert(8, " Parliament");
  EntryId state = named.state;
  if (state == no_entry && national && !european && !other_names) {
    // "the 2015 presidential election in Burkina Faso"; else the one state that the text names
    if (is(core_end, w_.in) && core_end + 1 < end_) {
      const std::uint32_t at = is(core_end + 1, w_.the) && core_end + 2 < end_ ? core_end + 2 : core_end + 1;
      const NameHit hit = longest_actor(at);
      if (!hit.payloads.empty()) state = election_state(at, hit.end).state;
    } else {
      state = only_state_named();
    }
  }
  std::string written = words(core, core_end);
  if (written.ends_with("elections")) written.pop_back();
  written = date + " " + written;
  std::string label = written;
  if (state != no_entry) {
    analysis_.entities[entity_of(state)].named = true;
    if (!other_names && (named.state == no_entry || named.first == core)) {
      const bool by_name = catalog_[state].id == "USA" || catalog_[state].id == "GBR";
      const std::string own = named.adjective && !by_name ? words(named.first, named.end) : state_of_election(state);
      label = fmt::format("{} {} {}", date, own, rest);
    }
  } else if (!other_names) {
    label = date + " " + rest;
  }
  const EntityIndex index = unlisted(cls::Event, cls::Election, label, fold_name(label));
  Entity& entity = analysis_.entities[index];
  entity.type = cls::Election;
  entity.known_in_full = state != no_entry || other_names || european;
  met(index, written);
  add_mention(first, end, MentionKind::name, index);
}

}  // namespace pacta::mentions
