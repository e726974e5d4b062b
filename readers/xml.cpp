#include "readers/xml.h"

#include <fmt/format.h>

namespace pacta {

namespace {

constexpr int deepest = 200;

// pugixml's tree of a deep document is no danger, walking over it is.
class DepthGauge final : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& /*node*/) override { return depth() < deepest; }
};

// Where "<!ENTITY" stands in the document's type declaration.
std::size_t find_entity(std::string_view text) {
  const std::size_t type = text.find("<!DOCTYPE");
  return type == std::string_view::npos ? type : text.find("<!ENTITY", type);
}

}  // namespace

tl::expected<void, Diagnostic> parse_xml(std::string_view text, const std::string& path, pugi::xml_document& document) {
  const std::string file = path == "-" ? "standard input" : path;
  if (const std::size_t at = find_entity(text); at != std::string_view::npos)
    return tl::unexpected(diagnose(file, text, at, "I013", "the XML declares entities of its own, which is refused"));
  const auto result = document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!result)
    return tl::unexpected(diagnose(file, text, static_cast<std::size_t>(result.offset), "I014",
                                   fmt::format("not well-formed XML: {}", result.description())));
  DepthGauge gauge;
  if (!document.traverse(gauge)) {
    Diagnostic d;
    d.code = "I012";
    d.file = file;
    d.message = fmt::format("the elements of the XML are nested more than {} deep", deepest);
    return tl::unexpected(std::move(d));
  }
  return {};
}

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children())
    if (child.type() == pugi::node_element && local_name(child) == name) return child;
  return {};
}

std::string_view attribute_of(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& attribute : node.attributes())
    if (local_name(attribute.name()) == name) return attribute.value();
  return {};
}

}  // namespace pacta
