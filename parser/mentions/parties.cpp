
#include <algorithm>
#include <set>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

bool Finder::ideology(const CatalogName& name, std::uint32_t first, std::uint32_t end) {
  if (catalog_[name.entry].type == cls::Alignment) {
    // "on the centre-left", "left-wing": as clear as a noun. "moderate" says it of a party only.
    if (name.kind == NameKind::adjective && end == first + 1 && !before_party_noun(end)) return false;
    const EntityIndex alignment = entity_of(name.entry);
    const bool already = analysis_.entities[alignment].named;
    met(alignment, words(first, end));
    analysis_.entities[alignment].named = already;
    add_mention(first, end, MentionKind::name, alignment);
    return true;
  }
  if (name.kind == NameKind::adjective && !before_party_noun(end) && !said_of_party(first)) return false;
  // It is worth a node only where a claim speaks of it.
  add_mention(first, end, MentionKind::name, entity_of(name.entry));
  return true;
}

bool Finder::said_of_party(std::uint32_t i) const {
  // "is ideologically conservative", "has been described as populist", "its ideology is liberal"
  const auto word = [&](std::uint32_t back) { return i >= begin_ + back ? fold_word(document_.text(tokens_[i - back])) : std::string(); };
  if (word(1) == "ideologically") return true;
  static const std::set<std::string> verdicts{"described", "regarded", "classified", "characterised", "characterized",
                                              "labelled",  "labeled",  "seen",       "defined"};
  if (word(1) == "as" && verdicts.contains(word(2))) return true;
  return i >= begin_ + 2 && w_.be.has(tokens_[i - 1].word) && w_.party_possessions.has(tokens_[i - 2].word);
}

bool Finder::before_party_noun(std::uint32_t i) {
  for (std::uint32_t k = i; k < end_ && k - i < 9; ++k) {
    if (lower(k) && (w_.party_nouns.has(tokens_[k].word) || w_.party_possessions.has(tokens_[k].word))) return true;
    // "the liberal-conservative Harbour Party"
    if (k == i && capital(k) && is_word(k) && joined_by_space(k)) {
      const NameHit hit = longest_name(k);
      const std::uint32_t end = std::max(hit.end, capital_run(k));
      return end > k + 1 && (w_.party_heads.has(tokens_[end - 1].word) || is(end - 1, w_.party) ||
                             std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
                               const EntryId entry = catalog_.names()[payload].entry;
                               return entry != no_entry && catalog_[entry].type == cls::PoliticalParty;
                             }));
    }
    if (is(k, w_.comma) || is(k, w_.hyphen) || is(k, w_.and_)) continue;
    if (is(k, w_.to) && k + 2 < end_ && is(k + 2, w_.hyphen)) continue;  // "a far-left to left-wing party"
    if (!is_word(k) || w_.connectors.has(tokens_[k].word) || w_.stoppers.has(tokens_[k].word)) return false;
  }
  return false;
}

std::uint32_t Finder::anti_creed(std::uint32_t i) {
  if (!is(i + 1, w_.hyphen) || i + 2 >= end_ || fold_word(document_.text(tokens_[i])) != "anti" || !joined(i + 1) || !joined(i + 2) ||
      !creed_at(i + 2) || longest_name(i).end > i + 2)
    return i;
  const std::uint32_t end = longest_name(i + 2).end;
  const std::string label = words(i, end);
  add_mention(i, end, MentionKind::name, unlisted(cls::Topic, cls::Ideology, label, fold_name(label)));
  return end;
}

std::uint32_t Finder::national_cause(std::uint32_t i, const NameHit& name) {
  if (!capital(i) || !is_word(i) || w_.not_names.has(tokens_[i].word)) return i;
  const std::uint32_t at = std::max(i + 1, name.end);
  if (at < end_ && lower(at) && w_.nationalists.has(tokens_[at].word) && before_party_noun(at + 1) && is_state_name(i) &&
      adjective_only(i)) {
    // "a Taiwanese nationalist party"
    if (const auto entry = name_of_state(i)) analysis_.entities[entity_of(*entry)].named = true;
    const std::string kind(document_.text(tokens_[at]));
    const std::string label = words(i, at) + " " + kind.substr(0, kind.size() - (kind.ends_with("ist") ? 3 : 0)) + "ism";
    add_mention(i, at + 1, MentionKind::name, unlisted(cls::Topic, cls::Ideology, label, fold_name(label)));
    return at + 1;
  }
  if (at >= end_ || !lower(at) || !w_.national_causes.has(tokens_[at].word)) return i;
  const bool state = is_state_name(i);
  if (is(at, w_.independence) || !state) {
    bool advocated = false;
    for (std::uint32_t k = i; k-- > begin_ && i - k < 7;) advocated |= w_.advocacy.has(tokens_[k].word);
    if (!advocated && (is(at, w_.independence) || !political())) return i;
  }
  if (state)
    if (const auto entry = name_of_state(i)) analysis_.entities[entity_of(*entry)].named = true;
  const std::string label = words(i, at + 1);
  add_mention(i, at + 1, MentionKind::name, unlisted(cls::Topic, cls::Ideology, label, fold_name(label)));
  return at + 1;
}

