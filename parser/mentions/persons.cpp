#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

std::optional<Finder::Office> Finder::compound_minister(std::uint32_t i) const {
  if (!portfolio_word(i)) return std::nullopt;
  bool several = false;
  std::uint32_t k = i, words = 0;
  while (k < end_ && k - i < 12) {
    if (portfolio_word(k)) {
      ++k;
      ++words;
    } else if (words > 0 && (is(k, w_.and_) || is(k, w_.comma) || document_.text(tokens_[k]) == "&") &&
               (portfolio_word(k + 1) || (is(k + 1, w_.and_) && portfolio_word(k + 2)))) {
      k += is(k + 1, w_.and_) ? 2 : 1;
      several = true;
    } else {
      break;
    }
  }
  const std::string head = k < end_ ? fold_word(document_.text(tokens_[k])) : "";
  if (!several || words < 2 || (head != "minister" && head != "secretary")) return std::nullopt;
  std::vector<NameTrie::Hit> hits;
  catalog_.title_trie().find(std::span(tokens_).subspan(k, 1), hits);
  for (const auto& hit : hits) {
    const TitleName& name = catalog_.title_names()[hit.payload];
    if (name.open || name.plural) continue;
    Office office;
    office.title = name.title;
    office.first = i;
    office.end = k + 1;
    return office;
  }
  return std::nullopt;
}

std::optional<Finder::Office> Finder::office_at(std::uint32_t i) {
  if (portfolio_word(i))
    if (auto minister = compound_minister(i)) return minister;
  if (!catalog_.title_trie().begins(tokens_[i].word)) return std::nullopt;
  // "Dean Acheson": a given name
  if (capital(i) && capital(i + 1) && document_.text(tokens_[i]) == "Dean") return std::nullopt;
  std::vector<NameTrie::Hit> hits;
  catalog_.title_trie().find(std::span(tokens_).subspan(i, end_ - i), hits);
  std::optional<Office> best;
  for (const auto& hit : hits) {
    const TitleName& name = catalog_.title_names()[hit.payload];
    std::uint32_t end = i + hit.length;
    // "leader of the opposition Progress Party": of the party.
    if (hit.length > 2 && end < end_ && capital(end) && joined_by_space(end) && document_.text(tokens_[end - 1]) == "opposition" &&
        catalog_.titles()[name.title].kind != TitleKind::parliament)
      continue;
    // "President of the Republic of Korea": the title's last word begins the state's name.
    if (hit.length > 1 && longest_name(end - 1).end > end && is_state_name(end - 1)) continue;
    if (name.open) {
      std::uint32_t k = end;
      std::uint32_t last = end;
      if (is(k, w_.the)) ++k;
      while (k < end_) {
        if (capital(k) && is_word(k)) {
          if (k > i && is_state_name(k)) break;
          if (is(end - 1, w_.to) && k <= end + 1 && names_organisation(k)) break;  // "ambassador to the U.N. Ana Reyes"
          last = ++k;
        } else if ((is(k, w_.and_) || is(k, w_.comma)) && k + 1 < end_ &&
                   (capital(k + 1) || (is(k + 1, w_.and_) && capital(k + 2)) || (is(k + 1, w_.the) && capital(k + 2))) &&
                   last > i + hit.length && !office_start(k + 1) && !person_start(k + 1) && !apposed_person(k + 1) &&
                   (!is(k, w_.comma) || portfolio_goes_on(k))) {
          ++k;
        } else if ((is(k, w_.of) || is(k, w_.the)) && capital(k + 1) && !is_state_name(k + 1) && last > end) {
          ++k;
        } else {
          break;
        }
      }
      last = end_of_portfolio(i + hit.length, trim_person_name(i + hit.length, last));
      if (last == end) continue;
      // "speaker of the Norwegian parliament": an adjective alone is no portfolio.
      if (const std::uint32_t open = is(end, w_.the) ? end + 1 : end;
          last == open + 1 && lower(last) && (adjective_only(open) || longest_name(open).end > last))
        continue;
      // "chairman of the Democratic Green Party": of a body, which is no portfolio.
      bool body = false;
      for (std::uint32_t n = end; n < last && !body; ++n) body = is(n, w_.party) || w_.party_heads.has(tokens_[n].word) || mission_word(n);
      if (body && (is(end - 1, w_.of) || is(end - 1, w_.the))) continue;
      // "director of the CIA", "president of the European Council": of a listed body, which read_holders takes.
      const TitleKind leading = catalog_.titles()[name.title].kind;
      if ((leading == TitleKind::organisation_head || leading == TitleKind::party_leader || leading == TitleKind::parliament) && best &&
          best->plural == name.plural && (is(end - 1, w_.of) || is(end - 1, w_.the))) {
        const std::uint32_t at = is(end, w_.the) ? end + 1 : end;
        const NameHit listed = longest_name(at);
        if (listed.end >= last && std::any_of(listed.payloads.begin(), listed.payloads.end(), [&](std::uint32_t payload) {
              const CatalogName& n = catalog_.names()[payload];
              return n.entry != no_entry && n.kind != NameKind::weak && catalog_[n.entry].cls == cls::Organization;
            }))
          continue;
      }
      end = last;
    }
    if (!best || end > best->end || (end == best->end && !name.open)) {
      Office office;
      office.title = name.title;
      office.plural = name.plural;
      office.first = i;
      office.end = end;
      best = office;
    }
  }
  return best;
}

bool Finder::names_organisation(std::uint32_t i) {
  const NameHit listed = longest_name(i);
  return std::any_of(listed.payloads.begin(), listed.payloads.end(), [&](std::uint32_t payload) {
    const CatalogName& n = catalog_.names()[payload];
    return n.entry != no_entry && n.kind != NameKind::weak && catalog_[n.entry].cls == cls::Organization;
  });
}

bool Finder::is_ambassador(std::uint32_t i) const {
  const std::string word = fold_word(document_.text(tokens_[i]));
  return word == "ambassador" || word == "ambassadors";
}

bool Finder::portfolio_word(std::uint32_t i) const {
  return i < end_ && w_.portfolios.has(tokens_[i].word);
}

bool Finder::portfolio_goes_on(std::uint32_t comma) const {
  // "Minister of Trade and Industry, Lim Hng Kiang": a name behind the comma holds no word that ministries are called by.
  std::uint32_t k = comma + 1;
  if (is(k, w_.and_)) ++k;
  if (is(k, w_.the)) ++k;
  const std::uint32_t first = k;
  bool known = false;
  while (k < end_ && is_word(k) && capital(k)) known = portfolio_word(k++) || known;
  return known || k == first || (k == first + 1 && is(k, w_.and_) && portfolio_word(k + 1));
}

std::uint32_t Finder::end_of_portfolio(std::uint32_t first, std::uint32_t last) const {
  std::uint32_t cut = last;
  while (cut > first && capital(cut - 1) && is_word(cut - 1) && !portfolio_word(cut - 1)) --cut;
  if (cut == last || cut == first || !portfolio_word(cut - 1)) return last;
  // Two words of a name, or one that no list knows but as a name
  return last - cut >= 2 || surname_at(cut) || catalog_.family_name(tokens_[cut].word) > 0 ? cut : last;
}

bool Finder::office_start(std::uint32_t i) {
  if (i >= end_ || !capital(i) || !catalog_.title_trie().begins(tokens_[i].word)) return false;
  // "…, Trade, and Water": a word that begins some title, but none here.
  std::vector<NameTrie::Hit> hits;
  catalog_.title_trie().find(std::span(tokens_).subspan(i, end_ - i), hits);
  const std::string word = fold_word(document_.text(tokens_[i]));
  return !hits.empty() && word != "trade" && word != "defense";
}

bool Finder::apposed_person(std::uint32_t i) {
  if (is(i, w_.and_)) ++i;
  std::uint32_t k = i;
  while (k < end_ && capital(k) && is_word(k) && k - i < 5) ++k;
  if (k < i + 2 || !is(k, w_.comma)) return false;
  ++k;
  if (is(k, w_.the)) ++k;
  const auto owner = k < end_ ? owner_at(k) : std::nullopt;
  return owner && owner->end < end_ && catalog_.title_trie().begins(tokens_[owner->end].word);
}

std::uint32_t Finder::trim_person_name(std::uint32_t first, std::uint32_t end) {
  for (std::uint32_t k = first + 1; k < end; ++k) {
    // "Speaker of the House Nancy Pelosi": a listed person
    if (capital(k) && !is(k - 1, w_.and_) && !is(k - 1, w_.of))
      if (const NameHit hit = longest_name(k); hit.end >= k + 2 && listed_person(hit)) return k;
    // "Secretary of State Frank B. Kellogg": an initial makes a name of a given name that is also a word.
    if ((catalog_.given_name(tokens_[k].word) == 2 ||
         (catalog_.given_name(tokens_[k].word) == 1 && k + 1 < end_ && tokens_[k + 1].end - tokens_[k + 1].begin <= 2 &&
          tokens_[k + 1].has(token_flag::dotted))) &&
        k + 1 < end_ && (capital(k + 1) || catalog_.name_particle(tokens_[k + 1].word)) && is_word(k + 1)) {
      std::uint32_t cut = k;
      while (cut > first && (tokens_[cut - 1].word == w_.and_ || tokens_[cut - 1].kind == TokenKind::punctuation)) --cut;
      return cut;
    }
  }
  return end;
}

std::uint32_t Finder::name_shape(std::uint32_t i, bool titled) {
  const bool initial =
      i < end_ && capital(i + 1) && joined_by_space(i + 1) &&
      (tokens_[i].end - tokens_[i].begin == 1 || (tokens_[i].end - tokens_[i].begin == 2 && tokens_[i].has(token_flag::dotted)));
  // "on 6 April German forces invaded": a month
  if (i > begin_ && tokens_[i - 1].kind == TokenKind::number && tokens_[i - 1].end - tokens_[i - 1].begin <= 2 &&
      tokens_[i].kind == TokenKind::word && dates_.can_begin(tokens_[i]))
    return no_token;
  // "its fellow Swahili-speaking neighbours"
  if (is(i + 1, w_.hyphen) && joined(i + 1) && joined(i + 2) && lower(i + 2)) {
    static const std::set<std::string> qualities{"speaking", "based",      "led",   "backed",    "born",
                                                 "owned",    "controlled", "ruled", "sponsored", "style"};
    if (qualities.contains(fold_word(document_.text(tokens_[i + 2])))) return no_token;
  }
  if (!capital(i) || !is_word(i) || (w_.not_names.has(tokens_[i].word) && !(titled && initial))) return no_token;
  // "shot down near Tin Zaouatine"
  if (!titled && i > begin_ && is(i - 1, w_.near) && !listed_person(longest_name(i))) return no_token;
  // "In August Canberra chose": the month
  if (!titled && i > begin_ && is_word(i - 1)) {
    static const std::set<std::string> times{"in",   "of",   "since", "until", "by",  "last", "this",
                                             "that", "next", "early", "late",  "mid", "from", "on"};
    static const std::set<std::string> months{"april",  "may",    "june",     "august",    "monday",  "tuesday",
                                              "friday", "sunday", "saturday", "wednesday", "thursday"};
    if (months.contains(fold_word(document_.text(tokens_[i]))) && times.contains(fold_word(document_.text(tokens_[i - 1]))))
      return no_token;
  }
  // "Lake Taupo", "Mount Kenya"
  static const std::set<std::string> features{"lake", "mount", "cape",    "port",  "fort",  "camp",
                                              "gulf", "river", "islamic", "roman", "greek", "catholic"};
  if (!titled && features.contains(fold_word(document_.text(tokens_[i]))) && !listed_person(longest_name(i))) return no_token;
  // "the East and South China Seas"; "the heads of delegation of the Co-Chair Countries"
  static const std::set<std::string> waters{"sea", "seas", "ocean", "oceans", "strait", "straits", "islands"};
  static const std::set<std::string> groups{"statement", "statements", "remarks",  "countries",   "states", "nations",
                                            "members",   "parties",    "partners", "governments", "leaders"};
  const auto word_at = [&](std::uint32_t at) { return at < end_ ? fold_word(document_.text(tokens_[at])) : std::string(); };
  if ((!titled && waters.contains(word_at(i + 1))) || (titled && groups.contains(word_at(i)))) return no_token;
  // "the One China Principle": a state's name that is no ambiguous one begins no person's
  if (!titled && name_of_state(i) && longest_name(i).end == i + 1 && fold_word(document_.text(tokens_[i])) != "israel" &&
      !listed_person(longest_name(i)))
    return no_token;
  // "the UK-France Summit": joined to what stands before
  if (!titled && i > begin_ + 1 && (is(i - 1, w_.hyphen) || is(i - 1, w_.dash)) && joined(i - 1) && joined(i) && is_state_name(i))
    return no_token;
  // "President of Paraguay November 25", "general in the Myanmar Army"
  if (titled && (w_.organisation_heads.has(tokens_[i].word) || (dates_.can_begin(tokens_[i]) && dates_.read(document_, i, end_))))
    return no_token;
  if (titled && adjective_only(i) && !capital(longest_name(i).end)) return no_token;  // "advocates Norwegian independence"
  const int family = catalog_.family_name(tokens_[i].word);
  int given = catalog_.given_name(tokens_[i].word);
  // "Oona A. Hathaway": an initial in the middle makes it a person's name.
  if (given == 0 && i + 2 < end_ && is_word(i + 1) && tokens_[i + 1].end - tokens_[i + 1].begin <= 2 && capital(i + 1) &&
      (tokens_[i + 1].has(token_flag::dotted) || is(i + 2, w_.dot)) && tokens_[i].end - tokens_[i].begin > 2 &&
      capital(tokens_[i + 1].has(token_flag::dotted) ? i + 2 : i + 3))
    given = 2;
  if (!titled && given == 0 && family == 0) return no_token;
  if (tokens_[i].has(token_flag::dotted) && !titled) return no_token;
  if (!titled && tokens_[i].has(token_flag::all_capitals) && tokens_[i].end - tokens_[i].begin <= 4) return no_token;
  std::uint32_t k = i, names = 0, last = i;
  while (k < end_ && names < 6) {
    const Token& t = tokens_[k];
    if (k > i && t.kind == TokenKind::word && !capital(k)) {
      // particles: "da", "von der"
      std::uint32_t p = k;
      while (p < end_ && lower(p) && catalog_.name_particle(tokens_[p].word) && !is(p, w_.in) && !is(p, w_.on) && p - k < 3) ++p;
      // "al-Nimr"
      if (lower(k) && tokens_[k].end - tokens_[k].begin <= 3 && is(k + 1, w_.hyphen) && joined(k + 1) && joined(k + 2) && capital(k + 2)) {
        k += 2;
        continue;
      }
      if (p > k && p < end_ && capital(p) && tokens_[k].word != w_.of && tokens_[k].word != w_.and_ && tokens_[k].word != w_.the &&
          tokens_[k].word != w_.to) {
        k = p;
        continue;
      }
      break;
    }
    // Emanuel "Manny" Mori, Anthony 'Tony' Abbott, Antoon (Kees) Jansen
    if (names >= 1 && k + 3 < end_ && t.has(token_flag::space_before) && capital(k + 1) && is_word(k + 1) && capital(k + 3) &&
        joined(k + 2) && !tokens_[k + 1].has(token_flag::all_capitals) && joined_by_space(k + 3) && !office_word(k + 1) &&
        ((is(k, w_.open) && is(k + 2, w_.close) && catalog_.given_name(tokens_[k + 1].word) > 0) ||
         ((is(k, w_.quote) || is(k, w_.apostrophe)) && (is(k + 2, w_.quote) || is(k + 2, w_.apostrophe))))) {
      k += 3;
      continue;
    }
    // "German P8 aircraft": no name has figures in it.
    if (k > i && std::any_of(document_.text(t).begin(), document_.text(t).end(), [](char c) { return c >= '0' && c <= '9'; })) break;
    if (t.kind == TokenKind::word && capital(k)) {
      // "Oona A. Hathaway": the letter is an initial, no article.
      const bool letter = t.end - t.begin <= 2 && (t.has(token_flag::dotted) || is(k + 1, w_.dot));
      if (k > i && w_.not_names.has(t.word) && !letter) break;
      // "Foreign Minister Bula Signs Arrangements": in a heading
      if (k > i && heading_ && w_.headline_verbs.has(t.word)) break;
      if (k > i && !tokens_[k].has(token_flag::space_before) && tokens_[k - 1].word != w_.hyphen && tokens_[k - 1].word != w_.apostrophe)
        break;
      if (k > i && (w_.organisation_heads.has(t.word) || (w_.agreement_heads.has(t.word) && !titled)) && names >= 1) return no_token;
      if (k > i && office_word(k)) break;
      // A state or other known thing ends a name, unless its word is also a family name here ("Michael Jordan").
      if (names >= 1 && known_other(k) && !(names == 1 && !titled && given > 0)) break;
      ++names;
      last = ++k;
      // hyphenated: "Ho-jin", "Jean-Luc"; the part behind may be in small letters
      while (k + 1 < end_ && tokens_[k].word == w_.hyphen && joined(k) && joined(k + 1) && is_word(k + 1)) {
        k += 2;
        last = k;
      }
      // "O'Brien", "N'Dour"
      if (k + 1 < end_ && tokens_[k].word == w_.apostrophe && joined(k) && joined(k + 1) && capital(k + 1) &&
          tokens_[k - 1].end - tokens_[k - 1].begin <= 2)
        ++k;
      // "La'auli", "Mata'afa", "Sha'ban"
      else if (k + 1 < end_ && tokens_[k].word == w_.apostrophe && joined(k) && joined(k + 1) && lower(k + 1) &&
               tokens_[k + 1].end - tokens_[k + 1].begin > 1)
        last = k += 2;
      continue;
    }
    break;
  }
  if (names == 0) return no_token;
  // "Sam Mostyn AC": letters that honour are none of the name
  static const std::set<std::string> honours{"AC",   "AO",   "AM",  "OAM", "MP",  "MPs", "CBE", "OBE", "MBE", "KC",  "QC",  "KCMG", "CMG",
                                             "DCMG", "GCMG", "KBE", "DBE", "MEP", "MSP", "TD",  "GCB", "KCB", "CVO", "PhD", "CNZM", "ONZ"};
  while (names > 2 && last == k && honours.contains(std::string(document_.text(tokens_[last - 1])))) --last, --k, --names;
  if (names == 1 && last == i + 1 && tokens_[i].has(token_flag::all_capitals) && tokens_[i].end - tokens_[i].begin > 2 && !title_case_ &&
      catalog_.given_name(tokens_[i].word) == 0)
    return no_token;
  // "Jordan Rift Valley", "France Summit"
  static const std::set<std::string> things{"valley",   "river",  "summit",   "principle", "bridge",  "street",     "airport",
                                            "province", "region", "district", "palace",    "hotel",   "basin",      "strait",
                                            "crisis",   "war",    "doctrine", "treaty",    "accords", "governments"};
  if (!titled && last > i + 1 && things.contains(fold_word(document_.text(tokens_[last - 1])))) return no_token;
  // "the Foreign Ministers Meeting", "Foreign Ministers of ASEAN Member States", "Foreign Office Consultations", "Official Development
  // Assistance"
  static const std::set<std::string> gatherings{"meeting", "meetings",   "consultations", "assistance",  "states",
                                                "summit",  "conference", "retreat",       "dialogue",    "dialog",
                                                "visit",   "visits",     "workshop",      "declaration", "conclusions"};
  if (gatherings.contains(fold_word(document_.text(tokens_[last - 1])))) return no_token;
  // "the Sky Shield initiative"
  static const std::set<std::string> undertakings{"initiative", "initiatives", "programme", "program",   "project",  "scheme",   "aircraft",
                                                  "missile",    "missiles",    "exercise",  "exercises", "platform", "facility", "network"};
  if (!titled && last < end_ && lower(last) && undertakings.contains(fold_word(document_.text(tokens_[last]))) &&
      !listed_person(longest_name(i)))
    return no_token;
  if (!titled) {
    // "Paris Award", "Washington Principles": a place's name makes a person's only with a known family of names behind it.
    if (given == 1 && is_place_name(i) && !hyphenated(i, last)) return no_token;
    if (is(i + 1, w_.hyphen) && joined(i + 1) && capital(i + 2) && is_place_name(i)) return no_token;
    if (names == 1) {
      // One word: only a family name first with a hyphenated given name counts as two; else no.
      return no_token;
    }
    if (given == 0 && family < 2 && !hyphenated(i, last)) return no_token;
    if (given < 2 && family < 2 && !hyphenated(i, last) && (i == begin_ || title_case_)) return no_token;
    if (title_case_ && given < 2) return no_token;
  }
  return last;
}

