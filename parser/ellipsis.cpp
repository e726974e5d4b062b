#include "parser/ellipsis.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "parser/coreference.h"
#include "parser/numerals.h"

namespace pacta {

namespace {

using Words = std::set<std::string, std::less<>>;

/// What one may join or leave out: an agreement, or an organisation as well.
enum class Objects : std::uint8_t {
  agreements,
  either,         ///< one joins both, so that only one of them may be near
  rather_treaty,  ///< "acceded": to the treaty where one is near, else to the body
  bodies
};

struct Act {
  Omitted::Before preposition = Omitted::Before::nothing;
  Objects objects = Objects::agreements;
};

const std::map<std::string, Act, std::less<>>& acts() {
  static const std::map<std::string, Act, std::less<>> table{{"sign", {}},
                                                             {"signs", {}},
                                                             {"signed", {}},
                                                             {"ratify", {}},
                                                             {"ratifies", {}},
                                                             {"ratified", {}},
                                                             {"accede", {Omitted::Before::to, Objects::rather_treaty}},
                                                             {"accedes", {Omitted::Before::to, Objects::rather_treaty}},
                                                             {"acceded", {Omitted::Before::to, Objects::rather_treaty}},
                                                             {"join", {Omitted::Before::nothing, Objects::either}},
                                                             {"joins", {Omitted::Before::nothing, Objects::either}},
                                                             {"joined", {Omitted::Before::nothing, Objects::either}},
                                                             {"rejoin", {Omitted::Before::nothing, Objects::either}},
                                                             {"rejoins", {Omitted::Before::nothing, Objects::either}},
                                                             {"rejoined", {Omitted::Before::nothing, Objects::either}},
                                                             {"joining", {Omitted::Before::nothing, Objects::either}},
                                                             {"admitted", {Omitted::Before::to, Objects::bodies}},
                                                             {"withdraw", {Omitted::Before::from, Objects::either}},
                                                             {"withdraws", {Omitted::Before::from, Objects::either}},
                                                             {"withdrew", {Omitted::Before::from, Objects::either}},
                                                             {"withdrawn", {Omitted::Before::from, Objects::either}}};
  return table;
}

/// Words by their first letter and length: most words of a text are none of those that leave something out, and that is seen at once.
class WordShapes {
 public:
  WordShapes() {
    for (const auto& [word, act] : acts()) add(word);
    for (const std::string_view word :
         {"acceptance", "accession", "approval", "ceremony", "countries", "enlargement", "expansion", "member", "members", "membership",
          "nations", "parties", "party", "ratification", "signatories", "signatory", "signing", "states", "withdrawal"})
      add(word);
  }
  [[nodiscard]] bool may_be(std::string_view word) const noexcept {
    if (word.size() >= longest || word.empty()) return false;
    const auto letter = static_cast<unsigned>(static_cast<unsigned char>(word[0]) | 0x20U) - 'a';
    return letter < 26 && known_[letter][word.size()];
  }

 private:
  static constexpr std::size_t longest = 16;
  void add(std::string_view word) { known_[static_cast<std::size_t>(word[0] - 'a')][word.size()] = true; }
  std::array<std::array<bool, longest>, 26> known_{};
};

class Finder {
 public:
  Finder(const Document& document, const Analysis& analysis) : document_(document), analysis_(analysis), tokens_(document.tokens) {
    over_.assign(tokens_.size(), -1);
    for (std::size_t m = 0; m < analysis_.mentions.size(); ++m)
      for (std::uint32_t i = analysis_.mentions[m].first_token; i < analysis_.mentions[m].end_token && i < over_.size(); ++i)
        if (over_[i] < 0) over_[i] = static_cast<std::int32_t>(m);
  }

