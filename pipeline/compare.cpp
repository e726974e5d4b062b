#include "pipeline/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "graph/iri.h"
#include "parser/numerals.h"

namespace pacta {

namespace {

/// One graph's treaty, with names that do not depend on its IRIs.
class Treaty {
 public:
  explicit Treaty(const Graph& graph) {
    for (const Triple& triple : graph.triples) {
      const Term& object = graph.terms[triple.object];
      properties_[std::string(graph.terms[triple.subject].value)][std::string(graph.terms[triple.predicate].value)].emplace_back(
          object.value);
    }
    for (const auto& [node, all] : properties_)
      for (const std::string& agreement : values(node, own("textOf"))) self_ = self_.empty() ? agreement : std::min(self_, agreement);
    std::size_t most = 0;
    if (self_.empty())
      for (const auto& [node, all] : properties_)
        if (const std::size_t parts = values(node, own("hasProvision")).size(); parts > most) most = parts, self_ = node;
    if (self_.empty()) return;
    for (const std::string& party : values(self_, own("hasParty"))) parties.insert(label(party));
    add_provisions(self_, 0);
    for (const auto& [node, name] : names_)
      for (const std::string& target : values(node, own("references"))) references.insert(name + " → " + name_of(target));
    for (const std::string& target : values(self_, own("references"))) references.insert("the agreement → " + name_of(target));
    for (const auto& [node, all] : properties_) add_norm(node);
  }

  [[nodiscard]] std::string title() const { return self_.empty() ? std::string() : label(self_); }
  [[nodiscard]] const std::set<std::string>& words(const std::string& provision) const {
    static const std::set<std::string> none;
    const auto found = words_.find(provision);
    return found == words_.end() ? none : found->second;
  }

  std::set<std::string> parties, provisions, references, norms;

 private:
  static std::string own(std::string_view name) { return std::string(ns::pacta).append(name); }

  [[nodiscard]] const std::vector<std::string>& values(const std::string& node, const std::string& property) const {
    static const std::vector<std::string> none;
    const auto found = properties_.find(node);
    if (found == properties_.end()) return none;
    const auto list = found->second.find(property);
    return list == found->second.end() ? none : list->second;
  }

  /// The preferred label; the first in alphabetical order where a union of graphs has several.
  [[nodiscard]] std::string label(const std::string& node) const {
    const auto& all = values(node, std::string(ns::rdfs) + "label");
    return all.empty() ? node : *std::min_element(all.begin(), all.end());
  }

  void add_provisions(const std::string& node, int depth) {
    if (depth > 12) return;
    for (const std::string& part : values(node, own("hasProvision"))) {
      if (names_.contains(part)) continue;
      names_[part] = own_name(part);
      provisions.insert(names_[part]);
      for (const char* property : {"heading", "text"})
        for (const std::string& text : values(part, own(property))) add_words(names_[part], text);
      add_provisions(part, depth + 1);
    }
  }

  /// "Article 5, paragraph 2" of the last steps of an IRI "…/art/V/para/2": kinds and numbers, Roman ones in figures.
  [[nodiscard]] std::string own_name(const std::string& node) const {
    static const std::map<std::string, std::string, std::less<>> kinds{
        {"art", "Article"},       {"para", "paragraph"},    {"part", "Part"},        {"title", "Title"},
        {"chap", "Chapter"},      {"sec", "Section"},       {"annex", "Annex"},      {"protocol", "Protocol"},
        {"schedule", "Schedule"}, {"appendix", "Appendix"}, {"preamble", "Preamble"}};
    std::string name;
    const std::string tail =
        node.starts_with(self_) ? node.substr(self_.size()) : node.substr(std::min(node.find("/id/") + 3, node.size()));
    for (std::size_t at = 0; at < tail.size();) {
      const std::size_t next = std::min(tail.find('/', at + 1), tail.size());
      const std::string step = tail.substr(at + 1, next - at - 1);
      const auto kind = kinds.find(step);
      if (kind != kinds.end()) {
        name += (name.empty() ? "" : ", ") + kind->second;
      } else if (!step.empty()) {
        const int roman = step.find_first_not_of("IVXLCDM") == std::string::npos ? roman_value(step) : 0;
        const int spelled = cardinal_value(step);
        name += " " + (roman > 0 ? std::to_string(roman) : spelled > 0 ? std::to_string(spelled) : step);
      }
      at = next;
    }
    return name;
  }

