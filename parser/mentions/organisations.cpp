#include <algorithm>
#include <set>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

std::uint32_t Finder::organisation_by_pattern(std::uint32_t first, const NameHit& name) {
  // "the New Dawn Party"
  const bool fresh = is(first, w_.new_) && capital(first) && first > begin_ && is(first - 1, w_.the) && name_word(first + 1) &&
                     !is_state_name(first + 1) && longest_name(first).payloads.empty();
  if ((!name_word(first) && !fresh) || tokens_[first].kind != TokenKind::word) return first;
  // "Non–Council of Europe states"
  if (const std::string word = fold_word(document_.text(tokens_[first])); word == "non" || word == "ex" || word == "anti" || word == "pro")
    if ((is(first + 1, w_.hyphen) || is(first + 1, w_.dash)) && first + 2 < end_ && longest_name(first + 2).end > first + 2) return first;
  // A run of capitalised words with a head noun, then "of/for (the) …" with capitals.
  std::uint32_t i = first, head = no_token;
  std::uint32_t capitals = 0;
  while (i < end_) {
    if ((name_word(i) || (fresh && i == first)) && (i == first || joined_by_space(i) || tokens_[i - 1].word == w_.hyphen)) {
      if (w_.organisation_heads.has(tokens_[i].word)) head = i;
      ++capitals;
      ++i;
      continue;
    }
    if (tokens_[i].word == w_.hyphen && joined(i) && joined(i + 1) && capital(i + 1)) {
      ++i;
      continue;
    }
    if (i > first && (is(i, w_.and_) || document_.text(tokens_[i]) == "&") && name_word(i + 1) && head == no_token &&
        !is_state_name(i + 1) && !is_state_name(first) && i - first <= 6 && !(longest_name(first).end == i && !is(i, w_.hyphen))) {
      // "Foreign and Commonwealth Office"
      std::uint32_t k = i + 1;
      bool has_head = false;
      while (k < end_ && name_word(k)) has_head |= w_.organisation_heads.has(tokens_[k++].word);
      if (!has_head) break;
      ++i;
      continue;
    }
    // "People's Radical Party"
    if ((is(i, w_.possessive) || (is(i, w_.apostrophe) && joined(i))) && i > first && w_.possessors.has(tokens_[i - 1].word) &&
        name_word(i + 1)) {
      ++i;
      continue;
    }
    break;
  }
  if (head == no_token || (fresh && !is(head, w_.party) && !w_.party_heads.has(tokens_[head].word))) return first;
  // "the 51st High Contracting Party": a side of a treaty
  if (is(head, w_.party) && head > first) {
    const std::string before = fold_word(document_.text(tokens_[head - 1]));
    if (before == "contracting" || before == "state" || before == "states" || before == "consultative") return first;
  }
  std::uint32_t end = i;
  if (head + 1 < end) {
    // Capitals behind the head: part of the name only where the head is not last ("Security Council Resolution"), or where a party is
    // named with its state ("Pirate Party Germany").
    end = head + 1;
    if (is(head, w_.party) && end < end_ && is_state_name(end) && !is(longest_name(end).end, w_.possessive)) end = longest_name(end).end;
  }
  bool of_state = false;
  while (end < end_ && !(of_state && !is(end, w_.and_)) &&
         (is(end, w_.of) || is(end, w_.for_) || (is(end, w_.and_) && end > head + 1 && capital(end + 1) && !is_state_name(end + 1)) ||
          (is(end, w_.comma) && end > head + 1 && !is_state_name(end + 1) && list_of_portfolios(end)) || is(end, w_.on))) {
    std::uint32_t k = end + 1;
    if (is(k, w_.the)) ++k;
    // "the Progress Party of Malta and the Green Alliance": another listed body
    if (is(end, w_.and_) && k < end_) {
      const NameHit other = longest_name(k);
      if (other.end > k + 1 && std::any_of(other.payloads.begin(), other.payloads.end(), [&](std::uint32_t payload) {
            const EntryId entry = catalog_.names()[payload].entry;
            return entry != no_entry && catalog_[entry].cls == cls::Organization;
          }))
        break;
    }
    if (is(k, w_.and_)) ++k;
    const NameHit inner = k < end_ ? longest_name(k) : NameHit();
    const bool place = is(end, w_.of) && capital(k) && inner.end > k + 1;  // "New York", "New Zealand"
    if ((!name_word(k) && !place) || dates_.read(document_, k, end_)) break;
    if (is(end, w_.on) && dates_.can_begin(tokens_[k])) break;  // "the Security Council on August 6"
    // "joined the Nordic Union on Thursday"
    static const std::set<std::string> weekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    if (is(end, w_.on) && k < end_ && weekdays.contains(fold_word(document_.text(tokens_[k])))) break;
    // "told the Budget Committee on U.S. aid": of what it was told
    if (is(end, w_.on) && is_state_name(k) && lower(inner.end)) break;
    // "the Progress Party of President X"
    if (is(end, w_.of) && end == head + 1 && office_word(k) && name_shape(office_at(k)->end, true) != no_token) break;
    if (is(end, w_.of) && end == head + 1 && allied_states(head, k)) break;
    if (!inner.payloads.empty()) {
      // "the Bank of the United States for …": what a state owns is named in full.
      of_state = is(end, w_.of) && is_state_name(k) && !name_word(inner.end);
      k = inner.end;
    }
    // "the Port Authority of Singapore Teo Eng Dih": a person's name begins behind the state's
    const bool person = is(end, w_.of) && !inner.payloads.empty() && is_state_name(is(end + 1, w_.the) ? end + 2 : end + 1) && k < end_ &&
                        catalog_.family_name(tokens_[k].word) > 0 && capital(k + 1);
    while (!person && k < end_ && name_word(k) && joined_by_space(k) && !(catalog_.given_name(tokens_[k].word) == 2 && capital(k + 1))) ++k;
    if (k - end > 12) break;
    end = k;
  }
  // What the gazetteers know as well or better is theirs.
  if (!name.payloads.empty() && name.end >= end) return first;
  if (capitals < 2 && end == head + 1) return first;
  const bool alliance = end == head + 1 && is(end, w_.of) && allied_states(head, is(end + 1, w_.the) ? end + 2 : end + 1);
  // In a heading or byline all words are in capitals: only what an article, "at" or a comma sets off is a name.
  if (title_case_ && (first == begin_ || capitals_ < 2 ||
                      (!is(first - 1, w_.the) && !is(first - 1, w_.at) && !(is(first - 1, w_.comma) && end > head + 1))))
    return first;
  // "Government of X", "State Department" and other listed ones inside.
  // "Alliance of the New Left": a party's, where the sentence speaks of party politics
  if (first == begin_ && capitals == 1 && (!w_.party_heads.has(tokens_[head].word) || !is(head + 1, w_.of) || !political())) return first;
  // "the Finnish Green League": a listed body with its state's adjective before it.
  if (const EntryId body = state_before_listed_body(first, end); body != no_entry) {
    const EntityIndex index = entity_of(body);
    met(index, words(longest_name(first).end, end));
    add_mention(first, end, MentionKind::organisation, index);
    if (name_of_state(first)) analysis_.entities[entity_of(*name_of_state(first))].named = true;
    bracketed_alias(end, index);
    return end;
  }
  const std::string label = words(first, end);
  // A state at the start owns it: "Hungarian Foreign Ministry".
  // "National Bureau of Asian Research", "Centre for Policy Studies"
  const std::string last = fold_word(document_.text(tokens_[end - 1]));
  const bool research = end > head + 1 && (last == "research" || last == "studies");
  const ClassId type = alliance ? ClassId{cls::Alliance} : research ? ClassId{cls::ResearchInstitute} : organisation_type(head);
  const EntityIndex index = unlisted(cls::Organization, type, label, fold_name(label));
  met(index, label);
  add_mention(first, end, MentionKind::organisation, index);
  if (name_of_state(first)) analysis_.entities[entity_of(*name_of_state(first))].named = true;
  // "the Uganda Army", "the Naval Forces of Ukraine": whose body it is
  if (analysis_.entities[index].type == cls::GovernmentBody) {
    std::optional<EntryId> state = name_of_state(first);
    if (const std::uint32_t owner = is(head + 1, w_.of) ? (is(head + 2, w_.the) ? head + 3 : head + 2) : end; !state && owner < end)
      state = name_of_state(owner);
    if (state) {
      const EntityIndex owner = entity_of(*state);
      analysis_.entities[index].parent = owner;
    }
  }
  bracketed_alias(end, index);
  return end;
}

