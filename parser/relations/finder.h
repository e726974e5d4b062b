#pragma once
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/ellipsis.h"
#include "parser/relations.h"

namespace pacta::relations {

constexpr std::int32_t none = -1;

/// One pass over one document that applies the rules to its sentences; RelationFinder is its public face. The members are grouped by theme,
/// and each group is a source file of this folder. Tokens are counted in the document, units in the clause that is being read.
class Finder {
 public:
  Finder(const Document& document, Analysis& analysis, const RuleSet& rules, const Ontology& ontology, const Catalog& catalog,
         const ClauseWords& words)
      : document_(document),
        analysis_(analysis),
        rules_(rules),
        ontology_(ontology),
        catalog_(catalog),
        w_(words),
        matcher_(rules),
        tokens_(document.tokens) {}

  /// Writes a trace of what follows.
  void trace_to(std::string* trace, std::string_view rule) {
    trace_ = trace;
    traced_rule_ = rule;
  }

  void run();

 private:
  // --- What stands where -----------------------------------------------------------------------------------------

  /// The mention of a number in a group of a clause.
  [[nodiscard]] const Mention& mention(std::uint32_t m) const {
    return m < analysis_.mentions.size() ? analysis_.mentions[m] : omitted_[m - analysis_.mentions.size()].mention;
  }

  /// The outermost mention that begins with a token where `mention_at_` has one.
  [[nodiscard]] const Mention& mention_from(std::uint32_t token) const {
    return analysis_.mentions[static_cast<std::size_t>(mention_at_[token])];
  }

  /// A token as words are compared: in small letters, without accents.
  [[nodiscard]] std::string folded(std::uint32_t token) const { return fold_word(document_.text(tokens_[token])); }

  /// The first word of a unit, as words are compared.
  [[nodiscard]] std::string first_word(std::size_t unit) const { return folded(clause_.units[unit].first_token); }

  /// The last word of a unit, as words are compared.
  [[nodiscard]] std::string last_word(std::size_t unit) const { return folded(clause_.units[unit].end_token - 1); }

  /// The first word of a unit, as the text has it.
  [[nodiscard]] std::string_view first_written(std::size_t unit) const { return document_.text(tokens_[clause_.units[unit].first_token]); }

  /// Whether a list of the rules has the word as a phrase of its own.
  [[nodiscard]] bool in_list(std::string_view list, WordId word) const { return word != unknown_word && rules_.list_has(list, word); }

  [[nodiscard]] bool is_omitted(const Unit& unit) const {
    return unit.kind == UnitKind::mention && clause_.groups[unit.group][0] >= analysis_.mentions.size();
  }

  [[nodiscard]] bool is_participle(std::uint32_t token) const {
    const auto readings = rules_.verb_forms(tokens_[token].word);
    return std::any_of(readings.begin(), readings.end(), [](const VerbReading& r) { return (r.forms & verb_bit::participle) != 0; });
  }

  [[nodiscard]] bool is_finite(std::size_t unit) const {
    return clause_.units[unit].kind == UnitKind::verb && clause_.units[unit].form == VerbForm::finite;
  }

  [[nodiscard]] bool is_agent(std::size_t unit) const {
    const Unit& u = clause_.units[unit];
    return u.kind == UnitKind::mention && (u.classes.test(cls::Actor) || u.classes.test(cls::Instrument));
  }

  [[nodiscard]] static bool public_actor(const Unit& unit) { return unit.classes.test(cls::State) || unit.classes.test(cls::Organization); }

  [[nodiscard]] bool is_conjunction(const Unit& unit) const {
    return unit.word == w_.and_ || unit.word == w_.or_ || unit.word == w_.nor ||
           (unit.kind == UnitKind::punctuation && document_.text(tokens_[unit.first_token]) == "&");
  }

  [[nodiscard]] bool rules_lemma(std::size_t verb, std::string_view lemma) const {
    return rules_.lemma_name(clause_.units[verb].lemma) == lemma;
  }

  // --- Sentences -------------------------------------------------------------------------------------------------

  /// Outer mentions by their first token.
  void index_mentions();

  /// Agreements that are left out are mentions beside those of the text, by the token behind which they are to be read.
  void index_omitted();

