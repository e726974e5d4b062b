#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>

#include "parser/coreference.h"
#include "parser/relations/finder.h"

namespace pacta::relations {

void Finder::run() {
  index_mentions();
  index_omitted();
  index_quotations();
  if (const EntityIndex author = author_of(document_, analysis_); author != no_entity)
    for (std::size_t m = 0; m < analysis_.mentions.size() && author_ == none; ++m)
      if (analysis_.mentions[m].entity == author && analysis_.mentions[m].kind == MentionKind::person)
        author_ = static_cast<std::int32_t>(m);
  for (const Sentence& sentence : document_.sentences) {
    if (document_.blocks[sentence.block].kind == BlockKind::furniture) continue;
    if (sentence.end_token - sentence.first_token > 400) continue;
    read(sentence);
  }
  join_headline_by_parties();
  sign_for_states();
  issuers_are_members();
  undersigned_are_members();
  in_force_upon_signature();
  parties_are_allies();
}

void Finder::index_mentions() {
  mention_at_.assign(tokens_.size(), none);
  std::uint32_t covered = 0;
  for (std::uint32_t m = 0; m < analysis_.mentions.size(); ++m) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.first_token < covered) continue;
    mention_at_[mention.first_token] = static_cast<std::int32_t>(m);
    covered = mention.end_token;
  }
}

void Finder::index_omitted() {
  omitted_.clear();
  for (const Omitted& omitted : find_omitted(document_, analysis_)) {
    Mention mention;
    mention.first_token = mention.name_first = omitted.token;
    mention.end_token = mention.name_end = omitted.token + 1;
    mention.kind = MentionKind::pronoun;
    mention.entity = omitted.agreement;
    omitted_.push_back({std::move(mention), omitted.preposition});
  }
}

void Finder::index_quotations() {
  quoted_.assign(tokens_.size(), none);
  const auto quote = [&](std::uint32_t i) {
    const std::string_view mark = document_.text(tokens_[i]);
    return mark == "\"" || mark == "“" || mark == "”" || mark == "„" || mark == "«" || mark == "»";
  };
  for (const Block& block : document_.blocks) {
    for (std::uint32_t i = block.first_token; i < block.end_token; ++i) {
      if (!quote(i)) continue;
      std::uint32_t close = i + 1;
      while (close < block.end_token && !quote(close)) ++close;
      if (close >= block.end_token) break;
      // a term: "“Party” means …"
      if (close <= i + 2) {
        i = close;
        continue;
      }
      // a title is nobody's words
      if (mention_at_[i + 1] != none && mention_from(i + 1).entity != no_entity &&
          analysis_.entities[mention_from(i + 1).entity].cls == cls::Publication) {
        i = close;
        continue;
      }
      std::int32_t by = unknown_speaker;
      for (std::size_t s = 0; s < analysis_.statements.size(); ++s)
        if (analysis_.statements[s].evidence.span.contains(tokens_[i].span())) by = static_cast<std::int32_t>(s);
      for (std::uint32_t k = i + 1; k < close; ++k) quoted_[k] = by;
      i = close;
    }
  }
}

void Finder::read(const Sentence& sentence) {
  // Brackets hold clauses of their own; the rest is matched without them.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> main;
  std::uint32_t first = sentence.first_token;
  for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    // "the Data Sharing Partnership (DSP) Memorandum": a bracket within a name
    if (mention_at_[i] != none && mention_from(i).end_token > i + 1) {
      i = mention_from(i).end_token - 1;
      continue;
    }
    if (tokens_[i].word != w_.open) continue;
    std::uint32_t close = i + 1, depth = 1;
    for (; close < sentence.end_token; ++close) {
      if (tokens_[close].word == w_.open) ++depth;
      if (tokens_[close].word == w_.close && --depth == 0) break;
    }
    if (close >= sentence.end_token) break;
    if (i > first) main.emplace_back(first, i);
    // "the Treaty on X (signed at Oslo, May 4, 2001)": the bracket's verb has the name before it as its subject.
    const auto named = std::find_if(analysis_.mentions.begin(), analysis_.mentions.end(), [&](const Mention& mention) {
      return mention.end_token == i && mention.kind == MentionKind::agreement;
    });
    if (named != analysis_.mentions.end() && place_and_date(*named, i + 1, close, sentence)) {
    } else if (members_in_brackets(i, close, sentence)) {
    } else if (named != analysis_.mentions.end() && i + 1 < close && is_participle(i + 1))
      match({{named->first_token, named->end_token}, {i + 1, close}}, sentence);
    else
      match({{i + 1, close}}, sentence);
    first = close + 1;
    i = close;
  }
  if (first < sentence.end_token) main.emplace_back(first, sentence.end_token);
  const std::size_t told = persons_of_states_.size();
  members_between_dashes(sentence);
  match(main, sentence);
  act_for_states(told, sentence);
  visiting_guests(sentence);
  sign_for(sentence);
  we_who_declare(sentence);
  match_inverted_denial(sentence);
  match_listed_groups(sentence);
  match_list_items(sentence);
  match_visit_lists(sentence);
  for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i)
    if (mention_at_[i] != none) match_within_event(static_cast<std::uint32_t>(mention_at_[i]), sentence);
  do_likewise(sentence);
}

