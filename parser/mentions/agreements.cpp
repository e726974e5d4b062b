#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

#include "base/text.h"
#include "parser/mentions/finder.h"
#include "parser/numerals.h"

namespace pacta::mentions {

std::optional<EntryId> Finder::name_of_state(std::uint32_t i) {
  const NameHit hit = longest_name(i);
  for (const auto payload : hit.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.entry != no_entry && n.ambiguity < 0 && n.kind != NameKind::weak && n.kind != NameKind::capital &&
        catalog_[n.entry].cls == cls::State)
      return n.entry;
  }
  return std::nullopt;
}

bool Finder::is_state_name(std::uint32_t i) {
  const NameHit hit = longest_name(i);
  for (const auto payload : hit.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.entry != no_entry && catalog_[n.entry].cls == cls::State) return true;
  }
  return false;
}

void Finder::find_agreement_titles() {
  agreement_spans_.clear();
  std::uint32_t done = begin_;
  for (std::uint32_t i = begin_; i < end_; ++i) {
    if (i < done || (!w_.agreement_heads.has(tokens_[i].word) && !alliance_of_two(i))) continue;
    if (auto span = agreement_title(i)) {
      if (span->first < done) span->first = done;
      agreement_spans_.push_back(*span);
      done = span->end;
      i = span->end - 1;
    }
  }
}

bool Finder::alliance_of_two(std::uint32_t i) {
  if (!capital(i) || i < begin_ + 3 || (!is(i - 2, w_.hyphen) && !is(i - 2, w_.dash)) || !joined(i - 2) || !joined(i - 1)) return false;
  const std::string word = fold_word(document_.text(tokens_[i]));
  return (word == "alliance" || word == "entente") && is_state_name(i - 1) && is_state_name(i - 3);
}

bool Finder::ordinal_of_title(std::uint32_t i) const {
  static const std::set<std::string> ordinals{"first", "second", "third", "fourth", "fifth", "sixth", "seventh"};
  return ordinals.contains(fold_word(document_.text(tokens_[i])));
}

bool Finder::name_word(std::uint32_t i) const {
  return i < end_ && tokens_[i].kind != TokenKind::punctuation && tokens_[i].has(token_flag::capitalised) &&
         !w_.not_names.has(tokens_[i].word);
}

