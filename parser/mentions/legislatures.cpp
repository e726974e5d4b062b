#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

namespace {

/// Heads that alone make the name of an assembly; the others do so only behind a word that says which assembly it is ("National Council").
bool sure_head(std::string_view word) {
  return word == "parliament" || word == "senate" || word == "legislature" || word == "landtag";
}

}  // namespace

std::optional<Finder::Legislature> Finder::legislature_at(std::uint32_t i) {
  if (i >= end_ || !capital(i) || !is_word(i)) return std::nullopt;
  Legislature found;
  const NameHit hit = longest_name(i);
  std::vector<EntryId> listed;
  for (const auto payload : hit.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.entry == no_entry || catalog_[n.entry].member_titles.empty()) continue;
    if (n.kind == NameKind::weak)
      found.shared = true;
    else
      found.entry = n.entry;
    listed.push_back(n.entry);
  }
  if (!listed.empty()) found.end = hit.end;
  // By pattern: a run of capitals with a head, and what follows with "of".
  std::uint32_t k = i, head = no_token;
  while (k < end_ && k - i < 10) {
    if (capital(k) && is_word(k) && (k == i || joined_by_space(k) || is(k - 1, w_.hyphen))) {
      const std::string word = fold_word(document_.text(tokens_[k]));
      if (sure_head(word) || (k > i && w_.assembly_heads.has(tokens_[k].word) && w_.assembly_kinds.has(tokens_[k - 1].word)) ||
          ((word == "house" || word == "chamber") && is(k + 1, w_.of) && capital(k + 2)) ||
          (word == "congress" && is(k + 1, w_.of) && k + 2 < end_ && is_state_name(k + 2)))
        head = head == no_token ? k : head;
      ++k;
    } else if (k > i && (is(k, w_.of) || is(k, w_.hyphen) || is(k, w_.and_) || is(k, w_.possessive)) && k + 1 < end_ &&
               (capital(k + 1) || (is(k + 1, w_.the) && capital(k + 2))) &&
               (!is(k, w_.and_) || (head != no_token && is_state_name(k + 1) == is_state_name(k - 1)))) {
      k += is(k + 1, w_.the) && capital(k + 2) ? 2 : 1;
    } else {
      break;
    }
  }
  if (head != no_token && k > found.end) {
    std::uint32_t end = trim_person_name(head, k);
    if (end > found.end) found = {end, no_entry, false};
  }
  if (found.end == 0) return std::nullopt;
  if (found.shared) {
    // "the National Assembly": of the one state that the text names
    const EntryId state = only_state_named();
    found.entry = no_entry;
    for (const EntryId entry : listed)
      if (state != no_entry && catalog_[entry].country == state) found.entry = entry, found.shared = false;
  } else if (found.entry == no_entry && found.end <= head + 1 && i == head) {
    found.shared = true;  // "the Parliament", "the Senate" of whatever state
  }
  if (found.shared && found.end == i + 1) return std::nullopt;
  return found;
}

EntityIndex Finder::seat_in(const Legislature& legislature, std::uint32_t first, std::uint32_t body_first) {
  const std::string name = words(body_first, legislature.end);
  std::string title = "Member of ";
  EntityIndex body = no_entity;
  if (legislature.entry != no_entry) {
    body = entity_of(legislature.entry);
    met(body, name);
  } else {
    body = unlisted(cls::Organization, cls::GovernmentBody, name, fold_name(name));
    analysis_.entities[body].type = cls::GovernmentBody;
    analysis_.entities[body].named = true;
    if (legislature.shared) analysis_.entities[body].known_in_full = false;
    if (const ElectionState state = election_state(body_first, legislature.end); state.state != no_entry)
      analysis_.entities[entity_of(state.state)].named = true;
  }
  const bool article = body_first > begin_ && is(body_first - 1, w_.the);
  const std::string written = title + (article ? "the " : "") + name;
  std::string label = written;
  if (legislature.entry != no_entry) {
    label = catalog_[legislature.entry].member_titles.front();
    if (label[0] >= 'a' && label[0] <= 'z') label[0] = static_cast<char>(label[0] - 32);
  }
  const EntityIndex position = unlisted(cls::Position, cls::Position, label, fold_name(label));
  Entity& entity = analysis_.entities[position];
  entity.named = true;
  entity.parent = body;
  entity.known_in_full = !legislature.shared;
  met(position, written);
  if (legislature.entry != no_entry)
    for (const std::string& other : catalog_[legislature.entry].member_titles) met(position, other);
  if (first < body_first && first + 3 < body_first) met(position, words(first, legislature.end));
  return position;
}