bool Finder::listed_person(const NameHit& hit) const {
  return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
    const CatalogName& n = catalog_.names()[payload];
    return n.entry != no_entry && n.ambiguity < 0 && n.kind != NameKind::weak && catalog_[n.entry].cls == cls::Person;
  });
}

bool Finder::is_place_name(std::uint32_t i) {
  const NameHit hit = longest_name(i);
  return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
    const CatalogName& n = catalog_.names()[payload];
    return n.kind == NameKind::capital || n.place != no_entry || (n.entry != no_entry && catalog_[n.entry].cls == cls::Place);
  });
}

bool Finder::hyphenated(std::uint32_t first, std::uint32_t end) const {
  for (std::uint32_t i = first; i < end; ++i)
    if (tokens_[i].word == w_.hyphen && i + 1 < end && !capital(i + 1)) return true;
  return false;
}

bool Finder::office_word(std::uint32_t i) {
  const auto office = office_at_cached(i);
  return office && catalog_.titles()[office->title].kind != TitleKind::address && !catalog_.given_name(tokens_[i].word);
}

std::optional<Finder::Office> Finder::office_at_cached(std::uint32_t i) {
  if (!catalog_.title_trie().begins(tokens_[i].word)) return std::nullopt;
  return office_at(i);
}

bool Finder::known_other(std::uint32_t i) {
  const NameHit hit = longest_name(i);
  for (const auto payload : hit.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.entry == no_entry) continue;
    const ClassId cls = catalog_[n.entry].cls;
    if ((cls == cls::State && n.kind != NameKind::weak && n.kind != NameKind::capital) ||
        (cls == cls::Organization && n.kind != NameKind::weak))
      return true;
  }
  return false;
}

EntryId Finder::meaning(const CatalogName& name, std::uint32_t first, std::uint32_t end) const {
  for (const Reading& reading : catalog_.ambiguities()[static_cast<std::size_t>(name.ambiguity)].readings)
    if (holds(reading, first, end)) return reading.entry;
  return no_entry;
}

bool Finder::same_form_follows(std::uint32_t i, NameKind kind) {
  const NameHit hit = longest_name(i);
  return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
    const NameKind other = catalog_.names()[payload].kind;
    // "the minister of Bahrain and Israeli Prime Minister X": an Israeli is no state beside Bahrain
    const auto of_state = [](NameKind k) { return k == NameKind::adjective || k == NameKind::demonym; };
    return of_state(other) == of_state(kind);
  });
}

std::optional<Finder::Owner> Finder::owner_at(std::uint32_t i) {
  Owner owner;
  std::uint32_t k = i;
  while (k < end_) {
    const NameHit hit = longest_name(k);
    const CatalogName* found = nullptr;
    EntryId meant = no_entry;
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.kind == NameKind::weak || n.kind == NameKind::demonym || n.kind == NameKind::capital) continue;
      // An ambiguous name ("Dominican") is what the sentence says it is.
      const EntryId entry = n.ambiguity < 0 ? n.entry : meaning(n, k, hit.end);
      if (entry == no_entry) continue;
      const ClassId cls = catalog_[entry].cls;
      if (cls != cls::State && cls != cls::Organization) continue;
      if (found == nullptr || rank(n) < rank(*found)) found = &n, meant = entry;
    }
    if (found == nullptr) break;
    owner.spans.emplace_back(k, hit.end);
    owner.names.push_back(found);
    owner.entities.push_back(meant);
    k = hit.end;
    if (is(k, w_.possessive) || (is(k, w_.apostrophe) && joined(k))) ++k;
    owner.end = k;
    // "Norwegian and Chilean ministers", "of Norway and Chile"; not "of the Council and French President X"
    if (is(k, w_.and_) && k + 1 < end_ && same_form_follows(k + 1, found->kind)) {
      ++k;
      continue;
    }
    break;
  }
  if (owner.spans.empty()) return std::nullopt;
  return owner;
}

bool Finder::ordinal_of_office(std::uint32_t i) {
  const auto whole = office_at_cached(i);
  const auto rest = whole && i + 1 < end_ ? office_at_cached(i + 1) : std::nullopt;
  if (!whole || whole->end <= i + 1) return false;
  if (!rest || rest->end <= whole->end) return true;
  // "First Minister of Scotland" is no minister of "Scotland".
  const std::uint32_t place = is(whole->end + 1, w_.the) ? whole->end + 2 : whole->end + 1;
  return is(whole->end, w_.of) && place < end_ && is_place_name(place);
}

std::uint32_t Finder::modifiers(std::uint32_t i, ModifierEffect& effect) {
  while (i < end_ && catalog_.modifier_trie().begins(tokens_[i].word)) {
    if (capital(i) && name_of_state(i) && longest_name(i).end > i + 1) break;  // "New Zealand's minister" is no new minister
    std::vector<NameTrie::Hit> hits;
    catalog_.modifier_trie().find(std::span(tokens_).subspan(i, end_ - i), hits);
    if (hits.empty()) break;
    const auto& hit = hits.back();
    const ModifierEffect found = catalog_.modifier_effect(hit.payload);
    // "vice" of a listed office ("Vice-President") is part of it.
    // So is "chief" of "Chief Minister".
    if (found == ModifierEffect::deputy || found == ModifierEffect::none)
      if (const auto office = office_at(i);
          office && office->end > i + hit.length && (!w_.ordinals.has(tokens_[i].word) || ordinal_of_office(i)))
        break;
    if (is(i, w_.under) && !is(i + 1, w_.hyphen)) break;
    if (i > begin_ + 1 && is(i - 1, w_.hyphen) && joined(i) && joined(i - 1)) break;  // "re-elected deputy leader": a verb
    if (found != ModifierEffect::none && !(effect == ModifierEffect::past && found == ModifierEffect::acting)) effect = found;
    // "NATO chief X": no modifier, where no office follows.
    if (found == ModifierEffect::none && !w_.ordinals.has(tokens_[i].word) && office_at(i)) {
      ModifierEffect behind_effect = ModifierEffect::none;
      const std::uint32_t behind = modifiers(i + hit.length, behind_effect);
      if (behind >= end_ || !office_at(behind)) break;
    }
    i += hit.length;
    if (is(i, w_.hyphen)) ++i;
  }
  return i;
}

std::uint32_t Finder::person_or_position(std::uint32_t i) {
  // [modifiers] [owner] [modifiers] office [of owner] {, and} [office …] name
  std::uint32_t k = i;
  ModifierEffect effect = ModifierEffect::none;
  std::vector<Office> offices;
  Owner owner_before;
  bool have_owner = false;
  if (!catalog_.title_trie().begins(tokens_[i].word) && !catalog_.modifier_trie().begins(tokens_[i].word) &&
      !catalog_.name_trie().begins(tokens_[i].word) && !w_.ordinals.has(tokens_[i].word) && !(portfolio_word(i) && compound_minister(i)))
    return i;
  // "was elected leader": the verb, which no "elected leader" swallows
  if (i > begin_ &&
      (w_.be.has(tokens_[i - 1].word) || document_.text(tokens_[i - 1]) == "been" || document_.text(tokens_[i - 1]) == "not" ||
       document_.text(tokens_[i - 1]) == "never" || document_.text(tokens_[i - 1]) == "later")) {
    const std::string word = fold_word(document_.text(tokens_[i]));
    if (word == "elected" || word == "reelected" || (word == "re" && is(i + 1, w_.hyphen))) return i;
  }
  while (k < end_ && w_.ordinals.has(tokens_[k].word) && !ordinal_of_office(k)) ++k;
  k = modifiers(k, effect);
  // "his U.N. Ambassador X": sent to it, whose officer he is not
  const auto sent_there = k < end_ ? office_at(k) : std::nullopt;
  const bool to_body = sent_there && catalog_.titles()[sent_there->title].name == "UN ambassador" && is_ambassador(sent_there->end - 1);
  if (auto owner = to_body ? std::nullopt : owner_at(k)) {
    ModifierEffect inner = effect;
    const std::uint32_t next = modifiers(owner->end, inner);
    const bool after_place = k == i && i > begin_ && (is(i - 1, w_.in) || is(i - 1, w_.at) || is(i - 1, w_.to) || is(i - 1, w_.near)) &&
                             owner->end < end_ && owner->names.back()->kind == NameKind::name &&
                             catalog_[owner->entities.back()].cls == cls::State && !is(owner->end - 1, w_.possessive);
    if (next < end_ && office_at(next) && !after_place) {
      owner_before = *owner;
      have_owner = true;
      effect = inner;
      k = next;
    }
  }
  std::uint32_t end = k;
  std::vector<std::uint32_t> ends;
  if (!have_owner && k < end_ && other_begins(k)) return i;
  if (!have_owner && k < end_)
    if (const auto saint = office_at(k)) {
      // "Saint Vincent and the Grenadines", "Saint Petersburg": no saint
      if (saint->end == k + 1 && is_place_name(k) && longest_name(k).end >= k + 2 &&
          fold_name(catalog_.titles()[saint->title].name) == "saint")
        return i;
      const NameHit listed = longest_name(k);
      if (listed.end >= std::max(saint->end, k + 2) &&
          std::any_of(listed.payloads.begin(), listed.payloads.end(), [&](std::uint32_t payload) {
            const CatalogName& n = catalog_.names()[payload];
            return n.entry != no_entry && catalog_[n.entry].cls == cls::State &&
                   (n.kind == NameKind::name || n.kind == NameKind::adjective);
          }))
        return i;
    }
  while (k < end_) {
    auto office = office_at(k);
    if (!office) break;
    office->effect = effect;
    k = office->end;
    // "-elect", "-designate"
    if (is(k, w_.hyphen) && joined(k) && k + 1 < end_ &&
        (tokens_[k + 1].word == w_.elect || document_.text(tokens_[k + 1]) == "designate")) {
      office->effect = ModifierEffect::future;
      k += 2;
    }
    if (catalog_.titles()[office->title].kind != TitleKind::address) read_holders(*office, k);
    // "Permanent Representative to the United Nations in Geneva, X", "the Chilean ambassador in Oslo, Y"
    if (catalog_.titles()[office->title].kind == TitleKind::diplomat_to && (is(k, w_.in) || is(k, w_.at)) && capital(k + 1) &&
        is_place_name(k + 1)) {
      const NameHit seat = longest_name(k + 1);
      read_name(k + 1, seat);
      k = seat.end;
    }
    if (have_owner && offices.empty() && owner_before.names.size() == 1 && !office->plural && office->holders_of.empty() &&
        office->place.empty() && !is(owner_before.end - 1, w_.possessive))
      office->written = words(owner_before.spans[0].first, office->end);
    offices.push_back(*office);
    ends.push_back(k);
    end = k;
    if (catalog_.titles()[office->title].name == "U") break;  // "U Tun Tun Oo": a Burmese name, no Malay title
    // a second office: "Vice President and Foreign Minister X", "President of the Council, Foreign Minister X"
    std::uint32_t n = k;
    if (is(n, w_.and_) || is(n, w_.comma)) ++n;
    if (is(n, w_.and_)) ++n;
    if (n == k && (is(n, w_.dash) || is(n, w_.hyphen)) && !joined(n)) ++n;  // "Deputy Prime Minister – Minister of Trade X"
    ModifierEffect next_effect = ModifierEffect::none;
    const std::uint32_t m = modifiers(n, next_effect);
    // "as Emperor of Ethiopia, and Count X": a form of address begins another person's name
    if (n > k && is(n - 1, w_.and_) && m < end_ && capital(m))
      if (const auto next = office_at(m); next && catalog_.titles()[next->title].kind == TitleKind::address) break;
    // An owner between them belongs to the next office: "Foreign Policy Advisor, U.S. Southern Command X" is read by read_holders.
    if (m < end_ && capital(m) && office_at(m) && m > k - 1) {
      effect = next_effect;
      k = m;
      continue;
    }
    // "Barbados Prime Minister and CARICOM Chair X": the second one has an owner of its own
    if (have_owner && offices.size() == 1 && !offices.back().plural && n == k + 1 && is(k, w_.and_))
      if (const auto body = owner_at(n); body && body->names.size() == 1 && catalog_[body->entities[0]].cls == cls::Organization)
        if (auto second = body->end < end_ ? office_at(body->end) : std::nullopt;
            second && !second->plural && name_shape(second->end, true) != no_token && joined_by_space(second->end)) {
          second->holders_of.push_back(mention_owner(*body, 0));
          k = end = second->end;
          offices.push_back(*second);
          ends.push_back(k);
        }
    break;
  }
  if (offices.empty()) return i;
  // "the envoy of Pope Francis": two persons
  for (std::size_t o = 1; o < offices.size(); ++o)
    if (offices[o].first > i && is(offices[o].first - 1, w_.of)) return i;
  // "the son of the Ugandan president, General X": the president is another
  if (offices.size() > 1 && is(offices.back().first - 1, w_.comma)) {
    std::uint32_t of = i;
    if (of > begin_ && (is(of - 1, w_.the) || is(of - 1, w_.a))) --of;
    if (of >= begin_ + 2 && is(of - 1, w_.of) && kin_word(of - 2)) {
      offices.erase(offices.begin(), offices.end() - 1);
      ends.erase(ends.begin(), ends.end() - 1);
      have_owner = false;
    }
  }
  // "Minister of Trade" read with a name behind it, or the office alone.
  std::uint32_t name = k;
  const bool strong = !offices.empty();
  std::uint32_t name_end = name < end_ && strong && !signs_for(i, name) ? name_shape(name, titled_by(offices.back(), name)) : no_token;
  const bool address_only =
      std::all_of(offices.begin(), offices.end(), [&](const Office& o) { return catalog_.titles()[o.title].kind == TitleKind::address; });
  // "a more activist American policy": an adjective is nobody's name.
  if (name_end == name + 1 && !address_only && adjective_only(name)) name_end = no_token;
  // "Norwegian General Staff", "the United Nations General Debate": no general
  static const std::set<std::string> general_nouns{"staff",     "debate",      "assembly",     "conference",   "council",   "election",
                                                   "elections", "strike",      "secretariat",  "command",      "court",     "post",
                                                   "motors",    "electric",    "agreement",    "treaty",       "act",       "order",
                                                   "affairs",   "security",    "intelligence", "headquarters", "committee", "union",
                                                   "congress",  "directorate", "inspectorate", "prosecutor",   "hospital",  "system"};
  if (name_end != no_token && catalog_.titles()[offices.back().title].name == "general" &&
      general_nouns.contains(fold_word(document_.text(tokens_[name]))))
    return i;
  // "official United Nations documents": a body's name is nobody's; "Official Visits to …"
  if (name_end != no_token && name_end > name + 1) {
    const NameHit listed = longest_name(name);
    const auto no_person = [&](std::uint32_t payload) {
      const EntryId entry = catalog_.names()[payload].entry;
      return entry != no_entry && catalog_[entry].cls != cls::Person && catalog_[entry].cls != cls::Place;
    };
    if (listed.end >= name_end && !listed.payloads.empty() && std::all_of(listed.payloads.begin(), listed.payloads.end(), no_person))
      name_end = no_token;
  }
  if (name_end == name + 1 && catalog_.titles()[offices.back().title].name == "official") name_end = no_token;
  if (name_end != no_token && offices.back().plural && !address_only) {
    return person_list(i, offices, name, have_owner ? &owner_before : nullptr);
  }
  if (name_end == no_token) {
    if (address_only) return i;
    // "the foreign ministers, Hugh Todd of Guyana and Yván Gil of Venezuela"
    if (offices.back().plural && is(k, w_.comma)) {
      const std::uint32_t first_end = name_shape(k + 1, true);
      if (first_end != no_token && is(first_end, w_.of) && first_end + 1 < end_) {
        std::uint32_t n = first_end + 1;
        if (is(n, w_.the)) ++n;
        if (owner_at(n)) return person_list(i, offices, k + 1, nullptr);
      }
    }
    if (offices.back().plural && offices.back().holders_of.size() == 1 && !have_owner && is(k, w_.open))
      if (const std::uint32_t end_of_list = bracketed_holders(i, k, offices.back()); end_of_list != no_token) return end_of_list;
    if (offices.back().plural && offices.back().holders_of.size() >= 2)
      if (const std::uint32_t end_of_list = respective_holders(i, k, offices.back()); end_of_list != no_token) return end_of_list;
    if (const std::uint32_t named = office_then_name(i, k, offices, have_owner ? &owner_before : nullptr); named != no_token) return named;
    if (const std::uint32_t comma = second_function(k); comma != no_token && (have_owner || !offices.front().holders_of.empty())) {
      std::vector<Office> first{offices.front()};
      if (const std::uint32_t named = office_then_name(i, comma, first, have_owner ? &owner_before : nullptr); named != no_token) {
        // "… and current chairman of the Group, X"
        const EntityIndex person = analysis_.mentions.back().entity;
        ModifierEffect second = ModifierEffect::none;
        const std::uint32_t at = modifiers(k + 1, second);
        if (auto other = at < comma ? office_at(at) : std::nullopt) {
          std::uint32_t behind = other->end;
          other->effect = second;
          read_holders(*other, behind);
          if (behind <= comma && !other->holders_of.empty()) office_claims(person, *other);
        }
        return named;
      }
    }
    if (offices.size() == 1) return position_alone(i, offices, have_owner ? &owner_before : nullptr, end);
    // "Prime Minister of Norway and Leader of the Labour Party": each of its own
    std::uint32_t behind = i;
    for (std::size_t o = 0; o < offices.size(); ++o) {
      std::vector<Office> one{offices[o]};
      const std::uint32_t first = o == 0 ? i : offices[o].first;
      const std::uint32_t last = position_alone(first, one, have_owner ? &owner_before : nullptr, ends[o]);
      if (last == first) break;  // read on from there
      behind = last;
    }
    return behind;
  }
  EntityIndex person = listed_with_title(i, name, name_end);
  if (person == no_entity) person = person_named(name, name_end, !address_only);
  Mention& mention = add_mention(i, name_end, MentionKind::person, person);
  mention.name_first = name;
  mention.name_end = name_end;
  const std::size_t at = analysis_.mentions.size() - 1;
  std::uint32_t behind = name_end;
  // "the government of Premier X in Norway"
  static const std::set<std::string> governments{"government", "regime", "administration", "cabinet", "reign", "rule", "presidency"};
  const bool governs = i >= begin_ + 2 && is(i - 1, w_.of) && governments.contains(fold_word(document_.text(tokens_[i - 2])));
  // "President Ana Reyes, of Chile,"
  const bool parted = is(name_end, w_.comma) && is(name_end + 1, w_.of);
  if (!have_owner && !address_only && offices.back().holders_of.empty() &&
      (is(name_end, w_.of) || parted || (governs && is(name_end, w_.in)))) {
    // "President Blaise Compaoré of Burkina Faso"
    std::uint32_t n = parted ? name_end + 2 : name_end + 1;
    if (is(n, w_.the)) ++n;
    if (const auto owner = owner_at(n); owner && (!parted || ends_apposition(*owner))) {
      for (std::size_t s = 0; s < owner->names.size(); ++s) offices.back().holders_of.push_back(mention_owner(*owner, s));
      behind = owner->end;
    }
  }
  // "Republican Senator Dale Crawford", "Democratic Congressman X" where the text speaks of the United States
  if (i > begin_ && !have_owner && catalog_.titles()[offices.front().title].kind == TitleKind::parliament) {
    const std::string_view before = document_.text(tokens_[i - 1]);
    if ((before == "Republican" || before == "Democratic" || before == "Democrat" || before == "GOP") && speaks_of_state("USA"))
      american_party(person, before == "Republican" || before == "GOP" ? "R" : "D");
  }
  attach_offices(person, offices, have_owner ? &owner_before : nullptr, name_end, i);
  if (behind == name_end)
    if (const std::uint32_t named = other_names(person, name_end); named > name_end) return analysis_.mentions[at].end_token = named;
  analysis_.mentions[at].end_token = after_name(person, behind);
  return analysis_.mentions[at].end_token;
}

