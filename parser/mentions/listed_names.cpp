
#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

bool Finder::words_match(const std::vector<Token>& words, std::uint32_t at) const {
  if (at + words.size() > end_) return false;
  for (std::size_t k = 0; k < words.size(); ++k)
    if (tokens_[at + k].word != words[k].word || words[k].word == unknown_word ||
        (words[k].has(token_flag::capitalised) && !capital(at + static_cast<std::uint32_t>(k))))
      return false;
  return true;
}

bool Finder::holds(const Reading& reading, std::uint32_t first, std::uint32_t end) const {
  switch (reading.condition) {
    case Condition::always:
      return true;
    case Condition::previous: {
      std::uint32_t at = first;
      if (at > begin_ && is(at - 1, w_.the)) --at;
      for (const auto& words : reading.words)
        if (at >= begin_ + words.size() && words_match(words, at - static_cast<std::uint32_t>(words.size()))) return true;
      return false;
    }
    case Condition::next: {
      std::uint32_t at = end;
      if (is(at, w_.possessive)) ++at;
      return std::any_of(reading.words.begin(), reading.words.end(), [&](const auto& words) { return words_match(words, at); });
    }
    case Condition::near:
      for (std::uint32_t i = begin_; i < end_; ++i)
        for (const auto& words : reading.words)
          if (words_match(words, i)) return true;
      return false;
    case Condition::with: {
      const auto [known, fresh] = in_document_.try_emplace(&reading, false);
      if (fresh) known->second = document_has(reading.words);
      return known->second;
    }
    case Condition::never_alone:
      return by_entry_.contains(reading.entry);
    case Condition::near_state:
      for (std::uint32_t i = begin_; i < end_; ++i) {
        if (i == first) {
          i = end - 1;
          continue;
        }
        if (!catalog_.name_trie().begins(tokens_[i].word)) continue;
        std::vector<NameTrie::Hit> hits;
        catalog_.name_trie().find(std::span(tokens_).subspan(i, end_ - i), hits);
        for (const auto& hit : hits) {
          const CatalogName& n = catalog_.names()[hit.payload];
          if (n.ambiguity < 0 && n.entry != no_entry && catalog_[n.entry].cls == cls::State && n.kind != NameKind::weak) return true;
        }
      }
      return false;
    case Condition::as_actor:
      return acts(first, end);
    case Condition::as_written: {
      for (std::uint32_t i = first; i < end; ++i)
        for (const char c : document_.text(tokens_[i]))
          if (static_cast<unsigned char>(c) >= 0x80) return true;
      return false;
    }
    case Condition::given_name_before:
      return first > begin_ && capital(first - 1) && catalog_.given_name(tokens_[first - 1].word) > 0 && joined_by_space(first);
    case Condition::surname_after:
      return surname_at(end);
    case Condition::sentence_start:
      return first == begin_;
    case Condition::dated:
      return dated(reading);
  }
  return false;
}

bool Finder::document_has(const std::vector<std::vector<Token>>& words) const {
  return std::any_of(words.begin(), words.end(), [&](const std::vector<Token>& wanted) {
    return !wanted.empty() && std::search(tokens_.begin(), tokens_.end(), wanted.begin(), wanted.end(),
                                          [](const Token& a, const Token& b) { return a.word == b.word; }) != tokens_.end();
  });
}

bool Finder::surname_at(std::uint32_t i) const {
  if (!capital(i) || !is_word(i) || !joined_by_space(i) || title_case_) return false;
  if (tokens_[i].word == unknown_word) return true;
  // A surname of somebody listed, and no body's name ("Chad Wilson", not "Chad Basin Commission").
  if (capital(i + 1)) return false;
  std::vector<NameTrie::Hit> hits;
  catalog_.name_trie().find(std::span(tokens_).subspan(i, end_ - i), hits);
  return !hits.empty() && std::all_of(hits.begin(), hits.end(), [&](const NameTrie::Hit& hit) {
    const CatalogName& n = catalog_.names()[hit.payload];
    return n.entry != no_entry && catalog_[n.entry].cls == cls::Person && n.kind == NameKind::weak;
  });
}

