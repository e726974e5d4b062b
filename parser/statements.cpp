#include "parser/statements.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "parser/numerals.h"

namespace pacta {

namespace {

constexpr std::uint32_t fewest_words = 5;
constexpr std::uint32_t longest_quotation = 400;

class Finder {
 public:
  Finder(const Document& document, Analysis& analysis, const RuleSet& rules)
      : document_(document), analysis_(analysis), rules_(rules), tokens_(document.tokens) {}

  void run() {
    for (const Block& block : document_.blocks) {
      if (block.kind == BlockKind::furniture) continue;
      if (goes_on(block)) {
        read(block, block.first_token, block.end_token);
        continue;
      }
      for (std::uint32_t i = block.first_token; i < block.end_token; ++i) {
        if (!is_quote(i)) continue;
        std::uint32_t close = i + 1;
        while (close < block.end_token && !is_quote(close) && close - i < longest_quotation) ++close;
        if (close >= block.end_token || !is_quote(close)) continue;
        if (close - i > fewest_words || (close - i > 2 && cued(i, block))) read(block, i, close);
        i = close;
      }
    }
    for (std::size_t b = 0; b + 1 < document_.blocks.size(); ++b) read_announced(document_.blocks[b], document_.blocks[b + 1]);
    for (const Sentence& sentence : document_.sentences)
      if (document_.blocks[sentence.block].kind != BlockKind::furniture) read_reported(sentence);
  }

 private:
  [[nodiscard]] bool reports(std::uint32_t i) const {
    if (names_states(document_, i)) return false;
    for (const auto& phrase : rules_.list("reporting"))
      if (phrase.size() == 1 && phrase[0] == tokens_[i].word) return true;
    return false;
  }

  [[nodiscard]] bool text_is(std::uint32_t i, std::string_view word) const { return document_.text(tokens_[i]) == word; }

  /// Whether a verb that quotes stands a few words before a quotation: then two or three words are a statement, too ("called it “a
  /// farce”").
  [[nodiscard]] bool cued(std::uint32_t open, const Block& block) const {
    const std::uint32_t start = std::max(sentence_start(open), block.first_token);
    for (std::uint32_t i = open; i-- > start && open - i < 8;)
      if (cue(i) && !text_is(i, ":")) return true;
    return false;
  }

  /// Whether somebody tells the one who is mentioned, as in "Ana Reyes went on to tell the Congress that: …": that is not who says it.
  [[nodiscard]] bool addressed(const Mention& mention, std::uint32_t first) const {
    static const std::set<std::string> telling{"tell",     "tells",   "told",     "telling", "inform",
                                               "informed", "assured", "reminded", "warned",  "informing"};
    std::uint32_t before = mention.first_token;
    if (before > first && text_is(before - 1, "the")) --before;
    return before > first && telling.contains(fold_word(document_.text(tokens_[before - 1])));
  }

  /// The actor whose mention ends at `end`, an adverb or two between allowed.
  [[nodiscard]] EntityIndex actor_before(std::uint32_t end, std::uint32_t first) const {
    for (std::size_t m = analysis_.mentions.size(); m-- > 0;) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.first_token < first) break;
      if (mention.end_token > end || mention.end_token + 3 < end) continue;
      if (mention.kind == MentionKind::adjective || mention.kind == MentionKind::date) continue;
      for (std::uint32_t k = mention.end_token; k < end; ++k)
        if (tokens_[k].kind != TokenKind::word || tokens_[k].has(token_flag::capitalised)) return no_entity;
      if (addressed(mention, first)) {
        const Mention* lead = leading_actor(first, mention.first_token);
        return lead == nullptr ? no_entity : speaker_of(*lead);
      }
      if (const EntityIndex person = person_of(m, first); person != no_entity) return person;
      return speaker_of(mention);
    }
    return no_entity;
  }

