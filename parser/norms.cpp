#include "parser/norms.h"

#include <algorithm>
#include <optional>
#include <set>

namespace pacta {

NormWords::NormWords(Lexicon& lexicon)
    : triggers(lexicon, {"shall",    "must",   "may",     "will",     "need",       "undertake",  "undertakes", "agree",
                         "agrees",   "commit", "commits", "pledge",   "pledges",    "reserve",    "reserves",   "obliged",
                         "entitled", "right",  "free",    "required", "authorized", "authorised", "empowered",  "permitted",
                         "allowed",  "bound",  "engage",  "engages",  "bind",       "binds"}),
      adverbs(lexicon, {"also",     "therefore",   "however", "thus",       "hereby",    "only",      "further",
                        "together", "always",      "then",    "thereafter", "hereafter", "at",        "likewise",
                        "moreover", "accordingly", "first",   "otherwise",  "either",    "forthwith", "both"}),
      participles(lexicon, {"taken", "given",     "held",       "made",    "kept",  "met",     "begun",      "become", "seen",    "lost",
                            "set",   "sought",    "had",        "borne",   "drawn", "paid",    "sent",       "put",    "brought", "laid",
                            "found", "drawn",     "chosen",     "shown",   "done",  "written", "understood", "left",   "cut",     "dealt",
                            "built", "withdrawn", "undertaken", "granted", "spent", "forgone", "foregone",   "known",  "read",    "open"}),
      agents(lexicon, {"party",           "parties",       "state",         "states",       "member",       "members",
                       "council",         "councils",      "committee",     "committees",   "subcommittee", "sub-committee",
                       "commission",      "commissions",   "board",         "secretariat",  "secretary",    "general",
                       "government",      "governments",   "authority",     "authorities",  "tribunal",     "tribunals",
                       "panel",           "panels",        "court",         "courts",       "assembly",     "director",
                       "depositary",      "depository",    "community",     "communities",  "union",        "organisation",
                       "organization",    "organisations", "organizations", "country",      "countries",    "conference",
                       "group",           "groups",        "minister",      "ministers",    "president",    "chairman",
                       "chairperson",     "chair",         "institution",   "institutions", "body",         "bodies",
                       "organ",           "organs",        "agency",        "agencies",     "respondent",   "complainant",
                       "claimant",        "claimants",     "importer",      "importers",    "exporter",     "exporters",
                       "person",          "persons",       "enterprise",    "enterprises",  "company",      "companies",
                       "undertaking",     "undertakings",  "investor",      "investors",    "bank",         "arbitrator",
                       "arbitrators",     "official",      "officials",     "officer",      "officers",     "signatory",
                       "signatories",     "side",          "sides",         "producer",     "producers",    "supplier",
                       "suppliers",       "entity",        "entities",      "national",     "nationals",    "representative",
                       "representatives", "ministry",      "ministries",    "delegation",   "delegations",  "panelist",
                       "panelists",       "panellist",     "panellists",    "expert",       "experts",      "administration",
                       "administrations", "association",   "republic",      "kingdom",      "federation",   "forum",
                       "mission",         "missions",      "staff",         "judge",        "judges",       "service",
                       "participant",     "participants",  "applicant",     "applicants",   "carrier",      "carriers",
                       "airline",         "airlines",      "ship",          "citizen",      "citizens",     "individual",
                       "individuals",     "everyone",      "anyone",        "coordinator",  "coordinators", "team",
                       "contractor",      "holder",        "holders",       "parliament",   "presidency",   "mediator",
                       "conciliator",     "disputants",    "employer",      "employers",    "powers",       "power",
                       "center",          "centre",        "facilitator",   "consul",       "troika",       "summit",
                       "heads",           "ambassadors",   "operators",     "operator",     "nation",       "nations",
                       "subjects",        "inspectors",    "inspector"}),
      instruments(lexicon,
                  {"agreement",  "agreements",  "treaty",     "treaties",     "convention", "conventions", "protocol",     "protocols",
                   "charter",    "article",     "articles",   "annex",        "annexes",    "chapter",     "section",      "paragraph",
                   "paragraphs", "provision",   "provisions", "title",        "part",       "statute",     "appendix",     "schedule",
                   "note",       "notes",       "memorandum", "declaration",  "decision",   "decisions",   "subparagraph", "list",
                   "system",     "rules",       "language",   "languages",    "instrument", "instruments", "text",         "texts",
                   "signature",  "currency",    "goods",      "duties",       "measures",   "products",    "pact",         "accord",
                   "covenant",   "arrangement", "exchange",   "understanding"}),
      determiners(lexicon, {"the",   "a",     "an",   "any", "each",  "every", "either", "neither", "no",   "all",  "such",   "this",
                            "these", "those", "both", "its", "their", "one",   "other",  "two",     "some", "that", "another"}),
      prepositions(lexicon, {"of",
                             "to",
                             "in",
                             "on",
                             "for",
                             "from",
                             "with",
                             "within",
                             "under",
                             "at",
                             "by",
                             "through",
                             "between",
                             "among",
                             "during",
                             "after",
                             "before",
                             "upon",
                             "without",
                             "against",
                             "into",
                             "pursuant",
                             "notwithstanding",
                             "including",
                             "following",
                             "concerning",
                             "regarding",
                             "until",
                             "as",
                             "subject",
                             "according",
                             "except",
                             "per",
                             "towards",
                             "throughout",
                             "besides",
                             "unless",
                             "if",
                             "where",
                             "when",
                             "whenever",
                             "while",
                             "once",
                             "whether",
                             "because",
                             "since",
                             "although",
                             "other",
                             "inter",
                             "not",
                             "with",
                             "over",
                             "via",
                             "directly",
                             "provided",
                             "having",
                             "taking",
                             "acting",
                             "whereas",
                             "pending",
                             "than",
                             "inso",
                             "insofar",
                             "prior",
                             "based",
                             "due",
                             "given",
                             "being",
                             "out",
                             "save",
                             "like",
                             "should",
                             "in"}),
      coordinators(lexicon, {"and", "or", "but", "nor"}),
      relatives(lexicon, {"which", "that", "who", "whom", "whose", "as", "what", "than", "how", "why"}),
      finite(lexicon, {"is",     "are",   "was",     "were",     "has",     "have",    "had",      "does",    "do",        "did",
                       "shall",  "may",   "must",    "will",     "can",     "could",   "would",    "should",  "consider",  "considers",
                       "deem",   "deems", "applies", "agree",    "agrees",  "request", "requests", "decides", "decide",    "relates",
                       "relate", "fall",  "falls",   "wish",     "wishes",  "takes",   "accord",   "accords", "maintains", "adopts",
                       "exists", "exist", "becomes", "requires", "require", "finds",   "makes",    "enters",  "entered"}),
      conditionals(lexicon, {"if", "where", "when", "whenever", "unless", "except", "insofar", "save"}),
      negatives(lexicon, {"no", "neither", "nothing", "none", "nobody"}),
      pronouns(lexicon, {"it", "they", "he", "she", "we", "who"}),
      performatives(lexicon, {"undertake", "undertakes", "agree", "agrees", "pledge", "pledges", "commit", "commits", "engage", "engages",
                              "bind", "binds"}),
      powers(lexicon, {"right", "rights", "power", "powers", "authority", "liberty", "freedom", "option", "faculty"}),
      duties(lexicon, {"duty", "obligation", "responsibility"}),
      sweeping(lexicon, {"times", "time", "cases", "case", "circumstances", "way", "event"}),
      consent(lexicon, {"consent", "approval", "permission", "authorization", "authorisation"}),
      ensuring(lexicon, {"ensure", "ensures", "ensuring"}),
      agreeing(lexicon, {"agree", "agrees", "agreed", "decide", "decides", "decided", "confirm", "understood", "stipulate", "stipulates",
                         "understand", "declare"}),
      be_forms(lexicon, {"be", "is", "are"}),
      have_forms(lexicon, {"have", "has"}),
      permitted(lexicon, {"free", "entitled", "authorized", "authorised", "empowered", "permitted", "allowed"}),
      required(lexicon, {"required", "obliged", "bound", "obligated"}),
      constitutive(lexicon, {"apply",    "enter",    "mean",   "include",   "consist",   "constitute", "lapse",  "prevail", "remain",
                             "cease",    "expire",   "form",   "have",      "become",    "comprise",   "cover",  "contain", "come",
                             "preclude", "prevent",  "affect", "prejudice", "terminate", "continue",   "extend", "impair",  "oblige",
                             "take",     "require",  "refer",  "result",    "lead",      "relate",     "begin",  "run",     "imply",
                             "limit",    "derogate", "exist",  "concern",   "bind"}),
      replacing(lexicon, {"replace", "supersede", "abrogate"}),
      stative(lexicon, {"arise",   "address",    "lead",   "include", "affect",     "result", "have",  "cause",  "involve",
                        "require", "exist",      "occur",  "become",  "contribute", "need",   "seem",  "appear", "remain",
                        "cover",   "constitute", "hinder", "impede",  "vary",       "differ", "prove", "relate", "concern"}),
      construed(lexicon, {"deemed", "considered", "construed", "interpreted", "governed", "understood", "regarded", "composed", "called",
                          "known", "presumed", "comprised"}),
      no_agents(lexicon,
                {"means", "way",  "virtue",   "majority", "reason", "reference", "consensus",    "agreement", "mutual",      "common",
                 "law",   "laws", "exchange", "decision", "letter", "date",      "end",          "analogy",   "negotiation", "consultation",
                 "telex", "fax",  "vote",     "article",  "annex",  "rules",     "notification", "two"}) {
  const auto word = [&](std::string_view w) { return lexicon.intern(w); };
  shall = word("shall"), must = word("must"), may = word("may"), will = word("will"), need = word("need"), not_ = word("not"),
  to = word("to"), be = word("be"), have = word("have"), the = word("the"), right = word("right"), comma = word(","), semicolon = word(";"),
  colon = word(":"), open = word("("), close = word(")"), by = word("by"), that = word("that"), which = word("which"), and_ = word("and"),
  or_ = word("or"), nor = word("nor"), neither = word("neither"), as = word("as"), subject = word("subject"), request = word("request"),
  event = word("event"), case_ = word("case"), circumstances = word("circumstances"), in = word("in"), at = word("at"), on = word("on"),
  upon = word("upon"), extent = word("extent"), so = word("so"), far = word("far"), provided = word("provided"), except = word("except"),
  means = word("means"), mean = word("mean"), themselves = word("themselves"), itself = word("itself"), reserve = word("reserve"),
  reserves = word("reserves"), of = word("of"), where = word("where"), enter = word("enter"), force = word("force"), take = word("take"),
  effect = word("effect"), accordance = word("accordance"), pursuant = word("pursuant"), cases = word("cases"), absence = word("absence"),
  only = word("only"), long_ = word("long"), never = word("never"), under = word("under"), any = word("any"), all = word("all"),
  no = word("no"), with = word("with"), there = word("there"), come = word("come"), into = word("into"), apply = word("apply");
}

namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;

struct Range {
  std::uint32_t begin = 0, end = 0;
  [[nodiscard]] bool empty() const { return begin >= end; }
};

// "shall", "undertake to", "is entitled to": what makes a clause a norm.
struct Operator {
  std::uint32_t at = 0, end = 0;  // tokens
  DeonticModality modality = DeonticModality::obligation;
  bool negative = false;
  bool modal = false;     // "shall", "may", …; else a verb or adjective with "to"
  bool weak = false;      // "will": a norm for an agent only
  bool to_agent = false;  // "be entitled to", "be required to": the subject is the bearer though the form is passive
};

struct Found {
  NormMention norm;
  bool open = false;  // no verb yet: the items that follow say what
};

class Finder {
 public:
  Finder(const Document& document, const NormWords& words) : document_(document), tokens_(document.tokens), w_(words) {}