  /// What stands in quotation marks is somebody's, not the text's own: by token, the statement's number, or `unknown_speaker`.
  void index_quotations();
  void read(const Sentence& sentence);

  /// "the German invasion of Poland" is the name of an event, and says something too.
  void match_within_event(std::uint32_t outer, const Sentence& sentence);
  void match(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ranges, const Sentence& sentence);

  // --- Traces ----------------------------------------------------------------------------------------------------

  [[nodiscard]] std::string words_of(std::size_t unit) const;

  /// The sentence in the notation of rules: {Norway: State} <sign> {Oslo Treaty: Treaty}; "|" where no gap goes on.
  void trace_units();

  /// The narrowest of the classes.
  [[nodiscard]] std::string class_names(const ClassSet& classes) const;
  void trace_match(const Match& m, const VerbInfo& info, EntityIndex speaker);
  void note(std::string_view text);
  void note_claim(const Claim& claim);
  void trace_misses();
  [[nodiscard]] static std::string_view name_of(Modality modality);

  // --- Units -----------------------------------------------------------------------------------------------------

  /// The state's first token if "government of" or "nation of" that state begins at `i`, else `i`.
  [[nodiscard]] std::uint32_t state_of_government(std::uint32_t i, std::uint32_t end) const;
  /// Whether the word is an epithet that states are given before their name: "tiny", "neighbouring", "communist".
  [[nodiscard]] bool state_epithet(std::uint32_t i) const;
  /// The first token of the state that a description at `i` leads to, else `i`: "its northern neighbour Ecuador".
  [[nodiscard]] std::uint32_t described_state(std::uint32_t i, std::uint32_t end) const;
  void add_units(std::uint32_t first, std::uint32_t end);
  [[nodiscard]] ClassSet classes_of(const Mention& mention) const;

  /// "a presidential candidate", "the leader": an office that stands for nobody is words like others.
  [[nodiscard]] static bool words_only(const Mention& mention);

  /// "ten years", "18 months", "twenty-five years" that end with the token at `i`, as an ISO 8601 duration; empty if there is none.
  [[nodiscard]] std::string duration_at(std::uint32_t i) const;

  /// "since 1994", "after the war", "as President": prepositions, which end no clause.
  [[nodiscard]] bool is_preposition_use(std::uint32_t i, std::uint32_t end) const;

  void push(const Unit& unit) {
    clause_.units.push_back(unit);
    clause_.verbs.emplace_back();
  }

  void push_as(UnitKind kind, std::uint32_t token, WordId word);
  std::uint32_t add_mention(std::uint32_t first, std::uint32_t end);

  /// "President Ana Reyes of Chile and Per Holm of Norway": behind a person "of Norway" belongs to the name, and in a list of officials it
  /// says whose official that person is. Returns the token behind it.
  std::uint32_t person_of_state(const Mention& person, std::uint32_t i, std::uint32_t end);

  /// "President X and his entourage", "X and a delegation of traders": the token behind who goes along without a name, else `i`.
  [[nodiscard]] std::uint32_t behind_companions(std::uint32_t i, std::uint32_t end) const;

  /// "Erik Holm of Norway and Ana Reyes of Chile met", "Norway's Erik Holm and Chile's Ana Reyes": who is told of two states where states
  /// deal with each other is an official of his. `told`: how many such persons were known before the sentence.
  void act_for_states(std::size_t told, const Sentence& sentence);

  /// "met visiting President X in Oslo", "the king received visiting President X": X visited the place, or the state of the host.
  void visiting_guests(const Sentence& sentence);

  /// Puts what is left out behind the unit that ends with `token`: "acceded [to the Treaty]".
  void add_omitted(std::uint32_t token);

  /// A, B and C become one unit, across brackets that were lifted out.
  void coordinate();

