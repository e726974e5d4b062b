#include "ontology/overlap.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace pacta {

using automaton::Instruction;
using automaton::Op;
using automaton::Program;

namespace {

constexpr std::size_t most_states = 4000;  // pairs of states that one comparison may visit

/// For each slot of one rule the slot of another that plays the same part.
using SlotMap = std::array<SlotIndex, max_slots>;

template <typename T>
bool holds(const std::vector<T>& all, const std::vector<T>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

}  // namespace

class OverlapFinder {
 public:
  explicit OverlapFinder(const RuleSet& rules) : rules_(rules) {}

  Diagnostics run() {
    std::vector<std::vector<const Program*>> programs(rules_.rules_.size());
    for (const Program& program : rules_.programs_)
      if (program.pattern != automaton::guard_pattern) programs[program.rule].push_back(&program);
    SlotMap same{};
    for (std::size_t i = 0; i < max_slots; ++i) same[i] = static_cast<SlotIndex>(i);
    std::map<std::vector<PropertyId>, std::vector<std::size_t>> by_properties;
    for (std::size_t r = 0; r < programs.size(); ++r) {
      for (const Program* a : programs[r])
        for (const Program* b : programs[r])
          // Of two that match the same the later is superfluous.
          if (a != b && covers(*a, *b, same) && (a->pattern < b->pattern || !covers(*b, *a, same)))
            warn(r, b->at, "R033", fmt::format("match {} of this rule finds all that this one does", a->pattern + 1));
      std::vector<PropertyId> properties;
      for (const RuleEmit& emit : rules_.rules_[r].emits) properties.push_back(emit.property);
      by_properties[properties].push_back(r);
    }
    for (const auto& [properties, group] : by_properties)
      for (const std::size_t a : group)
        for (const std::size_t b : group) {
          if (a == b) continue;
          const auto slots = same_emits(a, b);
          if (!slots || !covers_all(programs[a], programs[b], *slots)) continue;
          const auto back = same_emits(b, a);
          if (a > b && back && covers_all(programs[b], programs[a], *back)) continue;  // the earlier of two that are the same stays
          warn(b, rules_.rules_[b].at, "R034", fmt::format("the rule '{}' finds all that this one does", rules_.rules_[a].name));
        }
    return std::move(out_);
  }

 private:
  void warn(std::size_t rule, std::uint32_t at, std::string code, std::string message) {
    const bool known = std::any_of(out_.begin(), out_.end(), [&](const Diagnostic& d) {
      return d.code == code && d.file == rules_.rules_[rule].file && d.line == rules_.diagnose_at(rule, at, code, "").line;
    });
    if (!known) out_.push_back(rules_.diagnose_at(rule, at, std::move(code), std::move(message), Severity::warning));
  }

  /// Which slot of `b` is which of `a`, if `a` emits all that `b` does, at least as sure, with no more conditions.
  std::optional<SlotMap> same_emits(std::size_t a, std::size_t b) const {
    const RuleInfo& first = rules_.rules_[a];
    const RuleInfo& second = rules_.rules_[b];
    if (first.emits.size() != second.emits.size() || !second.events.empty() || first.confidence < second.confidence ||
        !first.different.empty())
      return std::nullopt;
    SlotMap slots;
    slots.fill(no_slot);
    const auto map = [&](const RuleValue& x, const RuleValue& y) {
      if (x.slot == no_slot || y.slot == no_slot) return x.slot == y.slot && x.literal == y.literal;
      SlotIndex& known = slots[static_cast<std::size_t>(x.slot)];
      if (known != no_slot && known != y.slot) return false;
      known = y.slot;
      return true;
    };
    for (std::size_t i = 0; i < first.emits.size(); ++i) {
      const RuleEmit& x = first.emits[i];
      const RuleEmit& y = second.emits[i];
      if (x.property != y.property || x.condition != y.condition || !map(x.subject, y.subject) || !map(x.object, y.object))
        return std::nullopt;
    }
    return slots;
  }

