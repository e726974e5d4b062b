// Web pages: the article's own text and, as metadata, its title, authors, date, language and address.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "readers/date.h"
#include "readers/encoding.h"
#include "readers/html_tree.h"
#include "readers/reader.h"

namespace pacta {

namespace {

using Json = nlohmann::json;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// "post-meta entryFooter" as post, meta, entry, footer.
std::vector<std::string> name_parts(std::string_view names) {
  std::vector<std::string> parts;
  std::string part;
  const auto end = [&] {
    if (!part.empty()) parts.push_back(std::exchange(part, {}));
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const char c = names[i];
    const bool upper = c >= 'A' && c <= 'Z';
    if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
      end();
      continue;
    }
    if (upper && i > 0 && names[i - 1] >= 'a' && names[i - 1] <= 'z') end();
    part.push_back(upper ? static_cast<char>(c + 32) : c);
  }
  end();
  return parts;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What pages call the parts that are not the article.
bool names_furniture(std::string_view names) {
  static constexpr std::array<std::string_view, 71> furniture{
      "nav",        "navbar",          "navigation", "navbox",      "menu",      "sidebar",   "share",      "sharing",     "sharebar",
      "social",     "comment",         "comments",   "commentlist", "disqus",    "respond",   "ad",         "ads",         "advert",
      "adverts",    "advertisement",   "adsense",    "promo",       "promos",    "promotion", "related",    "recommended", "recommendation",
      "recirc",     "recommendations", "newsletter", "subscribe",   "paywall",   "cookie",    "cookies",    "consent",     "gdpr",
      "breadcrumb", "breadcrumbs",     "footer",     "popup",       "modal",     "poll",      "rating",     "ratings",     "votes",
      "tags",       "taglist",         "toolbar",    "toc",         "trending",  "popular",   "pagination", "pager",       "outbrain",
      "taboola",    "sponsor",         "sponsored",  "byline",      "timestamp", "pubdate",   "skip",       "skiplink",    "editsection",
      "infobox",    "hatnote",         "catlinks",   "masthead",    "noprint",   "teaser",    "teasers",    "login"};
  // "no-comments", "with-sidebar": of what is around, not what it is.
  static constexpr std::array<std::string_view, 9> about{"no", "not", "has", "with", "without", "hide", "show", "is", "single"};
  const auto parts = name_parts(names);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && is_one_of(parts[i - 1], about)) continue;
    if (is_one_of(parts[i], furniture)) return true;
    const auto pair = [&](std::string_view a, std::string_view b) { return i + 1 < parts.size() && parts[i] == a && parts[i + 1] == b; };
    if (pair("entry", "meta") || pair("post", "meta") || pair("article", "meta") || pair("author", "bio") || pair("author", "box") ||
        pair("author", "info") || pair("sr", "only") || pair("visually", "hidden") || pair("screen", "reader") || pair("most", "read") ||
        pair("sign", "up") || pair("site", "header") || pair("page", "header") || pair("about", "author"))
      return true;
  }
  return false;
}

bool is_heading(GumboTag tag) {
  return tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3 || tag == GUMBO_TAG_H4 || tag == GUMBO_TAG_H5 ||
         tag == GUMBO_TAG_H6;
}

