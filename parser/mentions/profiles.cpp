#include <algorithm>
#include <set>

#include "parser/coreference.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

bool Finder::leads_with(std::initializer_list<std::string_view> label) const {
  std::uint32_t i = begin_;
  for (const std::string_view word : label)
    if (i >= end_ || fold_word(document_.text(tokens_[i++])) != word) return false;
  return true;
}

EntityIndex Finder::state_of_profile(const Office& office) const {
  const EntityIndex state = profiled_state(document_, analysis_);
  if (state == no_entity) return state;
  const Title& title = catalog_.titles()[office.title];
  static const std::set<TitleKind> kinds{TitleKind::head_of_state_or_government,
                                         TitleKind::head_of_state,
                                         TitleKind::head_of_government,
                                         TitleKind::monarch,
                                         TitleKind::minister,
                                         TitleKind::deputy_head};
  // "Diplomatic representation in Chile: chief of mission: Ambassador X", "Diplomatic representation from Chile"
  if ((title.kind == TitleKind::diplomat || title.kind == TitleKind::diplomat_to) && leads_with_mission_) return *leads_with_mission_;
  if (!kinds.contains(title.kind) || office.plural) return no_entity;
  // Where another state is named, the officer may be that one's.
  for (std::size_t m = first_mention_; m < analysis_.mentions.size(); ++m) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.entity == no_entity || mention.entity == state) continue;
    const ClassId c = analysis_.entities[mention.entity].cls;
    if (c == cls::State || (c == cls::Organization && mention.end_token <= office.first)) return no_entity;
  }
  return state;
}

void Finder::read_participations() {
  if (!leads_with({"international", "organization", "participation"}) && !leads_with({"international", "organisation", "participation"}))
    return;
  const EntityIndex state = profiled_state(document_, analysis_);
  if (state == no_entity) return;
  const auto named = [&](std::uint32_t i) -> const Mention* {
    for (std::size_t m = first_mention_; m < analysis_.mentions.size(); ++m)
      if (analysis_.mentions[m].first_token <= i && analysis_.mentions[m].end_token > i) return &analysis_.mentions[m];
    return nullptr;
  };
  for (std::uint32_t i = begin_ + 3; i < end_;) {
    std::uint32_t end = i + 1;
    EntityIndex body = no_entity;
    if (const Mention* mention = named(i); mention != nullptr) {
      end = mention->end_token;
      if (mention->entity != no_entity && analysis_.entities[mention->entity].cls == cls::Organization) body = mention->entity;
    } else if (const NameHit hit = longest_name(i); capital(i) && hit.end > i) {
      // In such a list "NAM" and "PCA" are bodies.
      for (const auto payload : hit.payloads) {
        const CatalogName& n = catalog_.names()[payload];
        if (n.entry == no_entry || catalog_[n.entry].cls != cls::Organization || body != no_entity) continue;
        end = hit.end;
        body = entity_of(n.entry);
        analysis_.entities[body].named = true;
        add_mention(i, end, MentionKind::name, body);
      }
    }
    // "OAS (observer)", "ICC (NGOs)": not the state, or not in full. Whom it sends to a mission is no member of it.
    const bool qualified = is(end, w_.open) || is(end, w_.hyphen);
    static const std::set<std::string> missions{"mission", "operation", "force", "stabilization", "operations"};
    bool mission = false;
    if (body != no_entity) {
      const std::string label = fold_name(analysis_.entities[body].label);
      for (const std::string& word : missions) mission = mission || label.find(word) != std::string::npos;
    }
    if (body != no_entity && !qualified && !mission && (is(i - 1, w_.comma) || document_.text(tokens_[i - 1]) == ":"))
      claim(state, prop::memberOf, body, "participation-list", sentence_->span, 0.9);
    i = std::max(end, i + 1);
  }
}

void Finder::note_mission() {
  if (document_.blocks[sentence_->block].first_token != begin_) return;  // the label holds for the whole paragraph
  leads_with_mission_.reset();
  if (!leads_with({"diplomatic", "representation"}) || begin_ + 4 >= end_) return;
  const EntityIndex state = profiled_state(document_, analysis_);
  const std::string side = fold_word(document_.text(tokens_[begin_ + 2]));
  if (state == no_entity || (side != "in" && side != "from")) return;
  if (side == "in") {
    leads_with_mission_ = state;
    return;
  }
  const std::uint32_t at = is(begin_ + 3, w_.the) ? begin_ + 4 : begin_ + 3;
  if (const auto sender = name_of_state(at)) leads_with_mission_ = entity_of(*sender);
}

}  // namespace pacta::mentions