std::uint32_t Finder::seat_noun(std::uint32_t i) const {
  // "member of the", "deputy in the", "delegate to the"
  if (!is_word(i) || !w_.seat_nouns.has(tokens_[i].word)) return no_token;
  std::uint32_t k = i + 1;
  if (!is(k, w_.of) && !is(k, w_.in) && !is(k, w_.to)) return no_token;
  ++k;
  if (is(k, w_.the)) ++k;
  return k < end_ ? k : no_token;
}

bool Finder::seat_before(std::uint32_t i) const {
  // "elected to the X", "served in the X", "a seat in the X", "represented Y in the X"
  std::uint32_t k = i;
  if (k > begin_ && is(k - 1, w_.the)) --k;
  if (k < begin_ + 2) return false;
  const std::string preposition = fold_word(document_.text(tokens_[k - 1]));
  if (preposition != "to" && preposition != "in" && preposition != "into" && preposition != "entered" && preposition != "joined")
    return false;
  if (preposition == "entered" || preposition == "joined") return true;
  const std::uint32_t reach = preposition == "in" ? 7 : 3;
  for (std::uint32_t t = k - 1; t-- > begin_ && k - t <= reach;) {
    const std::string word = fold_word(document_.text(tokens_[t]));
    if (preposition == "in" ? word == "served" || word == "serves" || word == "serving" || word == "sat" || word == "sits" ||
                                  word == "seat" || word == "represented" || word == "represents" || word == "representing"
                            : word == "elected" || word == "re-elected" || word == "returned" || word == "appointed")
      return true;
    if (tokens_[t].kind == TokenKind::punctuation && !is(t, w_.hyphen)) return false;
  }
  return false;
}

std::uint32_t Finder::seat(std::uint32_t i) {
  if (const std::uint32_t body = seat_noun(i); body != no_token) {
    const auto legislature = legislature_at(body);
    if (!legislature) return i;
    const EntityIndex position = seat_in(*legislature, i, body);
    add_mention(i, legislature->end, MentionKind::position, position).name_first = i;
    return legislature->end;
  }
  if (!capital(i) || !is_word(i)) return i;
  const bool before = seat_before(i);
  if (!before && !catalog_.name_trie().begins(tokens_[i].word)) return i;
  const auto legislature = legislature_at(i);
  if (!legislature) return i;
  // "Bundestag member Jonas Weber", "a Bundestag member"
  const std::uint32_t noun = legislature->end;
  if (noun < end_ && lower(noun) && w_.seat_nouns.has(tokens_[noun].word)) {
    const EntityIndex position = seat_in(*legislature, i, i);
    const std::uint32_t name = noun + 1;
    const std::uint32_t name_end = name < end_ ? name_shape(name, true) : no_token;
    if (name_end == no_token || name_end < name + 2) {
      add_mention(i, noun + 1, MentionKind::position, position).name_first = i;
      return noun + 1;
    }
    const EntityIndex person = person_named(name, name_end, true);
    Mention& mention = add_mention(i, name_end, MentionKind::person, person);
    mention.name_first = name;
    mention.name_end = name_end;
    seat_claims(person, position);
    return name_end;
  }
  if (!before) return i;
  add_mention(i, legislature->end, MentionKind::position, seat_in(*legislature, i, i)).name_first = i;
  return legislature->end;
}

void Finder::seat_claims(EntityIndex person, EntityIndex position) {
  if (analysis_.entities[person].type == cls::Person) analysis_.entities[person].type = cls::Official;
  const Span span = sentence_->span;
  const EntityIndex body = analysis_.entities[position].parent;
  claim(person, prop::holdsPosition, position, "seat-with-name", span);
  claim(position, prop::positionIn, body, "seat-with-name", span);
  claim(person, prop::officialOf, body, "seat-with-name", span);
}

}  // namespace pacta::mentions
