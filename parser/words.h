#pragma once
#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "ontology/lexicon.h"

namespace pacta {

/// A set of single words, asked by number in constant time.
class WordSet {
 public:
  WordSet() = default;
  WordSet(Lexicon& lexicon, std::initializer_list<std::string_view> words) {
    for (const auto word : words) add(lexicon.intern(fold_word(word)));
  }
  void add(WordId word) {
    if (word >= member_.size()) member_.resize(word + 1);
    member_[word] = true;
  }
  [[nodiscard]] bool has(WordId word) const noexcept { return word < member_.size() && member_[word]; }

 private:
  std::vector<bool> member_;
};

}  // namespace pacta
