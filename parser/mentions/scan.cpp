#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

EntityIndex Finder::entity_of(EntryId entry) {
  if (const auto found = by_entry_.find(entry); found != by_entry_.end()) return found->second;
  const Entry& line = catalog_[entry];
  Entity entity;
  entity.cls = line.cls;
  entity.type = line.type;
  entity.entry = entry;
  entity.label = line.label;
  // "Labour Party (Malta)" is called "Labour Party"; "Janata Dal (Secular)" is another one than "Janata Dal".
  if (const std::size_t bracket = line.label.find(" ("); line.type == cls::PoliticalParty && bracket != std::string::npos) {
    std::string within = line.label.substr(bracket + 2, line.label.size() - bracket - 3);
    const bool described = within[0] < 'A' || within[0] > 'Z';  // "(political party)", "(2019 …)"
    const std::string state = line.country == no_entry ? within : catalog_[line.country].label;
    if (const std::size_t comma = within.find(','); comma != std::string::npos) within.resize(comma);
    std::string place = fold_name(within);
    std::replace(place.begin(), place.end(), ' ', '-');
    if (described || state.find(within) != std::string::npos || catalog_.find(cls::Place, place) != no_entry)
      entity.names.push_back(line.label.substr(0, bracket));
  }
  const auto index = add_entity(std::move(entity));
  by_entry_[entry] = index;
  return index;
}

EntityIndex Finder::add_entity(Entity entity) {
  analysis_.entities.push_back(std::move(entity));
  return static_cast<EntityIndex>(analysis_.entities.size() - 1);
}

