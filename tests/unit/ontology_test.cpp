#include "ontology/ontology.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>

using namespace pacta;

namespace {
const std::string built_in = PACTA_SOURCE_DIR "/ontology/pacta.ttl";

// A file for one test, removed after it.
struct Scratch {
  explicit Scratch(const std::string& text, const std::string& name = "pacta_ontology_test.ttl")
      : path((std::filesystem::temp_directory_path() / name).string()) {
    std::ofstream(path) << text;
  }
  ~Scratch() { std::filesystem::remove(path); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string path;
};
}  // namespace

TEST_CASE("The built-in ontology loads, quickly") {
  const auto begin = std::chrono::steady_clock::now();
  const auto ontology = Ontology::load({built_in});
  const auto ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  if (!ontology)
    for (const auto& d : ontology.error()) UNSCOPED_INFO(format(d));
  REQUIRE(ontology);
  CHECK(ms < 100);
  CHECK(ontology->class_count() <= max_classes);
  CHECK((*ontology)[cls::Treaty].name == "Treaty");
  CHECK((*ontology)[cls::Organization].label == "organisation");
  CHECK(ontology->is_a(cls::Treaty, cls::Agreement));
  CHECK(ontology->is_a(cls::Treaty, cls::Instrument));
  CHECK(ontology->is_a(cls::Treaty, cls::Treaty));
  CHECK_FALSE(ontology->is_a(cls::Agreement, cls::Treaty));
  CHECK((*ontology)[cls::Actor].with_descendants.test(cls::Official));
  CHECK_FALSE((*ontology)[cls::Actor].with_descendants.test(cls::Treaty));
  CHECK(ontology->find_class("State") == cls::State);
  CHECK(ontology->find_class("https://w3id.org/pacta#State") == cls::State);
  CHECK_FALSE(ontology->find_class("Sate"));
}

TEST_CASE("Domains and ranges, unions among them") {
  const auto ontology = Ontology::load({built_in});
  REQUIRE(ontology);
  const auto& party = ontology->property(prop::hasParty);
  CHECK(party.domain == ClassSet().set(cls::Agreement));
  CHECK(party.range == ClassSet().set(cls::State).set(cls::Organization));
  CHECK_FALSE(party.is_literal);
  const auto& on = ontology->property(prop::signedOn);
  CHECK(on.is_literal);
  CHECK(on.literal_range == "https://w3id.org/pacta#PartialDate");
  CHECK(on.range.none());
  CHECK(ontology->property(prop::supports).range.none());  // owl:Thing
  CHECK_FALSE(ontology->property(prop::supports).is_literal);
  CHECK(ontology->property(prop::alliedWith).symmetric);
  CHECK_FALSE(ontology->property(prop::supports).symmetric);
  REQUIRE(ontology->property(prop::replaces).super.size() == 2);
  CHECK(ontology->property(prop::replaces).super[0] == prop::succeeds);
}

TEST_CASE("A user's ontology adds to the built-in one") {
  const Scratch file(
      "@prefix p: <https://w3id.org/pacta#> . @prefix my: <http://example.org/my#> .\n"
      "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
      "my:Embassy a owl:Class ; rdfs:subClassOf p:Facility .\n"
      "my:expelledDiplomatOf a owl:ObjectProperty ; rdfs:domain p:State ; rdfs:range p:State .\n");
  const auto ontology = Ontology::load({built_in, file.path});
  REQUIRE(ontology);
  const auto embassy = ontology->find_class("Embassy");
  REQUIRE(embassy);
  CHECK((*ontology)[*embassy].name == "http://example.org/my#Embassy");
  CHECK(ontology->is_a(*embassy, cls::Place));
  const auto expelled = ontology->find_property("http://example.org/my#expelledDiplomatOf");
  REQUIRE(expelled);
  CHECK(*expelled >= prop::built_in_count);
  CHECK(ontology->property(*expelled).domain == ClassSet().set(cls::State));
}

TEST_CASE("What is wrong in an ontology is said with its place") {
  SECTION("not Turtle") {
    const Scratch file("@prefix p: <https://w3id.org/pacta#> .\np:State a , .\n");
    const auto ontology = Ontology::load({built_in, file.path});
    REQUIRE_FALSE(ontology);
    REQUIRE_FALSE(ontology.error().empty());
    CHECK(ontology.error().front().file == file.path);
    CHECK(ontology.error().front().line == 2);
    CHECK(ontology.error().front().code == "O001");
  }
  SECTION("a class that is not there") {
    const Scratch file(
        "@prefix p: <https://w3id.org/pacta#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<http://example.org/E> a owl:Class ; <http://www.w3.org/2000/01/rdf-schema#subClassOf> p:Plaze .\n");
    const auto ontology = Ontology::load({built_in, file.path});
    REQUIRE_FALSE(ontology);
    REQUIRE(ontology.error().size() == 1);
    CHECK(ontology.error()[0].message == "no class 'Plaze'; did you mean 'Place'?");
    CHECK(ontology.error()[0].line == 2);
  }
  SECTION("the built-in names are missing") {
    const Scratch file("<http://example.org/a> a <http://www.w3.org/2002/07/owl#Class> .\n");
    const auto ontology = Ontology::load({file.path});
    REQUIRE_FALSE(ontology);
    CHECK(ontology.error().size() == std::size_t{cls::built_in_count} + std::size_t{prop::built_in_count});
    CHECK(ontology.error()[0].message == "no file defines the class 'Actor', which the program needs");
  }
  SECTION("no such file") {
    const auto ontology = Ontology::load({"/nonexistent/x.ttl"});
    REQUIRE_FALSE(ontology);
    CHECK(ontology.error().size() == 1);
  }
}
