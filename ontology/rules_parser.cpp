#include "ontology/rules_parser.h"

#include <fmt/core.h>

#include <algorithm>
#include <boost/spirit/home/x3.hpp>
#include <cctype>
#include <functional>
#include <type_traits>
#include <utility>

namespace pacta::syntax {
namespace {

namespace x3 = boost::spirit::x3;
namespace ascii = boost::spirit::x3::ascii;
using It = const char*;

// Positions are taken as pointers into the text; the start of the text is in the parser's context.
struct base_tag {};
struct SyntaxError {
  It where;
  const char* what;
};

// `must("a name", p)`: p, or else the error "expected a name".
template <typename Subject>
struct Must : x3::unary_parser<Subject, Must<Subject>> {
  static bool const is_pass_through_unary = true;
  Must(Subject const& inner, const char* expected) : x3::unary_parser<Subject, Must<Subject>>(inner), what(expected) {}
  template <typename Iterator, typename Context, typename RContext, typename Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const& context, RContext& rcontext, Attribute& attribute) const {
    if (this->subject.parse(first, last, context, rcontext, attribute)) return true;
    x3::skip_over(first, last, context);
    throw SyntaxError{first, what};
  }
  const char* what;
};
template <typename Parser>
auto must(const char* what, Parser const& parser) {
  const auto subject = x3::as_parser(parser);
  return Must<std::remove_const_t<decltype(subject)>>(subject, what);
}

template <typename Context>
std::uint32_t offset(Context const& context, It at) {
  return static_cast<std::uint32_t>(at - x3::get<base_tag>(context).get());
}

auto keyword(const char* word) {
  return x3::lexeme[x3::lit(word) >> !(ascii::alnum | x3::char_("_-"))];
}

std::string unescape(It begin, It end) {
  std::string out;
  for (; begin != end; ++begin) {
    if (*begin == '\\' && begin + 1 != end) ++begin;
    out += *begin;
  }
  return out;
}

const auto skipper = ascii::space | ('#' >> *(x3::char_ - x3::eol));

// Tokens

const x3::rule<struct name_id, Name> name = "name";
const auto name_def = x3::lexeme[x3::raw[ascii::alpha >> *(ascii::alnum | x3::char_("_-"))]][([](auto& c) {
  const auto& range = x3::_attr(c);
  x3::_val(c) = Name{std::string(range.begin(), range.end()), offset(c, range.begin())};
})];

const x3::rule<struct quoted_id, Name> quoted = "quoted";
const auto quoted_def = x3::lexeme['"' >> x3::raw[*(('\\' >> x3::char_) | (x3::char_ - x3::char_("\"\n\\")))][([](auto& c) {
                                     const auto& range = x3::_attr(c);
                                     x3::_val(c) = Name{unescape(range.begin(), range.end()), offset(c, range.begin()) - 1};
                                   })] >>
                                   must("a closing quotation mark", x3::lit('"'))];

// `$name`; the text has no "$"
const x3::rule<struct reference_id, Name> reference = "reference";
const auto reference_def = x3::lexeme['$' >> must("a list's name after '$'", name)][([](auto& c) {
  x3::_val(c) = x3::_attr(c);
  --x3::_val(c).at;
})];

// Patterns

const x3::rule<struct pattern_id, Node> pattern = "pattern";
const x3::rule<struct primary_id, Node> primary = "primary";
const x3::rule<struct element_id, Node> element = "element";
const x3::rule<struct sequence_id, Node> sequence = "sequence";
const x3::rule<struct verb_element_id, Node> verb_element = "verb element";
const x3::rule<struct slot_id, Node> slot = "slot";
const x3::rule<struct bounds_id, Node> bounds = "bounds";

// Where an element begins: matches nothing.
const auto here = [](NodeKind kind) {
  return x3::raw[x3::eps][([kind](auto& c) {
    x3::_val(c).kind = kind;
    x3::_val(c).at = offset(c, x3::_attr(c).begin());
  })];
};
const auto take_words = [](auto& c) {
  x3::_val(c).kind = NodeKind::words;
  x3::_val(c).text = x3::_attr(c).text;
  x3::_val(c).at = x3::_attr(c).at;
};
const auto take_list = [](auto& c) {
  x3::_val(c).kind = NodeKind::list;
  x3::_val(c).text = x3::_attr(c).text;
  x3::_val(c).at = x3::_attr(c).at;
};
const auto take_node = [](auto& c) { x3::_val(c) = x3::_attr(c); };
const auto add_child = [](auto& c) { x3::_val(c).children.push_back(x3::_attr(c)); };
const auto add_name = [](auto& c) { x3::_val(c).names.push_back(x3::_attr(c)); };
const auto add_group = [](auto& c) {
  x3::_val(c).names.push_back(x3::_attr(c));
  x3::_val(c).names.back().text.insert(0, "$");
};
const auto add_any = [](auto& c) { x3::_val(c).names.push_back(Name{"*", x3::_val(c).at}); };
const auto add_form = [](auto& c) { x3::_val(c).forms.push_back(x3::_attr(c)); };

const auto verb_element_def = here(NodeKind::verb) >> '<' >>
                              must("a verb, '$' and a group of verbs, or '*'",
                                   (x3::lit('*')[add_any] | ((reference[add_group] | name[add_name]) % '|'))) >>
                              -(':' >> must("a form of the verb, as 'passive'", name[add_form]) >>
                                *(',' >> must("a form of the verb, as 'passive'", name[add_form]))) >>
                              must("'>' after the verb", x3::lit('>'));

const auto slot_name = x3::raw[x3::lexeme[(ascii::alpha | x3::char_('_')) >> *(ascii::alnum | x3::char_("_-"))]];
const auto slot_def = here(NodeKind::slot) >> '{' >>
                      must("a slot's name and ':', as in {who: Actor}",
                           slot_name[([](auto& c) { x3::_val(c).text.assign(x3::_attr(c).begin(), x3::_attr(c).end()); })] >> ':') >>
                      must("a class", name[add_name]) >> *('|' >> must("a class after '|'", name[add_name])) >>
                      must("'}' after the slot's class", x3::lit('}'));

const auto primary_def = quoted[take_words] | reference[take_list] | verb_element[take_node] | slot[take_node] |
                         x3::raw[x3::lit("...")][([](auto& c) {
                           x3::_val(c).kind = NodeKind::gap;
                           x3::_val(c).at = offset(c, x3::_attr(c).begin());
                           x3::_val(c).max = 8;
                         })] |
                         x3::raw[x3::lit(',')][([](auto& c) {
                           x3::_val(c).kind = NodeKind::words;
                           x3::_val(c).at = offset(c, x3::_attr(c).begin());
                           x3::_val(c).text = ",";
                         })] |
                         (here(NodeKind::start) >> '^') | (here(NodeKind::end) >> keyword("end")) |
                         ('(' >> must("a pattern after '('", pattern)[take_node] >> must("')'", x3::lit(')')));

// {m}, {m,n}, {m,}
const auto bounds_def = '{' >> x3::uint_[([](auto& c) { x3::_val(c).min = x3::_val(c).max = x3::_attr(c); })] >>
                        -(x3::lit(',')[([](auto& c) { x3::_val(c).max = no_limit; })] >>
                          -x3::uint_[([](auto& c) { x3::_val(c).max = x3::_attr(c); })]) >>
                        must("'}' after the number of times", x3::lit('}'));

const auto repeat = [](std::uint32_t min, std::uint32_t max) {
  return [min, max](auto& c) {
    Node inner = std::move(x3::_val(c));
    Node outer;
    outer.kind = NodeKind::repeat;
    outer.at = inner.at;
    outer.min = min;
    outer.max = max;
    outer.children.push_back(std::move(inner));
    x3::_val(c) = std::move(outer);
  };
};
const auto element_def = primary[take_node] >> -(x3::lit('?')[repeat(0, 1)] | x3::lit('*')[repeat(0, no_limit)] |
                                                 x3::lit('+')[repeat(1, no_limit)] | bounds[([](auto& c) {
                                                   const Node& limits = x3::_attr(c);
                                                   if (x3::_val(c).kind == NodeKind::gap) {
                                                     x3::_val(c).min = limits.min;
                                                     x3::_val(c).max = limits.max;
                                                   } else {
                                                     repeat(limits.min, limits.max)(c);
                                                   }
                                                 })]);
const auto sequence_def = here(NodeKind::sequence) >> +element[add_child];
const auto pattern_def = here(NodeKind::alternatives) >> sequence[add_child] >> *('|' >> must("a pattern after '|'", sequence)[add_child]);

// Statements of a rule

const x3::rule<struct value_id, Value> value = "value";
const auto value_def = name[([](auto& c) { x3::_val(c).name = x3::_attr(c); })] | quoted[([](auto& c) {
                         x3::_val(c).name = x3::_attr(c);
                         x3::_val(c).literal = true;
                       })];

const x3::rule<struct field_id, std::pair<Name, Value>> field = "field";
const auto field_def = name[([](auto& c) { x3::_val(c).first = x3::_attr(c); })] >>
                       -((keyword("all") >> &x3::char_("A-Za-z"))[([](auto& c) { x3::_val(c).second.all = true; })]) >>
                       must("a slot or a text in quotation marks", value)[([](auto& c) {
                         const bool all = x3::_val(c).second.all;
                         x3::_val(c).second = x3::_attr(c);
                         x3::_val(c).second.all = all;
                       })];

const auto add_field = [](auto& c) { x3::_val(c).fields.push_back(x3::_attr(c)); };
const x3::rule<struct emit_id, Emit> emit = "emit";
const auto emit_def = x3::raw[x3::eps][([](auto& c) { x3::_val(c).at = offset(c, x3::_attr(c).begin()); })] >>
                      ((keyword("new") >> must("a class after 'new'", name)[([](auto& c) { x3::_val(c).event = x3::_attr(c); })] >>
                        must("'(' after the class", x3::lit('(')) >> must("a property and its value", field)[add_field] >>
                        *(',' >> must("a property and its value", field)[add_field]) >> must("',' or ')' after the value", x3::lit(')'))) |
                       (value[([](auto& c) { x3::_val(c).subject = x3::_attr(c); })] >>
                        must("a property", name)[([](auto& c) { x3::_val(c).property = x3::_attr(c); })] >>
                        must("a slot or a text in quotation marks", value)[([](auto& c) { x3::_val(c).object = x3::_attr(c); })])) >>
                      -(keyword("if") >> must("a slot after 'if'", name)[([](auto& c) { x3::_val(c).condition = x3::_attr(c); })]);

const x3::rule<struct guard_id, Guard> guard = "guard";
const auto guard_def = primary[([](auto& c) { x3::_val(c).pattern = x3::_attr(c); })] >>
                       must("'before', 'after', 'within' or 'inside'",
                            (keyword("inside")[([](auto& c) { x3::_val(c).where = Guard::Where::inside; })] |
                             keyword("within")[([](auto& c) { x3::_val(c).where = Guard::Where::within; })] |
                             ((keyword("before")[([](auto& c) { x3::_val(c).where = Guard::Where::before; })] |
                               keyword("after")[([](auto& c) { x3::_val(c).where = Guard::Where::after; })]) >>
                              -x3::uint_[([](auto& c) { x3::_val(c).distance = x3::_attr(c); })])));

const x3::rule<struct different_id, std::pair<Name, Name>> different = "different";
const auto different_def = name[([](auto& c) { x3::_val(c).first = x3::_attr(c); })] >> must("'!='", x3::lit("!=")) >>
                           must("a slot after '!='", name)[([](auto& c) { x3::_val(c).second = x3::_attr(c); })];

const auto example = [](const char* kind) {
  return keyword(kind) >> must("an example sentence in quotation marks", quoted)[([kind](auto& c) {
           x3::_val(c).examples.push_back(Example{kind, x3::_attr(c).text, x3::_attr(c).at});
         })];
};

const x3::rule<struct rule_id, Rule> rule = "rule";
const auto rule_def =
    keyword("rule") >> must("the rule's name", name)[([](auto& c) { x3::_val(c).name = x3::_attr(c); })] >>
    must("'{' after the rule's name", x3::lit('{')) >>
    *((keyword("match") >> must("a pattern", pattern)[([](auto& c) { x3::_val(c).matches.push_back(x3::_attr(c)); })]) |
      (keyword("emit") >>
       must("what to emit, as in 'what signedBy who'", emit)[([](auto& c) { x3::_val(c).emits.push_back(x3::_attr(c)); })]) |
      (keyword("confidence") >> x3::raw[x3::eps][([](auto& c) { x3::_val(c).confidence_at = offset(c, x3::_attr(c).begin()); })] >>
       must("a number from 0 to 1", x3::double_)[([](auto& c) { x3::_val(c).confidence = x3::_attr(c); })]) |
      (keyword("anchor") >>
       must("'verb', 'none' or the verb's number", (x3::uint_[([](auto& c) { x3::_val(c).anchor_number = x3::_attr(c); })] |
                                                    name[([](auto& c) { x3::_val(c).anchor = x3::_attr(c); })]))) |
      (keyword("where") >> must("two slots, as in 'a != b'", different)[([](auto& c) { x3::_val(c).different.push_back(x3::_attr(c)); })]) |
      (keyword("unless") >>
       must("words, a list, a verb or a group in parentheses", guard)[([](auto& c) { x3::_val(c).guards.push_back(x3::_attr(c)); })]) |
      example("yes") | example("no") | example("denied") | example("reported") | example("possible")) >>
    must("'match', 'emit', 'unless', another statement, or '}' at the end of the rule", x3::lit('}'));

// Lists and verbs

const x3::rule<struct list_item_id, Node> list_item = "list item";
const auto list_item_def = quoted[take_words] | reference[take_list];
const auto add_item = [](auto& c) { x3::_val(c).items.push_back(x3::_attr(c)); };
const x3::rule<struct list_id, List> list = "list";
const auto list_def = keyword("list") >> must("the list's name", name)[([](auto& c) { x3::_val(c).name = x3::_attr(c); })] >>
                      must("'=' after the list's name", x3::lit('=')) >> must("words in quotation marks", list_item)[add_item] >>
                      *('|' >> must("words in quotation marks", list_item)[add_item]);

const x3::rule<struct verb_id, Verb> verb = "verb";
const auto verb_def = name[([](auto& c) { x3::_val(c).name = x3::_attr(c); })] >>
                      -('(' >> +name[([](auto& c) { x3::_val(c).forms.push_back(x3::_attr(c)); })] >>
                        must("a form of the verb or ')'", x3::lit(')')));
const x3::rule<struct verbs_id, std::vector<Verb>> verbs = "verbs";
const auto add_verb = [](auto& c) { x3::_val(c).push_back(x3::_attr(c)); };
const auto verbs_def = keyword("verb") >> must("a verb", verb)[add_verb] >> *(',' >> must("a verb after ','", verb)[add_verb]);

const x3::rule<struct group_id, VerbGroup> group = "group";
const auto group_verb = [](auto& c) { x3::_val(c).verbs.push_back(x3::_attr(c)); };
const auto group_def = keyword("verbs") >> must("the group's name", name)[([](auto& c) { x3::_val(c).name = x3::_attr(c); })] >>
                       must("'=' after the group's name", x3::lit('=')) >> must("a verb", name)[group_verb] >>
                       *('|' >> must("a verb after '|'", name)[group_verb]);

const x3::rule<struct item_id, File> item = "item";
const auto item_def = rule[([](auto& c) { x3::_val(c).rules.push_back(x3::_attr(c)); })] |
                      list[([](auto& c) { x3::_val(c).lists.push_back(x3::_attr(c)); })] |
                      group[([](auto& c) { x3::_val(c).groups.push_back(x3::_attr(c)); })] |
                      verbs[([](auto& c) { x3::_val(c).verbs = x3::_attr(c); })];

BOOST_SPIRIT_DEFINE(name, quoted, reference, pattern, primary, element, sequence, verb_element, slot, bounds, value, field, emit, guard,
                    different, rule, list_item, list, verb, verbs, group, item)

// What stands at a place, for messages.
std::string found(std::string_view text, std::size_t at) {
  if (at >= text.size()) return "the end of the file";
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; };
  std::size_t end = at + 1;
  if (is_word(text[at])) {
    while (end < text.size() && is_word(text[end]) && end - at < 40) ++end;
  } else if (static_cast<unsigned char>(text[at]) >= 0x80) {
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  } else if (text[at] == '\n' || text[at] == '\r') {
    return "the end of the line";
  }
  return fmt::format("'{}'", text.substr(at, end - at));
}

