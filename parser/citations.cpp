#include "parser/citations.h"

#include <algorithm>
#include <array>

#include "parser/numerals.h"

namespace pacta {

CitationGrammar::CitationGrammar(Lexicon& lexicon) {
  struct Row {
    std::string_view word;
    ProvisionKind kind;
    bool plural;
  };
  static constexpr std::array<Row, 32> rows{{{"article", ProvisionKind::article, false},
                                             {"articles", ProvisionKind::article, true},
                                             {"art", ProvisionKind::article, false},
                                             {"arts", ProvisionKind::article, true},
                                             {"paragraph", ProvisionKind::paragraph, false},
                                             {"paragraphs", ProvisionKind::paragraph, true},
                                             {"para", ProvisionKind::paragraph, false},
                                             {"paras", ProvisionKind::paragraph, true},
                                             {"subparagraph", ProvisionKind::paragraph, false},
                                             {"subparagraphs", ProvisionKind::paragraph, true},
                                             {"clause", ProvisionKind::paragraph, false},
                                             {"clauses", ProvisionKind::paragraph, true},
                                             {"subclause", ProvisionKind::paragraph, false},
                                             {"indent", ProvisionKind::paragraph, false},
                                             {"chapter", ProvisionKind::chapter, false},
                                             {"chapters", ProvisionKind::chapter, true},
                                             {"section", ProvisionKind::section, false},
                                             {"sections", ProvisionKind::section, true},
                                             {"part", ProvisionKind::part, false},
                                             {"parts", ProvisionKind::part, true},
                                             {"title", ProvisionKind::title, false},
                                             {"titles", ProvisionKind::title, true},
                                             {"annex", ProvisionKind::annex, false},
                                             {"annexes", ProvisionKind::annex, true},
                                             {"annexe", ProvisionKind::annex, false},
                                             {"appendix", ProvisionKind::appendix, false},
                                             {"appendices", ProvisionKind::appendix, true},
                                             {"protocol", ProvisionKind::protocol, false},
                                             {"protocols", ProvisionKind::protocol, true},
                                             {"preamble", ProvisionKind::preamble, false},
                                             {"schedule", ProvisionKind::schedule, false},
                                             {"schedules", ProvisionKind::schedule, true}}};
  for (const Row& row : rows) {
    const WordId word = lexicon.intern(row.word);
    if (word >= trigger_of_.size()) trigger_of_.resize(word + 1, -1);
    trigger_of_[word] = static_cast<std::int8_t>(triggers_.size());
    triggers_.push_back({row.kind, row.plural});
  }
  const auto word = [&](std::string_view w) { return lexicon.intern(w); };
  of_ = word("of"), the_ = word("the"), to_ = word("to"), and_ = word("and"), or_ = word("or"), comma_ = word(","), open_ = word("("),
  close_ = word(")"), hyphen_ = word("-"), this_ = word("this"), preceding_ = word("preceding"), previous_ = word("previous"),
  foregoing_ = word("foregoing"), following_ = word("following"), in_ = word("in"), colon_ = word(":"), paragraph_ = word("paragraph"),
  present_ = word("present"), through_ = word("through"), through2_ = word("--"), under_ = word("under"), said_ = word("said"),
  same_ = word("same"), that_ = word("that"), indent_ = word("indent"), point_ = word("point");
  instruments_ =
      WordSet(lexicon, {"treaty", "agreement", "convention", "charter", "covenant", "statute", "pact", "accord", "constitution"});
}

const CitationGrammar::Trigger* CitationGrammar::trigger(WordId word) const {
  return word < trigger_of_.size() && trigger_of_[word] >= 0 ? &triggers_[static_cast<std::size_t>(trigger_of_[word])] : nullptr;
}

namespace {

/// Of capitals, as provisions are numbered.
bool is_roman(std::string_view word) {
  return !word.empty() && word.find_first_not_of("IVXLCDM") == std::string_view::npos && roman_value(word) > 0;
}

bool is_capital_letter(std::string_view word) {
  return word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z';
}

bool has_letter_numbers(ProvisionKind kind) {
  return kind != ProvisionKind::article && kind != ProvisionKind::paragraph;
}

}  // namespace

class CitationReader {
 public:
  CitationReader(const CitationGrammar& grammar, const Document& document, std::uint32_t end)
      : g_(grammar), document_(document), tokens_(document.tokens), end_(end) {}

