#pragma once
#include <string>
#include <vector>

#include "parser/document.h"

namespace pacta {

/// What a sentence of a treaty says of the treaty itself.
struct FinalClause {
  enum class Kind : std::uint8_t {
    duration,          ///< how long it holds: "open-ended" or an ISO 8601 duration
    renewal,           ///< for how long it is renewed each time, as an ISO 8601 duration
    notice,            ///< how long before the end notice must be given, as an ISO 8601 duration
    entry_into_force,  ///< what must happen before, in the words of the text
    reservations,      ///< the sentence that excludes or allows them
    depositary,        ///< `words` name who keeps the original
    authentic          ///< the sentence names the authentic languages
  };
  Kind kind = Kind::duration;
  std::string value;
  Span words;  ///< of a depositary: from where it is named to the end of the sentence; of entry into force: the words of the value
};

/// Reads one sentence. Only what it says of "this Agreement", "the present Treaty", "it" counts; not of amendments. Thread-safe.
[[nodiscard]] std::vector<FinalClause> read_final_clauses(const Document& document, Span sentence);

}  // namespace pacta
