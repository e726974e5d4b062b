#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/diagnostic.h"

namespace pacta {

/// Converts to UTF-8 from a charset as pages and XML declarations name it; ISO 8859-1 and ASCII are read as windows-1252, as browsers do.
/// Errors, with line and column of the bytes: an unknown charset, bytes that it has no character for.
[[nodiscard]] tl::expected<std::string, Diagnostic> to_utf8(std::string_view bytes, std::string_view charset, const std::string& path);

/// Puts U+FFFD in the place of each byte that is not part of well-formed UTF-8.
void repair_utf8(std::string& text);

/// The charset that a byte order mark tells; empty if there is none.
[[nodiscard]] std::string_view charset_of_mark(std::string_view bytes);

/// The charset that an XML declaration or, among the first bytes, a `meta` element of HTML declares; empty if none.
[[nodiscard]] std::string declared_charset(std::string_view bytes);

/// Well-formed UTF-8 without byte order mark of a file whose charset is told by a mark or declared, else UTF-8.
[[nodiscard]] tl::expected<std::string, Diagnostic> decode_file(std::string bytes, std::string_view declared, const std::string& path);

}  // namespace pacta