EntityIndex Finder::unlisted(ClassId cls, ClassId type, const std::string& label, const std::string& key) {
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

void Finder::met(EntityIndex index, std::string name) {
  Entity& entity = analysis_.entities[index];
  entity.named = true;
  if (name.empty() || name == entity.label || std::find(entity.names.begin(), entity.names.end(), name) != entity.names.end()) return;
  entity.names.push_back(std::move(name));
}

std::string Finder::words(std::uint32_t first, std::uint32_t end) const {
  if (first >= end) return {};
  return mend_encoding(document_.words(Span{tokens_[first].begin, tokens_[end - 1].end}));
}

Mention& Finder::add_mention(std::uint32_t first, std::uint32_t end, MentionKind kind, EntityIndex entity) {
  Mention mention;
  mention.first_token = mention.name_first = first;
  mention.end_token = mention.name_end = end;
  mention.kind = kind;
  mention.entity = entity;
  analysis_.mentions.push_back(std::move(mention));
  return analysis_.mentions.back();
}

void Finder::claim(EntityIndex subject, PropertyId property, EntityIndex object, std::string_view rule, Span span, double confidence) {
  Claim c;
  c.subject = subject;
  c.property = property;
  c.object = object;
  c.evidence.push_back({std::string(rule), span, confidence});
  analysis_.add(std::move(c));
}

void Finder::claim_date(EntityIndex subject, PropertyId property, const std::string& date, std::string_view rule, Span span) {
  Claim c;
  c.subject = subject;
  c.property = property;
  c.value = date;
  c.datatype = date_datatype(date);
  c.evidence.push_back({std::string(rule), span, 0.95});
  analysis_.add(std::move(c));
}

Finder::NameHit Finder::longest_name(std::uint32_t token) {
  hits_.clear();
  if (!catalog_.name_trie().begins(tokens_[token].word)) return {};
  catalog_.name_trie().find(std::span(tokens_).subspan(token, end_ - token), hits_);
  NameHit best;
  for (const auto& hit : hits_) {
    if (catalog_.names()[hit.payload].combining && !first_half(token + hit.length)) continue;
    if (token + hit.length > best.end) {
      best.end = token + hit.length;
      best.payloads.clear();
    }
    if (token + hit.length == best.end) best.payloads.push_back(hit.payload);
  }
  std::sort(best.payloads.begin(), best.payloads.end());
  return best;
}

bool Finder::first_half(std::uint32_t hyphen) {
  if ((!is(hyphen, w_.hyphen) && !is(hyphen, w_.dash)) || !joined(hyphen) || !joined(hyphen + 1) || !capital(hyphen + 1)) return false;
  std::vector<NameTrie::Hit> hits;
  if (catalog_.name_trie().begins(tokens_[hyphen + 1].word))
    catalog_.name_trie().find(std::span(tokens_).subspan(hyphen + 1, end_ - hyphen - 1), hits);
  return std::any_of(hits.begin(), hits.end(), [&](const auto& hit) {
    const CatalogName& n = catalog_.names()[hit.payload];
    return n.entry != no_entry && n.kind == NameKind::adjective && catalog_[n.entry].cls == cls::State;
  });
}

Finder::NameHit Finder::longest_actor(std::uint32_t token) {
  hits_.clear();
  if (catalog_.name_trie().begins(tokens_[token].word)) catalog_.name_trie().find(std::span(tokens_).subspan(token, end_ - token), hits_);
  NameHit best;
  for (const auto& hit : hits_) {
    const CatalogName& n = catalog_.names()[hit.payload];
    const bool actor =
        n.ambiguity >= 0 || (n.entry != no_entry && (catalog_[n.entry].cls == cls::State || catalog_[n.entry].cls == cls::Organization));
    if (!actor || token + hit.length < best.end || (n.combining && !first_half(token + hit.length))) continue;
    if (token + hit.length > best.end) best.payloads.clear();
    best.end = token + hit.length;
    best.payloads.push_back(hit.payload);
  }
  std::sort(best.payloads.begin(), best.payloads.end());
  return best;
}

void Finder::scan(const Sentence& sentence) {
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
  const bool stopped = end_ > begin_ && (is(end_ - 1, w_.dot) || tokens_[end_ - 1].has(token_flag::dotted));
  title_case_ = letters >= 4 && capitals_ * 10 >= letters * (stopped ? 8 : 6);
  heading_ = title_case_ && !stopped;
  elections_ = speaks_of_elections();
  find_agreement_titles();
  note_mission();
  std::uint32_t i = begin_;
  while (i < end_) i = std::max(i + 1, step(i));
  settle_unowned();
  read_participations();
}

std::uint32_t Finder::step(std::uint32_t i) {
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
  if (capital(i))
    if (const std::uint32_t end = national_act(i); end > i) return end;
  if (const std::uint32_t end = decision_of_body(i); end > i) return end;
  if (const std::uint32_t end = election(i); end > i) return end;
  if (dates_.can_begin(tokens_[i])) {
    if (auto date = dates_.read(document_, i, end_)) {
      add_mention(i, date->end_token, MentionKind::date, no_entity).date = date->value;
      return date->end_token;
    }
  }
  if (const std::uint32_t end = resolution(i); end > i) return end;
  if (const std::uint32_t end = publication(i); end > i) return end;
  const NameHit listed = longest_name(i);
  // "Virginia-class submarines"
  if (const std::uint32_t at = std::max(i + 1, listed.end);
      capital(i) && is(at, w_.hyphen) && joined(at) && joined(at + 1) && at + 1 < end_ && document_.text(tokens_[at + 1]) == "class")
    return at + 2;
  // "Business Finland", "Enterprise Singapore": an agency called with its state
  static const std::set<std::string> agencies{"Business", "Enterprise", "Invest",     "Visit",       "Tourism",
                                              "Study",    "Brand",      "Statistics", "Universities"};
  if (i > begin_ && i + 1 < end_ && !title_case_ && capital(i) && capital(i + 1) && listed.payloads.empty() && joined_by_space(i + 1) &&
      agencies.contains(std::string(document_.text(tokens_[i]))) && name_of_state(i + 1) && !adjective_only(i + 1))
    return longest_name(i + 1).end;
  // "Foreign Office Consultations" are of whoever holds them.
  if (!listed.payloads.empty() && capital(listed.end) && document_.text(tokens_[listed.end]) == "Consultations") return listed.end + 1;
  if (const std::uint32_t end = counterpart(i); end > i) return end;
  if (const std::uint32_t end = member_of_plural_office(i); end > i) return end;
  if (const std::uint32_t end = peer_of_another_state(i); end > i) return end;
  if (!listed.payloads.empty() && (is(listed.end, w_.possessive) || is(listed.end, w_.apostrophe))) listed_official_of(i);
  if (const std::uint32_t end = seat(i); end > i) return end;
  if (const std::uint32_t end = person_or_position(i); end > i) return end;
  if (i + 1 < end_ && joined(i + 1) && document_.text(tokens_[i + 1]) == "$") return i + 1;
  const NameHit& name = listed;
  // "the Union" is listed; "the Union Montreal party" is another thing.
  if (is(i, w_.the) && name.end > i && name_word(name.end) && joined_by_space(name.end)) return i;
  // "the League" is listed; "the League of Nations" is longer without its article.
  if (is(i, w_.the) && name.end > i && i + 1 < end_ && longest_name(i + 1).end > name.end) return i;
  std::uint32_t end = party_by_context(i);
  if (end > i) return end;
  end = organisation_by_pattern(i, name);
  if (end > i) return end;
  end = organisation_by_membership(i);
  if (end > i) return end;
  end = national_cause(i, name);
  if (end > i) return end;
  // "Porto Claro" is more than the listed "Porto".
  const bool place = std::all_of(name.payloads.begin(), name.payloads.end(), [&](std::uint32_t payload) {
    const CatalogName& n = catalog_.names()[payload];
    return n.ambiguity < 0 && n.entry != no_entry && catalog_[n.entry].cls == cls::Place && place_name_end(i) > name.end;
  });
  end = place ? unlisted_place(i) : i;
  if (end > i) return end;
  end = anti_creed(i);
  if (end > i) return end;
  if (!name.payloads.empty()) {
    const std::uint32_t shape = name_shape(i, false);
    std::uint32_t person_end = (shape != no_token && shape > name.end) || listed_person(name) ? bare_person(i) : i;
    if (person_end > name.end) return person_end;
    if ((i == begin_ || speech_word(i - 1)) && capital(name.end) && joined_by_space(name.end)) {
      person_end = defined_person(i);
      if (person_end > name.end) return person_end;
    }
    if (read_name(i, name)) return name.end;
  }
  end = bare_person(i);
  return end > i ? end : defined_person(i);
}

void Finder::scan_inside(const TitleSpan& span) {
  const NameHit whole = longest_name(span.first);
  std::vector<std::pair<std::uint32_t, EntityIndex>> states;
  const std::uint32_t saved_end = end_;
  std::uint32_t i = span.first;
  std::string year;
  bool between = false;
  while (i < span.end) {
    if (auto date = dates_.can_begin(tokens_[i]) ? dates_.read(document_, i, span.end) : std::nullopt) {
      // "the 1951 X Treaty", "X Treaty of 1967"; a date of another agreement named inside is that one's.
      bool own = i < span.head || date->end_token == span.end || (i == span.head + 2 && is(span.head + 1, w_.of));
      for (std::uint32_t k = span.head + 1; k < i; ++k) own = own && !w_.agreement_heads.has(tokens_[k].word);
      if (own && year.empty()) year = date->value;
      i = date->end_token;
      continue;
    }
    end_ = span.end;
    between = between || is(i, w_.between);
    // "Protocol to the Treaty on X", "Memorandum … in connection with Accession to the X Treaty": another agreement named inside.
    if (i > span.head + 1 && capital(i))
      if (const NameHit inner = longest_name(i); inner.end <= span.end && names_agreement(i) && !(whole.end > i)) {
        const std::size_t size = analysis_.mentions.size();
        if (read_name(i, inner) && analysis_.mentions.size() > size) {
          i = inner.end;
          continue;
        }
      }
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

}  // namespace pacta::mentions
