#include "parser/treaty.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "base/utf8.h"
#include "parser/final_clauses.h"
#include "parser/mentions.h"
#include "parser/numerals.h"
#include "parser/provisions.h"
#include "parser/signatures.h"

namespace pacta {

namespace {

class Reader {
 public:
  Reader(const Document& document, Analysis& analysis, const Catalog& catalog, const Ontology& ontology, const CitationGrammar& citations,
         const NormWords& norm_words, TreatyStructure structure)
      : document_(document),
        analysis_(analysis),
        catalog_(catalog),
        ontology_(ontology),
        citations_(citations),
        norm_words_(norm_words),
        structure_(std::move(structure)),
        table_(analysis),
        tokens_(document.tokens) {}

  void run() {
    find_instrument();
    find_parties();
    find_base_agreement();
    read_conclusion_words();
    read_signature_block();
    add_provisions();
    read_final_clauses_of_treaty();
    find_amendments();
    find_references();
    find_norms_of_provisions();
    call_numbered_parts();
  }

 private:
  [[nodiscard]] std::uint32_t token_at(std::uint32_t offset) const { return document_.token_at(offset); }

  // --- The instrument -------------------------------------------------------------------------------------------------

  static ClassId type_of(const std::string& folded) {
    struct Row {
      std::string_view word;
      ClassId type;
    };
    static constexpr std::array<Row, 12> rows{{{"treaty", cls::Treaty},
                                               {"convention", cls::Convention},
                                               {"protocol", cls::Protocol},
                                               {"charter", cls::Charter},
                                               {"covenant", cls::Covenant},
                                               {"memorandum", cls::Memorandum},
                                               {"pact", cls::Pact},
                                               {"accord", cls::Accord},
                                               {"statute", cls::Statute},
                                               {"communique", cls::Communique},
                                               {"agreement", cls::Agreement},
                                               {"declaration", cls::Agreement}}};
    std::size_t best = std::string::npos;
    ClassId type = cls::Agreement;
    for (const Row& row : rows)
      if (const std::size_t at = (" " + folded + " ").find(" " + std::string(row.word) + " "); at < best) best = at, type = row.type;
    return type;
  }

  void find_instrument() {
    Span title = structure_.title;
    if (title.empty() && !document_.lines.empty()) title = document_.lines[0];
    title_ = title;
    // A name that the gazetteers know: the title itself, or "Charter of the …" of an untitled one by what it calls itself.
    const std::string label = document_.words(title);
    const std::string folded = fold_name(label);
    for (const Mention& m : analysis_.mentions) {
      if (m.kind != MentionKind::agreement || m.entity == no_entity) continue;
      if (m.first_token >= tokens_.size()) continue;
      const Span span{tokens_[m.first_token].begin, tokens_[m.end_token - 1].end};
      // In "Protocol Amending the Agreement between …" the Agreement is another.
      if (title.contains(span) && !head_of(std::string(document_.text(Span{title.begin, span.begin}))).empty()) continue;
      if (title.contains(span) && span.size() * 10 >= title.size() * 6 && analysis_.entities[m.entity].cls == cls::Agreement) {
        self_ = m.entity;
        call_in_full(Span{title.begin, span.begin}, label);
        break;
      }
    }
    if (self_ == no_entity) {
      if (const EntryId entry = named_by_itself(); entry != no_entry) {
        for (EntityIndex e = 0; e < analysis_.entities.size(); ++e)
          if (analysis_.entities[e].entry == entry) self_ = e;
        if (self_ == no_entity) {
          Entity entity;
          entity.cls = catalog_[entry].cls;
          entity.type = catalog_[entry].type;
          entity.entry = entry;
          entity.label = catalog_[entry].label;
          self_ = push(std::move(entity));
        }
      }
    }
    if (self_ == no_entity) {
      Entity entity;
      entity.cls = structure_.national_law ? cls::Instrument : cls::Agreement;
      entity.type = structure_.national_law ? ClassId{cls::NationalLaw} : type_of(folded);
      entity.label = label.empty() ? document_.source.id : label;
      self_ = push(std::move(entity));
    }
    analysis_.entities[self_].named = true;
    analysis_.text_of = self_;
  }

