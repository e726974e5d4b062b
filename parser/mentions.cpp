#include "parser/mentions.h"

#include "parser/mentions/finder.h"

namespace pacta {

NameWords::NameWords(Lexicon& lexicon)
    : agreement_heads(lexicon,
                      {"treaty",     "treaties",    "agreement",  "agreements",  "convention", "conventions", "protocol",  "protocols",
                       "memorandum", "memoranda",   "pact",       "pacts",       "accord",     "accords",     "charter",   "covenant",
                       "covenants",  "declaration", "communique", "communiques", "statute",    "compact",     "concordat", "arrangement",
                       "assurances", "modus",       "armistice",  "act",         "code",       "statement",   "exchange"}),
      plural_agreement_heads(lexicon, {"treaties", "agreements", "conventions", "protocols", "memoranda", "pacts", "accords", "covenants",
                                       "communiques", "assurances"}),
      organisation_heads(
          lexicon, {"ministry",     "department",     "agency",  "bureau",     "office",      "council",    "committee", "commission",
                    "institute",    "institution",    "center",  "university", "academy",     "bank",       "court",     "tribunal",
                    "organization", "association",    "union",   "federation", "league",      "party",      "movement",  "front",
                    "coalition",    "community",      "fund",    "group",      "command",     "army",       "navy",      "corps",
                    "assembly",     "parliament",     "senate",  "congress",   "corporation", "foundation", "society",   "secretariat",
                    "authority",    "forum",          "network", "alliance",   "secretariat", "mission",    "embassy",   "consulate",
                    "board",        "guard",          "police",  "conference", "brigade",     "brigades",   "forces",    "directorate",
                    "service",      "administration", "cabinet", "chamber",    "initiative",  "museum",     "library",   "cathedral",
                    "hospital"}),
      connectors(lexicon, {"of",      "on",         "for",          "the",      "and",     "in",         "to",        "with",
                           "against", "concerning", "regarding",    "relating", "between", "among",      "a",         "an",
                           "its",     "their",      "by",           "from",     "other",   "or",         "&",         "at",
                           "as",      "within",     "under",        "through",  "into",    "respecting", "governing", "establishing",
                           "prevent", "into",       "constituting", "relative"}),
      title_prepositions(lexicon, {"on",       "of",    "for",          "to",       "between",      "concerning", "regarding",
                                   "relating", "among", "establishing", "against",  "in",           "respecting", "governing",
                                   "amending", "with",  "implementing", "relative", "constituting", "additional"}),
      stoppers(lexicon,
               {"is",          "was",       "are",     "were",     "be",       "been",    "has",     "have",     "had",       "will",
                "would",       "shall",     "should",  "may",      "might",    "can",     "could",   "must",     "do",        "does",
                "did",         "which",     "who",     "whom",     "that",     "whose",   "when",    "where",    "while",     "because",
                "although",    "but",       "if",      "signed",   "sign",     "signs",   "enters",  "enter",    "entered",   "entering",
                "done",        "concluded", "adopted", "provides", "says",     "said",    "stated",  "states",   "permits",   "dated",
                "came",        "comes",     "took",    "takes",    "until",    "since",   "after",   "before",   "during",    "also",
                "not",         "then",      "than",    "so",       "it",       "they",    "he",      "she",      "we",        "this",
                "these",       "those",     "there",   "signing",  "ratified", "means",   "include", "includes", "including", "requires",
                "required",    "remains",   "makes",   "made",     "calls",    "gives",   "bans",    "allows",   "aims",      "obliges",
                "binds",       "pursuant",  "subject", "replaces", "replaced", "expired", "expires", "covers",   "governs",   "yesterday",
                "today",       "tomorrow",  "here",    "as",       "took",     "went",    "becomes", "became",   "began",     "begins",
                "establishes", "prohibits", "sets",    "commits",  "seeks",    "follows", "known",   "commonly", "under"}),
      not_names(lexicon, {"the",        "a",          "an",        "in",      "on",      "at",      "it",        "he",         "she",
                          "they",       "we",         "this",      "that",    "these",   "those",   "yet",       "but",        "and",
                          "or",         "if",         "when",      "while",   "as",      "for",     "by",        "with",       "from",
                          "however",    "thus",       "moreover",  "also",    "after",   "before",  "since",     "under",      "both",
                          "all",        "any",        "each",      "every",   "some",    "many",    "no",        "not",        "its",
                          "his",        "her",        "their",     "our",     "second",  "first",   "third",     "there",      "then",
                          "so",         "such",       "his",       "who",     "which",   "what",    "why",       "how",        "where",
                          "article",    "articles",   "chapter",   "section", "sec",     "annex",   "paragraph", "resolution", "today",
                          "yesterday",  "former",     "meanwhile", "new",     "two",     "three",   "other",     "another",    "same",
                          "only",       "according",  "although",  "because", "despite", "during",  "following", "until",      "most",
                          "several",    "subsequent", "title",     "part",    "of",      "to",      "protocol",  "treaty",     "agreement",
                          "convention", "s",          "amid",      "further", "i",       "you",     "my",        "your",       "one",
                          "more",       "much",       "like",      "among",   "between", "neither", "nor",       "either",     "let",
                          "now",        "once",       "though",    "through"}),
      countries_of(lexicon, {"government", "governments", "republic", "kingdom", "state", "states", "people", "territory", "administration",
                             "authorities"}),
      government_words(lexicon, {"government", "governments", "leadership", "administration", "authorities", "regime", "cabinet"}),
      titled(lexicon, {"titled", "entitled"}),
      provisions(lexicon, {"annex", "article", "articles", "chapter", "schedule", "appendix", "part", "section", "paragraph"}),
      ordinals(
          lexicon,
          {"first",   "second",     "third",      "fourth",    "fifth",     "sixth",   "seventh",   "eighth", "ninth", "tenth", "eleventh",
           "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "current", "incumbent", "1st",    "2nd",   "3rd",   "4th",
           "5th",     "6th",        "7th",        "8th",       "9th",       "10th",    "11th",      "12th",   "13th",  "14th",  "15th",
           "16th",    "17th",       "18th",       "19th",      "20th",      "21st",    "22nd",      "23rd",   "24th",  "25th",  "26th",
           "27th",    "28th",       "29th",       "30th",      "31st",      "32nd",    "33rd",      "34th",   "35th",  "36th",  "37th",
           "38th",    "39th",       "40th",       "41st",      "42nd",      "43rd",    "44th",      "45th",   "46th"}),
      honorifics(lexicon, {"mr", "mrs", "ms", "dr", "prof", "sir", "lord", "dame", "madam", "messrs"}),
      party_nouns(lexicon, {"party", "parties", "coalition", "movement", "alliance", "bloc", "front", "grouping", "organization", "union",
                            "association", "platform", "federation"}),
      party_heads(lexicon, {"league", "union", "front", "movement", "alliance", "coalition", "federation", "initiative", "association",
                            "organization", "rally", "bloc", "convergence", "list", "congress", "group", "community", "forum", "network"}),
      politics(lexicon, {"politician", "politicians", "political", "ideology", "ideologies", "electoral", "candidate", "candidates", "mep",
                         "parliamentary", "politically", "elected", "councillor", "councilor", "left-wing", "right-wing"}),
      national_causes(lexicon, {"nationalism", "separatism", "unionism", "regionalism", "autonomism", "irredentism", "patriotism",
                                "republicanism", "independence", "reunification"}),
      advocacy(lexicon, {"support",   "supports",  "supported", "supporting", "advocate",   "advocates", "advocated", "advocating",
                         "promote",   "promotes",  "promoted",  "promoting",  "espouse",    "espouses",  "espoused",  "espousing",
                         "endorse",   "endorses",  "endorsed",  "endorsing",  "favour",     "favours",   "favoured",  "champions",
                         "defends",   "defended",  "embraces",  "embraced",   "campaigned", "campaigns", "campaign",  "committed",
                         "proponent", "supporter", "adherent",  "advocacy",   "ideology"}),
      party_possessions(lexicon, {"ideology", "ideologies", "platform", "manifesto", "programme", "program"}),
      person_nouns(lexicon,
                   {"politician",  "statesman",     "stateswoman", "diplomat",      "lawyer",        "economist", "activist", "member",
                    "leader",      "founder",       "co-founder",  "chairman",      "chairwoman",    "minister",  "senator",  "candidate",
                    "historian",   "writer",        "journalist",  "jurist",        "professor",     "physician", "engineer", "teacher",
                    "businessman", "businesswoman", "judge",       "officer",       "general",       "economist", "author",   "preacher",
                    "supporter",   "spokesman",     "spokeswoman", "academic",      "revolutionary", "deputy",    "mayor",    "councillor",
                    "poet",        "philosopher",   "scientist",   "trade-unionist"}),
      party_verbs(lexicon, {"joined", "left", "founded", "led", "leads", "represents", "represented", "chaired"}),
      be(lexicon, {"is", "was", "are", "were"}),
      office_verbs(lexicon, {"served", "serves", "became", "was", "is", "has", "had", "elected", "appointed", "took", "assumed", "held"}) {
  const auto word = [&](std::string_view w) { return lexicon.intern(w); };
  of = word("of"), the = word("the"), a = word("a"), an = word("an"), and_ = word("and"), to = word("to"), between = word("between"),
  comma = word(","), open = word("("), close = word(")"), hyphen = word("-"), dash = word("--"), possessive = word("'s"),
  apostrophe = word("'"), quote = word("\""), dot = word("."), by = word("by"), in = word("in"), at = word("at"), on = word("on"),
  for_ = word("for"), term = word("term"), means = word("means"), or_ = word("or"), article = word("article"), former = word("former"),
  elect = word("elect"), colon = word(":"), semicolon = word(";"), with = word("with"), republic = word("republic"), near = word("near"),
  resolution = word("resolution"), born = word("born"), independence = word("independence"), party = word("party"), who = word("who");
}

bool takes_article(std::string_view state) {
  if (state.starts_with("United ")) return true;
  for (const std::string_view end :
       {"Republic", "Federation", "Kingdom", "Union", "Emirates", "Islands", "States", "Philippines", "Netherlands", "Gambia", "Bahamas",
        "Maldives", "Comoros", "Seychelles", "Congo", "Empire", "Territories", "Confederation"})
    if (state.ends_with(end) && state != "Seychelles") return true;
  for (const std::string_view start :
       {"Republic of", "Kingdom of", "Democratic ", "People's ", "Federal Republic", "State of", "Union of", "Islamic Republic"})
    if (state.starts_with(start)) return true;
  return false;
}
void MentionFinder::find(const Document& document, Analysis& analysis) const {
  mentions::Finder(document, analysis, catalog_, ontology_, words_, dates_).run();
}

}  // namespace pacta