  std::vector<Found> sentence(Range range) {
    std::vector<Found> found;
    skip_mark(range);
    if (range.empty() || !has_trigger(range) || defines(range)) return found;
    // Semicolons divide, but not inside a condition that has no norm yet.
    std::uint32_t begin = range.begin;
    for (std::uint32_t i = range.begin; i <= range.end; ++i) {
      if (i < range.end && word(i) != w_.semicolon) continue;
      const Range part{begin, i};
      if (i < range.end && !has_trigger(part) && starts_condition(begin, range.end)) continue;
      clause_group(part, found);
      begin = i + 1;
    }
    return found;
  }

  // The subject that a lead-in without a norm names ("Each Party:").
  std::vector<Span> lead_subject(Range range) {
    skip_mark(range);
    while (range.end > range.begin && (word(range.end - 1) == w_.colon || word(range.end - 1) == w_.comma)) --range.end;
    if (range.end - range.begin > 12) return {};
    return bearers_of(range);
  }

  // An item whose verb stands at its start, under the modal of its lead-in.
  std::optional<NormMention> item(Range range, const NormMention& lead) {
    skip_mark(range);
    trim(range);
    if (range.empty()) return std::nullopt;
    NormMention norm = lead;
    norm.evidence = span(range);
    norm.action.clear();
    std::uint32_t verb = range.begin;
    if (word(verb) == w_.not_ && norm.modality != DeonticModality::prohibition) norm.modality = DeonticModality::prohibition, ++verb;
    while (verb < range.end && is_adverb(verb)) ++verb;
    finish(norm, {verb, range.end});
    if (norm.action.empty()) return std::nullopt;
    if (passive(verb, range.end) != none) norm.bearers = agents_by(passive(verb, range.end), range.end);
    return norm;
  }

  void set_lead(std::vector<Span> bearers) { lead_bearers_ = std::move(bearers); }

