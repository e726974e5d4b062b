#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace pacta {

/// The first `digits` (at most 64) lower-case hexadecimal digits of the SHA-256 of `bytes`.
[[nodiscard]] std::string sha256_hex(std::string_view bytes, std::size_t digits = 64);

/// For tables in memory: nothing that is written depends on it. As wyhash does it, eight bytes at a time.
[[nodiscard]] inline std::uint64_t quick_hash(std::string_view bytes, std::uint64_t seed = 0) noexcept {
  constexpr std::uint64_t secret = 0x9E3779B97F4A7C15;
  const auto mix = [](std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{a} * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  };
  const auto load = [](const char* from, auto word) -> std::uint64_t {
    std::memcpy(&word, from, sizeof word);
    return word;
  };
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  std::uint64_t state = seed ^ left * secret;
  for (; left > 8; at += 8, left -= 8) state = mix(state ^ load(at, std::uint64_t{}), 0xA0761D6478BD642F);
  std::uint64_t last = 0;
  if (left >= 4)
    last = load(at, std::uint32_t{}) << 32U | load(at + left - 4, std::uint32_t{});
  else if (left > 0)
    last = load(at, std::uint8_t{}) << 16U | load(at + left / 2, std::uint8_t{}) << 8U | load(at + left - 1, std::uint8_t{});
  return mix(state ^ last ^ secret, 0xE7037ED1A0B428DB);
}

}  // namespace pacta