  /// "President Ana Reyes of Chile": whom a state's mention belongs to.
  [[nodiscard]] EntityIndex person_of(std::size_t state, std::uint32_t first) const {
    const Mention& inner = analysis_.mentions[state];
    for (std::size_t m = state; m-- > 0 && analysis_.mentions[m].first_token >= first;) {
      const Mention& outer = analysis_.mentions[m];
      if (outer.entity == no_entity || analysis_.entities[outer.entity].cls != cls::Person) continue;
      const bool around = outer.end_token >= inner.end_token;
      const std::uint32_t gap = inner.first_token - std::min(outer.end_token, inner.first_token);
      const bool of = !around && gap >= 1 && gap <= 2 && text_is(outer.end_token, "of");
      return around || of ? outer.entity : no_entity;
    }
    return no_entity;
  }

  /// The mention of an actor that begins within the first words of a sentence, before `end`; null if there is none.
  [[nodiscard]] const Mention* leading_actor(std::uint32_t first, std::uint32_t end) const {
    while (first < end && tokens_[first].kind != TokenKind::word) ++first;  // "(5) Ambassador Reyes said"
    for (const Mention& mention : analysis_.mentions) {
      if (mention.first_token < first) continue;
      if (mention.first_token >= end || mention.first_token > first + 2) break;
      if (mention.kind == MentionKind::adjective || mention.kind == MentionKind::date || speaker_of(mention) == no_entity) continue;
      return &mention;
    }
    return nullptr;
  }

  /// Who says what the verb at `verb` reports: the actor right before it, or before an insertion ("Mr Lee, on his first visit, said"), or,
  /// of a second verb ("X thanked Y and said"), the actor that the sentence begins with.
  [[nodiscard]] EntityIndex subject_of(std::uint32_t verb, std::uint32_t first) const {
    if (const EntityIndex by = actor_before(verb, first); by != no_entity) return by;
    if (verb < first + 2) return no_entity;
    std::uint32_t before = verb - 1;
    static const std::set<std::string> adverbs{"also", "later", "then", "further", "however", "again"};
    while (before > first + 1 && adverbs.contains(fold_word(document_.text(tokens_[before])))) --before;
    if (text_is(before, ",")) {
      // An apposition that names the speaker: "His colleague, Ana Reyes, said".
      if (const EntityIndex by = actor_before(before, first); by != no_entity && before > first + 1) {
        for (const Mention& mention : analysis_.mentions)
          if (mention.end_token == before && mention.first_token > first && text_is(mention.first_token - 1, ",") &&
              analysis_.entities[mention.entity == no_entity ? by : mention.entity].cls == cls::Person)
            return by;
      }
      const Mention* lead = leading_actor(first, before);
      return lead != nullptr && lead->end_token < before && (text_is(lead->end_token, ",") || text_is(lead->end_token - 1, ","))
                 ? speaker_of(*lead)
                 : no_entity;
    }
    const std::string joint = fold_word(document_.text(tokens_[before]));
    if (joint == "and" || joint == "but") {
      const Mention* lead = leading_actor(first, before);
      if (lead == nullptr) return no_entity;
      // Another person in between may be who speaks.
      for (const Mention& mention : analysis_.mentions)
        if (mention.first_token >= lead->end_token && mention.end_token <= before && mention.end_token + 2 >= before &&
            mention.entity != no_entity && analysis_.entities[mention.entity].cls == cls::Person &&
            (text_is(mention.first_token - 1, ",") || text_is(mention.first_token - 1, "while")))
          return no_entity;
      return speaker_of(*lead);
    }
    return no_entity;
  }

  /// Whether the paragraph is words of a quotation that goes on in the next one: it opens with a mark that it does not close.
  [[nodiscard]] bool goes_on(const Block& block) const {
    if (block.end_token < block.first_token + fewest_words || !is_quote(block.first_token)) return false;
    std::uint32_t marks = 0, closing = 0;
    for (std::uint32_t i = block.first_token; i < block.end_token; ++i) {
      marks += is_quote(i);
      closing += text_is(i, "”");
    }
    return marks == 1 || (text_is(block.first_token, "“") && closing == 0);
  }

