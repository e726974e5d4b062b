#include "ontology/match.h"

#include <catch2/catch.hpp>

#include "base/utf8.h"

using namespace pacta;

namespace {

const Ontology& ontology() {
  static const Ontology loaded = *Ontology::load({PACTA_SOURCE_DIR "/ontology/pacta.ttl"});
  return loaded;
}

// Rules and sentences of units written by hand: "[Norway:State] <signed> the [Oslo Treaty:Treaty] ." A verb is <form>, with marks before
// it:
// "!" passive, "~" participle, "^" infinitive, "%" gerund; a comma that ends a clause is ",,".
struct Bench {
  explicit Bench(const std::string& text) {
    auto irregular = load_irregular_verbs(PACTA_SOURCE_DIR "/ontology/en/irregular-verbs.tsv");
    REQUIRE(irregular);
    auto compiled = compile_rules({{"test.rules", text}}, ontology(), lexicon, *irregular);
    if (!compiled)
      for (const auto& d : compiled.error()) UNSCOPED_INFO(format(d));
    REQUIRE(compiled);
    rules = std::move(*compiled);
  }

  std::vector<Unit> units(const std::string& text) {
    std::vector<Unit> out;
    names.clear();
    std::uint32_t token = 0;
    for (std::size_t at = 0; at < text.size();) {
      if (text[at] == ' ') {
        ++at;
        continue;
      }
      Unit unit;
      unit.first_token = token++;
      unit.end_token = token;
      std::size_t end = text.find(text[at] == '[' ? ']' : ' ', at);
      if (end == std::string::npos) end = text.size();
      std::string word = text.substr(at, end - at);
      if (text[at] == '[') {
        unit.kind = UnitKind::mention;
        ++end;
        const auto colon = word.find(':');
        std::string cls = word.substr(colon + 1);
        word = word.substr(1, colon - 1);
        if (cls == "Date")
          unit.classes.set(pseudo::Date);
        else
          unit.classes = ontology()[*ontology().find_class(cls)].with_ancestors;
      } else if (text[at] == '<') {
        unit.kind = UnitKind::verb;
        word = word.substr(1, word.size() - 2);
        const char mark = word[0];
        if (mark == '!') unit.passive = true;
        if (mark == '~') unit.form = VerbForm::participle;
        if (mark == '^') unit.form = VerbForm::infinitive;
        if (mark == '%') unit.form = VerbForm::gerund;
        if (std::string("!~^%").find(mark) != std::string::npos) word = word.substr(1);
        unit.word = lexicon.find(fold_word(word));
        for (const auto& reading : rules.verb_forms(unit.word)) unit.lemma = reading.lemma;
      } else {
        unit.kind = std::isalnum(static_cast<unsigned char>(word[0])) != 0 ? UnitKind::word : UnitKind::punctuation;
        if (word == ",," || word == ";") unit.clause_end = true;
        if (word == ",,") word = ",";
        unit.word = lexicon.find(fold_word(word));
        if (word == "'s") unit.word = lexicon.find("'s");
      }
      names.push_back(word);
      out.push_back(unit);
      at = end;
    }
    return out;
  }

  // "rule(slot=Unit, ...)@anchor" of each match, joined by "; ".
  std::string find(const std::string& sentence) {
    const auto sequence = units(sentence);
    std::vector<Match> matches;
    Matcher(rules).find(sequence, scratch, matches);
    std::string out;
    for (const auto& match : matches) {
      const auto& rule = rules.rules()[match.rule];
      out += (out.empty() ? "" : "; ") + rule.name + "(";
      bool first = true;
      for (std::size_t i = 0; i < rule.slots.size(); ++i) {
        if (match.slots[i] < 0) continue;
        out += (first ? "" : ", ") + rule.slots[i] + "=" + names[static_cast<std::size_t>(match.slots[i])];
        first = false;
      }
      out += ")" + (match.anchor < 0 ? std::string() : "@" + names[static_cast<std::size_t>(match.anchor)]);
    }
    return out;
  }