  bool read(std::uint32_t i, std::uint32_t begin, Citation& citation) {
    const auto* trigger = g_.trigger(tokens_[i].word);
    if (trigger == nullptr) return false;
    const bool capital = tokens_[i].has(token_flag::capitalised);
    const ProvisionKind kind = trigger->kind;
    citation = {};
    citation.first_token = i;
    if (kind == ProvisionKind::preamble) {
      citation.provisions.push_back({kind, "", false, 0});
      citation.end_token = i + 1;
      read_instrument(citation);
      return true;
    }
    if (i > begin && !trigger->plural && read_relative(i, begin, citation)) return true;
    if (i > begin && kind == ProvisionKind::paragraph && !trigger->plural && read_counted(i, begin, citation)) {
      read_outer(citation);
      read_instrument(citation);
      return true;
    }
    if (kind == ProvisionKind::protocol && !(i + 1 < end_ && numbered(i + 1))) return false;
    if (!capital && kind != ProvisionKind::paragraph && kind != ProvisionKind::section && kind != ProvisionKind::article) return false;
    std::uint32_t at = i + 1;
    std::string number = read_number(at, kind);
    if (number.empty() && kind == ProvisionKind::article && capital && lettered_of_annex(at)) number.push_back(text(at++)[0]);
    if (number.empty()) {
      // "the Schedule to this Agreement": the only one
      if (!is_attached(kind) || kind == ProvisionKind::protocol || trigger->plural || !capital || i == begin ||
          tokens_[i - 1].word != g_.the_ ||
          (i + 1 < end_ && tokens_[i + 1].kind != TokenKind::punctuation && tokens_[i + 1].has(token_flag::capitalised)))
        return false;
      citation.provisions.push_back({kind, "", false, 0});
      citation.end_token = i + 1;
      read_instrument(citation);
      return true;
    }
    // "article III of"; "an article I wrote" cites nothing.
    const bool roman = is_roman(number) && (number.size() > 1 || is(at, g_.of_));
    if (!capital && kind == ProvisionKind::article && decimal_value(number) < 0 && !roman) return false;
    citation.provisions.push_back({kind, number, kind == ProvisionKind::paragraph, 0});
    read_below(at, citation.provisions);
    // lists and ranges
    std::vector<std::string> between;
    while (at < end_) {
      std::uint32_t k = at;
      const WordId word = tokens_[k].word;
      const bool range =
          (word == g_.hyphen_ || word == g_.through2_ || word == g_.to_ || word == g_.through_) && (trigger->plural || word == g_.hyphen_);
      bool list = false;
      if (!range) {
        if (tokens_[k].word == g_.comma_) ++k, list = true;
        if (k < end_ && (tokens_[k].word == g_.and_ || tokens_[k].word == g_.or_)) ++k, list = true;
        if (!list) break;
        // "Article 3 and Article 5": a citation of its own, of the same instrument
        if (k < end_ && g_.trigger(tokens_[k].word) != nullptr && g_.trigger(tokens_[k].word)->kind == kind &&
            !tokens_[k].has(token_flag::dotted))
          ++k;
      } else {
        ++k;
      }
      // "Annexes II A to D", "Schedules B and C"
      if (k < end_ && has_letter_numbers(kind) && is_capital_letter(document_.text(tokens_[k])) && trigger->plural &&
          read_letter(k, range, citation)) {
        at = k;
        continue;
      }
      if (k >= end_ || (tokens_[k].kind != TokenKind::number && !is_roman(document_.text(tokens_[k])) && tokens_[k].word != g_.open_))
        break;
      if (!trigger->plural && list && tokens_[k].kind == TokenKind::number && g_.trigger(tokens_[k - 1].word) == nullptr &&
          !could_be_list(k))
        break;
      std::uint32_t next = k;
      if (tokens_[k].word == g_.open_) {
        // "5(2)(a) and (b)"
        std::string above = citation.provisions.back().number;
        const std::size_t cut = above.rfind('(');
        if (cut == std::string::npos && kind != ProvisionKind::paragraph) break;
        std::string path = cut == std::string::npos ? "" : above.substr(0, cut);
        const std::string step = read_brackets(next);
        if (step.empty()) break;
        // "paragraphs (a) to (h)": the letters between
        const std::string& last = citation.provisions.back().number;
        if (range && cut != std::string::npos && step.size() == 3 && above.size() - cut == 3)
          for (char c = static_cast<char>(above[cut + 1] + 1); c < step[1] && c > 'a' && c <= 'z'; ++c)
            between.push_back(last.substr(0, cut) + "(" + c + ")");
        for (std::string& letter : between)
          citation.provisions.push_back({citation.provisions.back().kind, std::move(letter), citation.provisions.back().relative, 0});
        between.clear();
        citation.provisions.push_back({citation.provisions.back().kind, path + step, citation.provisions.back().relative, 0});
        at = next;
        continue;
      }
      std::string other = read_number(next, kind);
      if (other.empty()) break;
      if (range) {
        const int first = decimal_value(citation.provisions.back().number), last = decimal_value(other);
        if (first >= 0 && last > first && last - first <= 60)
          for (int n = first + 1; n < last; ++n)
            citation.provisions.push_back({kind, std::to_string(n), kind == ProvisionKind::paragraph, 0});
      }
      citation.provisions.push_back({kind, other, kind == ProvisionKind::paragraph, 0});
      at = next;
      read_below(at, citation.provisions);
    }
    citation.end_token = at;
    read_outer(citation);
    read_instrument(citation);
    return true;
  }