  /// Whether the name at a unit ends what is said of the one before it: "France, an ally of Greece, and …".
  [[nodiscard]] bool closes_relation(std::size_t name) const;
  /// Whether the sentence begins with a subordinate clause whose object is the unit at `object`, so that a list from `next` on has a verb
  /// Whether four states or more stand in a list without "and", up to a mark.
  [[nodiscard]] bool asyndetic_states(std::size_t first) const;
  /// "Norway, Chile sign accord": whether the two begin a headline whose verb has both as its subject.
  [[nodiscard]] bool pair_of_headline(std::size_t first, std::size_t second) const;
  /// of its own.
  [[nodiscard]] bool ends_fronted_clause(std::size_t object, std::size_t next) const;
  /// "visited Yerevan, Norway and Baku": a place and a state, one after the other behind a verb or noun of travel at `first`.
  [[nodiscard]] bool destinations(const Unit& a, const Unit& b, std::size_t first) const;
  /// Whether states parted by semicolons begin at the unit: "A; B; Hong Kong, China; and C".
  [[nodiscard]] bool semicolon_list(std::size_t first) const;
  /// "Secretary Reyes and her Norwegian counterpart, Lars Holm": an official of that state, as she is one.
  void counterpart_of_state(std::size_t first, std::size_t person);
  /// The unit behind "and 45 other states" at `at`, which ends a list; `at` if it does not stand there.
  [[nodiscard]] std::size_t behind_others(std::size_t at) const;
  /// Whether behind "object, and" a clause with a subject of its own begins, whose name or names stand at `next`: "A invaded B, and C
  /// protested".
  [[nodiscard]] bool begins_second_clause(std::size_t object, std::size_t next) const;

  /// "X and his Chilean counterpart, Y": the unit of the name behind it, or `k`.
  [[nodiscard]] std::size_t behind_counterpart(std::size_t k) const;
  [[nodiscard]] bool listable(const Unit& unit) const;
  [[nodiscard]] bool list_continues(std::size_t at) const;
  /// "the member states of EFTA, Iceland and Norway,": the body whose members are listed behind it is none of the list.
  [[nodiscard]] bool body_of_members(std::size_t i) const;
  /// "…, Ukraine's occupied regions, Venezuela …": the comma behind what the state at unit `k` has, where a list of states goes on; else
  /// `k`.
  [[nodiscard]] std::size_t behind_possession(std::size_t k) const;
  [[nodiscard]] ClassSet state_classes(EntityIndex entity) const;

  // --- Verbs -----------------------------------------------------------------------------------------------------

  [[nodiscard]] bool adverb(std::uint32_t i) const;
  /// Whether two words are an adverbial that stands within verbs: "has so far refused".
  [[nodiscard]] bool adverbial_pair(std::uint32_t i, std::uint32_t end) const;
  std::uint32_t add_verb(std::uint32_t first, std::uint32_t end);

  /// "Ana Reyes, born in Arica, would later become president": "would" tells what came true.
  [[nodiscard]] bool future_in_past(std::uint32_t would, std::uint32_t end) const;

  /// "is", "was not": a verb of its own where no other follows.
  std::uint32_t copula(std::uint32_t first, std::uint32_t i, bool be, VerbInfo info);
  [[nodiscard]] bool has_have(std::uint32_t first, std::uint32_t end) const;

  [[nodiscard]] bool first_is_gerund(std::uint32_t first) const { return document_.text(tokens_[first]) == "being"; }

  [[nodiscard]] bool next_is_verb(std::uint32_t i, std::uint32_t end) const;

  /// "refrained from signing the treaty", "by invading Norway": a verb, since a preposition stands before and a name behind.
  [[nodiscard]] bool has_object_behind_preposition(std::uint32_t i, std::uint32_t end) const;

  /// "hit by UN sanctions since 2006", "US visits to": a noun, since behind the verb would be whom it is about.
  [[nodiscard]] bool names_acts(std::uint32_t i, std::uint32_t end) const;

  /// "the visit", "its support for": the word is a noun here.
  [[nodiscard]] bool noun_like(std::uint32_t i, std::uint32_t end) const;

  // --- Lists of a group's members --------------------------------------------------------------------------------

  /// "twelve coastal states", and the names that the text gives for them elsewhere in the sentence.
  struct ListedGroup {
    std::uint32_t first = 0, end = 0;                            ///< tokens of the phrase that stands for the group
    std::vector<std::pair<std::uint32_t, std::uint32_t>> names;  ///< tokens of the members' names
    std::uint32_t list_first = 0, list_end = 0;                  ///< tokens of the list, with its marks and what introduces it
  };

