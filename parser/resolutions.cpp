#include "parser/resolutions.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace pacta {

namespace {

class Reader {
 public:
  Reader(const Document& document, Analysis& analysis) : document_(document), analysis_(analysis), tokens_(document.tokens) {}

  bool read() {
    const EntityIndex self = own_number();
    if (self == no_entity || !enacted()) return false;
    analysis_.text_of = self;
    for (const Mention& mention : analysis_.mentions) {
      if (mention.kind != MentionKind::agreement && mention.kind != MentionKind::provision) continue;
      std::vector<EntityIndex> targets = mention.members;
      if (targets.empty() && mention.entity != no_entity) targets.push_back(mention.entity);
      const Block* block = block_of(mention.first_token);
      if (block == nullptr || !(recites(*block) || rests_on(mention.first_token, block->first_token))) continue;
      for (const EntityIndex target : targets) {
        const Entity& entity = analysis_.entities[target];
        if (target == self || (entity.cls != cls::Instrument && entity.cls != cls::Agreement && entity.cls != cls::Provision)) continue;
        Claim claim;
        claim.subject = self;
        claim.property = prop::references;
        claim.object = target;
        claim.evidence.push_back({"resolution-cites", sentence_of(mention.first_token), 0.9});
        analysis_.add(std::move(claim));
      }
    }
    return true;
  }

 private:
  [[nodiscard]] std::string word(std::uint32_t i) const { return fold_word(document_.text(tokens_[i])); }

  /// The resolution whose number heads the document.
  [[nodiscard]] EntityIndex own_number() const {
    for (const Mention& mention : analysis_.mentions) {
      const Block* block = block_of(mention.first_token);
      if (block == nullptr || block > document_.blocks.data() + 3) break;
      if (mention.entity == no_entity || analysis_.entities[mention.entity].type != cls::Resolution) continue;
      if (block->end_token - block->first_token <= 24) return mention.entity;
    }
    return no_entity;
  }

  /// "The Security Council," alone in its block.
  [[nodiscard]] bool enacted() const {
    return std::any_of(document_.blocks.begin(), document_.blocks.end(), [&](const Block& block) {
      const std::uint32_t size = block.end_token - block.first_token;
      if (size < 3 || size > 12 || word(block.first_token) != "the" || document_.text(tokens_[block.end_token - 1]) != ",") return false;
      return std::any_of(analysis_.mentions.begin(), analysis_.mentions.end(), [&](const Mention& mention) {
        return mention.entity != no_entity && mention.first_token >= block.first_token && mention.end_token <= block.end_token &&
               analysis_.entities[mention.entity].cls == cls::Organization;
      });
    });
  }

  [[nodiscard]] const Block* block_of(std::uint32_t token) const {
    const auto after = std::upper_bound(document_.blocks.begin(), document_.blocks.end(), token,
                                        [](std::uint32_t at, const Block& block) { return at < block.first_token; });
    return after == document_.blocks.begin() ? nullptr : &*(after - 1);
  }

  [[nodiscard]] Span sentence_of(std::uint32_t token) const {
    const Sentence* sentence = document_.sentence_at(token);
    return sentence == nullptr ? Span{} : sentence->span;
  }

  /// A recital ("Recalling …", "Having considered …", "Acting under …") or a paragraph that does no more than recall.
  [[nodiscard]] bool recites(const Block& block) const {
    std::uint32_t i = block.first_token;
    while (i < block.end_token && (tokens_[i].kind != TokenKind::word || tokens_[i].end - tokens_[i].begin < 3)) ++i;
    if (i >= block.end_token) return false;
    const std::string first = word(i);
    static constexpr std::array<std::string_view, 5> recalling{"recalls", "reaffirms", "reiterates", "notes", "underlines"};
    return (first.ends_with("ing") && first.size() > 5) || std::find(recalling.begin(), recalling.end(), first) != recalling.end();
  }

  [[nodiscard]] bool rests_on(std::uint32_t token, std::uint32_t start) const {
    static constexpr std::array<std::string_view, 14> phrases{
        "accordance with", "pursuant to",  "determined in",  "set out in",      "set forth in",    "specified in", "defined in",
        "imposed by",      "contained in", "established by", "provided for in", "compliance with", "acting under", "consistent with"};
    std::string before;
    for (std::uint32_t i = token > start + 7 ? token - 7 : start; i < token; ++i) before += word(i) + " ";
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) { return before.find(phrase) != std::string::npos; });
  }

  const Document& document_;
  Analysis& analysis_;
  const std::vector<Token>& tokens_;
};

}  // namespace

bool ResolutionReader::read(const Document& document, Analysis& analysis) {
  return Reader(document, analysis).read();
}

}  // namespace pacta
