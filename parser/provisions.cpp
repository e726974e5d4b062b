#include "parser/provisions.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/utf8.h"
#include "parser/coreference.h"
#include "parser/numerals.h"

namespace pacta {

ClassId class_of(ProvisionKind kind) {
  switch (kind) {
    case ProvisionKind::preamble:
      return cls::Preamble;
    case ProvisionKind::part:
      return cls::Part;
    case ProvisionKind::title:
      return cls::Title;
    case ProvisionKind::chapter:
      return cls::Chapter;
    case ProvisionKind::section:
      return cls::Section;
    case ProvisionKind::article:
      return cls::Article;
    case ProvisionKind::paragraph:
      return cls::Paragraph;
    case ProvisionKind::annex:
    case ProvisionKind::protocol:
    case ProvisionKind::schedule:
    case ProvisionKind::appendix:
      return cls::Annex;
  }
  return cls::Provision;
}

std::string ProvisionTable::canonical(const std::string& number) {
  std::string folded = fold_word(number);
  std::string out;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (c == ')' || c == ' ') continue;
    out.push_back(c == '(' || c == '.' ? '.' : c);
  }
  const std::size_t cut = std::min(out.find('.'), out.size());
  const std::string first = out.substr(0, cut);
  if (const int value = cardinal_value(first); value >= 0) return std::to_string(value) + out.substr(cut);
  if (const int value = ordinal_value(first); value > 0) return std::to_string(value) + out.substr(cut);
  if (const int value = roman_value(first); value > 0) return std::to_string(value) + out.substr(cut);
  return out;
}

EntityIndex ProvisionTable::find(EntityIndex owner, ProvisionKind kind, const std::string& number) const {
  const auto found = known_.find({owner, kind, canonical(number)});
  return found == known_.end() ? no_entity : found->second;
}

void ProvisionTable::put(EntityIndex owner, EntityIndex provision) {
  const Entity& entity = analysis_.entities[provision];
  known_.emplace(std::make_tuple(owner, entity.kind, canonical(entity.number)), provision);
}

EntityIndex ProvisionTable::make(EntityIndex owner, EntityIndex parent, ProvisionKind kind, const std::string& number,
                                 const Evidence& evidence) {
  if (const EntityIndex known = find(owner, kind, number); known != no_entity) {
    analysis_.add(analysis_.entities[known].parent, prop::hasProvision, known, evidence);
    return known;
  }
  Entity entity;
  entity.cls = cls::Provision;
  entity.type = class_of(kind);
  entity.kind = kind;
  entity.number = number;
  entity.parent = parent;
  entity.named = true;
  analysis_.entities.push_back(std::move(entity));
  const auto index = static_cast<EntityIndex>(analysis_.entities.size() - 1);
  known_.emplace(std::make_tuple(owner, kind, canonical(number)), index);
  analysis_.add(parent, prop::hasProvision, index, evidence);
  return index;
}

EntityIndex ProvisionTable::get(EntityIndex owner, ProvisionKind kind, const std::string& number, const Evidence& evidence) {
  // "5(2)(a)": the article, its paragraph, the sub-paragraph
  const std::size_t bracket = number.find('(');
  if (bracket == std::string::npos || bracket == 0) return make(owner, owner, kind, number, evidence);
  EntityIndex at = get(owner, kind == ProvisionKind::paragraph ? ProvisionKind::article : kind, number.substr(0, bracket), evidence);
  // An annex numbers its own parts.
  if (is_attached(kind)) owner = at;
  // "III(2)" below the article "3" is "3(2)".
  std::string path = analysis_.entities[at].number;
  for (std::size_t begin = bracket; begin < number.size() && number[begin] == '(';) {
    const std::size_t close = number.find(')', begin);
    if (close == std::string::npos) break;
    path.append(number, begin, close + 1 - begin);
    begin = close + 1;
    at = make(owner, at, ProvisionKind::paragraph, path, evidence);
  }
  return at;
}

namespace {

class Discourse {
 public:
  Discourse(const Document& document, Analysis& analysis, const CitationGrammar& citations, const Topics& topics)
      : document_(document), analysis_(analysis), citations_(citations), topics_(topics), table_(analysis), tokens_(document.tokens) {}

  void run() {
    main_ = main_agreement(document_, analysis_);
    dominant_ = main_ != no_entity && dominates();
    address_titles();
    std::size_t mention = 0;
    std::uint32_t block = 0xFFFFFFFF;
    for (const Sentence& sentence : document_.sentences) {
      if (document_.blocks[sentence.block].kind == BlockKind::furniture) continue;
      if (sentence.block != block) current_.clear();
      block = sentence.block;
      while (mention < analysis_.mentions.size() && analysis_.mentions[mention].first_token < sentence.first_token) ++mention;
      read(sentence, mention);
      address_content(sentence, mention);
    }
  }