  [[nodiscard]] bool names_actor(std::uint32_t i) const;

  /// Reads a list of states and organisations from `i` on: "A, the B, C and others". Names that are of neither are left out of it.
  /// Returns the token behind it; how many names there are goes to `count`.
  std::uint32_t read_list(std::uint32_t i, std::uint32_t end, std::vector<std::pair<std::uint32_t, std::uint32_t>>& names,
                          std::size_t& count) const;

  /// The first token of the phrase that ends with the noun of a group at `noun`: "the five Nordic countries"; the number in it, if any,
  /// goes to `number`. Nothing if it is only of a part of the group that is spoken, or of none: "two of the five countries", "no country".
  [[nodiscard]] std::optional<std::uint32_t> group_phrase(std::uint32_t noun, std::uint32_t from, int& number) const;

  /// Groups of states whose members the sentence lists: "five states (A, B …)", "the five states — A, B … —", "by three states: A, B and
  /// C", "several states, including A and B,".
  [[nodiscard]] std::vector<ListedGroup> listed_groups(const Sentence& sentence) const;

  /// Matches the sentence once more with the names in the place of the group.
  /// "… followed by A on 23 November, B on 24 November and C in 1941": matched without the dates.
  void match_dated_list(const Sentence& sentence);
  void match_dated_list(ClassId of_class, const Sentence& sentence);
  /// "visited Arica, Chile; Bergen, Norway; and Accra, Ghana": matched without the states, which say where the places lie.
  void match_places_in_states(const Sentence& sentence);
  /// The units of the tokens, without what stands in brackets.
  void add_units_outside_brackets(std::uint32_t first, std::uint32_t end);
  /// "They are members of several bodies, such as:" and a list of names below it: matches the sentence with them.
  void match_list_items(const Sentence& sentence);
  /// "State visits from Chile to Norway: A (1961), B (1999)", in one line or above a list: each of the persons went there.
  void match_visit_lists(const Sentence& sentence);
  /// "followed in 1981", "followed two years later": whoever follows so did what others did before.
  [[nodiscard]] bool follows_in_time(std::uint32_t i, std::uint32_t end) const;
  /// "Greece did so ten days later", "Finland did the same": what the clause or sentence before says of its subject is so of this one too.
  void do_likewise(const Sentence& sentence);
  /// "…, A signing for X and B for Y": persons who sign the one agreement of the sentence for their states.
  void sign_for(const Sentence& sentence);
  void match_listed_groups(const Sentence& sentence);
  /// The same with these of its groups, in text order.
  void match_with_members(const std::vector<ListedGroup>& groups, const Sentence& sentence);
  /// "three UN member states (Egypt and Chile)": what the list's own words say of a body they name.
  void match_group_of_body(const ListedGroup& group, const Sentence& sentence);

  // --- Insertions ------------------------------------------------------------------------------------------------

  /// The unit behind the comma or dash that closes an insertion which the mark at `open` begins, if the sentence's verb follows there:
  /// "Norway, a founding member of NATO, signed …". 0 if there is none. What somebody says in between ("Norway, Chile said, signed …") is
  /// no insertion, for it changes who claims the rest.
  [[nodiscard]] std::size_t behind_insertion(std::size_t open) const;

  /// Whether the comma at `mark` closes an apposition that names the subject: "his Chilean counterpart, Ana Reyes, signed …".
  [[nodiscard]] bool closes_apposition(std::size_t mark) const;

  /// Whether a preposition governs the unit, so that it is no subject: "states belonging to A — B and C — signed".
  [[nodiscard]] bool hangs_on_preposition(std::size_t unit) const;

  /// The verb behind words of time and emphasis at `at`: "Norway on Monday signed …", "Norway alone signed …", "Norway last week signed …".
  /// 0 if there is none.
  [[nodiscard]] std::size_t behind_adverbial(std::size_t at) const;

  /// Matches the clause once more without what stands between its subject and its verb.
  void match_past_insertions(const Sentence& sentence);

