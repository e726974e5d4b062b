#include "ontology/ontology.h"

#include <fmt/core.h>
#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <functional>
#include <memory>
#include <unordered_set>
#include <utility>

#include "base/file.h"
#include "graph/iri.h"

namespace pacta {
namespace {

constexpr std::array<std::string_view, cls::built_in_count> class_names{
#define X(name) #name,
    PACTA_CLASSES(X)
#undef X
};
constexpr std::array<std::string_view, prop::built_in_count> property_names{
#define X(name) #name,
    PACTA_PROPERTIES(X)
#undef X
};

// What the files say of one IRI or blank node.
struct Node {
  std::size_t file = 0;  // that first said something of it
  bool is_class = false, is_property = false, is_datatype_property = false, is_datatype = false, symmetric = false;
  std::string label, union_of, first, rest;
  std::vector<std::string> super_classes, super_properties, domains, ranges;
};

std::string_view local_name(std::string_view iri) {
  const auto at = iri.find_last_of("#/");
  return at == std::string_view::npos ? iri : iri.substr(at + 1);
}

bool is_blank(std::string_view term) {
  return term.starts_with("_:");
}

class Loader {
 public:
  Diagnostics diagnostics;

  void read(const std::string& path) {
    auto content = read_file(path);
    if (!content) {
      diagnostics.push_back(content.error());
      return;
    }
    names_.push_back(path);
    texts_.push_back(std::move(*content));
    const std::unique_ptr<SerdEnv, decltype(&serd_env_free)> env(serd_env_new(nullptr), serd_env_free);
    env_ = env.get();
    const std::unique_ptr<SerdReader, decltype(&serd_reader_free)> reader(
        serd_reader_new(SERD_TURTLE, this, nullptr, on_base, on_prefix, on_statement, nullptr), serd_reader_free);
    const std::string prefix = fmt::format("f{}", texts_.size());
    serd_reader_add_blank_prefix(reader.get(), reinterpret_cast<const uint8_t*>(prefix.c_str()));
    serd_reader_set_strict(reader.get(), true);
    serd_reader_set_error_sink(reader.get(), on_error, this);
    const auto errors = diagnostics.size();
    const SerdStatus status = serd_reader_read_string(reader.get(), reinterpret_cast<const uint8_t*>(texts_.back().c_str()));
    if (status > SERD_FAILURE && diagnostics.size() == errors)
      diagnostics.push_back({Severity::error, "O001", "this is not Turtle", path, 0, 0, {}, 0});
    env_ = nullptr;
  }

  std::unordered_map<std::string, Node> nodes;
  std::vector<std::string> order;  // of first mention as a subject

  // An error about a name, at the first place of the file where it stands.
  void complain(std::size_t file, std::string_view name, std::string code, std::string message) {
    if (texts_.empty()) {
      diagnostics.push_back({Severity::error, std::move(code), std::move(message), {}, 0, 0, {}, 0});
      return;
    }
    const auto at = name.empty() ? std::string::npos : texts_[file].find(name);
    if (at == std::string::npos)
      diagnostics.push_back({Severity::error, std::move(code), std::move(message), names_[file], 0, 0, {}, 0});
    else
      diagnostics.push_back(diagnose(names_[file], texts_[file], at, std::move(code), std::move(message)));
  }

 private:
  static SerdStatus on_base(void* handle, const SerdNode* uri) { return serd_env_set_base_uri(static_cast<Loader*>(handle)->env_, uri); }
  static SerdStatus on_prefix(void* handle, const SerdNode* name, const SerdNode* uri) {
    return serd_env_set_prefix(static_cast<Loader*>(handle)->env_, name, uri);
  }

