#include "parser/analysis.h"

#include <algorithm>

namespace pacta {

namespace {

void add_evidence(std::vector<Evidence>& known, std::vector<Evidence>& more) {
  for (Evidence& evidence : more) {
    const auto same = [&](const Evidence& e) { return e.rule == evidence.rule && e.span == evidence.span; };
    if (std::none_of(known.begin(), known.end(), same)) known.push_back(std::move(evidence));
  }
}

// An entity that is in the list already is not put there again.
void replace_in_list(std::vector<EntityIndex>& list, EntityIndex from, EntityIndex to) {
  if (std::find(list.begin(), list.end(), from) == list.end()) return;
  if (std::find(list.begin(), list.end(), to) == list.end()) return std::replace(list.begin(), list.end(), from, to);
  std::erase(list, from);
}

}  // namespace

void Analysis::add(Claim claim) {
  if (claim.subject == no_entity || (claim.object == no_entity && claim.value.empty()) || claim.subject == claim.object) return;
  const std::size_t hash =
      ((claim.subject * 31ULL + claim.property) * 1000003ULL + claim.object) * 31ULL + std::hash<std::string>()(claim.value);
  const auto [first, last] = claim_index_.equal_range(hash);
  for (auto it = first; it != last; ++it) {
    Claim& known = claims[it->second];
    if (known.subject != claim.subject || known.property != claim.property || known.object != claim.object || known.value != claim.value ||
        known.polarity != claim.polarity || known.modality != claim.modality || known.claimed_by != claim.claimed_by ||
        known.from != claim.from || known.until != claim.until)
      continue;
    return add_evidence(known.evidence, claim.evidence);
  }
  claim_index_.emplace(hash, claims.size());
  claims.push_back(std::move(claim));
}

void Analysis::add(EntityIndex subject, PropertyId property, EntityIndex object, Evidence evidence) {
  Claim claim;
  claim.subject = subject;
  claim.property = property;
  claim.object = object;
  claim.evidence.push_back(std::move(evidence));
  add(std::move(claim));
}

void Analysis::add_value(EntityIndex subject, PropertyId property, std::string value, std::string_view datatype, Evidence evidence) {
  Claim claim;
  claim.subject = subject;
  claim.property = property;
  claim.value = std::move(value);
  claim.datatype = datatype;
  claim.evidence.push_back(std::move(evidence));
  add(std::move(claim));
}

const Mention* Analysis::instrument_at(std::uint32_t token, std::size_t from) const {
  for (std::size_t m = from; m < mentions.size() && mentions[m].first_token <= token; ++m) {
    const Mention& mention = mentions[m];
    if (mention.entity == no_entity || mention.end_token <= token) continue;
    const ClassId c = entities[mention.entity].cls;
    if (c == cls::Agreement || c == cls::Instrument) return &mention;
  }
  return nullptr;
}

void Analysis::add(Occurrence occurrence) {
  const auto same_field = [](const Occurrence::Field& a, const Occurrence::Field& b) {
    return a.property == b.property && a.object == b.object && a.value == b.value && a.datatype == b.datatype;
  };
  std::size_t hash = occurrence.type;
  for (const Occurrence::Field& field : occurrence.fields) hash = (hash * 1000003ULL + field.object) * 31ULL + field.property;
  const auto [first, last] = occurrence_index_.equal_range(hash);
  for (auto it = first; it != last; ++it) {
    Occurrence& known = occurrences[it->second];
    if (known.type == occurrence.type && known.polarity == occurrence.polarity && known.modality == occurrence.modality &&
        known.claimed_by == occurrence.claimed_by &&
        std::equal(known.fields.begin(), known.fields.end(), occurrence.fields.begin(), occurrence.fields.end(), same_field))
      return add_evidence(known.evidence, occurrence.evidence);
  }
  occurrence_index_.emplace(hash, occurrences.size());
  occurrences.push_back(std::move(occurrence));
}

void Analysis::merge(EntityIndex from, EntityIndex to) {
  for (Mention& mention : mentions) {
    if (mention.entity == from) mention.entity = to;
    std::replace(mention.members.begin(), mention.members.end(), from, to);
  }
  for (Entity& entity : entities) std::replace(entity.parties.begin(), entity.parties.end(), from, to);
  for (Claim& claim : claims) {
    if (claim.subject == from) claim.subject = to;
    if (claim.object == from) claim.object = to;
    if (claim.claimed_by == from) claim.claimed_by = to;
  }
  for (Occurrence& occurrence : occurrences) {
    if (occurrence.claimed_by == from) occurrence.claimed_by = to;
    for (Occurrence::Field& field : occurrence.fields)
      if (field.object == from) field.object = to;
  }
  for (Statement& statement : statements) {
    if (statement.by == from) statement.by = to;
    replace_in_list(statement.about, from, to);
  }
  for (Norm& norm : norms) {
    if (norm.provision == from) norm.provision = to;
    replace_in_list(norm.bearers, from, to);
  }
  add_again();
  entities[from].named = false;
}

void Analysis::remove(EntityIndex gone) {
  std::erase_if(mentions, [&](const Mention& mention) { return mention.entity == gone; });
  for (Mention& mention : mentions) {
    std::erase(mention.members, gone);
    if (mention.place == gone) mention.place = no_entity;
  }
  for (Entity& entity : entities) {
    std::erase(entity.parties, gone);
    if (entity.parent == gone) entity.parent = no_entity;
  }
  std::erase_if(claims, [&](const Claim& claim) { return claim.subject == gone || claim.object == gone || claim.claimed_by == gone; });
  std::erase_if(occurrences, [&](Occurrence& occurrence) {
    const auto has_object = [](const Occurrence::Field& field) { return field.object != no_entity; };
    const auto erased = std::erase_if(occurrence.fields, [&](const Occurrence::Field& field) { return field.object == gone; });
    // An event is one still if somebody else took part; a participation without its participant or its agreement says nothing.
    return occurrence.claimed_by == gone || (erased > 0 && (occurrence.type == cls::Participation ||
                                                            std::none_of(occurrence.fields.begin(), occurrence.fields.end(), has_object)));
  });
  std::erase_if(statements, [&](const Statement& statement) { return statement.by == gone; });
  for (Statement& statement : statements) std::erase(statement.about, gone);
  std::erase_if(norms, [&](const Norm& norm) { return norm.provision == gone; });
  for (Norm& norm : norms) std::erase(norm.bearers, gone);
  if (text_of == gone) text_of = no_entity;
  add_again();
  entities[gone].named = false;
}

void Analysis::add_again() {
  std::vector<Claim> old_claims;
  old_claims.swap(claims);
  claim_index_.clear();
  for (Claim& claim : old_claims) add(std::move(claim));
  std::vector<Occurrence> old_occurrences;
  old_occurrences.swap(occurrences);
  occurrence_index_.clear();
  for (Occurrence& occurrence : old_occurrences) add(std::move(occurrence));
}

}  // namespace pacta