void Finder::act_for_states(std::size_t told, const Sentence& sentence) {
  static const std::set<std::string> diplomatic{
      "meet",     "met",       "meeting",    "meets",     "sign",      "signed",      "signing",    "attend",
      "attended", "agree",     "agreed",     "talks",     "summit",    "negotiate",   "negotiated", "negotiations",
      "leaders",  "president", "presidents", "ministers", "mediate",   "mediated",    "conference", "accord",
      "treaty",   "agreement", "pact",       "diplomats", "delegates", "signatories", "hosted",     "counterparts"};
  static const std::set<std::string> others{"match", "cup",  "medal", "film",   "champion", "goal",   "team",    "game", "games",
                                            "race",  "book", "novel", "player", "players",  "scored", "athlete", "song", "tournament"};
  std::vector<std::pair<EntityIndex, EntityIndex>> pairs;
  for (std::size_t i = told; i < persons_of_states_.size(); ++i)
    if (std::find(pairs.begin(), pairs.end(), persons_of_states_[i]) == pairs.end()) pairs.push_back(persons_of_states_[i]);
  if (pairs.size() < 2 || std::all_of(pairs.begin(), pairs.end(), [&](const auto& p) { return p.second == pairs[0].second; })) return;
  bool public_affair = false;
  for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    if (tokens_[i].kind != TokenKind::word) continue;
    const std::string word = folded(i);
    if (others.contains(word)) return;
    public_affair = public_affair || diplomatic.contains(word);
  }
  if (!public_affair) return;
  for (const auto& [person, state] : pairs) {
    const bool known = std::any_of(analysis_.claims.begin(), analysis_.claims.end(), [&, self = person](const Claim& claim) {
      return claim.property == prop::officialOf && claim.subject == self;
    });
    if (!known) analysis_.add(person, prop::officialOf, state, {"listed-officials", sentence.span, 0.78});
  }
}

void Finder::visiting_guests(const Sentence& sentence) {
  const auto states_of = [&](EntityIndex person) {
    std::vector<EntityIndex> states;
    for (const Claim& claim : analysis_.claims)
      if (claim.property == prop::officialOf && claim.subject == person && claim.plain() &&
          analysis_.entities[claim.object].cls == cls::State)
        states.push_back(claim.object);
    return states;
  };
  for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    if (mention_at_[i] == none || quoted_[i] != none) continue;
    const Mention& guest = mention_from(i);
    if (guest.kind != MentionKind::person || guest.entity == no_entity || guest.end_token > sentence.end_token) continue;
    bool visiting = false;
    for (std::uint32_t k = std::max(sentence.first_token + 1, guest.first_token) - 1; k < guest.name_first && !visiting; ++k)
      visiting = folded(k) == "visiting" && (k == sentence.first_token || !w_.be.has(tokens_[k - 1].word)) &&
                 (k == sentence.first_token || (folded(k - 1) != "after" && folded(k - 1) != "before" && folded(k - 1) != "while"));
    if (!visiting) continue;
    const std::vector<EntityIndex> own = states_of(guest.entity);
    // "visiting UN chief X": at home nowhere
    const bool of_body = std::any_of(analysis_.claims.begin(), analysis_.claims.end(), [&](const Claim& claim) {
      return claim.property == prop::officialOf && claim.subject == guest.entity && claim.plain() &&
             analysis_.entities[claim.object].type == cls::InternationalOrganization;
    });
    if (own.empty() && !of_body) continue;
    const auto foreign = [&](EntityIndex state) { return std::find(own.begin(), own.end(), state) == own.end(); };
    const Evidence evidence{"visiting-guest", sentence.span, 0.82};
    // "received visiting President X in Oslo"
    bool placed = false;
    for (std::uint32_t k = guest.end_token; k + 1 < sentence.end_token && k < guest.end_token + 8 && !placed; ++k) {
      if ((folded(k) != "in" && folded(k) != "at") || mention_at_[k + 1] == none) continue;
      const Entity& place = analysis_.entities[mention_from(k + 1).entity == no_entity ? guest.entity : mention_from(k + 1).entity];
      if (place.cls != cls::Place || place.entry == no_entry || catalog_[place.entry].country == no_entry) continue;
      placed = true;
      const bool home =
          std::any_of(own.begin(), own.end(), [&](EntityIndex s) { return analysis_.entities[s].entry == catalog_[place.entry].country; });
      if (!home) analysis_.add(guest.entity, prop::visited, mention_from(k + 1).entity, evidence);
    }
    if (placed) continue;
    // "Norwegian King Olav met visiting President X": in the one other state whose officials are named
    std::set<EntityIndex> hosts;
    for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k) {
      if (mention_at_[k] == none || mention_from(k).entity == no_entity || mention_from(k).entity == guest.entity) continue;
      const Mention& host = mention_from(k);
      if (host.kind == MentionKind::person)
        for (const EntityIndex state : states_of(host.entity)) hosts.insert(state);
    }
    std::erase_if(hosts, [&](EntityIndex state) { return !foreign(state); });
    if (hosts.size() == 1) analysis_.add(guest.entity, prop::visited, *hosts.begin(), evidence);
  }
}

