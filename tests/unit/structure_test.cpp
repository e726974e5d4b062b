#include "parser/structure.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace pacta;

namespace {

Document document_of(std::string text) {
  Document document;
  document.source.text = std::move(text);
  std::uint32_t begin = 0;
  const std::string& all = document.source.text;
  while (begin < all.size()) {
    std::size_t end = all.find('\n', begin);
    if (end == std::string::npos) end = all.size();
    document.lines.push_back({begin, static_cast<std::uint32_t>(end)});
    begin = static_cast<std::uint32_t>(end) + 1;
  }
  return document;
}

struct Sample {
  const char* number;
  const char* name;
  const char* body;
};

const std::vector<Sample> sample{
    {"1", "Purpose",
     "1. The Parties shall keep the lighthouses of the Strait of Orm in good repair.\n2. To this end they shall:\n(a) share the cost of "
     "oil and lamps in equal parts;\n(b) send two keepers each; and\n(c) in case of storm:\n(i) ring the bells; and\n(ii) light the "
     "beacons."},
    {"2", "Definitions",
     "For the purposes of this Agreement, a lighthouse is any tower with a lamp that is listed in the Annex, as provided in Article 3, and "
     "that has been lit at least once in the year before the day on which this Agreement enters into force."},
    {"3", "List Of Lighthouses",
     "1. The list is in the Annex.\n2.\nThe Joint Board may change it. In accordance with Article 5, each Party may object to a change "
     "within thirty days, and the objection shall be heard by the Board."},
    {"4", "Joint Board Of Keepers And Of Masters Of Ships", "A Joint Board is hereby established. It shall meet once a year."},
    {"5", "Entry Into Force", "This Agreement shall enter into force on the day of its signature."},
};

std::string lay_out(int style, bool capitals, bool wrapped, bool pages) {
  std::string text =
      "AGREEMENT BETWEEN THE KINGDOM OF ORM AND THE REPUBLIC OF TALE\n\nThe Kingdom of Orm and the Republic of Tale,\nHave agreed as "
      "follows:\n\n";
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (i == 0) text += "CHAPTER I General Provisions\n\n";
    if (i == 3) text += "CHAPTER II Institutions\n\n";
    const std::string head = std::string(style % 2 ? "ARTICLE " : "Article ") + sample[i].number;
    static const char* const join[] = {"\n", ": ", ". ", " - ", "\n\n"};
    static const char* const behind[] = {"\n\n", "\n\n", "\n", "\n\n", "\n\n"};
    text += head + join[style] + sample[i].name + behind[style] + sample[i].body + "\n\n";
  }
  text +=
      "Done at Orm, this third day of April in the year two thousand and seven, in duplicate in the English and Korean languages, both "
      "texts being equally authentic.\n\nFor the Kingdom of Orm:\nFor the Republic of Tale:\n";
  if (capitals)
    for (char& c : text)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  std::string out;
  std::size_t column = 0, lines = 0, page = 0;
  const auto end_line = [&] {
    out += '\n';
    column = 0;
    if (pages && ++lines % 7 == 0) out += "\n" + std::to_string(++page) + "\n\n";
  };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') {
      end_line();
      ++at;
      continue;
    }
    std::size_t end = text.find_first_of(" \n", at);
    if (end == std::string::npos) end = text.size();
    if (wrapped && column > 0 && column + 1 + (end - at) > 72) end_line();
    if (column > 0) out += ' ', ++column;
    out += text.substr(at, end - at);
    column += end - at;
    at = end < text.size() && text[end] == ' ' ? end + 1 : end;
  }
  return out;
}

std::string upper(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

std::vector<std::string> describe(const Document& document, const TreatyStructure& structure) {
  std::vector<std::string> out;
  for (const Provision& p : structure.provisions)
    out.push_back(std::to_string(static_cast<int>(p.kind)) + " " + upper(p.number) + " " + upper(document.text(p.heading)) + " < " +
                  std::to_string(p.parent));
  return out;
}

}  // namespace