bool Finder::ends_apposition(const Owner& owner) const {
  return owner.names.size() == 1 && owner.names[0]->kind == NameKind::name && catalog_[owner.entities[0]].cls == cls::State &&
         owner.end == owner.spans[0].second && (owner.end >= end_ || is(owner.end, w_.comma) || is(owner.end, w_.dot));
}

bool Finder::land_word(std::uint32_t i) const {
  static const std::set<std::string> lands{"country", "nation",    "republic", "kingdom",     "island",
                                           "state",   "sultanate", "emirate",  "archipelago", "territory"};
  return i < end_ && lands.contains(fold_word(document_.text(tokens_[i])));
}

bool Finder::kin_word(std::uint32_t i) const {
  static const std::set<std::string> kin{
      "wife",   "husband",    "son",       "daughter",    "brother",      "sister",      "father",    "mother",   "spouse",    "widow",
      "aide",   "friend",     "nephew",    "uncle",       "cousin",       "predecessor", "successor", "ally",     "adviser",   "advisor",
      "lawyer", "biographer", "spokesman", "spokeswoman", "spokesperson", "critic",      "rival",     "opponent", "confidant", "supporter"};
  return i < end_ && kin.contains(fold_word(document_.text(tokens_[i])));
}

bool Finder::signs_for(std::uint32_t office, std::uint32_t name) const {
  return office >= begin_ + 2 && is(office - 1, w_.the) && is(office - 2, w_.for_) && capital(office - 2) &&
         tokens_[office - 2].has(token_flag::line_before) && name < end_ && tokens_[name].has(token_flag::line_before);
}

std::uint32_t Finder::behind_addresses(std::uint32_t i) {
  while (i + 1 < end_) {
    const std::uint32_t at = is(i, w_.the) ? i + 1 : i;
    const auto address = capital(at) ? office_at_cached(at) : std::nullopt;
    if (!address || catalog_.titles()[address->title].kind != TitleKind::address || address->end >= end_) break;
    i = address->end;
    if (is(i, w_.dot)) ++i;
  }
  return i;
}

std::uint32_t Finder::second_function(std::uint32_t i) const {
  // The office read last may be the second one, without its body: "… and Chair | of the 56th AMM, X,"
  std::uint32_t k = i;
  if (!is(k, w_.and_) && !is(k, w_.of) && !is(k, w_.for_)) return no_token;
  for (++k; k < end_ && k - i < 9; ++k) {
    if (is(k, w_.comma)) return k;
    if (tokens_[k].kind == TokenKind::punctuation && !is(k, w_.hyphen) && !is(k, w_.possessive)) return no_token;
    if (is(k, w_.and_) || is(k, w_.who) || w_.stoppers.has(tokens_[k].word)) return no_token;
  }
  return no_token;
}

std::uint32_t Finder::office_then_name(std::uint32_t i, std::uint32_t k, std::vector<Office>& offices, const Owner* owner) {
  if (!is(k, w_.comma) || offices.back().plural || catalog_.titles()[offices.back().title].kind == TitleKind::address) return no_token;
  const std::uint32_t name = behind_addresses(k + 1);
  if (name < end_ && (office_at_cached(name) || signs_for(i, name))) return no_token;
  const std::uint32_t bare_end = name_shape(name, true);
  std::uint32_t name_end = bare_end;
  if (name_end == no_token || (name_end < name + 2 && !persons_.contains(fold_name(words(name, name_end))))) return no_token;
  // "the Hon Richard Marles MP,"
  while (name_end < end_ && is_word(name_end) && tokens_[name_end].has(token_flag::all_capitals) &&
         tokens_[name_end].end - tokens_[name_end].begin >= 2 && tokens_[name_end].end - tokens_[name_end].begin <= 3)
    ++name_end;
  // "Kim Lind of Norway,": where he is from
  if (is(name_end, w_.of)) {
    const std::uint32_t at = is(name_end + 1, w_.the) ? name_end + 2 : name_end + 1;
    const auto origin = at < end_ ? owner_at(at) : std::nullopt;
    if (origin && origin->names.size() == 1 && catalog_[origin->entities[0]].cls == cls::State &&
        (origin->end >= end_ || is(origin->end, w_.comma) || is(origin->end, w_.dot))) {
      mention_owner(*origin, 0);
      name_end = origin->end;
    }
  }
  // Behind it the clause goes on; "… , X and Y" is a list of people.
  if (name_end < end_ && !is(name_end, w_.comma) && !is(name_end, w_.dot) && !is(name_end, w_.semicolon) && !is(name_end, w_.close))
    return no_token;
  if (is(name_end, w_.comma) && is(name_end + 1, w_.and_) && capital(name_end + 2) && !office_at_cached(name_end + 2)) {
    // "…, X, and Tonga's Minister Y", "…, X, and Y, the speaker of Z": the other has an office of his own
    const auto other = owner_at(name_end + 2);
    const std::uint32_t behind = name_shape(name_end + 2, true);
    const std::uint32_t apposed = behind == no_token || !is(behind, w_.comma) ? end_ : is(behind + 1, w_.the) ? behind + 2 : behind + 1;
    if ((!other || other->end >= end_ || !office_at_cached(other->end)) && (apposed >= end_ || !office_at_cached(apposed))) return no_token;
  }
  if (known_other(name) && longest_name(name).end >= name_end) return no_token;
  // "the wife of the President of Chile, Ana Reyes,": whose name is it?
  std::uint32_t of = i;
  if (of > begin_ && (is(of - 1, w_.the) || is(of - 1, w_.a))) --of;
  if (of >= begin_ + 2 && is(of - 1, w_.of)) {
    if (kin_word(of - 2)) return no_token;
  }
  if (owner == nullptr) own_holder(offices.back());
  // "the Foreign Minister of Chile and Deputy Prime Minister, X": both are Chile's
  if (owner == nullptr && offices.size() > 1 && offices.back().place.empty() && offices.back().holders_of.empty() &&
      offices.front().holders_of.size() == 1 && catalog_.titles()[offices.back().title].kind != TitleKind::organisation_head)
    offices.back().holders_of = offices.front().holders_of;
  std::vector<EntityIndex> owners;
  if (owner == nullptr && offices.back().holders_of.empty() && offices.back().place.empty()) {
    const std::string before = i > begin_ ? fold_word(document_.text(tokens_[i - 1])) : "";
    if (before == "his" || before == "her") owners = state_of_last_official(i);
    // "for Ukraine at a meeting with the country's President, X"
    if (owners.empty() && i >= begin_ + 2 && is(i - 1, w_.possessive) && land_word(i - 2))
      for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_ && owners.empty();) {
        const Mention& state = analysis_.mentions[m];
        if (state.entity != no_entity && state.end_token < i && state.kind != MentionKind::adjective &&
            analysis_.entities[state.entity].cls == cls::State)
          owners.push_back(state.entity);
      }
    if (before == "whose") owners = antecedent(i - 1);
    // "the President of Somalia, X, and the Prime Minister, Y": of the same state
    if (const std::uint32_t at = before == "the" && i > begin_ + 1 ? i - 1 : i; owners.empty() && at > begin_ && is(at - 1, w_.and_))
      owners = colleague_of(offices.back(), at);
    if (owners.empty() && before != "its" && before != "their") return no_token;
    // "Norway, which is no member of the EU, sent its foreign minister, …": of the state whose sentence it is
    if (owners.empty() && before == "its" && catalog_.titles()[offices.back().title].kind != TitleKind::organisation_head)
      owners = last_owner(i);
    // "its": of the nearest body or state of the sentence
    for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_ && owners.empty();) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.entity == no_entity || mention.first_token < begin_ || mention.end_token > i) continue;
      const ClassId c = analysis_.entities[mention.entity].cls;
      const bool body_only = catalog_.titles()[offices.back().title].kind == TitleKind::organisation_head;
      if (c == cls::Organization || (c == cls::State && mention.kind != MentionKind::adjective && !body_only))
        owners.push_back(mention.entity);
    }
    // "Togo is a member of it. Its foreign minister, X, …": of the state that the sentence before is about
    if (owners.empty() && before == "its" && i == begin_ + 1 && sentence_ > document_.sentences.data()) {
      const Sentence& last = *(sentence_ - 1);
      for (const Mention& mention : analysis_.mentions)
        if (owners.empty() && mention.entity != no_entity && mention.kind != MentionKind::adjective &&
            mention.first_token >= last.first_token && mention.first_token <= last.first_token + 1 &&
            analysis_.entities[mention.entity].cls == cls::State)
          owners.push_back(mention.entity);
    }
    if (owners.empty()) return no_token;
    offices.back().holders_of = owners;
  }
  const EntityIndex person = person_named(name, bare_end, true);
  Mention& mention = add_mention(i, name_end, MentionKind::person, person);
  mention.name_first = name;
  mention.name_end = bare_end;
  attach_offices(person, offices, owner, name_end, i);
  return is(name_end, w_.comma) ? name_end + 1 : name_end;
}

void Finder::holds_office(std::uint32_t first, std::uint32_t name, std::uint32_t name_end, Office office, EntityIndex of) {
  const EntityIndex person = person_named(name, name_end, true);
  Mention& mention = add_mention(first, name_end, MentionKind::person, person);
  mention.name_first = name;
  mention.name_end = name_end;
  office.label.clear();
  office.written.clear();
  office.holders_of = {of};
  office_claims(person, office);
}

std::uint32_t Finder::respective_holders(std::uint32_t i, std::uint32_t k, const Office& office) {
  k = behind_bracket(k);  // "the Foreign Ministers of A, B and C (the E3), …"
  if (!is(k, w_.comma)) return no_token;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> names;
  const auto respectively = [&](std::uint32_t n) { return n < end_ && document_.text(tokens_[n]) == "respectively"; };
  std::uint32_t at = respectively(k + 1) ? k + 2 : k + 1;
  if (at > k + 1 && is(at, w_.comma)) ++at;
  while (at < end_ && names.size() < 8) {
    const std::uint32_t name_end = name_shape(at, true);
    if (name_end == no_token || known_other(at)) break;
    names.emplace_back(at, name_end);
    at = name_end;
    if (is(at, w_.comma)) ++at;
    if (is(at, w_.and_)) ++at;
    if (at == name_end) break;
  }
  if (names.size() != office.holders_of.size()) return no_token;
  for (std::size_t n = 0; n < names.size(); ++n) {
    holds_office(n == 0 ? i : names[n].first, names[n].first, names[n].second, office, office.holders_of[n]);
  }
  return names.back().second;
}

std::uint32_t Finder::bracketed_holders(std::uint32_t i, std::uint32_t k, const Office& office) {
  struct Holder {
    EntityIndex of;
    std::uint32_t name, name_end;
  };
  std::vector<Holder> holders;
  EntityIndex of = office.holders_of.front();
  const std::size_t size = analysis_.mentions.size();
  std::uint32_t end = k;
  while (is(k, w_.open)) {
    const std::uint32_t name_end = name_shape(k + 1, true);
    if (name_end == no_token || !is(name_end, w_.close)) break;
    holders.push_back({of, k + 1, name_end});
    end = k = name_end + 1;
    if (is(k, w_.comma)) ++k;
    if (is(k, w_.and_)) ++k;
    if (is(k, w_.the)) ++k;
    const auto owner = k > end && k < end_ ? owner_at(k) : std::nullopt;
    if (!owner || owner->names.size() != 1 || !is(owner->end, w_.open)) break;
    of = mention_owner(*owner, 0);
    k = owner->end;
  }
  if (holders.size() < 2) {
    analysis_.mentions.resize(size);
    return no_token;
  }
  for (std::size_t n = 0; n < holders.size(); ++n) {
    holds_office(n == 0 ? i : holders[n].name, holders[n].name, holders[n].name_end, office, holders[n].of);
  }
  return end;
}

std::vector<EntityIndex> Finder::states_before(std::uint32_t token, std::size_t count) const {
  std::vector<EntityIndex> states;
  std::uint32_t behind = 0;
  for (std::size_t m = first_mention_; m < analysis_.mentions.size(); ++m) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.entity == no_entity || mention.first_token < begin_ || mention.end_token > token ||
        analysis_.entities[mention.entity].cls != cls::State)
      continue;
    bool listed = !states.empty() && behind < mention.first_token;
    for (std::uint32_t k = behind; listed && k < mention.first_token; ++k) listed = is(k, w_.comma) || is(k, w_.and_) || is(k, w_.the);
    if (!listed) {
      if (!states.empty()) return {};  // two lists: either may be meant
      states.clear();
    }
    states.push_back(mention.entity);
    behind = mention.end_token;
  }
  return states.size() == count ? states : std::vector<EntityIndex>();
}

std::uint32_t Finder::member_of_plural_office(std::uint32_t i) {
  if (!plural_office_ || sentence_ - document_.sentences.data() - plural_office_sentence_ > 3) return i;
  const auto owner = owner_at(i);
  if (!owner || owner->names.size() != 1 || owner->end == owner->spans[0].second) return i;
  const EntryId state = owner->entities[0];
  const auto known = by_entry_.find(state);
  if (known == by_entry_.end() ||
      std::find(plural_office_->holders_of.begin(), plural_office_->holders_of.end(), known->second) == plural_office_->holders_of.end())
    return i;
  const std::uint32_t name_end = owner->end < end_ ? name_shape(owner->end, true) : no_token;
  if (name_end == no_token || name_end < owner->end + 2) return i;
  const EntityIndex person = person_named(owner->end, name_end, true);
  Mention& mention = add_mention(i, name_end, MentionKind::person, person);
  mention.name_first = owner->end;
  mention.name_end = name_end;
  Office office = *plural_office_;
  office.label.clear();
  office.written.clear();
  office.holders_of = {mention_owner(*owner, 0)};
  office_claims(person, office);
  return name_end;
}

void Finder::listed_official_of(std::uint32_t i) {
  const auto owner = owner_at(i);
  if (!owner || owner->names.size() != 1 || owner->end == owner->spans[0].second || owner->end >= end_ || !capital(owner->end) ||
      catalog_[owner->entities[0]].cls != cls::State)
    return;
  const NameHit hit = longest_name(owner->end);
  if (hit.end < owner->end + 2 || is(hit.end, w_.possessive) || (capital(hit.end) && joined_by_space(hit.end))) return;
  EntryId person = no_entry;
  for (const auto payload : hit.payloads) {
    const CatalogName& name = catalog_.names()[payload];
    if (name.entry == no_entry || name.kind != NameKind::name || name.ambiguity >= 0 || catalog_[name.entry].cls != cls::Person) continue;
    const auto& held = catalog_[name.entry].offices;
    if (std::any_of(held.begin(), held.end(), [&](const OfficeHeld& o) { return o.of == owner->entities[0]; })) person = name.entry;
  }
  if (person == no_entry) return;
  const EntityIndex state = entity_of(owner->entities[0]);
  analysis_.entities[state].named = true;
  claim(entity_of(person), prop::officialOf, state, "listed-official-of-state", sentence_->span, 0.85);
}

std::uint32_t Finder::peer_of_another_state(std::uint32_t i) {
  if (!last_office_ || last_office_sentence_ != sentence_ || last_office_->holders_of.size() != 1 || i < begin_ + 3) return i;
  const auto owner = owner_at(i);
  if (!owner || owner->names.size() != 1 || owner->end == owner->spans[0].second || owner->end >= end_ ||
      catalog_[owner->entities[0]].cls != cls::State || owner->names[0]->kind == NameKind::adjective ||
      analysis_.entities[last_office_->holders_of[0]].cls != cls::State ||
      analysis_.entities[last_office_->holders_of[0]].entry == owner->entities[0] || office_word(owner->end))
    return i;
  std::uint32_t behind = i;
  while (behind > begin_ && (is(behind - 1, w_.comma) || is(behind - 1, w_.and_))) --behind;
  const bool after_person =
      std::any_of(analysis_.mentions.begin() + static_cast<std::ptrdiff_t>(first_mention_), analysis_.mentions.end(),
                  [&](const Mention& m) { return m.kind == MentionKind::person && (m.end_token == behind || m.end_token == i); });
  if (i == behind || !after_person) return i;
  const std::uint32_t name_end = name_shape(owner->end, true);
  if (name_end == no_token || name_end < owner->end + 2 || known_other(owner->end)) return i;
  Office office = *last_office_;
  office.label.clear();
  office.written.clear();
  office.holders_of = {mention_owner(*owner, 0)};
  if (leads_elsewhere(office)) return i;
  const EntityIndex person = person_named(owner->end, name_end, true);
  Mention& mention = add_mention(i, name_end, MentionKind::person, person);
  mention.name_first = owner->end;
  mention.name_end = name_end;
  office_claims(person, office);
  return name_end;
}

std::uint32_t Finder::counterpart(std::uint32_t i) {
  if (!last_office_) return i;
  if (last_office_sentence_ != sentence_) {
    // "Norway's foreign minister … . She thanked her Iraqi counterpart, X"
    if (last_office_sentence_ + 1 != sentence_ || i == begin_) return i;
    const std::string before = fold_word(document_.text(tokens_[i - 1]));
    if (before != "his" && before != "her" && before != "my") return i;
  }
  const auto owner = owner_at(i);
  if (!owner) return i;
  std::uint32_t k = owner->end;
  if (owner->names.size() > 1) {
    // "his French and Polish counterparts, Jean Morel and Adam Nowak,"
    const std::string nouns = k < end_ ? fold_word(document_.text(tokens_[k])) : "";
    if (nouns != "counterparts" && nouns != "colleagues") return i;
    Office office = *last_office_;
    office.holders_of.clear();
    office.label.clear();
    office.written.clear();
    office.effect = ModifierEffect::none;
    for (std::size_t s = 0; s < owner->names.size(); ++s) office.holders_of.push_back(mention_owner(*owner, s));
    if (leads_elsewhere(office)) return i;
    const std::uint32_t behind = respective_holders(i, k + 1, office);
    return behind == no_token ? i : behind;
  }
  const std::string noun = k < end_ ? fold_word(document_.text(tokens_[k])) : "";
  static const std::set<std::string> peers{"counterpart", "colleague", "homologue", "opposite"};
  if (!peers.contains(noun)) return i;
  ++k;
  if (noun == "opposite" && k < end_ && document_.text(tokens_[k]) == "number") ++k;
  const bool apart = is(k, w_.comma);
  if (apart) ++k;
  // A title of the person's own may stand between ("his Saudi colleague, Prince Faisal").
  if (k < end_)
    if (const auto title = office_at_cached(k); title && capital(k)) k = title->end;
  const std::uint32_t name_end = k < end_ ? name_shape(k, true) : no_token;
  if (name_end == no_token) return i;
  const EntityIndex person = person_named(k, name_end, true);
  Mention& mention = add_mention(i, name_end, MentionKind::person, person);
  mention.name_first = k;
  mention.name_end = name_end;
  const std::size_t at = analysis_.mentions.size() - 1;
  Office office = *last_office_;
  office.holders_of.clear();
  office.label.clear();
  office.written.clear();
  office.holders_of.push_back(mention_owner(*owner, 0));
  office.effect = ModifierEffect::none;
  // The counterpart of a president is no president where there is none.
  if (!leads_elsewhere(office)) office_claims(person, office);
  const std::uint32_t end = apart && is(name_end, w_.comma) ? name_end + 1 : name_end;
  analysis_.mentions[at].end_token = end;
  return end;
}

bool Finder::titled_by(const Office& office, std::uint32_t name) const {
  // An office in small letters before a capitalised word is an office before a name; after "of X" as well.
  return name == office.end || joined_by_space(name);
}