 private:
  [[nodiscard]] WordId word(std::uint32_t i) const { return tokens_[i].word; }
  [[nodiscard]] std::string_view text(std::uint32_t i) const { return document_.text(tokens_[i]); }
  [[nodiscard]] bool is(std::uint32_t i, std::uint32_t end, WordId id) const { return i < end && word(i) == id; }
  [[nodiscard]] Span span(Range r) const { return r.empty() ? Span{} : Span{tokens_[r.begin].begin, tokens_[r.end - 1].end}; }

  [[nodiscard]] bool is_adverb(std::uint32_t i) const {
    if (tokens_[i].kind != TokenKind::word) return false;
    if (word(i) != w_.at && w_.adverbs.has(word(i))) return true;
    const std::string_view t = text(i);
    if (t.size() < 5 || !t.ends_with("ly")) return false;
    for (const std::string_view verb : {"apply", "supply", "comply", "rely", "imply", "reply", "multiply", "reapply", "only"})
      if (t == verb) return false;
    return true;
  }

  [[nodiscard]] bool has_trigger(Range r) const {
    for (std::uint32_t i = r.begin; i < r.end; ++i)
      if (w_.triggers.has(word(i))) return true;
    return false;
  }

  // "1.", "(a)", "2.1.", "Article 5 -": no part of the sentence.
  void skip_mark(Range& r) const {
    for (int marks = 0; marks < 3 && r.begin < r.end; ++marks) {
      std::uint32_t i = r.begin;
      if (word(i) == w_.open) {
        std::uint32_t j = i + 1;
        while (j < r.end && j - i <= 3 && word(j) != w_.close) ++j;
        if (!is(j, r.end, w_.close) || tokens_[j].begin - tokens_[i].begin > 6) return;
        r.begin = j + 1;
      } else if (tokens_[i].kind == TokenKind::number || (tokens_[i].end - tokens_[i].begin <= 4 && i + 1 < r.end && text(i + 1) == ")")) {
        std::uint32_t j = i + 1;
        while (j < r.end && (tokens_[j].kind == TokenKind::number || tokens_[j].kind == TokenKind::punctuation) && word(j) != w_.open &&
               j - i < 6)
          ++j;
        if (j == i + 1 && marks == 0 && !tokens_[i].has(token_flag::dotted) && j < r.end && !tokens_[j].has(token_flag::capitalised))
          return;
        r.begin = j;
      } else if (tokens_[i].kind == TokenKind::punctuation && word(i) != w_.open) {
        ++r.begin;
      } else {
        return;
      }
    }
  }

  // "X means …", "X shall mean …"
  [[nodiscard]] bool defines(Range r) const {
    const std::uint32_t limit = std::min(r.end, r.begin + 40);
    for (std::uint32_t i = r.begin + 1; i < limit; ++i) {
      if (word(i) == w_.mean && (word(i - 1) == w_.shall || word(i - 1) == w_.may)) return true;
      if (word(i) == w_.shall || word(i) == w_.may || word(i) == w_.must) {
        if (is(i + 1, r.end, w_.mean)) return true;
        return false;
      }
      if (word(i) != w_.means || i + 1 >= r.end) continue;
      const WordId before = word(i - 1), after = word(i + 1);
      if (before == w_.by || before == w_.and_ || before == w_.or_ || w_.determiners.has(before) || w_.prepositions.has(before)) continue;
      if (w_.determiners.has(after) || after == w_.colon || after == w_.comma || w_.prepositions.has(after) ||
          tokens_[i + 1].has(token_flag::capitalised) || text(i - 1) == "\"" || text(i - 1) == "”")
        return true;
      if (i - r.begin <= 4 && tokens_[i + 1].kind == TokenKind::word && after != w_.of) return true;
    }
    return false;
  }

  [[nodiscard]] std::optional<Operator> match(std::uint32_t i, std::uint32_t begin, std::uint32_t end) const {
    Operator op{i, i + 1};
    const WordId id = word(i);
    if (id == w_.shall || id == w_.must || id == w_.may || id == w_.will || (id == w_.need && is(i + 1, end, w_.not_))) {
      if (id == w_.may && i > begin && (tokens_[i].has(token_flag::capitalised) || tokens_[i - 1].kind == TokenKind::number) &&
          !tokens_[i].has(token_flag::all_capitals) && tokens_[i].has(token_flag::capitalised))
        return std::nullopt;
      if (id == w_.will && i > begin && w_.determiners.has(word(i - 1)) && word(i - 1) != w_.that) return std::nullopt;
      op.modal = true;
      op.weak = id == w_.will;
      if (id == w_.may || id == w_.need) op.modality = DeonticModality::permission;
      if (id == w_.need) {
        op.end = i + 2;
        return op;
      }
      std::uint32_t j = i + 1;
      while (j < end && (is_adverb(j) || word(j) == w_.not_ || word(j) == w_.never || sweeping_end(j, end) > j)) {
        if (const std::uint32_t behind = sweeping_end(j, end); behind > j) {
          op.negative = op.negative || word(j + 1) == w_.no;
          j = behind;
          continue;
        }
        if (word(j) == w_.never) op.negative = true;
        if (word(j) == w_.not_) {
          // "not only … but"
          if (!is(j + 1, end, w_.only)) op.negative = true;
        }
        ++j;
      }
      op.end = j;
      if (const auto inner = adjective(j, end)) {
        op.end = inner->end;
        op.to_agent = true;
        if (inner->modality == DeonticModality::permission || id != w_.may) op.modality = inner->modality;
      }
      return op;
    }
    if (w_.performatives.has(id)) {
      std::uint32_t j = i + 1;
      if (is(j, end, w_.themselves) || is(j, end, w_.itself)) ++j;
      while (j < end && (word(j) == w_.not_ || word(j) == w_.never || is_adverb(j) || sweeping_end(j, end) > j)) {
        op.negative = op.negative || word(j) == w_.not_ || word(j) == w_.never;
        j = std::max(j + 1, sweeping_end(j, end));
      }
      if (!is(j, end, w_.to)) return std::nullopt;
      op.end = j + 1;
      return op;
    }
    return adjective(i, end);
  }

  // Behind "at all times", "in no case", "under any circumstances"; `i` itself if none begins there.
  [[nodiscard]] std::uint32_t sweeping_end(std::uint32_t i, std::uint32_t end) const {
    if (i + 2 >= end || !(word(i) == w_.at || word(i) == w_.in || word(i) == w_.under)) return i;
    return (word(i + 1) == w_.all || word(i + 1) == w_.any || word(i + 1) == w_.no) && w_.sweeping.has(word(i + 2)) &&
                   !is(i + 3, end, w_.of) && !is(i + 3, end, w_.where)
               ? i + 3
               : i;
  }

