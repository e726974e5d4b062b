

#include "base/text.h"
#include "parser/acts.h"
#include "parser/mentions/finder.h"
#include "parser/numerals.h"

namespace pacta::mentions {

bool Finder::adopts_resolutions(EntityIndex body) const {
  const std::string name = fold_name(analysis_.entities[body].label);
  for (const std::string_view end :
       {"council", "assembly", "parliament", "conference", "united nations", "union", "congress", "senate", "nations"})
    if (name.ends_with(end)) return true;
  return false;
}

bool Finder::listed_resolution(std::uint32_t i) const {
  if (resolution_end_ == 0 || tokens_[i].kind != TokenKind::number || i <= resolution_end_ || i > resolution_end_ + 2) return false;
  for (std::uint32_t k = resolution_end_; k < i; ++k)
    if (!is(k, w_.comma) && !is(k, w_.and_)) return false;
  if (i + 2 < end_ && document_.text(tokens_[i + 1]) == "/" && joined(i + 1) && tokens_[i + 2].kind == TokenKind::number) return true;
  // "Resolutions 733 and 1907"
  const std::uint32_t digits = tokens_[i].end - tokens_[i].begin;
  if (several_resolutions_ && (digits == 3 || digits == 4) &&
      (i + 1 >= end_ || tokens_[i + 1].kind == TokenKind::punctuation || is(i + 1, w_.and_) || w_.stoppers.has(tokens_[i + 1].word)))
    return true;
  return is(i + 1, w_.open) && i + 3 < end_ && tokens_[i + 2].kind == TokenKind::number && tokens_[i + 2].end - tokens_[i + 2].begin == 4 &&
         is(i + 3, w_.close);
}

EntityIndex Finder::organ_of_document() const {
  for (const char* id : {"un-security-council", "un-general-assembly"}) {
    const EntryId entry = catalog_.find(cls::Organization, id);
    const auto known = entry == no_entry ? by_entry_.end() : by_entry_.find(entry);
    if (known == by_entry_.end()) continue;
    for (const Mention& mention : analysis_.mentions)
      if (mention.entity == known->second && mention.first_token < 60) return known->second;
  }
  return no_entity;
}

std::uint32_t Finder::special_session(std::uint32_t i) const {
  // "ES-11/1", "S-10/2": the General Assembly's special sessions
  const std::string_view letters = i < end_ ? document_.text(tokens_[i]) : std::string_view();
  if ((letters != "ES" && letters != "S") || i + 5 > end_ || !is(i + 1, w_.hyphen) || tokens_[i + 2].kind != TokenKind::number) return i;
  return document_.text(tokens_[i + 3]) == "/" && tokens_[i + 4].kind == TokenKind::number ? i + 5 : i;
}

std::uint32_t Finder::resolution(std::uint32_t i) {
  std::uint32_t k = i;
  EntityIndex organ = no_entity;
  std::string number;
  const std::string_view word = document_.text(tokens_[i]);
  if ((word == "S" || word == "A") && i + 4 < end_ && document_.text(tokens_[i + 1]) == "/" && document_.text(tokens_[i + 2]) == "RES" &&
      document_.text(tokens_[i + 3]) == "/") {
    number = document_.text(tokens_[i + 4]);
    k = i + 5;
    if (const std::uint32_t special = special_session(i + 4); special > i + 4) number = words(i + 4, special), k = special;
    if (k + 1 < end_ && document_.text(tokens_[k]) == "/" && joined(k)) number += "/" + std::string(document_.text(tokens_[k + 1])), k += 2;
    const EntryId entry = catalog_.find(cls::Organization, word == "S" ? "un-security-council" : "un-general-assembly");
    if (entry != no_entry) organ = entity_of(entry);
  } else if ((tokens_[i].word == w_.resolution || word == "Resolution") && special_session(i + 1) > i + 1) {
    k = special_session(i + 1);
    number = words(i + 1, k);
    const EntryId entry = catalog_.find(cls::Organization, "un-general-assembly");
    if (entry != no_entry) organ = entity_of(entry);
  } else if (listed_resolution(i) || ((tokens_[i].word == w_.resolution || word == "resolutions" || word == "Resolutions") &&
                                      i + 1 < end_ && tokens_[i + 1].kind == TokenKind::number)) {
    const std::uint32_t at = tokens_[i].kind == TokenKind::number ? i : i + 1;
    number = document_.text(tokens_[at]);
    k = at + 1;
    if (k + 1 < end_ && tokens_[k + 1].kind == TokenKind::number && joined(k) && joined(k + 1) &&
        (is(k, w_.hyphen) || document_.text(tokens_[k]) == "/")) {
      number += "/" + std::string(document_.text(tokens_[k + 1]));
      k += 2;
    }
    // The organ stands right before, or began the sentence's list of resolutions.
    for (std::size_t m = analysis_.mentions.size(); m-- > 0;) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.first_token < begin_ || mention.entity == no_entity) break;
      if (mention.kind == MentionKind::organisation && adopts_resolutions(mention.entity)) {
        organ = mention.entity;
        break;
      }
    }
  } else {
    return i;
  }
  if (k + 2 < end_ && is(k, w_.open) && is(k + 2, w_.close)) {
    // "1540 (2004)" is the Security Council's way of numbering, "2625 (XXV)" was the General Assembly's.
    const std::string_view session = document_.text(tokens_[k + 1]);
    const bool year = tokens_[k + 1].kind == TokenKind::number && session.size() == 4;
    if (organ == no_entity && number.find_first_of("/-") == std::string::npos && (year || roman_value(session) > 0)) {
      const EntryId entry = catalog_.find(cls::Organization, year ? "un-security-council" : "un-general-assembly");
      if (entry != no_entry) organ = entity_of(entry);
    }
    if (tokens_[k + 1].kind == TokenKind::number) k += 3;
  }
  resolution_end_ = k;
  if (tokens_[i].kind != TokenKind::number) several_resolutions_ = word == "resolutions" || word == "Resolutions";
  if (organ == no_entity) organ = organ_of_document();
  const std::string label = organ == no_entity ? "Resolution " + number : analysis_.entities[organ].label + " Resolution " + number;
  const EntityIndex index = unlisted(cls::Instrument, cls::Resolution, label, fold_name(label));
  if (organ == no_entity) analysis_.entities[index].known_in_full = false;
  met(index, words(i, k));
  met(index, "Resolution " + number);
  add_mention(i, k, MentionKind::agreement, index);
  return k;
}

