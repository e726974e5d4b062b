#include "ontology/trie.h"

namespace pacta {

namespace {
constexpr std::uint64_t mix(std::uint64_t key) noexcept {
  key *= 0x9E3779B97F4A7C15ULL;
  return key ^ key >> 29U;
}
}  // namespace

NameTrie::NameTrie() : edges_(1U << 12U), name_at_(1), names_(1) {}

std::uint32_t NameTrie::step(std::uint32_t node, WordId word) const noexcept {
  const std::uint64_t key = std::uint64_t{node} << 32U | word;
  for (std::size_t at = mix(key) & (edges_.size() - 1); edges_[at].target != 0; at = (at + 1) & (edges_.size() - 1))
    if (edges_[at].key == key) return edges_[at].target;
  return 0;
}

void NameTrie::grow() {
  const std::vector<Edge> old = std::move(edges_);
  edges_.assign(old.size() * 2, {});
  for (const Edge& edge : old) {
    if (edge.target == 0) continue;
    std::size_t at = mix(edge.key) & (edges_.size() - 1);
    while (edges_[at].target != 0) at = (at + 1) & (edges_.size() - 1);
    edges_[at] = edge;
  }
}

std::uint32_t NameTrie::step_or_add(std::uint32_t node, WordId word) {
  if (node == 0) {
    if (word >= first_.size()) first_.resize(word + 1);
    if (first_[word] == 0) {
      first_[word] = static_cast<std::uint32_t>(name_at_.size());
      name_at_.push_back(0);
    }
    return first_[word];
  }
  if (const std::uint32_t known = step(node, word); known != 0) return known;
  if (++edge_count_ * 2 > edges_.size()) grow();
  const std::uint64_t key = std::uint64_t{node} << 32U | word;
  std::size_t at = mix(key) & (edges_.size() - 1);
  while (edges_[at].target != 0) at = (at + 1) & (edges_.size() - 1);
  edges_[at] = {key, static_cast<std::uint32_t>(name_at_.size())};
  name_at_.push_back(0);
  return edges_[at].target;
}

void NameTrie::add(std::span<const Token> name, std::uint32_t payload, bool capitals_only) {
  if (name.empty()) return;
  std::uint32_t node = 0;
  Name entry{payload, 0, 0, 0};
  for (std::size_t i = 0; i < name.size(); ++i) {
    node = step_or_add(node, name[i].word);
    if (i < 32 && name[i].has(token_flag::capitalised)) entry.capitals |= 1U << i;
    if (i < 32 && capitals_only && name[i].has(token_flag::all_capitals)) entry.all_capitals |= 1U << i;
  }
  // Two lines may give one entry the same name.
  for (std::uint32_t at = name_at_[node]; at != 0; at = names_[at].next)
    if (names_[at].payload == payload && names_[at].capitals == entry.capitals && names_[at].all_capitals == entry.all_capitals) return;
  entry.next = name_at_[node];
  name_at_[node] = static_cast<std::uint32_t>(names_.size());
  names_.push_back(entry);
}

void NameTrie::find(std::span<const Token> tokens, std::vector<Hit>& hits) const {
  if (tokens.empty() || !begins(tokens[0].word)) return;
  std::uint32_t node = first_[tokens[0].word];
  std::uint32_t capitals = 0, all_capitals = 0;
  for (std::uint32_t i = 0; node != 0; ++i) {
    if (i < 32 && tokens[i].has(token_flag::capitalised)) capitals |= 1U << i;
    if (i < 32 && tokens[i].has(token_flag::all_capitals)) all_capitals |= 1U << i;
    for (std::uint32_t at = name_at_[node]; at != 0; at = names_[at].next)
      if ((names_[at].capitals & ~capitals) == 0 && (names_[at].all_capitals & ~all_capitals) == 0)
        hits.push_back({names_[at].payload, i + 1});
    if (i + 1 >= tokens.size() || tokens[i + 1].word == unknown_word) break;
    node = step(node, tokens[i + 1].word);
  }
}

}  // namespace pacta
