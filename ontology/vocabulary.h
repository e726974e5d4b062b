#pragma once
#include <cstdint>
#include <string_view>

namespace pacta {

/// A class or property of the ontology: the built-in ones have the numbers below, those of a user's ontology come after.
using ClassId = std::uint16_t;
using PropertyId = std::uint16_t;

/// Names that the code itself uses. `Ontology::load` reports every one that ontology/pacta.ttl does not define.
// The layout of these never settles.
// clang-format off
#define PACTA_CLASSES(X)                                                                                                                  \
  X(Actor)                                                                                                                                \
  X(State)                                                                                                                                \
  X(Organization)                                                                                                                         \
  X(InternationalOrganization) X(GovernmentBody) X(Alliance) X(PoliticalParty) X(MediaOutlet) X(ResearchInstitute) X(Person) X(Official)  \
      X(Position) X(Instrument) X(Agreement) X(Resolution) X(NationalLaw) X(Treaty) X(Convention) X(Charter) X(Covenant) X(Protocol)      \
          X(Pact) X(Accord) X(Memorandum) X(JointStatement) X(Communique) X(Statute) X(Provision) X(Preamble) X(Part) X(Title) X(Chapter) \
              X(Section) X(Article) X(Paragraph) X(Annex) X(Participation) X(Place) X(Event) X(Election) X(Publication) X(Topic) X(Ideology) X(Alignment) X(Statement) X(Norm) \
                  X(Document) X(Claim) X(Evidence) X(Rule)

#define PACTA_PROPERTIES(X)                                                                                                              \
  X(hasParty)                                                                                                                            \
  X(signedBy)                                                                                                                            \
  X(ratifiedBy)                                                                                                                          \
  X(accededToBy) X(withdrawnFromBy) X(signedOn) X(entersIntoForceOn) X(terminatedOn) X(signedAt) X(hasDuration) X(succeeds) X(replaces)  \
      X(amends) X(implements) X(hasProvision) X(number) X(heading) X(text) X(textOf) X(references) X(mentions) X(addresses)              \
          X(holdsPosition) X(positionIn) X(officialOf) X(headOfState) X(headOfGovernment) X(memberOf) X(memberOfParty) X(affiliatedWith) \
              X(politicalIdeology) X(politicalAlignment) X(candidateIn) X(visited) X(alliedWith) X(hasDefencePactWith) X(supports)       \
                  X(opposes) X(imposesSanctionsOn) X(suppliesArmsTo) X(invaded) X(declaredWarOn) X(atWarWith) X(attributedTo) X(about)   \
                      X(authorOf) X(publishedIn) X(locatedIn) X(bearer) X(deonticModality) X(action) X(condition) X(isoAlpha3)           \
                          X(participant) X(agreement) X(act) X(date) X(reservation) X(polarity) X(modality) X(claimedBy) X(claimedIn)    \
                              X(hasEvidence) X(byRule) X(confidence) X(contradicts) X(from) X(until) X(renewalPeriod) X(noticePeriod) X(entryIntoForceCondition) X(reservationClause) X(depositary) X(authenticLanguage)
// clang-format on

namespace cls {
enum : ClassId {
#define X(name) name,
  PACTA_CLASSES(X)
#undef X
      built_in_count
};
}  // namespace cls

namespace prop {
enum : PropertyId {
#define X(name) name,
  PACTA_PROPERTIES(X)
#undef X
      built_in_count
};
}  // namespace prop

}  // namespace pacta