  /// Who speaks in the paragraph behind "The minister said:".
  [[nodiscard]] EntityIndex announced_by(const Block& block) const {
    const std::uint32_t end = block.end_token;
    if (block.kind == BlockKind::furniture || end < block.first_token + 3 || !text_is(end - 1, ":")) return no_entity;
    std::uint32_t verb = end - 2;
    const std::uint32_t start = sentence_start(end - 1);
    while (verb > start && end - verb < 8 && !cue(verb)) --verb;
    return cue(verb) && !text_is(verb, ":") ? subject_of(verb, start) : no_entity;
  }

  /// Who speaks in the sentence before a quotation that is a sentence of its own, without another's name: "X said that …. “We …”".
  [[nodiscard]] EntityIndex goes_on_speaking(const Block& block, std::uint32_t open, std::uint32_t close) const {
    if (open <= block.first_token || sentence_start(open) < open) return no_entity;
    const Sentence* before = document_.sentence_at(open - 1);
    if (before == nullptr || before->first_token < block.first_token) return no_entity;
    for (std::uint32_t i = before->first_token; i < before->end_token; ++i)
      if (is_quote(i)) return no_entity;
    // Behind it the sentence ends, or "he said" follows.
    if (close + 1 < block.end_token && sentence_start(close + 1) <= open) {
      static const std::set<std::string> pronouns{"he", "she", "they"};
      const std::uint32_t next = text_is(close + 1, ",") ? close + 2 : close + 1;
      if (next >= block.end_token ||
          (tokens_[next].kind == TokenKind::word && !pronouns.contains(fold_word(document_.text(tokens_[next])))))
        return no_entity;
    }
    for (std::uint32_t i = before->first_token; i < before->end_token; ++i)
      if (reports(i))
        if (const EntityIndex by = subject_of(i, before->first_token); by != no_entity && analysis_.entities[by].cls == cls::Person)
          return by;
    return no_entity;
  }

  /// "The minister said:" alone, with what he said as the next paragraph.
  void read_announced(const Block& block, const Block& next) {
    const std::uint32_t end = block.end_token;
    if (block.kind == BlockKind::furniture || next.kind == BlockKind::furniture || end < block.first_token + 3) return;
    if (!text_is(end - 1, ":") || next.end_token < next.first_token + fewest_words || is_quote(next.first_token)) return;
    // "wrote in 2017:", "said on Monday:"
    std::uint32_t verb = end - 2;
    const std::uint32_t start = sentence_start(end - 1);
    while (verb > start && end - verb < 8 && !cue(verb)) --verb;
    const EntityIndex by = announced_by(block);
    if (by == no_entity) return;
    const Sentence* first = nullptr;
    for (const Sentence& sentence : document_.sentences)
      if (sentence.first_token == next.first_token) first = &sentence;
    if (first == nullptr) return;
    state(by, next.first_token, next.end_token, *first);
    // "A and B wrote": it is of both.
    for (std::size_t m = 1; m < analysis_.mentions.size(); ++m) {
      const Mention &second = analysis_.mentions[m], &one = analysis_.mentions[m - 1];
      if (second.end_token == verb && speaker_of(second) == by && one.end_token + 1 == second.first_token && one.first_token >= start &&
          fold_word(document_.text(tokens_[one.end_token])) == "and" && speaker_of(one) != no_entity &&
          analysis_.entities[speaker_of(one)].cls == analysis_.entities[by].cls)
        state(speaker_of(one), next.first_token, next.end_token, *first);
    }
  }

