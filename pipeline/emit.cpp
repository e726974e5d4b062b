#include "pipeline/emit.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"
#include "graph/iri.h"

namespace pacta {

namespace {

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string local_name(std::string_view iri) {
  return std::string(iri.substr(iri.find_last_of("#/:") + 1));
}

std::string_view segment_of(ProvisionKind kind) {
  switch (kind) {
    case ProvisionKind::preamble:
      return "preamble";
    case ProvisionKind::part:
      return "part";
    case ProvisionKind::title:
      return "title";
    case ProvisionKind::chapter:
      return "chap";
    case ProvisionKind::section:
      return "sec";
    case ProvisionKind::article:
      return "art";
    case ProvisionKind::paragraph:
      return "para";
    case ProvisionKind::annex:
      return "annex";
    case ProvisionKind::protocol:
      return "protocol";
    case ProvisionKind::schedule:
      return "schedule";
    case ProvisionKind::appendix:
      return "appendix";
  }
  return "part";
}

std::string_view word_of(ProvisionKind kind) {
  switch (kind) {
    case ProvisionKind::preamble:
      return "Preamble";
    case ProvisionKind::part:
      return "Part";
    case ProvisionKind::title:
      return "Title";
    case ProvisionKind::chapter:
      return "Chapter";
    case ProvisionKind::section:
      return "Section";
    case ProvisionKind::article:
      return "Article";
    case ProvisionKind::paragraph:
      return "Paragraph";
    case ProvisionKind::annex:
      return "Annex";
    case ProvisionKind::protocol:
      return "Protocol";
    case ProvisionKind::schedule:
      return "Schedule";
    case ProvisionKind::appendix:
      return "Appendix";
  }
  return "Part";
}

constexpr std::string_view name_of(Polarity polarity) {
  return polarity == Polarity::negated ? "negated" : "affirmed";
}

constexpr std::string_view name_of(Modality modality) {
  switch (modality) {
    case Modality::asserted:
      return "asserted";
    case Modality::possible:
      return "possible";
    case Modality::hypothetical:
      return "hypothetical";
    case Modality::planned:
      return "planned";
    case Modality::desired:
      return "desired";
  }
  return "asserted";
}

constexpr std::string_view name_of(DeonticModality modality) {
  switch (modality) {
    case DeonticModality::obligation:
      return "obligation";
    case DeonticModality::prohibition:
      return "prohibition";
    case DeonticModality::permission:
      return "permission";
    case DeonticModality::declaration:
      return "declaration";
  }
  return "obligation";
}

class Emitter {
 public:
  Emitter(const Document& document, const Analysis& analysis, const Knowledge& knowledge, const EmitOptions& options,
          std::vector<AssertedClaim>* asserted)
      : document_(document),
        analysis_(analysis),
        ontology_(knowledge.ontology),
        catalog_(knowledge.catalog),
        options_(options),
        asserted_(asserted),
        offsets_(document.text()),
        property_terms_(knowledge.ontology.property_count(), no_term),
        class_terms_(knowledge.ontology.class_count(), no_term) {}

  Graph run() {
    document_iri_ = fmt::format("{}doc/{}/{}", options_.base, sha256_hex(document_.text(), 16), percent_encode(document_.source.id));
    graph_.name = document_iri_;
    type_ = iri(ns::rdf, "type");
    label_ = iri(ns::rdfs, "label");
    alt_label_ = iri(ns::skos, "altLabel");
    iris_.resize(analysis_.entities.size());
    entity_terms_.resize(analysis_.entities.size(), no_term);
    choose_entities();
    emit_document();
    for (const EntityIndex e : order_) emit_entity(e);
    emit_occurrences();
    emit_norms();
    emit_statements();
    if (options_.provenance != Provenance::none) emit_claims();
    emit_rules();
    return std::move(graph_);
  }

 private:
  static constexpr TermId no_term = 0xFFFFFFFF;