  /// The unit behind words of time or manner at `at` that a sentence holds without as well as with: "on 4 May 2011", "last week",
  /// "on Thursday", "jointly". `at` itself if there are none, or if they cast doubt ("allegedly").
  [[nodiscard]] std::size_t behind_adjunct(std::size_t at) const;

  /// Whether the object of the verb before may begin at the unit: a name, or an article before one.
  [[nodiscard]] bool begins_object(std::size_t at) const;

  /// Matches the clause once more without such words: "signed, on 4 May 2011 and in good faith, the Treaty", "imposed sanctions jointly on
  /// Chile".
  void match_past_adjuncts(const Sentence& sentence);

  /// Matches `reduced`, the clause with units left out, in its place, and takes the matches that are wanted. `lists`: names that stand
  /// together now are first made lists.
  void match_reduced(Clause reduced, bool lists, const Sentence& sentence, const std::function<bool(const Match&)>& wanted);

  /// Matches `reduced` with its lists, and takes the matches with a list of the class, of `least` names or more.
  void match_list(Clause reduced, std::size_t least, ClassId of_class, const Sentence& sentence);

  /// Matches `reduced`, the clause with units left out, and takes the matches that reach across one of `seams`: the units of `reduced` with
  /// something left out right before.
  void match_across_seams(Clause reduced, const std::vector<std::uint32_t>& seams, const Sentence& sentence);

  // --- Predicates away from their subject ------------------------------------------------------------------------

  /// A verb whose subject stands elsewhere in the clause, and what the words around it say of its truth.
  struct Predicate {
    std::size_t subject = 0, verb = 0, end = 0;  ///< units
    VerbInfo info;
    EntityIndex speaker = no_entity;   ///< who says it, beside whom the clause names as its speaker
    VerbForm form = VerbForm::finite;  ///< a participle where the subject is what was done
  };

  /// "A supplied B and imposed sanctions on C", "having signed D, A left", "A was the first to sign D", "E criticised A for signing D":
  /// each such verb is matched with its subject right before it.
  void match_moved_predicates(const Sentence& sentence);
  void match_predicate(const Predicate& predicate, const Sentence& sentence);

  /// Whether the unit is a verb of the past that no rule speaks of ("talked", "went"): a word in small letters behind an actor.
  [[nodiscard]] bool unknown_verb(std::size_t unit) const;

  /// Whether the unit is a word in small letters that looks like a verb of the past, wherever it stands.
  [[nodiscard]] bool unknown_past(std::size_t unit) const;

  /// The subject of the verb that governs what stands at `at`: the actor or agreement right before the nearest finite verb before it.
  /// `verb` is set to that verb. Nothing if a relative clause or another clause is between.
  [[nodiscard]] std::optional<std::size_t> subject_before(std::size_t at, std::size_t& verb) const;
  [[nodiscard]] std::size_t predicate_end(std::size_t verb) const;

  /// "… and imposed …", "…, then imposed …", "… and then, in May 2011, imposed …".
  void joined_predicates(std::vector<Predicate>& found) const;
  /// "…, became a member of C, and acceded to D": whether the verb behind a comma is one of several of the same subject.
  [[nodiscard]] bool in_series(std::size_t verb) const;

  /// "After signing D, A left", "A, hailing E and signing D, left", "A left, signing D": a gerund that no rule of its own reads.
  void clauses_of_gerunds(std::vector<Predicate>& found) const;

  /// "Having signed D, A left", "A, having signed D, left".
  void participial_predicates(std::vector<Predicate>& found) const;

  /// "A entered the war in May, when it invaded B": "it" is A where the sentence has named no other actor before.
  void pronoun_predicates(std::vector<Predicate>& found) const;

  /// "the Accord to end the war in the south, signed in Oslo by A": a participle whose agreement stands farther ahead, with what qualifies
  /// it in between.
  void distant_participles(std::vector<Predicate>& found) const;

  /// "Signed in Oslo in 1975 and in force since 1977, the Pact on D protects fish": what was signed is named behind the comma.
  void fronted_participles(std::vector<Predicate>& found) const;

  /// "E criticised A for signing D", "A joined E in signing D", "A angered E by signing D", "A spoke to E before signing D".
  void gerund_predicates(std::vector<Predicate>& found) const;

