#include "graph/rdf_reader.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/stream.h"

namespace {

using namespace std::string_literals;

std::string show(const pacta::Term& term) {
  if (term.kind == pacta::TermKind::iri) return "<" + std::string(term.value) + ">";
  if (term.kind == pacta::TermKind::blank) return "_:" + std::string(term.value);
  std::string out = "\"" + std::string(term.value) + "\"";
  if (!term.language.empty()) out += "@" + std::string(term.language);
  if (!term.datatype.empty()) out += "^^<" + std::string(term.datatype) + ">";
  return out;
}

class Printer final : public pacta::QuadHandler {
 public:
  bool quad(const pacta::Quad& quad) override {
    text += show(quad.subject) + " " + show(quad.predicate) + " " + show(quad.object);
    if (!quad.graph.value.empty()) text += " " + show(quad.graph);
    text += "\n";
    return ++count != limit;
  }
  bool prefix(std::string_view name, std::string_view iri) override {
    prefixes += std::string(name) + "=" + std::string(iri) + " ";
    return true;
  }
  std::string text, prefixes;
  int count = 0, limit = -1;
};

/// What is read, or "error: " and the message as it is printed.
std::string read(const std::string& text, const std::string& name, const pacta::RdfReadOptions& options = {}) {
  Printer printer;
  const auto done = pacta::read_rdf_text(text, name, options, printer);
  return done ? printer.text : "error: " + pacta::format(done.error());
}

bool says(const std::string& message, const std::string& what) {
  return message.find(what) != std::string::npos;
}

std::string compressed(const std::string& text, pacta::Compression compression) {
  pacta::StringSink bytes;
  const auto sink = pacta::compress(bytes, compression);
  for (std::size_t at = 0; at < text.size(); at += 1000) REQUIRE(sink->write(std::string_view(text).substr(at, 1000)));
  REQUIRE(sink->finish());
  return bytes.text;
}

}  // namespace

TEST_CASE("Every RDF syntax is read to the same triples") {
  const std::string expected = "<x:s> <x:p> \"caf\u00E9\n\"@fr\n<x:s> <x:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer>\n";
  CHECK(read("@prefix x: <x:> . x:s x:p \"caf\u00E9\\n\"@fr , 1 .", "a.ttl") == expected);
  CHECK(read("PREFIX x: <x:> { x:s x:p \"\"\"caf\\u00E9\n\"\"\"@fr , 1 }", "a.trig") == expected);
  const std::string lines =
      "<x:s> <x:p> \"caf\\u00E9\\n\"@fr .\n# remark\n<x:s> <x:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n";
  CHECK(read(lines, "a.nt") == expected);
  CHECK(read(lines, "a.nq") == expected);
  CHECK(read("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:x='x:'><rdf:Description rdf:about='x:s'>"
             "<x:p xml:lang='fr'>caf\u00E9\n</x:p><x:p rdf:datatype='http://www.w3.org/2001/XMLSchema#integer'>1</x:p>"
             "</rdf:Description></rdf:RDF>",
             "a.rdf") == expected);
}

