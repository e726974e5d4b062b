#include "ontology/rules.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>

#include "base/file.h"
#include "ontology/match.h"
#include "ontology/overlap.h"
#include "ontology/rules_parser.h"

using namespace pacta;

namespace {

const Ontology& ontology() {
  static const Ontology loaded = *Ontology::load({PACTA_SOURCE_DIR "/ontology/pacta.ttl"});
  return loaded;
}

const IrregularVerbs& irregular() {
  static const IrregularVerbs loaded = *load_irregular_verbs(PACTA_SOURCE_DIR "/ontology/en/irregular-verbs.tsv");
  return loaded;
}

tl::expected<RuleSet, Diagnostics> compile(const std::string& text) {
  Lexicon lexicon;
  return compile_rules({{"x.rules", text}}, ontology(), lexicon, irregular());
}

// All diagnostics of a file, as the user sees them; of a sound file its warnings.
std::string problems(const std::string& text) {
  const auto rules = compile(text);
  std::string out;
  for (const auto& d : rules ? rules->warnings() : rules.error()) out += format(d);
  return out;
}

// The same of a rule with this body, without source line and caret, and without warnings of missing examples.
std::string of_rule(const std::string& body) {
  const auto rules = compile("verb sign\nlist l = \"x\"\nrule r {\n" + body + "\n}\n");
  std::string out;
  for (auto d : rules ? Diagnostics() : rules.error()) {
    d.source_line.clear();
    out += format(d);
  }
  return out;
}

}  // namespace

TEST_CASE("Rules are read whole") {
  const auto rules = compile(R"(# a comment
list reporting = "according to" | "quoting"   # another
verbs signing = sign | initial
verb ratify (ratifies ratified ratified ratifying), conclude
rule state-signs {
  confidence 0.95
  match {who: State|Organization} <$signing|conclude> ...{0,4} {what: Agreement} ("on" {when: Date})?
  emit what signedBy who
  emit what signedOn when if when
  emit new Participation(participant who, agreement what, act "signed", date when) if when
  where who != what
  unless $reporting within
  yes "Norway signed the \"Oslo\" Treaty."
  no "Norway read the Oslo Treaty."
  denied "Norway did not sign the Oslo Treaty."
  reported "Chile says that Norway signed the Oslo Treaty."
  possible "Norway may sign the Oslo Treaty."
}
)");
  REQUIRE(rules);
  CHECK(rules->warnings().empty());
  REQUIRE(rules->rules().size() == 1);
  const auto& rule = rules->rules()[0];
  CHECK(rules->find("state-signs") == &rule);
  CHECK(rules->find("nothing") == nullptr);
  CHECK(rule.name == "state-signs");
  CHECK(rule.file == "x.rules");
  CHECK(rule.line == 5);
  CHECK(rule.confidence == 0.95);
  CHECK(rule.slots == std::vector<std::string>{"who", "what", "when"});
  REQUIRE(rule.emits.size() == 2);
  CHECK(rule.emits[0].property == prop::signedBy);
  CHECK(rule.emits[0].subject.slot == 1);
  CHECK(rule.emits[0].object.slot == 0);
  CHECK(rule.emits[1].object.slot == 2);
  REQUIRE(rule.events.size() == 1);
  CHECK(rule.events[0].type == cls::Participation);
  CHECK(rule.events[0].condition == 2);
  REQUIRE(rule.events[0].fields.size() == 4);
  CHECK(rule.events[0].fields[2].property == prop::act);
  CHECK(rule.events[0].fields[2].value.literal == "signed");
  CHECK(rule.different == std::vector<std::pair<SlotIndex, SlotIndex>>{{0, 1}});
  REQUIRE(rule.examples.size() == 5);
  CHECK(rule.examples[0].text == "Norway signed the \"Oslo\" Treaty.");
  CHECK(rule.examples[0].line == 13);
  CHECK(rule.examples[4].expectation == Expectation::possible);
  CHECK(rules->list("reporting").size() == 2);
  CHECK(rules->list("nothing").empty());
  CHECK(rules->find_lemma("ratify") != no_lemma);
  CHECK(rules->find_lemma("initial") != no_lemma);
  CHECK(rules->find_lemma("invade") == no_lemma);
}