  bool covers_all(const std::vector<const Program*>& a, const std::vector<const Program*>& b, const SlotMap& slots) const {
    return !b.empty() && std::all_of(b.begin(), b.end(), [&](const Program* y) {
      return std::any_of(a.begin(), a.end(), [&](const Program* x) { return x->guards.empty() && covers(*x, *y, slots); });
    });
  }

  using States = std::vector<std::uint32_t>;  // sorted instructions that take something

  void close(std::uint32_t pc, std::set<std::uint32_t>& seen, States& out) const {
    if (!seen.insert(pc).second) return;
    const Instruction& instruction = rules_.code_[pc];
    if (instruction.op == Op::jump) return close(instruction.a, seen, out);
    if (instruction.op == Op::split) {
      close(instruction.a, seen, out);
      return close(instruction.b, seen, out);
    }
    out.push_back(pc);
  }

  States closure(const std::vector<std::uint32_t>& starts) const {
    States out;
    std::set<std::uint32_t> seen;
    for (const auto pc : starts) close(pc, seen, out);
    std::sort(out.begin(), out.end());
    return out;
  }

  /// Whether `a` matches every sequence of units that `b` does and binds the same slots: all ways through `b` are followed, with all that
  /// `a` can be in.
  bool covers(const Program& a, const Program& b, const SlotMap& slots) const {
    if (a.anchor != b.anchor) return false;
    std::set<std::pair<std::uint32_t, States>> seen;
    std::vector<std::pair<std::uint32_t, States>> todo;
    const auto go = [&](std::uint32_t from, const std::vector<std::uint32_t>& to) {
      States states = closure(to);
      for (const auto pc : closure({from}))
        if (seen.emplace(pc, states).second) todo.emplace_back(pc, states);
    };
    go(b.first, {a.first});
    while (!todo.empty()) {
      if (seen.size() > most_states) return false;
      const auto state_pair = std::move(todo.back());
      const auto pc = state_pair.first;
      const States& states = state_pair.second;
      todo.pop_back();
      const Instruction& letter = rules_.code_[pc];
      std::vector<std::uint32_t> next;
      const auto where = [&](auto fits) {
        next.clear();
        for (const auto state : states)
          if (rules_.code_[state].op == letter.op && fits(rules_.code_[state])) next.push_back(state + 1);
      };
      switch (letter.op) {
        case Op::accept:
          if (std::none_of(states.begin(), states.end(), [&](auto s) { return rules_.code_[s].op == Op::accept; })) return false;
          continue;
        case Op::trie:
          for (const auto& [word, target] : rules_.tables_[letter.a]) {
            next.clear();
            for (const auto state : states) {
              if (rules_.code_[state].op != Op::trie) continue;
              const auto& table = rules_.tables_[rules_.code_[state].a];
              const auto it = std::find_if(table.begin(), table.end(), [w = word](const auto& entry) { return entry.first == w; });
              if (it != table.end()) next.push_back(it->second);
            }
            if (next.empty()) return false;
            go(target, next);
          }
          continue;
        case Op::verb:
          where([&](const Instruction& other) {
            const auto& mine = rules_.lemma_sets_[letter.a];
            const auto& all = rules_.lemma_sets_[other.a];
            return (letter.mask & ~other.mask) == 0 && (all.empty() || (!mine.empty() && holds(all, mine)));
          });
          break;
        case Op::mention:
          where([&](const Instruction& other) {
            const SlotIndex slot = other.slot == no_slot ? no_slot : slots[static_cast<std::size_t>(other.slot)];
            return slot == letter.slot && (rules_.class_sets_[letter.a] & ~rules_.class_sets_[other.a]).none();
          });
          break;
        case Op::start:
        case Op::end:
          // What does not ask for the limit of the sentence may stand there too.
          where([](const Instruction&) { return true; });
          for (const auto state : states) next.push_back(state);
          break;
        default:
          where([](const Instruction&) { return true; });
      }
      if (next.empty()) return false;
      go(pc + 1, next);
    }
    return true;
  }

  const RuleSet& rules_;
  Diagnostics out_;
};

Diagnostics find_overlaps(const RuleSet& rules) {
  return OverlapFinder(rules).run();
}

}  // namespace pacta
