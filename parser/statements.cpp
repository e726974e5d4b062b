#include "parser/statements.h"

#include <algorithm>

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
  }

 private:
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
    if (by == no_entity) return;
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
};

}  // namespace

void StatementFinder::find(const Document& document, Analysis& analysis) const {
  Finder(document, analysis, rules_).run();
}

}  // namespace pacta