std::uint32_t Finder::place_of_office(const Title& title, std::uint32_t first) {
  if (!capital(first) || !is_word(first)) return first;
  const TitleKind kind = title.kind;
  const bool governs = title.needs_place || kind == TitleKind::official || kind == TitleKind::head_of_state_or_government ||
                       kind == TitleKind::head_of_government || kind == TitleKind::monarch || kind == TitleKind::deputy_head;
  if (!governs) return first;
  const NameHit hit = longest_name(first);
  bool place = false, other = false;
  for (const auto payload : hit.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    place = place || (n.entry != no_entry && catalog_[n.entry].cls == cls::Place) || (title.needs_place && n.kind == NameKind::capital);
    other = other || (n.entry != no_entry && n.kind == NameKind::name && catalog_[n.entry].cls != cls::Place);
  }
  std::uint32_t end = place ? hit.end : first;
  while (place && capital(end) && is_word(end) && w_.place_nouns.has(tokens_[end].word)) ++end;
  if (title.needs_place && !other) {
    // "Lord Lieutenant of Kent", "Mayor of Saint-Denis", "Premier of the Northern Territory"
    std::uint32_t k = first;
    while (k < end_ && k - first < 8) {
      if (is_word(k) && capital(k) && !office_word(k) && (k == first || joined_by_space(k) || is(k - 1, w_.hyphen)))
        ++k;
      else if (k > first && k + 1 < end_ && capital(k + 1) &&
               ((is(k, w_.hyphen) && joined(k)) || is(k, w_.of) || (lower(k) && catalog_.name_particle(tokens_[k].word))))
        ++k;
      else
        break;
    }
    end = std::max(end, trim_person_name(first, k));
  }
  return end;
}

bool Finder::predicate(std::uint32_t i) const {
  static constexpr std::array<std::string_view, 18> words{"as",         "became", "become", "becomes",   "becoming", "is",
                                                          "was",        "been",   "be",     "appointed", "elected",  "named",
                                                          "re-elected", "chosen", "made",   "remained",  "being",    "confirmed"};
  for (std::uint32_t k = i; k-- > begin_ && i - k < 5;) {
    const std::string word = fold_word(document_.text(tokens_[k]));
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
    // "was appointed as the country's prime minister"
    if (is(k, w_.possessive) || (is(k + 1, w_.possessive) && land_word(k))) continue;
    if (word != "the" && word != "a" && word != "an" && !w_.ordinals.has(tokens_[k].word) &&
        !catalog_.modifier_trie().begins(tokens_[k].word))
      return false;
  }
  return false;
}

bool Finder::title_kind_of_party(TitleKind kind) {
  return kind == TitleKind::party_leader || kind == TitleKind::organisation_head || kind == TitleKind::head_of_state_or_government;
}

std::uint32_t Finder::more_holders(Office& office, std::uint32_t k) {
  std::vector<Owner> more;
  std::uint32_t end = k;
  bool closed = false;
  for (std::uint32_t n = k; n < end_ && !closed;) {
    if (!is(n, w_.comma) && !is(n, w_.and_)) break;
    if (is(n, w_.comma)) ++n;
    closed = is(n, w_.and_);
    if (closed) ++n;
    if (is(n, w_.the)) ++n;
    const auto owner = n < end_ ? owner_at(n) : std::nullopt;
    if (!owner || is(owner->end - 1, w_.possessive) || catalog_[owner->entities[0]].cls != cls::State ||
        owner->names[0]->kind == NameKind::adjective)
      return k;
    closed = closed || owner->names.size() > 1;
    more.push_back(*owner);
    n = end = owner->end;
  }
  if (!closed) return k;
  for (const Owner& owner : more)
    for (std::size_t s = 0; s < owner.names.size(); ++s) office.holders_of.push_back(mention_owner(owner, s));
  return end;
}

void Finder::read_holders(Office& office, std::uint32_t& k) {
  const TitleKind kind = catalog_.titles()[office.title].kind;
  if (is(k, w_.of) || (is(k, w_.for_) && catalog_.titles()[office.title].needs_place)) {
    const std::uint32_t at = is(k + 1, w_.the) ? k + 2 : k + 1;
    if (at < end_)
      if (const std::uint32_t end = place_of_office(catalog_.titles()[office.title], at); end > at) {
        office.place = words(k + 1, end);
        k = end;
        return;
      }
  }
  std::uint32_t n = k;
  while (n < end_) {
    const bool expert = kind == TitleKind::academic || kind == TitleKind::journalist;
    const bool of = is(n, w_.of), to = is(n, w_.to), in = is(n, w_.in), at = is(n, w_.at) || (expert && is(n, w_.with)),
               for_ = is(n, w_.for_);
    const bool comma = is(n, w_.comma) && !longest_name(n + 1).payloads.empty();
    if (!of && !to && !in && !at && !for_ && !comma) return;
    // "the first visit by a Chilean President to Norway": the journey leads there
    if (to && (kind == TitleKind::head_of_state || kind == TitleKind::head_of_government ||
               kind == TitleKind::head_of_state_or_government || kind == TitleKind::monarch))
      return;
    std::uint32_t m = n + 1;
    if (is(m, w_.the)) ++m;
    // "the speaker in the parliament of Norway"
    if ((in || of) && kind == TitleKind::parliament && lower(m) && is(m + 1, w_.of)) {
      static const std::set<std::string> houses{"parliament", "legislature", "assembly", "senate"};
      const std::uint32_t at_state = is(m + 2, w_.the) ? m + 3 : m + 2;
      if (houses.contains(fold_word(document_.text(tokens_[m]))) && at_state < end_)
        if (const auto state = owner_at(at_state); state && state->names.size() == 1) {
          office.holders_of.push_back(mention_owner(*state, 0));
          k = state->end;
          return;
        }
    }
    // "of the ruling Progress Party", "of the liberal-conservative Progress Party"
    if (of && title_kind_of_party(kind) && lower(m)) {
      std::uint32_t party = m;
      while (lower(party) && party - m < 3 && !w_.connectors.has(tokens_[party].word) &&
             (joined_by_space(party + 1) || (is(party + 1, w_.hyphen) && joined(party + 2))))
        party += is(party + 1, w_.hyphen) ? 2 : 1;
      if (party > m && capital(party) && (capital(party + 1) || !longest_name(party).payloads.empty()) && !adjective_only(party)) {
        bool named = false;
        for (std::uint32_t p = party; p < end_ && (capital(p) || is(p, w_.possessive)) && !named; ++p)
          named = is(p, w_.party) || w_.party_heads.has(tokens_[p].word);
        for (const auto payload : longest_name(party).payloads) {
          const EntryId entry = catalog_.names()[payload].entry;
          named = named || (entry != no_entry && catalog_[entry].type == cls::PoliticalParty);
        }
        if (named) m = party;
      }
    }
    // "to the Commander", "to the South Korean President": an office inside
    ModifierEffect ignored = ModifierEffect::none;
    std::uint32_t inner_at = modifiers(m, ignored);
    // "of the Executive Yuan": a word of the name
    if (inner_at > m && capital(m) && longest_name(m).end > inner_at) inner_at = m;
    if (of && kind == TitleKind::monarch && capital(m)) {
      // "King of the Belgians"
      const NameHit people = longest_name(m);
      for (const auto payload : people.payloads) {
        const CatalogName& name = catalog_.names()[payload];
        if (name.entry == no_entry || name.kind != NameKind::demonym || catalog_[name.entry].cls != cls::State) continue;
        const EntityIndex entity = entity_of(name.entry);
        analysis_.entities[entity].named = true;
        add_mention(m, people.end, MentionKind::demonym, entity);
        office.holders_of.push_back(entity);
        office.label = words(office.first, office.end) + " " + words(n, people.end);
        k = people.end;
        return;
      }
    }
    // "the leader of the Finnish Green League": the adjective belongs to the body; "of the Finnish opposition": to something unnamed.
    if ((of || (for_ && kind == TitleKind::spokesperson)) && inner_at == m && m < end_ && adjective_only(m)) {
      const NameHit adjective = longest_name(m);
      if (name_word(adjective.end) && joined_by_space(adjective.end)) {
        const std::size_t size = analysis_.mentions.size();
        std::uint32_t body_end = organisation_by_pattern(m, adjective);
        if (body_end == m) {
          const NameHit listed = longest_name(adjective.end);
          for (const auto payload : listed.payloads) {
            const EntryId entry = catalog_.names()[payload].entry;
            if (body_end > m || entry == no_entry || catalog_[entry].cls != cls::Organization) continue;
            body_end = listed.end;
            add_mention(m, body_end, MentionKind::organisation, entity_of(entry));
            met(entity_of(entry), words(adjective.end, body_end));
          }
        }
        if (body_end > m && analysis_.mentions.size() > size) {
          office.holders_of.push_back(analysis_.mentions.back().entity);
          k = body_end;
          return;
        }
      } else if (lower(adjective.end) && !w_.government_words.has(tokens_[adjective.end].word) && !office_at_cached(adjective.end)) {
        // "the speaker of the Ghanaian parliament"
        static const std::set<std::string> parliaments{"parliament", "senate", "congress", "legislature"};
        if (kind != TitleKind::parliament || !parliaments.contains(fold_word(document_.text(tokens_[adjective.end])))) return;
        if (auto state = owner_at(m); state && state->names.size() == 1) {
          office.holders_of.push_back(mention_owner(*state, 0));
          k = adjective.end + 1;
        }
        return;
      }
    }
    if (of && (kind == TitleKind::organisation_head || kind == TitleKind::diplomat))
      if (const std::uint32_t behind = mission_of(office, m); behind > m) {
        k = behind;
        return;
      }
    // "director of the China Power Project at CSIS": a thing called with a state's name
    if (of && capital(m) && (kind == TitleKind::organisation_head || kind == TitleKind::academic || kind == TitleKind::official)) {
      static const std::set<std::string> projects{"project", "program", "programme", "initiative", "desk",
                                                  "studies", "series",  "forum",     "observatory"};
      std::uint32_t last = m;
      while (capital(last) && is_word(last) && last - m < 7) ++last;
      if (last > m + 1 && longest_name(m).end < last && projects.contains(fold_word(document_.text(tokens_[last - 1]))) &&
          (is(last, w_.at) || is(last, w_.of) || is(last, w_.in))) {
        n = last;
        continue;
      }
    }
    if (auto owner = owner_at(inner_at)) {
      // "Foreign Ministers X of Chile and Norway's Y": the second is the next one's
      if (of && owner->names.size() == 2 && owner->end > owner->spans[1].second && name_word(owner->end) && !office_word(owner->end)) {
        owner->end = owner->spans[0].second;
        owner->spans.pop_back();
        owner->names.pop_back();
        owner->entities.pop_back();
      }
      if (owner->end < end_ && office_at(owner->end)) {
        const auto inner = office_at(owner->end);
        for (std::size_t s = 0; s < owner->names.size(); ++s) office.holders_of.push_back(mention_owner(*owner, s));
        k = inner->end;
        return;
      }
      if (comma) {
        // ", U.S. Southern Command" names the body, if a name follows; a state alone after a comma is another thing.
        const EntryId entry = owner->entities.back();
        if (catalog_[entry].cls != cls::Organization || !(owner->end < end_ && capital(owner->end))) return;
      }
      // "the secretary of Iran's Supreme National Security Council"
      if (of && owner->end > owner->spans.back().second && name_word(owner->end)) {
        const std::size_t size = analysis_.mentions.size();
        const NameHit listed = longest_name(owner->end);
        std::uint32_t body = organisation_by_pattern(owner->end, listed);
        for (const auto payload : listed.payloads) {
          const EntryId entry = catalog_.names()[payload].entry;
          if (body > owner->end || entry == no_entry || catalog_[entry].cls != cls::Organization) continue;
          body = listed.end;
          add_mention(owner->end, body, MentionKind::organisation, entity_of(entry));
          met(entity_of(entry), words(owner->end, body));
        }
        if (body > owner->end && analysis_.mentions.size() > size) {
          office.holders_of.push_back(analysis_.mentions.back().entity);
          for (std::size_t s = 0; s < owner->names.size(); ++s)
            if (const EntityIndex e = mention_owner(*owner, s); analysis_.entities[e].type == cls::ResearchInstitute)
              office.holders_of.push_back(e);  // "director of Chatham House's Asia Centre": works for both
          k = body;
          return;
        }
      }
      // "U.S. Minister to Prussia", "Consul at Naples": whom a diplomat is sent to is not who sends him
      const bool own = catalog_.titles()[office.title].of != no_entry && (in || for_ || to);
      const bool sent = own || (kind == TitleKind::diplomat_to && (to || for_)) || (kind == TitleKind::minister && to) ||
                        (kind == TitleKind::diplomat && to && !office.holders_of.empty()) ||
                        ((kind == TitleKind::diplomat || kind == TitleKind::organisation_head ||
                          (kind == TitleKind::official && !catalog_.titles()[office.title].needs_state)) &&
                         (to || for_) && catalog_[owner->entities.back()].cls == cls::State) ||
                        (kind == TitleKind::official && to && catalog_[owner->entities.back()].cls == cls::State);
      // "the secretary-general of South Sudan's ruling party": of something that the state has, and no office of its own
      static const std::set<std::string> others{"party",    "opposition", "company",   "union", "club",
                                                "movement", "church",     "newspaper", "bank"};
      if (of && owner->end > owner->spans.back().second)
        for (std::uint32_t t = owner->end; t < end_ && t - owner->end < 3 && lower(t); ++t)
          if (others.contains(fold_word(document_.text(tokens_[t])))) return;
      for (std::size_t s = 0; s < owner->names.size(); ++s) {
        const EntityIndex e = mention_owner(*owner, s);
        if (sent)
          office.to = office.to || !own;
        else
          office.holders_of.push_back(e);
      }
      if (sent && !own) office.to = true;
      if (of && owner->names.size() == 1 && office.label.empty())
        office.label = words(office.first, office.end) + " " + words(n, owner->spans[0].second);
      k = owner->end;
      // "the Foreign Ministers of France, Germany and the United Kingdom"
      if (of && office.plural && !sent) k = more_holders(office, k);
      n = k;
      if (comma || to) return;
      continue;
    }
    if (inner_at < end_ && (to || of)) {
      if (auto inner = office_at(inner_at); inner && capital(inner_at)) {
        // "Deputy to the Commander and Foreign Policy Advisor, U.S. Southern Command"
        std::uint32_t after = inner->end;
        Office nested = *inner;
        read_holders(nested, after);
        office.holders_of.insert(office.holders_of.end(), nested.holders_of.begin(), nested.holders_of.end());
        k = after;
        n = k;
        if (is(n, w_.and_) && n + 1 < end_ && capital(n + 1)) {
          if (auto second = office_at(n + 1)) {
            after = second->end;
            Office other = *second;
            read_holders(other, after);
            office.holders_of.insert(office.holders_of.end(), other.holders_of.begin(), other.holders_of.end());
            k = after;
            n = k;
          }
        }
        continue;
      }
    }
    if (of && capital(m)) {
      // "Leader of the Labour Party": a name that several states' parties have
      const NameHit listed = longest_name(m);
      EntryId party = no_entry;
      if (listed.end > m + 1 || title_kind_of_party(kind)) {
        const EntryId state = only_state_named();
        for (const auto payload : listed.payloads) {
          const CatalogName& name = catalog_.names()[payload];
          if (name.entry != no_entry && name.kind == NameKind::weak && catalog_[name.entry].type == cls::PoliticalParty &&
              state != no_entry && catalog_[name.entry].country == state)
            party = name.entry;
        }
      }
      // "the Green Party of Minnesota": a party of its own
      if (party != no_entry && is(listed.end, w_.of) && listed.end + 1 < end_) {
        const std::uint32_t place = is(listed.end + 1, w_.the) ? listed.end + 2 : listed.end + 1;
        if (place < end_ && capital(place) && name_of_state(place) != catalog_[party].country) party = no_entry;
      }
      if (party != no_entry) {
        const EntityIndex entity = entity_of(party);
        met(entity, words(m, listed.end));
        add_mention(m, listed.end, MentionKind::organisation, entity);
        bracketed_alias(listed.end, entity);
        office.holders_of.push_back(entity);
        k = listed.end;
        return;
      }
    }
    if (of && capital(m)) {
      // "Secretary-General of the Commonwealth": a short name of a body that this office leads
      const NameHit listed = longest_name(m);
      const std::string own = fold_name(words(office.first, office.end));
      EntryId body = no_entry;
      bool several = false;
      const EntryId state = only_state_named();
      for (const auto payload : listed.payloads) {
        const CatalogName& name = catalog_.names()[payload];
        if (name.entry == no_entry || name.kind != NameKind::weak || catalog_[name.entry].cls != cls::Organization ||
            catalog_[name.entry].type == cls::PoliticalParty || fold_name(catalog_[name.entry].head) != own ||
            (catalog_[name.entry].country != no_entry && catalog_[name.entry].country != state))
          continue;
        several = several || (body != no_entry && body != name.entry);
        body = name.entry;
      }
      if (body != no_entry && !several && !name_word(listed.end)) {
        const EntityIndex entity = entity_of(body);
        met(entity, words(m, listed.end));
        add_mention(m, listed.end, MentionKind::organisation, entity);
        office.holders_of.push_back(entity);
        k = listed.end;
        return;
      }
    }
    if ((of || in || at || for_ || to) && name_word(m)) {
      // An unlisted organisation: "of the Bureau of Narcotics", "at the Korean Studies Center"
      const std::size_t size = analysis_.mentions.size();
      const std::uint32_t end = organisation_by_pattern(m, longest_name(m));
      if (end > m && analysis_.mentions.size() > size) {
        office.holders_of.push_back(analysis_.mentions.back().entity);
        k = n = end;
        continue;
      }
    }
    return;
  }
}

bool Finder::mission_word(std::uint32_t i) const {
  static const std::set<std::string> missions{"delegation", "mission", "embassy", "representation", "legation"};
  return i < end_ && missions.contains(fold_word(document_.text(tokens_[i])));
}

std::uint32_t Finder::mission_of(Office& office, std::uint32_t i) {
  std::uint32_t at = i, k = i;
  if (mission_word(i)) {
    if (!is(i + 1, w_.of)) return i;
    at = is(i + 2, w_.the) ? i + 3 : i + 2;
  }
  const auto owner = at < end_ ? owner_at(at) : std::nullopt;
  if (!owner || owner->names.size() != 1) return i;
  k = owner->end;
  if (at == i && !mission_word(k++)) return i;
  office.holders_of.push_back(mention_owner(*owner, 0));
  office.label.clear();
  office.mission = document_.text(tokens_[at == i ? k - 1 : i]);
  if (is(k, w_.to) || is(k, w_.in) || is(k, w_.for_)) {
    const std::uint32_t place = is(k + 1, w_.the) ? k + 2 : k + 1;
    if (const auto host = place < end_ ? owner_at(place) : std::nullopt) {
      for (std::size_t s = 0; s < host->names.size(); ++s) mention_owner(*host, s);
      k = host->end;
    }
  }
  return k;
}

bool Finder::adjective_only(std::uint32_t i) {
  const NameHit hit = longest_name(i);
  return !hit.payloads.empty() && std::all_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
    const NameKind kind = catalog_.names()[payload].kind;
    return kind == NameKind::adjective || kind == NameKind::demonym;
  });
}

EntityIndex Finder::mention_owner(const Owner& owner, std::size_t s) {
  const auto [first, end] = owner.spans[s];
  const CatalogName& name = *owner.names[s];
  const EntityIndex entity = entity_of(owner.entities[s]);
  for (const Mention& m : analysis_.mentions)
    if (m.first_token == first && m.end_token == end) return entity;
  CatalogName read = name;
  if (name.ambiguity >= 0) read.kind = name.kind == NameKind::weak ? NameKind::name : name.kind;
  if (read.kind == NameKind::adjective || read.kind == NameKind::demonym || read.kind == NameKind::seat) {
    add_mention(first, end, MentionKind::adjective, entity);
    analysis_.entities[entity].named = true;
  } else {
    add_mention(first, end, catalog_[owner.entities[s]].cls == cls::Organization ? MentionKind::organisation : MentionKind::name, entity);
    met(entity, words(first, end));
  }
  return entity;
}