bool Finder::political() {
  for (std::uint32_t i = begin_; i < end_; ++i)
    if (lower(i) && (w_.politics.has(tokens_[i].word) || creed_at(i) ||
                     (w_.national_causes.has(tokens_[i].word) && !is(i, w_.independence) && i > begin_ && capital(i - 1))))
      return true;
  for (std::uint32_t i = begin_ + 1; i + 1 < end_; ++i)
    if (is(i + 1, w_.independence) && capital(i) && w_.advocacy.has(tokens_[i - 1].word)) return true;
  return false;
}

bool Finder::creed_at(std::uint32_t i) {
  const NameHit hit = longest_name(i);
  return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
    const CatalogName& n = catalog_.names()[payload];
    return n.entry != no_entry && n.kind == NameKind::name && catalog_[n.entry].type == cls::Ideology;
  });
}

std::uint32_t Finder::behind_bracket(std::uint32_t i) const {
  while (is(i, w_.open)) {
    std::uint32_t k = i + 1, depth = 1;
    while (k < end_ && depth > 0) depth += is(k, w_.open) ? 1U : is(k, w_.close) ? ~0U : 0U, ++k;
    if (depth > 0) return i;
    i = k;
  }
  return i;
}

std::uint32_t Finder::capital_run(std::uint32_t i) const {
  std::uint32_t k = i, end = i;
  while (k < end_ && k - i < 12) {
    if (is_word(k) && capital(k)) {
      end = ++k;
    } else if (k > i && (w_.connectors.has(tokens_[k].word) || catalog_.name_particle(tokens_[k].word) || is(k, w_.hyphen) ||
                         is(k, w_.apostrophe) || is(k, w_.possessive))) {
      ++k;
    } else {
      break;
    }
  }
  return end;
}

std::uint32_t Finder::party_by_context(std::uint32_t i) {
  if (!capital(i) || !is_word(i) || w_.not_names.has(tokens_[i].word)) return i;
  if (i > begin_ && capital(i - 1) && is_word(i - 1) && !w_.not_names.has(tokens_[i - 1].word)) return i;
  const std::uint32_t end = capital_run(i);
  if (end == i) return i;
  // What the gazetteers know is theirs, with a word of the party behind it too ("the Labour party").
  const NameHit known = longest_name(i);
  if (!known.payloads.empty() && (known.end >= end || catalog_.names()[known.payloads[0]].kind == NameKind::name)) return i;
  if (end > i + 1 && state_before_listed_body(i, end) != no_entry) return i;
  std::uint32_t k = end;
  bool party = is(k, w_.possessive) && k + 1 < end_ && (w_.party_possessions.has(tokens_[k + 1].word) || creed_at(k + 1));
  if (!party && lower(k) && !w_.connectors.has(tokens_[k].word)) {
    // "the Projet Montréal party", "the Union Montreal municipal political party"
    for (std::uint32_t n = k; n < end_ && n - k < 3 && lower(n) && !party; ++n) party = is(n, w_.party) && i > begin_ && is(i - 1, w_.the);
  }
  if (!party && (i == begin_ || (i == begin_ + 1 && is(begin_, w_.the)))) {
    k = behind_bracket(k);
    if (is(k, w_.comma)) {
      // ", also abbreviated as X,"
      std::uint32_t n = k + 1;
      while (n < end_ && !is(n, w_.comma) && n - k < 12) ++n;
      if (is(n, w_.comma)) k = n + 1;
    }
    if (k < end_ && w_.be.has(tokens_[k].word)) {
      const auto determiner = [&](std::uint32_t n) { return is(n, w_.a) || is(n, w_.an) || is(n, w_.the); };
      bool political = false;
      for (std::uint32_t n = k + 1; n < end_ && n - k < 16; ++n) {
        if (n == k + 1 && !determiner(n)) break;
        if (lower(n) && fold_word(document_.text(tokens_[n])) == "political") political = true;
        if (lower(n) && w_.party_nouns.has(tokens_[n].word)) {
          if (n + 1 < end_ && lower(n + 1) && (w_.person_nouns.has(tokens_[n + 1].word) || office_at_cached(n + 1))) break;
          party = is(n, w_.party) || political;
          break;
        }
        if (is(n, w_.of) || is(n, w_.who) || w_.stoppers.has(tokens_[n].word)) break;
      }
    }
  }
  if (!party) {
    // "the Oromo People's Congress (OPC), a political party representing …"
    k = behind_bracket(end);
    if (end > i + 1 && is(k, w_.comma) && (is(k + 1, w_.a) || is(k + 1, w_.an) || is(k + 1, w_.the)))
      for (std::uint32_t n = k + 2; n < end_ && n - k < 8 && lower(n) && !party; ++n)
        party = is(n, w_.party) && fold_word(document_.text(tokens_[n - 1])) == "political";
  }
  if (!party) return i;
  const std::string label = words(i, end);
  const EntityIndex index = unlisted(cls::Organization, cls::PoliticalParty, label, fold_name(label));
  analysis_.entities[index].type = cls::PoliticalParty;
  met(index, label);
  add_mention(i, end, MentionKind::organisation, index);
  bracketed_alias(end, index);
  return end;
}

}  // namespace pacta::mentions
