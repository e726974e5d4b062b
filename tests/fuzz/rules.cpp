// Any bytes as a rule file: it is compiled, or refused with diagnostics that can be shown; compiled rules are compared and run.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "ontology/match.h"
#include "ontology/overlap.h"
#include "ontology/rules_parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto ontology = pacta::Ontology::load({PACTA_SOURCE_DIR "/ontology/pacta.ttl"});
  static const auto irregular = pacta::load_irregular_verbs(PACTA_SOURCE_DIR "/ontology/en/irregular-verbs.tsv");
  if (!ontology || !irregular) std::abort();
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto parsed = pacta::syntax::parse_rules(text, "fuzz.rules");
  if (!parsed && !pacta::has_errors(parsed.error())) std::abort();
  if (pacta::invalid_utf8(text)) return 0;  // the loader refuses it
  pacta::Lexicon lexicon;
  const auto rules = pacta::compile_rules({{"fuzz.rules", text}}, *ontology, lexicon, *irregular);
  if (!rules) {
    if (!pacta::has_errors(rules.error())) std::abort();
    for (const auto& diagnostic : rules.error()) static_cast<void>(pacta::format(diagnostic));
    return 0;
  }
  for (const auto& diagnostic : rules->warnings()) static_cast<void>(pacta::format(diagnostic));
  static_cast<void>(pacta::find_overlaps(*rules));
  // Every word of the file once as a unit, names between them.
  std::vector<pacta::Unit> units;
  for (const auto& token : pacta::tokenise(text, lexicon)) {
    if (units.size() > 60) break;
    pacta::Unit unit;
    unit.first_token = static_cast<std::uint32_t>(units.size());
    unit.end_token = unit.first_token + 1;
    unit.word = token.word;
    const auto readings = rules->verb_forms(unit.word);
    if (units.size() % 3 == 1) {
      unit.kind = pacta::UnitKind::mention;
      unit.classes = (*ontology)[pacta::cls::State].with_ancestors;
    } else if (!readings.empty()) {
      unit.kind = pacta::UnitKind::verb;
      unit.lemma = readings[0].lemma;
    }
    units.push_back(unit);
  }
  pacta::Matcher::Scratch scratch;
  std::vector<pacta::Match> matches;
  pacta::Matcher(*rules).find(units, scratch, matches);
  for (const auto& match : matches)
    if (match.rule >= rules->rules().size() || match.end > units.size()) std::abort();
  return 0;
}