 private:
  [[nodiscard]] std::string_view text(std::uint32_t i) const { return document_.text(tokens_[i]); }
  [[nodiscard]] bool is(std::uint32_t i, WordId word) const { return i < end_ && tokens_[i].word == word; }
  [[nodiscard]] bool numbered(std::uint32_t i) const {
    return tokens_[i].kind == TokenKind::number || is_roman(text(i)) || is_capital_letter(text(i));
  }

  /// "Article J of Annex 3": a letter alone, of an attached part.
  [[nodiscard]] bool lettered_of_annex(std::uint32_t i) const {
    if (i + 2 >= end_ || !is_capital_letter(text(i)) || tokens_[i + 1].word != g_.of_) return false;
    const auto* outer = g_.trigger(tokens_[i + 2].word);
    return outer != nullptr && is_attached(outer->kind) && tokens_[i + 2].has(token_flag::capitalised);
  }

  /// The first token of the word that ends at `i`: "sub-paragraph" is three tokens.
  [[nodiscard]] std::uint32_t word_begin(std::uint32_t i, std::uint32_t begin) const {
    return i >= begin + 2 && tokens_[i - 1].word == g_.hyphen_ && !tokens_[i].has(token_flag::space_before) ? i - 2 : i;
  }

  /// "this Article", "the preceding Article", "the foregoing paragraph"
  bool read_relative(std::uint32_t i, std::uint32_t begin, Citation& citation) const {
    const ProvisionKind kind = g_.trigger(tokens_[i].word)->kind;
    const bool capital = tokens_[i].has(token_flag::capitalised);
    const std::uint32_t start = word_begin(i, begin);
    if (start == begin) return false;
    const WordId before = tokens_[start - 1].word;
    // In small letters an article is of a newspaper or of trade, and a part or protocol of anything.
    const bool unit = kind == ProvisionKind::chapter || kind == ProvisionKind::section || kind == ProvisionKind::title ||
                      kind == ProvisionKind::annex || kind == ProvisionKind::schedule;
    const bool own = before == g_.this_ || before == g_.present_;
    if (own && !capital && !unit) return false;
    int offset = 0;
    if (before == g_.preceding_ || before == g_.previous_ || before == g_.foregoing_) offset = -1;
    if (before == g_.following_) offset = 1;
    if (!own && offset == 0) return false;
    if (!capital && offset > 0) return false;
    if (!capital && offset < 0 && start >= begin + 2 && tokens_[start - 2].word != g_.the_) return false;
    citation.this_unit = own;
    citation.offset = offset;
    citation.first_token = start - 1;
    citation.end_token = i + 1;
    citation.provisions.push_back({kind, "", true, 0});
    return true;
  }