bool Finder::no_state_here(const CatalogName& name, std::uint32_t first, std::uint32_t end) {
  if (catalog_[name.entry].cls != cls::State || name.kind == NameKind::seat || name.kind == NameKind::weak) return false;
  // "Turkish delight", "Brazil nuts", "a Cuban sandwich"
  if (lower(end) && joined_by_space(end) && w_.namesakes.has(tokens_[end].word)) return true;
  // "in the Spanish and English languages", "the Arabic, Spanish and French texts"
  if (name.kind == NameKind::adjective || name.kind == NameKind::demonym) {
    static const std::set<std::string> written{"language", "languages", "text", "texts", "version", "versions"};
    for (std::uint32_t k = end; k < end_ && k - end < 14; ++k) {
      if (lower(k) && written.contains(fold_word(document_.text(tokens_[k])))) return true;
      if (!capital(k) && !is(k, w_.comma) && !is(k, w_.and_) && !is(k, w_.or_) && !is(k, w_.the)) break;
    }
  }
  // "Kenya Barris", "India Arie": a given name that is also a state's, and a surname behind it
  if (name.kind == NameKind::name && end == first + 1 && catalog_.given_name(tokens_[first].word) > 0 && surname_at(end) &&
      !capital(end + 1))
    return true;
  // "Moscow, Idaho", "Lebanon, Pennsylvania": a namesake in a part of the United States; not in a list of places
  if (is(end, w_.comma) && capital(end + 1)) {
    const NameHit part = longest_name(end + 1);
    if (is(part.end, w_.and_) || is(part.end, w_.or_)) return false;
    return std::any_of(part.payloads.begin(), part.payloads.end(), [&](std::uint32_t payload) {
      const CatalogName& n = catalog_.names()[payload];
      return n.ambiguity < 0 && n.entry != no_entry && n.kind == NameKind::name && catalog_[n.entry].cls == cls::Place &&
             catalog_[n.entry].id.starts_with("us-") && catalog_[n.entry].country != name.entry;
    });
  }
  return false;
}

bool Finder::in_compound(std::uint32_t first, std::uint32_t end) const {
  // "Kenyan-led", "Serb-held", "Bosnia-style"
  if (is(end, w_.hyphen) && joined(end) && joined(end + 1) && lower(end + 1)) return true;
  if (first == begin_) return false;
  const std::string before = fold_word(document_.text(tokens_[first - 1]));
  if (before == "ethnic") return true;
  // "pro-Russian", "anti-American", "post-Soviet"
  if (!is(first - 1, w_.hyphen) || !joined(first - 1) || !joined(first) || first < begin_ + 2) return false;
  static const std::set<std::string> prefixes{"pro", "anti", "non", "post", "ex", "un", "inter", "trans", "intra", "pre"};
  return prefixes.contains(fold_word(document_.text(tokens_[first - 2])));
}

bool Finder::dated(const Reading& reading) const {
  const auto year_of = [&](std::uint32_t first, std::uint32_t end) -> std::string {
    for (std::uint32_t i = first; i < end; ++i)
      if (tokens_[i].kind == TokenKind::number)
        if (auto date = dates_.read(document_, i, end)) return date->value.substr(0, 4);
    return {};
  };
  // The sentence's year, else that of the sentences before it in the paragraph; where the document has no date, of those behind it.
  std::string year = year_of(begin_, end_);
  const Sentence* const first = document_.sentences.data();
  const Sentence* const last = first + document_.sentences.size();
  for (const Sentence* s = sentence_; year.empty() && s > first && (s - 1)->block == sentence_->block; --s)
    year = year_of((s - 1)->first_token, (s - 1)->end_token);
  if (document_.source.date.empty())
    for (const Sentence* s = sentence_ + 1; year.empty() && s < last && s->block == sentence_->block; ++s)
      year = year_of(s->first_token, s->end_token);
  if (year.empty()) year = document_.source.date.substr(0, std::min<std::size_t>(4, document_.source.date.size()));
  if (year.empty()) return false;
  return (reading.from.empty() || reading.from.substr(0, 4) <= year) && (reading.to.empty() || year <= reading.to.substr(0, 4));
}

