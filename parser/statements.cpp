#include "parser/statements.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"

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
      for (std::uint32_t i = block.first_token; i < block.end_token; ++i) {
        if (!is_quote(i)) continue;
        std::uint32_t close = i + 1;
        while (close < block.end_token && !is_quote(close) && close - i < longest_quotation) ++close;
        if (close >= block.end_token || !is_quote(close)) continue;
        if (close - i > fewest_words) read(block, i, close);
        i = close;
      }
    }
    for (std::size_t b = 0; b + 1 < document_.blocks.size(); ++b) read_announced(document_.blocks[b], document_.blocks[b + 1]);
    for (const Sentence& sentence : document_.sentences)
      if (document_.blocks[sentence.block].kind != BlockKind::furniture) read_reported(sentence);
  }

 private:
  [[nodiscard]] bool reports(std::uint32_t i) const {
    for (const auto& phrase : rules_.list("reporting"))
      if (phrase.size() == 1 && phrase[0] == tokens_[i].word) return true;
    return false;
  }

  [[nodiscard]] bool text_is(std::uint32_t i, std::string_view word) const { return document_.text(tokens_[i]) == word; }

  /// The actor whose mention ends at `end`, an adverb or two between allowed.
  [[nodiscard]] EntityIndex actor_before(std::uint32_t end, std::uint32_t first) const {
    for (std::size_t m = analysis_.mentions.size(); m-- > 0;) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.first_token < first) break;
      if (mention.end_token > end || mention.end_token + 3 < end) continue;
      if (mention.kind == MentionKind::adjective || mention.kind == MentionKind::date) continue;
      for (std::uint32_t k = mention.end_token; k < end; ++k)
        if (tokens_[k].kind != TokenKind::word || tokens_[k].has(token_flag::capitalised)) return no_entity;
      return speaker_of(mention);
    }
    return no_entity;
  }

  /// "The minister said:" alone, with what he said as the next paragraph.
  void read_announced(const Block& block, const Block& next) {
    const std::uint32_t end = block.end_token;
    if (block.kind == BlockKind::furniture || next.kind == BlockKind::furniture || end < block.first_token + 3) return;
    if (!text_is(end - 1, ":") || !reports(end - 2) || next.end_token < next.first_token + fewest_words || is_quote(next.first_token))
      return;
    const EntityIndex by = actor_before(end - 2, block.first_token);
    if (by == no_entity) return;
    const Sentence* first = nullptr;
    for (const Sentence& sentence : document_.sentences)
      if (sentence.first_token == next.first_token) first = &sentence;
    if (first != nullptr) state(by, next.first_token, next.end_token, *first);
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
      if (!reports(i)) continue;
      // What somebody denies is not what he says.
      const std::string saying = fold_word(document_.text(tokens_[i]));
      if (saying == "denied" || saying == "denies") continue;
      const EntityIndex by = actor_before(i, first);
      if (by == no_entity) continue;
      // "…, X said."
      if (i + 2 >= end || text_is(i + 1, ".")) {
        for (std::uint32_t k = i; k-- > first + fewest_words;)
          if (text_is(k, ",")) return state(by, first, k, sentence);
        continue;
      }
      std::uint32_t that = end;
      for (std::uint32_t k = i + 1; k < end && k - i < 12 && that == end; ++k) {
        if (tokens_[k].kind == TokenKind::punctuation && !text_is(k, "-")) break;
        if (text_is(k, "that")) that = k;
      }
      if (that < end) return state(by, that + 1, end, sentence);
      // "X said he hoped …": the clause follows at once.
      static const std::set<std::string> openers{"he",    "she", "it",    "they", "we",    "his",  "her", "its",
                                                 "their", "the", "there", "this", "these", "both", "all", "no"};
      const std::string verb = fold_word(document_.text(tokens_[i]));
      if ((verb == "said" || verb == "says" || verb == "added" || verb == "believes" || verb == "believed") &&
          openers.contains(fold_word(document_.text(tokens_[i + 1]))))
        return state(by, i + 1, end, sentence);
    }
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
    const auto found = std::upper_bound(document_.sentences.begin(), document_.sentences.end(), token,
                                        [](std::uint32_t at, const Sentence& s) { return at < s.first_token; });
    return found == document_.sentences.begin() ? 0 : (found - 1)->first_token;
  }

  void read(const Block& block, std::uint32_t open, std::uint32_t close) {
    const std::uint32_t start = sentence_start(open);
    EntityIndex by = no_entity;
    // Before: the nearest actor with a cue between it and the quotation; a person is preferred to what its article is named after.
    bool cue_seen = false;
    for (std::uint32_t i = open; i-- > start && by == no_entity;) {
      if (cue(i)) cue_seen = true;
      if (!cue_seen) continue;
      for (const Mention& m : analysis_.mentions) {
        if (m.first_token > i) break;
        if (m.end_token != i + 1 && !(m.end_token > i && m.first_token <= i)) continue;
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
    if (by == no_entity) return;
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
    statement.evidence = {"quotation", {tokens_[start].begin, std::max(tokens_[close].end, words.end)}, 0.85};
    analysis_.statements.push_back(std::move(statement));
  }

  const Document& document_;
  Analysis& analysis_;
  const RuleSet& rules_;
  const std::vector<Token>& tokens_;
  std::uint32_t last_close_ = 0;  // of the quotation read last, and who said it
  EntityIndex last_by_ = no_entity;
};

}  // namespace

void StatementFinder::find(const Document& document, Analysis& analysis) const {
  Finder(document, analysis, rules_).run();
}

}  // namespace pacta