  [[nodiscard]] std::string name_of(const std::string& target) const {
    const auto known = names_.find(target);
    return known != names_.end() ? known->second : label(target);
  }

  void add_words(const std::string& provision, std::string_view text) {
    const std::string folded = fold_name(text);
    for (std::size_t at = 0; at < folded.size();) {
      const std::size_t end = std::min(folded.find(' ', at), folded.size());
      if (end - at > 3) words_[provision].insert(folded.substr(at, end - at));
      at = end + 1;
    }
  }

  void add_norm(const std::string& node) {
    const auto& modality = values(node, own("deonticModality"));
    const auto& provision = values(node, own("derivedFrom"));
    if (modality.empty() || provision.empty() || !names_.contains(provision[0])) return;
    std::set<std::string> bearers;
    for (const std::string& bearer : values(node, own("bearer"))) bearers.insert(label(bearer));
    const auto& action = values(node, own("action"));
    const auto& condition = values(node, own("condition"));
    const std::string words = action.empty() ? std::string() : action[0];
    add_words(names_[provision[0]], words);
    norms.insert(fmt::format(
        "{}: {} [{}]: {}{}", names_[provision[0]], bearers.empty() ? "(nobody named)" : fmt::format("{}", fmt::join(bearers, ", ")),
        modality[0].substr(modality[0].rfind('#') + 1), words, condition.empty() ? std::string() : " – " + condition[0]));
  }

  std::map<std::string, std::map<std::string, std::vector<std::string>>> properties_;
  std::string self_;
  std::map<std::string, std::string> names_;            // IRI of an own provision → its name
  std::map<std::string, std::set<std::string>> words_;  // name of an own provision → words of heading, text and norms
};

Shared shared(const std::set<std::string>& a, const std::set<std::string>& b) {
  Shared result;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result.both));
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result.only_a));
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(result.only_b));
  return result;
}

/// Share of the words that both have among all that either has.
double similarity(const std::set<std::string>& a, const std::set<std::string>& b) {
  const auto both = static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); }));
  const std::size_t all = a.size() + b.size() - both;
  return all == 0 ? 0 : static_cast<double>(both) / static_cast<double>(all);
}

}  // namespace

Comparison compare(const Graph& a, const Graph& b) {
  const Treaty left(a), right(b);
  Comparison result;
  result.a = left.title();
  result.b = right.title();
  result.parties = shared(left.parties, right.parties);
  result.provisions = shared(left.provisions, right.provisions);
  result.references = shared(left.references, right.references);
  result.norms = shared(left.norms, right.norms);
  // Pairs of what is left, best first; four words are the least that says anything.
  std::vector<Renumbered> pairs;
  for (const std::string& x : result.provisions.only_a)
    for (const std::string& y : result.provisions.only_b)
      if (left.words(x).size() >= 4 && right.words(y).size() >= 4)
        if (const double score = similarity(left.words(x), right.words(y)); score >= 0.6) pairs.push_back({x, y, score});
  std::stable_sort(pairs.begin(), pairs.end(), [](const Renumbered& x, const Renumbered& y) { return x.similarity > y.similarity; });
  std::set<std::string> used_a, used_b;
  for (Renumbered& pair : pairs)
    if (!used_a.contains(pair.a) && !used_b.contains(pair.b)) {
      used_a.insert(pair.a);
      used_b.insert(pair.b);
      result.renumbered.push_back(std::move(pair));
    }
  std::erase_if(result.provisions.only_a, [&](const std::string& name) { return used_a.contains(name); });
  std::erase_if(result.provisions.only_b, [&](const std::string& name) { return used_b.contains(name); });
  return result;
}

}  // namespace pacta
