#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.h"
#include "graph/graph.h"
#include "graph/iri.h"

namespace pacta {

/// JSON-LD with the context of ontology/context.jsonld, or without one.
enum class JsonLdForm { compacted, expanded };

/// What graphs for looking show: entities and their relations, or every resource and every triple between two.
enum class View { entities, full };

struct FormatOptions {
  /// For formats that abbreviate IRIs, in the order in which they are declared.
  std::vector<std::pair<std::string, std::string>> prefixes = {
      {"pacta", std::string(ns::pacta)}, {"rdf", std::string(ns::rdf)},         {"rdfs", std::string(ns::rdfs)},
      {"skos", std::string(ns::skos)},   {"oa", std::string(ns::oa)},           {"prov", std::string(ns::prov)},
      {"xsd", std::string(ns::xsd)},     {"dcterms", std::string(ns::dcterms)},
  };
  /// If not empty, IRIs under it are written relative to it where the format allows.
  std::string base;
  JsonLdForm json_ld = JsonLdForm::compacted;
  View view = View::entities;
  /// For the page: the file that the graph is put into (web/explorer builds it); empty if there is none, which is then an error.
  std::string page_template;
  /// The caller vouches that all graphs are valid (graph/valid.h), as those from `read_rdf` are; otherwise they are checked.
  bool checked = false;
};

/// The files of a format that writes several, by name; each is opened once and stays as long as the sink.
using OpenFile = std::function<ByteSink&(std::string_view name)>;

/// One way to write graphs. To add one, write a file with its factory and a line in the table of formats.cpp (docs/add-a-format.md).
struct Format {
  std::string_view name;        ///< as in `--format`
  std::string_view extension;   ///< of its files, with the dot; empty for a folder
  std::string_view media_type;  ///< as registered, or customary
  std::string_view summary;     ///< what it is, in a few words
  bool streams = false;         ///< constant memory: each graph is written as it comes
  bool named_graphs = false;    ///< keeps the graphs apart; the others hold their union
  /// The sink refers to `bytes`, and keeps what it needs of the options.
  std::unique_ptr<GraphSink> (*open)(ByteSink& bytes, const FormatOptions& options) = nullptr;
  /// Instead of `open`, for a format that is a folder of files.
  std::unique_ptr<GraphSink> (*open_folder)(const OpenFile& open, const FormatOptions& options) = nullptr;
};

[[nodiscard]] std::span<const Format> formats();

/// Null if there is none of that name.
[[nodiscard]] const Format* find_format(std::string_view name);

/// The format that a file name's extension asks for, also with .gz or .zst behind it; null if none does.
[[nodiscard]] const Format* format_of_file(std::string_view path);

}  // namespace pacta