TEST_CASE("A syntax error shows its place") {
  CHECK(problems("rule r {\n  match {who State} \"signed\"\n}\n") ==
        "x.rules:2:10: error[R001]: expected a slot's name and ':', as in {who: Actor}, but found 'who'\n"
        "    match {who State} \"signed\"\n"
        "           ^\n");
  CHECK(problems("list l \"x\"") ==
        "x.rules:1:8: error[R001]: expected '=' after the list's name, but found '\"'\n"
        "  list l \"x\"\n"
        "         ^\n");
  CHECK(problems("rule r {\n  match \"a\n}") ==
        "x.rules:2:11: error[R001]: expected a closing quotation mark, but found the end of the line\n"
        "    match \"a\n"
        "            ^\n");
  CHECK(
      problems("rule r {\n  match \"a\"\n  emmit a b c\n}") ==
      "x.rules:3:3: error[R001]: expected 'match', 'emit', 'unless', another statement, or '}' at the end of the rule, but found 'emmit'\n"
      "    emmit a b c\n"
      "    ^\n");
  CHECK(
      problems("rule r {\n  match \"a\"") ==
      "x.rules:2:12: error[R001]: expected 'match', 'emit', 'unless', another statement, or '}' at the end of the rule, but found the end "
      "of the file\n    match \"a\"\n             ^\n");
  CHECK(problems("rle r {}") == "x.rules:1:1: error[R001]: expected 'rule', 'list', 'verb' or 'verbs', but found 'rle'\n  rle r {}\n  ^\n");
}

TEST_CASE("All syntax errors of a file are reported") {
  const auto rules = compile("list = \"x\"\nlist good = \"y\"\nverb 7\nrule r { match }\nrule s { emit a b }\n");
  REQUIRE_FALSE(rules);
  REQUIRE(rules.error().size() == 4);
  CHECK(rules.error()[0].line == 1);
  CHECK(rules.error()[1].line == 3);
  CHECK(rules.error()[2].line == 4);
  CHECK(rules.error()[3].line == 5);
  // a rule that does not end is told where the next one begins, which is then read
  const auto open = compile("rule r {\n match \"x\"\nrule s { match }\n");
  REQUIRE_FALSE(open);
  REQUIRE(open.error().size() == 2);
  CHECK(open.error()[0].line == 3);
  CHECK(open.error()[0].column == 1);
  CHECK(open.error()[1].line == 3);
  CHECK(open.error()[1].column == 16);
}

TEST_CASE("Names that are not known") {
  CHECK(problems("rule r {\n  match {a: Sate} \"x\"\n  emit a supports a\n}") ==
        "x.rules:2:13: error[R002]: unknown class 'Sate'; did you mean 'State'?\n"
        "    match {a: Sate} \"x\"\n"
        "              ^\n");
  CHECK(of_rule("match {a: State} \"x\" emit a suports a") ==
        "x.rules:4:29: error[R003]: unknown property 'suports'; did you mean 'supports'?\n");
  CHECK(of_rule("match {a: State} $k emit a supports a") == "x.rules:4:18: error[R004]: unknown list '$k'; did you mean 'l'?\n");
  CHECK(of_rule("match {who: State} \"x\" emit who supports whoo") ==
        "x.rules:4:42: error[R005]: no 'match' of the rule 'r' has a slot 'whoo'; did you mean 'who'?\n");
  CHECK(of_rule("match {a: State} <sgn> emit a supports a") ==
        "x.rules:4:19: error[R006]: the verb 'sgn' is not declared; did you mean 'sign'?\n");
  CHECK(of_rule("match {a: State} <negotiate> emit a supports a") ==
        "x.rules:4:19: error[R006]: the verb 'negotiate' is not declared; add a line 'verb negotiate'\n");
  CHECK(of_rule("match {a: State} <sign:pasive> emit a supports a") ==
        "x.rules:4:24: error[R006]: unknown form 'pasive'; did you mean 'passive'?\n");
  CHECK(of_rule("match {a: State} <$s> emit a supports a") == "x.rules:4:19: error[R004]: unknown group of verbs '$s'\n");
  CHECK(of_rule("match {a: State} \"x\" emit new Particpation(participant a)") ==
        "x.rules:4:31: error[R002]: unknown class 'Particpation'; did you mean 'Participation'?\n");
}