  /// "E accused A of supplying B": E says that A did it.
  void accusations(std::vector<Predicate>& found) const;

  /// The word "accused" that the "of" or "with" at `i` belongs to.
  [[nodiscard]] std::optional<std::size_t> accuses(std::size_t i) const;
  /// Whether the verb stands with "having": "having signed".
  [[nodiscard]] bool is_having(std::uint32_t unit) const;
  /// Whether "that" stands for the noun before it: "a report that lists all …", and not "a report that Norway …".
  [[nodiscard]] bool relative_that(std::uint32_t that) const;
  /// Whether a clause without "that" begins here: "denied it had signed".
  [[nodiscard]] bool opens_clause(std::uint32_t unit) const;

  /// "A was the first state to sign D", "A is one of the states that signed D", "it was A that signed D".
  void infinitive_predicates(std::vector<Predicate>& found) const;

  /// "A is a Norwegian politician of the X who served as …": the person at the sentence's start.
  /// "Nor does A have a pact with B", "Nor has A ratified D": matched as "A does not have …".
  void match_inverted_denial(const Sentence& sentence);
  /// "my visit to A" in a text whose author is known.
  void match_first_person(const Sentence& sentence);
  /// "A renounced the pact before its invasion of B": matched as "A's invasion of B".
  void match_possessives(const Sentence& sentence);
  /// "A signed it on 24 September, B on 9 December and C a year later": B and C did what A did.
  void gapped_predicates(std::vector<Predicate>& found) const;
  /// The unit behind a time that begins at `at`, or `at`: "on 9 December 1993", "three days later".
  [[nodiscard]] std::size_t behind_time(std::size_t at) const;
  /// "Unlike A, B has ratified D": A has not.
  void contrasts(std::vector<Predicate>& found) const;
  /// "A and B, neither of which has signed D, …".
  void quantified_relatives(std::vector<Predicate>& found) const;
  /// "A has not signed D, nor has B", "A signed D, as did B": B stands behind what its verb would be.
  void inversions(std::vector<Predicate>& found) const;
  void nominal_relatives(std::vector<Predicate>& found) const;

  /// Whether a verb stands in its base form without an auxiliary of its own, as behind "will visit and".
  [[nodiscard]] bool shares_auxiliary(const Unit& verb) const;

  // --- Factuality ------------------------------------------------------------------------------------------------

  [[nodiscard]] bool phrase_at(std::uint32_t unit, const std::vector<WordId>& phrase) const;

  /// Whether a phrase of the list ends right before the unit, or within `reach` units before it without another verb or clause end between.
  [[nodiscard]] bool governed_by(std::string_view list, std::uint32_t unit, std::uint32_t reach) const;

  /// Whether a phrase of the list begins at the unit.
  [[nodiscard]] bool in_phrases(std::string_view list, std::uint32_t unit) const;
  VerbInfo factuality(std::int32_t anchor, const Match& m) const;

  /// Whether an ordinal in digits stands within `reach` units before: "became the 40th country to sign it".
  [[nodiscard]] bool ordinal_before(std::uint32_t unit, std::uint32_t reach) const;

  /// "will face it through the Japan-Poland alliance": who speaks of what may happen to an alliance, or with it, says that there is one.
  /// Not where the verb makes it: "will forge the alliance of Norway and Chile".
  [[nodiscard]] bool presupposes_alliance(std::uint32_t verb, const Match& m) const;

  /// Whether a match tells its fact by a noun: "the visit of A to B".
  [[nodiscard]] bool names_act(const Match& m) const;

  /// What is planned, feared, called for or called off is no fact: "a possible visit of A to B", "the visit of A to B would be …".
  void doubt_act(const Match& m, VerbInfo& info) const;

  /// The comma before ", which" or ", to which" behind a unit; `count` if there is none.
  [[nodiscard]] std::uint32_t relative_clause_after(std::uint32_t unit, std::uint32_t count) const;
  [[nodiscard]] bool is_which(std::size_t unit) const;

  /// "it is not true that", "it has not been proven that"
  [[nodiscard]] bool not_true(std::uint32_t that) const;

