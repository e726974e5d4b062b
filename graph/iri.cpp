#include "graph/iri.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/utf8.h"

namespace pacta {
namespace {

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr auto is_forbidden = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c <= 0x20; ++c) table[c] = true;
  for (const char c : std::string_view("<>\"{}|^`\\")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

}  // namespace

std::string percent_encode(std::string_view segment) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  out.reserve(segment.size());
  for (const char c : segment) {
    if (is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', hex[byte >> 4U], hex[byte & 15U]};
    }
  }
  return out;
}

bool valid_iri(std::string_view iri) {
  const auto colon = iri.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(iri.front())) return false;
  const auto scheme = iri.substr(0, colon);
  const bool good_scheme =
      std::all_of(scheme.begin(), scheme.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; });
  if (!good_scheme) return false;
  bool forbidden = false;
  unsigned char all = 0;
  for (const char c : iri) {
    const auto byte = static_cast<unsigned char>(c);
    forbidden |= is_forbidden[byte];
    all |= byte;
  }
  return !forbidden && (all < 0x80 || !invalid_utf8(iri));
}

std::string file_iri(const std::string& path) {
  std::error_code error;
  std::string iri = "file://";
  for (const auto& part : std::filesystem::absolute(path, error))
    if (part != "/") iri += "/" + percent_encode(part.string());
  return iri;
}

}  // namespace pacta