TEST_CASE("What cannot hold") {
  CHECK(of_rule("match {a: State} \"x\" {b: Agreement} emit a signedBy b") ==
        "x.rules:4:42: error[R009]: 'signedBy' is said of Agreement, but 'a' is State\n"
        "x.rules:4:53: error[R010]: 'signedBy' takes Actor, but 'b' is Agreement\n");
  CHECK(of_rule("match {a: Agreement} \"x\" {b: State} emit a signedOn b") ==
        "x.rules:4:53: error[R010]: 'signedOn' takes a Date, but 'b' is State\n");
  CHECK(of_rule("match {a: Agreement} \"x\" {b: Date} emit a signedBy b") ==
        "x.rules:4:52: error[R010]: 'signedBy' takes Actor, but 'b' is Date\n");
  CHECK(of_rule("match {a: Agreement} \"x\" emit a signedBy \"Norway\"") ==
        "x.rules:4:42: error[R010]: 'signedBy' takes Actor, not a text\n");
  CHECK(of_rule("match {a: Agreement} \"x\" emit \"Norway\" signedBy a").find("error[R009]: the subject must be a slot") !=
        std::string::npos);
  CHECK(of_rule("match {a: State} \"x\" emit new Participation(signedBy a)") ==
        "x.rules:4:45: error[R009]: 'signedBy' is said of Agreement, not of Participation\n");
  // These can: a superclass, a subclass, a pronoun, a text for a text, anything.
  CHECK(of_rule("match {a: Instrument} \"x\" {b: Official|Pronoun} emit a signedBy b").empty());
  CHECK(of_rule("match {a: Agreement} \"x\" emit a hasDuration \"open-ended\"").empty());
  CHECK(of_rule("match {a: State} \"x\" {b: Agreement} emit a supports b").empty());
  CHECK(of_rule("match {a: Person} \"x\" {b: Position} emit a holdsPosition b").empty());
}

TEST_CASE("Slots that may be unbound, and that nothing uses") {
  CHECK(of_rule("match {a: State} \"x\" {b: State}? emit a supports b") ==
        "x.rules:4:50: error[R014]: the slot 'b' may be unbound: add 'if b' to emit only where it is bound\n");
  CHECK(of_rule("match {a: State} \"x\" {b: State}? emit a supports b if b").empty());
  CHECK(of_rule("match {a: State} \"x\" match {a: State} \"y\" {b: State} emit a supports b") ==
        "x.rules:4:70: error[R014]: the slot 'b' may be unbound: add 'if b' to emit only where it is bound\n");
  CHECK(of_rule("match {a: State} (\"x\" {b: State} | \"y\" {b: Person}) emit a supports b").empty());
  CHECK(of_rule("match {a: State} (\"x\" {b: State} | \"y\") emit a supports b").find("R014") != std::string::npos);
  CHECK(of_rule("match {a: State} \"x\" {b: State} emit a supports a") ==
        "x.rules:4:22: error[R011]: nothing uses the slot 'b': emit it, or write {_: Class}\n");
  CHECK(of_rule("match {a: State} \"x\" {_: State} emit a supports a").empty());
}

