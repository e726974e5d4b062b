#include "ontology/rules.h"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/file.h"
#include "base/utf8.h"
#include "ontology/rules_parser.h"

namespace pacta {

using automaton::Instruction;
using automaton::Op;
using automaton::Program;
using automaton::Requirement;

namespace {

constexpr std::uint32_t max_pattern_size = 20000;
constexpr std::uint32_t max_repeats = 64;

struct PseudoClass {
  std::string_view name;
  std::size_t bit;
};
constexpr std::array<PseudoClass, 5> pseudo_classes{{{"Date", pseudo::Date},
                                                     {"Number", pseudo::Number},
                                                     {"Pronoun", pseudo::Pronoun},
                                                     {"Adjective", pseudo::Adjective},
                                                     {"Duration", pseudo::Duration}}};

// Words so frequent that a pattern had better not be tried for their sake alone.
constexpr auto frequent_words = std::to_array<std::string_view>(
    {"a",   "an",   "and",   "are", "as",   "at",   "be", "been", "but", "by", "for", "from", "had", "has",   "have", "he",   "her",
     "his", "in",   "is",    "it",  "its",  "not",  "of", "on",   "or",  "s",  "'s",  "that", "the", "their", "they", "this", "to",
     "was", "were", "which", "who", "will", "with", ",",  "(",    ")",   "'",  "\"",  "-",    "--",  ":",     ";",    "."});

// Lists of what governs an infinitive or gerund.
constexpr auto governing_lists = std::to_array<std::string_view>({"refusing", "succeeding", "desiring", "allowing", "planning"});
constexpr auto governed_forms = static_cast<std::uint8_t>(
    automaton::voice_form_bit(false, VerbForm::infinitive) | automaton::voice_form_bit(true, VerbForm::infinitive) |
    automaton::voice_form_bit(false, VerbForm::gerund) | automaton::voice_form_bit(true, VerbForm::gerund));

// What may start a pattern: any of these; the fewer and rarer, the better.
struct Triggers {
  std::vector<WordId> words;
  std::vector<LemmaId> lemmas;
  ClassSet classes;
  std::uint64_t cost = 0;
};

Triggers unite(Triggers a, const Triggers& b) {
  a.words.insert(a.words.end(), b.words.begin(), b.words.end());
  a.lemmas.insert(a.lemmas.end(), b.lemmas.begin(), b.lemmas.end());
  a.classes |= b.classes;
  a.cost += b.cost;
  return a;
}

template <typename T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

class RuleCompiler {
 public:
  RuleCompiler(const Ontology& ontology, Lexicon& lexicon, const IrregularVerbs& irregular)
      : ontology_(ontology), lexicon_(lexicon), irregular_(irregular) {}

  Diagnostics diagnostics;

  void parse(RuleSource source) {
    auto parsed = syntax::parse_rules(source.text, source.name);
    names_.push_back(std::move(source.name));
    line_ends_.emplace_back();
    for (auto at = source.text.find('\n'); at != std::string::npos; at = source.text.find('\n', at + 1))
      line_ends_.back().push_back(static_cast<std::uint32_t>(at));
    out_.sources_.push_back(std::move(source.text));
    if (!parsed) {
      for (auto& d : parsed.error()) diagnostics.push_back(std::move(d));
      parsed = syntax::File();
    }
    files_.push_back(std::move(*parsed));
  }

  RuleSet compile() {
    for (file_ = 0; file_ < files_.size(); ++file_)
      for (const auto& verb : files_[file_].verbs) declare(verb);
    for (file_ = 0; file_ < files_.size(); ++file_)
      for (const auto& group : files_[file_].groups) declare(group);
    for (file_ = 0; file_ < files_.size(); ++file_)
      for (const auto& list : files_[file_].lists)
        if (!lists_.emplace(list.name.text, ListEntry{&list, file_, false}).second)
          fail(list.name.at, "R008", fmt::format("the list '{}' is defined twice", list.name.text));
    for (auto& [name, entry] : lists_) {
      std::vector<std::string> path;
      const auto& all = out_.lists_[name] = phrases(name, path);
      std::vector<bool>& words = out_.list_words_[name];
      for (const auto& phrase : all) {
        if (phrase.size() != 1 || phrase[0] == unknown_word) continue;
        if (phrase[0] >= words.size()) words.resize(phrase[0] + 1);
        words[phrase[0]] = true;
      }
    }
    for (const auto name : governing_lists)
      if (const auto it = out_.lists_.find(std::string(name)); it != out_.lists_.end())
        governing_.insert(governing_.end(), it->second.begin(), it->second.end());
    copulas_ = static_cast<std::uint32_t>(out_.lemma_sets_.size());
    out_.lemma_sets_.emplace_back();
    for (const auto name : {"be", "have"})
      if (const auto id = out_.find_lemma(name); id != no_lemma) out_.lemma_sets_.back().push_back(id);
    if (out_.lemma_sets_.back().empty()) out_.lemma_sets_.back().push_back(no_lemma);
    sort_unique(out_.lemma_sets_.back());
    for (file_ = 0; file_ < files_.size(); ++file_)
      for (const auto& rule : files_[file_].rules) add(rule);
    for (const auto& [name, entry] : lists_)
      // A file of lists alone is there for others: for other files, or for the code.
      if (!entry.used && !files_[entry.file].rules.empty()) {
        file_ = entry.file;
        warn(entry.list->name.at, "R023", fmt::format("no rule uses the list '{}'", name));
      }
    index();
    return std::move(out_);
  }

