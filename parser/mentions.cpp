#include "parser/mentions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "parser/acts.h"
#include "parser/numerals.h"

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

namespace {

constexpr std::uint32_t no_token = 0xFFFFFFFF;

class Finder {
 public:
  Finder(const Document& document, Analysis& analysis, const Catalog& catalog, const Ontology& ontology, const NameWords& words,
         const DateGrammar& dates)
      : document_(document),
        analysis_(analysis),
        catalog_(catalog),
        ontology_(ontology),
        w_(words),
        dates_(dates),
        tokens_(document.tokens) {}

  void run() {
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      const Sentence& sentence = document_.sentences[s];
      if (document_.blocks[sentence.block].kind == BlockKind::furniture) continue;
      scan(sentence);
    }
    offices_of_listed_persons();
    resolve_short_names();
    for (Entity& entity : analysis_.entities)
      if (entity.cls == cls::Person && entity.entry == no_entry && entity.named) add_short_form(entity);
    std::sort(analysis_.mentions.begin(), analysis_.mentions.end(), [](const Mention& a, const Mention& b) {
      return a.first_token != b.first_token ? a.first_token < b.first_token : a.end_token > b.end_token;
    });
  }

 private:
  // --- Entities -------------------------------------------------------------------------------------------------------

  EntityIndex entity_of(EntryId entry) {
    if (const auto found = by_entry_.find(entry); found != by_entry_.end()) return found->second;
    const Entry& line = catalog_[entry];
    Entity entity;
    entity.cls = line.cls;
    entity.type = line.type;
    entity.entry = entry;
    entity.label = line.label;
    const auto index = add_entity(std::move(entity));
    by_entry_[entry] = index;
    return index;
  }

  EntityIndex add_entity(Entity entity) {
    analysis_.entities.push_back(std::move(entity));
    return static_cast<EntityIndex>(analysis_.entities.size() - 1);
  }

  EntityIndex unlisted(ClassId cls, ClassId type, const std::string& label, const std::string& key) {
    const std::string full = fmt::format("{}:{}", cls, key);
    if (const auto found = by_key_.find(full); found != by_key_.end()) return found->second;
    Entity entity;
    entity.cls = cls;
    entity.type = type;
    entity.label = label;
    const auto index = add_entity(std::move(entity));
    by_key_[full] = index;
    return index;
  }

  void met(EntityIndex index, std::string name) {
    Entity& entity = analysis_.entities[index];
    entity.named = true;
    if (name.empty() || name == entity.label || std::find(entity.names.begin(), entity.names.end(), name) != entity.names.end()) return;
    entity.names.push_back(std::move(name));
  }

  [[nodiscard]] std::string words(std::uint32_t first, std::uint32_t end) const {
    if (first >= end) return {};
    return collapse_space(document_.text(Span{tokens_[first].begin, tokens_[end - 1].end}));
  }

  Mention& add_mention(std::uint32_t first, std::uint32_t end, MentionKind kind, EntityIndex entity) {
    Mention mention;
    mention.first_token = mention.name_first = first;
    mention.end_token = mention.name_end = end;
    mention.kind = kind;
    mention.entity = entity;
    analysis_.mentions.push_back(std::move(mention));
    return analysis_.mentions.back();
  }

  void claim(EntityIndex subject, PropertyId property, EntityIndex object, std::string_view rule, Span span, double confidence = 0.95) {
    Claim c;
    c.subject = subject;
    c.property = property;
    c.object = object;
    c.evidence.push_back({std::string(rule), span, confidence});
    analysis_.add(std::move(c));
  }

  void claim_date(EntityIndex subject, PropertyId property, const std::string& date, std::string_view rule, Span span) {
    Claim c;
    c.subject = subject;
    c.property = property;
    c.value = date;
    c.datatype = date_datatype(date);
    c.evidence.push_back({std::string(rule), span, 0.95});
    analysis_.add(std::move(c));
  }

  // --- Tokens ---------------------------------------------------------------------------------------------------------

  [[nodiscard]] bool is(std::uint32_t token, WordId word) const { return token < end_ && tokens_[token].word == word; }
  [[nodiscard]] bool capital(std::uint32_t token) const { return token < end_ && tokens_[token].has(token_flag::capitalised); }
  [[nodiscard]] bool is_word(std::uint32_t token) const { return token < end_ && tokens_[token].kind == TokenKind::word; }
  [[nodiscard]] bool joined(std::uint32_t token) const { return token < end_ && !tokens_[token].has(token_flag::space_before); }
  [[nodiscard]] bool lower(std::uint32_t token) const { return is_word(token) && !capital(token); }

  // --- The scan of a sentence -----------------------------------------------------------------------------------------

  struct NameHit {
    std::uint32_t end = 0;
    std::vector<std::uint32_t> payloads;
  };

  NameHit longest_name(std::uint32_t token) {
    hits_.clear();
    if (!catalog_.name_trie().begins(tokens_[token].word)) return {};
    catalog_.name_trie().find(std::span(tokens_).subspan(token, end_ - token), hits_);
    NameHit best;
    for (const auto& hit : hits_) {
      if (token + hit.length > best.end) {
        best.end = token + hit.length;
        best.payloads.clear();
      }
      if (token + hit.length == best.end) best.payloads.push_back(hit.payload);
    }
    std::sort(best.payloads.begin(), best.payloads.end());
    return best;
  }

  /// The longest name of a state or organisation.
  NameHit longest_actor(std::uint32_t token) {
    hits_.clear();
    if (catalog_.name_trie().begins(tokens_[token].word)) catalog_.name_trie().find(std::span(tokens_).subspan(token, end_ - token), hits_);
    NameHit best;
    for (const auto& hit : hits_) {
      const CatalogName& n = catalog_.names()[hit.payload];
      const bool actor =
          n.ambiguity >= 0 || (n.entry != no_entry && (catalog_[n.entry].cls == cls::State || catalog_[n.entry].cls == cls::Organization));
      if (!actor || token + hit.length < best.end) continue;
      if (token + hit.length > best.end) best.payloads.clear();
      best.end = token + hit.length;
      best.payloads.push_back(hit.payload);
    }
    std::sort(best.payloads.begin(), best.payloads.end());
    return best;
  }

  void scan(const Sentence& sentence) {
    sentence_ = &sentence;
    begin_ = sentence.first_token;
    end_ = sentence.end_token;
    first_mention_ = analysis_.mentions.size();
    capitals_ = 0;
    std::uint32_t letters = 0;
    for (std::uint32_t i = begin_; i < end_; ++i) {
      if (tokens_[i].kind != TokenKind::word || tokens_[i].end - tokens_[i].begin < 2) continue;
      ++letters;
      capitals_ += tokens_[i].has(token_flag::capitalised);
    }
    // A heading; a sentence that ends as one may be full of names.
    const bool stopped = end_ > begin_ && is(end_ - 1, w_.dot);
    title_case_ = letters >= 4 && capitals_ * 10 >= letters * (stopped ? 8 : 6);
    find_agreement_titles();
    std::uint32_t i = begin_;
    while (i < end_) i = std::max(i + 1, step(i));
  }

  /// Reads what begins at a token; returns the token behind it, or the token itself.
  std::uint32_t step(std::uint32_t i) {
    for (const auto& span : agreement_spans_) {
      // "the Charter" alone may be a listed name; before the rest of a title it is not.
      if (span.first == i + 1 && is(i, w_.the)) return i;
      if (span.first == i) {
        const std::uint32_t end = span.end;
        scan_inside(span);
        return end;
      }
    }
    if (listed_resolution(i))
      if (const std::uint32_t end = resolution(i); end > i) return end;
    if (const std::uint32_t end = act_of_union(i); end > i) return end;
    if (dates_.can_begin(tokens_[i])) {
      if (auto date = dates_.read(document_, i, end_)) {
        add_mention(i, date->end_token, MentionKind::date, no_entity).date = date->value;
        return date->end_token;
      }
    }
    if (const std::uint32_t end = resolution(i); end > i) return end;
    if (const std::uint32_t end = publication(i); end > i) return end;
    const NameHit listed = longest_name(i);
    if (const std::uint32_t end = counterpart(i); end > i) return end;
    if (const std::uint32_t end = member_of_plural_office(i); end > i) return end;
    if (const std::uint32_t end = person_or_position(i); end > i) return end;
    if (i + 1 < end_ && joined(i + 1) && document_.text(tokens_[i + 1]) == "$") return i + 1;
    const NameHit& name = listed;
    // "the Union" is listed; "the Union Montreal party" is another thing.
    if (is(i, w_.the) && name.end > i && name_word(name.end) && joined_by_space(name.end)) return i;
    std::uint32_t end = party_by_context(i);
    if (end > i) return end;
    end = organisation_by_pattern(i, name);
    if (end > i) return end;
    end = national_cause(i, name);
    if (end > i) return end;
    if (!name.payloads.empty()) {
      const std::uint32_t shape = name_shape(i, false);
      std::uint32_t person_end = (shape != no_token && shape > name.end) || listed_person(name) ? bare_person(i) : i;
      if (person_end > name.end) return person_end;
      if (i == begin_ && capital(name.end) && joined_by_space(name.end)) {
        person_end = defined_person(i);
        if (person_end > name.end) return person_end;
      }
      if (read_name(i, name)) return name.end;
    }
    end = bare_person(i);
    return end > i ? end : defined_person(i);
  }

  // Within an agreement's title only states and dates are of interest: they are its parties and date.
  struct TitleSpan {
    std::uint32_t first, end, head;
  };

  void scan_inside(const TitleSpan& span) {
    const NameHit whole = longest_name(span.first);
    std::vector<std::pair<std::uint32_t, EntityIndex>> states;
    const std::uint32_t saved_end = end_;
    std::uint32_t i = span.first;
    std::string year;
    bool between = false;
    while (i < span.end) {
      if (auto date = dates_.can_begin(tokens_[i]) ? dates_.read(document_, i, span.end) : std::nullopt) {
        // "the 1951 X Treaty", "X Treaty of 1967"; a date of another agreement named inside is that one's.
        bool own = i < span.head || date->end_token == span.end;
        for (std::uint32_t k = span.head + 1; k < i; ++k) own = own && !w_.agreement_heads.has(tokens_[k].word);
        if (own && year.empty()) year = date->value;
        i = date->end_token;
        continue;
      }
      end_ = span.end;
      between = between || is(i, w_.between);
      const NameHit name = longest_actor(i);
      bool read = false;
      // "Protocol of Port of Spain": a capital in a title is where it was made.
      const bool capital_only = !name.payloads.empty() && std::all_of(name.payloads.begin(), name.payloads.end(), [&](std::uint32_t p) {
        return catalog_.names()[p].kind == NameKind::capital;
      });
      if (capital_only && !between) {
        i = name.end;
        continue;
      }
      if (!name.payloads.empty() && !(name.end >= span.end && i == span.first)) {
        const std::size_t size = analysis_.mentions.size();
        if (read_name(i, name) && analysis_.mentions.size() > size) {
          const Mention m = analysis_.mentions.back();
          if (m.entity != no_entity) {
            const Entity& e = analysis_.entities[m.entity];
            if (e.cls == cls::State || e.cls == cls::Organization) states.emplace_back(m.first_token, m.entity);
            read = true;
          }
        }
      }
      i = read ? name.end : i + 1;
    }
    end_ = saved_end;
    add_agreement(span, whole, states, year);
  }

  // --- Gazetteer names ------------------------------------------------------------------------------------------------

  bool words_match(const std::vector<Token>& words, std::uint32_t at) const {
    if (at + words.size() > end_) return false;
    for (std::size_t k = 0; k < words.size(); ++k)
      if (tokens_[at + k].word != words[k].word || words[k].word == unknown_word ||
          (words[k].has(token_flag::capitalised) && !capital(at + static_cast<std::uint32_t>(k))))
        return false;
    return true;
  }

  bool holds(const Reading& reading, std::uint32_t first, std::uint32_t end) const {
    switch (reading.condition) {
      case Condition::always:
        return true;
      case Condition::previous: {
        std::uint32_t at = first;
        if (at > begin_ && is(at - 1, w_.the)) --at;
        for (const auto& words : reading.words)
          if (at >= begin_ + words.size() && words_match(words, at - static_cast<std::uint32_t>(words.size()))) return true;
        return false;
      }
      case Condition::next: {
        std::uint32_t at = end;
        if (is(at, w_.possessive)) ++at;
        return std::any_of(reading.words.begin(), reading.words.end(), [&](const auto& words) { return words_match(words, at); });
      }
      case Condition::near:
        for (std::uint32_t i = begin_; i < end_; ++i)
          for (const auto& words : reading.words)
            if (words_match(words, i)) return true;
        return false;
      case Condition::with: {
        for (const auto& words : reading.words) {
          if (words.empty()) continue;
          for (std::uint32_t i = 0; i + words.size() <= tokens_.size(); ++i) {
            if (tokens_[i].word != words[0].word) continue;
            std::size_t k = 1;
            while (k < words.size() && tokens_[i + k].word == words[k].word) ++k;
            if (k == words.size()) return true;
          }
        }
        return false;
      }
      case Condition::never_alone:
        return by_entry_.contains(reading.entry);
      case Condition::near_state:
        for (std::uint32_t i = begin_; i < end_; ++i) {
          if (i == first) {
            i = end - 1;
            continue;
          }
          std::vector<NameTrie::Hit> hits;
          catalog_.name_trie().find(std::span(tokens_).subspan(i, end_ - i), hits);
          for (const auto& hit : hits) {
            const CatalogName& n = catalog_.names()[hit.payload];
            if (n.ambiguity < 0 && n.entry != no_entry && catalog_[n.entry].cls == cls::State && n.kind != NameKind::weak) return true;
          }
        }
        return false;
      case Condition::as_actor:
        return acts(first, end);
      case Condition::as_written: {
        for (std::uint32_t i = first; i < end; ++i)
          for (const char c : document_.text(tokens_[i]))
            if (static_cast<unsigned char>(c) >= 0x80) return true;
        return false;
      }
      case Condition::given_name_before:
        return first > begin_ && capital(first - 1) && catalog_.given_name(tokens_[first - 1].word) > 0 && joined_by_space(first);
      case Condition::surname_after:
        return capital(end) && is_word(end) && joined_by_space(end) && tokens_[end].word == unknown_word && !title_case_;
      case Condition::sentence_start:
        return first == begin_;
      case Condition::dated:
        return dated(reading);
    }
    return false;
  }

  bool joined_by_space(std::uint32_t token) const { return tokens_[token].has(token_flag::space_before); }

  bool dated(const Reading& reading) const {
    std::string year;
    for (std::uint32_t i = begin_; i < end_ && year.empty(); ++i)
      if (tokens_[i].kind == TokenKind::number)
        if (auto date = dates_.read(document_, i, end_)) year = date->value.substr(0, 4);
    if (year.empty()) year = document_.source.date.substr(0, std::min<std::size_t>(4, document_.source.date.size()));
    if (year.empty()) return false;
    return (reading.from.empty() || reading.from.substr(0, 4) <= year) && (reading.to.empty() || year <= reading.to.substr(0, 4));
  }

  /// Whether the grammar says that the name at [first, end) acts: it is no object of a preposition of place, and a verb of acting
  /// follows, or a possessive.
  bool acts(std::uint32_t first, std::uint32_t end) const {
    // "the Oslo–Helsinki axis": joined by a dash to another name
    const auto dash = [&](std::uint32_t token) {
      return (is(token, w_.dash) || is(token, w_.hyphen)) && joined(token) && joined(token + 1) && capital(token + 1);
    };
    if (dash(end) || (first > begin_ + 1 && dash(first - 1) && capital(first - 2))) return true;
    if (first > begin_ && (is(first - 1, w_.in) || is(first - 1, w_.at) || is(first - 1, w_.near))) return false;
    if (is(end, w_.possessive)) return true;
    if (first > begin_ && (is(first - 1, w_.and_) || is(first - 1, w_.comma))) return !listed_with_place(first);
    return first == begin_ || is(first - 1, w_.between) || is(first - 1, w_.with) || is(first - 1, w_.by);
  }

  /// "at Oslo, Bergen, and Paris": the list began with a preposition of place.
  [[nodiscard]] bool listed_with_place(std::uint32_t first) const {
    for (std::uint32_t i = first; i-- > begin_ && first - i < 8;) {
      if (is(i, w_.in) || is(i, w_.at) || is(i, w_.near)) return true;
      if (!is(i, w_.and_) && !is(i, w_.comma) && !capital(i)) return false;
    }
    return false;
  }

  bool read_name(std::uint32_t first, const NameHit& hit) {
    const CatalogName* best = nullptr;
    for (const std::uint32_t payload : hit.payloads) {
      const CatalogName& candidate = catalog_.names()[payload];
      if (candidate.ambiguity >= 0) {
        const Ambiguity& ambiguity = catalog_.ambiguities()[static_cast<std::size_t>(candidate.ambiguity)];
        for (const Reading& reading : ambiguity.readings) {
          if (!holds(reading, first, hit.end)) continue;
          return apply(reading, candidate, first, hit.end);
        }
        return true;
      }
      if (best == nullptr || rank(candidate) < rank(*best)) best = &candidate;
    }
    if (best == nullptr) return false;
    if (best->kind == NameKind::weak) {
      waiting_.push_back({first, hit.end, hit.payloads, static_cast<std::uint32_t>(sentence_ - document_.sentences.data())});
      return true;
    }
    if (catalog_[best->entry].cls == cls::Topic) return ideology(*best, first, hit.end);
    mention_name(*best, first, hit.end);
    return true;
  }

  [[nodiscard]] static int rank(const CatalogName& name) {
    switch (name.kind) {
      case NameKind::name:
        return 0;
      case NameKind::acronym:
        return 1;
      case NameKind::adjective:
        return 2;
      case NameKind::demonym:
        return 3;
      case NameKind::capital:
        return 4;
      case NameKind::seat:
        return 5;
      case NameKind::weak:
        return 6;
    }
    return 7;
  }

  bool apply(const Reading& reading, const CatalogName& name, std::uint32_t first, std::uint32_t end) {
    if (reading.entry == no_entry) {
      if (reading.cls == ClassId{cls::Place} && name.place != no_entry) {
        const EntityIndex place = entity_of(name.place);
        add_mention(first, end, MentionKind::name, place).place = place;
        met(place, words(first, end));
        return true;
      }
      return !reading.cls || *reading.cls != cls::Person;  // a person is read by the grammar of persons
    }
    CatalogName read{reading.entry, NameKind::name, no_entry, -1};
    if (catalog_[reading.entry].cls == cls::State) read.kind = name.kind, read.place = name.place;
    if (read.kind == NameKind::weak || (read.kind == NameKind::capital && read.place == no_entry)) read.kind = NameKind::name;
    mention_name(read, first, end);
    return true;
  }

