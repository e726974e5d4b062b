#pragma once
#include <string>
#include <string_view>

namespace pacta {

/// The first `digits` (at most 64) lower-case hexadecimal digits of the SHA-256 of `bytes`.
[[nodiscard]] std::string sha256_hex(std::string_view bytes, std::size_t digits = 64);

}  // namespace pacta
