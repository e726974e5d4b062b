#include <set>

#include "base/text.h"
#include "parser/mentions/finder.h"

namespace pacta::mentions {

namespace {

bool settlement(const std::string& word) {
  static const std::set<std::string> nouns{
      "city",     "town",   "village", "port",  "island", "resort",     "hamlet",     "suburb",      "township",     "seaport", "district",
      "province", "region", "county",  "atoll", "oasis",  "settlement", "prefecture", "governorate", "municipality", "canton",  "harbour",
      "harbor",   "islet",  "commune", "spa",   "ridge",  "peninsula",  "valley",     "archipelago", "lake",         "river"};
  return nouns.contains(word);
}

bool natural(const std::string& word) {
  static const std::set<std::string> nouns{"mountains", "mountain",    "river",     "valley",   "island",      "islands",
                                           "desert",    "hills",       "peninsula", "strait",   "bay",         "range",
                                           "plateau",   "archipelago", "highlands", "province", "governorate", "oblast"};
  return nouns.contains(word);
}

}  // namespace

std::uint32_t Finder::place_name_end(std::uint32_t i) const {
  static const std::set<std::string> particles{"de",  "del", "da", "do",  "dos", "di", "la", "las",
                                               "los", "el",  "al", "sur", "am",  "an", "der"};
  std::uint32_t k = i;
  std::uint32_t count = 0;
  while (k < end_ && capital(k) && is_word(k) && !w_.not_names.has(tokens_[k].word) && count < 4) {
    ++count;
    ++k;
    std::uint32_t next = k;
    while (next < end_ && ((is(next, w_.hyphen) && joined(next) && joined(next + 1)) ||
                           (lower(next) && particles.contains(fold_word(document_.text(tokens_[next]))))))
      ++next;
    if (next > k && capital(next) && is_word(next)) k = next;
  }
  return k;
}

std::uint32_t Finder::state_behind(std::uint32_t k) {
  static const std::set<std::string> sides{
      "north",     "south",         "east",         "west",         "northern",     "southern",     "eastern",   "western",   "central",
      "far",       "north-eastern", "northeastern", "northwestern", "southeastern", "southwestern", "northeast", "northwest", "southeast",
      "southwest", "upper",         "lower",        "centre",       "center",       "coastal",      "rural"};
  const std::uint32_t first = k;
  while (k < end_ && k - first < 6 &&
         (is(k, w_.the) || is(k, w_.of) || is(k, w_.hyphen) || (lower(k) && sides.contains(fold_word(document_.text(tokens_[k]))))))
    ++k;
  if (k >= end_ || !capital(k)) return no_token;
  const NameHit hit = longest_name(k);
  for (const auto payload : hit.payloads) {
    const CatalogName& n = catalog_.names()[payload];
    if (n.entry == no_entry || n.ambiguity >= 0 || catalog_[n.entry].cls != cls::State || n.kind != NameKind::name) continue;
    if (is(hit.end, w_.possessive) || is(hit.end, w_.apostrophe) || is(hit.end, w_.hyphen) || (capital(hit.end) && is_word(hit.end)))
      return no_token;
    return hit.end;
  }
  return no_token;
}

bool Finder::called_settlement(std::uint32_t comma) {
  if (!is(comma, w_.comma)) return false;
  std::uint32_t k = comma + 1;
  if (!is(k, w_.a) && !is(k, w_.an) && !is(k, w_.the)) return false;
  static const std::set<std::string> behind{"in",    "of",   "on",    "near", "north",   "south", "east",  "west", "close",
                                            "which", "that", "where", "at",   "outside", "some",  "about", "just"};
  for (const std::uint32_t stop = ++k + 5; k < end_ && k < stop; ++k) {
    if (settlement(fold_word(document_.text(tokens_[k]))))
      return k + 1 >= end_ || tokens_[k + 1].kind != TokenKind::word || behind.contains(fold_word(document_.text(tokens_[k + 1])));
    if (!lower(k) && !is(k, w_.hyphen) && !is_state_name(k)) return false;
  }
  return false;
}

std::uint32_t Finder::unlisted_place(std::uint32_t i) {
  if (!capital(i) || !is_word(i) || title_case_ || w_.not_names.has(tokens_[i].word)) return i;
  const std::uint32_t end = place_name_end(i);
  if (end == i || tokens_[i].has(token_flag::all_capitals)) return i;
  const std::string key = fold_name(words(i, end));
  bool place = places_.contains(key);
  for (std::uint32_t k = i; k < end; ++k)
    if (w_.organisation_heads.has(tokens_[k].word) || w_.agreement_heads.has(tokens_[k].word)) return i;
  const std::string before = i > begin_ ? fold_word(document_.text(tokens_[i - 1])) : std::string();
  // "the (Kenyan) town of X", "the island of X"
  if (!place && before == "of" && i >= begin_ + 2 && lower(i - 2) && settlement(fold_word(document_.text(tokens_[i - 2])))) place = true;
  const bool person = catalog_.given_name(tokens_[i].word) > 0;
  // "X, a desert town in …"
  if (!place && !person && called_settlement(end)) place = true;
  // "in X in northern Chile", "visited X in Chile", "at X, Chile,"
  if (!place && !person) {
    static const std::set<std::string> within{"in", "at", "near", "outside", "visited", "toured", "from"};
    static const std::set<std::string> no_places{"parliament", "congress",  "court",   "english",    "cabinet", "senate",
                                                 "office",     "school",    "article", "part",       "chapter", "annex",
                                                 "section",    "paragraph", "charter", "government", "church"};
    if (within.contains(before) && !no_places.contains(key) && !dates_.read(document_, i, end_)) {
      if (is(end, w_.in)) {
        place = state_behind(end + 1) != no_token;
      } else if (is(end, w_.comma) && before != "visited" && before != "toured") {
        const std::uint32_t state = is_state_name(end + 1) ? state_behind(end + 1) : no_token;
        place = state != no_token && (state >= end_ || tokens_[state].kind == TokenKind::punctuation);
      }
    }
  }
  // "the Hamrin Mountains"
  // "Serengeti National Park"
  if (!place && end > i + 2 && fold_word(document_.text(tokens_[end - 1])) == "park" &&
      fold_word(document_.text(tokens_[end - 2])) == "national" && !(capital(end) && is_word(end)))
    place = true;
  // and not "Pacific Island countries"
  static const std::set<std::string> peoples{"countries",  "country", "nations", "nation",      "states",     "state",     "leaders",
                                             "developing", "peoples", "people",  "communities", "neighbours", "neighbors", "economies"};
  if (!place && end > i + 1 && natural(fold_word(document_.text(tokens_[end - 1]))) && !(capital(end) && is_word(end)) && !person &&
      !(lower(end) && peoples.contains(fold_word(document_.text(tokens_[end])))))
    place = true;
  if (!place) return i;
  const std::string label = words(i, end);
  const EntityIndex index = unlisted(cls::Place, cls::Place, label, key);
  places_.insert(key);
  met(index, label);
  add_mention(i, end, MentionKind::name, index);
  return end;
}

}  // namespace pacta::mentions