  /// Reported speech: "X said (that) …", "X told Y that …", "…, X said.", "According to X, …".
  void read_reported(const Sentence& sentence) {
    const std::uint32_t first = sentence.first_token, end = sentence.end_token;
    for (std::uint32_t i = first; i < end; ++i)
      if (is_quote(i)) return;  // quoted words are read as such
    for (std::uint32_t i = first; i < end; ++i) {
      if (i + 4 < end && fold_word(document_.text(tokens_[i])) == "according" && text_is(i + 1, "to")) {
        for (const Mention& mention : analysis_.mentions) {
          if (mention.first_token < i + 2 || mention.first_token > i + 3) continue;
          const EntityIndex by = speaker_of(mention);
          if (by == no_entity) break;
          if (i == first && mention.end_token < end && text_is(mention.end_token, ","))
            return state(by, mention.end_token + 1, end, sentence);
          if (i > first + fewest_words) return state(by, first, i, sentence);
          break;
        }
      }
      if (const std::uint32_t that = noun_of_report(i, first, end); that < end) {
        const EntityIndex by = author_of_report(i, that, first);
        if (by != no_entity) return state(by, that + 1, end, sentence);
      }
      if (judged(i, first, end, sentence)) return;
      if (!reports(i)) continue;
      // "rejected reports that": a noun.
      if (i > first && document_.text(tokens_[i]).ends_with("s") && denies(i - 1)) continue;
      // What somebody denies is not what he says.
      const std::string saying = fold_word(document_.text(tokens_[i]));
      if (saying == "denied" || saying == "denies") continue;
      const EntityIndex by = subject_of(i, first);
      if (by == no_entity) continue;
      // "…, X said."
      if (i + 2 >= end || text_is(i + 1, ".")) {
        for (std::uint32_t k = i; k-- > first + fewest_words;)
          if (text_is(k, ",")) return state(by, first, k, sentence);
        continue;
      }
      std::uint32_t that = end;
      for (std::uint32_t k = i + 1; k < end && k - i < 20 && that == end; ++k) {
        if (tokens_[k].kind == TokenKind::punctuation && !text_is(k, "-") && !text_is(k, "'") && !text_is(k, "’")) break;
        if (text_is(k, "that")) that = k;
      }
      if (that < end) return state(by, that + 1, end, sentence);
      // "X said he hoped …": the clause follows at once.
      static const std::set<std::string> openers{"he",    "she", "it",    "they", "we",      "his",  "her", "its",
                                                 "their", "the", "there", "this", "these",   "both", "all", "no",
                                                 "a",     "an",  "any",   "some", "neither", "i",    "our", "such"};
      static const std::set<std::string> verbs{"said",   "says",     "added",  "believes", "believed",
                                               "warned", "insisted", "argued", "claimed",  "claims"};
      const bool name =
          tokens_[i + 1].has(token_flag::capitalised) && tokens_[i + 1].kind == TokenKind::word && has_finite_verb(i + 2, end);
      if (verbs.contains(fold_word(document_.text(tokens_[i]))) && (openers.contains(fold_word(document_.text(tokens_[i + 1]))) || name))
        return state(by, i + 1, end, sentence);
    }
  }

  [[nodiscard]] bool denies(std::uint32_t i) const {
    static const std::set<std::string> verbs{"denied",    "denies",   "deny",    "denying",   "refuted",   "refutes",   "disputed",
                                             "disputes",  "rejected", "rejects", "dismissed", "dismisses", "rejecting", "dismissing",
                                             "disproved", "rebutted", "rebuts",  "debunked",  "ignored",   "ignores"};
    return verbs.contains(fold_word(document_.text(tokens_[i])));
  }

  /// Whether a word that only a clause has stands soon behind `from`: "would", "had", "is", …
  [[nodiscard]] bool has_finite_verb(std::uint32_t from, std::uint32_t end) const {
    static const std::set<std::string> words{"is",  "are",  "was",    "were",  "will",   "would",  "has", "had",  "have", "could",
                                             "can", "must", "should", "might", "needed", "wanted", "did", "does", "do",   "may"};
    for (std::uint32_t k = from; k < end && k - from < 8; ++k) {
      if (tokens_[k].kind == TokenKind::punctuation) return false;
      if (words.contains(fold_word(document_.text(tokens_[k])))) return true;
    }
    return false;
  }