bool is_hidden(const GumboNode& node) {
  if (gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr || html_attribute(node, "aria-hidden") == "true") return true;
  std::string style = lower(html_attribute(node, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

/// Sizes of an element's text, all in bytes without white space at the ends.
struct Size {
  std::size_t text = 0;   ///< of what is not left out
  std::size_t links = 0;  ///< of that, in links
  unsigned link_count = 0;
};

class LeaveOutNothing final : public HtmlFilter {
 public:
  [[nodiscard]] bool leaves_out(const GumboNode& /*element*/) const override { return false; }
};

std::string text_of(const GumboNode& node, const HtmlFilter& filter = LeaveOutNothing()) {
  TextWriter out;
  write_html_text(node, filter, out);
  return collapse_space(out.text());
}

/// The parts of a page that are not its article, and where the article is.
class Page final : public HtmlFilter {
 public:
  explicit Page(const GumboNode& root) : root_(root) {
    measure(root, false);
    total_ = sizes_[&root].text;
    left_out_.clear();
    decide(root);
    sizes_.clear();
    measure(root, false);
  }

  [[nodiscard]] bool leaves_out(const GumboNode& element) const override { return left_out_.contains(&element); }

  /// The elements that hold the article, in page order.
  std::vector<const GumboNode*> article() {
    std::vector<const GumboNode*> best = by_paragraphs();
    std::size_t most = 0;
    for (const GumboNode* node : best) most += sizes_[node].text;
    for (const GumboNode* node : by_name())
      if (sizes_[node].text >= 60 && sizes_[node].text * 2 >= most) return {node};
    if (!best.empty()) return best;
    return {&root_};
  }

 private:
  static bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT; }

  static bool is_code(GumboTag tag) {
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_NOSCRIPT || tag == GUMBO_TAG_TEMPLATE ||
           tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_SELECT || tag == GUMBO_TAG_BUTTON ||
           tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_IFRAME;
  }

  Size measure(const GumboNode& node, bool in_link) {
    Size size;
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) {
      size.text = std::string_view(node.v.text.text).size();
      if (in_link) size.links = size.text;
      return size;
    }
    if (!is_element(node) || is_code(node.v.element.tag) || left_out_.contains(&node)) return size;
    const bool link = node.v.element.tag == GUMBO_TAG_A && !html_attribute(node, "href").empty();
    if (link) size.link_count = 1;
    const GumboVector& children = html_children(node);
    for (unsigned i = 0; i < children.length; ++i) {
      const Size part = measure(*static_cast<const GumboNode*>(children.data[i]), in_link || link);
      size.text += part.text;
      size.links += part.links;
      size.link_count += part.link_count;
    }
    return sizes_[&node] = size;
  }

  void decide(const GumboNode& node) {
    const GumboVector& children = html_children(node);
    for (unsigned i = 0; i < children.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children.data[i]);
      if (!is_element(child)) continue;
      if (is_furniture(child))
        left_out_.insert({&child, true});
      else
        decide(child);
    }
  }

  bool is_furniture(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (is_hidden(node)) return true;
    const Size size = sizes_[&node];
    // A wrapper around the whole page may be called anything.
    const bool most = size.text * 2 > total_;
    const std::string role = lower(html_attribute(node, "role"));
    static constexpr std::array<std::string_view, 8> roles{"navigation", "banner", "contentinfo", "complementary",
                                                           "search",     "dialog", "menu",        "alert"};
    const std::string property(html_attribute(node, "itemprop"));
    const std::string_view names = html_attribute(node, "class"), id = html_attribute(node, "id");
    if (tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_MENU || html_name(node) == "dialog") return true;
    if (is_comments(names) || is_comments(id)) return true;
    if (most || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN) return false;
    if (tag == GUMBO_TAG_ASIDE || tag == GUMBO_TAG_FOOTER || is_one_of(std::string_view(role), roles)) return true;
    if (property == "author" || property == "datePublished" || property == "dateModified" || property == "comment") return true;
    if (lower(html_attribute(node, "rel")) == "author") return true;
    if (is_heading(tag)) return false;
    // The mark beside a heading that links to it.
    if (tag == GUMBO_TAG_A && size.text <= 4 && html_attribute(node, "href").starts_with("#")) {
      const std::string words = text_of(node);
      if (words == "#" || words == "¶" || words == "§" || words == "🔗" || words.empty()) return true;
    }
    // The time of publication, but not a date within a sentence.
    if (tag == GUMBO_TAG_TIME && size.text * 10 >= parent_size(node).text * 7) return true;
    if (names_furniture(names)) return true;
    if (name_parts(id).size() <= 2 && tag != GUMBO_TAG_P && tag != GUMBO_TAG_ARTICLE && tag != GUMBO_TAG_A && names_furniture(id))
      return true;
    // Lists and boxes of links.
    const bool container = tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_SECTION ||
                           tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_DL || tag == GUMBO_TAG_P;
    return container && size.link_count >= 3 && size.links * 10 >= size.text * 7;
  }

  // Comments may be longer than the article.
  static bool is_comments(std::string_view names) {
    const auto parts = name_parts(names);
    return parts.size() <= 2 && !parts.empty() &&
           (parts[0] == "comments" || parts[0] == "comment" || parts[0] == "disqus" || parts[0] == "commentlist") &&
           (parts.size() == 1 || parts[1] == "section" || parts[1] == "list" || parts[1] == "area" || parts[1] == "thread" ||
            parts[1] == "container");
  }

  Size parent_size(const GumboNode& node) {
    const auto found = sizes_.find(node.parent);
    return found == sizes_.end() ? Size{} : found->second;
  }

  /// Elements that say that they are the article, the surest first.
  std::vector<const GumboNode*> by_name() {
    std::vector<const GumboNode*> bodies, articles, mains;
    collect(root_, bodies, articles, mains);
    std::vector<const GumboNode*> list;
    if (bodies.size() == 1) list.push_back(bodies.front());
    if (!articles.empty()) {
      const auto largest = std::max_element(articles.begin(), articles.end(),
                                            [&](const GumboNode* a, const GumboNode* b) { return sizes_[a].text < sizes_[b].text; });
      std::size_t others = 0;
      for (const GumboNode* node : articles)
        if (node != *largest) others = std::max(others, sizes_[node].text);
      // Several of a size: a page of many articles, of which none is the one.
      if (others * 2 <= sizes_[*largest].text) list.push_back(*largest);
    }
    list.insert(list.end(), mains.begin(), mains.end());
    return list;
  }

  void collect(const GumboNode& node, std::vector<const GumboNode*>& bodies, std::vector<const GumboNode*>& articles,
               std::vector<const GumboNode*>& mains) const {
    if (!is_element(node) || leaves_out(node)) return;
    if (html_attribute(node, "itemprop") == "articleBody") bodies.push_back(&node);
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_MAIN || html_attribute(node, "role") == "main") mains.push_back(&node);
    const bool article = tag == GUMBO_TAG_ARTICLE;
    if (article) articles.push_back(&node);
    const GumboVector& children = html_children(node);
    for (unsigned i = 0; i < children.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children.data[i]);
      // An article within an article is a comment or a teaser.
      if (!article || child.type != GUMBO_NODE_ELEMENT || child.v.element.tag != GUMBO_TAG_ARTICLE) collect(child, bodies, articles, mains);
    }
  }

  /// Where most of the paragraphs stand: a paragraph counts for its parent, and half for the parent of that.
  std::vector<const GumboNode*> by_paragraphs() {
    std::map<const GumboNode*, double> scores;
    std::vector<const GumboNode*> order;
    score(root_, scores, order);
    const GumboNode* best = nullptr;
    double most = 0;
    for (const GumboNode* node : order) {
      const Size size = sizes_[node];
      const double share = size.text == 0 ? 0 : static_cast<double>(size.links) / static_cast<double>(size.text);
      const double value = scores[node] *= 1 - share;
      if (value > most) most = value, best = node;
    }
    if (best == nullptr) return {};
    // Parts of the article beside it, such as a second column or the lead.
    std::vector<const GumboNode*> parts;
    if (best->parent == nullptr || best->parent->type != GUMBO_NODE_ELEMENT || best->v.element.tag == GUMBO_TAG_BODY) return {best};
    const GumboVector& siblings = html_children(*best->parent);
    for (unsigned i = 0; i < siblings.length; ++i) {
      const auto& sibling = *static_cast<const GumboNode*>(siblings.data[i]);
      if (!is_element(sibling) || leaves_out(sibling)) continue;
      const Size size = sizes_[&sibling];
      const auto scored = scores.find(&sibling);
      const bool alike = scored != scores.end() && scored->second >= most / 5;
      const bool paragraph = sibling.v.element.tag == GUMBO_TAG_P && size.text >= 80 && size.links * 4 < size.text;
      if (&sibling == best || alike || paragraph || is_heading(sibling.v.element.tag)) parts.push_back(&sibling);
    }
    return parts;
  }

  void score(const GumboNode& node, std::map<const GumboNode*, double>& scores, std::vector<const GumboNode*>& order) {
    if (!is_element(node) || leaves_out(node) || is_code(node.v.element.tag)) return;
    const GumboTag tag = node.v.element.tag;
    const Size size = sizes_[&node];
    const bool paragraph = tag == GUMBO_TAG_P || tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_BLOCKQUOTE ||
                           ((tag == GUMBO_TAG_TD || tag == GUMBO_TAG_DIV) && has_own_text(node));
    if (paragraph && size.text >= 25) {
      const double value = 1 + std::min(3.0, static_cast<double>(size.text) / 100);
      const auto add = [&](const GumboNode* to, double part) {
        if (to == nullptr || to->type != GUMBO_NODE_ELEMENT) return;
        if (scores.try_emplace(to, 0.0).second) order.push_back(to);
        scores[to] += part;
      };
      add(node.parent, value);
      if (node.parent != nullptr) add(node.parent->parent, value / 2);
    }
    const GumboVector& children = html_children(node);
    for (unsigned i = 0; i < children.length; ++i) score(*static_cast<const GumboNode*>(children.data[i]), scores, order);
  }

  static bool has_own_text(const GumboNode& node) {
    std::size_t text = 0;
    const GumboVector& children = html_children(node);
    for (unsigned i = 0; i < children.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children.data[i]);
      if (child.type == GUMBO_NODE_TEXT) text += collapse_space(child.v.text.text).size();
    }
    return text >= 25;
  }

  const GumboNode& root_;
  std::map<const GumboNode*, Size> sizes_;
  std::map<const GumboNode*, bool> left_out_;
  std::size_t total_ = 0;
};

