#pragma once
#include <optional>
#include <string>

#include "parser/document.h"

namespace pacta {

/// An act of the European Union or Communities as it is cited.
struct CitedAct {
  std::string label;            ///< "Regulation (EC) No 562/2006", "Directive 2004/38/EC"
  std::uint32_t end_token = 0;  ///< behind the last token of its number
};

/// Reads "Regulation (EEC) No. 3759/92", "Directive 2004/38/EC", "Framework Decision 2002/584/JHA", "Regulation (EU) 2016/399" at a token;
/// nothing where the number is not one of the Union's ("Decision No 1/95 of the Joint Committee"). Thread-safe.
[[nodiscard]] std::optional<CitedAct> read_act(const Document& document, std::uint32_t token, std::uint32_t end);

}  // namespace pacta
