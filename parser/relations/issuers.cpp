#include <algorithm>
#include <set>

#include "parser/relations/finder.h"

namespace pacta::relations {

// Statements that several states make together: those who issue them, and the body that they are members of.

void Finder::issuers_are_members() {
  static const std::set<std::string> groups{"members", "states", "countries", "nations"};
  std::vector<Claim> found;
  for (const Mention& text : analysis_.mentions) {
    if (text.entity == no_entity || analysis_.entities[text.entity].type != cls::JointStatement) continue;
    // Its title, or the words right behind: "Joint Statement by Members of the Alpine Forum"
    for (const Mention& body : analysis_.mentions) {
      if (body.entity == no_entity || analysis_.entities[body.entity].cls != cls::Organization || body.first_token < text.first_token + 3 ||
          body.first_token > text.end_token + 8)
        continue;
      std::uint32_t i = body.first_token - 1;
      if (tokens_[i].word == w_.the) --i;
      if (tokens_[i].word != w_.of || !groups.contains(folded(i - 1))) continue;
      for (const Claim& claim : analysis_.claims) {
        if (claim.property != prop::hasParty || claim.subject != text.entity || !claim.plain() || claim.object == no_entity ||
            analysis_.entities[claim.object].cls != cls::State)
          continue;
        Claim member;
        member.subject = claim.object;
        member.property = prop::memberOf;
        member.object = body.entity;
        member.evidence.push_back({"issuers-are-members", claim.evidence.front().span, 0.82});
        found.push_back(std::move(member));
      }
    }
  }
  for (Claim& claim : found) analysis_.add(std::move(claim));
}

bool Finder::declares(const Sentence& sentence, std::size_t states) const {
  // "The Foreign Ministers of A, B and C, gathered in Lima, declare", "A, B and C condemn": the first sentence of a joint statement
  static constexpr std::size_t first_sentences = 8;
  const std::size_t last = std::min<std::size_t>(document_.sentences.size(), first_sentences);
  bool early = false;
  for (std::size_t s = 1; s < last; ++s) early = early || document_.sentences[s].first_token == sentence.first_token;
  if (!early) return false;
  static const std::set<std::string> senders{"the",     "foreign",  "ministers", "and",         "representatives", "of",        "leaders",
                                             "heads",   "state",    "states",    "affairs",     "governments",     "permanent", "defence",
                                             "defense", "missions", "embassies", "delegations", "presidents",      "prime"};
  for (std::size_t k = 0; k < states; ++k)
    if (!senders.contains(first_word(k))) return false;
  static const std::set<std::string> acts{"declare", "condemn",   "consider",  "reaffirm",   "affirm",      "welcome",
                                          "express", "reiterate", "commend",   "announce",   "support",     "deplore",
                                          "call",    "urge",      "declared",  "reaffirmed", "agreed",      "note",
                                          "recall",  "stress",    "emphasize", "emphasise",  "congratulate"};
  const std::size_t verb = clause_.units[states + 1].word == w_.comma ? clause_.units.size() : states + 3;
  for (std::size_t k = states + 1; k < std::min(verb, clause_.units.size()); ++k)
    if (clause_.units[k].kind != UnitKind::mention && acts.contains(first_word(k))) return true;
  return false;
}

void Finder::we_who_declare(const Sentence& sentence) {
  const auto& units = clause_.units;
  if (units.size() < 5) return;
  const bool we = first_word(0) == "we" && units[1].word == w_.comma;
  std::size_t states = we ? 2 : 0;
  while (states < units.size() && states < 14 && units[states].kind == UnitKind::word) ++states;
  if (states + 1 >= units.size() || !is_state_list(states)) return;
  if (we ? units[states + 1].word != w_.comma : !declares(sentence, states)) return;
  // The document's own text, which its headline names
  const std::uint32_t headline = document_.sentences.front().end_token;
  for (const Mention& mention : analysis_.mentions) {
    if (mention.first_token >= headline) return;
    if (mention.entity == no_entity || analysis_.entities[mention.entity].cls != cls::Agreement ||
        analysis_.entities[mention.entity].entry != no_entry)
      continue;
    const ClassId type = analysis_.entities[mention.entity].type;
    if (!we && ((type != cls::JointStatement && type != cls::Communique) || !analysis_.entities[mention.entity].parties.empty())) return;
    for (const std::uint32_t member : clause_.groups[units[states].group])
      analysis_.add(mention.entity, prop::hasParty, this->mention(member).entity, {"we-who-declare", sentence.span, 0.88});
    return;
  }
}

bool Finder::is_state_list(std::size_t unit) const {
  const Unit& u = clause_.units[unit];
  return u.kind == UnitKind::mention && u.classes.test(cls::State) && !u.classes.test(pseudo::Adjective) &&
         clause_.groups[u.group].size() >= 2;
}

std::vector<EntityIndex> Finder::states_listed(std::uint32_t first, std::uint32_t end) const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> names;
  std::size_t count = 0;
  const std::uint32_t behind = read_list(first, end, names, count);
  std::vector<EntityIndex> states;
  // All of the words, but for a mark at the end
  if (behind + 1 < end || names.size() * 4 < count * 3) return states;
  for (const auto& [name, name_end] : names) {
    const EntityIndex e = mention_from(name).entity;
    if (e != no_entity && analysis_.entities[e].cls == cls::State) states.push_back(e);
  }
  return states;
}