  /// "General Agreement for Cooperation": the word that opens the title belongs to its name, though it might open a sentence.
  void call_in_full(Span before, const std::string& title) {
    Entity& self = analysis_.entities[self_];
    const std::string words = document_.words(before);
    if (self.entry != no_entry || words.empty() || words.size() > 30 || !title.starts_with(words + " " + self.label)) return;
    for (const char c : words)
      if (c != ' ' && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z')) return;
    for (std::size_t at = 0; at < words.size(); at = words.find(' ', at) == std::string::npos ? words.size() : words.find(' ', at) + 1)
      if (words[at] < 'A' || words[at] > 'Z') return;
    self.names.push_back(self.label);
    self.label = title;
  }

  EntityIndex push(Entity entity) {
    analysis_.entities.push_back(std::move(entity));
    return static_cast<EntityIndex>(analysis_.entities.size() - 1);
  }

  /// "WE THE PEOPLES OF THE UNITED NATIONS … the present Charter": the Charter of the United Nations.
  EntryId named_by_itself() const {
    static constexpr std::array<std::string_view, 6> heads{"Charter", "Statute", "Covenant", "Constitution", "Convention", "Treaty"};
    std::string_view self;
    std::size_t most = 4;
    for (const std::string_view head : heads) {
      std::size_t count = 0;
      const std::string_view text = document_.text();
      for (std::size_t at = text.find(head); at != std::string_view::npos; at = text.find(head, at + 1))
        count += text.substr(0, at).ends_with("present ") || text.substr(0, at).ends_with("this ");
      if (count > most) most = count, self = head;
    }
    if (self.empty()) return no_entry;
    for (const Mention& m : analysis_.mentions) {
      if (m.entity == no_entity || m.kind != MentionKind::organisation || tokens_[m.first_token].begin >= title_.end) continue;
      const std::string name = fold_name(std::string(self) + " of the " + analysis_.entities[m.entity].label);
      for (EntryId e = 0; e < catalog_.size(); ++e)
        if (catalog_[e].cls == cls::Agreement && folds_to(catalog_[e].label, name)) return e;
    }
    return no_entry;
  }

  /// Whether `fold_name(name) == key`; most names are told apart by their first letters.
  static bool folds_to(const std::string& name, const std::string& key) {
    const auto first = name.empty() ? '\0' : static_cast<char>(name[0] | 0x20);
    if (first >= 'a' && first <= 'z' && (key.empty() || first != key[0])) return false;
    return fold_name(name) == key;
  }

  void find_parties() {
    if (structure_.national_law) return;
    std::vector<EntityIndex> parties;
    Span evidence = title_;
    const auto states_in = [&](Span span) {
      std::vector<EntityIndex> list;
      std::uint32_t title_end = 0;  // of another agreement's name
      for (const Mention& m : analysis_.mentions) {
        if (m.entity == no_entity || m.first_token >= tokens_.size() || tokens_[m.first_token].begin < span.begin) continue;
        if (tokens_[m.first_token].begin >= span.end) break;
        if (m.kind == MentionKind::agreement && m.entity != self_) title_end = std::max(title_end, m.end_token);
        if (m.first_token < title_end) continue;
        const Entity& e = analysis_.entities[m.entity];
        // "The General Conference of the International Labour Organisation adopts …": an organ is no party.
        if (e.cls == cls::Organization && follows_organ(m.first_token)) continue;
        const bool ruled = m.kind == MentionKind::demonym && is_ruled(m.first_token);
        if ((m.kind != MentionKind::demonym || ruled) && may_be_party(m.entity) &&
            std::find(list.begin(), list.end(), m.entity) == list.end())
          list.push_back(m.entity);
      }
      return list;
    };
    if (structure_.letters && states_in(title_).size() < 2)
      if (const auto corresponding = correspondents(); corresponding.size() == 2) {
        parties = corresponding;
        evidence = correspondence_;
        name_letters(parties);
      }
    // "Norway - Chile" on the first line
    const Span first = document_.lines.empty() ? Span{} : document_.lines[0];
    const std::string_view words = document_.text(first);
    if (parties.empty() && (words.find(" - ") != std::string_view::npos || words.find(" – ") != std::string_view::npos)) {
      parties = states_in(first);
      evidence = first;
    }
    if (parties.size() < 2) {
      const auto more = states_in(title_);
      if (more.size() > parties.size()) parties = more, evidence = title_;
    }
    if (parties.size() < 2) {
      // The preamble's first lines name who agrees.
      Span start = structure_.preamble;
      if (start.empty()) start = {title_.end, structure_.provisions.empty() ? title_.end : structure_.provisions[0].whole.begin};
      start.end = first_recital(start);
      const auto more = states_in(start);
      if (more.size() > parties.size() && more.size() <= 40) parties = more, evidence = start;
    }
    if (evidence.empty()) return;
    for (const EntityIndex party : parties) {
      analysis_.entities[self_].parties.push_back(party);
      analysis_.add(self_, prop::hasParty, party, {"treaty-parties", evidence, 0.9});
    }
    auto& list = analysis_.entities[self_].parties;
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }

  /// The states whose governments, ministries or embassies letters speak of, in the order of their names; `correspondence_` becomes the
  /// sentence that names the second.
  [[nodiscard]] std::vector<EntityIndex> correspondents() {
    std::vector<EntityIndex> states;
    static constexpr std::array<std::string_view, 9> bodies{"government", "governments", "embassy",  "ambassador", "ministry",
                                                            "affairs",    "minister",    "legation", "charge"};
    const auto is_body = [&](std::uint32_t token) {
      return token < tokens_.size() && std::find(bodies.begin(), bodies.end(), fold_word(document_.text(tokens_[token]))) != bodies.end();
    };
    for (const Mention& m : analysis_.mentions) {
      if (m.entity == no_entity || m.first_token >= tokens_.size() || m.end_token == 0 || analysis_.entities[m.entity].cls != cls::State ||
          m.kind == MentionKind::demonym || m.kind == MentionKind::capital)
        continue;
      bool speaks = m.kind == MentionKind::adjective && is_body(m.end_token);
      if (m.kind != MentionKind::adjective)
        for (std::uint32_t i = m.first_token > 4 ? m.first_token - 4 : 0; i < m.end_token; ++i) speaks = speaks || is_body(i);
      if (!speaks || std::find(states.begin(), states.end(), m.entity) != states.end()) continue;
      states.push_back(m.entity);
      if (states.size() <= 2) correspondence_ = sentence_of(tokens_[m.first_token].span());
    }
    return states;
  }

  /// Letters without a title are called after the two who write them.
  void name_letters(const std::vector<EntityIndex>& parties) {
    Entity& self = analysis_.entities[self_];
    const std::string title = fold_name(self.label);
    if (self.entry != no_entry || !head_of(self.label).empty() || title.find("exchange") != std::string::npos ||
        title.find("letter") != std::string::npos)
      return;
    const bool notes = document_.text().find(" note") != std::string_view::npos || document_.text().find(" Note") != std::string_view::npos;
    std::array<std::string, 2> names;
    for (std::size_t i = 0; i < 2; ++i) {
      const std::string& name = analysis_.entities[parties[i]].label;
      names[i] = (takes_article(name) ? "the " : "") + name;
    }
    if (analysis_.entities[parties[1]].label < analysis_.entities[parties[0]].label) std::swap(names[0], names[1]);
    self.label = std::string("Exchange of ") + (notes ? "notes" : "letters") + " between " + names[0] + " and " + names[1];
    self.type = cls::Agreement;
  }

  /// "His Majesty the King of the Belgians": a people that stands for its state.
  [[nodiscard]] bool is_ruled(std::uint32_t token) const {
    if (token < 3 || fold_word(document_.text(tokens_[token - 1])) != "the" || fold_word(document_.text(tokens_[token - 2])) != "of")
      return false;
    const std::string ruler = fold_word(document_.text(tokens_[token - 3]));
    return ruler == "king" || ruler == "queen" || ruler == "emperor";
  }

  [[nodiscard]] bool follows_organ(std::uint32_t token) const {
    if (token < 3 || fold_word(document_.text(tokens_[token - 1])) != "the" || fold_word(document_.text(tokens_[token - 2])) != "of")
      return false;
    const std::string organ = fold_word(document_.text(tokens_[token - 3]));
    return organ == "conference" || organ == "assembly" || organ == "council" || organ == "body";
  }

  /// The agreement that a protocol's title says it is about: "Protocol Additional to the Agreement between A and B on C". Its parties are
  /// those that its title names; the protocol amends it, implements it or refers to it.
  void find_base_agreement() {
    if (structure_.national_law || title_.empty()) return;
    struct Link {
      std::string_view words;
      PropertyId property;
    };
    static const std::array<Link, 17> links{{{" amending the ", prop::amends},
                                             {" to amend the ", prop::amends},
                                             {" amendment to the ", prop::amends},
                                             {" amendments to the ", prop::amends},
                                             {" modifying the ", prop::amends},
                                             {" revising the ", prop::amends},
                                             {" implementing the ", prop::implements},
                                             {" implementation of the ", prop::implements},
                                             {" application of the ", prop::implements},
                                             {" additional to the ", prop::references},
                                             {" supplementary to the ", prop::references},
                                             {" supplementing the ", prop::references},
                                             {" extending the ", prop::references},
                                             {" prolonging the ", prop::references},
                                             {" annexed to the ", prop::references},
                                             {"additional protocol to the ", prop::references},
                                             {"protocol to the ", prop::references}}};
    std::string title(document_.text(title_));
    for (char& c : title) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    }
    const Link* link = nullptr;
    std::size_t at = std::string::npos;
    for (const Link& row : links)
      if (const std::size_t found = title.find(row.words); found < at) at = found, link = &row;
    if (link == nullptr) return;
    const Span name = trimmed({title_.begin + static_cast<std::uint32_t>(at + link->words.size()), title_.end});
    const std::string base_title = document_.words(name);
    const std::string folded = fold_name(base_title);
    const std::string head = head_of(base_title);
    if (head.empty() || folded.find(head) > 40) return;
    EntityIndex base = no_entity;
    for (const Mention& m : analysis_.mentions) {
      if (m.kind != MentionKind::agreement || m.entity == no_entity || m.entity == self_ || m.first_token >= tokens_.size()) continue;
      const Entity& other = analysis_.entities[m.entity];
      if (other.cls != cls::Agreement) continue;
      const bool in_title =
          name.contains(Span{tokens_[m.first_token].begin, tokens_[m.end_token - 1].end}) && tokens_[m.first_token].begin < name.begin + 40;
      // The preamble's "Agreement on Fisheries, signed at …" is the title's "Agreement between A and B on Fisheries".
      const std::string label = fold_name(other.label);
      const std::size_t topic = std::min(label.find(" on "), label.find(" concerning "));
      const bool same_topic = topic != std::string::npos && head_of(other.label) == head && label.size() > topic + 8 &&
                              folded.ends_with(std::string_view(label).substr(topic + 1));
      if (!in_title && !same_topic) continue;
      base = m.entity;
      break;
    }
    if (base == no_entity) {
      Entity entity;
      entity.cls = cls::Agreement;
      entity.type = type_of(folded);
      entity.label = base_title;
      base = push(std::move(entity));
    }
    analysis_.entities[base].named = true;
    base_ = base;
    if (analysis_.entities[base].parties.empty() && analysis_.entities[base].entry == no_entry &&
        folded.find(" between ") != std::string::npos) {
      auto parties = analysis_.entities[self_].parties;
      for (const EntityIndex party : parties) {
        analysis_.entities[base].parties.push_back(party);
        analysis_.add(base, prop::hasParty, party, {"treaty-base", title_, 0.85});
      }
    }
    analysis_.add(self_, link->property, base, {"treaty-base", title_, 0.9});
    if (link->property != prop::references) analysis_.add(self_, prop::references, base, {"treaty-base", title_, 0.9});
  }

  /// "Article 7 of the Agreement shall be replaced by …": what the protocol's articles do to the agreement that it is a protocol to.
  void find_amendments() {
    if (base_ == no_entity) return;
    for (const Sentence& sentence : document_.sentences) {
      const std::int32_t at = innermost(sentence.span.begin);
      if (at < 0 || owner_of_[static_cast<std::size_t>(at)] != self_ || sentence.span.size() > 600) continue;
      const std::string words = fold_name(document_.text(sentence.span));
      const std::size_t shall = words.find(" shall be ");
      const std::size_t is = shall != std::string::npos                       ? shall + 10
                             : words.find(" is hereby ") != std::string::npos ? words.find(" is hereby ") + 11
                                                                              : std::string::npos;
      if (is == std::string::npos) continue;
      const std::string_view verb = std::string_view(words).substr(is);
      if (!(verb.starts_with("amended") || verb.starts_with("replaced") || verb.starts_with("deleted") || verb.starts_with("substituted") ||
            verb.starts_with("inserted") || verb.starts_with("added")))
        continue;
      const std::string_view subject = std::string_view(words).substr(0, is);
      const std::string head = head_of(analysis_.entities[base_].label);
      if (subject.find("the " + head) == std::string_view::npos || subject.find("this " + head) != std::string_view::npos) continue;
      analysis_.add(self_, prop::amends, base_, {"treaty-amends", sentence.span, 0.88});
      return;
    }
  }

  /// Where the preamble turns from who agrees to why ("Desiring …", "CONSIDERING that …", "Being Parties to …"), at most 2000 bytes on.
  [[nodiscard]] std::uint32_t first_recital(Span preamble) const {
    const std::uint32_t limit = std::min<std::uint32_t>(preamble.end, preamble.begin + 2000);
    for (const Span line : document_.lines) {
      if (line.begin <= preamble.begin || line.begin >= limit) continue;
      const Span words = trimmed(line);
      const std::string_view text = document_.text(words);
      const std::string first = fold_word(text.substr(0, std::min(text.find_first_of(" ,;"), text.size())));
      const bool participle = first.size() > 5 && first.ends_with("ing") && !text.empty() && text[0] >= 'A' && text[0] <= 'Z';
      if (participle || first == "whereas" || first == "resolved" || first == "determined" || first == "convinced" || first == "having" ||
          first == "inspired" || first == "guided" || first == "conscious" || first == "aware" || first == "mindful" || first == "anxious")
        return line.begin;
    }
    return limit;
  }

