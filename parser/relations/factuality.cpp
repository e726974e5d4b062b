#include <algorithm>
#include <set>

#include "parser/relations/finder.h"
#include "parser/statements.h"

namespace pacta::relations {

bool Finder::phrase_at(std::uint32_t unit, const std::vector<WordId>& phrase) const {
  if (unit + phrase.size() > clause_.units.size()) return false;
  for (std::size_t k = 0; k < phrase.size(); ++k)
    if (phrase[k] == unknown_word || clause_.units[unit + k].word != phrase[k]) return false;
  return true;
}

bool Finder::governed_by(std::string_view list, std::uint32_t unit, std::uint32_t reach) const {
  const auto& phrases = rules_.list(list);
  for (std::uint32_t back = 1; back <= reach && back <= unit; ++back) {
    const std::uint32_t at = unit - back;
    for (const auto& phrase : phrases)
      if (phrase_at(at, phrase) && at + phrase.size() <= unit) return true;
    if (clause_.units[at].clause_end) break;
  }
  return false;
}

bool Finder::in_phrases(std::string_view list, std::uint32_t unit) const {
  const auto& phrases = rules_.list(list);
  return std::any_of(phrases.begin(), phrases.end(), [&](const auto& phrase) { return phrase_at(unit, phrase); });
}

VerbInfo Finder::factuality(std::int32_t anchor, const Match& m) const {
  VerbInfo info;
  if (anchor != none) info = clause_.verbs[static_cast<std::size_t>(anchor)];
  const auto at = static_cast<std::uint32_t>(anchor == none ? static_cast<std::int32_t>(m.first) : anchor);
  const auto negate = [&] { info.polarity = info.polarity == Polarity::negated ? Polarity::affirmed : Polarity::negated; };
  if (anchor != none) {
    const Unit& verb = clause_.units[at];
    const bool gerund = verb.form == VerbForm::gerund || is_having(at);
    // "reports of Iran supplying arms": told by nobody
    if (gerund && governed_by("doubting", m.first, 3)) info.modality = Modality::possible;
    // "prohibited Denmark from sending tanks"
    static const std::set<std::string> preventing{"prohibited", "banned",    "barred",      "prevented", "stopped",   "blocked",
                                                  "kept",       "dissuaded", "discouraged", "deterred",  "prohibits", "prevents",
                                                  "bans",       "bars",      "restrained",  "forbade",   "excluded"};
    if (gerund && at > 0 && m.first > 0 && first_word(at - 1) == "from" && preventing.contains(first_word(m.first - 1)))
      info.polarity = Polarity::negated;
    if (verb.form == VerbForm::infinitive || gerund) {
      const Unit* before = at > 0 ? &clause_.units[at - 1] : nullptr;
      const bool yet = before != nullptr && verb.form == VerbForm::infinitive && document_.text(tokens_[before->end_token - 1]) == "yet";
      if (governed_by("refusing", at, 3) || yet)  // "has yet to sign"
        info.polarity = Polarity::negated;
      else if (gerund) {
        if (governed_by("contemplating", at, 3)) info.modality = Modality::possible;
      } else if (verb.form == VerbForm::infinitive) {
        // "the first Chilean leader to visit Norway": "first" may be part of the office's name
        if (governed_by("succeeding", at, 5) || ordinal_before(at, 5) ||
            (before != nullptr && before->kind == UnitKind::mention && in_list("succeeding", tokens_[before->first_token].word))) {
        } else if (governed_by("desiring", at, 6))
          info.modality = Modality::desired;
        else if (governed_by("allowing", at, 4))
          info.modality = Modality::possible;
        else
          info.modality = info.modality == Modality::asserted ? Modality::planned : info.modality;
        // "was to have been the first to visit"
        for (std::uint32_t i = at; info.modality == Modality::asserted && i-- > m.first;)
          if (clause_.units[i].kind == UnitKind::verb && clause_.units[i].form == VerbForm::infinitive) info.modality = Modality::planned;
      }
    }
  }
  // "has ratified neither the treaty nor the protocol"
  if (anchor != none)
    for (std::uint32_t i = at + 1; i < m.end; ++i)
      if (clause_.units[i].word == w_.neither && clause_.units[i].kind == UnitKind::word) negate();
  // neither A nor B …; no state has …; without signing
  for (std::uint32_t i = m.first; i-- > 0 && m.first - i <= 3;) {
    if (i + 1 == m.first && first_word(i) == "but") break;  // "no state but Norway"
    if (clause_.units[i].clause_end) break;
    if (clause_.units[i].word == w_.neither || clause_.units[i].word == w_.no || clause_.units[i].word == w_.without ||
        clause_.units[i].word == w_.nor) {
      negate();
      break;
    }
    if (clause_.units[i].kind == UnitKind::verb) break;
  }
  if (m.first < clause_.units.size() && m.end > m.first)
    for (std::uint32_t i = m.first; i < at; ++i)
      if (clause_.units[i].word == w_.nor || (clause_.units[i].word == w_.neither)) {
        info.polarity = Polarity::negated;
        break;
      }
  // "ordered that Norway sign it", "demands that …"
  for (std::uint32_t i = m.first; i-- > 0 && m.first - i <= 2;)
    if (clause_.units[i].word == w_.that && i > 0 && governed_by("mandating", i, 2) && info.modality == Modality::asserted) {
      info.modality = Modality::desired;
      break;
    }
  // "has no treaty with": the "no" stands inside the match.
  for (std::uint32_t i = at + 1; i < m.end; ++i)
    if (clause_.units[i].word == w_.no && clause_.units[i].kind == UnitKind::word) {
      negate();
      break;
    }
  // A pattern that turns on a noun reaches over "to impose", "may impose", …: its facts are no more than planned.
  if (anchor == none)
    for (std::uint32_t i = m.first; i-- > 0 && !clause_.units[i].clause_end;) {
      // "should have as its goal the accession by Norway to …"
      if (!is_finite(i)) continue;
      if (clause_.verbs[i].modality != Modality::asserted && !presupposes_alliance(i, m)) info.modality = clause_.verbs[i].modality;
      break;
    }
  if (anchor == none)
    for (std::uint32_t i = m.first + 1; i < m.end && info.modality == Modality::asserted; ++i) {
      if (clause_.units[i].kind != UnitKind::verb) continue;
      if (clause_.units[i].form == VerbForm::infinitive)
        info.modality = Modality::planned;
      else
        info.modality = clause_.verbs[i].modality;
      // The verb right behind a name belongs to what is said next.
      if (clause_.verbs[i].polarity == Polarity::negated && i + 1 < m.end) info.polarity = Polarity::negated;
    }
  if (names_act(m)) doubt_act(m, info);
  // "Had Norway signed the treaty, …"
  if (m.first > 0 && m.first < clause_.units.size()) {
    const Unit& inverted = clause_.units[m.first - 1];
    const bool starts = m.first == 1 || clause_.units[m.first - 2].kind == UnitKind::punctuation;
    const std::string_view word = document_.text(tokens_[inverted.first_token]);
    if (starts && inverted.kind != UnitKind::mention &&
        (word == "Had" || word == "Were" || word == "Should" || (m.first > 1 && word == "had")))
      info.modality = Modality::hypothetical;
  }
  // "If the reports are confirmed, Russia has invaded Chile": what hangs on a condition before it
  if (info.modality == Modality::asserted && m.first > 1 && first_word(0) == "if") {
    static const std::set<std::string> idioms{"anything", "necessary", "so", "not", "only", "ever"};
    if (!idioms.contains(first_word(1))) info.modality = Modality::hypothetical;
  }
  // A condition before the match, in the same clause.
  for (std::uint32_t i = m.first + 1; i-- > 0;) {
    if (w_.conditionals.has(clause_.units[i].word) && clause_.units[i].kind == UnitKind::word) {
      info.modality = Modality::hypothetical;
      break;
    }
    if (clause_.units[i].word == w_.semicolon || clause_.units[i].word == w_.colon || (clause_.units[i].word == w_.comma && i < m.first))
      break;
  }
  // "will enter into force once both have ratified it": what it waits for has not happened.
  if (info.modality == Modality::asserted && anchor != none)
    for (std::uint32_t i = m.first + 1; i-- > 0 && m.first - i <= 3;) {
      static const std::set<std::string> awaiting{"once", "when", "after", "until", "before"};
      if (clause_.units[i].kind != UnitKind::word) continue;
      if (!awaiting.contains(first_word(i))) continue;
      // "Once Norway has ratified it, Chile will follow"
      const std::string tense = first_word(at);
      if (tense == "has" || tense == "have") {
        info.modality = Modality::hypothetical;
        break;
      }
      for (std::uint32_t k = i; k-- > 0;) {
        if (clause_.units[k].word == w_.semicolon) break;
        if (clause_.units[k].kind != UnitKind::verb) continue;
        const bool to_come = clause_.verbs[k].modality == Modality::planned || clause_.verbs[k].modality == Modality::hypothetical ||
                             (clause_.units[k].form == VerbForm::infinitive && k > 0 && w_.be.has(clause_.units[k - 1].word));
        // "will not be final until both have signed it"
        if (to_come && (clause_.verbs[k].polarity == Polarity::affirmed || first_word(i) == "until"))
          info.modality = Modality::hypothetical;
        break;
      }
      break;
    }
  return info;
}

bool Finder::ordinal_before(std::uint32_t unit, std::uint32_t reach) const {
  for (std::uint32_t back = 1; back <= reach && back <= unit; ++back) {
    const Unit& u = clause_.units[unit - back];
    if (u.kind == UnitKind::verb || u.kind == UnitKind::punctuation || u.clause_end) return false;
    const std::string_view word = document_.text(tokens_[u.first_token]);
    if (u.kind == UnitKind::word && word.size() > 2 && word[0] >= '0' && word[0] <= '9' && word.ends_with("th")) return true;
  }
  return false;
}

bool Finder::presupposes_alliance(std::uint32_t verb, const Match& m) const {
  static const std::set<std::string> making{"form",  "forge", "create",  "establish", "launch", "build", "conclude", "found",
                                            "reach", "seek",  "propose", "join",      "make",   "enter", "sign"};
  static const std::set<std::string> nouns{"alliance", "alliances", "entente", "axis", "bloc"};
  bool alliance = false;
  for (std::uint32_t i = m.first; i < m.end; ++i)
    alliance = alliance || (clause_.units[i].kind == UnitKind::word && nouns.contains(first_word(i)));
  const std::uint32_t first = clause_.units[m.first].first_token;
  const bool definite = first > 0 && tokens_[first - 1].word == w_.the;
  return alliance && definite && !making.contains(folded(clause_.units[verb].end_token - 1));
}

bool Finder::names_act(const Match& m) const {
  for (std::uint32_t i = m.first; i < m.end; ++i)
    if (clause_.units[i].kind != UnitKind::mention && in_phrases("acts", i)) return true;
  return false;
}

void Finder::doubt_act(const Match& m, VerbInfo& info) const {
  if (info.modality != Modality::asserted) return;
  for (std::uint32_t i = m.first; i < m.end; ++i)
    if (clause_.units[i].kind != UnitKind::mention && in_phrases("unreal", i)) info.modality = Modality::possible;
  if (m.anchor != none) return;
  // "will report after her visit to Norway"
  for (std::uint32_t i = m.first; i < m.end; ++i)
    if (clause_.units[i].kind == UnitKind::word && w_.modals.has(clause_.units[i].word) &&
        !tokens_[clause_.units[i].first_token].has(token_flag::capitalised))
      info.modality = Modality::possible;
  if (governed_by("doubting", m.first, 3) || governed_by("comparing", m.first, 1)) info.modality = Modality::possible;
  static constexpr std::uint32_t reach = 8;  // "… to Norway in May next year was called off"
  for (std::uint32_t i = m.end; i < clause_.units.size() && i - m.end < reach; ++i) {
    const Unit& unit = clause_.units[i];
    // "by the minister, Ana Reyes, is under discussion": the comma closes the name.
    if (i == m.end && unit.word == w_.comma && i + 1 < clause_.units.size() && is_finite(i + 1)) continue;
    if (unit.kind == UnitKind::punctuation && unit.word == w_.hyphen) continue;  // "on 11-13 December"
    if (unit.kind == UnitKind::punctuation || unit.clause_end || is_conjunction(unit)) break;
    if (unit.kind == UnitKind::verb && unit.form == VerbForm::finite) {
      if (info.modality == Modality::asserted) info.modality = clause_.verbs[i].modality;
      if (in_phrases("undoing", i) || (w_.be.has(unit.word) && i + 1 < clause_.units.size() && in_phrases("undoing", i + 1)))
        info.modality = Modality::possible;
      // "the visit did not take place", "the pact was never signed"
      if (clause_.verbs[i].polarity == Polarity::negated && (in_phrases("happening", i) || in_phrases("happening", i + 1)))
        info.modality = Modality::possible;
      // "a supply of weapons is as unacceptable as …": what is judged need not have happened.
      const std::string_view be = document_.text(tokens_[unit.end_token - 1]);
      for (std::uint32_t k = i + 1; (be == "is" || be == "are") && k < clause_.units.size() && k - i <= 6; ++k)
        if (in_phrases("judging", k) || (k == i + 1 && in_phrases("comparing", k))) info.modality = Modality::possible;
      break;
    }
    // "… in May": a month
    if (unit.kind == UnitKind::word && w_.modals.has(unit.word) && !tokens_[unit.first_token].has(token_flag::capitalised))
      info.modality = Modality::hypothetical;
  }
}

std::uint32_t Finder::relative_clause_after(std::uint32_t unit, std::uint32_t count) const {
  for (std::uint32_t k = unit + 1; k + 2 < count; ++k)
    if (clause_.units[k].word == w_.comma && (is_which(k + 1) || (clause_.units[k + 1].kind == UnitKind::word && is_which(k + 2))))
      return k;
  return count;
}

bool Finder::is_which(std::size_t unit) const {
  const std::string_view word = first_written(unit);
  return word == "which" || word == "who" || word == "whose" || word == "whom";
}

bool Finder::not_true(std::uint32_t that) const {
  if (that == 0 || !in_phrases("truths", that - 1)) return false;
  for (std::uint32_t verb = that; verb-- > 0 && that - verb <= 4;)
    if (clause_.units[verb].kind == UnitKind::verb) return clause_.verbs[verb].polarity == Polarity::negated;
  return false;
}

std::uint32_t Finder::behind_dateline() const {
  const auto& units = clause_.units;
  for (std::uint32_t i = 1; i < units.size() && i < 6; ++i) {
    if (units[i].kind == UnitKind::verb) return 0;
    if (units[i].word == w_.dash && units[0].kind == UnitKind::mention && units[0].classes.test(cls::Place)) return i + 1;
  }
  return 0;
}

bool Finder::is_having(std::uint32_t unit) const {
  const Unit& verb = clause_.units[unit];
  for (std::uint32_t t = verb.first_token; t < verb.end_token; ++t)
    if (folded(t) == "having") return verb.kind == UnitKind::verb;
  return false;
}

bool Finder::relative_that(std::uint32_t that) const {
  static const std::set<std::string> objects{"the", "a", "an", "all", "its", "their", "how", "what", "every", "each", "any"};
  if (that + 2 >= clause_.units.size() || not_true(that)) return false;
  const Unit& next = clause_.units[that + 1];
  if (next.kind == UnitKind::verb) return next.form == VerbForm::finite;
  return next.kind == UnitKind::word && first_written(that + 1).ends_with("s") && objects.contains(first_word(that + 2));
}

bool Finder::opens_clause(std::uint32_t unit) const {
  static const std::set<std::string> pronouns{"it", "he", "she", "they", "we", "i", "there"};
  if (unit + 1 >= clause_.units.size()) return false;
  if (clause_.units[unit].kind != UnitKind::mention && !pronouns.contains(first_word(unit))) return false;
  for (std::uint32_t verb = unit + 1; verb < clause_.units.size() && verb - unit <= 2; ++verb) {
    if (clause_.units[verb].kind == UnitKind::verb) return is_finite(verb);
    if (clause_.units[verb].kind != UnitKind::word) return false;
  }
  return false;
}

void Finder::find_speaker() {
  speaker_ = no_entity;
  said_first_ = said_end_ = unnamed_first_ = unnamed_end_ = 0;
  denies_ = false;
  const auto count = static_cast<std::uint32_t>(clause_.units.size());
  const auto actor = [&](std::uint32_t i) -> EntityIndex {
    const Unit& u = clause_.units[i];
    if (u.kind != UnitKind::mention || !u.classes.test(cls::Actor)) return no_entity;
    return mention(clause_.groups[u.group][0]).entity;
  };
  // "rejected claims that …", "denied reports it had …", "there was no evidence that …"
  for (std::uint32_t noun = 0; noun + 1 < count; ++noun) {
    // "The allegation is that …"
    const std::uint32_t that =
        noun + 2 < count && clause_.units[noun + 1].kind == UnitKind::verb && rules_lemma(noun + 1, "be") ? noun + 2 : noun + 1;
    const bool with_that = clause_.units[that].word == w_.that;
    if (!in_list("hearsay", clause_.units[noun].word) && !(with_that && not_true(that))) continue;
    if (!with_that && (clause_.units[noun].kind == UnitKind::mention || !opens_clause(that))) continue;
    if (with_that && relative_that(that)) continue;
    const std::uint32_t from = with_that ? that + 1 : that;
    for (std::uint32_t verb = that - 1; verb-- > 0 && that - verb <= 6;) {
      if (clause_.units[verb].clause_end) break;
      if (!in_list("denying", clause_.units[verb].word)) continue;
      for (std::uint32_t back = verb; back-- > 0 && verb - back <= 8;) {
        if (clause_.units[back].clause_end) break;
        if (const EntityIndex e = actor(back); e != no_entity) {
          speaker_ = e;
          denies_ = true;
          said_first_ = from;
          said_end_ = count;
          return;
        }
      }
      unnamed_first_ = from;
      unnamed_end_ = count;
    }
    if (!with_that) continue;
    unnamed_first_ = from;
    unnamed_end_ = count;
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    // "declared war on Norway", "announced an embargo": what is declared or announced is a thing, and nothing is said.
    if (i + 1 < count && in_list("announcing", clause_.units[i].word) &&
        (clause_.units[i + 1].kind == UnitKind::word || clause_.units[i + 1].classes.test(pseudo::Adjective)) &&
        clause_.units[i + 1].word != w_.that) {
      bool clause = false;
      for (std::uint32_t k = i + 1; k < count && k - i <= 4; ++k) clause = clause || clause_.units[k].word == w_.that;
      if (!clause) continue;
    }
    if (names_states(document_, clause_.units[i].first_token)) continue;
    // "one of the states that …", "the reports that …": a noun.
    if (i > 0 && clause_.units[i - 1].kind == UnitKind::word && w_.noun_before.has(clause_.units[i - 1].word) &&
        first_written(i).ends_with("s"))
      continue;
    // "doubts it invaded Peru": nobody says that it did.
    if (in_list("disbelieving", clause_.units[i].word) && i + 1 < count && (clause_.units[i + 1].word == w_.that || opens_clause(i + 1))) {
      unnamed_first_ = i + 1;
      unnamed_end_ = count;
      continue;
    }
    // "admitted having invaded Peru": whoever admits it has done it.
    if (i + 1 < count && in_list("admitting", clause_.units[i].word) && clause_.units[i + 1].kind == UnitKind::verb &&
        (clause_.units[i + 1].form == VerbForm::gerund || is_having(i + 1)))
      continue;
    const bool denying = in_list("denying", clause_.units[i].word);
    if (denying) {
      // "denied Chile entry" denies nothing that is said, and "rejected a treaty that Norway signed" nothing of the treaty.
      const bool deny = rules_lemma(i, "deny");
      bool clause = false;
      for (std::uint32_t k = i + 1; k < count && !clause; ++k) {
        const Unit& unit = clause_.units[k];
        if (unit.kind == UnitKind::punctuation || k - i > (deny ? 6 : 3)) break;
        clause = unit.word == w_.that || (unit.kind == UnitKind::verb && (unit.form == VerbForm::gerund || is_having(k))) ||
                 (deny && is_finite(k));
        if (unit.clause_end) break;
      }
      if (!clause) continue;
    }
    // "hoped that Norway would …": only with a clause behind it; what hangs on that clause with ", which" is the text's own.
    const bool believing = in_list("believing", clause_.units[i].word) && i + 1 < count &&
                           (clause_.units[i + 1].word == w_.that || (clause_.units[i + 1].kind == UnitKind::mention && i + 2 < count &&
                                                                     clause_.units[i + 2].kind == UnitKind::verb));
    if (!in_list("reporting", clause_.units[i].word) && !denying && !believing) {
      // according to X
      for (const auto& phrase : rules_.list("according")) {
        if (!phrase_at(i, phrase)) continue;
        const std::uint32_t at = i + static_cast<std::uint32_t>(phrase.size());
        // "…, and according to X it will …": what stands before is the text's own.
        const bool leads = i == 0 || is_conjunction(clause_.units[i - 1]);
        if (at < count)
          if (const EntityIndex e = actor(at); e != no_entity) {
            speaker_ = e;
            said_first_ = leads ? at + 1 : 0;
            said_end_ = leads ? count : i;
            return;
          }
        // "according to a report": nobody whom the text names
        for (std::uint32_t k = at; k < count && k - at < 4; ++k)
          if (in_list("sources", clause_.units[k].word)) {
            unnamed_first_ = leads ? k + 1 : 0;
            unnamed_end_ = leads ? count : i;
          }
      }
      continue;
    }
    // "…, X said": what was said stands before
    if (i >= 2)
      if (const EntityIndex e = actor(i - 1);
          e != no_entity && (clause_.units[i - 2].word == w_.comma || clause_.units[i - 2].word == w_.quote)) {
        const bool last = i + 1 >= count || clause_.units[i + 1].word != w_.that;
        if (last && !(i + 1 < count && clause_.units[i + 1].kind == UnitKind::verb)) {
          speaker_ = e;
          said_first_ = behind_dateline();
          said_end_ = i - 1;
          return;
        }
      }
    // "X says (that) …": the nearest actor before
    for (std::uint32_t back = i; back-- > 0 && i - back <= 8;) {
      if (clause_.units[back].clause_end) break;
      const EntityIndex e = actor(back);
      if (e == no_entity) {
        // "has long hoped that": the auxiliary of a verb that no rule speaks of
        if (clause_.units[back].kind == UnitKind::verb && !(back + 1 == i && rules_lemma(back, "have"))) break;
        continue;
      }
      speaker_ = e;
      denies_ = denying;
      said_first_ = i + 1;
      said_end_ = count;
      if (believing) said_end_ = relative_clause_after(i + 1, count);
      return;
    }
    // "a spokesman said that …": nobody whom the text names. (A resolution that "notes that …" speaks itself.)
    if (i > 0 && clause_.units[i - 1].kind != UnitKind::punctuation && !is_conjunction(clause_.units[i - 1])) {
      for (std::uint32_t that = i + 1; that < count && that - i <= 3; ++that)
        if (clause_.units[that].word == w_.that) {
          unnamed_first_ = that + 1;
          unnamed_end_ = believing ? relative_clause_after(that, count) : count;
        }
      // "critics say Norway supplied …"
      if (unnamed_end_ == 0 && i + 1 < count && clause_.units[i + 1].kind == UnitKind::mention &&
          clause_.units[i - 1].kind == UnitKind::word) {
        unnamed_first_ = i + 1;
        unnamed_end_ = count;
      }
    }
    // "…, said X"
    if (i + 1 < count && i > 0)
      if (const EntityIndex e = actor(i + 1); e != no_entity) {
        speaker_ = e;
        said_first_ = behind_dateline();
        said_end_ = i;
        return;
      }
  }
}

bool Finder::headline(const Sentence& sentence) const {
  if (sentence.end_token == sentence.first_token) return false;
  const Token& last = tokens_[sentence.end_token - 1];
  const Block& block = document_.blocks[sentence.block];
  return last.kind == TokenKind::word && block.first_token == sentence.first_token && block.end_token == sentence.end_token;
}

bool Finder::present(std::uint32_t unit) const {
  const Unit& verb = clause_.units[unit];
  const auto readings = rules_.verb_forms(tokens_[verb.end_token - 1].word);
  return verb.first_token + 1 == verb.end_token && std::any_of(readings.begin(), readings.end(), [](const VerbReading& r) {
           return (r.forms & (verb_bit::third | verb_bit::base)) != 0;
         });
}

bool Finder::asks(const Sentence& sentence) const {
  for (std::uint32_t i = sentence.end_token; i-- > sentence.first_token && sentence.end_token - i <= 2;)
    if (document_.text(tokens_[i]) == "?") return true;
  return false;
}

bool Finder::excepted(const Match& m) const {
  if (m.first == 0) return false;
  static const std::set<std::string> exceptions{"except", "excepting", "excluding", "barring", "save", "unlike"};
  static const std::set<std::string> phrases{"other than", "apart from", "aside from", "exception of", "all but", "except for", "save for"};
  // "unlike the alliance of A and B": a name that tells its fact tells it there as well.
  if (m.anchor == none && first_word(m.first - 1) == "unlike") return false;
  if (exceptions.contains(first_word(m.first - 1))) return true;
  return m.first >= 2 && phrases.contains(first_word(m.first - 2) + " " + first_word(m.first - 1));
}

bool Finder::hedged(const Match& m) const {
  static const std::set<std::string> adverbs{"reportedly", "allegedly", "supposedly",  "purportedly", "ostensibly",
                                             "perhaps",    "possibly",  "apparently",  "presumably",  "pretended",
                                             "pretends",   "falsely",   "erroneously", "wrongly",     "mistakenly"};
  const std::uint32_t end = std::min<std::uint32_t>(m.end, static_cast<std::uint32_t>(clause_.units.size()));
  for (std::uint32_t u = m.first > 1 ? m.first - 2 : 0; u < end; ++u)
    for (std::uint32_t i = clause_.units[u].first_token; i < clause_.units[u].end_token; ++i)
      if (clause_.units[u].kind != UnitKind::mention && adverbs.contains(folded(i))) return true;
  // "In the novel, Japan declares war", "A hoax video showed …", "The report, if true, means …"
  static const std::set<std::string> fictions{"hoax",      "fictional",    "fictitious", "novel",  "simulation",
                                              "simulated", "hypothetical", "imaginary",  "wargame"};
  for (std::uint32_t u = 0; u < m.first; ++u) {
    if (clause_.units[u].kind == UnitKind::mention) continue;
    const std::string word = first_word(u);
    if (fictions.contains(word)) return true;
    if (word == "mistakenly" || word == "erroneously" || word == "falsely") return true;
    if (word == "if" && u + 1 < clause_.units.size() &&
        (first_word(u + 1) == "true" || first_word(u + 1) == "confirmed" || first_word(u + 1) == "accurate" ||
         first_word(u + 1) == "correct"))
      return true;
  }
  return false;
}

}  // namespace pacta::relations
