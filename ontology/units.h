#pragma once
#include <cstdint>

#include "ontology/lexicon.h"
#include "ontology/ontology.h"

namespace pacta {

enum class UnitKind : std::uint8_t { word, punctuation, mention, verb };

enum class VerbForm : std::uint8_t {
  finite,      ///< "signs", "has signed", "will sign", "did not sign", "was signed"
  infinitive,  ///< "to sign", "to be signed"
  participle,  ///< "signed at Oslo" after a noun, without an auxiliary
  gerund       ///< "signing", "having signed", "being signed"
};

using LemmaId = std::uint16_t;
inline constexpr LemmaId no_lemma = 0;

/// What rules match: a sentence is a sequence of these. A mention with its title, apposition and article is one unit, and so is a
/// coordination of mentions of like class ("A, B and C"): a slot then stands for each in turn. A verb with its auxiliaries,
/// modals, negations and adverbs is one unit.
struct Unit {
  UnitKind kind = UnitKind::word;
  std::uint32_t first_token = 0, end_token = 0;  ///< of the document
  WordId word = unknown_word;                    ///< word, punctuation: the folded form; verb: that of the main verb as written
  ClassSet classes;                              ///< mention: the classes (with all superclasses) that every coordinated entity has
  std::uint32_t group = 0;                       ///< mention: index of its group, for the caller
  LemmaId lemma = no_lemma;                      ///< verb
  bool passive = false;                          ///< verb
  VerbForm form = VerbForm::finite;
  bool clause_end = false;  ///< no gap may go beyond this unit (";", ":", a clause's comma, a subordinating conjunction)
};

}  // namespace pacta