  /// Date and place of signature, languages: from the closing words, else from what stands above and below the text.
  void read_conclusion_words() {
    Conclusion conclusion;
    if (!structure_.conclusion.empty()) conclusion = read_conclusion(document_, structure_.conclusion);
    const std::uint32_t size = static_cast<std::uint32_t>(document_.text().size());
    const Span head{0, structure_.provisions.empty() ? size : structure_.provisions.front().whole.begin};
    const Span tail{std::max(head.end, structure_.conclusion.empty() ? size - std::min(size, 1500U) : structure_.conclusion.begin), size};
    const TreatyNotes notes = read_notes(document_, head, tail);
    if (structure_.letters) read_letters(notes, conclusion);
    Span date_sentence = conclusion.date.empty() ? notes.signed_line : sentence_of(conclusion.date_words);
    std::string date = conclusion.date.empty() ? notes.signed_on : conclusion.date;
    if (date.empty()) date = opening_date(head, date_sentence);
    if (!date.empty()) {
      analysis_.entities[self_].date = date;
      analysis_.add_value(self_, prop::signedOn, date, date_datatype(date), {"done-at", trimmed(date_sentence), 0.95});
    }
    if (!notes.in_force_on.empty())
      analysis_.add_value(self_, prop::entersIntoForceOn, notes.in_force_on, date_datatype(notes.in_force_on),
                          {"note-of-force", trimmed(notes.in_force_line), 0.9});
    std::vector<Span> places{conclusion.place_words.empty() ? notes.place_words : conclusion.place_words};
    if (!conclusion.place_words.empty()) places.insert(places.end(), conclusion.more_places.begin(), conclusion.more_places.end());
    for (const Span place : places) {
      if (place.empty()) continue;
      if (const EntityIndex entity = place_entity(document_.words(place)); entity != no_entity)
        analysis_.add(self_, prop::signedAt, entity, {"done-at", trimmed(sentence_of(place)), 0.93});
    }
    add_languages(conclusion);
  }

  /// "For the Government of X: (signed) W. Hay": parties, who signed, and of whom they are officials.
  void read_signature_block() {
    if (structure_.national_law || structure_.letters) return;
    const auto signatures =
        structure_.conclusion.empty() ? std::vector<Signature>{} : read_signatures(document_, analysis_, structure_.conclusion);
    read_plenipotentiaries_of_preamble(signatures);
    // Of many blank lines "For Albania: For Algeria: …" those that wait for a signature are no parties.
    const bool few = signatures.size() <= 8;
    for (const Signature& signature : signatures) {
      const EntityIndex principal = signature.principal;
      if (principal != no_entity && (may_be_party(principal) || is_whole_principal(signature)) && (few || !signature.names.empty()))
        analysis_.add(self_, prop::hasParty, principal, {"signature-block", trimmed(signature.principal_words), 0.9});
      for (const Signature::Name& name : signature.names) {
        const EntityIndex person = signatory(name);
        const Span line = signature.principal_words.empty() || name.span.begin > signature.principal_words.end + 300 ||
                                  signature.principal_words.begin > name.span.end + 300
                              ? name.span
                              : cover(signature.principal_words, name.span);
        analysis_.add(self_, prop::signedBy, person, {"signature-block", line, 0.9});
        if (principal == no_entity) continue;
        analysis_.add(person, prop::officialOf, principal, {"signature-block", line, 0.88});
        for (const Span office : name.offices)
          if (const EntityIndex position = office_in(office, principal); position != no_entity)
            analysis_.add(person, prop::holdsPosition, position, {"signature-block", cover(name.span, office), 0.85});
      }
    }
  }

  /// "have appointed as their Plenipotentiaries: The President of the French Republic: Mr. A. Mercier, Minister of Trade; …". They signed
  /// if the closing words say that the plenipotentiaries did.
  void read_plenipotentiaries_of_preamble(const std::vector<Signature>& block) {
    Span preamble = structure_.preamble;
    if (preamble.empty()) return;
    std::string closing(
        document_.text(Span{structure_.conclusion.begin, std::min(structure_.conclusion.end, structure_.conclusion.begin + 400)}));
    for (char& c : closing)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    const bool signed_there = std::none_of(block.begin(), block.end(), [](const Signature& s) { return !s.names.empty(); }) &&
                              closing.find("plenipotentiaries") != std::string::npos && closing.find("signed") != std::string::npos;
    for (const Signature& signature : read_plenipotentiaries(document_, analysis_, preamble))
      for (const Signature::Name& name : signature.names) {
        const EntityIndex person = signatory(name);
        const Span line = name.span.begin < signature.principal_words.end + 300 ? cover(signature.principal_words, name.span) : name.span;
        analysis_.add(person, prop::officialOf, signature.principal, {"plenipotentiary", line, 0.85});
        if (signed_there) analysis_.add(self_, prop::signedBy, person, {"plenipotentiary", name.span, 0.8});
        for (const Span office : name.offices)
          if (const EntityIndex position = office_in(office, signature.principal); position != no_entity)
            analysis_.add(person, prop::holdsPosition, position, {"plenipotentiary", cover(name.span, office), 0.85});
      }
  }

  /// The office that a line under a signature begins with, as one of the state or organisation signed for; no_entity if it is none.
  EntityIndex office_in(Span line, EntityIndex principal) {
    for (const Mention& m : analysis_.mentions)
      if (m.kind == MentionKind::position && m.entity != no_entity && m.first_token < tokens_.size() &&
          tokens_[m.first_token].begin == line.begin && analysis_.entities[m.entity].parent != no_entity)
        return analysis_.entities[m.entity].parent == principal ? m.entity : no_entity;
    // "Minister of Trade" below a signature for Norway is Norway's.
    const std::uint32_t first = token_at(line.begin), end = token_at(line.end);
    if (first >= end || end - first > 10) return no_entity;
    std::vector<NameTrie::Hit> hits;
    catalog_.title_trie().find(std::span(tokens_).subspan(first, end - first), hits);
    const auto is_office = [&](const NameTrie::Hit& hit) {
      const TitleName& name = catalog_.title_names()[hit.payload];
      const bool whole = first + hit.length == end || fold_word(document_.text(tokens_[first + hit.length])) == ",";
      return !name.plural && catalog_.titles()[name.title].kind != TitleKind::address && (name.open || whole);
    };
    if (std::none_of(hits.begin(), hits.end(), is_office)) return no_entity;
    const std::string& holder = analysis_.entities[principal].label;
    std::string office_words = document_.words(line);
    office_words.resize(std::min(office_words.find(','), office_words.size()));
    const std::string label = office_words + (takes_article(holder) ? " of the " : " of ") + holder;
    const std::string key = fold_name(label);
    for (EntityIndex e = 0; e < analysis_.entities.size(); ++e)
      if (analysis_.entities[e].cls == cls::Position && fold_name(analysis_.entities[e].label) == key) return e;
    Entity office;
    office.cls = office.type = cls::Position;
    office.label = label;
    office.parent = principal;
    office.named = true;
    return push(std::move(office));
  }

  /// Whether an entity is of those that conclude treaties: a state or a listed international organisation.
  [[nodiscard]] bool may_be_party(EntityIndex entity) const {
    const Entity& e = analysis_.entities[entity];
    return e.cls == cls::State ||
           (e.cls == cls::Organization && e.entry != no_entry && ontology_.is_a(e.type, cls::InternationalOrganization));
  }

  /// "For the University:": an organisation in no list, which nothing else stands beside, signs for itself. Decisions have no parties.
  [[nodiscard]] bool is_whole_principal(const Signature& signature) const {
    if (analysis_.entities[signature.principal].cls != cls::Organization || signature.names.empty()) return false;
    const std::string title = fold_name(analysis_.entities[self_].label);
    if (head_of(analysis_.entities[self_].label).empty() || title.starts_with("council") || title.starts_with("decision")) return false;
    const std::string words = fold_name(document_.text(signature.principal_words));
    const Entity& entity = analysis_.entities[signature.principal];
    const auto is_all = [&](const std::string& name) {
      const std::string key = fold_name(name);
      return words == "for " + key || words == "for the " + key;
    };
    return is_all(entity.label) || std::any_of(entity.names.begin(), entity.names.end(), is_all);
  }

  /// The person of a name in a signature block: one that the text has named already, or a new one.
  EntityIndex signatory(const Signature::Name& name) {
    for (const Mention& m : analysis_.mentions)
      if (m.entity != no_entity && m.first_token < tokens_.size() && m.end_token > m.first_token &&
          analysis_.entities[m.entity].cls == cls::Person && tokens_[m.name_first].begin <= name.span.begin + 2 &&
          tokens_[m.name_end - 1].end + 2 >= name.span.end && tokens_[m.name_first].end > name.span.begin) {
        if (tokens_[m.name_end - 1].end <= name.span.end + 2) return m.entity;
        // Two names beside each other were read as one.
        if (analysis_.entities[m.entity].entry == no_entry && m.entity != joined_names_) joined_names_ = m.entity;
      }
    if (joined_names_ != no_entity) {
      analysis_.remove(joined_names_);
      joined_names_ = no_entity;
    }
    const std::string key = fold_name(name.words);
    for (EntityIndex e = 0; e < analysis_.entities.size(); ++e)
      if (analysis_.entities[e].cls == cls::Person && analysis_.entities[e].named && fold_name(analysis_.entities[e].label) == key)
        return e;
    Entity entity;
    entity.cls = cls::Person;
    entity.type = cls::Official;
    entity.label = name.words;
    entity.named = true;
    entity.known_in_full = name.words.find(' ') != std::string::npos;
    return push(std::move(entity));
  }

