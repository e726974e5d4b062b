#include <serd/serd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "exporters/format.h"
#include "graph/rdf_reader.h"

namespace {

using namespace std::string_literals;

std::string write(const char* format, const std::vector<const pacta::Graph*>& graphs, const std::string& base = "") {
  pacta::StringSink bytes;
  pacta::FormatOptions options;
  options.base = base;
  const auto sink = pacta::find_format(format)->open(bytes, options);
  for (const auto* graph : graphs)
    if (!sink->write(*graph)) return "error: " + sink->error();
  return sink->finish() ? bytes.text : "error: " + sink->error();
}

// Sorted lines of N-Triples, made from any syntax by Serd's reader.
std::vector<std::string> canonical(const std::string& text, SerdSyntax syntax) {
  std::string out;
  const auto append = [](const void* bytes, std::size_t size, void* to) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), size);
    return size;
  };
  SerdEnv* const env = serd_env_new(nullptr);
  SerdWriter* const writer = serd_writer_new(SERD_NTRIPLES, SERD_STYLE_RESOLVED, env, nullptr, append, &out);
  SerdReader* const reader = serd_reader_new(syntax, writer, nullptr, reinterpret_cast<SerdBaseSink>(serd_writer_set_base_uri),
                                             reinterpret_cast<SerdPrefixSink>(serd_writer_set_prefix),
                                             reinterpret_cast<SerdStatementSink>(serd_writer_write_statement), nullptr);
  CHECK(serd_reader_read_string(reader, reinterpret_cast<const std::uint8_t*>(text.c_str())) == SERD_SUCCESS);
  serd_writer_finish(writer);
  serd_reader_free(reader);
  serd_writer_free(writer);
  serd_env_free(env);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < out.size(); at = out.find('\n', at) + 1) lines.push_back(out.substr(at, out.find('\n', at) - at));
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// What Serd's own writer makes of graphs, one triple after another.
std::string serd_lines(SerdSyntax syntax, const std::vector<const pacta::Graph*>& graphs) {
  std::string out;
  const auto append = [](const void* bytes, std::size_t size, void* to) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), size);
    return size;
  };
  const auto node = [](SerdType type, std::string_view bytes) {
    return SerdNode{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), bytes.size(), 0, type};
  };
  const auto node_of = [&node](const pacta::Term& term) {
    return node(term.kind == pacta::TermKind::iri ? SERD_URI : term.kind == pacta::TermKind::blank ? SERD_BLANK : SERD_LITERAL, term.value);
  };
  SerdEnv* const env = serd_env_new(nullptr);
  SerdWriter* const writer = serd_writer_new(syntax, static_cast<SerdStyle>(0), env, nullptr, append, &out);
  for (const pacta::Graph* graph : graphs) {
    const SerdNode name = node(SERD_URI, graph->name);
    const bool named = syntax == SERD_NQUADS && !graph->name.empty();
    for (const pacta::Triple& triple : graph->triples) {
      const pacta::Term& object = graph->terms[triple.object];
      const SerdNode s = node_of(graph->terms[triple.subject]), p = node_of(graph->terms[triple.predicate]), o = node_of(object);
      const SerdNode datatype = node(SERD_URI, object.datatype), language = node(SERD_LITERAL, object.language);
      CHECK(serd_writer_write_statement(writer, 0, named ? &name : nullptr, &s, &p, &o, object.datatype.empty() ? nullptr : &datatype,
                                        object.language.empty() ? nullptr : &language) == SERD_SUCCESS);
    }
  }
  serd_writer_finish(writer);
  serd_writer_free(writer);
  serd_env_free(env);
  return out;
}

// The lines that only one of two has: a failing test is to show these, and not a megabyte.
std::vector<std::string> differences(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  for (auto& line : out) line.resize(std::min<std::size_t>(line.size(), 200));
  return out;
}