/// What the page says of itself, by how far it is to be trusted: earlier ones are kept.
class Metadata {
 public:
  explicit Metadata(const GumboNode& root) {
    // Each pass only fills what the ones before left empty.
    walk(root, [this](const GumboNode& node) { json_ld(node); });
    walk(root, [this](const GumboNode& node) { meta(node); });
    for (const auto& [key, to] : keys_)
      if (const auto value = values_.find(key); value != values_.end()) set(to, value->second);
    walk(root, [this](const GumboNode& node) { elements(node); });
    if (title.empty()) title = headline;
    if (title.empty()) title = page_title;
  }

  std::string title, author, date, language, url, headline, page_title;
  const GumboNode* headline_node = nullptr;

 private:
  enum class Field { title, author, date, language, url };

  template <typename Visit>
  static void walk(const GumboNode& node, const Visit& visit) {
    if (node.type != GUMBO_NODE_ELEMENT) return;
    visit(node);
    const GumboVector& children = html_children(node);
    for (unsigned i = 0; i < children.length; ++i) walk(*static_cast<const GumboNode*>(children.data[i]), visit);
  }

  void set(Field field, std::string_view raw) {
    std::string value = collapse_space(raw);
    if (value.empty() || value.size() > 1000) return;
    switch (field) {
      case Field::title:
        if (title.empty()) title = value;
        return;
      case Field::author:
        // Some name the author's page.
        if (value.starts_with("By ") || value.starts_with("by ")) value.erase(0, 3);
        if (author.empty() && value.size() <= 200 && value.find("://") == std::string::npos) author = value;
        return;
      case Field::date:
        if (date.empty()) date = iso_date(value);
        return;
      case Field::language:
        std::replace(value.begin(), value.end(), '_', '-');
        if (language.empty() && value.size() <= 35) language = value;
        return;
      case Field::url:
        if (url.empty() && (value.starts_with("https://") || value.starts_with("http://"))) url = value;
        return;
    }
  }