  /// "the assurance given by X that …", "X's warning that …": the "that" of the clause behind a noun of report at `i`; `end` if there is
  /// none.
  [[nodiscard]] std::uint32_t noun_of_report(std::uint32_t i, std::uint32_t first, std::uint32_t end) const {
    static const std::set<std::string> nouns{"assurance",    "assurances", "statement", "claim",       "claims",   "assertion",
                                             "announcement", "warning",    "promise",   "declaration", "remark",   "remarks",
                                             "allegation",   "view",       "belief",    "admission",   "argument", "pledge",
                                             "insistence",   "contention", "comment",   "comments"};
    if (i == first || !nouns.contains(fold_word(document_.text(tokens_[i])))) return end;
    for (std::uint32_t k = i + 1; k < end && k - i < 16; ++k)
      if (text_is(k, "that")) return k;
    return end;
  }

  [[nodiscard]] EntityIndex author_of_report(std::uint32_t noun, std::uint32_t that, std::uint32_t first) const {
    // "X's warning that"
    if (that == noun + 1 && noun > first + 1)
      for (const Mention& mention : analysis_.mentions)
        if (mention.end_token < noun && mention.end_token + 3 >= noun && mention.first_token >= first &&
            (text_is(mention.end_token, "'s") || text_is(mention.end_token, "’s") || text_is(mention.end_token, "'") ||
             text_is(mention.end_token, "’")))
          return speaker_of(mention);
    // "the assurance (given|made) by X(, his office,) that"
    for (std::uint32_t k = noun + 1; k < that && k - noun < 3; ++k)
      if (text_is(k, "by"))
        for (const Mention& mention : analysis_.mentions)
          if (mention.first_token > k && mention.first_token <= k + 2 && mention.end_token <= that) return speaker_of(mention);
    return no_entity;
  }

  /// "X called the deal a failure", "X described the treaty as dead": what X says of it.
  bool judged(std::uint32_t i, std::uint32_t first, std::uint32_t end, const Sentence& sentence) {
    static const std::set<std::string> calling{"called", "calls", "dubbed", "branded", "labelled", "labeled", "termed"},
        with_as{"described", "describes", "hailed",    "denounced", "characterised", "characterized",
                "dismissed", "praised",   "condemned", "branded",   "criticised",    "criticized"};
    const std::string verb = fold_word(document_.text(tokens_[i]));
    const bool calls = calling.contains(verb), as = with_as.contains(verb);
    if ((!calls && !as) || i + 4 >= end) return false;
    static const std::set<std::string> particles{"on", "for", "off", "upon", "up", "in", "to", "by", "out", "into", "back"};
    if (particles.contains(fold_word(document_.text(tokens_[i + 1])))) return false;
    std::uint32_t stop = i + 1;
    bool has_as = false;
    for (; stop < end && tokens_[stop].word != unknown_word && !text_is(stop, ",") && !text_is(stop, ";"); ++stop)
      has_as = has_as || text_is(stop, "as");
    for (; stop < end && !text_is(stop, ",") && !text_is(stop, ";"); ++stop) has_as = has_as || text_is(stop, "as");
    if (as && !has_as) return false;
    // "called the deal a failure": a second noun phrase, behind an article or a pronoun
    if (!as && !has_as) {
      bool second = false;
      for (std::uint32_t k = i + 2; k < stop; ++k) second = second || text_is(k, "a") || text_is(k, "an") || text_is(k, "the");
      if (!second) return false;
    }
    const EntityIndex by = subject_of(i, first);
    if (by == no_entity || analysis_.entities[by].cls == cls::Agreement) return false;
    const std::size_t before = analysis_.statements.size();
    state(by, i + 1, stop, sentence);
    return analysis_.statements.size() > before;
  }