 private:
  struct ListEntry {
    const syntax::List* list = nullptr;
    std::size_t file = 0;
    bool used = false;
  };
  // How a slot stands in one match.
  struct SlotUse {
    ClassSet declared;  // classes as written
    bool always = false;
  };
  using SlotUses = std::map<std::string, SlotUse>;

  std::size_t line_of(std::uint32_t at) const {
    const auto& ends = line_ends_[file_];
    return static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), at) - ends.begin()) + 1;
  }

  void report(Severity severity, std::uint32_t at, std::string code, std::string message, Diagnostics& to) {
    to.push_back(diagnose(names_[file_], out_.sources_[file_], at, std::move(code), std::move(message), severity));
  }
  void fail(std::uint32_t at, std::string code, std::string message) {
    if (!failed_.emplace(file_, at, message).second) return;  // a repeated part is compiled more than once
    report(Severity::error, at, std::move(code), std::move(message), diagnostics);
  }
  void warn(std::uint32_t at, std::string code, std::string message) {
    report(Severity::warning, at, std::move(code), std::move(message), out_.warnings_);
  }

  static std::string guess(std::string_view word, const std::vector<std::string_view>& candidates) {
    const auto best = nearest(word, candidates);
    return best.empty() ? std::string() : fmt::format("; did you mean '{}'?", best);
  }

  // Verbs

  LemmaId declare_lemma(const syntax::Name& name, const std::vector<syntax::Name>& forms) {
    const std::string key = fold_word(name.text);
    if (const auto it = out_.lemma_by_name_.find(key); it != out_.lemma_by_name_.end()) return it->second;
    if (name.text.find('-') != std::string::npos) {
      fail(name.at, "R006", fmt::format("a verb is one word, which '{}' is not", name.text));
      return no_lemma;
    }
    if (out_.lemmas_.size() > std::numeric_limits<LemmaId>::max()) {
      fail(name.at, "R006", "too many verbs");
      return no_lemma;
    }
    const auto id = static_cast<LemmaId>(out_.lemmas_.size());
    out_.lemmas_.push_back(name.text);
    out_.lemma_by_name_.emplace(key, id);
    const auto add_reading = [&](const std::string& word, std::uint8_t bit) {
      auto& readings = out_.readings_[lexicon_.intern(fold_word(word))];
      for (auto& reading : readings)
        if (reading.lemma == id) {
          reading.forms = static_cast<std::uint8_t>(reading.forms | bit);
          return;
        }
      readings.push_back({id, bit});
    };
    add_reading(name.text, verb_bit::base);
    VerbForms all = inflect(key, irregular_);
    if (!forms.empty()) all = {{forms[0].text}, {forms[1].text}, {forms[2].text}, {forms[3].text}};
    for (const auto& word : all.third) add_reading(word, verb_bit::third);
    for (const auto& word : all.past) add_reading(word, verb_bit::past);
    for (const auto& word : all.participle) add_reading(word, verb_bit::participle);
    for (const auto& word : all.gerund) add_reading(word, verb_bit::gerund);
    return id;
  }

  void declare(const syntax::Verb& verb) {
    if (!verb.forms.empty() && verb.forms.size() != 4) {
      fail(verb.forms.front().at, "R006",
           fmt::format("'{}' needs four forms, as in sign (signs signed signed signing), but has {}", verb.name.text, verb.forms.size()));
      return;
    }
    declare_lemma(verb.name, verb.forms);
  }

  void declare(const syntax::VerbGroup& group) {
    if (groups_.contains(group.name.text)) {
      fail(group.name.at, "R008", fmt::format("the group of verbs '{}' is defined twice", group.name.text));
      return;
    }
    auto& lemmas = groups_[group.name.text];
    for (const auto& verb : group.verbs)
      if (const auto id = declare_lemma(verb, {}); id != no_lemma) lemmas.push_back(id);
  }

  // Words and lists

  std::vector<WordId> words_of(const std::string& text) {
    // A possessive is a token of its own only after a word.
    const bool possessive = text.starts_with("'") || text.starts_with("’");
    std::vector<WordId> out;
    for (const auto& token : tokenise_and_intern(possessive ? "x" + text : text, lexicon_)) out.push_back(token.word);
    if (possessive && !out.empty()) out.erase(out.begin());
    return out;
  }

  std::vector<std::vector<WordId>> phrases(const std::string& name, std::vector<std::string>& path) {
    auto& entry = lists_.at(name);
    file_ = entry.file;
    std::vector<std::vector<WordId>> out;
    path.push_back(name);
    for (const auto& item : entry.list->items) {
      file_ = entry.file;
      if (item.kind == syntax::NodeKind::words) {
        auto words = words_of(item.text);
        if (words.empty())
          fail(item.at, "R016", "there are no words between the quotation marks");
        else
          out.push_back(std::move(words));
        continue;
      }
      if (std::find(path.begin(), path.end(), item.text) != path.end()) {
        fail(item.at, "R020", fmt::format("the list '{}' contains itself", item.text));
        continue;
      }
      const auto it = lists_.find(item.text);
      if (it == lists_.end()) {
        unknown_list(item);
        continue;
      }
      it->second.used = true;
      for (auto& phrase : phrases(item.text, path)) out.push_back(std::move(phrase));
    }
    path.pop_back();
    sort_unique(out);
    return out;
  }

  void unknown_list(const syntax::Node& node) {
    std::vector<std::string_view> known;
    for (const auto& [name, entry] : lists_) known.push_back(name);
    fail(node.at, "R004", fmt::format("unknown list '${}'{}", node.text, guess(node.text, known)));
  }

  // Code. The tail of what is emitted falls through to the next instruction.

  std::uint32_t here() const { return static_cast<std::uint32_t>(out_.code_.size()); }
  std::uint32_t put(Op op, std::uint32_t at) {
    Instruction instruction;
    instruction.op = op;
    instruction.at = at;
    out_.code_.push_back(instruction);
    return here() - 1;
  }

  void put_verb(std::uint32_t at, std::uint8_t mask, std::uint32_t set) {
    const auto instruction = put(Op::verb, at);
    out_.code_[instruction].mask = mask;
    out_.code_[instruction].a = set;
  }

  // One of several phrases, longest first; with `inflected`, also where auxiliaries stand before a verb of theirs.
  void put_phrases(const std::vector<std::vector<WordId>>& list, std::uint32_t at, bool inflected = false) {
    struct TrieNode {
      std::vector<std::pair<WordId, std::uint32_t>> next;
      bool ends = false;
    };
    std::vector<TrieNode> trie(1);
    trie.reserve(list.size() + 1);
    trie.front().next.reserve(list.size());
    for (const auto& phrase : list) {
      std::uint32_t node = 0;
      for (const auto word : phrase) {
        auto& next = trie[node].next;
        const auto known = std::find_if(next.begin(), next.end(), [&](const auto& child) { return child.first == word; });
        if (known != next.end()) {
          node = known->second;
          continue;
        }
        node = static_cast<std::uint32_t>(trie.size());
        next.emplace_back(word, node);
        trie.emplace_back();
      }
      trie[node].ends = true;
    }
    // Each node with children is a trie instruction, with a way out before it if a phrase ends there; one without is the way out.
    constexpr auto way_out = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> entry(trie.size(), way_out), tables(trie.size()), splits;
    for (std::uint32_t n = 0; n < trie.size(); ++n) {
      if (trie[n].next.empty() && n != 0) continue;
      entry[n] = here();
      if (trie[n].ends && n != 0) {
        const auto split = put(Op::split, at);
        out_.code_[split].a = split + 1;
        splits.push_back(split);
      }
      const auto instruction = put(Op::trie, at);
      tables[n] = static_cast<std::uint32_t>(out_.tables_.size());
      out_.code_[instruction].a = tables[n];
      out_.code_[instruction].mask = inflected ? 1 : 0;
      out_.tables_.emplace_back();
    }
    for (std::uint32_t n = 0; n < trie.size(); ++n) {
      auto& children = trie[n].next;
      if (children.empty()) continue;
      std::sort(children.begin(), children.end());
      auto& table = out_.tables_[tables[n]];
      table.reserve(children.size());
      for (const auto& [word, child] : children) table.emplace_back(word, entry[child] == way_out ? here() : entry[child]);
    }
    for (const auto split : splits) out_.code_[split].b = here();
  }

  std::uint8_t mask_of(const syntax::Node& node) {
    using automaton::voice_form_bit;
    const auto active = [](VerbForm form) { return voice_form_bit(false, form); };
    const auto passive = [](VerbForm form) { return voice_form_bit(true, form); };
    const auto join = [](auto... bits) { return static_cast<std::uint8_t>((0U | ... | unsigned{bits})); };
    const auto all_but_participle = [&](auto voice) {
      return join(voice(VerbForm::finite), voice(VerbForm::infinitive), voice(VerbForm::gerund));
    };
    if (node.forms.empty()) return all_but_participle(active);
    std::uint8_t mask = 0;
    for (const auto& form : node.forms) {
      std::uint8_t bits = 0;
      if (form.text == "active")
        bits = all_but_participle(active);
      else if (form.text == "passive")
        bits = all_but_participle(passive);
      else if (form.text == "any")
        bits = 0xFF;
      else if (form.text == "finite")
        bits = active(VerbForm::finite);
      else if (form.text == "infinitive")
        bits = active(VerbForm::infinitive);
      else if (form.text == "gerund")
        bits = active(VerbForm::gerund);
      else if (form.text == "participle")
        bits = join(active(VerbForm::participle), passive(VerbForm::participle));
      else
        fail(form.at, "R006",
             fmt::format("unknown form '{}'{}", form.text,
                         guess(form.text, {"active", "passive", "any", "finite", "infinitive", "gerund", "participle"})));
      mask = join(mask, bits);
    }
    return mask;
  }

  automaton::LemmaSet lemmas_of(const syntax::Node& node) {
    automaton::LemmaSet out;
    for (const auto& name : node.names) {
      if (name.text == "*") return {};
      if (name.text.starts_with("$")) {
        const auto it = groups_.find(name.text.substr(1));
        if (it == groups_.end()) {
          std::vector<std::string_view> known;
          for (const auto& [group, lemmas] : groups_) known.push_back(group);
          fail(name.at, "R004", fmt::format("unknown group of verbs '{}'{}", name.text, guess(name.text.substr(1), known)));
          out.push_back(no_lemma);
          continue;
        }
        out.insert(out.end(), it->second.begin(), it->second.end());
        continue;
      }
      const auto id = out_.find_lemma(name.text);
      if (id == no_lemma) {
        std::vector<std::string_view> known(out_.lemmas_.begin() + 1, out_.lemmas_.end());
        fail(name.at, "R006",
             fmt::format("the verb '{}' is not declared{}", name.text,
                         nearest(name.text, known).empty() ? fmt::format("; add a line 'verb {}'", name.text) : guess(name.text, known)));
      }
      out.push_back(id);
    }
    sort_unique(out);
    return out;
  }

  // The classes as written.
  ClassSet classes_of(const syntax::Node& node) {
    ClassSet out;
    for (const auto& name : node.names) {
      const auto special =
          std::find_if(pseudo_classes.begin(), pseudo_classes.end(), [&](const PseudoClass& p) { return p.name == name.text; });
      if (special != pseudo_classes.end()) {
        out.set(special->bit);
      } else if (const auto id = ontology_.find_class(name.text)) {
        out.set(*id);
      } else {
        std::vector<std::string_view> known;
        for (const auto& info : ontology_.classes()) known.push_back(info.name);
        for (const auto& p : pseudo_classes) known.push_back(p.name);
        fail(name.at, "R002", fmt::format("unknown class '{}'{}", name.text, guess(name.text, known)));
      }
    }
    return out;
  }

  ClassSet with_descendants(const ClassSet& classes) const {
    ClassSet out = classes;
    for (std::size_t i = 0; i < ontology_.class_count(); ++i)
      if (classes.test(i)) out |= ontology_[static_cast<ClassId>(i)].with_descendants;
    return out;
  }

  // Emits code for a node; `uses` learns of its slots, `always` is whether every match goes through it.
  void generate(const syntax::Node& node, SlotUses* uses, bool always) {
    using syntax::NodeKind;
    if (here() - program_begin_ > max_pattern_size) {
      if (!too_big_) fail(node.at, "R017", "the pattern is too large: its repetitions multiply");
      too_big_ = true;
      return;
    }
    switch (node.kind) {
      case NodeKind::words: {
        auto words = words_of(node.text);
        if (words.empty()) {
          fail(node.at, "R016", "there are no words between the quotation marks");
          return;
        }
        put_phrases({std::move(words)}, node.at);
        return;
      }
      case NodeKind::list: {
        const auto it = lists_.find(node.text);
        if (it == lists_.end()) {
          unknown_list(node);
          return;
        }
        it->second.used = true;
        put_phrases(out_.lists_[node.text], node.at);
        return;
      }
      case NodeKind::slot: {
        const auto classes = classes_of(node);
        SlotIndex slot = no_slot;
        if (node.text != "_") {
          if (uses == nullptr) {
            fail(node.at, "R005", "an 'unless' binds no slot: write {_: Class}");
            return;
          }
          slot = slot_index(node);
          auto& use = (*uses)[node.text];
          use.declared |= classes;
          use.always = use.always || always;
        }
        const auto instruction = put(Op::mention, node.at);
        out_.code_[instruction].a = static_cast<std::uint32_t>(out_.class_sets_.size());
        out_.code_[instruction].slot = slot;
        out_.class_sets_.push_back(with_descendants(classes));
        return;
      }
      case NodeKind::verb: {
        auto lemmas = lemmas_of(node);
        const auto mask = mask_of(node);
        const auto set = static_cast<std::uint32_t>(out_.lemma_sets_.size());
        out_.lemma_sets_.push_back(std::move(lemmas));
        const auto governed = static_cast<std::uint8_t>(mask & governed_forms);
        // A verb may be governed by another that decides whether it happens: "failed to ratify", "is ready to ratify".
        const bool chain = governed != 0 && !governing_.empty() && uses != nullptr && here() != program_begin_;
        const auto split = chain ? put(Op::split, node.at) : 0;
        put_verb(node.at, mask, set);
        if (!chain) return;
        const auto jump = put(Op::jump, node.at);
        out_.code_[split].a = split + 1;
        const auto copula = put(Op::split, node.at);
        out_.code_[split].b = copula;
        out_.code_[copula].a = copula + 1;
        put_verb(node.at, 0xFF, copulas_);
        out_.code_[here() - 1].slot = automaton::hidden_verb;
        out_.code_[copula].b = here();
        put_phrases(governing_, node.at, true);
        put_verb(node.at, governed, set);
        out_.code_[jump].a = here();
        return;
      }
      case NodeKind::gap: {
        if (node.max < node.min || node.max > max_repeats) {
          fail(node.at, "R019", fmt::format("a gap needs bounds {{m,n}} with m up to n and n up to {}", max_repeats));
          return;
        }
        for (std::uint32_t i = 0; i < node.min; ++i) put(Op::gap, node.at);
        std::vector<std::uint32_t> splits;
        for (std::uint32_t i = node.min; i < node.max; ++i) {
          const auto split = put(Op::split, node.at);  // out first: the shortest gap is preferred
          out_.code_[split].b = split + 1;
          splits.push_back(split);
          put(Op::gap, node.at);
        }
        for (const auto split : splits) out_.code_[split].a = here();
        return;
      }
      case NodeKind::start:
        put(Op::start, node.at);
        return;
      case NodeKind::end:
        put(Op::end, node.at);
        return;
      case NodeKind::sequence:
        for (const auto& child : node.children) generate(child, uses, always);
        return;
      case NodeKind::alternatives: {
        if (node.children.size() == 1) {
          generate(node.children.front(), uses, always);
          return;
        }
        std::vector<std::uint32_t> jumps;
        std::map<std::string, std::size_t> certain;  // slots that an alternative always binds
        for (std::size_t i = 0; i < node.children.size(); ++i) {
          const bool last = i + 1 == node.children.size();
          const auto split = last ? 0 : put(Op::split, node.at);
          if (!last) out_.code_[split].a = split + 1;
          SlotUses inner;
          generate(node.children[i], uses == nullptr ? nullptr : &inner, true);
          if (!last) {
            jumps.push_back(put(Op::jump, node.at));
            out_.code_[split].b = here();
          }
          for (const auto& [name, use] : inner) {
            (*uses)[name].declared |= use.declared;
            if (use.always && ++certain[name] == node.children.size() && always) (*uses)[name].always = true;
          }
        }
        for (const auto jump : jumps) out_.code_[jump].a = here();
        return;
      }
      case NodeKind::repeat: {
        const auto& child = node.children.front();
        if (node.max < node.min || (node.max != syntax::no_limit && node.max > max_repeats) || node.min > max_repeats || node.max == 0) {
          fail(node.at, "R019", fmt::format("bounds {{m,n}} need m up to n, and n from 1 to {}", max_repeats));
          return;
        }
        for (std::uint32_t i = 0; i < node.min; ++i) generate(child, uses, always);
        if (node.max == syntax::no_limit) {
          const auto split = put(Op::split, node.at);
          out_.code_[split].a = split + 1;
          generate(child, uses, false);
          out_.code_[put(Op::jump, node.at)].a = split;
          out_.code_[split].b = here();
          return;
        }
        std::vector<std::uint32_t> splits;
        for (std::uint32_t i = node.min; i < node.max && !too_big_; ++i) {
          const auto split = put(Op::split, node.at);
          out_.code_[split].a = split + 1;
          splits.push_back(split);
          generate(child, uses, false);
        }
        for (const auto split : splits) out_.code_[split].b = here();
        return;
      }
    }
  }

  // Whether nothing may match the node: then a pattern would match everywhere.
  static bool nullable(const syntax::Node& node) {
    using syntax::NodeKind;
    switch (node.kind) {
      case NodeKind::words:
      case NodeKind::list:
      case NodeKind::slot:
      case NodeKind::verb:
        return false;
      case NodeKind::gap:
        return true;  // even if not empty, it says nothing
      case NodeKind::start:
      case NodeKind::end:
        return true;
      case NodeKind::sequence:
        return std::all_of(node.children.begin(), node.children.end(), nullable);
      case NodeKind::alternatives:
        return std::any_of(node.children.begin(), node.children.end(), nullable);
      case NodeKind::repeat:
        return node.min == 0 || nullable(node.children.front());
    }
    return true;
  }

  // What one of must be there for the node to match; collects all such needs of a sequence.
  std::optional<Triggers> needs(const syntax::Node& node, std::vector<Triggers>* all) {
    using syntax::NodeKind;
    const auto of_phrase = [&](const std::vector<WordId>& phrase) {
      Triggers best;
      best.cost = std::numeric_limits<std::uint64_t>::max();
      for (const auto word : phrase) {
        const auto& text = lexicon_.word(word);
        const bool frequent = std::find(frequent_words.begin(), frequent_words.end(), text) != frequent_words.end();
        const std::uint64_t cost = frequent ? 2000 : text.size() >= 12 ? 1 : 13 - text.size();
        if (cost < best.cost) best = {{word}, {}, {}, cost};
      }
      return best;
    };
    std::optional<Triggers> out;
    switch (node.kind) {
      case NodeKind::words:
      case NodeKind::list: {
        Triggers sum;
        if (node.kind == NodeKind::words) {
          if (auto words = words_of(node.text); !words.empty()) sum = of_phrase(words);
        } else {
          for (const auto& phrase : out_.lists_[node.text]) sum = unite(sum, of_phrase(phrase));
        }
        out = std::move(sum);
        break;
      }
      case NodeKind::verb: {
        const auto errors = diagnostics.size();
        const auto lemmas = lemmas_of(node);
        diagnostics.resize(errors);
        if (lemmas.empty()) return std::nullopt;
        out = Triggers{{}, lemmas, {}, 8 * lemmas.size()};
        break;
      }
      case NodeKind::slot: {
        const auto errors = diagnostics.size();
        const auto classes = classes_of(node);
        diagnostics.resize(errors);
        out = Triggers{{}, {}, with_descendants(classes), 10000 + 100 * classes.count()};
        break;
      }
      case NodeKind::gap:
      case NodeKind::start:
      case NodeKind::end:
        return std::nullopt;
      case NodeKind::sequence:
        for (const auto& child : node.children) {
          auto need = needs(child, all);
          if (need && (!out || need->cost < out->cost)) out = std::move(need);
        }
        return out;
      case NodeKind::alternatives:
        if (node.children.size() == 1) return needs(node.children.front(), all);
        for (const auto& child : node.children) {
          auto need = needs(child, nullptr);
          if (!need) return std::nullopt;
          out = out ? unite(std::move(*out), *need) : std::move(*need);
        }
        break;
      case NodeKind::repeat:
        if (node.min == 0) return std::nullopt;
        return needs(node.children.front(), all);
    }
    if (out && all != nullptr) all->push_back(*out);
    return out;
  }

  // Rules

  SlotIndex slot_index(const syntax::Node& node) {
    auto& slots = rule_->slots;
    const auto it = std::find(slots.begin(), slots.end(), node.text);
    if (it != slots.end()) return static_cast<SlotIndex>(it - slots.begin());
    if (slots.size() == max_slots) {
      fail(node.at, "R015", fmt::format("a rule has at most {} slots", max_slots));
      return no_slot;
    }
    slots.push_back(node.text);
    slot_at_.push_back(node.at);
    slot_used_.push_back(false);
    return static_cast<SlotIndex>(slots.size() - 1);
  }

  // A slot that a statement names.
  SlotIndex use_slot(const syntax::Name& name) {
    const auto& slots = rule_->slots;
    const auto it = std::find(slots.begin(), slots.end(), name.text);
    if (it == slots.end()) {
      const std::vector<std::string_view> known(slots.begin(), slots.end());
      fail(name.at, "R005", fmt::format("no 'match' of the rule '{}' has a slot '{}'{}", rule_->name, name.text, guess(name.text, known)));
      return no_slot;
    }
    const auto index = static_cast<std::size_t>(it - slots.begin());
    slot_used_[index] = true;
    return static_cast<SlotIndex>(index);
  }

  std::string class_names(const ClassSet& classes) const {
    std::string out;
    const auto add_name = [&](std::string_view name) { out += fmt::format("{}{}", out.empty() ? "" : " or ", name); };
    for (std::size_t i = 0; i < ontology_.class_count(); ++i)
      if (classes.test(i)) add_name(ontology_[static_cast<ClassId>(i)].name);
    for (const auto& p : pseudo_classes)
      if (classes.test(p.bit)) add_name(p.name);
    return out;
  }

  // Whether some entity can be of both.
  bool compatible(const ClassSet& slot, const ClassSet& property) const {
    if (property.none() || slot.none()) return true;
    if (slot.test(pseudo::Pronoun)) return true;
    return (with_descendants(slot) & with_descendants(property)).any();
  }

  ClassSet declared(SlotIndex slot) const {
    ClassSet out;
    for (const auto& uses : uses_)
      if (const auto it = uses.find(rule_->slots[static_cast<std::size_t>(slot)]); it != uses.end()) out |= it->second.declared;
    return out;
  }

  std::optional<PropertyId> property_named(const syntax::Name& name) {
    if (const auto id = ontology_.find_property(name.text)) return id;
    std::vector<std::string_view> known;
    for (const auto& info : ontology_.properties()) known.push_back(info.name);
    fail(name.at, "R003", fmt::format("unknown property '{}'{}", name.text, guess(name.text, known)));
    return std::nullopt;
  }

  RuleValue subject_of(const syntax::Value& value) {
    if (value.literal) {
      fail(value.name.at, "R009", "the subject must be a slot: a text can only be an object");
      return {};
    }
    return {use_slot(value.name), {}};
  }

  RuleValue object_of(const syntax::Value& value, PropertyId property) {
    const auto& info = ontology_.property(property);
    if (value.literal) {
      if (!info.is_literal && info.range.any()) {
        // Things that have no more than a name may be given by it.
        ClassSet named = ontology_[cls::Topic].with_ancestors;
        if (const auto id = ontology_.find_class("DeonticModality")) named.set(*id);
        if (const auto id = ontology_.find_class("http://www.w3.org/2004/02/skos/core#Concept")) named.set(*id);
        if ((info.range & ~named).any())
          fail(value.name.at, "R010", fmt::format("'{}' takes {}, not a text", info.name, class_names(info.range)));
      }
      return {no_slot, value.name.text};
    }
    const auto slot = use_slot(value.name);
    if (slot == no_slot) return {};
    const auto classes = declared(slot);
    ClassSet values;
    values.set(pseudo::Date).set(pseudo::Number).set(pseudo::Duration);
    if (info.is_literal) {
      const bool date = info.literal_range.ends_with("PartialDate") || info.literal_range.ends_with("#date");
      if (date && classes.any() && !classes.test(pseudo::Date))
        fail(value.name.at, "R010", fmt::format("'{}' takes a Date, but '{}' is {}", info.name, value.name.text, class_names(classes)));
    } else if (classes.any() && (classes & ~values).none()) {
      fail(value.name.at, "R010",
           fmt::format("'{}' takes {}, but '{}' is {}", info.name, info.range.none() ? "an entity" : class_names(info.range),
                       value.name.text, class_names(classes)));
    } else if (!compatible(classes, info.range)) {
      fail(value.name.at, "R010",
           fmt::format("'{}' takes {}, but '{}' is {}", info.name, class_names(info.range), value.name.text, class_names(classes)));
    }
    return {slot, {}};
  }

  // A slot that some match leaves unbound needs an `if`.
  void check_bound(const syntax::Name& name, SlotIndex slot, const syntax::Name& condition) {
    if (slot == no_slot || name.text == condition.text) return;
    for (const auto& uses : uses_) {
      const auto it = uses.find(name.text);
      if (it != uses.end() && it->second.always) continue;
      fail(name.at, "R014", fmt::format("the slot '{0}' may be unbound: add 'if {0}' to emit only where it is bound", name.text));
      return;
    }
  }

  void add(const syntax::Rule& rule) {
    if (const auto [it, fresh] = rule_names_.emplace(rule.name.text, file_); !fresh) {
      fail(rule.name.at, "R007", fmt::format("there are two rules '{}'", rule.name.text));
      return;
    }
    if (out_.rules_.size() == 0xFFFF) {
      fail(rule.name.at, "R007", "too many rules");
      return;
    }
    RuleInfo info;
    rule_ = &info;
    uses_.clear();
    slot_at_.clear();
    slot_used_.clear();
    info.name = rule.name.text;
    info.file = names_[file_];
    info.line = line_of(rule.name.at);
    info.at = rule.name.at;
    info.confidence = rule.confidence;
    if (!(rule.confidence > 0 && rule.confidence <= 1)) fail(rule.confidence_at, "R018", "the confidence must be above 0 and at most 1");
    if (rule.matches.empty()) fail(rule.name.at, "R012", fmt::format("the rule '{}' has no 'match'", info.name));
    if (rule.emits.empty()) fail(rule.name.at, "R012", fmt::format("the rule '{}' has no 'emit'", info.name));
    std::uint8_t anchor = static_cast<std::uint8_t>(std::min<std::uint32_t>(rule.anchor_number, 255));
    if (rule.anchor.text == "none")
      anchor = 0;
    else if (!rule.anchor.text.empty() && rule.anchor.text != "verb")
      fail(rule.anchor.at, "R001", fmt::format("expected 'verb', 'none' or the verb's number, but found '{}'", rule.anchor.text));

    std::vector<automaton::Guard> guards;
    for (const auto& guard : rule.guards) {
      if (nullable(guard.pattern)) fail(guard.pattern.at, "R016", "this pattern would match where nothing is");
      automaton::Guard compiled;
      compiled.where = guard.where == syntax::Guard::Where::before   ? 0
                       : guard.where == syntax::Guard::Where::after  ? 1
                       : guard.where == syntax::Guard::Where::within ? 2
                                                                     : 3;
      compiled.distance = std::max(guard.distance, 1U);
      compiled.program = program(guard.pattern, automaton::guard_pattern, 0, nullptr);
      guards.push_back(compiled);
    }
    for (std::size_t i = 0; i < rule.matches.size(); ++i) {
      const auto& pattern = rule.matches[i];
      uses_.emplace_back();
      const auto id = program(pattern, static_cast<std::uint16_t>(i), anchor, &uses_.back());
      out_.programs_[id].guards = guards;
      if (nullable(pattern)) fail(pattern.at, "R016", "this pattern would match everywhere: it needs a word, a verb or a slot");
      std::vector<Triggers> all;
      auto trigger = needs(pattern, &all);
      for (auto& need : all) {
        Requirement requirement;
        requirement.classes = need.classes;
        for (const auto word : need.words) set(requirement, automaton::bloom_bit(word, false));
        for (const auto lemma : need.lemmas) set(requirement, automaton::bloom_bit(lemma, true));
        out_.programs_[id].requirements.push_back(requirement);
      }
      triggers_.emplace_back(id, std::move(trigger));
      for (std::size_t j = 0; j < i; ++j)
        if (same(rule.matches[j], pattern))
          warn(pattern.at, "R022", fmt::format("this pattern is that of line {} again", line_of(rule.matches[j].at)));
    }

    for (const auto& emit : rule.emits) {
      SlotIndex condition = no_slot;
      if (!emit.condition.text.empty()) condition = use_slot(emit.condition);
      if (emit.event.text.empty()) {
        RuleEmit compiled;
        compiled.condition = condition;
        compiled.subject = subject_of(emit.subject);
        check_bound(emit.subject.name, compiled.subject.slot, emit.condition);
        const auto property = property_named(emit.property);
        if (!property) {
          if (!emit.object.literal) use_slot(emit.object.name);
          continue;
        }
        compiled.property = *property;
        const auto& known = ontology_.property(*property);
        if (compiled.subject.slot != no_slot && !compatible(declared(compiled.subject.slot), known.domain))
          fail(emit.subject.name.at, "R009",
               fmt::format("'{}' is said of {}, but '{}' is {}", known.name, class_names(known.domain), emit.subject.name.text,
                           class_names(declared(compiled.subject.slot))));
        compiled.object = object_of(emit.object, *property);
        check_bound(emit.object.name, compiled.object.slot, emit.condition);
        info.emits.push_back(std::move(compiled));
        continue;
      }
      RuleEvent event;
      const auto type = ontology_.find_class(emit.event.text);
      if (!type) {
        std::vector<std::string_view> known;
        for (const auto& c : ontology_.classes()) known.push_back(c.name);
        fail(emit.event.at, "R002", fmt::format("unknown class '{}'{}", emit.event.text, guess(emit.event.text, known)));
      } else {
        event.type = *type;
      }
      event.condition = condition;
      for (const auto& [name, value] : emit.fields) {
        const auto property = property_named(name);
        if (!property) {
          if (!value.literal) use_slot(value.name);
          continue;
        }
        const auto& known = ontology_.property(*property);
        if (type && known.domain.any() && !compatible(ClassSet().set(*type), known.domain))
          fail(name.at, "R009", fmt::format("'{}' is said of {}, not of {}", known.name, class_names(known.domain), emit.event.text));
        event.fields.push_back({*property, object_of(value, *property), value.all});
      }
      info.events.push_back(std::move(event));
    }
    for (const auto& [a, b] : rule.different) {
      const auto first = use_slot(a), second = use_slot(b);
      if (first != no_slot && second != no_slot) info.different.emplace_back(first, second);
    }
    for (std::size_t i = 0; i < info.slots.size(); ++i)
      if (!slot_used_[i])
        fail(slot_at_[i], "R011", fmt::format("nothing uses the slot '{}': emit it, or write {{_: Class}}", info.slots[i]));
    std::array<std::size_t, 2> count{};
    for (const auto& example : rule.examples) {
      RuleExample compiled;
      compiled.text = example.text;
      compiled.line = line_of(example.at);
      compiled.at = example.at;
      compiled.expectation = example.kind == "yes"        ? Expectation::yes
                             : example.kind == "no"       ? Expectation::no
                             : example.kind == "denied"   ? Expectation::denied
                             : example.kind == "reported" ? Expectation::reported
                                                          : Expectation::possible;
      if (compiled.expectation == Expectation::yes) ++count[0];
      if (compiled.expectation == Expectation::no) ++count[1];
      info.examples.push_back(std::move(compiled));
    }
    for (std::size_t i = 0; i < 2; ++i)
      if (count[i] == 0) warn(rule.name.at, "R013", fmt::format("the rule '{}' has no '{}' example", info.name, i == 0 ? "yes" : "no"));
    rule_ = nullptr;
    out_.rules_.push_back(std::move(info));
    out_.source_of_rule_.push_back(static_cast<std::uint32_t>(file_));
  }

  static void set(Requirement& requirement, std::size_t bit) { requirement.bloom[bit / 64] |= std::uint64_t{1} << (bit % 64); }

  static bool same(const syntax::Node& a, const syntax::Node& b) {
    const auto same_names = [](const std::vector<syntax::Name>& x, const std::vector<syntax::Name>& y) {
      return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const auto& n, const auto& m) { return n.text == m.text; });
    };
    return a.kind == b.kind && a.text == b.text && a.min == b.min && a.max == b.max && same_names(a.names, b.names) &&
           same_names(a.forms, b.forms) && std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), same);
  }

  std::uint32_t program(const syntax::Node& pattern, std::uint16_t number, std::uint8_t anchor, SlotUses* uses) {
    Program compiled;
    compiled.rule = static_cast<std::uint16_t>(out_.rules_.size());
    compiled.pattern = number;
    compiled.anchor = anchor;
    compiled.at = pattern.at;
    compiled.first = program_begin_ = here();
    too_big_ = false;
    generate(pattern, uses, true);
    put(Op::accept, pattern.at);
    compiled.end = here();
    out_.programs_.push_back(std::move(compiled));
    return static_cast<std::uint32_t>(out_.programs_.size() - 1);
  }

  // Tables from words, lemmas and classes to the programs that they start.
  void index() {
    std::vector<std::vector<std::uint32_t>> words(lexicon_.size()), lemmas(out_.lemmas_.size());
    for (auto& [program, trigger] : triggers_) {
      if (!trigger) {
        out_.always_.push_back(program);
        continue;
      }
      for (const auto word : trigger->words) words[word].push_back(program);
      for (const auto lemma : trigger->lemmas) lemmas[lemma].push_back(program);
      for (std::size_t c = 0; c < 128; ++c)
        if (trigger->classes.test(c)) out_.by_class_[c].push_back(program);
    }
    const auto flatten = [](const auto& from, std::vector<std::uint32_t>& begin, std::vector<std::uint32_t>& to) {
      for (const auto& list : from) {
        begin.push_back(static_cast<std::uint32_t>(to.size()));
        to.insert(to.end(), list.begin(), list.end());
      }
      begin.push_back(static_cast<std::uint32_t>(to.size()));
    };
    flatten(words, out_.by_word_begin_, out_.by_word_);
    flatten(lemmas, out_.by_lemma_begin_, out_.by_lemma_);
  }

  const Ontology& ontology_;
  Lexicon& lexicon_;
  const IrregularVerbs& irregular_;
  RuleSet out_;
  std::vector<syntax::File> files_;
  std::vector<std::string> names_;
  std::vector<std::vector<std::uint32_t>> line_ends_;
  std::size_t file_ = 0;
  std::map<std::string, ListEntry> lists_;
  std::map<std::string, automaton::LemmaSet> groups_;
  std::vector<std::vector<WordId>> governing_;  // phrases
  std::uint32_t copulas_ = 0;                   // set of lemmas
  std::map<std::string, std::size_t> rule_names_;
  std::vector<std::pair<std::uint32_t, std::optional<Triggers>>> triggers_;

  // Of the rule at hand
  RuleInfo* rule_ = nullptr;
  std::vector<SlotUses> uses_;  // a match each
  std::vector<std::uint32_t> slot_at_;
  std::vector<bool> slot_used_;
  std::set<std::tuple<std::size_t, std::uint32_t, std::string>> failed_;
  std::uint32_t program_begin_ = 0;
  bool too_big_ = false;
};

