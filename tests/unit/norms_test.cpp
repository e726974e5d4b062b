#include "parser/norms.h"

#include <array>
#include <catch2/catch.hpp>

using namespace pacta;

namespace {

struct Read {
  Document document;
  std::vector<NormMention> norms;

  [[nodiscard]] std::string join(const std::vector<Span>& spans) const {
    std::string all;
    for (const Span s : spans) all += (all.empty() ? "" : " | ") + std::string(document.text(s));
    return all;
  }
  [[nodiscard]] std::string bearers(std::size_t i) const { return join(norms.at(i).bearers); }
  [[nodiscard]] std::string action(std::size_t i) const { return join(norms.at(i).action); }
  [[nodiscard]] std::string condition(std::size_t i) const { return join(norms.at(i).condition); }
};

// Reads `text`; if it has two lines or more, its last line as an item under its first.
Read read(std::string text) {
  static Lexicon lexicon;
  static const NormWords words(lexicon);
  Source source;
  source.text = std::move(text);
  Read read{segment(std::move(source), lexicon), {}};
  const auto& lines = read.document.lines;
  read.norms = find_norms(read.document, words, lines.back(), lines.size() > 1 ? lines.front() : Span{});
  return read;
}

}  // namespace

TEST_CASE("Norms: who shall do what, if what") {
  const auto r = read("2. If the river floods, the Commission shall, at the request of either Party, issue a warning.");
  REQUIRE(r.norms.size() == 1);
  CHECK(r.norms[0].modality == DeonticModality::obligation);
  CHECK(r.bearers(0) == "the Commission");
  CHECK(r.action(0) == "issue a warning");
  CHECK(r.condition(0) == "If the river floods | at the request of either Party");
}

TEST_CASE("Norms: a short condition interrupts the action") {
  const auto r = read("Each Party shall clean and, if needed, repair the locks.");
  REQUIRE(r.norms.size() == 1);
  CHECK(r.action(0) == "clean | repair the locks");
  CHECK(r.condition(0) == "if needed");
}

TEST_CASE("Norms: the comma within a reference ends no condition") {
  const auto r = read("The Commission may adopt rules of procedure, subject to Article 2, paragraph 2.");
  REQUIRE(r.norms.size() == 1);
  CHECK(r.condition(0) == "subject to Article 2, paragraph 2");
}

TEST_CASE("Norms: prohibitions") {
  const auto no = read("No ship may enter the bay unless the harbour master agrees, and each ship shall carry a pilot.");
  REQUIRE(no.norms.size() == 2);
  CHECK(no.norms[0].modality == DeonticModality::prohibition);
  CHECK(no.bearers(0) == "No ship");
  CHECK(no.condition(0) == "unless the harbour master agrees");
  CHECK(no.norms[1].modality == DeonticModality::obligation);
  CHECK(no.bearers(1) == "each ship");
  const auto nor = read("Nor shall any Party levy tolls.");
  REQUIRE(nor.norms.size() == 1);
  CHECK(nor.norms[0].modality == DeonticModality::prohibition);
  CHECK(nor.bearers(0) == "any Party");
  CHECK(nor.action(0) == "levy tolls");
  const auto refrain = read("The Parties undertake not to dam the river.");
  REQUIRE(refrain.norms.size() == 1);
  CHECK(refrain.norms[0].modality == DeonticModality::prohibition);
}

TEST_CASE("Norms: permissions, and duties denied") {
  for (const auto* text : {"Each Party is entitled to inspect the dam.", "Either Party shall be free to inspect the dam.",
                           "The Council has the right to inspect the dam.", "A Party shall not be required to inspect the dam."}) {
    const auto r = read(text);
    INFO(text);
    REQUIRE(r.norms.size() == 1);
    CHECK(r.norms[0].modality == DeonticModality::permission);
    CHECK(r.action(0) == "inspect the dam");
    CHECK(r.norms[0].bearers.size() == 1);
  }
}

TEST_CASE("Norms: passives bind nobody, but for an agent") {
  const auto plain = read("The catch shall be weighed in port.");
  REQUIRE(plain.norms.size() == 1);
  CHECK(plain.norms[0].bearers.empty());
  const auto agent = read("The fish quota shall be fixed by the Commission.");
  REQUIRE(agent.norms.size() == 1);
  CHECK(agent.bearers(0) == "the Commission");
  const auto manner = read("The quota shall be fixed by consensus.");
  REQUIRE(manner.norms.size() == 1);
  CHECK(manner.norms[0].bearers.empty());
}

TEST_CASE("Norms: several bearers, several verbs, a shared subject") {
  const auto r = read("Norway and Iceland shall count the whales and, on request, shall share the figures.");
  REQUIRE(r.norms.size() == 2);
  CHECK(r.bearers(0) == "Norway | Iceland");
  CHECK(r.action(0) == "count the whales");
  CHECK(r.bearers(1) == "Norway | Iceland");
  CHECK(r.condition(1) == "on request");
}