std::optional<Finder::TitleSpan> Finder::agreement_title(std::uint32_t head) {
  const std::string head_word = fold_word(document_.text(tokens_[head]));
  const bool capital_head = capital(head);
  // "the Democratic National Convention", "the Constitutional Convention": people who meet
  static const std::set<std::string> gatherings{"national",   "constitutional", "nominating", "party",  "federal",
                                                "democratic", "republican",     "annual",     "baptist"};
  if (head_word == "convention" && head > begin_ && gatherings.contains(fold_word(document_.text(tokens_[head - 1]))) &&
      (head + 1 >= end_ || !w_.title_prepositions.has(tokens_[head + 1].word)))
    return std::nullopt;
  std::uint32_t first = head;
  // Leftwards over the words of a name.
  while (first > begin_) {
    const std::uint32_t p = first - 1;
    const Token& t = tokens_[p];
    if (t.kind == TokenKind::number) {
      // "1951 U.S.-Philippines Mutual Defense Treaty", "2014 Wales Summit Declaration"
      if (t.end - t.begin == 4 && first < head && dates_.read(document_, p, first)) {
        first = p;
        // "the December 1971 Smithsonian Agreement"
        if (p > begin_ && dates_.can_begin(tokens_[p - 1]) && tokens_[p - 1].kind == TokenKind::word)
          if (const auto date = dates_.read(document_, p - 1, p + 1); date && date->end_token == p + 1) first = p - 1;
        break;
      }
      // "Free Trade Area 3.0 Upgrade Protocol"
      if (p > begin_ && first < head && capital(p - 1) && document_.text(t).find('.') != std::string_view::npos) {
        first = p;
        continue;
      }
      break;
    }
    // "Cambodia Sign Air Transport Agreement": a heading's verb
    if (w_.stoppers.has(t.word) && document_.text(t) != "States" && document_.text(t) != "STATES") break;
    // "Data Sharing Partnership (DSP) Memorandum of …"
    if (t.word == w_.close && p >= begin_ + 3 && tokens_[p - 2].word == w_.open && tokens_[p - 1].has(token_flag::all_capitals) &&
        first == head && capital(p - 3)) {
      first = p - 3;
      continue;
    }
    if (t.kind == TokenKind::word && t.has(token_flag::capitalised) &&
        (!w_.not_names.has(t.word) || (first == head && ordinal_of_title(p)) ||
         (p + 1 < end_ && capital(p + 1) && name_of_state(p) && longest_name(p).end > p + 1)) &&
        !(p == begin_ && t.word != unknown_word && !in_name(p))) {
      first = p;
      continue;
    }
    // "the Gentlemen's Agreement"
    if ((t.word == w_.possessive || (t.word == w_.apostrophe && joined(p))) && capital_head && p > begin_ + 1 && capital(p - 1) &&
        is(p - 2, w_.the) && !is_state_name(p - 1)) {
      first = p - 1;
      continue;
    }
    if ((t.word == w_.hyphen || t.word == w_.dash) && first > begin_ + 1 && joined(first) && joined(p) && capital(p - 1)) {
      first = p - 1;
      continue;
    }
    if ((t.word == w_.and_ || t.word == w_.of || t.word == w_.for_ || t.word == w_.in || t.word == w_.the || document_.text(t) == "&" ||
         t.word == w_.on || t.word == w_.dash) &&
        first < head) {
      // Function words inside a name: only between capitals, and for "and" only where the whole is no list of other things.
      std::uint32_t q = p;
      while (q > begin_ && (tokens_[q].word == w_.of || tokens_[q].word == w_.for_ || tokens_[q].word == w_.in ||
                            tokens_[q].word == w_.the || tokens_[q].word == w_.and_))
        --q;
      const bool inner_and = t.word == w_.and_ && capital_head && first < head && !is_state_name(p + 1);
      const bool phrase = !capital_head && t.word != w_.and_ && first < head;
      // "the Status of Visiting Forces Agreement"
      if (capital_head && t.word == w_.of && capital(p + 1) && name_word(q) && q > begin_ && is(q - 1, w_.the) && p == q + 1 &&
          !is_state_name(p + 1) && !w_.agreement_heads.has(tokens_[q].word)) {
        static const std::set<std::string> subjects{"status",     "law",         "code",     "charter",  "protection",
                                                    "prevention", "prohibition", "exchange", "transfer", "rules"};
        if (subjects.contains(fold_word(document_.text(tokens_[q])))) {
          first = q;
          continue;
        }
      }
      if (name_word(q) && (inner_and || phrase) && !(q == begin_ && w_.not_names.has(tokens_[q].word)) && head - q < 16) {
        if (phrase && !preceded_by_article(q)) break;
        first = q;
        continue;
      }
    }
    break;
  }
  // A listed name that reaches over the head: an agreement's begins the title, another's is no title ("North Atlantic Treaty
  // Organization").
  for (std::uint32_t s = head > begin_ + 12 ? head - 12 : begin_; s <= head; ++s) {
    if ((!capital(s) && tokens_[s].kind != TokenKind::number) || is(s, w_.the)) continue;
    const NameHit hit = longest_name(s);
    if (hit.end <= head) continue;
    bool agreement = false, other = false;
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry == no_entry) continue;
      const ClassId c = catalog_[n.entry].cls;
      (c == cls::Agreement || c == cls::Instrument ? agreement : other) = true;
    }
    if (other && !agreement && hit.end > head + 1) return std::nullopt;
    // "NATO and Warsaw Pact countries": the body, where the list knows no such agreement
    if (other && !agreement && hit.end == head + 1 && s + 1 < hit.end && first == s) {
      const bool body = std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](const auto payload) {
        const CatalogName& n = catalog_.names()[payload];
        return n.entry != no_entry && n.kind != NameKind::weak && catalog_[n.entry].cls == cls::Organization;
      });
      if (body) return std::nullopt;
    }
    if (agreement && s < first) first = s;
    if (agreement || other) break;
  }
  const bool dated = first > begin_ && tokens_[first - 1].kind == TokenKind::number &&
                     tokens_[first - 1].end - tokens_[first - 1].begin == 4 && dates_.read(document_, first - 1, first);
  if (dated && first < head) --first;
  const bool premodified = first < head;
  // What stands before the head: a state's adjective alone makes a description, not a title ("the Russian treaty").
  std::uint32_t end = head + 1;
  if (head_word == "memorandum" && is(end, w_.of) && end + 1 < end_ && fold_word(document_.text(tokens_[end + 1])) == "understanding")
    end += 2;
  if (head_word == "memorandum" && is(end, w_.of) && !(end + 1 < end_ && dates_.can_begin(tokens_[end + 1])))
    ++end, end += end < end_ && name_word(end);
  const bool bare_name = !capital_head && !premodified;
  if (bare_name) {
    // "the treaty between Norway and Chile", "a treaty of peace between …": its parties make it a name.
    static const std::set<std::string> kinds{"treaty", "agreement", "convention", "pact", "accord", "protocol", "deal", "memorandum"};
    if ((is(end, w_.of) || is(end, w_.on) || is(end, w_.for_) || is(end, w_.in) || concerning(end)) && kinds.contains(head_word)) {
      std::uint32_t k = end + 1;
      // "an agreement on long-term security commitments between …"
      while (k < end_ && k - end < 10 && (lower(k) || (is(k, w_.hyphen) && joined(k) && lower(k + 1))) && !is(k, w_.between) &&
             !w_.stoppers.has(tokens_[k].word))
        ++k;
      // "the first agreement of its kind between A and B" says it of one that has a name.
      const std::string last = k > end + 1 ? fold_word(document_.text(tokens_[k - 1])) : "";
      if (last == "kind" || last == "type" || last == "sort") return std::nullopt;
      if (is(k, w_.between)) end = k;
      // "the treaty of 21 December 2011 between Norway and Chile"
      // "the treaty of the 15th June, 1846, between Norway and Chile"
      if (const std::uint32_t day = is(end + 1, w_.the) ? end + 2 : end + 1; is(end, w_.of) && day < end_ && dates_.can_begin(tokens_[day]))
        if (const auto date = dates_.read(document_, day, end_)) {
          const std::uint32_t behind = is(date->end_token, w_.comma) ? date->end_token + 1 : date->end_token;
          if (is(behind, w_.between)) end = behind;
        }
    }
    // "the treaty of Ghent", "the convention of London of 1884": named by its place
    if ((head_word == "treaty" || head_word == "convention" || head_word == "peace") && is(end, w_.of) && capital(end + 1) &&
        head > begin_ && (is(head - 1, w_.the) || (head > begin_ + 1 && is(head - 2, w_.the))) && !name_of_state(end + 1) &&
        is_place_name(end + 1)) {
      std::uint32_t stop = longest_name(end + 1).end;
      if (is(stop, w_.of) && stop + 1 < end_ && dates_.can_begin(tokens_[stop + 1]))
        if (const auto date = dates_.read(document_, stop + 1, end_)) stop = date->end_token;
      return TitleSpan{head, stop, head};
    }
    if (!is(end, w_.between)) return std::nullopt;
    const std::uint32_t stop = parties_end(end + 1);
    if (stop == end + 1) return std::nullopt;
    // "proposed a pact between A and B", "to negotiate a treaty between …": none that there is
    for (std::uint32_t k = head; k-- > begin_ && head - k < 11;) {
      static const std::set<std::string> plans{"calls",    "called",  "calling",      "urged",    "urges",       "demanded",  "demands",
                                               "hopes",    "hoped",   "wants",        "proposed", "proposes",    "negotiate", "negotiating",
                                               "proposal", "propose", "negotiations", "talks",    "discussions", "seek",      "seeks",
                                               "sought",   "wanted",  "future",       "possible", "draft",       "potential", "no",
                                               "without",  "any",     "suggested"};
      if (plans.contains(fold_word(document_.text(tokens_[k])))) return std::nullopt;
      if (tokens_[k].kind == TokenKind::punctuation) break;
    }
    static const std::set<std::string> thoughts{"mooted",     "proposed", "suggested",   "discussed",  "debated",
                                                "considered", "rejected", "negotiation", "discussion", "sought"};
    // "a treaty between A and B would end the war": there is none yet
    static const std::set<std::string> conditions{"would", "could", "might", "may"};
    if (stop < end_ && conditions.contains(fold_word(document_.text(tokens_[stop]))))
      for (std::uint32_t k = head; k-- > begin_ && head - k < 6;)
        if (is(k, w_.a) || is(k, w_.an)) return std::nullopt;
    for (std::uint32_t k = stop; k < end_ && k - stop < 5; ++k) {
      if (thoughts.contains(fold_word(document_.text(tokens_[k])))) return std::nullopt;
      if (tokens_[k].kind == TokenKind::punctuation) break;
    }
    return TitleSpan{head, stop, head};
  }
  if (head_word == "exchange") {
    const std::string what = end + 1 < end_ && is(end, w_.of) ? fold_word(document_.text(tokens_[end + 1])) : "";
    if (!capital_head || (what != "notes" && what != "letters")) return std::nullopt;
  }
  if (head_word == "statement") {
    bool joint = false;
    for (std::uint32_t k = first; k < head; ++k) joint = joint || fold_word(document_.text(tokens_[k])) == "joint";
    if (!joint || !capital_head) return std::nullopt;
  }
  if (head_word == "act" || head_word == "code" || head_word == "arrangement" || head_word == "declaration") {
    if (!capital_head && !(premodified && head_word == "declaration")) return std::nullopt;
    if ((head_word == "act" || head_word == "code") && !premodified) return std::nullopt;
  }
  if (!capital_head && premodified && only_states(first, head)) return std::nullopt;
  // "the Norwegian Treaty" describes; "the Norway–Chile Treaty" is a name.
  if (capital_head && premodified && only_states(first, head) && !pair_of_states(first, head) && !alliance_of_two(head) &&
      !w_.title_prepositions.has(end < end_ ? tokens_[end].word : unknown_word))
    return std::nullopt;
  // "Security Treaties in the Sahel", "A Pact of Their Own": a heading, and no title.
  const bool owned = is(end, w_.of) && end + 1 < end_ && (w_.possessives.has(tokens_[end + 1].word));
  if (heading_ && (owned || (w_.plural_agreement_heads.has(tokens_[head].word) && !names_agreement(first)))) return std::nullopt;
  bool continued = false;
  // "the Quirinal Treaty with Paris": whom it is with is no part of a proper name.
  const bool partner = premodified && is(end, w_.with) && !only_states(first, head);
  if (capital_head && end < end_ && !partner && w_.title_prepositions.has(tokens_[end].word) &&
      (!is(end, w_.to) || capital(end + 1) || is(end + 1, w_.the))) {
    const std::uint32_t stop = title_end(end, head, premodified);
    continued = stop > end;
    end = stop;
  }
  // "the Treaty of Tlatelolco in Latin America": a listed name is whole.
  if (continued && names_agreement(first))
    if (const std::uint32_t listed = longest_name(first).end; listed > head && listed < end && is(listed, w_.comma)) end = listed;
  if (continued && names_agreement(first))
    if (const std::uint32_t listed = longest_name(first).end; listed > head && listed < end &&
                                                              (is(listed, w_.in) || is(listed, w_.at) || is(listed, w_.by)) &&
                                                              (capital(listed + 1) || (is(listed + 1, w_.the) && capital(listed + 2))))
      end = listed;
  if (capital_head && is(end, w_.of) && end + 1 < end_ && dates_.can_begin(tokens_[end + 1])) {
    if (auto date = dates_.read(document_, end + 1, end_)) end = date->end_token, continued = true;
  }
  // "Supplementary Agreement No. 3"
  if (premodified && !continued && end + 1 < end_) {
    const std::string mark = fold_word(document_.text(tokens_[end]));
    const std::uint32_t number = end + (is(end + 1, w_.dot) ? 2 : 1);
    if ((mark == "number" || mark == "no" || mark == "no.") && number < end_ && tokens_[number].kind == TokenKind::number) end = number + 1;
  }
  // "a Memorandum of Cooperation (MOC)": the text gives it a name.
  static const std::set<std::string> short_forms{"mou", "moc", "moa"};
  if (head_word == "memorandum" && capital_head && is(end, w_.open) && is(end + 2, w_.close) &&
      (tokens_[end + 1].has(token_flag::all_capitals) || short_forms.contains(fold_word(document_.text(tokens_[end + 1])))))
    continued = true;
  // "An African Treaty and Its Guarantor": a heading that describes
  if (heading_ && !continued && first > begin_ && (is(first - 1, w_.a) || is(first - 1, w_.an))) return std::nullopt;
  // "In Protocol II": named by its number
  if (!premodified && !continued && !articles_ && (head_word == "protocol" || head_word == "convention") && capital_head && end < end_ &&
      (roman_value(document_.text(tokens_[end])) > 0 || decimal_value(document_.text(tokens_[end]), 3) > 0)) {
    ++end, continued = true;
    if (is(end, w_.to) && end + 1 < end_ && (is(end + 1, w_.the) || capital(end + 1))) end = title_end(end, head, false);
  }
  if (!premodified && !continued) return std::nullopt;
  if (!premodified && end - head < 3 && head_word != "protocol" &&
      !(head_word == "convention" && tokens_[end - 1].kind == TokenKind::number))
    return std::nullopt;
  // "the 1973 Treaty of Chaguaramas"
  if (dated && first == head) --first;
  return TitleSpan{first, end, head};
}