std::uint32_t Finder::decision_of_body(std::uint32_t i) {
  if (document_.text(tokens_[i]) != "Decision" && document_.text(tokens_[i]) != "DECISION") return i;
  std::uint32_t at = i + 1;
  if (at < end_ && fold_word(document_.text(tokens_[at])).starts_with("no") && tokens_[at].end - tokens_[at].begin <= 3) ++at;
  if (is(at, w_.dot)) ++at;
  if (at >= end_ || tokens_[at].kind != TokenKind::number || tokens_[at].end - tokens_[at].begin > 6) return i;
  std::string number(document_.text(tokens_[at]));
  std::uint32_t k = at + 1;
  if (k + 1 < end_ && document_.text(tokens_[k]) == "/" && joined(k) && tokens_[k + 1].kind == TokenKind::number) {
    number += "/" + std::string(document_.text(tokens_[k + 1]));
    k += 2;
  }
  const auto body_at = [&](std::uint32_t n) {
    for (const auto payload : longest_actor(n).payloads)
      if (const CatalogName& name = catalog_.names()[payload];
          name.entry != no_entry && name.ambiguity < 0 && name.kind != NameKind::weak && catalog_[name.entry].cls == cls::Organization)
        return name.entry;
    return no_entry;
  };
  // "Andean Community Decision 371"; "Decision 371 (Price Bands) of the Andean Community"
  EntryId body = no_entry;
  for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_ && body == no_entry;) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.end_token == i && mention.entity != no_entity && analysis_.entities[mention.entity].cls == cls::Organization)
      body = analysis_.entities[mention.entity].entry;
  }
  for (std::uint32_t n = k; n + 2 < end_ && n < k + 12 && body == no_entry; ++n) {
    if (is(n, w_.comma) || is(n, w_.semicolon) || is(n, w_.dot)) break;
    if (is(n, w_.of)) body = body_at(is(n + 1, w_.the) ? n + 2 : n + 1);
  }
  if (body == no_entry) return i;
  const std::string label = catalog_[body].label + " Decision " + number;
  const EntityIndex index = unlisted(cls::Instrument, cls::Instrument, label, fold_name(label));
  met(index, words(i, k));
  add_mention(i, k, MentionKind::agreement, index);
  return k;
}