const RuleInfo* RuleSet::find(std::string_view name) const {
  const auto it = std::find_if(rules_.begin(), rules_.end(), [&](const RuleInfo& rule) { return rule.name == name; });
  return it == rules_.end() ? nullptr : &*it;
}

LemmaId RuleSet::find_lemma(std::string_view base) const {
  const auto it = lemma_by_name_.find(fold_word(base));
  return it == lemma_by_name_.end() ? no_lemma : it->second;
}

Diagnostic RuleSet::diagnose_at(std::size_t rule, std::uint32_t at, std::string code, std::string message, Severity severity) const {
  return diagnose(rules_[rule].file, sources_[source_of_rule_[rule]], at, std::move(code), std::move(message), severity);
}

const std::vector<std::vector<WordId>>& RuleSet::list(std::string_view name) const {
  static const std::vector<std::vector<WordId>> none;
  const auto it = lists_.find(name);
  return it == lists_.end() ? none : it->second;
}

bool RuleSet::list_has(std::string_view name, WordId word) const {
  const auto it = list_words_.find(name);
  return it != list_words_.end() && word < it->second.size() && it->second[word];
}

tl::expected<RuleSet, Diagnostics> compile_rules(std::vector<RuleSource> sources, const Ontology& ontology, Lexicon& lexicon,
                                                 const IrregularVerbs& irregular) {
  RuleCompiler compiler(ontology, lexicon, irregular);
  for (auto& source : sources) compiler.parse(std::move(source));
  if (has_errors(compiler.diagnostics)) return tl::unexpected(std::move(compiler.diagnostics));
  RuleSet rules = compiler.compile();
  if (has_errors(compiler.diagnostics)) return tl::unexpected(std::move(compiler.diagnostics));
  return rules;
}

tl::expected<RuleSet, Diagnostics> load_rules(const std::vector<std::string>& files, const Ontology& ontology, Lexicon& lexicon,
                                              const std::string& irregular_verbs) {
  Diagnostics diagnostics;
  std::vector<RuleSource> sources;
  for (const auto& file : files) {
    auto content = read_file(file, std::uint64_t{64} << 20U);
    if (!content)
      diagnostics.push_back(content.error());
    else if (const auto bad = invalid_utf8(*content))
      diagnostics.push_back(diagnose(file, *content, *bad, "R001", "this is not UTF-8"));
    else
      sources.push_back({file, std::move(*content)});
  }
  auto irregular = load_irregular_verbs(irregular_verbs);
  if (!irregular)
    for (auto& d : irregular.error()) diagnostics.push_back(std::move(d));
  if (!diagnostics.empty()) return tl::unexpected(std::move(diagnostics));
  return compile_rules(std::move(sources), ontology, lexicon, *irregular);
}

}  // namespace pacta