  std::string explain(const std::string& rule, const std::string& sentence) {
    const auto sequence = units(sentence);
    return Matcher(rules).explain(rule, sequence, [&](std::size_t i) { return names[i]; });
  }

  Lexicon lexicon;
  RuleSet rules;
  Matcher::Scratch scratch;
  std::vector<std::string> names;
};

const char* signing = R"(
verb sign, initial
rule signs {
  match {who: Actor} <sign|initial> ...{0,4} {what: Agreement}
  match {what: Agreement} <sign:passive,participle> ("by" {who: Actor} | "at" {_: Place} "by" {who: Actor})
  emit what signedBy who
})";

}  // namespace

TEST_CASE("Active and passive") {
  Bench bench(signing);
  CHECK(bench.find("[Norway:State] <signed> [OsloTreaty:Treaty] .") == "signs(who=Norway, what=OsloTreaty)@signed");
  CHECK(bench.find("[Brundtland:Official] <initials> at last the [pact:Pact]") == "signs(who=Brundtland, what=pact)@initials");
  CHECK(bench.find("[OsloTreaty:Treaty] <!signed> by [Norway:State]") == "signs(who=Norway, what=OsloTreaty)@signed");
  CHECK(bench.find("[OsloTreaty:Treaty] <~signed> by [Norway:State]") == "signs(who=Norway, what=OsloTreaty)@signed");
  CHECK(bench.find("[OsloTreaty:Treaty] <~signed> at [Oslo:City] by [Norway:State]") == "signs(who=Norway, what=OsloTreaty)@signed");
  CHECK(bench.find("[Norway:State] <!signed> [OsloTreaty:Treaty]").empty());
  CHECK(bench.find("[Norway:State] <~signed> [OsloTreaty:Treaty]").empty());
  CHECK(bench.find("[Norway:State] <^sign> [OsloTreaty:Treaty]") == "signs(who=Norway, what=OsloTreaty)@sign");
  CHECK(bench.find("[Oslo:City] <signed> [OsloTreaty:Treaty]").empty());
  CHECK(bench.find("").empty());
}

TEST_CASE("A gap is short, prefers the near, and ends with its clause") {
  Bench bench(signing);
  CHECK(bench.find("[Norway:State] <signed> a b c d [pact:Pact]") == "signs(who=Norway, what=pact)@signed");
  CHECK(bench.find("[Norway:State] <signed> a b c d e [pact:Pact]").empty());
  CHECK(bench.find("[Norway:State] <signed> [pact:Pact] and [accord:Accord]") == "signs(who=Norway, what=pact)@signed");
  CHECK(bench.find("[Norway:State] <signed> ,, [pact:Pact]").empty());
  CHECK(bench.find("[Norway:State] <signed> , [pact:Pact]") == "signs(who=Norway, what=pact)@signed");
}

TEST_CASE("The nearest of two subjects, and of two matches the fuller") {
  Bench bench(R"(
verb sign
rule signs {
  match {when: Date}? {who: Actor} ...{0,4} <sign> {what: Agreement}
  emit what signedBy who
  emit what signedOn when if when
})");
  CHECK(bench.find("[Norway:State] as well as [Chile:State] <signed> [pact:Pact]") == "signs(who=Chile, what=pact)@signed");
  CHECK(bench.find("[today:Date] [Chile:State] <signed> [pact:Pact]") == "signs(when=today, who=Chile, what=pact)@signed");
}

TEST_CASE("A repeated slot stands for each") {
  Bench bench(R"(
verb sign
rule signs {
  match ({who: State} ","?)* "and"? {who: State} <sign> {what: Agreement}
  emit what signedBy who
})");
  CHECK(bench.find("[A:State] , [B:State] and [C:State] <signed> [pact:Pact]") ==
        "signs(who=A, what=pact)@signed; signs(who=B, what=pact)@signed; signs(who=C, what=pact)@signed");
}