EntityIndex Finder::listed_with_title(std::uint32_t first, std::uint32_t name, std::uint32_t end) {
  for (std::uint32_t i = first; i < name; ++i) {
    const NameHit hit = longest_name(i);
    if (hit.end != end) continue;
    EntryId found = no_entry;
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry == no_entry || n.ambiguity >= 0 || catalog_[n.entry].cls != cls::Person) continue;
      if (found != no_entry && found != n.entry) return no_entity;
      found = n.entry;
    }
    if (found == no_entry) continue;
    const EntityIndex person = entity_of(found);
    persons_.emplace(fold_name(catalog_[found].label), person);
    met(person, words(i, end));
    return person;
  }
  return no_entity;
}

EntityIndex Finder::person_named(std::uint32_t first, std::uint32_t end, bool titled) {
  const std::string name = words(first, end);
  const std::string key = fold_name(name);
  if (const auto found = persons_.find(key); found != persons_.end()) {
    met(found->second, name);
    return found->second;
  }
  const NameHit hit = longest_name(first);
  if (hit.end == end)
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry == no_entry || catalog_[n.entry].cls != cls::Person || n.kind == NameKind::weak) continue;
      const EntityIndex index = entity_of(n.entry);
      persons_[key] = index;
      met(index, name);
      return index;
    }
  // "IWAYA Takeshi": the family name first, as at home
  if (end == first + 2 && is_word(first) && is_word(first + 1)) {
    const std::array<Token, 2> turned{tokens_[first + 1], tokens_[first]};
    hits_.clear();
    if (catalog_.name_trie().begins(turned[0].word)) catalog_.name_trie().find(std::span<const Token>(turned), hits_);
    for (const auto& known : hits_) {
      const CatalogName& n = catalog_.names()[known.payload];
      if (known.length != 2 || n.entry == no_entry || n.ambiguity >= 0 || n.kind == NameKind::weak ||
          catalog_[n.entry].cls != cls::Person || catalog_[n.entry].country == no_entry)
        continue;
      const std::string_view state = catalog_[catalog_[n.entry].country].id;
      if (state != "JPN" && state != "HUN" && !tokens_[first].has(token_flag::all_capitals)) continue;
      const EntityIndex index = entity_of(n.entry);
      persons_[key] = index;
      met(index, name);
      return index;
    }
    if (const auto found = persons_.find(fold_name(words(first + 1, end) + " " + words(first, first + 1)));
        found != persons_.end() && tokens_[first].has(token_flag::all_capitals)) {
      met(found->second, name);
      return found->second;
    }
  }
  // "Alexander Grigoryevich Lukashenko": listed by the first and the last of the names.
  if (end >= first + 3 && is_word(first) && is_word(end - 1) && tokens_[first].end - tokens_[first].begin > 2) {
    EntryId listed = no_entry;
    bool several = false;
    // … or by two that stand together: "Nils Daniel Carl Bildt".
    for (std::uint32_t k = first; k < end; ++k) {
      const std::array<Token, 2> pair{tokens_[k], k + 1 < end ? tokens_[k + 1] : tokens_[end - 1]};
      const std::array<Token, 2> ends{tokens_[first], tokens_[end - 1]};
      hits_.clear();
      catalog_.name_trie().find(std::span<const Token>(k + 1 < end ? pair : ends), hits_);
      for (const auto& known : hits_) {
        const CatalogName& n = catalog_.names()[known.payload];
        if (known.length != 2 || n.entry == no_entry || n.ambiguity >= 0 || n.kind == NameKind::weak ||
            catalog_[n.entry].cls != cls::Person)
          continue;
        several = several || (listed != no_entry && listed != n.entry);
        listed = n.entry;
      }
    }
    if (listed != no_entry && !several) {
      const EntityIndex index = entity_of(listed);
      persons_[key] = index;
      met(index, name);
      return index;
    }
  }
  Entity entity;
  entity.cls = cls::Person;
  entity.type = titled ? cls::Official : cls::Person;
  entity.label = name;
  entity.named = true;
  entity.known_in_full = key.find(' ') != std::string::npos;
  const EntityIndex index = add_entity(std::move(entity));
  persons_[key] = index;
  return index;
}

std::uint32_t Finder::person_list(std::uint32_t first, std::vector<Office>& offices, std::uint32_t name, const Owner* owner) {
  std::uint32_t k = name, end = name;
  std::vector<std::pair<EntityIndex, std::vector<EntityIndex>>> people;
  while (k < end_) {
    if (office_word(k)) break;  // "Prime Ministers X of A and Y of B and President Z of C"
    // "Foreign Ministers X of Chile and Norway's Y"
    const std::uint32_t start = k;
    const auto whose = owner_at(k);
    const bool possessive = whose && whose->names.size() == 1 && whose->end > whose->spans[0].second;
    if (possessive) k = whose->end;
    const std::uint32_t name_end = k < end_ ? name_shape(k, true) : no_token;
    if (name_end == no_token || (name_end == k + 1 && adjective_only(k))) break;
    // "presidents X of Poland and Y of Lithuania, and Z, speaker of the Norwegian parliament": an office of his own
    if (!people.empty() && !people.back().second.empty() && is(name_end, w_.comma)) {
      const std::uint32_t own = is(name_end + 1, w_.the) || is(name_end + 1, w_.a) ? name_end + 2 : name_end + 1;
      if (own < end_ && office_at_cached(own)) break;
    }
    const EntityIndex person = person_named(k, name_end, true);
    Mention& mention = add_mention(people.empty() ? first : start, name_end, MentionKind::person, person);
    mention.name_first = k;
    mention.name_end = name_end;
    const std::size_t at = analysis_.mentions.size() - 1;
    Office office = offices.back();
    office.holders_of.clear();
    std::uint32_t n = name_end;
    if (possessive)
      office.holders_of.push_back(mention_owner(*whose, 0));
    else
      read_holders(office, n);
    // "Presidents X (Rwanda) and Y (Uganda)"
    if (n == name_end && is(n, w_.open))
      if (const auto state = n + 1 < end_ ? owner_at(n + 1) : std::nullopt; state && state->names.size() == 1 && is(state->end, w_.close)) {
        office.holders_of.push_back(mention_owner(*state, 0));
        n = state->end + 1;
      }
    analysis_.mentions[at].end_token = n;
    people.emplace_back(person, office.holders_of);
    end = k = n;
    if (is(k, w_.comma)) ++k;
    if (is(k, w_.and_)) ++k;
    if (k == end) break;
  }
  // "Norway and Chile were represented by foreign ministers A and B, respectively"
  const std::uint32_t word = is(end, w_.comma) ? end + 1 : end;
  if (people.size() >= 2 && offices.back().holders_of.empty() && word < end_ && document_.text(tokens_[word]) == "respectively" &&
      std::all_of(people.begin(), people.end(), [](const auto& p) { return p.second.empty(); }))
    if (const std::vector<EntityIndex> states = states_before(first, people.size()); !states.empty())
      for (std::size_t n = 0; n < people.size(); ++n) people[n].second = {states[n]};
  // "the Iraqi and Iranian foreign ministers A and B": one each, in order; "the Lao Prime Ministers A and B": all of the one state
  const bool in_order = owner != nullptr && owner->names.size() > 1;
  if (in_order && owner->names.size() != people.size()) owner = nullptr;
  if (in_order && owner != nullptr && std::all_of(people.begin(), people.end(), [](const auto& p) { return p.second.empty(); }))
    for (std::size_t n = 0; n < people.size(); ++n) people[n].second = {mention_owner(*owner, n)};
  // "Presidents of Poland and Lithuania A and B": one each, in order; where the numbers differ, nobody can tell
  if (std::vector<EntityIndex>& several = offices.back().holders_of;
      several.size() > 1 && people.size() > 1 &&
      std::all_of(people.begin(), people.end(), [](const auto& p) { return p.second.empty(); })) {
    for (std::size_t n = 0; several.size() == people.size() && n < people.size(); ++n) people[n].second = {several[n]};
    if (several.size() != people.size()) several.clear();
  }
  // "of X" behind the last holds for all that have none of their own.
  for (auto& [person, holders] : people) {
    Office office = offices.back();
    office.holders_of = !holders.empty() ? holders : offices.back().holders_of;
    if (office.holders_of.empty() && owner == nullptr) office.holders_of = people.back().second;
    std::vector<Office> one{office};
    attach_offices(person, one, in_order ? nullptr : owner, end);
  }
  return end;
}

EntityIndex Finder::state_of_the_country(std::uint32_t office) const {
  static const std::set<std::string> lands{"country", "nation", "republic", "kingdom", "island"};
  if (office < begin_ + 2 || !is(office - 1, w_.possessive) || !lands.contains(fold_word(document_.text(tokens_[office - 2]))))
    return no_entity;
  EntityIndex state = no_entity;
  for (std::size_t m = first_mention_; m < analysis_.mentions.size(); ++m) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.entity == no_entity || mention.first_token < begin_ || mention.end_token > office ||
        analysis_.entities[mention.entity].cls != cls::State)
      continue;
    if (state != no_entity && state != mention.entity) return no_entity;
    state = mention.entity;
  }
  return state;
}

std::uint32_t Finder::position_alone(std::uint32_t first, std::vector<Office>& offices, const Owner* owner, std::uint32_t end) {
  // "was first president", "is First Minister": the word goes with the verb
  if (first > begin_ && end > first + 1 && w_.be.has(tokens_[first - 1].word) && fold_word(document_.text(tokens_[first])) == "first")
    ++first;
  const Office& office = offices.back();
  const Title& title = catalog_.titles()[office.title];
  std::vector<EntityIndex> holders = office.holders_of;
  if (owner != nullptr)
    for (std::size_t s = 0; s < owner->names.size(); ++s) holders.push_back(mention_owner(*owner, s));
  if (holders.empty() && !office.plural) {
    own_holder(offices.back());
    holders = office.holders_of;
  }
  // "was sworn in as the country's prime minister"
  if (holders.empty() && !office.plural)
    if (const EntityIndex state = state_of_the_country(first); state != no_entity) holders.push_back(state);
  if (!office.plural && (!office.place.empty() || (holders.empty() && predicate(first) && infer_holder(offices.back(), holders)))) {
    const EntityIndex position = position_of(office, holders);
    add_mention(first, end, MentionKind::position, position).name_first = office.first;
    position_effects_[position] = office.effect;
    return end;
  }
  if (office.plural && holders.size() >= 2) {
    plural_office_ = office;
    plural_office_->holders_of = holders;
    plural_office_sentence_ = sentence_ - document_.sentences.data();
  }
  if (holders.empty() || title.kind == TitleKind::address || title.kind == TitleKind::academic || title.kind == TitleKind::other ||
      office.plural) {
    // "the President" alone: left to coreference; owners inside have been noted.
    if (!holders.empty()) return end;
    // "the foreign minister met his Iraqi counterpart, X": which office, whoever holds it
    if (!office.plural && last_office_sentence_ != sentence_ &&
        ((title.kind == TitleKind::minister && title.name.find(' ') != std::string::npos) || title.kind == TitleKind::head_of_government ||
         title.kind == TitleKind::head_of_state || title.kind == TitleKind::head_of_state_or_government)) {
      last_office_ = office;
      last_office_sentence_ = sentence_;
    }
    if (!office.plural && title.kind != TitleKind::address && end - first <= 4) {
      add_mention(first, end, MentionKind::description, no_entity).name_first = office.first;
      return end;
    }
    return first;
  }
  // A rank, and what somebody is by profession, is no office: "an Israeli general", "a United Nations diplomat".
  static constexpr std::array<std::string_view, 4> offices_of_arms{"chief", "commander", "chairman", "supreme"};
  const bool rank =
      title.kind == TitleKind::military && std::none_of(offices_of_arms.begin(), offices_of_arms.end(),
                                                        [&](std::string_view w) { return title.name.find(w) != std::string::npos; });
  if (rank || title.name == "diplomat" || title.name == "official") return end;
  const EntityIndex position = position_of(office, holders);
  add_mention(first, end, MentionKind::position, position).name_first = office.first;
  position_effects_[position] = office.effect;
  return end;
}

bool Finder::other_begins(std::uint32_t i) {
  // "Revolutionary Nationalist Movement", "Progressive Party": a body whose name begins like a title.
  const auto title = office_at(i);
  if (!title || !capital(i)) return false;
  const NameHit listed = longest_name(i);
  const bool body = std::any_of(listed.payloads.begin(), listed.payloads.end(), [&](std::uint32_t payload) {
    const CatalogName& n = catalog_.names()[payload];
    return n.entry != no_entry && catalog_[n.entry].cls == cls::Organization;
  });
  if (body && listed.end > title->end) return true;
  if (title->end != i + 1 || catalog_.titles()[title->title].kind != TitleKind::other) return false;
  std::uint32_t k = i;
  while (k < end_ && capital(k) && is_word(k)) ++k;
  return k > i + 1 && w_.organisation_heads.has(tokens_[k - 1].word);
}

std::string Finder::plain_label(const Entity& entity) const {
  // "Labour Party (United Kingdom)" is called "Labour Party".
  const std::size_t bracket = entity.type == cls::PoliticalParty ? entity.label.find(" (") : std::string::npos;
  return entity.label.substr(0, bracket);
}

std::string Finder::state_with_article(EntityIndex e) const {
  const Entity& entity = analysis_.entities[e];
  return (entity.cls == cls::State ? takes_article(entity.label)
                                   : entity.cls == cls::Organization && entity.label.find(' ') != std::string::npos)
             ? "the " + plain_label(entity)
             : plain_label(entity);
}

void Finder::own_holder(Office& office) {
  const EntryId of = catalog_.titles()[office.title].of;
  if (of == no_entry || office.plural || !office.holders_of.empty() || !office.place.empty()) return;
  office.holders_of.push_back(entity_of(of));
  analysis_.entities[office.holders_of.back()].named = true;
  office.written = words(office.first, office.end);
}

bool Finder::infer_holder(Office& office, std::vector<EntityIndex>& holders) {
  const Title& title = catalog_.titles()[office.title];
  const TitleKind kind = title.kind;
  if (is(office.end, w_.of) || is(office.end, w_.in)) return false;  // of something that has no name here
  if (kind == TitleKind::minister && title.name.find(' ') == std::string::npos) return false;
  EntryId state = no_entry;
  const bool head = kind == TitleKind::head_of_state || kind == TitleKind::head_of_government;
  const bool deputy = kind == TitleKind::deputy_head;
  // "served as president": of the state whose politician he is
  const bool president = kind == TitleKind::head_of_state_or_government && title.name == "president" && [&] {
    for (std::uint32_t k = begin_; k < office.first; ++k)
      if (w_.statesmen.has(tokens_[k].word)) return true;
    return false;
  }();
  if (kind == TitleKind::parliament && is(office.end, w_.for_) && office.end + 1 < end_) {
    // "senator for Valparaíso": of the state where that is
    for (const auto payload : longest_name(office.end + 1).payloads) {
      const EntryId entry = catalog_.names()[payload].entry;
      const EntryId place = entry != no_entry ? entry : catalog_.names()[payload].place;
      if (place != no_entry && catalog_[place].cls == cls::Place && catalog_[place].country != no_entry) state = catalog_[place].country;
    }
  }
  // "head of state" is the title of one state's, but says of any what its holder is.
  const bool generic = title.name == "head of state" || title.name == "head of government" || title.name == "monarch";
  if (head && !generic) state = catalog_.state_of_title(fold_name(words(office.first, office.end)));
  if (state == no_entry && (head || deputy || president || kind == TitleKind::minister || kind == TitleKind::parliament))
    state = only_state_named();
  if (state != no_entry) {
    holders.push_back(entity_of(state));
    analysis_.entities[holders.back()].named = true;
    office.written = words(office.first, office.end);
  }
  return state != no_entry || kind == TitleKind::parliament;
}

