#include "parser/citations.h"

#include <algorithm>
#include <array>

namespace pacta {

CitationGrammar::CitationGrammar(Lexicon& lexicon) {
  struct Row {
    std::string_view word;
    ProvisionKind kind;
    bool plural;
  };
  static constexpr std::array<Row, 26> rows{{{"article", ProvisionKind::article, false},
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
                                             {"subclause", ProvisionKind::paragraph, false},
                                             {"chapter", ProvisionKind::chapter, false},
                                             {"chapters", ProvisionKind::chapter, true},
                                             {"section", ProvisionKind::section, false},
                                             {"sections", ProvisionKind::section, true},
                                             {"part", ProvisionKind::part, false},
                                             {"parts", ProvisionKind::part, true},
                                             {"title", ProvisionKind::title, false},
                                             {"annex", ProvisionKind::annex, false},
                                             {"annexes", ProvisionKind::annex, true},
                                             {"appendix", ProvisionKind::annex, false},
                                             {"protocol", ProvisionKind::annex, false},
                                             {"subparagraph", ProvisionKind::paragraph, false},
                                             {"preamble", ProvisionKind::preamble, false},
                                             {"schedule", ProvisionKind::annex, false}}};
  for (const Row& row : rows) {
    const WordId word = lexicon.intern(row.word);
    if (word >= trigger_of_.size()) trigger_of_.resize(word + 1, -1);
    trigger_of_[word] = static_cast<std::int8_t>(triggers_.size());
    triggers_.push_back({row.kind, row.plural});
  }
  const auto word = [&](std::string_view w) { return lexicon.intern(w); };
  of_ = word("of"), the_ = word("the"), to_ = word("to"), and_ = word("and"), or_ = word("or"), comma_ = word(","), open_ = word("("),
  close_ = word(")"), hyphen_ = word("-"), this_ = word("this"), preceding_ = word("preceding"), following_ = word("following"),
  in_ = word("in"), dot_ = word("."), colon_ = word(":"), both_ = word("both"), paragraph_ = word("paragraph"),
  preamble_ = word("preamble"), each_ = word("each"), present_ = word("present"), through_ = word("through"), through2_ = word("--"),
  under_ = word("under"), by_ = word("by");
}

const CitationGrammar::Trigger* CitationGrammar::trigger(WordId word) const {
  return word < trigger_of_.size() && trigger_of_[word] >= 0 ? &triggers_[static_cast<std::size_t>(trigger_of_[word])] : nullptr;
}

namespace {

bool is_roman(std::string_view word) {
  return !word.empty() && word.size() <= 8 && word.find_first_not_of("IVXLCDM") == std::string_view::npos;
}

int plain_number(std::string_view word) {
  int value = 0;
  if (word.empty() || word.size() > 4) return -1;
  for (const char c : word) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

constexpr std::array<std::string_view, 20> number_words{"one",     "two",     "three",     "four",     "five",     "six",      "seven",
                                                        "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen", "fourteen",
                                                        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};

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
      citation.provisions.push_back({kind, "", false});
      citation.end_token = i + 1;
      read_instrument(citation);
      return true;
    }
    const bool protocol = document_.text(tokens_[i]) == "Protocol";
    // "this Article", "the preceding Article"
    if (i > begin && capital && !trigger->plural) {
      const WordId before = tokens_[i - 1].word;
      if (before == g_.this_ || before == g_.present_) {
        citation.this_unit = true;
        citation.first_token = i - 1;
        citation.end_token = i + 1;
        citation.provisions.push_back({kind, "", true});
        return true;
      }
      if (before == g_.preceding_ || before == g_.following_) {
        citation.offset = before == g_.preceding_ ? -1 : 1;
        citation.first_token = i - 1;
        citation.end_token = i + 1;
        citation.provisions.push_back({kind, "", true});
        return true;
      }
    }
    if (protocol && !(i + 1 < end_ && (tokens_[i + 1].kind == TokenKind::number || is_roman(document_.text(tokens_[i + 1]))))) return false;
    if (!capital && kind != ProvisionKind::paragraph && kind != ProvisionKind::section && kind != ProvisionKind::article) return false;
    std::uint32_t at = i + 1;
    std::string number = read_number(at, kind);
    if (number.empty()) return false;
    if (!capital && kind == ProvisionKind::article && plain_number(number) < 0) return false;
    citation.provisions.push_back({kind, number, kind == ProvisionKind::paragraph});
    // ", paragraph 3": below the article
    read_below(at, citation.provisions.back());
    // lists and ranges
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
        citation.provisions.push_back({citation.provisions.back().kind, path + step, citation.provisions.back().relative});
        at = next;
        continue;
      }
      std::string other = read_number(next, kind);
      if (other.empty()) break;
      if (range) {
        const int first = plain_number(citation.provisions.back().number), last = plain_number(other);
        if (first >= 0 && last > first && last - first <= 60)
          for (int n = first + 1; n < last; ++n) citation.provisions.push_back({kind, std::to_string(n), kind == ProvisionKind::paragraph});
      }
      citation.provisions.push_back({kind, other, kind == ProvisionKind::paragraph});
      at = next;
      read_below(at, citation.provisions.back());
    }
    citation.end_token = at;
    // "paragraph 2 of Article 7", "paragraph 2 of this Article", "Section B of Chapter 3"
    std::uint32_t k = at;
    while (k < end_ && (tokens_[k].word == g_.of_ || tokens_[k].word == g_.in_) && k + 1 < end_) {
      std::uint32_t n = k + 1;
      if (tokens_[n].word == g_.the_) ++n;
      if (n >= end_) break;
      const auto* outer = g_.trigger(tokens_[n].word);
      if (outer != nullptr && tokens_[n].has(token_flag::capitalised) && outer->kind != ProvisionKind::preamble) {
        std::uint32_t m = n + 1;
        const std::string outer_number = read_number(m, outer->kind);
        if (outer_number.empty()) break;
        if (outer->kind == ProvisionKind::article && kind == ProvisionKind::paragraph) {
          for (auto& p : citation.provisions) {
            p.number = outer_number + bracketed(p.number);
            p.relative = false;
          }
        }
        if (!(outer->kind == ProvisionKind::article && kind == ProvisionKind::paragraph))
          citation.within.push_back({outer->kind, outer_number, false});
        citation.end_token = k = m;
        continue;
      }
      if (tokens_[n].word == g_.paragraph_ || (outer != nullptr && outer->kind == ProvisionKind::paragraph)) {
        std::uint32_t m = n + 1;
        const std::string outer_number = read_number(m, ProvisionKind::paragraph);
        if (outer_number.empty()) break;
        for (auto& p : citation.provisions) p.number = bracketed(outer_number) + bracketed(p.number);
        citation.end_token = k = m;
        continue;
      }
      break;
    }
    read_instrument(citation);
    return true;
  }

 private:
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
    } else if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' && kind != ProvisionKind::article && kind != ProvisionKind::paragraph) {
      number = word;
      ++k;
    } else if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' && k + 2 < end_ && tokens_[k + 1].word == g_.hyphen_ &&
               tokens_[k + 2].kind == TokenKind::number) {
      number = std::string(word) + "-" + std::string(document_.text(tokens_[k + 2]));
      k += 3;
    } else if (kind != ProvisionKind::paragraph && tokens_[k].kind == TokenKind::word) {
      const std::string folded = fold_word(word);
      for (const auto spelled : number_words)
        if (spelled == folded) number = word, ++k;
      if (number.empty()) return {};
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

  /// ", paragraph 3", ", section 2, clause 2" behind an article.
  void read_below(std::uint32_t& at, CitedProvision& provision) const {
    if (provision.kind != ProvisionKind::article) return;
    while (at + 2 < end_) {
      std::uint32_t k = at;
      if (tokens_[k].word == g_.comma_) ++k;
      const auto* below = g_.trigger(tokens_[k].word);
      if (below == nullptr || (below->kind != ProvisionKind::paragraph && below->kind != ProvisionKind::section) || below->plural ||
          k == at)
        return;
      if (tokens_[k].has(token_flag::capitalised) && below->kind == ProvisionKind::section) return;
      std::uint32_t m = k + 1;
      const std::string number = read_number(m, ProvisionKind::paragraph);
      if (number.empty()) return;
      provision.number += bracketed(number);
      at = m;
    }
  }

  /// "of the UN Charter", "to this Agreement", "of GATT 1994"
  void read_instrument(Citation& citation) const {
    std::uint32_t k = citation.end_token;
    if (k >= end_ || !(tokens_[k].word == g_.of_ || tokens_[k].word == g_.to_ || tokens_[k].word == g_.in_ || tokens_[k].word == g_.under_))
      return;
    ++k;
    if (k < end_ && (tokens_[k].word == g_.this_ || tokens_[k].word == g_.present_ ||
                     (tokens_[k].word == g_.the_ && k + 1 < end_ && tokens_[k + 1].word == g_.present_))) {
      citation.of = Citation::Of::this_one;
      return;
    }
    if (k < end_ && tokens_[k].word == g_.the_) ++k;
    if (k >= end_) return;
    if (tokens_[k].has(token_flag::capitalised) || tokens_[k].kind == TokenKind::number || document_.text(tokens_[k]) == "treaty" ||
        document_.text(tokens_[k]) == "agreement" || document_.text(tokens_[k]) == "convention" ||
        document_.text(tokens_[k]) == "charter") {
      citation.of = Citation::Of::named;
      citation.instrument_token = k;
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
    found.push_back(std::move(citation));
  }
  return found;
}

}  // namespace pacta