TEST_CASE("Lists, phrases, words of verbs, sentence limits") {
  Bench bench(R"(
list blame = "because of" | "because" | "due to" | $more
list more = "owing to the"
verb fight, say
rule start { match ^ {a: State} "'s" "words" end  emit a supports a }
rule cause { match $blame {a: State}  emit a supports a anchor none }
rule plain { match "fought" {a: State}  emit a opposes a }
rule any-verb { match {a: State} <*> "loudly" emit a supports a }
)");
  CHECK(bench.find("\" [Chile:State] 's words . \"") == "start(a=Chile)");
  CHECK(bench.find("so [Chile:State] 's words").empty());
  CHECK(bench.find("[Chile:State] 's words count").empty());
  CHECK(bench.find("because [Chile:State]") == "cause(a=Chile)");
  CHECK(bench.find("because of [Chile:State]") == "cause(a=Chile)");
  CHECK(bench.find("Owing to the [Chile:State]") == "cause(a=Chile)");
  CHECK(bench.find("owing to [Chile:State]").empty());
  CHECK(bench.find("<fought> [Chile:State]") == "plain(a=Chile)");
  CHECK(bench.find("[Chile:State] <said> loudly") == "any-verb(a=Chile)@said");
}

TEST_CASE("Guards") {
  Bench bench(R"(
verb support
list doubt = "hardly" | "by no means"
rule supports {
  match {a: State} "backs" {b: State}
  emit a supports b
  where a != b
  unless "if" before
  unless $doubt before 3
  unless "allegedly" within
  unless ("in" "theory") after 2
})");
  CHECK(bench.find("[A:State] backs [B:State]") == "supports(a=A, b=B)");
  CHECK(bench.find("if [A:State] backs [B:State]").empty());
  CHECK(bench.find("if so [A:State] backs [B:State]") == "supports(a=A, b=B)");
  CHECK(bench.find("by no means x y [A:State] backs [B:State]").empty());
  CHECK(bench.find("by no means x y z [A:State] backs [B:State]") == "supports(a=A, b=B)");
  CHECK(bench.find("allegedly x y z v w [A:State] backs [B:State]").empty());
  CHECK(bench.find("allegedly ; [A:State] backs [B:State]") == "supports(a=A, b=B)");
  CHECK(bench.find("[A:State] backs [B:State] x y allegedly").empty());
  CHECK(bench.find("[A:State] backs [B:State] x in theory").empty());
  CHECK(bench.find("[A:State] backs [B:State] x y in theory") == "supports(a=A, b=B)");
  CHECK(bench.rules.rules()[0].different.size() == 1);
}

TEST_CASE("Which verb decides") {
  Bench bench(R"(
verb agree, sign
rule first { match {a: State} <agree> <sign:infinitive> {b: Agreement} emit b signedBy a }
rule second { match {a: State} <agree> <sign:infinitive> {b: Agreement} emit b signedBy a anchor 2 }
rule none { match {a: State} <agree> <sign:infinitive> {b: Agreement} emit b signedBy a anchor none }
)");
  CHECK(bench.find("[A:State] <agreed> <^sign> [pact:Pact]") == "first(a=A, b=pact)@agreed; second(a=A, b=pact)@sign; none(a=A, b=pact)");
}