  /// "the second paragraph": a number by its place
  bool read_counted(std::uint32_t i, std::uint32_t begin, Citation& citation) const {
    const std::uint32_t start = word_begin(i, begin);
    if (start < begin + 2) return false;
    const int place = ordinal_value(text(start - 1));
    if (place == 0 || tokens_[start - 2].word != g_.the_ || (is(i, g_.indent_) && !is(i + 1, g_.of_))) return false;
    citation.counted = true;
    citation.first_token = start - 1;
    citation.end_token = i + 1;
    citation.provisions.push_back({ProvisionKind::paragraph, "(" + std::to_string(place) + ")", true, 0});
    return true;
  }

  /// "Annexes II A to D", "Schedules B and C": a letter that stands for a number or for the letter of the last one.
  bool read_letter(std::uint32_t k, bool range, Citation& citation) const {
    const char letter = text(k)[0];
    const CitedProvision last = citation.provisions.back();
    if (last.number.empty() || !is_capital_letter(last.number.substr(last.number.size() - 1))) return false;
    const std::string stem = last.number.substr(0, last.number.size() - 1);
    if (!stem.empty() && stem.back() != ' ' && !(stem.back() >= '0' && stem.back() <= '9')) return false;
    const char from = last.number.back();
    if (letter <= from) return false;
    for (char c = range ? static_cast<char>(from + 1) : letter; c <= letter; ++c)
      citation.provisions.push_back({last.kind, stem + c, false, 0});
    return true;
  }

  /// "of Article 7", "of this Article", "of Chapter 3": what the provisions are parts of.
  void read_outer(Citation& citation) const {
    std::uint32_t k = citation.end_token;
    // "Article III, paragraphs 4 and 5, of the Convention"
    if (is(k, g_.comma_) && is(k + 1, g_.of_)) citation.end_token = ++k;
    while (k + 1 < end_ && (tokens_[k].word == g_.of_ || tokens_[k].word == g_.in_)) {
      const bool relative = citation.provisions[0].relative;
      std::uint32_t n = k + 1;
      if (is(n, g_.the_)) ++n;
      if (n >= end_) return;
      const WordId lead = tokens_[n].word;
      const bool before = lead == g_.preceding_ || lead == g_.previous_ || lead == g_.foregoing_;
      // "of this Article", "of the preceding Article", "of the same Article"
      if (before || lead == g_.this_ || lead == g_.present_ || lead == g_.following_ || lead == g_.said_ || lead == g_.same_ ||
          lead == g_.that_) {
        const auto* unit = n + 1 < end_ ? g_.trigger(tokens_[n + 1].word) : nullptr;
        if (unit == nullptr || unit->plural || unit->kind == ProvisionKind::protocol) return;
        if (before) {
          citation.offset = -1;
        } else if (lead == g_.following_) {
          citation.offset = 1;
        } else if (lead != g_.this_ && lead != g_.present_) {
          citation.of = Citation::Of::unnamed;
        } else if (!relative && unit->kind != ProvisionKind::article) {
          citation.of = Citation::Of::this_one;
          citation.instrument_token = n + 1;
        }
        citation.end_token = n + 2;
        return;
      }
      const auto* outer = g_.trigger(lead);
      if (outer == nullptr || outer->kind == ProvisionKind::preamble) return;
      if (!tokens_[n].has(token_flag::capitalised) && outer->kind != ProvisionKind::paragraph && outer->kind != ProvisionKind::article)
        return;
      std::uint32_t m = n + 1;
      const std::string number = read_number(m, outer->kind);
      if (number.empty()) return;
      const bool below = citation.provisions[0].kind == ProvisionKind::paragraph && relative;
      if (outer->kind == ProvisionKind::paragraph) {
        if (!below) return;
        for (auto& p : citation.provisions) p.number = bracketed(number) + bracketed(p.number);
      } else if (below) {
        // "the second subparagraph of Article 5(2)": no part that has a number
        const bool uncounted = citation.counted && (number.find('(') != std::string::npos || is(citation.first_token + 1, g_.indent_));
        for (auto& p : citation.provisions) {
          p.number = uncounted ? number : number + bracketed(p.number);
          p.kind = outer->kind == ProvisionKind::article ? ProvisionKind::paragraph : outer->kind;
          p.relative = false;
        }
      } else {
        citation.within.push_back({outer->kind, number, false, n});
      }
      citation.end_token = k = m;
    }
  }

