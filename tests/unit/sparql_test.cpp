#include <catch2/catch.hpp>
#include <csignal>
#include <string>
#include <vector>

#include "base/process.h"
#include "graph/lines.h"
#include "sparql/query_text.h"
#include "sparql/results.h"

using namespace pacta;
using Names = std::vector<std::string>;

TEST_CASE("A query's form and prefixes are read past comments, strings and IRIs") {
  const auto query = scan_query(
      "# SELECT from:x\nPREFIX a: <http://a/#> prefix b.c: <b:>\nAsK { ?from a:x.y b.c:z ; <http://e/FROM> 'q:r' , \"\"\"s:\"t\"\"\" }");
  CHECK(query.form == QueryForm::ask);
  CHECK(query.used == Names{"a", "b.c"});
  CHECK(query.declared == Names{"a", "b.c"});
  CHECK_FALSE(query.dataset);
  CHECK_FALSE(query.graphs);
  const auto dataset = scan_query("SELECT * FROM <http://e/g> { GRAPH ?g { ?s ?p 1.5 FILTER(?p<?q && ?q>?s) } }");
  CHECK(dataset.form == QueryForm::select);
  CHECK(dataset.dataset);
  CHECK(dataset.graphs);
  CHECK(scan_query("SELECT * { GRAPH ?g { ?s ?p ?o } }").graphs);
  CHECK(scan_query("BASE <http://e/> insert data { <a> <b> <c> }").form == QueryForm::update);
  CHECK(scan_query("SELECT * { _:b :p ?o }").used == Names{""});
  // What is no query must not lead beyond its end.
  for (const char* text : {"", "<", "'", "\"\"\"", "a:\\", "?", "#", "a:b.", "'\\"}) CHECK(scan_query(text).form == QueryForm::unknown);
}

TEST_CASE("IRIs are what the query's prefixes make of its names") {
  const auto iris = [](std::string_view query) {
    Names found;
    for (const auto& named : scan_query(query).iris) found.push_back(named.iri);
    return found;
  };
  CHECK(iris("PREFIX a: <http://a/#> PREFIX rdf: <http://r/> SELECT * { ?s a:x.y rdf:z, a:x.y ; <http://e/> 'a:no', _:a # a:no\n ; foo:no "
             "skos:note }") == Names{"http://a/#x.y", "http://r/z", "http://e/", "http://www.w3.org/2004/02/skos/core#note"});
  const auto query = "PREFIX p: <http://p#>\nSELECT * { ?s p:hasPrty ?o ; p:hasParty p:, p:hasPrty ; <http://p#xyz> <http://q#hasPrty> }";
  const auto warnings = unknown_names(query, "query", "p:", "http://p#", {"hasParty", "hasProvision"});
  REQUIRE(warnings.size() == 2);
  CHECK(warnings[0].severity == Severity::warning);
  CHECK(warnings[0].message == "the ontology has no 'p:hasPrty'; did you mean 'p:hasParty'?");
  CHECK(warnings[0].line == 2);
  CHECK(warnings[0].column == 15);
  CHECK(warnings[1].message == "the ontology has no 'p:xyz'");
}

TEST_CASE("Known prefixes are declared where the query does not") {
  CHECK(missing_prefixes(scan_query("SELECT * { ?s pacta:x rdf:y }")).text ==
        "PREFIX pacta: <https://w3id.org/pacta#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n");
  CHECK(missing_prefixes(scan_query("PREFIX rdf: <http://e/> SELECT * { ?s rdf:x foo:y }")).text.empty());
}

TEST_CASE("A term ends where it ends, whatever it holds") {
  CHECK(term_text({TermKind::literal, "a\"b\\c\nd\re", {}, {}}) == R"("a\"b\\c\nd\re")");
  CHECK(term_text({TermKind::literal, "\\u0022 u \\U", {}, {}}) == R"("\\\u00750022 u \\\u0055")");
  CHECK(term_text({TermKind::literal, "x", {}, "en"}) == "\"x\"@en");
  CHECK(term_text({TermKind::literal, "1", "http://e/> ; DROP ALL #", {}}) ==
        "\"1\"^^<http://e/\\u003E\\u0020;\\u0020DROP\\u0020ALL\\u0020#>");
  CHECK(term_text({TermKind::iri, "http://e/a>b", {}, {}}) == "<http://e/a\\u003Eb>");
  CHECK(term_text({TermKind::iri, "http://e/é", {}, {}}) == "<http://e/é>");
}

TEST_CASE("Results in JSON become a table") {
  const auto result = parse_result(R"({"head":{"vars":["a","b"]},"results":{"bindings":[
    {"a":{"type":"uri","value":"https://w3id.org/pacta#State"},"b":{"type":"literal","xml:lang":"en","value":"two\u001b[0m\nlines"}},
    {"b":{"type":"literal","value":"日本"}}]}})");
  REQUIRE(result);
  StringSink wide;
  write_table(*result, 0, wide);
  CHECK(wide.text == "a            b\n───────────  ─────────────\npacta:State  two [0m lines\n             日本\n");
  StringSink narrow;
  write_table(*result, 24, narrow);
  CHECK(narrow.text == "a            b\n───────────  ───────────\npacta:State  two [0m\n             lines\n             日本\n");
  CHECK(parse_result(R"({"head":{},"boolean":false})")->boolean == false);
  for (const char* bad : {"", "[]", "{}", R"({"head":{"vars":[1]},"results":{"bindings":[]}})",
                          R"({"head":{"vars":["a"]},"results":{"bindings":[{"a":1}]}})"})
    CHECK_FALSE(parse_result(bad));
}

TEST_CASE("A child gets its input and arguments as they are") {
  std::signal(SIGPIPE, SIG_IGN);
  auto child = Child::start("sh", {"-c", "cat; printf '%s' \"$1\" >&2; exit 7", "sh", "$(x) 'y'"});
  REQUIRE(child);
  CHECK((*child)->write("some text"));
  (*child)->close_input();
  std::string out;
  while ((*child)->read(out) == Child::Read::some) {
  }
  CHECK(out == "some text");
  CHECK((*child)->wait() == 7);
  CHECK((*child)->errors() == "$(x) 'y'");
  CHECK(Child::start("no-such-program", {}).error().code == "missing");
  auto sleeper = Child::start("sleep", {"60"});
  REQUIRE(sleeper);
  CHECK((*sleeper)->read(out, Child::Clock::now() + std::chrono::milliseconds(20)) == Child::Read::timeout);
  (*sleeper)->kill();
  CHECK((*sleeper)->wait() == 128 + SIGKILL);
}