  // --- JSON-LD ----------------------------------------------------------------------------------------------------------

  void json_ld(const GumboNode& node) {
    if (node.v.element.tag != GUMBO_TAG_SCRIPT || lower(html_attribute(node, "type")) != "application/ld+json") return;
    const GumboVector& children = html_children(node);
    for (unsigned i = 0; i < children.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children.data[i]);
      if (child.type != GUMBO_NODE_TEXT) continue;
      const Json json = Json::parse(child.v.text.text, nullptr, false);
      if (!json.is_discarded()) find_article(json, 0);
    }
  }

  static std::string string_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  }

  void find_article(const Json& json, int depth) {
    if (depth > 6) return;
    if (json.is_array()) {
      for (const Json& item : json) find_article(item, depth + 1);
      return;
    }
    if (!json.is_object()) return;
    if (const auto graph = json.find("@graph"); graph != json.end()) find_article(*graph, depth + 1);
    const auto type = json.find("@type");
    if (type == json.end()) return;
    const auto is_article = [](const Json& value) {
      if (!value.is_string()) return false;
      const auto name = value.get<std::string>();
      return name.ends_with("Article") || name == "BlogPosting" || name == "Report" || name == "Legislation";
    };
    if (!is_article(*type) && !(type->is_array() && std::any_of(type->begin(), type->end(), is_article))) return;
    set(Field::title, string_of(json, "headline"));
    set(Field::title, string_of(json, "name"));
    set(Field::date, string_of(json, "datePublished"));
    set(Field::date, string_of(json, "dateCreated"));
    set(Field::language, string_of(json, "inLanguage"));
    set(Field::url, string_of(json, "url"));
    set(Field::url, string_of(json, "mainEntityOfPage"));
    if (const auto author_of = json.find("author"); author_of != json.end()) set(Field::author, names_of(*author_of));
  }

  static std::string names_of(const Json& json) {
    if (json.is_string()) return json.get<std::string>();
    if (json.is_object()) return string_of(json, "name");
    std::string names;
    if (json.is_array())
      for (const Json& item : json) {
        const std::string name = item.is_array() ? std::string() : names_of(item);
        if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
      }
    return names;
  }

  // --- meta and link ------------------------------------------------------------------------------------------------------

  void meta(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_HTML) {
      set(Field::language, html_attribute(node, "lang"));
      set(Field::language, html_attribute(node, "xml:lang"));
    }
    if (tag == GUMBO_TAG_LINK && lower(html_attribute(node, "rel")) == "canonical") set(Field::url, html_attribute(node, "href"));
    if (tag != GUMBO_TAG_META) return;
    const std::string_view content = html_attribute(node, "content");
    for (const char* attribute : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string key = lower(html_attribute(node, attribute));
      if (key.empty() || content.empty()) continue;
      std::string& value = values_[key];
      // Several authors have an element each.
      if (value.empty())
        value = content;
      else if (key == "citation_author" || key == "dc.creator" || key == "article:author" || key == "author")
        value.append(", ").append(content);
    }
  }

  // --- Elements -----------------------------------------------------------------------------------------------------------

  void elements(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_TITLE && page_title.empty()) {
      std::string words;
      const GumboVector& children = html_children(node);
      for (unsigned i = 0; i < children.length; ++i)
        if (const auto& child = *static_cast<const GumboNode*>(children.data[i]); child.type == GUMBO_NODE_TEXT) words += child.v.text.text;
      page_title = collapse_space(words);
    }
    if (tag == GUMBO_TAG_H1 && headline_node == nullptr) {
      headline = text_of(node);
      if (!headline.empty()) headline_node = &node;
    }
    const std::string_view property = html_attribute(node, "itemprop");
    if (property == "datePublished" || tag == GUMBO_TAG_TIME) {
      set(Field::date, html_attribute(node, "datetime"));
      set(Field::date, html_attribute(node, "content"));
      if (tag == GUMBO_TAG_TIME) set(Field::date, text_of(node));
    }
    if (property == "author" || lower(html_attribute(node, "rel")) == "author") set(Field::author, text_of(node));
    const auto parts = name_parts(html_attribute(node, "class"));
    if (std::find(parts.begin(), parts.end(), "byline") != parts.end()) by_line(text_of(node));
    if (std::find(parts.begin(), parts.end(), "pubdate") != parts.end() ||
        std::find(parts.begin(), parts.end(), "timestamp") != parts.end())
      set(Field::date, text_of(node));
  }

  // "By Harriet Oduya, 17 January 2023": the name, and the date if there is one.
  void by_line(const std::string& words) {
    std::string_view name = words;
    for (const std::string_view end : {"|", "·", "•", " – ", " — ", "\n"}) name = name.substr(0, name.find(end));
    std::size_t digit = name.find_first_of("0123456789");
    if (digit != std::string_view::npos) {
      set(Field::date, name.substr(digit));
      name = name.substr(0, digit);
    }
    while (!name.empty() && (name.back() == ' ' || name.back() == ',')) name.remove_suffix(1);
    set(Field::author, name);
  }

  static constexpr std::array<std::pair<std::string_view, Field>, 26> keys_{{{"og:title", Field::title},
                                                                             {"citation_title", Field::title},
                                                                             {"dc.title", Field::title},
                                                                             {"dcterms.title", Field::title},
                                                                             {"twitter:title", Field::title},
                                                                             {"author", Field::author},
                                                                             {"article:author", Field::author},
                                                                             {"citation_author", Field::author},
                                                                             {"dc.creator", Field::author},
                                                                             {"dcterms.creator", Field::author},
                                                                             {"parsely-author", Field::author},
                                                                             {"article:published_time", Field::date},
                                                                             {"og:article:published_time", Field::date},
                                                                             {"datepublished", Field::date},
                                                                             {"citation_publication_date", Field::date},
                                                                             {"citation_date", Field::date},
                                                                             {"dcterms.issued", Field::date},
                                                                             {"dc.date.issued", Field::date},
                                                                             {"dcterms.date", Field::date},
                                                                             {"dc.date", Field::date},
                                                                             {"parsely-pub-date", Field::date},
                                                                             {"pubdate", Field::date},
                                                                             {"date", Field::date},
                                                                             {"content-language", Field::language},
                                                                             {"og:locale", Field::language},
                                                                             {"og:url", Field::url}}};

  std::map<std::string, std::string, std::less<>> values_;
};

