#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/diagnostic.h"

namespace pacta {

/// Parses XML that is UTF-8. Errors, about `path`, with line and column: it is not well-formed, it declares entities of its own (which
/// can expand without bound), its elements are nested more than 200 deep. Whoever walks the tree may thus do so by recursion.
[[nodiscard]] tl::expected<void, Diagnostic> parse_xml(std::string_view text, const std::string& path, pugi::xml_document& document);

/// An element's or attribute's name without its prefix.
[[nodiscard]] std::string_view local_name(const char* name);
[[nodiscard]] inline std::string_view local_name(const pugi::xml_node& node) {
  return local_name(node.name());
}

/// The first child element of that local name; an empty node if there is none.
[[nodiscard]] pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name);

/// The value of the attribute of that local name; empty if there is none.
[[nodiscard]] std::string_view attribute_of(const pugi::xml_node& node, std::string_view name);

}  // namespace pacta