pacta::Graph hostile() {
  pacta::Graph graph;
  graph.name = "https://w3id.org/pacta/id/doc/0/x";
  auto& t = graph.terms;
  const auto s = t.iri("https://w3id.org/pacta/id/state/NOR");
  const auto p = t.iri("http://www.w3.org/2000/01/rdf-schema#label");
  for (const auto& value : {""s, "plain"s, "a \"quoted\" word\""s, "back\\slash\\"s, "two\nlines\r\n\ttab"s, "\"\"\""s, "\u202Ebidi\u2069"s,
                            "\U0001F1F3\U0001F1F4"s, "</script>"s, "]]>"s, "\x01\x1F\x7F"s, "\u00A0\u0085"s, "Bogot\u00E1"s,
                            "\uFFFD\uFEFF"s, std::string(1'000'000, '"')}) {
    graph.add(s, p, t.literal(value));
    graph.add(s, p, t.literal(value, {}, "en-GB"));
  }
  for (const char* type : {"integer", "decimal", "boolean", "double", "date", "string"})
    for (const char* value : {"1", "01", "-7", "+7", "1.", "1.50", ".5", "-0.0", "true", "abc", "", "INF", "1e3", "7 ."})
      graph.add(s, t.iri("x:is"), t.literal(value, "http://www.w3.org/2001/XMLSchema#"s + type));
  for (const char* iri :
       {"https://w3id.org/pacta#", "https://w3id.org/pacta#a.b.", "https://w3id.org/pacta#-a", "https://w3id.org/pacta#a/b",
        "https://w3id.org/pacta#%20", "https://w3id.org/pacta#a'b(c)", "https://w3id.org/pacta#\u00E9", "https://w3id.org/pacta/id/",
        "https://w3id.org/pacta/id//x", "https://w3id.org/pacta/id/../x", "https://w3id.org/pacta/id/a:b",
        "https://w3id.org/pacta/id/doc/a:b", "https://w3id.org/pacta/id/?q", "https://w3id.org/pacta/id/a/./b", "urn:x"})
    graph.add(s, t.iri("x:see"), t.iri(iri));
  graph.add(t.blank("node.1"), t.iri("x:see"), t.blank("node.1"));
  return graph;
}

}  // namespace

TEST_CASE("Turtle is grouped, readable and in a stable order") {
  pacta::Graph one;
  auto& t = one.terms;
  const auto type = t.iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
  const auto claim = t.iri("https://w3id.org/pacta/id/claim/91");
  const auto norway = t.iri("https://w3id.org/pacta/id/state/NOR");
  one.add(claim, type, t.iri("https://w3id.org/pacta#Claim"));
  one.add(claim, t.iri("https://w3id.org/pacta#confidence"), t.literal("0.95", "http://www.w3.org/2001/XMLSchema#decimal"));
  one.add(norway, t.iri("https://w3id.org/pacta#alliedWith"), t.iri("https://w3id.org/pacta/id/state/CHL"));
  one.add(norway, t.iri("http://www.w3.org/2000/01/rdf-schema#label"), t.literal("Norway", {}, "en"));
  one.add(norway, type, t.iri("https://w3id.org/pacta#State"));
  pacta::Graph two;
  two.add(two.terms.iri("https://w3id.org/pacta/id/state/NOR"), two.terms.iri("https://w3id.org/pacta#alliedWith"),
          two.terms.iri("https://w3id.org/pacta/id/state/PER"));
  two.add(two.terms.iri("https://w3id.org/pacta/id/state/NOR"), two.terms.iri("https://w3id.org/pacta#alliedWith"),
          two.terms.iri("https://w3id.org/pacta/id/state/CHL"));
  const auto text = write("turtle", {&one, &two}, "https://w3id.org/pacta/id/");
  CHECK(text.substr(text.find("<state")) ==
        "<state/NOR>\n\ta pacta:State ;\n\trdfs:label \"Norway\"@en ;\n\tpacta:alliedWith <state/CHL> ,\n\t\t<state/PER> .\n\n"
        "<claim/91>\n\ta pacta:Claim ;\n\tpacta:confidence 0.95 .\n\n");
}

TEST_CASE("Hostile terms come back as they were") {
  const auto graph = hostile();
  const auto expected = canonical(write("ntriples", {&graph}), SERD_NTRIPLES);
  CHECK(expected.size() == graph.triples.size());
  CHECK(differences(canonical(write("turtle", {&graph}), SERD_TURTLE), expected) == std::vector<std::string>{});
  CHECK(differences(canonical(write("turtle", {&graph}, "https://w3id.org/pacta/id/"), SERD_TURTLE), expected) ==
        std::vector<std::string>{});
  CHECK(differences(canonical(write("trig", {&graph}, "https://w3id.org/pacta/id/"), SERD_TRIG), expected) == std::vector<std::string>{});
  CHECK(differences(canonical(write("nquads", {&graph}), SERD_NQUADS), expected) == std::vector<std::string>{});
}

