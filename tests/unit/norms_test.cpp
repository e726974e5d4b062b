#include "parser/norms.h"

#include <catch2/catch.hpp>

using namespace pacta;

namespace {

struct Read {
  Document document;
  std::vector<NormMention> norms;

  [[nodiscard]] std::string join(const std::vector<Span>& spans) const {
    std::string all;
    for (const Span s : spans) all += (all.empty() ? "" : " | ") + std::string(document.text(s));
    return all;
  }
  [[nodiscard]] std::string bearers(std::size_t i) const { return join(norms.at(i).bearers); }
  [[nodiscard]] std::string action(std::size_t i) const { return join(norms.at(i).action); }
  [[nodiscard]] std::string condition(std::size_t i) const { return join(norms.at(i).condition); }
};

// Reads `text`; if it has two lines or more, its last line as an item under its first.
Read read(std::string text) {
  static Lexicon lexicon;
  static const NormWords words(lexicon);
  Source source;
  source.text = std::move(text);
  Read read{segment(std::move(source), lexicon), {}};
  const auto& lines = read.document.lines;
  read.norms = find_norms(read.document, words, lines.back(), lines.size() > 1 ? lines.front() : Span{});
  return read;
}

}  // namespace

TEST_CASE("Norms: who shall do what, if what") {
  const auto r = read("2. If the river floods, the Commission shall, at the request of either Party, issue a warning.");
  REQUIRE(r.norms.size() == 1);
  CHECK(r.norms[0].modality == DeonticModality::obligation);
  CHECK(r.bearers(0) == "the Commission");
  CHECK(r.action(0) == "issue a warning");
  CHECK(r.condition(0) == "If the river floods | at the request of either Party");
}

TEST_CASE("Norms: a short condition interrupts the action") {
  const auto r = read("Each Party shall clean and, if needed, repair the locks.");
  REQUIRE(r.norms.size() == 1);
  CHECK(r.action(0) == "clean | repair the locks");
  CHECK(r.condition(0) == "if needed");
}

TEST_CASE("Norms: prohibitions") {
  const auto no = read("No ship may enter the bay unless the harbour master agrees, and each ship shall carry a pilot.");
  REQUIRE(no.norms.size() == 2);
  CHECK(no.norms[0].modality == DeonticModality::prohibition);
  CHECK(no.bearers(0) == "No ship");
  CHECK(no.condition(0) == "unless the harbour master agrees");
  CHECK(no.norms[1].modality == DeonticModality::obligation);
  CHECK(no.bearers(1) == "each ship");
  const auto nor = read("Nor shall any Party levy tolls.");
  REQUIRE(nor.norms.size() == 1);
  CHECK(nor.norms[0].modality == DeonticModality::prohibition);
  CHECK(nor.bearers(0) == "any Party");
  CHECK(nor.action(0) == "levy tolls");
  const auto refrain = read("The Parties undertake not to dam the river.");
  REQUIRE(refrain.norms.size() == 1);
  CHECK(refrain.norms[0].modality == DeonticModality::prohibition);
}

TEST_CASE("Norms: permissions, and duties denied") {
  for (const auto* text : {"Each Party is entitled to inspect the dam.", "Either Party shall be free to inspect the dam.",
                           "The Council has the right to inspect the dam.", "A Party shall not be required to inspect the dam."}) {
    const auto r = read(text);
    INFO(text);
    REQUIRE(r.norms.size() == 1);
    CHECK(r.norms[0].modality == DeonticModality::permission);
    CHECK(r.action(0) == "inspect the dam");
    CHECK(r.norms[0].bearers.size() == 1);
  }
}

TEST_CASE("Norms: passives bind nobody, but for an agent") {
  const auto plain = read("The catch shall be weighed in port.");
  REQUIRE(plain.norms.size() == 1);
  CHECK(plain.norms[0].bearers.empty());
  const auto agent = read("The fish quota shall be fixed by the Commission.");
  REQUIRE(agent.norms.size() == 1);
  CHECK(agent.bearers(0) == "the Commission");
  const auto manner = read("The quota shall be fixed by consensus.");
  REQUIRE(manner.norms.size() == 1);
  CHECK(manner.norms[0].bearers.empty());
}

TEST_CASE("Norms: several bearers, several verbs, a shared subject") {
  const auto r = read("Norway and Iceland shall count the whales and, on request, shall share the figures.");
  REQUIRE(r.norms.size() == 2);
  CHECK(r.bearers(0) == "Norway | Iceland");
  CHECK(r.action(0) == "count the whales");
  CHECK(r.bearers(1) == "Norway | Iceland");
  CHECK(r.condition(1) == "on request");
}

TEST_CASE("Norms: no norms") {
  for (const auto* text :
       {"\"Vessel\" means any craft that may carry goods.", "For the purposes of this Act, a voyage shall mean a journey by sea.",
        "The Parties recognise that drought may affect the harvest.", "The harvest was good in May 1950.", "Article 7", ""}) {
    INFO(text);
    CHECK(read(text).norms.empty());
  }
  const auto r = read("This Agreement shall enter into force upon signature.");
  REQUIRE(r.norms.size() == 1);
  CHECK(r.norms[0].modality == DeonticModality::declaration);
}

TEST_CASE("Norms: relative clauses") {
  const auto r = read("Any fisherman who may need help shall be towed by the officers.");
  REQUIRE(r.norms.size() == 1);
  CHECK(r.action(0) == "be towed by the officers");
}

TEST_CASE("Norms: items under a lead-in") {
  const auto shall = read("The Parties shall:\n(a) share data on floods; and");
  REQUIRE(shall.norms.size() == 1);
  CHECK(shall.bearers(0) == "The Parties");
  CHECK(shall.action(0) == "share data on floods");
  CHECK(shall.document.text(shall.norms[0].evidence) == "share data on floods");
  const auto not_ = read("The Parties shall:\n(b) not open the gates;");
  REQUIRE(not_.norms.size() == 1);
  CHECK(not_.norms[0].modality == DeonticModality::prohibition);
  const auto subject = read("Each Party:\n(a) shall warn the other; and");
  REQUIRE(subject.norms.size() == 1);
  CHECK(subject.bearers(0) == "Each Party");
  CHECK(read("Cooperation shall be aimed at:\n(a) floods").norms.empty());
}

TEST_CASE("Norms: hostile input") {
  for (const auto* text : {"shall", "shall shall shall", "shall,", "and shall", ", shall , may ,", "( shall", "nor shall", "may (",
                           "if shall", "by shall be by", ";;shall;;"})
    CHECK_NOTHROW(read(text));
}
