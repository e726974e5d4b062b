#pragma once
#include <cstdint>
#include <string_view>

namespace pacta {

/// A half-open range of bytes [begin, end) of a text that does not change.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr bool empty() const noexcept { return begin >= end; }
  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return empty() ? 0 : end - begin; }
  [[nodiscard]] constexpr bool contains(Span other) const noexcept { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const noexcept { return begin < other.end && other.begin < end; }
  /// The bytes of `text` that the span covers; `text` must be the one that it was made for.
  [[nodiscard]] constexpr std::string_view of(std::string_view text) const noexcept { return text.substr(begin, size()); }

  friend constexpr bool operator==(Span, Span) = default;
  friend constexpr auto operator<=>(Span, Span) = default;
};

/// The smallest span that covers both.
[[nodiscard]] constexpr Span cover(Span a, Span b) noexcept {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace pacta
