#include "parser/relations.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "parser/ellipsis.h"
#include "parser/numerals.h"

namespace pacta {

ClauseWords::ClauseWords(Lexicon& lexicon)
    : be(lexicon, {"be", "is", "are", "was", "were", "been", "being", "am", "isn't", "aren't", "wasn't", "weren't", "get", "got"}),
      have(lexicon, {"have", "has", "had", "having", "hasn't", "haven't", "hadn't"}),
      do_(lexicon, {"do", "does", "did", "don't", "doesn't", "didn't"}),
      modals(lexicon, {"will", "would", "shall", "should", "may", "might", "can", "could", "must", "won't", "wouldn't", "can't", "cannot",
                       "couldn't", "shouldn't", "mustn't"}),
      future(lexicon, {"will", "shall", "won't"}),
      possible_modals(lexicon, {"may", "might", "can", "could", "couldn't", "can't", "cannot"}),
      desired_modals(lexicon, {"should", "must", "shouldn't", "mustn't"}),
      negators(lexicon,
               {"not",    "never", "isn't",    "aren't", "wasn't", "weren't",  "hasn't",    "haven't", "hadn't", "don't",    "doesn't",
                "didn't", "won't", "wouldn't", "can't",  "cannot", "couldn't", "shouldn't", "mustn't", "hardly", "no longer"}),
      adverbs(lexicon, {"also",
                        "already",
                        "recently",
                        "then",
                        "now",
                        "again",
                        "still",
                        "yet",
                        "soon",
                        "long",
                        "repeatedly",
                        "formally",
                        "jointly",
                        "first",
                        "later",
                        "since",
                        "not",
                        "never",
                        "today",
                        "yesterday",
                        "once",
                        "both",
                        "all",
                        "ever",
                        "just",
                        "subsequently",
                        "officially",
                        "publicly",
                        "finally",
                        "earlier",
                        "immediately",
                        "unanimously",
                        "explicitly",
                        "strongly",
                        "fully",
                        "currently",
                        "successfully",
                        "eventually",
                        "initially",
                        "previously",
                        "twice",
                        "together",
                        "thus",
                        "therefore",
                        "reportedly",
                        "allegedly",
                        "simultaneously",
                        "unilaterally",
                        "openly",
                        "directly",
                        "newly",
                        "originally",
                        "consistently",
                        "historically",
                        "only",
                        "almost",
                        "either",
                        "neither",
                        "hardly",
                        "itself",
                        "themselves"}),
      determiners(lexicon, {"the",   "a",   "an", "its",  "their", "his", "her",  "this",  "that", "these",
                            "those", "our", "my", "your", "some",  "any", "each", "every", "no",   "such"}),
      noun_before(
          lexicon,
          {"the",      "a",        "an",      "its",       "their",     "his",           "her",          "this",    "these",  "those",
           "our",      "of",       "for",     "in",        "on",        "with",          "from",         "by",      "at",     "no",
           "any",      "some",     "new",     "first",     "full",      "joint",         "official",     "state",   "mutual", "strong",
           "military", "economic", "recent",  "into",      "during",    "after",         "before",       "under",   "'s",     "continued",
           "further",  "possible", "direct",  "political", "financial", "international", "upcoming",     "planned", "two",    "three",
           "against",  "about",    "without", "such",      "more",      "other",         "humanitarian", "next",    "last",   "previous",
           "bilateral"}),
      subordinators(lexicon, {"because", "although", "though", "while", "whereas", "when", "where", "since", "unless", "until",
                              "after",   "before",   "as",     "so",    "but",     "that", "which", "who",   "if",     "whether"}),
      government(lexicon, {"government", "governments", "authorities", "leadership", "administration", "regime", "cabinet"}),
      relative(lexicon, {"which", "who", "that"}),
      relations(lexicon, {"ally", "allies", "neighbour", "neighbor", "neighbours", "neighbors", "partner", "partners", "rival", "patron",
                          "host", "close", "main", "then"}),
      conditionals(lexicon, {"if", "unless", "whether", "should"}),
      linking_prepositions(lexicon, {"by", "at", "in", "on", "between", "with", "under", "for"}) {
  const auto word = [&](std::string_view w) { return lexicon.intern(w); };
  to = word("to"), and_ = word("and"), comma = word(","), or_ = word("or"), that = word("that"), open = word("("), close = word(")"),
  dash = word("--"), possessive = word("'s"), apostrophe = word("'"), by = word("by"), quote = word("\""), semicolon = word(";"),
  colon = word(":"), neither = word("neither"), nor = word("nor"), no = word("no"), without = word("without"), the = word("the"),
  of = word("of"), not_ = word("not"), both = word("both"), hyphen = word("-"), government_word = word("government"),
  former = word("former"), from = word("from");
}

namespace {

constexpr std::int32_t none = -1;

class Finder {
 public:
  Finder(const Document& document, Analysis& analysis, const RuleSet& rules, const Ontology& ontology, const Catalog& catalog,
         const ClauseWords& words)
      : document_(document),
        analysis_(analysis),
        rules_(rules),
        ontology_(ontology),
        catalog_(catalog),
        w_(words),
        matcher_(rules),
        tokens_(document.tokens) {}

  /// Writes a trace of what follows.
  void trace_to(std::string* trace, std::string_view rule) {
    trace_ = trace;
    traced_rule_ = rule;
  }

  void run() {
    index_mentions();
    index_omitted();
    index_quotations();
    for (const Sentence& sentence : document_.sentences) {
      if (document_.blocks[sentence.block].kind == BlockKind::furniture) continue;
      if (sentence.end_token - sentence.first_token > 400) continue;
      read(sentence);
    }
    sign_for_states();
    parties_are_allies();
  }

 private:
  /// Officials of several states who sign an agreement bind their states: "X, Singapore's minister …, and Y, Indonesia's minister …, signed
  /// it".
  void sign_for_states() {
    struct Signature {
      EntityIndex agreement, state;
      Evidence evidence;
    };
    std::vector<Signature> signatures;
    for (const Claim& claim : analysis_.claims) {
      if (claim.property != prop::signedBy || !claim.plain() || claim.object == no_entity || claim.evidence.empty()) continue;
      if (analysis_.entities[claim.subject].cls != cls::Agreement || analysis_.entities[claim.object].cls != cls::Person) continue;
      for (const Claim& office : analysis_.claims)
        if (office.property == prop::officialOf && office.plain() && office.subject == claim.object &&
            analysis_.entities[office.object].cls == cls::State)
          signatures.push_back({claim.subject, office.object, claim.evidence.front()});
      for (const auto& [person, state] : persons_of_states_)  // "signed by Per Holm of Norway and Ana Reyes of Chile"
        if (person == claim.object) signatures.push_back({claim.subject, state, claim.evidence.front()});
    }
    for (const Signature& signature : signatures) {
      const bool several = std::any_of(signatures.begin(), signatures.end(), [&](const Signature& other) {
        return other.agreement == signature.agreement && other.state != signature.state;
      });
      if (!several) continue;
      Claim claim;
      claim.subject = signature.agreement;
      claim.property = prop::hasParty;
      claim.object = signature.state;
      claim.evidence.push_back({"signed-for-its-state", signature.evidence.span, 0.8});
      analysis_.add(std::move(claim));
    }
  }

  // Outer mentions by their first token.
  void index_mentions() {
    mention_at_.assign(tokens_.size(), none);
    std::uint32_t covered = 0;
    for (std::uint32_t m = 0; m < analysis_.mentions.size(); ++m) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.first_token < covered) continue;
      mention_at_[mention.first_token] = static_cast<std::int32_t>(m);
      covered = mention.end_token;
    }
  }

  /// Agreements that are left out are mentions beside those of the text, by the token behind which they are to be read.
  void index_omitted() {
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

  /// The mention of a number in a group of a clause.
  [[nodiscard]] const Mention& mention(std::uint32_t m) const {
    return m < analysis_.mentions.size() ? analysis_.mentions[m] : omitted_[m - analysis_.mentions.size()].mention;
  }

  [[nodiscard]] bool is_omitted(const Unit& unit) const {
    return unit.kind == UnitKind::mention && clause_.groups[unit.group][0] >= analysis_.mentions.size();
  }

  /// Puts what is left out behind the unit that ends with `token`: "acceded [to the Treaty]".
  void add_omitted(std::uint32_t token) {
    const auto at = std::lower_bound(omitted_.begin(), omitted_.end(), token,
                                     [](const OmittedMention& o, std::uint32_t t) { return o.mention.first_token < t; });
    if (at == omitted_.end() || at->mention.first_token != token) return;
    Unit unit;
    unit.first_token = token;
    unit.end_token = token + 1;
    if (at->preposition != Omitted::Before::nothing) {
      unit.word = at->preposition == Omitted::Before::to ? w_.to : w_.from;
      push(unit);
    }
    unit.kind = UnitKind::mention;
    unit.word = unknown_word;
    unit.classes = classes_of(at->mention);
    unit.group = static_cast<std::uint32_t>(clause_.groups.size());
    clause_.groups.push_back({static_cast<std::uint32_t>(analysis_.mentions.size() + static_cast<std::size_t>(at - omitted_.begin()))});
    push(unit);
  }

  /// What stands in quotation marks is somebody's, not the text's own: by token, the statement's number, or `unknown_speaker`.
  void index_quotations() {
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
        // a title is nobody's words
        if (const std::int32_t m = mention_at_[i + 1];
            m != none && analysis_.mentions[static_cast<std::size_t>(m)].entity != no_entity &&
            analysis_.entities[analysis_.mentions[static_cast<std::size_t>(m)].entity].cls == cls::Publication) {
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

  void read(const Sentence& sentence) {
    // Brackets hold clauses of their own; the rest is matched without them.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> main;
    std::uint32_t first = sentence.first_token;
    for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
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
      } else if (named != analysis_.mentions.end() && i + 1 < close && is_participle(i + 1))
        match({{named->first_token, named->end_token}, {i + 1, close}}, sentence);
      else
        match({{i + 1, close}}, sentence);
      first = close + 1;
      i = close;
    }
    if (first < sentence.end_token) main.emplace_back(first, sentence.end_token);
    match(main, sentence);
    match_listed_groups(sentence);
    for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i)
      if (mention_at_[i] != none) match_within_event(static_cast<std::uint32_t>(mention_at_[i]), sentence);
  }

  /// "the German invasion of Poland" is the name of an event, and says something too.
  void match_within_event(std::uint32_t outer, const Sentence& sentence) {
    const Mention& event = analysis_.mentions[outer];
    if (event.entity == no_entity || analysis_.entities[event.entity].cls != cls::Event || event.end_token > sentence.end_token) return;
    const std::vector<std::int32_t> saved(mention_at_.begin() + event.first_token, mention_at_.begin() + event.end_token);
    std::fill(mention_at_.begin() + event.first_token, mention_at_.begin() + event.end_token, none);
    bool any = false;
    for (std::uint32_t m = outer + 1; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < event.end_token; ++m) {
      mention_at_[analysis_.mentions[m].first_token] = static_cast<std::int32_t>(m);
      any = true;
    }
    if (any) match({{event.first_token, event.end_token}}, sentence);
    std::copy(saved.begin(), saved.end(), mention_at_.begin() + event.first_token);
  }

  /// "Norway and its allies Chile and Peru": of the list that became one unit, all behind "ally" are the first one's. What somebody says so
  /// is left alone.
  void join_allies(const Sentence& sentence) {
    for (const auto& [mention, ally] : allies_) {
      const Mention& a = analysis_.mentions[mention];
      if (speaker_ != no_entity || unnamed_end_ != 0 || quoted_[a.first_token] != none || a.entity == no_entity || asks(sentence)) continue;
      for (const auto& group : clause_.groups) {
        const auto first = std::find(group.begin(), group.end(), ally);
        if (std::find(group.begin(), first, mention) == first || first == group.end()) continue;
        for (auto b = first; b != group.end(); ++b) {
          const EntityIndex other = this->mention(*b).entity;
          if (other == no_entity || analysis_.entities[other].cls != cls::State || analysis_.entities[a.entity].cls != cls::State) continue;
          add_symmetric(a.entity, prop::alliedWith, other, {"and-its-ally", sentence.span, 0.85});
        }
      }
    }
  }

  void add_symmetric(EntityIndex a, PropertyId property, EntityIndex b, const Evidence& evidence) {
    if (a == b) return;
    if (analysis_.entities[a].label > analysis_.entities[b].label) std::swap(a, b);
    analysis_.add(a, property, b, evidence);
  }

