#include "parser/analysis.h"

#include <algorithm>

namespace pacta {

void Analysis::add(Claim claim) {
  if (claim.subject == no_entity || (claim.object == no_entity && claim.value.empty()) || claim.subject == claim.object) return;
  for (Claim& known : claims) {
    if (known.subject != claim.subject || known.property != claim.property || known.object != claim.object || known.value != claim.value ||
        known.polarity != claim.polarity || known.modality != claim.modality || known.claimed_by != claim.claimed_by || known.from != claim.from ||
        known.until != claim.until)
      continue;
    for (Evidence& evidence : claim.evidence) {
      const auto same = [&](const Evidence& e) { return e.rule == evidence.rule && e.span == evidence.span; };
      if (std::none_of(known.evidence.begin(), known.evidence.end(), same)) known.evidence.push_back(std::move(evidence));
    }
    return;
  }
  claims.push_back(std::move(claim));
}

}  // namespace pacta