bool is_within(const GumboNode* node, const GumboNode* ancestor) {
  for (; node != nullptr; node = node->parent)
    if (node == ancestor) return true;
  return false;
}

bool starts_folded(std::string_view text, std::string_view lower_case) {
  if (text.size() < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i)
    if ((text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i]) != lower_case[i]) return false;
  return true;
}

}  // namespace

Certainty recognise_html(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  // Comments, an XML declaration and a DOCTYPE may stand before the first element.
  bool declared = false;
  for (int n = 0; n < 32; ++n) {
    const std::size_t begin = head.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return Certainty::no;
    head.remove_prefix(begin);
    if (starts_folded(head, "<!doctype html")) return Certainty::yes;
    std::string_view end;
    if (head.starts_with("<!--"))
      end = "-->";
    else if (head.starts_with("<?"))
      end = "?>", declared = true;
    else if (head.starts_with("<!"))
      end = ">";
    else
      break;
    const std::size_t at = head.find(end);
    if (at == std::string_view::npos) return Certainty::no;
    head.remove_prefix(at + end.size());
  }
  const auto is_tag = [&](std::string_view tag) {
    if (!starts_folded(head, tag) || head.size() <= tag.size()) return false;
    const char next = head[tag.size()];
    return next == '>' || next == ' ' || next == '\n' || next == '\r' || next == '\t' || next == '/';
  };
  for (const std::string_view tag : {"<html", "<head", "<body"})
    if (is_tag(tag)) return Certainty::yes;
  if (declared) return Certainty::no;
  for (const std::string_view tag :
       {"<meta", "<title", "<article", "<main", "<div", "<p", "<h1", "<h2", "<section", "<table", "<center", "<font"})
    if (is_tag(tag)) return Certainty::maybe;
  return Certainty::no;
}