  // "be entitled to", "has the right to", "reserves the right to", "shall have full liberty to", "are not required to"
  [[nodiscard]] std::optional<Operator> adjective(std::uint32_t i, std::uint32_t end) const {
    if (i >= end) return std::nullopt;
    Operator op{i, i + 1};
    op.to_agent = true;
    std::uint32_t j = i + 1;
    if (w_.be_forms.has(word(i))) {
      while (j < end && (is_adverb(j) || word(j) == w_.not_)) op.negative = op.negative || word(j) == w_.not_, ++j;
      if (j >= end) return std::nullopt;
      if (w_.permitted.has(word(j)))
        op.modality = DeonticModality::permission;
      else if (!w_.required.has(word(j)))
        return std::nullopt;
      ++j;
    } else if (w_.have_forms.has(word(i)) || word(i) == w_.reserve || word(i) == w_.reserves) {
      while (j < end && (w_.determiners.has(word(j)) || text(j) == "full" || text(j) == "exclusive" || text(j) == "sole") && j < i + 4) ++j;
      if (j >= end || !(w_.powers.has(word(j)) || w_.duties.has(word(j)))) return std::nullopt;
      op.modality = w_.duties.has(word(j)) ? DeonticModality::obligation : DeonticModality::permission;
      ++j;
      // "the right and the duty to"
      if (is(j, end, w_.and_)) {
        ++j;
        if (is(j, end, w_.the)) ++j;
        if (j >= end || !(w_.powers.has(word(j)) || w_.duties.has(word(j)))) return std::nullopt;
        if (w_.duties.has(word(j))) op.modality = DeonticModality::obligation;
        ++j;
      }
    } else {
      return std::nullopt;
    }
    if (is(j, end, w_.not_)) ++j;
    if (!is(j, end, w_.to)) return std::nullopt;
    op.end = j + 1;
    return op;
  }

  // Whether a condition begins at the token.
  [[nodiscard]] bool starts_condition(std::uint32_t i, std::uint32_t end) const {
    const WordId id = word(i);
    if (w_.conditionals.has(id)) {
      // "cases where", "the territory where": a relative clause, save for the first
      return !(id == w_.where && i > 0 && tokens_[i - 1].kind == TokenKind::word && word(i - 1) == w_.cases);
    }
    if (id == w_.provided)
      return is(i + 1, end, w_.that) ||
             (i > 0 && word(i - 1) == w_.comma && !is(i + 1, end, w_.by) && text(i + 1 < end ? i + 1 : i) != "for");
    if (id == w_.subject) return is(i + 1, end, w_.to) && (i == 0 || !w_.be_forms.has(word(i - 1)));
    if (id == w_.in) {
      for (std::uint32_t j = i + 1; j < end && j < i + 5; ++j) {
        if (word(j) == w_.event || word(j) == w_.case_ || word(j) == w_.cases || word(j) == w_.circumstances || word(j) == w_.absence)
          return true;
        if (w_.prepositions.has(word(j))) return false;
        if (word(j) == w_.so) return is(j + 1, end, w_.far);
      }
      return false;
    }
    if (id == w_.on || id == w_.upon || id == w_.at) {
      for (std::uint32_t j = i + 1; j < end && j < i + 4; ++j) {
        if (word(j) == w_.request) return true;
        if (w_.prepositions.has(word(j))) return false;
      }
      return false;
    }
    if (id == w_.with) {
      // "with the prior consent of"
      for (std::uint32_t j = i + 1; j < end && j < i + 4; ++j)
        if (w_.consent.has(word(j))) return is(j + 1, end, w_.of);
      return false;
    }
    if (id == w_.to) return is(i + 1, end, w_.the) && is(i + 2, end, w_.extent);
    if (id == w_.so || id == w_.as) return is(i + 1, end, w_.long_);
    return false;
  }

  // The relative or subordinate clause that holds the operator, by its first token; none if it is in a main clause.
  [[nodiscard]] std::uint32_t holder(std::uint32_t begin, std::uint32_t at) const {
    bool comma = false, verb = false, fresh = false;
    for (std::uint32_t i = at; i-- > begin;) {
      if (depth(i) != 0) continue;
      const WordId id = word(i);
      if (id == w_.comma) comma = true;
      // ", and each Party": what begins a clause of its own
      fresh = fresh || (w_.coordinators.has(id) && i > begin && word(i - 1) == w_.comma && i + 1 < at && w_.determiners.has(word(i + 1)));
      // "ensure that laws, regulations and formalities shall not be applied": what is to be ensured
      if (id == w_.that && i > begin && w_.ensuring.has(word(i - 1)) && !verb && !fresh) return i;
      const bool determiner_that =
          id == w_.that && i > begin && (w_.prepositions.has(word(i - 1)) || w_.coordinators.has(word(i - 1))) && word(i - 1) != w_.except;
      if (w_.relatives.has(id) && !determiner_that) {
        std::uint32_t next = i + 1;
        while (next < at && is_adverb(next)) ++next;
        if (next == at) return i;
        const bool subject = w_.determiners.has(word(next)) || w_.pronouns.has(word(next)) || tokens_[next].has(token_flag::capitalised) ||
                             w_.agents.has(word(next));
        if (!verb && ((subject && !comma) || word(next) == w_.comma)) return i;
      } else if ((w_.conditionals.has(id) || id == w_.provided || id == w_.in) && starts_condition(i, at) && !comma) {
        return i;
      }
      verb = verb || w_.finite.has(id);
    }
    return none;
  }

  [[nodiscard]] std::uint32_t depth(std::uint32_t i) const { return depths_[i - base_]; }

  void measure_depths(Range r) {
    base_ = r.begin;
    depths_.assign(r.end - r.begin + 1, 0);
    std::uint32_t d = 0;
    for (std::uint32_t i = r.begin; i < r.end; ++i) {
      if (word(i) == w_.open) ++d;
      depths_[i - base_] = d;
      if (word(i) == w_.close && d > 0) --d;
    }
    if (d > 0) std::fill(depths_.begin(), depths_.end(), 0);  // a bracket that never closes
  }

  struct Clause {
    Operator op;
    Range subject;
    std::uint32_t begin = 0;  // of the clause
    std::vector<Range> conditions;
    std::vector<Span> bearers;
    bool same_subject = false, negative_subject = false, relative = false;
    bool proviso = false;  // "provided that …": still a condition of the clause before
  };

  void clause_group(Range part, std::vector<Found>& found) {
    trim_front(part);
    if (part.empty()) return;
    measure_depths(part);
    std::vector<Clause> clauses;
    std::uint32_t region = part.begin;
    for (std::uint32_t i = part.begin; i < part.end; ++i) {
      if (!(w_.triggers.has(word(i)) || w_.be_forms.has(word(i)) || w_.have_forms.has(word(i))) || depth(i) != 0) continue;
      const auto op = match(i, part.begin, part.end);
      if (!op) continue;
      Clause clause{*op, {}, region, {}, {}, false, false, false, false};
      if (place(clause, part, region, clauses)) {
        clauses.push_back(clause);
        region = op->end;
      }
      i = op->end - 1;
    }
    for (std::size_t k = 0; k < clauses.size(); ++k) {
      std::size_t next = k + 1;
      while (next < clauses.size() && clauses[next].proviso) ++next;
      std::uint32_t end = next < clauses.size() ? clauses[next].begin : part.end;
      if (next < clauses.size())
        while (end > clauses[k].op.end && (w_.coordinators.has(word(end - 1)) || word(end - 1) == w_.comma)) --end;
      emit(clauses[k], end, found);
    }
  }

