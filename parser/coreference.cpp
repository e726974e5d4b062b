#include "parser/coreference.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "parser/mentions.h"
#include "parser/numerals.h"

namespace pacta {

CoreferenceWords::CoreferenceWords(Lexicon& lexicon)
    : heads(lexicon, {"treaty", "agreement", "pact", "accord", "convention", "protocol", "memorandum", "charter", "precursor",
                      "predecessor", "document", "deal", "statute", "covenant", "text", "instrument", "mou"}),
      any_heads(lexicon, {"agreement", "document", "deal", "text"}),
      demonstratives(lexicon, {"the", "this", "that", "its", "their", "said", "present"}),
      fillers(lexicon, {"new",          "landmark",  "current",  "present", "recent",   "comprehensive", "bilateral",
                        "multilateral", "whole",     "same",     "latest",  "historic", "controversial", "said",
                        "two",          "draft",     "final",    "entire",  "main",     "original",      "resulting",
                        "underlying",   "so-called", "airspace", "defence", "peace",    "trade",         "border"}),
      previous(lexicon, {"previous", "earlier", "former", "old", "prior", "preceding"}),
      pair_nouns(lexicon, {"countries", "states", "nations", "sides", "parties", "governments", "neighbors", "capitals", "partners"}),
      male(lexicon, {"he", "him", "his", "himself"}),
      female(lexicon, {"she", "her", "herself"}),
      relative_thing(lexicon, {"which"}),
      relative_person(lexicon, {"who", "whom"}),
      plural_pronouns(lexicon, {"they", "them"}) {
  const auto word = [&](std::string_view w) { return lexicon.intern(w); };
  the = word("the"), this_ = word("this"), both = word("both"), two = word("two"), its = word("its"), of = word("of"),
  dated = word("dated"), from_ = word("from"), signed_ = word("signed"), comma = word(","), who = word("who"), which = word("which"),
  in = word("in"), parties = word("parties");
}

EntityIndex author_of(const Document& document, const Analysis& analysis) {
  static const std::set<std::string> kinds{"media",   "press", "release", "statement", "remarks",  "speech",    "transcript",
                                           "address", "op-ed", "opinion", "by",        "doorstop", "interview", "letter"};
  static constexpr std::size_t blocks_of_a_head = 5;
  static constexpr std::uint32_t longest = 30;        // tokens of a line that names the sender
  static constexpr std::uint32_t longest_sender = 9;  // … and holds hardly more than his name
  std::size_t seen = 0;
  bool announced = false;  // "Media release" stands in a line of its own, and the sender in one of the next
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::furniture) continue;
    if (++seen > blocks_of_a_head) break;
    if (block.end_token - block.first_token > longest) continue;
    bool kind = false;
    for (std::uint32_t i = block.first_token; i < block.end_token && i - block.first_token < 3; ++i)
      kind = kind || kinds.contains(fold_word(document.text(document.tokens[i])));
    const std::uint32_t length = block.end_token - block.first_token;
    const bool sender = announced && length <= longest_sender;
    announced = announced || (kind && length <= 2);
    if (!kind && !sender) continue;
    EntityIndex author = no_entity;
    for (const Mention& mention : analysis.mentions) {
      if (mention.first_token < block.first_token || mention.end_token > block.end_token || mention.kind != MentionKind::person ||
          mention.entity == no_entity)
        continue;
      if (author != no_entity && author != mention.entity) return no_entity;
      author = mention.entity;
    }
    if (author != no_entity) return author;
  }
  return no_entity;
}

EntityIndex profiled_state(const Document& document, const Analysis& analysis) {
  if (document.sentences.size() < 2) return no_entity;
  const Sentence& headline = document.sentences.front();
  if (headline.end_token - headline.first_token > 12) return no_entity;
  std::vector<bool> named(headline.end_token - headline.first_token, false);
  EntityIndex state = no_entity;
  for (const Mention& mention : analysis.mentions) {
    if (mention.first_token >= headline.end_token) break;
    if (mention.entity == no_entity || analysis.entities[mention.entity].cls != cls::State || mention.kind == MentionKind::adjective)
      continue;
    if (state != no_entity && state != mention.entity) return no_entity;
    state = mention.entity;
    for (std::uint32_t i = mention.first_token; i < mention.end_token; ++i) named[i - headline.first_token] = true;
  }
  if (state == no_entity) return state;
  static const std::set<std::string> words{
      "the",        "of",       "and",     "foreign", "international", "external",  "relations",  "affairs",  "policy",  "politics",
      "government", "history",  "country", "profile", "overview",      "diplomacy", "diplomatic", "military", "outline", "introduction",
      "background", "handbook", "guide",   "facts",   "economy",       "geography", ":",          "-",        "--",      "—",
      "–",          "'s"};
  for (std::uint32_t i = headline.first_token; i < headline.end_token; ++i)
    if (!named[i - headline.first_token] && !words.contains(fold_word(document.text(document.tokens[i])))) return no_entity;
  return state;
}

bool led_by_provision(const Document& document, const Sentence& sentence) {
  static const std::set<std::string> units{"article", "articles", "art.", "section", "paragraph", "chapter", "preamble", "annex"};
  static const std::set<std::string> lead{"the",       "its", "under", "in",       "yet", "but",       "and",    "while",
                                          "according", "to",  "by",    "moreover", ",",   "similarly", "finally"};
  for (std::uint32_t i = sentence.first_token; i < sentence.end_token && i - sentence.first_token < 6; ++i) {
    const std::string word = fold_word(document.text(document.tokens[i]));
    if (units.contains(word)) {
      // "Article 5 of the X Treaty" speaks of another instrument, unless the X Treaty is the subject anyway.
      std::uint32_t k = i + 1;
      while (k < sentence.end_token && (document.tokens[k].kind != TokenKind::word || document.tokens[k].has(token_flag::all_capitals) ||
                                        fold_word(document.text(document.tokens[k])) == "and"))
        ++k;
      return k >= sentence.end_token || document.text(document.tokens[k]) != "of";
    }
    if (!lead.contains(word)) return false;
  }
  return false;
}

EntityIndex main_agreement(const Document& document, const Analysis& analysis) {
  // Charters and the like are what others cite; they are the subject only where nothing else is. What a provision's sentence names is what
  // the provision cites. The heading and the first paragraph say what a text is about.
  std::map<EntityIndex, std::size_t> counts;
  std::vector<EntityIndex> order;
  std::size_t opening = 0;
  for (std::size_t b = 0, blocks = 0; b < document.blocks.size() && blocks < 4; ++b) {
    if (document.blocks[b].kind == BlockKind::furniture) continue;
    ++blocks;
    opening = document.blocks[b].end_token;
    if (document.blocks[b].end_token - document.blocks[b].first_token > 40) break;
  }
  for (const Sentence& sentence : document.sentences) {
    const bool cites = led_by_provision(document, sentence);
    const auto from = std::lower_bound(analysis.mentions.begin(), analysis.mentions.end(), sentence.first_token,
                                       [](const Mention& m, std::uint32_t at) { return m.first_token < at; });
    for (auto m = from; m != analysis.mentions.end() && m->first_token < sentence.end_token; ++m) {
      if (m->entity == no_entity || analysis.entities[m->entity].cls != cls::Agreement) continue;
      const bool fresh = !counts.contains(m->entity);
      if (fresh) order.push_back(m->entity);
      counts[m->entity] += cites ? 0 : m->first_token < opening ? 2 : 1;
    }
  }
  EntityIndex best = no_entity;
  const auto cited = [&](EntityIndex e) {
    const ClassId type = analysis.entities[e].type;
    return type == cls::Charter || type == cls::Statute || type == cls::Covenant;
  };
  for (const EntityIndex e : order)
    if (best == no_entity || (cited(best) && !cited(e)) || (cited(best) == cited(e) && counts[e] > counts[best])) best = e;
  return best;
}

namespace {

constexpr std::uint32_t no_token = 0xFFFFFFFF;

class Resolver {
 public:
  Resolver(const Document& document, Analysis& analysis, const Catalog& catalog, const CoreferenceWords& words, const DateGrammar& dates)
      : document_(document), analysis_(analysis), catalog_(catalog), w_(words), dates_(dates), tokens_(document.tokens) {}

