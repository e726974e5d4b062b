#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "ontology/inflection.h"
#include "ontology/lexicon.h"
#include "ontology/ontology.h"
#include "ontology/units.h"

namespace pacta {

inline constexpr std::size_t max_slots = 8;
using SlotIndex = std::int8_t;
inline constexpr SlotIndex no_slot = -1;

/// Subject or object of an emitted triple.
struct RuleValue {
  SlotIndex slot = no_slot;  ///< no_slot: the literal
  std::string literal;
};

/// `emit subject property object`: emitted where all its slots are bound.
struct RuleEmit {
  RuleValue subject;
  PropertyId property = 0;
  RuleValue object;
  SlotIndex condition = no_slot;  ///< only where this is bound too
};

/// `emit new Class(property value, ...)`: a thing of its own, with those of its fields whose slots are bound.
struct RuleEvent {
  struct Field {
    PropertyId property = 0;
    RuleValue value;
    bool all = false;  ///< a list of names takes part in one event together; else there is an event for each
  };
  ClassId type = 0;
  std::vector<Field> fields;
  SlotIndex condition = no_slot;  ///< only where this is bound
};

enum class Expectation : std::uint8_t { yes, no, denied, reported, possible };

/// A sentence that shows what a rule does: `yes` asserts what it emits, `no` finds nothing, the others find it but not as asserted.
struct RuleExample {
  Expectation expectation = Expectation::yes;
  std::string text;
  std::size_t line = 0;
  std::uint32_t at = 0;  ///< byte of the rule file
};

struct RuleInfo {
  std::string name;
  std::string file;
  std::size_t line = 0;
  std::uint32_t at = 0;  ///< byte of the rule file
  double confidence = 0.8;
  std::vector<std::string> slots;
  std::vector<RuleEmit> emits;
  std::vector<RuleEvent> events;
  std::vector<std::pair<SlotIndex, SlotIndex>> different;  ///< `where a != b`: entities that must not be the same
  std::vector<RuleExample> examples;
};

/// What a word can be as a form of a declared verb; bits of `verb_bit`.
struct VerbReading {
  LemmaId lemma = no_lemma;
  std::uint8_t forms = 0;
};

/// The automaton that rules compile to; `Matcher` runs it.
namespace automaton {

enum class Op : std::uint8_t {
  trie,     ///< one unit whose word is a key of table `a` goes on where the table says
  verb,     ///< one verb unit whose lemma is in set `a` and whose voice and form are in `mask`
  mention,  ///< one mention unit of a class of set `a`; bound to `slot`
  gap,      ///< any unit that ends no clause
  split,    ///< goes on at `a`, or else at `b`
  jump,
  start,
  end,
  accept
};

inline constexpr SlotIndex hidden_verb = -2;  ///< as the slot of a verb: one that is not counted for anchors

struct Instruction {
  Op op = Op::accept;
  std::uint8_t mask = 0;  ///< verb: forms; trie: 1 if the word may be a verb with auxiliaries
  SlotIndex slot = no_slot;
  std::uint32_t a = 0, b = 0;
  std::uint32_t at = 0;  ///< where in the rule file, for traces
};

inline constexpr std::uint8_t voice_form_bit(bool passive, VerbForm form) {
  return static_cast<std::uint8_t>(1U << (static_cast<unsigned>(passive) * 4U + static_cast<unsigned>(form)));
}

using Table = std::vector<std::pair<WordId, std::uint32_t>>;  // sorted
using LemmaSet = std::vector<LemmaId>;                        // sorted; empty: any

/// What a sentence must hold for a pattern to match: one of some words or lemmas, or a mention of one of some classes.
struct Requirement {
  std::array<std::uint64_t, 4> bloom{};  ///< of the words and lemmas
  ClassSet classes;
};

inline constexpr std::uint16_t guard_pattern = 0xFFFF;  ///< number of a guard's pattern

struct Guard {
  std::uint8_t where = 0;  ///< before, after, within (the clause), inside (the match)
  std::uint32_t distance = 1;
  std::uint32_t program = 0;
};

/// One `match` of a rule, or the pattern of a guard.
struct Program {
  std::uint16_t rule = 0;
  std::uint16_t pattern = 0;  ///< number of the `match` in its rule
  std::uint32_t first = 0;    ///< instruction
  std::uint32_t end = 0;
  std::uint8_t anchor = 1;  ///< the number of the verb element that is the anchor; 0: none
  std::uint32_t at = 0;
  std::vector<Requirement> requirements;
  std::vector<Guard> guards;
};

inline std::size_t bloom_bit(std::uint32_t id, bool lemma) {
  return (id * 2654435761U + (lemma ? 0x9E3779B9U : 0U)) >> 24U;
}

}  // namespace automaton

/// Compiled rules with their lists and verbs. Immutable; shared by all threads.
class RuleSet {
 public:
  [[nodiscard]] const std::vector<RuleInfo>& rules() const { return rules_; }
  [[nodiscard]] const RuleInfo* find(std::string_view name) const;