  static std::string bracketed(const std::string& number) {
    if (number.empty() || number.front() == '(') return number;
    const std::size_t cut = number.find('(');
    return cut == std::string::npos ? "(" + number + ")" : "(" + number.substr(0, cut) + ")" + number.substr(cut);
  }

  // "and 3 months": a number that counts something is no provision.
  [[nodiscard]] bool could_be_list(std::uint32_t k) const {
    if (k + 1 >= end_) return true;
    const Token& next = tokens_[k + 1];
    return next.kind == TokenKind::punctuation || next.word == g_.of_ || next.word == g_.and_ || next.word == g_.to_ ||
           next.word == g_.in_ || next.word == g_.or_;
  }

  std::string read_brackets(std::uint32_t& at) const {
    std::string path;
    while (at + 2 < end_ && tokens_[at].word == g_.open_ && tokens_[at + 2].word == g_.close_ &&
           tokens_[at + 1].end - tokens_[at + 1].begin <= 5 && tokens_[at + 1].kind != TokenKind::punctuation &&
           (path.empty() || !tokens_[at].has(token_flag::space_before))) {
      path += "(" + std::string(document_.text(tokens_[at + 1])) + ")";
      at += 3;
    }
    return path;
  }

  /// A number and what is bracketed behind it; moves `at` behind it. Empty if there is none.
  std::string read_number(std::uint32_t& at, ProvisionKind kind) const {
    if (at >= end_) return {};
    std::uint32_t k = at;
    std::string number;
    const std::string_view word = document_.text(tokens_[k]);
    // "Article the Second"
    if (tokens_[k].word == g_.the_ && kind == ProvisionKind::article && k + 1 < end_ && tokens_[k + 1].has(token_flag::capitalised) &&
        ordinal_value(text(k + 1)) > 0) {
      at = k + 2;
      return std::string(text(k + 1));
    }
    if (tokens_[k].kind == TokenKind::number) {
      number = word;
      ++k;
      if (number.back() == ',' || number.back() == '.') number.pop_back();
      if (number.find(',') != std::string::npos) return {};
      // "Article 4bis", "Article 20 bis"
      if (k < end_ && (document_.text(tokens_[k]) == "bis" || document_.text(tokens_[k]) == "ter"))
        number += " " + std::string(document_.text(tokens_[k++]));
      // "10.6.2" is one token; "II:1"
    } else if (tokens_[k].word == g_.open_) {
      number = read_brackets(k);
      if (number.empty()) return {};
    } else if (is_roman(word) && (word.size() > 1 || word == "I" || word == "V" || word == "X" || kind != ProvisionKind::paragraph)) {
      number = word;
      ++k;
      // "IV:2"
      if (k + 1 < end_ && tokens_[k].word == g_.colon_ && !tokens_[k].has(token_flag::space_before) &&
          tokens_[k + 1].kind == TokenKind::number && !tokens_[k + 1].has(token_flag::space_before)) {
        number += "(" + std::string(document_.text(tokens_[k + 1])) + ")";
        k += 2;
      }
      if (k < end_ && (document_.text(tokens_[k]) == "bis" || document_.text(tokens_[k]) == "ter"))
        number += " " + std::string(document_.text(tokens_[k++]));
      // "Annex II A"
      if (is_attached(kind) && k < end_ && is_capital_letter(text(k)) && tokens_[k].has(token_flag::space_before) &&
          !(k + 1 < end_ && tokens_[k + 1].has(token_flag::capitalised)))
        number += " " + std::string(text(k++));
    } else if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' && kind != ProvisionKind::article && kind != ProvisionKind::paragraph) {
      number = word;
      ++k;
    } else if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' && k + 2 < end_ && tokens_[k + 1].word == g_.hyphen_ &&
               tokens_[k + 2].kind == TokenKind::number) {
      number = std::string(word) + "-" + std::string(document_.text(tokens_[k + 2]));
      k += 3;
    } else if (kind != ProvisionKind::paragraph && tokens_[k].kind == TokenKind::word) {
      if (const int value = cardinal_value(word); value < 1 || value > 20) return {};
      number = word;
      ++k;
    } else {
      return {};
    }
    if (k < end_ && tokens_[k].word == g_.open_ && !tokens_[k].has(token_flag::space_before))
      number += read_brackets(k);
    else if (k < end_ && tokens_[k].word == g_.open_ && (kind == ProvisionKind::article || kind == ProvisionKind::paragraph)) {
      // "Article 5 (2)": a short mark in brackets
      number += read_brackets(k);
    }
    at = k;
    return number;
  }

  /// ", paragraph 3", ", section 2, clause 2", ", paragraphs 2 and 4", ", second paragraph" behind an article or annex.
  void read_below(std::uint32_t& at, std::vector<CitedProvision>& provisions) const {
    const ProvisionKind kind = provisions.back().kind;
    // "paragraph 1, point (a)", "Article 3 point (b)"
    if (kind == ProvisionKind::article || kind == ProvisionKind::paragraph) {
      std::uint32_t k = at;
      if (is(k, g_.comma_)) ++k;
      if (is(k, g_.point_) && is(k + 1, g_.open_)) {
        std::uint32_t m = k + 1;
        if (const std::string step = read_brackets(m); !step.empty()) {
          provisions.back().number += step;
          at = m;
        }
      }
    }
    if (kind != ProvisionKind::article && !is_attached(kind)) return;
    while (at + 1 < end_) {
      std::uint32_t k = at;
      const bool comma = is(k, g_.comma_);
      if (comma) ++k;
      if (k + 1 >= end_) return;
      if (const int place = ordinal_value(text(k)); place > 0 && comma) {
        const auto* unit = g_.trigger(tokens_[k + 1].word);
        if (unit == nullptr || unit->kind != ProvisionKind::paragraph || unit->plural) return;
        // An indent has no number, nor has a subparagraph of a numbered paragraph.
        if (!is(k + 1, g_.indent_) && provisions.back().number.find('(') == std::string::npos)
          provisions.back().number += "(" + std::to_string(place) + ")";
        at = k + 2;
        continue;
      }
      const auto* below = g_.trigger(tokens_[k].word);
      if (below == nullptr || (below->kind != ProvisionKind::paragraph && below->kind != ProvisionKind::section)) return;
      if (below->kind == ProvisionKind::section && (!comma || below->plural || tokens_[k].has(token_flag::capitalised))) return;
      std::uint32_t m = k + 1;
      std::string number = read_number(m, ProvisionKind::paragraph);
      if (number.empty()) return;
      const std::string above = provisions.back().number;
      provisions.back().number += bracketed(number);
      at = m;
      if (!below->plural) continue;
      // "paragraphs 2, 3 and 5 to 7"
      while (at + 1 < end_) {
        k = at;
        const bool range = is(k, g_.to_) || is(k, g_.hyphen_) || is(k, g_.through_) || is(k, g_.through2_);
        if (range || is(k, g_.comma_)) ++k;
        if (!range && (is(k, g_.and_) || is(k, g_.or_))) ++k;
        if (k == at) return;
        m = k;
        const std::string next = read_number(m, ProvisionKind::paragraph);
        if (next.empty() || !could_be_list(m - 1)) return;
        if (range)
          for (int n = decimal_value(number) + 1; n > 0 && n < decimal_value(next) && n < 60; ++n)
            provisions.push_back({kind, above + "(" + std::to_string(n) + ")", false, 0});
        provisions.push_back({kind, above + bracketed(next), false, 0});
        number = next;
        at = m;
      }
      return;
    }
  }

  /// "of the UN Charter", "to this Agreement", "of GATT 1994"
  void read_instrument(Citation& citation) const {
    std::uint32_t k = citation.end_token;
    if (citation.of != Citation::Of::unsaid || citation.offset != 0 || k + 1 >= end_) return;
    const WordId link = tokens_[k].word;
    if (link != g_.of_ && link != g_.to_ && link != g_.in_ && link != g_.under_) return;
    ++k;
    if (is(k, g_.the_)) ++k;
    if (is(k, g_.this_) || is(k, g_.present_)) {
      if (k + 1 >= end_) return;
      citation.of = Citation::Of::this_one;
      citation.instrument_token = k + 1;
      return;
    }
    // "of that Statute"
    if (k + 1 < end_ && (is(k, g_.that_) || is(k, g_.said_) || is(k, g_.same_)) && g_.instruments_.has(tokens_[k + 1].word)) ++k;
    if (k >= end_) return;
    if (tokens_[k].has(token_flag::capitalised) || tokens_[k].kind == TokenKind::number || g_.instruments_.has(tokens_[k].word)) {
      citation.of = Citation::Of::named;
      citation.instrument_token = k;
      citation.loose = link != g_.of_;
    } else if (link == g_.of_ && tokens_[k].kind == TokenKind::word) {
      citation.of = Citation::Of::unnamed;
    }
  }

  const CitationGrammar& g_;
  const Document& document_;
  const std::vector<Token>& tokens_;
  std::uint32_t end_;
};