  static SerdStatus on_error(void* handle, const SerdError* error) {
    auto* self = static_cast<Loader*>(handle);
    char buffer[512];
    va_list args;
    va_copy(args, *error->args);
    std::vsnprintf(buffer, sizeof buffer, error->fmt, args);
    va_end(args);
    std::string message(buffer);
    while (!message.empty() && (message.back() == '\n' || message.back() == '.')) message.pop_back();
    const std::string& text = self->texts_.back();
    std::size_t begin = 0;
    for (unsigned line = 1; line < error->line && begin < text.size(); ++line) {
      const auto next = text.find('\n', begin);
      begin = next == std::string::npos ? text.size() : next + 1;
    }
    self->diagnostics.push_back(
        diagnose(self->names_.back(), text, begin + (error->col > 0 ? error->col - 1 : 0), "O001", std::move(message)));
    return SERD_SUCCESS;
  }

  static std::string_view bytes(const SerdNode& node) { return {reinterpret_cast<const char*>(node.buf), node.n_bytes}; }

  std::string term(const SerdNode* node) const {
    if (node->type == SERD_BLANK) return "_:" + std::string(bytes(*node));
    SerdNode full = serd_env_expand_node(env_, node);
    std::string out(full.type == SERD_NOTHING ? bytes(*node) : bytes(full));
    serd_node_free(&full);
    return out;
  }

  static SerdStatus on_statement(void* handle, SerdStatementFlags /*flags*/, const SerdNode* /*graph*/, const SerdNode* subject,
                                 const SerdNode* predicate, const SerdNode* object, const SerdNode* /*datatype*/,
                                 const SerdNode* language) {
    auto& self = *static_cast<Loader*>(handle);
    const std::string s = self.term(subject), p = self.term(predicate);
    const auto [it, fresh] = self.nodes.try_emplace(s);
    Node& node = it->second;
    if (fresh) {
      node.file = self.texts_.size() - 1;
      self.order.push_back(s);
    }
    const std::string_view predicate_name = p;
    if (predicate_name.starts_with(ns::rdfs)) {
      const auto name = predicate_name.substr(ns::rdfs.size());
      if (name == "label" && object->type == SERD_LITERAL) {
        if (node.label.empty() || (language != nullptr && bytes(*language) == "en")) node.label = bytes(*object);
      } else if (object->type != SERD_LITERAL) {
        if (name == "subClassOf") node.super_classes.push_back(self.term(object));
        if (name == "subPropertyOf") node.super_properties.push_back(self.term(object));
        if (name == "domain") node.domains.push_back(self.term(object));
        if (name == "range") node.ranges.push_back(self.term(object));
      }
    } else if (predicate_name.starts_with(ns::owl)) {
      if (predicate_name.substr(ns::owl.size()) == "unionOf") node.union_of = self.term(object);
    } else if (predicate_name.starts_with(ns::rdf)) {
      const auto name = predicate_name.substr(ns::rdf.size());
      if (name == "first") node.first = self.term(object);
      if (name == "rest") node.rest = self.term(object);
      if (name == "type") {
        const std::string type = self.term(object);
        if (type == std::string(ns::rdfs) + "Class") node.is_class = true;
        if (type == std::string(ns::rdfs) + "Datatype") node.is_datatype = true;
        if (type == std::string(ns::rdf) + "Property") node.is_property = true;
        if (type.starts_with(ns::owl)) {
          const std::string kind = type.substr(ns::owl.size());
          if (kind == "Class") node.is_class = true;
          if (kind == "ObjectProperty") node.is_property = true;
          if (kind == "DatatypeProperty") node.is_property = node.is_datatype_property = true;
          if (kind == "SymmetricProperty") node.symmetric = true;
        }
      }
    }
    return SERD_SUCCESS;
  }