void read_html(const Input& input, Found& found) {
  std::string bytes;
  if (!read_whole(input, found, bytes)) return;
  const std::string charset = declared_charset(bytes);
  auto page = decode_file(std::move(bytes), charset, input.path);
  if (!page) return found.problem(page.error());
  if (page->find('\0') != std::string::npos) return found.refuse(input, "I002", "this is a binary file, not a web page");
  const auto tree = HtmlTree::parse(*page);
  if (!tree) return found.refuse(input, "I012", fmt::format("the page is not read: {}", tree.error()));
  Page layout(tree->root());
  const auto article = layout.article();
  Metadata metadata(tree->root());
  TextWriter out;
  const bool inside =
      std::any_of(article.begin(), article.end(), [&](const GumboNode* node) { return is_within(metadata.headline_node, node); });
  // The headline mostly stands above what holds the article.
  if (metadata.headline_node != nullptr && (!inside || layout.leaves_out(*metadata.headline_node))) {
    bool shown = true;
    for (const GumboNode* node = metadata.headline_node; node != nullptr; node = node->parent)
      if (node->type == GUMBO_NODE_ELEMENT && (node->v.element.tag == GUMBO_TAG_NAV || is_hidden(*node))) shown = false;
    const bool site_name = metadata.title != metadata.headline && !metadata.title.empty() &&
                           metadata.title.find(metadata.headline) == std::string::npos && count_code_points(metadata.headline) < 30;
    if (shown && !site_name) {
      out.words(metadata.headline);
      out.paragraph();
    }
  }
  for (const GumboNode* node : article) write_html_text(*node, layout, out);
  Source source;
  source.media_type = "text/html";
  source.text = out.take();
  source.title = metadata.title;
  source.author = metadata.author;
  source.date = metadata.date;
  source.language = metadata.language;
  source.url = metadata.url;
  hand_over(input, found, std::move(source));
}

}  // namespace pacta
