#include <catch2/catch.hpp>
#include <string>

#include "graph/iri.h"
#include "graph/term.h"

TEST_CASE("Each term is kept once") {
  pacta::TermTable terms;
  const auto iri = terms.iri("x:a");
  const auto plain = terms.literal("x:a");
  CHECK(iri != plain);
  CHECK(terms.blank("x:a") != iri);
  CHECK(terms.literal("x:a", {}, "en") != plain);
  CHECK(terms.literal("x:a", "en") != terms.literal("x:a", {}, "en"));
  CHECK(terms.literal("x:a") == plain);
  for (int i = 0; i < 10'000; ++i) terms.literal(std::to_string(i));
  CHECK(terms.size() == 10'005);
  CHECK(terms.iri("x:a") == iri);
  CHECK(terms[terms.literal("777")].value == "777");
  CHECK(terms[iri].value == "x:a");
  const std::string large(1'000'000, 'x');
  CHECK(terms[terms.literal(large)].value == large);
}

TEST_CASE("Terms may hold any bytes") {
  pacta::TermTable terms;
  using namespace std::string_view_literals;
  CHECK(terms.literal("a\0b"sv) != terms.literal("a\0c"sv));
  CHECK(terms.literal("a\0"sv) != terms.literal("a"sv));
  CHECK(terms.literal("") == terms.literal(""sv));
}

TEST_CASE("IRIs") {
  CHECK(pacta::percent_encode("a b/\u00E9~") == "a%20b%2F%C3%A9~");
  CHECK(pacta::valid_iri("https://w3id.org/pacta#State"));
  CHECK(pacta::valid_iri("urn:\u00E9"));
  for (const auto* bad : {"", ":a", "a", "/a", "1x:a", "x y:a", "x:a b", "x:<", "x:\\u0020", "x:a\n", "x:{}", "x:\xFF"})
    CHECK_FALSE(pacta::valid_iri(bad));
}
