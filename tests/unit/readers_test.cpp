#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "parser/structure.h"
#include "readers/date.h"
#include "readers/encoding.h"
#include "readers/read.h"
#include "readers/text_writer.h"

using namespace pacta;

namespace {

struct Reading {
  std::vector<Source> documents;
  Diagnostics problems;

  [[nodiscard]] std::string text() const { return documents.size() == 1 ? documents[0].text : std::string("(not one document)"); }
  [[nodiscard]] std::string problem() const { return problems.size() == 1 ? problems[0].message : std::string("(not one problem)"); }
};

Reading read_as(std::string_view kind, std::string_view bytes) {
  Reading reading;
  StringSource source(bytes);
  const Input input{"file", "file", source};
  Found found{[&](Source document) { reading.documents.push_back(std::move(document)); }, reading.problems};
  find_kind(kind)->read(input, found);
  return reading;
}

std::string_view kind_of(std::string_view head, std::string_view name) {
  const DocumentKind* kind = kind_of_content(head, name);
  return kind == nullptr ? "" : kind->name;
}

/// A ZIP archive of these files.
std::string zip_of(const std::map<std::string, std::string>& files) {
  std::string bytes(std::size_t{1} << 20U, '\0');
  std::size_t used = 0;
  archive* zip = archive_write_new();
  archive_write_set_format_zip(zip);
  archive_write_open_memory(zip, bytes.data(), bytes.size(), &used);
  for (const auto& [name, content] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(zip, entry);
    archive_write_data(zip, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(zip);
  archive_write_free(zip);
  bytes.resize(used);
  return bytes;
}

std::string docx_of(const std::string& body, const std::string& numbering = {}) {
  std::map<std::string, std::string> files{{"word/document.xml", "<w:document xmlns:w=\"w\"><w:body>" + body + "</w:body></w:document>"}};
  if (!numbering.empty()) files["word/numbering.xml"] = "<w:numbering xmlns:w=\"w\">" + numbering + "</w:numbering>";
  return zip_of(files);
}

const std::string lorem =
    "The two governments have agreed on a text that few people have read and that fewer will remember, but it will bind them for ten "
    "years. ";

}  // namespace

TEST_CASE("a kind is told by its content, then by its name") {
  CHECK(kind_of("%PDF-1.7\n", "a.txt") == "pdf");
  CHECK(kind_of("PK\x03\x04 word/document.xml", "a") == "docx");
  CHECK(kind_of("PK\x03\x04 xl/workbook.xml", "a.docx") == "docx");
  CHECK(kind_of("<!doctype html><p>", "a.txt") == "html");
  CHECK(kind_of("<?xml version=\"1.0\"?>\n<!-- x -->\n<html xmlns=\"h\">", "a.xml") == "html");
  CHECK(kind_of("<?xml version=\"1.0\"?><an:akomaNtoso xmlns:an=\"x\">", "a") == "akn");
  CHECK(kind_of("{\"id\": 1, \"text\": \"x\"}\n{", "a.txt") == "jsonl");
  CHECK(kind_of("{curly} brackets", "a.txt") == "text");
  CHECK(kind_of("<div align=center># Title</div>", "README.md") == "markdown");
  CHECK(kind_of("<p>A piece of a page", "a") == "html");
  CHECK(kind_of("<p>A piece of a page", "a.txt") == "text");
  CHECK(kind_of("The akomaNtoso standard", "a.TXT") == "text");
  CHECK(kind_of("Words", "a").empty());
  CHECK(find_kind("html")->name == "html");
  CHECK(find_kind("htm") == nullptr);
}

TEST_CASE("dates of pages and files") {
  CHECK(iso_date("2024-05-14T23:30:00-07:00") == "2024-05-14");
  CHECK(iso_date("2024-05") == "2024-05");
  CHECK(iso_date("1961") == "1961");
  CHECK(iso_date("20240514") == "2024-05-14");
  CHECK(iso_date("2024/5/4") == "2024-05-04");
  CHECK(iso_date("D:20240514093000+02'00'") == "2024-05-14");
  CHECK(iso_date("14 May 2024") == "2024-05-14");
  CHECK(iso_date("Tue, 14 May 2024 09:30:00 GMT") == "2024-05-14");
  CHECK(iso_date("Tuesday, May 14th, 2024 at 9:30") == "2024-05-14");
  CHECK(iso_date("Sept. 3, 1999") == "1999-09-03");
  CHECK(iso_date("May 2024") == "2024-05");
  CHECK(iso_date("2024-02-30").empty());
  CHECK(iso_date("2024-13-01").empty());
  CHECK(iso_date("05/04/2024").empty());  // of April or of May
  CHECK(iso_date("yesterday").empty());
  CHECK(iso_date("").empty());
  CHECK(iso_date("0000-00-00").empty());
  CHECK(iso_date("99999999999999999999").empty());
}

TEST_CASE("charsets are converted, and what does not fit has a place") {
  CHECK(*to_utf8("na\xEFve \x93x\x94 \x80", "ISO-8859-1", "f") == "naïve “x” €");
  CHECK(*to_utf8("\xC1\xC2", "koi8-r", "f") == "аб");
  CHECK(to_utf8("x", "//IGNORE", "f").error().message.find("unknown") != std::string::npos);
  const auto bad = to_utf8("one\ntwo \xFF", "us-ascii", "f");
  CHECK(bad.has_value());  // browsers read it as windows-1252
  const auto broken = to_utf8("a\nb\xFF\xFF", "shift_jis", "f");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().line == 2);
  CHECK(broken.error().column == 2);
  CHECK(*decode_file(std::string("\xFF\xFE"
                                 "a\0\xE9\0",
                                 6),
                     {}, "f") == "aé");
  CHECK(declared_charset("<html><META http-equiv=Content-Type content=\"text/html; charset=windows-1252\">") == "windows-1252");
  CHECK(declared_charset("<?xml version='1.0' encoding='ISO-8859-2'?>") == "iso-8859-2");
  CHECK(declared_charset("<p>charset=x").empty());
  const auto utf8 = decode_file("Norway\nBogot\xC3\xA1 \xFF", "utf-8", "f");
  REQUIRE_FALSE(utf8);
  CHECK(utf8.error().line == 2);
  CHECK(utf8.error().column == 8);
}

TEST_CASE("what is not UTF-8 is replaced") {
  std::string text = "a\xF0 b\xC3\xA9\xFF";
  repair_utf8(text);
  CHECK(text == "a\uFFFD bé\uFFFD");
  CHECK(read_as("html", "<p>&#xD80FFFFFFFF0; Norway").text().ends_with(" Norway\n"));
}

TEST_CASE("text is written with a line a paragraph") {
  TextWriter out;
  out.paragraph();
  out.words("  A \n first\t");
  out.words("co\u00ADoper\u200Bation\u00A0here ");
  out.paragraph();
  out.paragraph();
  out.words("B");
  out.line();
  out.words("C");
  out.space();
  CHECK(out.take() == "A first cooperation here\n\nB\nC");
}

TEST_CASE("JSON Lines") {
  const auto good =
      read_as("jsonl", "{\"id\": 7, \"text\": \"A.\", \"date\": \"May 14, 2024\", \"title\": 3}\n\n{\"id\": \"b\", \"text\": \"B.\"}");
  REQUIRE(good.documents.size() == 2);
  CHECK(good.documents[0].id == "7");
  CHECK(good.documents[0].date == "2024-05-14");
  CHECK(good.documents[0].title.empty());
  CHECK(good.problems.empty());
  const auto odd =
      read_as("jsonl", "{\"id\": \"a\", \"text\": \"A.\", \"date\": \"last week\"}\nnot json\n{\"id\": \"c\", \"text\": \"C.\"}\n");
  CHECK(odd.documents.size() == 2);
  REQUIRE(odd.problems.size() == 2);
  CHECK(odd.problems[0].severity == Severity::warning);
  CHECK(odd.problems[1].line == 2);
}

TEST_CASE("the article of a page that does not say where it is") {
  std::string paragraphs;
  for (int i = 0; i < 6; ++i) paragraphs += fmt::format("<p>{} {}</p>", i, lorem);
  const auto page = read_as("html",
                            "<html><body class='has-sidebar no-comments'><div id=top><ul><li><a href=1>One</a><li><a href=2>Two</a><li><a "
                            "href=3>Three</a></ul></div>"
                            "<table><tr><td class=menu><a href=x>Menu of Denmark</a></td><td><div>" +
                                paragraphs +
                                "</div></td><td><p>Write to us about the weather in Peru.</p></td></tr></table><div "
                                "class='footer'><p>Copyright, and a long line of words "
                                "that no one reads about terms of use.</p></div></body></html>");
  CHECK(page.text().starts_with("0 The two governments"));
  CHECK(page.text().find("Denmark") == std::string::npos);
  CHECK(page.text().find("Peru") == std::string::npos);
  CHECK(page.text().find("Copyright") == std::string::npos);
  CHECK(page.text().find("5 The two") != std::string::npos);
}

TEST_CASE("wrappers, headings and sentences are not furniture for what they are called") {
  const auto page = read_as(
      "html", "<body><div class='page with-comments'><article><h1>T</h1><h2 id=related-treaties>Related treaties</h2><p class=lead>" +
                  lorem +
                  "On <time datetime=2020-01-01>1 January 2020</time> it ended.</p><p>It was a <a href=x>treaty</a>.</p></article></div>");
  CHECK(page.text().find("Related treaties") != std::string::npos);
  CHECK(page.text().find("On 1 January 2020 it ended.") != std::string::npos);
  CHECK(page.text().find("It was a treaty.") != std::string::npos);
}

TEST_CASE("a page of several articles is read whole") {
  const auto page = read_as(
      "html", "<body><main><article><h2>A</h2><p>" + lorem + "</p></article><article><h2>B</h2><p>" + lorem + "</p></article></main>");
  CHECK(page.text().starts_with("A\n"));
  CHECK(page.text().find("\nB\n") != std::string::npos);
}

TEST_CASE("marks of lists, cells and notes in a page") {
  const auto page =
      read_as("html",
              "<p>The Parties agree<sup>[3]</sup> on 5 km<sup>2</sup>:<ol type=a start=2><li><p>one;</p><li>two<ul><li>deep</ul></ol>"
              "<table><tr><th>State<th>Date<tr><td>Chile<td>2001</table><pre>a\n  b</pre><p>x<br>y<q>z</q>");
  CHECK(page.text() == "The Parties agree on 5 km:\n\n(b) one;\n\n(c) two\n\n- deep\n\nState\tDate\nChile\t2001\n\na\n  b\n\nx\ny“z”\n");
}

TEST_CASE("what a page says of itself") {
  const auto page = read_as(
      "html",
      "<html lang=fr><title>A title | Site</title><meta name=author content='https://x.example/me'><meta property=og:locale content=en_GB>"
      "<link rel=canonical href=https://x.example/a><body><article><h1>The headline</h1><div class=byline>By Ada Okoro, 3 March "
      "2021</div><p>" +
          lorem + "</p></article>");
  REQUIRE(page.documents.size() == 1);
  CHECK(page.documents[0].title == "The headline");
  CHECK(page.documents[0].author == "Ada Okoro");
  CHECK(page.documents[0].date == "2021-03-03");
  CHECK(page.documents[0].language == "fr");
  CHECK(page.documents[0].url == "https://x.example/a");
  CHECK(page.documents[0].text.starts_with("The headline\n\nThe two governments"));
  CHECK(page.documents[0].text.find("Okoro") == std::string::npos);
}

TEST_CASE("pages that would take too long are refused") {
  std::string deep, misnested, formatting;
  for (int i = 0; i < 1000; ++i) deep += "<div>";
  for (int i = 0; i < 20000; ++i) misnested += "<span><p></span></p>";
  for (int i = 0; i < 4000; ++i) formatting += fmt::format("<p><b id={}>w</p>", i);
  CHECK(read_as("html", deep + "x").problem().find("nested more than 512 deep") != std::string::npos);
  CHECK(read_as("html", misnested + "x").problem().find("do not match") != std::string::npos);
  CHECK(read_as("html", formatting).problem().find("too many elements") != std::string::npos);
  CHECK(read_as("html", "<p>" + std::string(300000, '<') + "</p>").problems.empty());  // in linear time
  // Tags that browsers close by themselves are as good as closed.
  std::string old;
  for (int i = 0; i < 20000; ++i) old += "<p>word<li>item<tr><td>cell";
  CHECK(read_as("html", old).problems.empty());
}

TEST_CASE("Markdown without its marks") {
  const auto text = read_as("markdown",
                            "---\ntitle: 'On *treaties*'\ndate: 2024-05-14\ntags: [a, b]\n---\n# Article 1\n\nThe **Treaty** on "
                            "[Fish](x.html \"t\") binds `Norway` &amp; ~~Sweden~~\nChile\\*.\n\n"
                            "1. one\n2. two\n\n> quoted\n\n| a | b |\n|---|---|\n| c | d |\n\n    (a) set in\n");
  REQUIRE(text.documents.size() == 1);
  CHECK(text.documents[0].title == "On *treaties*");
  CHECK(text.documents[0].date == "2024-05-14");
  CHECK(text.text() ==
        "Article 1\n\nThe Treaty on Fish binds Norway & Sweden Chile*.\n\n1. one\n\n2. two\n\nquoted\n\na\tb\nc\td\n\n(a) set in\n");
  CHECK(read_as("markdown", "---\nnot a header").text() == "not a header\n");
}

TEST_CASE("Word documents") {
  const std::string numbering =
      "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='Article "
      "%1'/></w:lvl>"
      "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%2)'/></w:lvl></w:abstractNum>"
      "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";
  const auto item = [](int level, const std::string& words) {
    return fmt::format("<w:p><w:pPr><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
                       level, words);
  };
  const auto text = read_as(
      "docx",
      docx_of(
          item(0, "Scope") + item(1, "one") + item(1, "two") + item(0, "Costs") + item(1, "three") +
              "<w:p><w:r><w:t xml:space='preserve'>The "
              "</w:t></w:r><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
              "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t xml:space='preserve"
              "'> text</w:t><w:footnoteReference w:id='2'/><w:br/><w:t>co</w:t><w:softHyphen/><w:t>operation</w:t></w:r></w:p>"
              "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
          numbering));
  CHECK(text.text() == "Article 1 Scope\n\n(a) one\n\n(b) two\n\nArticle 2 Costs\n\n(a) three\n\nThe new text\ncooperation\n\na\tb\n");
  CHECK(read_as("docx", docx_of("<w:p/>")).problem() == "there is no text in the file");
  CHECK(read_as("docx", zip_of({{"xl/workbook.xml", "<x/>"}})).problem() == "a ZIP archive that holds no Word document");
  CHECK(read_as("docx", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 44))
            .problem()
            .find("encrypted") != std::string::npos);
  CHECK(read_as("docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....").problem().find("old Office format") != std::string::npos);
  const std::string whole = docx_of("<w:p><w:r><w:t>" + lorem + "</w:t></w:r></w:p>");
  CHECK(read_as("docx", whole.substr(0, whole.size() / 3)).problem().find("damaged") != std::string::npos);
}