bool Finder::acts(std::uint32_t first, std::uint32_t end) const {
  // "the Oslo–Helsinki axis": joined by a dash to another name
  const auto dash = [&](std::uint32_t token) {
    return (is(token, w_.dash) || is(token, w_.hyphen)) && joined(token) && joined(token + 1) && capital(token + 1);
  };
  if (dash(end) || (first > begin_ + 1 && dash(first - 1) && capital(first - 2))) return true;
  if (first > begin_ && (is(first - 1, w_.in) || is(first - 1, w_.at) || is(first - 1, w_.near))) return false;
  if (is(end, w_.possessive)) return true;
  // "the weapons Moscow sold", "In 2022 Paris delivered": cities do not do so.
  static const std::set<std::string> acting{
      "sold",     "supplied", "delivered", "sent",      "shipped",    "donated",    "imposed",   "slapped",  "signed",
      "ratified", "declared", "invaded",   "announced", "denies",     "denied",     "wants",     "insists",  "insisted",
      "refused",  "refuses",  "agreed",    "offered",   "accused",    "accuses",    "severed",   "expelled", "recalled",
      "backed",   "supports", "opposes",   "opposed",   "rejected",   "vetoed",     "abstained", "withdrew", "pledged",
      "vowed",    "warned",   "protested", "urged",     "recognised", "recognized", "acceded"};
  static const std::set<std::string> of_place{"in", "at", "near", "from", "of", "to", "outside", "around", "through", "via", "into"};
  if (end < end_ && acting.contains(fold_word(document_.text(tokens_[end]))) &&
      (first == begin_ || !of_place.contains(fold_word(document_.text(tokens_[first - 1])))) && !listed_with_place(first))
    return true;
  // "the foreign minister of Chad", "the Government of Georgia"
  static const std::set<std::string> ruled{"minister",   "ministers",   "president",  "presidents", "king",       "queen",
                                           "ambassador", "ambassadors", "premier",    "premiers",   "government", "republic",
                                           "kingdom",    "army",        "parliament", "embassy",    "leader",     "leaders",
                                           "secretary",  "emir",        "chancellor", "ministry",   "capital",    "sultan"};
  if (first > begin_ + 1 && is(first - 1, w_.of) && ruled.contains(fold_word(document_.text(tokens_[first - 2])))) return true;
  if (first > begin_ && (is(first - 1, w_.and_) || is(first - 1, w_.comma))) return !listed_with_place(first);
  // "though Budapest remains a party": the clause's subject
  static const std::set<std::string> openers{"though", "although", "while", "whereas", "but", "because", "if", "whether", "unless"};
  if (first > begin_ && openers.contains(fold_word(document_.text(tokens_[first - 1])))) return true;
  return first == begin_ || is(first - 1, w_.between) || is(first - 1, w_.with) || is(first - 1, w_.by);
}

bool Finder::listed_with_place(std::uint32_t first) const {
  for (std::uint32_t i = first; i-- > begin_ && first - i < 30;) {
    if (is(i, w_.in) || is(i, w_.at) || is(i, w_.near)) return true;
    if (goes_to(i)) return true;
    if (!is(i, w_.and_) && !is(i, w_.comma) && !capital(i)) return false;
  }
  return false;
}

bool Finder::goes_to(std::uint32_t i) const {
  // "travelled to Pristina and Belgrade", "visited Mostar and Sarajevo"
  static const std::set<std::string> visiting{"visited", "toured", "visiting", "touring"};
  static const std::set<std::string> going{"travelled", "traveled",   "flew",      "went",     "travels", "trip",
                                           "trips",     "visit",      "visits",    "returned", "journey", "tour",
                                           "flying",    "travelling", "traveling", "headed",   "travel"};
  const auto word = [&](std::uint32_t k) { return fold_word(document_.text(tokens_[k])); };
  if (visiting.contains(word(i))) return true;
  if (!is(i, w_.to)) return false;
  for (std::uint32_t k = i; k-- > begin_ && i - k < 7;)
    if (going.contains(word(k))) return true;
  return false;
}

