#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"

/// What a rule file says, before it is checked against the ontology (see docs/rules.md for the language). Offsets are bytes of the file.
namespace pacta::syntax {

struct Name {
  std::string text;
  std::uint32_t at = 0;
};

enum class NodeKind : std::uint8_t {
  words,         ///< text: a word or phrase
  list,          ///< text: a list's name
  slot,          ///< text: its name, "_" if it has none; names: classes
  verb,          ///< names: lemmas ("*" any, "$x" the verbs of group x); forms: what stands after the colon
  gap,           ///< min to max units
  start,         ///< the sentence's
  end,           ///< the sentence's
  sequence,      ///< children
  alternatives,  ///< children
  repeat         ///< one child, min to max times (no_limit: any number of times)
};

inline constexpr std::uint32_t no_limit = 0xFFFFFFFF;

struct Node {
  NodeKind kind = NodeKind::sequence;
  std::uint32_t at = 0;
  std::string text;
  std::vector<Name> names, forms;
  std::uint32_t min = 0, max = 0;
  std::vector<Node> children;
};

struct Value {
  Name name;  ///< of a slot, or the literal's text
  bool literal = false;
  bool all = false;  ///< `all slot`, in a field of an event
};

struct Emit {
  Value subject, object;
  Name property;
  Name event;  ///< the class of a new event, for which `fields` stands instead of the three above
  std::vector<std::pair<Name, Value>> fields;
  Name condition;  ///< slot that must be bound; empty text: none
  std::uint32_t at = 0;
};

struct Guard {
  enum class Where : std::uint8_t { before, after, within, inside } where = Where::within;
  std::uint32_t distance = 1;
  Node pattern;
};

struct Example {
  std::string kind;  ///< "yes", "no", "denied", "reported" or "possible"
  std::string text;
  std::uint32_t at = 0;
};

struct Rule {
  Name name;
  double confidence = 0.8;
  std::uint32_t confidence_at = 0;
  std::vector<Node> matches;
  std::vector<Emit> emits;
  std::vector<Guard> guards;
  std::vector<std::pair<Name, Name>> different;
  std::vector<Example> examples;
  Name anchor;  ///< "verb", "none" or empty
  std::uint32_t anchor_number = 1;
};

struct List {
  Name name;
  std::vector<Node> items;  ///< words and lists
};

struct Verb {
  Name name;
  std::vector<Name> forms;  ///< none, or third person, past, participle, gerund
};

struct VerbGroup {
  Name name;
  std::vector<Name> verbs;
};

struct File {
  std::vector<List> lists;
  std::vector<Verb> verbs;
  std::vector<VerbGroup> groups;
  std::vector<Rule> rules;
};

/// Reads a rule file. Never throws on any input; after an error it goes on with the next list, verb or rule, so that all are reported.
[[nodiscard]] tl::expected<File, Diagnostics> parse_rules(std::string_view text, const std::string& file_name = {});

}  // namespace pacta::syntax
