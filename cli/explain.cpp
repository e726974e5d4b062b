#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "graph/iri.h"
#include "graph/rdf_reader.h"

namespace {

struct Arguments {
  std::string graph, term;
};

/// Just enough of a graph to look things up: subject → predicate → objects, literals without language or datatype.
using Properties = std::map<std::string, std::vector<std::string>>;
using Graph = std::map<std::string, Properties>;

class Loader final : public pacta::QuadHandler {
 public:
  bool quad(const pacta::Quad& quad) override {
    auto& objects = graph[std::string(quad.subject.value)][std::string(quad.predicate.value)];
    if (std::find(objects.begin(), objects.end(), quad.object.value) == objects.end()) objects.emplace_back(quad.object.value);
    return true;
  }

  Graph graph;
};

std::string own(std::string_view name) {
  return std::string(pacta::ns::pacta).append(name);
}
std::string in(std::string_view space, std::string_view name) {
  return std::string(space).append(name);
}

const std::vector<std::string>& values(const Graph& graph, const std::string& subject, const std::string& predicate) {
  static const std::vector<std::string> none;
  const auto node = graph.find(subject);
  if (node == graph.end()) return none;
  const auto found = node->second.find(predicate);
  return found == node->second.end() ? none : found->second;
}

std::string first(const Graph& graph, const std::string& subject, const std::string& predicate) {
  const auto& all = values(graph, subject, predicate);
  return all.empty() ? std::string() : all.front();
}

std::string name_of(const Graph& graph, const std::string& term) {
  const std::string label = first(graph, term, in(pacta::ns::rdfs, "label"));
  return label.empty() ? term : label;
}

std::string local(const std::string& iri) {
  return iri.substr(iri.find_last_of("#/") + 1);
}

/// The sentence, and where it stands.
void print_evidence(const Graph& graph, const std::string& node, const std::string& document) {
  for (const std::string& evidence : values(graph, node, own("hasEvidence")))
    fmt::print("    \"{}\"\n      characters {} to {}{}, rule {}\n", pacta::one_line(first(graph, evidence, in(pacta::ns::oa, "exact"))),
               first(graph, evidence, in(pacta::ns::oa, "start")), first(graph, evidence, in(pacta::ns::oa, "end")),
               document.empty() ? "" : " of " + document, local(first(graph, evidence, own("byRule"))));
}

/// What the entity says in its own words, and what it is to do.
void print_words_and_duties(const Graph& graph, const std::string& entity) {
  const auto holds = [&](const std::string& node, std::string_view property) {
    const auto& all = values(graph, node, own(property));
    return std::find(all.begin(), all.end(), entity) != all.end();
  };
  for (const auto& [node, properties] : graph) {
    if (holds(node, "attributedTo")) {
      fmt::print("\n{} says: {}\n", pacta::one_line(name_of(graph, entity)), pacta::one_line(first(graph, node, own("text"))));
      print_evidence(graph, node, "");
    }
    if (!properties.contains(own("deonticModality")) || (!holds(node, "bearer") && !holds(node, "derivedFrom"))) continue;
    std::string bearers, conditions;
    for (const std::string& bearer : values(graph, node, own("bearer")))
      bearers += (bearers.empty() ? "" : ", ") + pacta::one_line(name_of(graph, bearer));
    for (const std::string& condition : values(graph, node, own("condition"))) conditions += " (" + pacta::one_line(condition) + ")";
    fmt::print("\n{} of {}: {}{}\n", local(first(graph, node, own("deonticModality"))), bearers.empty() ? "nobody named" : bearers,
               pacta::one_line(first(graph, node, own("action"))), conditions);
    print_evidence(graph, node, "");
  }
}

int run_explain(const Arguments& arguments) {
  Loader loader;
  if (const auto read = pacta::read_rdf(arguments.graph, {}, loader); !read) {
    print({read.error()});
    return 1;
  }
  const Graph& graph = loader.graph;
  const std::string wanted = pacta::fold_name(arguments.term);
  std::vector<std::string> found;
  for (const auto& [subject, properties] : graph) {
    bool match = subject == arguments.term;
    for (const std::string& predicate : {in(pacta::ns::rdfs, "label"), in(pacta::ns::skos, "altLabel")})
      for (const std::string& label : values(graph, subject, predicate))
        match = match || (!wanted.empty() && pacta::fold_name(label) == wanted);
    if (match && !properties.contains(own("claimedIn")) && !properties.contains(own("byRule"))) found.push_back(subject);
  }
  if (found.empty()) {
    // Labels that hold the words, or that are spelt nearly so; the one entity that has such a label is meant.
    std::set<std::string> near, holders;
    std::vector<std::string_view> all;
    for (const auto& [subject, properties] : graph) {
      const std::string label = first(graph, subject, in(pacta::ns::rdfs, "label"));
      if (label.empty() || properties.contains(own("byRule")) || first(graph, subject, in(pacta::ns::rdf, "type")) == own("Rule")) continue;
      if (!wanted.empty() && pacta::fold_name(label).find(wanted) != std::string::npos) near.insert(label), holders.insert(subject);
      all.push_back(values(graph, subject, in(pacta::ns::rdfs, "label")).front());
    }
    if (holders.size() == 1) found.push_back(*holders.begin());
    if (near.empty())
      if (const std::string_view like = pacta::nearest(arguments.term, all); !like.empty()) near.emplace(like);
    if (found.empty()) fmt::print(stderr, "pacta: the graph has no entity with the label or IRI '{}'\n", pacta::one_line(arguments.term));
    std::size_t shown = 0;
    for (const std::string& label : near)
      if (found.empty() && shown++ < 8) fmt::print(stderr, "  did you mean '{}'?\n", pacta::one_line(label));
    if (found.empty()) return 1;
  }
  for (const std::string& entity : found) {
    fmt::print("{}\n  <{}>\n", pacta::one_line(name_of(graph, entity)), entity);
    std::string classes, names;
    for (const auto& type : values(graph, entity, in(pacta::ns::rdf, "type"))) classes += (classes.empty() ? "" : ", ") + local(type);
    for (const auto& name : values(graph, entity, in(pacta::ns::skos, "altLabel")))
      names += (names.empty() ? "" : "; ") + pacta::one_line(name);
    fmt::print("  {}\n", classes);
    if (!names.empty()) fmt::print("  also: {}\n", names);
    for (const auto& [claim, properties] : graph) {
      if (!properties.contains(in(pacta::ns::rdf, "predicate")) || !properties.contains(own("polarity"))) continue;
      const std::string subject = first(graph, claim, in(pacta::ns::rdf, "subject")),
                        object = first(graph, claim, in(pacta::ns::rdf, "object"));
      if (subject != entity && object != entity) continue;
      std::string remarks;
      if (first(graph, claim, own("polarity")) == "negated") remarks += " [denied]";
      if (const std::string modality = first(graph, claim, own("modality")); modality != "asserted") remarks += " [" + modality + "]";
      if (const std::string by = first(graph, claim, own("claimedBy")); !by.empty()) remarks += " [says " + name_of(graph, by) + "]";
      fmt::print("\n{} {} {}{}\n", pacta::one_line(name_of(graph, subject)), local(first(graph, claim, in(pacta::ns::rdf, "predicate"))),
                 pacta::one_line(name_of(graph, object)), remarks);
      print_evidence(graph, claim, local(first(graph, claim, own("claimedIn"))));
    }
    print_words_and_duties(graph, entity);
  }
  return 0;
}

}  // namespace

void add_explain(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("explain", "Print what a graph says of an entity, each fact with its sentence and rule");
  command
      ->add_option("GRAPH", arguments->graph,
                   "A graph that pacta built, in any syntax of RDF (.ttl, .trig, .nt, .nq, .rdf; also .gz, .zst); - for standard input")
      ->required();
  command->add_option("TERM", arguments->term, "A label of the entity, or its IRI")->required();
  command->footer("Example:\n  pacta explain article.ttl \"UN Charter\"");
  command->callback([&run, arguments] { run = [arguments] { return run_explain(*arguments); }; });
}