  void mention_name(const CatalogName& name, std::uint32_t first, std::uint32_t end) {
    const EntityIndex entity = entity_of(name.entry);
    const std::string text = words(first, end);
    static constexpr std::array<MentionKind, 7> kinds{MentionKind::name,    MentionKind::name,    MentionKind::name, MentionKind::adjective,
                                                      MentionKind::demonym, MentionKind::capital, MentionKind::seat};
    Mention& mention = add_mention(first, end, kinds[static_cast<std::size_t>(name.kind)], entity);
    const Entry& entry = catalog_[name.entry];
    if (entry.cls == cls::Person) mention.kind = MentionKind::person;
    if (entry.cls == cls::Agreement || entry.cls == cls::Instrument) mention.kind = MentionKind::agreement;
    if (entry.cls == cls::Organization) {
      mention.kind = MentionKind::organisation;
      if (entry.country != no_entry && speaks_for_state(entry, first, end)) analysis_.entities[entity_of(entry.country)].named = true;
    }
    if (name.kind == NameKind::capital) {
      if (acts(first, end) || governs_policy(first, end)) {
        met(entity, text);
      } else {
        const EntityIndex place = entity_of(name.place);
        mention_at(first).entity = place;
        mention_at(first).place = place;
        mention_at(first).kind = MentionKind::name;
        met(place, text);
      }
      return;
    }
    // Adjectives imply the state; they do not name it.
    if (mention.kind == MentionKind::adjective || mention.kind == MentionKind::demonym || mention.kind == MentionKind::seat) {
      analysis_.entities[entity].named = true;
      return;
    }
    met(entity, text);
    bracketed_alias(end, entity);
  }

  /// "The Israeli army", "the US Congress": a body of a state, named with its state, acts for it.
  bool speaks_for_state(const Entry& entry, std::uint32_t first, std::uint32_t end) {
    if (entry.type == cls::GovernmentBody) return true;
    for (std::uint32_t i = first; i < end; ++i)
      if (is_state_name(i)) return true;
    return false;
  }

  Mention& mention_at(std::uint32_t first) {
    for (std::size_t i = analysis_.mentions.size(); i-- > 0;)
      if (analysis_.mentions[i].first_token == first) return analysis_.mentions[i];
    return analysis_.mentions.back();
  }

  bool governs_policy(std::uint32_t first, std::uint32_t end) const {
    // "support from Ankara", "pressure on Tehran", "war with Kiev": after prepositions that take partners, a capital is a government; after
    // those of place, a city. "to" is a partner's unless a verb of motion stands near.
    if (first == begin_) return true;
    const std::string before = fold_word(document_.text(tokens_[first - 1]));
    static const std::set<std::string> partners{"on",   "with", "against", "and",  "by", "of",   "between", "for",
                                                "that", "nor",  "neither", "from", "to", "both", "or",      "while"};
    if (!partners.contains(before)) {
      return tokens_[first - 1].kind == TokenKind::punctuation && (before == "--" || before == "-") && !is(end, w_.comma);
    }
    if (before == "of" || before == "from" || before == "to" || before == "and" || before == "by" || before == "for" || before == "on" ||
        before == "or") {
      // Motion, meetings and dates of documents make it a city: "signed at Moscow and London", "travelled to Tokyo".
      for (std::uint32_t i = first; i-- > begin_ && first - i < 8;) {
        const std::string word = fold_word(document_.text(tokens_[i]));
        static const std::set<std::string> city{"travel",  "traveled",   "travelled", "flew",    "arrived", "returned", "in",
                                                "at",      "near",       "city",      "airport", "streets", "signed",   "done",
                                                "capital", "trip",       "flight",    "visit",   "visited", "drive",    "km",
                                                "miles",   "kilometers", "outside",   "summit",  "talks",   "home",     "born"};
        if (city.contains(word)) return false;
      }
      return before != "of" || true;
    }
    return true;
  }

  /// "Association of Southeast Asian Nations (ASEAN)", "… (hereinafter "the Agreement")", "… (commonly known as the "X Treaty")".
  void bracketed_alias(std::uint32_t at, EntityIndex entity) {
    if (!is(at, w_.open)) return;
    std::uint32_t close = at + 1;
    while (close < end_ && !is(close, w_.close) && close - at < 24) ++close;
    if (!is(close, w_.close)) return;
    std::uint32_t first = at + 1, end = close;
    for (std::uint32_t i = at + 1; i < close; ++i)
      if (is(i, w_.quote) || document_.text(tokens_[i]) == "“") {
        first = i + 1;
        end = first;
        while (end < close && !is(end, w_.quote)) ++end;
        break;
      }
    if (is(first, w_.the)) ++first;
    if (first >= end || end - first > 8) return;
    const bool quoted = first > at + 1;
    if (!quoted) {
      if (end - first > 3) return;
      for (std::uint32_t i = first; i < end; ++i)
        if (is_word(i) && !tokens_[i].has(token_flag::all_capitals) && tokens_[i].end - tokens_[i].begin > 1) return;
      if (!is_word(first) || tokens_[first].kind == TokenKind::number) return;
      // A bracketed state or office says where the one before belongs.
      const NameHit known = longest_name(first);
      if (!known.payloads.empty()) {
        const CatalogName& n = catalog_.names()[known.payloads[0]];
        if (n.entry != no_entry && analysis_.entities[entity].entry != n.entry) return;
      }
    }
    const std::string alias = words(first, end);
    met(entity, alias);
    aliases_[fold_name(alias)] = entity;
  }

  // --- Agreements -----------------------------------------------------------------------------------------------------