TEST_CASE("Patterns that are no good") {
  CHECK(of_rule("match \"x\"? ... emit a supports a").find("error[R016]: this pattern would match everywhere") != std::string::npos);
  CHECK(of_rule("match {a: State} \"\" emit a supports a").find("error[R016]: there are no words between the quotation marks") !=
        std::string::npos);
  CHECK(of_rule("match {a: State}{3,2} emit a supports a").find("R019") != std::string::npos);
  CHECK(of_rule("match {a: State} ...{0,999} \"x\" emit a supports a").find("R019") != std::string::npos);
  CHECK(of_rule("match ((({a: State}{60}){60}){60}){60} emit a supports a").find("error[R017]: the pattern is too large") !=
        std::string::npos);
  CHECK(of_rule("confidence 1.5 match {a: State} \"x\" emit a supports a") ==
        "x.rules:4:12: error[R018]: the confidence must be above 0 and at most 1\n");
  CHECK(of_rule("") ==
        "x.rules:3:6: error[R012]: the rule 'r' has no 'match'\n"
        "x.rules:3:6: error[R012]: the rule 'r' has no 'emit'\n");
  CHECK(of_rule("match " + std::string(100, '(') + "\"x\"").find("parentheses are nested too deep") != std::string::npos);
  CHECK(of_rule("match {a: State} \"x\" emit a supports a unless {b: State} within").find("an 'unless' binds no slot") !=
        std::string::npos);
  CHECK(of_rule("match {a: State} \"x\" emit a supports a anchor verbs").find("expected 'verb', 'none'") != std::string::npos);
}

TEST_CASE("Lists and verbs that are no good") {
  CHECK(problems("list a = $b\nlist b = $a\n").find("error[R020]: the list 'a' contains itself") != std::string::npos);
  CHECK(problems("list a = \"x\"\nlist a = \"y\"\n").find("x.rules:2:6: error[R008]: the list 'a' is defined twice") == 0);
  CHECK(problems("verb sign (signs signed)\n").find("needs four forms") != std::string::npos);
  CHECK(problems("verb co-sign\n").find("error[R006]: a verb is one word, which 'co-sign' is not") != std::string::npos);
  CHECK(problems("rule r { match {a: State} \"x\" emit a supports a }\nrule r { match {a: State} \"x\" emit a supports a }") ==
        "x.rules:2:6: error[R007]: there are two rules 'r'\n"
        "  rule r { match {a: State} \"x\" emit a supports a }\n"
        "       ^\n");
}

TEST_CASE("Warnings") {
  CHECK(problems("list unused = \"x\"\nrule r { match {a: State} \"x\" match {a: State} \"x\" emit a supports a yes \"A.\" }") ==
        "x.rules:2:37: warning[R022]: this pattern is that of line 2 again\n"
        "  rule r { match {a: State} \"x\" match {a: State} \"x\" emit a supports a yes \"A.\" }\n"
        "                                      ^\n"
        "x.rules:2:6: warning[R013]: the rule 'r' has no 'no' example\n"
        "  rule r { match {a: State} \"x\" match {a: State} \"x\" emit a supports a yes \"A.\" }\n"
        "       ^\n"
        "x.rules:1:6: warning[R023]: no rule uses the list 'unused'\n"
        "  list unused = \"x\"\n"
        "       ^\n");
}

TEST_CASE("Files that cannot be read") {
  Lexicon lexicon;
  const auto missing = load_rules({"/nonexistent/x.rules"}, ontology(), lexicon, PACTA_SOURCE_DIR "/ontology/en/irregular-verbs.tsv");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().size() == 1);
  CHECK_FALSE(load_rules({}, ontology(), lexicon, "/nonexistent/verbs.tsv"));
  const auto none = load_rules({}, ontology(), lexicon, PACTA_SOURCE_DIR "/ontology/en/irregular-verbs.tsv");
  REQUIRE(none);
  std::vector<Match> matches;
  Matcher::Scratch scratch;
  Matcher(*none).find({}, scratch, matches);
  CHECK(matches.empty());
}

