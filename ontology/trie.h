#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "ontology/lexicon.h"

namespace pacta {

/// Names as sequences of words, each with a payload number. Built once, then frozen and shared by all threads.
class NameTrie {
 public:
  struct Hit {
    std::uint32_t payload = 0;
    std::uint32_t length = 0;  ///< tokens
  };

  NameTrie();

  /// Adds a name. A capital letter in one of its words asks for a capital there in the text; `capitals_only` asks for a word
  /// written in capitals throughout.
  void add(std::span<const Token> name, std::uint32_t payload, bool capitals_only = false);

  /// Appends the names that begin at `tokens[0]` and fit its capitals, shortest first.
  void find(std::span<const Token> tokens, std::vector<Hit>& hits) const;

  /// Whether some name begins with this word: a quick test before `find`.
  [[nodiscard]] bool begins(WordId word) const noexcept { return word < first_.size() && first_[word] != 0; }

 private:
  struct Name {
    std::uint32_t payload, next;                   // next name that ends at the same node, 0 = none
    std::uint32_t capitals = 0, all_capitals = 0;  // one bit a token, for the first 32
  };
  struct Edge {
    std::uint64_t key = 0;  // node << 32 | word
    std::uint32_t target = 0;
  };
  [[nodiscard]] std::uint32_t step(std::uint32_t node, WordId word) const noexcept;
  std::uint32_t step_or_add(std::uint32_t node, WordId word);
  void grow();

  std::vector<std::uint32_t> first_;  // by word: node after it, 0 = none
  std::vector<Edge> edges_;           // open addressing; target 0 = free
  std::size_t edge_count_ = 0;
  std::vector<std::uint32_t> name_at_;  // by node: first of its names, 0 = none
  std::vector<Name> names_;
};

}  // namespace pacta
