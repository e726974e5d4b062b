#include "pipeline/corrections.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/utf8.h"

namespace pacta {

namespace {

bool is_called(const Entity& entity, const std::string& folded) {
  return fold_name(entity.label) == folded ||
         std::any_of(entity.names.begin(), entity.names.end(), [&](const std::string& name) { return fold_name(name) == folded; });
}

}  // namespace

tl::expected<Corrections, Diagnostics> Corrections::load(const std::vector<std::string>& files, const Catalog& catalog,
                                                         const Ontology& ontology) {
  Corrections corrections;
  Diagnostics problems;
  for (const std::string& file : files) {
    const auto text = read_file(file);
    if (!text) {
      problems.push_back(text.error());
      continue;
    }
    if (const auto bad = invalid_utf8(*text)) {
      problems.push_back(diagnose(file, *text, *bad, "C001", "not well-formed UTF-8"));
      continue;
    }
    for (std::size_t at = 0; at < text->size();) {
      const std::size_t end = std::min(text->find('\n', at), text->size());
      std::string_view line = std::string_view(*text).substr(at, end - at);
      if (line.ends_with('\r')) line.remove_suffix(1);
      const std::size_t begin = at;
      at = end + 1;
      if (line.empty() || line.starts_with('#') || line.starts_with("name\tdecision")) continue;
      const std::size_t first = line.find('\t');
      const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
      const std::string_view name = line.substr(0, first);
      const std::string_view decision = first == std::string_view::npos ? std::string_view{} : line.substr(first + 1, second - first - 1);
      const std::string_view target = second == std::string_view::npos ? std::string_view{} : line.substr(second + 1);
      const auto fail = [&](std::size_t offset, const char* code, std::string message) {
        problems.push_back(diagnose(file, *text, begin + offset, code, std::move(message)));
      };
      Decision made;
      made.name = fold_name(name);
      if (made.name.empty()) {
        fail(0, "C002", "a correction begins with a name and a tab");
        continue;
      }
      if (decision == "none") {
        made.kind = Kind::none;
      } else if (decision == "same") {
        made.kind = Kind::same;
        made.other = fold_name(target);
        if (made.other.empty()) {
          fail(line.size(), "C002", "'same' needs another name");
          continue;
        }
      } else if (decision == "is") {
        made.kind = Kind::is;
        const std::size_t slash = target.find('/');
        const auto cls = slash == std::string_view::npos ? std::nullopt : ontology.find_class(target.substr(0, slash));
        if (cls) made.entry = catalog.find(*cls, target.substr(slash + 1));
        if (made.entry == no_entry) {
          fail(second + 1, "C003", fmt::format("the gazetteers have no '{}'; write CLASS/ID, as State/GEO", target));
          continue;
        }
      } else {
        fail(first == std::string_view::npos ? line.size() : first + 1, "C004",
             fmt::format("the decision is 'is', 'same' or 'none', not '{}'", decision));
        continue;
      }
      corrections.decisions_.push_back(std::move(made));
    }
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return corrections;
}

void Corrections::apply(Analysis& analysis, const Catalog& catalog) const {
  const auto called = [&](const std::string& name) {
    for (EntityIndex e = 0; e < analysis.entities.size(); ++e)
      if (is_called(analysis.entities[e], name)) return e;
    return no_entity;
  };
  for (const Decision& decision : decisions_) {
    const EntityIndex entity = called(decision.name);
    if (entity == no_entity) continue;
    if (decision.kind == Kind::none) {
      analysis.remove(entity);
      continue;
    }
    EntityIndex target = no_entity;
    if (decision.kind == Kind::same) {
      target = called(decision.other);
    } else {
      for (EntityIndex e = 0; e < analysis.entities.size(); ++e)
        if (analysis.entities[e].entry == decision.entry) target = e;
      if (target == no_entity) {
        const Entry& entry = catalog[decision.entry];
        Entity& known = analysis.entities[entity];
        if (known.label != entry.label) known.names.push_back(known.label);
        known.cls = entry.cls;
        known.type = entry.type;
        known.entry = decision.entry;
        known.label = entry.label;
        known.known_in_full = true;
        continue;
      }
    }
    if (target == no_entity || target == entity) continue;
    // What the gazetteers know gives the name.
    const bool keep = analysis.entities[entity].entry != no_entry && analysis.entities[target].entry == no_entry;
    const EntityIndex from = keep ? target : entity, to = keep ? entity : target;
    Entity& whole = analysis.entities[to];
    const auto add_name = [&](const std::string& name) {
      if (name != whole.label && std::find(whole.names.begin(), whole.names.end(), name) == whole.names.end()) whole.names.push_back(name);
    };
    add_name(analysis.entities[from].label);
    for (const std::string& name : analysis.entities[from].names) add_name(name);
    whole.named = true;
    for (Entity& other : analysis.entities)
      if (other.parent == from) other.parent = to;
    analysis.merge(from, to);
  }
}

}  // namespace pacta