std::vector<Citation> CitationGrammar::find(const Document& document, std::uint32_t first_token, std::uint32_t end_token) const {
  std::vector<Citation> found;
  CitationReader reader(*this, document, end_token);
  for (std::uint32_t i = first_token; i < end_token; ++i) {
    if (trigger(document.tokens[i].word) == nullptr) continue;
    Citation citation;
    if (!reader.read(i, first_token, citation)) continue;
    i = std::max(i, citation.end_token - 1);
    if (!found.empty()) {
      std::uint32_t k = found.back().end_token;
      const auto ties = [&](WordId word) { return word == comma_ || word == and_ || word == or_ || word == the_; };
      while (k < citation.first_token && ties(document.tokens[k].word)) ++k;
      citation.joined = k > found.back().end_token && k >= citation.first_token;
    }
    found.push_back(std::move(citation));
  }
  // "Article 3 and paragraph 2 of Article 4 of the Convention": both are the Convention's.
  for (std::size_t i = found.size(); i-- > 1;) {
    Citation& before = found[i - 1];
    const Citation& after = found[i];
    if (!after.joined || after.of != Citation::Of::named || before.of != Citation::Of::unsaid || before.this_unit || before.offset != 0 ||
        before.provisions[0].relative)
      continue;
    before.of = after.of;
    before.instrument_token = after.instrument_token;
    before.loose = after.loose;
  }
  return found;
}

}  // namespace pacta