TEST_CASE("the parts of Akoma Ntoso") {
  const auto act =
      read_as("akn",
              "<akomaNtoso><act><meta><identification><FRBRWork><FRBRcountry value='gh'/></FRBRWork></identification></meta>"
              "<preface><longTitle><p>Lights Act</p></longTitle></preface><body><section><num>§ 5.</num><heading>Lamps</heading>"
              "<subsection><num>(1)</num><content><p>Lamps "
              "burn.</p></content></subsection><subsection><content><p>Always.</p></content></subsection>"
              "</section></body></act></akomaNtoso>");
  REQUIRE(act.documents.size() == 1);
  const Source& source = act.documents[0];
  CHECK(source.text == "Lights Act\n\n§ 5.\nLamps\n\n(1) Lamps burn.\n\nAlways.\n");
  REQUIRE(source.structure);
  CHECK(source.structure->national_law);
  REQUIRE(source.structure->provisions.size() == 2);
  const Provision &section = source.structure->provisions[0], &first = source.structure->provisions[1];
  CHECK(section.kind == ProvisionKind::section);
  CHECK(section.number == "5");
  CHECK(section.heading.of(source.text) == "Lamps");
  CHECK(section.body.of(source.text) == "(1) Lamps burn.\n\nAlways.");
  CHECK(first.number == "5(1)");
  CHECK(first.parent == 0);
  CHECK(first.body.of(source.text) == "Lamps burn.");
  CHECK(source.structure->title.of(source.text) == "Lights Act");
  // A debate has no provisions to speak of.
  const auto debate = read_as(
      "akn",
      "<akomaNtoso><debate><debateBody><speech><from>A Member</from><p>Article 5 is bad.</p></speech></debateBody></debate></akomaNtoso>");
  REQUIRE(debate.documents.size() == 1);
  CHECK_FALSE(debate.documents[0].structure);
  CHECK(debate.text() == "A Member\n\nArticle 5 is bad.\n");
}

TEST_CASE("XML that could expand or is broken is refused with its place") {
  const auto bomb =
      read_as("akn", "<?xml version='1.0'?>\n<!DOCTYPE akomaNtoso [\n  <!ENTITY a 'aaaa'>\n]>\n<akomaNtoso><act>&a;</act></akomaNtoso>");
  CHECK(bomb.problem().find("entities") != std::string::npos);
  CHECK(bomb.problems[0].line == 3);
  const auto broken = read_as("akn", "<akomaNtoso>\n<act></body></akomaNtoso>");
  CHECK(broken.problem().find("not well-formed XML") != std::string::npos);
  CHECK(broken.problems[0].line == 2);
  CHECK(read_as("akn", "<rss/>").problem().find("not Akoma Ntoso") != std::string::npos);
}

TEST_CASE("a PDF that is none") {
  CHECK(read_as("pdf", "Words").problem() == "not a PDF file");
  CHECK(read_as("pdf", "%PDF-1.7\nnothing more").problem() == "the PDF is damaged");
}