std::uint32_t Finder::organisation_by_membership(std::uint32_t first) {
  static const std::set<std::string> members{"member", "members", "membership"},
      states{"states", "state", "countries", "country", "nations"};
  static const std::set<std::string> behind{"and", "or",  "in",   "on",   "as",   "is",   "are",   "was",   "were", "has",    "have",
                                            "had", "to",  "who",  "that", "from", "with", "which", "since", "at",   "met",    "by",
                                            "for", "but", "will", "can",  "may",  "this", "also",  "while", "said", "agreed", "when"};
  static const std::set<std::string> none_of{"House", "Family", "Administration", "Cabinet", "Royal", "Church", "War", "Bar", "Mission"};
  if (!name_word(first) || first < begin_ + 3) return first;
  const auto word = [&](std::uint32_t i) { return fold_word(document_.text(tokens_[i])); };
  std::uint32_t i = first - 1;
  if (!is(i, w_.the) || i < begin_ + 2) return first;
  --i;
  const std::string before = word(i);
  if (before == "of" || before == "in") {
    --i;
    if (states.contains(word(i)) && i > begin_) --i;
    if (!members.contains(word(i))) return first;
  } else if (before != "joined" && before != "joining" && before != "joins") {
    return first;
  }
  // "the Asia Cooperation Dialogue", "the Shield of the Americas", "the Partnership for Atlantic Cooperation"
  std::uint32_t end = first;
  std::size_t capitals = 0;
  while (end < end_ && name_word(end) && (end == first || joined_by_space(end))) {
    const NameHit hit = longest_name(end);
    const bool adjective = std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
      const NameKind kind = catalog_.names()[payload].kind;
      return kind == NameKind::adjective || kind == NameKind::demonym;
    });
    if (adjective || none_of.contains(std::string(document_.text(tokens_[end])))) return first;
    ++end, ++capitals;
  }
  if (is(end, w_.of) || is(end, w_.for_) || is(end, w_.on)) {
    std::uint32_t k = end + 1;
    if (is(k, w_.the)) ++k;
    std::uint32_t to = k;
    // "joined the African Union on September 17, 1991"
    while (to < end_ && !dates_.can_begin(tokens_[to]) && name_word(to) && (to == k || joined_by_space(to))) ++to, ++capitals;
    if (to > k) end = to;
  }
  if (capitals < 2 || (end < end_ && tokens_[end].kind == TokenKind::word && !behind.contains(word(end)))) return first;
  // A state, an agreement or a body that the gazetteers know is theirs to read.
  const NameHit known = longest_name(first);
  if (!known.payloads.empty() && known.end >= end) return first;
  for (std::uint32_t k = first; k < end; ++k)
    if (w_.agreement_heads.has(tokens_[k].word)) return first;
  const std::string label = words(first, end);
  const EntityIndex index = unlisted(cls::Organization, cls::Organization, label, fold_name(label));
  met(index, label);
  add_mention(first, end, MentionKind::organisation, index);
  bracketed_alias(end, index);
  return end;
}