std::uint32_t Finder::parties_end(std::uint32_t at) {
  std::uint32_t i = at, end = at, count = 0;
  bool closed = false;  // "A and B": a comma behind it begins another clause
  while (i < end_) {
    if (closed && is(i, w_.comma) && !is(i + 1, w_.and_)) break;
    closed = closed || (is(i, w_.and_) && count > 0);
    if (const std::string group = fold_word(document_.text(tokens_[i])); group == "countries" || group == "states") closed = false;
    // "Joint Statement of the Leaders of Norway and Chile"
    static const std::set<std::string> leaders{"leaders", "heads",   "presidents", "prime",       "foreign",
                                               "defence", "defense", "ministers",  "secretaries", "president"};
    if (is(i, w_.the) || is(i, w_.and_) || is(i, w_.comma) || is(i, w_.of) || w_.countries_of.has(tokens_[i].word) ||
        (count == 0 && capital(i) && leaders.contains(fold_word(document_.text(tokens_[i]))))) {
      ++i;
      continue;
    }
    const NameHit hit = longest_actor(i);
    if (hit.payloads.empty()) break;
    ++count;
    i = end = hit.end;
  }
  return count >= 2 ? end : at;
}

bool Finder::preceded_by_article(std::uint32_t q) const {
  std::uint32_t p = q;
  while (p > begin_ && (capital(p - 1) || tokens_[p - 1].word == w_.of || tokens_[p - 1].word == w_.for_ || tokens_[p - 1].word == w_.in) &&
         q - p < 14)
    --p;
  return p > begin_ && (is(p - 1, w_.the) || is(p - 1, w_.a));
}

bool Finder::in_name(std::uint32_t i) {
  if (tokens_[i].has(token_flag::all_capitals) || document_.text(tokens_[i]) == "Joint") return true;
  const NameHit hit = longest_name(i);
  return !hit.payloads.empty();
}

bool Finder::only_states(std::uint32_t first, std::uint32_t end) {
  std::uint32_t i = first;
  while (i < end) {
    const NameHit hit = longest_name(i);
    bool state = false;
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      // "the Dakar Agreement": a capital makes a name of its own.
      state |= n.entry != no_entry && catalog_[n.entry].cls == cls::State && hit.end <= end && n.kind != NameKind::capital;
    }
    if (state)
      i = hit.end;
    else if (tokens_[i].kind == TokenKind::punctuation || tokens_[i].word == w_.and_ || tokens_[i].kind == TokenKind::number)
      ++i;
    else
      return false;
  }
  return true;
}

bool Finder::pair_of_states(std::uint32_t first, std::uint32_t head) {
  if (heading_) return false;
  const NameHit one = longest_name(first);
  if (one.payloads.empty() || one.end + 1 >= head || !(is(one.end, w_.hyphen) || is(one.end, w_.dash))) return false;
  const NameHit other = longest_name(one.end + 1);
  return !other.payloads.empty() && other.end == head && name_of_state(first) != name_of_state(one.end + 1);
}

bool Finder::enacts(std::uint32_t i) const {
  static const std::map<std::string, std::set<std::string>> behind{
      {"in",
       {"accordance", "conformity", "order", "line", "light", "good", "force", "duplicate", "triplicate", "manner", "particular", "full",
        "best"}},
      {"with", {"view", "aim", "aims", "objective", "objectives", "following"}},
      {"for", {"purpose", "purposes", "example"}},
      {"on", {"basis", "ground", "grounds", "terms", "condition", "request"}},
      {"to", {"extent", "apply", "enable", "ensure"}}};
  if (!lower(i)) return false;
  const auto next = behind.find(fold_word(document_.text(tokens_[i])));
  std::uint32_t k = i + 1;
  while (is(k, w_.the) || is(k, w_.a) || is(k, w_.an)) ++k;
  if (next != behind.end()) return lower(k) && next->second.contains(fold_word(document_.text(tokens_[k])));
  if (!is(i, w_.and_)) return false;
  // "… on European Union and confirming their attachment", "… the European Community and in particular Article 63"
  static const std::set<std::string> clauses{"confirming",   "recalling", "reaffirming", "affirming", "considering", "recognising",
                                             "recognizing",  "desiring",  "noting",      "having",    "bearing",     "wishing",
                                             "mindful",      "aware",     "conscious",   "convinced", "determined",  "acknowledging",
                                             "emphasising",  "stressing", "welcoming",   "believing", "expressing",  "reiterating",
                                             "underlining",  "guided",    "inspired",    "desirous",  "especially",  "notably",
                                             "particularly", "taking",    "resolved",    "being",     "hoping",      "whereas"};
  return lower(i + 1) && (clauses.contains(fold_word(document_.text(tokens_[i + 1]))) || enacts(i + 1));
}

bool Finder::leaves_bare_head(std::uint32_t i, std::uint32_t head) const {
  // A memorandum or declaration is named by what little the text says of it.
  static const std::set<std::string> heads{"agreement", "agreements", "treaty", "treaties", "convention", "conventions",
                                           "protocol",  "protocols",  "accord", "accords",  "pact"};
  if (!heads.contains(fold_word(document_.text(tokens_[head])))) return false;
  if (enacts(i)) return true;
  if (!lower(i)) return false;
  std::uint32_t k = i + 1;
  const bool article = is(k, w_.the) || is(k, w_.a) || is(k, w_.an);
  if (article) ++k;
  if (k >= end_) return true;
  const std::string preposition = fold_word(document_.text(tokens_[i])), word = fold_word(document_.text(tokens_[k]));
  // "the Agreement between the Parties": whose else?
  if (is(i, w_.between)) return word == "parties" || word == "contracting" || word == "them" || word == "themselves";
  if (!lower(k)) return tokens_[k].kind == TokenKind::number && (preposition == "for" || preposition == "on" || preposition == "to");
  // "this Agreement on the small enterprises of the Parties"
  if (head > begin_ &&
      (fold_word(document_.text(tokens_[head - 1])) == "this" || fold_word(document_.text(tokens_[head - 1])) == "present"))
    return true;
  static const std::set<std::string> any{"any", "such", "each", "these", "those",   "this", "their",
                                         "its", "all",  "used", "same",  "further", "other"};
  if (any.contains(word)) return true;
  if (preposition == "in") return word != "form" && word != "field";
  if (preposition == "with") return true;
  if (preposition == "to")
    return fold_word(document_.text(tokens_[head])) != "protocol" && fold_word(document_.text(tokens_[head])) != "amendment";
  if (preposition == "of") return word == "provisions" || word == "measures";
  if (preposition == "for") return word == "product" || word == "products" || word == "matter" || word == "matters" || word == "time";
  return false;
}