  /// The unit behind "OSLO, Norway --" at the sentence's start, which nobody says; 0 if there is none.
  [[nodiscard]] std::uint32_t behind_dateline() const;

  /// Who says the sentence, and from which unit to which what is said stands.
  void find_speaker();
  [[nodiscard]] bool headline(const Sentence& sentence) const;
  [[nodiscard]] bool present(std::uint32_t unit) const;
  [[nodiscard]] bool asks(const Sentence& sentence) const;

  /// "all states except Norway", "all but Norway": whom the match begins with is the one of whom it is not said.
  [[nodiscard]] bool excepted(const Match& m) const;

  /// "reportedly", "allegedly" in the match or right before it. They are read as part of a verb, so the tokens are looked at.
  [[nodiscard]] bool hedged(const Match& m) const;

  // --- Claims ----------------------------------------------------------------------------------------------------

  [[nodiscard]] static std::int32_t slot_unit(const Match& m, const RuleValue& value) {
    return value.slot == no_slot ? none : m.slots[static_cast<std::size_t>(value.slot)];
  }

  [[nodiscard]] std::vector<EntityIndex> entities_of(std::int32_t unit) const;
  [[nodiscard]] std::string date_of(std::int32_t unit) const;

  /// The digits of a number, or the ISO 8601 form of a duration, that a slot took.
  [[nodiscard]] std::string number_of(std::int32_t unit) const;
  [[nodiscard]] bool fits(EntityIndex entity, const ClassSet& allowed) const;

  /// The state that a body or official of one acts for: "the Chilean Congress declared war on Peru". The actor itself if there is not just
  /// one.
  [[nodiscard]] EntityIndex acts_for(EntityIndex actor) const;
  [[nodiscard]] Claim base(EntityIndex subject, PropertyId property, const RuleInfo& rule, const VerbInfo& info, EntityIndex speaker,
                           const Sentence& sentence) const;
  void emit(const Match& m, const Sentence& sentence);

  /// A thing of its own for each way to choose one entity for each field.
  void emit_event(const Match& m, const RuleInfo& rule, const RuleEvent& event, const VerbInfo& info, EntityIndex speaker,
                  const Sentence& sentence);

  // --- What speaks against a claim -------------------------------------------------------------------------------

  /// Whether another clause begins behind the verb that a match turns on: "Norway is a member of EFTA, and Chile is an ally of Peru".
  [[nodiscard]] bool crosses_clause(const Match& m) const;

  /// Whether the match has the subject, an official without a state, meet one of that state: there he is a guest.
  [[nodiscard]] bool guest_of(EntityIndex subject, EntryId state, const Match& m) const;

  /// What the place itself speaks against: nobody visits the state that he is an official of, nor its cities (unless "visit" is said), and
  /// a city of one state is not in another.
  [[nodiscard]] bool out_of_place(EntityIndex subject, PropertyId property, EntityIndex object, const Match& m) const;
  /// Whether the words before the unit `anchor` say that somebody claims what follows.
  [[nodiscard]] bool claimed(std::uint32_t anchor) const;
  [[nodiscard]] bool as_witness(const Match& m) const;
  [[nodiscard]] bool unratified() const;

  /// Whether the verb of an office says that it is held at the time of the text: "is", "has been … since".
  [[nodiscard]] bool holds_still(const Match& m) const;

  /// Whether the name with which a match begins cannot be the subject of its verb: it closes an insertion ("Russia, which borders Belarus,
  /// invaded …"), hangs on a preposition ("rebels in Sudan signed"), or owns whoever acts ("Netanyahu's critics visited").
  [[nodiscard]] bool no_subject(const Match& m) const;

  /// Whether the noun before a name is of one only: "NATO member Turkey and Russia".
  [[nodiscard]] bool singular_before(std::uint32_t unit) const;

  /// `where a != b`: of two lists, those pairs count that differ.
  [[nodiscard]] bool same_where_different(const Match& m, const RuleInfo& rule) const;

  // --- Who takes part in an agreement, where and when ------------------------------------------------------------

  /// Officials of several states who sign an agreement bind their states: "X, Singapore's minister …, and Y, Indonesia's minister …, signed
  /// it".
  void sign_for_states();