bool Finder::allied_states(std::uint32_t head, std::uint32_t first) {
  static const std::set<std::string> heads{"alliance", "entente", "league", "bloc", "coalition", "pact"};
  if (!heads.contains(fold_word(document_.text(tokens_[head]))) || !is_state_name(first)) return false;
  std::uint32_t next = longest_name(first).end;
  if (!is(next, w_.comma) && !is(next, w_.and_)) return false;
  ++next;
  if (is(next, w_.the)) ++next;
  return next < end_ && is_state_name(next);
}

bool Finder::has_members(std::uint32_t head) const {
  std::uint32_t i = head;
  while (i > begin_ && capital(i - 1)) --i;
  if (i > begin_ && is(i - 1, w_.the)) --i;
  if (i < begin_ + 1) return false;
  const std::string before = fold_word(document_.text(tokens_[i - 1]));
  if (before == "representing") return true;
  if (before != "of" || i < begin_ + 2) return false;
  const std::string role = fold_word(document_.text(tokens_[i - 2]));
  return role == "member" || role == "leader" || role == "candidate" || role == "politician" || role == "chairman" || role == "founder";
}

EntryId Finder::state_before_listed_body(std::uint32_t first, std::uint32_t end) {
  const NameHit adjective = longest_name(first);
  EntryId state = no_entry;
  for (const auto payload : adjective.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.entry != no_entry && n.kind == NameKind::adjective && catalog_[n.entry].cls == cls::State) state = n.entry;
  }
  if (state == no_entry || adjective.end >= end) return no_entry;
  const NameHit body = longest_name(adjective.end);
  if (body.end != end) return no_entry;
  for (const auto payload : body.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.entry != no_entry && catalog_[n.entry].cls == cls::Organization && catalog_[n.entry].country == state) return n.entry;
  }
  return no_entry;
}

ClassId Finder::organisation_type(std::uint32_t head) {
  const std::string word = fold_word(document_.text(tokens_[head]));
  if (word == "party" || (w_.party_heads.has(tokens_[head].word) && political())) return cls::PoliticalParty;
  if (word == "coalition" || word == "rally" || word == "league" || word == "bloc" || word == "front" || word == "convergence")
    if (has_members(head)) return cls::PoliticalParty;
  if (word == "ministry" || word == "department" || word == "bureau" || word == "parliament" || word == "senate" || word == "army" ||
      word == "navy" || word == "forces" || word == "cabinet" || word == "embassy" || word == "agency" || word == "directorate")
    return cls::GovernmentBody;
  if (word == "institute" || word == "university" || word == "academy" || word == "center") return cls::ResearchInstitute;
  return cls::Organization;
}

}  // namespace pacta::mentions