  void state(EntityIndex by, std::uint32_t first, std::uint32_t end, const Sentence& sentence) {
    while (end > first && tokens_[end - 1].kind == TokenKind::punctuation) --end;
    if (end < first + 4) return;
    Statement statement;
    statement.by = by;
    const Span words{tokens_[first].begin, tokens_[end - 1].end};
    statement.words = document_.text(words);
    std::replace(statement.words.begin(), statement.words.end(), '\n', ' ');
    for (const Mention& m : analysis_.mentions) {
      if (m.first_token >= end) break;
      if (m.first_token < first || m.entity == no_entity || m.entity == by || m.kind == MentionKind::pronoun) continue;
      if (std::find(statement.about.begin(), statement.about.end(), m.entity) == statement.about.end()) statement.about.push_back(m.entity);
    }
    statement.evidence = {"reported-speech", sentence.span, 0.8};
    analysis_.statements.push_back(std::move(statement));
  }

  [[nodiscard]] bool is_quote(std::uint32_t i) const {
    const std::string_view mark = document_.text(tokens_[i]);
    return mark == "\"" || mark == "“" || mark == "”" || mark == "„" || mark == "«" || mark == "»";
  }

  [[nodiscard]] bool cue(std::uint32_t i) const {
    if (document_.text(tokens_[i]) == ":") return true;
    for (const char* name : {"reporting", "quoting"})
      for (const auto& phrase : rules_.list(name))
        if (phrase.size() == 1 && phrase[0] == tokens_[i].word) return true;
    return false;
  }

  /// The actor that a mention stands for: the holder of an office, if the text says who holds it.
  [[nodiscard]] EntityIndex speaker_of(const Mention& mention) const {
    if (mention.entity == no_entity) return no_entity;
    const Entity& entity = analysis_.entities[mention.entity];
    if (entity.cls == cls::Person || entity.cls == cls::State || entity.cls == cls::Organization) return mention.entity;
    if (entity.cls != cls::Position) return no_entity;
    EntityIndex holder = no_entity;
    for (const Claim& claim : analysis_.claims) {
      if (claim.property != prop::holdsPosition || claim.object != mention.entity) continue;
      if (holder != no_entity && holder != claim.subject) return no_entity;
      holder = claim.subject;
    }
    return holder;
  }

  [[nodiscard]] std::uint32_t sentence_start(std::uint32_t token) const {
    const Sentence* sentence = document_.sentence_at(token);
    return sentence == nullptr ? 0 : sentence->first_token;
  }

