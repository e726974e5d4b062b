#include "parser/relations.h"

#include "parser/relations/finder.h"

namespace pacta {

ClauseWords::ClauseWords(Lexicon& lexicon)
    : be(lexicon, {"be", "is", "are", "was", "were", "been", "being", "am", "isn't", "aren't", "wasn't", "weren't", "get", "got"}),
      have(lexicon, {"have", "has", "had", "having", "hasn't", "haven't", "hadn't"}),
      do_(lexicon, {"do", "does", "did", "don't", "doesn't", "didn't"}),
      modals(lexicon, {"will", "would", "shall", "should", "may", "might", "can", "could", "must", "won't", "wouldn't", "can't", "cannot",
                       "couldn't", "shouldn't", "mustn't"}),
      future(lexicon, {"will", "shall", "won't"}),
      possible_modals(lexicon, {"may", "might", "can", "could", "couldn't", "can't", "cannot"}),
      desired_modals(lexicon, {"should", "must", "shouldn't", "mustn't"}),
      negators(lexicon,
               {"not",    "never", "isn't",    "aren't", "wasn't", "weren't",  "hasn't",    "haven't", "hadn't", "don't",    "doesn't",
                "didn't", "won't", "wouldn't", "can't",  "cannot", "couldn't", "shouldn't", "mustn't", "hardly", "no longer"}),
      adverbs(lexicon, {"also",
                        "already",
                        "recently",
                        "then",
                        "now",
                        "again",
                        "still",
                        "yet",
                        "soon",
                        "long",
                        "repeatedly",
                        "formally",
                        "jointly",
                        "first",
                        "later",
                        "since",
                        "not",
                        "never",
                        "today",
                        "yesterday",
                        "once",
                        "both",
                        "all",
                        "ever",
                        "just",
                        "subsequently",
                        "officially",
                        "publicly",
                        "finally",
                        "earlier",
                        "immediately",
                        "unanimously",
                        "explicitly",
                        "strongly",
                        "fully",
                        "currently",
                        "successfully",
                        "eventually",
                        "initially",
                        "previously",
                        "twice",
                        "together",
                        "thus",
                        "therefore",
                        "reportedly",
                        "allegedly",
                        "simultaneously",
                        "likewise",
                        "similarly",
                        "duly",
                        "unilaterally",
                        "openly",
                        "directly",
                        "newly",
                        "originally",
                        "consistently",
                        "historically",
                        "always",
                        "often",
                        "sometimes",
                        "thereafter",
                        "only",
                        "almost",
                        "either",
                        "neither",
                        "hardly",
                        "itself",
                        "themselves"}),
      determiners(lexicon, {"the",   "a",   "an", "its",  "their", "his", "her",  "this",  "that", "these",
                            "those", "our", "my", "your", "some",  "any", "each", "every", "no",   "such"}),
      noun_before(
          lexicon,
          {"the",      "a",        "an",      "its",       "their",     "his",           "her",          "this",    "these",  "those",
           "our",      "of",       "for",     "in",        "on",        "with",          "from",         "by",      "at",     "no",
           "any",      "some",     "new",     "first",     "full",      "joint",         "official",     "state",   "mutual", "strong",
           "military", "economic", "recent",  "into",      "during",    "after",         "before",       "under",   "'s",     "continued",
           "further",  "possible", "direct",  "political", "financial", "international", "upcoming",     "planned", "two",    "three",
           "against",  "about",    "without", "such",      "more",      "other",         "humanitarian", "next",    "last",   "previous",
           "bilateral"}),
      subordinators(lexicon, {"because", "although", "though", "while", "whereas", "when", "where", "since", "unless", "until",
                              "after",   "before",   "as",     "so",    "but",     "that", "which", "who",   "if",     "whether"}),
      government(lexicon, {"government", "governments", "authorities", "leadership", "administration", "regime", "cabinet"}),
      relative(lexicon, {"which", "who", "that"}),
      relations(lexicon, {"ally", "allies", "neighbour", "neighbor", "neighbours", "neighbors", "partner", "partners", "rival", "patron",
                          "host", "close", "main", "then"}),
      conditionals(lexicon, {"if", "unless", "whether", "should", "suppose", "supposing", "imagine", "assuming"}),
      linking_prepositions(lexicon, {"by", "at", "in", "on", "between", "with", "under", "for"}) {
  const auto word = [&](std::string_view w) { return lexicon.intern(w); };
  to = word("to"), and_ = word("and"), comma = word(","), or_ = word("or"), that = word("that"), open = word("("), close = word(")"),
  dash = word("--"), possessive = word("'s"), apostrophe = word("'"), by = word("by"), quote = word("\""), semicolon = word(";"),
  colon = word(":"), neither = word("neither"), nor = word("nor"), no = word("no"), without = word("without"), the = word("the"),
  of = word("of"), not_ = word("not"), both = word("both"), hyphen = word("-"), government_word = word("government"),
  former = word("former"), from = word("from"), on = word("on");
}

std::string RelationFinder::trace(const Document& document, Analysis& analysis, std::string_view rule) const {
  std::string out;
  relations::Finder finder(document, analysis, rules_, ontology_, catalog_, words_);
  finder.trace_to(&out, rule);
  finder.run();
  return out;
}

void RelationFinder::find(const Document& document, Analysis& analysis) const {
  relations::Finder(document, analysis, rules_, ontology_, catalog_, words_).run();
}

}  // namespace pacta
