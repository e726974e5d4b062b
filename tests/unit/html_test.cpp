#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "exporters/format.h"

namespace {

struct Template {
  explicit Template(const std::string& content)
      : path(std::filesystem::temp_directory_path() / ("pacta-template-" + std::to_string(::getpid()) + ".html")) {
    std::ofstream(path) << content;
  }
  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;
  ~Template() { std::filesystem::remove(path); }
  std::filesystem::path path;
};

pacta::Graph hostile() {
  pacta::Graph graph;
  graph.name = "https://example.org/doc";
  auto& t = graph.terms;
  const auto s = t.iri("https://example.org/a"), p = t.iri("https://example.org/p");
  graph.add(s, p, t.literal("</script><!-- \" \\ \n \x7F & \xE2\x80\xA8"));
  graph.add(s, p, t.literal("ja", {}, "nb"));
  graph.add(s, p, t.literal("1", "http://www.w3.org/2001/XMLSchema#integer"));
  graph.add(t.blank("b0"), p, s);
  return graph;
}

}  // namespace

TEST_CASE("the page holds the graph as JSON that cannot end its element") {
  const Template file("before @PACTA_DATA@ after");
  pacta::FormatOptions options;
  options.page_template = file.path.string();
  pacta::StringSink bytes;
  const auto sink = pacta::find_format("html")->open(bytes, options);
  REQUIRE(sink->write(hostile()));
  REQUIRE(sink->finish());
  const auto& text = bytes.text;
  REQUIRE(text.starts_with("before {"));
  REQUIRE(text.ends_with("} after"));
  CHECK(text.find('<') == std::string::npos);
  CHECK(text.find("\xE2\x80\xA8") == std::string::npos);
  const auto data = nlohmann::json::parse(text.substr(7, text.size() - 7 - 6));
  const auto& terms = data["terms"];
  CHECK(terms[0] == nlohmann::json::parse(R"([0, "a"])"));
  CHECK(data["prefixes"][0] == "https://example.org/");
  CHECK(terms[2] == "</script><!-- \" \\ \n \x7F & \xE2\x80\xA8");
  CHECK(terms[3] == nlohmann::json::parse(R"(["ja", "nb"])"));
  CHECK(terms[4] == nlohmann::json::parse(R"(["1", 1, "integer"])"));
  CHECK(data["quads"].size() == 16);
}

TEST_CASE("without a template, or with one that has no place for the graph, there is no page") {
  pacta::StringSink bytes;
  CHECK(pacta::find_format("html")->open(bytes, {})->error().find("nodejs") != std::string::npos);
  const Template file("no place");
  pacta::FormatOptions options;
  options.page_template = file.path.string();
  const auto sink = pacta::find_format("html")->open(bytes, options);
  CHECK_FALSE(sink->write(hostile()));
  CHECK(sink->error().find("not a template") != std::string::npos);
  CHECK(bytes.text.empty());
}