  TermId iri(std::string_view space, std::string_view name) { return graph_.terms.iri(std::string(space).append(name)); }
  /// The same, kept in `known` for the next time; `known` is no_term at first.
  TermId iri(TermId& known, std::string_view space, std::string_view name) { return known == no_term ? known = iri(space, name) : known; }
  TermId prop_iri(PropertyId property) {
    TermId& known = property_terms_[property];
    return known == no_term ? known = graph_.terms.iri(ontology_.property(property).iri) : known;
  }
  TermId class_iri(ClassId cls) {
    TermId& known = class_terms_[cls];
    return known == no_term ? known = graph_.terms.iri(ontology_[cls].iri) : known;
  }
  TermId english(std::string_view text) { return graph_.terms.literal(text, {}, "en"); }
  TermId xsd_literal(std::string_view text, std::string_view type) {
    datatype_.assign(ns::xsd).append(type);
    return graph_.terms.literal(text, datatype_);
  }
  TermId integer(std::size_t number) {
    const fmt::format_int digits(number);
    return xsd_literal({digits.data(), digits.size()}, "integer");
  }

  /// The parts one after another, each on a line of its own. The view holds until the next call.
  template <typename... Parts>
  std::string_view lines(std::string_view first, const Parts&... parts) {
    key_.assign(first);
    ((key_ += '\n', key_ += std::string_view(parts)), ...);
    return key_;
  }

  const std::string& iri_of(EntityIndex index) {
    std::string& known = iris_[index];
    if (!known.empty()) return known;
    const Entity& entity = analysis_.entities[index];
    const std::string base = options_.base + lower(ontology_[entity.cls].name) + "/";
    if (entity.entry != no_entry) return known = base + catalog_[entity.entry].id;
    if (!entity.id.empty()) return known = base + percent_encode(entity.id);
    if (entity.cls == cls::Provision && entity.parent != no_entity) {
      // Articles are numbered through the whole instrument, whatever chapter they stand in; an annex counts for itself.
      EntityIndex root = entity.parent;
      if (entity.kind != ProvisionKind::paragraph)
        while (analysis_.entities[root].cls == cls::Provision && !is_attached(analysis_.entities[root].kind) &&
               entity.kind == ProvisionKind::article && analysis_.entities[root].parent != no_entity)
          root = analysis_.entities[root].parent;
      std::string number = entity.number;
      if (entity.kind == ProvisionKind::paragraph) {
        const std::string& above = analysis_.entities[entity.parent].number;
        if (number.starts_with(above)) number = number.substr(above.size());
        std::erase_if(number, [](char c) { return c == '(' || c == ')'; });
      }
      std::string segment = fmt::format("/{}", segment_of(entity.kind));
      if (!number.empty()) segment += "/" + percent_encode(number);
      return known = iri_of(root) + segment;
    }
    std::string key = fmt::format("{}\n{}", ontology_[entity.cls].name, fold_name(entity.label));
    if (entity.cls == cls::Agreement) {
      std::vector<std::string> parties;
      for (const EntityIndex party : entity.parties) parties.push_back(iri_of(party));
      std::sort(parties.begin(), parties.end());
      key += fmt::format("\n{}\n{}", fmt::join(parties, " "), entity.date);
    }
    if (!entity.known_in_full) key += "\n" + document_iri_;
    if (entity.ordinal > 0) key += fmt::format("\n{}", entity.ordinal);
    return known = base + "x-" + sha256_hex(key, 16);
  }

  TermId term(EntityIndex index) {
    if (entity_terms_[index] == no_term) entity_terms_[index] = graph_.terms.iri(iri_of(index));
    return entity_terms_[index];
  }

