#include "ontology/match.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <tuple>

namespace pacta {

using automaton::Instruction;
using automaton::Op;
using automaton::Program;

namespace {

constexpr std::uint32_t no_step = 0;
constexpr std::size_t max_combinations = 64;

// A verb or mention counts as the word only if it is that one word.
bool has_word(const Unit& unit) {
  if (unit.word == unknown_word) return false;
  return unit.kind == UnitKind::word || unit.kind == UnitKind::punctuation || unit.end_token - unit.first_token == 1;
}

// What a slot may take: a mention, or a number, which is a word with a class.
bool is_thing(const Unit& unit) {
  return unit.kind == UnitKind::mention || (unit.kind == UnitKind::word && unit.classes.any());
}

}  // namespace

bool Matcher::step(const Instruction& instruction, const Unit& unit, std::uint32_t& target) const {
  switch (instruction.op) {
    case Op::trie: {
      if (!has_word(unit) && (instruction.mask == 0 || unit.kind != UnitKind::verb || unit.form == VerbForm::infinitive)) return false;
      const auto& table = rules_.tables_[instruction.a];
      const auto it = std::lower_bound(table.begin(), table.end(), unit.word, [](const auto& entry, WordId w) { return entry.first < w; });
      if (it == table.end() || it->first != unit.word) return false;
      target = it->second;
      return true;
    }
    case Op::verb: {
      if (unit.kind != UnitKind::verb || (instruction.mask & automaton::voice_form_bit(unit.passive, unit.form)) == 0) return false;
      const auto& lemmas = rules_.lemma_sets_[instruction.a];
      return lemmas.empty() || std::binary_search(lemmas.begin(), lemmas.end(), unit.lemma);
    }
    case Op::mention:
      return is_thing(unit) && (unit.classes & rules_.class_sets_[instruction.a]).any();
    case Op::gap:
      return !unit.clause_end;
    default:
      return false;
  }
}

// Adds a thread and all that follow from it without consuming a unit, in the order of preference.
void Matcher::add(std::uint32_t pc, std::uint32_t trail, std::span<const Unit> units, std::uint32_t at,
                  std::vector<Scratch::Thread>& threads, Scratch& scratch) const {
  auto& stack = scratch.stack;
  stack.clear();
  stack.push_back(pc);
  while (!stack.empty()) {
    pc = stack.back();
    stack.pop_back();
    if (scratch.seen[pc] == scratch.mark) continue;
    scratch.seen[pc] = scratch.mark;
    const Instruction& instruction = rules_.code_[pc];
    if (scratch.tracing && pc > scratch.furthest && instruction.op != Op::split && instruction.op != Op::jump) {
      scratch.furthest = pc;
      scratch.furthest_unit = at;
    }
    const auto only_punctuation = [&](std::size_t from, std::size_t to) {
      for (; from < to; ++from)
        if (units[from].kind != UnitKind::punctuation) return false;
      return true;
    };
    switch (instruction.op) {
      case Op::jump:
        stack.push_back(instruction.a);
        break;
      case Op::split:
        stack.push_back(instruction.b);
        stack.push_back(instruction.a);
        break;
      case Op::start:
        if (only_punctuation(0, at)) stack.push_back(pc + 1);
        break;
      case Op::end:
        if (only_punctuation(at, units.size())) stack.push_back(pc + 1);
        break;
      default:
        threads.push_back({pc, trail});
    }
  }
}

Matcher::Outcome Matcher::run(const Program& program, std::span<const Unit> units, std::uint32_t first, Scratch& scratch) const {
  Outcome best;
  auto& now = scratch.now;
  auto& next = scratch.next;
  now.clear();
  ++scratch.mark;
  add(program.first, no_step, units, first, now, scratch);
  for (std::uint32_t at = first; !now.empty(); ++at) {
    next.clear();
    ++scratch.mark;
    for (const auto thread : now) {
      const Instruction& instruction = rules_.code_[thread.pc];
      if (instruction.op == Op::accept) {
        best = {true, at, thread.trail};
        break;  // what comes after is less preferred
      }
      if (at == units.size()) continue;
      std::uint32_t target = thread.pc + 1;
      if (!step(instruction, units[at], target)) continue;
      std::uint32_t trail = thread.trail;
      if ((instruction.op == Op::verb && instruction.slot != automaton::hidden_verb) ||
          (instruction.op == Op::mention && instruction.slot != no_slot)) {
        scratch.steps.push_back({trail, at, instruction.slot});
        trail = static_cast<std::uint32_t>(scratch.steps.size() - 1);
      }
      add(target, trail, units, at + 1, next, scratch);
    }
    std::swap(now, next);
  }
  return best;
}

// Whether an `unless` forbids the match.
bool Matcher::guarded(const Program& program, std::span<const Unit> units, std::uint32_t first, std::uint32_t end, Scratch& scratch) const {
  const auto size = static_cast<std::uint32_t>(units.size());
  for (const auto& guard : program.guards) {
    const Program& pattern = rules_.programs_[guard.program];
    std::uint32_t from = 0, to = size;  // starts to try
    if (guard.where == 0) {
      from = 0;
      to = first;
      // a phrase may begin earlier than its distance: its end counts
    } else if (guard.where == 1) {
      from = end;
      to = std::min(size, end + std::min(guard.distance, size));
    } else if (guard.where == 3) {
      from = first;
      to = end;
    } else {
      from = first;
      while (from > 0 && !units[from - 1].clause_end) --from;
      to = end;
      while (to < size && !units[to].clause_end) ++to;
    }
    for (std::uint32_t at = from; at < to; ++at) {
      const auto outcome = run(pattern, units, at, scratch);
      if (!outcome.matched || outcome.end == at) continue;
      if (guard.where == 0 && (outcome.end > first || outcome.end + guard.distance <= first)) continue;
      return true;
    }
  }
  return false;
}

void Matcher::search(const Program& program, std::span<const Unit> units, Scratch& scratch) const {
  const std::size_t found_before = scratch.found.size();
  const Instruction& opening = rules_.code_[program.first];
  for (std::uint32_t first = 0; first < units.size(); ++first) {
    std::uint32_t unused = 0;
    if ((opening.op == Op::trie || opening.op == Op::verb || opening.op == Op::mention) && !step(opening, units[first], unused)) continue;
    scratch.steps.resize(1);
    const auto outcome = run(program, units, first, scratch);
    if (!outcome.matched || outcome.end == first) continue;
    for (auto& list : scratch.bound) list.clear();
    Match match;
    match.rule = program.rule;
    match.pattern = program.pattern;
    match.first = first;
    match.end = outcome.end;
    scratch.chosen.clear();  // the verbs, last first
    for (std::uint32_t at = outcome.trail; at != no_step; at = scratch.steps[at].before) {
      const auto step_taken = scratch.steps[at];
      if (step_taken.slot == no_slot)
        scratch.chosen.push_back(step_taken.unit);
      else
        scratch.bound[static_cast<std::size_t>(step_taken.slot)].push_back(static_cast<std::int32_t>(step_taken.unit));
    }
    if (program.anchor > 0 && !scratch.chosen.empty()) {
      const std::size_t number = std::min<std::size_t>(program.anchor, scratch.chosen.size());
      match.anchor = static_cast<std::int32_t>(scratch.chosen[scratch.chosen.size() - number]);
    }
    if (!program.guards.empty() && guarded(program, units, first, outcome.end, scratch)) continue;
    // One match for each way to choose a unit for each slot, in the order of the text.
    std::size_t combinations = 1;
    for (auto& list : scratch.bound) {
      std::reverse(list.begin(), list.end());
      if (!list.empty()) combinations = std::min(combinations * list.size(), max_combinations);
    }
    for (std::size_t n = 0; n < combinations; ++n) {
      std::size_t rest = n;
      for (std::size_t slot = max_slots; slot-- > 0;) {
        const auto& list = scratch.bound[slot];
        if (list.empty()) continue;
        match.slots[slot] = list[rest % list.size()];
        rest /= list.size();
      }
      bool known = false;
      for (std::size_t i = found_before; i < scratch.found.size() && !known; ++i)
        known = scratch.found[i].slots == match.slots && scratch.found[i].anchor == match.anchor && scratch.found[i].first == match.first &&
                scratch.found[i].end == match.end;
      if (!known) scratch.found.push_back(match);
    }
  }
}

/// Leaves in `scratch.candidates` the patterns that can match at all: one of its words, lemmas or classes starts it, and the rest of what
/// it needs is there.
void Matcher::choose_candidates(std::span<const Unit> units, Scratch& scratch) const {
  if (scratch.seen.size() != rules_.code_.size()) {
    scratch.seen.assign(rules_.code_.size(), 0);
    scratch.candidate_seen.assign(rules_.programs_.size(), 0);
    scratch.mark = scratch.candidate_mark = 0;
  }
  if (scratch.mark > 0xF0000000U) {
    std::fill(scratch.seen.begin(), scratch.seen.end(), 0);
    scratch.mark = 0;
  }
  if (++scratch.candidate_mark == 0) {
    std::fill(scratch.candidate_seen.begin(), scratch.candidate_seen.end(), 0);
    scratch.candidate_mark = 1;
  }
  scratch.candidates.clear();
  if (scratch.steps.empty()) scratch.steps.resize(1);
  std::array<std::uint64_t, 4> bloom{};
  ClassSet classes;
  const auto propose = [&](const std::uint32_t* from, const std::uint32_t* to) {
    for (; from != to; ++from)
      if (scratch.candidate_seen[*from] != scratch.candidate_mark) {
        scratch.candidate_seen[*from] = scratch.candidate_mark;
        scratch.candidates.push_back(*from);
      }
  };
  for (const Unit& unit : units) {
    if (unit.word != unknown_word) {
      const auto bit = automaton::bloom_bit(unit.word, false);
      bloom[bit / 64] |= std::uint64_t{1} << (bit % 64);
      if (unit.word + 1 < rules_.by_word_begin_.size())
        propose(rules_.by_word_.data() + rules_.by_word_begin_[unit.word], rules_.by_word_.data() + rules_.by_word_begin_[unit.word + 1]);
    }
    if (unit.kind == UnitKind::verb) {
      const auto bit = automaton::bloom_bit(unit.lemma, true);
      bloom[bit / 64] |= std::uint64_t{1} << (bit % 64);
      if (unit.lemma + std::size_t{1} < rules_.by_lemma_begin_.size())
        propose(rules_.by_lemma_.data() + rules_.by_lemma_begin_[unit.lemma],
                rules_.by_lemma_.data() + rules_.by_lemma_begin_[unit.lemma + 1U]);
    } else if (is_thing(unit)) {
      classes |= unit.classes;
    }
  }
  for (std::size_t c = 0; c < classes.size(); ++c)
    if (classes.test(c)) propose(rules_.by_class_[c].data(), rules_.by_class_[c].data() + rules_.by_class_[c].size());
  propose(rules_.always_.data(), rules_.always_.data() + rules_.always_.size());

  std::erase_if(scratch.candidates, [&](const std::uint32_t candidate) {
    const auto& requirements = rules_.programs_[candidate].requirements;
    return !std::all_of(requirements.begin(), requirements.end(), [&](const auto& requirement) {
      return (requirement.bloom[0] & bloom[0]) != 0 || (requirement.bloom[1] & bloom[1]) != 0 || (requirement.bloom[2] & bloom[2]) != 0 ||
             (requirement.bloom[3] & bloom[3]) != 0 || (requirement.classes & classes).any();
    });
  });
}

void Matcher::find(std::span<const Unit> units, Scratch& scratch, std::vector<Match>& out) const {
  choose_candidates(units, scratch);
  scratch.found.clear();
  for (const auto candidate : scratch.candidates) search(rules_.programs_[candidate], units, scratch);

  auto& found = scratch.found;
  const auto key = [](const Match& m) { return std::tie(m.rule, m.first, m.end, m.pattern, m.slots, m.anchor); };
  std::sort(found.begin(), found.end(), [&](const Match& a, const Match& b) { return key(a) < key(b); });
  // Drop what another match of the same rule says better.
  const auto bound = [](const Match& m) {
    unsigned bits = 0;
    for (std::size_t i = 0; i < max_slots; ++i)
      if (m.slots[i] >= 0) bits |= 1U << i;
    return bits;
  };
  const auto better = [&](const Match& a, const Match& b) {  // a makes b superfluous
    if (a.rule != b.rule) return false;
    if (a.slots == b.slots && a.anchor == b.anchor)
      return std::make_tuple(a.end - a.first, a.first, a.pattern) < std::make_tuple(b.end - b.first, b.first, b.pattern);
    if (a.anchor != b.anchor || (a.first == b.first && a.end == b.end)) return false;
    const bool inside = b.first <= a.first && a.end <= b.end, around = a.first <= b.first && b.end <= a.end;
    const unsigned has_a = bound(a), has_b = bound(b);
    if (around && (has_a & has_b) == has_b && has_a != has_b) {
      for (std::size_t i = 0; i < max_slots; ++i)
        if (b.slots[i] >= 0 && a.slots[i] != b.slots[i]) return false;
      return true;
    }
    if (!inside || (has_a & has_b) != has_b) return false;
    // Unless the longer one is a list that holds the shorter: then each member of the list counts.
    return std::none_of(found.begin(), found.end(), [&](const Match& m) {
      return m.rule == b.rule && m.pattern == b.pattern && m.first == b.first && m.end == b.end && m.slots == a.slots;
    });
  };
  for (std::size_t i = 0, begin = 0; i < found.size(); ++i) {
    if (found[begin].rule != found[i].rule) begin = i;
    bool keep = true;
    for (std::size_t j = begin; j < found.size() && found[j].rule == found[i].rule && keep; ++j)
      keep = i == j || !better(found[j], found[i]);
    if (keep) out.push_back(found[i]);
  }
}

Matcher::Attempt Matcher::attempt(const Program& program, std::span<const Unit> units, Scratch& scratch, const UnitName& name) const {
  const std::string& source = rules_.sources_[rules_.source_of_rule_[program.rule]];
  // The text of an element, for a reader.
  const auto element_at = [&](std::uint32_t at) {
    std::size_t end = at;
    if (end < source.size()) {
      const char open = source[end];
      const char close = open == '{' ? '}' : open == '<' ? '>' : open == '"' ? '"' : '\0';
      if (close != '\0') {
        end = source.find(close, end + 1);
        end = end == std::string::npos ? source.size() : end + 1;
      } else {
        while (end < source.size() && source[end] != ' ' && source[end] != '\n' && source[end] != ')') ++end;
      }
    }
    return source.substr(at, end - at);
  };
  const auto words = [&](std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t i = from; i < to; ++i) out += (out.empty() ? "" : " ") + name(i);
    return out;
  };
  Attempt result;
  result.text =
      fmt::format("{}: match {} (line {}): ", rules_.rules_[program.rule].name, program.pattern + 1, position_of(source, program.at).line);
  std::uint32_t best = 0, best_first = 0, best_unit = 0;
  bool forbidden = false;
  for (std::uint32_t first = 0; first < units.size(); ++first) {
    scratch.steps.resize(1);
    scratch.furthest = program.first;
    scratch.furthest_unit = first;
    scratch.tracing = true;
    const auto outcome = run(program, units, first, scratch);
    scratch.tracing = false;
    if (outcome.matched && outcome.end > first) {
      result.taken = std::max(result.taken, outcome.end - first);
      if (guarded(program, units, first, outcome.end, scratch)) {
        if (!forbidden) result.text += fmt::format("matches, but an 'unless' forbids it: \"{}\"", words(first, outcome.end));
        forbidden = true;
        continue;
      }
      result.matched = true;
      result.text += fmt::format("{}matches \"{}\"", forbidden ? "; " : "", words(first, outcome.end));
      return result;
    }
    if (scratch.furthest > best) {
      best = scratch.furthest;
      best_first = first;
      best_unit = scratch.furthest_unit;
    }
  }
  if (forbidden) return result;
  if (best <= program.first) {
    result.text += fmt::format("nothing fits its first element {}", element_at(rules_.code_[program.first].at));
    return result;
  }
  result.taken = best_unit - best_first;
  const std::string next = best_unit < units.size() ? fmt::format("\"{}\"", name(best_unit)) : "the end of the sentence";
  result.text += fmt::format("\"{}\" fits, but then {} was needed, at {} or within a gap after it", words(best_first, best_unit),
                             element_at(rules_.code_[best].at), next);
  return result;
}

