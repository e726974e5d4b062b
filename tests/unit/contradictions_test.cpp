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

TEST_CASE("Two dates of one agreement contradict each other unless one lies within the other") {
  CHECK(dates_exclude("2001-05-04", "2001-05-05"));
  CHECK(dates_exclude("2001-05", "2001-06-04"));
  CHECK(dates_exclude("2001", "2002-01-01"));
  CHECK_FALSE(dates_exclude("2001", "2001-05-04"));
  CHECK_FALSE(dates_exclude("2001-05", "2001-05-04"));
  CHECK_FALSE(dates_exclude("2001-05-04", "2001-05-04"));

  const auto dated = [](const std::string& subject, const std::string& date, char digit) {
    return dated_claim(subject + "\np\n", date, "https://example.org/claim/" + std::string(24, digit));
  };
  Contradictions all;
  all.add({dated("x", "2001-05-04", 'a')});
  all.add({dated("x", "2001", 'b'), dated("y", "2002", 'c')});
  CHECK(all.graph("b/").triples.empty());
  all.add({dated("x", "2001-06", 'd')});
  CHECK(text(all.graph("b/")) == "ad da ");
  // What one document says twice is told in its own graph.
  Contradictions alone;
  alone.add({dated("x", "2001", 'a'), dated("x", "2002", 'b')});
  CHECK(alone.graph("b/").triples.empty());
}

TEST_CASE("Two places in different states, and two holders of one office at a time") {
  const auto iri = [](char digit) { return "https://example.org/claim/" + std::string(24, digit); };
  const AssertedClaim oslo = placed_claim("x\np", "NOR", iri('a')), bergen = placed_claim("x\np", "NOR", iri('b')),
                      paris = placed_claim("x\np", "FRA", iri('c'));
  CHECK(exclude(oslo, paris));
  CHECK(exclude(paris, oslo));
  CHECK_FALSE(exclude(oslo, bergen));

  const AssertedClaim first = holder_claim("o\np", "ann", "1990", "1994", iri('d')),
                      second = holder_claim("o\np", "carl", "1994", "1998", iri('e')),
                      third = holder_claim("o\np", "eve", "1992", "1996", iri('f')),
                      again = holder_claim("o\np", "ann", "1991", "1993", iri('0'));
  CHECK_FALSE(exclude(first, second));
  CHECK(exclude(first, third));
  CHECK(exclude(third, second));
  CHECK_FALSE(exclude(first, again));
  CHECK_FALSE(exclude(first, oslo));

  Contradictions all;
  all.add({oslo, first});
  all.add({paris, third});
  CHECK(text(all.graph("b/")) == "ac ca df fd ");
}