  /// What is named or takes part in what the graph says, entities of a kind together, agreements and their parts first.
  void choose_entities() {
    std::vector<bool> wanted(analysis_.entities.size());
    for (EntityIndex e = 0; e < analysis_.entities.size(); ++e) wanted[e] = analysis_.entities[e].named;
    const auto want = [&](EntityIndex e) {
      for (; e != no_entity && !wanted[e]; e = analysis_.entities[e].cls == cls::Provision ? analysis_.entities[e].parent : no_entity)
        wanted[e] = true;
    };
    for (const Claim& claim : analysis_.claims) {
      want(claim.subject);
      want(claim.object);
      want(claim.claimed_by);
    }
    for (const Occurrence& occurrence : analysis_.occurrences) {
      want(occurrence.claimed_by);
      for (const Occurrence::Field& field : occurrence.fields) want(field.object);
    }
    for (const Statement& statement : analysis_.statements) {
      want(statement.by);
      for (const EntityIndex e : statement.about) want(e);
    }
    for (const Norm& norm : analysis_.norms) {
      want(norm.provision);
      for (const EntityIndex e : norm.bearers) want(e);
    }
    static constexpr ClassId classes[] = {cls::Agreement, cls::Instrument, cls::Provision, cls::State,       cls::Organization, cls::Person,
                                          cls::Position,  cls::Place,      cls::Event,     cls::Publication, cls::Topic};
    for (const ClassId c : classes)
      for (EntityIndex e = 0; e < analysis_.entities.size(); ++e)
        if (wanted[e] && analysis_.entities[e].cls == c) order_.push_back(e);
    for (EntityIndex e = 0; e < analysis_.entities.size(); ++e)
      if (wanted[e] && std::find(std::begin(classes), std::end(classes), analysis_.entities[e].cls) == std::end(classes))
        order_.push_back(e);
    has_parts_.resize(analysis_.entities.size());
    for (EntityIndex e = 0; e < analysis_.entities.size(); ++e)
      if (analysis_.entities[e].cls == cls::Provision && analysis_.entities[e].parent != no_entity && !analysis_.entities[e].body.empty())
        has_parts_[analysis_.entities[e].parent] = true;
    by_subject_.resize(analysis_.entities.size());
    for (std::size_t i = 0; i < analysis_.claims.size(); ++i)
      if (analysis_.claims[i].plain()) by_subject_[analysis_.claims[i].subject].push_back(i);
    // Symmetric relations are written in both directions.
    for (std::size_t i = 0; i < analysis_.claims.size(); ++i) {
      const Claim& claim = analysis_.claims[i];
      if (claim.plain() && claim.object != no_entity && ontology_.property(claim.property).symmetric)
        by_subject_[claim.object].push_back(i);
    }
  }

  void emit_document() {
    const TermId self = document_term_ = graph_.terms.iri(document_iri_);
    graph_.add(self, type_, class_iri(cls::Document));
    const Source& source = document_.source;
    if (!source.title.empty()) graph_.add(self, iri(ns::dcterms, "title"), graph_.terms.literal(source.title));
    if (!source.date.empty()) graph_.add(self, iri(ns::dcterms, "date"), graph_.terms.literal(source.date));
    if (!source.author.empty()) graph_.add(self, iri(ns::dcterms, "creator"), graph_.terms.literal(source.author));
    if (!source.url.empty()) {
      if (valid_iri(source.url))
        graph_.add(self, iri(ns::dcterms, "source"), graph_.terms.iri(source.url));
      else
        graph_.add(self, iri(ns::dcterms, "source"), graph_.terms.literal(source.url));
    }
    if (!source.language.empty()) graph_.add(self, iri(ns::dcterms, "language"), graph_.terms.literal(source.language));
    if (!source.media_type.empty()) {
      // The offsets are those of the extracted text: whoever has it can tell that it is the one.
      graph_.add(self, iri(ns::dcterms, "format"), graph_.terms.literal(source.media_type));
      graph_.add(self, iri(ns::pacta, "textHash"), graph_.terms.literal(sha256_hex(document_.text())));
      graph_.add(self, iri(ns::pacta, "textLength"), xsd_literal(std::to_string(count_code_points(document_.text())), "integer"));
    }
    if (analysis_.text_of != no_entity) graph_.add(self, prop_iri(prop::textOf), term(analysis_.text_of));
    for (const EntityIndex e : order_)
      if (analysis_.entities[e].cls != cls::Topic) graph_.add(self, prop_iri(prop::mentions), term(e));
  }

