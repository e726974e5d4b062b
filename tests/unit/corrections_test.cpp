#include <catch2/catch.hpp>
#include <fstream>

#include "parser/document.h"
#include "pipeline/analyse.h"
#include "pipeline/knowledge.h"

namespace {

std::string write(const std::string& name, const std::string& text) {
  std::string path = "/tmp/pacta-corrections-" + name + ".tsv";
  std::ofstream(path) << text;
  return path;
}

}  // namespace

TEST_CASE("corrections: wrong lines are reported with their place") {
  pacta::KnowledgeFiles files;
  files.folder = PACTA_SOURCE_DIR "/ontology";
  files.corrections = {write("bad", "Hope\tis\tState/NOWHERE\nHope\tmaybe\n")};
  const auto knowledge = pacta::Knowledge::load(files);
  REQUIRE_FALSE(knowledge);
  REQUIRE(knowledge.error().size() == 2);
  CHECK(knowledge.error()[0].code == "C003");
  CHECK(knowledge.error()[0].line == 1);
  CHECK(knowledge.error()[1].code == "C004");
  CHECK(knowledge.error()[1].line == 2);
}

TEST_CASE("corrections: what is said of an entity that is none goes, whatever says it") {
  enum : pacta::EntityIndex { chile, hope, peru };
  pacta::Analysis analysis;
  analysis.entities.resize(3);
  for (pacta::Entity& entity : analysis.entities) entity.named = true;
  pacta::Mention both;
  both.members = {chile, hope};
  pacta::Mention name;
  name.entity = hope;
  analysis.mentions = {both, name};
  analysis.add(chile, pacta::prop::visited, hope, {});
  analysis.add(chile, pacta::prop::visited, peru, {});
  const auto occurrence = [](pacta::ClassId type, const std::vector<pacta::EntityIndex>& participants) {
    pacta::Occurrence made;
    made.type = type;
    for (const auto participant : participants) made.fields.push_back({pacta::prop::participant, participant, {}, {}});
    return made;
  };
  analysis.add(occurrence(pacta::cls::Event, {chile, hope}));
  analysis.add(occurrence(pacta::cls::Event, {hope}));
  analysis.add(occurrence(pacta::cls::Participation, {chile, hope}));
  analysis.statements = {{hope, "We came.", {chile}, {}}, {peru, "They came.", {chile, hope}, {}}};
  analysis.remove(hope);
  CHECK_FALSE(analysis.entities[hope].named);
  REQUIRE(analysis.mentions.size() == 1);
  CHECK(analysis.mentions[0].members == std::vector<pacta::EntityIndex>{chile});
  REQUIRE(analysis.claims.size() == 1);
  CHECK(analysis.claims[0].object == peru);
  REQUIRE(analysis.occurrences.size() == 1);
  CHECK(analysis.occurrences[0].fields.size() == 1);
  REQUIRE(analysis.statements.size() == 1);
  CHECK(analysis.statements[0].about == std::vector<pacta::EntityIndex>{chile});
  // The index of claims is that of those that are left.
  analysis.add(chile, pacta::prop::visited, peru, {"again", {}, 0.9});
  CHECK(analysis.claims.size() == 1);
  CHECK(analysis.claims[0].evidence.size() == 2);
}

TEST_CASE("corrections: two entities that are one have their statements in common") {
  enum : pacta::EntityIndex { holland, netherlands, chile };
  pacta::Analysis analysis;
  analysis.entities.resize(3);
  analysis.statements = {{holland, "We came.", {chile, holland, netherlands}, {}}};
  analysis.merge(holland, netherlands);
  CHECK(analysis.statements[0].by == netherlands);
  CHECK(analysis.statements[0].about == std::vector<pacta::EntityIndex>{chile, netherlands});
}