std::optional<std::size_t> Finder::body_of_undersigned() const {
  static const std::set<std::string> who{"undersigned", "we", "us", "as"};
  for (std::size_t m = 0; m < analysis_.mentions.size(); ++m) {
    const Mention& body = analysis_.mentions[m];
    if (body.entity == no_entity || analysis_.entities[body.entity].cls != cls::Organization || body.first_token < 3) continue;
    std::uint32_t i = body.first_token - 1;
    if (tokens_[i].word == w_.the && i > 1) --i;
    if (tokens_[i].word != w_.of || i < 2) continue;
    if (folded(i - 1) == "behalf") return m;  // "on behalf of the Media Coalition"
    if (folded(i - 1) != "members") continue;
    for (std::uint32_t k = i - 1; k-- > 0 && i - k < 6;)
      if (who.contains(folded(k))) return m;
  }
  return std::nullopt;
}

void Finder::undersigned_are_members() {
  static const std::set<std::string> heads{"signed", "signatories", "undersigned", "endorsed"};
  const auto body = body_of_undersigned();
  if (!body) return;
  const EntityIndex member_of = analysis_.mentions[*body].entity;
  std::vector<std::pair<EntityIndex, Span>> found;
  const auto span_of = [&](const Block& block) { return Span{tokens_[block.first_token].begin, tokens_[block.end_token - 1].end}; };
  const auto take = [&](const std::vector<EntityIndex>& states, Span span) {
    if (states.size() < 3) return;
    for (const EntityIndex state : states) found.emplace_back(state, span);
  };
  for (std::size_t b = 0; b < document_.blocks.size(); ++b) {
    const Block& block = document_.blocks[b];
    if (block.kind == BlockKind::furniture || block.end_token <= block.first_token + 1) continue;
    // "The text of the following statement was released by the Governments of A, B and C"
    for (std::uint32_t i = block.first_token; i + 6 < block.end_token; ++i) {
      if (folded(i) != "statement" || folded(i - 1) != "following") continue;
      for (std::uint32_t k = i + 1; k + 3 < block.end_token && k - i < 6; ++k) {
        if (tokens_[k].word != w_.by) continue;
        std::uint32_t list = k + 1;
        while (list < block.end_token && list - k < 5 && !names_actor(list)) ++list;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> names;
        std::size_t count = 0;
        take(states_listed(list, read_list(list, block.end_token, names, count)), span_of(block));
      }
    }
    // "Signed by: A, B, C", the list in the same paragraph or the next
    if (!heads.contains(folded(block.first_token))) continue;
    std::uint32_t colon = block.first_token + 1;
    while (colon < block.end_token && colon - block.first_token < 4 && tokens_[colon].word != w_.colon) ++colon;
    if (colon < block.end_token && colon + 1 < block.end_token)
      take(states_listed(colon + 1, block.end_token), span_of(block));
    else
      for (std::size_t next = b + 1; next < document_.blocks.size(); ++next) {
        const Block& list = document_.blocks[next];
        const std::vector<EntityIndex> states = states_listed(list.first_token, list.end_token);
        if (states.empty()) break;
        for (const EntityIndex state : states) found.emplace_back(state, span_of(list));
      }
  }
  if (found.size() < 3) return;
  for (const auto& [state, span] : found) analysis_.add(state, prop::memberOf, member_of, {"undersigned-are-members", span, 0.8});
}

}  // namespace pacta::relations
