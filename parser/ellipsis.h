#pragma once
#include <cstdint>
#include <vector>

#include "parser/analysis.h"
#include "parser/document.h"

namespace pacta {

/// An agreement or organisation that a sentence leaves out, since the text has just named it: "Chile acceded in 1998", "the signatories
/// were …".
struct Omitted {
  enum class Before : std::uint8_t { nothing, to, from, of };
  std::uint32_t token = 0;  ///< the verb or noun behind which it is to be read
  EntityIndex agreement = no_entity;
  Before preposition = Before::nothing;  ///< that would stand before it: "acceded [to it]"
};

/// The agreements and organisations that verbs and nouns of the text leave out, in text order. Where more than one could be meant, none is.
/// Run after coreference. Thread-safe.
[[nodiscard]] std::vector<Omitted> find_omitted(const Document& document, const Analysis& analysis);

}  // namespace pacta