  void emit_entity(EntityIndex index) {
    const Entity& entity = analysis_.entities[index];
    const TermId self = term(index);
    graph_.add(self, type_, class_iri(entity.cls));
    if (entity.type != entity.cls) graph_.add(self, type_, class_iri(entity.type));
    // The classes between: an intergovernmental organisation's finer class and the table's are enough, but an Official is a Person.
    if (entity.cls == cls::Provision) {
      if (!entity.number.empty()) graph_.add(self, prop_iri(prop::number), graph_.terms.literal(entity.number));
      graph_.add(self, label_, english(provision_label(index)));
      if (!entity.heading.empty()) graph_.add(self, prop_iri(prop::heading), english(entity.heading));
      if (options_.with_text && !entity.body.empty() && !has_parts_[index])
        if (const std::string text = collapse_space(words_of(entity.body)); !text.empty())
          graph_.add(self, prop_iri(prop::text), english(text));
    } else {
      graph_.add(self, label_, english(entity.label));
      for (const std::string& name : entity.names) graph_.add(self, alt_label_, english(name));
    }
    if (entity.entry != no_entry && !catalog_[entity.entry].iso3.empty())
      graph_.add(self, prop_iri(prop::isoAlpha3), graph_.terms.literal(catalog_[entity.entry].iso3));
    std::set<std::pair<PropertyId, TermId>> done;
    for (const std::size_t i : by_subject_[index]) {
      const Claim& claim = analysis_.claims[i];
      const TermId object = claim.subject == index ? object_of(claim) : term(claim.subject);
      write_with_superproperties(self, claim.property, object, done);
    }
  }

  void write_with_superproperties(TermId subject, PropertyId property, TermId object, std::set<std::pair<PropertyId, TermId>>& done) {
    if (!done.emplace(property, object).second) return;
    graph_.add(subject, prop_iri(property), object);
    if (property == prop::replaces) write_with_superproperties(subject, prop::succeeds, object, done);
  }

  TermId object_of(const Claim& claim) {
    if (claim.object != no_entity) return term(claim.object);
    return claim.datatype.empty() ? graph_.terms.literal(claim.value) : xsd_literal(claim.value, claim.datatype);
  }

  std::string provision_label(EntityIndex index) {
    const Entity& entity = analysis_.entities[index];
    EntityIndex root = entity.parent;
    while (root != no_entity && analysis_.entities[root].cls == cls::Provision) root = analysis_.entities[root].parent;
    std::string label(word_of(entity.kind));
    if (!entity.number.empty()) label += " " + entity.number;
    if (root != no_entity) label += " of the " + analysis_.entities[root].label;
    return label;
  }

  // --- Provenance -----------------------------------------------------------------------------------------------------

  /// Writes that `self` has these evidences, and then them.
  void emit_evidence(TermId self, const std::vector<Evidence>& evidence) {
    const std::size_t first = graph_.triples.size();
    for (const Evidence& e : evidence) {
      const fmt::format_int begin(e.span.begin), end(e.span.end);
      key_.assign(graph_.terms[self].value).append("\n").append(document_iri_).append("\n");
      key_.append(begin.data(), begin.size()).append(" ").append(end.data(), end.size()).append("\n").append(e.rule);
      graph_.add(self, prop_iri(prop::hasEvidence), under_base("evidence/", sha256_hex(key_, 24)));
    }
    for (std::size_t i = 0; i < evidence.size(); ++i) emit_evidence(graph_.triples[first + i].object, evidence[i]);
  }

  void emit_evidence(TermId self, const Evidence& evidence) {
    graph_.add(self, type_, class_iri(cls::Evidence));
    graph_.add(self, prop_iri(prop::byRule), rule_term(evidence.rule));
    graph_.add(self, prop_iri(prop::confidence), confidence(evidence.confidence));
    graph_.add(self, iri(oa_start_, ns::oa, "start"), integer(offsets_.code_points_before(evidence.span.begin)));
    graph_.add(self, iri(oa_end_, ns::oa, "end"), integer(offsets_.code_points_before(evidence.span.end)));
    if (options_.provenance == Provenance::full)
      graph_.add(self, iri(oa_exact_, ns::oa, "exact"), graph_.terms.literal(document_.text(evidence.span)));
  }

  TermId rule_term(const std::string& rule) {
    const auto known = rules_.find(rule);
    if (known != rules_.end()) return known->second;
    const TermId term = under_base("rule/", percent_encode(rule));
    rules_.emplace(rule, term);
    return term;
  }

  TermId confidence(double value) {
    for (const auto& [known, term] : confidences_)
      if (known == value) return term;
    return confidences_.emplace_back(value, xsd_literal(fmt::format("{:.2f}", value), "decimal")).second;
  }

  TermId under_base(std::string_view kind, std::string_view rest) {
    iri_.assign(options_.base).append(kind).append(rest);
    return graph_.terms.iri(iri_);
  }

