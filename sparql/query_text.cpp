#include "sparql/query_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "graph/iri.h"

namespace pacta {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 25> prefixes{{
    {"pacta", ns::pacta},
    {"id", "https://w3id.org/pacta/id/"},
    {"rdf", ns::rdf},
    {"rdfs", ns::rdfs},
    {"owl", ns::owl},
    {"xsd", ns::xsd},
    {"skos", ns::skos},
    {"oa", ns::oa},
    {"prov", ns::prov},
    {"dcterms", ns::dcterms},
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"dcat", "http://www.w3.org/ns/dcat#"},
    {"void", "http://rdfs.org/ns/void#"},
    {"foaf", "http://xmlns.com/foaf/0.1/"},
    {"schema", "http://schema.org/"},
    {"org", "http://www.w3.org/ns/org#"},
    {"time", "http://www.w3.org/2006/time#"},
    {"geo", "http://www.opengis.net/ont/geosparql#"},
    {"sh", "http://www.w3.org/ns/shacl#"},
    {"eli", "http://data.europa.eu/eli/ontology#"},
    {"undo", "https://w3id.org/un/ontology/undo/"},
    {"nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"},
    {"wd", "http://www.wikidata.org/entity/"},
    {"wdt", "http://www.wikidata.org/prop/direct/"},
    {"fn", "http://www.w3.org/2005/xpath-functions#"},
}};

bool name_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || c == '_' ||
         c == '-';
}

void add_once(std::vector<std::string>& names, std::string_view name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

std::string upper(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

// The end of an IRI that begins at `at`, or `at` if it is a less-than sign.
std::size_t end_of_iri(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '>') return i + 1;
    if (static_cast<unsigned char>(text[i]) <= 0x20 || std::string_view("<\"{}|^`").find(text[i]) != std::string_view::npos) return at;
  }
  return at;
}

std::size_t end_of_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string three(3, quote);
  const bool is_long = text.substr(at, 3) == three;
  for (std::size_t i = at + (is_long ? 3 : 1); i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (is_long) {
      if (text.substr(i, 3) == three) return i + 3;
    } else if (text[i] == quote || text[i] == '\n') {
      return i + 1;
    }
  }
  return text.size();
}

QueryForm form_of(std::string_view word) {
  if (word == "SELECT") return QueryForm::select;
  if (word == "ASK") return QueryForm::ask;
  if (word == "CONSTRUCT") return QueryForm::construct;
  if (word == "DESCRIBE") return QueryForm::describe;
  constexpr std::array updates{"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"};
  return std::find(updates.begin(), updates.end(), word) != updates.end() ? QueryForm::update : QueryForm::unknown;
}

}  // namespace

QueryText scan_query(std::string_view query) {
  QueryText found;
  bool declares = false;      // the next prefixed name is a prefix that is declared
  std::string declared;       // the prefix whose IRI comes next
  bool has_declared = false;  // there is one
  std::map<std::string, std::string, std::less<>> spaces;
  for (const auto& [name, iri] : prefixes) spaces.emplace(name, iri);
  const auto add_iri = [&](std::string iri, std::size_t offset) {
    const auto same = [&](const QueryIri& known) { return known.iri == iri; };
    if (std::none_of(found.iris.begin(), found.iris.end(), same)) found.iris.push_back({std::move(iri), offset});
  };
  for (std::size_t i = 0; i < query.size();) {
    const char c = query[i];
    if (c == '#') {
      while (i < query.size() && query[i] != '\n' && query[i] != '\r') ++i;
    } else if (c == '"' || c == '\'') {
      i = end_of_string(query, i);
    } else if (c == '<') {
      const std::size_t end = end_of_iri(query, i);
      if (end > i) {
        std::string iri(query.substr(i + 1, end - i - 2));
        if (has_declared)
          spaces.insert_or_assign(declared, std::move(iri));
        else
          add_iri(std::move(iri), i);
        has_declared = false;
      }
      i = std::max(end, i + 1);
    } else if (c == '?' || c == '$' || c == '@') {
      for (++i; i < query.size() && name_byte(query[i]);) ++i;
    } else if (c == ':' || name_byte(c)) {
      // A word, or a prefixed name; a dot may stand inside either, but not at its end.
      std::size_t end = i;
      while (end < query.size() && (name_byte(query[end]) ||
                                    (query[end] == '.' && end + 1 < query.size() && (name_byte(query[end + 1]) || query[end + 1] == ':'))))
        ++end;
      const auto word = query.substr(i, end - i);
      if (end < query.size() && query[end] == ':') {
        const bool blank = word == "_";
        if (!blank) add_once(declares ? found.declared : found.used, word);
        has_declared = declares;
        if (declares) declared = word;
        declares = false;
        const std::size_t local = end + 1;
        for (++end; end < query.size();) {
          if (query[end] == '\\' && end + 1 < query.size()) {
            end += 2;
          } else if (name_byte(query[end]) || query[end] == ':' || query[end] == '%' ||
                     (query[end] == '.' && end + 1 < query.size() && (name_byte(query[end + 1]) || query[end + 1] == ':'))) {
            ++end;
          } else {
            break;
          }
        }
        if (const auto space = spaces.find(word); !blank && !has_declared && space != spaces.end())
          add_iri(space->second + std::string(query.substr(local, end - local)), i);
      } else {
        const std::string name = upper(word);
        declares = name == "PREFIX";
        if (name == "FROM") found.dataset = true;
        if (name == "FROM" || name == "GRAPH") found.graphs = true;
        if (found.form == QueryForm::unknown) found.form = form_of(name);
      }
      i = std::max(end, i + 1);
    } else {
      ++i;
    }
  }
  return found;
}

std::span<const std::pair<std::string_view, std::string_view>> known_prefixes() {
  return prefixes;
}

Diagnostics unknown_names(std::string_view query, const std::string& query_name, std::string_view prefix, std::string_view space,
                          const std::vector<std::string>& known) {
  Diagnostics warnings;
  for (const QueryIri& named : scan_query(query).iris) {
    if (!named.iri.starts_with(space)) continue;
    const std::string name = named.iri.substr(space.size());
    if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) continue;
    const auto near = nearest(name, {known.begin(), known.end()});
    warnings.push_back(diagnose(
        query_name, query, named.offset, "query",
        fmt::format("the ontology has no '{}{}'{}", prefix, name, near.empty() ? "" : fmt::format("; did you mean '{}{}'?", prefix, near)),
        Severity::warning));
  }
  return warnings;
}

Preamble missing_prefixes(const QueryText& query) {
  Preamble preamble;
  for (const auto& [name, iri] : prefixes) {
    if (std::find(query.used.begin(), query.used.end(), name) == query.used.end()) continue;
    if (std::find(query.declared.begin(), query.declared.end(), name) != query.declared.end()) continue;
    preamble.text.append("PREFIX ").append(name).append(": <").append(iri).append("> ");
  }
  if (!preamble.text.empty()) {
    preamble.text.back() = '\n';
    preamble.lines = 1;
  }
  return preamble;
}

}  // namespace pacta
