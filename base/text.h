#pragma once
#include <string>
#include <string_view>

namespace pacta {

/// The text on one line: every run of ASCII white space becomes one space, none at the ends.
[[nodiscard]] std::string collapse_space(std::string_view text);

/// The same for terminals: control characters count as white space.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace pacta