  /// An exchange of letters is concluded by its last one; the dates that the letters cite say nothing.
  void read_letters(const TreatyNotes& notes, Conclusion& conclusion) {
    conclusion.date.clear();
    conclusion.place_words = {};
    const std::vector<Dateline> datelines = read_datelines(document_);
    if (datelines.empty() || !notes.signed_on.empty()) return;
    const Dateline& last =
        *std::max_element(datelines.begin(), datelines.end(), [](const Dateline& a, const Dateline& b) { return a.date < b.date; });
    conclusion.date = last.date;
    conclusion.date_words = last.line;
    conclusion.place_words = last.place_words;
    last_letter_ = datelines.size() > 1 ? last : Dateline{};
  }

  /// "THIS AGREEMENT is made the 7th day of August 1967 between …", "adopts this twenty-second day of June of the year … the following
  /// Convention": the date in the words that open a treaty; empty if they give none.
  [[nodiscard]] std::string opening_date(Span head, Span& evidence) const {
    std::string text(document_.text(Span{head.begin, std::min(head.end, head.begin + 6000)}));
    for (char& c : text) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    }
    for (const std::string_view opener :
         {"adopts this ", "adopts, this ", "adopts on this ", "adopts on the ", "is made this ", "is made the ",
          "made and entered into this ", "is made on ", "made this ", "is entered into this ", "is entered into on ", "entered into this ",
          "is concluded on ", "is concluded this ", "is dated "}) {
      const std::size_t at = text.find(opener);
      if (at == std::string::npos) continue;
      const auto begin = static_cast<std::uint32_t>(head.begin + at + opener.size());
      Span words;
      std::string date = date_in(document_, {begin, std::min<std::uint32_t>(head.end, begin + 120)}, words);
      if (date.size() != 10 || words.begin > begin + 6) continue;
      evidence = sentence_of(words);
      return date;
    }
    return {};
  }

  void add_languages(const Conclusion& conclusion) {
    for (const Span words : conclusion.languages) {
      std::string name = fold_name(document_.text(words));  // "ENGLISH" too is English
      if (name == "netherlands") name = "dutch";
      if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
      analysis_.add_value(self_, prop::authenticLanguage, name, {}, {"done-in-languages", sentence_of(words), 0.93});
    }
  }

  /// Duration, notice, entry into force, depositary, reservations, languages: what the articles say of the treaty itself.
  void read_final_clauses_of_treaty() {
    std::size_t mention = 0;
    for (const Sentence& sentence : document_.sentences) {
      while (mention < analysis_.mentions.size() && analysis_.mentions[mention].first_token < sentence.first_token) ++mention;
      const std::int32_t at = innermost(sentence.span.begin);
      const bool closing = structure_.letters && at < 0 && structure_.conclusion.contains(sentence.span);
      if (!closing && (at < 0 || owner_of_[static_cast<std::size_t>(at)] != self_ || is_attached(provision(at).kind))) continue;
      for (const FinalClause& clause : read_final_clauses(document_, sentence.span)) {
        switch (clause.kind) {
          case FinalClause::Kind::duration:
            add_once(prop::hasDuration, clause.value, sentence.span, "duration-clause");
            break;
          case FinalClause::Kind::renewal:
            add_once(prop::renewalPeriod, clause.value, sentence.span, "renewal-clause");
            break;
          case FinalClause::Kind::notice:
            add_once(prop::noticePeriod, clause.value, sentence.span, "notice-clause");
            break;
          case FinalClause::Kind::entry_into_force:
            add_once(prop::entryIntoForceCondition, clause.value, sentence.span, "entry-into-force-clause");
            add_date_of_force(clause.words, sentence.span);
            break;
          case FinalClause::Kind::reservations:
            add_once(prop::reservationClause, clause.value, sentence.span, "reservation-clause");
            break;
          case FinalClause::Kind::depositary:
            add_depositary(clause.words, sentence, mention);
            break;
          case FinalClause::Kind::authentic:
            add_languages(read_conclusion(document_, sentence.span));
            break;
        }
      }
    }
  }

  /// "on 1 January 2005", "on the 1st day of July 1967" and nothing more; "on the date of your reply" is that of the last letter.
  void add_date_of_force(Span clause, Span sentence) {
    Span words;
    std::string date = date_in(document_, clause, words);
    const std::string folded = fold_name(document_.text(clause));
    if (!date.empty()) {
      const Span behind = trimmed({words.end, clause.end});
      const std::string_view lead = document_.text(Span{clause.begin, words.begin});
      const bool on = lead == "on " || lead == "on the " || lead == "as from " || lead == "from " || lead == "with effect from ";
      if (!on || behind.size() > 1 || date.size() != 10) date.clear();
    } else if (!last_letter_.date.empty() && (folded == "on the date of your reply" || folded == "on the date of your excellency's reply" ||
                                              folded == "on the date of this reply" || folded == "on today's date" ||
                                              folded == "on the date of your note in reply" || folded == "on the date of the reply")) {
      date = last_letter_.date;
    }
    if (date.empty() && analysis_.entities[self_].date.size() == 10) {
      static constexpr std::array<std::string_view, 12> at_signature{"on the date of signature",
                                                                     "on the date of its signature",
                                                                     "on the day of its signature",
                                                                     "on the day of signature",
                                                                     "upon signature",
                                                                     "upon its signature",
                                                                     "on signature",
                                                                     "on its signature",
                                                                     "from the date of signature",
                                                                     "on the date of signature by both parties",
                                                                     "on the date of its signing",
                                                                     "immediately upon signature"};
      if (std::find(at_signature.begin(), at_signature.end(), std::string_view(folded)) != at_signature.end())
        date = analysis_.entities[self_].date;
    }
    const bool known = std::any_of(analysis_.claims.begin(), analysis_.claims.end(),
                                   [&](const Claim& c) { return c.subject == self_ && c.property == prop::entersIntoForceOn; });
    if (!date.empty() && !known)
      analysis_.add_value(self_, prop::entersIntoForceOn, date, date_datatype(date), {"entry-into-force-clause", sentence, 0.85});
  }

  /// The first clause of a kind counts: later ones speak of parts or exceptions.
  void add_once(PropertyId property, const std::string& value, Span evidence, const char* rule) {
    const bool known = std::any_of(analysis_.claims.begin(), analysis_.claims.end(),
                                   [&](const Claim& c) { return c.subject == self_ && c.property == property && c.value != value; });
    if (!known) analysis_.add_value(self_, property, value, {}, {rule, evidence, 0.88});
  }