void Finder::match_within_event(std::uint32_t outer, const Sentence& sentence) {
  const Mention& event = analysis_.mentions[outer];
  if (event.entity == no_entity || analysis_.entities[event.entity].cls != cls::Event || event.end_token > sentence.end_token) return;
  const std::vector<std::int32_t> saved(mention_at_.begin() + event.first_token, mention_at_.begin() + event.end_token);
  std::fill(mention_at_.begin() + event.first_token, mention_at_.begin() + event.end_token, none);
  bool any = false;
  for (std::uint32_t m = outer + 1; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < event.end_token; ++m) {
    mention_at_[analysis_.mentions[m].first_token] = static_cast<std::int32_t>(m);
    any = true;
  }
  // "the Soviet invasion of Poland", "Russia's military invasion of …": whose it is, and what the words before make of it
  std::uint32_t first = event.first_token;
  std::uint32_t at = first;
  while (at > sentence.first_token && first - at < 3 && tokens_[at - 1].kind == TokenKind::word &&
         !tokens_[at - 1].has(token_flag::capitalised))
    --at;
  if (at > sentence.first_token && tokens_[at - 1].word == w_.possessive) --at;
  for (std::uint32_t m = 0; any && m < outer; ++m) {
    const Mention& owner = analysis_.mentions[m];
    if (owner.end_token != at || owner.first_token < sentence.first_token || owner.entity == no_entity ||
        analysis_.entities[owner.entity].cls != cls::State)
      continue;
    first = owner.first_token;
    for (int words = 0; words < 4 && first > sentence.first_token && tokens_[first - 1].kind == TokenKind::word &&
                        !tokens_[first - 1].has(token_flag::capitalised);
         ++words)
      --first;
    break;
  }
  // "the invasion of Poland by the Soviet Union"
  std::uint32_t end = event.end_token;
  if (any && end < sentence.end_token && tokens_[end].word == w_.by)
    for (std::uint32_t m = outer + 1; m < analysis_.mentions.size() && analysis_.mentions[m].first_token <= end + 3; ++m) {
      const Mention& by = analysis_.mentions[m];
      if (by.first_token <= end || by.end_token > sentence.end_token || by.entity == no_entity ||
          analysis_.entities[by.entity].cls != cls::State)
        continue;
      end = by.end_token;
      break;
    }
  if (any) match({{first, end}}, sentence);
  std::copy(saved.begin(), saved.end(), mention_at_.begin() + event.first_token);
}

void Finder::match(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ranges, const Sentence& sentence) {
  clause_ = {};
  clause_.span = sentence.span;
  for (const auto& [first, end] : ranges) add_units(first, end);
  coordinate();
  if (clause_.units.size() < 2) return;
  matches_.clear();
  matcher_.find(clause_.units, scratch_, matches_);
  if (trace_ != nullptr) trace_units();
  if (!matches_.empty() || !allies_.empty()) find_speaker();
  for (const Match& m : matches_) emit(m, sentence);
  if (trace_ != nullptr) trace_misses();
  join_allies(sentence);
  match_past_insertions(sentence);
  match_past_adjuncts(sentence);
  match_dated_list(sentence);
  match_places_in_states(sentence);
  match_moved_predicates(sentence);
}

std::string Finder::words_of(std::size_t unit) const {
  const Unit& u = clause_.units[unit];
  std::string out;
  for (const char c : document_.text(Span{tokens_[u.first_token].begin, tokens_[u.end_token - 1].end}))
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return out;
}