TEST_CASE("Norms: no norms") {
  for (const auto* text :
       {"\"Vessel\" means any craft that may carry goods.", "For the purposes of this Act, a voyage shall mean a journey by sea.",
        "The Parties recognise that drought may affect the harvest.", "The harvest was good in May 1950.", "Article 7", ""}) {
    INFO(text);
    CHECK(read(text).norms.empty());
  }
  const auto r = read("This Agreement shall enter into force upon signature.");
  REQUIRE(r.norms.size() == 1);
  CHECK(r.norms[0].modality == DeonticModality::declaration);
}

TEST_CASE("Norms: relative clauses") {
  const auto r = read("Any fisherman who may need help shall be towed by the officers.");
  REQUIRE(r.norms.size() == 1);
  CHECK(r.action(0) == "be towed by the officers");
}

TEST_CASE("Norms: items under a lead-in") {
  const auto shall = read("The Parties shall:\n(a) share data on floods; and");
  REQUIRE(shall.norms.size() == 1);
  CHECK(shall.bearers(0) == "The Parties");
  CHECK(shall.action(0) == "share data on floods");
  CHECK(shall.document.text(shall.norms[0].evidence) == "share data on floods");
  const auto not_ = read("The Parties shall:\n(b) not open the gates;");
  REQUIRE(not_.norms.size() == 1);
  CHECK(not_.norms[0].modality == DeonticModality::prohibition);
  const auto subject = read("Each Party:\n(a) shall warn the other; and");
  REQUIRE(subject.norms.size() == 1);
  CHECK(subject.bearers(0) == "Each Party");
  CHECK(read("Cooperation shall be aimed at:\n(a) floods").norms.empty());
}

TEST_CASE("Norms: hostile input") {
  for (const auto* text : {"shall", "shall shall shall", "shall,", "and shall", ", shall , may ,", "( shall", "nor shall", "may (",
                           "if shall", "by shall be by", ";;shall;;"})
    CHECK_NOTHROW(read(text));
}

namespace {

/// What a careful lawyer takes from a sentence, as "modality; bearers; action; condition", one a norm.
struct Style {
  const char* text;
  std::vector<std::string> norms;
};

std::string told(const Read& r, std::size_t i) {
  static constexpr std::array<const char*, 4> names{"obligation", "prohibition", "permission", "declaration"};
  return std::string(names[static_cast<std::size_t>(r.norms[i].modality)]) + "; " + r.bearers(i) + "; " + r.action(i) + "; " +
         r.condition(i);
}

}  // namespace