TEST_CASE("A treaty has the same provisions in every layout") {
  const Document plain = document_of(lay_out(0, false, false, false));
  const auto expected = find_structure(plain);
  REQUIRE(expected);
  const auto words = describe(plain, *expected);
  const std::vector<std::string> numbers{"I",           "1", "1(1)", "1(2)", "1(2)(a)", "1(2)(b)", "1(2)(c)", "1(2)(c)(i)",
                                         "1(2)(c)(ii)", "2", "3",    "3(1)", "3(2)",    "II",      "4",       "5"};
  REQUIRE(expected->provisions.size() == numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) CHECK(expected->provisions[i].number == numbers[i]);
  CHECK(plain.text(expected->title) == "AGREEMENT BETWEEN THE KINGDOM OF ORM AND THE REPUBLIC OF TALE");
  for (int style = 0; style < 5; ++style)
    for (int variant = 0; variant < 8; ++variant) {
      const Document document = document_of(lay_out(style, variant & 1, variant & 2, variant & 4));
      const auto structure = find_structure(document);
      CAPTURE(style, variant, document.source.text);
      REQUIRE(structure);
      CHECK(describe(document, *structure) == words);
      const Conclusion conclusion = read_conclusion(document, structure->conclusion);
      CHECK(conclusion.date == "2007-04-03");
      CHECK(upper(document.text(conclusion.place_words)) == "ORM");
      CHECK(conclusion.languages.size() == 2);
      CHECK(conclusion.equally_authentic);
    }
}

TEST_CASE("Numbers of articles are kept as written") {
  const Document document = document_of(
      "TREATY OF THE ISLES\n\nPART ONE\nGENERAL\n\nARTICLE ONE\nAims\n\nThe isles are one.\n\nArticle 2 bis\nMeans\n\nThe isles shall "
      "meet.\n\nArt. 7\nEnd\n\nThis is the "
      "end.\n\nArticle 8: Last\n\nIt is over.\n\nANNEX I\n\nArticle 1\n\nThe flag is blue.\n\nArticle 2\n\nThe song is short.\n");
  const auto structure = find_structure(document);
  REQUIRE(structure);
  std::string numbers;
  for (const Provision& p : structure->provisions) numbers += p.number + "<" + std::to_string(p.parent) + " ";
  CHECK(numbers == "ONE<-1 ONE<0 2 bis<0 7<0 8<0 I<-1 1<5 2<5 ");
}

TEST_CASE("A table of contents is no content") {
  std::string text =
      "TREATY OF THE ISLES\n\nContents\nArticle 1: Aims ..... 3\nArticle 2: Means ..... 4\nArticle 3: Ends ..... 5\nArticle 4: Last ..... "
      "6\n\n";
  for (const char* head : {"Article 1: Aims", "Article 2: Means", "Article 3: Ends", "Article 4: Last"})
    text += std::string(head) + "\n\nThe isles shall keep this rule in peace and war.\n\n";
  const Document document = document_of(text);
  const auto structure = find_structure(document);
  REQUIRE(structure);
  CHECK(structure->provisions.size() == 4);
  CHECK(structure->furniture.size() >= 4);
}

TEST_CASE("A short agreement is a treaty, prose about treaties is none") {
  CHECK(
      find_structure(document_of("AGREEMENT BETWEEN ORM AND TALE\n\nOrm and Tale have agreed as follows:\n\nArticle 1\n\nThere shall be "
                                 "peace.\n\nArticle 2\n\nIt shall "
                                 "last.\n\nDone at Orm on 4 May 1999.\n")));
  CHECK_FALSE(find_structure(document_of(
      "Ministers met in Orm on Friday.\n\nArticle 4 of the treaty says that peace shall last.\n\nArticle 5 is about fish, a diplomat "
      "said.\n\nArticle 16 may be seen as a threat.\n")));
  CHECK_FALSE(find_structure(
      document_of("§ 2595. Findings\n\nCongress finds the following:\n(1) There is a treaty.\n(2) Article 6 of it binds.\n")));
}

TEST_CASE("Conclusions state date, place and languages") {
  const auto date = [](const std::string& words) {
    const Document document = document_of(words);
    return read_conclusion(document, {0, static_cast<std::uint32_t>(words.size())}).date;
  };
  CHECK(date("DONE at Orm, on the 9th May 2013, in three originals.") == "2013-05-09");
  CHECK(date("Done at Orm this 15th day of April, 1994.") == "1994-04-15");
  CHECK(date("Done at Washington, April 4, 1949.") == "1949-04-04");
  CHECK(date("Done at Orm on this eleventh day of March in the year one thousand nine hundred and sixty-one.") == "1961-03-11");
  CHECK(date("Done at Orm in May nineteen ninety-four.").empty() == false);
  CHECK(date("Done at Orm.").empty());
}