// The next line at or after `at` that begins a list, verb or rule.
std::size_t next_item(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto end = text.find('\n', at);
    if (end == std::string_view::npos) return text.size();
    at = end + 1;
    const auto line = text.substr(at, 6);
    if (line.starts_with("rule ") || line.starts_with("list ") || line.starts_with("verb ") || line.starts_with("verbs ")) return at;
  }
  return text.size();
}

// The first parenthesis that is nested too deep for a parser that calls itself, or npos.
std::size_t too_deep(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '#') {
      at = std::min(text.find('\n', at), text.size() - 1);
    } else if (c == '"') {
      for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at)
        if (text[at] == '\\') ++at;
    } else if (c == '(' && ++depth > 60) {
      return at;
    } else if (c == ')' && depth > 0) {
      --depth;
    }
  }
  return std::string_view::npos;
}

template <typename T>
void append(std::vector<T>& to, std::vector<T>&& from) {
  for (auto& x : from) to.push_back(std::move(x));
}

}  // namespace

tl::expected<File, Diagnostics> parse_rules(std::string_view text, const std::string& file_name) {
  File file;
  Diagnostics diagnostics;
  if (const auto deep = too_deep(text); deep != std::string_view::npos) {
    diagnostics.push_back(diagnose(file_name, text, deep, "R001", "parentheses are nested too deep"));
    return tl::unexpected(std::move(diagnostics));
  }
  const It begin = text.data(), end = begin + text.size();
  It at = begin;
  while (true) {
    static_cast<void>(x3::parse(at, end, *x3::omit[skipper]));
    if (at == end) break;
    const It item_begin = at;
    File part;
    std::size_t where = 0;
    const char* what = nullptr;
    try {
      const It base = begin;
      if (x3::phrase_parse(at, end, x3::with<base_tag>(std::ref(base))[item], skipper, part)) {
        append(file.lists, std::move(part.lists));
        append(file.verbs, std::move(part.verbs));
        append(file.groups, std::move(part.groups));
        append(file.rules, std::move(part.rules));
        continue;
      }
      where = static_cast<std::size_t>(item_begin - begin);
      what = "'rule', 'list', 'verb' or 'verbs'";
    } catch (const SyntaxError& error) {
      where = static_cast<std::size_t>(error.where - begin);
      what = error.what;
    }
    diagnostics.push_back(diagnose(file_name, text, where, "R001", fmt::format("expected {}, but found {}", what, found(text, where))));
    if (diagnostics.size() >= 50) break;
    const auto first = static_cast<std::size_t>(item_begin - begin);
    at = begin + next_item(text, where > first ? where - 1 : first);
  }
  if (!diagnostics.empty()) return tl::unexpected(std::move(diagnostics));
  return file;
}

}  // namespace pacta::syntax