 private:
  void read(const Sentence& sentence, std::size_t first_mention) {
    const auto citations = citations_.find(document_, sentence.first_token, sentence.end_token);
    std::vector<std::pair<std::uint32_t, std::vector<EntityIndex>>> foreign;
    // A sentence that begins with another agreement has left the provision.
    if (citations.empty() && !current_.empty())
      for (std::size_t m = first_mention; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < sentence.first_token + 6;
           ++m) {
        const Mention& mention = analysis_.mentions[m];
        if (mention.kind == MentionKind::agreement && mention.entity != no_entity && mention.entity != current_instrument_ &&
            analysis_.entities[mention.entity].cls == cls::Agreement) {
          current_.clear();
          break;
        }
      }
    std::vector<Stretch> stretches{{sentence.first_token, current_}};
    const Evidence provision_evidence{"provision-of", sentence.span, 0.92};
    for (const Citation& citation : citations) {
      if (citation.this_unit || citation.offset != 0 || citation.of == Citation::Of::unnamed) continue;
      if (citation.provisions[0].number.empty() && is_attached(citation.provisions[0].kind)) continue;  // "the Annex" of something
      // "this article" in small letters of a newspaper never comes here; "paragraph 3" of a list has no instrument.
      EntityIndex instrument = no_entity;
      const Mention* name = nullptr;
      if (citation.of == Citation::Of::named) {
        name = analysis_.instrument_at(citation.instrument_token, first_mention);
        if (name != nullptr) instrument = name->entity;
        if (instrument == no_entity && !citation.loose) continue;
      }
      if (instrument == no_entity) {
        const auto known = cited_.find({citation.provisions[0].kind, citation.provisions[0].number});
        const bool prose_law =
            citation.provisions[0].kind != ProvisionKind::article && citation.provisions[0].kind != ProvisionKind::preamble;
        if (prose_law) continue;
        if (known != cited_.end())
          instrument = known->second;
        else
          instrument = spoken_of(citation.first_token, sentence);
        if (instrument == no_entity) continue;
        if (citation.provisions[0].kind == ProvisionKind::preamble && !definite(citation.first_token)) continue;
      }
      EntityIndex owner = instrument;
      for (auto outer = citation.within.rbegin(); outer != citation.within.rend(); ++outer)
        // "Protocol I to the Geneva Conventions" may be the name of the instrument itself.
        if (name == nullptr || outer->token < name->first_token) owner = table_.get(owner, outer->kind, outer->number, provision_evidence);
      std::vector<EntityIndex> provisions;
      for (const CitedProvision& cited : citation.provisions) {
        // "paragraph 8.1 of the Bergen Agreement": an agreement that has paragraphs and no articles
        const bool whole = citation.of == Citation::Of::named && citation.within.empty() && name != nullptr &&
                           analysis_.entities[instrument].cls == cls::Agreement;
        if (cited.relative && cited.kind == ProvisionKind::paragraph && !whole) continue;
        provisions.push_back(table_.get(owner, cited.kind, cited.number, provision_evidence));
        cited_.emplace(std::make_pair(cited.kind, cited.number), instrument);
      }
      if (provisions.empty()) continue;
      if (name != nullptr) cited_by_instrument(citation, provisions, instrument, first_mention, sentence);
      // "It also mentions Article 51 of the UN Charter": what the provision spoken of rests on does not take over.
      const bool rests = !current_.empty() && instrument != current_instrument_ && rests_on(citation.first_token, sentence);
      if (instrument == main_ || (!rests && leads(citation, sentence) && foreign.empty() && stretches.size() == 1)) {
        current_ = provisions;
        current_instrument_ = instrument;
        stretches.push_back({stretches.size() == 1 && leads(citation, sentence) ? sentence.first_token : citation.first_token, provisions});
        continue;
      }
      foreign.emplace_back(citation.first_token, provisions);
      // ", which permits …": what follows is about the one cited.
      const std::uint32_t behind = instrument_end(citation, first_mention);
      if (behind + 1 < sentence.end_token && fold_word(document_.text(tokens_[behind + 1])) == "which")
        stretches.push_back({behind, provisions});
    }
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      const std::uint32_t end = i + 1 < stretches.size() ? stretches[i + 1].first_token : sentence.end_token;
      if (stretches[i].first_token < end)
        address(stretches[i].provisions, {tokens_[stretches[i].first_token].begin, tokens_[end - 1].end}, sentence.span);
    }
    if (current_.empty() || current_instrument_ == no_entity) return;
    // What the sentence of a provision rests on.
    for (const auto& [token, provisions] : foreign) {
      if (!rests_on(token, sentence)) continue;
      for (const EntityIndex p : provisions) refer(p, sentence, denied(token, sentence));
    }
    for (std::size_t m = first_mention; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < sentence.end_token; ++m) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.entity == no_entity || mention.entity == current_instrument_ || mention.kind != MentionKind::agreement) continue;
      const ClassId c = analysis_.entities[mention.entity].cls;
      if (c != cls::Agreement && c != cls::Instrument) continue;
      const bool cited = std::any_of(citations.begin(), citations.end(), [&](const Citation& x) {
        return x.of == Citation::Of::named && x.instrument_token >= mention.first_token && x.instrument_token < mention.end_token &&
               x.first_token < mention.first_token;
      });
      if (cited || !rests_on(mention.first_token, sentence)) continue;
      refer(mention.entity, sentence, denied(mention.first_token, sentence));
    }
  }

  /// "The Treaty of Aachen cites Article 5 of the North Atlantic Treaty": an agreement that does so right before the citation.
  void cited_by_instrument(const Citation& citation, const std::vector<EntityIndex>& provisions, EntityIndex instrument,
                           std::size_t first_mention, const Sentence& sentence) {
    static constexpr std::array<std::string_view, 12> verbs{"cites",  "cited",    "invokes",  "invoked",   "recalls",   "recalled",
                                                            "refers", "referred", "mentions", "mentioned", "reaffirms", "quotes"};
    const Mention* by = nullptr;
    for (std::size_t m = first_mention; m < analysis_.mentions.size() && analysis_.mentions[m].end_token <= citation.first_token; ++m)
      if (analysis_.mentions[m].entity != no_entity && analysis_.entities[analysis_.mentions[m].entity].cls == cls::Agreement)
        by = &analysis_.mentions[m];
    if (by == nullptr || by->entity == instrument || citation.first_token - by->end_token > 4) return;
    bool cites = false;
    for (std::uint32_t i = by->end_token; i < citation.first_token; ++i) {
      const std::string word = fold_word(document_.text(tokens_[i]));
      const bool verb = std::find(verbs.begin(), verbs.end(), word) != verbs.end();
      if (!verb && word != "to" && word != "also" && word != "explicitly" && word != "expressly" && word != "the") return;
      cites = cites || verb;
    }
    // The subject must be the agreement, not a part of it, nor somebody who speaks of it.
    const bool starts = by->first_token == sentence.first_token ||
                        (by->first_token == sentence.first_token + 1 && fold_word(document_.text(tokens_[sentence.first_token])) == "the");
    if (!cites || !starts) return;
    for (const EntityIndex p : provisions) analysis_.add(by->entity, prop::references, p, {"instrument-cites", sentence.span, 0.88});
  }

  /// The instrument whose article a bare number is: the text's own subject where one agreement dominates it, else the one that the
  /// paragraph, or the sentence before, speaks of; what a provision's sentence cites does not count.
  [[nodiscard]] EntityIndex spoken_of(std::uint32_t token, const Sentence& sentence) const {
    if (main_ == no_entity || dominant_) return main_;
    if (!current_.empty() && current_instrument_ != no_entity && token > sentence.first_token + 1) return current_instrument_;
    const auto here = static_cast<std::size_t>(&sentence - document_.sentences.data());
    for (std::size_t s = here + 1; s-- > 0 && (document_.sentences[s].block == sentence.block || s + 1 >= here);) {
      const Sentence& said = document_.sentences[s];
      if (led_by_provision(document_, said)) continue;
      EntityIndex first = no_entity;  // what a sentence names first it speaks of; the rest it brings in
      for (const Mention& mention : analysis_.mentions) {
        if (mention.first_token >= std::min(token, said.end_token)) break;
        if (mention.first_token < said.first_token || mention.entity == no_entity ||
            analysis_.entities[mention.entity].cls != cls::Agreement)
          continue;
        if (mention.entity == main_) return main_;
        // Of another paragraph only what it spoke of in the end.
        if (said.block != sentence.block && mention.first_token > said.first_token + 2) continue;
        if (first == no_entity) first = mention.entity;
      }
      if (first != no_entity) return first;
    }
    return main_;
  }

  /// Whether the main agreement is named at least twice as often as any other.
  [[nodiscard]] bool dominates() const {
    std::map<EntityIndex, std::size_t> counts;
    for (const Mention& m : analysis_.mentions)
      if (m.entity != no_entity && analysis_.entities[m.entity].cls == cls::Agreement) ++counts[m.entity];
    return std::all_of(counts.begin(), counts.end(),
                       [&](const auto& other) { return other.first == main_ || counts[main_] >= 2 * other.second; });
  }

  struct Stretch {
    std::uint32_t first_token;
    std::vector<EntityIndex> provisions;
  };

  /// The token behind the name of the instrument that a citation is of.
  [[nodiscard]] std::uint32_t instrument_end(const Citation& citation, std::size_t from) const {
    for (std::size_t m = from; m < analysis_.mentions.size() && analysis_.mentions[m].first_token <= citation.instrument_token; ++m)
      if (analysis_.mentions[m].end_token > citation.instrument_token) return analysis_.mentions[m].end_token;
    return citation.end_token;
  }

  /// What the words say that the provisions are about.
  void address(const std::vector<EntityIndex>& provisions, Span words, Span evidence, Topics::Where where = Topics::Where::sentence) {
    if (provisions.empty()) return;
    for (const std::size_t topic : topics_.find(document_.text(words), where)) {
      const EntityIndex entity = topic_entity(topic);
      for (const EntityIndex provision : provisions) analysis_.add(provision, prop::addresses, entity, {"topic-phrase", evidence, 0.8});
    }
  }

  EntityIndex topic_entity(std::size_t topic) {
    const auto [at, fresh] = topic_entities_.emplace(topic, static_cast<EntityIndex>(analysis_.entities.size()));
    if (fresh) {
      Entity entity;
      entity.cls = entity.type = cls::Topic;
      entity.id = topics_[topic].id;
      entity.label = topics_[topic].label;
      analysis_.entities.push_back(std::move(entity));
    }
    return at->second;
  }

  /// An agreement is about what its titles and short descriptions say ("a fisheries deal").
  void address_titles() {
    std::set<std::pair<EntityIndex, std::string>> done;
    for (std::size_t m = 0; m < analysis_.mentions.size(); ++m) {
      const Mention mention = analysis_.mentions[m];
      if ((mention.kind != MentionKind::agreement && mention.kind != MentionKind::description) || mention.entity == no_entity ||
          !mention.members.empty() || analysis_.entities[mention.entity].cls != cls::Agreement)
        continue;
      const Span words{tokens_[mention.first_token].begin, tokens_[mention.end_token - 1].end};
      if (!done.emplace(mention.entity, document_.text(words)).second) continue;
      address({mention.entity}, words, words, Topics::Where::title);
    }
  }

  /// What a sentence says that an agreement does is what it is about: "The treaty bans …", "the Volta Pact, which governs …", "Under the
  /// deal, …".
  void address_content(const Sentence& sentence, std::size_t first_mention) {
    static const std::set<std::string> verbs{
        "bans",       "banned",    "prohibits",  "prohibited",  "requires",    "required",   "obliges",    "obliged",    "commits",
        "committed",  "provides",  "provided",   "establishes", "established", "covers",     "covered",    "governs",    "governed",
        "allows",     "allowed",   "permits",    "permitted",   "sets",        "set",        "regulates",  "regulated",  "calls",
        "called",     "aims",      "aimed",      "prevents",    "prevented",   "protects",   "protected",  "renounces",  "renounced",
        "creates",    "created",   "limits",     "limited",     "recognizes",  "recognized", "recognises", "recognised", "guarantees",
        "guaranteed", "restricts", "restricted", "outlaws",     "outlawed",    "forbids",    "forbade",    "grants",     "granted",
        "deals",      "dealt",     "concerns",   "concerned",   "addresses",   "addressed",  "includes",   "included",   "contains",
        "contained",  "seeks",     "sought",     "ended",       "ends",        "promises",   "promised",   "lays",       "laid",
        "gives",      "gave",      "makes",      "made",        "abolishes",   "abolished",  "removes",    "removed",    "lifts",
        "defines",    "defined",   "divides",    "divided",     "binds",       "bound",      "imposes",    "imposed",    "reaffirms",
        "reaffirmed", "affirms",   "affirmed",   "caps",        "capped",      "eases",      "eased",      "exempts",    "exempted"};
    static const std::set<std::string> between{",",     "which", "that", "also", "has",        "had",       "further",
                                               "would", "will",  "and",  "thus", "explicitly", "expressly", "not"};
    for (std::size_t m = first_mention; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < sentence.end_token; ++m) {
      const Mention mention = analysis_.mentions[m];
      if (mention.entity == no_entity || !mention.members.empty() || analysis_.entities[mention.entity].cls != cls::Agreement) continue;
      std::uint32_t at = mention.end_token;
      const bool under = mention.first_token <= sentence.first_token + 2 && at < sentence.end_token && document_.text(tokens_[at]) == "," &&
                         (fold_word(document_.text(tokens_[sentence.first_token])) == "under" ||
                          fold_word(document_.text(tokens_[sentence.first_token])) == "in");
      while (at < sentence.end_token && at - mention.end_token < 4 && between.contains(fold_word(document_.text(tokens_[at])))) ++at;
      if (at >= sentence.end_token || !(under || verbs.contains(fold_word(document_.text(tokens_[at]))))) continue;
      std::uint32_t end = at;
      while (end < sentence.end_token && document_.text(tokens_[end]) != ";") ++end;
      address({mention.entity}, {tokens_[at].begin, tokens_[end - 1].end}, sentence.span);
    }
  }

  /// "does not refer to": a negation among the words before the citation.
  [[nodiscard]] bool denied(std::uint32_t token, const Sentence& sentence) const {
    for (std::uint32_t i = token; i-- > sentence.first_token && token - i < 8;) {
      const std::string word = fold_word(document_.text(tokens_[i]));
      if (word == "not" || word == "never" || word == "nor" || word.ends_with("n't")) return true;
    }
    return false;
  }

  void refer(EntityIndex target, const Sentence& sentence, bool negated) {
    for (const EntityIndex provision : current_) {
      Claim claim;
      claim.subject = provision;
      claim.property = prop::references;
      if (negated) claim.polarity = Polarity::negated;
      claim.object = target;
      claim.evidence.push_back({"provision-rests-on", sentence.span, 0.88});
      analysis_.add(std::move(claim));
    }
  }

  [[nodiscard]] bool definite(std::uint32_t token) const {
    return token > 0 && (fold_word(document_.text(tokens_[token - 1])) == "the" || fold_word(document_.text(tokens_[token - 1])) == "its");
  }

  // The citation is what the sentence is about: it stands near its beginning.
  [[nodiscard]] bool leads(const Citation& citation, const Sentence& sentence) const {
    return citation.first_token - sentence.first_token <= 6;
  }

  /// "in accordance with", "contrary to", "the principles of": words before a citation that make it a reference.
  [[nodiscard]] bool rests_on(std::uint32_t token, const Sentence& sentence) const {
    static constexpr auto phrases =
        std::to_array<std::string_view>({"accordance with", "conformity with", "contrary to",     "pursuant to",   "consistent with",
                                         "based on",        "principles of",   "provisions of",   "purposes of",   "obligations under",
                                         "rights under",    "refers to",       "referring to",    "reference to",  "cites",
                                         "citing",          "invokes",         "invoking",        "recalls",       "recalling",
                                         "commitment to",   "compliance with", "violation of",    "provided in",   "mentions",
                                         "mention",         "contained in",    "provided for in", "set out in",    "set forth in",
                                         "laid down in",    "enshrined in",    "importance of",   "builds on",     "built on",
                                         "built upon",      "modelled on",     "modeled on",      "derived from",  "borrowed from",
                                         "in line with",    "defined in",      "recognized in",   "recognised in", "guaranteed by",
                                         "guaranteed in",   "as required by",  "refer to",        "referred to",   "cite ",
                                         "invoke ",         "recall "});
    std::string before;
    for (std::uint32_t i = token > sentence.first_token + 9 ? token - 9 : sentence.first_token; i < token; ++i) {
      before += fold_word(document_.text(tokens_[i]));
      before.push_back(' ');
    }
    // The words must lead to the citation without a verb between: look at the last seven.
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) { return before.find(phrase) != std::string::npos; });
  }

  const Document& document_;
  Analysis& analysis_;
  const CitationGrammar& citations_;
  const Topics& topics_;
  std::map<std::size_t, EntityIndex> topic_entities_;
  ProvisionTable table_;
  const std::vector<Token>& tokens_;
  EntityIndex main_ = no_entity, current_instrument_ = no_entity;
  bool dominant_ = false;
  std::vector<EntityIndex> current_;
  std::map<std::pair<ProvisionKind, std::string>, EntityIndex> cited_;
};

}  // namespace

void ProvisionDiscourse::find(const Document& document, Analysis& analysis) const {
  Discourse(document, analysis, citations_, topics_).run();
}

}  // namespace pacta
