#pragma once
#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "parser/mentions.h"

namespace pacta::mentions {

constexpr std::uint32_t no_token = 0xFFFFFFFF;

/// One pass over one document that finds its mentions; MentionFinder is its public face. The members are grouped by grammar, and each group
/// is a source file of this folder. A function that takes a token `i` reads what begins there and returns the token behind it, or `i`
/// itself.
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
    const auto numbered = std::count_if(document_.blocks.begin(), document_.blocks.end(), [&](const Block& block) {
      return block.end_token > block.first_token + 1 && tokens_[block.first_token].word == w_.article;
    });
    articles_ = numbered >= 3;
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      const Sentence& sentence = document_.sentences[s];
      if (document_.blocks[sentence.block].kind == BlockKind::furniture) continue;
      scan(sentence);
    }
    read_bylines();
    offices_of_listed_persons();
    resolve_short_names();
    offices_of_known_states();
    party_references();
    name_acting_states();
    for (Entity& entity : analysis_.entities)
      if (entity.cls == cls::Person && entity.entry == no_entry && entity.named) add_short_forms(entity);
    std::sort(analysis_.mentions.begin(), analysis_.mentions.end(), [](const Mention& a, const Mention& b) {
      return a.first_token != b.first_token ? a.first_token < b.first_token : a.end_token > b.end_token;
    });
  }

 private:
  // --- Entities ------------------------------------------------------------------------------------------------------

  EntityIndex entity_of(EntryId entry);
  EntityIndex add_entity(Entity entity);
  EntityIndex unlisted(ClassId cls, ClassId type, const std::string& label, const std::string& key);
  void met(EntityIndex index, std::string name);
  [[nodiscard]] std::string words(std::uint32_t first, std::uint32_t end) const;
  Mention& add_mention(std::uint32_t first, std::uint32_t end, MentionKind kind, EntityIndex entity);
  void claim(EntityIndex subject, PropertyId property, EntityIndex object, std::string_view rule, Span span, double confidence = 0.95);
  void claim_date(EntityIndex subject, PropertyId property, const std::string& date, std::string_view rule, Span span);

  // --- Bylines -------------------------------------------------------------------------------------------------------

  /// "Senior Fellow, Nordic Centre for African Security" in the line below an author's name: whom the author works for.
  void read_bylines();
  /// The one person that a line names and nothing else, "by" aside; no_entity if there is none.
  [[nodiscard]] EntityIndex author_in(const Block& block) const;

  // --- Tokens --------------------------------------------------------------------------------------------------------

  [[nodiscard]] bool is(std::uint32_t token, WordId word) const { return token < end_ && tokens_[token].word == word; }
  [[nodiscard]] bool capital(std::uint32_t token) const { return token < end_ && tokens_[token].has(token_flag::capitalised); }
  [[nodiscard]] bool is_word(std::uint32_t token) const { return token < end_ && tokens_[token].kind == TokenKind::word; }
  [[nodiscard]] bool joined(std::uint32_t token) const { return token < end_ && !tokens_[token].has(token_flag::space_before); }
  [[nodiscard]] bool lower(std::uint32_t token) const { return is_word(token) && !capital(token); }

  // --- The scan of a sentence ----------------------------------------------------------------------------------------

  struct NameHit {
    std::uint32_t end = 0;
    std::vector<std::uint32_t> payloads;
  };

  NameHit longest_name(std::uint32_t token);

  /// Whether the hyphen joins a word like "Franco" to a state's adjective: "Franco-German".
  bool first_half(std::uint32_t hyphen);

  /// The longest name of a state or organisation.
  NameHit longest_actor(std::uint32_t token);
  void scan(const Sentence& sentence);

  /// Reads what begins at a token; returns the token behind it, or the token itself.
  std::uint32_t step(std::uint32_t i);

  // Within an agreement's title only states and dates are of interest: they are its parties and date.
  struct TitleSpan {
    std::uint32_t first, end, head;
  };

  void scan_inside(const TitleSpan& span);

  // --- Gazetteer names -----------------------------------------------------------------------------------------------

  bool words_match(const std::vector<Token>& words, std::uint32_t at) const;
  bool holds(const Reading& reading, std::uint32_t first, std::uint32_t end) const;

  /// Whether the document has one of these words anywhere.
  [[nodiscard]] bool document_has(const std::vector<std::vector<Token>>& words) const;
  bool joined_by_space(std::uint32_t token) const { return tokens_[token].has(token_flag::space_before); }
  bool dated(const Reading& reading) const;

  /// Whether the word at `i` may be a surname behind a given name: one in no list, or one of a listed person.
  [[nodiscard]] bool surname_at(std::uint32_t i) const;

  /// A thing called after a state, a person with a state's name, a town of that name in the United States.
  [[nodiscard]] bool no_state_here(const CatalogName& name, std::uint32_t first, std::uint32_t end);

  /// "Kenyan-led", "pro-Russian", "ethnic Albanians": words that describe somebody else by a state.
  [[nodiscard]] bool in_compound(std::uint32_t first, std::uint32_t end) const;

  /// Whether the grammar says that the name at [first, end) acts: it is no object of a preposition of place, and a verb of acting
  /// follows, or a possessive.
  bool acts(std::uint32_t first, std::uint32_t end) const;

  /// "at Oslo, Bergen, and Paris": the list began with a preposition of place.
  [[nodiscard]] bool listed_with_place(std::uint32_t first) const;
  /// Whether the word at `i` takes somebody to the places that follow it.
  [[nodiscard]] bool goes_to(std::uint32_t i) const;
  bool read_name(std::uint32_t first, const NameHit& hit);
  /// "Brookings's Ana Reyes", "Brookings scholar Ana Reyes", "Ana Reyes of Brookings": where an institute's short name is meant.
  [[nodiscard]] bool employs_here(std::uint32_t first, std::uint32_t end) const;
  [[nodiscard]] static int rank(const CatalogName& name);
  bool apply(const Reading& reading, const CatalogName& name, std::uint32_t first, std::uint32_t end);
  /// Whether a listed acronym stands for common words here: "a bilateral trade agreement (BTA)", and from there on "BTA".
  bool abbreviates_words(std::uint32_t first, std::uint32_t end);
  void mention_name(const CatalogName& name, std::uint32_t first, std::uint32_t end);

  /// "the German invasion of Poland", "the Iran–Iraq War" is one name, and tells who invaded or fought whom: adds the mentions of the
  /// states within it.
  void states_of_event(std::uint32_t first, std::uint32_t end);
  /// "The Israeli army", "the US Congress": a body of a state, named with its state, acts for it.
  bool speaks_for_state(const Entry& entry, std::uint32_t first, std::uint32_t end);
  Mention& mention_at(std::uint32_t first);
  bool governs_policy(std::uint32_t first, std::uint32_t end) const;
  /// "the Norwegian capital, Oslo", "Oslo, the capital of Norway": the city is meant, not the government.
  bool called_city(std::uint32_t first, std::uint32_t end);

  /// "Association of Southeast Asian Nations (ASEAN)", "… (hereinafter "the Agreement")", "… (commonly known as the "X Treaty")".
  /// Notes the name behind "X, also known as": "the Reindeer Pact,".
  void called_alias(std::uint32_t comma, EntityIndex entity);
  /// Whether the letters are the first ones of the words of an agreement's name, from some word on: "EPA".
  [[nodiscard]] static bool initials_of(const Entity& entity, const std::string& letters);
  void bracketed_alias(std::uint32_t at, EntityIndex entity);

  // --- Agreements ----------------------------------------------------------------------------------------------------

  [[nodiscard]] std::optional<EntryId> name_of_state(std::uint32_t i);
  [[nodiscard]] bool is_state_name(std::uint32_t i);
  void find_agreement_titles();

  /// "the Franco-Polish Alliance": called after its two sides, it is what they agreed.
  bool alliance_of_two(std::uint32_t i);
  /// "Third Protocol": a capitalised ordinal that begins an agreement's name.
  [[nodiscard]] bool ordinal_of_title(std::uint32_t i) const;
  [[nodiscard]] bool name_word(std::uint32_t i) const;
  std::optional<TitleSpan> agreement_title(std::uint32_t head);

  /// The end of a list of states ("Norway, Chile and the governments of X and Y"); `at` itself if there are not two.
  std::uint32_t parties_end(std::uint32_t at);
  [[nodiscard]] bool preceded_by_article(std::uint32_t q) const;

  // A capitalised word at a sentence's start belongs to a name only if it begins one.
  bool in_name(std::uint32_t i);
  /// Whether two states joined by a hyphen or dash stand from `first` to `head`: "Norway–Chile".
  [[nodiscard]] bool pair_of_states(std::uint32_t first, std::uint32_t head);
  bool only_states(std::uint32_t first, std::uint32_t end);

  /// Whether a word leads from a title back into its sentence: "in accordance with", "on the basis of", "and confirming", "and in
  /// particular".
  [[nodiscard]] bool enacts(std::uint32_t i) const;

  /// Whether the words behind a head that nothing stands before are no title: "the Agreement in the light of …", "this Treaty for such …".
  [[nodiscard]] bool leaves_bare_head(std::uint32_t i, std::uint32_t head) const;

  /// The end of a title that goes on at `at` with a preposition.
  std::uint32_t title_end(std::uint32_t at, std::uint32_t head, bool premodified);

  /// Whether the head is of a text that its authors issue together: a statement, declaration or communiqué.
  [[nodiscard]] bool joint_text(std::uint32_t head) const;

  /// Whether a preposition inside a title leads out of it: "at the opening of …" behind words in capitals, "with Norway".
  bool leaves_title(std::uint32_t i, bool capitals, bool between);
  [[nodiscard]] bool title_case_word(std::uint32_t i) const { return title_case_ == false && capital(i) && i + 1 < end_ && capital(i + 1); }

  // "between the governments of X and Y": small letters that a party's name is made with.
  [[nodiscard]] bool between_lower_ok(std::uint32_t i) const { return w_.countries_of.has(tokens_[i].word) || !is(i - 1, w_.and_); }

  /// "on March 31", "of February 17, 1966", "in Brussels on …": when or where it was signed, no part of what it is about.
  [[nodiscard]] bool time_or_place_follows(std::uint32_t i);

  /// ", Trade, Science and Youth" behind a comma: subjects in capitals, of which none is a state or a person.
  [[nodiscard]] bool listed_subjects(std::uint32_t comma, std::uint32_t at);

  /// Whether a listed agreement's name begins here ("… and the GATT").
  bool names_agreement(std::uint32_t i);
  [[nodiscard]] bool verb_like(std::uint32_t i) const;
  bool list_goes_on(std::uint32_t comma, bool between);

  /// The words that tell agreements of one kind apart: without the head, function words, parties and dates, in alphabetical order.
  std::string core_of(std::uint32_t first, std::uint32_t end);
  void add_agreement(const TitleSpan& span, const NameHit& whole, const std::vector<std::pair<std::uint32_t, EntityIndex>>& named,
                     const std::string& year);
  bool is_final_act(const TitleSpan& span) const;
  static void add_unique(std::vector<EntityIndex>& list, EntityIndex entity);

  /// Parties follow "between" until the title turns to its subject ("on", "concerning", "for").
  bool party_position(std::uint32_t between, std::uint32_t token, const TitleSpan& span) const;
  bool concerning(std::uint32_t i) const;
  EntryId listed_agreement(const TitleSpan& span, const NameHit& whole, const std::vector<EntityIndex>& parties, std::uint32_t& name_end);

  /// Whether a gazetteer's name says all that the title says, but for its date and parties.
  bool covers_title(const TitleSpan& span, std::uint32_t first, std::uint32_t end);
  bool same_parties(const std::vector<EntryId>& listed, const std::vector<EntityIndex>& named) const;

  struct KnownAgreement {
    EntityIndex entity;
    std::string core, head;
    bool heading = false;  ///< named in a heading first
  };

  /// "The X Treaty was a treaty between A and B": the agreement that a description without capitals says more of.
  /// Whether the text has spoken, outside headings, of an agreement of this kind without naming its parties.
  /// Whether the word at `i` tells how an agreement is called: "an agreement titled", "a framework to share data called".
  [[nodiscard]] bool calls_agreement(std::uint32_t i) const;
  /// "the Protocol Amending the Treaty on X" amends that treaty.
  void amended_by_title(const TitleSpan& span, EntityIndex index, const Span& evidence);
  [[nodiscard]] bool first_of_kind(const std::string& head) const;
  /// Whether a hyphen or dash joins two capitalised words between the tokens.
  [[nodiscard]] bool joins_names(std::uint32_t first, std::uint32_t end) const;
  EntityIndex defined_as(const TitleSpan& span) const;

  /// "the Defence Agreement" behind "Agreement on Defence and Trade": the one agreement of that kind whose words hold all of these.
  EntityIndex short_form(const std::string& core, const std::vector<EntityIndex>& parties, const std::string& head,
                         const std::string& year) const;

  /// The listed agreement of exactly this name.
  EntryId listed_in(std::span<const Token> tokens);

  EntityIndex same_agreement(const std::string& core, const std::vector<EntityIndex>& parties, const std::string& head,
                             const std::string& year) const;

  // --- Resolutions ---------------------------------------------------------------------------------------------------

  /// The United Nations' organs and other councils and assemblies; not every body that a sentence names beside a resolution.
  [[nodiscard]] bool adopts_resolutions(EntityIndex body) const;

  /// "resolutions 1739 (2007), 1765 (2007) and 1795 (2008)": the numbers behind the first.
  [[nodiscard]] bool listed_resolution(std::uint32_t i) const;

  /// The organ whose resolution or minutes the document begins with: a number without an organ is one of its own.
  [[nodiscard]] EntityIndex organ_of_document() const;

  /// "Security Council resolution 1540 (2004)", "Resolution 47/139", "S/RES/1718 (2006)". A bare number without an organ is the document's
  /// own.
  std::uint32_t resolution(std::uint32_t i);
  /// "Decision 371 of the Andean Community", "Decision No. 3/2001 of the Commission of …": of a listed body.
  std::uint32_t decision_of_body(std::uint32_t i);

  std::uint32_t act_of_union(std::uint32_t i);

  /// "the Iraqi Constitution", "Constitution of Norway", "Executive Order No. 13660", "E.O. 13660": national law that no gazetteer lists.
  std::uint32_t national_act(std::uint32_t i);
  /// Whether the word "Constitution" stands soon behind: looked at before names are looked up.
  [[nodiscard]] bool constitution_near(std::uint32_t i) const;
  /// The end of the number of a resolution of a special session at `i`: "ES-11/1". `i` if there is none.
  [[nodiscard]] std::uint32_t special_session(std::uint32_t i) const;

  // --- Publications --------------------------------------------------------------------------------------------------

  /// "titled “X”", "entitled X: Y", "her book “X”", "author of “X”", "“X”, an article by …": the title of an article or book.
  std::uint32_t publication(std::uint32_t i);

  /// Whether the words are written like a title's, with capitals for all that is no small word.
  [[nodiscard]] bool title_case(std::uint32_t first, std::uint32_t end) const;

  /// Whether the sentence speaks of what is published, and the name at [first, end) stands where a magazine's would: "an essay in Foreign
  /// Affairs".
  [[nodiscard]] bool publishes_here(std::uint32_t first, std::uint32_t end) const;

  /// Whether the words between two quotation marks are a title by what stands around them: "her book “X”", "author of “X”".
  [[nodiscard]] bool is_called(std::uint32_t open, std::uint32_t close) const;

  // --- Organisations -------------------------------------------------------------------------------------------------

  std::uint32_t organisation_by_pattern(std::uint32_t first, const NameHit& name);

  /// A name that only what stands before it makes an organisation's: "members of the Asia Cooperation Dialogue", "joined the Shield of the
  /// Americas".
  std::uint32_t organisation_by_membership(std::uint32_t first);

  /// "the Triple Alliance of Norway, Iceland and Denmark": what stands behind "of" are its members and no part of its name.
  [[nodiscard]] bool allied_states(std::uint32_t head, std::uint32_t first);

  /// "a member of the Canarian Coalition", "representing the … League": people belong to it, or speak for it.
  [[nodiscard]] bool has_members(std::uint32_t head) const;

  /// The entry of [first, end) without the state's adjective that it begins with, if that is the name of one of that state's bodies.
  [[nodiscard]] EntryId state_before_listed_body(std::uint32_t first, std::uint32_t end);
  bool list_of_portfolios(std::uint32_t comma) const { return capital(comma + 1) && (is(comma + 2, w_.and_) || is(comma + 2, w_.comma)); }
  ClassId organisation_type(std::uint32_t head);

  // --- Places that no gazetteer lists ----------------------------------------------------------------------------------

  /// The end of a place's name in capitals ("Al-Rawda", "Rio do Sul") that begins at `i`; `i` if none does.
  [[nodiscard]] std::uint32_t place_name_end(std::uint32_t i) const;

  /// Behind "northern Chile", "the south of Chile" at `k`, or no_token: a state named in full, and no possessor.
  std::uint32_t state_behind(std::uint32_t k);

  /// ", a desert town in …": what stands before the comma is a settlement.
  bool called_settlement(std::uint32_t comma);

  /// A place that the sentence says to be one: "the Kenyan town of X", "X, a village in …", "in X in southern Chile", "the X Mountains".
  std::uint32_t unlisted_place(std::uint32_t i);

  // --- Political parties and what they stand for ---------------------------------------------------------------------

  /// An ideology by its name, or by an adjective before the noun of a party ("a conservative, pro-European party").
  bool ideology(const CatalogName& name, std::uint32_t first, std::uint32_t end);
  [[nodiscard]] bool before_party_noun(std::uint32_t i);

  /// Whether the words before `i` say that what follows is a party's creed: "ideologically", "described as", "ideology is".
  [[nodiscard]] bool said_of_party(std::uint32_t i) const;

  /// "anti-fascism" and the like, of what is listed.
  std::uint32_t anti_creed(std::uint32_t i);

  /// "Catalan nationalism"; "Scottish independence" where somebody supports it.
  std::uint32_t national_cause(std::uint32_t i, const NameHit& name);

  /// Whether the sentence speaks of party politics.
  [[nodiscard]] bool political();

  /// The name (no adjective) of an ideology.
  [[nodiscard]] bool creed_at(std::uint32_t i);

  /// Behind a bracket at `i`, if there is one.
  [[nodiscard]] std::uint32_t behind_bracket(std::uint32_t i) const;

  /// A run of capitalised words, with small connecting words between them.
  [[nodiscard]] std::uint32_t capital_run(std::uint32_t i) const;

  /// "The party supports …", "It advocates …": the party that the text speaks of, where only one can be meant.
  void party_references();

  /// A name that the sentence itself says to be a party's: "X (…) is a … political party", "X's ideology", "the X party".
  std::uint32_t party_by_context(std::uint32_t i);

  // --- Elections ------------------------------------------------------------------------------------------------------

  struct ElectionState {
    EntryId state = no_entry;
    std::uint32_t first = 0, end = 0;
    bool adjective = false;
  };

  /// "the 2019 Canadian federal election", "the Finnish parliamentary election of 2011", "the 1933 Ashford by-election": an event that goes
  /// by year, state and kind. Where the name leaves the state out, it is the one that the text names.
  std::uint32_t election(std::uint32_t i);

  /// Behind "election", "by-election", "primary" at `i`; else `i`.
  [[nodiscard]] std::uint32_t election_noun(std::uint32_t i) const;
  [[nodiscard]] bool speaks_of_elections() const;
  [[nodiscard]] std::string year_at(std::uint32_t i) const;

  /// The end of an election's name without its date, from `first` on; `first` if there is none. `kinds`: it says which kind of election.
  std::uint32_t election_core(std::uint32_t first, bool& kinds);
  ElectionState election_state(std::uint32_t first, std::uint32_t end);

  /// The one state that the sentence names, else the one that the text named so far.
  EntryId only_state_named();
  [[nodiscard]] std::string state_of_election(EntryId state) const;

  /// The year of "ran for President of Chile in 2013" stands for the election.
  std::uint32_t candidacy_for_president(std::uint32_t i, std::uint32_t end, const std::string& date);
  void add_election(std::uint32_t first, std::uint32_t end, std::uint32_t core, std::uint32_t core_end, const std::string& date,
                    bool kinds);

  // --- Seats in assemblies --------------------------------------------------------------------------------------------

  struct Legislature {
    std::uint32_t end = 0;
    EntryId entry = no_entry;
    bool shared = false;  // several states have one of that name, and the text does not say whose it is
  };

  /// A parliament, chamber or council by its listed name or by pattern: "Storting", "Legislative Assembly of Ontario".
  std::optional<Legislature> legislature_at(std::uint32_t i);

  /// The position of its members; `first` is where the words begin that name it.
  EntityIndex seat_in(const Legislature& legislature, std::uint32_t first, std::uint32_t body_first);

  /// Where the assembly of "member of the …" at `i` begins; no_token if there is none.
  [[nodiscard]] std::uint32_t seat_noun(std::uint32_t i) const;

  /// "elected to the …", "served in the …" before `i`: who does so becomes its member.
  [[nodiscard]] bool seat_before(std::uint32_t i) const;

  /// "member of the Storting", "Storting member X", "(elected to) the Storting".
  std::uint32_t seat(std::uint32_t i);
  void seat_claims(EntityIndex person, EntityIndex position);

  // --- Persons and offices -------------------------------------------------------------------------------------------

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
    std::string mission;  // that it is the head of: "Delegation"
    std::string place;    // that it is an office of: "Governor of Nebraska"
    std::string written;  // with its owner before it: "Norwegian foreign minister"
    EntityIndex state_before = no_entity;
  };

  /// "Foreign Affairs and Trade Minister": fields joined before their minister.
  [[nodiscard]] std::optional<Office> compound_minister(std::uint32_t i) const;
  /// A title at `i`, its open part included.
  std::optional<Office> office_at(std::uint32_t i);
  /// Where the field of a ministry that reaches from `first` to `last` ends, if a name follows it without a mark: "Minister of Foreign
  /// Trade and Tourism Ana Reyes".
  [[nodiscard]] std::uint32_t end_of_portfolio(std::uint32_t first, std::uint32_t last) const;
  /// Whether an organisation of the gazetteers is named at `i`.
  [[nodiscard]] bool names_organisation(std::uint32_t i);
  [[nodiscard]] bool is_ambassador(std::uint32_t i) const;
  /// Whether ministries are called by the word: "trade", "affairs".
  [[nodiscard]] bool portfolio_word(std::uint32_t i) const;
  /// Whether a portfolio goes on behind a comma, where no name stands.
  [[nodiscard]] bool portfolio_goes_on(std::uint32_t comma) const;
  /// "the EU Delegation to Zambia", "the Delegation of the EU to Zambia" behind "head of": the office is of whoever sends the mission.
  /// Returns the token behind it, or `i`.
  std::uint32_t mission_of(Office& office, std::uint32_t i);
  [[nodiscard]] bool mission_word(std::uint32_t i) const;
  bool office_start(std::uint32_t i);

  /// ", and Yasonna Laoly, Indonesia's Minister …": a name with its own office behind a comma.
  bool apposed_person(std::uint32_t i);
  bool person_start(std::uint32_t i) const { return i < end_ && catalog_.given_name(tokens_[i].word) == 2 && capital(i); }

  /// The open part of a title ends where a person's name begins: at a given name, but not at its first word.
  std::uint32_t trim_person_name(std::uint32_t first, std::uint32_t end);

  /// Words of a person's name from `i` on; no_token if none begins there. `titled`: a title stands before, so any capitals will do.
  std::uint32_t name_shape(std::uint32_t i, bool titled);
  [[nodiscard]] bool listed_person(const NameHit& hit) const;
  [[nodiscard]] bool is_place_name(std::uint32_t i);
  bool hyphenated(std::uint32_t first, std::uint32_t end) const;

  // A word that begins an office in capitals: it ends the name before it.
  bool office_word(std::uint32_t i);
  std::optional<Office> office_at_cached(std::uint32_t i);
  bool known_other(std::uint32_t i);

  /// A state's adjective, name with possessive, or an organisation before an office: "South Korean", "Norway's", "NATO".
  struct Owner {
    std::uint32_t end = 0;
    std::vector<EntityIndex> entities;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> spans;
    std::vector<const CatalogName*> names;
  };

  /// The entry that an ambiguous name stands for at [first, end), by the first of its readings that holds.
  [[nodiscard]] EntryId meaning(const CatalogName& name, std::uint32_t first, std::uint32_t end) const;
  [[nodiscard]] bool same_form_follows(std::uint32_t i, NameKind kind);
  std::optional<Owner> owner_at(std::uint32_t i);

  /// Whether the ordinal at `i` is part of the office ("First Minister") and counts no holders ("the first president").
  bool ordinal_of_office(std::uint32_t i);

  /// Reads modifiers ("former", "acting") from `i` on.
  std::uint32_t modifiers(std::uint32_t i, ModifierEffect& effect);
  std::uint32_t person_or_position(std::uint32_t i);

  /// "For the President of the Republic of Kenya," and a name on the next line: of who signs for the holder of the office.
  [[nodiscard]] bool signs_for(std::uint32_t office, std::uint32_t name) const;
  /// Whether the word stands for a state named before: "the country", "the island".
  [[nodiscard]] bool land_word(std::uint32_t i) const;
  /// Whether the word says what somebody is to another: "wife", "predecessor".
  [[nodiscard]] bool kin_word(std::uint32_t i) const;

  /// ", the Hon", ", H.E. Mr.": the token behind the words of address that begin at `i`.
  std::uint32_t behind_addresses(std::uint32_t i);
  /// "the Foreign Minister of Chile and Chair of the Group, X": the comma behind the second function, `i` being its rest or its "and".
  std::uint32_t second_function(std::uint32_t i) const;
  /// "Israel's foreign minister, Eli Cohen, …", "its secretary-general, Jasem Albudaiwi": an office and, between commas, who holds it.
  std::uint32_t office_then_name(std::uint32_t i, std::uint32_t k, std::vector<Office>& offices, const Owner* owner);
  /// The person named there holds that office of that state or body; the mention begins at `first`.
  void holds_office(std::uint32_t first, std::uint32_t name, std::uint32_t name_end, Office office, EntityIndex of);

  /// "the foreign ministers of Russia and France, Sergei Lavrov and Bernard Kouchner": each of his own, in order.
  std::uint32_t respective_holders(std::uint32_t i, std::uint32_t k, const Office& office);

  /// "the foreign ministers of Russia (Sergei Lavrov) and France (Bernard Kouchner)"; no_token if none are named so.
  std::uint32_t bracketed_holders(std::uint32_t i, std::uint32_t k, const Office& office);

  /// The one list of states before the token in its sentence, if it has as many as `count`.
  [[nodiscard]] std::vector<EntityIndex> states_before(std::uint32_t token, std::size_t count) const;

  /// "Turkey's Ahmet Davutoğlu" where the text spoke of the foreign ministers of Turkey and another state.
  std::uint32_t member_of_plural_office(std::uint32_t i);
  /// "Bolivia's Evo Morales": one whom the gazetteers know to have held an office of the state before him.
  void listed_official_of(std::uint32_t i);
  /// "Venezuelan President X and Ecuador's Y": the holder of the same office in another state.
  std::uint32_t peer_of_another_state(std::uint32_t i);
  /// The one state that a sentence has named before "the country's prime minister".
  [[nodiscard]] EntityIndex state_of_the_country(std::uint32_t office) const;

  /// "his Tajik counterpart, Sirojiddin Muhriddin": the office of the person before, of another state.
  std::uint32_t counterpart(std::uint32_t i);
  [[nodiscard]] bool titled_by(const Office& office, std::uint32_t name) const;

  /// "Foreign Ministers of France | , Germany and the United Kingdom": the holders that a list goes on with at `k`, and the token behind
  /// it.
  std::uint32_t more_holders(Office& office, std::uint32_t k);
  /// "of X", "to X", "for X" behind an office, and "(X)".
  void read_holders(Office& office, std::uint32_t& k);
  [[nodiscard]] bool adjective_only(std::uint32_t i);
  EntityIndex mention_owner(const Owner& owner, std::size_t s);

  /// "Pope Francis", "King Charles": the one person whom the gazetteers list under a name that begins with the title; no_entity if none.
  EntityIndex listed_with_title(std::uint32_t first, std::uint32_t name, std::uint32_t end);
  EntityIndex person_named(std::uint32_t first, std::uint32_t end, bool titled);

  /// Presidents X of A and Y of B.
  std::uint32_t person_list(std::uint32_t first, std::vector<Office>& offices, std::uint32_t name, const Owner* owner);
  std::uint32_t position_alone(std::uint32_t first, std::vector<Office>& offices, const Owner* owner, std::uint32_t end);

  /// Whether what begins at `i` like a title is the name of a body: "Revolutionary Nationalist Movement".
  bool other_begins(std::uint32_t i);
  [[nodiscard]] static bool title_kind_of_party(TitleKind kind);
  [[nodiscard]] std::string plain_label(const Entity& entity) const;
  [[nodiscard]] std::string state_with_article(EntityIndex e) const;
  EntityIndex position_of(const Office& office, const std::vector<EntityIndex>& holders);

  /// The end of the place that an office at `first` is of ("Governor of Nebraska"); `first` if it is none.
  std::uint32_t place_of_office(const Title& title, std::uint32_t first);

  /// An office that is one of a single state or body by its own words ("Chancellor of the Exchequer").
  void own_holder(Office& office);

  /// Where an office that the text says somebody holds names no state: the one whose office alone it is, or the one that the text names.
  bool infer_holder(Office& office, std::vector<EntityIndex>& holders);

  /// Whether somebody is said to be, become or have been what begins at `i`.
  [[nodiscard]] bool predicate(std::uint32_t i) const;
  void attach_offices(EntityIndex person, std::vector<Office>& offices, const Owner* owner, std::uint32_t name_end,
                      std::uint32_t first_token = no_token);

  /// "her foreign minister": the state of the official spoken of last, if he is of one alone.
  [[nodiscard]] std::vector<EntityIndex> state_of_last_official(std::uint32_t token) const;

  /// "Ghana is no member, although its Prime Minister …": the state that the sentence begins with.
  [[nodiscard]] std::vector<EntityIndex> last_owner(std::uint32_t token) const;

  /// Whose office it is that no owner stands with, where the sentence says it otherwise: "Norway sent Foreign Minister X", "Minister X led
  /// the Norwegian delegation", "in Fiji they met with Prime Minister X".
  void settle_unowned();
  /// In a text that is a profile of a state, the state whose officer one is whose state is not said.
  [[nodiscard]] EntityIndex state_of_profile(const Office& office) const;
  /// "International organization participation: ACP, AU, UN, …" in a profile: what its state belongs to.
  void read_participations();
  /// "Diplomatic representation from Chile: …": whose ambassadors the paragraph names.
  void note_mission();
  [[nodiscard]] bool leads_with(std::initializer_list<std::string_view> label) const;
  [[nodiscard]] EntityIndex owner_in_clause(EntityIndex person, std::uint32_t name_end);
  /// The state whose name, or adjective, ends with the token before `end`; no_entity if there is none.
  [[nodiscard]] EntityIndex state_ending_at(std::uint32_t end) const;

  /// "Pakistan, whose prime minister, X, signed it": the state or body right before "whose".
  [[nodiscard]] std::vector<EntityIndex> antecedent(std::uint32_t whose) const;

  /// The state that the words around an officer give: "Chilean officials, including Foreign Minister X", "X and other Chilean leaders",
  /// "the Chilean government, Foreign Minister X", "Chile's new, widely respected Foreign Minister X".
  [[nodiscard]] std::vector<EntityIndex> state_around(EntityIndex person, const Office& office, std::uint32_t first,
                                                      std::uint32_t name_end);
  /// Whether a state named behind "X, of" ends there.
  [[nodiscard]] bool ends_apposition(const Owner& owner) const;
  /// "accompanied by", "together with" before the token.
  [[nodiscard]] bool accompanied(std::uint32_t token) const;

  /// "German Chancellor X and Foreign Minister Y": a minister without a state, right behind the head of his government.
  [[nodiscard]] std::vector<EntityIndex> colleague_of(const Office& office, std::uint32_t token) const;

  /// "the Government of Iraq, led by Prime Minister …", "…, represented by …": the state or body right before.
  [[nodiscard]] std::vector<EntityIndex> led_body(std::uint32_t token) const;
  void office_claims(EntityIndex person, const Office& office);
  void head_claims(EntityIndex person, const Office& office, EntityIndex holder, Span span, std::string_view rule);

  /// What the holder of the office is to the state: its head, the head of its government, both or (as most) none.
  [[nodiscard]] std::vector<PropertyId> leads(const Office& office, EntityIndex holder) const;

  /// Whether the document so far, or its sentence, names the state, or a body or place of it.
  bool speaks_of_state(std::string_view id);

  /// A member of the Republican ("R") or the Democratic ("D") Party of the United States.
  void american_party(EntityIndex person, std::string_view letter);

  /// "Juan Soto (Progress Party)", "(Labour)", "(R-Kansas)", ", a Democrat,": a party alone behind a name.
  void bracketed_party(EntityIndex person, std::uint32_t open);

  /// Whether the state has no such office, which leads others: the President of Norway.
  [[nodiscard]] bool leads_elsewhere(const Office& office) const;

  /// "Ana Reyes (now President of Chile)".
  void bracketed_office(EntityIndex person, std::uint32_t open);

  /// Whether the words at `i` give an office's term with its end: "from 1990 to 1994", "(1990–1994)", "until 1994".
  [[nodiscard]] bool term_over(std::uint32_t i) const;

  /// Appositions behind a name: ", the President of Brazil,", ", former foreign minister of X". Returns the end of the whole mention.
  std::uint32_t after_name(EntityIndex person, std::uint32_t name_end);

  /// ", also known as X,", ", born X," behind a name: one person. Returns the token behind such an insertion, else `name_end`.
  std::uint32_t other_names(EntityIndex person, std::uint32_t name_end);

  /// ", KUOM", ", GCIH, GColL" behind a name.
  [[nodiscard]] std::uint32_t behind_honours(std::uint32_t i) const;
  std::uint32_t bare_person(std::uint32_t i);

  /// A verb that tells what somebody says.
  [[nodiscard]] bool speech_word(std::uint32_t i) const;
  /// Whether capitals from `first` to `end` are of somebody who speaks: "Znaur Gassoev told reporters".
  [[nodiscard]] bool speaks(std::uint32_t first, std::uint32_t end);

  /// A verb or adverb behind which, before an office, a career is told: "went on to become", "resigned as".
  [[nodiscard]] bool career_word(std::uint32_t i) const;

  /// A name in no list that the sentence introduces as an encyclopedia does: "Hilla Limann (12 December 1934 – 23 January 1998) was …",
  /// "Sukarno (born 6 June 1901) …", or as the holder of an office: "Taur Matan Ruak served as President of …".
  std::uint32_t defined_person(std::uint32_t i);

  /// Whether a party's listed name begins at `i`, a short one too.
  bool names_party(std::uint32_t i);

  /// Whether the name at [i, end), which no list knows, is somebody's who leads, joins or holds a post in a party behind it.
  bool belongs_to_party(std::uint32_t i, std::uint32_t end);

  // --- Short names ---------------------------------------------------------------------------------------------------

  struct Waiting {
    std::uint32_t first, end;
    std::vector<std::uint32_t> payloads;
    std::uint32_t sentence;
  };

  /// Surnames, acronyms that the text introduced, and weak names of the gazetteers, once the whole text has been read.
  void resolve_short_names();

  /// "Paul Kagame has been president since 2000", "the Prime Minister, currently Hun Sen": an office without a state, which is that of the
  /// state that a listed person is known for, if the office leads it.
  void offices_of_listed_persons();

  /// "Secretary of State John Kerry", "President Putin": the office whose state the title leaves out, where the gazetteers know that
  /// the person held it and the text names the state.
  void offices_of_known_states();

  /// The words between a person and an office say that the one holds the other, or held it; `now`: at the time of the text.
  [[nodiscard]] bool holds(const Mention& person, const Mention& office, bool& now) const;

  /// Full names are seldom used in full: "Pekka Olavi Haavisto" is "Pekka Haavisto" elsewhere. The first given name and the last name,
  /// without marks of generation and honours; of four and more names, of which the second is a given one, also the first of two family
  /// names, as in Spanish and Portuguese.
  void add_short_form(Entity& entity, const std::string& label) const;

  /// The same of each name of the entity.
  void add_short_forms(Entity& entity) const;

  /// Whether the document has named one of these states by their ids.
  [[nodiscard]] bool speaks_of(std::initializer_list<std::string_view> states) const;

  /// Whether the second mention gives the first one's agreement another name: "the treaty, the so-called Reindeer Pact".
  [[nodiscard]] bool same_by_another_name(const Mention& first, const Mention& second) const;
  void join_agreements(EntityIndex a, EntityIndex b);
  /// "the term “X Treaty” means the Treaty …": one agreement.
  void join_definitions();
  /// "the Charter" behind "the Charter of Liptako-Gourma": the agreement of that kind named last.
  EntityIndex recent_of_kind(const Waiting& waiting) const;

  EntityIndex weak_name(const Waiting& waiting, const std::unordered_map<std::string, EntityIndex>& surnames,
                        const std::set<std::string>& shared);

  /// "the Labour Party": of the state that the sentence names, else a party that only this document knows.
  /// "the Senate", "the Department of Commerce": the body of the one state of the text that has it.
  EntityIndex body_of_named_state(const Waiting& waiting);
  EntityIndex shared_party_name(const Waiting& waiting);

  /// "Rafsanjani became president of Iran": a surname of one listed person alone whose state has an office in the sentence.
  EntityIndex listed_surname(const Waiting& waiting);
  void merge(EntityIndex from, EntityIndex to);

  /// "Lukashenko expelled the consul": a name that the gazetteers hold for known the world over. Of several who bear it, only the state is
  /// known, if it is one.
  EntityIndex well_known_name(const Waiting& waiting, const std::unordered_map<std::string, EntityIndex>& surnames);

  /// "Prime Minister Ahern" where the gazetteers know one holder of that office with this surname.
  void link_titled_surnames();

  // --- States that act through others --------------------------------------------------------------------------------

  /// A state is mentioned too where its leader acts or is acted upon, where an armed group of its soil does, and where its towns are struck
  /// or in unrest ("riots broke out in Lahore").
  void name_acting_states();

  /// The state that a listed person led or served last, at the date of the document if it has one; no_entry of one who served an
  /// organisation after it, or whose time is over.
  [[nodiscard]] EntryId state_served(EntryId person) const;

  /// Whether the words around a place say that people act there or that it suffers: not where a text was signed or a meeting held.
  [[nodiscard]] bool scene_of_action(std::uint32_t first, std::uint32_t end, EntryId place) const;

  /// "flew to Minsk", "arrived in Amman": whoever travels to a capital calls on its government.
  [[nodiscard]] bool called_on(std::uint32_t first, std::uint32_t end);

  /// Whether the name at [first, end) is of another city than the capital that bears it ("Tripoli" near "Lebanese").
  [[nodiscard]] bool other_city(std::uint32_t first, std::uint32_t end);

  /// The state whose officers a list names: "Chilean officials, including Foreign Minister X, Defence Minister Y".
  struct Around {
    EntityIndex state = no_entity;
    const Sentence* sentence = nullptr;
    std::uint32_t end = 0;
    std::uint32_t title = 0;
    bool named = false;  ///< the list is said to be of that state's officers
  };

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
  bool articles_ = false;  // the text is one of numbered articles, a treaty's: "Protocol 1" is a part of it
  bool heading_ = false;   // in title case, and no full stop
  bool content_seen_ = false;
  bool elections_ = false;  // the sentence speaks of elections
  std::uint32_t capital_run_ = 0;
  std::vector<NameTrie::Hit> hits_;
  std::vector<TitleSpan> agreement_spans_;
  std::vector<KnownAgreement> agreements_;
  std::map<std::string, EntityIndex> state_bodies_;  // what short names of bodies stand for here
  std::vector<Waiting> waiting_;
  std::vector<Unowned> unowned_;
  Around around_;
  std::optional<EntityIndex> leads_with_mission_;
  std::optional<Office> last_office_;
  const Sentence* last_office_sentence_ = nullptr;
  std::optional<Office> plural_office_;
  std::ptrdiff_t plural_office_sentence_ = 0;
  bool several_resolutions_ = false;                              // whether that one began a list: "Resolutions 733 and 1907"
  std::uint32_t resolution_end_ = 0;                              // behind the last resolution read
  mutable std::unordered_map<const Reading*, bool> in_document_;  // of readings that ask for words anywhere
  std::unordered_map<EntryId, EntityIndex> by_entry_;
  std::unordered_map<std::string, EntityIndex> by_key_;
  std::set<std::string> places_;        // folded names of places that no gazetteer lists
  std::set<std::string> own_acronyms_;  ///< acronyms that the document gives to common words
  std::map<std::string, EntityIndex> persons_;
  std::unordered_map<std::string, EntityIndex> aliases_;
  std::unordered_map<EntityIndex, ModifierEffect> position_effects_;
};

}  // namespace pacta::mentions