  void run() {
    folded_.resize(tokens_.size());
    author_ = author_of(document_, analysis_);
    profile_ = profiled_state(document_, analysis_);
    mark_quotations();
    name_leaders();
    name_office_holders();
    join_descriptions();
    join_other_names();
    find_definitions();
    taken_.assign(tokens_.size(), -1);
    for (std::size_t m = 0; m < analysis_.mentions.size(); ++m) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.kind == MentionKind::description && mention.entity == no_entity) continue;
      for (std::uint32_t i = mention.first_token; i < mention.end_token; ++i)
        if (taken_[i] < 0) taken_[i] = static_cast<std::int32_t>(m);
    }
    for (const Sentence& sentence : document_.sentences) {
      if (document_.blocks[sentence.block].kind == BlockKind::furniture) continue;
      begin_ = sentence.first_token;
      end_ = sentence.end_token;
      sentence_ = &sentence;
      const Block& block = document_.blocks[sentence.block];
      in_heading_ = begin_ == block.first_token && end_ == block.end_token && tokens_[end_ - 1].kind != TokenKind::punctuation;
      cites_ = !recent_agreements_.empty() && led_by_provision(document_, sentence);
      pair_of_section();
      for (std::uint32_t i = begin_; i < end_; ++i) {
        if (taken_[i] >= 0) {
          note(analysis_.mentions[static_cast<std::size_t>(taken_[i])], i);
          continue;
        }
        // "a bilateral trade agreement (BTA)", and then "the BTA"
        if (const auto own = abbreviations_.find(document_.text(tokens_[i])); own != abbreviations_.end()) {
          add(i, i + 1, MentionKind::agreement, own->second);
          recent_agreements_.push_back(own->second);
          continue;
        }
        const std::size_t before = added_.size();
        i = std::max(i + 1, step(i, sentence)) - 1;
        if (added_.size() > before) learn_abbreviation(added_.back());
      }
    }
    analysis_.mentions.insert(analysis_.mentions.end(), added_.begin(), added_.end());
    std::stable_sort(analysis_.mentions.begin(), analysis_.mentions.end(), [](const Mention& a, const Mention& b) {
      return a.first_token != b.first_token ? a.first_token < b.first_token : a.end_token > b.end_token;
    });
    join_headline();
    settle_dates();
  }

 private:
  /// "the Kyrgyz leader" is the one person whom the text calls the head of that state or of its government.
  void name_leaders() {
    for (Mention& mention : analysis_.mentions) {
      if (mention.kind != MentionKind::position || mention.entity == no_entity || mention.name_first >= tokens_.size()) continue;
      const Entity& position = analysis_.entities[mention.entity];
      const std::string title = folded(mention.name_first);
      if (position.cls != cls::Position || position.parent == no_entity || (title != "leader" && title != "ruler")) continue;
      EntityIndex leader = no_entity;
      bool several = false;
      for (const Claim& claim : analysis_.claims) {
        if ((claim.property != prop::headOfState && claim.property != prop::headOfGovernment) || claim.subject != position.parent) continue;
        several = several || (leader != no_entity && leader != claim.object);
        leader = claim.object;
      }
      if (leader == no_entity || several) continue;
      mention.entity = leader;
      mention.kind = MentionKind::person;
    }
  }

  /// "The Peruvian President arrived", where one person is told to hold that office: he acts, at a sentence's start and before a verb.
  void name_office_holders() {
    static const std::set<std::string> links{"is",   "was", "are", "were", "be",  "and",   "or",  "of",
                                             "from", "who", "in",  "at",   "for", "since", "has", "had"};
    for (Mention& mention : analysis_.mentions) {
      if (mention.kind != MentionKind::position || mention.entity == no_entity || mention.end_token >= tokens_.size()) continue;
      const Sentence* sentence = document_.sentence_at(mention.first_token);
      const Entity& position = analysis_.entities[mention.entity];
      if (sentence == nullptr || position.cls != cls::Position || position.parent == no_entity) continue;
      // "In Helsinki, the President of Latvia met …"
      const std::uint32_t article = mention.first_token == 0 ? 0 : mention.first_token - 1;
      static const std::set<std::string> openers{"in",        "on",      "at",    "during",    "after", "before",
                                                 "following", "earlier", "today", "yesterday", "later"};
      const bool fronted = article > sentence->first_token + 1 && tokens_[article - 1].word == w_.comma &&
                           article - sentence->first_token <= 8 && openers.contains(folded(sentence->first_token));
      if ((article != sentence->first_token && !fronted) || tokens_[article].word != w_.the) continue;
      const Token& next = tokens_[mention.end_token];
      const bool acts = next.kind == TokenKind::word && !next.has(token_flag::capitalised) && !links.contains(folded(mention.end_token));
      if (!acts && folded(mention.end_token) != "'s") continue;
      EntityIndex holder = no_entity;
      bool several = false;
      for (const Claim& claim : analysis_.claims) {
        if (claim.property != prop::holdsPosition || claim.object == no_entity || !same_office(claim.object, mention.entity)) continue;
        several = several || (holder != no_entity && holder != claim.subject);
        holder = claim.subject;
      }
      if (holder == no_entity || several) continue;
      mention.entity = holder;
      mention.kind = MentionKind::description;
    }
  }

  /// "Foreign Minister of Latvia" and "Minister of Foreign Affairs of Latvia" are one office.
  [[nodiscard]] bool same_office(EntityIndex a, EntityIndex b) const {
    if (a == b) return true;
    const Entity &one = analysis_.entities[a], &other = analysis_.entities[b];
    if (one.parent != other.parent) return false;
    const auto foreign = [](const Entity& e) {
      const std::string label = fold_name(e.label);
      return label.find("minister") != std::string::npos && label.find("foreign") != std::string::npos &&
             label.find("deputy") == std::string::npos;
    };
    return foreign(one) && foreign(other);
  }

  /// What stands in brackets in capitals behind an agreement without a name is how the text calls it from there on.
  void learn_abbreviation(const Mention& mention) {
    if (mention.entity == no_entity || analysis_.entities[mention.entity].cls != cls::Agreement || mention.end_token + 2 >= end_) return;
    if (document_.text(tokens_[mention.end_token]) != "(" || document_.text(tokens_[mention.end_token + 2]) != ")") return;
    const Token& word = tokens_[mention.end_token + 1];
    if (!word.has(token_flag::all_capitals) || word.end - word.begin < 2 || word.end - word.begin > 7) return;
    const std::string_view letters = document_.text(word);
    if (letters == "MOU") return;  // what any of them is called
    abbreviations_.emplace(letters, mention.entity);
    analysis_.entities[mention.entity].names.emplace_back(letters);
  }

  /// Which tokens stand in quotation marks: "I" is somebody else there.
  void mark_quotations() {
    quoted_.assign(tokens_.size(), false);
    if (author_ == no_entity) return;
    const auto mark = [&](std::uint32_t i) {
      const std::string_view text = document_.text(tokens_[i]);
      return text == "\"" || text == "“" || text == "”" || text == "„" || text == "«" || text == "»";
    };
    for (const Block& block : document_.blocks) {
      bool open = false;
      for (std::uint32_t i = block.first_token; i < block.end_token; ++i) {
        if (mark(i)) open = !open;
        quoted_[i] = open;
      }
    }
  }

  /// In a profile of a state ("Foreign relations of Chile"), a heading with the name of another begins what is said of the two.
  void pair_of_section() {
    if (!in_heading_ || profile_ == no_entity || end_ - begin_ > 6) return;
    EntityIndex other = no_entity;
    for (std::uint32_t i = begin_; i < end_; ++i) {
      if (taken_[i] < 0) return;
      const Mention& mention = analysis_.mentions[static_cast<std::size_t>(taken_[i])];
      if (mention.entity == no_entity || analysis_.entities[mention.entity].cls != cls::State || mention.kind == MentionKind::adjective)
        return;
      if (other != no_entity && other != mention.entity) return;
      other = mention.entity;
    }
    if (other == no_entity || other == profile_) return;
    pair_ = {profile_, other};
    pair_token_ = begin_;
  }

  void note(const Mention& mention, std::uint32_t token) {
    if (mention.first_token != token || mention.entity == no_entity) return;
    const Entity& entity = analysis_.entities[mention.entity];
    if (entity.cls == cls::Agreement && !cites_) recent_agreements_.push_back(mention.entity);  // what a provision cites is no subject
    if (entity.cls == cls::Agreement) {
      // "an agreement that supplements the Treaty on X": it goes on to be spoken of, and not what it supplements.
      static const std::set<std::string> altering{"supplements", "supplementing", "amends",      "amending",     "replaces",
                                                  "replacing",   "supersedes",    "superseding", "implements",   "implementing",
                                                  "updates",     "updating",      "complements", "complementing"};
      std::uint32_t before = token;
      while (before > begin_ + 1 && token - before < 3 && !altering.contains(folded(before - 1)) && taken_[before - 1] < 0) --before;
      if (before > begin_ + 1 && altering.contains(folded(before - 1)) && recent_agreements_.size() > 1)
        altered_.insert(mention.entity);
      else
        altered_.erase(mention.entity);
    }
    if (entity.cls == cls::Agreement) recent_agreement_token_ = token;
    if (entity.type == cls::InternationalOrganization || entity.type == cls::Alliance)
      recent_body_ = mention.entity, recent_body_token_ = token;
    if (entity.cls == cls::Person && mention.kind == MentionKind::person) recent_persons_.push_back({mention.entity, token});
    if (entity.cls == cls::State && mention.kind != MentionKind::adjective) {
      // "A and B": a pair
      const bool joined = last_state_end_ + 1 == token || last_state_end_ + 2 == token;
      if (!joined) chain_.clear();
      if (std::find(chain_.begin(), chain_.end(), mention.entity) == chain_.end()) chain_.push_back(mention.entity);
      if (joined && chain_.size() >= 2) pair_ = chain_, pair_token_ = token;
      recent_states_.emplace_back(mention.entity, token);
      last_state_ = mention.entity;
      last_state_end_ = mention.end_token;
    }
    if (entity.cls == cls::Agreement && entity.parties.size() == 2) pair_ = entity.parties, pair_token_ = token;
  }

  void add(std::uint32_t first, std::uint32_t end, MentionKind kind, EntityIndex entity, std::vector<EntityIndex> members = {}) {
    Mention mention;
    mention.first_token = mention.name_first = first;
    mention.end_token = mention.name_end = end;
    mention.kind = kind;
    mention.entity = entity;
    mention.members = std::move(members);
    added_.push_back(std::move(mention));
  }

  [[nodiscard]] std::string words(std::uint32_t first, std::uint32_t end) const {
    std::string text(document_.text(Span{tokens_[first].begin, tokens_[end - 1].end}));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  std::uint32_t step(std::uint32_t i, const Sentence& sentence) {
    const WordId word = tokens_[i].word;
    if (author_ != no_entity && !quoted_[i] && document_.text(tokens_[i]) == "I" && i + 1 < end_ &&
        tokens_[i + 1].kind == TokenKind::word && !tokens_[i + 1].has(token_flag::capitalised)) {
      add(i, i + 1, MentionKind::pronoun, author_);
      return i + 1;
    }
    if (const std::uint32_t end = their_agreement(i); end > i) return end;
    if (const std::uint32_t end = owned_agreement(i); end > i) return end;
    if (w_.demonstratives.has(word) || w_.previous.has(word) || word == w_.both) {
      if (const std::uint32_t end = names_parties(i) || has_purpose(i) ? definite_agreement(i) : i; end > i) return end;
      if (const std::uint32_t end = agreement_description(i, sentence); end > i) return end;
      if (const std::uint32_t end = definite_agreement(i); end > i) return end;
      if (const std::uint32_t end = pair(i); end > i) return end;
    }
    if (word == w_.its && i == begin_ && i + 1 < end_ && tokens_[i + 1].kind != TokenKind::punctuation) {
      // "Its closest ally is Chile" behind a sentence about Norway
      const EntityIndex owner = subject_of_previous();
      // "Its 21 members are …" behind one about a body
      const bool body = owner != no_entity && (analysis_.entities[owner].type == cls::InternationalOrganization ||
                                               analysis_.entities[owner].type == cls::Alliance);
      if (owner != no_entity && (body || analysis_.entities[owner].cls == cls::State)) {
        add(i, i + 1, MentionKind::pronoun, owner);
        return i + 1;
      }
    }
    if (const std::uint32_t end = the_country(i); end > i) return end;
    if (const std::uint32_t end = titled_person(i); end > i) return end;
    if (const std::uint32_t end = date_of_that_year(i); end > i) return end;
    if (const std::uint32_t end = same_time(i); end > i) return end;
    if (const std::uint32_t end = several_agreements(i); end > i) return end;
    if (const std::uint32_t end = last_word_of_name(i); end > i) return end;
    if (const std::uint32_t end = former_or_latter(i); end > i) return end;
    if (const std::uint32_t end = it(i); end > i) return end;
    if (const std::uint32_t end = both_agreements(i); end > i) return end;
    if (const std::uint32_t end = body_description(i); end > i) return end;
    if (const std::uint32_t end = members_listed(i); end > i) return end;
    if (const std::uint32_t end = unnamed_agreement(i); end > i) return end;
    if (const std::uint32_t end = reciprocal(i); end > i) return end;
    if (const std::uint32_t end = following_statement(i); end > i) return end;
    if (const std::uint32_t end = joint_document(i); end > i) return end;
    if (w_.male.has(word) || w_.female.has(word)) {
      // "his visit": what belongs to him is spoken of, and he only behind it.
      const std::string pronoun = folded(i);
      if (pronoun == "his" || (pronoun == "her" && i + 1 < end_ && tokens_[i + 1].kind == TokenKind::word)) return i + 1;
      const bool woman = w_.female.has(word);
      const bool object = pronoun == "him" || pronoun == "her";
      const EntityIndex person = recent_person(i, woman, object);
      if (person != no_entity && tokens_[i].end - tokens_[i].begin <= 3) {
        add(i, i + 1, MentionKind::pronoun, person);
        recent_persons_.push_back({person, i});  // who is spoken of goes on to be
        if (!object) women_.emplace(person, woman);
      }
      return i + 1;
    }
    if (w_.plural_pronouns.has(word) && i < begin_ + 2) {
      if (const std::vector<EntityIndex> persons = two_persons(i); persons.size() == 2) {
        add(i, i + 1, MentionKind::pronoun, persons[0], persons);
        return i + 1;
      }
      // "The leaders condemned Norway and Chile. They noted …": the leaders
      static const std::set<std::string> people{"leaders",     "ministers",   "presidents",   "officials", "heads",
                                                "secretaries", "delegates",   "participants", "envoys",    "principals",
                                                "chiefs",      "ambassadors", "members",      "experts"};
      for (std::uint32_t k = previous_sentence(); k < begin_ && k - previous_sentence() < 4; ++k)
        if (taken_[k] < 0 && people.contains(folded(k))) return i + 1;
      // "Norway trades with Chile. They are …": the two that the sentence before names
      if (pair_token_ < previous_sentence()) {
        std::vector<EntityIndex> near;
        for (const auto& [state, token] : recent_states_)
          if (token >= previous_sentence() && token < i && std::find(near.begin(), near.end(), state) == near.end()) near.push_back(state);
        if (near.size() == 2) pair_ = near, pair_token_ = i;
        if (near.size() == 1 && std::find(pair_.begin(), pair_.end(), near[0]) == pair_.end()) return i + 1;
      }
      if (pair_.size() >= 2) {
        add(i, i + 1, MentionKind::pronoun, pair_[0], pair_);
        return i + 1;
      }
    }
    if (w_.relative_thing.has(word) && i > begin_) {
      // ", which": what stands right before
      std::uint32_t at = i - 1;
      if (tokens_[at].word == w_.comma && at > begin_) --at;
      EntityIndex before = ending_at(at + 1);
      // "signed the Treaty in Manila, which Wellington has not ratified": what is ratified is no place.
      if (before == no_entity || analysis_.entities[before].cls == cls::Place || analysis_.entities[before].cls == cls::State)
        if (!recent_agreements_.empty() && recent_agreement_token_ >= begin_ && treats_agreement(i)) before = recent_agreements_.back();
      if (before != no_entity && analysis_.entities[before].cls != cls::Person) add(i, i + 1, MentionKind::pronoun, before);
      return i + 1;
    }
    if (w_.relative_person.has(word) && i > begin_) {
      std::uint32_t at = i - 1;
      if (tokens_[at].word == w_.comma && at > begin_) --at;
      const EntityIndex before = ending_at(at + 1);
      if (before != no_entity && analysis_.entities[before].cls == cls::Person) add(i, i + 1, MentionKind::pronoun, before);
      return i + 1;
    }
    return i;
  }

  /// Whether the relative clause that "which" at `i` begins says what only agreements undergo: "which A has ratified", "which entered into
  /// force".
  [[nodiscard]] bool treats_agreement(std::uint32_t i) const {
    static const std::set<std::string> acts{"ratified", "ratify", "signed", "denounced", "acceded"};
    if (i + 2 < end_ && (((folded(i + 1) == "entered" || folded(i + 1) == "came") && folded(i + 2) == "into") ||
                         (folded(i + 1) == "took" && folded(i + 2) == "effect") || folded(i + 1) == "expired"))
      return true;
    static const std::set<std::string> undergone{"superseded", "replaced", "amended",  "abrogated",
                                                 "terminated", "renewed",  "extended", "succeeded"};
    if (i + 2 < end_ && (folded(i + 1) == "was" || folded(i + 1) == "were") &&
        (acts.contains(folded(i + 2)) || undergone.contains(folded(i + 2))))
      return true;
    bool actor = false;  // "which signed it" is who signs
    for (std::uint32_t k = i + 1; k < end_ && k - i < 9; ++k) {
      if (taken_[k] < 0 && tokens_[k].kind == TokenKind::punctuation && document_.text(tokens_[k]) != "'") return false;
      if (acts.contains(folded(k))) return actor;
      actor = actor || taken_[k] >= 0;
    }
    return false;
  }

  [[nodiscard]] EntityIndex ending_at(std::uint32_t end) const {
    if (end == 0) return no_entity;
    // "the Alliance of Sahel States (AES), which …"
    if (document_.text(tokens_[end - 1]) == ")" && taken_[end - 1] < 0)
      for (std::uint32_t i = end - 1; i > begin_ && end - i < 5; --i)
        if (document_.text(tokens_[i]) == "(") return ending_at(i);
    if (taken_[end - 1] >= 0) return analysis_.mentions[static_cast<std::size_t>(taken_[end - 1])].entity;
    if (!added_.empty() && added_.back().end_token == end) return added_.back().entity;
    return no_entity;
  }

  /// Whether no other clause begins between the name at `name` and the token.
  [[nodiscard]] bool subject_of_clause(std::uint32_t name, std::uint32_t token) const {
    static const std::set<std::string> breaks{",", ";", ":", "that", "who", "which", "when", "while", "after", "before", "because", "as"};
    for (std::uint32_t k = name; k < token; ++k)
      if (breaks.contains(folded(k))) return false;
    return name <= begin_ + 8;
  }

  /// Whom a pronoun of a man or woman at the token stands for. Whom the text has called by the other one it is not.
  [[nodiscard]] EntityIndex recent_person(std::uint32_t token, bool woman, bool object) const {
    // One person in the sentence so far; else whom the sentence before began with; else the only person of the last few sentences.
    std::set<EntityIndex> here, before, near;
    EntityIndex first_before = no_entity, last = no_entity;
    const std::uint32_t previous = previous_sentence();
    for (auto it = recent_persons_.rbegin(); it != recent_persons_.rend(); ++it) {
      if (token - it->second > 70 && it->second < previous) break;
      const auto known = women_.find(it->first);
      if (known != women_.end() && known->second != woman) continue;
      // "Juan Soto accompanied her": the clause's subject is not its object
      if (object && it->second >= begin_ && known == women_.end() && subject_of_clause(it->second, token)) continue;
      if (it->second >= begin_) {
        here.insert(it->first);
      } else if (it->second >= previous) {
        before.insert(it->first);
        if (it->second <= previous + 8) first_before = it->first;
      }
      if (token - it->second <= 70) {
        if (last == no_entity) last = it->first;
        near.insert(it->first);
      }
    }
    // The only one whom the text has called so already
    const auto called_so = [&](const std::set<EntityIndex>& persons) {
      EntityIndex found = no_entity;
      for (const EntityIndex person : persons) {
        if (!women_.contains(person)) continue;
        if (found != no_entity) return no_entity;
        found = person;
      }
      return found;
    };
    if (here.size() == 1) return *here.begin();
    if (!here.empty()) return called_so(here);
    if (first_before != no_entity)
      return women_.contains(first_before) || called_so(before) == no_entity ? first_before : called_so(before);
    if (before.size() == 1) return *before.begin();
    return near.size() == 1 ? last : no_entity;
  }

  /// The words of "the deputy secretary", "the president" behind the article at `i`, if they are a title that stands alone; else empty.
  [[nodiscard]] std::string lone_title(std::uint32_t i, std::uint32_t& end) const {
    static const std::set<std::string> titles{"president",
                                              "prime minister",
                                              "vice president",
                                              "deputy president",
                                              "premier",
                                              "chancellor",
                                              "minister",
                                              "foreign minister",
                                              "defence minister",
                                              "defense minister",
                                              "secretary",
                                              "deputy secretary",
                                              "under secretary",
                                              "assistant secretary",
                                              "foreign secretary",
                                              "defence secretary",
                                              "ambassador",
                                              "envoy",
                                              "special envoy",
                                              "special representative",
                                              "king",
                                              "queen",
                                              "emperor",
                                              "sultan",
                                              "emir",
                                              "crown prince",
                                              "pope",
                                              "deputy prime minister",
                                              "taoiseach",
                                              "deputy foreign minister",
                                              "governor",
                                              "high representative",
                                              "commissioner",
                                              "attorney general",
                                              "state secretary"};
    std::string phrase, found;
    for (std::uint32_t k = i + 1; k < end_ && k - i <= 3; ++k) {
      if (tokens_[k].kind != TokenKind::word) break;
      // A mention of an office is none of somebody else's words.
      if (taken_[k] >= 0 && analysis_.mentions[static_cast<std::size_t>(taken_[k])].kind != MentionKind::position) break;
      phrase += (phrase.empty() ? "" : " ") + folded(k);
      if (titles.contains(phrase)) found = phrase, end = k + 1;
    }
    if (found.empty() || end >= end_) return {};
    // "the president of Chile", "the president-elect", "the minister, X,", "the Secretary X"
    static const std::set<std::string> behind{"of", "for", "to", "-", "elect", "designate", "general", "in", "and", "or", "at"};
    if (behind.contains(folded(end)) || taken_[end] >= 0) return {};
    if (tokens_[end].kind == TokenKind::word && tokens_[end].has(token_flag::capitalised)) return {};
    if (folded(end) == "," && end + 1 < end_ &&
        (taken_[end + 1] >= 0 || tokens_[end + 1].has(token_flag::capitalised) || folded(end + 1) == "a" || folded(end + 1) == "the" ||
         folded(end + 1) == "who"))
      return {};
    return found;
  }

  /// Whether the words of a title before or behind a name are, or have at their core, `title`: "Secretary of State" is a secretary,
  /// "Deputy Secretary of State" a deputy secretary and no secretary.
  [[nodiscard]] static bool bears_title(const std::string& words, const std::string& title) {
    static const std::set<std::string> ranks{"deputy",    "vice",   "assistant",      "under",    "former",   "ex",      "prime",
                                             "special",   "first",  "permanent",      "foreign",  "home",     "press",   "general",
                                             "associate", "acting", "parliamentary",  "crown",    "cabinet",  "private", "executive",
                                             "then",      "late",   "undersecretary", "incoming", "outgoing", "high",    "state"};
    const std::string padded = " " + words + " ";
    for (std::size_t at = padded.find(" " + title + " "); at != std::string::npos; at = padded.find(" " + title + " ", at + 1)) {
      const std::string before = padded.substr(0, at);
      if (before.find(" former") != std::string::npos || before.find(" of") != std::string::npos) return false;
      const std::size_t space = before.find_last_of(' ');
      const std::string word = space == std::string::npos ? before : before.substr(space + 1);
      const bool minister = title == "minister" && (word == "foreign" || word == "first" || word == "state");
      if (ranks.contains(word) && !minister) continue;
      const std::string after = padded.substr(at + title.size() + 2);
      if (after.starts_with("general") || after.starts_with("elect") || after.starts_with("- ")) continue;
      return true;
    }
    return false;
  }

  /// The words of a person's mention around the name, which tell the title.
  [[nodiscard]] bool bears_title(const Mention& mention, const std::string& title) const {
    const auto phrase = [&](std::uint32_t from, std::uint32_t to) {
      std::string out;
      for (std::uint32_t k = from; k < to && k < tokens_.size(); ++k) out += (out.empty() ? "" : " ") + folded(k);
      return out;
    };
    if (bears_title(phrase(mention.first_token, mention.name_first), title)) return true;
    // "Ana Reyes, foreign minister of Chile,"
    return mention.name_end < mention.end_token && document_.text(tokens_[mention.name_end]) == "," &&
           bears_title(phrase(mention.name_end + 1, mention.end_token), title);
  }

  /// "The Secretary then flew to Oslo": the one person whom the text has called so, unless an office of the same title that is nobody's,
  /// or somebody else's, has been named since.
  std::uint32_t titled_person(std::uint32_t i) {
    if (tokens_[i].word != w_.the || quoted_[i]) return i;
    std::uint32_t end = i;
    const std::string title = lone_title(i, end);
    if (title.empty()) return i;
    std::set<EntityIndex> bearers;
    for (const Mention& mention : analysis_.mentions) {
      if (mention.first_token >= i) break;
      if (mention.kind == MentionKind::person && mention.entity != no_entity && analysis_.entities[mention.entity].cls == cls::Person &&
          bears_title(mention, title))
        bearers.insert(mention.entity);
    }
    if (bearers.size() != 1) return i;
    const EntityIndex person = *bearers.begin();
    static constexpr std::uint32_t reach = 400;  // tokens
    const std::string last = title.substr(title.rfind(' ') == std::string::npos ? 0 : title.rfind(' ') + 1);
    static const std::set<std::string> ranks{"deputy", "vice", "assistant", "under", "general", "foreign", "prime", "press", "special"};
    for (std::uint32_t t = i; t-- > 0 && i - t <= reach;) {
      if (folded(t) != last) continue;
      const auto within = [&](const Mention& mention) { return mention.first_token <= t && t < mention.end_token; };
      // Somebody's title, or the same words again
      const auto again = std::find_if(added_.begin(), added_.end(), within);
      if (again != added_.end() && again->entity == person) break;
      if (again != added_.end()) continue;
      bool other = false, same = false;
      for (const Mention& mention : analysis_.mentions) {
        if (mention.first_token > t) break;
        if (mention.kind != MentionKind::person || !within(mention)) continue;
        (mention.entity == person ? same : other) = true;
      }
      if (same) break;
      if (other) continue;
      const std::string before = t > 0 ? folded(t - 1) : std::string();
      const std::string behind = t + 1 < tokens_.size() ? folded(t + 1) : std::string();
      if (behind == "-" || behind == "general" || (title == last && ranks.contains(before))) continue;
      return i;
    }
    add(i, end, MentionKind::pronoun, person);
    recent_persons_.push_back({person, i});
    return end;
  }

  /// First token of the sentence before this one.
  [[nodiscard]] std::uint32_t previous_sentence() const {
    const auto here = std::lower_bound(document_.sentences.begin(), document_.sentences.end(), begin_,
                                       [](const Sentence& s, std::uint32_t at) { return s.first_token < at; });
    return here == document_.sentences.begin() ? begin_ : (here - 1)->first_token;
  }

  /// "… of EFTA's four member states. These include Norway": what they belong to includes it.
  std::uint32_t members_listed(std::uint32_t i) {
    static const std::set<std::string> openers{"these", "they", "members"}, verbs{"include", "included", "comprise", "comprised"};
    if (i != begin_ || i + 1 >= end_ || recent_body_ == no_entity || !openers.contains(folded(i)) || !verbs.contains(folded(i + 1)))
      return i;
    if (recent_body_token_ < previous_sentence() || recent_body_token_ >= begin_) return i;
    bool members = folded(i) == "members";
    for (std::uint32_t k = recent_body_token_ + 1; k < begin_ && k - recent_body_token_ < 9; ++k)
      members = members || folded(k) == "members" || (folded(k) == "member" && k + 1 < begin_ && folded(k + 1).starts_with("s"));
    // "the members of EFTA"
    for (std::uint32_t k = recent_body_token_; k-- > previous_sentence() && recent_body_token_ - k < 5;)
      members = members || folded(k) == "members" || folded(k) == "states";
    if (!members) return i;
    add(i, i + 1, MentionKind::description, recent_body_);
    return i + 1;
  }

  /// An agreement that only this document knows, by a description or its kind.
  EntityIndex new_agreement(ClassId type, std::string label) {
    Entity entity;
    entity.cls = cls::Agreement;
    entity.type = type;
    entity.label = std::move(label);
    entity.named = true;
    entity.known_in_full = false;
    entity.ordinal = described_so_[entity.label]++;
    analysis_.entities.push_back(std::move(entity));
    return static_cast<EntityIndex>(analysis_.entities.size() - 1);
  }

  /// The word at `i` as it is compared, folded once.
  [[nodiscard]] const std::string& folded(std::uint32_t i) const {
    std::string& known = folded_[i];
    if (known.empty()) known = fold_word(document_.text(tokens_[i]));
    return known;
  }

  /// The noun of an agreement that an indefinite description at `i` ends in ("a" … "protocol", "two" … "agreements"); no_token if there is
  /// none.
  [[nodiscard]] std::uint32_t described_head(std::uint32_t i) const { return described_head(i, end_); }
  [[nodiscard]] std::uint32_t described_head(std::uint32_t i, std::uint32_t limit) const {
    const std::string& article = folded(i);
    if (article == "a" || article == "an")
      if (const std::uint32_t head = noun_of_phrase(i + 1, limit, false); head != no_token) return head;
    const std::uint32_t first = behind_quantifier(i);
    return first > i ? noun_of_phrase(first, limit, true) : no_token;
  }

  /// The token behind the words at `i` that say that there are several: "two", "several", "a series of"; `i` if there are none.
  [[nodiscard]] std::uint32_t behind_quantifier(std::uint32_t i) const {
    static const std::set<std::string> quantifiers{"two",   "three",   "four",    "five", "six",  "seven",   "eight",
                                                   "nine",  "ten",     "several", "some", "many", "various", "numerous",
                                                   "other", "further", "more",    "a",    "both"};
    static const std::set<std::string> numbers{"number", "series", "pair", "couple", "handful", "set", "raft", "dozen", "range", "string"};
    if (i > begin_ && (w_.demonstratives.has(tokens_[i - 1].word) || folded(i - 1) == "no")) return i;
    if (tokens_[i].kind == TokenKind::number) return decimal_value(document_.text(tokens_[i]), 2) > 1 ? i + 1 : i;
    const std::string& word = folded(i);
    if (!quantifiers.contains(word)) return i;
    if (word != "a") return word == "both" ? i : i + 1;
    if (i + 2 >= end_ || !numbers.contains(folded(i + 1))) return i;
    return folded(i + 2) == "of" ? i + 3 : folded(i + 1) == "dozen" ? i + 2 : i;
  }

  /// Words that end a noun's phrase before its noun: of "a man who signed the agreement" the agreement is no part.
  [[nodiscard]] static bool leaves_phrase(const std::string& word) {
    static const std::set<std::string> links{"of",   "on",      "in",  "with",  "that", "which", "who",   "to",    "for",  "by",   "at",
                                             "from", "as",      "the", "a",     "an",   "is",    "was",   "were",  "are",  "has",  "had",
                                             "have", "its",     "or",  "their", "his",  "her",   "when",  "after", "into", "than", "under",
                                             "but",  "between", "no",  "any",   "such", "all",   "these", "those"};
    return links.contains(word);
  }

  /// The noun of one agreement, or of several, that ends the phrase whose first word behind the article is at `first`.
  [[nodiscard]] std::uint32_t noun_of_phrase(std::uint32_t first, std::uint32_t limit, bool several) const {
    static const std::set<std::string> kinds{"treaty",     "agreement", "pact",        "accord",    "protocol", "memorandum",
                                             "convention", "deal",      "declaration", "armistice", "mou"};
    for (std::uint32_t k = first; k < limit && k - first < 8; ++k) {
      const Token& token = tokens_[k];
      const bool hyphen = document_.text(token) == "-" && !token.has(token_flag::space_before);
      // "a US-Chilean pact"
      const bool adjective = taken_[k] >= 0 && (analysis_.mentions[static_cast<std::size_t>(taken_[k])].kind == MentionKind::adjective ||
                                                (k + 1 < limit && joins_words(k + 1)));
      const bool dash = joins_words(k) && k > first && taken_[k - 1] >= 0;
      const bool year =
          taken_[k] >= 0 && analysis_.mentions[static_cast<std::size_t>(taken_[k])].kind == MentionKind::date;  // "a 1988 pact"
      if (hyphen || adjective || dash || year) continue;
      if (taken_[k] < 0 && folded(k) == (several ? "mous" : "mou")) return k;  // in capitals
      // "signed a Memorandum of Understanding": a kind, where no name follows
      if (taken_[k] < 0 && !several && folded(k) == "memorandum" && k == first && token.has(token_flag::capitalised)) return k;
      const bool capitalised = token.has(token_flag::capitalised) && k != begin_;
      if (taken_[k] >= 0 || token.kind == TokenKind::punctuation || capitalised || leaves_phrase(folded(k))) return no_token;
      // "a treaty expert", "a protocol officer": the noun is not the last of its phrase.
      if (several ? !singular(folded(k)).empty() : kinds.contains(folded(k))) return k;
    }
    return no_token;
  }

  /// The singular of a plural noun for agreements; empty for other words.
  [[nodiscard]] static std::string singular(const std::string& plural) {
    static const std::map<std::string, std::string> nouns{{"agreements", "agreement"}, {"treaties", "treaty"},
                                                          {"accords", "accord"},       {"pacts", "pact"},
                                                          {"protocols", "protocol"},   {"conventions", "convention"},
                                                          {"memoranda", "memorandum"}, {"memorandums", "memorandum"},
                                                          {"deals", "deal"},           {"mous", "mou"}};
    const auto found = nouns.find(plural);
    return found == nouns.end() ? std::string() : found->second;
  }

  /// The noun of an agreement, or of several, that a description without an article at `i` ends in, where the words before let one begin:
  /// "ink preferential trade deal", "has similar agreements", "under new accords"; no_token if there is none.
  [[nodiscard]] std::uint32_t bare_head(std::uint32_t i) const {
    if (taken_[i] >= 0 && analysis_.mentions[static_cast<std::size_t>(taken_[i])].kind != MentionKind::adjective) return no_token;
    if (w_.demonstratives.has(tokens_[i].word) || tokens_[i].kind == TokenKind::number) return no_token;
    static const std::set<std::string> leads{"under", "through", "by", "following", "has", "have", "had", "via", "maintains"};
    if (making_verb(folded(i)) || (folded(i).ends_with("ed") && i > begin_ && !makes_agreement(i - 1))) return no_token;
    static const std::set<std::string> fronts{"in",   "on",   "at",    "after",   "since",    "during",
                                              "last", "this", "later", "earlier", "yesterday"};
    const bool opens =
        i == begin_ || (i > begin_ + 1 && i - begin_ < 9 && tokens_[i - 1].word == w_.comma && fronts.contains(folded(begin_)));
    const bool acts = i > begin_ && (makes_agreement(i - 1) || upholds_agreement(i - 1));
    if (!opens && !acts && !leads.contains(folded(i - 1))) return no_token;
    if (const std::uint32_t head = noun_of_phrase(i, end_, true); head != no_token) return head;
    // A heading's "sign agreement": "signed agreement" may be an adjective and its noun.
    return acts && i >= begin_ + 2 && (taken_[i - 2] >= 0 || folded(i - 2) == "to") ? noun_of_phrase(i, end_, false) : no_token;
  }

  /// The end of what a description without a name says the agreement is about: "on border crossings", "of understanding on visas".
  [[nodiscard]] std::uint32_t subject_end(std::uint32_t head) const {
    std::uint32_t end = head + 1;
    if ((folded(head) == "memorandum" || singular(folded(head)) == "memorandum") && end + 1 < end_ && folded(end) == "of" &&
        (folded(end + 1) == "understanding" || folded(end + 1) == "cooperation"))
      end += 2;
    if (end + 1 >= end_) return end;
    // "a treaty of peace", "a pact of friendship and mutual assistance"
    if (end == head + 1 && folded(end) == "of") {
      static const std::set<std::string> natures{
          "security",   "aid",         "defence",    "defense",     "peace",       "friendship",  "alliance",      "commerce", "amity",
          "navigation", "cooperation", "neutrality", "assistance",  "guarantee",   "union",       "understanding", "cession",  "protection",
          "armistice",  "surrender",   "aggression", "association", "arbitration", "recognition", "extradition"};
      static const std::set<std::string> between{"and", "collective", "mutual", "perpetual", "good", "non", "-", ","};
      std::uint32_t last = end;
      for (std::uint32_t k = end + 1; k < end_ && k - end < 9 && taken_[k] < 0; ++k) {
        const std::string word = folded(k);
        if (natures.contains(word))
          last = k + 1;
        else if (!between.contains(word))
          break;
      }
      if (last > end) end = last;
      if (end + 1 >= end_) return end;
    }
    static const std::set<std::string> leads{"on", "regarding", "concerning", "about", "governing"};
    static const std::set<std::string> stops{"in",     "at",   "with",  "by",    "that",    "which", "who", "after",
                                             "before", "when", "while", "to",    "during",  "is",    "was", "has",
                                             "had",    "will", "from",  "under", "between", "as",    "but", "for"};
    if (!leads.contains(folded(end))) return end;
    std::uint32_t k = end + 1;
    // "visa-free travel"
    const auto inner_hyphen = [&](std::uint32_t t) {
      return t + 1 < end_ && joins_words(t) && !tokens_[t].has(token_flag::space_before) && !tokens_[t + 1].has(token_flag::space_before) &&
             !tokens_[t + 1].has(token_flag::capitalised);
    };
    while (k < end_ && k - end < 10 && taken_[k] < 0 && !tokens_[k].has(token_flag::capitalised) && !stops.contains(folded(k)) &&
           (tokens_[k].kind == TokenKind::word || (k > end + 1 && inner_hyphen(k))))
      ++k;
    static const std::set<std::string> loose_ends{"and", "of", "the", "on", "or", "a", "an", "its", "their"};
    while (k > end + 1 && loose_ends.contains(folded(k - 1))) --k;
    return k > end + 1 ? k : end;
  }

  [[nodiscard]] static bool making_verb(const std::string& word) {
    static const std::set<std::string> verbs{
        "signed",     "sign",       "signs",    "signing",  "initialled", "initialed", "initials",  "concluded", "concludes",  "reached",
        "struck",     "inked",      "ratified", "brokered", "sealed",     "finalised", "finalized", "reaching",  "concluding", "made",
        "formalised", "formalized", "formed",   "forged",   "clinched",   "entered",   "agreed",    "strike",    "reach",      "conclude",
        "adopted",    "secured",    "ink",      "inks",     "seal",       "seals",     "clinch"};
    return verbs.contains(word);
  }

  /// Whether the verb at `t` is one that makes agreements, and whether it says that one was made: no infinitive, modal or denial before.
  /// Whether before `i` stands another agreement that was signed, with its year, and a comma or "and".
  [[nodiscard]] bool goes_on_listing(std::uint32_t i) const {
    std::uint32_t k = i;
    while (k > begin_ && (tokens_[k - 1].word == w_.comma || folded(k - 1) == "and")) --k;
    if (k == i || k < begin_ + 3 || taken_[k - 1] < 0 ||
        analysis_.mentions[static_cast<std::size_t>(taken_[k - 1])].kind != MentionKind::date)
      return false;
    std::uint32_t date = analysis_.mentions[static_cast<std::size_t>(taken_[k - 1])].first_token;
    if (date < begin_ + 2 || (folded(date - 1) != "in" && folded(date - 1) != "on")) return false;
    if (!is_agreement(ending_at(date - 1))) return false;
    for (std::uint32_t t = begin_; t < date; ++t)
      if (makes_agreement(t)) return true;
    return false;
  }

  [[nodiscard]] bool makes_agreement(std::uint32_t t) const {
    if (!making_verb(folded(t))) return false;
    static const std::set<std::string> unreal{"to",    "may",     "might", "could", "would", "should", "must",   "can",   "not",
                                              "never", "without", "will",  "shall", "if",    "before", "unless", "cannot"};
    for (std::uint32_t k = t; k-- > begin_ && t - k <= 3;) {
      const std::string word = folded(k);
      if (unreal.contains(word) || word.ends_with("n't") || word.ends_with("n’t")) return false;
      if (taken_[k] >= 0 || tokens_[k].kind == TokenKind::punctuation) break;
    }
    return true;
  }

  /// Whether the verb at `t` is one of those that need an agreement to be there, whether they happen or not: "to ratify", "renewed".
  [[nodiscard]] bool upholds_agreement(std::uint32_t t) const {
    static const std::set<std::string> verbs{"ratify",     "ratified", "ratifies",  "ratifying",  "renewed",  "denounced", "abrogated",
                                             "terminated", "scrapped", "suspended", "suspending", "violated", "breached",  "renounced"};
    if (!verbs.contains(folded(t))) return false;
    return t == begin_ || (folded(t - 1) != "not" && folded(t - 1) != "never");
  }

  /// Whether a hyphen, or a dash in its place, stands at `k`: "US-Chilean", "US–Chilean".
  [[nodiscard]] bool joins_words(std::uint32_t k) const {
    const std::string_view mark = document_.text(tokens_[k]);
    return mark == "-" || mark == "–" || mark == "‑";
  }

  [[nodiscard]] bool actor_at(std::uint32_t k) const {
    if (k >= end_ || taken_[k] < 0) return false;
    const Mention& mention = analysis_.mentions[static_cast<std::size_t>(taken_[k])];
    if (mention.entity == no_entity || mention.kind == MentionKind::adjective) return false;
    const Entity& entity = analysis_.entities[mention.entity];
    return entity.cls == cls::State || entity.cls == cls::Organization;
  }

  /// The token behind the partners that an agreement's description names at `at`: "with Norway and Chile", "between Norway and Chile";
  /// `at` if it names none.
  [[nodiscard]] std::uint32_t behind_partners(std::uint32_t at) const {
    if (at + 1 >= end_ || (folded(at) != "with" && folded(at) != "between" && folded(at) != "among")) return at;
    std::uint32_t behind = at;
    for (std::uint32_t k = at + 1; k < end_; ++k) {
      if (actor_at(k)) {
        behind = k = analysis_.mentions[static_cast<std::size_t>(taken_[k])].end_token;
        --k;
        continue;
      }
      const std::string& word = folded(k);
      if (word != "the" && word != "and" && word != "," && word != "both" && word != "of" && !tokens_[k].has(token_flag::capitalised))
        break;
    }
    // "between the two countries"
    if (behind == at && at + 3 < end_ && folded(at + 1) == "the" && folded(at + 2) == "two")
      return at + (w_.pair_nouns.has(tokens_[at + 3].word) ? 4 : 3);
    return behind;
  }

  /// Whether what stands around the description of an agreement from `i` to `end` says that it is there: "following a trade deal with
  /// Norway", "a pact with Norway entered into force", "ratified a pact".
  [[nodiscard]] bool exists(std::uint32_t i, std::uint32_t end) const {
    if (i > begin_ && upholds_agreement(i - 1)) return true;
    // "a bilateral trade agreement (BTA) between …"
    if (end + 3 < end_ && document_.text(tokens_[end]) == "(" && document_.text(tokens_[end + 2]) == ")") end += 3;
    const std::uint32_t behind = behind_partners(end);
    if (behind + 1 < end_ && behind > begin_) {
      static const std::set<std::string> starts{"entered", "came", "comes", "enters", "took", "went"};
      if (starts.contains(folded(behind)) && (folded(behind + 1) == "into" || folded(behind + 1) == "effect")) return true;
      std::uint32_t verb = behind;
      static const std::set<std::string> auxiliaries{"was", "were", "has", "have", "been", "later", "recently"};
      while (verb < end_ && auxiliaries.contains(folded(verb))) ++verb;
      if (verb > behind && verb < end_ && makes_agreement(verb)) return true;
    }
    // "An economic partnership agreement with the European Union, signed in Nairobi, …"
    if (behind > end && behind + 1 < end_ && folded(behind) == "," && folded(behind + 1) != "agreed" && makes_agreement(behind + 1))
      return true;
    if (behind == end || i == begin_) return false;
    // "after a deal with Norway collapsed"
    static const std::set<std::string> fails{"failed",  "collapsed", "fell",   "could", "would", "might",   "may",
                                             "stalled", "proved",    "eluded", "seems", "looks", "faltered"};
    if (behind < end_ && fails.contains(folded(behind))) return false;
    static const std::set<std::string> approvals{"approved", "approves", "endorsed", "cancelled",
                                                 "canceled", "extended", "upgraded", "revived"};
    if (approvals.contains(folded(i - 1)) && (i < begin_ + 2 || (folded(i - 2) != "not" && folded(i - 2) != "never"))) return true;
    static const std::set<std::string> prepositions{"under", "following", "through", "via", "by", "since", "in", "despite", "after"};
    static const std::set<std::string> unreal{"proposed", "planned", "possible", "potential", "future", "draft", "prospective"};
    for (std::uint32_t k = i; k < end; ++k)
      if (unreal.contains(folded(k))) return false;
    if (prepositions.contains(folded(i - 1))) return true;
    // "thanks to a deal with Norway"
    return i >= begin_ + 2 && folded(i - 1) == "to" && (folded(i - 2) == "thanks" || folded(i - 2) == "according");
  }

  /// "entered into a treaty", "agreed on a pact", "signed in Oslo on 4 May a treaty", "concluded with Chile a treaty": the verb stands
  /// before an adverbial.
  [[nodiscard]] bool made_before(std::uint32_t i) const {
    // "put their names to a treaty", "added its signature to a pact"
    static const std::set<std::string> names{"name", "names", "signature", "signatures"};
    static const std::set<std::string> puts{"put", "puts", "added", "affixed"};
    if (i >= begin_ + 4 && folded(i - 1) == "on" && folded(i - 2) == "paper") return true;  // "put pen to paper on a treaty"
    if (i >= begin_ + 4 && folded(i - 1) == "to" && names.contains(folded(i - 2)))
      for (std::uint32_t k = i - 2; k-- > begin_ && i - k < 6;)
        if (puts.contains(folded(k))) return true;
    static const std::set<std::string> prepositions{"in", "at", "on", "with", "into", "to", "upon", "for"};
    // "concluded a commercial convention in 1867 and a treaty of peace in 1881"
    if (i > begin_ + 2 && folded(i - 1) == "and" && !added_.empty() && added_.back().first_token >= begin_ && added_.back().end_token < i &&
        is_agreement(added_.back().entity)) {
      bool adverbial = true;
      for (std::uint32_t t = added_.back().end_token; t + 1 < i; ++t)
        adverbial = adverbial && (taken_[t] >= 0 || folded(t) == "in" || folded(t) == "on" || folded(t) == ",");
      if (adverbial && i - added_.back().end_token < 7) return true;
    }
    std::uint32_t k = i;
    while (k > begin_ && i - k < 9) {
      --k;
      const std::string word = folded(k);
      if (makes_agreement(k)) {
        // "agreed to …" and "entered into …" need their preposition, others an adverbial.
        return k + 1 < i && prepositions.contains(folded(k + 1));
      }
      if (taken_[k] < 0 && !prepositions.contains(word) && word != "the" && word != "today" && word != "yesterday" &&
          !tokens_[k].has(token_flag::capitalised) && tokens_[k].kind != TokenKind::number)
        return false;
    }
    return false;
  }

  /// "A has a trade agreement with B", "A and B have a trade agreement".
  [[nodiscard]] bool had_with(std::uint32_t i, std::uint32_t end) const {
    if (i < begin_ + 2) return false;
    const std::string verb = folded(i - 1);
    if (verb != "has" && verb != "have" && verb != "had" && verb != "maintains" && verb != "maintain" && verb != "enjoys") return false;
    const auto state = [&](std::uint32_t k) {
      return k < end_ && taken_[k] >= 0 && analysis_.mentions[static_cast<std::size_t>(taken_[k])].entity != no_entity &&
             (analysis_.entities[analysis_.mentions[static_cast<std::size_t>(taken_[k])].entity].cls == cls::State ||
              analysis_.entities[analysis_.mentions[static_cast<std::size_t>(taken_[k])].entity].type == cls::InternationalOrganization);
    };
    // "have had an agreement", "has long had"
    std::uint32_t before = i - 2;
    const bool defence = [&] {  // which rules of its own tell
      for (std::uint32_t k = i; k < end; ++k)
        if (folded(k) == "defence" || folded(k) == "defense") return true;
      return false;
    }();
    static const std::set<std::string> adverbs{"have", "has", "also", "long", "already", "now", "still", "both", "each"};
    while (!defence && before > begin_ && !state(before) && adverbs.contains(folded(before))) --before;
    if (!state(before)) return false;
    if (end + 1 < end_ && folded(end) == "with" && (state(end + 1) || (tokens_[end + 1].word == w_.the && state(end + 2)))) return true;
    return (verb == "have" || verb == "had") && before >= begin_ + 2 && folded(before - 1) == "and" && state(before - 2);
  }

  /// The agreement without a mention before `from` that a name soon behind it calls by its name: "The Dakar Agreement, as the text is
  /// called, …" at a sentence's start, "known as the Dakar Agreement".
  [[nodiscard]] EntityIndex named_soon(std::uint32_t from, const std::string& kind) const {
    static const std::set<std::string> loose{"treaty", "agreement", "pact", "accord", "accords", "deal", "agreements"};
    for (const Mention& mention : analysis_.mentions) {
      if (!is_agreement(mention.entity)) continue;
      const Entity& entity = analysis_.entities[mention.entity];
      if (mention.first_token <= from) continue;
      if (mention.first_token > from + 70) break;
      // Another one described between them is nearer to the name.
      for (std::uint32_t k = from; k + 1 < mention.first_token; ++k)
        if (described_head(k, mention.first_token) != no_token) return no_entity;
      std::uint32_t before = mention.first_token;
      if (before > 0 && tokens_[before - 1].word == w_.the) --before;
      // "the Agreement signed by A and B (“the Dakar political Agreement”)"
      const auto mark = [&](std::uint32_t t) { return t > from && tokens_[t].kind == TokenKind::punctuation; };
      if (before > from + 1 && mark(before - 1) && (document_.text(tokens_[before - 1]) == "(" || mark(before - 2))) {
        const std::uint32_t open = document_.text(tokens_[before - 1]) == "(" ? before - 1 : before - 2;
        if (document_.text(tokens_[open]) == "(" && mention.first_token < end_) return mention.entity;
      }
      const bool seen = std::any_of(analysis_.mentions.begin(), analysis_.mentions.end(), [&](const Mention& other) {
        return other.entity == mention.entity && other.first_token < from && other.kind == MentionKind::agreement;
      });
      const std::string head = folded(std::min(mention.name_first, mention.end_token - 1));
      if (mention.kind != MentionKind::agreement || seen) continue;
      // "an agreement titled “Working Mechanism for …”"
      static const std::set<std::string> titles{"titled", "entitled", "called", "named", "dubbed"};
      if (before > from + 1 && mention.first_token < end_ && tokens_[before - 1].kind == TokenKind::punctuation &&
          titles.contains(folded(before - 2)))
        return mention.entity;
      if (head != kind && !(loose.contains(head) && loose.contains(kind))) continue;
      static const std::set<std::string> naming{"known", "called", "named", "dubbed"};
      const bool as = before > from + 1 && folded(before - 1) == "as" && naming.contains(folded(before - 2));
      if (as) return mention.entity;
      if (entity.entry != no_entry || !entity.date.empty()) continue;
      const bool starts =
          std::any_of(document_.sentences.begin(), document_.sentences.end(), [&](const Sentence& s) { return s.first_token == before; });
      static const std::set<std::string> called{"called", "named", "dubbed", "as", "titled", "entitled"};
      if (before > from && called.contains(folded(before - 1))) return mention.entity;
      // "Under Article 3 of the Capelin Agreement, as the new text is known"
      if (mention.end_token + 1 < tokens_.size() && document_.text(tokens_[mention.end_token]) == "," &&
          folded(mention.end_token + 1) == "as")
        for (std::uint32_t k = mention.end_token + 2; k < tokens_.size() && k - mention.end_token < 9; ++k)
          if (folded(k) == "called" || folded(k) == "known" || folded(k) == "named") return mention.entity;
      if (!starts) continue;
      // "The Dakar Agreement, as the text is called", or a name made of the place or subject of the sentence that describes it
      for (std::uint32_t k = mention.end_token; k < tokens_.size() && k - mention.end_token < 9; ++k)
        if (folded(k) == "called" || folded(k) == "known" || folded(k) == "named") return mention.entity;
      for (std::uint32_t k = mention.first_token; k < mention.end_token; ++k)
        if (tokens_[k].has(token_flag::capitalised) && !w_.heads.has(tokens_[k].word) && tokens_[k].word != unknown_word &&
            std::any_of(tokens_.begin() + begin_, tokens_.begin() + end_, [&](const Token& t) { return t.word == tokens_[k].word; }))
          return mention.entity;
    }
    return no_entity;
  }

  /// The agreement named behind a heading whose name ends in the same subject.
  [[nodiscard]] EntityIndex named_by_subject(std::uint32_t first, std::uint32_t end) const {
    const std::string subject = " " + fold_name(words(first, end));
    for (const Mention& mention : analysis_.mentions)
      if (mention.first_token >= end && mention.kind == MentionKind::agreement && is_agreement(mention.entity) &&
          fold_name(analysis_.entities[mention.entity].label).ends_with(subject))
        return mention.entity;
    return no_entity;
  }

  [[nodiscard]] Span sentence_span() const { return {tokens_[begin_].begin, tokens_[end_ - 1].end}; }

  [[nodiscard]] bool is_agreement(EntityIndex e) const { return e != no_entity && analysis_.entities[e].cls == cls::Agreement; }

  /// The agreement that a description tells what it is: "the Dakar Accord is a treaty that …", "the Dakar Accord, a treaty signed by …,",
  /// "a pact signed by A and B, the Dakar Accord, …".
  /// The agreement whose name ends before the brackets or the insertion that end at the token: "the Treaty of X (also spelled Y) was …",
  /// "the X Pact, formally the Treaty on Y, was …".
  [[nodiscard]] EntityIndex agreement_before_insertion(std::uint32_t end) const {
    static const std::set<std::string> leads{"also",   "known",     "formally",    "officially", "commonly",
                                             "or",     "sometimes", "otherwise",   "popularly",  "called",
                                             "signed", "concluded", "abbreviated", "often",      "better"};
    if (end < begin_ + 3) return no_entity;
    const bool brackets = document_.text(tokens_[end - 1]) == ")";
    if (!brackets && tokens_[end - 1].word != w_.comma) return no_entity;
    for (std::uint32_t k = end - 1; k-- > begin_ && end - k < 30;) {
      if (brackets ? document_.text(tokens_[k]) != "(" : tokens_[k].word != w_.comma) continue;
      const EntityIndex before = ending_at(k);
      if (is_agreement(before) && (brackets || leads.contains(folded(k + 1)))) return before;
      if (brackets) break;
    }
    return no_entity;
  }

  [[nodiscard]] EntityIndex named_beside(std::uint32_t i, std::uint32_t head, std::uint32_t end) const {
    static const std::set<std::string> copulas{"is", "was", "remains", "became"};
    const std::string behind = end < end_ ? folded(end) : std::string();
    if (i >= begin_ + 2) {
      // "the Visiting Forces Agreement (VFA), a military pact …"
      const bool bracketed = i >= begin_ + 5 && document_.text(tokens_[i - 2]) == ")" && document_.text(tokens_[i - 4]) == "(";
      EntityIndex before = ending_at(i - 1);
      if (!is_agreement(before) && bracketed) before = ending_at(i - 4);
      if (!is_agreement(before) && copulas.contains(folded(i - 1))) before = agreement_before_insertion(i - 1);
      if (is_agreement(before) &&
          (copulas.contains(folded(i - 1)) || (tokens_[i - 1].word == w_.comma && behind != "and" && behind != ",")))
        return before;
    }
    // Behind: a name between commas, soon.
    static const std::set<std::string> loose{"treaty", "agreement", "pact", "accord", "deal", "convention"};
    for (const Mention& mention : analysis_.mentions) {
      if (mention.first_token < end) continue;
      if (mention.first_token >= end_ || mention.first_token > end + 16) break;
      if (mention.kind != MentionKind::agreement || !is_agreement(mention.entity)) continue;
      std::uint32_t before = mention.first_token;
      if (before > end && tokens_[before - 1].word == w_.the) --before;
      const std::string name_head = folded(std::min(mention.name_first, mention.end_token - 1));
      const bool closed = mention.end_token < end_ && tokens_[mention.end_token].kind == TokenKind::punctuation;
      const bool kind = name_head == folded(head) || (loose.contains(folded(head)) && loose.contains(name_head));
      if (before > end && tokens_[before - 1].word == w_.comma && closed && kind && before < mention.first_token &&
          std::find(recent_agreements_.begin(), recent_agreements_.end(), mention.entity) == recent_agreements_.end())
        return mention.entity;
      break;
    }
    return no_entity;
  }

  /// "the Treaty of Lausanne, also known as the Treaty of Ouchy,": two names of one, where not both are listed as another's.
  void join_other_names() {
    static const std::set<std::string> adverbs{"also",      "sometimes", "commonly",  "better", "formally", "officially",
                                               "popularly", "otherwise", "variously", "widely", "more"};
    static const std::set<std::string> naming{"known", "called", "referred", "dubbed", "named", "spelled", "spelt", "styled"};
    for (std::size_t m = 0; m + 1 < analysis_.mentions.size(); ++m) {
      const Mention& first = analysis_.mentions[m];
      if (!is_agreement(first.entity)) continue;
      std::uint32_t k = first.end_token;
      const auto text = [&](std::uint32_t t) { return t < tokens_.size() ? folded(t) : std::string(); };
      if (text(k) == "," || text(k) == "(") ++k;
      while (adverbs.contains(text(k))) ++k;
      if (!naming.contains(text(k))) continue;
      ++k;
      if (text(k) == "to") ++k;
      if (text(k) == "as") ++k;
      if (text(k) == "the") ++k;
      for (std::size_t n = m + 1; n < analysis_.mentions.size() && n - m < 6; ++n) {
        const Mention& second = analysis_.mentions[n];
        if (second.first_token != k || !is_agreement(second.entity) || second.entity == first.entity) continue;
        const bool listed_first = analysis_.entities[first.entity].entry != no_entry,
                   listed_second = analysis_.entities[second.entity].entry != no_entry;
        if (listed_first && listed_second) break;
        if (listed_second)
          analysis_.merge(first.entity, second.entity);
        else
          analysis_.merge(second.entity, first.entity);
        break;
      }
    }
  }

  /// "The Dakar Accord is a treaty between A and B": the second is the first one's description, which the finder of names took for a name.
  void join_descriptions() {
    for (std::size_t m = 1; m < analysis_.mentions.size(); ++m) {
      const Mention& described = analysis_.mentions[m];
      if (described.kind != MentionKind::agreement || !is_agreement(described.entity) ||
          analysis_.entities[described.entity].entry != no_entry || tokens_[described.first_token].has(token_flag::capitalised))
        continue;
      std::uint32_t k = described.first_token;
      while (k > 0 && described.first_token - k < 3 && tokens_[k - 1].kind == TokenKind::word && folded(k - 1) != "a" &&
             folded(k - 1) != "an")
        --k;
      // "A peace treaty between A and B, the X Treaty, was signed"
      if (const std::uint32_t comma = described.end_token; tokens_[described.first_token].kind == TokenKind::word && k > 0 &&
                                                           (folded(k - 1) == "a" || folded(k - 1) == "an") && comma + 2 < tokens_.size() &&
                                                           tokens_[comma].word == w_.comma)
        for (std::size_t n = m + 1; n < analysis_.mentions.size() && n - m < 8; ++n) {
          const Mention& named = analysis_.mentions[n];
          const std::uint32_t from =
              named.first_token > comma + 1 && tokens_[named.first_token - 1].word == w_.the ? named.first_token - 1 : named.first_token;
          if (from != comma + 1 || from == named.first_token || named.kind != MentionKind::agreement || !is_agreement(named.entity) ||
              named.entity == described.entity || named.end_token >= tokens_.size() ||
              tokens_[named.end_token].kind != TokenKind::punctuation)
            continue;
          analysis_.merge(described.entity, named.entity);
          break;
        }
      if (k < 3 || (folded(k - 1) != "a" && folded(k - 1) != "an") || (folded(k - 2) != "is" && folded(k - 2) != "was")) continue;
      for (std::size_t n = m; n-- > 0 && m - n < 8;) {
        const Mention& named = analysis_.mentions[n];
        if (named.end_token != k - 2 || named.kind != MentionKind::agreement || !is_agreement(named.entity) ||
            named.entity == described.entity)
          continue;
        analysis_.merge(described.entity, named.entity);
        break;
      }
    }
  }

  /// "The term “Convention” means the Convention on Herring Stocks": what a law calls by a single word.
  void find_definitions() {
    for (const Mention& mention : analysis_.mentions) {
      if (mention.kind != MentionKind::agreement || !is_agreement(mention.entity) || mention.first_token < 4) continue;
      std::uint32_t i = mention.first_token - 1;
      if (tokens_[i].word == w_.the) --i;
      if (folded(i) != "means" || i < 3) continue;
      --i;
      const auto quote = [&](std::uint32_t t) {
        const std::string_view mark = document_.text(tokens_[t]);
        return mark == "\"" || mark == "”" || mark == "“";
      };
      if (!quote(i) || !quote(i - 2) || !w_.heads.has(tokens_[i - 1].word)) continue;
      definitions_.push_back({i - 1, mention.entity});
    }
  }

  /// The agreement that a definition calls by the word at `i`, alone; of several definitions of the word the one nearest.
  [[nodiscard]] EntityIndex defined_as(std::uint32_t i) const {
    EntityIndex nearest = no_entity;
    std::uint32_t distance = UINT32_MAX;
    for (const auto& [token, agreement] : definitions_) {
      if (tokens_[token].word != tokens_[i].word) continue;
      const std::uint32_t apart = token > i ? token - i : i - token;
      if (apart < distance) distance = apart, nearest = agreement;
    }
    return nearest;
  }

  /// The words of an agreement's name that tell what it is about: "Air Transport Agreement between A and B" is about air and transport.
  [[nodiscard]] std::set<std::string> subject_words(const Entity& agreement) const {
    static const std::set<std::string> empty_words{
        "the",        "of",   "on",        "for",        "and",           "a",           "an",       "between",    "in",         "to",
        "concerning", "new",  "bilateral", "reciprocal", "landmark",      "historic",    "joint",    "agreement",  "agreements", "treaty",
        "accord",     "pact", "deal",      "memorandum", "understanding", "arrangement", "protocol", "declaration"};
    const std::string name = fold_name(agreement.label);
    const std::string head = name.substr(0, name.find(" between "));
    std::set<std::string> words;
    for (const std::string& part : {head, name}) {
      std::string word;
      for (const char c : part + " ") {
        if (c != ' ' && c != '-') {
          word += c;
          continue;
        }
        if (word.size() > 3 && word.ends_with("s")) word.pop_back();  // "coast guards", "Coast Guard Cooperation"
        if (!word.empty() && !empty_words.contains(word)) words.insert(word);
        word.clear();
      }
      if (!words.empty()) break;
    }
    return words;
  }

  /// "Norway and Chile Sign Loan Guarantee Agreement" above, "signed a loan guarantee agreement" below: the headline's agreement is the
  /// first one of its kind that the text speaks of, where the words of one are among those of the other.
  void join_headline() {
    const auto unlisted = [&](const Mention& mention) {
      return is_agreement(mention.entity) && mention.members.empty() && analysis_.entities[mention.entity].entry == no_entry;
    };
    // The first of the opening lines that names an agreement, if it is a line and no sentence; a page has others before its headline.
    static constexpr std::size_t opening = 6;
    EntityIndex title = no_entity;
    std::size_t m = 0, line = 0;
    for (; line < document_.sentences.size() && line < opening && title == no_entity; ++line) {
      const Sentence& headline = document_.sentences[line];
      const bool sentence = tokens_[headline.end_token - 1].kind == TokenKind::punctuation;
      for (; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < headline.end_token; ++m)
        if (unlisted(analysis_.mentions[m])) {
          if (sentence || (title != no_entity && title != analysis_.mentions[m].entity)) return;
          title = analysis_.mentions[m].entity;
        }
    }
    if (title == no_entity) return;
    const std::size_t last = std::min<std::size_t>(document_.sentences.size(), line + 8);
    for (; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < document_.sentences[last - 1].end_token; ++m) {
      const Mention& mention = analysis_.mentions[m];
      if (!unlisted(mention)) continue;
      if (mention.entity == title) return;
      const Entity &named = analysis_.entities[title], &described = analysis_.entities[mention.entity];
      // "sign pact on coast guards" may be said of an agreement, but not of a protocol.
      static const std::set<std::string> loose{"pact", "deal", "accord", "agreement", "treaty"};
      const auto kind = [&](const Entity& agreement) {
        const std::string name = fold_name(agreement.label);
        return std::any_of(loose.begin(), loose.end(),
                           [&](const std::string& word) { return (" " + name + " ").find(" " + word + " ") != std::string::npos; });
      };
      if ((named.type != described.type && !(kind(named) && kind(described))) ||
          (!named.date.empty() && !described.date.empty() && named.date != described.date))
        return;
      const std::set<std::string> above = subject_words(named), below = subject_words(described);
      if (above.empty() || below.empty()) return;
      if (!std::includes(above.begin(), above.end(), below.begin(), below.end()) &&
          !std::includes(below.begin(), below.end(), above.begin(), above.end()))
        return;
      // The longer name is the fuller one.
      const bool down = described.label.size() > named.label.size();
      const EntityIndex from = down ? title : mention.entity, to = down ? mention.entity : title;
      Entity& kept = analysis_.entities[to];
      const Entity& gone = analysis_.entities[from];
      kept.names.push_back(gone.label);
      for (const EntityIndex party : gone.parties)
        if (std::find(kept.parties.begin(), kept.parties.end(), party) == kept.parties.end()) kept.parties.push_back(party);
      if (kept.date.empty()) kept.date = gone.date;
      for (auto& [agreement, date, token] : waiting_dates_)
        if (agreement == from) agreement = to;
      analysis_.merge(from, to);
      return;
    }
  }

  [[nodiscard]] bool quotation_mark(std::uint32_t i) const {
    const std::string_view text = document_.text(tokens_[i]);
    return text == "\"" || text == "“" || text == "”" || text == "''" || text == "``";
  }

  /// "suspended a “treaty of friendship and cooperation” concluded with Norway": described in somebody's words.
  std::uint32_t quoted_description(std::uint32_t i) {
    const std::string& article = folded(i);
    if ((article != "a" && article != "an" && article != "the") || i + 3 >= end_ || !quotation_mark(i + 1)) return i;
    static const std::set<std::string> kinds{"treaty", "agreement", "pact", "accord", "protocol", "memorandum", "convention"};
    std::uint32_t close = i + 2;
    while (close < end_ && close - i < 16 && !quotation_mark(close)) ++close;
    if (close >= end_ || !quotation_mark(close) || tokens_[i + 2].has(token_flag::capitalised)) return i;
    const std::uint32_t head = kinds.contains(folded(i + 2)) ? i + 2 : close - 1;
    if (!kinds.contains(folded(head)) || taken_[head] >= 0 || tokens_[head].has(token_flag::capitalised)) return i;
    const std::uint32_t end = close + 1;
    if (!(i > begin_ && (makes_agreement(i - 1) || upholds_agreement(i - 1))) && !makes_agreement(std::min(end, end_ - 1))) return i;
    const EntityIndex index = new_agreement(agreement_type(folded(head)), words(i + 2, close));
    add(i, end, MentionKind::description, index);
    recent_agreements_.push_back(index);
    return end;
  }

  /// "a 10-year defence agreement": how long it is to hold.
  void duration_of_description(std::uint32_t first, std::uint32_t head, EntityIndex index) {
    for (std::uint32_t k = first + 2; k < head; ++k) {
      const std::string& unit = folded(k);
      if ((unit != "year" && unit != "month") || !joins_words(k - 1)) continue;
      const std::string& number = folded(k - 2);
      const int value = std::max(decimal_value(number, 2), static_cast<int>(cardinal_value(number)));
      if (value > 0)
        analysis_.add_value(index, prop::hasDuration, fmt::format("P{}{}", value, unit == "year" ? 'Y' : 'M'), {},
                            {"described-duration", sentence_span(), 0.85});
      return;
    }
  }

  /// What a heading said of an agreement without a name is said of the one that the text then describes.
  void join(EntityIndex from, EntityIndex to) {
    Entity& entity = analysis_.entities[to];
    entity.names.push_back(analysis_.entities[from].label);
    analysis_.merge(from, to);
    for (Mention& mention : added_)
      if (mention.entity == from) mention.entity = to;
    std::replace(recent_agreements_.begin(), recent_agreements_.end(), from, to);
  }

  /// "signed a military cooperation protocol", "a memorandum of understanding that … had signed": an agreement without a name. Where a
  /// name follows soon, it is that one's, and no other is made.
  std::uint32_t unnamed_agreement(std::uint32_t i) {
    if (const std::uint32_t end = quoted_description(i); end > i) return end;
    std::uint32_t head = described_head(i);
    const bool bare = head == no_token;
    if (bare) head = bare_head(i);
    if (head == no_token || (head + 1 < end_ && document_.text(tokens_[head + 1]) == "-")) return i;
    const bool several = !singular(folded(head)).empty();
    const std::string kind = several ? singular(folded(head)) : folded(head);
    const std::uint32_t end = subject_end(head);
    const std::uint32_t first = bare ? i : several ? behind_quantifier(i) : i + 1;  // of the label
    if (!several && !bare)
      if (const std::uint32_t behind = agreement_by_purpose(i, first, head); behind > i) return behind;
    // "signed two agreements: the Treaty on … and the Treaty on …"
    if (several && end < end_ && document_.text(tokens_[end]) == ":") return i;
    if (const EntityIndex named = several ? no_entity : named_beside(i, head, end); named != no_entity) {
      add(i, end, MentionKind::description, named);
      recent_agreements_.push_back(named);
      // "is an implementing agreement under the Convention"
      if (folded(first) == "implementing" && end + 1 < end_ && (folded(end) == "under" || folded(end) == "of" || folded(end) == "to")) {
        const std::uint32_t at = tokens_[end + 1].word == w_.the ? end + 2 : end + 1;
        if (at < end_ && taken_[at] >= 0)
          if (const EntityIndex older = analysis_.mentions[static_cast<std::size_t>(taken_[at])].entity;
              is_agreement(older) && older != named)
            analysis_.add(named, prop::implements, older, {"implementing-agreement", sentence_span(), 0.88});
      }
      // "a mutual defence pact, the Treaty on Friendship …": what it is, is a name of it.
      if (const std::string what = words(first, head + 1);
          what.find("defence") != std::string::npos || what.find("defense") != std::string::npos)
        analysis_.entities[named].names.push_back(what);
      for (std::uint32_t t = i; t < head; ++t)
        if (taken_[t] >= 0 && !analysis_.mentions[static_cast<std::size_t>(taken_[t])].date.empty()) {
          const std::string& date = analysis_.mentions[static_cast<std::size_t>(taken_[t])].date;
          analysis_.add_value(named, prop::signedOn, date, date_datatype(date), {"agreement-by-date", sentence_span(), 0.85});
        }
      return end;
    }
    for (std::uint32_t t = end; t-- > begin_;)
      if (folded(t) == "?") return i;
    if (end_ > begin_ && document_.text(tokens_[end_ - 1]) == "?") return i;
    bool is_signed = (i > begin_ && makes_agreement(i - 1)) || (end < end_ && makes_agreement(end)) || made_before(i) || had_with(i, end) ||
                     exists(i, end);
    // "Presidents X and Y on Monday signed in Oslo a pact", "a pact, signed in Oslo, that …", "a pact was signed"
    if (!is_signed && end + 1 < end_ && (document_.text(tokens_[end]) == "," || folded(end) == "was")) is_signed = makes_agreement(end + 1);
    if (!is_signed && end < end_ && (folded(end) == "that" || folded(end) == "which"))
      for (std::uint32_t t = end + 1; t < end_ && t - end < 12; ++t) is_signed = is_signed || makes_agreement(t);
    // "a protocol of 14 October 2005"
    std::optional<DateMention> date_of_it;
    if (!is_signed && end + 1 < end_ && (folded(end) == "of" || folded(end) == "dated") && dates_.can_begin(tokens_[end + 1]))
      if (auto found = dates_.read(document_, end + 1, end_)) date_of_it = found, is_signed = true;
    // "signed an X Agreement in 2000, a trade agreement in 1999, and …": one more of what was signed
    if (!is_signed && i > begin_ + 2 && (folded(i) == "a" || folded(i) == "an") && goes_on_listing(i)) is_signed = true;
    if (!is_signed) return i;
    EntityIndex index = several ? no_entity : named_soon(end, kind);
    // "A and B sign agreement on legal cooperation", and then "signed a Memorandum of Understanding on legal cooperation"
    if (index == no_entity && in_heading_ && end > head + 3) index = named_by_subject(head + 1, end);
    if (index == no_entity) {
      index = new_agreement(agreement_type(kind), words(first, end));
      Entity& entity = analysis_.entities[index];
      // "a U.S.-Japanese treaty": its parties
      for (std::uint32_t k = first; k < head; ++k)
        if (taken_[k] >= 0) {
          const EntityIndex state = analysis_.mentions[static_cast<std::size_t>(taken_[k])].entity;
          if (state != no_entity && analysis_.entities[state].cls == cls::State &&
              std::find(entity.parties.begin(), entity.parties.end(), state) == entity.parties.end())
            entity.parties.push_back(state);
        }
      if (entity.parties.size() < 2) entity.parties.clear();
      if (const std::uint32_t short_end = kind == "memorandum" && end > head + 2 ? head + 3 : head + 1; short_end < end && head > first)
        entity.names.push_back(words(first, short_end));
      const std::vector<EntityIndex> parties = analysis_.entities[index].parties;
      for (const EntityIndex party : parties)
        analysis_.add(index, prop::hasParty, party, {"title-parties", {tokens_[i].begin, tokens_[end - 1].end}, 0.85});
    }
    if (several) several_.insert(index);
    duration_of_description(first, head, index);
    // "Norway to ratify a border accord with Chile": it is one between the two.
    if (i >= begin_ + 2 && upholds_agreement(i - 1) && folded(end < end_ ? end : head) == "with" && behind_partners(end) > end) {
      std::uint32_t actor = i - 2;
      static const std::set<std::string> auxiliaries{"to", "has", "have", "had", "will"};
      while (actor > begin_ && !actor_at(actor) && auxiliaries.contains(folded(actor))) --actor;
      if (actor_at(actor))
        analysis_.add(index, prop::hasParty, analysis_.mentions[static_cast<std::size_t>(taken_[actor])].entity,
                      {"their-agreement", sentence_span(), 0.82});
    }
    const std::string subject = end > head + 1 ? fold_name(words(head + 1, end)) : std::string();
    if (in_heading_) {
      announced_ = {index, kind, subject, several};
    } else if (announced_.entity != no_entity && announced_.entity != index && announced_.several == several &&
               (several || announced_.kind == kind || (!subject.empty() && announced_.subject == subject))) {
      join(announced_.entity, index);
      announced_ = {};
    }
    const std::uint32_t stop = date_of_it ? date_of_it->end_token : end;
    if (date_of_it && analysis_.entities[index].date.empty()) {
      analysis_.entities[index].date = date_of_it->value;
      waiting_dates_.push_back({index, date_of_it->value, i});
    }
    add(i, stop, MentionKind::description, index);
    recent_agreements_.push_back(index);
    return stop;
  }

  /// "Norway and Chile renewed their friendship treaty of 1961": an agreement of the two whom the sentence names.
  std::uint32_t their_agreement(std::uint32_t i) {
    if (folded(i) != "their" || pair_.size() != 2 || pair_token_ < begin_) return i;
    static const std::set<std::string> kinds{"treaty", "agreement", "pact", "accord", "protocol", "convention"};
    std::uint32_t k = i + 1;
    while (k < end_ && k - i < 7 && !tokens_[k].has(token_flag::capitalised) && !kinds.contains(folded(k)) &&
           (taken_[k] < 0 || analysis_.mentions[static_cast<std::size_t>(taken_[k])].kind == MentionKind::date) &&
           (tokens_[k].kind != TokenKind::punctuation || document_.text(tokens_[k]) == "-"))
      ++k;
    if (k >= end_ || taken_[k] >= 0 || tokens_[k].has(token_flag::capitalised) || !kinds.contains(folded(k))) return i;
    static const std::set<std::string> unreal{"planned", "future", "proposed", "draft", "possible", "first", "next"};
    std::string date;
    for (std::uint32_t t = i + 1; t < k; ++t) {
      if (unreal.contains(folded(t))) return i;
      if (taken_[t] >= 0) date = analysis_.mentions[static_cast<std::size_t>(taken_[t])].date;
    }
    std::uint32_t end = subject_end(k);
    if (end + 1 < end_ && folded(end) == "of" && dates_.can_begin(tokens_[end + 1]))
      if (const auto found = dates_.read(document_, end + 1, end_)) date = found->value, end = found->end_token;
    const std::vector<EntityIndex> parties = pair_;
    EntityIndex index = no_entity;
    for (const EntityIndex e : recent_agreements_) {
      const Entity& known = analysis_.entities[e];
      if (known.parties.size() == 2 && std::is_permutation(parties.begin(), parties.end(), known.parties.begin()) &&
          (date.empty() || known.date.empty() || known.date.starts_with(date.substr(0, 4))))
        index = e;
    }
    if (index == no_entity) {
      // Without a date it may be one that the text named, or one to come.
      if (date.empty()) return i;
      index = new_agreement(agreement_type(folded(k)), words(i + 1, subject_end(k)));
      analysis_.entities[index].parties = parties;
      analysis_.entities[index].date = date;
      waiting_dates_.push_back({index, date, i});
      for (const EntityIndex party : parties) analysis_.add(index, prop::hasParty, party, {"their-agreement", sentence_span(), 0.85});
    }
    add(i, end, MentionKind::description, index);
    recent_agreements_.push_back(index);
    return end;
  }

  /// "Norway's fisheries agreement with Chile", "withdrew from its 1994 agreement with Chile": one between the two.
  std::uint32_t owned_agreement(std::uint32_t i) {
    const bool its = folded(i) == "its" || folded(i) == "their", possessive = folded(i) == "'s" || folded(i) == "’s";
    if (!its && !possessive) return i;
    std::vector<EntityIndex> parties;
    if (possessive) {
      if (i == begin_ || !actor_at(i - 1)) return i;
      parties.push_back(analysis_.mentions[static_cast<std::size_t>(taken_[i - 1])].entity);
    } else {
      // Of the one state or body of which the sentence has spoken
      std::set<EntityIndex> before;
      for (std::uint32_t k = begin_; k < i; ++k)
        if (actor_at(k)) before.insert(analysis_.mentions[static_cast<std::size_t>(taken_[k])].entity);
      if (before.size() == 1) parties.push_back(*before.begin());
    }
    const std::uint32_t head = noun_of_phrase(i + 1, end_, false);
    if (head == no_token || head + 2 >= end_ || folded(head + 1) != "with" || unreal_description(i, head)) return i;
    std::string date;
    for (std::uint32_t k = i + 1; k < head; ++k)
      if (taken_[k] >= 0 && !analysis_.mentions[static_cast<std::size_t>(taken_[k])].date.empty())
        date = analysis_.mentions[static_cast<std::size_t>(taken_[k])].date;
    const std::uint32_t end = behind_partners(head + 1);
    if (end == head + 1) return i;
    // The first partner is no list with the next clause's subject: "its pact with Chile, Norway said".
    for (std::uint32_t k = head + 2; k < end; ++k)
      if (actor_at(k)) {
        const EntityIndex partner = analysis_.mentions[static_cast<std::size_t>(taken_[k])].entity;
        if (std::find(parties.begin(), parties.end(), partner) == parties.end()) parties.push_back(partner);
        k = analysis_.mentions[static_cast<std::size_t>(taken_[k])].end_token - 1;
        if (k + 1 < end_ && folded(k + 1) != "and") break;
      }
    // What is wanted, or is not there
    static const std::set<std::string> open{"want", "wants",   "wanted", "seek",  "seeks",   "sought",
                                            "no",   "without", "hoped",  "hopes", "discuss", "discussed"};
    for (std::uint32_t k = i; k-- > begin_ && i - k < 6;)
      if (open.contains(folded(k))) return i;
    const std::string label = words(i + 1, head + 1);
    // "Norway's mutual defence pact with Iceland" tells of the two states, by rules of its own.
    if (date.empty() && (label.find("defence") != std::string::npos || label.find("defense") != std::string::npos)) return i;
    const ClassId type = agreement_type(folded(head));
    EntityIndex index = agreement_of(parties, date, type);
    if (index == no_entity) {
      index = new_agreement(type, label);
      analysis_.entities[index].parties = parties;
      analysis_.entities[index].date = date;
      if (!date.empty()) waiting_dates_.push_back({index, date, i});
      for (const EntityIndex party : parties) analysis_.add(index, prop::hasParty, party, {"their-agreement", sentence_span(), 0.82});
    }
    static const std::set<std::string> predicates{"was", "is", "has", "had", "entered", "came", "took", "expired", "lapsed", "ended"};
    const std::uint32_t stop = end < end_ && predicates.contains(folded(end)) ? end : head + 1;
    add(i + (possessive ? 1 : 0), stop, MentionKind::description, index);
    recent_agreements_.push_back(index);
    return stop;
  }

  /// "the former", "the latter": of the two agreements that the sentence before names.
  std::uint32_t former_or_latter(std::uint32_t i) {
    if (tokens_[i].word != w_.the || i + 1 >= end_ || (folded(i + 1) != "former" && folded(i + 1) != "latter")) return i;
    if (i + 2 < end_ && tokens_[i + 2].kind == TokenKind::word) {
      static const std::set<std::string> behind{"in",  "on",  "was", "is", "entered", "without",   "but",
                                                "and", "had", "has", "by", "which",   "concluded", "signed"};
      if (!behind.contains(folded(i + 2))) return i;
    }
    std::vector<EntityIndex> named;
    for (const Mention& mention : analysis_.mentions)
      if (mention.first_token >= previous_sentence() && mention.end_token <= i && is_agreement(mention.entity) &&
          std::find(named.begin(), named.end(), mention.entity) == named.end())
        named.push_back(mention.entity);
    if (named.size() != 2) return i;
    add(i, i + 2, MentionKind::pronoun, folded(i + 1) == "former" ? named[0] : named[1]);
    return i + 2;
  }

  /// "the bloc", "the alliance", "the organisation": the one that was named last.
  /// "the Council" behind "the Arctic Council": the one international body that the text has named with the word; in small letters only
  /// where it was named a short while ago.
  [[nodiscard]] EntityIndex body_called(std::uint32_t i) const {
    static const std::set<std::string> heads{"council",     "coalition", "forum",       "commission",  "union",        "group",
                                             "community",   "league",    "association", "initiative",  "alliance",     "bloc",
                                             "agency",      "committee", "quad",        "partnership", "organization", "organisation",
                                             "secretariat", "fund",      "assembly",    "congress",    "bank",         "court"};
    static const std::set<std::string> small{"council", "coalition", "commission", "league"};
    static const std::set<std::string> behind{"of", "for", "on", "to", "-", "'s"};
    const std::string word = folded(i);
    const bool capital = tokens_[i].has(token_flag::capitalised);
    if (!heads.contains(word) || (!capital && !small.contains(word))) return no_entity;
    if (i + 1 < end_ && ((behind.contains(folded(i + 1)) && folded(i + 1) != "'s") || taken_[i + 1] >= 0 ||
                         (capital && tokens_[i + 1].has(token_flag::capitalised))))
      return no_entity;
    static constexpr std::uint32_t soon = 60;  // tokens
    EntityIndex found = no_entity;
    for (const Mention& mention : analysis_.mentions) {
      if (mention.first_token >= i) break;
      if (mention.entity == no_entity || mention.entity == found) continue;
      const Entity& entity = analysis_.entities[mention.entity];
      if (entity.cls != cls::Organization || !named_with(entity, word)) continue;
      if (found != no_entity) return no_entity;
      found = mention.entity;
    }
    if (found == no_entity) return no_entity;
    const ClassId type = analysis_.entities[found].type;
    if (type != cls::InternationalOrganization && type != cls::Alliance) return no_entity;
    const bool near = std::any_of(analysis_.mentions.begin(), analysis_.mentions.end(), [&](const Mention& mention) {
      return mention.entity == found && mention.first_token < i && i - mention.first_token < soon;
    });
    return capital || near ? found : no_entity;
  }

  [[nodiscard]] static bool named_with(const Entity& entity, const std::string& word) {
    const auto holds = [&](const std::string& name) { return (" " + fold_name(name) + " ").find(" " + word + " ") != std::string::npos; };
    return holds(entity.label) || std::any_of(entity.names.begin(), entity.names.end(), holds);
  }

  std::uint32_t body_description(std::uint32_t i) {
    if (tokens_[i].word != w_.the || i + 1 >= end_ || taken_[i + 1] >= 0) return i;
    if (const EntityIndex body = body_called(i + 1); body != no_entity) {
      add(i, i + 2, MentionKind::description, body);
      return i + 2;
    }
    if (tokens_[i + 1].has(token_flag::capitalised)) return i;
    static const std::set<std::string> nouns{"bloc", "alliance", "organization", "grouping", "organisation"};
    if (!nouns.contains(folded(i + 1)) || recent_body_ == no_entity) return i;
    add(i, i + 2, MentionKind::description, recent_body_);
    return i + 2;
  }

  /// "It was signed …" after a sentence about an agreement; "… have not signed it".
  std::uint32_t it(std::uint32_t i) {
    if (folded(i) != "it" || i + 1 >= end_) return i;
    // "Ecuador denied that it had …": the one who says so
    if (i >= begin_ + 2 && folded(i - 1) == "that") {
      static const std::set<std::string> sayings{"said",        "says",        "denied",    "denies",   "claimed",     "claims",
                                                 "announced",   "announces",   "insisted",  "insists",  "warned",      "stated",
                                                 "believes",    "argued",      "maintains", "declared", "allegations", "reports",
                                                 "accusations", "suggestions", "confirmed"};
      if (sayings.contains(folded(i - 2)))
        for (std::uint32_t k = i - 2; k-- > begin_;) {
          if (taken_[k] < 0) continue;
          const Mention& mention = analysis_.mentions[static_cast<std::size_t>(taken_[k])];
          if (mention.entity == no_entity || mention.kind == MentionKind::adjective) continue;
          const ClassId c = analysis_.entities[mention.entity].cls;
          if (c != cls::State && c != cls::Organization) break;
          add(i, i + 1, MentionKind::pronoun, mention.entity);
          return i + 1;
        }
    }
    return agreement_pronoun(i);
  }

  /// "have ratified both", "has not signed them": the two agreements of one kind that this or the last sentence named.
  std::uint32_t both_agreements(std::uint32_t i) {
    const std::string word = folded(i);
    if ((word != "both" && word != "them") || i == begin_) return i;
    if (i + 1 < end_ && tokens_[i + 1].kind == TokenKind::word && folded(i + 1) != "but" && folded(i + 1) != "in") return i;
    static const std::set<std::string> acts{"signed", "sign", "ratified", "ratify", "signing", "ratifying", "joined", "denounced"};
    if (!acts.contains(folded(i - 1))) return i;
    std::vector<EntityIndex> members;
    for (auto e = recent_agreements_.rbegin(); e != recent_agreements_.rend() && members.size() < 3; ++e) {
      if (!members.empty() && analysis_.entities[*e].type != analysis_.entities[members[0]].type) break;
      if (std::find(members.begin(), members.end(), *e) == members.end()) members.push_back(*e);
    }
    if (members.size() != 2) return i;
    std::reverse(members.begin(), members.end());
    add(i, i + 1, MentionKind::pronoun, members[0], members);
    return i + 1;
  }

  /// Whether what is said of "it" at `i` is what is said of agreements: "It was signed", "It entered into force", "It has been ratified".
  [[nodiscard]] bool about_agreement(std::uint32_t i) const {
    static const std::set<std::string> acts{"signed",   "ratified", "concluded",  "initialled", "adopted",     "opened",
                                            "amended",  "replaced", "force",      "effect",     "superseded",  "negotiated",
                                            "extended", "renewed",  "terminated", "succeeded",  "supplements", "supersedes",
                                            "replaces", "amends",   "complements"};
    for (std::uint32_t k = i + 1; k < end_ && k - i < 6; ++k) {
      if (taken_[k] >= 0) return false;
      if (acts.contains(folded(k))) return folded(i + 1) != "signed" || k > i + 1;
    }
    return false;
  }

  /// The state, body or agreement with which the sentence before this one begins, as its subject; no_entity if it begins otherwise.
  [[nodiscard]] EntityIndex subject_of_previous() const {
    const std::uint32_t previous = previous_sentence();
    return previous == begin_ ? no_entity : subject_at(previous, begin_);
  }

  /// The state, body or agreement with which the clause from `i` to `limit` begins, as its subject; no_entity if it begins otherwise.
  [[nodiscard]] EntityIndex subject_at(std::uint32_t i, std::uint32_t limit) const {
    // a fronted phrase: "In 2011, Norway signed …"
    static const std::set<std::string> fronts{"in", "on", "since", "after", "by", "at", "during", "under", "until", "following"};
    if (fronts.contains(folded(i)) || folded(i).ends_with("ed") || folded(i).ends_with("ally"))
      for (std::uint32_t k = i + 1; k < limit && k - i < 9; ++k)
        if (tokens_[k].word == w_.comma) {
          i = k + 1;
          break;
        }
    for (const Mention& mention : added_)  // "The document, known as …"
      if (mention.first_token == i && mention.entity != no_entity && mention.members.empty()) return mention.entity;
    if (i < limit && tokens_[i].word == w_.the) ++i;
    if (i >= limit || taken_[i] < 0) return no_entity;
    const Mention& mention = analysis_.mentions[static_cast<std::size_t>(taken_[i])];
    if (mention.first_token != i || mention.entity == no_entity || mention.kind == MentionKind::adjective ||
        mention.kind == MentionKind::demonym || mention.kind == MentionKind::date)
      return no_entity;
    const ClassId c = analysis_.entities[mention.entity].cls;
    if (c != cls::State && c != cls::Organization && c != cls::Agreement) return no_entity;
    // "Norway's ships sailed", "Norway and Chile signed": of the state alone nothing is said.
    const std::uint32_t behind = mention.end_token;
    if (behind >= limit) return no_entity;
    const std::string next = folded(behind);
    if (next == "'s" || next == "’s" || next == "'" || next == "and" || next == "or" || next == "-" ||
        tokens_[behind].has(token_flag::capitalised))
      return no_entity;
    return mention.entity;
  }

  [[nodiscard]] EntityIndex state_of_body(EntityIndex body) const {
    const Entity& entity = analysis_.entities[body];
    if (entity.parent != no_entity && analysis_.entities[entity.parent].cls == cls::State) return entity.parent;
    if (entity.entry == no_entry || catalog_[entity.entry].country == no_entry) return no_entity;
    for (EntityIndex e = 0; e < analysis_.entities.size(); ++e)
      if (analysis_.entities[e].entry == catalog_[entity.entry].country) return e;
    return no_entity;
  }

  /// "In 1995, the country joined NATO": the one state that this sentence or the one before names, else the one of the headline.
  std::uint32_t the_country(std::uint32_t i) {
    static const std::set<std::string> nouns{"country", "nation", "republic", "kingdom", "sultanate", "emirate", "archipelago"};
    static const std::set<std::string> no_names{"of", "where",     "that",   "which", "most", "with",
                                                "in", "concerned", "itself", "or",    "and",  "-"};
    if (tokens_[i].word != w_.the || i + 2 >= end_ || taken_[i + 1] >= 0 || !nouns.contains(folded(i + 1))) return i;
    if (no_names.contains(folded(i + 2)) || tokens_[i + 2].has(token_flag::capitalised)) return i;
    // As a subject or an owner: "across the country" says nothing of the state.
    const bool owner = folded(i + 2) == "'s" || folded(i + 2) == "’s";
    const bool subject = i == begin_ || tokens_[i - 1].word == w_.comma || folded(i - 1) == "and" || folded(i - 1) == "when" ||
                         folded(i - 1) == "that" || folded(i - 1) == "since" || folded(i - 1) == "after";
    if (!owner && !subject) return i;
    std::set<EntityIndex> near;
    for (const auto& [state, token] : recent_states_)
      if (token >= previous_sentence() && token < i) near.insert(state);
    // "The Chilean Parliament approved the country's membership in EFTA"
    for (std::uint32_t k = begin_; k < i; ++k) {
      if (taken_[k] < 0) continue;
      const Mention& mention = analysis_.mentions[static_cast<std::size_t>(taken_[k])];
      if (mention.entity == no_entity || analysis_.entities[mention.entity].type != cls::GovernmentBody) break;
      if (const EntityIndex of = state_of_body(mention.entity); of != no_entity) near = {of};
      break;
    }
    EntityIndex meant = no_entity;
    if (near.size() == 1) meant = *near.begin();
    if (near.empty()) meant = state_of_headline();
    if (near.size() > 1) {
      meant = subject_of_previous();
      if (meant != no_entity && analysis_.entities[meant].cls != cls::State) meant = no_entity;
      for (const auto& [state, token] : recent_states_)  // a state named since is as likely meant
        if (token >= begin_ && token < i && state != meant) meant = no_entity;
    }
    if (meant == no_entity) return i;
    add(i, i + 2, MentionKind::pronoun, meant);
    return i + 2;
  }

  /// The state that the headline names, if it names one only.
  [[nodiscard]] EntityIndex state_of_headline() const {
    const std::uint32_t end = document_.sentences.front().end_token;
    if (document_.sentences.front().end_token > begin_) return no_entity;
    EntityIndex state = no_entity;
    for (const Mention& mention : analysis_.mentions) {
      if (mention.first_token >= end) break;
      if (mention.entity == no_entity || analysis_.entities[mention.entity].cls != cls::State || mention.entity == state) continue;
      if (state != no_entity) return no_entity;
      state = mention.entity;
    }
    return state;
  }

  /// "It joined NATO in 1949" behind a sentence about Norway; "…, but it has no pact with Chile": the subject before.
  std::uint32_t subject_pronoun(std::uint32_t i) {
    static const std::set<std::string> verbs{
        "is",          "was",     "has",          "had",        "joined",     "signed",    "left",    "withdrew",  "imposed",
        "invaded",     "became",  "did",          "does",       "supplies",   "supplied",  "also",    "then",      "ratified",
        "acceded",     "sent",    "declared",     "sold",       "supported",  "supports",  "opposes", "opposed",   "later",
        "never",       "belongs", "hosts",        "recognised", "recognized", "maintains", "sells",   "concluded", "entered",
        "attacked",    "annexed", "occupied",     "remains",    "broke",      "gained",    "began",   "took",      "holds",
        "held",        "adopted", "accepted",     "received",   "purchased",  "bought",    "founded", "agreed",    "ceded",
        "sided",       "fought",  "allied",       "provides",   "provided",   "refused",   "gave",    "resumed",   "rejoined",
        "established", "severed", "participates", "shares",     "enjoys",     "returned",  "served",  "chaired"};
    static const std::set<std::string> nominal{"a",       "an",       "the",       "not",        "also",     "party", "bound",
                                               "elected", "admitted", "reelected", "readmitted", "expelled", "one",   "allied",
                                               "part",    "still",    "now",       "among",      "no"};
    if (i + 2 >= end_) return i;
    const std::string next = folded(i + 1), after = folded(i + 2);
    if (!verbs.contains(next)) return i;
    if ((next == "is" || next == "was") && !nominal.contains(after)) return i;
    if (after == "not" && i + 3 < end_ && (folded(i + 3) == "until" || folded(i + 3) == "clear" || folded(i + 3) == "only")) return i;
    if (i != begin_ && i >= begin_ + 2 && document_.text(tokens_[i - 1]) == ";") {
      // "Norway is a member of EFTA; it also belongs to NATO"
      const EntityIndex subject = subject_at(begin_, i);
      if (subject == no_entity || analysis_.entities[subject].cls != cls::State) return i;
      add(i, i + 1, MentionKind::pronoun, subject);
      return i + 1;
    }
    static const std::set<std::string> fronts{"with", "in", "on", "by", "at", "during", "under", "along", "together", "alongside", "since"};
    const bool fronted = i > begin_ + 1 && i - begin_ < 25 && tokens_[i - 1].word == w_.comma && fronts.contains(folded(begin_));
    if (i != begin_ && !fronted) return i;
    const EntityIndex subject = subject_of_previous();
    if (subject == no_entity || analysis_.entities[subject].cls == cls::Agreement) return i;
    add(i, i + 1, MentionKind::pronoun, subject);
    return i + 1;
  }

  std::uint32_t agreement_pronoun(std::uint32_t i) {
    if (recent_agreements_.empty()) return subject_pronoun(i);
    static const std::set<std::string> acts{"signed",     "sign",      "ratified", "ratify", "signing", "ratifying",
                                            "initialled", "denounced", "joined",   "left",   "quit"};
    static const std::set<std::string> passive{"was",  "has",      "had",       "entered", "is",      "came",
                                               "will", "replaced", "succeeded", "amends",  "replaces"};
    // what only agreements do
    static const std::set<std::string> provides{"refers",     "obliges",     "binds",   "commits",    "provides", "contains",
                                                "recalls",    "reaffirms",   "cites",   "invokes",    "expired",  "lapsed",
                                                "stipulates", "prohibits",   "bans",    "guarantees", "requires", "consists",
                                                "covers",     "establishes", "expires", "supersedes", "repeals"};
    static const std::set<std::string> governed{"acceded",   "accede",     "accedes", "withdrew", "withdraw",    "withdrawn",
                                                "withdraws", "adhered",    "party",   "parties",  "signatories", "signatory",
                                                "accession", "withdrawal", "name",    "names",    "signature",   "signatures"};
    const std::string next = folded(i + 1), after = i + 2 < end_ ? folded(i + 2) : std::string();
    const bool in_force = ((next == "entered" || next == "came" || next == "enters" || next == "comes") && after == "into") ||
                          (next == "took" && after == "effect") || (next == "takes" && after == "effect") || next == "expired" ||
                          next == "lapsed";
    const bool behind_preposition =
        i > begin_ + 1 && (folded(i - 1) == "to" || folded(i - 1) == "from" || folded(i - 1) == "of") && governed.contains(folded(i - 2));
    const bool object = (i > begin_ && acts.contains(folded(i - 1))) || behind_preposition;
    // "Signed in Oslo in 1948, it governs …"
    static const std::set<std::string> fronted{"signed", "concluded", "adopted", "negotiated",
                                               "opened", "ratified",  "drafted", "initialled"};
    const bool behind = i > begin_ + 1 && document_.text(tokens_[i - 1]) == "," && fronted.contains(folded(begin_));
    static const std::set<std::string> fronts{"in", "on", "at", "after", "since", "by", "during", "under", "later", "today"};
    const bool first =
        i == begin_ || (i > begin_ + 1 && i - begin_ < 9 && document_.text(tokens_[i - 1]) == "," && fronts.contains(folded(begin_)));
    const bool subject = behind || in_force || (first && (passive.contains(next) || provides.contains(next)));
    if (!object && !subject) return subject_pronoun(i);
    // "Norway is … It was a member of …": a state or body, where the last sentence was about it
    if (!object && !behind && !in_force && !provides.contains(next))
      if (const EntityIndex last = subject_of_previous();
          last != no_entity && analysis_.entities[last].cls != cls::Agreement && !about_agreement(i))
        return subject_pronoun(i);
    // "left it", "joined it": the body that was named since.
    static const std::set<std::string> memberships{"joined", "left", "quit"};
    if (object && memberships.contains(folded(i - 1)) && recent_body_ != no_entity && recent_body_token_ > recent_agreement_token_)
      return i;
    EntityIndex agreement = recent_agreements_.back();
    if (i == begin_) {
      // What the last sentence was about, rather than a charter that it cited
      if (const EntityIndex last = subject_of_previous(); is_agreement(last))
        agreement = last;
      else if (const EntityIndex other = recent_agreement("agreement", false); other != no_entity)
        agreement = other;
    }
    add(i, i + 1, MentionKind::pronoun, agreement);
    return i + 1;
  }

  /// "the Accords" behind "the Artemis Accords": a plural name by its last word.
  std::uint32_t last_word_of_name(std::uint32_t i) {
    if (tokens_[i].word != w_.the || i + 1 >= end_ || taken_[i + 1] >= 0 || !tokens_[i + 1].has(token_flag::capitalised)) return i;
    static const std::set<std::string> plurals{"accords", "agreements", "treaties", "conventions", "protocols",
                                               "accord",  "compact",    "covenant", "framework"};
    const std::string word = folded(i + 1);
    if (!plurals.contains(word) || (i + 2 < end_ && tokens_[i + 2].has(token_flag::capitalised))) return i;
    for (auto e = recent_agreements_.rbegin(); e != recent_agreements_.rend(); ++e) {
      const Entity& entity = analysis_.entities[*e];
      const auto ends = [&](const std::string& name) {
        const std::string folded_name = fold_name(name);
        return folded_name.ends_with(" " + word);
      };
      if (!ends(entity.label) && std::none_of(entity.names.begin(), entity.names.end(), ends)) continue;
      add(i, i + 2, MentionKind::description, *e);
      return i + 2;
    }
    return i;
  }

  /// "the protocols", "both documents", "the two agreements": those of the kind that were named last, if there are two or three.
  std::uint32_t several_agreements(std::uint32_t i) {
    const std::string first = folded(i);
    if (first != "the" && first != "both" && first != "these" && first != "all") return i;
    std::uint32_t k = i + 1;
    while (k < end_ && k - i < 4 && taken_[k] < 0) {
      const std::string word = folded(k);
      if (word != "two" && word != "three" && word != "new" && word != "the" && word != "bilateral") break;
      ++k;
    }
    if (k >= end_ || taken_[k] >= 0) return i;
    static const std::map<std::string, std::string> plurals{
        {"protocols", "protocol"},     {"agreements", "agreement"}, {"accords", "accord"},  {"treaties", "treaty"}, {"pacts", "pact"},
        {"conventions", "convention"}, {"documents", "agreement"},  {"texts", "agreement"}, {"deals", "agreement"}};
    const auto plural = plurals.find(folded(k));
    if (plural == plurals.end() || tokens_[k].has(token_flag::capitalised)) return i;
    const ClassId type = agreement_type(plural->second);
    std::vector<EntityIndex> members;
    EntityIndex together = no_entity;
    for (auto e = recent_agreements_.rbegin(); e != recent_agreements_.rend() && members.size() < 4; ++e) {
      const Entity& entity = analysis_.entities[*e];
      if (entity.type == cls::Charter || entity.type == cls::Statute || entity.type == cls::Covenant) continue;
      if (type != cls::Agreement && entity.type != type) continue;
      if (several_.contains(*e)) {
        if (together == no_entity) together = *e;
        continue;
      }
      if (std::find(members.begin(), members.end(), *e) == members.end()) members.push_back(*e);
    }
    // "the accords" that the text has named together
    if (members.empty() && together != no_entity) {
      add(i, k + 1, MentionKind::description, together);
      recent_agreements_.push_back(together);
      return k + 1;
    }
    if (members.size() < 2 || members.size() > 3) return i;
    std::reverse(members.begin(), members.end());
    add(i, k + 1, MentionKind::description, members[0], members);
    return k + 1;
  }

  /// "October 13 of that year", "in May of the same year", "the same year": the year is that of the date named last.
  std::uint32_t date_of_that_year(std::uint32_t i) {
    static const std::map<std::string, int> months{{"january", 1},   {"february", 2}, {"march", 3},     {"april", 4},
                                                   {"may", 5},       {"june", 6},     {"july", 7},      {"august", 8},
                                                   {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12}};
    const auto number = [&](std::uint32_t at) {
      return at < end_ && tokens_[at].kind == TokenKind::number ? decimal_value(document_.text(tokens_[at]), 2) : -1;
    };
    const auto month = [&](std::uint32_t at) {
      const auto found = at < end_ ? months.find(folded(at)) : months.end();
      return found == months.end() ? 0 : found->second;
    };
    int m = month(i), d = -1;
    std::uint32_t k = i + 1;
    if (m > 0) {
      d = number(k);
      if (d > 0) ++k;
    } else if (d = number(i); d > 0 && d <= 31 && month(k) > 0) {
      m = month(k);
      ++k;
    } else {
      return i;
    }
    if (k < end_ && (folded(k) == "of" || document_.text(tokens_[k]) == ",")) ++k;
    if (k + 1 >= end_) return i;
    const bool same = (folded(k) == "the" || folded(k) == "that") && folded(k + 1) == "same";
    if (same) ++k;
    if (k + 1 >= end_ || !(same || folded(k) == "that") || folded(k + 1) != "year") return i;
    // The date before, in this sentence or the one before it.
    std::string year;
    for (std::uint32_t at = i; at-- > previous_sentence();)
      if (taken_[at] >= 0 && analysis_.mentions[static_cast<std::size_t>(taken_[at])].kind == MentionKind::date) {
        year = analysis_.mentions[static_cast<std::size_t>(taken_[at])].date.substr(0, 4);
        break;
      }
    if (year.empty()) return k + 2;
    Mention mention;
    mention.first_token = mention.name_first = i;
    mention.end_token = mention.name_end = k + 2;
    mention.kind = MentionKind::date;
    mention.date = d > 0 ? fmt::format("{}-{:02}-{:02}", year, m, d) : fmt::format("{}-{:02}", year, m);
    added_.push_back(std::move(mention));
    return k + 2;
  }

  /// "the same day", "later that year": the day or year of the date that this sentence, or the one before it, names last.
  std::uint32_t same_time(std::uint32_t i) {
    const bool that = folded(i) == "that";
    if (!that && tokens_[i].word != w_.the) return i;
    std::uint32_t k = i + 1;
    if (k < end_ && folded(k) == "same") ++k;
    if (k >= end_ || (!that && k == i + 1)) return i;
    const std::size_t length = folded(k) == "day" ? 10 : folded(k) == "year" ? 4 : folded(k) == "month" ? 7 : 0;
    if (length == 0 || taken_[k] >= 0) return i;
    for (std::uint32_t at = i; at-- > previous_sentence();) {
      if (taken_[at] < 0) continue;
      const Mention& named = analysis_.mentions[static_cast<std::size_t>(taken_[at])];
      if (named.kind != MentionKind::date) continue;
      if (named.date.size() < length) return i;
      Mention mention;
      mention.first_token = mention.name_first = i;
      mention.end_token = mention.name_end = k + 1;
      mention.kind = MentionKind::date;
      mention.date = named.date.substr(0, length);
      added_.push_back(std::move(mention));
      return k + 1;
    }
    return i;
  }

  /// "each other", "one another", and "the other" and "neither" where two states were named: both of them.
  std::uint32_t reciprocal(std::uint32_t i) {
    if (pair_.size() != 2 || i + 1 >= end_) return i;
    const std::string first = folded(i), second = folded(i + 1);
    const bool other =
        (first == "each" && second == "other") || (first == "one" && second == "another") ||
        (first == "the" && second == "other" && !(i + 2 < end_ && tokens_[i + 2].kind == TokenKind::word) && neither_before(i));
    if (other) {
      add(i, i + 2, MentionKind::pronoun, pair_[0], pair_);
      return i + 2;
    }
    static const std::set<std::string> verbs{"has",    "had",    "have",     "is",         "was",     "are",  "were",
                                             "will",   "would",  "may",      "ever",       "did",     "does", "remained",
                                             "signed", "belong", "supports", "recognizes", "declared"};
    if ((first == "neither" || first == "both") && verbs.contains(second)) {
      // "neither" keeps its word, which denies: the mention stands beside it, on the verb's side.
      if (first == "both") add(i, i + 1, MentionKind::pronoun, pair_[0], pair_);
      return i + 1;
    }
    return i;
  }

  [[nodiscard]] bool neither_before(std::uint32_t i) const {
    for (std::uint32_t k = begin_; k < i; ++k) {
      const std::string word = folded(k);
      if (word == "neither" || word == "both" || word == "each" || word == "nor") return true;
    }
    return false;
  }

  /// "The text of the following statement was released by the Governments of …": the joint statement that the heading names.
  std::uint32_t following_statement(std::uint32_t i) {
    if (tokens_[i].word != w_.the || i + 2 >= end_ || folded(i + 1) != "following") return i;
    std::uint32_t k = i + 2;
    if (folded(k) == "joint") ++k;
    if (k >= end_ || folded(k) != "statement" || taken_[k] >= 0) return i;
    for (const Mention& mention : analysis_.mentions)
      if (mention.first_token < i && is_agreement(mention.entity) && analysis_.entities[mention.entity].type == cls::JointStatement) {
        add(i, k + 1, MentionKind::description, mention.entity);
        return k + 1;
      }
    return i;
  }

  /// "a joint trilateral statement signed by …", "the joint declaration that A and B issued": a document of its own, known by its kind.
  std::uint32_t joint_document(std::uint32_t i) {
    static const std::set<std::string> kinds{"joint", "trilateral", "tripartite", "quadrilateral"};
    if (!kinds.contains(folded(i)) || i == begin_) return i;
    std::uint32_t k = i + 1;
    while (k < end_ && k - i < 3 && tokens_[k].kind == TokenKind::word && !tokens_[k].has(token_flag::capitalised) && taken_[k] < 0 &&
           !document_kind(k))
      ++k;
    if (k >= end_ || !document_kind(k) || taken_[k] >= 0) return i;
    const std::string kind = folded(k);
    EntityIndex known = no_entity;
    for (const EntityIndex e : joint_)
      if (analysis_.entities[e].label.ends_with(kind)) known = e;
    // "The following is the text of the joint statement …": the one that the headline names
    if (known == no_entity && i >= begin_ + 3 && tokens_[i - 2].word == w_.of && folded(i - 3) == "text")
      for (const Mention& mention : analysis_.mentions)
        if (mention.first_token < document_.sentences.front().end_token && is_agreement(mention.entity) &&
            analysis_.entities[mention.entity].type == cls::JointStatement)
          known = mention.entity;
    if (known == no_entity) {
      // Made only where the sentence says who signed or issued it.
      bool issued = false;
      for (std::uint32_t n = begin_; n < end_; ++n) {
        const std::string word = folded(n);
        issued = issued || word == "signed" || word == "issued" || word == "adopted" || word == "signing";
      }
      if (!issued) return i;
      known = new_agreement(agreement_type(kind), words(i, k + 1));
      joint_.push_back(known);
    }
    std::uint32_t end = k + 1;
    // "the trilateral statement of November 10, 2020"
    if (end + 1 < end_ && (tokens_[end].word == w_.of || tokens_[end].word == w_.from_ || tokens_[end].word == w_.dated))
      if (const auto date = dates_.read(document_, end + 1, end_)) {
        analysis_.entities[known].date = date->value;
        waiting_dates_.push_back({known, date->value, i});
        end = date->end_token;
      }
    add(i, end, MentionKind::description, known);
    recent_agreements_.push_back(known);
    return end;
  }

  [[nodiscard]] bool document_kind(std::uint32_t i) const {
    const std::string word = folded(i);
    return word == "statement" || word == "declaration" || word == "communique";
  }

  std::uint32_t pair(std::uint32_t i) {
    std::uint32_t k = i;
    const bool both = tokens_[k].word == w_.both, the = tokens_[k].word == w_.the;
    if (!both && !the) return i;
    ++k;
    bool two = both;
    if (k < end_ && tokens_[k].word == w_.two) two = true, ++k;
    if (two && the && k < end_ && taken_[k] < 0 && verb_follows(k)) {
      // "The two signed …": the persons or states of whom the last sentence told
      const std::vector<EntityIndex> persons = two_persons(i);
      if (persons.size() == 2)
        add(i, k, MentionKind::pronoun, persons[0], persons);
      else if (pair_.size() == 2 && pair_token_ >= previous_sentence())
        add(i, k, MentionKind::pronoun, pair_[0], pair_);
      return k;
    }
    // "The two Presidents signed …", "both leaders": the persons of whom the last sentence told
    if (two && k < end_ && taken_here(k)) {
      static const std::set<std::string> officials{"presidents", "leaders", "ministers", "secretaries", "chancellors", "kings",
                                                   "officials",  "men",     "statesmen", "heads",       "premiers",    "diplomats"};
      std::uint32_t noun = k;
      while (noun < end_ && noun - k < 2 &&
             (folded(noun) == "foreign" || folded(noun) == "prime" || folded(noun) == "defence" || folded(noun) == "defense"))
        ++noun;
      if (noun < end_ && officials.contains(folded(noun)) && !(noun + 1 < end_ && folded(noun + 1) == "of")) {
        const std::vector<EntityIndex> persons = two_persons(i);
        if (persons.size() != 2) return i;
        add(i, noun + 1, MentionKind::pronoun, persons[0], persons);
        return noun + 1;
      }
    }
    if (k >= end_ || !w_.pair_nouns.has(tokens_[k].word) || taken_[k] >= 0) return i;
    if (!two && tokens_[k].word != w_.parties) return i;
    // "the parties" of the agreement that was named last are its own.
    if (tokens_[k].word == w_.parties && !recent_agreements_.empty()) {
      const std::vector<EntityIndex>& parties = analysis_.entities[recent_agreements_.back()].parties;
      if (parties.size() == 2) pair_ = parties;
    }
    // The two states that this sentence names, or of a pair named long ago nothing, where this sentence and the one before name two others.
    if (two && (pair_.empty() || pair_token_ < begin_)) {
      std::vector<EntityIndex> here;
      for (const auto& [state, token] : recent_states_)
        if (token >= begin_ && token < i && std::find(here.begin(), here.end(), state) == here.end()) here.push_back(state);
      if (here.size() == 2)
        pair_ = here, pair_token_ = i;
      else if (here.size() < 2)
        pair_with_office(here, begin_, i);
    }
    if (two && (pair_token_ < previous_sentence() || pair_.empty())) {
      std::vector<EntityIndex> near;
      for (const auto& [state, token] : recent_states_)
        if (token >= previous_sentence() && token < i && std::find(near.begin(), near.end(), state) == near.end()) near.push_back(state);
      if (near.size() > 2) return k + 1;
      if (near.size() == 2) pair_ = near, pair_token_ = i;
      // "Chilean President X received Norwegian Premier Y. The two sides signed …", "… signed … after talks between X and Y"
      if (pair_token_ < previous_sentence() || pair_.empty()) pair_with_office({}, previous_sentence(), i);
      if (pair_token_ < previous_sentence() || pair_.empty()) pair_with_office({}, begin_, end_);
    }
    if (pair_.size() != 2) return k + 1;
    add(i, k + 1, MentionKind::pronoun, pair_[0], pair_);
    return k + 1;
  }

  /// "Norway's foreign minister arrived in Chile, where the two countries signed …": the state of an office is the other one.
  void pair_with_office(std::vector<EntityIndex> states, std::uint32_t from, std::uint32_t at) {
    for (const Mention& mention : analysis_.mentions) {
      if (mention.first_token < from || mention.end_token > at || mention.entity == no_entity) continue;
      EntityIndex state = analysis_.entities[mention.entity].cls == cls::State ? mention.entity : no_entity;
      if (analysis_.entities[mention.entity].cls == cls::Person)
        for (const Claim& claim : analysis_.claims)
          if (claim.property == prop::officialOf && claim.subject == mention.entity && claim.plain() &&
              analysis_.entities[claim.object].cls == cls::State)
            state = claim.object;
      if (state != no_entity && std::find(states.begin(), states.end(), state) == states.end()) states.push_back(state);
    }
    if (states.size() == 2) pair_ = std::move(states), pair_token_ = at;
  }

  /// Whether a verb stands at `i`, as far as its form or its being an auxiliary tells.
  [[nodiscard]] bool verb_follows(std::uint32_t i) const {
    static const std::set<std::string> words{"has",   "have", "had",  "are",   "were",  "will", "would", "may",  "did",
                                             "do",    "also", "then", "later", "both",  "met",  "held",  "sign", "agree",
                                             "spoke", "said", "went", "began", "never", "soon", "first"};
    const std::string word = folded(i);
    return tokens_[i].kind == TokenKind::word && (words.contains(word) || word.ends_with("ed"));
  }

  /// The two persons whom the last sentence and this one before `at` name, if they name just two.
  [[nodiscard]] std::vector<EntityIndex> two_persons(std::uint32_t at) const {
    std::vector<EntityIndex> found;
    for (const auto& [person, token] : recent_persons_)
      if (token >= previous_sentence() && token < at && std::find(found.begin(), found.end(), person) == found.end())
        found.push_back(person);
    return found.size() == 2 ? found : std::vector<EntityIndex>();
  }

  /// "wartime protocol of September 12, 1944", "cease-fire agreement of 4 May": the head noun behind words of any kind, if its date
  /// follows; else no_token.
  [[nodiscard]] std::uint32_t head_with_date(std::uint32_t first) const {
    static const std::set<std::string> none{"of",    "in",       "on",      "to",   "with", "by",    "and",   "or",     "a",
                                            "the",   "that",     "which",   "who",  "is",   "was",   "were",  "are",    "has",
                                            "had",   "have",     "not",     "no",   "any",  "its",   "their", "signed", "new",
                                            "draft", "proposed", "planned", "from", "for",  "after", "under", "since",  "against"};
    std::uint32_t n = first;
    while (n < end_ && n - first < 5 && taken_[n] < 0 && !w_.heads.has(tokens_[n].word) && !none.contains(folded(n)) &&
           ((tokens_[n].kind == TokenKind::word && !tokens_[n].has(token_flag::capitalised)) || folded(n) == "-"))
      ++n;
    if (n == first || n + 2 >= end_ || !w_.heads.has(tokens_[n].word) || taken_[n] >= 0) return no_token;
    const bool dated = tokens_[n + 1].word == w_.of || tokens_[n + 1].word == w_.dated;
    return dated && dates_.can_begin(tokens_[n + 2]) && dates_.read(document_, n + 2, end_) ? n : no_token;
  }

  std::uint32_t agreement_description(std::uint32_t i, const Sentence& sentence) {
    std::uint32_t k = i;
    bool earlier = false, possessive = false;
    std::string year;
    while (k < end_ && k - i < 7 && taken_here(k)) {
      const WordId word = tokens_[k].word;
      if (w_.previous.has(word))
        earlier = true;
      else if (w_.demonstratives.has(word))
        possessive = possessive || word == w_.its;
      else if (tokens_[k].kind == TokenKind::number && dates_.read(document_, k, end_))
        year = dates_.read(document_, k, end_)->value;
      else if (!w_.fillers.has(word))
        break;
      ++k;
    }
    if (k > i)
      if (const std::uint32_t dated_head = head_with_date(k); dated_head != no_token) k = dated_head;
    if (k >= end_ || k == i || !w_.heads.has(tokens_[k].word) ||
        (taken_[k] >= 0 && analysis_.mentions[static_cast<std::size_t>(taken_[k])].kind != MentionKind::date))
      return i;
    const std::string head = folded(k);
    const bool forerunner = head == "precursor" || head == "predecessor";
    if (possessive && !forerunner && !earlier) return i;
    std::uint32_t end = k + 1;
    // "the peace treaty concluded between A and B": its parties tell it from those named before.
    if (end + 2 < end_ && folded(end + 1) == "between" &&
        (folded(end) == "concluded" || folded(end) == "signed" || folded(end) == "reached" || folded(end) == "made")) {
      std::uint32_t start = i;
      while (start < k && (w_.demonstratives.has(tokens_[start].word) || w_.previous.has(tokens_[start].word))) ++start;
      const EntityIndex index = new_agreement(agreement_type(head), words(start, end));
      add(i, end, MentionKind::description, index);
      recent_agreements_.push_back(index);
      return end;
    }
    // "dated February 9, 2000", "of 2000", "signed in March 2001"
    std::string date;
    std::uint32_t at = end;
    if (at < end_ && (tokens_[at].word == w_.dated || tokens_[at].word == w_.of || tokens_[at].word == w_.from_))
      ++at;
    else if (at + 1 < end_ && tokens_[at].word == w_.signed_ && tokens_[at + 1].word == w_.in &&
             dates_.can_begin(tokens_[at + 2 < end_ ? at + 2 : at]))
      at += 2;
    else if (at + 3 < end_ && (tokens_[at].word == w_.signed_ || folded(at) == "concluded" || folded(at) == "reached")) {
      // "signed at Riyadh on May 3, 2007"
      const std::string preposition = folded(at + 1);
      if (preposition == "at" || preposition == "in" || preposition == "on") {
        std::uint32_t n = preposition == "on" ? at + 1 : at + 2;
        while (n < end_ && n - at < 9 && (tokens_[n].has(token_flag::capitalised) || (tokens_[n].word == w_.comma && n > at + 2))) ++n;
        if (n < end_ && folded(n) == "on") {
          ++n;
          if (n < end_ && dates_.can_begin(tokens_[n]))
            if (auto found = dates_.read(document_, n, end_)) date = found->value;
        }
      }
    }
    if (at > end && at < end_ && dates_.can_begin(tokens_[at]))
      if (auto found = dates_.read(document_, at, end_)) date = found->value, end = found->end_token;
    if (date.empty()) date = year;
    const EntityIndex defined = date.empty() && !earlier && !forerunner ? defined_as(k) : no_entity;
    const EntityIndex topic = defined != no_entity ? defined : recent_agreement(head, earlier || forerunner);
    if (date.empty() && !earlier && !forerunner) {
      EntityIndex named = topic;
      // What its signatories tell apart is not the listed one named before: "the agreement reached by A and B not to …".
      if (signed_by_somebody(end) && (named == no_entity || (analysis_.entities[named].entry != no_entry && makes_agreement(end)))) {
        std::uint32_t start = i;
        while (start < k && w_.demonstratives.has(tokens_[start].word)) ++start;
        named = named_soon(end, head);
        if (named == no_entity) named = new_agreement(agreement_type(head), words(start, end));
      }
      if (named == no_entity) named = known_as(end);
      if (named == no_entity) return i;
      add(i, end, MentionKind::description, named);
      recent_agreements_.push_back(named);
      return end;
    }
    if (date.empty()) return i;
    // A date that fits an agreement of the text names that one.
    if (!earlier && !forerunner) {
      const EntityIndex same = dated(date, head, topic);
      if (same != no_entity) {
        add(i, end, MentionKind::description, same);
        recent_agreements_.push_back(same);
        return end;
      }
    }
    const EntityIndex described = describe(i, k, end, date, head);
    add(i, end, MentionKind::description, described);
    if ((earlier || forerunner) && topic != no_entity && topic != described) {
      Claim claim;
      claim.subject = topic;
      claim.property = prop::succeeds;
      claim.object = described;
      claim.evidence.push_back({"previous-agreement", sentence.span, 0.85});
      analysis_.add(std::move(claim));
    }
    return end;
  }

  /// The agreement that is named right behind a description that ends at `at`: "the treaty, known as the Bergen Treaty,".
  [[nodiscard]] EntityIndex known_as(std::uint32_t at) const {
    static const std::set<std::string> adverbs{"also", "commonly", "better", "formally", "officially", "sometimes", "widely", "popularly"};
    static const std::set<std::string> naming{"known", "called", "named", "dubbed"};
    std::uint32_t k = at;
    if (k < end_ && (tokens_[k].word == w_.comma || document_.text(tokens_[k]) == "(")) ++k;
    while (k < end_ && adverbs.contains(folded(k))) ++k;
    if (k >= end_ || k == at || !naming.contains(folded(k))) return no_entity;
    ++k;
    while (k < end_ && taken_[k] < 0 && (folded(k) == "as" || tokens_[k].word == w_.the || tokens_[k].kind == TokenKind::punctuation)) ++k;
    if (k >= end_ || taken_[k] < 0) return no_entity;
    const EntityIndex named = analysis_.mentions[static_cast<std::size_t>(taken_[k])].entity;
    return is_agreement(named) ? named : no_entity;
  }

  /// Whether the sentence begins with how an agreement came about: "Signed between A and B on 4 May, the pact …".
  [[nodiscard]] bool fronted_signing() const {
    static const std::set<std::string> participles{"signed", "concluded", "initialled", "negotiated", "ratified"};
    return participles.contains(folded(begin_));
  }

  /// Parties as a description names them.
  struct NamedParties {
    std::vector<EntityIndex> parties;
    std::uint32_t end = 0;  ///< token behind them, where they are a plain list right behind the description; else 0
  };

  /// The parties that a description names behind its noun at `at`: "between A, led by X, and B", "on 2 December between A and B".
  [[nodiscard]] NamedParties parties_behind(std::uint32_t at) const {
    static const std::set<std::string> reached{"reached", "struck", "signed", "concluded", "made", "agreed", "in", "on", "at", "of"};
    std::uint32_t k = at;
    while (k < end_ && k - at < 7 && folded(k) != "between" && folded(k) != "among") {
      const bool word = reached.contains(folded(k)) || tokens_[k].kind == TokenKind::number || dates_.can_begin(tokens_[k]);
      const bool date = taken_[k] >= 0 && !analysis_.mentions[static_cast<std::size_t>(taken_[k])].date.empty();
      if (!word && !date) return {};
      ++k;
    }
    bool plain = k == at;
    std::uint32_t behind = k;
    if (k >= end_ || (folded(k) != "between" && folded(k) != "among")) return {};
    static const std::set<std::string> before_name{"the",      "of",   "government", "governments", "federal",
                                                   "republic", "both", "kingdom",    "countries",   "states"};
    std::vector<EntityIndex> parties;
    bool expects = true;  // a name, and not what follows one
    bool closed = false;  // "A and B": a comma behind it begins another clause
    for (std::uint32_t t = k + 1; t < end_ && t - k < 60; ++t) {
      if (expects && actor_at(t)) {
        const Mention& mention = analysis_.mentions[static_cast<std::size_t>(taken_[t])];
        if (std::find(parties.begin(), parties.end(), mention.entity) == parties.end()) parties.push_back(mention.entity);
        t = mention.end_token - 1;
        behind = mention.end_token;
        expects = false;
      } else if (expects) {
        if (folded(t) == "countries" || folded(t) == "states") closed = false;  // "and the Andean countries of A, B and C"
        if (!before_name.contains(folded(t)) && !tokens_[t].has(token_flag::capitalised) &&
            !(taken_[t] >= 0 && analysis_.mentions[static_cast<std::size_t>(taken_[t])].kind == MentionKind::adjective))
          break;
      } else if (folded(t) == "and" || folded(t) == "&") {
        expects = closed = true;
      } else if (tokens_[t].word == w_.comma) {
        if (closed && !(t + 1 < end_ && folded(t + 1) == "and")) break;
        // The next of the list, or an apposition up to its comma
        std::uint32_t n = t + 1;
        if (n < end_ && folded(n) == "and") ++n;
        while (n < end_ && (before_name.contains(folded(n)))) ++n;
        if (actor_at(n)) {
          expects = true;
          t = n - 1;
          continue;
        }
        std::uint32_t close = t + 1;
        while (close < end_ && close - t < 16 && tokens_[close].word != w_.comma) ++close;
        if (close >= end_ || tokens_[close].word != w_.comma) break;
        if (close + 1 < end_ && folded(close + 1) == "and") ++close;
        expects = true;
        plain = false;
        t = close;
      } else if (document_.text(tokens_[t]) == "(") {
        while (t < end_ && document_.text(tokens_[t]) != ")") ++t;
      } else {
        break;
      }
    }
    if (parties.size() < 2) return {};
    return {std::move(parties), plain ? behind : 0};
  }

  /// The end of what a gerund behind the noun at `end` says that the agreement does: "treaty creating the Court of Justice"; `end` if there
  /// is none, or nothing that says it was made.
  [[nodiscard]] std::uint32_t purpose_end(std::uint32_t end) const {
    static const std::set<std::string> purposes{"creating",    "establishing", "founding",    "governing",   "ending",      "banning",
                                                "prohibiting", "regulating",   "recognising", "recognizing", "extending",   "renewing",
                                                "amending",    "ceding",       "dividing",    "setting",     "formalising", "formalizing",
                                                "allowing",    "granting",     "abolishing",  "demarcating", "delimiting",  "limiting"};
    if (end + 2 >= end_ || !purposes.contains(folded(end))) return end;
    static const std::set<std::string> auxiliaries{"was", "were", "has", "have", "been", "had"};
    for (std::uint32_t k = end + 1; k + 1 < end_ && k - end < 18; ++k) {
      const std::string& word = folded(k);
      if (auxiliaries.contains(word)) {
        std::uint32_t verb = k + 1;
        while (verb < end_ && auxiliaries.contains(folded(verb))) ++verb;
        if (verb + 2 < end_ && folded(verb) == "put" && folded(verb + 1) == "on" && folded(verb + 2) == "paper") return k;
        return verb < end_ && (makes_agreement(verb) || upholds_agreement(verb)) ? k : end;
      }
      if ((word == "entered" || word == "came" || word == "went") && folded(k + 1) == "into") return k;
      if (word == "took" && folded(k + 1) == "effect") return k;
      if (tokens_[k].kind == TokenKind::punctuation && !joins_words(k) && document_.text(tokens_[k]) != "'") return end;
    }
    return end;
  }

  /// "the treaty creating the Court of Justice was signed": known by what it does.
  std::uint32_t agreement_by_purpose(std::uint32_t i, std::uint32_t first, std::uint32_t head) {
    const std::uint32_t end = purpose_end(head + 1);
    if (end == head + 1) return i;
    const std::string label = words(first, end);
    const auto [known, fresh] = by_purpose_.try_emplace(fold_name(label), no_entity);
    if (fresh) {
      known->second = new_agreement(agreement_type(folded(head)), label);
      analysis_.entities[known->second].names.push_back(words(first, head + 1));
    }
    add(i, end, MentionKind::description, known->second);
    // "the protocol extending the Norwegian-Chilean pact": there is another one within.
    const EntityIndex outer = known->second;
    for (std::uint32_t k = head + 1; k < end;) k = std::max(k + 1, taken_[k] < 0 ? step(k, *sentence_) : k);
    recent_agreements_.push_back(outer);
    return end;
  }

  /// Whether the description of an agreement at `i` tells it from others by its parties: "the new treaty between A and B".
  [[nodiscard]] bool names_parties(std::uint32_t i) const {
    std::uint32_t k = i + 1;
    while (k < end_ && k - i < 7 && taken_here(k) && !w_.heads.has(tokens_[k].word)) ++k;
    return k < end_ && w_.heads.has(tokens_[k].word) && taken_[k] < 0 && !parties_behind(k + 1).parties.empty();
  }

  /// Whether the description of an agreement at `i` tells it from others by what it does.
  [[nodiscard]] bool has_purpose(std::uint32_t i) const {
    return i + 2 < end_ && w_.heads.has(tokens_[i + 1].word) && taken_[i + 1] < 0 && purpose_end(i + 2) > i + 2;
  }

  /// The agreement that the text has between just these, of a fitting date; no_entity if there is none, or several.
  [[nodiscard]] EntityIndex agreement_of(const std::vector<EntityIndex>& parties, const std::string& date, ClassId type) const {
    EntityIndex found = no_entity;
    for (EntityIndex e = 0; e < analysis_.entities.size(); ++e) {
      const Entity& known = analysis_.entities[e];
      if (known.cls != cls::Agreement || known.parties.size() != parties.size() ||
          !std::is_permutation(parties.begin(), parties.end(), known.parties.begin()))
        continue;
      if (!date.empty() && !known.date.empty() && known.date.substr(0, 4) != date.substr(0, 4)) continue;
      if (known.type != type && !(loose(type) && (loose(known.type) || known.type == cls::Treaty)) &&
          !(loose(known.type) && type == cls::Treaty))
        continue;
      if (found != no_entity) return no_entity;
      found = e;
    }
    return found;
  }

  /// Whether the words from `from` to `to`, and those before them, leave open that there is such an agreement: "the proposed", "talks on
  /// the".
  [[nodiscard]] bool unreal_description(std::uint32_t from, std::uint32_t to) const {
    static const std::set<std::string> unreal{"proposed", "planned", "possible",  "potential", "future",   "draft",   "prospective",
                                              "next",     "mooted",  "envisaged", "stalled",   "expected", "upcoming"};
    for (std::uint32_t k = from; k < to; ++k)
      if (unreal.contains(folded(k))) return true;
    if (from < begin_ + 2) return false;
    static const std::set<std::string> talks{"talks",     "negotiations", "discussions", "negotiate", "negotiating", "proposal",
                                             "proposals", "hopes",        "plans",       "proposed",  "proposes",    "suggested",
                                             "propose",   "reject",       "rejected",    "seek",      "seeks",       "sought"};
    return talks.contains(folded(from - 2)) || talks.contains(folded(from - 1));
  }

  /// "the ceasefire agreement signed by A and B", "the 1778 Franco-Spanish treaty": one that its words tell from those named before.
  std::uint32_t definite_agreement(std::uint32_t i) {
    if (tokens_[i].word != w_.the && tokens_[i].word != w_.this_) return i;
    std::uint32_t k = i + 1;
    static const std::set<std::string> picks{"first",  "second", "third", "last",   "only",  "same",
                                             "latest", "next",   "other", "latter", "former"};
    if (k < end_ && picks.contains(folded(k))) return i;
    std::vector<EntityIndex> parties;
    std::string date;
    for (; k < end_ && k - i < 9; ++k) {
      if (taken_[k] >= 0) {
        const Mention& mention = analysis_.mentions[static_cast<std::size_t>(taken_[k])];
        const bool joined = k + 1 < end_ && joins_words(k + 1) && actor_at(k);
        if (mention.kind == MentionKind::date) {
          date = mention.date;
        } else if (mention.entity != no_entity && analysis_.entities[mention.entity].cls == cls::State &&
                   (mention.kind == MentionKind::adjective || joined || (k > i + 2 && actor_at(k) && !parties.empty()))) {
          if (std::find(parties.begin(), parties.end(), mention.entity) == parties.end()) parties.push_back(mention.entity);
        } else {
          break;
        }
        k = mention.end_token - 1;
        continue;
      }
      if (tokens_[k].kind == TokenKind::punctuation && !joins_words(k)) break;
      if (tokens_[k].has(token_flag::capitalised) || w_.heads.has(tokens_[k].word) || folded(k) == "and" || leaves_phrase(folded(k))) break;
    }
    if (k >= end_ || taken_[k] >= 0 || !w_.heads.has(tokens_[k].word) || tokens_[k].has(token_flag::capitalised)) return i;
    if (parties.size() != 2) parties.clear();
    if (parties.empty())
      if (const std::uint32_t behind = agreement_by_purpose(i, i + 1, k); behind > i) return behind;
    const bool by_name = !parties.empty() && tokens_[i].word == w_.the;  // "the Norwegian-Chilean treaty"
    // "the 2014 maritime law enforcement agreement"
    const bool dated_words = date.size() >= 4 && k > i + 2 && taken_[i + 1] >= 0 && taken_[i + 2] < 0;
    const bool apart = (k > i + 1 && (signed_by_somebody(k + 1) || signed_then(k + 1))) || dated_words;
    const bool fronted = i > begin_ && tokens_[i - 1].word == w_.comma && fronted_signing();
    std::uint32_t end = k + 1;
    if (!by_name && !fronted)
      if (NamedParties named_there = parties_behind(end); !named_there.parties.empty()) {
        parties = std::move(named_there.parties);
        end = std::max(end, named_there.end);
      }
    if (!by_name && !apart && !fronted && parties.empty()) return i;
    if (!apart && !fronted && unreal_description(i, k)) return i;
    if (end + 1 < end_ && folded(end) == "of" && dates_.can_begin(tokens_[end + 1]))
      if (const auto found = dates_.read(document_, end + 1, end_)) date = found->value, end = found->end_token;
    const ClassId type = agreement_type(folded(k));
    EntityIndex named = no_entity;
    // "the recently signed security agreement": how it came about is no part of what it is called
    std::uint32_t start = i + 1;
    for (std::uint32_t t = start; t < k; ++t)
      if (making_verb(folded(t)) || folded(t) == "recently" || folded(t) == "newly") start = t + 1;
    const std::string label = words(start, k + 1);
    bool earlier = false;
    for (std::uint32_t t = i + 1; t < k; ++t) earlier = earlier || w_.previous.has(tokens_[t].word);
    if (!parties.empty() && earlier && date.empty()) {
      // "superseded the previous Norwegian-Chilean treaty"
    } else if (!parties.empty()) {
      named = agreement_of(parties, date, type);
      // An agreement without a name of which the text tells already, with no other parties
      if (const EntityIndex topic = recent_agreement(folded(k), false); named == no_entity && topic != no_entity) {
        const Entity& known = analysis_.entities[topic];
        const bool fits = std::all_of(known.parties.begin(), known.parties.end(),
                                      [&](EntityIndex party) { return std::find(parties.begin(), parties.end(), party) != parties.end(); });
        const std::size_t space = known.label.rfind(' ');
        const std::string last = known.label.substr(space == std::string::npos ? 0 : space + 1);
        const bool unnamed = !last.empty() && last == fold_word(last);  // "the Oslo-Lima agreement"
        if (known.entry == no_entry && fits && unnamed && (date.empty() || known.date.empty() || known.date.starts_with(date)))
          named = topic;
      }
    } else if (k > i + 1) {
      for (const EntityIndex e : recent_agreements_) {
        const Entity& known = analysis_.entities[e];
        if (fold_name(known.label).find(fold_name(label)) != std::string::npos && (date.empty() || known.date.starts_with(date))) named = e;
      }
    } else {
      named = recent_agreement(folded(k), false);
    }
    if (named == no_entity && !earlier) named = named_soon(k + 1, folded(k));
    if (named == no_entity) {
      named = new_agreement(type, label);
      analysis_.entities[named].parties = parties;
      if (!date.empty()) {
        analysis_.entities[named].date = date;
        waiting_dates_.push_back({named, date, i});
      }
      for (const EntityIndex party : parties)
        analysis_.add(named, prop::hasParty, party, {by_name ? "title-parties" : "described-parties", sentence_span(), 0.85});
    }
    add(i, end, MentionKind::description, named);
    recent_agreements_.push_back(named);
    return end;
  }

  /// "the ceasefire agreement signed in Geneva on 4 May 2011", "the air transport agreement of 1993": when tells it from others.
  [[nodiscard]] bool signed_then(std::uint32_t end) const {
    static const std::set<std::string> participles{"signed", "concluded", "reached", "initialled", "brokered"};
    static const std::set<std::string> links{"in", "on", "at", "the", ",", "of"};
    if (end + 1 < end_ && folded(end) == "of" && dates_.can_begin(tokens_[end + 1]) && dates_.read(document_, end + 1, end_)) return true;
    if (end >= end_ || !participles.contains(folded(end))) return false;
    for (std::uint32_t n = end + 1; n < end_ && n - end < 9; ++n) {
      if (dates_.can_begin(tokens_[n]) && dates_.read(document_, n, end_)) return true;
      if (!links.contains(folded(n)) && !tokens_[n].has(token_flag::capitalised)) return false;
    }
    return false;
  }

  /// "the agreement A and B signed", "the ceasefire that A and B reached", "the accord signed by A": what is said behind it makes it one.
  [[nodiscard]] bool signed_by_somebody(std::uint32_t end) const {
    if (end + 2 >= end_) return false;
    std::uint32_t k = end;
    if ((folded(k) == "was" || folded(k) == "were") && makes_agreement(k + 1)) {
      static const std::set<std::string> behind{"by", "in", "on", "at", "between"};
      return behind.contains(folded(k + 2 < end_ ? k + 2 : k + 1));
    }
    const bool relative = folded(k) == "that" || folded(k) == "which";
    if (relative) ++k;
    // "the agreement, which was concluded in 2003 between A and B,"
    if (!relative && tokens_[k].word == w_.comma && k + 4 < end_ && folded(k + 1) == "which" &&
        (folded(k + 2) == "was" || folded(k + 2) == "were") && makes_agreement(k + 3) &&
        (folded(k + 4) == "in" || folded(k + 4) == "on" || folded(k + 4) == "by" || folded(k + 4) == "between"))
      return true;
    // "the agreement, signed on 4 May in Oslo,"
    if (!relative && tokens_[k].word == w_.comma && k + 3 < end_ && makes_agreement(k + 1) &&
        (folded(k + 2) == "on" || folded(k + 2) == "in" || folded(k + 2) == "at" || folded(k + 2) == "by" || folded(k + 2) == "between"))
      return true;
    if (!relative && makes_agreement(k)) {
      // "signed by …", "signed in London on 13 November by …"
      for (std::uint32_t n = k + 1; n < end_ && n - k < 12; ++n) {
        const std::string& next = folded(n);
        if (next == "by" || next == "between" || (next == "with" && n == k + 1)) return true;
        if (taken_[n] < 0 && next != "in" && next != "on" && next != "at" && next != "last" && next != "year" && next != "," &&
            next != "the" && tokens_[n].kind != TokenKind::number && !tokens_[n].has(token_flag::capitalised))
          return false;
      }
      return false;
    }
    if (tokens_[k].word == w_.the) ++k;
    if (k >= end_ || taken_[k] < 0) return false;
    static const std::set<std::string> links{"and", "the", "of", ",", "'s", "president", "had", "have"};
    for (std::uint32_t n = k; n < end_ && n - end < 12; ++n) {
      if (makes_agreement(n)) return true;
      if (taken_[n] < 0 && !links.contains(folded(n)) && !tokens_[n].has(token_flag::capitalised)) return false;
    }
    return false;
  }

  [[nodiscard]] bool taken_here(std::uint32_t k) const {
    return taken_[k] < 0 || analysis_.mentions[static_cast<std::size_t>(taken_[k])].kind == MentionKind::date;
  }

  /// "the accord", "the pact": words for agreements of several kinds.
  [[nodiscard]] static bool loose(ClassId type) { return type == cls::Accord || type == cls::Pact || type == cls::Agreement; }

  /// The agreement spoken of last whose kind fits the word; for "agreement" and "document" any but the charters that others cite.
  [[nodiscard]] EntityIndex recent_agreement(const std::string& head, bool any) const {
    const ClassId type = agreement_type(head);
    std::map<EntityIndex, int> counts;
    for (const EntityIndex e : recent_agreements_) ++counts[e];
    EntityIndex best = no_entity;
    for (auto it = recent_agreements_.rbegin(); it != recent_agreements_.rend(); ++it) {
      const Entity& entity = analysis_.entities[*it];
      if (described_.contains(*it) && any) continue;
      if (type == cls::Agreement || any) {
        if (entity.type == cls::Charter || entity.type == cls::Statute || entity.type == cls::Covenant) continue;
        // What a statement calls an agreement is not the statement itself.
        if (head == "agreement" && (entity.type == cls::JointStatement || entity.type == cls::Communique)) continue;
        if (altered_.contains(*it)) continue;
      } else if (entity.type != type && !(loose(type) && (loose(entity.type) || entity.type == cls::Treaty))) {
        continue;
      }
      if (described_.contains(*it) && counts[*it] < 2) continue;
      best = *it;
      break;
    }
    // "the treaty" for a pact, where it is the only agreement spoken of
    static const std::set<ClassId> kindred{cls::Treaty,  cls::Pact,     cls::Accord,  cls::Convention,
                                           cls::Statute, cls::Protocol, cls::Covenant};
    if (best == no_entity && !any && kindred.contains(type) && counts.size() == 1 && !described_.contains(counts.begin()->first) &&
        (kindred.contains(analysis_.entities[counts.begin()->first].type) ||
         analysis_.entities[counts.begin()->first].type == cls::Agreement))
      best = counts.begin()->first;
    return best;
  }

  [[nodiscard]] EntityIndex dated(const std::string& date, const std::string& head, EntityIndex topic) const {
    const ClassId type = agreement_type(head);
    for (EntityIndex e = 0; e < analysis_.entities.size(); ++e) {
      const Entity& entity = analysis_.entities[e];
      if (entity.cls != cls::Agreement || (type != cls::Agreement && entity.type != type)) continue;
      const std::string known = !entity.date.empty() ? entity.date : entity.entry != no_entry ? catalog_[entity.entry].date : std::string();
      if (known.size() >= 4 && (known.starts_with(date) || date.starts_with(known))) return e;
    }
    // The text's own subject, where its date is not known and the year is that of the text or later than all others.
    if (topic != no_entity && analysis_.entities[topic].entry == no_entry && analysis_.entities[topic].date.empty() &&
        !document_.source.date.empty() && document_.source.date.substr(0, 4) == date.substr(0, 4))
      return topic;
    return no_entity;
  }

  EntityIndex describe(std::uint32_t first, std::uint32_t head_token, std::uint32_t end, const std::string& date, const std::string& head) {
    const auto key = std::make_pair(date, agreement_type(head));
    if (const auto known = by_date_.find(key); known != by_date_.end()) return known->second;
    std::uint32_t start = first;
    while (start < head_token &&
           (w_.demonstratives.has(tokens_[start].word) || w_.fillers.has(tokens_[start].word) || w_.previous.has(tokens_[start].word)))
      ++start;
    const EntityIndex index = new_agreement(agreement_type(head), words(start, end));
    analysis_.entities[index].date = date;
    // "the air transport agreement of 1993" is called the air transport agreement too.
    if (start < head_token && end > head_token + 1) analysis_.entities[index].names.push_back(words(start, head_token + 1));
    by_date_[key] = index;
    described_.insert(index);
    waiting_dates_.push_back({index, date, first});
    return index;
  }

  void settle_dates() {
    for (const auto& [entity, date, token] : waiting_dates_) {
      Claim claim;
      claim.subject = entity;
      claim.property = prop::signedOn;
      claim.value = date;
      claim.datatype = date_datatype(date);
      for (const Sentence& sentence : document_.sentences)
        if (sentence.first_token <= token && token < sentence.end_token)
          claim.evidence.push_back({"agreement-by-date", sentence.span, 0.9});
      analysis_.add(std::move(claim));
    }
  }

  struct WaitingDate {
    EntityIndex entity;
    std::string date;
    std::uint32_t token;
  };

  const Document& document_;
  Analysis& analysis_;
  const Catalog& catalog_;
  const CoreferenceWords& w_;
  const DateGrammar& dates_;
  const std::vector<Token>& tokens_;
  std::vector<std::int32_t> taken_;
  mutable std::vector<std::string> folded_;                // by token, empty until asked for
  std::vector<bool> quoted_;                               // by token, where the text speaks as somebody
  std::map<std::string_view, EntityIndex> abbreviations_;  ///< capitals that the text gives to agreements without a name
  EntityIndex author_ = no_entity;                         // who is "I"
  EntityIndex profile_ = no_entity;                        // the state that the text is a profile of
  std::uint32_t begin_ = 0, end_ = 0;
  const Sentence* sentence_ = nullptr;
  bool cites_ = false;  // the sentence is about a provision
  std::vector<Mention> added_;
  std::vector<EntityIndex> recent_agreements_;
  std::vector<EntityIndex> chain_;  // the list of states being read
  std::vector<EntityIndex> pair_;   // the states that were named together last
  std::vector<std::pair<EntityIndex, std::uint32_t>> recent_persons_;
  std::map<EntityIndex, bool> women_;  // whom the text has called "she", and whom "he"
  std::vector<std::pair<EntityIndex, std::uint32_t>> recent_states_;
  std::uint32_t pair_token_ = 0, recent_body_token_ = 0, recent_agreement_token_ = 0;  // where they were named last
  EntityIndex last_state_ = no_entity;
  std::uint32_t last_state_end_ = 0;
  std::map<std::pair<std::string, ClassId>, EntityIndex> by_date_;
  std::set<EntityIndex> described_;
  std::set<EntityIndex> altered_;  // agreements named last as what another one changes
  std::map<std::string, EntityIndex> by_purpose_;
  std::set<EntityIndex> several_;  // descriptions of several agreements, "the two accords"
  struct Announced {
    EntityIndex entity = no_entity;
    std::string kind, subject;
    bool several = false;
  };
  Announced announced_;                                // the agreement without a name of which the heading tells
  bool in_heading_ = false;                            // a block of one sentence without a mark at its end
  std::map<std::string, std::uint32_t> described_so_;  // how many agreements have been made of the same words
  std::vector<EntityIndex> joint_;
  EntityIndex recent_body_ = no_entity;  // international organisation or alliance named last
  std::vector<WaitingDate> waiting_dates_;
  std::vector<std::pair<std::uint32_t, EntityIndex>> definitions_;  // token of the word defined, and what it means
};

}  // namespace

void Coreference::resolve(const Document& document, Analysis& analysis) const {
  Resolver(document, analysis, catalog_, words_, dates_).run();
}

}  // namespace pacta