EntityIndex Finder::position_of(const Office& office, const std::vector<EntityIndex>& holders) {
  const Title& title = catalog_.titles()[office.title];
  std::string name = words(office.first, office.end);
  // "MP" is a Member of Parliament.
  const bool abbreviated = name.size() <= 4 && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool heads_body = !holders.empty() && analysis_.entities[holders.front()].cls == cls::Organization;
  if (office.plural || abbreviated || (heads_body && title.of != no_entry && !title.name.ends_with(" *"))) name = title.name;
  // "the NATO chief" is its Secretary General.
  if (heads_body && !office.plural && (fold_name(name) == "chief" || fold_name(name) == "boss"))
    if (const EntryId entry = analysis_.entities[holders.front()].entry; entry != no_entry && !catalog_[entry].head.empty())
      name = catalog_[entry].head;
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
    // The label of an office is written like a title.
    bool start = true;
    for (char& c : name) {
      if (start && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
      start = c == ' ';
    }
    for (const std::string_view small : {" Of ", " The ", " For ", " And ", " To "})
      for (std::size_t at = name.find(small); at != std::string::npos; at = name.find(small, at + 1))
        name[at + 1] = static_cast<char>(name[at + 1] + 32);
  }
  if (!office.mission.empty()) {
    name += " of " + office.mission;
    if (char& c = name[name.size() - office.mission.size()]; c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  // "Chancellor of the Exchequer" says which state's it is.
  const bool whole = title.of != no_entry && !holders.empty() && analysis_.entities[holders.front()].entry == title.of &&
                     analysis_.entities[holders.front()].cls == cls::State;
  const std::string label = !office.place.empty()      ? fmt::format("{} of {}", name, office.place)
                            : holders.empty() || whole ? name
                                                       : fmt::format("{} of {}", name, state_with_article(holders.front()));
  const EntityIndex index = unlisted(cls::Position, cls::Position, label, fold_name(label));
  analysis_.entities[index].named = true;
  if (!office.written.empty()) met(index, office.written);
  if (!office.place.empty()) return index;
  if (holders.empty()) {
    analysis_.entities[index].known_in_full = false;
    return index;
  }
  analysis_.entities[index].parent = holders.front();
  analysis_.entities[index].leads = leads(office, holders.front());
  // "President of Burma": the state has other names than the one that the label takes.
  if (!office.label.empty() && !office.plural) {
    const std::string own = name + office.label.substr(std::min(office.label.size(), words(office.first, office.end).size()));
    if (fold_name(own) != fold_name(label)) met(index, own);
  }
  return index;
}

void Finder::attach_offices(EntityIndex person, std::vector<Office>& offices, const Owner* owner, std::uint32_t name_end,
                            std::uint32_t first_token) {
  std::vector<EntityIndex> owners;
  if (owner != nullptr)
    for (std::size_t s = 0; s < owner->names.size(); ++s) owners.push_back(mention_owner(*owner, s));
  // "Foreign Minister X (Panama)": the bracket says whose officers the ones before it are.
  std::vector<EntityIndex> bracketed;
  if (is(name_end, w_.open)) {
    const NameHit hit = longest_name(name_end + 1);
    if (!hit.payloads.empty() && is(hit.end, w_.close)) {
      const CatalogName& n = catalog_.names()[hit.payloads[0]];
      if (n.entry != no_entry && catalog_[n.entry].cls == cls::State) {
        bracketed.push_back(entity_of(n.entry));
        for (const auto& waiting : unowned_)
          if (waiting.sentence == sentence_ && waiting.end_token + 1 == first_token) {
            Office office = waiting.office;
            office.holders_of = bracketed;
            office_claims(waiting.person, office);
          }
        std::erase_if(unowned_, [&](const Unowned& u) { return u.sentence == sentence_; });
      }
    }
  }
  for (Office& office : offices) {
    const Title& title = catalog_.titles()[office.title];
    if (title.kind == TitleKind::address) continue;
    if (office.holders_of.empty()) office.holders_of = !owners.empty() ? owners : bracketed;
    own_holder(office);
    if (office.holders_of.empty() && first_token != no_token) office.holders_of = led_body(first_token);
    if (office.holders_of.empty() && first_token != no_token && first_token > begin_) {
      const std::string before = fold_word(document_.text(tokens_[first_token - 1]));
      if (before == "his" || before == "her") office.holders_of = state_of_last_official(first_token);
      if (before == "its") office.holders_of = last_owner(first_token);
      // "the delegation of the Chilean Ministry of Trade led by its deputy minister X"
      if (before == "its" && office.holders_of.empty()) office.holders_of = led_body(first_token - 1);
      if (before == "whose") office.holders_of = antecedent(first_token - 1);
      // "for Ukraine at a meeting with the country's President, X"
      if (is(first_token - 1, w_.possessive) && first_token >= begin_ + 2 && land_word(first_token - 2))
        for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_ && office.holders_of.empty();) {
          const Mention& state = analysis_.mentions[m];
          if (state.entity != no_entity && state.end_token < first_token && state.kind != MentionKind::adjective &&
              analysis_.entities[state.entity].cls == cls::State)
            office.holders_of.push_back(state.entity);
        }
      if (before == "and" || ((before == "by" || before == "with") && accompanied(first_token)))
        office.holders_of = colleague_of(office, first_token);
      // "Prime Minister X is accompanied by Minister of Trade Y": both of the state that X was said to lead
      if (office.holders_of.empty() && (before == "by" || before == "with") && accompanied(first_token)) {
        std::set<EntityIndex> leaders;
        for (std::size_t m = first_mention_; m < analysis_.mentions.size(); ++m)
          if (analysis_.mentions[m].kind == MentionKind::person && analysis_.mentions[m].end_token <= first_token)
            leaders.insert(analysis_.mentions[m].entity);
        if (leaders.size() == 1) office.holders_of = state_of_last_official(first_token);
        // told by a surname here, in full before
        if (leaders.size() == 1 && office.holders_of.empty()) {
          const std::string surname = " " + analysis_.entities[*leaders.begin()].label;
          std::vector<EntityIndex> states;
          for (const Claim& claim : analysis_.claims)
            if (claim.property == prop::officialOf && analysis_.entities[claim.object].cls == cls::State &&
                analysis_.entities[claim.subject].label.ends_with(surname))
              add_unique(states, claim.object);
          if (states.size() == 1) office.holders_of = states;
        }
      }
    }
    if (office.holders_of.empty() && first_token != no_token) office.holders_of = state_around(person, office, first_token, name_end);
    if (office.holders_of.empty() && first_token != no_token && first_token >= begin_ + 2 && is(first_token - 1, w_.by)) {
      // "an absolute monarchy, ruled by King Mswati III"
      const std::string verb = fold_word(document_.text(tokens_[first_token - 2]));
      const EntryId entry = analysis_.entities[person].entry;
      if ((verb == "ruled" || verb == "led" || verb == "governed" || verb == "headed") && title.kind != TitleKind::military &&
          title.kind != TitleKind::organisation_head && title.kind != TitleKind::official && entry != no_entry &&
          catalog_[entry].country != no_entry)
        office.holders_of.push_back(entity_of(catalog_[entry].country));
    }
    // "President of the Republic Sauli Niinistö": of whose state the list knows him to be
    if (const EntryId entry = analysis_.entities[person].entry;
        office.holders_of.empty() && title.name == "president of the republic" && entry != no_entry && catalog_[entry].country != no_entry)
      office.holders_of.push_back(entity_of(catalog_[entry].country));
    if (!office.place.empty()) {
      office_claims(person, office);
      continue;
    }
    // A state before an embassy's or ministry's officer whose office is in an organisation named behind: both.
    if (office.holders_of.empty()) {
      if (!office.to) unowned_.push_back({person, office, sentence_, name_end});
      // "Prime Minister X and his Cuban counterpart Y": which office is known, whosever it is
      if (title.kind == TitleKind::minister || title.kind == TitleKind::head_of_government ||
          title.kind == TitleKind::head_of_state_or_government || title.kind == TitleKind::head_of_state) {
        last_office_ = office;
        last_office_sentence_ = sentence_;
      }
      // "President X" of the list: his state acts.
      if (const Entity& known = analysis_.entities[person];
          known.entry != no_entry && catalog_[known.entry].country != no_entry &&
          (title.kind == TitleKind::head_of_state_or_government || title.kind == TitleKind::head_of_state ||
           title.kind == TitleKind::head_of_government))
        analysis_.entities[entity_of(catalog_[known.entry].country)].named = true;
      continue;
    }
    if (!owners.empty() && office.to) office.holders_of = owners;
    if (owners.size() == 1 && analysis_.entities[owners[0]].cls == cls::State)
      around_ = {owners[0], sentence_, name_end, office.title, false};
    office_claims(person, office);
  }
}

std::vector<EntityIndex> Finder::state_of_last_official(std::uint32_t token) const {
  for (std::size_t m = analysis_.mentions.size(); m-- > 0;) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.end_token > token || token - mention.end_token > 60) continue;
    if (mention.entity == no_entity || mention.kind != MentionKind::person) continue;
    std::vector<EntityIndex> states;
    for (const Claim& claim : analysis_.claims)
      if (claim.subject == mention.entity && claim.property == prop::officialOf && analysis_.entities[claim.object].cls == cls::State)
        add_unique(states, claim.object);
    return states.size() == 1 ? states : std::vector<EntityIndex>{};
  }
  return {};
}

std::vector<EntityIndex> Finder::last_owner(std::uint32_t token) const {
  // "Thailand's nomination of its former minister": of whose deed it is
  for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_;) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.entity == no_entity || mention.end_token > token || token - mention.end_token > 7) continue;
    if (analysis_.entities[mention.entity].cls == cls::State && is(mention.end_token, w_.possessive)) return {mention.entity};
    if (mention.kind != MentionKind::adjective && mention.kind != MentionKind::date) break;
  }
  for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_;) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.entity == no_entity || mention.end_token > token || mention.kind == MentionKind::adjective) continue;
    if (analysis_.entities[mention.entity].cls == cls::State && mention.first_token <= begin_ + 1) return {mention.entity};
  }
  return {};
}

std::vector<EntityIndex> Finder::antecedent(std::uint32_t whose) const {
  const std::uint32_t behind = whose > begin_ && is(whose - 1, w_.comma) ? whose - 1 : whose;
  for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_;) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.entity == no_entity || mention.end_token != behind || mention.kind == MentionKind::adjective) continue;
    const ClassId c = analysis_.entities[mention.entity].cls;
    if (c == cls::State || c == cls::Organization) return {mention.entity};
  }
  return {};
}

EntityIndex Finder::state_ending_at(std::uint32_t end) const {
  for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_;)
    if (const Mention& mention = analysis_.mentions[m];
        mention.end_token == end && mention.entity != no_entity && analysis_.entities[mention.entity].cls == cls::State)
      return mention.entity;
  return no_entity;
}

EntityIndex Finder::owner_in_clause(EntityIndex person, std::uint32_t name_end) {
  static const std::set<std::string> envoys{"sent", "dispatched", "appointed", "named", "recalled", "nominated", "replaced", "fielded"};
  static const std::set<std::string> leading{"led", "leads", "heads", "headed", "leading", "heading", "chaired"};
  static const std::set<std::string> teams{"delegation", "side", "team", "delegates", "contingent", "negotiators", "party", "deputation"};
  static const std::set<std::string> including{"included", "includes", "including", "comprised", "comprises", "comprising", "with"};
  static const std::set<std::string> meeting{"met", "meet", "meets", "meeting"};
  static const std::set<std::string> talking{"met",      "meet",        "meets",         "meeting",       "talks",    "talk",
                                             "meetings", "discussions", "consultations", "conversations", "audience", "conferred"};
  static const std::set<std::string> hosting{"received", "welcomed", "greeted", "hosted"};
  const auto word = [&](std::uint32_t i) { return i >= begin_ && i < end_ ? fold_word(document_.text(tokens_[i])) : std::string(); };
  const Mention* named = nullptr;
  for (std::size_t m = first_mention_; m < analysis_.mentions.size(); ++m)
    if (analysis_.mentions[m].entity == person && analysis_.mentions[m].name_end == name_end) named = &analysis_.mentions[m];
  if (named == nullptr) return no_entity;
  // "led the Norwegian delegation"
  std::uint32_t k = named->end_token;
  if (is(k, w_.comma)) ++k;
  if (is(k, w_.who)) ++k;
  if (leading.contains(word(k))) {
    ++k;
    if (is(k, w_.the) || is(k, w_.a)) ++k;
    for (std::uint32_t end = k + 1; end < end_ && end - k < 6; ++end)
      if (const EntityIndex state = state_ending_at(end); state != no_entity) {
        const std::uint32_t noun = is(end, w_.possessive) ? end + 1 : end;
        if (teams.contains(word(noun)) || teams.contains(word(noun + 1))) return state;
      }
  }
  // Where the list of persons that this one belongs to begins
  std::uint32_t first = named->first_token;
  for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_;) {
    const Mention& before = analysis_.mentions[m];
    if (before.kind != MentionKind::person || before.end_token > first || before.first_token < begin_) continue;
    bool listed = before.end_token < first || is(before.end_token - 1, w_.comma);
    for (std::uint32_t t = before.end_token; t < first; ++t) listed = listed && (is(t, w_.comma) || is(t, w_.and_) || is(t, w_.the));
    if (listed) first = before.first_token;
  }
  std::uint32_t p = first;
  while (p > begin_ && (is(p - 1, w_.the) || word(p - 1) == "its" || word(p - 1) == "their" || word(p - 1) == "both")) --p;
  // "Norway has sent its foreign minister X"
  if (p > begin_ && envoys.contains(word(p - 1))) {
    std::uint32_t subject = p - 1;
    if (word(subject - 1) == "has" || word(subject - 1) == "had" || word(subject - 1) == "also") --subject;
    if (const EntityIndex state = state_ending_at(subject); state != no_entity && !is(subject, w_.possessive)) return state;
  }
  // "the Norwegian delegation included Foreign Minister X"
  if (p > begin_ + 1 && (including.contains(word(p - 1)) || (word(p - 1) == "of" && word(p - 2).starts_with("consist")))) {
    std::uint32_t noun = word(p - 1) == "of" ? p - 2 : p - 1;
    while (noun > begin_ && (is(noun - 1, w_.comma) || word(noun - 1) == "also")) --noun;
    if (noun > begin_ && teams.contains(word(noun - 1))) {
      --noun;
      for (std::uint32_t back = 0; back < 3 && noun > begin_ + back; ++back) {
        const std::uint32_t end = noun - back;
        const EntityIndex state = state_ending_at(is(end - 1, w_.possessive) ? end - 1 : end);
        if (state != no_entity) return state;
      }
    }
  }
  // "in Fiji they met with Prime Minister X": who is met where others travel
  const bool met =
      p > begin_ && (meeting.contains(word(p - 1)) || (is(p - 1, w_.with) && talking.contains(word(p - 2))) ||
                     (is(p - 1, w_.on) && word(p - 2).starts_with("call")) || (is(p - 1, w_.by) && hosting.contains(word(p - 2))));
  if (!met) return no_entity;
  const Mention* host = nullptr;
  for (std::size_t m = first_mention_; m < analysis_.mentions.size(); ++m) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.end_token > p || mention.entity == no_entity || mention.kind == MentionKind::adjective) continue;
    if (analysis_.entities[mention.entity].cls == cls::State && (host == nullptr || mention.first_token > host->first_token))
      host = &mention;
  }
  if (host == nullptr || is(host->end_token, w_.possessive)) return no_entity;
  std::uint32_t before = host->first_token;
  if (before > begin_ && is(before - 1, w_.the)) --before;
  static const std::set<std::string> arriving{"visited", "visits", "visiting", "toured", "reached"};
  static const std::set<std::string> travel{"visit",   "trip",       "travelled", "traveled", "flew", "went", "arrived",
                                            "travels", "travelling", "stop",      "journey",  "came", "flies"};
  bool there = arriving.contains(word(before - 1)) || (before > begin_ && is(before - 1, w_.in)) || before == begin_ ||
               (before > begin_ && is(before - 1, w_.semicolon));
  if (word(before - 1) == "to")
    for (std::uint32_t t = before; t-- > begin_ && before - t < 8 && !there;) there = travel.contains(word(t));
  // "stops in Hawaii, where …; Fiji, where they met …"
  if (before == begin_ || is(before - 1, w_.semicolon)) there = is(host->end_token, w_.comma) && word(host->end_token + 1) == "where";
  if (!there) return no_entity;
  // Whoever is at home there meets guests.
  for (std::size_t m = first_mention_; m < analysis_.mentions.size(); ++m) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.kind != MentionKind::person || mention.first_token >= first || mention.entity == no_entity) continue;
    for (const Claim& claim : analysis_.claims)
      if (claim.property == prop::officialOf && claim.subject == mention.entity && claim.object == host->entity) return no_entity;
  }
  return host->entity;
}

void Finder::settle_unowned() {
  const std::vector<Unowned> waiting = unowned_;
  for (const Unowned& u : waiting) {
    if (u.sentence != sentence_ || analysis_.entities[u.person].label.find(' ') == std::string::npos) continue;
    const TitleKind kind = catalog_.titles()[u.office.title].kind;
    if (kind == TitleKind::organisation_head || kind == TitleKind::party_leader || kind == TitleKind::other ||
        kind == TitleKind::academic || kind == TitleKind::journalist || kind == TitleKind::religious ||
        u.office.effect == ModifierEffect::future)
      continue;
    const bool known = std::any_of(analysis_.claims.begin(), analysis_.claims.end(),
                                   [&](const Claim& claim) { return claim.property == prop::officialOf && claim.subject == u.person; });
    if (known) continue;
    EntityIndex state = owner_in_clause(u.person, u.end_token);
    if (state == no_entity) state = state_of_profile(u.office);
    if (state == no_entity) continue;
    const EntryId entry = analysis_.entities[u.person].entry;
    if (entry != no_entry && catalog_[entry].country != no_entry && catalog_[entry].country != analysis_.entities[state].entry) continue;
    Office office = u.office;
    office.holders_of = {state};
    office_claims(u.person, office);
  }
}

std::vector<EntityIndex> Finder::state_around(EntityIndex person, const Office& office, std::uint32_t first, std::uint32_t name_end) {
  static const std::set<std::string> people{"officials", "leaders",     "ministers",  "dignitaries", "representatives", "statesmen",
                                            "diplomats", "authorities", "officers",   "delegates",   "politicians",     "negotiators",
                                            "envoys",    "generals",    "commanders", "lawmakers",   "figures",         "counterparts"};
  static const std::set<std::string> naming{"including", "notably", "especially", "particularly", "like", "namely"};
  const auto word = [&](std::uint32_t k) { return k < end_ ? fold_word(document_.text(tokens_[k])) : std::string(); };
  // "X and other senior Chilean officials"
  if (is(name_end, w_.and_) && word(name_end + 1) == "other")
    for (std::uint32_t k = name_end + 2; k < end_ && k < name_end + 5; ++k) {
      if (lower(k) && !people.contains(word(k))) continue;
      const auto owner = owner_at(k);
      if (owner && owner->names.size() == 1 && catalog_[owner->entities[0]].cls == cls::State && people.contains(word(owner->end)))
        return {mention_owner(*owner, 0)};
      break;
    }
  // A colleague in the same list: "Foreign Minister X, Defence Minister Y and …"
  std::uint32_t k = first;
  while (k > begin_ && (is(k - 1, w_.comma) || is(k - 1, w_.and_) || is(k - 1, w_.the))) --k;
  if (k < first && around_.state != no_entity && around_.sentence == sentence_ && around_.end == k) {
    // A foreign minister and a secretary of state are of two states, and so are two holders of the same office.
    const auto secretary = [&](std::size_t title) { return catalog_.titles()[title].name.find("secretary") != std::string::npos; };
    const EntryId entry = analysis_.entities[person].entry;
    const bool foreign =
        entry != no_entry && catalog_[entry].country != no_entry && catalog_[entry].country != analysis_.entities[around_.state].entry;
    static const std::set<TitleKind> followers{TitleKind::minister,  TitleKind::deputy_head, TitleKind::parliament,
                                               TitleKind::judiciary, TitleKind::military,    TitleKind::head_of_government};
    const bool other = around_.named || (around_.title != office.title && secretary(around_.title) == secretary(office.title));
    if (other && !foreign && (around_.named || followers.contains(catalog_.titles()[office.title].kind))) {
      around_.end = name_end;
      around_.title = office.title;
      return {around_.state};
    }
    return {};
  }
  // "The Nordic Council …, Secretary-General X said": the one body of the sentence that has such a head
  if (catalog_.titles()[office.title].kind == TitleKind::organisation_head) {
    const std::string title = fold_name(words(office.first, office.end));
    EntityIndex body = no_entity;
    for (std::size_t m = first_mention_; m < analysis_.mentions.size(); ++m) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.entity == no_entity || mention.first_token < begin_ || mention.end_token > first) continue;
      const EntryId entry = analysis_.entities[mention.entity].entry;
      if (entry == no_entry || catalog_[entry].cls != cls::Organization || fold_name(catalog_[entry].head) != title) continue;
      if (body != no_entity && body != mention.entity) return {};
      body = mention.entity;
    }
    if (body != no_entity) return {body};
  }
  const Mention* state = nullptr;
  bool several = false;
  for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_;) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.entity == no_entity || mention.first_token < begin_ || mention.end_token > first ||
        analysis_.entities[mention.entity].cls != cls::State)
      continue;
    several = several || (state != nullptr && mention.entity != state->entity);
    if (state == nullptr || mention.end_token > state->end_token) state = &mention;
  }
  if (state == nullptr || first - state->end_token > 14) return {};
  std::uint32_t from = state->end_token;
  const bool government = w_.government_words.has(tokens_[from].word) && from < first;
  const auto plain = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t most) {
    if (end < begin || end - begin > most) return false;
    static const std::set<std::string> other{"ally",   "friend",  "guest",       "rival",       "neighbor", "neighbour", "foe",
                                             "enemy",  "partner", "counterpart", "host",        "captive",  "opponent",  "critic",
                                             "puppet", "envoy",   "successor",   "predecessor", "visitor"};
    for (std::uint32_t i = begin; i < end; ++i)
      if (capital(i) || w_.connectors.has(tokens_[i].word) || w_.stoppers.has(tokens_[i].word) || other.contains(word(i))) return false;
    return true;
  };
  bool found = false;
  if (government) {
    const std::uint32_t behind = from + 1;
    // "the Chilean government, Foreign Minister X", "the Chilean Government's chief negotiator, Foreign Minister X"
    found = behind == first || (is(first - 1, w_.comma) && behind < first &&
                                (behind == first - 1 || (is(behind, w_.possessive) && plain(behind + 1, first - 1, 4))));
    // "The announcement of the Chilean government was made by Foreign Minister X."
    static const std::set<std::string> voiced{"made",      "announced", "delivered", "read",   "presented", "voiced",    "issued",
                                              "expressed", "submitted", "conveyed",  "signed", "revealed",  "disclosed", "confirmed"};
    found = found || (!several && first >= begin_ + 2 && is(first - 1, w_.by) && voiced.contains(word(first - 2)));
  } else if (is(from, w_.possessive) || (is(from, w_.apostrophe) && joined(from))) {
    // "Norway's new, widely respected Foreign Minister X"
    found = from + 1 < first && plain(from + 1, first, 6);
  }
  // "Chilean officials, including Foreign Minister X", "Chilean leaders such as President X", "… , among them President X"
  if (!found && from < first && people.contains(word(from))) {
    std::uint32_t n = from + 1;
    if (is(n, w_.comma)) ++n;
    found = (naming.contains(word(n)) && n + 1 == k) || (word(n) == "such" && word(n + 1) == "as" && n + 2 == k) ||
            (word(n) == "among" && word(n + 1) == "them" && n + 2 == k);
  }
  if (!found) return {};
  around_ = {state->entity, sentence_, name_end, office.title, true};
  return {state->entity};
}

bool Finder::accompanied(std::uint32_t token) const {
  static const std::set<std::string> words{"accompanied", "flanked", "joined", "together", "along"};
  return token >= begin_ + 2 && words.contains(fold_word(document_.text(tokens_[token - 2])));
}

