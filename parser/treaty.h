#pragma once
#include "parser/analysis.h"
#include "parser/citations.h"
#include "parser/document.h"
#include "parser/norms.h"

namespace pacta {

/// Reads a document that is the text of a treaty: the instrument, its parties and dates, its provisions, what they refer to, its norms.
class TreatyReader {
 public:
  TreatyReader(const Catalog& catalog, const Ontology& ontology, const CitationGrammar& citations, const NormWords& norm_words)
      : catalog_(catalog), ontology_(ontology), citations_(citations), norm_words_(norm_words) {}

  /// False, and nothing is added, if the document is no treaty. Run after MentionFinder. Thread-safe.
  bool read(const Document& document, Analysis& analysis) const;

 private:
  const Catalog& catalog_;
  const Ontology& ontology_;
  const CitationGrammar& citations_;
  const NormWords& norm_words_;
};

}  // namespace pacta