std::uint32_t Finder::title_end(std::uint32_t at, std::uint32_t head, bool premodified) {
  std::uint32_t i = at;
  std::uint32_t last = at;  // behind the last word that may end the title
  std::uint32_t run = 0;
  bool between = false;
  // "Joint Statement of A, B and C on …": its authors stand like parties.
  if (joint_text(head) && (is(at, w_.of) || is(at, w_.by)) && parties_end(at + 1) > at + 1) between = true;
  // Whether its words are written in capitals: then a preposition with small letters behind it is no longer the title.
  bool capitals = premodified && !title_case_;
  if (!premodified && leaves_bare_head(at, head)) return at;
  while (i < end_) {
    const Token& t = tokens_[i];
    if (w_.connectors.has(t.word) && (leaves_title(i, capitals, between) || (enacts(i) && i > at))) break;
    if (t.kind == TokenKind::word && t.has(token_flag::capitalised)) {
      // A listed name is taken whole ("United States" is no verb).
      const NameHit name = longest_name(i);
      if (name.end > i + 1 && !name.payloads.empty() && !w_.agreement_heads.has(tokens_[name.end - 1].word)) {
        last = i = name.end;
        content_seen_ = true;
        ++capital_run_;
        continue;
      }
    }
    if (t.kind == TokenKind::punctuation) {
      if (t.word == w_.hyphen && joined(i) && joined(i + 1)) {
        ++i;
        continue;
      }
      if (t.word == w_.possessive || (t.word == w_.apostrophe && joined(i))) {
        last = ++i;
        continue;
      }
      if (t.word == w_.comma && between) {
        // "between A, of the one part, and B, of the other part"
        std::uint32_t k = i + 1;
        if (is(k, w_.of) && is(k + 1, w_.the) && k + 3 < end_ && document_.text(tokens_[k + 3]) == "part") {
          last = i = k + 4;
          if (is(i, w_.comma) && is(i + 1, w_.and_)) ++i;
          continue;
        }
      }
      if (t.word == w_.comma && (list_goes_on(i, between) || listed_subjects(i, at))) {
        ++i;
        continue;
      }
      break;
    }
    // "on Cooperation under the Belt and Road Initiative"
    if (document_.text(t) == "under" && i > at && capital(i - 1)) {
      static const std::set<std::string> schemes{"initiative", "programme", "program", "project", "scheme", "framework", "facility"};
      std::uint32_t k = is(i + 1, w_.the) ? i + 2 : i + 1;
      while (k < end_ && k - i < 9 && (capital(k) || is(k, w_.and_) || is(k, w_.of)) &&
             !schemes.contains(fold_word(document_.text(tokens_[k]))))
        ++k;
      if (k < end_ && capital(k) && schemes.contains(fold_word(document_.text(tokens_[k])))) {
        last = i = k + 1;
        continue;
      }
    }
    // "States" in capitals is no verb.
    if (w_.stoppers.has(t.word) && !(capital(i) && capital(head) && (title_case_word(i) || is(i - 1, w_.and_) || !title_case_))) break;
    if (t.word == w_.and_ || t.word == w_.or_) {
      // "the X Treaty and the Y Treaty", "the Treaty on X and its Protocol": another thing begins.
      std::uint32_t n = i + 1;
      if (is(n, w_.the)) ++n;
      // "Article 18 of the X Agreement and Article 8.1 of the Y Agreement"
      const bool provision = n + 1 < end_ && w_.provisions.has(tokens_[n].word) && tokens_[n + 1].kind == TokenKind::number;
      bool other = provision || names_agreement(n);
      for (std::uint32_t k = n; k < std::min(end_, n + 9) && tokens_[k].kind != TokenKind::punctuation; ++k) {
        if (lower(k) && !w_.connectors.has(tokens_[k].word)) break;
        // "… on Civil and Political Rights in 1980 and the Convention on Torture": what follows is in no list with "and" here
        if (k > n && (tokens_[k].kind == TokenKind::number || (is(k, w_.and_) && is(k + 1, w_.the)))) break;
        if (w_.agreement_heads.has(tokens_[k].word) && capital(k)) other = true;
        if (!between && w_.stoppers.has(tokens_[k].word)) {
          // "… on X and Y will …" belongs here, "… on X and Norway signed …" does not matter: the run ends at the verb.
          break;
        }
      }
      if (other) break;
      // "… and the Republic of Armenia and to a second text", "the Charter and other treaties"
      if (is(n, w_.to) ||
          (n < end_ &&
           (document_.text(tokens_[n]) == "other" || document_.text(tokens_[n]) == "its" || document_.text(tokens_[n]) == "their") &&
           !between))
        break;
      if (!between && lower(n) && verb_like(n)) break;
      if (enacts(i)) break;
      // "the Agreement on Agriculture and export subsidies": what is no longer written as a title
      if (capitals && !between && lower(n) && n < end_ && !w_.connectors.has(tokens_[n].word)) break;
      ++i;
      continue;
    }
    if (t.word == w_.between || document_.text(t) == "among") between = true;
    const bool function = w_.connectors.has(t.word);
    if (!function) {
      if (!t.has(token_flag::capitalised) && t.kind == TokenKind::word) {
        // A word in small letters right behind a capitalised one is no part of the title ("… on Fisheries prescribes"); behind a
        // connecting word it is ("… on the construction of a bridge").
        const bool last_noun = i + 1 >= end_ || tokens_[i + 1].kind == TokenKind::punctuation || is(i + 1, w_.and_);
        if (i > at && capital(i - 1) && is_word(i - 1) && !w_.connectors.has(tokens_[i - 1].word) && !(last_noun && !verb_like(i))) break;
        if (++run > 14) break;
      } else {
        ++capital_run_;
        if (t.kind == TokenKind::word && !title_case_ && !between) capitals = true;
      }
      content_seen_ = true;
      last = i + 1;
    } else if (time_or_place_follows(i) || (i > at && i + 1 < end_ && is(i, w_.in) && w_.provisions.has(tokens_[i + 1].word))) {
      break;
    }
    ++i;
    if (i - at > 60) break;
  }
  content_seen_ = false;
  capital_run_ = 0;
  return last;
}

bool Finder::joint_text(std::uint32_t head) const {
  const std::string word = fold_word(document_.text(tokens_[head]));
  return word == "statement" || word == "declaration" || word == "communique";
}

