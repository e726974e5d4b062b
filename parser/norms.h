#pragma once
#include <string_view>
#include <vector>

#include "parser/document.h"
#include "parser/words.h"

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

/// The words by which norms are told, as numbers of a lexicon. Made once, before the lexicon is frozen; then shared by all threads.
struct NormWords {
  explicit NormWords(Lexicon& lexicon);

  WordSet triggers, adverbs, participles, agents, instruments, determiners, prepositions, coordinators, relatives, finite, conditionals,
      negatives, pronouns, performatives, powers, duties, sweeping, consent, ensuring, agreeing, be_forms, have_forms, permitted, required,
      constitutive, replacing, stative, construed, no_agents;
  WordId shall, must, may, will, need, not_, to, be, have, the, right, comma, semicolon, colon, open, close, by, that, which, and_, or_,
      nor, neither, as, subject, request, event, case_, circumstances, in, at, on, upon, extent, so, far, provided, except, means, mean,
      themselves, itself, reserve, reserves, of, where, enter, force, take, effect, accordance, pursuant, cases, absence, only, long_,
      never, under, any, all, no, with, there, come, into, apply;
};

/// Finds the norms of a part of a treaty's operative text: `range` is one paragraph, or one item of a list, in bytes. Where the item
/// belongs to a lead-in ("Each Party shall:"), give that as `lead_in`: its bearers, modality and condition carry over to an item without
/// its own. Call it for the lead-in too; a lead-in that says nothing without its items yields nothing. Constitutive sentences ("shall enter
/// into force") are declarations; definitions, beliefs and possibilities ("which may arise") yield nothing. Thread-safe, linear time.
[[nodiscard]] std::vector<NormMention> find_norms(const Document& document, const NormWords& words, Span range, Span lead_in = {});

}  // namespace pacta