TEST_CASE("Norms: the styles of human rights, arms control, environment, investment, extradition, headquarters and older treaties") {
  const std::vector<Style> styles{
      {"Everyone shall have the right to leave any country, including his own.",
       {"permission; Everyone; leave any country, including his own; "}},
      {"No one shall be held in servitude.", {"prohibition; ; be held in servitude; "}},
      {"Anyone arrested shall be informed, at the time of arrest, of the reasons for his arrest.",
       {"obligation; ; be informed, at the time of arrest, of the reasons for his arrest; "}},
      {"In those States in which minorities exist, persons belonging to such minorities shall not be denied the right to enjoy their own "
       "culture.",
       {"prohibition; ; be denied the right to enjoy their own culture; "}},
      {"The States Parties undertake to submit reports on the measures they have adopted.",
       {"obligation; The States Parties; submit reports on the measures they have adopted; "}},
      {"Every child has the inherent right to life.", {}},
      {"Each State Party to this Convention undertakes never under any circumstances to use chemical weapons.",
       {"prohibition; Each State Party to this Convention; use chemical weapons; "}},
      {"Each Party shall not carry out any nuclear weapon test explosion.",
       {"prohibition; Each Party; carry out any nuclear weapon test explosion; "}},
      {"Inspectors may, with the consent of the inspected State Party, take samples.",
       {"permission; Inspectors; take samples; with the consent of the inspected State Party"}},
      {"They shall not disclose confidential information unless the Director-General agrees.",
       {"prohibition; They; disclose confidential information; unless the Director-General agrees"}},
      {"Each Party shall, in exercising its national sovereignty, have the right to withdraw from the Treaty if it decides that "
       "extraordinary "
       "events have jeopardized its interests.",
       {"permission; Each Party; withdraw from the Treaty; if it decides that extraordinary events have jeopardized its interests"}},
      {"To this end, the Parties shall prohibit, in so far as possible, the drainage of wetlands.",
       {"obligation; the Parties; prohibit | the drainage of wetlands; in so far as possible"}},
      {"Developed country Parties shall provide, where appropriate, new and additional resources.",
       {"obligation; Developed country Parties; provide | new and additional resources; where appropriate"}},
      {"Any Party may denounce this Agreement by written notification to the Depositary at any time.",
       {"permission; Any Party; denounce this Agreement by written notification to the Depositary at any time; "}},
      {"No reservations may be made to this Convention.", {"prohibition; ; be made to this Convention; "}},
      {"Investments shall at all times be accorded fair and equitable treatment.",
       {"obligation; ; be accorded fair and equitable treatment; "}},
      {"Neither Contracting Party shall in any way impair by unreasonable measures the use of investments.",
       {"prohibition; Neither Contracting Party; impair by unreasonable measures the use of investments; "}},
      {"The investor concerned shall have the right to prompt review of its case.",
       {"permission; The investor concerned; prompt review of its case; "}},
      {"The Contracting States agree to extradite to each other, subject to the provisions of this Treaty, any person found in their "
       "territory.",
       {"obligation; The Contracting States; extradite to each other | any person found in their territory; subject to the provisions of "
        "this "
        "Treaty"}},
      {"Extradition shall not be granted if the offence is regarded as a political offence.",
       {"prohibition; ; be granted; if the offence is regarded as a political offence"}},
      {"Where extradition is refused, the Requested State shall, if asked to do so, submit the case to its authorities.",
       {"obligation; the Requested State; submit the case to its authorities; Where extradition is refused | if asked to do so"}},
      {"The Requested State may postpone the surrender of the person sought.",
       {"permission; The Requested State; postpone the surrender of the person sought; "}},
      {"The Headquarters shall be inviolable.", {"declaration; The Headquarters; be inviolable; "}},
      {"No officer of the Government shall enter the Headquarters except with the consent of the Director.",
       {"prohibition; No officer of the Government; enter the Headquarters; except with the consent of the Director"}},
      {"The Government shall exercise due diligence to ensure that the tranquillity of the Headquarters is not disturbed.",
       {"obligation; The Government; exercise due diligence to ensure that the tranquillity of the Headquarters is not disturbed; "}},
      {"The Executive Director shall have the right and the duty to waive the immunity of any official.",
       {"obligation; The Executive Director; waive the immunity of any official; "}},
      {"Any dispute which is not settled by negotiation shall be referred, at the request of either party, to a tribunal.",
       {"obligation; ; be referred | to a tribunal; at the request of either party"}},
      {"There shall be reciprocal freedom of commerce between the territories of the two Parties.",
       {"declaration; ; be reciprocal freedom of commerce between the territories of the two Parties; "}},
      {"The subjects of each of the Contracting Parties shall have full liberty to enter the ports of the other.",
       {"permission; The subjects of each of the Contracting Parties; enter the ports of the other; "}},
      {"The High Contracting Parties engage to communicate to each other their laws.",
       {"obligation; The High Contracting Parties; communicate to each other their laws; "}},
      {"In case neither of the Parties shall have given notice, the Treaty shall remain in force for one year.",
       {"declaration; ; remain in force for one year; In case neither of the Parties shall have given notice"}},
      {"It is agreed that the vessels of either Party shall not be detained.", {"prohibition; ; be detained; "}},
      {"It shall come into force immediately upon ratification.", {"declaration; ; come into force immediately upon ratification; "}},
      {"This Treaty shall replace the Treaty of 1972.", {"declaration; ; replace the Treaty of 1972; "}},
      {"The Bank must not grant loans to its members.", {"prohibition; The Bank; grant loans to its members; "}},
      {"The Parties are obliged to consult each other.", {"obligation; The Parties; consult each other; "}},
      {"Nothing in this Agreement shall prevent a Party from adopting measures necessary to protect life.",
       {"declaration; ; prevent a Party from adopting measures necessary to protect life; "}},
      {"The Secretary-General shall inform all States of signatures and of the deposit of instruments of ratification.",
       {"obligation; The Secretary-General; inform all States of signatures and of the deposit of instruments of ratification; "}},
      {"A Party shall refrain from acts which would defeat the object of the treaty.",
       {"obligation; A Party; refrain from acts which would defeat the object of the treaty; "}},
      {"Ships of all States enjoy the right of innocent passage.", {}},
      {"The coastal State shall give due publicity to all charts, which shall be deposited with the Secretary-General.",
       {"obligation; The coastal State; give due publicity to all charts; ", "obligation; ; be deposited with the Secretary-General; "}},
      {"Annex III, paragraph 2, shall apply mutatis mutandis.", {"declaration; ; apply mutatis mutandis; "}},
  };
  for (const Style& style : styles) {
    const Read r = read(style.text);
    std::string expected, found;
    for (const std::string& norm : style.norms) expected += norm + "\n";
    for (std::size_t i = 0; i < r.norms.size(); ++i) found += told(r, i) + "\n";
    INFO(style.text);
    CHECK(found == expected);
  }
}
