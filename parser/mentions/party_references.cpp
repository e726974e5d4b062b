#include <algorithm>
#include <set>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

namespace {

/// A party that a sentence names.
struct Named {
  EntityIndex party = no_entity;
  std::uint32_t token = 0;
};

/// The one party of a sentence that the next may go on with: its subject, else its only one.
EntityIndex topic_of(const std::vector<Named>& named, std::uint32_t first) {
  if (named.empty()) return no_entity;
  if (named.front().token <= first + 2) {
    // "the Harbour Party and the Coastal Party merged": which of them?
    const bool joined = named.size() > 1 && named[1].party != named[0].party && named[1].token <= named[0].token + 6;
    return joined ? no_entity : named.front().party;
  }
  const bool one = std::all_of(named.begin(), named.end(), [&](const Named& n) { return n.party == named.front().party; });
  return one ? named.front().party : no_entity;
}

}  // namespace

void Finder::party_references() {
  std::unordered_map<std::uint32_t, EntityIndex> party_at;
  std::vector<bool> taken(tokens_.size());
  for (const Mention& m : analysis_.mentions) {
    for (std::uint32_t t = m.first_token; t < m.end_token; ++t) taken[t] = true;
    if (m.entity != no_entity && m.kind != MentionKind::position && analysis_.entities[m.entity].type == cls::PoliticalParty)
      party_at[m.first_token] = m.entity;
  }
  if (party_at.empty()) return;
  // What the text may go on to say of "the party" without another's being meant.
  static const std::set<std::string> compounds{"leader",     "leaders",   "leadership",  "chairman",  "chairwoman",   "chair",
                                               "conference", "congress",  "member",      "members",   "line",         "programme",
                                               "program",    "manifesto", "platform",    "secretary", "headquarters", "official",
                                               "officials",  "spokesman", "spokeswoman", "executive", "council",      "list"};
  EntityIndex topic = no_entity;  // of the last sentence that spoke of a party
  std::size_t age = 0;            // sentences since then
  for (const Sentence& sentence : document_.sentences) {
    if (document_.blocks[sentence.block].kind == BlockKind::furniture) continue;
    begin_ = sentence.first_token;
    end_ = sentence.end_token;
    std::vector<Named> named;
    for (std::uint32_t i = begin_; i < end_; ++i) {
      if (const auto found = party_at.find(i); found != party_at.end()) {
        named.push_back({found->second, i});
        continue;
      }
      if (taken[i]) continue;
      EntityIndex meant = no_entity;
      std::uint32_t first = i;
      if (is(i, w_.party) && lower(i) && i > begin_ && is(i - 1, w_.the)) {
        const bool goes_on =
            i + 1 < end_ && (capital(i + 1) || is(i + 1, w_.of) || compounds.contains(fold_word(document_.text(tokens_[i + 1]))));
        if (goes_on) continue;
        const bool one =
            !named.empty() && std::all_of(named.begin(), named.end(), [&](const Named& n) { return n.party == named.front().party; });
        meant = one ? named.front().party : named.empty() && age < 3 ? topic : no_entity;
      } else if (i == begin_ && i + 1 < end_ && capital(i) && lower(i + 1)) {
        // "It advocates federalism.", "Its ideology is …"
        const std::string word = fold_word(document_.text(tokens_[i]));
        bool post = false;  // "Its leader is …"
        for (std::uint32_t k = i + 1; k < end_ && k < i + 5 && lower(k); ++k) {
          static const std::set<std::string> lives{"founded", "formed", "established", "dissolved", "led", "merged"};
          post = post || (word == "its" ? w_.person_nouns.has(tokens_[k].word) : lives.contains(fold_word(document_.text(tokens_[k]))));
        }
        if ((word == "it" || word == "its") && age == 0 && (post || political())) meant = topic;
      }
      if (meant == no_entity) continue;
      add_mention(first, i + 1, MentionKind::organisation, meant);
      named.push_back({meant, i});
    }
    if (named.empty()) {
      ++age;
      continue;
    }
    topic = topic_of(named, begin_);
    age = 0;
  }
}

}  // namespace pacta::mentions