  std::vector<Omitted> run() {
    if (std::none_of(analysis_.entities.begin(), analysis_.entities.end(),
                     [](const Entity& e) { return e.cls == cls::Agreement || is_body(e); }))
      return {};
    static const WordShapes shapes;
    main_ = dominant_agreement();
    main_body_ = dominant_body();
    for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
      if (document_.blocks[document_.sentences[s].block].kind == BlockKind::furniture) continue;
      sentence_ = s;
      begin_ = document_.sentences[s].first_token;
      end_ = document_.sentences[s].end_token;
      for (std::uint32_t i = begin_; i < end_; ++i) {
        if (over_[i] >= 0 || !shapes.may_be(document_.text(tokens_[i]))) continue;
        verb(i);
        noun(i);
      }
      if (!found_.empty() && found_.back().token >= begin_ && is_body(analysis_.entities[found_.back().agreement]))
        body_of_sentence_[s] = found_.back().agreement;
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::string word(std::uint32_t i) const { return i < end_ ? fold_word(document_.text(tokens_[i])) : std::string(); }
  [[nodiscard]] const Mention* mention(std::uint32_t i) const {
    return i < over_.size() && over_[i] >= 0 ? &analysis_.mentions[static_cast<std::size_t>(over_[i])] : nullptr;
  }
  [[nodiscard]] ClassId class_at(std::uint32_t i) const {
    const Mention* m = mention(i);
    return m == nullptr || m->entity == no_entity ? ClassId{0} : ClassId{analysis_.entities[m->entity].cls};
  }
  [[nodiscard]] bool date_at(std::uint32_t i) const { return mention(i) != nullptr && mention(i)->kind == MentionKind::date; }

  /// The agreement named at least twice, and twice as often as any other.
  [[nodiscard]] EntityIndex dominant_agreement() const {
    std::map<EntityIndex, std::size_t> counts;
    for (const Mention& m : analysis_.mentions)
      if (m.entity != no_entity && analysis_.entities[m.entity].cls == cls::Agreement) ++counts[m.entity];
    const EntityIndex main = main_agreement(document_, analysis_);
    if (main == no_entity || counts[main] < 2) return no_entity;
    const bool most = std::all_of(counts.begin(), counts.end(),
                                  [&](const auto& other) { return other.first == main || counts[main] >= 2 * other.second; });
    return most ? main : no_entity;
  }

  [[nodiscard]] static bool is_body(const Entity& entity) {
    if (entity.type == cls::InternationalOrganization || entity.type == cls::Alliance) return true;
    // "the Alpine Forum": of states, as far as its name tells
    static const Words words{"forum", "union", "league", "community", "association", "alliance", "bloc", "commonwealth", "pact"};
    if (entity.type != cls::Organization) return false;
    const std::string name = fold_name(entity.label);
    return words.contains(name.substr(name.rfind(' ') + 1));
  }

  /// The organisation or alliance that the text is about: the one in its headline or first sentence if it is named thrice, twice as
  /// often as any other, and oftener than any agreement.
  [[nodiscard]] EntityIndex dominant_body() const {
    std::map<EntityIndex, std::size_t> counts, agreements;
    std::set<EntityIndex> opening;
    const std::uint32_t head =
        document_.sentences.empty() ? 0 : document_.sentences[std::min<std::size_t>(1, document_.sentences.size() - 1)].end_token;
    for (const Mention& m : analysis_.mentions) {
      if (m.entity == no_entity) continue;
      if (analysis_.entities[m.entity].cls == cls::Agreement) ++agreements[m.entity];
      if (!is_body(analysis_.entities[m.entity])) continue;
      ++counts[m.entity];
      if (m.first_token < head) opening.insert(m.entity);
    }
    EntityIndex main = no_entity;
    for (const auto& [body, count] : counts)
      if (count >= 3 && opening.contains(body) && (main == no_entity || count > counts[main])) main = body;
    if (main == no_entity) return main;
    const bool most = std::all_of(counts.begin(), counts.end(),
                                  [&](const auto& other) { return other.first == main || counts[main] >= 2 * other.second; });
    const bool no_treaty = std::all_of(agreements.begin(), agreements.end(), [&](const auto& a) { return a.second < counts[main]; });
    return most && no_treaty ? main : no_entity;
  }

  // --- Verbs ----------------------------------------------------------------------------------------------------------

  void verb(std::uint32_t i) {
    // "South Sudan was admitted in 2011", "were admitted two years later"
    if (word(i) == "admitted" && i > begin_ + 1) {
      static const Words auxiliaries{"was", "were", "been", "and"};
      if (auxiliaries.contains(word(i - 1)) && without_object(i))
        if (const EntityIndex body = spoken_of(i, Objects::bodies); body != no_entity) found_.push_back({i, body, Omitted::Before::to});
      return;
    }
    const auto act = acts().find(word(i));
    if (act == acts().end()) return;
    if (signs_for(i)) {
      if (const EntityIndex agreement = spoken_of(i, Objects::agreements); agreement != no_entity)
        found_.push_back({i, agreement, act->second.preposition});
      return;
    }
    // "were admitted in 1986": of bodies only the passive
    if (act->second.objects == Objects::bodies) {
      static const Words passives{"was", "were", "been"};
      if (i == begin_ || !passives.contains(word(i - 1))) return;
    }
    if (!has_subject(i, act->second) || !without_object(i)) return;
    const EntityIndex agreement = spoken_of(i, act->second.objects);
    if (agreement != no_entity) found_.push_back({i, agreement, act->second.preposition});
  }

  /// "Ambassador Per Holm signed for Norway, and Ana Reyes, the minister, signed on behalf of Chile"
  [[nodiscard]] bool signs_for(std::uint32_t i) const {
    if (word(i) != "signed" && word(i) != "signs") return false;
    std::uint32_t k = i + 1;
    if (word(k) == "for")
      ++k;
    else if (word(k) == "on" && word(k + 1) == "behalf" && word(k + 2) == "of")
      k += 3;
    else
      return false;
    static const Words between{"the", "government", "of", "federal", "royal"};
    while (k < end_ && over_[k] < 0 && between.contains(word(k))) ++k;
    if (k >= end_ || (class_at(k) != cls::State && class_at(k) != cls::Organization)) return false;
    if (i > begin_ && class_at(i - 1) == cls::Person) return true;
    // "James Melville, Jr. signed for Norway"
    static const Words younger{"jr", "jr.", "sr", "sr."};
    std::uint32_t name = i;
    if (name > begin_ + 1 && younger.contains(word(name - 1))) {
      --name;
      if (word(name - 1) == ",") --name;
      return name > begin_ && class_at(name - 1) == cls::Person;
    }
    // behind an apposition
    if (i < begin_ + 2 || word(i - 1) != ",") return false;
    for (std::uint32_t p = i - 1; p-- > begin_;)
      if (class_at(p) == cls::Person) return true;
    return false;
  }

  /// Whether one who acts stands right before the verb, beside its auxiliaries and adverbs, and it is no passive.
  [[nodiscard]] bool has_subject(std::uint32_t i, const Act& act) const {
    static const Words between{"has", "have",   "had",        "not",      "never",   "also",     "already", "did",      "does",
                               "do",  "will",   "would",      "may",      "might",   "could",    "to",      "yet",      "then",
                               "n't", "hasn't", "haven't",    "didn't",   "doesn't", "both",     "ever",    "formally", "later",
                               "can", "cannot", "eventually", "recently", "since",   "promptly", "only",    "both",     "soon"};
    static const Words joins{"and", "but", "nor", "or", "neither", "either"};
    static const Words pronouns{"it", "they", "he", "she", "both", "neither", "who", "which", "others", "all", "themselves", "itself"};
    static const Words passives{"was", "were", "been"};
    std::uint32_t k = i;
    bool infinitive = false;
    while (k > begin_ && over_[k - 1] < 0 &&
           (between.contains(word(k - 1)) || (act.objects == Objects::bodies && passives.contains(word(k - 1))))) {
      infinitive = infinitive || word(k - 1) == "to";
      --k;
    }
    if (k == begin_) return false;
    const std::string before = word(k - 1);
    // "was among the first to ratify", "plans to withdraw"; what governs the infinitive decides whether it happens.
    if (infinitive) return over_[k - 1] < 0 && tokens_[k - 1].kind == TokenKind::word;
    if (over_[k - 1] < 0) {
      // "signed but did not ratify"
      if (joins.contains(before))
        for (std::uint32_t v = k - 1; v-- > begin_ && k - v < 8;)
          if (acts().contains(word(v))) return true;
      // "Argentina (on 4 May) signed", "states joined": a noun of those who do such things
      static const Words nouns{"states", "countries", "nations", "governments", "parties", "signatories", "members", "powers", "republics"};
      return pronouns.contains(before) || nouns.contains(before);
    }
    // "the Treaty, which A and B signed in 1998": the object stands before.
    for (std::uint32_t v = k; v-- > begin_ && k - v < 14;) {
      const std::string w = word(v);
      if (over_[v] < 0 && (w == ";" || w == "." || w == ":")) break;
      if (w == "which" || w == "whom" || w == "that" || w == "whose") return false;
    }
    const Mention* subject = mention(k - 1);
    if (subject->first_token > begin_) {
      std::uint32_t lead = subject->first_token - 1;
      while (lead > begin_ && over_[lead] < 0 && (word(lead) == "the" || word(lead) == "and" || word(lead) == ",")) --lead;
      if (class_at(lead) == cls::Agreement) return word(subject->first_token - 1) == ",";  // "the treaty Norway signed in 1998"
    }
    const ClassId c = class_at(k - 1);
    if (subject->end_token != k || (c != cls::State && c != cls::Organization && c != cls::Person)) return false;
    if (act.objects == Objects::either && word(i) != "joining" && subject->first_token > begin_) {
      // "troops from Norway withdrew"
      std::uint32_t lead = subject->first_token - 1;
      if (word(lead) == "the" && lead > begin_) --lead;
      static const Words prepositions{"from", "of", "in", "by", "with", "'s"};
      if (over_[lead] < 0 && prepositions.contains(word(lead))) return false;
    }
    return true;
  }

  /// Whether behind the verb stands no object, but the end of its clause, or when and where it was done.
  [[nodiscard]] bool without_object(std::uint32_t i) const {
    static const Words adverbs{"only", "also", "too", "first", "later", "soon", "together", "alone", "again", "formally", "there", "then"};
    std::uint32_t j = i + 1;
    while (j < end_ && over_[j] < 0 && adverbs.contains(word(j))) ++j;
    const std::string next = word(j);
    if (object_follows(i, j)) return false;
    if (j >= end_) return true;
    if (date_at(j)) return true;
    if (over_[j] >= 0) return false;
    if (next == "." || next == ";" || next == "!" || next == ")" || next == "--" || next == ":") return true;
    if (next == ",") return true;
    static const Words clauses{"but", "while", "although", "though", "because", "when", "whereas", "until", "as"};
    if (clauses.contains(next)) return true;
    if (next == "and" || next == "or" || next == "nor" || next == "then") {
      // "signed and ratified": as the second verb has it; "signed and Chile joined later"
      const auto second = acts().find(word(j + 1));
      if (second != acts().end()) return without_object(j + 1);
      return over_[j + 1 < end_ ? j + 1 : j] >= 0;
    }
    static const Words times{"year", "years", "month", "months", "week", "weeks", "day", "days", "decade", "decades", "century"};
    const auto time_soon = [&](std::uint32_t from, std::uint32_t reach) {
      for (std::uint32_t k = from; k < end_ && k - from < reach; ++k)
        if (over_[k] < 0 && times.contains(word(k))) return true;
      return false;
    };
    if (next == "in" || next == "on" || next == "by" || next == "since" || next == "before" || next == "after" || next == "from" ||
        next == "during") {
      if (date_at(j + 1)) return true;
      if (next == "in" && class_at(j + 1) == cls::Place) return true;
      if (next == "on" && word(j + 1) == "behalf") return true;
      if (next == "after" || next == "before") return time_soon(j + 1, 4) || word(j + 1) == "that" || word(j + 1) == "it";
      return next != "from" && (word(j + 1) == "the" || word(j + 1) == "that") && time_soon(j + 1, 4);
    }
    if (next == "at") return class_at(j + 1) == cls::Place || word(j + 2) == "ceremony";
    if (next == "the" || next == "that" || next == "this" || next == "last" || next == "a" || next == "an" || next == "some" ||
        next == "two" || next == "three" || next == "several" || next == "within" || tokens_[j].kind == TokenKind::number ||
        cardinal_value(next) > 0)
      return time_soon(j + 1, 3);
    static const Words when{"yesterday", "today",    "earlier", "immediately", "shortly", "simultaneously",  "monday",     "tuesday",
                            "wednesday", "thursday", "friday",  "saturday",    "sunday",  "unconditionally", "thereafter", "afterwards"};
    return when.contains(next);
  }

  /// Whether an agreement soon behind the verb is its object: "signed, and Chile ratified, the treaty", "acceded in 1998 to the treaty".
  /// One that has a verb of its own behind it is not.
  [[nodiscard]] bool object_follows(std::uint32_t verb, std::uint32_t from) const {
    static const Words breaks{";", ".", "after", "while", "although", "because", "when"};
    static const Words predicates{"entered", "enters",   "was",  "is",     "has",    "had",     "came",   "took",
                                  "remains", "remained", "will", "were",   "became", "expired", "lapsed", "would",
                                  "did",     "does",     "also", "itself", "have",   "could",   "may",    "might"};
    const Omitted::Before preposition = acts().find(word(verb))->second.preposition;
    // "signed last week an agreement to …": one without a name
    static const Words articles{"a", "an", "the", "its", "their", "this", "two", "three", "several"};
    static const Words kinds{"agreement",   "agreements", "treaty",     "treaties",  "pact",       "accord",   "accords",
                             "deal",        "deals",      "memorandum", "protocol",  "convention", "contract", "contracts",
                             "declaration", "statement",  "document",   "documents", "letter",     "law",      "order"};
    for (std::uint32_t k = from; preposition == Omitted::Before::nothing && k < end_ && k - from < 6; ++k) {
      if (tokens_[k].kind == TokenKind::punctuation) break;
      if (over_[k] >= 0 || !articles.contains(word(k))) continue;
      for (std::uint32_t n = k + 1; n < end_ && n - k < 6 && tokens_[n].kind != TokenKind::punctuation; ++n)
        if (over_[n] < 0 && kinds.contains(word(n))) return true;
    }
    for (std::uint32_t k = from; k < end_ && k - from < 12; ++k) {
      if (over_[k] < 0 && breaks.contains(word(k))) return false;
      if (class_at(k) != cls::Agreement && class_at(k) != cls::Instrument) continue;
      if (preposition != Omitted::Before::nothing) {
        const std::uint32_t before = k > from && word(k - 1) == "the" ? k - 1 : k;
        if (before > from && word(before - 1) == (preposition == Omitted::Before::to ? "to" : "from")) return true;
        continue;
      }
      if (!predicates.contains(word(mention(k)->end_token))) return true;
      k = mention(k)->end_token;
    }
    return false;
  }

  // --- Nouns ----------------------------------------------------------------------------------------------------------

  /// "The original signatories were A and B", "its parties are …", "has four parties: …", "is not a signatory".
  void noun(std::uint32_t i) {
    const std::string noun = word(i);
    // "deposited its instrument of ratification", "tabled its ratification"
    if (noun != "ratification" || word(i + 1) != "by")
      if ((noun == "ratification" || noun == "accession" || noun == "withdrawal" || noun == "approval" || noun == "acceptance") &&
          i >= begin_ + 2) {
        const bool instrument =
            word(i - 1) == "of" && (word(i - 2) == "instrument" || word(i - 2) == "instruments" || word(i - 2) == "notice");
        const bool own = word(i - 1) == "its" && (noun == "ratification" || (word(i - 2) == "completed" && noun == "withdrawal"));
        if (!instrument && !own) return;
        const std::string next = word(i + 1);
        if (next == "of" || next == "to" || next == "from" || next == "for") return;
        if (const EntityIndex agreement = spoken_of(i, Objects::agreements); agreement != no_entity)
          found_.push_back({i, agreement,
                            noun == "accession"    ? Omitted::Before::to
                            : noun == "withdrawal" ? Omitted::Before::from
                                                   : Omitted::Before::of});
        return;
      }
    if (is_group(noun) && counted_before(i)) {
      if (const EntityIndex agreement = spoken_of(i, Objects::agreements); agreement != no_entity)
        found_.push_back({i, agreement, Omitted::Before::to});
      return;
    }
    if (enlargement(i, noun))
      if (const EntityIndex body = spoken_of(i, Objects::bodies); body != no_entity) {
        found_.push_back({i, body, Omitted::Before::of});
        return;
      }
    if (membership(i, noun))
      if (const EntityIndex body = spoken_of(i, Objects::bodies); body != no_entity) {
        found_.push_back({i, body, Omitted::Before::of});
        return;
      }
    // "the term “party” means A, B and C"
    if ((noun == "party" || noun == "parties") && (word(i + 1) == "means" || word(i + 2) == "means")) {
      // The one agreement that the definition itself names: "… and any other nation that may accede to the Convention"
      std::set<EntityIndex> named;
      for (std::uint32_t k = i + 1; k < end_; ++k)
        if (class_at(k) == cls::Agreement) named.insert(mention(k)->entity);
      if (named.size() == 1) found_.push_back({i, *named.begin(), Omitted::Before::to});
      return;
    }
    // "The signing ceremony took place in Oslo", "following ratification by both countries"
    if ((noun == "ceremony" && i > begin_ && word(i - 1) == "signing") ||
        (noun == "signing" && (word(i + 1) == "took" || word(i + 1) == "was")) || (noun == "ratification" && word(i + 1) == "by")) {
      if (word(i + 1) == "of" || word(i + 1) == "for") return;
      if (noun != "ceremony") {
        if (const EntityIndex agreement = spoken_of(i, Objects::agreements); agreement != no_entity)
          found_.push_back({i, agreement, Omitted::Before::of});
        return;
      }
      if (const EntityIndex agreement = spoken_of(i, Objects::agreements); agreement != no_entity)
        found_.push_back({i, agreement, Omitted::Before::to});
      return;
    }
    const bool single = noun == "signatory" || noun == "party";
    if (!single && noun != "signatories" && noun != "parties" && noun != "members") return;
    if (i == begin_) return;
    static const Words openers{"the",    "other",  "further",  "additional", "remaining", "its",   "original", "contracting",
                               "states", "state",  "founding", "current",    "present",   "eight", "initial",  "full",
                               "first",  "two",    "three",    "four",       "five",      "six",   "seven",    "nine",
                               "ten",    "eleven", "twelve",   "thirteen",   "fifteen",   "twenty"};
    std::string before = word(i - 1);
    if (over_[i - 1] >= 0) return;
    if (noun == "signatory" ? before != "a" && before != "state" : noun == "party" ? before != "state" : !openers.contains(before)) return;
    if (noun == "members" && before != "its" && before != "original" && before != "founding") return;
    const std::string next = word(i + 1);
    if (single) {
      // "Norway is not a signatory."
      if (next != "." && next != ";" && next != "," && next != "but" && next != "and") return;
    } else {
      static const Words verbs{"are", "were", "include", "included", ":", "--", "("};
      const bool named = next == "," && (word(i + 2) == "including" || word(i + 2) == "namely" || word(i + 2) == "such");
      if (!named && !verbs.contains(next) && next != "including" && !(next == "such" && word(i + 2) == "as")) return;
    }
    const EntityIndex agreement = spoken_of(i, noun == "members" || noun == "parties" ? Objects::either : Objects::agreements);
    if (agreement != no_entity) found_.push_back({i, agreement, Omitted::Before::to});
  }

  /// "became its sixth member", "became full members on 1 May", "the member states are A and B", "its current members include …": of a body
  /// that is not named there.
  [[nodiscard]] bool membership(std::uint32_t i, const std::string& noun) const {
    // "Founding states were A, B and C", "the member states are …"
    if ((noun == "states" || noun == "countries" || noun == "nations") && i > begin_ && over_[i - 1] < 0 &&
        (word(i - 1) == "founding" || word(i - 1) == "member" || word(i - 1) == "founder"))
      return word(i + 1) == "are" || word(i + 1) == "were" || word(i + 1) == "include" || word(i + 1) == "included";
    static const Words kinds{"state", "states", "country", "countries", "nation", "nations"};
    static const Words verbs{"are", "were", "include", "included", "comprise", ":"};
    static const Words between{"a",      "the",    "its",      "full",      "fully-fledged", "new",      "newest", "latest",   "first",
                               "second", "third",  "fourth",   "fifth",     "only",          "founding", "their",  "an",       "equal",
                               "formal", "member", "official", "permanent", "youngest",      "oldest",   "last",   "original", "active"};
    static const Words copulas{"became", "become", "becomes", "becoming", "is", "are", "was", "were", "remains", "remained"};
    static const Words openers{"the", "its", "original", "founding", "current", "present", "full", "initial", "other", "first"};
    std::uint32_t last = i;  // of the words for it
    if (noun == "member" && kinds.contains(word(i + 1))) ++last;
    if (noun != "member" && noun != "members") return false;
    if (i == begin_) return false;
    const std::string next = word(last + 1);
    if (next == "of" || (next == "in" && !date_at(last + 2)) || next == "to" || next == "-" || next == "'s") return false;
    if (last > i) return false;  // read at its second word
    // "current members include A"
    const bool plural = noun == "members";
    if (plural && verbs.contains(next) && over_[i - 1] < 0 && (openers.contains(word(i - 1)) || (next != ":" && count_of(word(i - 1)) > 1)))
      return true;
    std::uint32_t k = i;
    const auto ordinal = [&](const std::string& w) {
      return (w.size() > 4 && w.ends_with("th")) || (w.size() > 2 && w[0] >= '0' && w[0] <= '9' && !(w.back() >= '0' && w.back() <= '9'));
    };
    while (k > begin_ && i - k < 5 && (between.contains(word(k - 1)) || ordinal(word(k - 1))) && (over_[k - 1] < 0 || word(k - 1) == "its"))
      --k;
    if (k == begin_ || over_[k - 1] >= 0 || !copulas.contains(word(k - 1))) return false;
    const bool becomes = word(k - 1).starts_with("becom") || word(k - 1) == "became";
    // "is a member" may be one of anything; "became members" in what has just been spoken of.
    return becomes || word(k) == "its" || k + 1 < i;
  }

  /// "Another enlargement in 1995 brought in …", "Membership now includes …".
  [[nodiscard]] bool enlargement(std::uint32_t i, const std::string& noun) const {
    if (noun != "enlargement" && noun != "expansion" && noun != "membership") return false;
    static const Words verbs{"came",     "brought", "added",     "took",      "admitted", "included",
                             "includes", "include", "comprises", "comprised", "stands",   "stood"};
    if (word(i + 1) == "of" || word(i + 1) == "in" ? !date_at(i + 2) : false) return false;
    for (std::uint32_t k = i + 1; k < end_ && k - i < 5; ++k)
      if (over_[k] < 0 && verbs.contains(word(k))) return true;
    return false;
  }

  [[nodiscard]] static bool is_group(std::string_view noun) { return noun == "countries" || noun == "states" || noun == "nations"; }

  [[nodiscard]] static int count_of(const std::string& word) { return std::max(decimal_value(word, 3), cardinal_value(word)); }

  /// "The signatories were the 12 countries active there. The twelve countries that had stations were: …": as many as the sentence before
  /// says are its parties, and a list of them follows.
  [[nodiscard]] bool counted_before(std::uint32_t i) const {
    const int count = i > begin_ ? count_of(word(i - 1)) : -1;
    if (count < 2 || sentence_ == 0) return false;
    const Sentence& before = document_.sentences[sentence_ - 1];
    if (before.block != document_.sentences[sentence_].block) return false;
    bool lists = false;
    for (std::uint32_t k = i + 1; k < end_ && !lists; ++k) lists = document_.text(tokens_[k]) == ":";
    if (!lists) return false;
    bool sides = false, same = false;
    for (std::uint32_t k = before.first_token; k + 1 < before.end_token; ++k) {
      const std::string w = fold_word(document_.text(tokens_[k]));
      sides = sides || w == "signatories" || w == "parties" || w == "signed";
      same = same || (count_of(w) == count && is_group(fold_word(document_.text(tokens_[k + 1]))));
    }
    return sides && same;
  }

  // --- Which agreement ------------------------------------------------------------------------------------------------

  /// The one agreement, or body, that this sentence names before the token, else the one that the sentence before names, or the one before
  /// that; else the one that the text is about. Where two are named, or an agreement and a body that one may both join or leave, none.
  [[nodiscard]] EntityIndex spoken_of(std::uint32_t token, Objects objects) const {
    const std::uint32_t block = document_.sentences[sentence_].block;
    std::uint32_t to = token;
    for (std::size_t s = sentence_ + 1; s-- > 0 && sentence_ - s < 3;) {
      const Sentence& sentence = document_.sentences[s];
      if (sentence.block != block) break;
      std::set<EntityIndex> named, bodies;
      for (std::uint32_t i = sentence.first_token; i < std::min(to, sentence.end_token); ++i) {
        const Mention* m = mention(i);
        if (m == nullptr || m->first_token != i || m->entity == no_entity) continue;
        const Entity& entity = analysis_.entities[m->entity];
        if (entity.cls == cls::Agreement) {
          if (m->members.empty())
            named.insert(m->entity);
          else
            named.insert(m->members.begin(), m->members.end());
        } else if (is_body(entity)) {
          bodies.insert(m->entity);
        }
      }
      to = sentence.first_token;
      // "In 1995 A joined. B became a member in 1999.": what the sentence before leaves out is spoken of all the same
      const auto left_out = body_of_sentence_.find(s);
      if (left_out != body_of_sentence_.end() && s != sentence_) bodies.insert(left_out->second);
      if (objects == Objects::agreements || (objects == Objects::rather_treaty && (bodies.empty() || !bodies.contains(main_body_)))) {
        if (named.size() == 1) return *named.begin();
        if (named.size() > 1) return no_entity;
        if (objects == Objects::agreements || bodies.empty()) continue;
      }
      if (objects == Objects::either && speaks_of_forces(sentence)) return no_entity;
      if (objects == Objects::bodies) named.clear();
      if (bodies.empty() && named.empty()) {
        if (objects != Objects::agreements && joins_in_act(sentence)) return no_entity;
        continue;
      }
      if (bodies.empty()) return named.size() == 1 ? *named.begin() : no_entity;
      if (joins_in_act(sentence)) return no_entity;
      if (bodies.contains(main_body_)) return main_body_;
      const bool members = left_out != body_of_sentence_.end() || tells_of_members(sentence);
      return bodies.size() == 1 && named.empty() && members ? *bodies.begin() : no_entity;
    }
    if (objects == Objects::agreements) return main_;
    if (joins_in_act(document_.sentences[sentence_])) return no_entity;
    if (main_body_ != no_entity) return main_body_;
    return objects == Objects::bodies ? no_entity : main_;
  }

  /// What withdraws, or joins, may then be an army.
  [[nodiscard]] bool speaks_of_forces(const Sentence& sentence) const {
    static const Words forces{"troops",   "forces", "army",     "soldiers", "armies",  "troop",     "talks", "negotiations", "war",
                              "fighters", "fleet",  "conflict", "battle",   "mission", "coalition", "offer", "candidate",    "race"};
    for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i)
      if (over_[i] < 0 && forces.contains(fold_word(document_.text(tokens_[i])))) return true;
    return false;
  }

