#include "ontology/catalog.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

using namespace pacta;

namespace {
// A gazetteer for one test, removed after it.
struct Gazetteer {
  explicit Gazetteer(const std::string& text) : path((std::filesystem::temp_directory_path() / "pacta_catalog_test.tsv").string()) {
    std::ofstream(path) << text;
  }
  ~Gazetteer() { std::filesystem::remove(path); }
  Gazetteer(const Gazetteer&) = delete;
  Gazetteer& operator=(const Gazetteer&) = delete;
  std::string path;
};

Catalog loaded(const std::string& text) {
  const Gazetteer file(text);
  const auto ontology = Ontology::load({PACTA_SOURCE_DIR "/ontology/pacta.ttl"});
  REQUIRE(ontology);
  Lexicon lexicon;
  auto catalog = Catalog::load({file.path}, *ontology, lexicon);
  REQUIRE(catalog);
  return std::move(*catalog);
}
}  // namespace

TEST_CASE("A capital by another of its names is the same place") {
  const Catalog catalog = loaded("id\ttype\tlabel\tcapital\nVAR\tState\tVaravia\tHolm | Holmgrad = Holm | Sund\n");
  CHECK(catalog.find(cls::Place, "holm") != no_entry);
  CHECK(catalog.find(cls::Place, "sund") != no_entry);
  CHECK(catalog.find(cls::Place, "holmgrad") == no_entry);
  std::size_t of_holm = 0;
  for (const CatalogName& name : catalog.names())
    of_holm += name.kind == NameKind::capital && name.place == catalog.find(cls::Place, "holm");
  CHECK(of_holm == 2);
}

TEST_CASE("Offices of persons: title, state and years") {
  const Catalog catalog = loaded(
      "id\ttype\tlabel\tcountry\toffices\tknown_by\n"
      "VAR\tState\tRepublic of Varavia\t\t\t\n"
      "ana-holt\tOfficial\tAna Holt\tVAR\tMinister of Defence of Republic of Varavia 1990-1994 | Secretary-General of Grand Union "
      "1995-\tHolt\n");
  const Entry& person = catalog[catalog.find(cls::Person, "ana-holt")];
  REQUIRE(person.offices.size() == 2);
  CHECK(person.offices[0].title == "minister of defense");
  CHECK(person.offices[0].of == catalog.find(cls::State, "VAR"));
  CHECK(person.offices[0].from == "1990");
  CHECK(person.offices[0].until == "1994");
  CHECK(person.offices[1].of == no_entry);
  CHECK(person.offices[1].until.empty());
  const auto known = std::count_if(catalog.names().begin(), catalog.names().end(), [](const CatalogName& name) { return name.well_known; });
  CHECK(known == 1);
}
