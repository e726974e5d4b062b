#include <algorithm>
#include <set>

#include "parser/relations/finder.h"

namespace pacta::relations {

void Finder::match_moved_predicates(const Sentence& sentence) {
  std::vector<Predicate> predicates;
  joined_predicates(predicates);
  participial_predicates(predicates);
  distant_participles(predicates);
  clauses_of_gerunds(predicates);
  pronoun_predicates(predicates);
  fronted_participles(predicates);
  gerund_predicates(predicates);
  infinitive_predicates(predicates);
  accusations(predicates);
  nominal_relatives(predicates);
  contrasts(predicates);
  quantified_relatives(predicates);
  inversions(predicates);
  gapped_predicates(predicates);
  for (const Predicate& predicate : predicates) match_predicate(predicate, sentence);
  predicates.clear();
  match_possessives(sentence);
  match_first_person(sentence);
  for (const Predicate& predicate : predicates) match_predicate(predicate, sentence);
}

void Finder::match_predicate(const Predicate& predicate, const Sentence& sentence) {
  Clause whole = clause_;
  find_speaker();
  const auto at = static_cast<std::uint32_t>(predicate.verb);
  const bool said = speaker_ != no_entity && at >= said_first_ && at < said_end_;
  const EntityIndex speaker = predicate.speaker != no_entity ? predicate.speaker : said ? speaker_ : no_entity;
  const bool denies = predicate.speaker == no_entity && said && denies_;
  if (at >= unnamed_first_ && at < unnamed_end_) return;
  const auto from = static_cast<std::ptrdiff_t>(predicate.verb), to = static_cast<std::ptrdiff_t>(predicate.end);
  Clause half;
  half.span = whole.span;
  half.groups = whole.groups;
  half.units.push_back(whole.units[predicate.subject]);
  half.verbs.push_back(whole.verbs[predicate.subject]);
  half.units.insert(half.units.end(), whole.units.begin() + from, whole.units.begin() + to);
  half.verbs.insert(half.verbs.end(), whole.verbs.begin() + from, whole.verbs.begin() + to);
  half.units[1].form = predicate.form;
  half.verbs[1] = predicate.info;
  clause_ = std::move(half);
  matches_.clear();
  matcher_.find(clause_.units, scratch_, matches_);
  // The verb must be what the match turns on, and the subject part of it.
  std::erase_if(matches_, [](const Match& m) { return m.first != 0 || m.end < 2; });
  speaker_ = speaker;
  denies_ = denies;
  unnamed_first_ = unnamed_end_ = 0;
  said_first_ = 0;
  said_end_ = static_cast<std::uint32_t>(clause_.units.size());
  for (const Match& m : matches_) emit(m, sentence);
  clause_ = std::move(whole);
}

bool Finder::unknown_verb(std::size_t unit) const {
  if (unit == 0 || clause_.units[unit].kind != UnitKind::word) return false;
  const Token& token = tokens_[clause_.units[unit].first_token];
  if (token.kind != TokenKind::word || token.has(token_flag::capitalised) || !is_agent(unit - 1)) return false;
  static const std::set<std::string> irregular{"said",  "met",   "held",  "went",  "came",  "took",  "made",  "gave",   "got",
                                               "began", "broke", "built", "fell",  "found", "kept",  "led",   "lost",   "paid",
                                               "rose",  "saw",   "set",   "spoke", "spent", "stood", "told",  "won",    "ran",
                                               "hit",   "bore",  "faces", "hosts", "knows", "left",  "wrote", "brought"};
  const std::string word = fold_word(document_.text(token));
  return word.ends_with("ed") || irregular.contains(word);
}

bool Finder::unknown_past(std::size_t unit) const {
  const Token& token = tokens_[clause_.units[unit].first_token];
  return clause_.units[unit].kind == UnitKind::word && token.kind == TokenKind::word && !token.has(token_flag::capitalised) &&
         document_.text(token).ends_with("ed");
}

std::optional<std::size_t> Finder::subject_before(std::size_t at, std::size_t& verb) const {
  const auto& units = clause_.units;
  verb = at;
  while (verb > 0) {
    --verb;
    if (units[verb].word == w_.semicolon || units[verb].word == w_.colon) return std::nullopt;
    if (is_finite(verb) || unknown_verb(verb)) break;
  }
  if (verb == 0 || !(is_finite(verb) || unknown_verb(verb))) return std::nullopt;
  std::size_t subject = verb - 1;
  while (subject > 0 && verb - subject < 4 && units[subject].kind != UnitKind::mention) --subject;
  if (!is_agent(subject)) return std::nullopt;
  for (std::size_t k = subject + 1; k < verb; ++k)
    if (w_.subordinators.has(units[k].word) && units[k].kind == UnitKind::word) return std::nullopt;
  // "as well as Chile's": what a possessive or a preposition holds is no subject.
  if (subject > 0 && units[subject - 1].kind == UnitKind::word) {
    static const std::set<std::string> prepositions{"of", "with", "in", "at", "by", "from", "on", "against", "to", "than"};
    if (prepositions.contains(first_word(subject - 1))) return std::nullopt;
  }
  return subject;
}

std::size_t Finder::predicate_end(std::size_t verb) const {
  const auto& units = clause_.units;
  std::size_t end = verb + 1;
  while (end < units.size() && units[end].word != w_.semicolon &&
         !(is_conjunction(units[end]) && end + 1 < units.size() && units[end + 1].kind == UnitKind::verb))
    ++end;
  return end;
}

void Finder::joined_predicates(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  for (std::size_t i = 2; i + 1 < units.size(); ++i) {
    std::size_t second = i + 1;
    const std::string_view mark = first_written(i);
    if (is_conjunction(units[i]) || (units[i].kind == UnitKind::word && (mark == "but" || mark == "yet"))) {
      // an insertion between the conjunction and its verb
      if (units[second].kind == UnitKind::word && second + 1 < units.size() && units[second + 1].word == w_.comma) ++second;
      if (units[second].word == w_.comma) {
        std::size_t close = second + 1;
        while (close < units.size() && close - second < 9 && units[close].word != w_.comma && units[close].kind != UnitKind::verb &&
               !is_agent(close))
          ++close;
        if (close >= units.size() || units[close].word != w_.comma) continue;
        second = close + 1;
      }
    } else if (units[i].word == w_.comma) {
      static const std::set<std::string> sequels{"then", "later", "subsequently", "and", "thereby", "eventually", "finally"};
      if (units[second].kind != UnitKind::verb || (!sequels.contains(first_word(second)) && !in_series(second))) continue;
    } else {
      continue;
    }
    if (second >= units.size()) continue;
    std::size_t verb = 0;
    // "was drafted in Oslo and formally signed in London"
    if (units[second].kind == UnitKind::verb && units[second].form == VerbForm::participle && is_conjunction(units[i])) {
      const auto subject = subject_before(i, verb);
      if (subject && units[verb].kind == UnitKind::verb && (units[verb].passive || w_.be.has(units[verb].word)))
        found.push_back({*subject, second, predicate_end(second), clause_.verbs[verb], no_entity, VerbForm::participle});
      continue;
    }
    if (!is_finite(second)) continue;
    auto subject = subject_before(i, verb);
    // "A restored B, became a member of C, and acceded to D": the subject of the verb before is A
    if (!found.empty() && found.back().verb == verb) subject = found.back().subject;
    if (!subject) continue;
    VerbInfo info = clause_.verbs[second];
    // "will visit A and meet B": the second verb shares the first one's auxiliary, so its modality and denial.
    if (info.polarity == Polarity::affirmed && info.modality == Modality::asserted && shares_auxiliary(units[second]) &&
        units[verb].kind == UnitKind::verb)
      info = clause_.verbs[verb];
    if (units[i].word == w_.nor) info.polarity = Polarity::negated;  // "neither signed nor ratified"
    found.push_back({*subject, second, predicate_end(second), info, no_entity});
  }
}

bool Finder::in_series(std::size_t verb) const {
  const auto& units = clause_.units;
  if (!is_finite(verb)) return false;
  for (std::size_t i = verb + 1; i + 2 < units.size(); ++i) {
    if (units[i].word == w_.semicolon || units[i].word == w_.colon) return false;
    if (is_conjunction(units[i]) && units[i - 1].word == w_.comma && is_finite(i + 1)) return true;
  }
  return false;
}

void Finder::contrasts(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  for (std::size_t i = 0; i + 3 < units.size(); ++i) {
    if (units[i].kind != UnitKind::word || first_word(i) != "unlike" || !is_agent(i + 1) || units[i + 2].word != w_.comma) continue;
    std::size_t verb = 0;
    if (i == 0 || (i == 1 && units[0].kind == UnitKind::word)) {
      // "Unlike A, B has signed it"
      if (i + 4 < units.size() && is_agent(i + 3) && is_finite(i + 4)) verb = i + 4;
    } else if (units[i - 1].word == w_.comma) {
      // "B, unlike A, has signed it", "B has signed it, unlike A, …"
      if (is_finite(i + 3) && i >= 2 && is_agent(i - 2)) verb = i + 3;
    }
    if (verb == 0) continue;
    VerbInfo info = clause_.verbs[verb];
    if (info.modality != Modality::asserted) continue;
    info.polarity = info.polarity == Polarity::negated ? Polarity::affirmed : Polarity::negated;
    found.push_back({i + 1, verb, predicate_end(verb), info, no_entity});
  }
}

void Finder::quantified_relatives(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  for (std::size_t i = 1; i + 4 < units.size(); ++i) {
    if (units[i].word != w_.comma || !is_agent(i - 1) || units[i + 1].kind != UnitKind::word || units[i + 2].word != w_.of) continue;
    const std::string quantity = first_word(i + 1);
    const bool none_of = quantity == "neither" || quantity == "none";
    if (!none_of && quantity != "both" && quantity != "all" && quantity != "each") continue;
    const std::string relative = first_word(i + 3);
    if ((relative != "which" && relative != "whom") || !is_finite(i + 4)) continue;
    VerbInfo info = clause_.verbs[i + 4];
    if (none_of) info.polarity = info.polarity == Polarity::negated ? Polarity::affirmed : Polarity::negated;
    std::size_t end = i + 5;
    while (end < units.size() && units[end].word != w_.comma && units[end].word != w_.semicolon) ++end;
    found.push_back({i - 1, i + 4, end, info, no_entity});
  }
}

void Finder::inversions(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  for (std::size_t i = 3; i + 2 < units.size(); ++i) {
    const std::string lead = first_word(i);
    const bool denies = lead == "nor" || lead == "neither";
    if (!denies && lead != "so" && lead != "as") continue;
    // An auxiliary, and behind it the actor that ends the clause
    static const std::set<std::string> auxiliaries{"is", "are", "was", "were", "has", "have", "had", "does", "do", "did"};
    std::size_t actor = i + 1;
    if (first_word(i + 1) == "too") continue;
    if (actor >= units.size() || !auxiliaries.contains(first_word(actor)) || units[actor].end_token != units[actor].first_token + 1)
      continue;
    ++actor;
    if (actor >= units.size() || !is_agent(actor)) continue;
    if (actor + 1 < units.size() && units[actor + 1].kind != UnitKind::punctuation && !is_conjunction(units[actor + 1])) continue;
    std::size_t verb = 0;
    std::size_t end = i;
    while (end > 0 && (units[end - 1].word == w_.comma || units[end - 1].word == w_.semicolon || is_conjunction(units[end - 1]))) --end;
    const auto subject = subject_before(end, verb);
    if (!subject || units[verb].kind != UnitKind::verb) continue;
    VerbInfo info = clause_.verbs[verb];
    if (denies) info.polarity = Polarity::negated;
    if (!denies && info.polarity == Polarity::negated) continue;
    found.push_back({actor, verb, end, info, no_entity});
  }
}

std::size_t Finder::behind_time(std::size_t at) const {
  const auto& units = clause_.units;
  static const std::set<std::string> leads{"on", "in", "a", "the", "one", "two", "three", "four", "five", "six", "some", "shortly", "soon"};
  static const std::set<std::string> ends{"later", "after", "thereafter", "afterwards", "earlier"};
  if (at >= units.size() || units[at].kind == UnitKind::verb || !leads.contains(first_word(at))) return at;
  for (std::size_t i = at; i < units.size() && i - at < 5; ++i) {
    // "on 23 November": its year has been told
    static const std::set<std::string> months{"january", "february", "march",     "april",   "may",      "june",
                                              "july",    "august",   "september", "october", "november", "december"};
    if (i > at && months.contains(first_word(i)) && tokens_[units[i].first_token].has(token_flag::capitalised)) {
      const bool day_behind = i + 1 < units.size() && tokens_[units[i + 1].first_token].kind == TokenKind::number;
      return day_behind ? i + 2 : i + 1;
    }
    if (units[i].kind == UnitKind::verb || units[i].kind == UnitKind::punctuation) return at;
    if (units[i].kind == UnitKind::mention) return units[i].classes.test(pseudo::Date) ? i + 1 : at;
    if (ends.contains(first_word(i))) return i + 1 < units.size() && first_word(i + 1) == "that" ? i + 2 : i + 1;
    // "the next day", "the following year"
    if (i > at && (first_word(i - 1) == "next" || first_word(i - 1) == "following") && units[i].kind == UnitKind::word) return i + 1;
  }
  return at;
}

void Finder::gapped_predicates(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  for (std::size_t i = 3; i + 2 < units.size(); ++i) {
    // ", B on 9 December 1993", "and C three days later"
    if (units[i].word != w_.comma && !is_conjunction(units[i])) continue;
    std::size_t actor = i + 1;
    if (actor < units.size() && is_conjunction(units[actor])) ++actor;
    if (actor >= units.size() || !is_agent(actor) || !units[actor].classes.test(cls::State)) continue;
    const std::size_t behind = behind_time(actor + 1);
    if (behind == actor + 1 || (behind < units.size() && units[behind].kind != UnitKind::punctuation && !is_conjunction(units[behind])))
      continue;
    // The clause that this one repeats: a verb with its subject and object, and a time of its own
    std::size_t verb = i;
    while (verb > 0 && !is_finite(verb)) --verb;
    std::size_t governor = 0;
    const auto subject = verb > 0 ? subject_before(verb + 1, governor) : std::nullopt;
    if (!subject || governor != verb || !units[*subject].classes.test(cls::State)) continue;
    std::size_t end = verb + 1;
    while (end < i && behind_time(end) == end && units[end].word != w_.comma) ++end;
    if (end == verb + 1 || end == i) continue;
    // "A invaded B on 4 May, C on 5 May": of two states one cannot tell which is repeated.
    if (std::any_of(units.begin() + static_cast<std::ptrdiff_t>(verb) + 1, units.begin() + static_cast<std::ptrdiff_t>(end),
                    [](const Unit& unit) { return unit.kind == UnitKind::mention && unit.classes.test(cls::State); }))
      continue;
    found.push_back({actor, verb, end, clause_.verbs[verb], no_entity});
  }
}

void Finder::match_possessives(const Sentence& sentence) {
  const auto& units = clause_.units;
  for (std::size_t i = 3; i + 2 < units.size(); ++i) {
    const std::string word = first_word(i);
    if (units[i].kind != UnitKind::word || (word != "its" && word != "their")) continue;
    // "its invasion of", "its 2014 annexation of", "their subsequent ratification of"
    static const std::set<std::string> nouns{"invasion",   "annexation", "occupation",   "withdrawal", "accession", "ratification",
                                             "membership", "exit",       "denunciation", "embargo",    "sanctions", "alliance",
                                             "admission",  "support",    "opposition",   "signature",  "signing"};
    std::size_t noun = i + 1;
    while (noun < units.size() && noun - i < 3 && !nouns.contains(first_word(noun))) ++noun;
    if (noun + 1 >= units.size() || !nouns.contains(first_word(noun))) continue;
    std::size_t verb = 0;
    auto subject = subject_before(i, verb);
    // "congratulated Chile on its ratification of": it is the object's
    if (subject && i >= 3 && *subject + 1 < i - 2 && units[i - 2].kind == UnitKind::mention && public_actor(units[i - 2]) &&
        (first_word(i - 1) == "for" || first_word(i - 1) == "over" || first_word(i - 1) == "on"))
      subject = i - 2;
    // "hosted A and B and witnessed their signing of it": the last ones named together
    if (word == "their" && (!subject || clause_.groups[units[*subject].group].size() < 2))
      for (std::size_t k = i; k-- > 0;)
        if (units[k].kind == UnitKind::mention && (units[k].classes.test(cls::Person) || public_actor(units[k])) &&
            clause_.groups[units[k].group].size() > 1) {
          subject = k;
          break;
        }
    if (!subject || !(public_actor(units[*subject]) || units[*subject].classes.test(cls::Person))) continue;
    if (units[verb].kind == UnitKind::verb && clause_.verbs[verb].modality != Modality::asserted) continue;
    Clause own;
    own.span = clause_.span;
    own.groups = clause_.groups;
    own.units.push_back(units[*subject]);
    own.verbs.emplace_back();
    Unit mark;
    mark.kind = UnitKind::punctuation;
    mark.first_token = units[i].first_token;
    mark.end_token = units[i].end_token;
    mark.word = w_.possessive;
    own.units.push_back(mark);
    own.verbs.emplace_back();
    for (std::size_t k = i + 1; k < units.size(); ++k) {
      own.units.push_back(units[k]);
      own.verbs.push_back(clause_.verbs[k]);
    }
    // What governs the noun decides whether it happened: "warned of its invasion".
    const auto at = static_cast<std::uint32_t>(i);
    if (governed_by("doubting", at, 3) || governed_by("refusing", at, 3) || governed_by("desiring", at, 4)) continue;
    Clause whole = std::move(clause_);
    clause_ = std::move(own);
    matches_.clear();
    matcher_.find(clause_.units, scratch_, matches_);
    std::erase_if(matches_, [](const Match& m) { return m.first != 0 || m.end < 3; });
    if (!matches_.empty()) find_speaker();
    for (const Match& m : matches_) emit(m, sentence);
    clause_ = std::move(whole);
  }
}

void Finder::match_first_person(const Sentence& sentence) {
  if (author_ == none) return;
  for (std::size_t i = 0; i + 2 < clause_.units.size(); ++i) {
    if (clause_.units[i].kind != UnitKind::word || first_word(i) != "my" || quoted_[clause_.units[i].first_token] != none) continue;
    Clause own;
    own.span = clause_.span;
    own.groups = clause_.groups;
    Unit author;
    author.kind = UnitKind::mention;
    author.first_token = clause_.units[i].first_token;
    author.end_token = clause_.units[i].end_token;
    author.classes = classes_of(analysis_.mentions[static_cast<std::size_t>(author_)]);
    author.group = static_cast<std::uint32_t>(own.groups.size());
    own.groups.push_back({static_cast<std::uint32_t>(author_)});
    own.units.push_back(author);
    own.verbs.emplace_back();
    Unit mark = author;
    mark.kind = UnitKind::punctuation;
    mark.classes.reset();
    mark.word = w_.possessive;
    own.units.push_back(mark);
    own.verbs.emplace_back();
    own.units.insert(own.units.end(), clause_.units.begin() + static_cast<std::ptrdiff_t>(i) + 1, clause_.units.end());
    own.verbs.insert(own.verbs.end(), clause_.verbs.begin() + static_cast<std::ptrdiff_t>(i) + 1, clause_.verbs.end());
    const auto at = static_cast<std::uint32_t>(i);
    if (governed_by("doubting", at, 3) || governed_by("desiring", at, 4)) continue;
    Clause whole = std::move(clause_);
    clause_ = std::move(own);
    matches_.clear();
    matcher_.find(clause_.units, scratch_, matches_);
    std::erase_if(matches_, [](const Match& m) { return m.first != 0 || m.end < 3; });
    speaker_ = no_entity;
    unnamed_first_ = unnamed_end_ = said_first_ = said_end_ = 0;
    for (const Match& m : matches_) emit(m, sentence);
    clause_ = std::move(whole);
  }
}

void Finder::match_inverted_denial(const Sentence& sentence) {
  const auto& units = clause_.units;
  if (units.size() < 4) return;
  const std::string lead = first_word(0);
  if ((lead != "nor" && lead != "neither") || !is_agent(2)) return;
  static const std::set<std::string> auxiliaries{"does", "do", "did", "has", "have", "had", "is", "are", "was", "were"};
  if (!auxiliaries.contains(first_word(1)) || units[1].end_token != units[1].first_token + 1) return;
  const bool own_verb = units[3].kind == UnitKind::verb;
  if (!own_verb && units[1].kind != UnitKind::verb) return;
  const std::size_t verb = own_verb ? 3 : 1;
  Clause straight;
  straight.span = clause_.span;
  straight.groups = clause_.groups;
  const auto take = [&](std::size_t i) {
    straight.units.push_back(units[i]);
    straight.verbs.push_back(clause_.verbs[i]);
  };
  take(2);
  take(verb);
  straight.units[1].form = VerbForm::finite;
  straight.verbs[1].polarity = Polarity::negated;
  for (std::size_t i = own_verb ? 4 : 3; i < units.size(); ++i) take(i);
  Clause whole = std::move(clause_);
  clause_ = std::move(straight);
  matches_.clear();
  matcher_.find(clause_.units, scratch_, matches_);
  std::erase_if(matches_, [](const Match& m) { return m.first != 0 || m.end < 2; });
  if (!matches_.empty()) find_speaker();
  for (const Match& m : matches_) emit(m, sentence);
  clause_ = std::move(whole);
}

void Finder::clauses_of_gerunds(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  static const std::set<std::string> leads{"after", "since", "by", "while", "when", "on", "upon", "before", "in"};
  for (std::size_t i = 0; i + 1 < units.size(); ++i) {
    if (units[i].kind != UnitKind::verb || units[i].form != VerbForm::gerund || first_word(i) == "having") continue;
    std::size_t end = i + 1;
    while (end < units.size() && units[end].word != w_.comma && units[end].word != w_.semicolon) ++end;
    const bool leads_clause = i == 0 || (i == 1 && units[0].kind == UnitKind::word && leads.contains(first_word(0)));
    if (leads_clause) {
      if (end + 1 < units.size() && is_agent(end + 1)) found.push_back({end + 1, i, end, clause_.verbs[i], no_entity});
    } else if (i >= 2 && units[i - 1].word == w_.comma) {
      const bool closed = end + 1 < units.size() && units[end].word == w_.comma && (is_finite(end + 1) || unknown_past(end + 1));
      if (closed && is_agent(i - 2)) {
        found.push_back({i - 2, i, end, clause_.verbs[i], no_entity});
      } else if (!closed) {
        std::size_t governor = 0;
        const auto subject = subject_before(i - 1, governor);
        if (!subject || (units[governor].kind == UnitKind::verb &&
                         (clause_.verbs[governor].modality != Modality::asserted || clause_.verbs[governor].polarity == Polarity::negated)))
          continue;
        found.push_back({*subject, i, end, clause_.verbs[i], no_entity});
      }
    }
  }
}

void Finder::participial_predicates(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  for (std::size_t i = 0; i + 1 < units.size(); ++i) {
    if (units[i].kind != UnitKind::verb || first_word(i) != "having") continue;
    std::size_t end = i + 1;
    while (end < units.size() && units[end].word != w_.comma && units[end].word != w_.semicolon) ++end;
    if (i == 0 && end + 1 < units.size() && is_agent(end + 1)) found.push_back({end + 1, i, end, clause_.verbs[i], no_entity});
    if (i < 2 || units[i - 1].word != w_.comma) continue;
    std::size_t governor = 0;
    const bool closed = end + 1 < units.size() && units[end].word == w_.comma;
    // "A will travel to E, having signed D": whatever A will do, the other has been done.
    if (const auto subject = subject_before(i - 1, governor); subject && !closed && !is_agent(i - 2))
      found.push_back({*subject, i, end, clause_.verbs[i], no_entity});
    else if (is_agent(i - 2))
      found.push_back({i - 2, i, end, clause_.verbs[i], no_entity});
    else if (subject)
      found.push_back({*subject, i, end, clause_.verbs[i], no_entity});
  }
}

void Finder::pronoun_predicates(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  const auto is_public = [&](std::size_t k) { return units[k].kind == UnitKind::mention && public_actor(units[k]); };
  for (std::size_t i = 2; i + 1 < units.size(); ++i) {
    if (units[i].kind != UnitKind::word || !is_finite(i + 1) || first_written(i) != "it") continue;
    std::size_t first = units.size(), actors = 0;
    for (std::size_t k = i; k-- > 0;)
      if (is_public(k)) ++actors, first = k;
    if (actors == 0) continue;
    // "A was in B until it joined C": no organisation joins one.
    if (actors > 1 && (rules_lemma(i + 1, "join") || rules_lemma(i + 1, "enter") || rules_lemma(i + 1, "accede"))) {
      std::size_t states = 0;
      for (std::size_t k = 0; k < i; ++k)
        if (is_public(k) && units[k].classes.test(cls::State)) ++states, first = k;
      actors = states == 1 ? 1 : actors;
    }
    if (actors > 1) {
      // "A sells arms to B, but it has no pact with C": where others are named, "it" is the subject of the clause before.
      static const std::set<std::string> leads{"but", "and", "though", "although", "when", "as", "because", "yet", "while"};
      if (!leads.contains(first_word(i - 1))) continue;
      const std::size_t end = units[i - 2].word == w_.comma ? i - 2 : i - 1;
      std::size_t verb = 0;
      const std::optional<std::size_t> subject = end > 0 ? subject_before(end, verb) : std::nullopt;
      if (subject.value_or(units.size()) != first || !units[first].classes.test(cls::State)) continue;
    } else if (first > 3 || (first > 0 && units[first - 1].word == w_.by)) {
      continue;  // "Overrun by Norway in 1940, it joined …"
    }
    if (clause_.groups[units[first].group].size() != 1) continue;
    // "if it invaded B", "said it had invaded B"
    bool open = false;
    for (std::size_t k = 0; k < i; ++k) open = open || (units[k].kind == UnitKind::word && w_.conditionals.has(units[k].word));
    if (open) continue;
    found.push_back({first, i + 1, predicate_end(i + 1), clause_.verbs[i + 1], no_entity});
  }
}

void Finder::distant_participles(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  for (std::size_t i = 3; i + 1 < units.size(); ++i) {
    if (units[i].kind != UnitKind::verb || units[i].form != VerbForm::participle || units[i - 1].word != w_.comma) continue;
    if (units[i - 2].kind == UnitKind::mention && units[i - 2].classes.test(cls::Instrument)) continue;  // its own subject
    for (std::size_t k = i - 2; k > 0 && i - k < 16;) {
      --k;
      if (units[k].word == w_.comma || units[k].word == w_.semicolon || is_finite(k)) break;
      if (units[k].kind != UnitKind::mention || !units[k].classes.test(cls::Agreement)) continue;
      found.push_back({k, i, predicate_end(i), clause_.verbs[i], no_entity, VerbForm::participle});
      break;
    }
  }
}

void Finder::fronted_participles(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  if (units.size() < 4 || units[0].kind != UnitKind::verb || units[0].end_token != units[0].first_token + 1 ||
      !is_participle(units[0].first_token))
    return;
  for (std::size_t i = 2; i + 1 < units.size(); ++i) {
    if (units[i].word == w_.semicolon || units[i].word == w_.colon) return;
    // "Signed in 2010 and extended once, the treaty expired"
    if (is_finite(i) && !(is_conjunction(units[i - 1]) && is_participle(units[i].end_token - 1))) return;
    if (units[i].word != w_.comma || units[i + 1].kind != UnitKind::mention) continue;
    if (!units[i + 1].classes.test(cls::Instrument) && !units[i + 1].classes.test(cls::State)) continue;
    found.push_back({i + 1, 0, i, {}, no_entity, VerbForm::participle});
    return;
  }
}

void Finder::gerund_predicates(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  for (std::size_t i = 1; i + 1 < units.size(); ++i) {
    if (units[i + 1].kind != UnitKind::verb) continue;
    if (units[i].kind != UnitKind::word && !in_list("admitting", units[i].word)) continue;
    if (units[i + 1].form != VerbForm::gerund && first_word(i + 1) != "having") continue;  // "after having signed"
    // "admitted having signed": whoever admits it has done it.
    if (in_list("admitting", units[i].word)) {
      if (is_agent(i - 1) && (units[i].kind != UnitKind::verb || clause_.verbs[i].polarity == Polarity::affirmed))
        found.push_back({i - 1, i + 1, predicate_end(i + 1), clause_.verbs[i + 1], no_entity});
      continue;
    }
    const std::string preposition = first_word(i);
    std::optional<std::size_t> subject;
    std::size_t governor = 0;
    if (preposition == "for") {
      // whom one criticises, praises, thanks: right before, or the subject of the passive
      static const std::set<std::string> verbs{
          "criticised", "criticized", "praised",    "thanked",   "condemned",  "blamed",        "punished",   "rebuked",
          "commended",  "attacked",   "sanctioned", "faulted",   "lauded",     "denounced",     "censured",   "applauded",
          "credited",   "chided",     "admonished", "scolded",   "castigated", "congratulated", "criticises", "criticizes",
          "praises",    "forgave",    "forgiven",   "sanctions", "blames",     "condemns",      "thanks"};
      std::size_t verb = i;
      while (verb > 0 && !verbs.contains(last_word(verb))) --verb;
      if (!verbs.contains(last_word(verb)) || clause_.verbs[verb].polarity == Polarity::negated) continue;
      if (is_agent(i - 1) && i - 1 > verb)
        subject = i - 1;
      else if (i - 1 == verb && verb > 0 && is_agent(verb - 1))
        subject = verb - 1;
      else if (i - 1 == verb && verb > 1 && is_agent(verb - 2) && w_.be.has(units[verb - 1].word))
        subject = verb - 2;
    } else if (preposition == "in" || preposition == "by" || preposition == "before" || preposition == "after" ||
               preposition == "besides") {
      subject = subject_before(i, governor);
      // "joined Chile in signing": only some verbs take it so.
      if (preposition == "in" && subject) {
        static const std::set<std::string> verbs{"joined", "joins", "followed", "follows", "succeeded", "joining", "following"};
        if (!verbs.contains(last_word(governor))) subject.reset();
      }
      // What did not happen was not before anything.
      if (subject && units[governor].kind == UnitKind::verb &&
          (clause_.verbs[governor].modality != Modality::asserted || clause_.verbs[governor].polarity == Polarity::negated))
        subject.reset();
    }
    if (!subject) continue;
    found.push_back({*subject, i + 1, predicate_end(i + 1), clause_.verbs[i + 1], no_entity});
  }
}

void Finder::accusations(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  for (std::size_t i = 2; i + 1 < units.size(); ++i) {
    if (units[i + 1].kind != UnitKind::verb || !is_agent(i - 1)) continue;
    if (units[i + 1].form != VerbForm::gerund && !is_having(static_cast<std::uint32_t>(i + 1))) continue;
    const auto accusation = accuses(i);
    if (!accusation) continue;
    std::size_t accuser = *accusation;
    while (accuser > 0 && *accusation - accuser < 4 && !is_agent(accuser)) --accuser;
    if (!is_agent(accuser) || clause_.verbs[*accusation].polarity == Polarity::negated) continue;
    found.push_back({i - 1, i + 1, predicate_end(i + 1), clause_.verbs[i + 1], mention(clause_.groups[units[accuser].group][0]).entity});
  }
}

std::optional<std::size_t> Finder::accuses(std::size_t i) const {
  const std::string preposition = first_word(i);
  if (preposition != "of" && preposition != "with") return std::nullopt;
  static const std::set<std::string> verbs{"accused", "accuses", "accusing", "suspected", "suspects", "accuse", "charged", "charges"};
  for (std::size_t k = i; k-- > 0 && i - k < 7;)
    if (clause_.units[k].kind != UnitKind::mention && verbs.contains(last_word(k))) return k;
  return std::nullopt;
}

void Finder::infinitive_predicates(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  for (std::size_t i = 2; i < units.size(); ++i) {
    if (units[i].kind != UnitKind::verb) continue;
    const std::string before = first_word(i - 1);
    std::size_t verb = 0;
    if (units[i].form == VerbForm::infinitive) {
      // "A has yet to sign D"
      if (is_finite(i - 1) && is_agent(i - 2) && document_.text(tokens_[units[i - 1].end_token - 1]) == "yet")
        found.push_back({i - 2, i, predicate_end(i), {Polarity::negated, Modality::asserted}, no_entity});
      // "the twenty-eighth state to ratify it"
      bool ordinal = false;
      for (std::size_t k = i; k-- > 0 && i - k <= 3;)
        ordinal =
            ordinal || (units[k].kind == UnitKind::word && first_written(k).ends_with("th") && first_written(k).size() > 4 && i - k >= 2);
      // "became the first of the four nations in the Forum to ratify it"
      static const std::set<std::string> ranks{"first", "second", "third", "last", "latest", "only"};
      for (std::size_t k = i;
           k-- > 1 && i - k < 14 && !ordinal && units[k].kind != UnitKind::verb && units[k].kind != UnitKind::punctuation;)
        ordinal = ranks.contains(first_word(k)) && k + 1 < i && first_word(k + 1) == "of" && units[k].kind == UnitKind::word;
      if (!ordinal && !governed_by("succeeding", static_cast<std::uint32_t>(i), 5)) continue;
      const auto subject = subject_before(i, verb);
      if (!subject || units[verb].kind != UnitKind::verb) continue;
      if (!w_.be.has(units[verb].word) && !rules_lemma(verb, "become") && !rules_lemma(verb, "remain")) continue;
      found.push_back({*subject, i, predicate_end(i), clause_.verbs[verb], no_entity});
    } else if (is_finite(i) && (before == "that" || before == "which" || before == "who")) {
      const auto subject = subject_before(i - 1, verb);
      if (is_agent(i - 2)) {
        // "It was A that signed D"
        if (i >= 4 && is_finite(i - 3) && w_.be.has(units[i - 3].word) && first_word(i - 4) == "it" &&
            clause_.verbs[i - 3].polarity == Polarity::affirmed)
          found.push_back({i - 2, i, predicate_end(i), clause_.verbs[i], no_entity});
        continue;
      }
      if (!subject || verb + 1 >= units.size() || !w_.be.has(units[verb].word)) continue;
      static const std::set<std::string> ones{"one", "among", "two", "the"};
      if (!ones.contains(first_word(verb + 1))) continue;
      // Between them stands what A is: "one of the states"; no other actor.
      bool plain = true;
      for (std::size_t k = verb + 1; k < i - 1; ++k) plain = plain && units[k].kind == UnitKind::word;
      if (!plain) continue;
      VerbInfo info = clause_.verbs[i];
      if (clause_.verbs[verb].polarity == Polarity::negated || clause_.verbs[verb].modality != Modality::asserted)
        info = clause_.verbs[verb];
      found.push_back({*subject, i, predicate_end(i), info, no_entity});
    }
  }
}

void Finder::nominal_relatives(std::vector<Predicate>& found) const {
  const auto& units = clause_.units;
  std::size_t subject = 0;
  while (subject < 2 && subject + 1 < units.size() && units[subject].kind != UnitKind::mention) ++subject;
  if (subject >= units.size() || units[subject].kind != UnitKind::mention || !units[subject].classes.test(cls::Person) ||
      units[subject].classes.test(pseudo::Pronoun))
    return;
  std::size_t verb = subject + 1;
  while (verb < units.size() && verb - subject < 24 && units[verb].kind != UnitKind::verb) ++verb;
  if (verb >= units.size() || !is_finite(verb) || !w_.be.has(units[verb].word) || clause_.verbs[verb].polarity == Polarity::negated ||
      clause_.verbs[verb].modality != Modality::asserted)
    return;
  if (verb + 1 >= units.size() || (first_word(verb + 1) != "a" && first_word(verb + 1) != "an" && first_word(verb + 1) != "the")) return;
  for (std::size_t i = verb + 2; i + 1 < units.size() && i - verb < 24; ++i) {
    if (units[i].kind == UnitKind::verb ||
        (units[i].kind == UnitKind::mention && units[i].classes.test(cls::Person) && first_word(i) != "who"))
      return;
    if (first_word(i) != "who") continue;
    const std::size_t second = i + 1;
    if (!is_finite(second)) return;
    std::size_t end = second + 1;
    while (end < units.size() && units[end].word != w_.semicolon) ++end;
    found.push_back({subject, second, end, clause_.verbs[second], no_entity});
    return;
  }
}

bool Finder::shares_auxiliary(const Unit& verb) const {
  if (verb.end_token != verb.first_token + 1) return false;
  const auto readings = rules_.verb_forms(tokens_[verb.first_token].word);
  return std::any_of(readings.begin(), readings.end(), [](const VerbReading& r) {
    return (r.forms & verb_bit::base) != 0 || ((r.forms & verb_bit::participle) != 0 && (r.forms & verb_bit::past) == 0);
  });
}

}  // namespace pacta::relations
