#pragma once
#include <string_view>
#include <vector>

#include "parser/document.h"

namespace pacta {

enum class DeonticModality : std::uint8_t { obligation, prohibition, permission, declaration };

/// Who shall, shall not or may do what. All spans are bytes of the document.
struct NormMention {
  DeonticModality modality = DeonticModality::obligation;
  std::vector<Span> bearers;    ///< the words for who is bound ("Each Party"), one span a bearer; empty for passives without an agent
  std::vector<Span> action;     ///< the words for what; more than one where the text interrupts it
  std::vector<Span> condition;  ///< "if …", "where …", "in the event of …", "unless …"; empty if none
  Span evidence;                ///< the sentence or the part of it that says so
};

/// Finds the norms of one sentence of a treaty's operative text (list items are joined to their lead-in by the caller's choice of
/// `range`, a range of bytes within one provision). Definitions, declarations of belief and references are no norms. Thread-safe.
[[nodiscard]] std::vector<NormMention> find_norms(const Document& document, Span range);

}  // namespace pacta