  /// States that are parties to a mutual defence treaty, or to a treaty of alliance, have such a pact, or are allies.
  void parties_are_allies() {
    std::map<EntityIndex, std::vector<const Claim*>> parties;
    for (const Claim& claim : analysis_.claims)
      if (claim.property == prop::hasParty && claim.plain() && claim.object != no_entity &&
          analysis_.entities[claim.object].cls == cls::State)
        parties[claim.subject].push_back(&claim);
    std::vector<std::tuple<EntityIndex, EntityIndex, PropertyId, Evidence>> found;
    for (const auto& [agreement, claims] : parties) {
      const Entity& entity = analysis_.entities[agreement];
      std::vector<std::string> names(entity.names);
      names.push_back(entity.label);
      const auto says = [&](std::initializer_list<std::string_view> phrases) {
        return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
          const std::string folded = fold_name(name);
          return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
            const std::size_t at = folded.find(phrase);
            return at != std::string::npos && folded.find("assistance agreement") == std::string::npos;
          });
        });
      };
      static constexpr std::size_t most = 6;  // a list of many parties is no pact of each with each that a text would mean
      const bool pact =
          says({"mutual defence treaty", "mutual defence pact", "mutual defence agreement", "mutual defense treaty", "mutual defense pact",
                "mutual defense agreement", "defence pact", "defense pact", "collective defence treaty", "collective defense treaty"});
      const bool alliance = says({"treaty of alliance", "alliance treaty", "treaty of friendship and alliance"});
      if ((!pact && !alliance) || claims.size() > most) continue;
      for (std::size_t i = 0; i < claims.size(); ++i)
        for (std::size_t k = i + 1; k < claims.size(); ++k)
          found.emplace_back(claims[i]->object, claims[k]->object, pact ? prop::hasDefencePactWith : prop::alliedWith,
                             Evidence{"parties-are-allies", claims[k]->evidence.front().span, 0.85});
    }
    for (const auto& [a, b, property, evidence] : found) add_symmetric(a, property, b, evidence);
  }

  /// "Treaty on X (Paris, 25 October 1938)", "Convention on Y (1988)": where and when it was signed.
  bool place_and_date(const Mention& agreement, std::uint32_t first, std::uint32_t close, const Sentence& sentence) {
    const Mention *place = nullptr, *date = nullptr;
    std::uint32_t at = first;
    while (at < close) {
      if (mention_at_[at] == none) {
        if (tokens_[at].word != w_.comma) return false;
        ++at;
        continue;
      }
      const Mention& mention = analysis_.mentions[static_cast<std::size_t>(mention_at_[at])];
      if (mention.kind == MentionKind::date && date == nullptr)
        date = &mention;
      else if (mention.entity != no_entity && (analysis_.entities[mention.entity].cls == cls::Place || mention.place != no_entity) &&
               place == nullptr && date == nullptr)
        place = &mention;
      else
        return false;
      at = mention.end_token;
    }
    if (date == nullptr || agreement.entity == no_entity || analysis_.entities[agreement.entity].cls != cls::Agreement) return false;
    Claim claim;
    claim.subject = agreement.entity;
    claim.property = prop::signedOn;
    claim.value = date->date;
    claim.datatype = date_datatype(date->date);
    claim.evidence.push_back({"place-and-date-in-brackets", sentence.span, 0.85});
    const EntryId entry = analysis_.entities[agreement.entity].entry;
    const bool known =
        entry != no_entry && catalog_[entry].date.size() >= 4 && catalog_[entry].date.substr(0, 4) != date->date.substr(0, 4);
    if (!known) analysis_.add(claim);
    if (place != nullptr) {
      claim.property = prop::signedAt;
      claim.value.clear();
      claim.datatype.clear();
      claim.object = analysis_.entities[place->entity].cls == cls::Place ? place->entity : place->place;
      analysis_.add(std::move(claim));
    }
    return true;
  }

  // --- Lists of a group's members -----------------------------------------------------------------------------------

  /// "twelve coastal states", and the names that the text gives for them elsewhere in the sentence.
  struct ListedGroup {
    std::uint32_t first = 0, end = 0;                            ///< tokens of the phrase that stands for the group
    std::vector<std::pair<std::uint32_t, std::uint32_t>> names;  ///< tokens of the members' names
    std::uint32_t list_first = 0, list_end = 0;                  ///< tokens of the list, with its marks and what introduces it
  };

  [[nodiscard]] std::string folded(std::uint32_t i) const { return fold_word(document_.text(tokens_[i])); }

  [[nodiscard]] bool names_actor(std::uint32_t i) const {
    if (mention_at_[i] == none) return false;
    const Mention& m = analysis_.mentions[static_cast<std::size_t>(mention_at_[i])];
    return m.entity != no_entity && m.kind != MentionKind::adjective && m.kind != MentionKind::demonym &&
           (analysis_.entities[m.entity].cls == cls::State || analysis_.entities[m.entity].cls == cls::Organization);
  }

  /// Reads a list of states and organisations from `i` on: "A, the B, C and others". Names that are of neither are left out of it.
  /// Returns the token behind it; how many names there are goes to `count`.
  std::uint32_t read_list(std::uint32_t i, std::uint32_t end, std::vector<std::pair<std::uint32_t, std::uint32_t>>& names,
                          std::size_t& count) const {
    std::uint32_t last = i;
    count = 0;
    while (i < end) {
      if (tokens_[i].word == w_.the && i + 1 < end) ++i;
      std::uint32_t behind = i;
      if (names_actor(i)) {
        behind = analysis_.mentions[static_cast<std::size_t>(mention_at_[i])].end_token;
        names.emplace_back(i, behind);
      } else {
        while (behind < end && tokens_[behind].kind == TokenKind::word && tokens_[behind].has(token_flag::capitalised) && behind - i < 4)
          ++behind;
        if (behind == i && (folded(i) == "others" || folded(i) == "more")) return i + 1;
        if (behind == i) break;
      }
      ++count;
      last = behind;
      i = behind;
      if (i < end && tokens_[i].word == w_.comma) ++i;
      if (i < end && tokens_[i].word == w_.and_) ++i;
      if (i == behind) break;
    }
    return last;
  }

  /// The first token of the phrase that ends with the noun of a group at `noun`: "the five Nordic countries"; the number in it, if any,
  /// goes to `number`. Nothing if it is only of a part of the group that is spoken, or of none: "two of the five countries", "no country".
  [[nodiscard]] std::optional<std::uint32_t> group_phrase(std::uint32_t noun, std::uint32_t from, int& number) const {
    static const std::set<std::string> articles{"the", "these", "those", "a"};
    static const std::set<std::string> parts{"none", "neither", "one",    "two",  "three",   "four", "few", "most",     "half",   "some",
                                             "any",  "many",    "either", "each", "several", "five", "six", "majority", "number", "third"};
    static const std::set<std::string> exceptions{"except", "but", "excluding", "unlike", "without", "than", "no",
                                                  "not",    "any", "besides",   "few",    "if",      "nor",  "neither"};
    static const std::set<std::string> stops{"by",   "to",    "in",    "on",   "at",      "with",  "from",  "for",   "and",    "or",
                                             "that", "which", "who",   "as",   "was",     "were",  "is",    "are",   "has",    "have",
                                             "had",  "when",  "while", "into", "between", "among", "under", "after", "before", "because"};
    std::uint32_t i = noun;
    while (i > from && noun - i <= 6) {
      const std::uint32_t before = i - 1;
      const std::string word = folded(before);
      if (exceptions.contains(word)) return std::nullopt;
      const bool named = mention_at_[before] != none;
      const MentionKind kind = named ? analysis_.mentions[static_cast<std::size_t>(mention_at_[before])].kind : MentionKind::name;
      const bool adjective = named && (kind == MentionKind::adjective || kind == MentionKind::demonym);
      if (named && !adjective) break;
      if (word == "of") {
        if (before > from && parts.contains(folded(before - 1))) return std::nullopt;
        if (before > from && folded(before - 1) == "total") i = before > from + 1 && folded(before - 2) == "a" ? before - 2 : before - 1;
        break;
      }
      if (decimal_value(word, 3) > 0) number = decimal_value(word, 3);
      if (cardinal_value(word) > 0) number = cardinal_value(word);
      if (tokens_[before].kind == TokenKind::punctuation && document_.text(tokens_[before]) != "-") break;
      if (articles.contains(word)) {
        i = before;
        if (i > from && (folded(i - 1) == "all" || folded(i - 1) == "both")) --i;
        if (i > from + 1 && folded(i - 1) == "of") {
          if (parts.contains(folded(i - 2))) return std::nullopt;
          if (folded(i - 2) == "all") i -= 2;
        }
        if (i > from && exceptions.contains(folded(i - 1))) return std::nullopt;
        break;
      }
      if (stops.contains(word) || (!adjective && cardinal_value(word) < 0 && !rules_.verb_forms(tokens_[before].word).empty())) break;
      i = before;
    }
    return i;
  }

  /// Groups of states whose members the sentence lists: "five states (A, B …)", "the five states — A, B … —", "by three states: A, B and
  /// C", "several states, including A and B,".
  [[nodiscard]] std::vector<ListedGroup> listed_groups(const Sentence& sentence) const {
    static const std::set<std::string> nouns{"states",  "countries", "nations",  "governments", "powers",     "republics",
                                             "members", "parties",   "capitals", "signatories", "neighbours", "neighbors"};
    std::vector<ListedGroup> found;
    const std::uint32_t begin = sentence.first_token, end = sentence.end_token;
    for (std::uint32_t noun = begin; noun + 3 < end; ++noun) {
      if (mention_at_[noun] != none || !nouns.contains(folded(noun))) continue;
      int number = 0;
      const auto first = group_phrase(noun, begin, number);
      if (!first) continue;
      std::uint32_t i = noun + 1;
      const bool comma = tokens_[i].word == w_.comma;
      if (comma) ++i;
      const std::string mark = folded(i), next = folded(std::min(i + 1, end - 1));
      ListedGroup group;
      group.first = *first;
      group.end = group.list_first = noun + 1;
      bool some = false;
      WordId close = unknown_word;
      if (mark == "including" || mark == "namely" || mark == "notably") {
        some = mark != "namely";
        ++i;
      } else if ((mark == "such" && next == "as") || (mark == "among" && next == "them")) {
        some = true;
        i += 2;
      } else if (!comma && (tokens_[i].word == w_.open || tokens_[i].word == w_.dash || tokens_[i].word == w_.colon)) {
        close = tokens_[i].word == w_.open ? w_.close : tokens_[i].word;
        ++i;
      } else if (!comma && (number > 1 || folded(*first) == "several" || folded(*first) == "other" ||
                            folded(noun > begin ? noun - 1 : noun) == "following")) {
        // "Eight further states joined after that date (A, B …)"
        std::uint32_t open = i;
        while (open < end && tokens_[open].word != w_.open && tokens_[open].word != w_.colon && tokens_[open].word != w_.semicolon &&
               !nouns.contains(folded(open)) && !names_actor(open))
          ++open;
        if (open >= end || (tokens_[open].word != w_.open && tokens_[open].word != w_.colon)) continue;
        group.list_first = open;
        close = tokens_[open].word == w_.open ? w_.close : w_.colon;
        i = open + 1;
      } else {
        continue;
      }
      if (i < end && (folded(i) == "namely" || folded(i) == "including" || folded(i) == "mainly")) ++i;
      std::size_t count = 0;
      const std::uint32_t behind = read_list(i, end, group.names, count);
      if (group.names.empty() || (!some && (count < 2 || group.names.size() * 2 < count))) continue;
      // Not more than are said to be of the group.
      if (number > 1 && static_cast<int>(count) > number) continue;
      group.list_end = behind;
      if (close == w_.close) {
        if (behind >= end || tokens_[behind].word != close) continue;
        group.list_end = behind + 1;
      } else if (close == w_.dash) {
        if (behind < end && tokens_[behind].word == close)
          group.list_end = behind + 1;
        else if (behind < end && tokens_[behind].kind != TokenKind::punctuation)
          continue;
      } else if (close == w_.colon) {
        if (behind < end && tokens_[behind].kind != TokenKind::punctuation) continue;
      } else if (comma && behind < end && tokens_[behind].word == w_.comma) {
        group.list_end = behind + 1;
      }
      found.push_back(std::move(group));
    }
    return found;
  }

  /// Matches the sentence once more with the names in the place of the group.
  void match_listed_groups(const Sentence& sentence) {
    for (const ListedGroup& group : listed_groups(sentence)) {
      clause_ = {};
      clause_.span = sentence.span;
      if (group.first > sentence.first_token) add_units(sentence.first_token, group.first);
      const std::size_t list = clause_.units.size();
      for (const auto& [first, end] : group.names) {
        if (clause_.units.size() > list) push_conjunction(first);
        add_units(first, end);
      }
      if (group.end < group.list_first) add_units(group.end, group.list_first);
      if (group.list_end < sentence.end_token) add_units(group.list_end, sentence.end_token);
      coordinate();
      matches_.clear();
      matcher_.find(clause_.units, scratch_, matches_);
      const std::uint32_t name = group.names.front().first;
      std::erase_if(matches_, [&](const Match& m) {
        return std::none_of(clause_.units.begin() + m.first, clause_.units.begin() + m.end,
                            [&](const Unit& unit) { return unit.first_token == name; });
      });
      if (matches_.empty()) continue;
      if (trace_ != nullptr) trace_units();
      find_speaker();
      for (const Match& m : matches_) emit(m, sentence);
    }
  }

  void push_conjunction(std::uint32_t token) {
    Unit unit;
    unit.kind = UnitKind::word;
    unit.first_token = token;
    unit.end_token = token + 1;
    unit.word = w_.and_;
    push(unit);
  }

  [[nodiscard]] bool is_participle(std::uint32_t token) const {
    const auto readings = rules_.verb_forms(tokens_[token].word);
    return std::any_of(readings.begin(), readings.end(), [](const VerbReading& r) { return (r.forms & verb_bit::participle) != 0; });
  }

  void match(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ranges, const Sentence& sentence) {
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
    match_moved_predicates(sentence);
  }

  /// The unit behind the comma or dash that closes an insertion which the mark at `open` begins, if the sentence's verb follows there:
  /// "Norway, a founding member of NATO, signed …". 0 if there is none. What somebody says in between ("Norway, Chile said, signed …") is
  /// no insertion, for it changes who claims the rest.
  [[nodiscard]] std::size_t behind_insertion(std::size_t open) const {
    static constexpr std::size_t longest = 24;  // units
    const WordId mark = clause_.units[open].word;
    const auto& units = clause_.units;
    const bool subordinate =
        open + 1 < units.size() && units[open + 1].kind != UnitKind::verb &&
        (w_.subordinators.has(units[open + 1].word) || document_.text(tokens_[units[open + 1].first_token]) == "whose" ||
         (open + 2 < units.size() && w_.relative.has(units[open + 2].word)));
    for (std::size_t i = open + 1; i + 1 < units.size() && i - open <= longest; ++i) {
      if (units[i].word == w_.semicolon || units[i].word == w_.colon || units[i].word == w_.quote) return 0;
      const auto& reporting = rules_.list("reporting");
      // "the Baltic states": a noun
      const bool noun = units[i].kind != UnitKind::verb && units[i - 1].kind == UnitKind::word &&
                        document_.text(tokens_[units[i].first_token]).ends_with("s");
      if (!noun && std::any_of(reporting.begin(), reporting.end(), [&](const auto& phrase) {
            return phrase.size() == 1 && units[i].word == phrase[0] && units[i].word != unknown_word;
          }))
        return 0;
      if (units[i].kind == UnitKind::verb && units[i].form == VerbForm::finite && !subordinate && mark == w_.comma) return 0;
      if (units[i].word != mark) continue;
      const Unit& next = units[i + 1];
      if (i > open + 1 && next.kind == UnitKind::verb && (next.form == VerbForm::finite)) return i + 1;
      // A list within the insertion goes on; a dash closes it at once.
      if (mark != w_.comma) return 0;
    }
    return 0;
  }

  /// Whether the comma at `mark` closes an apposition that names the subject: "his Chilean counterpart, Ana Reyes, signed …".
  [[nodiscard]] bool closes_apposition(std::size_t mark) const {
    const auto& units = clause_.units;
    if (mark + 1 >= units.size() || units[mark].word != w_.comma || units[mark + 1].kind != UnitKind::verb ||
        units[mark + 1].form != VerbForm::finite)
      return false;
    // "North Korea, or the DPRK, signed …": a list is one unit, and so are the commas in it.
    const Unit& before = units[mark - 1];
    for (std::uint32_t i = before.first_token; i < before.end_token; ++i)
      if (tokens_[i].word == w_.comma && clause_.groups[before.group].size() > 1) return true;
    if (mark < 3 || before.kind != UnitKind::mention) return false;
    std::size_t open = mark - 2;
    // "several states, including Norway, signed …"
    static const std::set<std::string> members{"including", "notably", "especially", "particularly"};
    if (units[open].kind != UnitKind::mention && members.contains(fold_word(document_.text(tokens_[units[open].first_token])))) --open;
    return open >= 1 && units[open].word == w_.comma && units[open - 1].kind != UnitKind::punctuation;
  }

  /// The verb behind words of time and emphasis at `at`: "Norway on Monday signed …", "Norway alone signed …", "Norway last week signed …".
  /// 0 if there is none.
  [[nodiscard]] std::size_t behind_adverbial(std::size_t at) const {
    const auto& units = clause_.units;
    static const std::set<std::string> leads{"on",    "in",     "last",       "this", "next",  "earlier",   "late",    "early",
                                             "alone", "itself", "themselves", "too",  "today", "yesterday", "himself", "herself"};
    static const std::set<std::string> follows{"monday", "tuesday", "wednesday", "thursday", "friday",   "saturday", "sunday", "week",
                                               "month",  "year",    "january",   "february", "march",    "april",    "may",    "june",
                                               "july",   "august",  "september", "october",  "november", "december", "in",     "on",
                                               "last",   "this",    "summer",    "spring",   "autumn",   "winter",   "night",  "morning"};
    std::size_t i = at;
    while (i < units.size() && i - at < 4) {
      if (units[i].kind == UnitKind::mention
              ? !(units[i].classes.test(pseudo::Date) && i > at)
              : units[i].kind != UnitKind::word ||
                    !(i == at ? leads : follows).contains(fold_word(document_.text(tokens_[units[i].first_token]))))
        break;
      ++i;
    }
    return i > at && i < units.size() && units[i].kind == UnitKind::verb && units[i].form == VerbForm::finite ? i : 0;
  }

  /// Matches the clause once more without what stands between its subject and its verb.
  void match_past_insertions(const Sentence& sentence) {
    Clause reduced;
    std::vector<std::uint32_t> seams;  // units of the reduced clause with an insertion right before
    for (std::size_t i = 0; i < clause_.units.size(); ++i) {
      const Unit& unit = clause_.units[i];
      if (i > 0 && is_agent(i - 1) && unit.kind == UnitKind::word)
        if (const std::size_t verb = behind_adverbial(i); verb > i) {
          seams.push_back(static_cast<std::uint32_t>(reduced.units.size()));
          i = verb - 1;
          continue;
        }
      if (i > 0 && clause_.units[i - 1].kind == UnitKind::mention && (unit.word == w_.comma || unit.word == w_.dash) &&
          (clause_.units[i - 1].classes.test(cls::Actor) || clause_.units[i - 1].classes.test(cls::Instrument)))
        if (const std::size_t behind = closes_apposition(i) ? i + 1 : behind_insertion(i); behind > i) {
          seams.push_back(static_cast<std::uint32_t>(reduced.units.size()));
          i = behind - 1;
          continue;
        }
      reduced.units.push_back(unit);
      reduced.verbs.push_back(clause_.verbs[i]);
    }
    if (seams.empty()) return;
    reduced.span = clause_.span;
    reduced.groups = clause_.groups;
    Clause whole = std::move(clause_);
    clause_ = std::move(reduced);
    matches_.clear();
    matcher_.find(clause_.units, scratch_, matches_);
    std::erase_if(matches_, [&](const Match& m) {
      return std::none_of(seams.begin(), seams.end(), [&](std::uint32_t seam) { return m.first < seam && seam < m.end; });
    });
    if (!matches_.empty()) find_speaker();
    for (const Match& m : matches_) emit(m, sentence);
    clause_ = std::move(whole);
  }

  // --- Predicates away from their subject -------------------------------------------------------------------------------

  /// A verb whose subject stands elsewhere in the clause, and what the words around it say of its truth.
  struct Predicate {
    std::size_t subject = 0, verb = 0, end = 0;  ///< units
    VerbInfo info;
    EntityIndex speaker = no_entity;   ///< who says it, beside whom the clause names as its speaker
    VerbForm form = VerbForm::finite;  ///< a participle where the subject is what was done
  };

  /// "A supplied B and imposed sanctions on C", "having signed D, A left", "A was the first to sign D", "E criticised A for signing D":
  /// each such verb is matched with its subject right before it.
  void match_moved_predicates(const Sentence& sentence) {
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
    for (const Predicate& predicate : predicates) match_predicate(predicate, sentence);
  }

  void match_predicate(const Predicate& predicate, const Sentence& sentence) {
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

  [[nodiscard]] bool is_finite(std::size_t unit) const {
    return clause_.units[unit].kind == UnitKind::verb && clause_.units[unit].form == VerbForm::finite;
  }

  [[nodiscard]] bool is_agent(std::size_t unit) const {
    const Unit& u = clause_.units[unit];
    return u.kind == UnitKind::mention && (u.classes.test(cls::Actor) || u.classes.test(cls::Instrument));
  }

  /// Whether the unit is a verb of the past that no rule speaks of ("talked", "went"): a word in small letters behind an actor.
  [[nodiscard]] bool unknown_verb(std::size_t unit) const {
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

  /// The subject of the verb that governs what stands at `at`: the actor or agreement right before the nearest finite verb before it.
  /// `verb` is set to that verb. Nothing if a relative clause or another clause is between.
  [[nodiscard]] std::optional<std::size_t> subject_before(std::size_t at, std::size_t& verb) const {
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
      if (prepositions.contains(fold_word(document_.text(tokens_[units[subject - 1].first_token])))) return std::nullopt;
    }
    return subject;
  }

  [[nodiscard]] std::size_t predicate_end(std::size_t verb) const {
    const auto& units = clause_.units;
    std::size_t end = verb + 1;
    while (end < units.size() && units[end].word != w_.semicolon &&
           !(is_conjunction(units[end]) && end + 1 < units.size() && units[end + 1].kind == UnitKind::verb))
      ++end;
    return end;
  }

  /// "… and imposed …", "…, then imposed …", "… and then, in May 2011, imposed …".
  void joined_predicates(std::vector<Predicate>& found) const {
    const auto& units = clause_.units;
    for (std::size_t i = 2; i + 1 < units.size(); ++i) {
      std::size_t second = i + 1;
      const std::string_view mark = document_.text(tokens_[units[i].first_token]);
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
        if (units[second].kind != UnitKind::verb || !sequels.contains(fold_word(document_.text(tokens_[units[second].first_token]))))
          continue;
      } else {
        continue;
      }
      if (second >= units.size() || !is_finite(second)) continue;
      std::size_t verb = 0;
      const auto subject = subject_before(i, verb);
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

  /// "After signing D, A left", "A, hailing E and signing D, left", "A left, signing D": a gerund that no rule of its own reads.
  void clauses_of_gerunds(std::vector<Predicate>& found) const {
    const auto& units = clause_.units;
    static const std::set<std::string> leads{"after", "since", "by", "while", "when", "on", "upon", "before", "in"};
    for (std::size_t i = 0; i + 1 < units.size(); ++i) {
      if (units[i].kind != UnitKind::verb || units[i].form != VerbForm::gerund ||
          fold_word(document_.text(tokens_[units[i].first_token])) == "having")
        continue;
      std::size_t end = i + 1;
      while (end < units.size() && units[end].word != w_.comma && units[end].word != w_.semicolon) ++end;
      const bool leads_clause =
          i == 0 || (i == 1 && units[0].kind == UnitKind::word && leads.contains(fold_word(document_.text(tokens_[units[0].first_token]))));
      if (leads_clause) {
        if (end + 1 < units.size() && is_agent(end + 1)) found.push_back({end + 1, i, end, clause_.verbs[i], no_entity});
      } else if (i >= 2 && units[i - 1].word == w_.comma) {
        const bool closed = end + 1 < units.size() && units[end].word == w_.comma && (is_finite(end + 1) || unknown_past(end + 1));
        if (closed && is_agent(i - 2)) {
          found.push_back({i - 2, i, end, clause_.verbs[i], no_entity});
        } else if (!closed) {
          std::size_t governor = 0;
          const auto subject = subject_before(i - 1, governor);
          if (!subject || (units[governor].kind == UnitKind::verb && (clause_.verbs[governor].modality != Modality::asserted ||
                                                                      clause_.verbs[governor].polarity == Polarity::negated)))
            continue;
          found.push_back({*subject, i, end, clause_.verbs[i], no_entity});
        }
      }
    }
  }

  /// Whether the unit is a word in small letters that looks like a verb of the past, wherever it stands.
  [[nodiscard]] bool unknown_past(std::size_t unit) const {
    const Token& token = tokens_[clause_.units[unit].first_token];
    return clause_.units[unit].kind == UnitKind::word && token.kind == TokenKind::word && !token.has(token_flag::capitalised) &&
           document_.text(token).ends_with("ed");
  }

  /// "Having signed D, A left", "A, having signed D, left".
  void participial_predicates(std::vector<Predicate>& found) const {
    const auto& units = clause_.units;
    for (std::size_t i = 0; i + 1 < units.size(); ++i) {
      if (units[i].kind != UnitKind::verb || fold_word(document_.text(tokens_[units[i].first_token])) != "having") continue;
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

  /// "A entered the war in May, when it invaded B": "it" is A where the sentence has named no other actor before.
  void pronoun_predicates(std::vector<Predicate>& found) const {
    const auto& units = clause_.units;
    for (std::size_t i = 2; i + 1 < units.size(); ++i) {
      if (units[i].kind != UnitKind::word || !is_finite(i + 1) || document_.text(tokens_[units[i].first_token]) != "it") continue;
      std::optional<std::size_t> subject;
      std::size_t actors = 0;
      for (std::size_t k = 0; k < i; ++k)
        if (units[k].kind == UnitKind::mention && public_actor(units[k])) {
          ++actors;
          subject = k;
        }
      if (actors != 1 || clause_.groups[units[*subject].group].size() != 1 || *subject > 3) continue;
      VerbInfo info = clause_.verbs[i + 1];
      // "if it invaded B", "said it had invaded B"
      bool open = false;
      for (std::size_t k = 0; k < i; ++k) open = open || (units[k].kind == UnitKind::word && w_.conditionals.has(units[k].word));
      if (open) continue;
      found.push_back({*subject, i + 1, predicate_end(i + 1), info, no_entity});
    }
  }

  /// "the Accord to end the war in the south, signed in Oslo by A": a participle whose agreement stands farther ahead, with what qualifies
  /// it in between.
  void distant_participles(std::vector<Predicate>& found) const {
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

  /// "Signed in Oslo in 1975 and in force since 1977, the Pact on D protects fish": what was signed is named behind the comma.
  void fronted_participles(std::vector<Predicate>& found) const {
    const auto& units = clause_.units;
    if (units.size() < 4 || units[0].kind != UnitKind::verb || units[0].end_token != units[0].first_token + 1 ||
        !is_participle(units[0].first_token))
      return;
    for (std::size_t i = 2; i + 1 < units.size(); ++i) {
      if (units[i].word == w_.semicolon || units[i].word == w_.colon || is_finite(i)) return;
      if (units[i].word != w_.comma || units[i + 1].kind != UnitKind::mention) continue;
      if (!units[i + 1].classes.test(cls::Instrument)) continue;
      found.push_back({i + 1, 0, i, {}, no_entity, VerbForm::participle});
      return;
    }
  }

  /// "E criticised A for signing D", "A joined E in signing D", "A angered E by signing D", "A spoke to E before signing D".
  void gerund_predicates(std::vector<Predicate>& found) const {
    const auto& units = clause_.units;
    for (std::size_t i = 2; i + 1 < units.size(); ++i) {
      if (units[i + 1].kind != UnitKind::verb || units[i + 1].form != VerbForm::gerund || units[i].kind != UnitKind::word) continue;
      const std::string preposition = fold_word(document_.text(tokens_[units[i].first_token]));
      std::optional<std::size_t> subject;
      std::size_t governor = 0;
      if (preposition == "for") {
        // whom one criticises, praises, thanks: right before, or the subject of the passive
        static const std::set<std::string> verbs{"criticised", "criticized", "praised",    "thanked",      "condemned",  "blamed",
                                                 "punished",   "rebuked",    "commended",  "attacked",     "sanctioned", "faulted",
                                                 "lauded",     "denounced",  "censured",   "applauded",    "credited",   "chided",
                                                 "admonished", "scolded",    "castigated", "congratulated"};
        std::size_t verb = i;
        while (verb > 0 && !verbs.contains(fold_word(document_.text(tokens_[units[verb].end_token - 1])))) --verb;
        if (!verbs.contains(fold_word(document_.text(tokens_[units[verb].end_token - 1]))) ||
            clause_.verbs[verb].polarity == Polarity::negated)
          continue;
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
          if (!verbs.contains(fold_word(document_.text(tokens_[units[governor].end_token - 1])))) subject.reset();
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

  /// "E accused A of supplying B": E says that A did it.
  void accusations(std::vector<Predicate>& found) const {
    const auto& units = clause_.units;
    for (std::size_t i = 2; i + 1 < units.size(); ++i) {
      if (units[i + 1].kind != UnitKind::verb || units[i + 1].form != VerbForm::gerund || !is_agent(i - 1)) continue;
      const auto accusation = accuses(i);
      if (!accusation) continue;
      std::size_t accuser = *accusation;
      while (accuser > 0 && *accusation - accuser < 4 && !is_agent(accuser)) --accuser;
      if (!is_agent(accuser) || clause_.verbs[*accusation].polarity == Polarity::negated) continue;
      found.push_back({i - 1, i + 1, predicate_end(i + 1), clause_.verbs[i + 1], mention(clause_.groups[units[accuser].group][0]).entity});
    }
  }

  /// The word "accused" that the "of" or "with" at `i` belongs to.
  [[nodiscard]] std::optional<std::size_t> accuses(std::size_t i) const {
    const std::string preposition = fold_word(document_.text(tokens_[clause_.units[i].first_token]));
    if (preposition != "of" && preposition != "with") return std::nullopt;
    static const std::set<std::string> verbs{"accused", "accuses", "accusing", "suspected", "suspects", "accuse", "charged", "charges"};
    for (std::size_t k = i; k-- > 0 && i - k < 7;)
      if (clause_.units[k].kind != UnitKind::mention && verbs.contains(fold_word(document_.text(tokens_[clause_.units[k].end_token - 1]))))
        return k;
    return std::nullopt;
  }

  /// "A was the first state to sign D", "A is one of the states that signed D", "it was A that signed D".
  void infinitive_predicates(std::vector<Predicate>& found) const {
    const auto& units = clause_.units;
    for (std::size_t i = 2; i < units.size(); ++i) {
      if (units[i].kind != UnitKind::verb) continue;
      const std::string before = fold_word(document_.text(tokens_[units[i - 1].first_token]));
      std::size_t verb = 0;
      if (units[i].form == VerbForm::infinitive) {
        // "A has yet to sign D"
        if (is_finite(i - 1) && is_agent(i - 2) && document_.text(tokens_[units[i - 1].end_token - 1]) == "yet")
          found.push_back({i - 2, i, predicate_end(i), {Polarity::negated, Modality::asserted}, no_entity});
        // "the twenty-eighth state to ratify it"
        bool ordinal = false;
        for (std::size_t k = i; k-- > 0 && i - k <= 3;)
          ordinal = ordinal || (units[k].kind == UnitKind::word && document_.text(tokens_[units[k].first_token]).ends_with("th") &&
                                document_.text(tokens_[units[k].first_token]).size() > 4 && i - k >= 2);
        if (!ordinal && !governed_by("succeeding", static_cast<std::uint32_t>(i), 4)) continue;
        const auto subject = subject_before(i, verb);
        if (!subject || units[verb].kind != UnitKind::verb) continue;
        if (!w_.be.has(units[verb].word) && !rules_lemma(verb, "become") && !rules_lemma(verb, "remain")) continue;
        found.push_back({*subject, i, predicate_end(i), clause_.verbs[verb], no_entity});
      } else if (is_finite(i) && (before == "that" || before == "which" || before == "who")) {
        const auto subject = subject_before(i - 1, verb);
        if (is_agent(i - 2)) {
          // "It was A that signed D"
          if (i >= 4 && is_finite(i - 3) && w_.be.has(units[i - 3].word) &&
              fold_word(document_.text(tokens_[units[i - 4].first_token])) == "it" && clause_.verbs[i - 3].polarity == Polarity::affirmed)
            found.push_back({i - 2, i, predicate_end(i), clause_.verbs[i], no_entity});
          continue;
        }
        if (!subject || verb + 1 >= units.size() || !w_.be.has(units[verb].word)) continue;
        static const std::set<std::string> ones{"one", "among", "two", "the"};
        if (!ones.contains(fold_word(document_.text(tokens_[units[verb + 1].first_token])))) continue;
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

  /// "A is a Norwegian politician of the X who served as …": the person at the sentence's start.
  void nominal_relatives(std::vector<Predicate>& found) const {
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
    const auto word = [&](std::size_t unit) { return fold_word(document_.text(tokens_[units[unit].first_token])); };
    if (verb + 1 >= units.size() || (word(verb + 1) != "a" && word(verb + 1) != "an" && word(verb + 1) != "the")) return;
    for (std::size_t i = verb + 2; i + 1 < units.size() && i - verb < 24; ++i) {
      if (units[i].kind == UnitKind::verb || (units[i].kind == UnitKind::mention && units[i].classes.test(cls::Person) && word(i) != "who"))
        return;
      if (word(i) != "who") continue;
      const std::size_t second = i + 1;
      if (!is_finite(second)) return;
      std::size_t end = second + 1;
      while (end < units.size() && units[end].word != w_.semicolon) ++end;
      found.push_back({subject, second, end, clause_.verbs[second], no_entity});
      return;
    }
  }

  [[nodiscard]] bool rules_lemma(std::size_t verb, std::string_view lemma) const {
    return rules_.lemma_name(clause_.units[verb].lemma) == lemma;
  }

  /// Whether a verb stands in its base form without an auxiliary of its own, as behind "will visit and".
  [[nodiscard]] bool shares_auxiliary(const Unit& verb) const {
    if (verb.end_token != verb.first_token + 1) return false;
    const auto readings = rules_.verb_forms(tokens_[verb.first_token].word);
    return std::any_of(readings.begin(), readings.end(), [](const VerbReading& r) {
      return (r.forms & verb_bit::base) != 0 || ((r.forms & verb_bit::participle) != 0 && (r.forms & verb_bit::past) == 0);
    });
  }

  // --- Traces ---------------------------------------------------------------------------------------------------------

  [[nodiscard]] std::string words_of(std::size_t unit) const {
    const Unit& u = clause_.units[unit];
    std::string out;
    for (const char c : document_.text(Span{tokens_[u.first_token].begin, tokens_[u.end_token - 1].end}))
      out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    return out;
  }

  /// The sentence in the notation of rules: {Norway: State} <sign> {Oslo Treaty: Treaty}; "|" where no gap goes on.
  void trace_units() {
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
        *trace_ += fmt::format(
            " {{{}: {}}}", is_omitted(u) ? "[" + analysis_.entities[mention(clause_.groups[u.group][0]).entity].label + "]" : words_of(i),
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

  /// The narrowest of the classes.
  [[nodiscard]] std::string class_names(const ClassSet& classes) const {
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

  void trace_match(const Match& m, const VerbInfo& info, EntityIndex speaker) {
    const RuleInfo& rule = rules_.rules()[m.rule];
    *trace_ += fmt::format("  matched {}, match {}:", rule.name, m.pattern + 1);
    for (std::size_t i = 0; i < rule.slots.size(); ++i)
      if (m.slots[i] != none) *trace_ += fmt::format(" {} = \"{}\"", rule.slots[i], words_of(static_cast<std::size_t>(m.slots[i])));
    if (info.polarity == Polarity::negated) *trace_ += "; denied";
    if (info.modality != Modality::asserted) *trace_ += fmt::format("; {}", name_of(info.modality));
    if (speaker != no_entity) *trace_ += fmt::format("; said by {}", analysis_.entities[speaker].label);
    *trace_ += "\n";
  }

  void note(std::string_view text) {
    if (trace_ != nullptr) *trace_ += fmt::format("    {}\n", text);
  }

  void note_claim(const Claim& claim) {
    if (trace_ != nullptr)
      note(fmt::format("{} {} {}", analysis_.entities[claim.subject].label, ontology_.property(claim.property).name,
                       claim.object == no_entity ? claim.value : analysis_.entities[claim.object].label));
  }

  void trace_misses() {
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

  [[nodiscard]] static std::string_view name_of(Modality modality) {
    static constexpr std::array<std::string_view, 5> names{"asserted", "possible", "hypothetical", "planned", "desired"};
    return names[static_cast<std::size_t>(modality)];
  }

  // --- Units ----------------------------------------------------------------------------------------------------------

  [[nodiscard]] ClassSet classes_of(const Mention& mention) const {
    ClassSet set;
    if (mention.kind == MentionKind::date) {
      set.set(pseudo::Date);
      return set;
    }
    if (mention.kind == MentionKind::adjective) {
      set.set(pseudo::Adjective);
      return set;
    }
    if (mention.kind == MentionKind::demonym || mention.kind == MentionKind::seat) set.reset();
    if (mention.entity == no_entity) return set;
    const Entity& entity = analysis_.entities[mention.entity];
    set |= ontology_[entity.type].with_ancestors | ontology_[entity.cls].with_ancestors;
    if (mention.kind == MentionKind::pronoun) set.set(pseudo::Pronoun);
    if (mention.kind == MentionKind::demonym) {
      set.reset();
      set.set(pseudo::Adjective);
    }
    return set;
  }

  /// "a presidential candidate", "the leader": an office that stands for nobody is words like others.
  [[nodiscard]] static bool words_only(const Mention& mention) {
    return mention.kind == MentionKind::description && mention.entity == no_entity && mention.members.empty();
  }

  void add_units(std::uint32_t first, std::uint32_t end) {
    std::uint32_t i = first;
    while (i < end) {
      if (mention_at_[i] != none && analysis_.mentions[static_cast<std::size_t>(mention_at_[i])].end_token <= end &&
          !words_only(analysis_.mentions[static_cast<std::size_t>(mention_at_[i])])) {
        i = add_mention(i, end);
        continue;
      }
      // An article before a mention belongs to it.
      if (w_.determiners.has(tokens_[i].word) && i + 1 < end && mention_at_[i + 1] != none && tokens_[i].word == w_.the) {
        ++i;
        continue;
      }
      if (const std::uint32_t verb_end = add_verb(i, end); verb_end > i) {
        add_omitted(verb_end - 1);
        i = verb_end;
        continue;
      }
      Unit unit;
      unit.kind = tokens_[i].kind == TokenKind::punctuation ? UnitKind::punctuation : UnitKind::word;
      unit.first_token = i;
      unit.end_token = i + 1;
      unit.word = tokens_[i].word;
      if (tokens_[i].kind == TokenKind::number) unit.classes.set(pseudo::Number);  // which lets a slot {n: Number} take it
      if (!duration_at(i).empty()) unit.classes.set(pseudo::Duration);
      unit.clause_end = unit.word == w_.semicolon || unit.word == w_.colon || unit.word == w_.dash ||
                        (w_.subordinators.has(unit.word) && unit.kind == UnitKind::word && !is_preposition_use(i, end));
      push(unit);
      add_omitted(i);
      ++i;
    }
  }

  /// "ten years", "18 months", "twenty-five years" that end with the token at `i`, as an ISO 8601 duration; empty if there is none.
  [[nodiscard]] std::string duration_at(std::uint32_t i) const {
    if (tokens_[i].kind != TokenKind::word || i == 0) return {};
    const std::string unit = fold_word(document_.text(tokens_[i]));
    if (unit != "years" && unit != "year" && unit != "months" && unit != "month" && unit != "weeks" && unit != "days") return {};
    const std::uint32_t number = document_.text(tokens_[i - 1]) == "-" && i > 1 ? i - 2 : i - 1;
    const std::string last = fold_word(document_.text(tokens_[number]));
    if (decimal_value(last, 3) < 0 && cardinal_value(last) < 0) return {};
    const std::uint32_t first = number >= 2 && document_.text(tokens_[number - 1]) == "-" ? number - 2 : number;
    std::string words;
    for (std::uint32_t k = first; k <= i; ++k) words += (k > first ? " " : "") + fold_word(document_.text(tokens_[k]));
    return duration_in(words);
  }

  // "since 1994", "after the war", "as President": prepositions, which end no clause.
  [[nodiscard]] bool is_preposition_use(std::uint32_t i, std::uint32_t end) const {
    return i + 1 < end &&
           (tokens_[i + 1].kind == TokenKind::number || mention_at_[i + 1] != none || w_.determiners.has(tokens_[i + 1].word)) &&
           !w_.relative.has(tokens_[i].word) && !w_.conditionals.has(tokens_[i].word);
  }

  void push(const Unit& unit) {
    clause_.units.push_back(unit);
    clause_.verbs.emplace_back();
  }

  std::uint32_t add_mention(std::uint32_t first, std::uint32_t end) {
    const std::vector<std::uint32_t> members{static_cast<std::uint32_t>(mention_at_[first])};
    const Mention* mention = &analysis_.mentions[members.back()];
    ClassSet classes = classes_of(*mention);
    std::uint32_t i = mention->end_token;
    const bool adjective = classes.test(pseudo::Adjective);
    if (adjective) {
      // "the Iranian government", "British authorities": the state acts.
      if (i < end && w_.government.has(tokens_[i].word)) {
        classes = state_classes(mention->entity);
        ++i;
      }
    } else if (classes.test(cls::State) && i < end && w_.government.has(tokens_[i].word)) {
      ++i;
    } else if (classes.test(cls::State) && i + 1 < end && tokens_[i].word == w_.possessive && w_.government.has(tokens_[i + 1].word)) {
      i += 2;
    }
    if (classes.test(cls::Person)) i = person_of_state(*mention, i, end);
    Unit unit;
    unit.kind = UnitKind::mention;
    unit.first_token = first;
    unit.end_token = i;
    if (i == first + 1) unit.word = tokens_[first].word;
    unit.classes = classes;
    unit.group = static_cast<std::uint32_t>(clause_.groups.size());
    clause_.groups.push_back(members);
    push(unit);
    return i;
  }

  /// "President Ana Reyes of Chile and Per Holm of Norway": behind a person "of Norway" belongs to the name, and in a list of officials it
  /// says whose official that person is. Returns the token behind it.
  std::uint32_t person_of_state(const Mention& person, std::uint32_t i, std::uint32_t end) {
    if (i + 1 >= end || tokens_[i].word != w_.of) return i;
    const std::uint32_t at = tokens_[i + 1].word == w_.the && i + 2 < end ? i + 2 : i + 1;
    if (mention_at_[at] == none) return i;
    const Mention& state = analysis_.mentions[static_cast<std::size_t>(mention_at_[at])];
    if (state.entity == no_entity || analysis_.entities[state.entity].cls != cls::State || state.kind == MentionKind::adjective ||
        state.end_token > end)
      return i;
    if (state.end_token < end && (tokens_[state.end_token].word == w_.possessive || tokens_[state.end_token].word == w_.apostrophe))
      return i;
    const auto& units = clause_.units;
    const bool listed = units.size() >= 2 && (units.back().word == w_.and_ || units.back().word == w_.comma) &&
                        units[units.size() - 2].kind == UnitKind::mention && units[units.size() - 2].classes.test(cls::Person);
    if (person.entity != no_entity) persons_of_states_.emplace_back(person.entity, state.entity);
    if (listed && person.entity != no_entity) {
      const EntityIndex other = mention(clause_.groups[units[units.size() - 2].group][0]).entity;
      const bool official = std::any_of(analysis_.claims.begin(), analysis_.claims.end(), [&](const Claim& claim) {
        return claim.property == prop::officialOf && claim.subject == other && claim.plain() && claim.object != state.entity;
      });
      if (official) {
        Claim claim;
        claim.subject = person.entity;
        claim.property = prop::officialOf;
        claim.object = state.entity;
        claim.evidence.push_back({"listed-officials", clause_.span, 0.8});
        analysis_.add(std::move(claim));
      }
    }
    return state.end_token;
  }

  /// A, B and C become one unit, across brackets that were lifted out.
  void coordinate() {
    allies_.clear();
    std::vector<Unit> units;
    std::vector<VerbInfo> verbs;
    for (std::size_t i = 0; i < clause_.units.size(); ++i) {
      Unit unit = clause_.units[i];
      if (unit.kind == UnitKind::mention && listable(unit)) {
        std::size_t at = i + 1;
        while (at < clause_.units.size()) {
          std::size_t k = at;
          bool separator = false, conjunction = false;
          if (clause_.units[k].word == w_.comma) ++k, separator = true;
          if (k < clause_.units.size() && is_conjunction(clause_.units[k])) ++k, conjunction = true;
          if (!separator && !conjunction) break;
          bool ally = false, description = false;
          if (conjunction && unit.classes.test(cls::Person)) k = behind_counterpart(k);
          while (k < clause_.units.size() && clause_.units[k].kind == UnitKind::word &&
                 (w_.determiners.has(clause_.units[k].word) || clause_.units[k].word == w_.former ||
                  (conjunction && w_.relations.has(clause_.units[k].word)))) {  // "and its ally Chile"
            ally = ally || in_phrases("allied", static_cast<std::uint32_t>(k));
            const std::string_view word = document_.text(tokens_[clause_.units[k].first_token]);
            description = description || word == "a" || word == "an";  // "France, an EU member"
            ++k;
          }
          if (k >= clause_.units.size() || description) break;
          const Unit& next = clause_.units[k];
          if (next.kind != UnitKind::mention || !listable(next) || unit.classes.test(cls::Alignment) != next.classes.test(cls::Alignment) ||
              ((unit.classes & next.classes & table_).none() && !(public_actor(unit) && public_actor(next))))
            break;
          // "After A attacked B, C and D attacked A": a new clause.
          if (!conjunction && ends_fronted_clause(i, k)) break;
          // "X, Y" without "and" further on is an apposition or the next clause, no list.
          // (Behind a colon it is a list: "the parties are: A, B, C.")
          const bool listed = i > 0 && clause_.units[i - 1].word == w_.colon;
          if (!conjunction && !listed && !list_continues(k + 1)) break;
          auto& group = clause_.groups[unit.group];
          const auto& more = clause_.groups[next.group];
          if (ally) allies_.push_back({group.back(), more.front()});
          group.insert(group.end(), more.begin(), more.end());
          // States and organisations in one list: a slot for either takes it, and each claim is checked against the property.
          if (public_actor(unit) && public_actor(next))
            unit.classes |= next.classes;
          else
            unit.classes &= next.classes;
          unit.end_token = next.end_token;
          unit.word = unknown_word;
          at = k + 1;
        }
        i = at - 1;
      }
      units.push_back(unit);
      verbs.push_back(clause_.verbs[i]);
    }
    // A verb's own remarks stay with it: units between were mentions and marks.
    clause_.units = std::move(units);
    clause_.verbs = std::move(verbs);
    // "… and imposed …": the verb's subject is not the noun right before "and".
    for (std::size_t i = 0; i + 1 < clause_.units.size(); ++i)
      if (is_conjunction(clause_.units[i]) && clause_.units[i + 1].kind == UnitKind::verb && clause_.units[i + 1].form == VerbForm::finite)
        clause_.units[i].clause_end = true;
  }

  /// Whether the sentence begins with a subordinate clause whose object is the unit at `object`, so that a list from `next` on has a verb
  /// of its own.
  [[nodiscard]] bool ends_fronted_clause(std::size_t object, std::size_t next) const {
    const auto& units = clause_.units;
    if (object < 3 || units[0].kind != UnitKind::word || !w_.subordinators.has(units[0].word)) return false;
    for (std::size_t k = 0; k < object; ++k)
      if (units[k].word == w_.comma) return false;
    bool verb = false;
    for (std::size_t k = 1; k < object; ++k) verb = verb || is_finite(k) || unknown_verb(k);
    if (!verb) return false;
    std::size_t end = next;
    while (end < units.size() && (units[end].kind == UnitKind::mention || units[end].word == w_.comma || is_conjunction(units[end]) ||
                                  (units[end].kind == UnitKind::word && w_.determiners.has(units[end].word))))
      ++end;
    return end < units.size() && (is_finite(end) || unknown_past(end));
  }

  /// "X and his Chilean counterpart, Y": the unit of the name behind it, or `k`.
  [[nodiscard]] std::size_t behind_counterpart(std::size_t k) const {
    const auto& units = clause_.units;
    static const std::set<std::string> peers{"counterpart", "colleague", "homologue", "host", "successor", "peer"};
    std::size_t i = k;
    const auto word = [&](std::size_t u) { return u < units.size() ? folded(units[u].first_token) : std::string(); };
    if (word(i) != "his" && word(i) != "her" && word(i) != "the") return k;
    ++i;
    while (i < units.size() && i - k < 4 && !peers.contains(word(i)) &&
           (units[i].kind == UnitKind::word || units[i].classes.test(pseudo::Adjective)))
      ++i;
    if (!peers.contains(word(i))) return k;
    ++i;
    if (i < units.size() && units[i].word == w_.comma) ++i;
    return i < units.size() && units[i].kind == UnitKind::mention && units[i].classes.test(cls::Person) ? i : k;
  }

  [[nodiscard]] static bool public_actor(const Unit& unit) { return unit.classes.test(cls::State) || unit.classes.test(cls::Organization); }
  [[nodiscard]] bool listable(const Unit& unit) const {
    return !unit.classes.test(pseudo::Date) && !unit.classes.test(pseudo::Adjective) &&
           !(unit.end_token == unit.first_token + 1 && w_.relative.has(unit.word));  // "the treaty, which A and B signed"
  }
  [[nodiscard]] bool is_conjunction(const Unit& unit) const {
    return unit.word == w_.and_ || unit.word == w_.or_ || unit.word == w_.nor ||
           (unit.kind == UnitKind::punctuation && document_.text(tokens_[unit.first_token]) == "&");
  }
  [[nodiscard]] bool list_continues(std::size_t at) const {
    for (std::size_t steps = 0; at < clause_.units.size() && steps < 30; ++steps) {
      if (clause_.units[at].word == w_.comma) ++at;
      if (at < clause_.units.size() && is_conjunction(clause_.units[at])) return true;
      while (at < clause_.units.size() && clause_.units[at].kind == UnitKind::word &&
             (clause_.units[at].word == w_.the || clause_.units[at].word == w_.former))
        ++at;
      if (at >= clause_.units.size() || clause_.units[at].kind != UnitKind::mention) return false;
      ++at;
    }
    return false;
  }

  [[nodiscard]] ClassSet state_classes(EntityIndex entity) const {
    if (entity == no_entity) return {};
    const Entity& e = analysis_.entities[entity];
    return ontology_[e.type].with_ancestors | ontology_[e.cls].with_ancestors;
  }

  // --- Verbs ----------------------------------------------------------------------------------------------------------

  [[nodiscard]] bool adverb(std::uint32_t i) const {
    return w_.adverbs.has(tokens_[i].word) || (tokens_[i].kind == TokenKind::word && document_.text(tokens_[i]).ends_with("ly") &&
                                               rules_.verb_forms(tokens_[i].word).empty() && !tokens_[i].has(token_flag::capitalised));
  }

  std::uint32_t add_verb(std::uint32_t first, std::uint32_t end) {
    VerbInfo info;
    bool be = false, have = false, modal = false, to = false, being = false, auxiliary = false;
    std::uint32_t i = first;
    if (tokens_[i].word == w_.to) {
      to = true;
      ++i;
    }
    for (; i < end && i - first < 8; ++i) {
      const WordId word = tokens_[i].word;
      // "not only signed it but …" denies nothing.
      // "nearly signed", "almost signed": it did not.
      if (i + 1 < end && mention_at_[i + 1] == none && !rules_.verb_forms(tokens_[i + 1].word).empty())
        if (const std::string_view text = document_.text(tokens_[i]); text == "nearly" || text == "almost")
          info.polarity = Polarity::negated;
      if (word == w_.neither) info.polarity = Polarity::negated;
      if (w_.negators.has(word) && !(i + 1 < end && document_.text(tokens_[i + 1]) == "only")) info.polarity = Polarity::negated;
      if (w_.modals.has(word)) {
        modal = auxiliary = true;
        if (w_.possible_modals.has(word))
          info.modality = Modality::possible;
        else if (w_.desired_modals.has(word))
          info.modality = Modality::desired;
        else if (w_.future.has(word))
          info.modality = Modality::planned;
        else
          info.modality = Modality::hypothetical;
      } else if (w_.be.has(word)) {
        be = auxiliary = true;
        being = being || document_.text(tokens_[i]) == "being";
      } else if (w_.have.has(word)) {
        // "has been signed", "has signed": an auxiliary only before another verb form
        have = auxiliary = true;
      } else if (w_.do_.has(word)) {
        auxiliary = true;
      } else if (adverb(i) && (auxiliary || to || i > first || next_is_verb(i, end))) {
        if (i == first && !next_is_verb(i, end)) return first;
      } else if (i > first && i + 2 < end && tokens_[i + 1].word == w_.hyphen && document_.text(tokens_[i]) == "re") {
        ++i;  // "was re-elected"
      } else {
        break;
      }
    }
    if (i >= end || mention_at_[i] != none) return copula(first, i, be, info);
    const auto readings = rules_.verb_forms(tokens_[i].word);
    if (readings.empty()) return copula(first, i, be, info);
    std::uint8_t forms = 0;
    for (const VerbReading& r : readings) forms |= r.forms;
    Unit unit;
    unit.kind = UnitKind::verb;
    unit.first_token = first;
    unit.end_token = i + 1;
    unit.word = tokens_[i].word;
    unit.lemma = readings[0].lemma;
    const bool participle = (forms & verb_bit::participle) != 0, gerund = (forms & verb_bit::gerund) != 0,
               base = (forms & verb_bit::base) != 0;
    const bool past = (forms & verb_bit::past) != 0, third = (forms & verb_bit::third) != 0;
    if (to) {
      if (be && participle)
        unit.passive = true;
      else if (!base && !(have && participle))
        return first;
      unit.form = VerbForm::infinitive;
    } else if (modal && base && !be && !have) {
      unit.form = VerbForm::finite;
    } else if (be && participle && !(gerund && !participle)) {
      unit.passive = true;
      unit.form = being && first_is_gerund(first) ? VerbForm::gerund : VerbForm::finite;
    } else if (have && participle) {
      unit.form = VerbForm::finite;
    } else if (be && gerund) {
      unit.form = VerbForm::finite;
    } else if (auxiliary && base && !be) {
      unit.form = VerbForm::finite;
    } else if (auxiliary) {
      return copula(first, i, be, info);
    } else if (gerund) {
      if (noun_like(i, end) && !has_object_behind_preposition(i, end)) return first;
      unit.form = VerbForm::gerund;
    } else if (past || participle) {
      const bool after_noun = !clause_.units.empty();
      const bool linked = i + 1 < end && (w_.linking_prepositions.has(tokens_[i + 1].word) ||
                                          (mention_at_[i + 1] != none && analysis_.mentions[mention_at_[i + 1]].kind == MentionKind::date));
      const bool after_comma = after_noun && clause_.units.back().word == w_.comma;
      const bool subject_is_thing =
          after_noun && clause_.units.back().kind == UnitKind::mention && clause_.units.back().classes.test(cls::Instrument);
      const bool actor_before =
          after_noun && clause_.units.back().kind == UnitKind::mention && (clause_.units.back().classes.test(cls::Actor));
      if (participle && !past && !base)  // "come" is a finite verb too
        unit.form = VerbForm::participle;
      else if (participle && linked && !actor_before &&
               (subject_is_thing || after_comma || (after_noun && clause_.units.back().kind == UnitKind::word)))
        unit.form = VerbForm::participle;
      else if (participle && i + 1 < end && tokens_[i + 1].word == w_.by)
        unit.form = VerbForm::participle;
      else
        unit.form = VerbForm::finite;
      if (participle && after_noun && clause_.units.back().kind == UnitKind::word && w_.determiners.has(clause_.units.back().word) &&
          !w_.relative.has(clause_.units.back().word))
        return first;
    } else if (third || base) {
      if (noun_like(i, end) || (first == i && names_acts(i, end))) return first;
      unit.form = VerbForm::finite;
    }
    clause_.units.push_back(unit);
    clause_.verbs.push_back(info);
    return i + 1;
  }

  // "is", "was not": a verb of its own where no other follows.
  std::uint32_t copula(std::uint32_t first, std::uint32_t i, bool be, VerbInfo info) {
    if (i == first) return first;
    const bool have = !be && has_have(first, i);
    if (!be && !have) return first;
    std::uint32_t last = i;
    while (last > first && !(be ? w_.be.has(tokens_[last - 1].word) : w_.have.has(tokens_[last - 1].word))) --last;
    const std::uint32_t stop = i;
    if (last <= first) return first;
    Unit unit;
    unit.kind = UnitKind::verb;
    unit.first_token = first;
    unit.end_token = stop;
    unit.word = tokens_[last - 1].word;
    unit.lemma = rules_.find_lemma(be ? "be" : "have");
    unit.form = tokens_[first].word == w_.to ? VerbForm::infinitive : VerbForm::finite;
    clause_.units.push_back(unit);
    clause_.verbs.push_back(info);
    return stop;
  }

  [[nodiscard]] bool has_have(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t i = first; i < end; ++i)
      if (w_.have.has(tokens_[i].word)) return true;
    return false;
  }

  [[nodiscard]] bool first_is_gerund(std::uint32_t first) const { return document_.text(tokens_[first]) == "being"; }

  [[nodiscard]] bool next_is_verb(std::uint32_t i, std::uint32_t end) const {
    for (++i; i < end; ++i) {
      if (w_.be.has(tokens_[i].word) || w_.have.has(tokens_[i].word) || w_.modals.has(tokens_[i].word) || w_.do_.has(tokens_[i].word))
        return true;
      if (!adverb(i)) return mention_at_[i] == none && !rules_.verb_forms(tokens_[i].word).empty();
    }
    return false;
  }

  // "refrained from signing the treaty", "by invading Norway": a verb, since a preposition stands before and a name behind.
  [[nodiscard]] bool has_object_behind_preposition(std::uint32_t i, std::uint32_t end) const {
    if (clause_.units.empty() || clause_.units.back().kind != UnitKind::word || w_.determiners.has(clause_.units.back().word)) return false;
    const std::string_view before = document_.text(tokens_[i - 1]);
    static const std::set<std::string_view> prepositions{"from",    "by", "without", "before", "after",
                                                         "against", "of", "for",     "in",     "besides"};
    if (!prepositions.contains(before)) return false;
    // "imposing further sanctions on Norway": its object may be a noun, with the name behind it.
    for (std::uint32_t object = i + 1; object < end && object - i < 6; ++object) {
      if (mention_at_[object] != none) return true;
      if (tokens_[object].kind == TokenKind::punctuation || (tokens_[object].word == w_.of && object == i + 1)) return false;
    }
    return false;
  }

  // "hit by UN sanctions since 2006", "US visits to": a noun, since behind the verb would be whom it is about.
  [[nodiscard]] bool names_acts(std::uint32_t i, std::uint32_t end) const {
    if (clause_.units.empty() || clause_.units.back().kind != UnitKind::mention || i + 1 >= end ||
        !document_.text(tokens_[i]).ends_with("s"))
      return false;
    static const std::set<std::string> behind{"on",  "against", "since", "from",   "by",       "to",      "were",
                                              "are", "have",    "had",   "remain", "remained", "imposed", "over"};
    const auto& acts = rules_.list("acts");
    const bool act = std::any_of(acts.begin(), acts.end(), [&](const auto& phrase) {
      return phrase.size() == 1 && phrase[0] == tokens_[i].word && phrase[0] != unknown_word;
    });
    return act && behind.contains(fold_word(document_.text(tokens_[i + 1])));
  }

  // "the visit", "its support for": the word is a noun here.
  [[nodiscard]] bool noun_like(std::uint32_t i, std::uint32_t end) const {
    const bool of_after = i + 1 < end && tokens_[i + 1].word == w_.of;
    if (clause_.units.empty()) return of_after;
    const Unit& before = clause_.units.back();
    if (before.kind == UnitKind::word && w_.noun_before.has(before.word)) return true;
    if (before.kind == UnitKind::punctuation && (before.word == w_.possessive || before.word == w_.apostrophe)) return true;
    if (before.kind == UnitKind::mention && before.classes.test(pseudo::Adjective)) return true;
    if (before.kind == UnitKind::word && tokens_[before.first_token].kind == TokenKind::word && !w_.subordinators.has(before.word) &&
        of_after)
      return true;
    return false;
  }

  // --- Factuality -----------------------------------------------------------------------------------------------------

  [[nodiscard]] bool phrase_at(std::uint32_t unit, const std::vector<WordId>& phrase) const {
    if (unit + phrase.size() > clause_.units.size()) return false;
    for (std::size_t k = 0; k < phrase.size(); ++k)
      if (phrase[k] == unknown_word || clause_.units[unit + k].word != phrase[k]) return false;
    return true;
  }

  /// Whether a phrase of the list ends right before the unit, or within `reach` units before it without another verb or clause end between.
  [[nodiscard]] bool governed_by(std::string_view list, std::uint32_t unit, std::uint32_t reach) const {
    const auto& phrases = rules_.list(list);
    for (std::uint32_t back = 1; back <= reach && back <= unit; ++back) {
      const std::uint32_t at = unit - back;
      for (const auto& phrase : phrases)
        if (phrase_at(at, phrase) && at + phrase.size() <= unit) return true;
      if (clause_.units[at].clause_end) break;
    }
    return false;
  }

  VerbInfo factuality(std::int32_t anchor, const Match& m) const {
    VerbInfo info;
    if (anchor != none) info = clause_.verbs[static_cast<std::size_t>(anchor)];
    const auto at = static_cast<std::uint32_t>(anchor == none ? static_cast<std::int32_t>(m.first) : anchor);
    const auto negate = [&] { info.polarity = info.polarity == Polarity::negated ? Polarity::affirmed : Polarity::negated; };
    if (anchor != none) {
      const Unit& verb = clause_.units[at];
      if (verb.form == VerbForm::infinitive || verb.form == VerbForm::gerund) {
        const Unit* before = at > 0 ? &clause_.units[at - 1] : nullptr;
        const bool yet = before != nullptr && verb.form == VerbForm::infinitive && document_.text(tokens_[before->end_token - 1]) == "yet";
        if (governed_by("refusing", at, 3) || yet)  // "has yet to sign"
          info.polarity = Polarity::negated;
        else if (verb.form == VerbForm::gerund) {
          if (governed_by("contemplating", at, 3)) info.modality = Modality::possible;
        } else if (verb.form == VerbForm::infinitive) {
          if (governed_by("succeeding", at, 3)) {
          } else if (governed_by("desiring", at, 6))
            info.modality = Modality::desired;
          else if (governed_by("allowing", at, 4))
            info.modality = Modality::possible;
          else
            info.modality = info.modality == Modality::asserted ? Modality::planned : info.modality;
        }
      }
    }
    // neither A nor B …; no state has …; without signing
    for (std::uint32_t i = m.first; i-- > 0 && m.first - i <= 3;) {
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
        if (clause_.verbs[i].modality != Modality::asserted) info.modality = clause_.verbs[i].modality;
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
    // A condition before the match, in the same clause.
    for (std::uint32_t i = m.first + 1; i-- > 0;) {
      if (w_.conditionals.has(clause_.units[i].word) && clause_.units[i].kind == UnitKind::word) {
        info.modality = Modality::hypothetical;
        break;
      }
      if (clause_.units[i].word == w_.semicolon || clause_.units[i].word == w_.colon || (clause_.units[i].word == w_.comma && i < m.first))
        break;
    }
    return info;
  }

  /// Whether a phrase of the list begins at the unit.
  [[nodiscard]] bool in_phrases(std::string_view list, std::uint32_t unit) const {
    const auto& phrases = rules_.list(list);
    return std::any_of(phrases.begin(), phrases.end(), [&](const auto& phrase) { return phrase_at(unit, phrase); });
  }

  /// Whether a match tells its fact by a noun: "the visit of A to B".
  [[nodiscard]] bool names_act(const Match& m) const {
    for (std::uint32_t i = m.first; i < m.end; ++i)
      if (clause_.units[i].kind != UnitKind::mention && in_phrases("acts", i)) return true;
    return false;
  }

  /// What is planned, feared, called for or called off is no fact: "a possible visit of A to B", "the visit of A to B would be …".
  void doubt_act(const Match& m, VerbInfo& info) const {
    if (info.modality != Modality::asserted) return;
    for (std::uint32_t i = m.first; i < m.end; ++i)
      if (clause_.units[i].kind != UnitKind::mention && in_phrases("unreal", i)) info.modality = Modality::possible;
    if (m.anchor != none) return;
    if (governed_by("doubting", m.first, 3) || governed_by("comparing", m.first, 1)) info.modality = Modality::possible;
    static constexpr std::uint32_t reach = 5;  // "… to Norway in May next year was called off"
    for (std::uint32_t i = m.end; i < clause_.units.size() && i - m.end < reach; ++i) {
      const Unit& unit = clause_.units[i];
      // "by the minister, Ana Reyes, is under discussion": the comma closes the name.
      if (i == m.end && unit.word == w_.comma && i + 1 < clause_.units.size() && is_finite(i + 1)) continue;
      if (unit.kind == UnitKind::punctuation || unit.clause_end || is_conjunction(unit)) break;
      if (unit.kind == UnitKind::verb && unit.form == VerbForm::finite) {
        if (info.modality == Modality::asserted) info.modality = clause_.verbs[i].modality;
        if (in_phrases("undoing", i) || (w_.be.has(unit.word) && i + 1 < clause_.units.size() && in_phrases("undoing", i + 1)))
          info.modality = Modality::possible;
        // "a supply of weapons is as unacceptable as …": what is judged need not have happened.
        const std::string_view be = document_.text(tokens_[unit.end_token - 1]);
        for (std::uint32_t k = i + 1; (be == "is" || be == "are") && k < clause_.units.size() && k - i <= 6; ++k)
          if (in_phrases("judging", k) || (k == i + 1 && in_phrases("comparing", k))) info.modality = Modality::possible;
        break;
      }
      if (unit.kind == UnitKind::word && w_.modals.has(unit.word)) info.modality = Modality::hypothetical;
    }
  }

  /// The comma before ", which" or ", to which" behind a unit; `count` if there is none.
  [[nodiscard]] std::uint32_t relative_clause_after(std::uint32_t unit, std::uint32_t count) const {
    for (std::uint32_t k = unit + 1; k + 2 < count; ++k)
      if (clause_.units[k].word == w_.comma && (is_which(k + 1) || (clause_.units[k + 1].kind == UnitKind::word && is_which(k + 2))))
        return k;
    return count;
  }

  [[nodiscard]] bool is_which(std::size_t unit) const {
    const std::string_view word = document_.text(tokens_[clause_.units[unit].first_token]);
    return word == "which" || word == "who" || word == "whose" || word == "whom";
  }

  /// "it is not true that", "it has not been proven that"
  [[nodiscard]] bool not_true(std::uint32_t that) const {
    if (that == 0 || !in_phrases("truths", that - 1)) return false;
    for (std::uint32_t verb = that; verb-- > 0 && that - verb <= 4;)
      if (clause_.units[verb].kind == UnitKind::verb) return clause_.verbs[verb].polarity == Polarity::negated;
    return false;
  }

  /// Who says the sentence, and from which unit to which what is said stands.
  void find_speaker() {
    speaker_ = no_entity;
    said_first_ = said_end_ = unnamed_first_ = unnamed_end_ = 0;
    denies_ = false;
    const auto count = static_cast<std::uint32_t>(clause_.units.size());
    const auto reporting = [&](std::uint32_t i) {
      const Unit& u = clause_.units[i];
      for (const auto& phrase : rules_.list("reporting"))
        if (u.word != unknown_word && phrase.size() == 1 && u.word == phrase[0]) return true;
      return false;
    };
    const auto actor = [&](std::uint32_t i) -> EntityIndex {
      const Unit& u = clause_.units[i];
      if (u.kind != UnitKind::mention || !u.classes.test(cls::Actor)) return no_entity;
      return mention(clause_.groups[u.group][0]).entity;
    };
    const auto in_list = [&](std::uint32_t i, std::string_view list) {
      const auto& phrases = rules_.list(list);
      return std::any_of(phrases.begin(), phrases.end(), [&](const auto& phrase) {
        return phrase.size() == 1 && clause_.units[i].word == phrase[0] && phrase[0] != unknown_word;
      });
    };
    // "rejected claims that …", "there was no evidence that …"
    for (std::uint32_t that = 1; that < count; ++that) {
      if (clause_.units[that].word != w_.that || (!in_list(that - 1, "hearsay") && !not_true(that))) continue;
      for (std::uint32_t verb = that - 1; verb-- > 0 && that - verb <= 4;) {
        if (!in_list(verb, "denying")) continue;
        for (std::uint32_t back = verb; back-- > 0 && verb - back <= 8;) {
          if (clause_.units[back].clause_end) break;
          if (const EntityIndex e = actor(back); e != no_entity) {
            speaker_ = e;
            denies_ = true;
            said_first_ = that + 1;
            said_end_ = count;
            return;
          }
        }
      }
      unnamed_first_ = that + 1;
      unnamed_end_ = count;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
      // "declared war on Norway", "announced an embargo": what is declared or announced is a thing, and nothing is said.
      if (i + 1 < count && in_list(i, "announcing") && clause_.units[i + 1].kind == UnitKind::word &&
          clause_.units[i + 1].word != w_.that) {
        bool clause = false;
        for (std::uint32_t k = i + 1; k < count && k - i <= 4; ++k) clause = clause || clause_.units[k].word == w_.that;
        if (!clause) continue;
      }
      // "one of the states that …", "the reports that …": a noun.
      if (i > 0 && clause_.units[i - 1].kind == UnitKind::word && w_.noun_before.has(clause_.units[i - 1].word) &&
          document_.text(tokens_[clause_.units[i].first_token]).ends_with("s"))
        continue;
      const bool denying = in_list(i, "denying");
      if (denying) {
        // "denied Chile entry" denies nothing that is said.
        bool clause = false;
        for (std::uint32_t k = i + 1; k < count && k - i <= 3 && !clause; ++k)
          clause =
              clause_.units[k].word == w_.that || (clause_.units[k].kind == UnitKind::verb && clause_.units[k].form == VerbForm::gerund);
        if (!clause) continue;
      }
      // "hoped that Norway would …": only with a clause behind it; what hangs on that clause with ", which" is the text's own.
      const bool believing = in_list(i, "believing") && i + 1 < count &&
                             (clause_.units[i + 1].word == w_.that || (clause_.units[i + 1].kind == UnitKind::mention && i + 2 < count &&
                                                                       clause_.units[i + 2].kind == UnitKind::verb));
      if (!reporting(i) && !denying && !believing) {
        // according to X
        for (const auto& phrase : rules_.list("according")) {
          if (!phrase_at(i, phrase)) continue;
          const std::uint32_t at = i + static_cast<std::uint32_t>(phrase.size());
          if (at < count)
            if (const EntityIndex e = actor(at); e != no_entity) {
              speaker_ = e;
              said_first_ = i == 0 ? at + 1 : 0;
              said_end_ = i == 0 ? count : i;
              return;
            }
          // "according to a report": nobody whom the text names
          for (std::uint32_t k = at; k < count && k - at < 4; ++k)
            if (in_list(k, "sources")) {
              unnamed_first_ = i == 0 ? k + 1 : 0;
              unnamed_end_ = i == 0 ? count : i;
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
            said_first_ = 0;
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
          said_first_ = 0;
          said_end_ = i;
          return;
        }
    }
  }

  // --- Claims ---------------------------------------------------------------------------------------------------------

  [[nodiscard]] std::vector<EntityIndex> entities_of(std::int32_t unit) const {
    std::vector<EntityIndex> list;
    if (unit == none) return list;
    const Unit& u = clause_.units[static_cast<std::size_t>(unit)];
    if (u.kind != UnitKind::mention) return list;
    for (const std::uint32_t m : clause_.groups[u.group]) {
      const Mention& named = mention(m);
      if (!named.members.empty())
        list.insert(list.end(), named.members.begin(), named.members.end());
      else if (named.entity != no_entity)
        list.push_back(named.entity);
    }
    return list;
  }

  [[nodiscard]] std::string date_of(std::int32_t unit) const {
    if (unit == none) return {};
    const Unit& u = clause_.units[static_cast<std::size_t>(unit)];
    if (u.kind != UnitKind::mention) return {};
    return mention(clause_.groups[u.group][0]).date;
  }

  /// The digits of a number, or the ISO 8601 form of a duration, that a slot took.
  [[nodiscard]] std::string number_of(std::int32_t unit) const {
    if (unit == none) return {};
    const Unit& u = clause_.units[static_cast<std::size_t>(unit)];
    if (u.classes.test(pseudo::Duration)) return duration_at(u.first_token);
    return u.classes.test(pseudo::Number) ? std::string(document_.text(tokens_[u.first_token])) : std::string();
  }

  [[nodiscard]] bool headline(const Sentence& sentence) const {
    if (sentence.end_token == sentence.first_token) return false;
    const Token& last = tokens_[sentence.end_token - 1];
    const Block& block = document_.blocks[sentence.block];
    return last.kind == TokenKind::word && block.first_token == sentence.first_token && block.end_token == sentence.end_token;
  }

  [[nodiscard]] bool present(std::uint32_t unit) const {
    const Unit& verb = clause_.units[unit];
    const auto readings = rules_.verb_forms(tokens_[verb.end_token - 1].word);
    return verb.first_token + 1 == verb.end_token && std::any_of(readings.begin(), readings.end(), [](const VerbReading& r) {
             return (r.forms & (verb_bit::third | verb_bit::base)) != 0;
           });
  }

  [[nodiscard]] bool asks(const Sentence& sentence) const {
    for (std::uint32_t i = sentence.end_token; i-- > sentence.first_token && sentence.end_token - i <= 2;)
      if (document_.text(tokens_[i]) == "?") return true;
    return false;
  }

  /// "all states except Norway", "all but Norway": whom the match begins with is the one of whom it is not said.
  [[nodiscard]] bool excepted(const Match& m) const {
    if (m.first == 0) return false;
    static const std::set<std::string> exceptions{"except", "excepting", "excluding", "barring", "save", "unlike"};
    static const std::set<std::string> phrases{"other than", "apart from", "aside from", "exception of",
                                               "all but",    "except for", "save for"};
    if (exceptions.contains(first_word(m.first - 1))) return true;
    return m.first >= 2 && phrases.contains(first_word(m.first - 2) + " " + first_word(m.first - 1));
  }

  [[nodiscard]] std::string first_word(std::size_t unit) const { return folded(clause_.units[unit].first_token); }

  /// "reportedly", "allegedly" in the match or right before it. They are read as part of a verb, so the tokens are looked at.
  [[nodiscard]] bool hedged(const Match& m) const {
    static const std::set<std::string> adverbs{"reportedly", "allegedly", "supposedly", "purportedly", "ostensibly",
                                               "perhaps",    "possibly",  "apparently", "presumably"};
    const std::uint32_t end = std::min<std::uint32_t>(m.end, static_cast<std::uint32_t>(clause_.units.size()));
    for (std::uint32_t u = m.first > 1 ? m.first - 2 : 0; u < end; ++u)
      for (std::uint32_t i = clause_.units[u].first_token; i < clause_.units[u].end_token; ++i)
        if (clause_.units[u].kind != UnitKind::mention && adverbs.contains(fold_word(document_.text(tokens_[i])))) return true;
    return false;
  }

  void emit(const Match& m, const Sentence& sentence) {
    const RuleInfo& rule = rules_.rules()[m.rule];
    VerbInfo info = factuality(m.anchor, m);
    const auto anchor = static_cast<std::uint32_t>(m.anchor == none ? static_cast<std::int32_t>(m.first) : m.anchor);
    EntityIndex speaker = no_entity;
    if (speaker_ != no_entity && anchor >= said_first_ && anchor < said_end_) {
      speaker = speaker_;
      if (denies_) info.polarity = info.polarity == Polarity::negated ? Polarity::affirmed : Polarity::negated;
    }
    // "signed in May 2006, has been ratified by A": no gap behind the verb that decides reaches over another clause's verb.
    if (m.anchor != none && clause_.units[anchor].form == VerbForm::participle)
      for (std::uint32_t i = anchor + 1; i + 1 < m.end; ++i)
        if (clause_.units[i].kind == UnitKind::verb && clause_.units[i].form == VerbForm::finite && clause_.units[i - 1].word == w_.comma)
          return note("dropped: another verb stands between");
    const std::int32_t quoted = quoted_[clause_.units[anchor].first_token];
    if (quoted >= 0) speaker = analysis_.statements[static_cast<std::size_t>(quoted)].by;
    if (trace_ != nullptr) trace_match(m, info, speaker);
    if (crosses_clause(m)) return note("dropped: another subject and its verb stand within");
    if (m.anchor != none && anchor > 0 && clause_.units[anchor].form == VerbForm::gerund && accuses(anchor - 1))
      return note("dropped: an accusation, which is the accuser's");
    // A question asserts nothing, nor does "reportedly".
    if (info.modality == Modality::asserted && quoted < 0 && (asks(sentence) || hedged(m))) info.modality = Modality::possible;
    // "Secretary Reyes Travels to Norway": a headline's present announces the journey.
    if (info.modality == Modality::asserted && m.anchor != none && headline(sentence) && present(anchor) &&
        std::any_of(rule.emits.begin(), rule.emits.end(), [](const RuleEmit& e) { return e.property == prop::visited; }))
      info.modality = Modality::planned;
    if (speaker == no_entity && anchor >= unnamed_first_ && anchor < unnamed_end_)
      return note("dropped: somebody says it, and who is not known");
    if (quoted == unknown_speaker) return note("dropped: it stands in a quotation, and who says it is not known");
    if (excepted(m)) return note("dropped: it is said of all but this one");
    if (same_where_different(m, rule)) return note("dropped: 'where' wants two that differ");
    for (const RuleEvent& event : rule.events) emit_event(m, rule, event, info, speaker, sentence);
    for (const RuleEmit& e : rule.emits) {
      if (e.condition != no_slot && m.slots[static_cast<std::size_t>(e.condition)] == none) continue;
      const std::int32_t subject_unit = slot_unit(m, e.subject), object_unit = slot_unit(m, e.object);
      const std::vector<EntityIndex> subjects = entities_of(subject_unit);
      std::vector<EntityIndex> objects = entities_of(object_unit);
      const std::string date = date_of(object_unit), number = number_of(object_unit);
      // "X, whose father was president of Y"
      if (e.property == prop::holdsPosition || e.property == prop::memberOf || e.property == prop::memberOfParty) {
        bool relative = false;
        for (std::uint32_t i = m.first; i < anchor; ++i)
          relative = relative || document_.text(tokens_[clause_.units[i].first_token]) == "whose";
        if (relative) continue;
      }
      // "signed as witnesses"
      if ((e.property == prop::signedBy || e.property == prop::hasParty) && as_witness(m)) continue;
      // "has signed it but has not ratified it": who signs so is no party yet.
      if (e.property == prop::hasParty && m.anchor != none && rules_lemma(anchor, "sign") && unratified()) continue;
      for (const EntityIndex s : subjects) {
        // "Norway signed in 1967" tells when Norway did, not when it was signed.
        if ((e.property == prop::signedOn || e.property == prop::signedAt) && subject_unit != none &&
            is_omitted(clause_.units[static_cast<std::size_t>(subject_unit)]) &&
            (anchor == 0 || entities_of(static_cast<std::int32_t>(anchor) - 1).size() < 2))
          continue;
        if (objects.empty()) {
          Claim claim = base(s, e.property, rule, info, speaker, sentence);
          // What the gazetteer dates otherwise was signed on another day by that actor alone.
          if (const EntryId entry = analysis_.entities[s].entry; e.property == prop::signedOn && entry != no_entry && date.size() >= 4 &&
                                                                 catalog_[entry].date.size() >= 4 &&
                                                                 catalog_[entry].date.substr(0, 4) != date.substr(0, 4))
            continue;
          claim.value = !date.empty() ? date : !number.empty() ? number : e.object.literal;
          if (!date.empty()) claim.datatype = date_datatype(date);
          if (claim.value.empty()) continue;
          note_claim(claim);
          analysis_.add(std::move(claim));
          continue;
        }
        for (const EntityIndex o : objects) {
          if (s == o || out_of_place(s, e.property, o, m)) continue;
          if (!fits(o, ontology_.property(e.property).range) || !fits(s, ontology_.property(e.property).domain)) {
            note(fmt::format("dropped: {} does not go from {} to {}", ontology_.property(e.property).name, analysis_.entities[s].label,
                             analysis_.entities[o].label));
            continue;
          }
          Claim claim = base(s, e.property, rule, info, speaker, sentence);
          claim.object = o;
          // Who leads a party belongs to it.
          if (const EntityIndex body = analysis_.entities[o].parent;
              e.property == prop::holdsPosition && body != no_entity && analysis_.entities[body].type == cls::PoliticalParty) {
            Claim membership = base(s, prop::memberOfParty, rule, info, speaker, sentence);
            membership.object = body;
            analysis_.add(std::move(membership));
          }
          if (const EntityIndex body = analysis_.entities[o].parent;
              e.property == prop::holdsPosition && body != no_entity &&
              (analysis_.entities[body].cls == cls::State || analysis_.entities[body].cls == cls::Organization)) {
            const ClassId type = analysis_.entities[body].type;
            const bool expert = type == cls::ResearchInstitute || type == cls::MediaOutlet;
            Claim official = base(s, expert ? prop::affiliatedWith : prop::officialOf, rule, info, speaker, sentence);
            official.object = body;
            analysis_.add(std::move(official));
          }
          if (e.property == prop::holdsPosition && info.polarity == Polarity::affirmed && info.modality == Modality::asserted &&
              holds_still(m))
            for (const PropertyId head : analysis_.entities[o].leads) {
              Claim leads = base(analysis_.entities[o].parent, head, rule, info, speaker, sentence);
              leads.object = s;
              analysis_.add(std::move(leads));
            }
          if (ontology_.property(e.property).symmetric && analysis_.entities[s].label > analysis_.entities[o].label)
            std::swap(claim.subject, claim.object);
          note_claim(claim);
          analysis_.add(std::move(claim));
        }
      }
    }
  }

  /// Whether another clause begins behind the verb that a match turns on: "Norway is a member of EFTA, and Chile is an ally of Peru".
  [[nodiscard]] bool crosses_clause(const Match& m) const {
    if (m.anchor == none) return false;
    // "has to sign", "has yet to sign"
    if (const auto next = static_cast<std::size_t>(m.anchor) + 1; rules_lemma(next - 1, "have") && next < m.end &&
                                                                  clause_.units[next].kind == UnitKind::verb &&
                                                                  clause_.units[next].form == VerbForm::infinitive)
      return true;
    for (auto k = static_cast<std::size_t>(m.anchor) + 2; k + 1 < m.end; ++k)
      if (is_finite(k) && is_agent(k - 1)) return true;
    return false;
  }

  /// What the place itself speaks against: nobody visits the state that he is an official of, nor its cities (unless "visit" is said), and
  /// a city of one state is not in another.
  [[nodiscard]] bool out_of_place(EntityIndex subject, PropertyId property, EntityIndex object, const Match& m) const {
    const auto country = [&](EntityIndex place) {
      const EntryId entry = analysis_.entities[place].entry;
      return entry == no_entry ? no_entry : catalog_[entry].country;
    };
    if (property == prop::locatedIn) {
      const EntryId of = country(subject), state = analysis_.entities[object].entry;
      return of != no_entry && state != no_entry && of != state;
    }
    if (property != prop::visited) return false;
    const bool said = m.anchor != none &&
                      (rules_lemma(static_cast<std::size_t>(m.anchor), "visit") || rules_lemma(static_cast<std::size_t>(m.anchor), "tour"));
    return std::any_of(analysis_.claims.begin(), analysis_.claims.end(), [&](const Claim& claim) {
      if (claim.property != prop::officialOf || claim.subject != subject || !claim.plain()) return false;
      if (claim.object == object) return true;
      const EntryId of = country(object);
      return !said && of != no_entry && of == analysis_.entities[claim.object].entry;
    });
  }

  [[nodiscard]] bool as_witness(const Match& m) const {
    static const std::set<std::string> roles{"witness",  "witnesses", "guarantor", "guarantors",
                                             "observer", "observers", "mediator",  "mediators"};
    for (std::size_t i = m.end > 0 ? m.end - 1 : 0; i + 1 < clause_.units.size() && i < m.end + 2; ++i) {
      if (fold_word(document_.text(tokens_[clause_.units[i].first_token])) != "as") continue;
      for (std::size_t k = i + 1; k < clause_.units.size() && k - i < 4; ++k)
        if (clause_.units[k].kind == UnitKind::word && roles.contains(fold_word(document_.text(tokens_[clause_.units[k].first_token]))))
          return true;
    }
    return false;
  }

  [[nodiscard]] bool unratified() const {
    for (std::size_t i = 0; i < clause_.units.size(); ++i)
      if (clause_.units[i].kind == UnitKind::verb && rules_lemma(i, "ratify") && clause_.verbs[i].polarity == Polarity::negated)
        return true;
    return false;
  }

  /// Whether the verb of an office says that it is held at the time of the text: "is", "has been … since".
  [[nodiscard]] bool holds_still(const Match& m) const {
    if (m.anchor == none) return false;
    const Unit& verb = clause_.units[static_cast<std::size_t>(m.anchor)];
    bool perfect = false;
    for (std::uint32_t i = verb.first_token; i < verb.end_token; ++i) {
      const std::string word = fold_word(document_.text(tokens_[i]));
      if (word == "is") return true;
      perfect = perfect || word == "has";
    }
    if (!perfect) return false;
    for (std::size_t i = m.first; i < clause_.units.size(); ++i)
      if (fold_word(document_.text(tokens_[clause_.units[i].first_token])) == "since") return true;
    return false;
  }

  /// `where a != b`: of two lists, those pairs count that differ.
  [[nodiscard]] bool same_where_different(const Match& m, const RuleInfo& rule) const {
    return std::any_of(rule.different.begin(), rule.different.end(), [&](const auto& pair) {
      const auto a = entities_of(m.slots[static_cast<std::size_t>(pair.first)]),
                 b = entities_of(m.slots[static_cast<std::size_t>(pair.second)]);
      return a.size() == 1 && b == a;
    });
  }

  /// A thing of its own for each way to choose one entity for each field.
  void emit_event(const Match& m, const RuleInfo& rule, const RuleEvent& event, const VerbInfo& info, EntityIndex speaker,
                  const Sentence& sentence) {
    if (event.condition != no_slot && m.slots[static_cast<std::size_t>(event.condition)] == none) return;
    std::vector<Occurrence> found(1);
    found[0].type = event.type;
    found[0].polarity = info.polarity;
    found[0].modality = info.modality;
    found[0].claimed_by = speaker;
    found[0].evidence.push_back({rule.name, sentence.span, rule.confidence});
    for (const RuleEvent::Field& field : event.fields) {
      const std::int32_t unit = slot_unit(m, field.value);
      if (field.value.slot != no_slot && unit == none) continue;
      std::vector<Occurrence::Field> values;
      if (const std::string date = date_of(unit); !date.empty()) {
        values.push_back({field.property, no_entity, date, std::string(date_datatype(date))});
      } else if (const std::string number = number_of(unit); !number.empty()) {
        values.push_back({field.property, no_entity, number, {}});
      } else if (field.value.slot == no_slot) {
        values.push_back({field.property, no_entity, field.value.literal, {}});
      } else {
        for (const EntityIndex e : entities_of(unit))
          if (fits(e, ontology_.property(field.property).range)) values.push_back({field.property, e, {}, {}});
      }
      if (values.empty()) return;
      const std::size_t count = found.size();
      if (field.all) {
        for (Occurrence& o : found) o.fields.insert(o.fields.end(), values.begin(), values.end());
        continue;
      }
      if (count * values.size() > 256) return;
      for (std::size_t v = 1; v < values.size(); ++v)
        for (std::size_t i = 0; i < count; ++i) {
          found.push_back(found[i]);
          found.back().fields.push_back(values[v]);
        }
      for (std::size_t i = 0; i < count; ++i) found[i].fields.push_back(values[0]);
    }
    for (Occurrence& o : found) {
      // Nobody does something to itself: in a list of hosts and senders only pairs of two count.
      const auto same = [&](const Occurrence::Field& a) {
        return a.object != no_entity &&
               std::count_if(o.fields.begin(), o.fields.end(), [&](const Occurrence::Field& b) { return b.object == a.object; }) > 1;
      };
      if (std::any_of(o.fields.begin(), o.fields.end(), same)) continue;
      if (trace_ != nullptr) {
        std::string text = fmt::format("new {}:", ontology_[o.type].name);
        for (const Occurrence::Field& field : o.fields)
          text += fmt::format(" {} {};", ontology_.property(field.property).name,
                              field.object == no_entity ? field.value : analysis_.entities[field.object].label);
        text.pop_back();
        note(text);
      }
      analysis_.add(std::move(o));
    }
  }

  [[nodiscard]] bool fits(EntityIndex entity, const ClassSet& allowed) const {
    if (allowed.none()) return true;
    const Entity& e = analysis_.entities[entity];
    return ((ontology_[e.type].with_ancestors | ontology_[e.cls].with_ancestors) & allowed).any();
  }

  [[nodiscard]] static std::int32_t slot_unit(const Match& m, const RuleValue& value) {
    return value.slot == no_slot ? none : m.slots[static_cast<std::size_t>(value.slot)];
  }

  [[nodiscard]] Claim base(EntityIndex subject, PropertyId property, const RuleInfo& rule, const VerbInfo& info, EntityIndex speaker,
                           const Sentence& sentence) const {
    Claim claim;
    claim.subject = subject;
    claim.property = property;
    claim.polarity = info.polarity;
    claim.modality = info.modality;
    claim.claimed_by = speaker;
    claim.evidence.push_back({rule.name, sentence.span, rule.confidence});
    return claim;
  }

  const Document& document_;
  Analysis& analysis_;
  const RuleSet& rules_;
  const Ontology& ontology_;
  const Catalog& catalog_;
  const ClauseWords& w_;
  Matcher matcher_;
  const std::vector<Token>& tokens_;
  static constexpr std::int32_t unknown_speaker = -2;
  std::vector<std::int32_t> mention_at_, quoted_;
  std::vector<std::pair<EntityIndex, EntityIndex>> persons_of_states_;
  struct OmittedMention {
    Mention mention;
    Omitted::Before preposition = Omitted::Before::nothing;
  };
  std::vector<OmittedMention> omitted_;  // by token
  Clause clause_;
  Matcher::Scratch scratch_;
  std::vector<Match> matches_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> allies_;  // mentions that "and its ally" joins
  std::string* trace_ = nullptr;
  std::string_view traced_rule_;
  EntityIndex speaker_ = no_entity;
  std::uint32_t said_first_ = 0, said_end_ = 0;
  bool denies_ = false;                                // what the speaker says is that it is not so
  std::uint32_t unnamed_first_ = 0, unnamed_end_ = 0;  // units that somebody unnamed says, or that are only rumoured
  ClassSet table_ = [] {
    ClassSet set;
    for (const ClassId c : {cls::State, cls::Organization, cls::Person, cls::Agreement, cls::Instrument, cls::Place, cls::Provision,
                            cls::Position, cls::Event, cls::Publication, cls::Topic})
      set.set(c);
    return set;
  }();
};

}  // namespace

std::string RelationFinder::trace(const Document& document, Analysis& analysis, std::string_view rule) const {
  std::string out;
  Finder finder(document, analysis, rules_, ontology_, catalog_, words_);
  finder.trace_to(&out, rule);
  finder.run();
  return out;
}

void RelationFinder::find(const Document& document, Analysis& analysis) const {
  Finder(document, analysis, rules_, ontology_, catalog_, words_).run();
}

}  // namespace pacta