TEST_CASE("N-Triples and N-Quads are plain UTF-8 lines") {
  pacta::Graph graph;
  graph.name = "x:g";
  graph.add(graph.terms.iri("x:s"), graph.terms.iri("x:p"), graph.terms.literal("Bogot\u00E1\n\"\\\t'", {}, "es"));
  CHECK(write("ntriples", {&graph}) == "<x:s> <x:p> \"Bogot\u00E1\\n\\\"\\\\\\t'\"@es .\n");
  CHECK(write("nquads", {&graph}) == "<x:s> <x:p> \"Bogot\u00E1\\n\\\"\\\\\\t'\"@es <x:g> .\n");
}

TEST_CASE("N-Triples and N-Quads are, byte for byte, what Serd makes of them") {
  auto graph = hostile();
  // Every character below U+0100, and one of each length.
  std::string all;
  for (char32_t c = 1; c < 0x100; ++c) pacta::append_utf8(all, c);
  all += "\u20AC\U0001F1F3";
  const auto s = graph.terms.iri("x:s");
  graph.add(s, graph.terms.iri("x:p"), graph.terms.literal(all));
  graph.add(s, graph.terms.iri("x:p\x7F\u00E9\u20AC"), graph.terms.literal(all, "x:type\u00E9"));
  graph.add(s, graph.terms.iri("x:p"), graph.terms.literal(std::string(3, '\0')));
  pacta::Graph unnamed;
  unnamed.add(unnamed.terms.iri("x:s"), unnamed.terms.iri("x:p"), unnamed.terms.literal("o"));
  CHECK((write("ntriples", {&graph, &unnamed, &graph}) == serd_lines(SERD_NTRIPLES, {&graph, &unnamed, &graph})));
  CHECK((write("nquads", {&graph, &unnamed, &graph}) == serd_lines(SERD_NQUADS, {&graph, &unnamed, &graph})));
}

TEST_CASE("The samples' graphs in N-Triples and N-Quads are what Serd makes of them") {
  std::size_t samples = 0;
  for (const auto& file : std::filesystem::directory_iterator(PACTA_SOURCE_DIR "/samples/expected")) {
    if (file.path().extension() != ".ttl") continue;
    auto graph = pacta::load_rdf_union(file.path().string(), {.syntax = {}, .base = "x:base/", .blank_prefix = {}});
    INFO(file.path());
    REQUIRE(graph);
    graph->name = "x:" + file.path().stem().string();
    CHECK(graph->triples.size() > 10);
    CHECK((write("ntriples", {&*graph}) == serd_lines(SERD_NTRIPLES, {&*graph})));
    CHECK((write("nquads", {&*graph}) == serd_lines(SERD_NQUADS, {&*graph})));
    ++samples;
  }
  CHECK(samples > 5);
}

TEST_CASE("What no RDF syntax can hold is refused") {
  const auto refused = [](auto make) {
    pacta::Graph graph;
    make(graph, graph.terms);
    return write("ntriples", {&graph});
  };
  CHECK(refused([](auto& g, auto& t) { g.add(t.iri("x:a b"), t.iri("x:p"), t.iri("x:o")); }) == "error: 'x:a b' is not an absolute IRI");
  CHECK(refused([](auto& g, auto& t) { g.add(t.literal("a"), t.iri("x:p"), t.iri("x:o")); }) == "error: the literal 'a' is a subject");
  CHECK(refused([](auto& g, auto& t) { g.add(t.iri("x:s"), t.blank("p"), t.iri("x:o")); }) == "error: the predicate 'p' is not an IRI");
  CHECK(refused([](auto& g, auto& t) { g.add(t.iri("x:s"), t.iri("x:p"), t.literal("\xFF")); }) == "error: a literal is not UTF-8");
  CHECK(refused([](auto& g, auto& t) { g.add(t.iri("x:s"), t.iri("x:p"), t.literal("a", {}, "e n")); }) ==
        "error: 'e n' is not a language tag");
  CHECK(refused([](auto& g, auto& t) { g.add(t.iri("x:s"), t.iri("x:p"), t.blank("a b")); }) ==
        "error: 'a b' is not a label of a blank node");
  CHECK(refused([](auto& g, auto&) { g.name = "g"; }) == "error: the graph's name 'g' is not an absolute IRI");
}

TEST_CASE("Formats are found by name and by file") {
  CHECK(pacta::find_format("turtle")->extension == ".ttl");
  CHECK(pacta::find_format("word") == nullptr);
  CHECK(pacta::format_of_file("a/b.nq")->name == "nquads");
  CHECK(pacta::format_of_file("a/b.doc") == nullptr);
}