bool Finder::read_name(std::uint32_t first, const NameHit& hit) {
  // "the Economic Partnership Agreement (EPA)", and then "the EPA": no agency
  if (hit.end == first + 1 && tokens_[first].has(token_flag::all_capitals) && !aliases_.empty())
    if (const auto alias = aliases_.find(fold_name(words(first, hit.end)));
        alias != aliases_.end() && initials_of(analysis_.entities[alias->second], words(first, hit.end))) {
      add_mention(first, hit.end, MentionKind::agreement, alias->second);
      return true;
    }
  const CatalogName* best = nullptr;
  for (const std::uint32_t payload : hit.payloads) {
    const CatalogName& candidate = catalog_.names()[payload];
    if (candidate.ambiguity >= 0) {
      const Ambiguity& ambiguity = catalog_.ambiguities()[static_cast<std::size_t>(candidate.ambiguity)];
      for (const Reading& reading : ambiguity.readings) {
        if (!holds(reading, first, hit.end)) continue;
        return apply(reading, candidate, first, hit.end);
      }
      return true;
    }
    if (best == nullptr || rank(candidate) < rank(*best)) best = &candidate;
  }
  if (best == nullptr) return false;
  if (best->kind == NameKind::weak && ((catalog_[best->entry].type == cls::MediaOutlet && publishes_here(first, hit.end)) ||
                                       (catalog_[best->entry].type == cls::ResearchInstitute && employs_here(first, hit.end)))) {
    mention_name({best->entry, NameKind::name, no_entry, -1, false, false}, first, hit.end);
    return true;
  }
  if (best->kind == NameKind::weak) {
    waiting_.push_back({first, hit.end, hit.payloads, static_cast<std::uint32_t>(sentence_ - document_.sentences.data())});
    return true;
  }
  if (catalog_[best->entry].cls == cls::Topic) return ideology(*best, first, hit.end);
  mention_name(*best, first, hit.end);
  return true;
}

bool Finder::employs_here(std::uint32_t first, std::uint32_t end) const {
  const auto word = [&](std::uint32_t i) { return i >= begin_ && i < end_ ? fold_word(document_.text(tokens_[i])) : std::string(); };
  if (is(end, w_.possessive) && capital(end + 1) && catalog_.given_name(tokens_[end + 1].word) > 0) return true;
  static const std::set<std::string> posts{"scholar", "scholars", "fellow", "expert", "experts", "analyst", "analysts", "researcher"};
  if (posts.contains(word(end))) return true;
  static const std::set<std::string> links{"of", "at", "with", "from"};
  if (first < begin_ + 2 || !links.contains(word(first - 1)) || analysis_.mentions.empty()) return false;
  const Mention& person = analysis_.mentions.back();
  return person.end_token == first - 1 && person.entity != no_entity && analysis_.entities[person.entity].cls == cls::Person;
}

int Finder::rank(const CatalogName& name) {
  switch (name.kind) {
    case NameKind::name:
      return 0;
    case NameKind::acronym:
      return 1;
    case NameKind::adjective:
      return 2;
    case NameKind::demonym:
      return 3;
    case NameKind::capital:
      return 4;
    case NameKind::seat:
      return 5;
    case NameKind::weak:
      return 6;
  }
  return 7;
}

bool Finder::apply(const Reading& reading, const CatalogName& name, std::uint32_t first, std::uint32_t end) {
  if (reading.entry == no_entry) {
    if (reading.cls == ClassId{cls::Place} && name.place != no_entry) {
      const EntityIndex place = entity_of(name.place);
      add_mention(first, end, MentionKind::name, place).place = place;
      met(place, words(first, end));
      return true;
    }
    if (reading.cls == ClassId{cls::Place}) {
      // the place that a list has under this name, or one of no list
      EntityIndex place = no_entity;
      for (const auto payload : longest_name(first).payloads) {
        const EntryId entry = catalog_.names()[payload].entry;
        if (place == no_entity && entry != no_entry && catalog_[entry].cls == cls::Place) place = entity_of(entry);
      }
      if (place == no_entity) place = unlisted(cls::Place, cls::Place, words(first, end), fold_name(words(first, end)));
      add_mention(first, end, MentionKind::name, place).place = place;
      met(place, words(first, end));
      return true;
    }
    return !reading.cls || *reading.cls != cls::Person;  // a person is read by the grammar of persons
  }
  CatalogName read{reading.entry, NameKind::name, no_entry, -1, false};
  if (catalog_[reading.entry].cls == cls::State) read.kind = name.kind, read.place = name.place;
  if (read.kind == NameKind::weak || (read.kind == NameKind::capital && read.place == no_entry)) read.kind = NameKind::name;
  mention_name(read, first, end);
  return true;
}