  /// A statement of "the undersigned members of the Media Coalition", or on its behalf, with a list of the states that signed or released
  /// it: they are members.
  void undersigned_are_members();
  /// The mention of that body.
  [[nodiscard]] std::optional<std::size_t> body_of_undersigned() const;
  /// The states in a list that takes up all tokens; none if other names or words are in it.
  [[nodiscard]] std::vector<EntityIndex> states_listed(std::uint32_t first, std::uint32_t end) const;

  /// "We, the leaders of Norway and Chile, …" in a declaration of the two, which the headline names.
  void we_who_declare(const Sentence& sentence);
  /// Whether an early sentence that begins with the list of states at `states`, or with their ministers, declares something.
  [[nodiscard]] bool declares(const Sentence& sentence, std::size_t states) const;
  /// Whether the unit is a list of two states or more.
  [[nodiscard]] bool is_state_list(std::size_t unit) const;

  /// A statement "by members of the Alpine Forum", released by Norway and Chile: both are members.
  void issuers_are_members();

  /// States that are parties to a mutual defence treaty, or to a treaty of alliance, have such a pact, or are allies.
  void parties_are_allies();

  /// "Norway and its allies Chile and Peru": of the list that became one unit, all behind "ally" are the first one's. What somebody says so
  /// is left alone.
  void join_allies(const Sentence& sentence);
  void add_symmetric(EntityIndex a, PropertyId property, EntityIndex b, const Evidence& evidence);

  /// "Treaty on X (Paris, 25 October 1938)", "Convention on Y (1988)": where and when it was signed.
  bool place_and_date(const Mention& agreement, std::uint32_t first, std::uint32_t close, const Sentence& sentence);

  /// "the Visegrad Group (Poland, Hungary, Slovakia and the Czech Republic)": three states or more in brackets right behind a body are its
  /// members. Takes the tokens of the brackets.
  bool members_in_brackets(std::uint32_t open, std::uint32_t close, const Sentence& sentence);

  /// "the Lima Group -- A, B and C -- called for talks"
  void members_between_dashes(const Sentence& sentence);

  /// "Norway and Chile Sign Open Skies Agreement" above, "signed an Air Transport Agreement" below: the headline's agreement is the only
  /// one that the text has between just these.
  void join_headline_by_parties();

  /// "The agreement entered into force upon signature": on the day on which the text says that it was signed.
  void in_force_upon_signature();

  struct OmittedMention {
    Mention mention;
    Omitted::Before preposition = Omitted::Before::nothing;
  };

  const Document& document_;
  Analysis& analysis_;
  const RuleSet& rules_;
  const Ontology& ontology_;
  const Catalog& catalog_;
  const ClauseWords& w_;
  Matcher matcher_;
  const std::vector<Token>& tokens_;
  static constexpr std::int32_t unknown_speaker = -2;
  std::vector<std::int32_t> mention_at_;  // by token, the outermost mention that begins there, or `none`
  std::int32_t author_ = none;            // a mention of the person who is "I" in this text
  std::vector<std::int32_t> quoted_;      // by token, the statement it belongs to, `unknown_speaker` or `none`
  std::vector<std::pair<EntityIndex, EntityIndex>> persons_of_states_;
  std::vector<OmittedMention> omitted_;  // by token
  Clause clause_;
  Matcher::Scratch scratch_;
  std::vector<Match> matches_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> allies_;  // mentions that "and its ally" joins
  std::string* trace_ = nullptr;
  std::string_view traced_rule_;
  EntityIndex speaker_ = no_entity;
  std::uint32_t said_first_ = 0, said_end_ = 0;
  bool denies_ = false;                                // what the speaker says is that it is not so
  std::uint32_t unnamed_first_ = 0, unnamed_end_ = 0;  // units that somebody unnamed says, or that are only rumoured
  ClassSet table_ = [] {
    ClassSet set;
    for (const ClassId c : {cls::State, cls::Organization, cls::Person, cls::Agreement, cls::Instrument, cls::Place, cls::Provision,
                            cls::Position, cls::Event, cls::Publication, cls::Topic})
      set.set(c);
    return set;
  }();
};

}  // namespace pacta::relations
