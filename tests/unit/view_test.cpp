#include "exporters/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/file.h"
#include "graph/rdf_reader.h"

namespace {

constexpr const char* prefixes =
    "@prefix : <https://w3id.org/pacta#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: "
    "<http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <http://x/> . @prefix "
    "xsd: "
    "<http://www.w3.org/2001/XMLSchema#> .\n";

class Gather final : public pacta::QuadHandler {
 public:
  bool quad(const pacta::Quad& quad) override {
    graph.add(graph.terms.intern(quad.subject), graph.terms.intern(quad.predicate), graph.terms.intern(quad.object));
    return true;
  }
  pacta::Graph graph;
};

pacta::GraphView view(const std::string& turtle, pacta::View kind = pacta::View::entities) {
  Gather gather;
  REQUIRE(pacta::read_rdf_text(prefixes + turtle, "test.ttl", {}, gather));
  pacta::Grouped grouped;
  grouped.add(gather.graph);
  grouped.arrange();
  return pacta::make_view(grouped, kind);
}

std::string claim(const std::string& name, const std::string& triple, const std::string& rest) {
  return "x:" + name + " a :Claim ; rdf:subject x:a ; rdf:predicate :" + triple +
         " ; rdf:object x:b ; :claimedIn x:doc ; :hasEvidence x:e" + name + " ; " + rest + " . x:e" + name +
         " a :Evidence ; :byRule x:r .\n";
}

constexpr const char* two_states =
    "x:a a :State ; rdfs:label \"Norway\"@en . x:b a :State ; rdfs:label \"Chile\"@en ; skos:altLabel \"Santiago\" .\n";

std::vector<std::string> labels(const pacta::GraphView& view) {
  std::vector<std::string> out;
  for (const auto& edge : view.edges)
    out.push_back(view.nodes[edge.source].label + (edge.asserted ? " -- " : " .. ") + edge.label() + " " + view.nodes[edge.target].label);
  return out;
}

}  // namespace

TEST_CASE("Facts are edges with the evidence of their claims") {
  const auto shown = view(two_states + std::string("x:a :supports x:b . x:doc a :Document ; :mentions x:a , x:b .\n") +
                          claim("c1", "supports", ":polarity \"affirmed\" ; :modality \"asserted\" ; :from \"1999-02\"^^xsd:gYearMonth"));
  REQUIRE(shown.nodes.size() == 2);
  CHECK(shown.nodes[1].names == std::vector<std::string>{"Santiago"});
  CHECK(shown.nodes[0].cls == "State");
  CHECK(shown.nodes[0].documents == 1);
  CHECK(shown.nodes[0].degree == 1);
  REQUIRE(labels(shown) == std::vector<std::string>{"Norway -- supports Chile"});
  CHECK(shown.edges[0].claims == 1);
  CHECK(shown.edges[0].evidence == 1);
  CHECK(shown.edges[0].start == "1999-02-01");
}

TEST_CASE("What is denied, uncertain or somebody else's word is no fact") {
  const auto shown = view(two_states + claim("c1", "supports", ":polarity \"negated\" ; :modality \"asserted\"") +
                          claim("c2", "supports", ":polarity \"affirmed\" ; :modality \"possible\"") +
                          claim("c3", "supports", ":polarity \"affirmed\" ; :modality \"asserted\" ; :claimedBy x:b"));
  CHECK(labels(shown) == std::vector<std::string>{"Norway .. not supports Chile", "Norway .. possibly supports Chile",
                                                  "Norway .. Chile says: supports Chile"});
  CHECK(std::all_of(shown.nodes.begin(), shown.nodes.end(), [](const auto& node) { return node.degree == 0; }));
  CHECK(view(two_states + std::string("x:a :supports x:b .") + claim("c1", "supports", ":polarity \"negated\" ; :modality \"asserted\""))
            .edges.size() == 2);
}

TEST_CASE("A relation in both directions is one edge, if it is symmetric by nature") {
  const auto shown = view(two_states + std::string("x:a :alliedWith x:b . x:b :alliedWith x:a . x:a :supports x:b . x:b :supports x:a .") +
                          claim("c1", "alliedWith", ":polarity \"affirmed\" ; :modality \"asserted\""));
  REQUIRE(shown.edges.size() == 3);
  CHECK(shown.edges[0].symmetric);
  CHECK(shown.edges[0].evidence == 1);
  CHECK(!shown.edges[1].symmetric);
}

TEST_CASE("Properties that the view knows as symmetric are those of the ontology") {
  const auto ontology = pacta::load_rdf_union(PACTA_SOURCE_DIR "/ontology/pacta.ttl");
  REQUIRE(ontology);
  for (const auto& triple : ontology->triples) {
    if (!ontology->terms[triple.object].value.ends_with("#SymmetricProperty")) continue;
    const std::string property(ontology->terms[triple.subject].value.substr(ontology->terms[triple.subject].value.find('#') + 1));
    INFO(property);
    CHECK(view(two_states + fmt::format("x:a :{0} x:b . x:b :{0} x:a .", property)).edges.size() == 1);
  }
}

TEST_CASE("Nodes have dates as exact as the graph, and other literals as attributes") {
  const auto shown = view(
      "x:t a :Agreement , :Treaty ; :signedOn \"1967\"^^xsd:gYear ; :terminatedOn \"2000-02\"^^xsd:gYearMonth ; :number \"4\" , \"5\" . "
      "x:t "
      ":hasParty x:b . x:b a :State .");
  REQUIRE(shown.nodes.size() == 2);
  CHECK(shown.nodes[0].start == "1967-01-01");
  CHECK(shown.nodes[0].end == "2000-02-29");
  CHECK(shown.nodes[0].label == "t");
  CHECK(shown.nodes[0].type == "Treaty");
  CHECK(shown.nodes[0].attributes.back() == std::pair<std::string, std::string>{"terminatedOn", "2000-02"});
  CHECK(shown.edges[0].start == "1967-01-01");
  CHECK(shown.dated);
}

TEST_CASE("The full view has every resource") {
  const std::string turtle = two_states + claim("c1", "supports", ":polarity \"negated\" ; :modality \"asserted\"");
  CHECK(view(turtle, pacta::View::full).nodes.size() == 7);  // a, b, the claim, its evidence, predicate, document and rule
  CHECK(view(turtle, pacta::View::full).edges.size() == 6);
}

TEST_CASE("Any RDF can be shown") {
  const auto shown = view("x:a x:p x:b , 1 . x:b a x:Thing . [] x:p x:a .");
  CHECK(shown.nodes.size() == 3);
  CHECK(shown.edges.size() == 2);
  CHECK(shown.nodes[1].cls == "Thing");
  CHECK(shown.nodes[0].cls == "Resource");
}

TEST_CASE("Names for property graphs hold nothing that needs quoting") {
  CHECK(pacta::relation_type("hasParty") == "HAS_PARTY");
  CHECK(pacta::relation_type("é}]->() DELETE") == "X_________DELETE");
  CHECK(pacta::label_name("1a") == "X1a");
  CHECK(pacta::shorten("a\n b") == "a b");
  CHECK(pacta::shorten("ééé", 2) == "éé…");
  CHECK(pacta::shorten(std::string(100, ' ') + "a", 2) == "…");
}
