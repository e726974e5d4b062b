#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ontology/rules.h"

namespace pacta {

struct Match {
  std::uint16_t rule = 0;     ///< index of RuleSet::rules()
  std::uint16_t pattern = 0;  ///< which of the rule's `match` lines, from 0
  std::uint32_t first = 0, end = 0;
  std::int32_t anchor = -1;  ///< the verb unit whose negation and modality decide, or -1
  std::array<std::int32_t, max_slots> slots{-1, -1, -1, -1, -1, -1, -1, -1};

  friend bool operator==(const Match&, const Match&) = default;
};

/// Finds what rules match in a sentence, by simulating all paths of each pattern at once: time is bounded by units times pattern length,
/// and only patterns whose words stand in the sentence are tried. Thread-safe with one Scratch a thread.
class Matcher {
 public:
  /// Memory that is used again from call to call.
  class Scratch {
    friend class Matcher;
    struct Thread {
      std::uint32_t pc = 0, trail = 0;
    };
    struct Step {  // what a path bound, linked backwards
      std::uint32_t before = 0;
      std::uint32_t unit = 0;
      SlotIndex slot = no_slot;  // no_slot: a verb
    };
    std::vector<Thread> now, next;
    std::vector<std::uint32_t> seen, stack, candidate_seen, candidates, chosen;
    std::vector<Step> steps;
    std::vector<Match> found;
    std::array<std::vector<std::int32_t>, max_slots> bound;
    std::uint32_t mark = 0, candidate_mark = 0;
    // for traces
    std::uint32_t furthest = 0, furthest_unit = 0;
    bool tracing = false;
  };

  explicit Matcher(const RuleSet& rules) : rules_(rules) {}

  /// Appends the matches in one sentence to `out`, sorted by rule, then place. From each start each pattern matches at most once, with the
  /// shortest gaps; a slot inside a repeated part then yields a match for each unit that it took. Of two matches of a rule with the same
  /// anchor, one inside the other, only that stays which binds more slots, or else the shorter.
  void find(std::span<const Unit> units, Scratch& scratch, std::vector<Match>& out) const;

  using UnitName = std::function<std::string(std::size_t)>;

  /// How far each pattern of a rule came, a line each, for traces. `name` gives the words of a unit.
  [[nodiscard]] std::string explain(std::string_view rule, std::span<const Unit> units, const UnitName& name) const;

  /// Of the rules that might have matched, since all that they need stands in the sentence, but did not: how far they came, a line each,
  /// the nearest first, at most `most`. A rule with a match among `found` is none.
  [[nodiscard]] std::vector<std::string> near_misses(std::span<const Unit> units, std::span<const Match> found, std::size_t most,
                                                     const UnitName& name) const;

 private:
  struct Outcome {
    bool matched = false;
    std::uint32_t end = 0, trail = 0;
  };
  [[nodiscard]] Outcome run(const automaton::Program& program, std::span<const Unit> units, std::uint32_t first, Scratch& scratch) const;
  void add(std::uint32_t pc, std::uint32_t trail, std::span<const Unit> units, std::uint32_t at, std::vector<Scratch::Thread>& threads,
           Scratch& scratch) const;
  [[nodiscard]] bool step(const automaton::Instruction& instruction, const Unit& unit, std::uint32_t& target) const;
  [[nodiscard]] bool guarded(const automaton::Program& program, std::span<const Unit> units, std::uint32_t first, std::uint32_t end,
                             Scratch& scratch) const;
  struct Attempt {
    bool matched = false;
    std::uint32_t taken = 0;  ///< units that fit
    std::string text;         ///< a line for a reader
  };
  [[nodiscard]] Attempt attempt(const automaton::Program& program, std::span<const Unit> units, Scratch& scratch,
                                const UnitName& name) const;
  void choose_candidates(std::span<const Unit> units, Scratch& scratch) const;
  void search(const automaton::Program& program, std::span<const Unit> units, Scratch& scratch) const;

  const RuleSet& rules_;
};

}  // namespace pacta