  [[nodiscard]] std::optional<EntryId> name_of_state(std::uint32_t i) {
    const NameHit hit = longest_name(i);
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry != no_entry && n.ambiguity < 0 && n.kind != NameKind::weak && n.kind != NameKind::capital &&
          catalog_[n.entry].cls == cls::State)
        return n.entry;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_state_name(std::uint32_t i) {
    const NameHit hit = longest_name(i);
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry != no_entry && catalog_[n.entry].cls == cls::State) return true;
    }
    return false;
  }

  void find_agreement_titles() {
    agreement_spans_.clear();
    std::uint32_t done = begin_;
    for (std::uint32_t i = begin_; i < end_; ++i) {
      if (i < done || !w_.agreement_heads.has(tokens_[i].word)) continue;
      if (auto span = agreement_title(i)) {
        if (span->first < done) span->first = done;
        agreement_spans_.push_back(*span);
        done = span->end;
        i = span->end - 1;
      }
    }
  }

  [[nodiscard]] bool name_word(std::uint32_t i) const {
    return i < end_ && tokens_[i].kind != TokenKind::punctuation && tokens_[i].has(token_flag::capitalised) &&
           !w_.not_names.has(tokens_[i].word);
  }

  std::optional<TitleSpan> agreement_title(std::uint32_t head) {
    const std::string head_word = fold_word(document_.text(tokens_[head]));
    const bool capital_head = capital(head);
    std::uint32_t first = head;
    // Leftwards over the words of a name.
    while (first > begin_) {
      const std::uint32_t p = first - 1;
      const Token& t = tokens_[p];
      if (t.kind == TokenKind::number) {
        // "1951 U.S.-Philippines Mutual Defense Treaty", "2014 Wales Summit Declaration"
        if (t.end - t.begin == 4 && first < head && dates_.read(document_, p, first)) first = p;
        break;
      }
      // "Cambodia Sign Air Transport Agreement": a heading's verb
      if (w_.stoppers.has(t.word) && document_.text(t) != "States" && document_.text(t) != "STATES") break;
      // "Data Sharing Partnership (DSP) Memorandum of …"
      if (t.word == w_.close && p >= begin_ + 3 && tokens_[p - 2].word == w_.open && tokens_[p - 1].has(token_flag::all_capitals) &&
          first == head && capital(p - 3)) {
        first = p - 3;
        continue;
      }
      if (t.kind == TokenKind::word && t.has(token_flag::capitalised) && !w_.not_names.has(t.word) &&
          !(p == begin_ && t.word != unknown_word && !in_name(p))) {
        first = p;
        continue;
      }
      if (t.word == w_.hyphen && first > begin_ + 1 && joined(first) && joined(p) && capital(p - 1)) {
        first = p - 1;
        continue;
      }
      if ((t.word == w_.and_ || t.word == w_.of || t.word == w_.for_ || t.word == w_.in || t.word == w_.the || document_.text(t) == "&" ||
           t.word == w_.on || t.word == w_.dash) &&
          first < head) {
        // Function words inside a name: only between capitals, and for "and" only where the whole is no list of other things.
        std::uint32_t q = p;
        while (q > begin_ && (tokens_[q].word == w_.of || tokens_[q].word == w_.for_ || tokens_[q].word == w_.in ||
                              tokens_[q].word == w_.the || tokens_[q].word == w_.and_))
          --q;
        const bool inner_and = t.word == w_.and_ && capital_head && first < head && !is_state_name(p + 1);
        const bool phrase = !capital_head && t.word != w_.and_ && first < head;
        if (name_word(q) && (inner_and || phrase) && !(q == begin_ && w_.not_names.has(tokens_[q].word)) && head - q < 16) {
          if (phrase && !preceded_by_article(q)) break;
          first = q;
          continue;
        }
      }
      break;
    }
    // A listed name that reaches over the head: an agreement's begins the title, another's is no title ("North Atlantic Treaty
    // Organization").
    for (std::uint32_t s = head > begin_ + 12 ? head - 12 : begin_; s <= head; ++s) {
      if ((!capital(s) && tokens_[s].kind != TokenKind::number) || is(s, w_.the)) continue;
      const NameHit hit = longest_name(s);
      if (hit.end <= head) continue;
      bool agreement = false, other = false;
      for (const auto payload : hit.payloads) {
        const CatalogName& n = catalog_.names()[payload];
        if (n.entry == no_entry) continue;
        const ClassId c = catalog_[n.entry].cls;
        (c == cls::Agreement || c == cls::Instrument ? agreement : other) = true;
      }
      if (other && !agreement && hit.end > head + 1) return std::nullopt;
      if (agreement && s < first) first = s;
      if (agreement || other) break;
    }
    const bool dated = first > begin_ && tokens_[first - 1].kind == TokenKind::number &&
                       tokens_[first - 1].end - tokens_[first - 1].begin == 4 && dates_.read(document_, first - 1, first);
    if (dated && first < head) --first;
    const bool premodified = first < head;
    // What stands before the head: a state's adjective alone makes a description, not a title ("the Russian treaty").
    std::uint32_t end = head + 1;
    if (head_word == "memorandum" && is(end, w_.of) && end + 1 < end_ && fold_word(document_.text(tokens_[end + 1])) == "understanding")
      end += 2;
    if (head_word == "memorandum" && end < end_ && fold_word(document_.text(tokens_[end])) == "of")
      ++end, end += end < end_ && name_word(end);
    const bool bare_name = !capital_head && !premodified;
    if (bare_name) {
      // "the treaty between Norway and Chile": its parties make it a name.
      if (!is(end, w_.between)) return std::nullopt;
      const std::uint32_t stop = parties_end(end + 1);
      if (stop == end + 1) return std::nullopt;
      return TitleSpan{head, stop, head};
    }
    if (head_word == "exchange") {
      const std::string what = end + 1 < end_ && is(end, w_.of) ? fold_word(document_.text(tokens_[end + 1])) : "";
      if (!capital_head || (what != "notes" && what != "letters")) return std::nullopt;
    }
    if (head_word == "statement") {
      bool joint = false;
      for (std::uint32_t k = first; k < head; ++k) joint = joint || fold_word(document_.text(tokens_[k])) == "joint";
      if (!joint || !capital_head) return std::nullopt;
    }
    if (head_word == "act" || head_word == "code" || head_word == "arrangement" || head_word == "declaration") {
      if (!capital_head && !(premodified && head_word == "declaration")) return std::nullopt;
      if ((head_word == "act" || head_word == "code") && !premodified) return std::nullopt;
    }
    if (!capital_head && premodified && only_states(first, head)) return std::nullopt;
    if (capital_head && premodified && only_states(first, head) &&
        !w_.title_prepositions.has(end < end_ ? tokens_[end].word : unknown_word))
      return std::nullopt;
    bool continued = false;
    // "the Quirinal Treaty with Paris": whom it is with is no part of a proper name.
    const bool partner = premodified && is(end, w_.with) && !only_states(first, head);
    if (capital_head && end < end_ && !partner && w_.title_prepositions.has(tokens_[end].word) &&
        (!is(end, w_.to) || capital(end + 1) || is(end + 1, w_.the))) {
      const std::uint32_t stop = title_end(end, head);
      continued = stop > end;
      end = stop;
    }
    if (capital_head && is(end, w_.of) && end + 1 < end_ && dates_.can_begin(tokens_[end + 1])) {
      if (auto date = dates_.read(document_, end + 1, end_)) end = date->end_token, continued = true;
    }
    // "Supplementary Agreement No. 3"
    if (premodified && !continued && end + 1 < end_) {
      const std::string mark = fold_word(document_.text(tokens_[end]));
      const std::uint32_t number = end + (is(end + 1, w_.dot) ? 2 : 1);
      if ((mark == "number" || mark == "no" || mark == "no.") && number < end_ && tokens_[number].kind == TokenKind::number)
        end = number + 1;
    }
    // "a Memorandum of Cooperation (MOC)": the text gives it a name.
    if (head_word == "memorandum" && capital_head && is(end, w_.open) && is(end + 2, w_.close) &&
        tokens_[end + 1].has(token_flag::all_capitals))
      continued = true;
    if (!premodified && !continued) return std::nullopt;
    if (!premodified && end - head < 3) return std::nullopt;
    // "the 1973 Treaty of Chaguaramas"
    if (dated && first == head) --first;
    return TitleSpan{first, end, head};
  }

  /// The end of a list of states ("Norway, Chile and the governments of X and Y"); `at` itself if there are not two.
  std::uint32_t parties_end(std::uint32_t at) {
    std::uint32_t i = at, end = at, count = 0;
    while (i < end_) {
      if (is(i, w_.the) || is(i, w_.and_) || is(i, w_.comma) || is(i, w_.of) || w_.countries_of.has(tokens_[i].word)) {
        ++i;
        continue;
      }
      const NameHit hit = longest_actor(i);
      if (hit.payloads.empty()) break;
      ++count;
      i = end = hit.end;
    }
    return count >= 2 ? end : at;
  }

  [[nodiscard]] bool preceded_by_article(std::uint32_t q) const {
    std::uint32_t p = q;
    while (p > begin_ &&
           (capital(p - 1) || tokens_[p - 1].word == w_.of || tokens_[p - 1].word == w_.for_ || tokens_[p - 1].word == w_.in) && q - p < 14)
      --p;
    return p > begin_ && (is(p - 1, w_.the) || is(p - 1, w_.a));
  }

  // A capitalised word at a sentence's start belongs to a name only if it begins one.
  bool in_name(std::uint32_t i) {
    if (tokens_[i].has(token_flag::all_capitals)) return true;
    const NameHit hit = longest_name(i);
    return !hit.payloads.empty();
  }

  bool only_states(std::uint32_t first, std::uint32_t end) {
    std::uint32_t i = first;
    while (i < end) {
      const NameHit hit = longest_name(i);
      bool state = false;
      for (const auto payload : hit.payloads) {
        const CatalogName& n = catalog_.names()[payload];
        // "the Dakar Agreement": a capital makes a name of its own.
        state |= n.entry != no_entry && catalog_[n.entry].cls == cls::State && hit.end <= end && n.kind != NameKind::capital;
      }
      if (state)
        i = hit.end;
      else if (tokens_[i].kind == TokenKind::punctuation || tokens_[i].word == w_.and_ || tokens_[i].kind == TokenKind::number)
        ++i;
      else
        return false;
    }
    return true;
  }

  /// The end of a title that goes on at `at` with a preposition.
  std::uint32_t title_end(std::uint32_t at, std::uint32_t head) {
    std::uint32_t i = at;
    std::uint32_t last = at;  // behind the last word that may end the title
    std::uint32_t run = 0;
    bool between = false;
    while (i < end_) {
      const Token& t = tokens_[i];
      if (t.kind == TokenKind::word && t.has(token_flag::capitalised)) {
        // A listed name is taken whole ("United States" is no verb).
        const NameHit name = longest_name(i);
        if (name.end > i + 1 && !name.payloads.empty() && !w_.agreement_heads.has(tokens_[name.end - 1].word)) {
          last = i = name.end;
          content_seen_ = true;
          ++capital_run_;
          continue;
        }
      }
      if (t.kind == TokenKind::punctuation) {
        if (t.word == w_.hyphen && joined(i) && joined(i + 1)) {
          ++i;
          continue;
        }
        if (t.word == w_.possessive || (t.word == w_.apostrophe && joined(i))) {
          last = ++i;
          continue;
        }
        if (t.word == w_.comma && between) {
          // "between A, of the one part, and B, of the other part"
          std::uint32_t k = i + 1;
          if (is(k, w_.of) && is(k + 1, w_.the) && k + 3 < end_ && document_.text(tokens_[k + 3]) == "part") {
            last = i = k + 4;
            if (is(i, w_.comma) && is(i + 1, w_.and_)) ++i;
            continue;
          }
        }
        if (t.word == w_.comma && (list_goes_on(i, between) || listed_subjects(i, at))) {
          ++i;
          continue;
        }
        break;
      }
      // "States" in capitals is no verb.
      if (w_.stoppers.has(t.word) && !(capital(i) && capital(head) && (title_case_word(i) || is(i - 1, w_.and_) || !title_case_))) break;
      if (t.word == w_.and_) {
        // "the X Treaty and the Y Treaty", "the Treaty on X and its Protocol": another thing begins.
        std::uint32_t n = i + 1;
        if (is(n, w_.the)) ++n;
        bool other = names_agreement(n);
        for (std::uint32_t k = n; k < std::min(end_, n + 9) && tokens_[k].kind != TokenKind::punctuation; ++k) {
          if (lower(k) && !w_.connectors.has(tokens_[k].word)) break;
          if (w_.agreement_heads.has(tokens_[k].word) && capital(k)) other = true;
          if (!between && w_.stoppers.has(tokens_[k].word)) {
            // "… on X and Y will …" belongs here, "… on X and Norway signed …" does not matter: the run ends at the verb.
            break;
          }
        }
        if (other) break;
        // "… and the Republic of Armenia and to a second text", "the Charter and other treaties"
        if (is(n, w_.to) ||
            (n < end_ &&
             (document_.text(tokens_[n]) == "other" || document_.text(tokens_[n]) == "its" || document_.text(tokens_[n]) == "their") &&
             !between))
          break;
        if (!between && lower(n) && verb_like(n)) break;
        ++i;
        continue;
      }
      if (t.word == w_.between) between = true;
      const bool function = w_.connectors.has(t.word);
      if (!function) {
        if (!t.has(token_flag::capitalised) && t.kind == TokenKind::word) {
          // A word in small letters right behind a capitalised one is no part of the title ("… on Fisheries prescribes"); behind a
          // connecting word it is ("… on the construction of a bridge").
          const bool last_noun = i + 1 >= end_ || tokens_[i + 1].kind == TokenKind::punctuation || is(i + 1, w_.and_);
          if (i > at && capital(i - 1) && is_word(i - 1) && !w_.connectors.has(tokens_[i - 1].word) && !(last_noun && !verb_like(i))) break;
          if (++run > 14) break;
        } else {
          ++capital_run_;
        }
        content_seen_ = true;
        last = i + 1;
      } else if (time_or_place_follows(i) || (i > at && i + 1 < end_ && is(i, w_.in) && w_.provisions.has(tokens_[i + 1].word))) {
        break;
      }
      ++i;
      if (i - at > 60) break;
    }
    content_seen_ = false;
    capital_run_ = 0;
    return last;
  }

  [[nodiscard]] bool title_case_word(std::uint32_t i) const { return title_case_ == false && capital(i) && i + 1 < end_ && capital(i + 1); }
  // "between the governments of X and Y": small letters that a party's name is made with.
  [[nodiscard]] bool between_lower_ok(std::uint32_t i) const { return w_.countries_of.has(tokens_[i].word) || !is(i - 1, w_.and_); }

  /// "on March 31", "of February 17, 1966", "in Brussels on …": when or where it was signed, no part of what it is about.
  [[nodiscard]] bool time_or_place_follows(std::uint32_t i) {
    const bool place = is(i, w_.in) || is(i, w_.at);
    if (!place && !is(i, w_.on) && !is(i, w_.of) && !is(i, w_.by) && !is(i, w_.with)) return false;
    if (i + 1 >= end_) return true;
    if (dates_.can_begin(tokens_[i + 1]) && (dates_.read(document_, i + 1, end_) || (capital(i + 1) && is_word(i + 1)))) return true;
    if (is(i, w_.on)) {
      static const std::set<std::string> days{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
      return days.contains(fold_word(document_.text(tokens_[i + 1])));
    }
    // "… by Norway": who signed it
    if (is(i, w_.by)) return is_state_name(is(i + 1, w_.the) && i + 2 < end_ ? i + 2 : i + 1);
    if (!place) return false;
    std::uint32_t k = i + 1;
    if (is(k, w_.the)) return k + 2 < end_ && document_.text(tokens_[k + 1]) == "city" && is(k + 2, w_.of);
    const NameHit hit = longest_name(k);
    const bool dated = is(hit.end, w_.on) && hit.end + 1 < end_ && dates_.can_begin(tokens_[hit.end + 1]);
    return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
      const CatalogName& n = catalog_.names()[payload];
      return n.kind == NameKind::capital || (dated && n.entry != no_entry && catalog_[n.entry].cls == cls::Place);
    });
  }

  /// ", Trade, Science and Youth" behind a comma: subjects in capitals, of which none is a state or a person.
  [[nodiscard]] bool listed_subjects(std::uint32_t comma, std::uint32_t at) {
    if (comma <= at + 1 || !capital(comma - 1)) return false;
    std::uint32_t k = comma, items = 0;
    while (k < end_ && k - comma < 60) {
      const bool last = is(k, w_.and_) || (is(k, w_.comma) && is(k + 1, w_.and_));
      if (!last && !is(k, w_.comma)) return false;
      k += is(k, w_.comma) && is(k + 1, w_.and_) ? 2 : 1;
      std::uint32_t first = k;
      while (capital(k) && is_word(k) && k - first < 4) {
        if (is_state_name(k) || catalog_.given_name(tokens_[k].word) == 2 || w_.agreement_heads.has(tokens_[k].word)) return false;
        ++k;
      }
      if (k == first) return false;
      ++items;
      if (last) return items >= 1 && !(lower(k) && w_.stoppers.has(tokens_[k].word) && items == 1);
    }
    return false;
  }

  /// Whether a listed agreement's name begins here ("… and the GATT").
  bool names_agreement(std::uint32_t i) {
    const NameHit hit = longest_name(i);
    return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](auto payload) {
      const CatalogName& n = catalog_.names()[payload];
      return n.entry != no_entry && n.kind != NameKind::weak && catalog_[n.entry].cls == cls::Agreement;
    });
  }

  [[nodiscard]] bool verb_like(std::uint32_t i) const {
    const std::string_view word = document_.text(tokens_[i]);
    return word.ends_with("ed") || word.ends_with("es");
  }

  bool list_goes_on(std::uint32_t comma, bool between) {
    // ", B, and C" (parties) or ", b and c" (subjects)
    std::uint32_t i = comma + 1;
    if (between) {
      // "…, regarding Aerial Navigation"
      if (i < end_ && (concerning(i) || document_.text(tokens_[i]) == "relating") && document_.text(tokens_[i]) != "in") return true;
      if (is(i, w_.and_)) ++i;
      if (is(i, w_.the)) ++i;
      while (i < end_ && (w_.countries_of.has(tokens_[i].word) || is(i, w_.of) || is(i, w_.the)) && !is_state_name(i)) ++i;
      return is_state_name(i);
    }
    if (capital(i) && !title_case_word(i)) return false;
    std::uint32_t lead = 0;
    while (i < end_ && lead < 5) {
      const Token& t = tokens_[i];
      if (t.kind == TokenKind::punctuation) return t.word == w_.comma && lead > 0 && list_goes_on(i, between);
      if (w_.stoppers.has(t.word) || t.word == w_.the || t.word == w_.with || t.word == w_.in) return false;
      if (t.word == w_.and_)
        return lead > 0 ||
               (i + 1 < end_ && !is(i + 1, w_.the) && !w_.stoppers.has(tokens_[i + 1].word) && !w_.not_names.has(tokens_[i + 1].word));
      ++lead;
      ++i;
    }
    return false;
  }

  static ClassId type_of_head(std::string_view head) {
    struct Row {
      std::string_view word;
      ClassId type;
    };
    static constexpr std::array<Row, 23> rows{{{"treaty", cls::Treaty},
                                               {"treaties", cls::Treaty},
                                               {"convention", cls::Convention},
                                               {"conventions", cls::Convention},
                                               {"protocol", cls::Protocol},
                                               {"protocols", cls::Protocol},
                                               {"memorandum", cls::Memorandum},
                                               {"memoranda", cls::Memorandum},
                                               {"pact", cls::Pact},
                                               {"pacts", cls::Pact},
                                               {"accord", cls::Accord},
                                               {"accords", cls::Accord},
                                               {"charter", cls::Charter},
                                               {"covenant", cls::Covenant},
                                               {"covenants", cls::Covenant},
                                               {"communique", cls::Communique},
                                               {"communiques", cls::Communique},
                                               {"statute", cls::Statute},
                                               {"statement", cls::JointStatement},
                                               {"armistice", cls::Agreement},
                                               {"assurances", cls::Agreement},
                                               {"agreement", cls::Agreement},
                                               {"agreements", cls::Agreement}}};
    for (const auto& row : rows)
      if (row.word == head) return row.type;
    return cls::Agreement;
  }

  /// The words that tell agreements of one kind apart: without the head, function words, parties and dates, in alphabetical order.
  std::string core_of(std::uint32_t first, std::uint32_t end) {
    std::vector<std::string> content;
    std::uint32_t i = first;
    while (i < end) {
      if (dates_.can_begin(tokens_[i]))
        if (const auto date = dates_.read(document_, i, end)) {
          i = date->end_token;
          continue;
        }
      const std::uint32_t saved = end_;
      end_ = end;
      const NameHit hit = longest_name(i);
      end_ = saved;
      bool state = false;
      for (const auto payload : hit.payloads) {
        const CatalogName& n = catalog_.names()[payload];
        state |= n.entry != no_entry && (catalog_[n.entry].cls == cls::State) && n.kind != NameKind::weak && n.kind != NameKind::capital;
      }
      if (state && hit.end <= end) {
        i = hit.end;
        continue;
      }
      const Token& t = tokens_[i];
      if (t.kind == TokenKind::word && !w_.connectors.has(t.word) && !w_.agreement_heads.has(t.word) && !w_.countries_of.has(t.word))
        content.push_back(fold_word(document_.text(t)));
      ++i;
    }
    std::sort(content.begin(), content.end());
    content.erase(std::unique(content.begin(), content.end()), content.end());
    return fmt::format("{}", fmt::join(content, " "));
  }

  void add_agreement(const TitleSpan& span, const NameHit& whole, const std::vector<std::pair<std::uint32_t, EntityIndex>>& named,
                     const std::string& year) {
    const std::string label = words(span.first, span.end);
    const std::string head = fold_word(document_.text(tokens_[span.head]));
    // Parties: what stands in the title's "between" or before its head, not what it is about.
    std::vector<EntityIndex> parties;
    std::uint32_t between = no_token;
    for (std::uint32_t i = span.first; i < span.end; ++i)
      if (tokens_[i].word == w_.between) {
        between = i;
        break;
      }
    std::vector<EntityIndex> before_head;
    for (const auto& [token, entity] : named) {
      if (token < span.head) before_head.push_back(entity);
      if (between != no_token && token > between && party_position(between, token, span)) add_unique(parties, entity);
    }
    std::erase_if(before_head, [&](EntityIndex e) { return analysis_.entities[e].cls != cls::State; });
    if (parties.empty() && before_head.size() >= 2)
      for (const EntityIndex e : before_head) add_unique(parties, e);
    EntityIndex index = no_entity;
    std::uint32_t name_end = span.end;
    // A name of the gazetteer, from the start or the first capital on.
    const EntryId entry = listed_agreement(span, whole, parties, name_end);
    const bool is_law = head == "act" || head == "code";
    if (entry != no_entry) {
      index = entity_of(entry);
    } else {
      const std::string core = core_of(span.first, span.end);
      if (const auto alias = aliases_.find(fold_name(label)); alias != aliases_.end()) index = alias->second;
      if (index == no_entity) index = same_agreement(core, parties, head, year);
      // "the Memorandum of Cooperation" behind the full title of one
      if (index == no_entity && parties.empty() && (core.empty() || core == "cooperation" || core == "understanding"))
        for (const auto& known : agreements_) {
          if (known.head != head) continue;
          if (index != no_entity && index != known.entity) {
            index = no_entity;
            break;
          }
          index = known.entity;
        }
      if (index == no_entity) {
        Entity entity;
        entity.cls = is_law && between == no_token && !is_final_act(span) ? ClassId{cls::Instrument} : ClassId{cls::Agreement};
        entity.type = entity.cls == cls::Instrument ? ClassId{cls::NationalLaw} : type_of_head(head);
        entity.label = label;
        index = add_entity(std::move(entity));
        agreements_.push_back({index, core, head});
      } else {
        Entity& known = analysis_.entities[index];
        if (label.size() > known.label.size() && known.entry == no_entry) {
          known.names.push_back(known.label);
          known.label = label;
        }
      }
    }
    Entity& entity = analysis_.entities[index];
    for (const EntityIndex party : parties) add_unique(entity.parties, party);
    if (entity.date.empty()) entity.date = year;
    met(index, label);
    if (year.size() == 4 && label.size() > 5) {
      // The name without its year is a name too.
      std::string bare = label;
      if (bare.starts_with(year))
        bare = bare.substr(5);
      else if (bare.ends_with(" of " + year))
        bare.resize(bare.size() - 8);
      if (bare != label && bare.find(' ') != std::string::npos) met(index, bare);
    }
    Mention& mention = add_mention(span.first, span.end, MentionKind::agreement, index);
    mention.name_first = span.head;
    const Span evidence = sentence_->span;
    if (entity.cls == cls::Agreement) {
      for (const EntityIndex party : parties) claim(index, prop::hasParty, party, "title-parties", evidence);
      const std::string folded = " " + fold_name(label) + " ";
      if (parties.size() == 2 &&
          (folded.find(" mutual defense ") != std::string::npos || folded.find(" collective defense ") != std::string::npos))
        claim(index == no_entity ? index : parties[0], prop::hasDefencePactWith, parties[1], "defence-pact-by-title", evidence);
      if (!year.empty() && !analysis_.entities[index].label.empty()) claim_date(index, prop::signedOn, year, "title-date", evidence);
    }
    bracketed_alias(span.end, index);
  }

  bool is_final_act(const TitleSpan& span) const {
    // "Final Act", "Founding Act", "Foundation Act of the … Union" are agreements; other acts are laws.
    for (std::uint32_t i = span.first; i < span.head; ++i) {
      const std::string word = fold_word(document_.text(tokens_[i]));
      if (word == "final" || word == "founding" || word == "foundation" || word == "general" || word == "constitutive") return true;
    }
    return false;
  }

  static void add_unique(std::vector<EntityIndex>& list, EntityIndex entity) {
    if (std::find(list.begin(), list.end(), entity) == list.end()) list.push_back(entity);
  }

  /// Parties follow "between" until the title turns to its subject ("on", "concerning", "for").
  bool party_position(std::uint32_t between, std::uint32_t token, const TitleSpan& span) const {
    for (std::uint32_t i = between + 1; i < token && i < span.end; ++i)
      if (tokens_[i].word == w_.on || tokens_[i].word == w_.for_ || tokens_[i].word == w_.to ||
          (w_.stoppers.has(tokens_[i].word) && !capital(i)) || concerning(i))
        return false;
    return true;
  }
  bool concerning(std::uint32_t i) const {
    const std::string_view word = document_.text(tokens_[i]);
    return word == "concerning" || word == "regarding" || word == "relating" || word == "Concerning" || word == "Regarding" || word == "in";
  }

  EntryId listed_agreement(const TitleSpan& span, const NameHit& whole, const std::vector<EntityIndex>& parties, std::uint32_t& name_end) {
    const auto pick = [&](const NameHit& hit) {
      for (const auto payload : hit.payloads) {
        const CatalogName& n = catalog_.names()[payload];
        if (n.entry == no_entry || n.kind == NameKind::weak) continue;
        const ClassId cls = catalog_[n.entry].cls;
        if (cls == cls::Agreement || cls == cls::Instrument) return n.entry;
      }
      return no_entry;
    };
    if (const EntryId entry = pick(whole); entry != no_entry && covers_title(span, span.first, whole.end))
      return name_end = whole.end, entry;
    for (std::uint32_t i = span.first + 1; i <= span.head; ++i) {
      const std::uint32_t saved = end_;
      end_ = span.end;
      const NameHit hit = longest_name(i);
      end_ = saved;
      if (const EntryId entry = pick(hit); entry != no_entry && hit.end > span.head && covers_title(span, i, hit.end))
        return name_end = hit.end, entry;
    }
    // By a shared name and the same parties: "Mutual Defense Treaty between X and Y".
    if (parties.size() >= 2) {
      for (std::uint32_t i = span.first; i <= span.head; ++i) {
        hits_.clear();
        catalog_.name_trie().find(std::span(tokens_).subspan(i, span.end - i), hits_);
        std::vector<NameTrie::Hit> found = hits_;
        for (const auto& hit : found) {
          if (i + hit.length <= span.head) continue;
          const CatalogName& n = catalog_.names()[hit.payload];
          if (n.entry == no_entry || catalog_[n.entry].cls != cls::Agreement) continue;
          if (same_parties(catalog_[n.entry].parties, parties)) return n.entry;
        }
      }
    }
    return no_entry;
  }

  /// Whether a gazetteer's name says all that the title says, but for its date and parties.
  bool covers_title(const TitleSpan& span, std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t i = span.first; i < first; ++i)
      if (tokens_[i].kind == TokenKind::word && !is_state_name(i)) return false;
    for (std::uint32_t i = end; i < span.end; ++i) {
      const Token& t = tokens_[i];
      if (t.kind != TokenKind::word || w_.connectors.has(t.word)) continue;
      if (t.word == w_.between) return true;
      return false;
    }
    return true;
  }

  bool same_parties(const std::vector<EntryId>& listed, const std::vector<EntityIndex>& named) const {
    if (listed.size() != named.size()) return false;
    return std::all_of(named.begin(), named.end(),
                       [&](EntityIndex e) { return std::find(listed.begin(), listed.end(), analysis_.entities[e].entry) != listed.end(); });
  }

  struct KnownAgreement {
    EntityIndex entity;
    std::string core, head;
  };

  EntityIndex same_agreement(const std::string& core, const std::vector<EntityIndex>& parties, const std::string& head,
                             const std::string& year) const {
    for (const auto& known : agreements_) {
      if (known.core != core || known.head != head) continue;
      const Entity& entity = analysis_.entities[known.entity];
      if (!year.empty() && !entity.date.empty() && entity.date.substr(0, 4) != year.substr(0, 4)) continue;
      if (!parties.empty() && !entity.parties.empty()) {
        std::set<EntityIndex> a(parties.begin(), parties.end()), b(entity.parties.begin(), entity.parties.end());
        if (a != b) continue;
      }
      return known.entity;
    }
    return no_entity;
  }

  // --- Resolutions ----------------------------------------------------------------------------------------------------

  /// The United Nations' organs and other councils and assemblies; not every body that a sentence names beside a resolution.
  [[nodiscard]] bool adopts_resolutions(EntityIndex body) const {
    const std::string name = fold_name(analysis_.entities[body].label);
    for (const std::string_view end :
         {"council", "assembly", "parliament", "conference", "united nations", "union", "congress", "senate", "nations"})
      if (name.ends_with(end)) return true;
    return false;
  }

  /// "resolutions 1739 (2007), 1765 (2007) and 1795 (2008)": the numbers behind the first.
  [[nodiscard]] bool listed_resolution(std::uint32_t i) const {
    if (resolution_end_ == 0 || tokens_[i].kind != TokenKind::number || i <= resolution_end_ || i > resolution_end_ + 2) return false;
    for (std::uint32_t k = resolution_end_; k < i; ++k)
      if (!is(k, w_.comma) && !is(k, w_.and_)) return false;
    if (i + 2 < end_ && document_.text(tokens_[i + 1]) == "/" && joined(i + 1) && tokens_[i + 2].kind == TokenKind::number) return true;
    return is(i + 1, w_.open) && i + 3 < end_ && tokens_[i + 2].kind == TokenKind::number &&
           tokens_[i + 2].end - tokens_[i + 2].begin == 4 && is(i + 3, w_.close);
  }

  /// The organ whose resolution or minutes the document begins with: a number without an organ is one of its own.
  [[nodiscard]] EntityIndex organ_of_document() const {
    for (const char* id : {"un-security-council", "un-general-assembly"}) {
      const EntryId entry = catalog_.find(cls::Organization, id);
      const auto known = entry == no_entry ? by_entry_.end() : by_entry_.find(entry);
      if (known == by_entry_.end()) continue;
      for (const Mention& mention : analysis_.mentions)
        if (mention.entity == known->second && mention.first_token < 60) return known->second;
    }
    return no_entity;
  }

  /// "Security Council resolution 1540 (2004)", "Resolution 47/139", "S/RES/1718 (2006)". A bare number without an organ is the document's
  /// own.
  std::uint32_t resolution(std::uint32_t i) {
    std::uint32_t k = i;
    EntityIndex organ = no_entity;
    std::string number;
    const std::string_view word = document_.text(tokens_[i]);
    if ((word == "S" || word == "A") && i + 4 < end_ && document_.text(tokens_[i + 1]) == "/" && document_.text(tokens_[i + 2]) == "RES" &&
        document_.text(tokens_[i + 3]) == "/") {
      number = document_.text(tokens_[i + 4]);
      k = i + 5;
      if (k + 1 < end_ && document_.text(tokens_[k]) == "/" && joined(k))
        number += "/" + std::string(document_.text(tokens_[k + 1])), k += 2;
      const EntryId entry = catalog_.find(cls::Organization, word == "S" ? "un-security-council" : "un-general-assembly");
      if (entry != no_entry) organ = entity_of(entry);
    } else if (listed_resolution(i) || ((tokens_[i].word == w_.resolution || word == "resolutions" || word == "Resolutions") &&
                                        i + 1 < end_ && tokens_[i + 1].kind == TokenKind::number)) {
      const std::uint32_t at = tokens_[i].kind == TokenKind::number ? i : i + 1;
      number = document_.text(tokens_[at]);
      k = at + 1;
      if (k + 1 < end_ && tokens_[k + 1].kind == TokenKind::number && joined(k) && joined(k + 1) &&
          (is(k, w_.hyphen) || document_.text(tokens_[k]) == "/")) {
        number += "/" + std::string(document_.text(tokens_[k + 1]));
        k += 2;
      }
      // The organ stands right before, or began the sentence's list of resolutions.
      for (std::size_t m = analysis_.mentions.size(); m-- > 0;) {
        const Mention& mention = analysis_.mentions[m];
        if (mention.first_token < begin_ || mention.entity == no_entity) break;
        if (mention.kind == MentionKind::organisation && adopts_resolutions(mention.entity)) {
          organ = mention.entity;
          break;
        }
      }
    } else {
      return i;
    }
    if (k + 2 < end_ && is(k, w_.open) && is(k + 2, w_.close)) {
      // "1540 (2004)" is the Security Council's way of numbering, "2625 (XXV)" was the General Assembly's.
      const std::string_view session = document_.text(tokens_[k + 1]);
      const bool year = tokens_[k + 1].kind == TokenKind::number && session.size() == 4;
      if (organ == no_entity && number.find_first_of("/-") == std::string::npos && (year || roman_value(session) > 0)) {
        const EntryId entry = catalog_.find(cls::Organization, year ? "un-security-council" : "un-general-assembly");
        if (entry != no_entry) organ = entity_of(entry);
      }
      if (tokens_[k + 1].kind == TokenKind::number) k += 3;
    }
    resolution_end_ = k;
    if (organ == no_entity) organ = organ_of_document();
    const std::string label = organ == no_entity ? "Resolution " + number : analysis_.entities[organ].label + " Resolution " + number;
    const EntityIndex index = unlisted(cls::Instrument, cls::Resolution, label, fold_name(label));
    if (organ == no_entity) analysis_.entities[index].known_in_full = false;
    met(index, words(i, k));
    met(index, "Resolution " + number);
    add_mention(i, k, MentionKind::agreement, index);
    return k;
  }

  std::uint32_t act_of_union(std::uint32_t i) {
    const auto act = read_act(document_, i, end_);
    if (!act) return i;
    const EntityIndex index = unlisted(cls::Instrument, cls::Instrument, act->label, fold_name(act->label));
    met(index, words(i, act->end_token));
    add_mention(i, act->end_token, MentionKind::agreement, index);
    return act->end_token;
  }

  // --- Publications ---------------------------------------------------------------------------------------------------

  /// "titled “X”", "entitled X: Y": the title of an article or book.
  std::uint32_t publication(std::uint32_t i) {
    if (!w_.titled.has(tokens_[i].word) || i + 2 >= end_) return i;
    std::uint32_t first = i + 1, end = first;
    if (is(first, w_.comma)) ++first;
    if (is(first, w_.quote)) {
      end = ++first;
      while (end < end_ && !is(end, w_.quote) && end - first < 40) ++end;
      if (!is(end, w_.quote)) return i;
    } else {
      // Capitals and the small words between them.
      std::uint32_t k = end = first;
      while (k < end_ && k - first < 40) {
        if (tokens_[k].kind != TokenKind::punctuation && (capital(k) || tokens_[k].kind == TokenKind::number))
          end = ++k;
        else if (w_.connectors.has(tokens_[k].word) || is(k, w_.hyphen) || is(k, w_.colon) || is(k, w_.possessive) ||
                 (is(k, w_.comma) && capital(k + 1)))
          ++k;
        else
          break;
      }
    }
    if (end < first + 2 || !capital(first)) return i;
    std::uint32_t last = end;
    while (last > first && tokens_[last - 1].kind == TokenKind::punctuation) --last;
    const std::string label = words(first, last);
    const EntityIndex index = unlisted(cls::Publication, cls::Publication, label, fold_name(label));
    met(index, label);
    add_mention(first, last, MentionKind::name, index);
    return is(end, w_.quote) ? end + 1 : end;
  }

  // --- Organisations --------------------------------------------------------------------------------------------------

  std::uint32_t organisation_by_pattern(std::uint32_t first, const NameHit& name) {
    if (!name_word(first) || tokens_[first].kind != TokenKind::word) return first;
    // A run of capitalised words with a head noun, then "of/for (the) …" with capitals.
    std::uint32_t i = first, head = no_token;
    std::uint32_t capitals = 0;
    while (i < end_) {
      if (name_word(i) && (i == first || joined_by_space(i) || tokens_[i - 1].word == w_.hyphen)) {
        if (w_.organisation_heads.has(tokens_[i].word)) head = i;
        ++capitals;
        ++i;
        continue;
      }
      if (tokens_[i].word == w_.hyphen && joined(i) && joined(i + 1) && capital(i + 1)) {
        ++i;
        continue;
      }
      if (i > first && (is(i, w_.and_) || document_.text(tokens_[i]) == "&") && name_word(i + 1) && head == no_token &&
          !is_state_name(i + 1) && !is_state_name(first) && i - first <= 6) {
        // "Foreign and Commonwealth Office"
        std::uint32_t k = i + 1;
        bool has_head = false;
        while (k < end_ && name_word(k)) has_head |= w_.organisation_heads.has(tokens_[k++].word);
        if (!has_head) break;
        ++i;
        continue;
      }
      if (is(i, w_.possessive) && i > first && i + 1 < end_ && name_word(i + 1) && name.payloads.empty() && head == no_token) break;
      break;
    }
    if (head == no_token) return first;
    std::uint32_t end = i;
    if (head + 1 < end) {
      // Capitals behind the head: part of the name only where the head is not last ("Security Council Resolution"), or where a party is
      // named with its state ("Pirate Party Germany").
      end = head + 1;
      if (is(head, w_.party) && end < end_ && is_state_name(end) && !is(longest_name(end).end, w_.possessive)) end = longest_name(end).end;
    }
    while (end < end_ &&
           (is(end, w_.of) || is(end, w_.for_) || (is(end, w_.and_) && end > head + 1 && capital(end + 1) && !is_state_name(end + 1)) ||
            (is(end, w_.comma) && end > head + 1 && list_of_portfolios(end)) || is(end, w_.on))) {
      std::uint32_t k = end + 1;
      if (is(k, w_.the)) ++k;
      if (is(k, w_.and_)) ++k;
      if (!name_word(k) || dates_.read(document_, k, end_)) break;
      const NameHit inner = longest_name(k);
      if (!inner.payloads.empty()) {
        k = inner.end;
      }
      while (k < end_ && name_word(k) && joined_by_space(k) && !(catalog_.given_name(tokens_[k].word) == 2 && capital(k + 1))) ++k;
      if (k - end > 12) break;
      end = k;
    }
    // What the gazetteers know as well or better is theirs.
    if (!name.payloads.empty() && name.end >= end) return first;
    if (capitals < 2 && end == head + 1) return first;
    if (title_case_) return first;
    // "Government of X", "State Department" and other listed ones inside.
    if (first == begin_ && capitals == 1) return first;
    // "the Finnish Green League": a listed body with its state's adjective before it.
    if (const EntryId body = state_before_listed_body(first, end); body != no_entry) {
      const EntityIndex index = entity_of(body);
      met(index, words(longest_name(first).end, end));
      add_mention(first, end, MentionKind::organisation, index);
      if (name_of_state(first)) analysis_.entities[entity_of(*name_of_state(first))].named = true;
      bracketed_alias(end, index);
      return end;
    }
    const std::string label = words(first, end);
    // A state at the start owns it: "Hungarian Foreign Ministry".
    const EntityIndex index = unlisted(cls::Organization, organisation_type(head), label, fold_name(label));
    met(index, label);
    add_mention(first, end, MentionKind::organisation, index);
    if (name_of_state(first)) analysis_.entities[entity_of(*name_of_state(first))].named = true;
    bracketed_alias(end, index);
    return end;
  }

  /// "a member of the Canarian Coalition", "representing the … League": people belong to it, or speak for it.
  [[nodiscard]] bool has_members(std::uint32_t head) const {
    std::uint32_t i = head;
    while (i > begin_ && capital(i - 1)) --i;
    if (i > begin_ && is(i - 1, w_.the)) --i;
    if (i < begin_ + 1) return false;
    const std::string before = fold_word(document_.text(tokens_[i - 1]));
    if (before == "representing") return true;
    if (before != "of" || i < begin_ + 2) return false;
    const std::string role = fold_word(document_.text(tokens_[i - 2]));
    return role == "member" || role == "leader" || role == "candidate" || role == "politician" || role == "chairman" || role == "founder";
  }

  /// The entry of [first, end) without the state's adjective that it begins with, if that is the name of one of that state's bodies.
  [[nodiscard]] EntryId state_before_listed_body(std::uint32_t first, std::uint32_t end) {
    const NameHit adjective = longest_name(first);
    EntryId state = no_entry;
    for (const auto payload : adjective.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry != no_entry && n.kind == NameKind::adjective && catalog_[n.entry].cls == cls::State) state = n.entry;
    }
    if (state == no_entry || adjective.end >= end) return no_entry;
    const NameHit body = longest_name(adjective.end);
    if (body.end != end) return no_entry;
    for (const auto payload : body.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry != no_entry && catalog_[n.entry].cls == cls::Organization && catalog_[n.entry].country == state) return n.entry;
    }
    return no_entry;
  }

  bool list_of_portfolios(std::uint32_t comma) const { return capital(comma + 1) && (is(comma + 2, w_.and_) || is(comma + 2, w_.comma)); }

  ClassId organisation_type(std::uint32_t head) {
    const std::string word = fold_word(document_.text(tokens_[head]));
    if (word == "party" || (w_.party_heads.has(tokens_[head].word) && political())) return cls::PoliticalParty;
    if (word == "coalition" || word == "rally" || word == "league" || word == "bloc" || word == "front" || word == "convergence")
      if (has_members(head)) return cls::PoliticalParty;
    if (word == "ministry" || word == "department" || word == "bureau" || word == "parliament" || word == "senate" || word == "army" ||
        word == "navy" || word == "cabinet" || word == "embassy" || word == "agency" || word == "directorate")
      return cls::GovernmentBody;
    if (word == "institute" || word == "university" || word == "academy" || word == "center") return cls::ResearchInstitute;
    return cls::Organization;
  }

  // --- Political parties and what they stand for ------------------------------------------------------------------------

  /// An ideology by its name, or by an adjective before the noun of a party ("a conservative, pro-European party").
  bool ideology(const CatalogName& name, std::uint32_t first, std::uint32_t end) {
    if (name.kind == NameKind::adjective && !before_party_noun(end)) return false;
    // It is worth a node only where a claim speaks of it.
    add_mention(first, end, MentionKind::name, entity_of(name.entry));
    return true;
  }

  [[nodiscard]] bool before_party_noun(std::uint32_t i) const {
    for (std::uint32_t k = i; k < end_ && k - i < 9; ++k) {
      if (lower(k) && (w_.party_nouns.has(tokens_[k].word) || w_.party_possessions.has(tokens_[k].word))) return true;
      if (is(k, w_.comma) || is(k, w_.hyphen) || is(k, w_.and_)) continue;
      if (!is_word(k) || w_.connectors.has(tokens_[k].word) || w_.stoppers.has(tokens_[k].word)) return false;
    }
    return false;
  }

  /// "Catalan nationalism"; "Scottish independence" where somebody supports it.
  std::uint32_t national_cause(std::uint32_t i, const NameHit& name) {
    if (!capital(i) || !is_word(i) || w_.not_names.has(tokens_[i].word)) return i;
    const std::uint32_t at = std::max(i + 1, name.end);
    if (at >= end_ || !lower(at) || !w_.national_causes.has(tokens_[at].word)) return i;
    const bool state = is_state_name(i);
    if (is(at, w_.independence) || !state) {
      bool advocated = false;
      for (std::uint32_t k = i; k-- > begin_ && i - k < 7;) advocated |= w_.advocacy.has(tokens_[k].word);
      if (!advocated && (is(at, w_.independence) || !political())) return i;
    }
    if (state)
      if (const auto entry = name_of_state(i)) analysis_.entities[entity_of(*entry)].named = true;
    const std::string label = words(i, at + 1);
    add_mention(i, at + 1, MentionKind::name, unlisted(cls::Topic, cls::Ideology, label, fold_name(label)));
    return at + 1;
  }

  /// Whether the sentence speaks of party politics.
  [[nodiscard]] bool political() {
    for (std::uint32_t i = begin_; i < end_; ++i)
      if (lower(i) && (w_.politics.has(tokens_[i].word) || creed_at(i) ||
                       (w_.national_causes.has(tokens_[i].word) && !is(i, w_.independence) && i > begin_ && capital(i - 1))))
        return true;
    for (std::uint32_t i = begin_ + 1; i + 1 < end_; ++i)
      if (is(i + 1, w_.independence) && capital(i) && w_.advocacy.has(tokens_[i - 1].word)) return true;
    return false;
  }

  /// The name (no adjective) of an ideology.
  [[nodiscard]] bool creed_at(std::uint32_t i) {
    const NameHit hit = longest_name(i);
    return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
      const CatalogName& n = catalog_.names()[payload];
      return n.entry != no_entry && n.kind == NameKind::name && catalog_[n.entry].type == cls::Ideology;
    });
  }

  /// Behind a bracket at `i`, if there is one.
  [[nodiscard]] std::uint32_t behind_bracket(std::uint32_t i) const {
    while (is(i, w_.open)) {
      std::uint32_t k = i + 1, depth = 1;
      while (k < end_ && depth > 0) depth += is(k, w_.open) ? 1U : is(k, w_.close) ? ~0U : 0U, ++k;
      if (depth > 0) return i;
      i = k;
    }
    return i;
  }

  /// A run of capitalised words, with small connecting words between them.
  [[nodiscard]] std::uint32_t capital_run(std::uint32_t i) const {
    std::uint32_t k = i, end = i;
    while (k < end_ && k - i < 12) {
      if (is_word(k) && capital(k)) {
        end = ++k;
      } else if (k > i && (w_.connectors.has(tokens_[k].word) || catalog_.name_particle(tokens_[k].word) || is(k, w_.hyphen) ||
                           is(k, w_.apostrophe) || is(k, w_.possessive))) {
        ++k;
      } else {
        break;
      }
    }
    return end;
  }

  /// A name that the sentence itself says to be a party's: "X (…) is a … political party", "X's ideology", "the X party".
  std::uint32_t party_by_context(std::uint32_t i) {
    if (!capital(i) || !is_word(i) || w_.not_names.has(tokens_[i].word)) return i;
    if (i > begin_ && capital(i - 1) && is_word(i - 1) && !w_.not_names.has(tokens_[i - 1].word)) return i;
    const std::uint32_t end = capital_run(i);
    if (end == i) return i;
    // What the gazetteers know is theirs, with a word of the party behind it too ("the Labour party").
    const NameHit known = longest_name(i);
    if (!known.payloads.empty() && (known.end >= end || catalog_.names()[known.payloads[0]].kind == NameKind::name)) return i;
    if (end > i + 1 && state_before_listed_body(i, end) != no_entry) return i;
    std::uint32_t k = end;
    bool party = is(k, w_.possessive) && k + 1 < end_ && (w_.party_possessions.has(tokens_[k + 1].word) || creed_at(k + 1));
    if (!party && lower(k) && !w_.connectors.has(tokens_[k].word)) {
      // "the Projet Montréal party", "the Union Montreal municipal political party"
      for (std::uint32_t n = k; n < end_ && n - k < 3 && lower(n) && !party; ++n)
        party = is(n, w_.party) && i > begin_ && is(i - 1, w_.the);
    }
    if (!party && (i == begin_ || (i == begin_ + 1 && is(begin_, w_.the)))) {
      k = behind_bracket(k);
      if (is(k, w_.comma)) {
        // ", also abbreviated as X,"
        std::uint32_t n = k + 1;
        while (n < end_ && !is(n, w_.comma) && n - k < 12) ++n;
        if (is(n, w_.comma)) k = n + 1;
      }
      if (k < end_ && w_.be.has(tokens_[k].word)) {
        const auto determiner = [&](std::uint32_t n) { return is(n, w_.a) || is(n, w_.an) || is(n, w_.the); };
        bool political = false;
        for (std::uint32_t n = k + 1; n < end_ && n - k < 16; ++n) {
          if (n == k + 1 && !determiner(n)) break;
          if (lower(n) && fold_word(document_.text(tokens_[n])) == "political") political = true;
          if (lower(n) && w_.party_nouns.has(tokens_[n].word)) {
            party = is(n, w_.party) || political;
            break;
          }
          if (is(n, w_.of) || is(n, w_.who) || w_.stoppers.has(tokens_[n].word)) break;
        }
      }
    }
    if (!party) return i;
    const std::string label = words(i, end);
    const EntityIndex index = unlisted(cls::Organization, cls::PoliticalParty, label, fold_name(label));
    analysis_.entities[index].type = cls::PoliticalParty;
    met(index, label);
    add_mention(i, end, MentionKind::organisation, index);
    bracketed_alias(end, index);
    return end;
  }

  // --- Persons and offices --------------------------------------------------------------------------------------------

  struct Office {
    std::uint32_t title = 0;
    bool plural = false;
    std::uint32_t first = 0, end = 0;     // of the title's own words
    std::vector<EntityIndex> holders_of;  // state or organisation that the words tie it to
    ModifierEffect effect = ModifierEffect::none;
    bool deputy = false;
    bool to = false;  // "ambassador to X"
    std::string modifier;
    std::string label;
    EntityIndex state_before = no_entity;
  };

  /// A title at `i`, its open part included.
  std::optional<Office> office_at(std::uint32_t i) {
    if (!catalog_.title_trie().begins(tokens_[i].word)) return std::nullopt;
    std::vector<NameTrie::Hit> hits;
    catalog_.title_trie().find(std::span(tokens_).subspan(i, end_ - i), hits);
    std::optional<Office> best;
    for (const auto& hit : hits) {
      const TitleName& name = catalog_.title_names()[hit.payload];
      std::uint32_t end = i + hit.length;
      // "President of the Republic of Korea": the title's last word begins the state's name.
      if (hit.length > 1 && longest_name(end - 1).end > end && is_state_name(end - 1)) continue;
      if (name.open) {
        std::uint32_t k = end;
        std::uint32_t last = end;
        if (is(k, w_.the)) ++k;
        while (k < end_) {
          if (capital(k) && is_word(k)) {
            if (k > i && is_state_name(k)) break;
            last = ++k;
          } else if ((is(k, w_.and_) || is(k, w_.comma)) && k + 1 < end_ &&
                     (capital(k + 1) || (is(k + 1, w_.and_) && capital(k + 2)) || (is(k + 1, w_.the) && capital(k + 2))) &&
                     last > i + hit.length && !office_start(k + 1) && !person_start(k + 1) && !apposed_person(k + 1)) {
            ++k;
          } else if ((is(k, w_.of) || is(k, w_.the)) && capital(k + 1) && !is_state_name(k + 1) && last > end) {
            ++k;
          } else {
            break;
          }
        }
        last = trim_person_name(i + hit.length, last);
        if (last == end) continue;
        // "chairman of the Democratic Green Party": of a body, which is no portfolio.
        bool body = false;
        for (std::uint32_t n = end; n < last && !body; ++n) body = is(n, w_.party) || w_.party_heads.has(tokens_[n].word);
        if (body && (is(end - 1, w_.of) || is(end - 1, w_.the))) continue;
        end = last;
      }
      if (!best || end > best->end || (end == best->end && !name.open)) {
        Office office;
        office.title = name.title;
        office.plural = name.plural;
        office.first = i;
        office.end = end;
        best = office;
      }
    }
    return best;
  }

  bool office_start(std::uint32_t i) {
    if (i >= end_ || !capital(i) || !catalog_.title_trie().begins(tokens_[i].word)) return false;
    // "…, Trade, and Water": a word that begins some title, but none here.
    std::vector<NameTrie::Hit> hits;
    catalog_.title_trie().find(std::span(tokens_).subspan(i, end_ - i), hits);
    const std::string word = fold_word(document_.text(tokens_[i]));
    return !hits.empty() && word != "trade" && word != "defense";
  }
  /// ", and Yasonna Laoly, Indonesia's Minister …": a name with its own office behind a comma.
  bool apposed_person(std::uint32_t i) {
    if (is(i, w_.and_)) ++i;
    std::uint32_t k = i;
    while (k < end_ && capital(k) && is_word(k) && k - i < 5) ++k;
    if (k < i + 2 || !is(k, w_.comma)) return false;
    ++k;
    if (is(k, w_.the)) ++k;
    const auto owner = k < end_ ? owner_at(k) : std::nullopt;
    return owner && owner->end < end_ && catalog_.title_trie().begins(tokens_[owner->end].word);
  }

  bool person_start(std::uint32_t i) const { return i < end_ && catalog_.given_name(tokens_[i].word) == 2 && capital(i); }

  /// The open part of a title ends where a person's name begins: at a given name, but not at its first word.
  std::uint32_t trim_person_name(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t k = first + 1; k < end; ++k)
      if (catalog_.given_name(tokens_[k].word) == 2 && k + 1 < end_ && (capital(k + 1) || catalog_.name_particle(tokens_[k + 1].word)) &&
          is_word(k + 1)) {
        std::uint32_t cut = k;
        while (cut > first && (tokens_[cut - 1].word == w_.and_ || tokens_[cut - 1].kind == TokenKind::punctuation)) --cut;
        return cut;
      }
    return end;
  }

  /// Words of a person's name from `i` on; no_token if none begins there. `titled`: a title stands before, so any capitals will do.
  std::uint32_t name_shape(std::uint32_t i, bool titled) {
    const bool initial = i < end_ && tokens_[i].end - tokens_[i].begin == 1 && capital(i + 1) && joined_by_space(i + 1);
    if (!capital(i) || !is_word(i) || (w_.not_names.has(tokens_[i].word) && !(titled && initial))) return no_token;
    // "President of Paraguay November 25", "general in the Myanmar Army"
    if (titled && (w_.organisation_heads.has(tokens_[i].word) || (dates_.can_begin(tokens_[i]) && dates_.read(document_, i, end_))))
      return no_token;
    const int family = catalog_.family_name(tokens_[i].word);
    int given = catalog_.given_name(tokens_[i].word);
    // "Oona A. Hathaway": an initial in the middle makes it a person's name.
    if (given == 0 && i + 2 < end_ && is_word(i + 1) && tokens_[i + 1].end - tokens_[i + 1].begin <= 2 && capital(i + 1) &&
        (tokens_[i + 1].has(token_flag::dotted) || is(i + 2, w_.dot)) && tokens_[i].end - tokens_[i].begin > 2 &&
        capital(tokens_[i + 1].has(token_flag::dotted) ? i + 2 : i + 3))
      given = 2;
    if (!titled && given == 0 && family == 0) return no_token;
    if (tokens_[i].has(token_flag::dotted) && !titled) return no_token;
    if (!titled && tokens_[i].has(token_flag::all_capitals) && tokens_[i].end - tokens_[i].begin <= 4) return no_token;
    std::uint32_t k = i, names = 0, last = i;
    while (k < end_ && names < 6) {
      const Token& t = tokens_[k];
      if (k > i && t.kind == TokenKind::word && !capital(k)) {
        // particles: "da", "von der"
        std::uint32_t p = k;
        while (p < end_ && lower(p) && catalog_.name_particle(tokens_[p].word) && !is(p, w_.in) && !is(p, w_.on) && p - k < 3) ++p;
        // "al-Nimr"
        if (lower(k) && tokens_[k].end - tokens_[k].begin <= 3 && is(k + 1, w_.hyphen) && joined(k + 1) && joined(k + 2) &&
            capital(k + 2)) {
          k += 2;
          continue;
        }
        if (p > k && p < end_ && capital(p) && tokens_[k].word != w_.of && tokens_[k].word != w_.and_ && tokens_[k].word != w_.the &&
            tokens_[k].word != w_.to) {
          k = p;
          continue;
        }
        break;
      }
      if (t.kind == TokenKind::word && capital(k)) {
        if (k > i && w_.not_names.has(t.word)) break;
        if (k > i && !tokens_[k].has(token_flag::space_before) && tokens_[k - 1].word != w_.hyphen && tokens_[k - 1].word != w_.apostrophe)
          break;
        if (k > i && (w_.organisation_heads.has(t.word) || (w_.agreement_heads.has(t.word) && !titled)) && names >= 1) return no_token;
        if (k > i && office_word(k)) break;
        // A state or other known thing ends a name, unless its word is also a family name here ("Michael Jordan").
        if (names >= 1 && known_other(k) && !(names == 1 && !titled && given > 0)) break;
        ++names;
        last = ++k;
        // hyphenated: "Ho-jin", "Jean-Luc"; the part behind may be in small letters
        while (k + 1 < end_ && tokens_[k].word == w_.hyphen && joined(k) && joined(k + 1) && is_word(k + 1)) {
          k += 2;
          last = k;
        }
        // "O'Brien", "N'Dour"
        if (k + 1 < end_ && tokens_[k].word == w_.apostrophe && joined(k) && joined(k + 1) && capital(k + 1) &&
            tokens_[k - 1].end - tokens_[k - 1].begin <= 2)
          ++k;
        continue;
      }
      break;
    }
    if (names == 0) return no_token;
    if (names == 1 && last == i + 1 && tokens_[i].has(token_flag::all_capitals) && tokens_[i].end - tokens_[i].begin > 2 && !title_case_ &&
        catalog_.given_name(tokens_[i].word) == 0)
      return no_token;
    if (!titled) {
      // "Paris Award", "Washington Principles": a place's name makes a person's only with a known family of names behind it.
      if (given == 1 && is_place_name(i) && !hyphenated(i, last)) return no_token;
      if (is(i + 1, w_.hyphen) && joined(i + 1) && capital(i + 2) && is_place_name(i)) return no_token;
      if (names == 1) {
        // One word: only a family name first with a hyphenated given name counts as two; else no.
        return no_token;
      }
      if (given == 0 && family < 2 && !hyphenated(i, last)) return no_token;
      if (given < 2 && family < 2 && !hyphenated(i, last) && (i == begin_ || title_case_)) return no_token;
      if (title_case_ && given < 2) return no_token;
    }
    return last;
  }

  [[nodiscard]] bool listed_person(const NameHit& hit) const {
    return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
      const CatalogName& n = catalog_.names()[payload];
      return n.entry != no_entry && n.ambiguity < 0 && n.kind != NameKind::weak && catalog_[n.entry].cls == cls::Person;
    });
  }

  [[nodiscard]] bool is_place_name(std::uint32_t i) {
    const NameHit hit = longest_name(i);
    return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
      const CatalogName& n = catalog_.names()[payload];
      return n.kind == NameKind::capital || n.place != no_entry || (n.entry != no_entry && catalog_[n.entry].cls == cls::Place);
    });
  }

  bool hyphenated(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t i = first; i < end; ++i)
      if (tokens_[i].word == w_.hyphen && i + 1 < end && !capital(i + 1)) return true;
    return false;
  }

  // A word that begins an office in capitals: it ends the name before it.
  bool office_word(std::uint32_t i) {
    const auto office = office_at_cached(i);
    return office && catalog_.titles()[office->title].kind != TitleKind::address && !catalog_.given_name(tokens_[i].word);
  }
  std::optional<Office> office_at_cached(std::uint32_t i) {
    if (!catalog_.title_trie().begins(tokens_[i].word)) return std::nullopt;
    return office_at(i);
  }

  bool known_other(std::uint32_t i) {
    const NameHit hit = longest_name(i);
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry == no_entry) continue;
      const ClassId cls = catalog_[n.entry].cls;
      if ((cls == cls::State && n.kind != NameKind::weak && n.kind != NameKind::capital) ||
          (cls == cls::Organization && n.kind != NameKind::weak))
        return true;
    }
    return false;
  }

  /// A state's adjective, name with possessive, or an organisation before an office: "South Korean", "Norway's", "NATO".
  struct Owner {
    std::uint32_t end = 0;
    std::vector<EntityIndex> entities;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> spans;
    std::vector<const CatalogName*> names;
  };

  /// The entry that an ambiguous name stands for at [first, end), by the first of its readings that holds.
  [[nodiscard]] EntryId meaning(const CatalogName& name, std::uint32_t first, std::uint32_t end) const {
    for (const Reading& reading : catalog_.ambiguities()[static_cast<std::size_t>(name.ambiguity)].readings)
      if (holds(reading, first, end)) return reading.entry;
    return no_entry;
  }

  [[nodiscard]] bool same_form_follows(std::uint32_t i, NameKind kind) {
    const NameHit hit = longest_name(i);
    return std::any_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
      const NameKind other = catalog_.names()[payload].kind;
      return (other == NameKind::adjective) == (kind == NameKind::adjective);
    });
  }

  std::optional<Owner> owner_at(std::uint32_t i) {
    Owner owner;
    std::uint32_t k = i;
    while (k < end_) {
      const NameHit hit = longest_name(k);
      const CatalogName* found = nullptr;
      EntryId meant = no_entry;
      for (const auto payload : hit.payloads) {
        const CatalogName& n = catalog_.names()[payload];
        if (n.kind == NameKind::weak || n.kind == NameKind::demonym || n.kind == NameKind::capital) continue;
        // An ambiguous name ("Dominican") is what the sentence says it is.
        const EntryId entry = n.ambiguity < 0 ? n.entry : meaning(n, k, hit.end);
        if (entry == no_entry) continue;
        const ClassId cls = catalog_[entry].cls;
        if (cls != cls::State && cls != cls::Organization) continue;
        if (found == nullptr || rank(n) < rank(*found)) found = &n, meant = entry;
      }
      if (found == nullptr) break;
      owner.spans.emplace_back(k, hit.end);
      owner.names.push_back(found);
      owner.entities.push_back(meant);
      k = hit.end;
      if (is(k, w_.possessive) || (is(k, w_.apostrophe) && joined(k))) ++k;
      owner.end = k;
      // "Norwegian and Chilean ministers", "of Norway and Chile"; not "of the Council and French President X"
      if (is(k, w_.and_) && k + 1 < end_ && same_form_follows(k + 1, found->kind)) {
        ++k;
        continue;
      }
      break;
    }
    if (owner.spans.empty()) return std::nullopt;
    return owner;
  }

  /// Reads modifiers ("former", "acting") from `i` on.
  std::uint32_t modifiers(std::uint32_t i, ModifierEffect& effect) {
    while (i < end_ && catalog_.modifier_trie().begins(tokens_[i].word)) {
      std::vector<NameTrie::Hit> hits;
      catalog_.modifier_trie().find(std::span(tokens_).subspan(i, end_ - i), hits);
      if (hits.empty()) break;
      const auto& hit = hits.back();
      const ModifierEffect found = catalog_.modifier_effect(hit.payload);
      // "vice" of a listed office ("Vice-President") is part of it.
      if (found == ModifierEffect::deputy)
        if (const auto office = office_at(i); office && office->end > i + hit.length) break;
      if (found != ModifierEffect::none && !(effect == ModifierEffect::past && found == ModifierEffect::acting)) effect = found;
      i += hit.length;
      if (is(i, w_.hyphen)) ++i;
    }
    return i;
  }

  std::uint32_t person_or_position(std::uint32_t i) {
    // [modifiers] [owner] [modifiers] office [of owner] {, and} [office …] name
    std::uint32_t k = i;
    ModifierEffect effect = ModifierEffect::none;
    std::vector<Office> offices;
    Owner owner_before;
    bool have_owner = false;
    if (!catalog_.title_trie().begins(tokens_[i].word) && !catalog_.modifier_trie().begins(tokens_[i].word) &&
        !catalog_.name_trie().begins(tokens_[i].word) && !w_.ordinals.has(tokens_[i].word))
      return i;
    while (k < end_ && w_.ordinals.has(tokens_[k].word)) ++k;
    k = modifiers(k, effect);
    if (auto owner = owner_at(k)) {
      ModifierEffect inner = effect;
      const std::uint32_t next = modifiers(owner->end, inner);
      const bool after_place = k == i && i > begin_ && (is(i - 1, w_.in) || is(i - 1, w_.at) || is(i - 1, w_.to) || is(i - 1, w_.near)) &&
                               owner->end < end_ && owner->names.back()->kind == NameKind::name &&
                               catalog_[owner->entities.back()].cls == cls::State && !is(owner->end - 1, w_.possessive);
      if (next < end_ && office_at(next) && !after_place) {
        owner_before = *owner;
        have_owner = true;
        effect = inner;
        k = next;
      }
    }
    std::uint32_t end = k;
    if (!have_owner && k < end_)
      if (const auto saint = office_at(k)) {
        // "Saint Vincent and the Grenadines" is no saint.
        const NameHit listed = longest_name(k);
        if (listed.end >= std::max(saint->end, k + 2) &&
            std::any_of(listed.payloads.begin(), listed.payloads.end(), [&](std::uint32_t payload) {
              const CatalogName& n = catalog_.names()[payload];
              return n.entry != no_entry && catalog_[n.entry].cls == cls::State &&
                     (n.kind == NameKind::name || n.kind == NameKind::adjective);
            }))
          return i;
      }
    while (k < end_) {
      auto office = office_at(k);
      if (!office) break;
      office->effect = effect;
      k = office->end;
      // "-elect", "-designate"
      if (is(k, w_.hyphen) && joined(k) && k + 1 < end_ &&
          (tokens_[k + 1].word == w_.elect || document_.text(tokens_[k + 1]) == "designate")) {
        office->effect = ModifierEffect::future;
        k += 2;
      }
      if (catalog_.titles()[office->title].kind != TitleKind::address) read_holders(*office, k);
      offices.push_back(*office);
      end = k;
      // a second office: "Vice President and Foreign Minister X", "President of the Council, Foreign Minister X"
      std::uint32_t n = k;
      if (is(n, w_.and_) || is(n, w_.comma)) ++n;
      if (is(n, w_.and_)) ++n;
      ModifierEffect next_effect = ModifierEffect::none;
      const std::uint32_t m = modifiers(n, next_effect);
      // An owner between them belongs to the next office: "Foreign Policy Advisor, U.S. Southern Command X" is read by read_holders.
      if (m < end_ && capital(m) && office_at(m) && m > k - 1) {
        effect = next_effect;
        k = m;
        continue;
      }
      break;
    }
    if (offices.empty()) return i;
    // "Minister of Trade" read with a name behind it, or the office alone.
    if (is(k, w_.comma) && false) ++k;
    std::uint32_t name = k;
    const bool strong = !offices.empty();
    std::uint32_t name_end = name < end_ && strong ? name_shape(name, titled_by(offices.back(), name)) : no_token;
    const bool address_only =
        std::all_of(offices.begin(), offices.end(), [&](const Office& o) { return catalog_.titles()[o.title].kind == TitleKind::address; });
    if (name_end != no_token && offices.back().plural && !address_only) {
      return person_list(i, offices, name);
    }
    if (name_end == no_token) {
      if (address_only) return i;
      // "the foreign ministers, Hugh Todd of Guyana and Yván Gil of Venezuela"
      if (offices.back().plural && is(k, w_.comma)) {
        const std::uint32_t first_end = name_shape(k + 1, true);
        if (first_end != no_token && is(first_end, w_.of) && first_end + 1 < end_) {
          std::uint32_t n = first_end + 1;
          if (is(n, w_.the)) ++n;
          if (owner_at(n)) return person_list(i, offices, k + 1);
        }
      }
      if (offices.back().plural && offices.back().holders_of.size() >= 2)
        if (const std::uint32_t end_of_list = respective_holders(i, k, offices.back()); end_of_list != no_token) return end_of_list;
      if (const std::uint32_t named = office_then_name(i, k, offices, have_owner ? &owner_before : nullptr); named != no_token)
        return named;
      return position_alone(i, offices, have_owner ? &owner_before : nullptr, end);
    }
    const EntityIndex person = person_named(name, name_end, !address_only);
    Mention& mention = add_mention(i, name_end, MentionKind::person, person);
    mention.name_first = name;
    mention.name_end = name_end;
    const std::size_t at = analysis_.mentions.size() - 1;
    std::uint32_t behind = name_end;
    if (!have_owner && !address_only && offices.back().holders_of.empty() && is(name_end, w_.of)) {
      // "President Blaise Compaoré of Burkina Faso"
      std::uint32_t n = name_end + 1;
      if (is(n, w_.the)) ++n;
      if (const auto owner = owner_at(n)) {
        for (std::size_t s = 0; s < owner->names.size(); ++s) offices.back().holders_of.push_back(mention_owner(*owner, s));
        behind = owner->end;
      }
    }
    attach_offices(person, offices, have_owner ? &owner_before : nullptr, name_end, i);
    analysis_.mentions[at].end_token = after_name(person, behind);
    return analysis_.mentions[at].end_token;
  }

  /// "Israel's foreign minister, Eli Cohen, …", "its secretary-general, Jasem Albudaiwi": an office and, between commas, who holds it.
  std::uint32_t office_then_name(std::uint32_t i, std::uint32_t k, std::vector<Office>& offices, const Owner* owner) {
    if (!is(k, w_.comma) || offices.back().plural || catalog_.titles()[offices.back().title].kind == TitleKind::address) return no_token;
    const std::uint32_t name = k + 1;
    if (name < end_ && office_at_cached(name)) return no_token;
    const std::uint32_t name_end = name_shape(name, true);
    if (name_end == no_token || (name_end < name + 2 && !persons_.contains(fold_name(words(name, name_end))))) return no_token;
    // Behind it the clause goes on; "… , X and Y" is a list of people.
    if (name_end < end_ && !is(name_end, w_.comma) && !is(name_end, w_.dot) && !is(name_end, w_.semicolon) && !is(name_end, w_.close))
      return no_token;
    if (is(name_end, w_.comma) && is(name_end + 1, w_.and_)) return no_token;
    if (known_other(name) && longest_name(name).end >= name_end) return no_token;
    std::vector<EntityIndex> owners;
    if (owner == nullptr && offices.back().holders_of.empty()) {
      const std::string before = i > begin_ ? fold_word(document_.text(tokens_[i - 1])) : "";
      if (before != "its" && before != "their") return no_token;
      // "its": of the nearest body or state of the sentence
      for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_ && owners.empty();) {
        const Mention& mention = analysis_.mentions[m];
        if (mention.entity == no_entity || mention.first_token < begin_ || mention.end_token > i) continue;
        const ClassId c = analysis_.entities[mention.entity].cls;
        const bool body_only = catalog_.titles()[offices.back().title].kind == TitleKind::organisation_head;
        if (c == cls::Organization || (c == cls::State && mention.kind != MentionKind::adjective && !body_only))
          owners.push_back(mention.entity);
      }
      if (owners.empty()) return no_token;
      offices.back().holders_of = owners;
    }
    const EntityIndex person = person_named(name, name_end, true);
    Mention& mention = add_mention(i, name_end, MentionKind::person, person);
    mention.name_first = name;
    mention.name_end = name_end;
    attach_offices(person, offices, owner, name_end, i);
    return is(name_end, w_.comma) ? name_end + 1 : name_end;
  }

  /// "the foreign ministers of Russia and France, Sergei Lavrov and Bernard Kouchner": each of his own, in order.
  std::uint32_t respective_holders(std::uint32_t i, std::uint32_t k, const Office& office) {
    if (!is(k, w_.comma)) return no_token;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> names;
    std::uint32_t at = k + 1;
    while (at < end_ && names.size() < 8) {
      const std::uint32_t name_end = name_shape(at, true);
      if (name_end == no_token || known_other(at)) break;
      names.emplace_back(at, name_end);
      at = name_end;
      if (is(at, w_.comma)) ++at;
      if (is(at, w_.and_)) ++at;
      if (at == name_end) break;
    }
    if (names.size() != office.holders_of.size()) return no_token;
    for (std::size_t n = 0; n < names.size(); ++n) {
      const EntityIndex person = person_named(names[n].first, names[n].second, true);
      Mention& mention = add_mention(n == 0 ? i : names[n].first, names[n].second, MentionKind::person, person);
      mention.name_first = names[n].first;
      mention.name_end = names[n].second;
      Office one = office;
      one.label.clear();
      one.holders_of = {office.holders_of[n]};
      office_claims(person, one);
    }
    return names.back().second;
  }

  /// "Turkey's Ahmet Davutoğlu" where the text spoke of the foreign ministers of Turkey and another state.
  std::uint32_t member_of_plural_office(std::uint32_t i) {
    if (!plural_office_ || sentence_ - document_.sentences.data() - plural_office_sentence_ > 3) return i;
    const auto owner = owner_at(i);
    if (!owner || owner->names.size() != 1 || owner->end == owner->spans[0].second) return i;
    const EntryId state = owner->entities[0];
    const auto known = by_entry_.find(state);
    if (known == by_entry_.end() ||
        std::find(plural_office_->holders_of.begin(), plural_office_->holders_of.end(), known->second) == plural_office_->holders_of.end())
      return i;
    const std::uint32_t name_end = owner->end < end_ ? name_shape(owner->end, true) : no_token;
    if (name_end == no_token || name_end < owner->end + 2) return i;
    const EntityIndex person = person_named(owner->end, name_end, true);
    Mention& mention = add_mention(i, name_end, MentionKind::person, person);
    mention.name_first = owner->end;
    mention.name_end = name_end;
    Office office = *plural_office_;
    office.label.clear();
    office.holders_of = {mention_owner(*owner, 0)};
    office_claims(person, office);
    return name_end;
  }

  /// "his Tajik counterpart, Sirojiddin Muhriddin": the office of the person before, of another state.
  std::uint32_t counterpart(std::uint32_t i) {
    const auto owner = owner_at(i);
    if (!owner || owner->names.size() != 1 || !last_office_ || last_office_sentence_ != sentence_) return i;
    std::uint32_t k = owner->end;
    const std::string noun = k < end_ ? fold_word(document_.text(tokens_[k])) : "";
    if (noun != "counterpart" && noun != "colleague") return i;
    ++k;
    if (is(k, w_.comma)) ++k;
    // A title of the person's own may stand between ("his Saudi colleague, Prince Faisal").
    if (k < end_)
      if (const auto title = office_at_cached(k); title && capital(k)) k = title->end;
    const std::uint32_t name_end = k < end_ ? name_shape(k, true) : no_token;
    if (name_end == no_token) return i;
    const EntityIndex person = person_named(k, name_end, true);
    Mention& mention = add_mention(i, name_end, MentionKind::person, person);
    mention.name_first = k;
    mention.name_end = name_end;
    const std::size_t at = analysis_.mentions.size() - 1;
    Office office = *last_office_;
    office.holders_of.clear();
    office.label.clear();
    office.holders_of.push_back(mention_owner(*owner, 0));
    office.effect = ModifierEffect::none;
    office_claims(person, office);
    const std::uint32_t end = is(k - 1, w_.comma) && is(name_end, w_.comma) ? name_end + 1 : name_end;
    analysis_.mentions[at].end_token = end;
    return end;
  }

  [[nodiscard]] bool titled_by(const Office& office, std::uint32_t name) const {
    // An office in small letters before a capitalised word is an office before a name; after "of X" as well.
    return name == office.end || joined_by_space(name);
  }

  /// "of X", "to X", "for X" behind an office, and "(X)".
  void read_holders(Office& office, std::uint32_t& k) {
    const TitleKind kind = catalog_.titles()[office.title].kind;
    std::uint32_t n = k;
    while (n < end_) {
      const bool of = is(n, w_.of), to = is(n, w_.to), in = is(n, w_.in), at = is(n, w_.at), for_ = is(n, w_.for_);
      const bool comma = is(n, w_.comma) && !longest_name(n + 1).payloads.empty();
      if (!of && !to && !in && !at && !for_ && !comma) return;
      std::uint32_t m = n + 1;
      if (is(m, w_.the)) ++m;
      // "to the Commander", "to the South Korean President": an office inside
      ModifierEffect ignored = ModifierEffect::none;
      std::uint32_t inner_at = modifiers(m, ignored);
      // "the leader of the Finnish Green League": the adjective belongs to the body; "of the Finnish opposition": to something unnamed.
      if (of && inner_at == m && m < end_ && adjective_only(m)) {
        const NameHit adjective = longest_name(m);
        if (name_word(adjective.end) && joined_by_space(adjective.end)) {
          const std::size_t size = analysis_.mentions.size();
          std::uint32_t body_end = organisation_by_pattern(m, adjective);
          if (body_end == m) {
            const NameHit listed = longest_name(adjective.end);
            for (const auto payload : listed.payloads) {
              const EntryId entry = catalog_.names()[payload].entry;
              if (body_end > m || entry == no_entry || catalog_[entry].cls != cls::Organization) continue;
              body_end = listed.end;
              add_mention(m, body_end, MentionKind::organisation, entity_of(entry));
              met(entity_of(entry), words(adjective.end, body_end));
            }
          }
          if (body_end > m && analysis_.mentions.size() > size) {
            office.holders_of.push_back(analysis_.mentions.back().entity);
            k = body_end;
            return;
          }
        } else if (lower(adjective.end) && !w_.government_words.has(tokens_[adjective.end].word) && !office_at_cached(adjective.end)) {
          return;
        }
      }
      if (auto owner = owner_at(inner_at)) {
        if (owner->end < end_ && office_at(owner->end)) {
          const auto inner = office_at(owner->end);
          for (std::size_t s = 0; s < owner->names.size(); ++s) office.holders_of.push_back(mention_owner(*owner, s));
          k = inner->end;
          return;
        }
        if (comma) {
          // ", U.S. Southern Command" names the body, if a name follows; a state alone after a comma is another thing.
          const EntryId entry = owner->entities.back();
          if (catalog_[entry].cls != cls::Organization || !(owner->end < end_ && capital(owner->end))) return;
        }
        // "the secretary of Iran's Supreme National Security Council"
        if (of && owner->end > owner->spans.back().second && name_word(owner->end)) {
          const std::size_t size = analysis_.mentions.size();
          const NameHit listed = longest_name(owner->end);
          std::uint32_t body = organisation_by_pattern(owner->end, listed);
          for (const auto payload : listed.payloads) {
            const EntryId entry = catalog_.names()[payload].entry;
            if (body > owner->end || entry == no_entry || catalog_[entry].cls != cls::Organization) continue;
            body = listed.end;
            add_mention(owner->end, body, MentionKind::organisation, entity_of(entry));
            met(entity_of(entry), words(owner->end, body));
          }
          if (body > owner->end && analysis_.mentions.size() > size) {
            office.holders_of.push_back(analysis_.mentions.back().entity);
            for (std::size_t s = 0; s < owner->names.size(); ++s) mention_owner(*owner, s);
            k = body;
            return;
          }
        }
        for (std::size_t s = 0; s < owner->names.size(); ++s) {
          const EntityIndex e = mention_owner(*owner, s);
          if (kind == TitleKind::diplomat_to && (to || for_))
            office.to = true;
          else
            office.holders_of.push_back(e);
        }
        if (kind == TitleKind::diplomat_to && (to || for_)) office.to = true;
        if (of && owner->names.size() == 1 && office.label.empty())
          office.label = words(office.first, office.end) + " " + words(n, owner->spans[0].second);
        k = owner->end;
        n = k;
        if (comma || to) return;
        continue;
      }
      if (inner_at < end_ && (to || of)) {
        if (auto inner = office_at(inner_at); inner && capital(inner_at)) {
          // "Deputy to the Commander and Foreign Policy Advisor, U.S. Southern Command"
          std::uint32_t after = inner->end;
          Office nested = *inner;
          read_holders(nested, after);
          office.holders_of.insert(office.holders_of.end(), nested.holders_of.begin(), nested.holders_of.end());
          k = after;
          n = k;
          if (is(n, w_.and_) && n + 1 < end_ && capital(n + 1)) {
            if (auto second = office_at(n + 1)) {
              after = second->end;
              Office other = *second;
              read_holders(other, after);
              office.holders_of.insert(office.holders_of.end(), other.holders_of.begin(), other.holders_of.end());
              k = after;
              n = k;
            }
          }
          continue;
        }
      }
      if ((of || in || at || for_ || to) && name_word(m)) {
        // An unlisted organisation: "of the Bureau of Narcotics", "at the Korean Studies Center"
        const std::size_t size = analysis_.mentions.size();
        const std::uint32_t end = organisation_by_pattern(m, longest_name(m));
        if (end > m && analysis_.mentions.size() > size) {
          office.holders_of.push_back(analysis_.mentions.back().entity);
          k = n = end;
          continue;
        }
      }
      return;
    }
  }

  [[nodiscard]] bool adjective_only(std::uint32_t i) {
    const NameHit hit = longest_name(i);
    return !hit.payloads.empty() && std::all_of(hit.payloads.begin(), hit.payloads.end(), [&](std::uint32_t payload) {
      const NameKind kind = catalog_.names()[payload].kind;
      return kind == NameKind::adjective || kind == NameKind::demonym;
    });
  }

  EntityIndex mention_owner(const Owner& owner, std::size_t s) {
    const auto [first, end] = owner.spans[s];
    const CatalogName& name = *owner.names[s];
    const EntityIndex entity = entity_of(owner.entities[s]);
    for (const Mention& m : analysis_.mentions)
      if (m.first_token == first && m.end_token == end) return entity;
    CatalogName read = name;
    if (name.ambiguity >= 0) read.kind = name.kind == NameKind::weak ? NameKind::name : name.kind;
    if (read.kind == NameKind::adjective || read.kind == NameKind::demonym || read.kind == NameKind::seat) {
      add_mention(first, end, MentionKind::adjective, entity);
      analysis_.entities[entity].named = true;
    } else {
      add_mention(first, end, catalog_[owner.entities[s]].cls == cls::Organization ? MentionKind::organisation : MentionKind::name, entity);
      met(entity, words(first, end));
    }
    return entity;
  }

  EntityIndex person_named(std::uint32_t first, std::uint32_t end, bool titled) {
    const std::string name = words(first, end);
    const std::string key = fold_name(name);
    if (const auto found = persons_.find(key); found != persons_.end()) {
      met(found->second, name);
      return found->second;
    }
    const NameHit hit = longest_name(first);
    if (hit.end == end)
      for (const auto payload : hit.payloads) {
        const CatalogName& n = catalog_.names()[payload];
        if (n.entry == no_entry || catalog_[n.entry].cls != cls::Person || n.kind == NameKind::weak) continue;
        const EntityIndex index = entity_of(n.entry);
        persons_[key] = index;
        met(index, name);
        return index;
      }
    // "Alexander Grigoryevich Lukashenko": listed by the first and the last of the names.
    if (end >= first + 3 && is_word(first) && is_word(end - 1) && tokens_[first].end - tokens_[first].begin > 2) {
      const std::array<Token, 2> ends{tokens_[first], tokens_[end - 1]};
      hits_.clear();
      catalog_.name_trie().find(std::span<const Token>(ends), hits_);
      EntryId listed = no_entry;
      bool several = false;
      for (const auto& known : hits_) {
        const CatalogName& n = catalog_.names()[known.payload];
        if (known.length != 2 || n.entry == no_entry || n.ambiguity >= 0 || n.kind == NameKind::weak ||
            catalog_[n.entry].cls != cls::Person)
          continue;
        several = several || (listed != no_entry && listed != n.entry);
        listed = n.entry;
      }
      if (listed != no_entry && !several) {
        const EntityIndex index = entity_of(listed);
        persons_[key] = index;
        met(index, name);
        return index;
      }
    }
    Entity entity;
    entity.cls = cls::Person;
    entity.type = titled ? cls::Official : cls::Person;
    entity.label = name;
    entity.named = true;
    entity.known_in_full = key.find(' ') != std::string::npos;
    const EntityIndex index = add_entity(std::move(entity));
    persons_[key] = index;
    return index;
  }

  /// Presidents X of A and Y of B.
  std::uint32_t person_list(std::uint32_t first, std::vector<Office>& offices, std::uint32_t name) {
    std::uint32_t k = name, end = name;
    std::vector<std::pair<EntityIndex, std::vector<EntityIndex>>> people;
    while (k < end_) {
      const std::uint32_t name_end = name_shape(k, true);
      if (name_end == no_token) break;
      const EntityIndex person = person_named(k, name_end, true);
      Mention& mention = add_mention(people.empty() ? first : k, name_end, MentionKind::person, person);
      mention.name_first = k;
      mention.name_end = name_end;
      const std::size_t at = analysis_.mentions.size() - 1;
      Office office = offices.back();
      office.holders_of.clear();
      std::uint32_t n = name_end;
      read_holders(office, n);
      analysis_.mentions[at].end_token = n;
      people.emplace_back(person, office.holders_of);
      end = k = n;
      if (is(k, w_.comma)) ++k;
      if (is(k, w_.and_)) ++k;
      if (k == end) break;
    }
    // "of X" behind the last holds for all that have none of their own.
    for (auto& [person, holders] : people) {
      Office office = offices.back();
      office.holders_of = !holders.empty() ? holders : offices.back().holders_of;
      if (office.holders_of.empty() && !people.empty()) office.holders_of = people.back().second;
      std::vector<Office> one{office};
      attach_offices(person, one, nullptr, end);
    }
    return end;
  }

  std::uint32_t position_alone(std::uint32_t first, std::vector<Office>& offices, const Owner* owner, std::uint32_t end) {
    const Office& office = offices.back();
    const Title& title = catalog_.titles()[office.title];
    std::vector<EntityIndex> holders = office.holders_of;
    if (owner != nullptr)
      for (std::size_t s = 0; s < owner->names.size(); ++s) holders.push_back(mention_owner(*owner, s));
    if (office.plural && holders.size() >= 2) {
      plural_office_ = office;
      plural_office_->holders_of = holders;
      plural_office_sentence_ = sentence_ - document_.sentences.data();
    }
    if (holders.empty() || title.kind == TitleKind::address || title.kind == TitleKind::academic || title.kind == TitleKind::other ||
        office.plural) {
      // "the President" alone: left to coreference; owners inside have been noted.
      if (!holders.empty()) return end;
      if (!office.plural && title.kind != TitleKind::address && end - first <= 4) {
        add_mention(first, end, MentionKind::description, no_entity).name_first = office.first;
        return end;
      }
      return first;
    }
    const EntityIndex position = position_of(office, holders);
    add_mention(first, end, MentionKind::position, position).name_first = office.first;
    position_effects_[position] = office.effect;
    return end;
  }

  [[nodiscard]] std::string state_with_article(EntityIndex e) const {
    const Entity& entity = analysis_.entities[e];
    return (entity.cls == cls::State ? takes_article(entity.label)
                                     : entity.cls == cls::Organization && entity.label.find(' ') != std::string::npos)
               ? "the " + entity.label
               : entity.label;
  }

  EntityIndex position_of(const Office& office, const std::vector<EntityIndex>& holders) {
    const Title& title = catalog_.titles()[office.title];
    std::string name = words(office.first, office.end);
    if (office.plural) name = title.name;
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
      // The label of an office is written like a title.
      bool start = true;
      for (char& c : name) {
        if (start && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
        start = c == ' ';
      }
      for (const std::string_view small : {" Of ", " The ", " For ", " And ", " To "})
        for (std::size_t at = name.find(small); at != std::string::npos; at = name.find(small, at + 1))
          name[at + 1] = static_cast<char>(name[at + 1] + 32);
    }
    const std::string label = fmt::format("{} of {}", name, state_with_article(holders.front()));
    const EntityIndex index = unlisted(cls::Position, cls::Position, label, fold_name(label));
    analysis_.entities[index].named = true;
    analysis_.entities[index].parent = holders.front();
    analysis_.entities[index].leads = leads(office, holders.front());
    // "President of Burma": the state has other names than the one that the label takes.
    if (!office.label.empty() && !office.plural) {
      const std::string own = name + office.label.substr(std::min(office.label.size(), words(office.first, office.end).size()));
      if (fold_name(own) != fold_name(label)) met(index, own);
    }
    return index;
  }

  void attach_offices(EntityIndex person, std::vector<Office>& offices, const Owner* owner, std::uint32_t name_end,
                      std::uint32_t first_token = no_token) {
    std::vector<EntityIndex> owners;
    if (owner != nullptr)
      for (std::size_t s = 0; s < owner->names.size(); ++s) owners.push_back(mention_owner(*owner, s));
    // "Foreign Minister X (Panama)": the bracket says whose officers the ones before it are.
    std::vector<EntityIndex> bracketed;
    if (is(name_end, w_.open)) {
      const NameHit hit = longest_name(name_end + 1);
      if (!hit.payloads.empty() && is(hit.end, w_.close)) {
        const CatalogName& n = catalog_.names()[hit.payloads[0]];
        if (n.entry != no_entry && catalog_[n.entry].cls == cls::State) {
          bracketed.push_back(entity_of(n.entry));
          for (const auto& waiting : unowned_)
            if (waiting.sentence == sentence_ && waiting.end_token + 1 == first_token) {
              Office office = waiting.office;
              office.holders_of = bracketed;
              office_claims(waiting.person, office);
            }
          std::erase_if(unowned_, [&](const Unowned& u) { return u.sentence == sentence_; });
        }
      }
    }
    for (Office& office : offices) {
      const Title& title = catalog_.titles()[office.title];
      if (title.kind == TitleKind::address) continue;
      if (office.holders_of.empty()) office.holders_of = !owners.empty() ? owners : bracketed;
      if (office.holders_of.empty() && first_token != no_token) office.holders_of = led_body(first_token);
      if (office.holders_of.empty() && first_token != no_token && first_token >= begin_ + 2 && is(first_token - 1, w_.by)) {
        // "an absolute monarchy, ruled by King Mswati III"
        const std::string verb = fold_word(document_.text(tokens_[first_token - 2]));
        const EntryId entry = analysis_.entities[person].entry;
        if ((verb == "ruled" || verb == "led" || verb == "governed" || verb == "headed") && entry != no_entry &&
            catalog_[entry].country != no_entry)
          office.holders_of.push_back(entity_of(catalog_[entry].country));
      }
      // A state before an embassy's or ministry's officer whose office is in an organisation named behind: both.
      if (office.holders_of.empty()) {
        if (!office.to) unowned_.push_back({person, office, sentence_, name_end});
        // "President X" of the list: his state acts.
        if (const Entity& known = analysis_.entities[person];
            known.entry != no_entry && catalog_[known.entry].country != no_entry &&
            (title.kind == TitleKind::head_of_state_or_government || title.kind == TitleKind::head_of_state ||
             title.kind == TitleKind::head_of_government))
          analysis_.entities[entity_of(catalog_[known.entry].country)].named = true;
        continue;
      }
      if (!owners.empty() && office.to) office.holders_of = owners;
      office_claims(person, office);
    }
  }

  /// "the Government of Iraq, led by Prime Minister …", "…, represented by …": the state or body right before.
  [[nodiscard]] std::vector<EntityIndex> led_body(std::uint32_t token) const {
    if (token < begin_ + 3 || !is(token - 1, w_.by)) return {};
    const std::string verb = fold_word(document_.text(tokens_[token - 2]));
    if (verb != "led" && verb != "represented" && verb != "headed" && verb != "chaired") return {};
    for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_;) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.entity == no_entity || mention.end_token + 1 < token - 2 || mention.end_token > token - 2) continue;
      const ClassId c = analysis_.entities[mention.entity].cls;
      if (c == cls::State || c == cls::Organization) return {mention.entity};
    }
    return {};
  }

  void office_claims(EntityIndex person, const Office& office) {
    const Title& title = catalog_.titles()[office.title];
    if (title.kind == TitleKind::address || title.kind == TitleKind::other || title.kind == TitleKind::academic ||
        title.kind == TitleKind::journalist) {
      return;
    }
    if (analysis_.entities[person].type == cls::Person) analysis_.entities[person].type = cls::Official;
    const Span span = sentence_->span;
    last_office_ = office;
    last_office_sentence_ = sentence_;
    const EntityIndex position = position_of(office, office.holders_of);
    claim(person, prop::holdsPosition, position, "office-before-name", span);
    for (const EntityIndex holder : office.holders_of) {
      claim(position, prop::positionIn, holder, "office-before-name", span);
      if (office.effect == ModifierEffect::future) continue;
      claim(person, prop::officialOf, holder, "office-before-name", span);
      if (analysis_.entities[holder].type == cls::PoliticalParty) claim(person, prop::memberOfParty, holder, "office-before-name", span);
      head_claims(person, office, holder, span, "office-before-name");
    }
  }

  void head_claims(EntityIndex person, const Office& office, EntityIndex holder, Span span, std::string_view rule) {
    for (const PropertyId property : leads(office, holder)) claim(holder, property, person, rule, span);
  }

  /// What the holder of the office is to the state: its head, the head of its government, both or (as most) none.
  [[nodiscard]] std::vector<PropertyId> leads(const Office& office, EntityIndex holder) const {
    const Entity& state = analysis_.entities[holder];
    if (state.cls != cls::State || office.effect == ModifierEffect::past || office.effect == ModifierEffect::future ||
        office.effect == ModifierEffect::deputy)
      return {};
    const Title& title = catalog_.titles()[office.title];
    const std::string name = fold_name(title.name);
    bool head_of_state = title.kind == TitleKind::head_of_state || title.kind == TitleKind::monarch;
    bool head_of_government = title.kind == TitleKind::head_of_government;
    if (state.entry != no_entry) {
      const Entry& entry = catalog_[state.entry];
      const std::string own = fold_name(words(office.first, office.end));
      const auto lists = [&](const std::vector<std::string>& all) {
        return std::any_of(all.begin(), all.end(), [&](const std::string& t) { return t == name || t == own; });
      };
      if (!entry.heads_of_state.empty() || !entry.heads_of_government.empty()) {
        const bool president = title.kind == TitleKind::head_of_state_or_government;
        head_of_state = lists(entry.heads_of_state) || head_of_state;
        head_of_government = lists(entry.heads_of_government) || head_of_government;
        if (president && !lists(entry.heads_of_state) && !lists(entry.heads_of_government)) head_of_state = head_of_government = false;
        if (title.kind == TitleKind::monarch && !lists(entry.heads_of_state)) head_of_state = false;
      } else if (title.kind == TitleKind::head_of_state_or_government) {
        head_of_state = name == "president";
      }
    }
    std::vector<PropertyId> all;
    if (head_of_state) all.push_back(prop::headOfState);
    // A president who is both is said to be the head of state; whether he leads the government too has changed in many states.
    if (head_of_government && !(head_of_state && title.kind == TitleKind::head_of_state_or_government))
      all.push_back(prop::headOfGovernment);
    return all;
  }

  /// Appositions behind a name: ", the President of Brazil,", ", former foreign minister of X". Returns the end of the whole mention.
  std::uint32_t after_name(EntityIndex person, std::uint32_t name_end) {
    std::uint32_t k = name_end;
    if (!is(k, w_.comma)) return name_end;
    ++k;
    const std::string determiner = k < end_ ? fold_word(document_.text(tokens_[k])) : "";
    const bool its = determiner == "its" || determiner == "their";
    if (is(k, w_.the) || is(k, w_.a) || is(k, w_.an) || its) ++k;
    ModifierEffect effect = ModifierEffect::none;
    while (k < end_ && w_.ordinals.has(tokens_[k].word)) ++k;
    k = modifiers(k, effect);
    std::optional<Owner> owner = owner_at(k);
    std::uint32_t at = k;
    if (owner) {
      at = modifiers(owner->end, effect);
      if (at >= end_ || !office_at(at)) owner.reset(), at = k;
    }
    if (at >= end_) return name_end;
    auto office = office_at(at);
    if (!office || office->plural) return name_end;
    office->effect = effect;
    std::uint32_t end = office->end;
    if (catalog_.titles()[office->title].kind == TitleKind::address) return name_end;
    // "X, Secretary General Y": another person begins.
    Office probe = *office;
    read_holders(probe, end);
    if (name_shape(end, true) != no_token && joined_by_space(end)) return name_end;
    if (owner)
      for (std::size_t s = 0; s < owner->names.size(); ++s) probe.holders_of.push_back(mention_owner(*owner, s));
    if (its && probe.holders_of.empty()) {
      // "…, and Mark Rutte, its Secretary General": of the body named last
      for (std::size_t m = analysis_.mentions.size(); m-- > first_mention_ && probe.holders_of.empty();) {
        const Mention& mention = analysis_.mentions[m];
        if (mention.entity != no_entity && mention.end_token <= name_end && analysis_.entities[mention.entity].cls == cls::Organization)
          probe.holders_of.push_back(mention.entity);
      }
    }
    std::vector<Office> one{probe};
    if (probe.holders_of.empty()) {
      unowned_.push_back({person, probe, sentence_, end});
      // "Antony J. Blinken, Secretary of State": the office is whole without an owner.
    } else {
      office_claims(person, probe);
    }
    return is(end, w_.comma) && end + 1 < end_ ? end + 1 : end;
  }

  /// ", KUOM", ", GCIH, GColL" behind a name.
  [[nodiscard]] std::uint32_t behind_honours(std::uint32_t i) const {
    while (is(i, w_.comma) && i + 1 < end_ && is_word(i + 1)) {
      const std::string_view word = document_.text(tokens_[i + 1]);
      const auto large = std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      if (word.size() < 2 || word.size() > 7 || large < 2 || large * 2 < static_cast<std::ptrdiff_t>(word.size())) break;
      if (!(i + 2 >= end_ || is(i + 2, w_.comma) || is(i + 2, w_.open) || w_.be.has(tokens_[i + 2].word))) break;
      i += 2;
    }
    return i;
  }

  std::uint32_t bare_person(std::uint32_t i) {
    const NameHit hit = longest_name(i);
    // Listed persons by full name.
    for (const auto payload : hit.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry == no_entry || n.ambiguity >= 0 || catalog_[n.entry].cls != cls::Person || n.kind == NameKind::weak) continue;
      const std::uint32_t longer = name_shape(i, false);
      if (longer != no_token && longer > hit.end) break;
      const EntityIndex person = entity_of(n.entry);
      const std::string text = words(i, hit.end);
      persons_[fold_name(text)] = person;
      met(person, text);
      Mention& mention = add_mention(i, hit.end, MentionKind::person, person);
      mention.name_end = hit.end;
      const std::size_t at = analysis_.mentions.size() - 1;
      std::vector<Office> none;
      attach_offices(person, none, nullptr, hit.end);
      const std::uint32_t end = after_name(person, hit.end);
      analysis_.mentions[at].end_token = end;
      return end;
    }
    const std::uint32_t name_end = name_shape(i, false);
    if (name_end == no_token) return i;
    const EntityIndex person = person_named(i, name_end, false);
    Mention& mention = add_mention(i, name_end, MentionKind::person, person);
    mention.name_end = name_end;
    const std::size_t at = analysis_.mentions.size() - 1;
    std::vector<Office> none;
    const std::uint32_t end = after_name(person, behind_honours(name_end));
    analysis_.mentions[at].end_token = end;
    return end;
  }

  /// A name in no list that the sentence introduces as an encyclopedia does: "Hilla Limann (12 December 1934 – 23 January 1998) was …",
  /// "Sukarno (born 6 June 1901) …", or as the holder of an office: "Taur Matan Ruak served as President of …".
  std::uint32_t defined_person(std::uint32_t i) {
    if (!capital(i) || !is_word(i) || title_case_ || w_.not_names.has(tokens_[i].word)) return i;
    if (i > begin_ && !is(i - 1, w_.comma) && !is(i - 1, w_.and_) && !is(i - 1, w_.by)) {
      const std::string before = fold_word(document_.text(tokens_[i - 1]));
      if (before != "said" && before != "says" && before != "told" && before != "with" && before != "when") return i;
    }
    std::uint32_t k = i, end = i, count = 0;
    while (k < end_ && k - i < 10) {
      if (is_word(k) && capital(k)) {
        if (w_.organisation_heads.has(tokens_[k].word) || w_.agreement_heads.has(tokens_[k].word)) return i;
        if (known_other(k) && longest_name(k).end > k + 1) return i;
        end = ++k;
        ++count;
      } else if (k > i && ((lower(k) && catalog_.name_particle(tokens_[k].word)) || (is(k, w_.hyphen) && joined(k) && joined(k + 1)) ||
                           (is(k, w_.apostrophe) && joined(k) && joined(k + 1)) || is(k, w_.dot))) {
        ++k;
        if (k < end_ && is(k - 1, w_.hyphen) && lower(k)) end = ++k;
      } else if (count > 0 && is(k, w_.quote) && capital(k + 1) && is(k + 2, w_.quote) && capital(k + 3)) {
        k += 3;  // Emanuel "Manny" Mori
      } else {
        break;
      }
    }
    if (count == 0 || (count == 1 && (is_state_name(i) || tokens_[i].has(token_flag::all_capitals)))) return i;
    bool defined = false;
    const std::uint32_t name_end = end;
    end = behind_honours(end);
    if (is(end, w_.open)) {
      const std::uint32_t close = behind_bracket(end);
      for (std::uint32_t n = end + 1; n < close && !defined; ++n)
        defined = is(n, w_.born) || (dates_.can_begin(tokens_[n]) && [&] {
                    const auto date = dates_.read(document_, n, close);
                    return date && date->value.size() == 10;
                  }());
      if (count == 1 && defined) defined = close < end_ && w_.be.has(tokens_[close].word);
    } else if (count >= 2 && end < end_ && (w_.office_verbs.has(tokens_[end].word) || w_.party_verbs.has(tokens_[end].word))) {
      for (std::uint32_t n = end + 1; n < end_ && n - end < 10 && !defined; ++n) {
        if (tokens_[n].kind == TokenKind::punctuation && !is(n, w_.hyphen)) break;
        // "X is a Norwegian politician", "X was a founder of …"
        if (w_.be.has(tokens_[end].word) && (is(end + 1, w_.a) || is(end + 1, w_.an) || is(end + 1, w_.the)) && lower(n) &&
            w_.person_nouns.has(tokens_[n].word)) {
          defined = true;
          break;
        }
        // "X joined the … Party"
        if (is(n, w_.party) && capital(n) && w_.party_verbs.has(tokens_[end].word)) {
          defined = true;
          break;
        }
        if (const auto office = office_at_cached(n)) {
          std::uint32_t behind = office->end;
          defined = is(behind, w_.of) || (n > begin_ && longest_name(n - 1).end == n);
        }
      }
    }
    if (!defined && count >= 2 && is(end, w_.comma)) {
      std::uint32_t at = end + 1;
      if (is(at, w_.the)) ++at;
      ModifierEffect effect = ModifierEffect::none;
      at = modifiers(at, effect);
      if (const auto owner = owner_at(at); owner && owner->end < end_) {
        const std::uint32_t title = modifiers(owner->end, effect);
        defined = title < end_ && office_at_cached(title).has_value();
      } else if (at < end_) {
        if (const auto office = office_at_cached(at)) {
          std::uint32_t n = office->end;
          Office probe = *office;
          const std::size_t size = analysis_.mentions.size();
          defined = (is(n, w_.of) || is(n, w_.for_)) && (read_holders(probe, n), !probe.holders_of.empty() || is(n, w_.for_));
          analysis_.mentions.resize(size);
        }
      }
    }
    if (!defined) return i;
    const EntityIndex person = person_named(i, name_end, false);
    Mention& mention = add_mention(i, end, MentionKind::person, person);
    mention.name_end = name_end;
    const std::size_t at = analysis_.mentions.size() - 1;
    const std::uint32_t behind = after_name(person, end);
    analysis_.mentions[at].end_token = behind;
    return behind;
  }

  // --- Short names ----------------------------------------------------------------------------------------------------

  struct Waiting {
    std::uint32_t first, end;
    std::vector<std::uint32_t> payloads;
    std::uint32_t sentence;
  };

  /// Surnames, acronyms that the text introduced, and weak names of the gazetteers, once the whole text has been read.
  void resolve_short_names() {
    join_definitions();
    std::unordered_map<std::string, EntityIndex> surnames;
    std::set<std::string> shared;
    const auto offer = [&](const std::string& key, EntityIndex person) {
      if (key.size() < 2) return;
      const auto [at, fresh] = surnames.emplace(key, person);
      if (!fresh && at->second != person) shared.insert(key);
    };
    std::map<std::string, EntityIndex> sorted(persons_.begin(), persons_.end());
    std::unordered_map<EntityIndex, std::vector<const Mention*>> mentions_of;
    for (const Mention& m : analysis_.mentions)
      if (m.kind == MentionKind::person) mentions_of[m.entity].push_back(&m);
    for (const auto& [key, person] : sorted) {
      const std::size_t first_space = key.find(' '), last_space = key.rfind(' ');
      if (last_space == std::string::npos) continue;
      offer(key.substr(last_space + 1), person);
      // "Kim Jong-un" is "Kim": family name first, with a hyphenated given name; "Lula da Silva" is "Lula".
      const std::string head = key.substr(0, first_space);
      bool family_first = false;
      for (const Mention* m : mentions_of[person])
        if (m->name_first < m->name_end && catalog_.family_name(tokens_[m->name_first].word) > 0 &&
            (hyphenated(m->name_first, m->name_end) || catalog_.family_name(tokens_[m->name_first].word) == 2))
          family_first = true;
      if (family_first) offer(head, person);
    }
    // "Sir Keir": honoured by the given name.
    for (auto& [key, person] : sorted) {
      if (key.find(' ') != std::string::npos) continue;
      const auto& own = mentions_of[person];
      const bool knight = std::any_of(own.begin(), own.end(), [&](const Mention* m) {
        if (m->name_first == m->first_token) return false;
        const std::string title = fold_word(document_.text(tokens_[m->first_token]));
        return title == "sir" || title == "dame";
      });
      if (!knight) continue;
      EntityIndex full = no_entity;
      bool several = false;
      for (auto other = sorted.lower_bound(key + " "); other != sorted.end() && other->first.starts_with(key + " "); ++other) {
        if (other->second == person) continue;
        several = several || (full != no_entity && full != other->second);
        full = other->second;
      }
      if (full != no_entity && !several) merge(person, full);
    }
    // "Mr. Lula": a short name that the gazetteers know of a person whom the text names in full. "Hassan Sheikh" of "Hassan Sheikh
    // Mohamud".
    for (auto& [key, person] : sorted) {
      if (analysis_.entities[person].entry != no_entry) continue;
      EntityIndex full = no_entity;
      bool several = false;
      const auto offer_full = [&, self = person](EntityIndex other) {  // Clang 14 captures no structured binding
        if (other == self) return;
        several = several || (full != no_entity && full != other);
        full = other;
      };
      const bool two = key.find(' ') != std::string::npos;
      if (two)
        for (auto other = sorted.lower_bound(key + " "); other != sorted.end() && other->first.starts_with(key + " "); ++other)
          offer_full(other->second);
      if (!two)
        for (const Mention* m : mentions_of[person]) {
          if (m->name_first >= m->name_end) continue;
          begin_ = m->name_first;
          end_ = m->name_end;
          for (const auto payload : longest_name(m->name_first).payloads) {
            const CatalogName& n = catalog_.names()[payload];
            if (n.entry == no_entry || catalog_[n.entry].cls != cls::Person) continue;
            if (const auto known = by_entry_.find(n.entry); known != by_entry_.end()) offer_full(known->second);
          }
        }
      if (full != no_entity && !several) merge(person, full);
    }
    // Single names that a title introduced ("President Putin") join the full name of the document.
    for (auto& [key, person] : sorted) {
      if (key.find(' ') != std::string::npos) continue;
      if (const auto full = surnames.find(key); full != surnames.end() && !shared.contains(key) && full->second != person)
        merge(person, full->second);
    }
    std::vector<bool> taken(tokens_.size());
    for (const Mention& m : analysis_.mentions)
      for (std::uint32_t i = m.first_token; i < m.end_token; ++i) taken[i] = true;
    for (const Waiting& w : waiting_) {
      if (taken[w.first]) continue;
      EntityIndex known = weak_name(w, surnames, shared);
      if (known == no_entity) known = shared_party_name(w);
      if (known == no_entity) continue;
      const Entity& e = analysis_.entities[known];
      Mention& m = add_mention(w.first, w.end,
                               e.cls == cls::Person         ? MentionKind::person
                               : e.cls == cls::Organization ? MentionKind::organisation
                               : e.cls == cls::Agreement    ? MentionKind::agreement
                                                            : MentionKind::name,
                               known);
      m.name_end = w.end;
      met(known, words(w.first, w.end));
      for (std::uint32_t i = w.first; i < w.end; ++i) taken[i] = true;
    }
    for (const Sentence& sentence : document_.sentences) {
      if (document_.blocks[sentence.block].kind == BlockKind::furniture) continue;
      begin_ = sentence.first_token;
      end_ = sentence.end_token;
      for (std::uint32_t i = begin_; i < end_; ++i) {
        if (taken[i] || !capital(i) || !is_word(i)) continue;
        // Aliases of several words, longest first.
        bool found = false;
        for (std::uint32_t length = std::min<std::uint32_t>(6, end_ - i); length >= 1 && !found && !aliases_.empty(); --length) {
          const auto alias = aliases_.find(fold_name(words(i, i + length)));
          if (alias == aliases_.end()) continue;
          const Entity& e = analysis_.entities[alias->second];
          add_mention(i, i + length, e.cls == cls::Agreement ? MentionKind::agreement : MentionKind::organisation, alias->second);
          found = true;
          i += length - 1;
        }
        if (found) continue;
        const std::string key = fold_word(document_.text(tokens_[i]));
        const auto person = surnames.find(key);
        if (person == surnames.end() || shared.contains(key)) continue;
        if (i + 1 < end_ && tokens_[i + 1].word == w_.hyphen && joined(i + 1)) continue;
        Mention& m = add_mention(i, i + 1, MentionKind::person, person->second);
        m.name_end = i + 1;
        met(person->second, words(i, i + 1));
      }
    }
  }

  /// "Paul Kagame has been president since 2000", "the Prime Minister, currently Hun Sen": an office without a state, which is that of the
  /// state that a listed person is known for, if the office leads it.
  void offices_of_listed_persons() {
    const std::vector<Mention> mentions = analysis_.mentions;
    for (const Mention& described : mentions) {
      if (described.kind != MentionKind::description || described.entity != no_entity) continue;
      const auto after = std::upper_bound(document_.sentences.begin(), document_.sentences.end(), described.first_token,
                                          [](std::uint32_t token, const Sentence& s) { return token < s.first_token; });
      if (after == document_.sentences.begin()) continue;
      sentence_ = &*(after - 1);
      begin_ = sentence_->first_token;
      end_ = sentence_->end_token;
      auto office = office_at(described.name_first);
      if (!office || office->plural || is(described.end_token, w_.of)) continue;
      for (const Mention& person : mentions) {
        if (person.kind != MentionKind::person || person.entity == no_entity || person.first_token < begin_ || person.end_token > end_)
          continue;
        const EntryId entry = analysis_.entities[person.entity].entry;
        if (entry == no_entry || catalog_[entry].country == no_entry || !holds_now(person, described)) continue;
        const EntityIndex state = entity_of(catalog_[entry].country);
        const auto properties = leads(*office, state);
        if (properties.empty()) continue;
        office->holders_of = {state};
        const EntityIndex position = position_of(*office, office->holders_of);
        claim(person.entity, prop::holdsPosition, position, "office-of-listed-person", sentence_->span, 0.85);
        for (const PropertyId property : properties)
          claim(state, property, person.entity, "office-of-listed-person", sentence_->span, 0.85);
      }
    }
  }

  /// The words between a person and an office say that the one holds the other now.
  [[nodiscard]] bool holds_now(const Mention& person, const Mention& office) const {
    const bool before = person.end_token <= office.first_token;
    const std::uint32_t first = before ? behind_bracket(person.end_token) : office.end_token;
    const std::uint32_t end = before ? office.first_token : person.first_token;
    if (end < first || end - first > 7) return false;
    bool now = false;
    for (std::uint32_t i = first; i < end; ++i) {
      const std::string word = fold_word(document_.text(tokens_[i]));
      static const std::set<std::string> between{"has",       "been",  "served",  "as",      "the",     "country's",    "country",
                                                 "'s",        "first", "state's", "nation",  "is",      "its",          ",",
                                                 "currently", "now",   "current", "serving", "kingdom", "continuously", "a"};
      if (!between.contains(word) && !w_.ordinals.has(tokens_[i].word)) return false;
      now = now || word == "is" || word == "has" || word == "currently" || word == "now";
    }
    return now;
  }

  /// Full names are seldom used in full: "Pekka Olavi Haavisto" is "Pekka Haavisto" elsewhere. The first given name and the last name,
  /// without marks of generation and honours; of four and more names, of which the second is a given one, also the first of two family
  /// names, as in Spanish and Portuguese.
  void add_short_form(Entity& entity) const {
    std::vector<std::string> parts;
    std::string particles;
    std::size_t at = 0;
    while (at < entity.label.size()) {
      const std::size_t end = std::min(entity.label.find(' ', at), entity.label.size());
      const std::string part = entity.label.substr(at, end - at);
      at = end + 1;
      if (part.empty()) continue;
      const bool honours = part.size() >= 2 && std::all_of(part.begin(), part.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      if (!parts.empty() && (honours || part == "Sr." || part == "Jr." || part == "Sr" || part == "Jr")) {
        if (particles.empty() && (part == "II" || part == "III" || part == "IV" || part == "VI" || part == "V")) return;
        continue;
      }
      if (part[0] >= 'a' && part[0] <= 'z') {
        particles += part + " ";
        continue;
      }
      parts.push_back(particles + part);
      particles.clear();
    }
    if (parts.size() < 3 || parts.size() > 6) return;
    // "Ilham Heydar oglu Aliyev", "Jorge Fernando de Sampaio": without the particle too.
    if (const std::size_t space = parts.back().rfind(' '); space != std::string::npos && parts.back()[0] >= 'a')
      entity.names.push_back(parts.front() + parts.back().substr(space));
    const auto add = [&](const std::string& name) {
      if (name != entity.label && std::find(entity.names.begin(), entity.names.end(), name) == entity.names.end())
        entity.names.push_back(name);
    };
    add(parts.front() + " " + parts.back());
    if (parts.size() >= 4) add(parts.front() + " " + parts[parts.size() - 2]);
  }

  /// "the term “X Treaty” means the Treaty …": one agreement.
  void join_definitions() {
    for (std::size_t m = 1; m < analysis_.mentions.size(); ++m) {
      const Mention& defined = analysis_.mentions[m];
      if (defined.kind != MentionKind::agreement || defined.first_token < 3) continue;
      std::uint32_t at = defined.first_token - 1;
      if (tokens_[at].word == w_.the) --at;
      if (tokens_[at].word != w_.means || at < 2) continue;
      // "the term “X”, when used in the singular form, means …"
      const std::uint32_t reach = tokens_[at - 1].word == w_.comma ? 14 : 3;
      for (std::size_t b = m; b-- > 0 && analysis_.mentions[b].end_token + reach >= at;) {
        const Mention& term = analysis_.mentions[b];
        if (term.kind != MentionKind::agreement || term.entity == defined.entity || term.end_token > at) continue;
        const EntityIndex a = term.entity, d = defined.entity;
        const bool keep_term = analysis_.entities[a].entry != no_entry && analysis_.entities[d].entry == no_entry;
        const EntityIndex from = keep_term ? d : a, to = keep_term ? a : d;
        met(to, analysis_.entities[from].label);
        const std::vector<std::string> names = analysis_.entities[from].names;
        for (const std::string& name : names) met(to, name);
        if (analysis_.entities[to].parties.empty()) analysis_.entities[to].parties = analysis_.entities[from].parties;
        analysis_.merge(from, to);
        break;
      }
    }
  }

  EntityIndex weak_name(const Waiting& waiting, const std::unordered_map<std::string, EntityIndex>& surnames,
                        const std::set<std::string>& shared) {
    const std::string key = fold_name(words(waiting.first, waiting.end));
    if (const auto person = surnames.find(key); person != surnames.end() && !shared.contains(key)) return person->second;
    if (const auto alias = aliases_.find(key); alias != aliases_.end()) return alias->second;
    EntityIndex found = no_entity;
    for (const auto payload : waiting.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry == no_entry) continue;
      const auto known = by_entry_.find(n.entry);
      if (known == by_entry_.end()) continue;
      if (found != no_entity && found != known->second) return no_entity;
      found = known->second;
    }
    return found != no_entity ? found : listed_surname(waiting);
  }

  /// "the Labour Party": of the state that the sentence names, else a party that only this document knows.
  EntityIndex shared_party_name(const Waiting& waiting) {
    const Sentence& sentence = document_.sentences[waiting.sentence];
    std::vector<EntryId> parties;
    for (const auto payload : waiting.payloads) {
      const EntryId entry = catalog_.names()[payload].entry;
      if (entry == no_entry || catalog_[entry].type != cls::PoliticalParty) continue;
      if (std::find(parties.begin(), parties.end(), entry) == parties.end()) parties.push_back(entry);
    }
    if (parties.empty() || waiting.end < waiting.first + 2) return no_entity;
    EntryId found = no_entry;
    for (const EntryId party : parties) {
      const auto state = by_entry_.find(catalog_[party].country);
      if (state == by_entry_.end()) continue;
      const bool here = std::any_of(analysis_.mentions.begin(), analysis_.mentions.end(), [&](const Mention& m) {
        return m.entity == state->second && m.first_token >= sentence.first_token && m.end_token <= sentence.end_token;
      });
      if (!here) continue;
      if (found != no_entry) return no_entity;
      found = party;
    }
    if (found != no_entry) return entity_of(found);
    const std::string label = words(waiting.first, waiting.end);
    const EntityIndex index = unlisted(cls::Organization, cls::PoliticalParty, label, fold_name(label));
    analysis_.entities[index].known_in_full = false;
    return index;
  }

  /// "Rafsanjani became president of Iran": a surname of one listed person alone whose state has an office in the sentence.
  EntityIndex listed_surname(const Waiting& waiting) {
    const Sentence& sentence = document_.sentences[waiting.sentence];
    std::set<EntityIndex> states;
    for (const Mention& m : analysis_.mentions)
      if (m.kind == MentionKind::position && m.first_token >= sentence.first_token && m.end_token <= sentence.end_token &&
          m.entity != no_entity)
        states.insert(analysis_.entities[m.entity].parent);
    EntryId found = no_entry;
    for (const auto payload : waiting.payloads) {
      const CatalogName& n = catalog_.names()[payload];
      if (n.entry == no_entry || catalog_[n.entry].cls != cls::Person || catalog_[n.entry].country == no_entry) continue;
      const auto state = by_entry_.find(catalog_[n.entry].country);
      if (state == by_entry_.end() || !states.contains(state->second)) continue;
      if (found != no_entry && found != n.entry) return no_entity;
      found = n.entry;
    }
    return found == no_entry ? no_entity : entity_of(found);
  }

  void merge(EntityIndex from, EntityIndex to) {
    analysis_.merge(from, to);
    met(to, analysis_.entities[from].label);
    if (analysis_.entities[from].type == cls::Official && analysis_.entities[to].type == cls::Person)
      analysis_.entities[to].type = cls::Official;
    for (auto& [key, person] : persons_)
      if (person == from) person = to;
  }

  struct Unowned {
    EntityIndex person;
    Office office;
    const Sentence* sentence;
    std::uint32_t end_token;
  };

  const Document& document_;
  Analysis& analysis_;
  const Catalog& catalog_;
  const Ontology& ontology_;
  const NameWords& w_;
  const DateGrammar& dates_;
  const std::vector<Token>& tokens_;
  const Sentence* sentence_ = nullptr;
  std::uint32_t begin_ = 0, end_ = 0;
  std::size_t first_mention_ = 0;
  std::uint32_t capitals_ = 0;
  bool title_case_ = false;
  bool content_seen_ = false;
  std::uint32_t capital_run_ = 0;
  std::vector<NameTrie::Hit> hits_;
  std::vector<TitleSpan> agreement_spans_;
  std::vector<KnownAgreement> agreements_;
  std::vector<Waiting> waiting_;
  std::vector<Unowned> unowned_;
  std::optional<Office> last_office_;
  const Sentence* last_office_sentence_ = nullptr;
  std::optional<Office> plural_office_;
  std::ptrdiff_t plural_office_sentence_ = 0;
  std::uint32_t resolution_end_ = 0;  // behind the last resolution read
  std::unordered_map<EntryId, EntityIndex> by_entry_;
  std::unordered_map<std::string, EntityIndex> by_key_;
  std::map<std::string, EntityIndex> persons_;
  std::unordered_map<std::string, EntityIndex> aliases_;
  std::unordered_map<EntityIndex, ModifierEffect> position_effects_;
};

}  // namespace

void MentionFinder::find(const Document& document, Analysis& analysis) const {
  Finder(document, analysis, catalog_, ontology_, words_, dates_).run();
}

}  // namespace pacta