  void emit_claims() {
    for (const Claim& claim : analysis_.claims) {
      claim_terms_.push_back(emit_claim(term(claim.subject), claim.property, object_of(claim), claim.polarity, claim.modality,
                                        claim.claimed_by, claim.from, claim.until, claim.evidence));
    }
    emit_contradictions();
  }

  /// Writes a claim and returns its IRI.
  TermId emit_claim(TermId subject, PropertyId property, TermId object, Polarity polarity, Modality modality, EntityIndex by,
                    const std::string& from, const std::string& until, const std::vector<Evidence>& evidence) {
    const Term value = graph_.terms[object];
    const std::string_view subject_iri = graph_.terms[subject].value, property_iri = ontology_.property(property).iri;
    const std::string_view by_iri = by == no_entity ? std::string_view() : iri_of(by);
    const TermId self = under_base("claim/", sha256_hex(lines(subject_iri, property_iri, value.value, value.datatype, name_of(polarity),
                                                              name_of(modality), by_iri, from, until),
                                                        24));
    if (asserted_ != nullptr && modality == Modality::asserted)
      asserted_->push_back(asserted_claim(lines(subject_iri, property_iri, value.value, value.datatype), polarity == Polarity::negated,
                                          graph_.terms[self].value));
    graph_.add(self, type_, class_iri(cls::Claim));
    graph_.add(self, iri(rdf_subject_, ns::rdf, "subject"), subject);
    graph_.add(self, iri(rdf_predicate_, ns::rdf, "predicate"), prop_iri(property));
    graph_.add(self, iri(rdf_object_, ns::rdf, "object"), object);
    graph_.add(self, prop_iri(prop::polarity), graph_.terms.literal(name_of(polarity)));
    graph_.add(self, prop_iri(prop::modality), graph_.terms.literal(name_of(modality)));
    if (by != no_entity) graph_.add(self, prop_iri(prop::claimedBy), term(by));
    if (!from.empty()) graph_.add(self, prop_iri(prop::from), date_literal(from));
    if (!until.empty()) graph_.add(self, prop_iri(prop::until), date_literal(until));
    graph_.add(self, prop_iri(prop::claimedIn), document_term_);
    emit_evidence(self, evidence);
    return self;
  }

  TermId date_literal(const std::string& date) { return xsd_literal(date, date_datatype(date)); }

  /// What a claim affirms of a thing that can be so but once: the day on which an agreement was signed, entered into force (for one state
  /// it may on another, which no claim of these says) or ended; the place where it was signed; who led a state in a time that is stated.
  [[nodiscard]] std::optional<AssertedClaim> affirmed_once(std::size_t index) {
    const Claim& c = analysis_.claims[index];
    if (c.modality != Modality::asserted || c.polarity != Polarity::affirmed) return std::nullopt;
    const std::string claim_iri(graph_.terms[claim_terms_[index]].value);
    const auto fact = [&](EntityIndex subject, PropertyId property) {
      const std::string iri = iri_of(subject);
      return std::string(lines(iri, ontology_.property(property).iri));
    };
    if (c.property == prop::signedOn || c.property == prop::entersIntoForceOn || c.property == prop::terminatedOn)
      return dated_claim(fact(c.subject, c.property), c.value, claim_iri);
    if (c.property == prop::signedAt && c.object != no_entity && !is_one_of_several_places(c)) {
      const EntryId place = analysis_.entities[c.object].entry;
      if (place == no_entry || catalog_[place].cls != cls::Place || catalog_[place].country == no_entry) return std::nullopt;
      return placed_claim(fact(c.subject, c.property), catalog_[catalog_[place].country].id, claim_iri);
    }
    if (c.from.empty() || c.until.empty() || c.object == no_entity) return std::nullopt;
    if (c.property == prop::headOfState || c.property == prop::headOfGovernment)
      return holder_claim(fact(c.subject, c.property), iri_of(c.object), c.from, c.until, claim_iri);
    if (c.property == prop::holdsPosition && !analysis_.entities[c.object].leads.empty())
      return holder_claim(fact(c.object, c.property), iri_of(c.subject), c.from, c.until, claim_iri);
    return std::nullopt;
  }