  void read(const Block& block, std::uint32_t open, std::uint32_t close) {
    const std::uint32_t start = sentence_start(open);
    EntityIndex by = no_entity;
    // Before: the nearest actor with a cue between it and the quotation; a person is preferred to what its article is named after.
    bool cue_seen = false;
    for (std::uint32_t i = open; i-- > start && by == no_entity;) {
      if (cue(i) && !cue_seen) {
        cue_seen = true;
        if (!text_is(i, ":") && i > start) by = subject_of(i, start);
        if (by != no_entity) break;
      }
      if (!cue_seen) continue;
      for (const Mention& m : analysis_.mentions) {
        if (m.first_token > i) break;
        if ((m.end_token != i + 1 && !(m.end_token > i && m.first_token <= i)) || addressed(m, start)) continue;
        by = speaker_of(m);
        if (by != no_entity) break;
      }
    }
    // Behind: ", X said" or ", said X".
    if (by == no_entity) {
      const std::uint32_t end = std::min(block.end_token, close + 12);
      bool said = false;
      for (std::uint32_t i = close + 1; i < end; ++i) {
        if (document_.text(tokens_[i]) == "." || is_quote(i)) break;
        said = said || cue(i);
      }
      for (const Mention& m : analysis_.mentions) {
        if (!said || m.first_token >= end) break;
        if (m.first_token <= close) continue;
        by = speaker_of(m);
        if (by != no_entity) break;
      }
    }
    // "…," said X. "…": the second half of a quotation is the same speaker's.
    if (by == no_entity && last_close_ >= block.first_token && open > last_close_ && open - last_close_ <= 14) {
      bool said = false;
      for (std::uint32_t i = last_close_ + 1; i < open; ++i) said = said || cue(i);
      if (said) by = last_by_;
    }
    if (by == no_entity) by = goes_on_speaking(block, open, close);
    // "The minister said:" in the paragraph before
    if (by == no_entity && open == block.first_token)
      if (const auto at = static_cast<std::size_t>(&block - document_.blocks.data()); at > 0) by = announced_by(document_.blocks[at - 1]);
    // A paragraph that is nothing but a quotation goes on with the one before.
    if (by == no_entity && open == block.first_token && close + 2 >= block.end_token && last_close_ > 0 &&
        last_block_end_ == block.first_token)
      by = last_by_;
    if (by == no_entity) return;
    last_block_end_ = block.end_token;
    last_close_ = close;
    last_by_ = by;
    Statement statement;
    statement.by = by;
    const Span words{tokens_[open + 1].begin, tokens_[close - 1].end};
    statement.words = document_.text(words);
    std::replace(statement.words.begin(), statement.words.end(), '\n', ' ');
    for (const Mention& m : analysis_.mentions) {
      if (m.first_token >= close) break;
      if (m.first_token <= open || m.entity == no_entity || m.entity == by || m.kind == MentionKind::pronoun) continue;
      if (std::find(statement.about.begin(), statement.about.end(), m.entity) == statement.about.end()) statement.about.push_back(m.entity);
    }
    statement.evidence = {
        "quotation", {tokens_[start].begin, std::max(tokens_[std::min(close, block.end_token - 1)].end, words.end)}, 0.85};
    analysis_.statements.push_back(std::move(statement));
  }

  const Document& document_;
  Analysis& analysis_;
  const RuleSet& rules_;
  const std::vector<Token>& tokens_;
  std::uint32_t last_block_end_ = 0;
  std::uint32_t last_close_ = 0;  // of the quotation read last, and who said it
  EntityIndex last_by_ = no_entity;
};

}  // namespace

void StatementFinder::find(const Document& document, Analysis& analysis) const {
  Finder(document, analysis, rules_).run();
}

bool names_states(const Document& document, std::uint32_t token) {
  static const std::set<std::string> before{
      "member",       "the",         "all",     "these", "those",  "other",         "many",      "several",
      "some",         "united",      "more",    "new",   "both",   "arab",          "gulf",      "baltic",
      "sovereign",    "independent", "coastal", "small", "island", "participating", "signatory", "contracting",
      "neighbouring", "neighboring", "partner", "non",   "of",     "between",       "among"};
  static const std::set<std::string> behind{"are", "were",   "have",  "had",  "of",  "which",     "parties", "party", "members", "must",
                                            "may", "should", "shall", "will", "can", "concerned", "also",    "who",   "or",      "and"};
  const auto word = [&](std::uint32_t i) {
    return i < document.tokens.size() ? fold_word(document.text(document.tokens[i])) : std::string();
  };
  if (document.text(document.tokens[token]) != "states") return false;
  if (token > 0 && (before.contains(word(token - 1)) || document.tokens[token - 1].kind == TokenKind::number)) return true;
  // "five Eastern European states founded …"
  for (std::uint32_t k = token; k-- > 0 && token - k < 5 && document.tokens[k].kind == TokenKind::word;)
    if (cardinal_value(word(k)) > 1) return true;
  return behind.contains(word(token + 1));
}

}  // namespace pacta
