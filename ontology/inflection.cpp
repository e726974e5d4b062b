#include "ontology/inflection.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/file.h"

namespace pacta {
namespace {

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

std::size_t vowel_groups(std::string_view word) {
  std::size_t groups = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool vowel = is_vowel(word[i]) || (word[i] == 'y' && i > 0);
    const bool before = i > 0 && (is_vowel(word[i - 1]) || (word[i - 1] == 'y' && i > 1));
    groups += vowel && !before;
  }
  return groups;
}

// Verbs of more than one syllable that are stressed on the last, and so double its consonant.
constexpr auto stressed_on_last = std::to_array<std::string_view>(
    {"abet",    "abhor", "acquit", "admit",  "allot",  "annul",  "beget",    "befit",    "begin",  "commit", "compel", "concur", "confer",
     "control", "defer", "demur",  "deter",  "dispel", "emit",   "enrol",    "equip",    "excel",  "expel",  "forbid", "forget", "fulfil",
     "impel",   "incur", "infer",  "inter",  "instil", "occur",  "omit",     "outfit",   "patrol", "permit", "prefer", "propel", "rebel",
     "rebut",   "recur", "refer",  "regret", "repel",  "submit", "transfer", "transmit", "remit",  "distil", "unwrap"});
constexpr auto either_way = std::to_array<std::string_view>({"focus", "benefit", "target", "worship", "program", "initial", "dial"});

template <typename Words>
bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The stems before "ed" and "ing": with the last consonant doubled or not, or both.
std::vector<std::string> stems(std::string_view base) {
  const std::string plain(base);
  const std::string doubled = plain + plain.back();
  if (contains(either_way, base)) return {plain, doubled};
  if (contains(stressed_on_last, base)) return {doubled};
  if (base.ends_with("ic")) return {plain + "k"};
  if (base.size() < 3) return {plain};
  const char last = base.back(), vowel = base[base.size() - 2], before = base[base.size() - 3];
  const bool after_qu = before == 'u' && base.size() >= 4 && base[base.size() - 4] == 'q';
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y' || !is_vowel(vowel) || (is_vowel(before) && !after_qu)) return {plain};
  if (vowel_groups(base) == 1) return {doubled};
  if (last == 'l') return {plain, doubled};  // American and British
  return {plain};
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (true) {
    const auto at = text.find(separator);
    out.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

VerbForms regular(std::string_view base) {
  VerbForms out;
  const std::string word(base);
  if (word.empty()) return out;
  const char last = word.back();
  const bool consonant_y = last == 'y' && word.size() > 1 && !is_vowel(word[word.size() - 2]);
  const std::string without_last = word.substr(0, word.size() - 1);
  if (consonant_y)
    out.third = {without_last + "ies"};
  else if (last == 's' || last == 'x' || last == 'z' || word.ends_with("ch") || word.ends_with("sh") ||
           (last == 'o' && word.size() > 1 && !is_vowel(word[word.size() - 2])))
    out.third = {word + "es"};
  else
    out.third = {word + "s"};
  if (word.ends_with("ie")) {
    out.past = {word + "d"};
    out.gerund = {word.substr(0, word.size() - 2) + "ying"};
  } else if (last == 'e') {
    out.past = {word + "d"};
    const bool keeps = word.ends_with("ee") || word.ends_with("oe") || word.ends_with("ye") || word == "be";
    out.gerund = {(keeps ? word : without_last) + "ing"};
  } else {
    for (const auto& stem : stems(base)) {
      out.past.push_back(consonant_y ? without_last + "ied" : stem + "ed");
      out.gerund.push_back((consonant_y ? word : stem) + "ing");
    }
  }
  out.participle = out.past;
  return out;
}

}  // namespace

tl::expected<IrregularVerbs, Diagnostics> load_irregular_verbs(const std::string& path) {
  auto content = read_file(path);
  if (!content) return tl::unexpected(Diagnostics{content.error()});
  IrregularVerbs out;
  Diagnostics diagnostics;
  const std::string& text = *content;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    std::string_view line(text.data() + at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty() && line.front() != '#') {
      const auto fields = split(line, '\t');
      if (fields.size() < 3 || fields.size() > 5 || fields[0].empty() || fields[1].empty() || fields[2].empty()) {
        diagnostics.push_back(diagnose(path, text, at, "R021", "a line has a verb, its past and its participle, separated by tabs"));
      } else {
        VerbForms forms = regular(fields[0]);
        forms.past = split(fields[1], '/');
        forms.participle = split(fields[2], '/');
        if (fields.size() > 3 && !fields[3].empty()) forms.third = split(fields[3], '/');
        if (fields.size() > 4 && !fields[4].empty()) forms.gerund = split(fields[4], '/');
        if (!out.emplace(fields[0], std::move(forms)).second)
          diagnostics.push_back(diagnose(path, text, at, "R021", fmt::format("the verb '{}' has two lines", fields[0])));
      }
    }
    at = end + 1;
  }
  if (!diagnostics.empty()) return tl::unexpected(std::move(diagnostics));
  return out;
}

VerbForms inflect(std::string_view base, const IrregularVerbs& irregular) {
  if (const auto it = irregular.find(std::string(base)); it != irregular.end()) return it->second;
  return regular(base);
}

}  // namespace pacta