  /// What `word` can be as a verb; empty if no declared verb has that form.
  [[nodiscard]] std::span<const VerbReading> verb_forms(WordId word) const {
    const auto it = readings_.find(word);
    return it == readings_.end() ? std::span<const VerbReading>() : std::span<const VerbReading>(it->second);
  }
  /// Of a declared verb's base form, or no_lemma.
  [[nodiscard]] LemmaId find_lemma(std::string_view base) const;
  [[nodiscard]] const std::string& lemma_name(LemmaId id) const { return lemmas_[id]; }
  [[nodiscard]] std::size_t lemma_count() const { return lemmas_.size(); }

  /// The phrases of a list, each as its words; empty if there is no such list. For stages that look words up in lists of their own.
  [[nodiscard]] const std::vector<std::vector<WordId>>& list(std::string_view name) const;

  /// Whether the word is a phrase of that list, by itself.
  [[nodiscard]] bool list_has(std::string_view name, WordId word) const;

  /// A diagnostic about a place (a byte of its file) in the rule of that number.
  [[nodiscard]] Diagnostic diagnose_at(std::size_t rule, std::uint32_t at, std::string code, std::string message,
                                       Severity severity = Severity::error) const;

  /// Rules without examples, lists that nothing uses, and the like: what `pacta lint` reports though the rules work.
  [[nodiscard]] const Diagnostics& warnings() const { return warnings_; }

 private:
  friend class RuleCompiler;
  friend class OverlapFinder;
  friend class Matcher;
  std::vector<RuleInfo> rules_;
  std::vector<std::string> lemmas_{std::string()};
  std::unordered_map<std::string, LemmaId> lemma_by_name_;
  std::unordered_map<WordId, std::vector<VerbReading>> readings_;
  std::map<std::string, std::vector<std::vector<WordId>>, std::less<>> lists_;
  std::map<std::string, std::vector<bool>, std::less<>> list_words_;  // by word: the phrases of one word
  Diagnostics warnings_;

  std::vector<automaton::Instruction> code_;
  std::vector<automaton::Table> tables_;
  std::vector<automaton::LemmaSet> lemma_sets_;
  std::vector<ClassSet> class_sets_;
  std::vector<automaton::Program> programs_;  // those of guards too, which no trigger starts
  // Programs by what may start them: a word, a lemma, a class, or anything.
  std::vector<std::uint32_t> by_word_begin_, by_word_, by_lemma_begin_, by_lemma_, always_;
  std::array<std::vector<std::uint32_t>, 128> by_class_;
  std::vector<std::string> sources_;           // text of the rule files, for traces
  std::vector<std::uint32_t> source_of_rule_;  // index of sources_
};

/// Reads, checks and compiles rule files, in order; lists, verbs and groups are shared by all. All errors of all files are reported.
[[nodiscard]] tl::expected<RuleSet, Diagnostics> load_rules(const std::vector<std::string>& files, const Ontology& ontology,
                                                            Lexicon& lexicon, const std::string& irregular_verbs);

/// A rule file's text in memory with its name, for tests, fuzzing and `lint` of standard input.
struct RuleSource {
  std::string name, text;
};
[[nodiscard]] tl::expected<RuleSet, Diagnostics> compile_rules(std::vector<RuleSource> sources, const Ontology& ontology, Lexicon& lexicon,
                                                               const IrregularVerbs& irregular);

}  // namespace pacta
