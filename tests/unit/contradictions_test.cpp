#include "pipeline/contradictions.h"

#include <catch2/catch.hpp>

using namespace pacta;

namespace {

AssertedClaim claim(const std::string& subject, bool negated, char digit) {
  return asserted_claim(subject + "\np\no\n", negated, "https://example.org/claim/" + std::string(24, digit));
}

std::string text(const Graph& graph) {
  std::string out;
  for (const Triple& t : graph.triples) {
    const auto last = [&](TermId id) { return std::string(1, graph.terms[id].value.back()); };
    out += last(t.subject) + last(t.object) + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("Claims of different documents that contradict each other") {
  Contradictions all;
  CHECK(all.graph("b/").triples.empty());
  all.add({claim("x", false, 'a')});
  all.add({claim("x", false, 'a'), claim("y", true, 'b')});
  CHECK(all.graph("b/").triples.empty());
  all.add({claim("x", true, 'c'), claim("x", true, 'd')});
  const Graph graph = all.graph("b/");
  CHECK(graph.name == "b/contradictions");
  CHECK(text(graph) == "ac ad ca da ");
  CHECK(graph.terms[graph.triples[0].subject].value == "b/claim/" + std::string(24, 'a'));

  Contradictions reversed;
  reversed.add({claim("x", true, 'd'), claim("x", true, 'c')});
  reversed.add({claim("y", true, 'b'), claim("x", false, 'a')});
  CHECK(text(reversed.graph("b/")) == text(graph));
}

TEST_CASE("What one document says against itself stands in its own graph") {
  Contradictions all;
  all.add({claim("x", false, 'a'), claim("x", true, 'c')});
  CHECK(all.graph("b/").triples.empty());
  all.add({claim("x", true, 'd')});
  CHECK(text(all.graph("b/")) == "ad da ");
}
