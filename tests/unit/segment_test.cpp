#include <catch2/catch.hpp>

#include "ontology/lexicon.h"
#include "parser/document.h"

namespace pacta {

TEST_CASE("The sentence of a token is found, and none in an empty text") {
  Lexicon lexicon;
  Source source;
  source.text = "Norway signed it. Chile did not.\n\nPeru left.";
  const Document document = segment(std::move(source), lexicon);
  REQUIRE(document.sentences.size() == 3);
  for (const Sentence& sentence : document.sentences) {
    CHECK(document.sentence_at(sentence.first_token) == &sentence);
    CHECK(document.sentence_at(sentence.end_token - 1) == &sentence);
  }
  CHECK(segment(Source{}, lexicon).sentence_at(0) == nullptr);
}

}  // namespace pacta