void Finder::trace_units() {
  *trace_ += "sentence: ";
  for (const char c : document_.text(clause_.span)) *trace_ += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  *trace_ += "\n  read as:";
  for (std::size_t i = 0; i < clause_.units.size(); ++i) {
    const Unit& u = clause_.units[i];
    if (u.kind == UnitKind::verb) {
      static constexpr std::array<std::string_view, 4> forms{"", ":infinitive", ":participle", ":gerund"};
      std::string form(forms[static_cast<std::size_t>(u.form)]);
      if (u.passive && u.form != VerbForm::participle) form = ":passive";
      const VerbInfo& info = clause_.verbs[i];
      *trace_ += fmt::format(" <{}{}{}{}>", rules_.lemma_name(u.lemma), form, info.polarity == Polarity::negated ? " not" : "",
                             info.modality == Modality::asserted ? "" : fmt::format(" {}", name_of(info.modality)));
    } else if (u.kind == UnitKind::mention) {
      *trace_ += fmt::format(" {{{}: {}}}",
                             is_omitted(u) ? "[" + analysis_.entities[mention(clause_.groups[u.group][0]).entity].label + "]" : words_of(i),
                             class_names(u.classes));
    } else if (u.classes.test(pseudo::Number) || u.classes.test(pseudo::Duration)) {
      *trace_ += fmt::format(" {{{}: {}}}", words_of(i), u.classes.test(pseudo::Number) ? "Number" : "Duration");
    } else {
      *trace_ += u.kind == UnitKind::punctuation ? " " + words_of(i) : fmt::format(" \"{}\"", words_of(i));
    }
    if (u.clause_end) *trace_ += " |";
  }
  *trace_ += "\n";
}

std::string Finder::class_names(const ClassSet& classes) const {
  std::string out;
  const auto add = [&](std::string_view name) { out += fmt::format("{}{}", out.empty() ? "" : "|", name); };
  for (std::size_t i = 0; i < ontology_.class_count(); ++i) {
    const ClassInfo& info = ontology_[static_cast<ClassId>(i)];
    if (classes.test(i) && (info.with_descendants & classes).count() == 1) add(info.name);
  }
  if (classes.test(pseudo::Date)) add("Date");
  if (classes.test(pseudo::Pronoun)) add("Pronoun");
  if (classes.test(pseudo::Adjective)) add("Adjective");
  return out.empty() ? "?" : out;
}

void Finder::trace_match(const Match& m, const VerbInfo& info, EntityIndex speaker) {
  const RuleInfo& rule = rules_.rules()[m.rule];
  *trace_ += fmt::format("  matched {}, match {}:", rule.name, m.pattern + 1);
  for (std::size_t i = 0; i < rule.slots.size(); ++i)
    if (m.slots[i] != none) *trace_ += fmt::format(" {} = \"{}\"", rule.slots[i], words_of(static_cast<std::size_t>(m.slots[i])));
  if (info.polarity == Polarity::negated) *trace_ += "; denied";
  if (info.modality != Modality::asserted) *trace_ += fmt::format("; {}", name_of(info.modality));
  if (speaker != no_entity) *trace_ += fmt::format("; said by {}", analysis_.entities[speaker].label);
  *trace_ += "\n";
}

void Finder::note(std::string_view text) {
  if (trace_ != nullptr) *trace_ += fmt::format("    {}\n", text);
}

void Finder::note_claim(const Claim& claim) {
  if (trace_ != nullptr)
    note(fmt::format("{} {} {}", analysis_.entities[claim.subject].label, ontology_.property(claim.property).name,
                     claim.object == no_entity ? claim.value : analysis_.entities[claim.object].label));
}

void Finder::trace_misses() {
  const auto name = [&](std::size_t i) { return words_of(i); };
  if (!traced_rule_.empty()) {
    const std::string text = matcher_.explain(traced_rule_, clause_.units, name);
    for (std::string_view lines = text; !lines.empty(); lines.remove_prefix(lines.find('\n') + 1))
      *trace_ += fmt::format("  {}", lines.substr(0, lines.find('\n') + 1));
    return;
  }
  for (const std::string& miss : matcher_.near_misses(clause_.units, matches_, 5, name)) *trace_ += fmt::format("  nearly  {}\n", miss);
  if (matches_.empty() && trace_->ends_with("\n")) *trace_ += "  no rule matched\n";
}

std::string_view Finder::name_of(Modality modality) {
  static constexpr std::array<std::string_view, 5> names{"asserted", "possible", "hypothetical", "planned", "desired"};
  return names[static_cast<std::size_t>(modality)];
}

}  // namespace pacta::relations