  [[nodiscard]] bool any_word(const Sentence& sentence, const Words& words) const {
    for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i)
      if (over_[i] < 0 && words.contains(fold_word(document_.text(tokens_[i])))) return true;
    return false;
  }

  /// What states join beside organisations: sanctions, statements, missions.
  [[nodiscard]] bool joins_in_act(const Sentence& sentence) const {
    static const Words acts{"sanctions", "embargo",   "statement",  "appeal",  "boycott", "exercise",    "exercises",
                            "drills",    "operation", "operations", "strikes", "protest", "declaration", "campaign",
                            "call",      "calls",     "mission",    "war",     "fight",   "project",     "initiative"};
    return any_word(sentence, acts);
  }

  /// Whether the sentence speaks of who belongs to the body that it names.
  [[nodiscard]] bool tells_of_members(const Sentence& sentence) const {
    static const Words words{"founded",  "established", "created",   "formed",  "member",   "members",     "membership", "joined",
                             "join",     "admitted",    "accession", "acceded", "enlarged", "enlargement", "expanded",   "launched",
                             "accepted", "founding",    "expansion", "joining", "grew",     "comprises",   "consists",   "entered",
                             "founders", "founder",     "grown",     "began",   "withdrew", "enlargements"};
    return any_word(sentence, words);
  }

  const Document& document_;
  const Analysis& analysis_;
  const std::vector<Token>& tokens_;
  std::vector<std::int32_t> over_;  // by token, the outermost mention over it
  std::vector<Omitted> found_;
  std::map<std::size_t, EntityIndex> body_of_sentence_;  // the organisation that a sentence leaves out
  EntityIndex main_ = no_entity, main_body_ = no_entity;
  std::size_t sentence_ = 0;
  std::uint32_t begin_ = 0, end_ = 0;
};

}  // namespace

std::vector<Omitted> find_omitted(const Document& document, const Analysis& analysis) {
  return Finder(document, analysis).run();
}

}  // namespace pacta
