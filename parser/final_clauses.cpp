#include "parser/final_clauses.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "parser/numerals.h"

namespace pacta {

namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';  // one byte each, so that offsets stay
  }
  return out;
}

bool has(std::string_view text, std::initializer_list<std::string_view> any) {
  return std::any_of(any.begin(), any.end(), [&](std::string_view words) { return text.find(words) != std::string_view::npos; });
}

/// Whether a word begins like one that final clauses have: most sentences of a treaty have none, and are not looked at twice.
bool may_be_final(std::string_view text) {
  static constexpr std::array<std::string_view, 22> stems{
      "renew",     "successive", "force",     "notice", "notif",  "reserv",  "deposi",  "authentic", "valid",     "durat",    "conclud",
      "indefinit", "binding",    "unlimited", "effect", "extend", "prolong", "denounc", "denunci",   "authorita", "terminat", "languag"};
  static constexpr auto begins_stem = [] {
    std::array<bool, 26> set{};
    for (const std::string_view stem : stems) set[static_cast<std::size_t>(stem[0] - 'a')] = true;
    return set;
  }();
  bool start = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<char>(text[i] | 0x20);
    const auto index = static_cast<unsigned char>(c - 'a');
    const bool letter = index < begins_stem.size();
    if (start && letter && begins_stem[index])
      for (const std::string_view stem : stems) {
        if (stem[0] != c || text.size() - i < stem.size()) continue;
        std::size_t k = 1;
        while (k < stem.size() && (text[i + k] | 0x20) == stem[k]) ++k;
        if (k == stem.size()) return true;
      }
    start = !letter;
  }
  return false;
}

/// "twelve months' prior written notice": the period that ends just before a place, with nothing between that is not of the notice.
std::string period_before(std::string_view text, std::size_t place) {
  const std::size_t window = std::min<std::size_t>(place, 60);
  const std::string_view before = text.substr(place - window, window);
  const auto words = plain_words_of(before);
  std::size_t end = words.size();
  static constexpr std::array<std::string_view, 10> between{"s",        "\xE2\x80\x99", "prior", "written", "advance",
                                                            "previous", "calendar",     "in",    "formal",  "clear"};
  const auto of_notice = [&](std::string_view word) {
    return word.starts_with("\xE2\x80\x99") || std::find(between.begin(), between.end(), word) != between.end();
  };
  while (end > 0 && of_notice(words[end - 1])) --end;
  if (end == 0) return {};
  const std::string_view unit = words[end - 1];
  if (!unit.starts_with("year") && !unit.starts_with("month") && !unit.starts_with("week") && !unit.starts_with("day")) return {};
  // From two or three words before the unit on, so that "twenty-five" is whole and no other period is read.
  const std::size_t from = end >= 4 ? end - 4 : 0;
  return duration_in(before.substr(static_cast<std::size_t>(words[from].data() - before.data())));
}

/// Whether a period only says how long a party must wait before it may give notice: "after a period of five years from the date on which it
/// entered into force".
bool is_waiting_period(std::string_view text) {
  const std::size_t wait = std::min(text.find("after a period of"), text.find("after the expiry of a period of"));
  return wait != std::string_view::npos && text.find("force", wait) != std::string_view::npos;
}

/// "one year before the expiry of that period" behind the word for an end; empty if there is none.
std::string period_before_expiry(std::string_view text) {
  for (const std::string_view ahead :
       {" before the expir", " prior to the expir", " before its expir", " prior to its expir", " before such expir",
        " before the date of expir", " prior to the date of expir", " before the end of ", " prior to the end of "})
    if (const std::size_t expiry = text.find(ahead); expiry != std::string_view::npos)
      if (std::string period = period_before(text, expiry); !period.empty()) return period;
  return {};
}

bool of_this_treaty(std::string_view text) {
  static constexpr std::array<std::string_view, 11> heads{"agreement", "treaty", "convention", "protocol",    "charter", "covenant",
                                                          "statute",   "accord", "memorandum", "arrangement", "pact"};
  for (const std::string_view head : heads)
    for (std::size_t at = text.find(head); at != std::string_view::npos; at = text.find(head, at + 1))
      for (const std::string_view before : {"this ", "present ", "the ", "this additional ", "this supplementary ", "this final ",
                                            "this framework ", "present additional "})
        if (text.substr(0, at).ends_with(before)) return true;
  return text.starts_with("it ") || text.find(" it shall") != std::string_view::npos;
}