  // Finds the operator's clause and subject; false if it states no norm.
  bool place(Clause& clause, Range part, std::uint32_t region, const std::vector<Clause>& before) {
    const Operator& op = clause.op;
    std::uint32_t begin = region;
    const bool first = before.empty();
    if (const std::uint32_t own = own_clause(region, op.at); own != none && op.modal) {
      clause.proviso = word(own) == w_.provided;
      std::uint32_t from = own + (clause.proviso ? 2 : 3), to = op.at;
      while (to > from && (is_adverb(to - 1) || word(to - 1) == w_.comma)) --to;
      clause.begin = own;
      clause.subject = {from, to};
      if (from >= to) return false;
      clause.negative_subject = w_.negatives.has(word(from));
      clause.bearers = bearers_of(clause.subject);
      return !clause.bearers.empty();
    }
    if (const std::uint32_t held = holder(region, op.at); held != none) {
      const WordId id = word(held);
      if (id == w_.that && held > region) {
        // "agree that the Committee shall": a norm; "recognise that", "ensure that": none
        if (!w_.agreeing.has(word(held - 1)) || !first || !op.modal) return false;
        begin = held + 1;
      } else if (id == w_.which && held > region && word(held - 1) == w_.comma && op.modal && !op.weak && held + 2 >= op.at) {
        clause.relative = true;
        clause.begin = held;
        Range antecedent{held - 1, held - 1};
        while (antecedent.begin > part.begin) {
          const WordId left = word(antecedent.begin - 1);
          if ((w_.prepositions.has(left) && left != w_.of) || left == w_.comma || w_.finite.has(left) || is_adverb(antecedent.begin - 1))
            break;
          --antecedent.begin;
          if (left == w_.the && antecedent.begin > part.begin && word(antecedent.begin - 1) != w_.of) break;
        }
        clause.subject = antecedent;
        clause.bearers = bearers_of(antecedent);
        return true;
      } else {
        return false;
      }
    }
    std::uint32_t end = op.at;
    while (end > begin && is_adverb(end - 1)) --end;
    // "…, on request, shall"
    if (end > begin && word(end - 1) == w_.comma) {
      std::uint32_t q = end - 1;
      while (q > begin && (word(q - 1) != w_.comma || depth(q - 1) != 0)) --q;
      if (q > begin && q < end - 1 && (w_.prepositions.has(word(q)) || w_.relatives.has(word(q)) || is_adverb(q))) {
        if (starts_condition(q, end)) clause.conditions.push_back({q, end - 1});
        end = q - 1;
      } else if (q == begin || w_.coordinators.has(word(q))) {
        // "and, at the request of X, shall"
        end = end - 1;
      } else if (q > begin + 1 && w_.coordinators.has(word(q - 2))) {
        end = q - 1;
      } else {
        --end;
      }
      // "and , on request , shall"
      while (end > begin && word(end - 1) == w_.comma) --end;
    }
    if (!first) {
      if (end > begin && w_.coordinators.has(word(end - 1))) {
        clause.same_subject = true;
        clause.negative_subject = word(end - 1) == w_.nor;
        clause.begin = end - 1;
        if (clause.negative_subject && inverted(clause, part.end)) {
          clause.same_subject = false;
          return true;
        }
        clause.subject = before.back().subject;
        clause.bearers = before.back().bearers;
        clause.negative_subject = clause.negative_subject || before.back().negative_subject;
        return true;
      }
      // a new subject after "and", "but" or a comma
      std::uint32_t start = none;
      for (std::uint32_t i = end; i-- > begin;) {
        if (depth(i) != 0) continue;
        if (w_.coordinators.has(word(i)) && i > begin && word(i - 1) == w_.comma) {
          start = i + 1;
          break;
        }
      }
      for (std::uint32_t i = end; start == none && i-- > begin;)
        if (depth(i) == 0 && (w_.coordinators.has(word(i)) || (word(i) == w_.comma && i + 1 < end && w_.determiners.has(word(i + 1)))))
          start = i + 1;
      if (start == none) return false;
      begin = start;
    }
    clause.begin = begin;
    clause.subject = {begin, end};
    if (end == begin + 1 && (word(begin) == w_.nor || word(begin) == w_.neither) && inverted(clause, part.end)) {
      clause.negative_subject = true;
      return true;
    }
    if (begin < end && (w_.prepositions.has(word(begin)) || starts_condition(begin, end) || w_.relatives.has(word(begin))))
      find_subject(clause, begin, end);
    if (clause.subject.empty() && first) {
      clause.bearers = lead_bearers_;
    } else {
      clause.negative_subject = w_.negatives.has(word(clause.subject.begin));
      clause.bearers = bearers_of(clause.subject);
    }
    if (!op.modal && clause.bearers.empty()) return false;
    return true;
  }

  // ", in which case the Parties shall …", ", provided that a Party shall not …": where a clause with a norm of its own begins; none
  // if the words between hold a condition, a comma or a verb.
  [[nodiscard]] std::uint32_t own_clause(std::uint32_t begin, std::uint32_t at) const {
    for (std::uint32_t i = at; i-- > begin + 1 && at - i < 14;) {
      const WordId id = word(i);
      if (id == w_.comma && word(i - 1) != w_.and_ && i + 1 < at) return none;
      if (w_.conditionals.has(id) || w_.finite.has(id)) return none;
      if (word(i - 1) != w_.comma) continue;
      if (id == w_.provided && is(i + 1, at, w_.that)) return i;
      if (id == w_.in && is(i + 1, at, w_.which) && (is(i + 2, at, w_.case_) || is(i + 2, at, w_.event))) return i;
    }
    return none;
  }

  // "Nor shall any Party …": the subject stands behind the modal.
  bool inverted(Clause& clause, std::uint32_t end) const {
    Range subject{clause.op.at + 1, clause.op.at + 1};
    while (subject.end < end && subject.end < clause.op.at + 6 &&
           (w_.determiners.has(word(subject.end)) || tokens_[subject.end].has(token_flag::capitalised) ||
            w_.agents.has(word(subject.end)) || w_.pronouns.has(word(subject.end))))
      ++subject.end;
    if (subject.empty()) return false;
    clause.bearers = bearers_of(subject);
    clause.op.end = std::max(clause.op.end, subject.end);
    clause.subject = subject;
    return true;
  }