bool Finder::leaves_title(std::uint32_t i, bool capitals, bool between) {
  static const std::set<std::string> prepositions{"at", "in", "with", "by", "from", "for", "to", "on", "during", "as"};
  if (!prepositions.contains(fold_word(document_.text(tokens_[i])))) return false;
  std::uint32_t k = i + 1;
  while (k < end_ && (is(k, w_.the) || is(k, w_.a) || is(k, w_.an) || w_.possessives.has(tokens_[k].word))) ++k;
  if (k >= end_) return true;
  if (is(i, w_.with) && !between && w_.possessives.has(tokens_[i + 1].word) && lower(i + 1)) return true;  // "with his counterpart"
  static const std::set<std::string> joints{"connection", "accordance", "relation", "respect", "matters",
                                            "case",       "cases",      "regard",   "force"};
  if (joints.contains(fold_word(document_.text(tokens_[k])))) return false;
  // "the League Covenant in the Senate", "the Artemis Accords on behalf of Mauritius": nothing more belongs to a name that ends in its
  // head.
  if (is(i, w_.on) && k < end_ && document_.text(tokens_[k]) == "behalf") return true;
  // "Ana Reyes signed the Treaty on Herring for Chile": for whom it was signed
  if (is(i, w_.for_) && longest_actor(k).end > k) {
    static const std::set<std::string> verbs{"signed", "signs", "sign", "signing", "initialled", "initialed"};
    for (std::uint32_t n = begin_; n < i; ++n)
      if (verbs.contains(fold_word(document_.text(tokens_[n])))) return true;
  }
  if ((is(i, w_.in) || is(i, w_.at) || is(i, w_.by)) && capitals && w_.agreement_heads.has(tokens_[i - 1].word)) return true;
  // "the Admission of New Members at the opening of …"
  if (capitals && lower(k) && !w_.connectors.has(tokens_[k].word) && !w_.countries_of.has(tokens_[k].word)) return true;
  if (!is(i, w_.with) || between) return false;
  // "the Defence Treaty with France": whom it is with is no part of the name, unless the subject follows ("with Norway on Herring").
  const NameHit partner = longest_actor(k);
  if (partner.end > k) {
    const std::uint32_t behind = partner.end;
    if (!w_.agreement_heads.has(tokens_[i - 1].word)) return false;  // "on Trade with Japan", "in connection with …"
    return !(behind < end_ && (is(behind, w_.on) || concerning(behind) || is(behind, w_.for_)) && !is(behind, w_.in));
  }
  return capital(k) && (capitals || catalog_.given_name(tokens_[k].word) == 2 || office_at_cached(k));
}

bool Finder::time_or_place_follows(std::uint32_t i) {
  const bool place = is(i, w_.in) || is(i, w_.at);
  if (!place && !is(i, w_.on) && !is(i, w_.of) && !is(i, w_.by) && !is(i, w_.with)) return false;
  if (i + 1 >= end_) return true;
  if (dates_.can_begin(tokens_[i + 1]) && (dates_.read(document_, i + 1, end_) || (capital(i + 1) && is_word(i + 1)))) return true;
  if (is(i, w_.on)) {
    static const std::set<std::string> days{"monday", "tuesday",   "wednesday", "thursday", "friday", "saturday",
                                            "sunday", "christmas", "easter",    "palm",     "whit",   "good"};
    return days.contains(fold_word(document_.text(tokens_[i + 1])));
  }
  // "… by Norway": who signed it
  if (is(i, w_.by)) return is_state_name(is(i + 1, w_.the) && i + 2 < end_ ? i + 2 : i + 1);
  if (!place) return false;
  std::uint32_t k = i + 1;
  // "signed the Treaty of Perpetual Peace at Bergen."
  static const std::set<std::string> verbs{"signed", "signs", "signing", "concluded", "initialled"};
  bool after_verb = false;
  for (std::uint32_t t = begin_; t < i; ++t) after_verb = after_verb || verbs.contains(fold_word(document_.text(tokens_[t])));
  // "in the city of Bergen"; "signed the Charter of Friendship at the Peace Palace"
  if (is(k, w_.the))
    return k + 2 < end_ &&
           ((document_.text(tokens_[k + 1]) == "city" && is(k + 2, w_.of)) || (is(i, w_.at) && after_verb && capital(k + 1)));
  const NameHit hit = longest_name(k);
  const bool ends = after_verb && (hit.end >= end_ || tokens_[hit.end].kind == TokenKind::punctuation);
  const bool dated = ends || (is(hit.end, w_.on) && hit.end + 1 < end_ && dates_.can_begin(tokens_[hit.end + 1]));
  // "signed a Treaty of Peace and Amity at Kanagawa, Norway": a place that no list has
  static const std::set<std::string> nowhere{"sea", "night", "work", "war", "home", "the", "large", "school"};
  if (is(i, w_.at) && after_verb && capital(k) && !nowhere.contains(fold_word(document_.text(tokens_[k]))) && hit.payloads.empty() &&
      (k + 1 >= end_ || tokens_[k + 1].kind == TokenKind::punctuation || is(k + 1, w_.on) || is(k + 1, w_.in)))
    return true;
  return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
    const CatalogName& n = catalog_.names()[payload];
    return n.kind == NameKind::capital || (dated && n.entry != no_entry && catalog_[n.entry].cls == cls::Place);
  });
}

bool Finder::listed_subjects(std::uint32_t comma, std::uint32_t at) {
  if (comma <= at + 1 || !capital(comma - 1)) return false;
  std::uint32_t k = comma, items = 0;
  while (k < end_ && k - comma < 60) {
    const bool last = is(k, w_.and_) || (is(k, w_.comma) && is(k + 1, w_.and_));
    if (!last && !is(k, w_.comma)) return false;
    k += is(k, w_.comma) && is(k + 1, w_.and_) ? 2 : 1;
    std::uint32_t first = k;
    while (capital(k) && is_word(k) && k - first < 4) {
      if (is_state_name(k) || catalog_.given_name(tokens_[k].word) == 2 || w_.agreement_heads.has(tokens_[k].word)) return false;
      ++k;
    }
    if (k == first) return false;
    // "…, and Selwin Hart, his adviser": a person
    if (last && is(k, w_.comma) && k + 1 < end_) {
      const std::string behind = fold_word(document_.text(tokens_[k + 1]));
      if (behind == "his" || behind == "her" || behind == "the" || behind == "its" || behind == "a" || behind == "who") return false;
    }
    ++items;
    if (last) return items >= 1 && !(lower(k) && w_.stoppers.has(tokens_[k].word) && items == 1);
  }
  return false;
}

bool Finder::names_agreement(std::uint32_t i) {
  const NameHit hit = longest_name(i);
  return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](auto payload) {
    const CatalogName& n = catalog_.names()[payload];
    return n.entry != no_entry && n.kind != NameKind::weak && catalog_[n.entry].cls == cls::Agreement;
  });
}

bool Finder::verb_like(std::uint32_t i) const {
  const std::string_view word = document_.text(tokens_[i]);
  return word.ends_with("ed") || word.ends_with("es");
}

bool Finder::list_goes_on(std::uint32_t comma, bool between) {
  // ", B, and C" (parties) or ", b and c" (subjects)
  std::uint32_t i = comma + 1;
  if (between) {
    // "…, regarding Aerial Navigation"
    if (i < end_ && (concerning(i) || document_.text(tokens_[i]) == "relating") && document_.text(tokens_[i]) != "in") return true;
    if (is(i, w_.and_)) ++i;
    if (is(i, w_.the)) ++i;
    while (i < end_ && (w_.countries_of.has(tokens_[i].word) || is(i, w_.of) || is(i, w_.the)) && !is_state_name(i)) ++i;
    return is_state_name(i);
  }
  // "… of Outer Space, Including the Moon and Other Celestial Bodies"
  if (document_.text(tokens_[i]) == "Including" && !between) return true;
  if (capital(i) && !title_case_word(i)) return false;
  std::uint32_t lead = 0;
  while (i < end_ && lead < 5) {
    const Token& t = tokens_[i];
    if (t.kind == TokenKind::punctuation) return t.word == w_.comma && lead > 0 && list_goes_on(i, between);
    if (w_.stoppers.has(t.word) || t.word == w_.the || t.word == w_.with || t.word == w_.in) return false;
    // "the Declaration on Herring, facilitated by Norway"
    if (lead == 0 && i + 1 < end_ && is(i + 1, w_.by)) return false;
    // "…, and Chile followed": another clause
    if (t.word == w_.and_ && lead == 0 && capital(i + 1) && is_state_name(i + 1)) return false;
    if (t.word == w_.and_)
      return lead > 0 ||
             (i + 1 < end_ && !is(i + 1, w_.the) && !w_.stoppers.has(tokens_[i + 1].word) && !w_.not_names.has(tokens_[i + 1].word));
    ++lead;
    ++i;
  }
  return false;
}