/// Who keeps the treaty and the instruments of ratification: "X shall be the Depositary", "shall be deposited as soon as possible with X",
/// "by the deposit of an instrument of ratification with X", "in the archives of X".
void read_depositary(std::string_view text, Span sentence, std::vector<FinalClause>& found) {
  const auto add = [&](std::size_t from, std::size_t end) {
    const Span words{sentence.begin + static_cast<std::uint32_t>(from), sentence.begin + static_cast<std::uint32_t>(end)};
    found.push_back({FinalClause::Kind::depositary, {}, words});
  };
  for (const std::string_view opener :
       {"be the depositary", "as the depositary", "as depositary", "deposited with ", "depositary of this ", "depositary shall be "}) {
    const std::size_t at = text.find(opener);
    if (at == std::string_view::npos) continue;
    // "X shall be the Depositary": X stands before.
    return opener.ends_with(' ') ? add(at + opener.size(), text.size()) : add(0, at);
  }
  const std::size_t deposit = std::min(text.find("shall be deposited "), text.find("the deposit of an instrument"));
  if (deposit == std::string_view::npos ||
      !has(text, {"ratification", "accession", "treaty", "convention", "agreement", "protocol", "charter"}))
    return;
  for (const std::string_view with : {" with ", " in the archives of "})
    if (const std::size_t at = text.find(with, deposit); at != std::string_view::npos && at < deposit + 140)
      return add(at + with.size(), text.size());
}

}  // namespace