  // The clause begins with an adverbial: the subject stands behind it.
  void find_subject(Clause& clause, std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = end; i-- > begin;) {
      if (word(i) != w_.comma || depth(i) != 0 || i + 1 >= end) continue;
      const std::uint32_t s = i + 1;
      const WordId id = word(s);
      if ((w_.prepositions.has(id) && !w_.determiners.has(id)) || w_.coordinators.has(id) || (w_.relatives.has(id) && id != w_.that) ||
          tokens_[s].kind == TokenKind::number || is_adverb(s))
        continue;
      clause.subject = {s, end};
      leading(clause, {begin, i});
      return;
    }
    // no comma: the nearest name or agent
    std::uint32_t s = end;
    while (s > begin &&
           (tokens_[s - 1].has(token_flag::capitalised) || w_.agents.has(word(s - 1)) || w_.determiners.has(word(s - 1)) ||
            w_.pronouns.has(word(s - 1))) &&
           s - 1 > begin)
      --s;
    clause.subject = {s, end};
    if (s == end) {
      const bool inverted = end > begin;
      clause.subject = inverted ? Range{end - 1, end} : Range{end, end};
      s = end;
    }
    leading(clause, {begin, s});
  }

  void leading(Clause& clause, Range adverbial) {
    for (std::uint32_t i = adverbial.begin; i < adverbial.end; ++i) {
      if (i != adverbial.begin && word(i - 1) != w_.comma) continue;
      if (!starts_condition(i, adverbial.end)) continue;
      clause.conditions.insert(clause.conditions.begin(), Range{i, adverbial.end});
      return;
    }
  }

  [[nodiscard]] bool cuts_name(std::uint32_t i, Range subject) const {
    const WordId id = word(i);
    return depth_or_zero(i) == 0 && (w_.relatives.has(id) || id == w_.comma || (w_.prepositions.has(id) && !w_.determiners.has(id))) &&
           i > subject.begin;
  }
  [[nodiscard]] std::uint32_t depth_or_zero(std::uint32_t i) const {
    return i >= base_ && i - base_ < depths_.size() ? depths_[i - base_] : 0;
  }

  // The actors that a noun phrase names; none if its head is no actor.
  [[nodiscard]] std::vector<Span> bearers_of(Range subject) const {
    std::vector<Span> found;
    while (subject.begin < subject.end &&
           (w_.coordinators.has(word(subject.begin)) || word(subject.begin) == w_.comma || is_adverb(subject.begin)) &&
           word(subject.begin) != w_.neither && !w_.determiners.has(word(subject.begin)))
      ++subject.begin;
    std::uint32_t begin = subject.begin;
    while (begin < subject.end) {
      // one conjunct: head up to the first preposition, then what belongs to it
      std::uint32_t i = begin, head = none, head_end = none;
      bool relative = false;
      std::uint32_t stop = subject.end;
      for (; i < subject.end; ++i) {
        if (depth_or_zero(i) != 0) continue;
        const WordId id = word(i);
        if (head_end == none && i > begin &&
            (cuts_name(i, {begin, subject.end}) || w_.finite.has(id) || w_.coordinators.has(id) || is_participle(i)))
          head_end = i;
        if (w_.relatives.has(id) && i > begin) relative = true;
        if (relative) continue;
        const bool joins = w_.coordinators.has(id) || id == w_.comma;
        if (!joins || i == begin) continue;
        std::uint32_t next = i + 1;
        while (next < subject.end && (w_.coordinators.has(word(next)) || is_adverb(next))) ++next;
        const bool new_noun = next < subject.end && !w_.prepositions.has(word(next)) &&
                              (w_.determiners.has(word(next)) ||
                               (head_end == i && (tokens_[next].has(token_flag::capitalised) || w_.agents.has(word(next)))));
        if (new_noun || (id == w_.comma && (next >= subject.end || w_.prepositions.has(word(next)) || w_.relatives.has(word(next))))) {
          stop = i;
          break;
        }
      }
      if (head_end == none || head_end > stop) head_end = stop;
      for (std::uint32_t k = begin; k < head_end; ++k)
        if (tokens_[k].kind == TokenKind::word && depth_or_zero(k) == 0) head = k;
      if (head != none && is_agent(head, begin, stop)) {
        std::uint32_t last = stop;
        for (std::uint32_t k = begin + 1; k < stop; ++k)
          if (depth_or_zero(k) == 0 && (w_.relatives.has(word(k)) || w_.finite.has(word(k)))) {
            last = k;
            break;
          }
        found.push_back(span({begin, std::max(last, head + 1)}));
      }
      if (stop >= subject.end) break;
      begin = stop + 1;
      if (word(stop) == w_.comma && begin < subject.end && (w_.prepositions.has(word(begin)) || w_.relatives.has(word(begin)))) break;
      while (begin < subject.end && w_.coordinators.has(word(begin))) ++begin;
    }
    return found;
  }

  [[nodiscard]] bool is_participle(std::uint32_t i) const {
    const std::string_view t = text(i);
    return !tokens_[i].has(token_flag::capitalised) && i > 0 && t.size() > 4 && (t.ends_with("ed") || t.ends_with("ing")) &&
           w_.agents.has(word(i - 1));
  }

  [[nodiscard]] bool is_agent(std::uint32_t head, std::uint32_t begin, std::uint32_t stop) const {
    const WordId id = word(head);
    if (w_.pronouns.has(id)) return true;
    if (id == w_.there) return false;
    // "Annex III": what the number is of
    for (std::uint32_t k = begin; k < head; ++k)
      if (w_.instruments.has(word(k)) && tokens_[head].end - tokens_[head].begin <= 5 && tokens_[head].has(token_flag::capitalised) &&
          k + 1 == head)
        return false;
    // "neither of the Parties", "each of the States", "one of them"
    if (w_.determiners.has(id) && is(head + 1, stop, w_.of)) {
      for (std::uint32_t k = head + 2; k < stop; ++k)
        if (w_.agents.has(word(k))) return true;
      return false;
    }
    if (w_.agents.has(id)) return true;
    if (w_.instruments.has(id) || w_.determiners.has(id)) return false;
    return tokens_[head].has(token_flag::capitalised) && (head > begin || tokens_[head].end - tokens_[head].begin > 3) &&
           (head > begin || stop - begin <= 3) && !sentence_initial_common(head);
  }

  // A capital at the start of a sentence says nothing, unless the word is no common noun: judge by its ending.
  [[nodiscard]] bool sentence_initial_common(std::uint32_t i) const {
    if (i > 0 && word(i - 1) == w_.and_) return false;
    const std::string_view t = text(i);
    for (const std::string_view ending : {"tion", "tions", "ments", "ment", "ings", "ing", "ance", "ures", "ure", "ucts", "ance", "ties",
                                          "ports", "sions", "oods", "ences", "ity"})
      if (t.ends_with(ending)) return true;
    return false;
  }