std::string Finder::core_of(std::uint32_t first, std::uint32_t end) {
  std::vector<std::string> content;
  std::uint32_t i = first;
  while (i < end) {
    if (dates_.can_begin(tokens_[i]))
      if (const auto date = dates_.read(document_, i, end)) {
        i = date->end_token;
        continue;
      }
    const std::uint32_t saved = end_;
    end_ = end;
    const NameHit hit = longest_name(i);
    end_ = saved;
    bool state = false;
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      state |= n.entry != no_entry && (catalog_[n.entry].cls == cls::State) && n.kind != NameKind::weak && n.kind != NameKind::capital;
    }
    if (state && hit.end <= end) {
      i = hit.end;
      continue;
    }
    const Token& t = tokens_[i];
    if (t.kind == TokenKind::word && !w_.connectors.has(t.word) && !(dates_.can_begin(t) && t.kind == TokenKind::word) &&
        !w_.agreement_heads.has(t.word) && !w_.countries_of.has(t.word))
      content.push_back(fold_word(document_.text(t)));
    ++i;
  }
  std::sort(content.begin(), content.end());
  content.erase(std::unique(content.begin(), content.end()), content.end());
  return fmt::format("{}", fmt::join(content, " "));
}

void Finder::add_agreement(const TitleSpan& span, const NameHit& whole, const std::vector<std::pair<std::uint32_t, EntityIndex>>& named,
                           const std::string& year) {
  const std::string label = words(span.first, span.end);
  const std::string head = fold_word(document_.text(tokens_[span.head]));
  // Parties: what stands in the title's "between" or before its head, not what it is about.
  std::vector<EntityIndex> parties;
  std::uint32_t between = no_token;
  for (std::uint32_t i = span.first; i < span.end; ++i)
    if (tokens_[i].word == w_.between || (i > span.head && document_.text(tokens_[i]) == "among")) {
      between = i;
      break;
    }
  std::vector<EntityIndex> before_head;
  for (const auto& [token, entity] : named) {
    if (token < span.head) before_head.push_back(entity);
    if (between != no_token && token > between && party_position(between, token, span)) add_unique(parties, entity);
  }
  // "Agreement with the Government of Norway on Fisheries", "Treaty of Friendship with Chile": the other side
  if (between == no_token)
    for (std::uint32_t i = span.head + 1; i + 1 < span.end; ++i) {
      if (!is(i, w_.with)) continue;
      std::uint32_t at = i + 1;
      while (at < span.end && (is(at, w_.the) || is(at, w_.of) || w_.countries_of.has(tokens_[at].word)) && !is_state_name(at)) ++at;
      for (const auto& [token, entity] : named)
        if (token == at && analysis_.entities[entity].cls == cls::State && !is(longest_name(at).end, w_.possessive))
          add_unique(parties, entity);
      break;
    }
  // "Joint Statement of A, B and C on …", "Declaration by A and B"
  if (between == no_token && joint_text(span.head) && span.head + 2 < span.end && (is(span.head + 1, w_.of) || is(span.head + 1, w_.by)))
    if (const std::uint32_t stop = parties_end(span.head + 2); stop > span.head + 2)
      for (const auto& [token, entity] : named)
        if (token > span.head && token < stop) add_unique(parties, entity);
  // "the EFTA–Kosovo Free Trade Agreement": a body beside a state
  const bool state_there =
      std::any_of(before_head.begin(), before_head.end(), [&](EntityIndex e) { return analysis_.entities[e].cls == cls::State; });
  // "the EFTA-Mercosur agreement": two bodies
  const bool bodies_there = before_head.size() == 2 && std::all_of(before_head.begin(), before_head.end(), [&](EntityIndex e) {
                              return analysis_.entities[e].type == cls::InternationalOrganization;
                            });
  std::erase_if(before_head, [&](EntityIndex e) {
    const Entity& entity = analysis_.entities[e];
    const bool body = entity.type == cls::InternationalOrganization || entity.type == cls::Alliance;
    return entity.cls != cls::State && !(body && (state_there || bodies_there) && joins_names(span.first, span.head));
  });
  if (parties.empty() && before_head.size() >= 2)
    for (const EntityIndex e : before_head) add_unique(parties, e);
  // "the 1951 mutual defence treaty between Norway and Chile": its kind and year stand before it.
  std::string year_before, kind_before;
  if (span.first == span.head && lower(span.head)) {
    std::uint32_t p = span.first;
    while (p > begin_ && span.first - p < 5 && lower(p - 1) && is_word(p - 1) && !w_.connectors.has(tokens_[p - 1].word) &&
           !w_.stoppers.has(tokens_[p - 1].word) && !w_.not_names.has(tokens_[p - 1].word) && !w_.possessives.has(tokens_[p - 1].word) &&
           !verb_like(p - 1))
      --p;
    if (p < span.first) kind_before = words(p, span.head + 1);
    if (p > begin_ && tokens_[p - 1].kind == TokenKind::number && tokens_[p - 1].end - tokens_[p - 1].begin == 4)
      if (const auto date = dates_.read(document_, p - 1, p)) year_before = date->value;
  }
  EntityIndex index = no_entity;
  std::uint32_t name_end = span.end;
  // A name of the gazetteer, from the start or the first capital on.
  EntryId entry = listed_agreement(span, whole, parties, name_end);
  // "the Oslo Agreement of 2003" is not the listed one of 1993. A year or two lie between signature and force.
  if (entry != no_entry && year.size() >= 4 && catalog_[entry].date.size() >= 4 && whole.end < span.end &&
      std::abs(decimal_value(year.substr(0, 4)) - decimal_value(catalog_[entry].date.substr(0, 4))) > 3)
    entry = no_entry;
  const bool is_law = head == "act" || head == "code";
  if (entry != no_entry) {
    index = entity_of(entry);
  } else {
    const std::string core = core_of(span.first, span.end);
    // "signed a Memorandum of Understanding with …", again: another one than the text spoke of before
    const bool generic = (core.empty() || core == "cooperation" || core == "understanding") && parties.empty() && year.empty();
    const bool another = generic && capital(span.head) && span.first > begin_ && (is(span.first - 1, w_.a) || is(span.first - 1, w_.an)) &&
                         first_of_kind(head);
    if (const auto alias = aliases_.find(fold_name(label)); alias != aliases_.end()) index = alias->second;
    if (index == no_entity) index = defined_as(span);
    if (index == no_entity && !another) index = same_agreement(core, parties, head, year);
    // "the 1902 agreement between Norway and Chile" behind "the Norwegian-Chilean Treaty of 1902"
    if (index == no_entity && !year_before.empty() && parties.size() == 2)
      for (const auto& known : agreements_) {
        const Entity& other = analysis_.entities[known.entity];
        if (other.date.starts_with(year_before) && other.parties.size() == 2 &&
            std::is_permutation(parties.begin(), parties.end(), other.parties.begin()))
          index = known.entity;
      }
    if (index == no_entity && !another) index = short_form(core, parties, head, year);
    // "the Memorandum of Cooperation" behind the full title of one
    if (index == no_entity && !another && parties.empty() && (core.empty() || core == "cooperation" || core == "understanding"))
      for (const auto& known : agreements_) {
        if (known.head != head) continue;
        if (index != no_entity && index != known.entity) {
          index = no_entity;
          break;
        }
        index = known.entity;
      }
    if (index == no_entity) {
      Entity entity;
      entity.cls = is_law && between == no_token && !is_final_act(span) ? ClassId{cls::Instrument} : ClassId{cls::Agreement};
      entity.type = entity.cls == cls::Instrument ? ClassId{cls::NationalLaw} : agreement_type(head);
      entity.label = label;
      if (generic) entity.known_in_full = false;
      if (another)
        for (const auto& known : agreements_) entity.ordinal += known.head == head && analysis_.entities[known.entity].label == label;
      index = add_entity(std::move(entity));
      agreements_.push_back({index, core, head, heading_});
    } else {
      Entity& known = analysis_.entities[index];
      if (label.size() > known.label.size() && known.entry == no_entry && !heading_ && capital(span.head)) {
        known.names.push_back(known.label);
        known.label = label;
      }
    }
  }
  if (!kind_before.empty() && analysis_.entities[index].label == label) {
    met(index, kind_before);
    met(index, kind_before + label.substr(words(span.head, span.head + 1).size()));
  }
  if (!year_before.empty() && year.empty()) claim_date(index, prop::signedOn, year_before, "title-date", sentence_->span);
  Entity& entity = analysis_.entities[index];
  for (const EntityIndex party : parties) add_unique(entity.parties, party);
  if (entity.date.empty()) entity.date = year.empty() ? year_before : year;
  met(index, label);
  // "the Treaty on Herring of January 19, 1960" is "the Treaty on Herring".
  for (std::uint32_t i = span.head + 1; i + 2 < span.end; ++i)
    if (is(i, w_.of) && dates_.can_begin(tokens_[i + 1]))
      if (const auto date = dates_.read(document_, i + 1, span.end); date && date->end_token == span.end && i - span.first > 1)
        met(index, words(span.first, i));
  if (year.size() == 4 && label.size() > 5) {
    // The name without its year is a name too.
    std::string bare = label;
    if (bare.starts_with(year))
      bare = bare.substr(5);
    else if (bare.ends_with(" of " + year))
      bare.resize(bare.size() - 8);
    if (bare != label && bare.find(' ') != std::string::npos) met(index, bare);
  }
  Mention& mention = add_mention(span.first, span.end, MentionKind::agreement, index);
  mention.name_first = span.head;
  const Span evidence = sentence_->span;
  if (entity.cls == cls::Agreement) {
    // "Sino-American": whose half of the name it is, a listed treaty knows better.
    const EntryId entry_known = analysis_.entities[index].entry;
    const NameHit first_name = longest_actor(span.first);
    const auto another = [&](EntityIndex party) {
      if (entry_known == no_entry || catalog_[entry_known].parties.empty()) return false;
      const EntryId state = analysis_.entities[party].entry;
      const auto& listed = catalog_[entry_known].parties;
      if (std::find(listed.begin(), listed.end(), state) != listed.end()) return false;
      return std::any_of(first_name.payloads.begin(), first_name.payloads.end(), [&](std::uint32_t payload) {
        return catalog_.names()[payload].combining && catalog_.names()[payload].entry == state;
      });
    };
    parties.erase(std::remove_if(parties.begin(), parties.end(), another), parties.end());
    for (const EntityIndex party : parties) claim(index, prop::hasParty, party, "title-parties", evidence);
    const std::string folded = " " + fold_name(label) + " ";
    if (parties.size() == 2 &&
        (folded.find(" mutual defense ") != std::string::npos || folded.find(" collective defense ") != std::string::npos))
      claim(index == no_entity ? index : parties[0], prop::hasDefencePactWith, parties[1], "defence-pact-by-title", evidence);
    amended_by_title(span, index, evidence);
    if (!year.empty() && !analysis_.entities[index].label.empty()) claim_date(index, prop::signedOn, year, "title-date", evidence);
  }
  bracketed_alias(span.end, index);
  // "…, signed at Oslo, and entered into force June 1, 1988 (commonly known as the “X Treaty”)"
  if (is(span.end, w_.comma))
    for (std::uint32_t i = span.end + 1; i + 2 < end_ && i - span.end < 40; ++i) {
      if (is(i, w_.semicolon) ||
          std::any_of(agreement_spans_.begin(), agreement_spans_.end(), [&](const TitleSpan& other) { return other.first == i; }))
        break;
      if (!is(i, w_.open)) continue;
      static const std::set<std::string> leads{"commonly", "also", "known", "referred", "hereinafter", "hereafter"};
      if (leads.contains(fold_word(document_.text(tokens_[i + 1])))) bracketed_alias(i, index);
      break;
    }
}

