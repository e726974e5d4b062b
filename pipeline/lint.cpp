#include "pipeline/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/utf8.h"
#include "ontology/overlap.h"
#include "pipeline/analyse.h"

namespace pacta {

namespace {

constexpr std::array<std::string_view, 5> names{"yes", "no", "denied", "reported", "possible"};

/// What a rule found in a text, as sets of how it was said.
struct Found {
  bool any = false, plain = false, denied = false, reported = false, possible = false;

  template <typename Said>
  void add(const Said& said) {
    any = true;
    plain = plain || said.plain();
    denied = denied || said.polarity == Polarity::negated;
    reported = reported || said.claimed_by != no_entity;
    possible = possible || said.modality != Modality::asserted;
  }

  [[nodiscard]] std::string text() const {
    if (!any) return "nothing";
    std::string out;
    const auto note = [&](bool is, std::string_view what) {
      if (is) out += fmt::format("{}{}", out.empty() ? "" : ", ", what);
    };
    note(plain, "something asserted");
    note(denied, "something denied");
    note(reported, "something reported");
    note(possible, "something that is only possible, planned or wished");
    return out;
  }
};

class Linter {
 public:
  Linter(const Knowledge& knowledge, const LintOptions& options) : knowledge_(knowledge), options_(options) {}

  LintReport run() {
    for (const Diagnostic& warning : knowledge_.rules.warnings())
      if (concerns(warning.file)) report_.findings.push_back(warning);
    for (Diagnostic& finding : find_overlaps(knowledge_.rules))
      if (concerns(finding.file)) report_.findings.push_back(std::move(finding));
    const auto& rules = knowledge_.rules.rules();
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (!concerns(rules[i].file)) continue;
      ++report_.rules;
      for (const RuleExample& example : rules[i].examples) check(i, example);
      if (options_.wants_many_examples && options_.wants_many_examples(rules[i].file)) check_variety(i);
    }
    std::stable_sort(report_.findings.begin(), report_.findings.end(), [](const Diagnostic& a, const Diagnostic& b) {
      return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    });
    return std::move(report_);
  }

 private:
  [[nodiscard]] bool concerns(std::string_view file) const { return !options_.concerns || options_.concerns(file); }

  [[nodiscard]] Document document_of(const std::string& text) const {
    Source source;
    source.id = "example";
    source.text = text;
    return segment(std::move(source), knowledge_.lexicon);
  }

  void check(std::size_t rule, const RuleExample& example) {
    ++report_.examples;
    const RuleInfo& info = knowledge_.rules.rules()[rule];
    const Document document = document_of(example.text);
    const Analysis analysis = analyse(document, knowledge_);
    const auto by_rule = [&](const Evidence& e) { return e.rule == info.name; };
    Found found;
    for (const Claim& claim : analysis.claims)
      if (std::any_of(claim.evidence.begin(), claim.evidence.end(), by_rule)) found.add(claim);
    for (const Occurrence& occurrence : analysis.occurrences)
      if (std::any_of(occurrence.evidence.begin(), occurrence.evidence.end(), by_rule)) found.add(occurrence);
    bool right = false;
    switch (example.expectation) {
      case Expectation::yes:
        right = found.plain;
        break;
      case Expectation::no:
        right = !found.any;
        break;
      case Expectation::denied:
        right = found.denied && !found.plain;
        break;
      case Expectation::reported:
        right = found.reported && !found.plain;
        break;
      case Expectation::possible:
        right = found.possible && !found.plain;
        break;
    }
    if (right) return;
    std::string message = fmt::format("the rule '{}' finds {} in this '{}' example", info.name, found.text(),
                                      names[static_cast<std::size_t>(example.expectation)]);
    Diagnostic finding = knowledge_.rules.diagnose_at(rule, example.at, "R030", std::move(message));
    static_cast<void>(analyse_with_trace(document, knowledge_, info.name, finding.note));
    while (finding.note.ends_with('\n')) finding.note.pop_back();
    report_.findings.push_back(std::move(finding));
  }

  /// The example with each name replaced by what it names, so that examples which differ in names only are the same.
  [[nodiscard]] std::string without_names(const std::string& text) const {
    const Document document = document_of(text);
    const Analysis analysis = analyse(document, knowledge_);
    std::string out;
    std::uint32_t at = 0;
    const auto add_words = [&](std::uint32_t to) {
      for (; at < to; ++at) out += fold_word(document.text(document.tokens[at])) + " ";
    };
    for (const Mention& mention : analysis.mentions) {
      if (mention.first_token < at) continue;
      add_words(mention.first_token);
      const bool date = mention.kind == MentionKind::date;
      out += fmt::format("[{}] ",
                         date || mention.entity == no_entity ? "date" : knowledge_.ontology[analysis.entities[mention.entity].cls].name);
      at = mention.end_token;
    }
    add_words(static_cast<std::uint32_t>(document.tokens.size()));
    return out;
  }

  void check_variety(std::size_t rule) {
    const RuleInfo& info = knowledge_.rules.rules()[rule];
    for (const Expectation kind : {Expectation::yes, Expectation::no}) {
      const std::string_view name = names[static_cast<std::size_t>(kind)];
      std::size_t count = 0;
      std::set<std::string> kinds;
      for (const RuleExample& example : info.examples) {
        if (example.expectation != kind) continue;
        ++count;
        if (!kinds.insert(without_names(example.text)).second)
          report_.findings.push_back(knowledge_.rules.diagnose_at(
              rule, example.at, "R032", fmt::format("this '{}' example differs from an earlier one in names only", name)));
      }
      if (count < 2)
        report_.findings.push_back(
            knowledge_.rules.diagnose_at(rule, info.at, "R031",
                                         fmt::format("the rule '{}' has {} '{}' example{}, but should have two", info.name,
                                                     count == 0 ? "no" : "one", name, count == 0 ? "s" : "")));
    }
  }

  const Knowledge& knowledge_;
  const LintOptions& options_;
  LintReport report_;
};

}  // namespace

LintReport lint(const Knowledge& knowledge, const LintOptions& options) {
  return Linter(knowledge, options).run();
}

}  // namespace pacta