std::vector<EntityIndex> Finder::colleague_of(const Office& office, std::uint32_t token) const {
  if (!last_office_ || last_office_sentence_ != sentence_ || last_office_->holders_of.size() != 1) return {};
  // The head of a state or of its government stands before its minister; two ministers of the same kind are of two states.
  const auto leads = [](TitleKind kind) {
    return kind == TitleKind::head_of_state || kind == TitleKind::head_of_government || kind == TitleKind::head_of_state_or_government ||
           kind == TitleKind::monarch;
  };
  const TitleKind first = catalog_.titles()[last_office_->title].kind, second = catalog_.titles()[office.title].kind;
  const bool minister = second == TitleKind::minister || second == TitleKind::deputy_head || second == TitleKind::head_of_government ||
                        (second == TitleKind::parliament && catalog_.titles()[office.title].name.find("speaker") != std::string::npos);
  // "Norway's attorney-general X and minister of trade Y": of different offices, side by side
  // A secretary of state and a foreign minister are of two states.
  const auto secretary = [&](const Office& o) { return catalog_.titles()[o.title].name.find("secretary") != std::string::npos; };
  const bool beside = (first == TitleKind::minister || first == TitleKind::judiciary || first == TitleKind::deputy_head) &&
                      last_office_->title != office.title && is(token - 1, w_.and_) && secretary(*last_office_) == secretary(office);
  if (!minister || !((leads(first) && second != first) || beside)) return {};
  // The colleague stands right before.
  const Mention* before = nullptr;
  for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_ && before == nullptr;)
    if (analysis_.mentions[m].kind == MentionKind::person && analysis_.mentions[m].end_token <= token) before = &analysis_.mentions[m];
  if (before == nullptr || token - before->end_token > 4) return {};
  return last_office_->holders_of;
}

std::vector<EntityIndex> Finder::led_body(std::uint32_t token) const {
  if (token < begin_ + 3 || !is(token - 1, w_.by)) return {};
  const std::string verb = fold_word(document_.text(tokens_[token - 2]));
  if (verb != "led" && verb != "represented" && verb != "headed" && verb != "chaired") return {};
  for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_;) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.entity == no_entity || mention.end_token > token - 2) continue;
    // "the Chilean side was led by …", "the Chilean delegation, headed by …"
    static const std::set<std::string> between{"side", "delegation", "team", "government", "was",     "is",        "were",
                                               ",",    "been",       "has",  "had",        "mission", "contingent"};
    // "the Nordic Council sent a high-level delegation led by …"
    static const std::set<std::string> sending{"sent", "dispatched", "sends", "fielded"};
    static const std::set<std::string> sent{"a",         "an",         "its",         "high",          "-",
                                            "level",     "official",   "ministerial", "parliamentary", "large",
                                            "mediation", "high-level", "to",          "the",           "talks"};
    bool plain = mention.end_token + 9 >= token - 2, sends = false;
    for (std::uint32_t k = mention.end_token; k < token - 2; ++k) {
      const std::string word = fold_word(document_.text(tokens_[k]));
      sends = sends || sending.contains(word);
      plain = plain && (between.contains(word) || sending.contains(word) || (sends && sent.contains(word)));
    }
    if (!plain) continue;
    const ClassId c = analysis_.entities[mention.entity].cls;
    // A ministry's minister is one of its state.
    if (const Entity& body = analysis_.entities[mention.entity];
        body.type == cls::GovernmentBody &&
        (body.label.find("Ministry") != std::string::npos || body.label.find("Department") != std::string::npos)) {
      if (body.parent != no_entity && analysis_.entities[body.parent].cls == cls::State) return {body.parent};
      if (body.entry != no_entry && catalog_[body.entry].country != no_entry)
        if (const auto state = by_entry_.find(catalog_[body.entry].country); state != by_entry_.end()) return {state->second};
    }
    if (c == cls::State || c == cls::Organization) return {mention.entity};
  }
  return {};
}

void Finder::office_claims(EntityIndex person, const Office& office) {
  const Title& title = catalog_.titles()[office.title];
  if (title.kind == TitleKind::academic || title.kind == TitleKind::journalist) {
    // "Ana Reyes, senior fellow at Chatham House"
    for (const EntityIndex holder : office.holders_of)
      if (analysis_.entities[holder].cls == cls::Organization && office.effect != ModifierEffect::past &&
          office.effect != ModifierEffect::future)
        claim(person, prop::affiliatedWith, holder, "expert-of", sentence_->span, 0.9);
    return;
  }
  // "Norwegian Labour Party lawmaker X"
  if (title.kind == TitleKind::other && office.effect != ModifierEffect::past && office.effect != ModifierEffect::future)
    for (const EntityIndex holder : office.holders_of)
      if (analysis_.entities[holder].type == cls::PoliticalParty)
        claim(person, prop::memberOfParty, holder, "office-before-name", sentence_->span);
  if (title.kind == TitleKind::address || title.kind == TitleKind::other) return;
  if (analysis_.entities[person].type == cls::Person) analysis_.entities[person].type = cls::Official;
  const Span span = sentence_->span;
  last_office_ = office;
  last_office_sentence_ = sentence_;
  const EntityIndex position = position_of(office, office.holders_of);
  claim(person, prop::holdsPosition, position, "office-before-name", span);
  for (const EntityIndex holder : office.holders_of) {
    claim(position, prop::positionIn, holder, "office-before-name", span);
    if (office.effect == ModifierEffect::future) continue;
    // Whoever directs or edits a body that holds no public office works for it.
    const Entity& body = analysis_.entities[holder];
    const bool institute = body.type == cls::ResearchInstitute || body.type == cls::MediaOutlet;
    const bool heads = title.kind == TitleKind::organisation_head || title.kind == TitleKind::head_of_state_or_government ||
                       title.kind == TitleKind::deputy_head;
    if (institute || (heads && body.cls == cls::Organization && body.entry == no_entry && body.type == cls::Organization &&
                      body.label.find(' ') != std::string::npos))
      claim(person, prop::affiliatedWith, holder, "office-before-name", span);
    if (!institute) claim(person, prop::officialOf, holder, "office-before-name", span);
    // An embassy's officer is one of its state.
    if (body.type == cls::GovernmentBody && body.parent != no_entity && analysis_.entities[body.parent].cls == cls::State &&
        (body.label.ends_with("Embassy") || body.label.ends_with("Consulate") || body.label.find("Embassy of") != std::string::npos))
      claim(person, prop::officialOf, body.parent, "office-before-name", span);
    if (const ClassId type = analysis_.entities[holder].type;
        (type == cls::ResearchInstitute || type == cls::MediaOutlet) && office.effect != ModifierEffect::past)
      claim(person, prop::affiliatedWith, holder, "office-before-name", span);
    if (analysis_.entities[holder].type == cls::PoliticalParty) claim(person, prop::memberOfParty, holder, "office-before-name", span);
    head_claims(person, office, holder, span, "office-before-name");
  }
}

void Finder::head_claims(EntityIndex person, const Office& office, EntityIndex holder, Span span, std::string_view rule) {
  for (const PropertyId property : leads(office, holder)) claim(holder, property, person, rule, span);
}

std::vector<PropertyId> Finder::leads(const Office& office, EntityIndex holder) const {
  const Entity& state = analysis_.entities[holder];
  if (state.cls != cls::State || office.effect == ModifierEffect::past || office.effect == ModifierEffect::future ||
      office.effect == ModifierEffect::deputy)
    return {};
  const Title& title = catalog_.titles()[office.title];
  const std::string name = fold_name(title.name);
  bool head_of_state = title.kind == TitleKind::head_of_state || title.kind == TitleKind::monarch;
  bool head_of_government = title.kind == TitleKind::head_of_government;
  if (state.entry != no_entry) {
    const Entry& entry = catalog_[state.entry];
    const std::string own = fold_name(words(office.first, office.end));
    const auto lists = [&](const std::vector<std::string>& all) {
      return std::any_of(all.begin(), all.end(), [&](const std::string& t) { return t == name || t == own; });
    };
    if (!entry.heads_of_state.empty() || !entry.heads_of_government.empty()) {
      const bool president = title.kind == TitleKind::head_of_state_or_government;
      head_of_state = lists(entry.heads_of_state) || head_of_state;
      head_of_government = lists(entry.heads_of_government) || head_of_government;
      if (president && !lists(entry.heads_of_state) && !lists(entry.heads_of_government)) head_of_state = head_of_government = false;
      if (title.kind == TitleKind::monarch && !lists(entry.heads_of_state)) head_of_state = false;
    } else if (title.kind == TitleKind::head_of_state_or_government) {
      head_of_state = name == "president";
    }
  }
  std::vector<PropertyId> all;
  if (head_of_state) all.push_back(prop::headOfState);
  // A president who is both is said to be the head of state; whether he leads the government too has changed in many states.
  if (head_of_government && !(head_of_state && title.kind == TitleKind::head_of_state_or_government)) all.push_back(prop::headOfGovernment);
  return all;
}

bool Finder::leads_elsewhere(const Office& office) const {
  const Title& title = catalog_.titles()[office.title];
  if (title.kind != TitleKind::head_of_state_or_government && title.kind != TitleKind::head_of_state &&
      title.kind != TitleKind::head_of_government && title.kind != TitleKind::monarch)
    return false;
  return std::all_of(office.holders_of.begin(), office.holders_of.end(), [&](EntityIndex holder) {
    const EntryId entry = analysis_.entities[holder].entry;
    if (entry == no_entry || catalog_[entry].heads_of_state.empty()) return false;
    const std::string name = fold_name(title.name);
    const auto lists = [&](const std::vector<std::string>& all) { return std::find(all.begin(), all.end(), name) != all.end(); };
    return !lists(catalog_[entry].heads_of_state) && !lists(catalog_[entry].heads_of_government);
  });
}

bool Finder::speaks_of_state(std::string_view id) {
  if (speaks_of({id})) return true;
  for (std::uint32_t i = begin_; i < end_;) {
    const NameHit hit = longest_name(i);
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry == no_entry || n.kind == NameKind::weak) continue;
      const Entry& entry = catalog_[n.entry];
      if ((entry.cls == cls::State && entry.id == id) || (entry.country != no_entry && catalog_[entry.country].id == id)) return true;
    }
    i = std::max(hit.end, i + 1);
  }
  return false;
}

void Finder::american_party(EntityIndex person, std::string_view letter) {
  const EntryId entry = letter == "R"   ? catalog_.find(cls::Organization, "republican-party-united-states")
                        : letter == "D" ? catalog_.find(cls::Organization, "democratic-party-united-states")
                                        : no_entry;
  if (entry == no_entry) return;
  const EntityIndex entity = entity_of(entry);
  analysis_.entities[entity].named = true;
  claim(person, prop::memberOfParty, entity, "party-in-brackets", sentence_->span, 0.88);
}

void Finder::bracketed_party(EntityIndex person, std::uint32_t open) {
  const auto american = [&](std::string_view letter) { american_party(person, letter); };
  const std::uint32_t a = is(open, w_.comma) && is(open + 1, w_.a) ? open + 2 : end_;
  if (a + 1 < end_ && (is(a + 1, w_.comma) || is(a + 1, w_.dot) || document_.text(tokens_[a + 1]) == "from" || is(a + 1, w_.who))) {
    // "Dale Crawford, a Democrat, …" in a text about the United States
    const std::string_view word = document_.text(tokens_[a]);
    if ((word == "Democrat" || word == "Republican") && speaks_of_state("USA")) american(word.substr(0, 1));
  }
  if (!is(open, w_.open) || open + 1 >= end_) return;
  // "(R-Kansas)", "(D-N.Y.)"
  if (open + 4 < end_ && tokens_[open + 1].end - tokens_[open + 1].begin == 1 && (is(open + 2, w_.hyphen) || is(open + 2, w_.dash)) &&
      capital(open + 3))
    return american(document_.text(tokens_[open + 1]));
  const NameHit hit = longest_name(open + 1);
  if (hit.payloads.empty() || (!is(hit.end, w_.close) && !is(hit.end, w_.comma) && !is(hit.end, w_.semicolon))) return;
  EntryId party = no_entry;
  bool several = false;
  const EntryId state = only_state_named();
  for (const auto payload : hit.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.entry == no_entry || catalog_[n.entry].type != cls::PoliticalParty) continue;
    const auto met = by_entry_.find(n.entry);
    const bool known = met != by_entry_.end() && analysis_.entities[met->second].named;
    if (n.kind == NameKind::weak && !known && (state == no_entry || catalog_[n.entry].country != state)) continue;
    several = several || (party != no_entry && party != n.entry);
    party = n.entry;
  }
  if (party == no_entry || several) return;
  const EntityIndex entity = entity_of(party);
  met(entity, words(open + 1, hit.end));
  claim(person, prop::memberOfParty, entity, "party-in-brackets", sentence_->span, 0.88);
}

void Finder::bracketed_office(EntityIndex person, std::uint32_t open) {
  if (!is(open, w_.open)) return;
  std::uint32_t k = open + 1;
  ModifierEffect effect = ModifierEffect::none;
  const std::string time = k < end_ ? fold_word(document_.text(tokens_[k])) : "";
  if (time == "now" || time == "currently" || time == "today" || time == "later") ++k;
  if (time == "later") effect = ModifierEffect::past;
  if (is(k, w_.the)) ++k;
  k = modifiers(k, effect);
  const auto owner = k < end_ ? owner_at(k) : std::nullopt;
  if (owner) k = modifiers(owner->end, effect);
  const auto office = k < end_ ? office_at(k) : std::nullopt;
  if (!office || office->plural || catalog_.titles()[office->title].kind == TitleKind::address) return;
  Office held = *office;
  held.effect = effect;
  k = office->end;
  const std::size_t size = analysis_.mentions.size();
  read_holders(held, k);
  if (!is(k, w_.close) || (held.holders_of.empty() && !owner)) {
    analysis_.mentions.resize(size);
    return;
  }
  if (owner)
    for (std::size_t s = 0; s < owner->names.size(); ++s) held.holders_of.push_back(mention_owner(*owner, s));
  office_claims(person, held);
}

bool Finder::term_over(std::uint32_t i) const {
  const auto word = [&](std::uint32_t k) { return k < end_ ? fold_word(document_.text(tokens_[k])) : std::string(); };
  const auto date_end = [&](std::uint32_t k) {
    if (k >= end_ || !dates_.can_begin(tokens_[k])) return k;
    const auto date = dates_.read(document_, k, end_);
    return date ? date->end_token : k;
  };
  if (is(i, w_.open)) ++i;
  if (word(i) == "until") return date_end(i + 1) > i + 1;
  if (word(i) == "from" || word(i) == "between") ++i;
  const std::uint32_t behind = date_end(i);
  if (behind == i || behind >= end_) return false;
  const std::string to = word(behind);
  if (!is(behind, w_.hyphen) && !is(behind, w_.dash) && to != "to" && to != "until" && to != "and" && to != "till") return false;
  const bool year = behind + 1 < end_ && tokens_[behind + 1].kind == TokenKind::number;
  return year || date_end(behind + 1) > behind + 1;
}

std::uint32_t Finder::after_name(EntityIndex person, std::uint32_t name_end) {
  std::uint32_t k = name_end;
  bracketed_party(person, k);
  bracketed_office(person, k);
  if (!is(k, w_.comma)) return name_end;
  // "Invited by Narendra Modi, the Bhutanese king arrived": the comma ends what comes before the subject.
  if (is(begin_ + 1, w_.by) && name_end - begin_ < 8 && document_.text(tokens_[begin_]).ends_with("ed")) return name_end;
  ++k;
  const bool then = k + 1 < end_ && document_.text(tokens_[k]) == "then";
  // "X, then the Argentine foreign minister,", "X, who is Chile's defence minister,"
  const bool once = k + 1 < end_ && (document_.text(tokens_[k]) == "once" || document_.text(tokens_[k]) == "formerly");
  if (k + 1 < end_ &&
      (once || document_.text(tokens_[k]) == "then" || document_.text(tokens_[k]) == "now" || document_.text(tokens_[k]) == "currently"))
    ++k;
  if (is(k, w_.who) && k + 2 < end_ && w_.be.has(tokens_[k + 1].word)) k += 2;
  const std::string determiner = k < end_ ? fold_word(document_.text(tokens_[k])) : "";
  const bool its = determiner == "its" || determiner == "their";
  if (is(k, w_.the) || is(k, w_.a) || is(k, w_.an) || its) ++k;
  ModifierEffect effect = then || once ? ModifierEffect::past : ModifierEffect::none;
  // "X, the country's foreign minister,": of the one state that the text names
  const bool lands = land_word(k) && is(k + 1, w_.possessive);
  if (lands) k += 2;
  while (k < end_ && w_.ordinals.has(tokens_[k].word)) ++k;
  k = modifiers(k, effect);
  if (const std::uint32_t body = k < end_ ? seat_noun(k) : no_token; body != no_token)
    if (const auto legislature = legislature_at(body)) {
      // "Ana Reyes, member of the Storting,"
      seat_claims(person, seat_in(*legislature, k, body));
      const std::uint32_t behind = legislature->end;
      return is(behind, w_.comma) && behind + 1 < end_ ? behind + 1 : behind;
    }
  std::optional<Owner> owner = owner_at(k);
  std::uint32_t at = k;
  if (owner) {
    at = modifiers(owner->end, effect);
    if (at >= end_ || !office_at(at)) owner.reset(), at = k;
  }
  if (at >= end_) return name_end;
  auto office = office_at(at);
  // "X, the outspoken president of Y": a word of praise or blame before the office
  static const std::set<std::string> unreal{"self",     "would",       "shadow",       "opposition", "fictional", "alleged",
                                            "rejected", "defeated",    "failed",       "future",     "next",      "possible",
                                            "likely",   "presumptive", "unsuccessful", "rival",      "proposed"};
  if (!office && !owner && at > name_end + 1 && (is(at - 1, w_.the) || is(at - 1, w_.a) || is(at - 1, w_.an)) && lower(at) && is_word(at) &&
      at + 1 < end_ && joined_by_space(at + 1) && !unreal.contains(fold_word(document_.text(tokens_[at])))) {
    const auto behind = office_at(at + 1);
    const auto post = [&](const Office& o) {  // and no profession, behind which the list of what he is may go on
      const TitleKind of = catalog_.titles()[o.title].kind;
      return of != TitleKind::other && of != TitleKind::academic && of != TitleKind::address;
    };
    if (behind && !behind->plural && post(*behind) && !w_.connectors.has(tokens_[at].word)) office = behind;
    if (!office && capital(at + 1))
      if (const auto state = owner_at(at + 1); state && state->end < end_ && office_at(state->end)) {
        owner = state;
        at = state->end;
        office = office_at(at);
      }
  }
  if (!office || office->plural) return name_end;
  office->effect = effect;
  std::uint32_t end = office->end;
  if (catalog_.titles()[office->title].kind == TitleKind::address) return name_end;
  // "X, the Grand Duke of Baden's minister": somebody else's office
  {
    std::uint32_t behind = end;
    while (behind < end_ && (is(behind, w_.of) || is(behind, w_.the) || (capital(behind) && is_word(behind)))) ++behind;
    if (behind > end && is(behind, w_.possessive) && behind + 1 < end_ && office_at(behind + 1)) return name_end;
  }
  // "X, Secretary General Y": another person begins.
  Office probe = *office;
  read_holders(probe, end);
  if (name_shape(end, true) != no_token && joined_by_space(end)) {
    // "X, a senior adviser to Norwegian President Y": he serves the state of whom he serves
    static const std::set<std::string> servants{"adviser",       "aide", "presidential-aide", "counsellor", "national-security-adviser",
                                                "chief-of-staff"};
    const std::uint32_t inner = is(office->end + 1, w_.the) ? office->end + 2 : office->end + 1;
    if ((is(office->end, w_.to) || is(office->end, w_.of)) && !probe.holders_of.empty() && inner < end_ && owner_at(inner) &&
        servants.contains(catalog_.titles()[probe.title].id) && effect != ModifierEffect::future)
      office_claims(person, probe);
    return name_end;
  }
  // "Prime Minister X, Barbados Prime Minister and CARICOM Chair Y": another person begins with two offices.
  if (owner && is(end, w_.and_) && determiner != "the" && !its) {
    const auto body = owner_at(end + 1);
    const std::uint32_t at_second = body ? body->end : end + 1;
    const auto second = at_second < end_ ? office_at(at_second) : std::nullopt;
    if (second && !second->plural && name_shape(second->end, true) != no_token && joined_by_space(second->end)) return name_end;
  }
  // "Foreign Minister X, Togo's Prime Minister, Dr Y": as well
  const bool titled =
      std::any_of(analysis_.mentions.begin() + static_cast<std::ptrdiff_t>(first_mention_), analysis_.mentions.end(),
                  [&](const Mention& m) { return m.entity == person && m.name_first > m.first_token && m.name_end == name_end; });
  if (is(end, w_.comma) && titled) {
    std::uint32_t next = end + 1;
    for (auto form = next < end_ ? office_at(next) : std::nullopt; form && catalog_.titles()[form->title].kind == TitleKind::address;
         form = next < end_ ? office_at(next) : std::nullopt)
      next = form->end;
    if (next > end + 1 && name_shape(next, true) != no_token) return name_end;
  }
  if (owner)
    for (std::size_t s = 0; s < owner->names.size(); ++s) probe.holders_of.push_back(mention_owner(*owner, s));
  if (its && probe.holders_of.empty()) {
    // "…, and Mark Rutte, its Secretary General": of the body named last
    for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_ && probe.holders_of.empty();) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.entity != no_entity && mention.end_token <= name_end && analysis_.entities[mention.entity].cls == cls::Organization)
        probe.holders_of.push_back(mention.entity);
    }
  }
  if (lands && probe.holders_of.empty())
    if (const EntryId state = only_state_named(); state != no_entry) {
      probe.holders_of.push_back(entity_of(state));
      analysis_.entities[probe.holders_of.back()].named = true;
    }
  own_holder(probe);
  // "X, Federal Councillor and Foreign Minister of Switzerland,": both of the one state
  const auto of_state = [&](const Office& o) {
    const TitleKind of = catalog_.titles()[o.title].kind;
    return of == TitleKind::minister || of == TitleKind::head_of_government || of == TitleKind::head_of_state ||
           of == TitleKind::head_of_state_or_government || of == TitleKind::deputy_head || of == TitleKind::monarch ||
           of == TitleKind::diplomat_to;
  };
  while (is(end, w_.and_) && of_state(probe)) {
    ModifierEffect second_effect = ModifierEffect::none;
    const std::uint32_t next = modifiers(end + 1, second_effect);
    const auto second = next < end_ ? office_at(next) : std::nullopt;
    if (!second || second->plural || !of_state(*second)) break;
    const std::size_t size = analysis_.mentions.size();
    Office other = *second;
    other.effect = second_effect;
    std::uint32_t behind = second->end;
    read_holders(other, behind);
    const bool named = name_shape(behind, true) != no_token && joined_by_space(behind);
    if (other.holders_of.empty()) other.holders_of = probe.holders_of;
    if (named || other.holders_of.empty()) {
      analysis_.mentions.resize(size);
      break;
    }
    if (probe.holders_of.empty()) probe.holders_of = other.holders_of;
    office_claims(person, other);
    end = behind;
  }
  if (probe.effect == ModifierEffect::none && term_over(end)) probe.effect = ModifierEffect::past;
  // "a professor of international law at the University of X": more of it follows.
  const TitleKind profession = catalog_.titles()[probe.title].kind;
  if (probe.holders_of.empty() && (profession == TitleKind::academic || profession == TitleKind::journalist) &&
      (is(end, w_.of) || is(end, w_.at) || is(end, w_.with) || is(end, w_.in)))
    return name_end;
  std::vector<Office> one{probe};
  if (owner && owner->names.size() == 1 && !is(owner->end - 1, w_.possessive)) probe.written = words(owner->spans[0].first, office->end);
  const bool seated = probe.holders_of.empty() && probe.place.empty() && catalog_.titles()[probe.title].kind == TitleKind::parliament &&
                      infer_holder(probe, probe.holders_of);
  if (probe.holders_of.empty() && probe.place.empty() && !seated) {
    unowned_.push_back({person, probe, sentence_, end});
    // "Antony J. Blinken, Secretary of State": the office is whole without an owner.
  } else {
    office_claims(person, probe);
  }
  return is(end, w_.comma) && end + 1 < end_ ? end + 1 : end;
}