bool Finder::abbreviates_words(std::uint32_t first, std::uint32_t end) {
  const std::string acronym = words(first, end);
  if (own_acronyms_.contains(acronym)) return true;
  if (end != first + 1 || first < begin_ + acronym.size() + 1 || !is(first - 1, w_.open) || !is(end, w_.close)) return false;
  static const std::set<std::string> small{"of", "and", "for", "the", "on", "in", "to"};
  std::uint32_t k = first - 1;
  for (std::size_t letter = acronym.size(); letter-- > 0;) {
    do {
      if (k-- == begin_) return false;
    } while (small.contains(std::string(document_.text(tokens_[k]))));
    const std::string_view word = document_.text(tokens_[k]);
    if (!lower(k) || word.empty() || word.front() != static_cast<char>(acronym[letter] - 'A' + 'a')) return false;
  }
  own_acronyms_.insert(acronym);
  return true;
}

void Finder::mention_name(const CatalogName& name, std::uint32_t first, std::uint32_t end) {
  if (no_state_here(name, first, end)) return;
  if (name.kind == NameKind::acronym && abbreviates_words(first, end)) return;
  const EntityIndex entity = entity_of(name.entry);
  const std::string text = words(first, end);
  static constexpr std::array<MentionKind, 7> kinds{MentionKind::name,    MentionKind::name,    MentionKind::name, MentionKind::adjective,
                                                    MentionKind::demonym, MentionKind::capital, MentionKind::seat};
  Mention& mention = add_mention(first, end, kinds[static_cast<std::size_t>(name.kind)], entity);
  const Entry& entry = catalog_[name.entry];
  if (entry.cls == cls::Person) mention.kind = MentionKind::person;
  if (entry.cls == cls::Agreement || entry.cls == cls::Instrument) mention.kind = MentionKind::agreement;
  if (entry.cls == cls::Organization) {
    mention.kind = MentionKind::organisation;
    if (entry.country != no_entry && speaks_for_state(entry, first, end)) analysis_.entities[entity_of(entry.country)].named = true;
  }
  if (name.kind == NameKind::capital) {
    // "Oslo, Norway"
    const bool in_own_state = is(end, w_.comma) && end + 1 < end_ && name_of_state(end + 1) == name.entry;
    if (!in_own_state && !called_city(first, end) && (acts(first, end) || governs_policy(first, end))) {
      met(entity, text);
    } else {
      const EntityIndex place = entity_of(name.place);
      mention_at(first).entity = place;
      mention_at(first).place = place;
      mention_at(first).kind = MentionKind::name;
      met(place, text);
    }
    return;
  }
  // In a compound the state only describes somebody else.
  if (entry.cls == cls::State && name.kind != NameKind::seat && in_compound(first, end)) return;
  // Adjectives imply the state; they do not name it.
  if (mention.kind == MentionKind::adjective || mention.kind == MentionKind::demonym || mention.kind == MentionKind::seat) {
    analysis_.entities[entity].named = true;
    return;
  }
  met(entity, text);
  // "Communist Party of India (Marxist)": a sentence is read without its brackets.
  if (entry.cls == cls::Organization && is(end - 1, w_.close)) {
    Mention& whole = mention_at(first);
    while (whole.end_token > first + 1 && !is(whole.end_token, w_.open)) --whole.end_token;
    whole.name_end = whole.end_token;
  }
  bracketed_alias(end, entity);
  if (entry.cls == cls::Event) states_of_event(first, end);
}

void Finder::states_of_event(std::uint32_t first, std::uint32_t end) {
  const auto named = [&](std::string_view word) {
    return std::any_of(tokens_.begin() + first, tokens_.begin() + end,
                       [&](const Token& token) { return fold_word(document_.text(token)) == word; });
  };
  if (!named("invasion") && !(named("war") && (named("-") || named("--")))) return;
  const std::uint32_t saved_end = end_;
  end_ = end;
  for (std::uint32_t i = first; i < end;) {
    const NameHit name = longest_actor(i);
    i = !name.payloads.empty() && read_name(i, name) ? name.end : i + 1;
  }
  end_ = saved_end;
}

bool Finder::speaks_for_state(const Entry& entry, std::uint32_t first, std::uint32_t end) {
  if (entry.type == cls::GovernmentBody) return true;
  for (std::uint32_t i = first; i < end; ++i)
    if (is_state_name(i)) return true;
  return false;
}

Mention& Finder::mention_at(std::uint32_t first) {
  for (std::size_t i = analysis_.mentions.size(); i-- > 0;)
    if (analysis_.mentions[i].first_token == first) return analysis_.mentions[i];
  return analysis_.mentions.back();
}

