#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"

namespace pacta {

/// The scheme of topics and the phrases that show that a sentence is about one. Immutable once loaded.
class Topics {
 public:
  struct Topic {
    std::string id;  ///< last segment of its IRI
    std::string label;
  };

  /// What a text is: a title or short description of an agreement may show a topic by words that prove nothing elsewhere.
  enum class Where { sentence, title };

  /// Reads ontology/en/topics.ttl: skos:prefLabel, pacta:topicPhrase and pacta:titlePhrase of each skos:Concept.
  static tl::expected<Topics, Diagnostics> load(const std::string& file);

  /// Numbers of the topics whose phrases stand in a text, in the order of the scheme, each once. Words are compared folded; an asterisk at
  /// the end of a phrase's word stands for any ending.
  [[nodiscard]] std::vector<std::size_t> find(std::string_view text, Where where = Where::sentence) const;
  [[nodiscard]] const Topic& operator[](std::size_t index) const { return topics_[index]; }

 private:
  struct Phrase {
    std::size_t topic = 0;
    bool title_only = false;
    std::vector<std::string> words;  // with the asterisk
  };
  void add_phrase(std::size_t topic, const std::string& phrase, bool title_only);
  std::vector<Topic> topics_;
  std::vector<Phrase> phrases_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_first_;   // phrases by first word
  std::unordered_map<std::string, std::vector<std::size_t>> by_prefix_;  // by the first four letters of a first word with an asterisk
};

}  // namespace pacta