TEST_CASE("Forms of verbs") {
  Bench bench(R"(
verb sign, commit, visit, veto, ratify, agree, travel, withdraw, be, die, panic, recognise, stop, declare, conquer, quit
verb okay (okays okayed okayed okaying)
)");
  const auto forms = [&](const std::string& word) {
    std::string out;
    for (const auto& reading : bench.rules.verb_forms(bench.lexicon.find(fold_word(word))))
      out += bench.rules.lemma_name(reading.lemma) + std::to_string(reading.forms) + " ";
    return out;
  };
  CHECK(forms("sign") == "sign1 ");
  CHECK(forms("signs") == "sign2 ");
  CHECK(forms("signed") == "sign12 ");
  CHECK(forms("signing") == "sign16 ");
  CHECK(forms("committed") == "commit12 ");
  CHECK(forms("commited").empty());
  CHECK(forms("visiting") == "visit16 ");
  CHECK(forms("vetoes") == "veto2 ");
  CHECK(forms("vetoed") == "veto12 ");
  CHECK(forms("ratifies") == "ratify2 ");
  CHECK(forms("ratified") == "ratify12 ");
  CHECK(forms("ratifying") == "ratify16 ");
  CHECK(forms("agreeing") == "agree16 ");
  CHECK(forms("agreed") == "agree12 ");
  CHECK(forms("travelled") == "travel12 ");
  CHECK(forms("traveled") == "travel12 ");
  CHECK(forms("withdrew") == "withdraw4 ");
  CHECK(forms("withdrawn") == "withdraw8 ");
  CHECK(forms("withdrawing") == "withdraw16 ");
  CHECK(forms("was") == "be4 ");
  CHECK(forms("are") == "be2 ");
  CHECK(forms("dying") == "die16 ");
  CHECK(forms("panicked") == "panic12 ");
  CHECK(forms("recognized") == "recognise12 ");
  CHECK(forms("recognising") == "recognise16 ");
  CHECK(forms("stopped") == "stop12 ");
  CHECK(forms("declaring") == "declare16 ");
  CHECK(forms("quitting") == "quit16 ");
  CHECK(forms("quit") == "quit13 ");
  CHECK(forms("okayed") == "okay12 ");
  CHECK(forms("walk").empty());
}

TEST_CASE("A trace says how far a rule came") {
  Bench bench(signing);
  CHECK(bench.explain("signs", "[Norway:State] <signed> the [hall:Place]") ==
        "signs: match 1 (line 4): \"Norway signed\" fits, but then {what: Agreement} was needed, at \"the\" or within a gap after it\n"
        "signs: match 2 (line 5): nothing fits its first element {what: Agreement}\n");
  CHECK(bench.explain("signs", "[Norway:State] <signed> [pact:Pact]").find("signs: match 1 (line 4): matches \"Norway signed pact\"\n") ==
        0);
  CHECK(bench.explain("sings", "x") == "there is no rule 'sings'\n");
}

TEST_CASE("Nothing explodes") {
  Bench bench(R"(
rule bad { match (({a: State} ","?)+ "x"?)+ ...{0,20} ...{0,20} ("b"|"c"|...{0,8} "d")* "z"  emit a supports a anchor none }
)");
  std::string sentence;
  for (int i = 0; i < 400; ++i) sentence += "[A:State] , ";
  CHECK(bench.find(sentence).empty());
}

TEST_CASE("Patterns that the words of a sentence rule out would not have matched") {
  Bench bench(R"(
list l = "a b" | "c" | "of the"
verb sign, say
rule r1 { match {x: State} ("a" | <sign> | $l "d") ...{0,2} {y: Agreement}  emit y signedBy x }
rule r2 { match ("a"? {x: Actor}){1,2} <*:any> "d"  emit x supports x }
rule r3 { match ^ ... $l {x: State|Treaty}  emit x supports x  unless "d" before 2  unless <say> within }
rule r4 { match {x: State}+ ("b" | "c")* end  emit x supports x }
rule r5 { match "of the" ("a" {x: State} | {x: Agreement} "b" | ",")  emit x supports x if x }
)");
  const std::vector<std::string> pieces{"a",  "b",        "c",       "d",       "of the",     "[N:State]", "[M:State]", "[T:Treaty]",
                                        ",,", "<signed>", "<!said>", "<^sign>", "[O:Person]", "of",        "x"};
  unsigned state = 11, matched = 0;
  const auto random = [&](std::size_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8U) % below;
  };
  for (int round = 0; round < 3000; ++round) {
    std::string sentence;
    for (auto n = random(12) + 1; n > 0; --n) sentence += pieces[random(pieces.size())] + " ";
    const std::string found = bench.find(sentence);
    for (const auto& rule : bench.rules.rules()) {
      const bool expected = bench.explain(rule.name, sentence).find(": matches \"") != std::string::npos;
      INFO(rule.name << " in " << sentence);
      CHECK(expected == (found.find(rule.name + "(") != std::string::npos));
      matched += expected;
    }
  }
  CHECK(matched > 500);
}
