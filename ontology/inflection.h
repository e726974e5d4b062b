#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"

namespace pacta {

/// Forms of a verb, as bits: one word may be several ("put").
namespace verb_bit {
inline constexpr std::uint8_t base = 1;        ///< sign
inline constexpr std::uint8_t third = 2;       ///< signs
inline constexpr std::uint8_t past = 4;        ///< signed
inline constexpr std::uint8_t participle = 8;  ///< signed
inline constexpr std::uint8_t gerund = 16;     ///< signing
}  // namespace verb_bit

/// The words of one verb by form; several where usage varies ("travelled", "traveled").
struct VerbForms {
  std::vector<std::string> third, past, participle, gerund;
};

/// By base form. The file has a line a verb: base, past, participle, third person, gerund, separated by tabs; the last two may be left
/// out where regular; "/" separates variants.
using IrregularVerbs = std::unordered_map<std::string, VerbForms>;
[[nodiscard]] tl::expected<IrregularVerbs, Diagnostics> load_irregular_verbs(const std::string& path);

/// All forms of an English verb. `base` is in lower case.
[[nodiscard]] VerbForms inflect(std::string_view base, const IrregularVerbs& irregular);

}  // namespace pacta