void Finder::amended_by_title(const TitleSpan& span, EntityIndex index, const Span& evidence) {
  static const std::set<std::string> amends{"amending", "revising", "modifying"};
  for (std::uint32_t i = span.head + 1; i + 2 < span.end && i - span.head < 4; ++i) {
    const std::string word = fold_word(document_.text(tokens_[i]));
    if (!amends.contains(word) && !(word == "amend" && fold_word(document_.text(tokens_[i - 1])) == "to")) continue;
    const std::uint32_t first = is(i + 1, w_.the) ? i + 2 : i + 1;
    EntityIndex older = no_entity;
    for (const Mention& inner : analysis_.mentions)
      if (inner.first_token == first && inner.end_token <= span.end && inner.entity != no_entity &&
          analysis_.entities[inner.entity].cls == cls::Agreement)
        older = inner.entity;
    // One that the text has named before
    const std::string label = fold_name(words(first, span.end));
    for (const auto& known : agreements_)
      if (older == no_entity && fold_name(analysis_.entities[known.entity].label) == label) older = known.entity;
    if (older != no_entity && older != index) claim(index, prop::amends, older, "amends-by-title", evidence);
    return;
  }
}

bool Finder::first_of_kind(const std::string& head) const {
  return std::any_of(agreements_.begin(), agreements_.end(), [&](const auto& known) {
    // What a heading announces is what the text then tells of.
    return known.head == head && !known.heading && analysis_.entities[known.entity].parties.empty();
  });
}

bool Finder::joins_names(std::uint32_t first, std::uint32_t end) const {
  for (std::uint32_t i = first + 1; i + 1 < end; ++i)
    if ((is(i, w_.hyphen) || is(i, w_.dash) || document_.text(tokens_[i]) == "/") && capital(i - 1) && capital(i + 1)) return true;
  return false;
}

EntityIndex Finder::defined_as(const TitleSpan& span) const {
  if (capital(span.head)) return no_entity;
  // The article before "treaty between X and Y", and "was" or a comma before that.
  std::uint32_t article = span.first;
  while (article > begin_ && span.first - article < 6 && !is(article, w_.a) && !is(article, w_.an)) --article;
  if (!(is(article, w_.a) || is(article, w_.an)) || article == begin_) return no_entity;
  std::uint32_t link = article - 1;
  if (!w_.be.has(tokens_[link].word) && tokens_[link].word != w_.comma) return no_entity;
  const bool apposition = tokens_[link].word == w_.comma;
  for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_;) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.kind != MentionKind::agreement || mention.entity == no_entity || mention.end_token > link) continue;
    // Between them only brackets: "The X Treaty (XT) (1972-2002) was a treaty between …".
    std::uint32_t i = mention.end_token;
    while (i < link && is(i, w_.open)) {
      while (i < link && !is(i, w_.close)) ++i;
      ++i;
    }
    if (i == link || (!apposition && i + 1 == link)) return mention.entity;
  }
  return no_entity;
}

EntityIndex Finder::short_form(const std::string& core, const std::vector<EntityIndex>& parties, const std::string& head,
                               const std::string& year) const {
  const auto words = [](const std::string& text) {
    std::set<std::string> set;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      if (end > at) set.insert(text.substr(at, end - at));
      at = end + 1;
    }
    return set;
  };
  const std::set<std::string> mine = words(core);
  EntityIndex found = no_entity;
  for (const auto& known : agreements_) {
    if (known.head != head) continue;
    const std::set<std::string> theirs = words(known.core);
    // A short form behind the full title; a heading may say more than the title does, or less.
    const bool shorter = !mine.empty() && std::includes(theirs.begin(), theirs.end(), mine.begin(), mine.end());
    const bool longer = known.heading && theirs.size() >= 2 && std::includes(mine.begin(), mine.end(), theirs.begin(), theirs.end());
    const bool of_heading = known.heading && mine.size() >= 3 && shorter;
    if (!(known.heading ? longer || of_heading : shorter)) continue;
    const Entity& entity = analysis_.entities[known.entity];
    if (!year.empty() && (entity.date.empty() || entity.date.substr(0, 4) != year.substr(0, 4))) continue;
    if (!parties.empty() && std::any_of(parties.begin(), parties.end(), [&](EntityIndex party) {
          return std::find(entity.parties.begin(), entity.parties.end(), party) == entity.parties.end();
        }))
      continue;
    if (found != no_entity && found != known.entity) return no_entity;
    found = known.entity;
  }
  return found;
}

