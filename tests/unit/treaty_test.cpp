#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "graph/iri.h"
#include "parser/citations.h"
#include "parser/final_clauses.h"
#include "pipeline/compare.h"

using namespace pacta;

namespace {

Document document_of(std::string text, const Lexicon& lexicon) {
  Source source;
  source.text = std::move(text);
  return segment(std::move(source), lexicon);
}

/// The citations of a sentence, as "kind number kind number … of instrument".
std::string cited(const std::string& text) {
  static Lexicon lexicon;
  static const CitationGrammar grammar(lexicon);
  const Document document = document_of(text, lexicon);
  static constexpr const char* kinds[] = {"preamble",  "part",  "title",    "chapter",  "section", "article",
                                          "paragraph", "annex", "protocol", "schedule", "appendix"};
  std::string told;
  for (const Citation& citation : grammar.find(document, 0, static_cast<std::uint32_t>(document.tokens.size()))) {
    if (!told.empty()) told += "; ";
    if (citation.this_unit) told += "this ";
    if (citation.offset != 0) told += citation.offset < 0 ? "before " : "behind ";
    bool first = true;
    for (const CitedProvision& p : citation.provisions) {
      told += (first ? "" : ", ") + std::string(kinds[static_cast<std::size_t>(p.kind)]) + (p.number.empty() ? "" : " ") + p.number;
      first = false;
    }
    for (const CitedProvision& p : citation.within) told += " in " + std::string(kinds[static_cast<std::size_t>(p.kind)]) + " " + p.number;
    if (citation.of == Citation::Of::this_one) told += " of this";
    if (citation.of == Citation::Of::unnamed) told += " of something";
    if (citation.of == Citation::Of::named) told += " of " + std::string(document.text(document.tokens[citation.instrument_token]));
  }
  return told;
}

/// What a sentence says of its treaty, as "duration P10Y; notice P6M".
std::string clauses(const std::string& text) {
  static Lexicon lexicon;
  const Document document = document_of(text, lexicon);
  static constexpr const char* kinds[] = {"duration", "renewal", "notice", "force", "reservations", "depositary", "authentic"};
  std::string told;
  for (const FinalClause& clause : read_final_clauses(document, {0, static_cast<std::uint32_t>(text.size())}))
    told += (told.empty() ? "" : "; ") + std::string(kinds[static_cast<std::size_t>(clause.kind)]) +
            (clause.value.empty() || clause.kind == FinalClause::Kind::reservations ? "" : " ") +
            (clause.kind == FinalClause::Kind::reservations ? "" : clause.value);
  return told;
}

}  // namespace

TEST_CASE("Citations: numbers, lists and ranges") {
  CHECK(cited("under Article 5 above") == "article 5");
  CHECK(cited("under Articles 3 to 5") == "article 3, article 4, article 5");
  CHECK(cited("under Articles 3, 7 and 9") == "article 3, article 7, article 9");
  CHECK(cited("in Article 36, paragraphs 2 and 4, of the Charter") == "article 36(2), article 36(4) of Charter");
  CHECK(cited("the goods of Annexes II A to C") == "annex II A, annex II B, annex II C");
  CHECK(cited("in Schedules B and D") == "schedule B, schedule D");
  CHECK(cited("an article of clothing and articles of association").empty());
}

TEST_CASE("Citations: what the provisions are parts of") {
  CHECK(cited("under paragraph 2 of Article 7") == "paragraph 7(2)");
  CHECK(cited("under paragraph 2(a) of this Article") == "paragraph 2(a)");
  CHECK(cited("under paragraph 1 of Annex A") == "annex A(1)");
  CHECK(cited("under Article 5 of Chapter VII") == "article 5 in chapter VII");
  CHECK(cited("under the second paragraph of Article 1") == "paragraph 1(2)");
  CHECK(cited("as in the preceding Article") == "before article");
  CHECK(cited("as in paragraph 1 of the preceding Article") == "before paragraph 1");
  CHECK(cited("the measures of this chapter") == "this chapter");
}