std::uint32_t Finder::act_of_union(std::uint32_t i) {
  const auto act = read_act(document_, i, end_);
  if (!act) return i;
  const EntityIndex index = unlisted(cls::Instrument, cls::Instrument, act->label, fold_name(act->label));
  met(index, words(i, act->end_token));
  add_mention(i, act->end_token, MentionKind::agreement, index);
  return act->end_token;
}

bool Finder::constitution_near(std::uint32_t i) const {
  for (std::uint32_t k = i + 1; k < end_ && k - i < 6; ++k)
    if (capital(k) && document_.text(tokens_[k]) == "Constitution") return true;
  return false;
}

std::uint32_t Finder::national_act(std::uint32_t i) {
  const auto word = [&](std::uint32_t k) { return k < end_ ? document_.text(tokens_[k]) : std::string_view(); };
  std::string label;
  std::uint32_t end = i;
  if (word(i) == "Executive" && word(i + 1) == "Order") {
    end = i + 2;
    label = "Executive Order ";
  } else if (word(i) == "E.O.") {
    end = i + 1;
    label = "Executive Order ";
  }
  EntityIndex state = no_entity;
  if (!label.empty()) {
    if (word(end) == "No" || word(end) == "No." || word(end) == "Number") ++end;
    if (is(end, w_.dot)) ++end;
    if (end >= end_ || tokens_[end].kind != TokenKind::number) return i;
    label += word(end++);
  } else {
    // "the Constitution of Iraq", "the Iraqi Constitution", "Iraq's Constitution"
    std::uint32_t name = i;
    if (word(i) == "Constitution" && is(i + 1, w_.of)) {
      name = is(i + 2, w_.the) ? i + 3 : i + 2;
      end = name < end_ && is_state_name(name) ? longest_name(name).end : i;
    } else if (constitution_near(i) && is_state_name(i)) {
      end = longest_name(i).end;
      if (is(end, w_.possessive)) ++end;
      end = word(end) == "Constitution" ? end + 1 : i;
    }
    if (end == i || longest_name(i).end >= end) return i;  // what the gazetteers know is theirs
    const auto entry = name_of_state(name);
    if (!entry) return i;
    state = entity_of(*entry);
    label = "Constitution of " + analysis_.entities[state].label;
  }
  const EntityIndex index = unlisted(cls::Instrument, cls::NationalLaw, label, fold_name(label));
  met(index, words(i, end));
  add_mention(i, end, MentionKind::agreement, index);
  if (state != no_entity) analysis_.entities[state].named = true;
  return end;
}