std::vector<FinalClause> read_final_clauses(const Document& document, Span sentence) {
  std::vector<FinalClause> found;
  if (!may_be_final(document.text(sentence))) return found;
  const std::string text = lowered(document.text(sentence));
  const auto add = [&](FinalClause::Kind kind, std::string value, Span words = {}) { found.push_back({kind, std::move(value), words}); };
  // "this Note and your reply shall constitute an agreement …, which shall enter into force on …": of letters
  const bool letters = has(text, {"constitute an agreement", "constituting an agreement", "constitute an understanding"});
  const bool own = (letters || of_this_treaty(text)) && !has(text, {"amendment"});
  const bool ends = has(text, {"terminat", "denounc", "denunciation", "withdraw", "cease to have effect", "cease to be in force",
                               "cease to be a party", "cease to be a contracting", "cease to be a member"}) &&
                    !has(text, {"this article", "the present article", "this annex", "this paragraph"});
  const bool gives_notice = has(text, {"notice", "notif", " informing ", "inform the other", "in advance"});
  if (ends && !gives_notice && !has(text, {"amendment", "dispute"})) {
    // "Unless denounced one year before the expiry", "Denunciation shall take effect one year after …"
    std::string period = period_before_expiry(text);
    if (const std::size_t at = std::min(text.find("denunciation"), text.find("withdrawal")); period.empty() && at != std::string::npos)
      if (const std::size_t effect = text.find("take effect", at);
          effect != std::string::npos && text.find("after", effect) != std::string::npos)
        period = duration_in(std::string_view(text).substr(effect, text.find("after", effect) - effect));
    if (!period.empty()) add(FinalClause::Kind::notice, period);
  }
  if (ends && gives_notice && !has(text, {"amendment", "dispute"})) {
    // "by giving six months' notice", "one year after receipt of the notification": the first period behind the words for the end or notice
    const std::size_t from = std::min({text.find("notice"), text.find("notif"), text.find("denunciation"), text.find("effect")});
    std::string period = period_before_expiry(text);
    for (std::size_t at = text.find("notice"); period.empty() && at != std::string::npos; at = text.find("notice", at + 1))
      period = period_before(text, at);
    if (const std::size_t advance = text.find(" in advance"); period.empty() && advance != std::string::npos)
      period = period_before(text, advance);
    if (const std::size_t effect = text.find("denunciation shall take effect"); period.empty() && effect != std::string::npos)
      period = duration_in(std::string_view(text).substr(effect));
    if (period.empty()) period = duration_in(std::string_view(text).substr(std::min(from, text.size())));
    if (period.empty() && !is_waiting_period(text)) period = duration_in(text);
    if (!period.empty()) add(FinalClause::Kind::notice, period);
  }
  if (own) {
    const bool renews = has(text, {"renewed", "extended", "prolonged", "continue in force"}) &&
                        has(text, {"successive", "further", "additional", "subsequent"});
    // "renewed automatically for similar periods": as long as the first one
    if (!renews && has(text, {"renewed", "extended", "prolonged"}) &&
        has(text, {"similar period", "equal period", "same period", "like period", "equal duration"}))
      if (const std::string period = duration_in(text);
          !period.empty() && has(text.substr(0, text.find("renewed")), {" valid for", " in force for", "for a period of"}))
        add(FinalClause::Kind::renewal, period);
    if (renews) {
      const std::size_t from = std::min({text.find("successive"), text.find("further"), text.find("additional"), text.find("subsequent")});
      if (const std::string period = duration_in(std::string_view(text).substr(from)); !period.empty())
        add(FinalClause::Kind::renewal, period);
    }
    for (const std::string_view opener : {"remain in force", "continue in force", "be in force", "be valid", "is valid", "is concluded",
                                          "be concluded", "be binding", "remain valid", "remain effective", "remain in effect",
                                          "be in effect", "continue in effect", "remain in operation", "be of", "is of"}) {
      const std::size_t at = text.find(opener);
      if (at == std::string::npos) continue;
      std::string_view rest = std::string_view(text).substr(at + opener.size());
      if (opener.find("force") != std::string_view::npos || opener.find("effect") != std::string_view::npos ||
          opener.find("valid") != std::string_view::npos) {
        // "in perpetuity", "until denounced by one of the Parties": no end is set.
        const bool until = rest.starts_with(" until ") &&
                           has(rest.substr(0, 60), {" terminated", " denounced", " denunciation", "notice of termination"}) &&
                           duration_in(rest).empty();
        if (until || rest.starts_with(" in perpetuity") || rest.starts_with(" perpetually") || rest.starts_with(" for ever") ||
            rest.starts_with(" without limit") || rest.starts_with(" without limitation of time")) {
          add(FinalClause::Kind::duration, "open-ended");
          break;
        }
        // "until the end of the Mission, but in any case for no longer than a period of one year"
        if (const std::size_t most = std::min(rest.find(" no longer than "), rest.find(" not longer than "));
            rest.starts_with(" until ") && most != std::string_view::npos)
          if (const std::string period = duration_in(rest.substr(most)); !period.empty()) {
            add(FinalClause::Kind::duration, period);
            break;
          }
      }
      rest = rest.substr(0, std::min({rest.size(), rest.find(" from "), rest.find(" after "), rest.find(" unless "), rest.find(" until "),
                                      rest.find(". "), rest.find(';'), std::size_t{90}}));
      if (has(rest,
              {"unlimited duration", "indefinite duration", "unlimited period", "indefinite period", "indefinitely", "unlimited time"})) {
        add(FinalClause::Kind::duration, "open-ended");
        break;
      }
      if (!(rest.starts_with(" for ") || rest.starts_with(" during ")) || renews) continue;
      if (const std::string period = duration_in(rest); !period.empty()) {
        add(FinalClause::Kind::duration, period);
        break;
      }
    }
    for (const std::string_view opener :
         {"enter into force ", "come into force ", "enters into force ", "comes into force ", "come into effect ", "enter into effect ",
          "become effective ", "come into operation ", "take effect "}) {
      if (opener == "take effect " &&
          has(text, {"denunciation", "withdrawal", "terminat", "notice", "reservation", "accession", "declaration"}))
        continue;
      const std::size_t at = text.find(opener);
      if (at == std::string::npos) continue;
      std::string_view before = std::string_view(text).substr(0, at);
      // "shall be provisionally applied from its signature and shall come into force …"
      bool of_this = of_this_treaty(before);
      if (const std::size_t clause = before.rfind(" and "); of_this && clause != std::string_view::npos && clause + 12 > before.size())
        if (const std::size_t first = before.find(" shall be "); first < 60) before = before.substr(0, first);
      if (!letters && (before.size() > 90 || has(before, {"after", "before", "when", "until", "which"}) || !of_this)) break;
      const std::size_t begin = at + opener.size();
      // ", and shall remain in force for …" says something else.
      const std::size_t other = std::min({text.find(" and shall ", begin), text.find(" and will ", begin), text.find(" and remain", begin),
                                          text.find(", and ", begin), text.size()});
      const Span words{sentence.begin + static_cast<std::uint32_t>(begin), sentence.begin + static_cast<std::uint32_t>(other)};
      const bool cut =
          other < text.size() && (text.find("remain", other) != std::string::npos || text.find(" be valid", other) != std::string::npos ||
                                  text.find("continue in", other) != std::string::npos);
      const Span said = cut ? words : Span{words.begin, sentence.end};
      std::string value = document.words(said);
      while (!value.empty() && (value.back() == '.' || value.back() == ';' || value.back() == ',')) value.pop_back();
      if (value.size() > 3 && value.size() < 400) add(FinalClause::Kind::entry_into_force, value, said);
      break;
    }
  }
  // "the entry into force of this Memorandum, which will take place thirty days after …"
  if (const std::size_t force = text.find("entry into force of "); force != std::string::npos && own)
    for (const std::string_view opener : {", which will take place ", ", which shall take place "})
      if (const std::size_t at = text.find(opener, force); at != std::string::npos && at < force + 90) {
        const Span said{sentence.begin + static_cast<std::uint32_t>(at + opener.size()), sentence.end};
        std::string value = document.words(said);
        while (!value.empty() && (value.back() == '.' || value.back() == ';')) value.pop_back();
        if (value.size() > 3 && value.size() < 400) add(FinalClause::Kind::entry_into_force, value, said);
      }
  if (has(text, {"reservation"}) && has(text, {"no reservation", "not be subject to", "may be made", "may be entered", "are not permitted",
                                               "shall not be permitted", "shall be permitted", "may make", "may enter", "are prohibited"}))
    add(FinalClause::Kind::reservations, document.words(sentence));
  read_depositary(text, sentence, found);
  // "This Treaty in the English language shall be deposited …", "the Russian and English texts of which …"
  const bool texts = own && has(text, {" language", " texts of which"}) &&
                     has(text, {"deposit", " done in ", "original of this", "original of the present"});
  if (texts || has(text, {"authentic", "equally authoritative"})) add(FinalClause::Kind::authentic, {});
  return found;
}

}  // namespace pacta