bool Finder::is_final_act(const TitleSpan& span) const {
  // "Final Act", "Founding Act", "Foundation Act of the … Union" are agreements; other acts are laws.
  for (std::uint32_t i = span.first; i < span.head; ++i) {
    const std::string word = fold_word(document_.text(tokens_[i]));
    if (word == "final" || word == "founding" || word == "foundation" || word == "general" || word == "constitutive") return true;
  }
  return false;
}

void Finder::add_unique(std::vector<EntityIndex>& list, EntityIndex entity) {
  if (std::find(list.begin(), list.end(), entity) == list.end()) list.push_back(entity);
}

bool Finder::party_position(std::uint32_t between, std::uint32_t token, const TitleSpan& span) const {
  for (std::uint32_t i = between + 1; i < token && i < span.end; ++i)
    if (tokens_[i].word == w_.on || tokens_[i].word == w_.for_ || tokens_[i].word == w_.to ||
        (w_.stoppers.has(tokens_[i].word) && !capital(i)) || concerning(i))
      return false;
  return true;
}

bool Finder::concerning(std::uint32_t i) const {
  if (i >= end_) return false;
  const std::string_view word = document_.text(tokens_[i]);
  return word == "concerning" || word == "regarding" || word == "relating" || word == "Concerning" || word == "Regarding" || word == "in";
}

EntryId Finder::listed_agreement(const TitleSpan& span, const NameHit& whole, const std::vector<EntityIndex>& parties,
                                 std::uint32_t& name_end) {
  // A name that the title begins with says itself whose it is ("the Sino-American Mutual Defense Treaty").
  const auto pick = [&](const NameHit& hit, bool from_start) {
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry == no_entry || n.kind == NameKind::weak) continue;
      const ClassId cls = catalog_[n.entry].cls;
      // "the UK-India Comprehensive Economic and Trade Agreement" is not Canada's with the EU.
      const std::vector<EntryId>& sides = catalog_[n.entry].parties;
      if (parties.size() >= 2 && !sides.empty() && std::none_of(parties.begin(), parties.end(), [&](EntityIndex party) {
            return std::find(sides.begin(), sides.end(), analysis_.entities[party].entry) != sides.end();
          }))
        continue;
      // "the U.S.-Georgia Charter on Strategic Partnership" is not the one with Ukraine.
      if (!from_start && parties.size() == 2 && sides.size() == 2 && !same_parties(sides, parties)) continue;
      if (cls == cls::Agreement || cls == cls::Instrument) return n.entry;
    }
    return no_entry;
  };
  if (const EntryId entry = pick(whole, true); entry != no_entry && covers_title(span, span.first, whole.end))
    return name_end = whole.end, entry;
  for (std::uint32_t i = span.first + 1; i <= span.head; ++i) {
    const std::uint32_t saved = end_;
    end_ = span.end;
    const NameHit hit = longest_name(i);
    end_ = saved;
    if (const EntryId entry = pick(hit, false); entry != no_entry && hit.end > span.head && covers_title(span, i, hit.end))
      return name_end = hit.end, entry;
  }
  // "the ABM treaty": a listed name whose head is written small
  if (lower(span.head)) {
    std::vector<Token> capitalised(tokens_.begin() + span.first, tokens_.begin() + span.head + 1);
    capitalised.back().flags |= token_flag::capitalised;
    for (std::size_t k = 0; k + 1 < capitalised.size(); ++k)
      if (const EntryId entry = listed_in(std::span(capitalised).subspan(k)); entry != no_entry && k == 0)
        return name_end = span.end, entry;
  }
  // "the Agreement establishing the WTO" is listed with capital letters.
  if (span.end > span.head + 2) {
    std::vector<Token> capitalised(tokens_.begin() + span.first, tokens_.begin() + span.end);
    for (Token& token : capitalised)
      if (token.kind == TokenKind::word) token.flags |= token_flag::capitalised;
    if (const EntryId entry = listed_in(capitalised); entry != no_entry) return name_end = span.end, entry;
  }
  // "Treaty between X and Y on Z" is listed as "Treaty on Z".
  for (std::uint32_t i = span.head + 1; i < span.end; ++i) {
    if (!is(i, w_.between)) continue;
    const std::uint32_t stop = parties_end(i + 1);
    if (stop == i + 1 || stop >= span.end) break;
    std::vector<Token> joined(tokens_.begin() + span.first, tokens_.begin() + i);
    joined.insert(joined.end(), tokens_.begin() + stop, tokens_.begin() + span.end);
    const EntryId entry = listed_in(joined);
    if (entry != no_entry && (catalog_[entry].parties.empty() || same_parties(catalog_[entry].parties, parties)))
      return name_end = span.end, entry;
    break;
  }
  // By a shared name and the same parties: "Mutual Defense Treaty between X and Y".
  if (parties.size() >= 2) {
    for (std::uint32_t i = span.first; i <= span.head; ++i) {
      hits_.clear();
      catalog_.name_trie().find(std::span(tokens_).subspan(i, span.end - i), hits_);
      std::vector<NameTrie::Hit> found = hits_;
      for (const auto& hit : found) {
        if (i + hit.length <= span.head) continue;
        const CatalogName& n = catalog_.names()[hit.payload];
        if (n.entry == no_entry || catalog_[n.entry].cls != cls::Agreement) continue;
        if (same_parties(catalog_[n.entry].parties, parties)) return n.entry;
      }
    }
  }
  return no_entry;
}

EntryId Finder::listed_in(std::span<const Token> tokens) {
  if (tokens.empty()) return no_entry;
  hits_.clear();
  catalog_.name_trie().find(tokens, hits_);
  for (const auto& hit : hits_) {
    const CatalogName& n = catalog_.names()[hit.payload];
    if (hit.length == tokens.size() && n.entry != no_entry && n.kind != NameKind::weak && catalog_[n.entry].cls == cls::Agreement)
      return n.entry;
  }
  return no_entry;
}

bool Finder::covers_title(const TitleSpan& span, std::uint32_t first, std::uint32_t end) {
  for (std::uint32_t i = span.first; i < first; ++i)
    if (tokens_[i].kind == TokenKind::word && !is_state_name(i)) return false;
  for (std::uint32_t i = end; i < span.end; ++i) {
    const Token& t = tokens_[i];
    if (t.kind != TokenKind::word || w_.connectors.has(t.word) || dates_.can_begin(t)) continue;
    return t.word == w_.between;
  }
  return true;
}

bool Finder::same_parties(const std::vector<EntryId>& listed, const std::vector<EntityIndex>& named) const {
  if (listed.size() != named.size()) return false;
  return std::all_of(named.begin(), named.end(),
                     [&](EntityIndex e) { return std::find(listed.begin(), listed.end(), analysis_.entities[e].entry) != listed.end(); });
}

EntityIndex Finder::same_agreement(const std::string& core, const std::vector<EntityIndex>& parties, const std::string& head,
                                   const std::string& year) const {
  for (const auto& known : agreements_) {
    if (known.core != core || known.head != head) continue;
    const Entity& entity = analysis_.entities[known.entity];
    if (!year.empty() && !entity.date.empty() && entity.date.substr(0, 4) != year.substr(0, 4)) continue;
    if (!parties.empty() && !entity.parties.empty()) {
      std::set<EntityIndex> a(parties.begin(), parties.end()), b(entity.parties.begin(), entity.parties.end());
      if (a != b) continue;
    }
    return known.entity;
  }
  return no_entity;
}

}  // namespace pacta::mentions