  // The participle of a passive that begins at `verb`, or none.
  [[nodiscard]] std::uint32_t passive(std::uint32_t verb, std::uint32_t end) const {
    if (!is(verb, end, w_.be)) return none;
    std::uint32_t i = verb + 1;
    while (i < end && (is_adverb(i) || word(i) == w_.not_)) ++i;
    // "be, where necessary, extended"
    if (is(i, end, w_.comma)) {
      std::uint32_t k = i + 1;
      while (k < end && word(k) != w_.comma && k - i < 12) ++k;
      if (is(k, end, w_.comma)) i = k + 1;
    }
    if (i >= end || tokens_[i].kind != TokenKind::word) return none;
    const std::string_view t = text(i);
    if ((t.ends_with("ed") && t != "need") || (w_.participles.has(word(i)) && t != "open")) return i;
    // "re-examined", "co-ordinated"
    if (i + 2 < end && text(i + 1) == "-" && text(i + 2).ends_with("ed")) return i + 2;
    return none;
  }

  // "by the Council": who does what the passive says
  [[nodiscard]] std::vector<Span> agents_by(std::uint32_t participle, std::uint32_t end) const {
    for (std::uint32_t i = participle + 1; i + 1 < end; ++i) {
      if (word(i) != w_.by || depth_or_zero(i) != 0) continue;
      bool other = false;
      for (std::uint32_t k = i; k-- > participle + 1 && i - k <= 3;) {
        if (word(k) == w_.comma) break;
        other = other || text(k).ends_with("ed") || w_.participles.has(word(k));
      }
      if (other) continue;
      std::uint32_t stop = i + 1;
      while (stop < end && word(stop) != w_.comma && !(w_.prepositions.has(word(stop)) && word(stop) != w_.of && stop > i + 1) &&
             !w_.relatives.has(word(stop)) && !(text(stop).ends_with("ing") && is_participle(stop)) &&
             !(w_.coordinators.has(word(stop)) && stop + 1 < end &&
               (word(stop + 1) == w_.by || word(stop + 1) == w_.shall || word(stop + 1) == w_.may)))
        ++stop;
      if (w_.no_agents.has(word(i + 1)) || w_.no_agents.has(word(stop - 1))) continue;
      Range agent{i + 1, stop};
      trim(agent);
      if (auto found = bearers_of(agent); !found.empty()) return found;
    }
    return {};
  }

  void trim_front(Range& r) const {
    while (!r.empty() && (tokens_[r.begin].kind == TokenKind::punctuation && word(r.begin) != w_.open)) ++r.begin;
    while (!r.empty() && w_.coordinators.has(word(r.begin)) && word(r.begin) != w_.nor) ++r.begin;
  }

  void trim(Range& r) const {
    const auto closes = [&](std::uint32_t i) {
      return (tokens_[i].kind == TokenKind::punctuation && word(i) != w_.close && text(i) != "”" && text(i) != "\"") ||
             w_.coordinators.has(word(i));
    };
    while (!r.empty() && closes(r.end - 1)) --r.end;
    while (!r.empty() && tokens_[r.begin].kind == TokenKind::punctuation && word(r.begin) != w_.open && text(r.begin) != "\"" &&
           text(r.begin) != "“")
      ++r.begin;
  }

  // "Article 2, paragraph 1": the comma belongs to the reference.
  bool names_part(std::uint32_t i) const {
    static const std::set<std::string> parts{"paragraph", "paragraphs", "subparagraph", "subparagraphs", "sub",   "letter",
                                             "letters",   "point",      "points",       "item",          "items", "clause",
                                             "clauses",   "section",    "sections",     "sentence"};
    return parts.contains(fold_word(text(i)));
  }

  // Splits what follows the modal into action and conditions.
  void finish(NormMention& norm, Range action) {
    trim(action);
    std::uint32_t from = action.begin;
    for (std::uint32_t i = action.begin + 1; i < action.end; ++i) {
      if (depth_or_zero(i) != 0 || !starts_condition(i, action.end)) continue;
      std::uint32_t end = i + 1;
      while (end < action.end && !(word(end) == w_.comma && end + 1 < action.end && depth_or_zero(end) == 0 &&
                                   ((word(end + 1) == w_.in && is(end + 2, action.end, w_.accordance)) || word(end + 1) == w_.pursuant)))
        ++end;
      // ", subject to its laws, …": a condition without a verb ends with its comma, and the action goes on.
      if (word(i - 1) == w_.comma && !w_.conditionals.has(word(i)) && word(i) != w_.provided)
        for (std::uint32_t k = i + 1; k + 1 < end; ++k)
          if (word(k) == w_.comma && depth_or_zero(k) == 0 && !w_.coordinators.has(word(k + 1)) && !w_.relatives.has(word(k + 1)) &&
              !names_part(k + 1)) {
            end = k;
            break;
          }
      // ", if appropriate, …": the action goes on
      if (word(i - 1) == w_.comma)
        for (std::uint32_t k = i + 1; k < action.end && k <= i + 4; ++k)
          if (word(k) == w_.comma && !(k + 1 < action.end && names_part(k + 1))) end = std::min(end, k);
      Range said{from, i};
      trim(said);
      if (!said.empty()) norm.action.push_back(span(said));
      Range condition{i, end};
      trim(condition);
      norm.condition.push_back(span(condition));
      from = end;
      i = end;
    }
    Range rest{from, action.end};
    trim(rest);
    if (!rest.empty()) norm.action.push_back(span(rest));
  }

