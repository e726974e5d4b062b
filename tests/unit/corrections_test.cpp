#include <catch2/catch.hpp>
#include <fstream>

#include "parser/document.h"
#include "pipeline/analyse.h"
#include "pipeline/knowledge.h"

namespace {

std::string write(const std::string& name, const std::string& text) {
  const std::string path = "/tmp/pacta-corrections-" + name + ".tsv";
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