std::string Matcher::explain(std::string_view rule, std::span<const Unit> units, const UnitName& name) const {
  const RuleInfo* info = rules_.find(rule);
  if (info == nullptr) return fmt::format("there is no rule '{}'\n", rule);
  const auto number = static_cast<std::size_t>(info - rules_.rules_.data());
  std::string out;
  Scratch scratch;
  scratch.seen.assign(rules_.code_.size(), 0);
  for (const auto& program : rules_.programs_)
    if (program.rule == number && program.pattern != automaton::guard_pattern) out += attempt(program, units, scratch, name).text + "\n";
  return out;
}

std::vector<std::string> Matcher::near_misses(std::span<const Unit> units, std::span<const Match> found, std::size_t most,
                                              const UnitName& name) const {
  Scratch scratch;
  choose_candidates(units, scratch);
  std::vector<std::pair<std::uint32_t, Attempt>> attempts;  // of each rule the pattern that came furthest
  for (const auto candidate : scratch.candidates) {
    const Program& program = rules_.programs_[candidate];
    if (std::any_of(found.begin(), found.end(), [&](const Match& m) { return m.rule == program.rule; })) continue;
    Attempt tried = attempt(program, units, scratch, name);
    if (tried.taken == 0) continue;
    const auto same = std::find_if(attempts.begin(), attempts.end(), [&](const auto& a) { return a.first == program.rule; });
    if (same == attempts.end())
      attempts.emplace_back(program.rule, std::move(tried));
    else if (tried.taken > same->second.taken)
      same->second = std::move(tried);
  }
  std::sort(attempts.begin(), attempts.end(), [](const auto& a, const auto& b) {
    return a.second.taken != b.second.taken ? a.second.taken > b.second.taken : a.first < b.first;
  });
  if (attempts.size() > most) attempts.resize(most);
  std::vector<std::string> out;
  out.reserve(attempts.size());
  for (auto& [rule, tried] : attempts) out.push_back(std::move(tried.text));
  return out;
}

}  // namespace pacta
