#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "exporters/format.h"
#include "exporters/grouped.h"

namespace pacta {

/// A resource, as it is shown.
struct ViewNode {
  std::string iri;                 ///< or `_:label`
  std::string label;               ///< never empty
  std::string cls;                 ///< of the vocabulary's table, as "Agreement"; "Resource" if it has no class
  std::string type;                ///< the finer class, as "Treaty"; as `cls` if there is none
  std::vector<std::string> names;  ///< other names
  std::uint32_t documents = 0;     ///< that mention it
  std::uint32_t degree = 0;        ///< edges that are asserted
  std::uint32_t evidence = 0;      ///< of these edges
  std::string start, end;          ///< a date as YYYY-MM-DD, the first and last day of what the graph says; empty if it says nothing
  /// Other literals by local name of the property, in the order of `GraphView::attributes`; several values are joined by "; ".
  std::vector<std::pair<std::string, std::string>> attributes;
  [[nodiscard]] double size() const;        ///< grows with the degree, from 10
  [[nodiscard]] std::string color() const;  ///< "#rrggbb", by class
};

/// A relation between two nodes: a triple with the claims for it, or claims that nobody may take for a fact.
struct ViewEdge {
  std::uint32_t source = 0, target = 0;  ///< indices of nodes
  std::string property;                  ///< IRI
  std::string relation;                  ///< its local name
  bool asserted = true;                  ///< false where it is denied, uncertain or somebody else's word; it must not look like a fact
  bool symmetric = false;                ///< holds in both directions
  std::string polarity = "affirmed", modality = "asserted";
  std::string claimed_by;  ///< label of who says so; empty for the text itself
  std::uint32_t claims = 0, evidence = 0, documents = 0;
  std::string start, end;  ///< as of a node
  /// What to write at the edge: "signedBy", or "Norway says: not signedBy", "possibly signedBy".
  [[nodiscard]] std::string label() const;
};

struct GraphView {
  std::vector<ViewNode> nodes;
  std::vector<ViewEdge> edges;
  std::vector<std::string> attributes;  ///< names of all attributes, sorted
  bool dated = false;                   ///< some node or edge has a start or an end
};

/// An edge with one direction.
struct DirectedEdge {
  const ViewEdge& edge;  ///< of the view, which must live as long
  std::uint32_t source = 0, target = 0;
  std::string id;  ///< "e12", "e12-back"; of the view's order
};

/// The edges of a view, those that hold in both directions twice: for formats whose readers take only directed edges in a directed graph,
/// as NetworkX does.
[[nodiscard]] std::vector<DirectedEdge> directed_edges(const GraphView& view);

/// The view of a graph that is arranged. With `View::entities` documents, claims, evidence, rules, statements, norms and participations
/// are left out, and claims count for the edges that they are about.
[[nodiscard]] GraphView make_view(const Grouped& graph, View view);

using PrintView = void (*)(const GraphView& view, ByteSink& bytes);
using PrintViewFiles = void (*)(const GraphView& view, const std::vector<ByteSink*>& files);

/// Sinks that gather all graphs and print their view at the end.
[[nodiscard]] std::unique_ptr<GraphSink> open_view(ByteSink& bytes, const FormatOptions& options, PrintView print);
[[nodiscard]] std::unique_ptr<GraphSink> open_view_files(std::vector<ByteSink*> files, const FormatOptions& options, PrintViewFiles print);

/// Names for property graphs: HAS_PARTY for hasParty; only capitals, digits and underscores, beginning with a letter.
[[nodiscard]] std::string relation_type(std::string_view relation);
/// A label for property graphs: only ASCII letters, digits and underscores, beginning with a letter.
[[nodiscard]] std::string label_name(std::string_view cls);

/// At most `longest` code points on one line, with an ellipsis if it is cut: for drawings.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t longest = 80);

}  // namespace pacta