  /// "signed in London, Moscow and Washington": a place that another is named beside, in the same words.
  [[nodiscard]] bool is_one_of_several_places(const Claim& place) const {
    return std::any_of(analysis_.claims.begin(), analysis_.claims.end(), [&](const Claim& other) {
      if (other.subject != place.subject || other.property != place.property || other.object == place.object) return false;
      return std::any_of(other.evidence.begin(), other.evidence.end(), [&](const Evidence& e) {
        return std::any_of(place.evidence.begin(), place.evidence.end(), [&](const Evidence& own) { return own.span.overlaps(e.span); });
      });
    });
  }

  /// The same relation affirmed and denied, both as facts; two dates, places or holders of what has one.
  void emit_contradictions() {
    std::map<std::tuple<EntityIndex, PropertyId, EntityIndex, std::string>, std::vector<std::size_t>> same;
    for (std::size_t i = 0; i < analysis_.claims.size(); ++i) {
      const Claim& c = analysis_.claims[i];
      if (c.modality == Modality::asserted) same[{c.subject, c.property, c.object, c.value}].push_back(i);
    }
    const auto join = [&](std::size_t a, std::size_t b) {
      graph_.add(claim_terms_[a], prop_iri(prop::contradicts), claim_terms_[b]);
      graph_.add(claim_terms_[b], prop_iri(prop::contradicts), claim_terms_[a]);
    };
    std::vector<std::pair<AssertedClaim, std::size_t>> once;
    for (std::size_t i = 0; i < analysis_.claims.size(); ++i)
      if (auto claim = affirmed_once(i)) once.emplace_back(*claim, i);
    for (std::size_t a = 0; a < once.size(); ++a)
      for (std::size_t b = a + 1; b < once.size(); ++b)
        if (once[a].first.said == once[b].first.said && exclude(once[a].first, once[b].first)) join(once[a].second, once[b].second);
    if (asserted_ != nullptr)
      for (const auto& [claim, index] : once) asserted_->push_back(claim);
    for (const auto& [key, list] : same)
      for (const std::size_t a : list)
        for (const std::size_t b : list)
          if (analysis_.claims[a].polarity == Polarity::affirmed && analysis_.claims[b].polarity == Polarity::negated) join(a, b);
  }

  std::string joined(const std::vector<Span>& spans) {
    std::string text;
    for (const Span span : spans) {
      if (!text.empty()) text += " … ";
      text += words_of(span);
    }
    return text;
  }

  /// The words of a span, without the number of a page between them.
  std::string words_of(Span span) {
    const std::string_view all = document_.text(span);
    std::string text;
    for (std::size_t at = 0; at <= all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      if (at == 0 || !is_page_number(all.substr(at, end - at))) {
        if (at > 0) text += '\n';
        text += all.substr(at, end - at);
      }
      at = end + 1;
    }
    return text;
  }

  TermId object_of(const Occurrence::Field& field) {
    if (field.object != no_entity) return term(field.object);
    return field.datatype.empty() ? graph_.terms.literal(field.value) : xsd_literal(field.value, field.datatype);
  }

  /// Events and participations. One that the text denies, doubts or merely reports is told by claims only: it may not exist.
  void emit_occurrences() {
    for (const Occurrence& occurrence : analysis_.occurrences) {
      const ClassInfo& type = ontology_[occurrence.type];
      std::string key(type.iri), label;
      for (const Occurrence::Field& field : occurrence.fields) {
        const Term& value = graph_.terms[object_of(field)];
        key += fmt::format("\n{} {} {}", ontology_.property(field.property).iri, value.value, value.datatype);
        label += (label.empty() ? ": " : ", ") + (field.object == no_entity ? field.value : analysis_.entities[field.object].label);
      }
      const std::string kind = lower(local_name(type.iri)) + "/x-";
      if (!occurrence.plain()) {
        if (options_.provenance == Provenance::none) continue;
        const TermId self = under_base(kind, sha256_hex(key, 16));
        for (const Occurrence::Field& field : occurrence.fields)
          emit_claim(self, field.property, object_of(field), occurrence.polarity, occurrence.modality, occurrence.claimed_by, {}, {},
                     occurrence.evidence);
        continue;
      }
      const TermId self = under_base(kind, sha256_hex(key, 16));
      graph_.add(self, type_, class_iri(occurrence.type));
      if (occurrence.type != cls::Event && type.with_ancestors.test(cls::Event)) graph_.add(self, type_, class_iri(cls::Event));
      graph_.add(self, label_, english((type.label.empty() ? local_name(type.iri) : type.label) + label));
      std::set<std::pair<PropertyId, TermId>> done;
      for (const Occurrence::Field& field : occurrence.fields) write_with_superproperties(self, field.property, object_of(field), done);
      if (options_.provenance != Provenance::none) emit_evidence(self, occurrence.evidence);
    }
  }