std::uint32_t Finder::behind_honours(std::uint32_t i) const {
  while (is(i, w_.comma) && i + 1 < end_ && is_word(i + 1)) {
    const std::string_view word = document_.text(tokens_[i + 1]);
    const auto large = std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (word.size() < 2 || word.size() > 7 || large < 2 || large * 2 < static_cast<std::ptrdiff_t>(word.size())) break;
    if (!(i + 2 >= end_ || is(i + 2, w_.comma) || is(i + 2, w_.open) || w_.be.has(tokens_[i + 2].word))) break;
    i += 2;
  }
  return i;
}

std::uint32_t Finder::other_names(EntityIndex person, std::uint32_t name_end) {
  std::uint32_t k = behind_bracket(name_end);
  if (!is(k, w_.comma)) return name_end;
  ++k;
  bool known = false;
  for (const std::uint32_t first = k; k < end_ && k - first < 8; ++k) {
    const std::string word = fold_word(document_.text(tokens_[k]));
    static constexpr std::array<std::string_view, 16> words{"also",    "better", "commonly",  "popularly", "best", "often",
                                                            "usually", "simply", "known",     "referred",  "as",   "to",
                                                            "born",    "called", "nicknamed", "the"};
    if (std::find(words.begin(), words.end(), word) == words.end()) break;
    known = known || word == "known" || word == "referred" || word == "born" || word == "called" || word == "nicknamed";
  }
  if (!known || k >= end_) return name_end;
  // behind the comma that ends the insertion, if a clause goes on there; a sentence is read without its brackets, so none may lie within
  const bool bracket = !is(name_end, w_.comma);
  const auto behind = [&](std::uint32_t end) {
    return !bracket && is(end, w_.comma) && end + 1 < end_ && (lower(end + 1) || w_.be.has(tokens_[end + 1].word)) &&
                   !is(end + 1, w_.and_) && !is(end + 1, w_.or_)
               ? end + 1
               : name_end;
  };
  if (is(k, w_.quote) && capital(k + 1)) {
    // "usually referred to as "Zik","
    std::uint32_t end = k + 1;
    while (end < end_ && !is(end, w_.quote) && end - k < 5) ++end;
    if (!is(end, w_.quote)) return name_end;
    met(person, words(k + 1, end));
    return behind(end + 1);
  }
  const std::uint32_t end = name_shape(k, true);
  if (end == no_token || (end < end_ && !is(end, w_.comma) && !is(end, w_.open) && !is(end, w_.or_))) return name_end;
  const std::string alias = words(k, end);
  const std::string key = fold_name(alias);
  if (persons_.contains(key)) return name_end;
  if (end >= k + 2) persons_[key] = person;
  met(person, alias);
  return behind(end);
}

std::uint32_t Finder::bare_person(std::uint32_t i) {
  const NameHit hit = longest_name(i);
  // Listed persons by full name.
  for (const auto payload : hit.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.entry == no_entry || n.ambiguity >= 0 || catalog_[n.entry].cls != cls::Person || n.kind == NameKind::weak) continue;
    const std::uint32_t longer = name_shape(i, false);
    if (longer != no_token && longer > hit.end) break;
    const EntityIndex person = entity_of(n.entry);
    const std::string text = words(i, hit.end);
    persons_[fold_name(text)] = person;
    met(person, text);
    Mention& mention = add_mention(i, hit.end, MentionKind::person, person);
    mention.name_end = hit.end;
    const std::size_t at = analysis_.mentions.size() - 1;
    std::vector<Office> none;
    const std::uint32_t named = other_names(person, hit.end);
    attach_offices(person, none, nullptr, hit.end);
    const std::uint32_t end = named > hit.end ? named : after_name(person, hit.end);
    analysis_.mentions[at].end_token = end;
    return end;
  }
  const std::uint32_t name_end = name_shape(i, false);
  if (name_end == no_token) return i;
  const EntityIndex person = person_named(i, name_end, false);
  Mention& mention = add_mention(i, name_end, MentionKind::person, person);
  mention.name_end = name_end;
  const std::size_t at = analysis_.mentions.size() - 1;
  std::vector<Office> none;
  const std::uint32_t behind = behind_honours(name_end);
  const std::uint32_t named = other_names(person, behind);
  const std::uint32_t end = named > behind ? named : after_name(person, behind);
  analysis_.mentions[at].end_token = end;
  return end;
}

bool Finder::names_party(std::uint32_t i) {
  const NameHit hit = longest_name(i);
  return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
    const EntryId entry = catalog_.names()[payload].entry;
    return entry != no_entry && catalog_[entry].type == cls::PoliticalParty;
  });
}

bool Finder::belongs_to_party(std::uint32_t i, std::uint32_t end) {
  // Names of bodies act in the same words: "Young Labour is a member of …".
  for (std::uint32_t k = i; k < end; ++k)
    if (known_other(k) || names_party(k) || adjective_only(k) || w_.party_heads.has(tokens_[k].word) ||
        w_.party_nouns.has(tokens_[k].word) || tokens_[k].has(token_flag::all_capitals))
      return false;
  std::uint32_t verb = end;
  const bool co = document_.text(tokens_[verb]) == "co" && is(verb + 1, w_.hyphen) && verb + 2 < end_;  // "co-led"
  if (co) verb += 2;
  const bool joins = w_.party_verbs.has(tokens_[verb].word);
  bool role = joins || co;
  if (!role && !w_.office_verbs.has(tokens_[verb].word)) return false;
  for (std::uint32_t n = verb + 1; n < end_ && n - verb < 14; ++n) {
    if (tokens_[n].kind == TokenKind::punctuation && !is(n, w_.hyphen)) return false;
    const std::string word = fold_word(document_.text(tokens_[n]));
    role = role || (lower(n) && (w_.person_nouns.has(tokens_[n].word) || w_.seat_nouns.has(tokens_[n].word) || word == "posts" ||
                                 word == "chairwoman" || word == "chair" || word == "spokesperson" || word == "co-chair" ||
                                 word == "secretary" || word == "convener"));
    if (!capital(n) || !is_word(n)) continue;
    bool party = names_party(n);
    std::uint32_t run = n;
    while (run < end_ && (capital(run) || is(run, w_.possessive)) && is_word(run)) ++run;
    party = party || (run > n + 1 && is(run - 1, w_.party));
    if (!party) continue;
    if (role) return true;
    // "has been an X Party member of the …"
    const std::uint32_t behind = std::max(run, longest_name(n).end);
    return behind < end_ && lower(behind) && w_.person_nouns.has(tokens_[behind].word);
  }
  return false;
}

bool Finder::speech_word(std::uint32_t i) const {
  static const std::set<std::string> words{
      "said",      "says",    "told",     "tells",    "added",    "adds",   "explained",  "explains", "warned",      "argued",
      "wrote",     "noted",   "stressed", "insisted", "declared", "stated", "remarked",   "asked",    "continued",   "concluded",
      "commented", "claimed", "recalled", "observed", "replied",  "vowed",  "complained", "admitted", "acknowledged"};
  return lower(i) && words.contains(fold_word(document_.text(tokens_[i])));
}

bool Finder::speaks(std::uint32_t first, std::uint32_t end) {
  // "Ana Okereke told reporters that": two or three words, of which one is a name and none one of a body's
  if (end - first > 4 || !speech_word(end)) return false;
  static const std::set<std::string> bodies{
      "watch",     "international", "times",   "post",   "news", "agency", "press",   "house",   "today",    "tribune", "journal",
      "herald",    "monitor",       "network", "union",  "bank", "fund",   "street",  "group",   "guardian", "radio",   "tv",
      "media",     "daily",         "service", "report", "air",  "energy", "capital", "oil",     "airlines", "motors",  "pentagon",
      "officials", "sources",       "rights",  "front",  "army", "forces", "court",   "kremlin", "city",     "state",   "department"};
  bool name = false;
  for (std::uint32_t k = first; k < end; ++k) {
    if (!is_word(k)) continue;
    if (bodies.contains(fold_word(document_.text(tokens_[k]))) || tokens_[k].has(token_flag::all_capitals) || names_party(k) ||
        known_other(k) || adjective_only(k) || office_word(k) || is_place_name(k))
      return false;
    name = name || tokens_[k].word == unknown_word || catalog_.given_name(tokens_[k].word) > 0 || catalog_.family_name(tokens_[k].word) > 0;
  }
  return name;
}

bool Finder::career_word(std::uint32_t i) const {
  static const std::set<std::string> words{"would",    "went",      "rose",     "later",   "then",      "succeeded", "resigned", "retired",
                                           "ascended", "stepped",   "replaced", "ran",     "won",       "returned",  "worked",   "acted",
                                           "quit",     "continued", "resumed",  "started", "presented", "remained",  "sat",      "ruled"};
  return lower(i) && words.contains(fold_word(document_.text(tokens_[i])));
}

std::uint32_t Finder::defined_person(std::uint32_t i) {
  const bool letter = i < end_ && tokens_[i].has(token_flag::dotted) && tokens_[i].end - tokens_[i].begin == 2;
  if (!capital(i) || !is_word(i) || title_case_ || (w_.not_names.has(tokens_[i].word) && !letter)) return i;
  bool related = false, inverted = false;  // "his wife Ana Reyes"
  if (i > begin_ && !is(i - 1, w_.comma) && !is(i - 1, w_.and_) && !is(i - 1, w_.by)) {
    const std::string before = fold_word(document_.text(tokens_[i - 1]));
    // Initials make it a name wherever it stands: "wrote to J.B.M. Hertzog, the prime minister …".
    const bool initials = tokens_[i].has(token_flag::dotted) && tokens_[i].end - tokens_[i].begin >= 4 && longest_name(i).payloads.empty();
    related = kin_word(i - 1) && i >= begin_ + 2 && (w_.possessives.has(tokens_[i - 2].word) || is(i - 2, w_.possessive));
    // "“We will not,” explained Ana Reyes": behind the words that somebody says
    inverted =
        speech_word(i - 1) && i >= begin_ + 2 && (is(i - 2, w_.quote) || (is(i - 2, w_.comma) && i >= begin_ + 3 && is(i - 3, w_.quote)));
    if (!initials && !related && !inverted && before != "said" && before != "says" && before != "told" && before != "with" &&
        before != "when")
      return i;
  }
  std::uint32_t k = i, end = i, count = 0;
  while (k < end_ && k - i < 10) {
    if (is_word(k) && capital(k)) {
      if (w_.organisation_heads.has(tokens_[k].word) || w_.agreement_heads.has(tokens_[k].word)) return i;
      if (known_other(k) && longest_name(k).end > k + 1) return i;
      end = ++k;
      ++count;
    } else if (k > i && ((lower(k) && catalog_.name_particle(tokens_[k].word)) || (is(k, w_.hyphen) && joined(k) && joined(k + 1)) ||
                         (is(k, w_.apostrophe) && joined(k) && joined(k + 1)) || is(k, w_.dot))) {
      ++k;
      if (k < end_ && is(k - 1, w_.hyphen) && lower(k)) end = ++k;
    } else if (count > 0 && is(k, w_.quote) && capital(k + 1) && is(k + 2, w_.quote) &&
               (capital(k + 3) || (lower(k + 3) && k + 4 < end_ && catalog_.name_particle(tokens_[k + 3].word) && capital(k + 4)))) {
      k += 3;  // Emanuel "Manny" Mori, Pieter "Piet" de Vries
    } else {
      break;
    }
  }
  if (count > 1 && names_party(end - 1)) return i;  // "Young Labour"
  if (count == 0 || (count == 1 && (is_state_name(i) || tokens_[i].has(token_flag::all_capitals)))) return i;
  bool defined = (related || inverted) && count >= 2;
  const std::uint32_t name_end = end;
  end = behind_honours(end);
  if (is(end, w_.open)) {
    const std::uint32_t close = behind_bracket(end);
    for (std::uint32_t n = end + 1; n < close && !defined; ++n)
      defined = is(n, w_.born) || (dates_.can_begin(tokens_[n]) && [&] {
                  const auto date = dates_.read(document_, n, close);
                  return date && date->value.size() == 10;
                }());
    if (count == 1 && defined) defined = close < end_ && w_.be.has(tokens_[close].word);
  } else if (count >= 2 && end < end_ &&
             (w_.office_verbs.has(tokens_[end].word) || w_.party_verbs.has(tokens_[end].word) || career_word(end))) {
    static const std::set<std::string> choosing{"elected",   "appointed", "reappointed", "reelected", "named",     "sworn",      "chosen",
                                                "installed", "became",    "confirmed",   "become",    "nominated", "inaugurated"};
    bool chosen = choosing.contains(fold_word(document_.text(tokens_[end])));
    for (std::uint32_t n = end + 1; n < end_ && n - end < 10 && !defined; ++n) {
      if (tokens_[n].kind == TokenKind::punctuation && !is(n, w_.hyphen) && !is(n, w_.possessive)) break;
      chosen = chosen || choosing.contains(fold_word(document_.text(tokens_[n])));
      // "X is a Norwegian politician", "X was a founder of …"
      if (w_.be.has(tokens_[end].word) && (is(end + 1, w_.a) || is(end + 1, w_.an) || is(end + 1, w_.the)) && lower(n) &&
          w_.person_nouns.has(tokens_[n].word)) {
        defined = true;
        break;
      }
      // "X joined the … Party"
      if (is(n, w_.party) && capital(n) && w_.party_verbs.has(tokens_[end].word)) {
        defined = true;
        break;
      }
      // "X is a Member of the Storting", "X became its first leader"
      if (const std::uint32_t body = seat_noun(n); body != no_token && legislature_at(body)) {
        defined = true;
        break;
      }
      if (const auto office = office_at_cached(n)) {
        std::uint32_t behind = office->end;
        const TitleKind held = catalog_.titles()[office->title].kind;
        defined = is(behind, w_.of) || behind > n + 2 || (n > begin_ && longest_name(n - 1).end == n) ||
                  (chosen && (held == TitleKind::minister || held == TitleKind::head_of_government || held == TitleKind::head_of_state ||
                              held == TitleKind::head_of_state_or_government || held == TitleKind::deputy_head));
        for (std::uint32_t its = n; its > end + 1 && n - its < 4 && !defined; --its) {
          const std::string_view owner = document_.text(tokens_[its - 1]);
          defined = owner == "its" || owner == "their";
        }
      }
    }
  }
  if (!defined && count >= 2 && end < end_) defined = belongs_to_party(i, end) || speaks(i, end);
  if (!defined && count >= 2 && is(end, w_.comma)) {
    std::uint32_t at = end + 1;
    if (is(at, w_.the)) ++at;
    ModifierEffect effect = ModifierEffect::none;
    at = modifiers(at, effect);
    if (const auto owner = owner_at(at); owner && owner->end < end_) {
      const std::uint32_t title = modifiers(owner->end, effect);
      defined = title < end_ && office_at_cached(title).has_value();
    } else if (at < end_) {
      if (const auto office = office_at_cached(at)) {
        std::uint32_t n = office->end;
        Office probe = *office;
        const std::size_t size = analysis_.mentions.size();
        defined = (is(n, w_.of) || is(n, w_.for_) || is(n, w_.in)) && (read_holders(probe, n), !probe.holders_of.empty() || is(n, w_.for_));
        analysis_.mentions.resize(size);
      }
    }
  }
  if (!defined && count >= 2 && is(end, w_.comma) && (is(end + 1, w_.a) || is(end + 1, w_.an)))
    for (std::uint32_t n = end + 2; n < end_ && n - end < 9 && !defined && is_word(n); ++n)
      defined = (lower(n) && (w_.person_nouns.has(tokens_[n].word) || office_at_cached(n).has_value())) ||
                (n == end + 2 && (document_.text(tokens_[n]) == "Democrat" || document_.text(tokens_[n]) == "Republican"));
  if (!defined) return i;
  const EntityIndex person = person_named(i, name_end, false);
  Mention& mention = add_mention(i, end, MentionKind::person, person);
  mention.name_end = name_end;
  const std::size_t at = analysis_.mentions.size() - 1;
  const std::uint32_t named = other_names(person, end);
  const std::uint32_t behind = named > end ? named : after_name(person, end);
  analysis_.mentions[at].end_token = behind;
  return behind;
}

}  // namespace pacta::mentions