  void emit(const Clause& clause, std::uint32_t end, std::vector<Found>& found) {
    const Operator& op = clause.op;
    Found result;
    NormMention& norm = result.norm;
    std::vector<Range> conditions = clause.conditions;
    std::uint32_t verb = op.end;
    while (verb < end && is_adverb(verb)) ++verb;
    // "may, at any time, …"
    if (is(verb, end, w_.comma)) {
      const std::uint32_t first = verb + 1;
      std::uint32_t k = first;
      for (; k < end; ++k) {
        if (word(k) != w_.comma || k + 1 >= end || depth(k) != 0) continue;
        std::uint32_t next = k + 1;
        while (next < end && is_adverb(next)) ++next;
        if (next < end && !w_.prepositions.has(word(next)) && !w_.determiners.has(word(next)) && !w_.coordinators.has(word(next)) &&
            !w_.relatives.has(word(next)))
          break;
      }
      if (k < end) {
        for (std::uint32_t i = first; i < k; ++i)
          if ((i == first || word(i - 1) == w_.comma) && starts_condition(i, k)) {
            conditions.push_back({i, k});
            break;
          }
        verb = k + 1;
        while (verb < end && is_adverb(verb)) ++verb;
      } else {
        verb = first;
      }
    }
    bool negative = op.negative;
    if (is(verb, end, w_.not_)) negative = true, ++verb;
    while (verb < end && is_adverb(verb)) ++verb;
    // "shall, in exercising its sovereignty, have the right to"
    DeonticModality modality = op.modality;
    bool to_agent = op.to_agent;
    if (const auto inner = op.to_agent ? std::nullopt : adjective(verb, end)) {
      verb = inner->end;
      to_agent = true;
      if (inner->modality == DeonticModality::permission || modality != DeonticModality::permission) modality = inner->modality;
    }
    for (Range c : conditions) {
      trim(c);
      if (!c.empty()) norm.condition.push_back(span(c));
    }
    norm.bearers = clause.bearers;
    // "It shall be the duty of the authority to …"
    if (is(verb, end, w_.be) && is(verb + 1, end, w_.the) && verb + 3 < end &&
        (w_.duties.has(word(verb + 2)) || w_.powers.has(word(verb + 2))) && word(verb + 3) == w_.of) {
      std::uint32_t k = verb + 4;
      while (k < end && word(k) != w_.to && word(k) != w_.comma && k < verb + 20) ++k;
      if (is(k, end, w_.to))
        if (auto whose = bearers_of({verb + 4, k}); !whose.empty()) {
          norm.bearers = std::move(whose);
          modality = w_.duties.has(word(verb + 2)) ? DeonticModality::obligation : DeonticModality::permission;
          verb = k + 1;
        }
    }
    finish(norm, {verb, end});
    norm.modality = modality;
    if (negative || clause.negative_subject)
      norm.modality = to_agent && modality == DeonticModality::obligation ? DeonticModality::permission : DeonticModality::prohibition;
    const std::uint32_t begin = clause.begin;
    Range evidence{begin, end};
    trim(evidence);
    norm.evidence = span(evidence);
    const bool bare = norm.action.empty();
    result.open = bare || (is(end - 1, end, w_.colon) && verb < end && w_.prepositions.has(word(verb)));
    const std::uint32_t participle = verb < end ? passive(verb, end) : none;
    if (result.open) {
      found.push_back(result);
      return;
    }
    const WordId id = word(verb);
    bool agent = !norm.bearers.empty();
    // "It shall come into force", "they shall remain in force": of the treaty or its provisions
    const bool in_force =
        (id == w_.enter || id == w_.come) && (is(verb + 1, end, w_.into) || is(verb + 1, end, w_.in)) && is(verb + 2, end, w_.force);
    if (in_force || (norm.bearers.size() == 1 && modality != DeonticModality::permission && w_.constitutive.has(id) &&
                     clause.subject.end > clause.subject.begin && w_.pronouns.has(word(clause.subject.end - 1)) && !clause.relative)) {
      agent = false;
      norm.bearers.clear();
    }
    if (participle != none) {
      if (w_.construed.has(word(participle))) norm.modality = DeonticModality::declaration;
      norm.bearers = agents_by(participle, end);
    } else if (id == w_.be) {
      const bool forbids = op.modality == DeonticModality::permission && op.modal && negative;    // "may not be lower than"
      if (op.modality == DeonticModality::permission && op.modal && !agent && !negative) return;  // "as may be necessary"
      const std::string_view next = verb + 1 < end ? text(verb + 1) : std::string_view{};
      if (!forbids && !(agent && (next == "responsible" || next == "prepared" || next == "liable")))
        norm.modality = DeonticModality::declaration;
    } else if (id == w_.mean || id == w_.have || in_force) {
      norm.modality = DeonticModality::declaration;
    } else if (!agent || clause.relative) {
      // "This Treaty shall replace the one of 1972": duties that replace others are none of its kind.
      bool of_instrument = false;
      for (std::uint32_t k = clause.subject.end; w_.replacing.has(id) && k-- > clause.subject.begin && word(k) != w_.comma;)
        of_instrument = of_instrument || (w_.instruments.has(word(k)) && tokens_[k].has(token_flag::capitalised));
      const bool sets = (w_.constitutive.has(id) || of_instrument) &&
                        !(op.modality == DeonticModality::permission && id != w_.have && !w_.stative.has(id));
      // "No restrictive measures shall apply to transfers" forbids them; "no provision shall apply" says what holds.
      bool provisions = false;
      for (std::uint32_t k = clause.subject.begin; k < clause.subject.end; ++k)
        provisions = provisions || (w_.instruments.has(word(k)) && text(k) != "measures");
      const bool excludes = clause.negative_subject && id == w_.apply && !provisions;
      const bool takes = id != w_.take || is(verb + 1, end, w_.effect) || !clause.relative;
      if (sets && takes && !excludes) norm.modality = DeonticModality::declaration;
      if (op.modality == DeonticModality::permission && !negative && !clause.negative_subject && w_.stative.has(id)) return;  // possibility
      if (op.weak) norm.modality = DeonticModality::declaration;
    }
    if (op.weak && (!agent || word(verb) == w_.be || text(verb) == "become" || text(verb) == "remain"))
      norm.modality = DeonticModality::declaration;
    if (!clause.subject.empty() && text(clause.subject.begin).ends_with("othing")) norm.modality = DeonticModality::declaration;
    found.push_back(result);
  }

  const Document& document_;
  const std::vector<Token>& tokens_;
  const NormWords& w_;
  std::vector<std::uint32_t> depths_;
  std::uint32_t base_ = 0;
  std::vector<Span> lead_bearers_;
};

template <typename Use>
void for_sentences(const Document& document, Span range, Use use) {
  auto sentence = std::partition_point(document.sentences.begin(), document.sentences.end(),
                                       [&](const Sentence& s) { return s.span.end <= range.begin; });
  const std::uint32_t first = document.token_at(range.begin), last = document.token_at(range.end);
  for (; sentence != document.sentences.end() && sentence->span.begin < range.end; ++sentence)
    use(Range{std::max(sentence->first_token, first), std::min(sentence->end_token, last)});
}

}  // namespace

std::vector<NormMention> find_norms(const Document& document, const NormWords& words, Span range, Span lead_in) {
  std::vector<NormMention> norms;
  if (range.empty()) return norms;
  Finder finder(document, words);
  std::optional<NormMention> lead;
  if (!lead_in.empty()) {
    Range last;
    for_sentences(document, lead_in, [&](Range r) { last = r; });
    if (!last.empty()) {
      auto found = finder.sentence(last);
      if (!found.empty()) {
        if (found.back().open) lead = found.back().norm;
        finder.set_lead(found.back().norm.bearers);
      } else {
        finder.set_lead(finder.lead_subject(last));
      }
    }
  }
  bool first = true;
  for_sentences(document, range, [&](Range r) {
    if (r.empty()) return;
    auto found = finder.sentence(r);
    if (found.empty() && lead && first) {
      if (auto norm = finder.item(r, *lead)) norms.push_back(std::move(*norm));
    }
    for (auto& f : found)
      if (!f.open) norms.push_back(std::move(f.norm));
    first = false;
  });
  return norms;
}

}  // namespace pacta