  void emit_norms() {
    for (const Norm& norm : analysis_.norms) {
      const std::string action = joined(norm.words.action), condition = joined(norm.words.condition);
      std::string key =
          fmt::format("{}\n{}\n{}\n{}\n{}", norm.provision == no_entity ? "" : iri_of(norm.provision), name_of(norm.words.modality), action,
                      condition, offsets_.code_points_before(norm.words.evidence.begin));
      for (const EntityIndex b : norm.bearers) key += "\n" + iri_of(b);
      const TermId self = under_base("norm/", sha256_hex(key, 24));
      graph_.add(self, type_, class_iri(cls::Norm));
      for (const EntityIndex b : norm.bearers) graph_.add(self, prop_iri(prop::bearer), term(b));
      graph_.add(self, prop_iri(prop::deonticModality), iri(ns::pacta, name_of(norm.words.modality)));
      graph_.add(self, prop_iri(prop::action), graph_.terms.literal(action));
      if (!condition.empty()) graph_.add(self, prop_iri(prop::condition), graph_.terms.literal(condition));
      if (norm.provision != no_entity) graph_.add(self, iri(ns::pacta, "derivedFrom"), term(norm.provision));
      if (options_.provenance == Provenance::none) continue;
      emit_evidence(self, std::vector{Evidence{"norm", norm.words.evidence, 0.85}});
    }
  }

  void emit_statements() {
    for (const Statement& statement : analysis_.statements) {
      const TermId self = under_base(
          "statement/", sha256_hex(lines(statement.by == no_entity ? std::string_view() : iri_of(statement.by), statement.words), 24));
      graph_.add(self, type_, class_iri(cls::Statement));
      if (statement.by != no_entity) graph_.add(self, prop_iri(prop::attributedTo), term(statement.by));
      graph_.add(self, prop_iri(prop::text), english(statement.words));
      for (const EntityIndex e : statement.about) graph_.add(self, prop_iri(prop::about), term(e));
      if (options_.provenance != Provenance::none) emit_evidence(self, std::vector{statement.evidence});
    }
  }

  void emit_rules() {
    for (const auto& [rule, self] : rules_) {
      graph_.add(self, type_, class_iri(cls::Rule));
      graph_.add(self, label_, english(rule));
    }
  }

  const Document& document_;
  const Analysis& analysis_;
  const Ontology& ontology_;
  const Catalog& catalog_;
  const EmitOptions& options_;
  std::vector<AssertedClaim>* asserted_;
  CodePointIndex offsets_;
  Graph graph_;
  std::string document_iri_;
  TermId type_ = 0, label_ = 0, alt_label_ = 0, document_term_ = 0;
  TermId oa_start_ = no_term, oa_end_ = no_term, oa_exact_ = no_term, rdf_subject_ = no_term, rdf_predicate_ = no_term,
         rdf_object_ = no_term;
  std::vector<TermId> property_terms_, class_terms_, entity_terms_, claim_terms_;  // no_term: not yet known
  std::vector<std::pair<double, TermId>> confidences_;
  std::string key_, iri_, datatype_;  // kept for their memory
  std::vector<std::string> iris_;
  std::vector<EntityIndex> order_;
  std::vector<bool> has_parts_;  // provisions that have parts in the text
  std::vector<std::vector<std::size_t>> by_subject_;
  std::map<std::string, TermId> rules_;
};

}  // namespace

Graph emit_graph(const Document& document, const Analysis& analysis, const Knowledge& knowledge, const EmitOptions& options,
                 std::vector<AssertedClaim>* asserted) {
  return Emitter(document, analysis, knowledge, options, asserted).run();
}

}  // namespace pacta
