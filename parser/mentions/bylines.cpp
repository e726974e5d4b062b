#include <algorithm>
#include <set>
#include <string>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

namespace {

/// Posts of those who write for a text's readers: what a byline says below the author's name.
bool is_post(const std::string& word) {
  static const std::set<std::string> posts{"fellow",   "analyst",   "researcher",    "scholar",    "professor", "director",
                                           "lecturer", "editor",    "correspondent", "expert",     "economist", "historian",
                                           "head",     "chair",     "associate",     "reporter",   "columnist", "adviser",
                                           "advisor",  "scientist", "coordinator",   "specialist", "chairman",  "president",
                                           "rector",   "dean",      "founder",       "consultant"};
  return posts.contains(word);
}

}  // namespace

EntityIndex Finder::author_in(const Block& block) const {
  EntityIndex author = no_entity;
  std::uint32_t first = 0, end = 0;
  for (const Mention& mention : analysis_.mentions) {
    if (mention.kind != MentionKind::person || mention.entity == no_entity || mention.first_token < block.first_token ||
        mention.end_token > block.end_token)
      continue;
    if (author != no_entity && mention.entity != author) return no_entity;
    if (author == no_entity || mention.end_token - mention.first_token > end - first) first = mention.first_token, end = mention.end_token;
    author = mention.entity;
  }
  if (author == no_entity) return no_entity;
  for (std::uint32_t i = block.first_token; i < block.end_token; ++i) {
    if (i >= first && i < end) continue;
    if (tokens_[i].kind == TokenKind::word && fold_word(document_.text(tokens_[i])) != "by") return no_entity;
  }
  return author;
}

void Finder::read_bylines() {
  static constexpr std::size_t blocks_of_a_head = 12, longest = 60;  // where bylines stand, and the most tokens of one
  const Block* before = nullptr;
  const std::size_t mentions = analysis_.mentions.size();
  for (std::size_t b = 0; b < document_.blocks.size() && b < blocks_of_a_head; ++b) {
    const Block& block = document_.blocks[b];
    const Block* const name = before;
    before = &block;
    if (name == nullptr || block.end_token - block.first_token > longest) continue;
    begin_ = block.first_token;
    end_ = block.end_token;
    bool post = false;
    for (std::uint32_t i = begin_; i < end_ && i - begin_ < 5; ++i) post = post || is_post(fold_word(document_.text(tokens_[i])));
    if (!post || !capital(begin_)) continue;
    const EntityIndex author = author_in(*name);
    if (author == no_entity) continue;
    const Span words_of_it{tokens_[begin_].begin, tokens_[end_ - 1].end};
    bool past = false;  // "former desk officer at …" till the next semicolon
    for (std::uint32_t i = begin_; i < end_;) {
      const std::string word = fold_word(document_.text(tokens_[i]));
      if (is(i, w_.semicolon)) past = false;
      past = past || word == "former" || word == "formerly" || word == "retired";
      const auto named = std::find_if(analysis_.mentions.begin(), analysis_.mentions.begin() + static_cast<std::ptrdiff_t>(mentions),
                                      [&](const Mention& mention) {
                                        return mention.first_token == i && mention.entity != no_entity && mention.end_token <= end_ &&
                                               analysis_.entities[mention.entity].cls == cls::Organization;
                                      });
      if (named != analysis_.mentions.begin() + static_cast<std::ptrdiff_t>(mentions)) {
        if (!past) claim(author, prop::affiliatedWith, named->entity, "byline", words_of_it, 0.9);
        i = named->end_token;
        continue;
      }
      // "Nordic Centre for African Security": capitals with the head of an organisation among them
      std::uint32_t k = i;
      bool head = false;
      std::uint32_t capitals = 0;
      while (k < end_ && is_word(k)) {
        if (capital(k)) {
          head = head || w_.organisation_heads.has(tokens_[k].word);
          ++capitals;
          ++k;
        } else if (k > i && w_.connectors.has(tokens_[k].word) && !is(k, w_.at) &&
                   (capital(k + 1) || (is(k + 1, w_.the) && capital(k + 2)))) {
          ++k;
        } else {
          break;
        }
      }
      if (!head || capitals < 2 || is_post(word)) {
        ++i;
        continue;
      }
      if (!past) {
        const std::string label = words(i, k);
        const EntityIndex body = unlisted(cls::Organization, cls::ResearchInstitute, label, fold_name(label));
        analysis_.entities[body].named = true;
        met(body, label);
        add_mention(i, k, MentionKind::organisation, body);
        claim(author, prop::affiliatedWith, body, "byline", words_of_it, 0.9);
      }
      i = k;
    }
  }
}

}  // namespace pacta::mentions
