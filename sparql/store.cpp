#include "sparql/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/hash.h"
#include "graph/iri.h"
#include "graph/lines.h"
#include "graph/valid.h"
#include "sparql/endpoint.h"
#include "sparql/results.h"

namespace pacta {
namespace {

constexpr std::string_view loads = "<urn:pacta:loads>";
constexpr std::string_view digest_property = "<urn:pacta:digest>";
constexpr std::string_view staging_property = "<urn:pacta:staging>";

Diagnostic about(std::string file, std::string message) {
  Diagnostic diagnostic;
  diagnostic.file = std::move(file);
  diagnostic.message = std::move(message);
  return diagnostic;
}

// The triples as lines of N-Triples, sorted, each once.
std::vector<std::string> lines_of(const Graph& graph) {
  const std::string space = "urn:pacta:node:" + sha256_hex(graph.name, 16) + ":";
  std::string iri;
  const auto append = [&](std::string& line, const Term& term) {
    if (term.kind == TermKind::blank) {
      iri = space + percent_encode(term.value);
      append_term(line, {TermKind::iri, iri, {}, {}});
    } else {
      append_term(line, term);
    }
    line += ' ';
  };
  std::vector<std::string> lines;
  lines.reserve(graph.triples.size());
  for (const auto& [subject, predicate, object] : graph.triples) {
    std::string& line = lines.emplace_back();
    append(line, graph.terms[subject]);
    append(line, graph.terms[predicate]);
    append(line, graph.terms[object]);
    line += ".\n";
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

std::string digest_of(const std::vector<std::string>& lines) {
  constexpr std::size_t together = 4096;
  std::string block, digests;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    block += lines[i];
    if ((i + 1) % together != 0 && i + 1 < lines.size()) continue;
    digests += sha256_hex(block);
    block.clear();
  }
  return sha256_hex(digests);
}

}  // namespace

bool GraphSet::quad(const Quad& quad) {
  std::string name(quad.graph.value.empty() ? default_name_ : quad.graph.value);
  if (quad.graph.kind == TermKind::blank) name.insert(0, "_:");
  const auto [place, is_new] = places_.try_emplace(name, graphs_.size());
  if (is_new) graphs_.emplace_back().name = name;
  Graph& graph = graphs_[place->second];
  graph.add(graph.terms.intern(quad.subject), graph.terms.intern(quad.predicate), graph.terms.intern(quad.object));
  return true;
}

struct Store::Note {
  std::string digest, staging;  // empty if there is none
};

tl::expected<std::string, Diagnostic> Store::ask(const std::string& query) {
  auto response = ask_endpoint(http_, urls_.query, query, "application/sparql-results+json");
  if (!response) return tl::unexpected(response.error());
  return std::move(response->body);
}

tl::expected<void, Diagnostic> Store::update(const std::string& text, bool repeat) {
  HttpRequest request;
  request.method = "POST";
  request.url = urls_.update;
  request.body = text;
  request.content_type = "application/sparql-update";
  // Not every store has an answer in the first of them.
  request.accept = "application/sparql-results+json, */*;q=0.5";
  request.repeat = repeat;
  const auto response = http_.send(request);
  if (!response) return tl::unexpected(response.error());
  if (response->status < 200 || response->status > 299) return tl::unexpected(http_problem(request.url, *response));
  return {};
}

tl::expected<std::uint64_t, Diagnostic> Store::count(const std::string& graph) {
  const auto answer =
      ask(fmt::format("SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {} {{ ?s ?p ?o }} }}", term_text({TermKind::iri, graph, {}, {}})));
  if (!answer) return tl::unexpected(answer.error());
  const auto result = parse_result(*answer);
  std::uint64_t number = 0;
  if (result && result->rows.size() == 1 && result->rows[0].size() == 1 && result->rows[0][0]) {
    const std::string& text = result->rows[0][0]->value;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc()) return number;
  }
  return tl::unexpected(about(shown_url(urls_.query), "does not answer a query with SPARQL results in JSON"));
}

tl::expected<Store::Note, Diagnostic> Store::note_of(const std::string& graph) {
  const auto answer =
      ask(fmt::format("SELECT ?p ?o WHERE {{ GRAPH {} {{ {} ?p ?o }} }}", loads, term_text({TermKind::iri, graph, {}, {}})));
  if (!answer) return tl::unexpected(answer.error());
  const auto result = parse_result(*answer);
  if (!result) return tl::unexpected(about(shown_url(urls_.query), "does not answer a query with SPARQL results in JSON"));
  Note note;
  for (const auto& row : result->rows) {
    if (row.size() != 2 || !row[0] || !row[1]) continue;
    if ("<" + row[0]->value + ">" == digest_property) note.digest = row[1]->value;
    if ("<" + row[0]->value + ">" == staging_property && valid_iri(row[1]->value)) note.staging = row[1]->value;
  }
  return note;
}

tl::expected<Loaded, Diagnostic> Store::load(const Graph& graph, const LoadOptions& options) {
  if (!valid_iri(graph.name)) return tl::unexpected(about("", fmt::format("'{}' is not an IRI that can name a graph", graph.name)));
  if (const auto problem = defect(graph); !problem.empty()) return tl::unexpected(about(graph.name, problem));
  const auto lines = lines_of(graph);
  const std::uint64_t all = lines.size();
  const std::string digest = digest_of(lines);
  const std::string staging = "urn:pacta:staging:" + sha256_hex(graph.name + "\n" + digest, 32);
  const std::string name = term_text({TermKind::iri, graph.name, {}, {}});
  const bool by_protocol = !urls_.graph_store.empty();
  const std::size_t chunk = options.chunk > 0 ? options.chunk : by_protocol ? 50'000 : 1'000;

  const auto send = [&](std::size_t begin) -> tl::expected<void, Diagnostic> {
    std::string body;
    for (std::size_t i = begin; i < std::min(begin + chunk, lines.size()); ++i) body += lines[i];
    if (!by_protocol) return update(fmt::format("INSERT DATA {{ GRAPH <{}> {{\n{}}} }}", staging, body));
    HttpRequest request;
    request.method = "POST";
    request.url = with_parameter(urls_.graph_store, "graph", staging);
    request.body = std::move(body);
    request.content_type = "text/turtle";  // of which N-Triples is a part, and which every store reads
    const auto response = http_.send(request);
    if (!response) return tl::unexpected(response.error());
    if (response->status < 200 || response->status > 299) return tl::unexpected(http_problem(request.url, *response));
    return {};
  };
  // Sends what is missing in the staging graph. The chunks are sent in one order, so what is there is the beginning.
  const auto stage = [&]() -> tl::expected<void, Diagnostic> {
    auto there = count(staging);
    if (!there) return tl::unexpected(there.error());
    for (int attempt = 0; attempt < 2 && *there != all; ++attempt) {
      std::size_t begin = *there > all ? 0 : static_cast<std::size_t>(*there) / chunk * chunk;
      // Something else than the end was missing: all once more, which doubles nothing.
      if (attempt > 0 || begin >= lines.size()) begin = 0;
      for (; begin < lines.size(); begin += chunk) {
        if (auto sent = send(begin); !sent) return sent;
        if (options.on_progress) options.on_progress(graph.name, std::min<std::uint64_t>(begin + chunk, all), all);
      }
      there = count(staging);
      if (!there) return tl::unexpected(there.error());
    }
    if (*there == all) return {};
    return tl::unexpected(
        about(graph.name, fmt::format("the store holds {} of the {} triples that were sent; the graph was not put into "
                                      "place (a store that writes literals in another form may have made two of them one)",
                                      *there, all)));
  };

  Diagnostic last;
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto note = note_of(graph.name);
    if (!note) return tl::unexpected(note.error());
    if (note->digest == digest) {
      const auto there = count(graph.name);
      if (!there) return tl::unexpected(there.error());
      if (*there == all) return attempt == 0 ? Loaded::before : Loaded::now;
    }
    if (note->staging != staging) {
      std::string text;
      if (!note->staging.empty()) text = fmt::format("DROP SILENT GRAPH {} ;\n", term_text({TermKind::iri, note->staging, {}, {}}));
      text += fmt::format("DELETE WHERE {{ GRAPH {0} {{ {1} {2} ?o }} }} ;\nINSERT DATA {{ GRAPH {0} {{ {1} {2} <{3}> }} }}", loads, name,
                          staging_property, staging);
      if (const auto done = update(text); !done) return tl::unexpected(done.error());
    }
    if (const auto done = stage(); !done) return tl::unexpected(done.error());
    // Not sent again unseen: a second MOVE, of what is no longer there, would leave nothing in place. And by itself: with other updates in
    // the request Virtuoso makes a transaction of it, which for a large graph exceeds what its log may hold.
    const auto moved = update(fmt::format("MOVE GRAPH <{}> TO GRAPH {}", staging, name), false);
    last = moved ? about(graph.name, "the store holds another number of triples in place than were staged") : moved.error();
    if (!moved) continue;
    const auto there = count(graph.name);
    if (!there) return tl::unexpected(there.error());
    if (*there != all) continue;
    const auto noted =
        update(fmt::format("DELETE WHERE {{ GRAPH {0} {{ {1} ?p ?o }} }} ;\nINSERT DATA {{ GRAPH {0} {{ {1} {2} \"{3}\" }} }}", loads, name,
                           digest_property, digest));
    if (!noted) return tl::unexpected(noted.error());
    return Loaded::now;
  }
  return tl::unexpected(last);
}

tl::expected<void, Diagnostic> Store::unload(const std::string& graph) {
  if (!valid_iri(graph)) return tl::unexpected(about("", fmt::format("'{}' is not an IRI that can name a graph", graph)));
  const std::string name = term_text({TermKind::iri, graph, {}, {}});
  const auto note = note_of(graph);
  if (!note) return tl::unexpected(note.error());
  std::string text = fmt::format("DROP SILENT GRAPH {} ;\n", name);
  if (!note->staging.empty()) text += fmt::format("DROP SILENT GRAPH {} ;\n", term_text({TermKind::iri, note->staging, {}, {}}));
  text += fmt::format("DELETE WHERE {{ GRAPH {} {{ {} ?p ?o }} }}", loads, name);
  if (auto done = update(text); !done) return done;
  const auto there = count(graph);
  if (!there) return tl::unexpected(there.error());
  if (*there > 0) return tl::unexpected(about(graph, fmt::format("the store still holds {} triples of it", *there)));
  return {};
}

}  // namespace pacta