bool Finder::is_called(std::uint32_t open, std::uint32_t close) const {
  const auto writing = [&](std::uint32_t i) { return i >= begin_ && i < end_ && w_.writings.has(tokens_[i].word); };
  if (open > begin_ && (writing(open - 1) || (is(open - 1, w_.comma) && open > begin_ + 1 && writing(open - 2)))) return true;
  if (open > begin_ + 1 && is(open - 1, w_.of) && fold_word(document_.text(tokens_[open - 2])) == "author") return true;
  std::uint32_t i = close + 1;
  const auto word = [&](std::uint32_t k) { return k >= begin_ && k < end_ ? fold_word(document_.text(tokens_[k])) : std::string(); };
  if (title_case(open + 1, close)) {
    static const std::set<std::string> lead{"wrote", "writes", "published", "penned", "authored", "titled", "headlined", "title"};
    static const std::set<std::string> behind{"appeared", "appears", "ran", "argues", "argued", "came", "published"};
    const bool comma = is(i, w_.comma) || is(close - 1, w_.comma);
    const std::uint32_t next = is(i, w_.comma) ? i + 1 : i;
    if (open > begin_ && lead.contains(word(open - 1))) return true;
    // "Ana Reyes's “X” appeared in", "the magazine had carried her “X”."
    const bool owned = open > begin_ && (is(open - 1, w_.possessive) || is(open - 1, w_.apostrophe) || word(open - 1) == "her" ||
                                         word(open - 1) == "his" || word(open - 1) == "their");
    static const std::set<std::string> carried{"carried", "ran", "printed", "published", "carries", "runs"};
    // "Foreign Affairs published Ana Reyes's “X”"
    if (owned && open > begin_ + 3)
      for (std::uint32_t k = open - 1; k > begin_ && open - k < 7; --k)
        if (carried.contains(word(k)) && capital(k + 1)) return true;
    if (word(next) == "was" && (word(next + 1) == "written" || word(next + 1) == "authored")) return true;
    if (owned && (behind.contains(word(next)) || (open > begin_ + 1 && carried.contains(word(open - 2))))) return true;
    // "argues in “X”"
    static const std::set<std::string> argues{"argues", "argued", "writes", "contends", "contended", "warns", "warned", "pleads", "claims"};
    if (open > begin_ + 1 && word(open - 1) == "in" && argues.contains(word(open - 2))) return true;
    // "an essay for Foreign Affairs, “X”,", "an article by Ana Reyes, “X”,"
    if (open > begin_ + 4 && is(open - 1, w_.comma)) {
      static const std::set<std::string> links{"in", "for", "by"};
      for (std::uint32_t k = open - 2; k > begin_ && open - k < 10 && tokens_[k].kind == TokenKind::word; --k)
        if (writing(k) && links.contains(word(k + 1))) return true;
    }
    // "“X”, by Ana Reyes", "“X” ran in"
    if (word(next) == "by" && capital(next + 1) && is_word(next + 1)) return true;
    if ((word(next) == "appeared" || word(next) == "ran" || word(next) == "published") &&
        (word(next + 1) == "in" || word(next + 1) == "on"))
      return true;
    if (word(next) == "was" && word(next + 1) == "published") return true;
    // "Ana Reyes, “X”, Foreign Affairs, vol. 3"
    if (comma && open > begin_ + 1 && is(open - 1, w_.comma) && !analysis_.mentions.empty()) {
      const Mention& author = analysis_.mentions.back();
      static const std::set<std::string> marks{"vol", "vol.", "no", "no.", "pp", "pp."};
      bool cited = false;
      for (std::uint32_t k = next; k < end_ && k < next + 12; ++k) cited = cited || marks.contains(word(k));
      cited = cited || (is(next, w_.the) ? capital(next + 1) : capital(next));
      if (author.end_token + 1 == open && author.entity != no_entity && analysis_.entities[author.entity].cls == cls::Person && cited)
        return true;
    }
  }
  // "“X”, an article by …", "“X,” a recent book by …"
  if (is(i, w_.comma) || is(close - 1, w_.comma)) {
    if (is(i, w_.comma)) ++i;
    if (!is(i, w_.a) && !is(i, w_.an)) return false;
    for (const std::uint32_t last = i + 3; i < last; ++i)
      if (writing(i + 1)) return true;
  }
  return false;
}

bool Finder::title_case(std::uint32_t first, std::uint32_t end) const {
  static const std::set<std::string> small{"the", "a",  "an", "of",   "in",   "on",    "to",   "for", "and",     "or",  "as",      "at",
                                           "by",  "is", "it", "with", "from", "after", "over", "not", "against", "but", "without", "s"};
  std::uint32_t capitals = 0;
  for (std::uint32_t i = first; i < end; ++i) {
    if (tokens_[i].kind != TokenKind::word) continue;
    if (capital(i))
      ++capitals;
    else if (!small.contains(fold_word(document_.text(tokens_[i]))) && !is(i, w_.possessive))
      return false;
  }
  return capitals >= 2;
}

