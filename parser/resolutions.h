#pragma once
#include "parser/analysis.h"
#include "parser/document.h"

namespace pacta {

/// Reads the text of a resolution ("Resolution 1540 (2004) … The Security Council, Recalling …, 1. Decides …"): the document is its text,
/// and what its recitals and operative paragraphs recall, reaffirm or act under are its references. Run after the mentions, coreference
/// and provisions are known. Thread-safe.
class ResolutionReader {
 public:
  /// Returns whether the document is a resolution's text; nothing is added where it is not.
  static bool read(const Document& document, Analysis& analysis);
};

}  // namespace pacta