  SerdEnv* env_ = nullptr;
  std::vector<std::string> names_, texts_;
};

}  // namespace

tl::expected<Ontology, Diagnostics> Ontology::load(const std::vector<std::string>& files) {
  Loader loader;
  for (const auto& file : files) loader.read(file);
  if (has_errors(loader.diagnostics)) return tl::unexpected(std::move(loader.diagnostics));
  auto& nodes = loader.nodes;

  Ontology out;
  std::unordered_map<std::string, ClassId> class_by_iri;
  std::unordered_map<std::string, PropertyId> property_by_iri;
  const auto add_class = [&](const std::string& iri, const Node& node) {
    const bool own = iri.starts_with(ns::pacta);
    class_by_iri.emplace(iri, static_cast<ClassId>(out.classes_.size()));
    out.classes_.push_back({iri, own ? iri.substr(ns::pacta.size()) : iri, node.label, {}, {}});
  };
  const auto add_property = [&](const std::string& iri, const Node& node) {
    const bool own = iri.starts_with(ns::pacta);
    property_by_iri.emplace(iri, static_cast<PropertyId>(out.properties_.size()));
    PropertyInfo info;
    info.iri = iri;
    info.name = own ? iri.substr(ns::pacta.size()) : iri;
    info.label = node.label;
    info.symmetric = node.symmetric;
    out.properties_.push_back(std::move(info));
  };

  // The built-in names first, in their order, then the rest in the files' order.
  for (const auto name : class_names) {
    const std::string iri = std::string(ns::pacta) + std::string(name);
    const auto it = nodes.find(iri);
    if (it == nodes.end() || !it->second.is_class)
      loader.complain(0, {}, "O002", fmt::format("no file defines the class '{}', which the program needs", name));
    add_class(iri, it == nodes.end() ? Node() : it->second);
  }
  for (const auto name : property_names) {
    const std::string iri = std::string(ns::pacta) + std::string(name);
    const auto it = nodes.find(iri);
    if (it == nodes.end() || !it->second.is_property)
      loader.complain(0, {}, "O003", fmt::format("no file defines the property '{}', which the program needs", name));
    add_property(iri, it == nodes.end() ? Node() : it->second);
  }
  for (const auto& iri : loader.order) {
    const Node& node = nodes.at(iri);
    if (is_blank(iri)) continue;
    if (node.is_class && !class_by_iri.contains(iri)) {
      if (out.classes_.size() == max_classes) {
        loader.complain(node.file, local_name(iri), "O004", fmt::format("more than {} classes: '{}' is one too many", max_classes, iri));
        return tl::unexpected(std::move(loader.diagnostics));
      }
      add_class(iri, node);
    }
    if (node.is_property && !property_by_iri.contains(iri)) add_property(iri, node);
  }

  // Names: local names of pacta, IRIs, and local names of other namespaces where only one has them.
  const auto register_names = [](const auto& infos, auto& by_name) {
    std::unordered_map<std::string, int> count;
    for (const auto& info : infos) ++count[std::string(local_name(info.iri))];
    for (std::size_t i = 0; i < infos.size(); ++i) {
      const auto id = static_cast<std::uint16_t>(i);
      by_name[infos[i].iri] = id;
      if (const std::string local(local_name(infos[i].iri)); infos[i].name != infos[i].iri || count[local] == 1) by_name[local] = id;
    }
  };
  register_names(out.classes_, out.class_by_name_);
  register_names(out.properties_, out.property_by_name_);

  std::vector<std::string_view> own_classes;
  for (const auto& info : out.classes_)
    if (info.iri.starts_with(ns::pacta)) own_classes.push_back(info.name);
  const auto unknown = [&](const Node& node, const std::string& iri) {
    if (!iri.starts_with(ns::pacta)) return;  // another vocabulary's, which need not be declared here
    const auto name = std::string_view(iri).substr(ns::pacta.size());
    const auto guess = nearest(name, own_classes);
    loader.complain(node.file, name, "O005",
                    guess.empty() ? fmt::format("no class '{}'", name) : fmt::format("no class '{}'; did you mean '{}'?", name, guess));
  };

  // Superclasses: what each names, then a walk upwards (cycles are harmless: visited classes are not walked again).
  std::vector<std::vector<ClassId>> parents(out.classes_.size());
  for (std::size_t i = 0; i < out.classes_.size(); ++i) {
    const auto it = nodes.find(out.classes_[i].iri);
    if (it == nodes.end()) continue;
    for (const auto& super : it->second.super_classes) {
      if (const auto found = class_by_iri.find(super); found != class_by_iri.end())
        parents[i].push_back(found->second);
      else
        unknown(it->second, super);
    }
  }
  for (std::size_t i = 0; i < out.classes_.size(); ++i) {
    std::vector<ClassId> todo{static_cast<ClassId>(i)};
    auto& ancestors = out.classes_[i].with_ancestors;
    ancestors.set(i);
    while (!todo.empty()) {
      const auto at = todo.back();
      todo.pop_back();
      for (const auto parent : parents[at])
        if (!ancestors.test(parent)) {
          ancestors.set(parent);
          todo.push_back(parent);
        }
    }
    for (std::size_t a = 0; a < out.classes_.size(); ++a)
      if (ancestors.test(a)) out.classes_[a].with_descendants.set(i);
  }

  // Domains and ranges; a union's members are the list's.
  std::unordered_set<std::string> seen;
  const std::function<void(const Node&, const std::string&, ClassSet&, bool&)> collect = [&](const Node& owner, const std::string& iri,
                                                                                             ClassSet& set, bool& anything) {
    if (const auto found = class_by_iri.find(iri); found != class_by_iri.end()) {
      set.set(found->second);
      return;
    }
    if (is_blank(iri)) {
      if (!seen.insert(iri).second) return;
      const auto it = nodes.find(iri);
      if (it == nodes.end() || it->second.union_of.empty()) {
        anything = true;  // some other class expression, which is not understood
        return;
      }
      std::size_t guard = 0;
      for (std::string cell = it->second.union_of; is_blank(cell) && nodes.contains(cell) && guard < nodes.size(); ++guard) {
        collect(owner, nodes.at(cell).first, set, anything);
        cell = nodes.at(cell).rest;
      }
      return;
    }
    if (iri.starts_with(ns::pacta))
      unknown(owner, iri);
    else
      anything = true;  // owl:Thing, rdfs:Resource, or a class that no file declares
  };
  for (auto& info : out.properties_) {
    const auto it = nodes.find(info.iri);
    if (it == nodes.end()) continue;
    const Node& node = it->second;
    info.is_literal = node.is_datatype_property;
    bool any_subject = false, any_object = false;
    seen.clear();
    for (const auto& domain : node.domains) collect(node, domain, info.domain, any_subject);
    for (const auto& range : node.ranges) {
      const auto datatype = nodes.find(range);
      const bool is_datatype = datatype != nodes.end() && datatype->second.is_datatype;
      if (is_datatype || range.starts_with(ns::xsd) || range == std::string(ns::rdfs) + "Literal" ||
          range == std::string(ns::rdf) + "langString" || info.is_literal) {
        info.is_literal = true;
        info.literal_range = range;
      } else {
        collect(node, range, info.range, any_object);
      }
    }
    if (any_subject) info.domain.reset();
    if (any_object || info.is_literal) info.range.reset();
    for (const auto& super : node.super_properties)
      if (const auto found = property_by_iri.find(super); found != property_by_iri.end()) info.super.push_back(found->second);
  }
  if (has_errors(loader.diagnostics)) return tl::unexpected(std::move(loader.diagnostics));
  return out;
}

std::optional<ClassId> Ontology::find_class(std::string_view name) const {
  const auto it = class_by_name_.find(std::string(name));
  return it == class_by_name_.end() ? std::nullopt : std::optional(it->second);
}

std::optional<PropertyId> Ontology::find_property(std::string_view name) const {
  const auto it = property_by_name_.find(std::string(name));
  return it == property_by_name_.end() ? std::nullopt : std::optional(it->second);
}

}  // namespace pacta