bool Finder::publishes_here(std::uint32_t first, std::uint32_t end) const {
  const auto word = [&](std::uint32_t i) { return i >= begin_ && i < end_ ? fold_word(document_.text(tokens_[i])) : std::string(); };
  static const std::set<std::string> kinds{"magazine", "journal",   "weekly",     "newspaper", "daily",
                                           "website",  "quarterly", "periodical", "blog",      "monthly"};
  static const std::set<std::string> signs{"issue", "magazine", "journal", "vol",     "vol.",  "edition",
                                           "pages", "website",  "essay",   "article", "op-ed", "review"};
  static const std::set<std::string> runs{"carried", "published", "ran", "printed", "carries", "runs", "publishes"};
  static const std::set<std::string> parts{"issue", "number", "edition", "pages", "editor", "columns", "readers"};
  if (first > begin_ && kinds.contains(word(first - 1))) return true;
  bool writing = false;
  for (std::uint32_t i = begin_; i < end_ && !writing; ++i) writing = is(i, w_.quote) || signs.contains(word(i));
  if (!writing) return false;
  if (runs.contains(word(end)) || (word(end) == "had" && runs.contains(word(end + 1)))) return true;
  if (first == begin_) return false;
  const std::uint32_t before = is(first - 1, w_.the) && first > begin_ + 1 ? first - 2 : first - 1;
  static const std::set<std::string> prepositions{"in", "by", "for"};
  // "“…”, Foreign Affairs, vol. 3"
  if (is(before, w_.quote) || (is(before, w_.comma) && before > begin_ && is(before - 1, w_.quote))) return true;
  return prepositions.contains(word(before)) || (word(before) == "of" && before > begin_ && parts.contains(word(before - 1)));
}

std::uint32_t Finder::publication(std::uint32_t i) {
  if (i + 2 >= end_) return i;
  // A title in quotation marks is known by what stands before or behind it.
  if (is(i, w_.quote)) {
    std::uint32_t close = i + 1;
    while (close < end_ && !is(close, w_.quote) && close - i < 40) ++close;
    if (!is(close, w_.quote) || !is_called(i, close) || !capital(i + 1) || close < i + 3) return i;
  } else if (!w_.titled.has(tokens_[i].word) && !(is(i + 1, w_.quote) && calls_agreement(i))) {
    return i;
  }
  std::uint32_t first = is(i, w_.quote) ? i : i + 1, end = first;
  if (is(first, w_.comma)) ++first;
  if (is(first, w_.quote)) {
    end = ++first;
    while (end < end_ && !is(end, w_.quote) && end - first < 40) ++end;
    if (!is(end, w_.quote)) return i;
  } else {
    // Capitals and the small words between them.
    std::uint32_t k = end = first;
    while (k < end_ && k - first < 40) {
      if (tokens_[k].kind != TokenKind::punctuation && (capital(k) || tokens_[k].kind == TokenKind::number))
        end = ++k;
      else if (w_.connectors.has(tokens_[k].word) || is(k, w_.hyphen) || is(k, w_.colon) || is(k, w_.possessive) ||
               (is(k, w_.comma) && capital(k + 1)))
        ++k;
      else
        break;
    }
  }
  if (end < first + 2 || !capital(first)) return i;
  std::uint32_t last = end;
  while (last > first && tokens_[last - 1].kind == TokenKind::punctuation) --last;
  const std::string label = words(first, last);
  const bool agreement = calls_agreement(i);
  const ClassId kind = agreement ? ClassId{cls::Agreement} : ClassId{cls::Publication};
  const EntityIndex index = unlisted(kind, kind, label, fold_name(label));
  met(index, label);
  add_mention(first, last, agreement ? MentionKind::agreement : MentionKind::name, index).name_first = agreement ? last - 1 : first;
  return is(end, w_.quote) ? end + 1 : end;
}

bool Finder::calls_agreement(std::uint32_t i) const {
  static const std::set<std::string> calls{"titled", "entitled", "called", "named", "dubbed"};
  static const std::set<std::string> kinds{"agreement", "treaty",     "pact",          "accord", "memorandum",
                                           "protocol",  "convention", "understanding", "deal"};
  static const std::set<std::string> texts{"framework", "arrangement", "document", "text", "instrument"};
  static const std::set<std::string> heads{"arrangement", "agreement", "treaty",     "pact",      "accord",
                                           "memorandum",  "protocol",  "convention", "mechanism", "accords"};
  if (i == begin_ || !calls.contains(fold_word(document_.text(tokens_[i])))) return false;
  if (kinds.contains(fold_word(document_.text(tokens_[i - 1])))) return true;
  // "a framework to share data called “Herring Data Sharing Arrangement”"
  bool text = false, head = false;
  for (std::uint32_t k = i; k-- > begin_ && i - k < 8;) text = text || texts.contains(fold_word(document_.text(tokens_[k])));
  for (std::uint32_t k = i + 1; k < end_ && k - i < 12; ++k)
    head = head || (capital(k) && heads.contains(fold_word(document_.text(tokens_[k]))));
  return text && head;
}

}  // namespace pacta::mentions