TEST_CASE("Superfluous patterns and rules are found") {
  const auto overlaps = [](const std::string& text) {
    const auto rules = compile("verb sign, read\n" + text);
    REQUIRE(rules);
    std::string out;
    for (auto d : find_overlaps(*rules)) {
      d.source_line.clear();
      out += format(d);
    }
    return out;
  };
  CHECK(overlaps("rule r { match {a: State} ...{0,3} <sign> {b: Treaty}\n match {a: State} <sign> {b: Treaty} emit b signedBy a }") ==
        "x.rules:3:8: warning[R033]: match 1 of this rule finds all that this one does\n");
  CHECK(overlaps("rule r { match {a: State} (\"x\" | \"y\" \"z\")? <sign|read> {b: Agreement}\n match {a: State} \"y z\" <read> {b: "
                 "Treaty} emit b "
                 "signedBy a }") == "x.rules:3:8: warning[R033]: match 1 of this rule finds all that this one does\n");
  CHECK(
      overlaps(
          "rule r { match {a: State} <sign> {b: Treaty}\n match {a: Actor} <sign> {b: Treaty} unless \"if\" before emit b signedBy a }") ==
      "x.rules:2:16: warning[R033]: match 2 of this rule finds all that this one does\n");
  CHECK(overlaps("rule r { match {a: State} <sign> {b: Treaty}\n match {a: State} <sign:passive> {b: Treaty} emit b signedBy a }").empty());
  CHECK(overlaps("rule r { match {a: State} <sign> {b: Treaty} emit b signedBy a }\n"
                 "rule s { match {x: State} <sign> {y: Treaty} emit y signedBy x }") ==
        "x.rules:3:6: warning[R034]: the rule 'r' finds all that this one does\n");
  CHECK(overlaps("rule r { match {a: State} <sign> {b: Treaty} emit b signedBy a unless \"if\" before }\n"
                 "rule s { match {x: State} <sign> {y: Treaty} emit y signedBy x }") ==
        "x.rules:2:6: warning[R034]: the rule 's' finds all that this one does\n");
  CHECK(overlaps("rule r { match {a: State} <sign> {b: Treaty} emit b signedBy a }\n"
                 "rule s { match {x: State} <sign> {y: Treaty} emit y ratifiedBy x }")
            .empty());
}

TEST_CASE("The parser and the compiler survive damaged files") {
  const std::string sound =
      "list l = \"a b\" | $k # c\nlist k = \"'s\"\nverb sign, okay (okays okayed okayed okaying)\nverbs g = initial | sign\n"
      "rule r { confidence 0.5 match ^ {a: State|Date} (<sign|$g:passive,participle> | $l)+ ...{0,3} , \"x\"{2} {b: Person}? end\n"
      "emit a supports b if b emit new Participation(participant a, act \"signed\") where a != b unless \"if\" before 2 anchor none\n"
      "yes \"A \\\" b.\" no \"\" }\n";
  std::mt19937 random(7);
  const std::string alphabet = "{}()<>|\"$.,^?*+#\\ \nab:0-=!\xC3\xA9";
  for (int round = 0; round < 1500; ++round) {
    std::string text = sound;
    for (auto n = random() % 6 + 1; n > 0; --n) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text.erase(at, random() % 8 + 1);
          break;
        case 1:
          text.insert(at, 1, alphabet[random() % alphabet.size()]);
          break;
        case 2:
          text[at] = alphabet[random() % alphabet.size()];
          break;
        default:
          text.insert(at, text.substr(random() % text.size(), random() % 40));
          break;
      }
      if (text.empty()) text = "x";
    }
    const auto parsed = syntax::parse_rules(text);
    if (!parsed) CHECK_FALSE(parsed.error().empty());
    const auto rules = compile(text);
    if (!rules) CHECK_FALSE(rules.error().empty());
  }
}