TEST_CASE("Citations: whose provisions they are") {
  CHECK(cited("under Article 102 of the Charter of the United Nations") == "article 102 of Charter");
  CHECK(cited("under Article 3 and paragraph 2 of Article 4 of the Agreement on Safeguards") ==
        "article 3 of Agreement; paragraph 4(2) of Agreement");
  CHECK(cited("under Protocol 2 to this Agreement") == "protocol 2 of this");
  CHECK(cited("under paragraphs 3 and 4 of the terms of reference") == "paragraph 3, paragraph 4 of something");
  CHECK(cited("under Article 8 of that Statute") == "article 8 of Statute");
}

TEST_CASE("Final clauses") {
  CHECK(clauses("This Treaty shall remain in force for a period of ten years.") == "duration P10Y");
  CHECK(clauses("This Agreement is concluded for an indefinite period.") == "duration open-ended");
  CHECK(clauses("This Agreement shall be renewed for successive periods of five (5) years.") == "renewal P5Y");
  CHECK(clauses("Either Party may terminate this Agreement by giving twelve months' notice in writing.") == "notice P12M");
  CHECK(clauses("The present Convention shall enter into force thirty days after the fifth ratification.") ==
        "force thirty days after the fifth ratification");
  CHECK(clauses("No reservations may be made to this Convention.") == "reservations");
  CHECK(clauses("The original shall be deposited with the Government of Chile.") == "depositary");
  CHECK(clauses("The English and French texts are equally authentic.") == "authentic");
  // Of other things
  CHECK(clauses("The Committee shall consist of ten members for a term of four years.").empty());
  CHECK(clauses("An amendment to this Agreement shall enter into force after six months.").empty());
  CHECK(clauses("The patent shall remain in force for twenty years.").empty());
}

TEST_CASE("Comparison of two treaties") {
  const auto treaty = [](const std::string& base, const std::vector<std::pair<std::string, std::string>>& articles,
                         const std::string& party) {
    Graph graph;
    const auto own = [&](std::string_view name) { return graph.terms.iri(std::string(ns::pacta).append(name)); };
    const TermId label = graph.terms.iri(std::string(ns::rdfs) + "label");
    const TermId self = graph.terms.iri(base), state = graph.terms.iri(base + "-" + party);
    graph.add(graph.terms.iri(base + "-doc"), own("textOf"), self);
    graph.add(self, label, graph.terms.literal("Treaty " + base.substr(base.size() - 1)));
    graph.add(self, own("hasParty"), state);
    graph.add(state, label, graph.terms.literal(party));
    for (const auto& [number, text] : articles) {
      const TermId article = graph.terms.iri(std::string(base).append("/art/").append(number));
      graph.add(self, own("hasProvision"), article);
      graph.add(article, own("text"), graph.terms.literal(text));
    }
    return graph;
  };
  const Graph a = treaty("http://e/a", {{"I", "Scope of the treaty"}, {"II", "Ships that enter harbours shall carry pilots"}}, "Chile");
  const Graph b = treaty("http://e/b", {{"1", "Scope of the treaty"}, {"3", "Ships that enter harbours shall carry pilots"}}, "Norway");
  const Comparison result = compare(a, b);
  CHECK(result.a == "Treaty a");
  CHECK(result.parties.only_a == std::vector<std::string>{"Chile"});
  CHECK(result.parties.only_b == std::vector<std::string>{"Norway"});
  CHECK(result.provisions.both == std::vector<std::string>{"Article 1"});
  REQUIRE(result.renumbered.size() == 1);
  CHECK(result.renumbered[0].a == "Article 2");
  CHECK(result.renumbered[0].b == "Article 3");
  CHECK(result.renumbered[0].similarity == 1);
  CHECK(result.provisions.only_a.empty());
  CHECK(compare(Graph{}, Graph{}).a.empty());
}