  void add_depositary(Span words, const Sentence& sentence, std::size_t first_mention) {
    std::uint32_t last = no_token_;
    for (std::size_t m = first_mention; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < sentence.end_token; ++m) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.entity == no_entity || tokens_[mention.first_token].begin < words.begin ||
          tokens_[mention.first_token].begin >= words.end)
        continue;
      const Entity& entity = analysis_.entities[mention.entity];
      if (entity.cls != cls::State && entity.cls != cls::Organization && entity.cls != cls::Position) continue;
      if (entity.cls == cls::State && mention.kind == MentionKind::demonym) continue;
      // "with the Governments of X, Y and Z"
      if (last != no_token_ && !only_and_between(last, mention.first_token)) return;
      analysis_.add(self_, prop::depositary, mention.entity, {"depositary-clause", sentence.span, 0.88});
      last = mention.end_token;
    }
  }

  /// Whether nothing but ", and the" stands between two names of a list.
  [[nodiscard]] bool only_and_between(std::uint32_t first, std::uint32_t end) const {
    if (end <= first || end - first > 6) return false;
    bool joined = false;
    for (std::uint32_t i = first; i < end; ++i) {
      const std::string word = fold_word(document_.text(tokens_[i]));
      joined = joined || word == "," || word == "and";
      if (word != "," && word != "and" && word != "the" && word != "government" && word != "of") return false;
    }
    return joined;
  }

  /// A place by its name, listed or not; no_entity if the words are too many to be one.
  EntityIndex place_entity(const std::string& name) {
    EntityIndex place = no_entity;
    const std::string key = fold_name(name);
    for (EntryId e = 0; e < catalog_.size() && place == no_entity; ++e) {
      if (catalog_[e].cls != cls::Place || !folds_to(catalog_[e].label, key)) continue;
      for (EntityIndex known = 0; known < analysis_.entities.size(); ++known)
        if (analysis_.entities[known].entry == e) place = known;
      if (place != no_entity) break;
      Entity entity;
      entity.cls = entity.type = cls::Place;
      entity.entry = e;
      entity.label = catalog_[e].label;
      place = push(std::move(entity));
    }
    if (place == no_entity && name.size() < 60) {
      Entity entity;
      entity.cls = entity.type = cls::Place;
      entity.label = name;
      place = push(std::move(entity));
    }
    if (place != no_entity) analysis_.entities[place].named = true;
    return place;
  }

  [[nodiscard]] Span sentence_of(Span words) const {
    const auto found = std::upper_bound(document_.sentences.begin(), document_.sentences.end(), words.begin,
                                        [](std::uint32_t at, const Sentence& s) { return at < s.span.begin; });
    return found == document_.sentences.begin() ? words : (found - 1)->span;
  }

  // --- Provisions -----------------------------------------------------------------------------------------------------

  void add_provisions() {
    add_preamble();
    entity_of_.resize(structure_.provisions.size());
    owner_of_.resize(structure_.provisions.size());
    for (std::size_t i = 0; i < structure_.provisions.size(); ++i) {
      const Provision& provision = structure_.provisions[i];
      const EntityIndex parent = provision.parent < 0 ? self_ : entity_of_[static_cast<std::size_t>(provision.parent)];
      EntityIndex owner = provision.parent < 0 ? self_ : owner_of_[static_cast<std::size_t>(provision.parent)];
      if (provision.parent >= 0 && is_attached(structure_.provisions[static_cast<std::size_t>(provision.parent)].kind)) owner = parent;
      owner_of_[i] = owner;
      if (const EntityIndex known = table_.find(owner, provision.kind, provision.number); known != no_entity && !provision.number.empty()) {
        entity_of_[i] = known;
        continue;
      }
      Entity entity;
      entity.cls = cls::Provision;
      entity.type = class_of(provision.kind);
      entity.kind = provision.kind;
      entity.number = provision.number;
      entity.heading = document_.words(provision.heading);
      entity.parent = parent;
      entity.body = provision.body;
      entity.named = true;
      entity_of_[i] = push(std::move(entity));
      table_.put(owner, entity_of_[i]);
      Span evidence = cover({provision.whole.begin, provision.whole.begin}, provision.heading);
      evidence.begin = provision.whole.begin;
      if (evidence.empty() || evidence.size() > 400)
        evidence.end = std::min(provision.whole.end, std::max(provision.body.begin, provision.whole.begin + 1));
      while (evidence.end > evidence.begin + 1 && static_cast<unsigned char>(document_.text()[evidence.end - 1]) <= ' ') --evidence.end;
      while (evidence.end < document_.text().size() && (static_cast<unsigned char>(document_.text()[evidence.end]) & 0xC0U) == 0x80)
        ++evidence.end;
      analysis_.add(parent, prop::hasProvision, entity_of_[i], {"treaty-structure", evidence, 0.97});
    }
  }

  /// Parts that are numbers alone were read as articles; those of letters and memoranda that call them none are paragraphs or sections.
  void call_numbered_parts() {
    if (!structure_.numbered_only || structure_.numbered_as == ProvisionKind::article) return;
    const std::string title = fold_name(document_.text(title_));
    bool less_formal = structure_.letters || structure_.named_units;
    for (const std::string_view word : {"memorandum", "minutes", "declaration", "understanding"})
      less_formal = less_formal || title.find(word) != std::string::npos;
    if (!less_formal) return;  // those of a treaty are its articles by custom
    for (Entity& entity : analysis_.entities) {
      if (entity.cls != cls::Provision || entity.kind != ProvisionKind::article || entity.parent != self_) continue;
      entity.kind = structure_.numbered_as;
      entity.type = class_of(entity.kind);
    }
  }

  void add_preamble() {
    if (structure_.preamble.empty() || structure_.provisions.empty()) return;
    Entity entity;
    entity.cls = cls::Provision;
    entity.type = cls::Preamble;
    entity.kind = ProvisionKind::preamble;
    entity.parent = self_;
    entity.body = structure_.preamble;
    entity.named = true;
    preamble_ = push(std::move(entity));
    table_.put(self_, preamble_);
    Span evidence = structure_.preamble;
    for (const Span line : document_.lines)
      if (line.begin >= evidence.begin && !trimmed(line).empty()) {
        evidence = trimmed(line);
        break;
      }
    analysis_.add(self_, prop::hasProvision, preamble_, {"treaty-structure", evidence, 0.9});
  }

  /// Index of the innermost provision around an offset; -1 if none.
  [[nodiscard]] std::int32_t innermost(std::uint32_t offset) const {
    // Provisions come in text order, parents first: the last that began before the offset and has not ended.
    auto it = std::upper_bound(structure_.provisions.begin(), structure_.provisions.end(), offset,
                               [](std::uint32_t at, const Provision& p) { return at < p.whole.begin; });
    while (it != structure_.provisions.begin()) {
      --it;
      if (offset < it->whole.end) return static_cast<std::int32_t>(it - structure_.provisions.begin());
      // Climb: an ended paragraph's article may still go on.
      std::int32_t parent = it->parent;
      while (parent >= 0) {
        const Provision& above = structure_.provisions[static_cast<std::size_t>(parent)];
        if (offset < above.whole.end) return parent;
        parent = above.parent;
      }
      return -1;
    }
    return -1;
  }

  /// "2. (1) The charges …": of the paragraph whose mark follows the article's, not of the article.
  [[nodiscard]] std::int32_t behind_marks(std::int32_t at, Span sentence) const {
    for (std::int32_t next = at + 1; at >= 0 && next < static_cast<std::int32_t>(structure_.provisions.size()); ++next) {
      const Provision& below = provision(next);
      if (below.parent != at || below.whole.begin > sentence.begin + 10 || below.whole.begin >= sentence.end) break;
      at = next;
    }
    return at;
  }

  [[nodiscard]] std::int32_t enclosing(std::int32_t index, ProvisionKind kind) const {
    while (index >= 0 && structure_.provisions[static_cast<std::size_t>(index)].kind != kind)
      index = structure_.provisions[static_cast<std::size_t>(index)].parent;
    return index;
  }

  // --- References -----------------------------------------------------------------------------------------------------

  /// "the Protocol on Rules of Origin to this Agreement", "The Annexes and the Protocol on X are an integral part of this Agreement": a
  /// protocol without a number that is a part of the treaty, if the text names but one such.
  void find_own_protocol() {
    EntityIndex own = no_entity;
    Span evidence;
    const std::string kind = head_of(analysis_.entities[self_].label);
    if (kind.empty() || kind == "protocol") return;
    for (const Mention& m : analysis_.mentions) {
      if (m.kind != MentionKind::agreement || m.entity == no_entity || m.entity == self_ || m.first_token >= tokens_.size()) continue;
      const Entity& entity = analysis_.entities[m.entity];
      if (entity.cls != cls::Agreement || entity.entry != no_entry || !entity.parties.empty() || !entity.date.empty()) continue;
      const std::string label = fold_name(entity.label);
      if (!label.starts_with("protocol on ") && !label.starts_with("protocol concerning ")) continue;
      const Span sentence = sentence_of(tokens_[m.first_token].span());
      std::string words(document_.words({tokens_[m.end_token - 1].end, sentence.end}));
      for (char& c : words)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      const bool directly = words.starts_with("to this " + kind) || words.starts_with("to the present " + kind) ||
                            words.starts_with("annexed to this " + kind) || words.starts_with("attached to this " + kind);
      const bool integral = words.find("integral part of this " + kind) != std::string::npos ||
                            words.find("integral part of the present " + kind) != std::string::npos;
      if (!directly && !integral) continue;
      if (own != no_entity && own != m.entity) return;  // which of them is "the Protocol"?
      own = m.entity;
      evidence = sentence;
    }
    if (own == no_entity || table_.find(self_, ProvisionKind::protocol, "") != no_entity) return;
    const EntityIndex part = table_.get(self_, ProvisionKind::protocol, "", {"treaty-structure", evidence, 0.85});
    analysis_.entities[part].heading = analysis_.entities[own].label;
    analysis_.merge(own, part);
  }

  void find_references() {
    find_own_protocol();
    find_terms();
    if (base_ != no_entity) terms_.emplace(head_of(analysis_.entities[base_].label), base_);
    std::size_t mention = 0;
    for (const Sentence& sentence : document_.sentences) {
      while (mention < analysis_.mentions.size() && analysis_.mentions[mention].first_token < sentence.first_token) ++mention;
      if (!structure_.conclusion.empty() && structure_.conclusion.contains(sentence.span)) continue;
      const std::int32_t at = behind_marks(innermost(sentence.span.begin), sentence.span);
      const bool heading = at >= 0 && provision(at).heading.contains(sentence.span);
      if (heading || title_.contains(sentence.span) || in_furniture(sentence.span)) continue;
      const bool preamble = preamble_ != no_entity && at < 0 && structure_.preamble.contains(sentence.span);
      const EntityIndex from = at >= 0 ? entity_of_[static_cast<std::size_t>(at)] : preamble ? preamble_ : self_;
      const auto citations = citations_.find(document_, sentence.first_token, sentence.end_token);
      for (const Citation& citation : citations) {
        if (citation.provisions[0].kind == ProvisionKind::preamble && citation.of == Citation::Of::unsaid &&
            tokens_[citation.first_token].begin < structure_.preamble.end)
          continue;
        // The provision's own heading "Article 5" is no citation, nor is a part of a title ("Agreement on Implementation of Article VI …").
        if (at >= 0 && tokens_[citation.first_token].begin == provision(at).whole.begin &&
            tokens_[citation.first_token].has(token_flag::line_before))
          continue;
        if (in_title(citation, mention)) continue;
        refer(citation, from, at, sentence, mention);
      }
      for (std::size_t m = mention; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < sentence.end_token; ++m) {
        const Mention& name = analysis_.mentions[m];
        if (name.kind != MentionKind::agreement || name.entity == no_entity || name.entity == self_) continue;
        if (is_self_reference(name) || is_of_a_kind(name)) continue;
        const bool cited = std::any_of(citations.begin(), citations.end(), [&](const Citation& c) {
          return c.of == Citation::Of::named && c.instrument_token >= name.first_token && c.instrument_token < name.end_token &&
                 c.first_token < name.first_token;
        });
        if (!cited) reference(from, name.entity, sentence.span);
      }
    }
  }

  /// Whether a sentence stands in the table of contents or a running header.
  [[nodiscard]] bool in_furniture(Span sentence) const {
    const auto next = std::upper_bound(structure_.furniture.begin(), structure_.furniture.end(), sentence.begin,
                                       [](std::uint32_t at, const Span& line) { return at < line.begin; });
    return next != structure_.furniture.begin() && sentence.begin < (next - 1)->end;
  }

  [[nodiscard]] const Provision& provision(std::int32_t index) const { return structure_.provisions[static_cast<std::size_t>(index)]; }

  /// "hereinafter referred to as “the Treaty”" behind the name of another agreement: from there on the term is that agreement's.
  void find_terms() {
    std::size_t mention = 0;
    for (const Sentence& sentence : document_.sentences) {
      while (mention < analysis_.mentions.size() && analysis_.mentions[mention].first_token < sentence.first_token) ++mention;
      for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
        const std::string_view letters = document_.text(tokens_[i]);
        if (letters.size() < 9 || letters.size() > 11 || (letters[0] | 0x20) != 'h') continue;
        const std::string word = fold_word(letters);
        if (word != "hereinafter" && word != "hereafter") continue;
        // The last agreement named before the words, and not far from them.
        EntityIndex named = no_entity;
        for (std::size_t m = mention; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < i; ++m) {
          const Mention& name = analysis_.mentions[m];
          if (name.kind == MentionKind::agreement && name.entity != no_entity && name.end_token <= i && i - name.end_token < 24)
            named = name.entity;
        }
        if (named == no_entity || named == self_) continue;
        std::uint32_t first = i + 1;
        static constexpr std::array<std::string_view, 11> fillers{"referred", "to", "as", "called", "known", "the",
                                                                  "\"",       ":",  ",",  "'",      "in"};
        const auto filler = [&](std::uint32_t k) {
          const std::string folded = fold_word(document_.text(tokens_[k]));
          return std::find(fillers.begin(), fillers.end(), std::string_view(folded)) != fillers.end() ||
                 document_.text(tokens_[k]) == "“" || document_.text(tokens_[k]) == "‘";
        };
        while (first < sentence.end_token && first - i < 10 && filler(first)) ++first;
        std::uint32_t end = first;
        while (end < sentence.end_token && end - first < 6 && tokens_[end].kind != TokenKind::punctuation &&
               (tokens_[end].has(token_flag::capitalised) || tokens_[end].kind == TokenKind::number))
          ++end;
        if (end == first) continue;
        const std::string term = fold_name(document_.text(Span{tokens_[first].begin, tokens_[end - 1].end}));
        if (!instrument_word(term.substr(term.rfind(' ') + 1))) continue;
        terms_.emplace(term, named);
        // "the General Convention" was read as a name of its own.
        for (EntityIndex e = 0; e < analysis_.entities.size(); ++e)
          if (e != named && e != self_ && analysis_.entities[e].cls == cls::Agreement && analysis_.entities[e].entry == no_entry &&
              analysis_.entities[e].named && fold_name(analysis_.entities[e].label) == term) {
            analysis_.entities[named].names.push_back(analysis_.entities[e].label);
            analysis_.merge(e, named);
          }
      }
    }
  }

  [[nodiscard]] static bool instrument_word(std::string_view word) {
    static constexpr std::array<std::string_view, 13> heads{"agreement", "treaty",      "convention", "charter", "statute",
                                                            "covenant",  "protocol",    "accord",     "pact",    "constitution",
                                                            "act",       "declaration", "memorandum"};
    return std::find(heads.begin(), heads.end(), word) != heads.end();
  }

  /// The instrument of "the Convention" where the text names no more: a defined term, else the only one of that kind that the text has
  /// named before, else this one if it is of that kind; no_entity if that is not sure.
  [[nodiscard]] EntityIndex bare_instrument(std::uint32_t token) const {
    const std::string word = fold_word(document_.text(tokens_[token]));
    if (!instrument_word(word)) return no_entity;
    // "the Vienna Convention" is more than its head.
    if (token > 0 && tokens_[token - 1].has(token_flag::capitalised) && fold_word(document_.text(tokens_[token - 1])) != "the")
      return no_entity;
    if (const auto term = terms_.find(word); term != terms_.end()) return term->second;
    const std::string own = head_of(analysis_.entities[self_].label);
    const std::string before = token > 0 ? fold_word(document_.text(tokens_[token - 1])) : std::string();
    const bool last = before == "that" || before == "said" || before == "same";  // "that Convention" is the last one
    if (!last && (own == word || (own.empty() && word == "agreement"))) return self_;
    EntityIndex only = no_entity;
    for (const Mention& m : analysis_.mentions) {
      if (m.first_token >= token) break;
      if (m.kind != MentionKind::agreement || m.entity == no_entity || m.entity == self_ || m.entity == only) continue;
      if (head_of(analysis_.entities[m.entity].label) != word) continue;
      if (only != no_entity && !last) return no_entity;
      only = m.entity;
    }
    return only != no_entity ? only : word == "agreement" ? self_ : no_entity;
  }

  /// The word for what kind of instrument a title is of: "protocol" of "Protocol to the Convention on X", "treaty" of "Norway – Chile
  /// Treaty".
  [[nodiscard]] static std::string head_of(const std::string& title) {
    const std::string folded = fold_name(title);
    for (std::size_t begin = 0; begin < folded.size();) {
      const std::size_t end = std::min(folded.find(' ', begin), folded.size());
      if (instrument_word(std::string_view(folded).substr(begin, end - begin))) return folded.substr(begin, end - begin);
      begin = end + 1;
    }
    return {};
  }

  /// Whether a citation stands inside the name of an agreement.
  [[nodiscard]] bool in_title(const Citation& citation, std::size_t first_mention) const {
    for (std::size_t m = first_mention; m < analysis_.mentions.size() && analysis_.mentions[m].first_token < citation.first_token; ++m) {
      const Mention& name = analysis_.mentions[m];
      if (name.kind == MentionKind::agreement && name.end_token >= citation.end_token) return true;
    }
    return false;
  }

  /// "Agreements with third countries": any of them, not one by its name.
  [[nodiscard]] bool is_of_a_kind(const Mention& m) const {
    if (analysis_.entities[m.entity].entry != no_entry) return false;
    const std::string first = fold_word(document_.text(tokens_[m.first_token]));
    return first == "agreements" || first == "treaties" || first == "conventions" || first == "covenants" || first == "protocols" ||
           first == "arrangements";
  }

  [[nodiscard]] bool is_self_reference(const Mention& m) const {
    return m.first_token > 0 && (fold_word(document_.text(tokens_[m.first_token - 1])) == "this" ||
                                 fold_word(document_.text(tokens_[m.first_token - 1])) == "present");
  }

  void reference(EntityIndex from, EntityIndex to, Span evidence) {
    if (from == to) return;
    analysis_.add(from, prop::references, to, {"citation", evidence, 0.9});
  }

  void refer(const Citation& citation, EntityIndex from, std::int32_t at, const Sentence& sentence, std::size_t first_mention) {
    if (citation.this_unit) {
      const ProvisionKind kind = citation.provisions[0].kind;
      if (kind == ProvisionKind::article || kind == ProvisionKind::paragraph) return;
      const std::int32_t unit = enclosing(at, kind);
      if (unit >= 0) reference(from, entity_of_[static_cast<std::size_t>(unit)], sentence.span);
      return;
    }
    if (citation.offset != 0) return refer_to_neighbour(citation, from, at, sentence);
    EntityIndex instrument = self_;
    const Mention* name = nullptr;
    if (citation.of == Citation::Of::unnamed) return;
    if (citation.of == Citation::Of::named) {
      name = analysis_.instrument_at(citation.instrument_token, first_mention);
      instrument = name != nullptr ? name->entity : no_entity;
      if (instrument == no_entity) instrument = bare_instrument(citation.instrument_token);
      if (instrument == no_entity && citation.loose) instrument = self_;
      if (instrument == no_entity) return;  // an unknown name is nobody's
    } else if (citation.of == Citation::Of::unsaid && citation.end_token < sentence.end_token) {
      // "Articles VI and XVI GATT 1994"
      for (std::size_t m = first_mention; m < analysis_.mentions.size() && analysis_.mentions[m].first_token <= citation.end_token; ++m)
        if (analysis_.mentions[m].first_token == citation.end_token && analysis_.mentions[m].kind == MentionKind::agreement &&
            analysis_.mentions[m].entity != no_entity)
          instrument = analysis_.mentions[m].entity;
    }
    const bool foreign = instrument != self_;
    const Evidence evidence{"citation", sentence.span, 0.9};
    EntityIndex owner = instrument;
    bool annexed = false;
    for (auto outer = citation.within.rbegin(); outer != citation.within.rend(); ++outer)
      // "Protocol I to the Geneva Conventions" may be the name of the instrument itself.
      if ((is_attached(outer->kind) || foreign) && (name == nullptr || outer->token < name->first_token)) {
        owner = table_.get(owner, outer->kind, outer->number, evidence);
        annexed = is_attached(outer->kind);
      }
    std::int32_t attached = at;
    while (attached >= 0 && !is_attached(provision(attached).kind)) attached = provision(attached).parent;
    const EntityIndex home = attached >= 0 ? entity_of_[static_cast<std::size_t>(attached)] : self_;
    if (!foreign && !annexed && home != self_) {
      // Inside an annex its own articles come first; "of this Protocol" in one is that protocol.
      const std::string& first = citation.provisions[0].number;
      const bool own_words = citation.of == Citation::Of::this_one && is_attached(analysis_.entities[home].kind) &&
                             names_kind(citation.instrument_token, analysis_.entities[home].kind);
      const ProvisionKind kind =
          citation.provisions[0].kind == ProvisionKind::paragraph ? ProvisionKind::article : citation.provisions[0].kind;
      const bool has = !citation.provisions[0].relative && table_.find(home, kind, first.substr(0, first.find('('))) != no_entity;
      if (own_words || (citation.of == Citation::Of::unsaid && has)) owner = home;
    }
    for (const CitedProvision& cited : citation.provisions) {
      // "Article J of Annex 3": what an annex calls its paragraphs by letters
      if (annexed && cited.kind == ProvisionKind::article && cited.number.size() == 1 && cited.number[0] >= 'A' && cited.number[0] <= 'Z' &&
          roman_value(cited.number) == 0) {
        const Entity annex = analysis_.entities[owner];
        reference(from, table_.get(annex.parent, annex.kind, annex.number + "(" + cited.number + ")", evidence), sentence.span);
        continue;
      }
      if (const EntityIndex target = cited_provision(cited, citation, owner, foreign, at, sentence); target != no_entity)
        reference(from, target, sentence.span);
    }
  }

  /// Whether a word is the one for a kind of attached part: "this Protocol" in a protocol.
  [[nodiscard]] bool names_kind(std::uint32_t token, ProvisionKind kind) const {
    const std::string word = fold_word(document_.text(tokens_[token]));
    switch (kind) {
      case ProvisionKind::protocol:
        return word == "protocol";
      case ProvisionKind::schedule:
        return word == "schedule";
      case ProvisionKind::appendix:
        return word == "appendix";
      case ProvisionKind::annex:
        return word == "annex";
      default:
        return false;
    }
  }

  void refer_to_neighbour(const Citation& citation, EntityIndex from, std::int32_t at, const Sentence& sentence) {
    const CitedProvision& cited = citation.provisions[0];
    const std::int32_t article = enclosing(at, ProvisionKind::article);
    if (cited.kind == ProvisionKind::paragraph && cited.number.empty()) {
      if (article >= 0) refer_to_paragraph_beside(citation.offset, from, at, article, sentence);
      return;
    }
    const ProvisionKind kind = cited.kind == ProvisionKind::paragraph ? ProvisionKind::article : cited.kind;
    const std::int32_t unit = enclosing(at, kind);
    if (unit < 0) return;
    for (std::int32_t i = unit + citation.offset; i >= 0 && i < static_cast<std::int32_t>(structure_.provisions.size());
         i += citation.offset) {
      if (provision(i).kind != kind || owner_of_[static_cast<std::size_t>(i)] != owner_of_[static_cast<std::size_t>(unit)]) continue;
      if (cited.kind != ProvisionKind::paragraph) return reference(from, entity_of_[static_cast<std::size_t>(i)], sentence.span);
      const Evidence evidence{"citation", sentence.span, 0.9};
      for (const CitedProvision& below : citation.provisions)
        reference(from,
                  table_.get(owner_of_[static_cast<std::size_t>(i)], ProvisionKind::paragraph,
                             provision(i).number + in_brackets(below.number), evidence),
                  sentence.span);
      return;
    }
  }

  /// "the preceding paragraph": the numbered one before, or by its place where paragraphs have no numbers.
  void refer_to_paragraph_beside(int offset, EntityIndex from, std::int32_t at, std::int32_t article, const Sentence& sentence) {
    const Evidence evidence{"citation", sentence.span, 0.9};
    const EntityIndex owner = owner_of_[static_cast<std::size_t>(article)];
    for (std::int32_t i = at; i >= 0 && i != article; i = provision(i).parent) {
      // Among the parts of what holds it.
      std::int32_t beside = -1;
      for (std::int32_t k = article + 1;
           k < static_cast<std::int32_t>(structure_.provisions.size()) && provision(k).whole.begin < provision(article).whole.end; ++k) {
        if (provision(k).parent != provision(i).parent) continue;
        if (offset < 0 && k < i) beside = k;
        if (offset > 0 && k > i && beside < 0) beside = k;
      }
      if (beside >= 0) return reference(from, entity_of_[static_cast<std::size_t>(beside)], sentence.span);
    }
    if (at != article) return;
    const std::size_t place = paragraph_place(article, sentence.span.begin);
    const std::int64_t wanted = static_cast<std::int64_t>(place) + offset;
    if (place == 0 || wanted < 1) return;
    reference(from, table_.get(owner, ProvisionKind::paragraph, provision(article).number + "(" + std::to_string(wanted) + ")", evidence),
              sentence.span);
  }

  /// Which paragraph of an article without numbered ones an offset lies in, from 1; 0 if its paragraphs are numbered or it is in none.
  [[nodiscard]] std::size_t paragraph_place(std::int32_t article, std::uint32_t offset) const {
    if (static_cast<std::size_t>(article) + 1 < structure_.provisions.size() && provision(article + 1).parent == article) return 0;
    const std::vector<Span> paragraphs = lines_of(provision(article).body);
    for (std::size_t i = 0; i < paragraphs.size(); ++i)
      if (offset >= paragraphs[i].begin && offset < paragraphs[i].end) return i + 1;
    return 0;
  }

  /// What a cited number means below `owner`; no_entity where that would be a guess.
  EntityIndex cited_provision(const CitedProvision& cited, const Citation& citation, EntityIndex owner, bool foreign, std::int32_t at,
                              const Sentence& sentence) {
    const Evidence evidence{"citation", sentence.span, 0.9};
    std::string number = cited.number;
    ProvisionKind kind = cited.kind;
    if (number.empty() && is_attached(kind)) return foreign ? no_entity : table_.find(owner, kind, number);
    if (kind == ProvisionKind::paragraph && cited.relative) {
      if (foreign) {
        // Of an instrument without articles, a declaration or resolution.
        if (!number.empty() && number.front() == '(') return no_entity;
        return table_.get(owner, ProvisionKind::paragraph, number, evidence);
      }
      if (at < 0 || citation.of != Citation::Of::unsaid) return no_entity;
      if (const std::string whole = numbered_article(number, at, owner); !whole.empty()) {
        number = whole;
        if (number.find('(') == std::string::npos) kind = ProvisionKind::article;
      } else {
        number = complete(number, at);
      }
      if (number.empty()) return no_entity;
    }
    if (kind != ProvisionKind::article && kind != ProvisionKind::paragraph) return table_.get(owner, kind, number, evidence);
    if (const EntityIndex known = table_.find(owner, kind, number); known != no_entity) return known;
    // The article that the number begins with: "5.2" and "5(2)" are paragraphs where there is an article 5.
    std::size_t cut = number.size();
    while (cut != std::string::npos && table_.find(owner, ProvisionKind::article, number.substr(0, cut)) == no_entity)
      cut = cut == 0 ? std::string::npos : number.find_last_of(".(", cut - 1);
    // Another treaty's, and the text does not say which: no guess.
    if (cut == std::string::npos && !foreign && citation.of != Citation::Of::this_one) return no_entity;
    if (cut == std::string::npos) cut = foreign ? std::min(number.find('.'), number.size()) : number.size();
    std::string path = number.substr(0, cut);
    while (cut < number.size()) {
      const std::size_t next = std::min(number.find_first_of(".(", cut + 1), number.size());
      if (number[cut] == '.')
        path.append("(").append(number, cut + 1, next - cut - 1).append(")");
      else
        path.append(number, cut, next - cut);
      cut = next;
    }
    return table_.get(owner, path.find('(') != std::string::npos ? ProvisionKind::paragraph : ProvisionKind::article, path, evidence);
  }

  [[nodiscard]] static std::string in_brackets(const std::string& number) {
    if (number.empty() || number.front() == '(') return number;
    const std::size_t cut = std::min(number.find('('), number.size());
    return "(" + number.substr(0, cut) + ")" + number.substr(cut);
  }

  /// Where articles are numbers alone, "paragraph 2" is the second of them, unless the article at hand has a paragraph of that number.
  [[nodiscard]] std::string numbered_article(const std::string& number, std::int32_t at, EntityIndex owner) const {
    if (!structure_.numbered_only || number.empty() || number.front() == '(') return {};
    const std::string head = number.substr(0, number.find('('));
    const std::int32_t article = enclosing(at, ProvisionKind::article);
    if (article < 0 || table_.find(owner, ProvisionKind::article, head) == no_entity) return {};
    const bool own = table_.find(owner, ProvisionKind::paragraph, provision(article).number + "(" + head + ")") != no_entity;
    return own ? std::string() : number;
  }

  /// The full path of "paragraph 2" or "(b)" as seen from a provision.
  [[nodiscard]] std::string complete(const std::string& number, std::int32_t at) const {
    const std::string step = in_brackets(number);
    const std::int32_t article = enclosing(at, ProvisionKind::article);
    if (article < 0) return {};
    const EntityIndex owner = owner_of_[static_cast<std::size_t>(article)];
    // From the inside outwards: the first level that has such a part.
    for (std::int32_t i = at; i >= 0; i = provision(i).parent) {
      std::string path = provision(i).number + step;
      if (table_.find(owner, ProvisionKind::paragraph, path) != no_entity) return path;
      if (i == article) break;
    }
    return provision(article).number + step;
  }

  // --- Norms ----------------------------------------------------------------------------------------------------------

  void find_norms_of_provisions() {
    // What letters without numbered parts agree is the whole exchange's.
    if (structure_.letters && structure_.provisions.empty())
      for (const Block& block : document_.blocks) {
        last_bearers_.clear();
        for (NormMention& words : find_norms(document_, norm_words_, block.span, {})) add_norm(std::move(words), self_);
      }
    std::vector<std::vector<std::size_t>> children(structure_.provisions.size());
    for (std::size_t i = 0; i < structure_.provisions.size(); ++i)
      if (structure_.provisions[i].parent >= 0) children[static_cast<std::size_t>(structure_.provisions[i].parent)].push_back(i);
    std::vector<Span> lead_of(structure_.provisions.size());
    for (std::size_t i = 0; i < structure_.provisions.size(); ++i) {
      const Provision& p = structure_.provisions[i];
      if (p.kind == ProvisionKind::preamble || (p.kind != ProvisionKind::article && p.kind != ProvisionKind::paragraph)) continue;
      Span body = p.body;
      if (!children[i].empty()) {
        body.end = structure_.provisions[children[i].front()].whole.begin;
        const Span lead = trimmed(body);
        const bool opens = !lead.empty() && document_.text()[lead.end - 1] == ':';
        for (const std::size_t child : children[i]) lead_of[child] = opens ? lead : Span{};
      }
      // Each line of a body is a paragraph of its own; a line that ends in a colon leads in those behind it.
      Span lead = lead_of[i];
      for (const Span line : lines_of(body)) {
        last_bearers_.clear();
        const bool opens = document_.text()[line.end - 1] == ':';
        for (NormMention& words : find_norms(document_, norm_words_, line, lead)) {
          if (opens && awaits_items(words, line)) {
            std::vector<Span> items;
            for (const std::size_t child : children[i]) items.push_back(structure_.provisions[child].body);
            if (items.empty()) items = items_behind(body, line);
            for (const Span item : items)
              if (const Span said = trimmed(item); !said.empty()) words.condition.push_back(said);
          }
          add_norm(std::move(words), entity_of_[i]);
        }
        if (opens) lead = line;
      }
    }
  }

  /// "may do so if:", "unless the following conditions are met:": whether the items behind a line say under which condition.
  [[nodiscard]] bool awaits_items(const NormMention& norm, Span line) const {
    if (norm.condition.empty() || norm.action.empty() || norm.condition.back().end + 3 < line.end) return false;
    const std::string last = fold_name(document_.text(norm.condition.back()));
    const std::string word = last.substr(last.rfind(' ') + 1);  // "where appropriate:" leads in what is to be done
    return word != "appropriate" && word != "necessary" && word != "possible" && word != "applicable" && word != "relevant";
  }

  /// The lines of a body behind one, at most twelve: items of a list without marks that were read.
  [[nodiscard]] std::vector<Span> items_behind(Span body, Span line) const {
    std::vector<Span> items;
    for (const Span other : lines_of(body)) {
      if (other.begin < line.end) continue;
      const char last = document_.text()[other.end - 1];
      items.push_back(other);
      if (last == '.' || items.size() == 12) break;
    }
    return items;
  }

  [[nodiscard]] Span trimmed(Span span) const {
    while (!span.empty() && static_cast<unsigned char>(document_.text()[span.begin]) <= ' ') ++span.begin;
    while (!span.empty() && static_cast<unsigned char>(document_.text()[span.end - 1]) <= ' ') --span.end;
    return span;
  }

  [[nodiscard]] std::vector<Span> lines_of(Span body) const {
    std::vector<Span> list;
    auto block = std::lower_bound(document_.blocks.begin(), document_.blocks.end(), body.begin,
                                  [](const Block& b, std::uint32_t at) { return b.span.end <= at; });
    for (; block != document_.blocks.end() && block->span.begin < body.end; ++block) {
      const Span line = trimmed({std::max(block->span.begin, body.begin), std::min(block->span.end, body.end)});
      if (!line.empty()) list.push_back(line);
    }
    return list;
  }

  void add_norm(NormMention words, EntityIndex provision) {
    Norm norm;
    norm.provision = provision;
    for (const Span bearer : words.bearers) {
      // "They shall …" are the bearers of the sentence before.
      const std::string name = fold_word(document_.text(bearer));
      if ((name == "it" || name == "they" || name == "he" || name == "she") && !last_bearers_.empty()) {
        for (const EntityIndex e : last_bearers_)
          if (std::find(norm.bearers.begin(), norm.bearers.end(), e) == norm.bearers.end()) norm.bearers.push_back(e);
        continue;
      }
      const EntityIndex e = bearer_entity(bearer);
      if (e != no_entity && std::find(norm.bearers.begin(), norm.bearers.end(), e) == norm.bearers.end()) norm.bearers.push_back(e);
    }
    last_bearers_ = norm.bearers;
    norm.words = std::move(words);
    analysis_.norms.push_back(std::move(norm));
  }

  EntityIndex bearer_entity(Span words) {
    std::string name = document_.words(words);
    for (bool again = true; again;) {
      again = false;
      if (name.starts_with("of the ")) name.erase(0, 3);  // "either of the Parties"
      for (const std::string_view start :
           {"the ", "The ", "each ", "Each ", "either ", "Either ", "neither ", "Neither ", "no ",    "No ",    "both ", "Both ",
            "all ", "All ", "any ",  "Any ",  "a ",      "A ",      "an ",      "An ",      "every ", "Every ", "THE ",  "EACH "})
        if (name.starts_with(start)) {
          name.erase(0, start.size());
          again = true;
          break;
        }
    }
    const std::string key = fold_name(name);
    if (key.empty()) return no_entity;
    if (const auto known = roles_.find(key); known != roles_.end()) return known->second;
    // A state or organisation by its name; what all of them are called together ("the Participants") is nobody's.
    static constexpr std::array<std::string_view, 8> together{"parties",     "participants", "sides",        "governments",
                                                              "signatories", "states",       "both parties", "contracting parties"};
    const bool joint = std::find(together.begin(), together.end(), std::string_view(key)) != together.end();
    for (EntityIndex e = 0; !joint && e < analysis_.entities.size(); ++e) {
      const Entity& entity = analysis_.entities[e];
      if (entity.cls != cls::State && entity.cls != cls::Organization) continue;
      // "the Government of India" is India.
      const bool governs = entity.cls == cls::State && key.starts_with("government of ");
      const std::string_view asked =
          governs ? std::string_view(key).substr(key.starts_with("government of the ") ? 18 : 14) : std::string_view(key);
      bool same = fold_name(entity.label) == asked;
      for (const std::string& other : entity.names) same = same || fold_name(other) == asked || (governs && fold_name(other) == key);
      if (same && entity.named) return roles_[key] = e;
    }
    Entity role;
    const auto role_class = ontology_.find_class("Role");
    role.cls = role.type = role_class.value_or(ClassId{cls::Actor});
    role.label = name;
    role.named = true;
    return roles_[key] = push(std::move(role));
  }

  static constexpr std::uint32_t no_token_ = 0xFFFFFFFF;

  const Document& document_;
  Analysis& analysis_;
  const Catalog& catalog_;
  const Ontology& ontology_;
  const CitationGrammar& citations_;
  const NormWords& norm_words_;
  TreatyStructure structure_;
  ProvisionTable table_;
  const std::vector<Token>& tokens_;
  EntityIndex self_ = no_entity, preamble_ = no_entity;
  EntityIndex base_ = no_entity;  ///< the agreement that this is a protocol to, as the title says
  Dateline last_letter_;          ///< of an exchange of letters; empty if it has but one dateline
  Span title_;
  EntityIndex joined_names_ = no_entity;  ///< a person who is two, whose names stand beside each other
  Span correspondence_;                   ///< where letters name the second of those who exchange them
  std::vector<EntityIndex> entity_of_, owner_of_;
  std::vector<EntityIndex> last_bearers_;  ///< of the norm before in the paragraph
  std::map<std::string, EntityIndex> roles_;
  std::map<std::string, EntityIndex> terms_;  ///< "treaty" of "hereinafter referred to as “the Treaty”"
};

}  // namespace

bool TreatyReader::read(const Document& document, Analysis& analysis) const {
  auto structure = document.source.structure ? std::optional(*document.source.structure) : find_structure(document);
  if (!structure) return false;
  Reader(document, analysis, catalog_, ontology_, citations_, norm_words_, std::move(*structure)).run();
  return true;
}

}  // namespace pacta