bool Finder::called_city(std::uint32_t first, std::uint32_t end) {
  static const std::set<std::string> cities{"capital", "city", "town", "port"};
  const auto city = [&](std::uint32_t i) { return cities.contains(fold_word(document_.text(tokens_[i]))); };
  std::uint32_t before = first;
  if (before > begin_ && is(before - 1, w_.comma)) --before;
  if (before > begin_ && city(before - 1)) return true;
  if (first > begin_ + 1 && is(first - 1, w_.of) && city(first - 2)) return true;  // "the Norwegian capital of Oslo"
  const auto be = [&](std::uint32_t i) { return i < end_ && w_.be.has(tokens_[i].word); };
  // "X is the capital of", "the capital of Norway is X", "has its capital at X"
  if (be(end))
    for (std::uint32_t k = end + 1; k < end_ && k < end + 6 && (lower(k) || is_state_name(k)); ++k)
      if (city(k)) return true;
  if (first > begin_ && (be(first - 1) || is(first - 1, w_.at) || is(first - 1, w_.in)))
    for (std::uint32_t k = first - 1; k-- > begin_ && first - k < 7 && tokens_[k].kind != TokenKind::punctuation;)
      if (fold_word(document_.text(tokens_[k])) == "capital") return true;
  return is(end, w_.comma) && is(end + 1, w_.the) && end + 3 < end_ && city(end + 2) && is(end + 3, w_.of);
}

bool Finder::governs_policy(std::uint32_t first, std::uint32_t end) const {
  // "support from Ankara", "pressure on Tehran", "war with Kiev": after prepositions that take partners, a capital is a government; after
  // those of place, a city. "to" is a partner's unless a verb of motion stands near.
  if (first == begin_) return true;
  const std::string before = fold_word(document_.text(tokens_[first - 1]));
  // "accused Rabat", "angering Seoul": whom one accuses or asks is no city.
  static const std::set<std::string> addressed{
      "accused",    "accuse",    "accuses",     "accusing",    "blamed",      "blaming",    "urged",      "urging",    "warned",
      "warning",    "sue",       "sued",        "condemned",   "criticised",  "criticized", "asked",      "asking",    "told",
      "pressed",    "thanked",   "angered",     "angering",    "irritated",   "infuriated", "rebuked",    "denounced", "praised",
      "challenged", "defied",    "persuaded",   "offended",    "embarrassed", "recognised", "recognized", "backed",    "backing",
      "assured",    "informed",  "notified",    "threatened",  "isolate",     "isolated",   "appease",    "pressured", "sanctioned",
      "provoked",   "provoking", "antagonised", "antagonized", "alienated",   "alarmed",    "alarming",   "annoyed",   "lobbied",
      "reassured",  "reassure",  "makes",       "binds",       "bind",        "binding",    "bound",      "ties",      "tie",
      "tying",      "arming",    "armed",       "arm",         "arms",        "supplied",   "supplying",  "equipped",  "aided",
      "helped",     "helping",   "joined",      "linking",     "links",       "commits",    "supports",   "support",   "gave",
      "gives",      "giving",    "sent",        "lent",        "opposes",     "offered",    "offers"};
  if (addressed.contains(before)) return true;
  static const std::set<std::string> partners{"on",   "with", "against", "and",  "by", "of",   "between", "for",
                                              "that", "nor",  "neither", "from", "to", "both", "or",      "while"};
  if (!partners.contains(before)) {
    return tokens_[first - 1].kind == TokenKind::punctuation && (before == "--" || before == "-") && !is(end, w_.comma);
  }
  if (before == "of" || before == "from" || before == "to" || before == "and" || before == "by" || before == "for" || before == "on" ||
      before == "or") {
    // Motion, meetings and dates of documents make it a city: "signed at Moscow and London", "travelled to Tokyo".
    for (std::uint32_t i = first; i-- > begin_ && first - i < 8;) {
      const std::string word = fold_word(document_.text(tokens_[i]));
      static const std::set<std::string> city{"travel",  "traveled",   "travelled", "flew",    "arrived", "returned", "in",
                                              "at",      "near",       "city",      "airport", "streets", "signed",   "done",
                                              "capital", "trip",       "flight",    "visit",   "visited", "drive",    "km",
                                              "miles",   "kilometers", "outside",   "summit",  "talks",   "home",     "born"};
      if (city.contains(word)) return false;
    }
    return before != "of" || true;
  }
  return true;
}