TEST_CASE("The syntax is known by content where the name says nothing, and may be forced") {
  CHECK(read("<x:s> <x:p> <x:o> <x:g> .", "-") == "<x:s> <x:p> <x:o> <x:g>\n");
  CHECK(read("# remark\n@prefix x: <x:> .\nx:g { x:s x:p x:o }", "graph") == "<x:s> <x:p> <x:o> <x:g>\n");
  CHECK(read("\xEF\xBB\xBF<x:s> <x:p> <x:o> , <x:q> .", "graph") == "<x:s> <x:p> <x:o>\n<x:s> <x:p> <x:q>\n");
  CHECK(read("<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "graph").empty());
  CHECK(says(read("{\"@id\": \"x:s\"}", "graph"), "JSON-LD"));
  pacta::RdfReadOptions options;
  options.syntax = pacta::RdfSyntax::turtle;
  CHECK(read("<x:s> <x:p> 1.0 .", "a.nt", options) == "<x:s> <x:p> \"1.0\"^^<http://www.w3.org/2001/XMLSchema#decimal>\n");
  CHECK(pacta::syntax_of_file("a.ttl.gz") == pacta::RdfSyntax::turtle);
  CHECK(pacta::syntax_of_file("a.nq.zst") == pacta::RdfSyntax::nquads);
  CHECK(!pacta::syntax_of_file("a.txt"));
}

TEST_CASE("Errors of RDF name line and column") {
  CHECK(says(read("<x:s> <x:p> <x:o> .\n<x:s> <x:p> \u00E9 ;\n", "a.ttl"), "a.ttl:2:1"));
  CHECK(says(read("<x:s> <x:p> <x:o> .\n<x:s> <x:p> <x:a\\u0020b> .\n<x:s> <x:p> <x:o> .\n", "a.nt"), "a.nt:2:"));
  CHECK(says(read("<x:s> <x:p> <x:o> .\n\n<x:s> y:p <x:o> .\n", "a.ttl"), "a.ttl:3:"));
  CHECK(says(read("<x:s> <x:p> <x:o> .\n<s> <x:p> <x:o> .\n", "a.ttl"), "a.ttl:2:"));
  CHECK(says(read("<x:s> <x:p> <x:o> .\n<s> <x:p> <x:o> .\n", "a.ttl"), "the IRI <s> is relative"));
  CHECK(
      says(read("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<rdf:Description>\n</rdf:RDF>", "a.rdf"), "a.rdf:3:"));
  CHECK(says(
      read("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<rdf:Description rdf:about='s' rdf:value='1'/>\n</rdf:RDF>",
           "a.rdf"),
      "is relative"));
  CHECK(says(read("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<rdf:Description rdf:about='x:a b' "
                  "rdf:value='1'/>\n</rdf:RDF>",
                  "a.rdf"),
             "a.rdf:2:"));
  CHECK(says(read("<x:s> <x:p> \"\xFF\" .\n", "a.ttl"), "error"));
  CHECK(says(read("@prefix x: <x:> .\nx:s x:p x:o .\n", "a.nt"), "a.nt:1:1"));
}

TEST_CASE("Relative IRIs are resolved where a base is given") {
  pacta::RdfReadOptions options;
  options.base = "http://example.org/a/b";
  CHECK(read("<> <#p> <../c> .", "a.ttl", options) == "<http://example.org/a/b> <http://example.org/a/b#p> <http://example.org/c>\n");
  CHECK(read("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:ID='s'><rdf:value rdf:resource='../c'/>"
             "</rdf:Description></rdf:RDF>",
             "a.rdf", options) == "<http://example.org/a/b#s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> <http://example.org/c>\n");
}

TEST_CASE("A handler can stop the reading, and blank nodes can be kept apart") {
  Printer printer;
  printer.limit = 1;
  CHECK(pacta::read_rdf_text("<x:s> <x:p> 1 , 2 . this is no Turtle", "a.ttl", {}, printer));
  CHECK(printer.count == 1);
  pacta::RdfReadOptions options;
  options.blank_prefix = "f2";
  CHECK(read("_:a <x:p> [] .", "a.ttl", options).starts_with("_:f2a <x:p> _:f2"));
  Printer declared;
  CHECK(pacta::read_rdf_text("@prefix x: <x:> .", "a.ttl", {}, declared));
  CHECK(declared.prefixes == "x=x: ");
}

TEST_CASE("External entities and entities that grow are not followed") {
  const std::string head = "<?xml version='1.0'?><!DOCTYPE r [";
  const std::string tail =
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='x:s'><rdf:value>&e;</rdf:value>"
      "</rdf:Description></rdf:RDF>";
  CHECK(!says(read(head + "<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + tail, "a.rdf"), "root"));
  std::string bomb = head + "<!ENTITY a '0123456789'>";
  for (char c = 'b'; c <= 'l'; ++c) {
    bomb += "<!ENTITY "s + c + " '";
    for (int i = 0; i < 10; ++i) bomb += "&"s + static_cast<char>(c - 1) + ";";
    bomb += "'>";
  }
  CHECK(read(bomb + "<!ENTITY e '&l;'>]>" + tail, "a.rdf").starts_with("error"));
}

TEST_CASE("Compressed graphs are read by their content") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "<x:s" + std::to_string(i) + "> <x:p> \"caf\u00E9\" .\n";
  const std::string expected = read(text, "a.nt");
  for (const auto compression : {pacta::Compression::gzip, pacta::Compression::zstd}) {
    const std::string packed = compressed(text, compression);
    CHECK(packed.size() < text.size() / 4);
    CHECK(packed == compressed(text, compression));
    CHECK(read(packed, "a.nt") == expected);
    CHECK(read(packed + packed, "a.nt") == expected + expected);
    CHECK(says(read(packed.substr(0, packed.size() / 2), "a.nt"), "ends too early"));
    std::string damaged = packed;
    for (std::size_t at = packed.size() / 2; at < packed.size() / 2 + 40; ++at) damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    CHECK(read(damaged, "a.nt").starts_with("error"));
  }
  CHECK(read(compressed("", pacta::Compression::gzip), "a.nt").empty());
}

TEST_CASE("A document is loaded into graphs") {
  const auto path = std::filesystem::temp_directory_path() / ("pacta-reader-test-" + std::to_string(::getpid()) + ".trig");
  std::ofstream(path) << "@prefix x: <x:> . x:g { x:s x:p 1 , 2 } x:s x:p 1 . x:h { x:s x:p 1 } x:g { x:s x:p 3 }";
  const auto loaded = pacta::load_rdf(path.string());
  const auto merged = pacta::load_rdf_union(path.string());
  std::filesystem::remove(path);
  REQUIRE(loaded);
  REQUIRE(loaded->graphs.size() == 3);
  CHECK(loaded->graphs[0].name.empty());
  CHECK(loaded->graphs[1].name == "x:g");
  CHECK(loaded->graphs[1].triples.size() == 3);
  CHECK(loaded->prefixes == std::vector<std::pair<std::string, std::string>>{{"x", "x:"}});
  REQUIRE(merged);
  CHECK(merged->triples.size() == 3);
  CHECK(says(pacta::load_rdf("/nonexistent.ttl").error().message, "cannot read '/nonexistent.ttl'"));
}