void Finder::called_alias(std::uint32_t comma, EntityIndex entity) {
  std::uint32_t i = comma + 1;
  const auto word = [&](std::uint32_t k) { return k < end_ ? document_.text(tokens_[k]) : std::string_view(); };
  if (word(i) == "also" || word(i) == "commonly" || word(i) == "better" || word(i) == "often" || word(i) == "otherwise" ||
      word(i) == "popularly")
    ++i;
  if (word(i) == "known" && word(i + 1) == "as")
    i += 2;
  else if (word(i) == "called" || word(i) == "dubbed")
    ++i;
  else
    return;
  if (is(i, w_.the)) ++i;
  const std::uint32_t first = i;
  while (capital(i) && is_word(i) && i - first < 6) ++i;
  // "the Reindeer Pact,": a name of an agreement's kind
  if (i == first || !(is(i, w_.comma) || word(i) == ".") || !w_.agreement_heads.has(tokens_[i - 1].word)) return;
  const std::string alias = words(first, i);
  met(entity, alias);
  aliases_[fold_name(alias)] = entity;
}

bool Finder::initials_of(const Entity& entity, const std::string& letters) {
  if (entity.cls != cls::Agreement || letters.size() < 3) return false;
  static const std::set<std::string> heads{"Agreement", "Treaty",      "Pact",       "Convention", "Accord",      "Accords",
                                           "Charter",   "Partnership", "Memorandum", "Protocol",   "Arrangement", "Compact"};
  if (!heads.contains(entity.label.substr(entity.label.rfind(' ') + 1))) return false;
  std::string initials;
  bool start = true;
  for (const char c : entity.label) {
    if (start && c >= 'A' && c <= 'Z') initials += c;
    start = c == ' ' || c == '-';
  }
  return initials.ends_with(letters);
}

void Finder::bracketed_alias(std::uint32_t at, EntityIndex entity) {
  if (is(at, w_.comma)) return called_alias(at, entity);
  if (!is(at, w_.open)) return;
  std::uint32_t close = at + 1;
  while (close < end_ && !is(close, w_.close) && close - at < 24) ++close;
  if (!is(close, w_.close)) return;
  std::uint32_t first = at + 1, end = close;
  for (std::uint32_t i = at + 1; i < close; ++i)
    if (is(i, w_.quote) || document_.text(tokens_[i]) == "“") {
      first = i + 1;
      end = first;
      while (end < close && !is(end, w_.quote)) ++end;
      break;
    }
  if (is(first, w_.the)) ++first;
  if (first >= end || end - first > 8) return;
  const bool quoted = first > at + 1;
  if (!quoted) {
    if (end - first > 3) return;
    for (std::uint32_t i = first; i < end; ++i)
      if (is_word(i) && !tokens_[i].has(token_flag::all_capitals) && tokens_[i].end - tokens_[i].begin > 1) return;
    if (!is_word(first) || tokens_[first].kind == TokenKind::number) return;
    // A bracketed state or office says where the one before belongs.
    const NameHit known = longest_name(first);
    if (!known.payloads.empty()) {
      const CatalogName& n = catalog_.names()[known.payloads[0]];
      if (n.entry != no_entry && analysis_.entities[entity].entry != n.entry && !initials_of(analysis_.entities[entity], words(first, end)))
        return;
    }
  }
  const std::string alias = words(first, end);
  if (const EntryId listed = listed_in(std::span(tokens_).subspan(first, end - first));
      listed != no_entry && analysis_.entities[entity].cls == cls::Agreement && analysis_.entities[entity].entry == no_entry) {
    const EntityIndex known = entity_of(listed);
    for (auto& agreement : agreements_)
      if (agreement.entity == entity) agreement.entity = known;
    for (auto& [name, other] : aliases_)
      if (other == entity) other = known;
    const std::vector<std::string> names = analysis_.entities[entity].names;
    for (const std::string& name : names) met(known, name);
    if (analysis_.entities[known].parties.empty()) analysis_.entities[known].parties = analysis_.entities[entity].parties;
    merge(entity, known);
    entity = known;
  }
  met(entity, alias);
  aliases_[fold_name(alias)] = entity;
}

}  // namespace pacta::mentions
