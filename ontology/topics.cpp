#include "ontology/topics.h"

#include <fmt/format.h>
#include <serd/serd.h>

#include <algorithm>

#include "base/file.h"
#include "base/utf8.h"

namespace pacta {

namespace {

struct Loader {
  SerdEnv* environment = nullptr;
  std::vector<std::pair<std::string, std::string>> labels, phrases, title_phrases;  // subject IRI, text
  std::string error;
  unsigned line = 0;
};

std::string expand(const Loader& loader, const SerdNode* node) {
  SerdNode full = serd_env_expand_node(loader.environment, node);
  std::string iri(reinterpret_cast<const char*>(full.buf != nullptr ? full.buf : node->buf));
  serd_node_free(&full);
  return iri;
}

SerdStatus on_statement(void* handle, SerdStatementFlags, const SerdNode*, const SerdNode* s, const SerdNode* p, const SerdNode* o,
                        const SerdNode*, const SerdNode*) {
  auto* loader = static_cast<Loader*>(handle);
  if (o->type != SERD_LITERAL) return SERD_SUCCESS;
  const std::string predicate = expand(*loader, p);
  const std::string text(reinterpret_cast<const char*>(o->buf), o->n_bytes);
  if (predicate.ends_with("#prefLabel"))
    loader->labels.emplace_back(expand(*loader, s), text);
  else if (predicate.ends_with("#topicPhrase"))
    loader->phrases.emplace_back(expand(*loader, s), text);
  else if (predicate.ends_with("#titlePhrase"))
    loader->title_phrases.emplace_back(expand(*loader, s), text);
  return SERD_SUCCESS;
}

SerdStatus on_prefix(void* handle, const SerdNode* name, const SerdNode* uri) {
  return serd_env_set_prefix(static_cast<Loader*>(handle)->environment, name, uri);
}

SerdStatus on_error(void* handle, const SerdError* error) {
  auto* loader = static_cast<Loader*>(handle);
  if (loader->error.empty()) loader->error = "not well-formed Turtle", loader->line = error->line;
  return SERD_SUCCESS;
}

}  // namespace

tl::expected<Topics, Diagnostics> Topics::load(const std::string& file) {
  const auto content = read_file(file);
  if (!content) return tl::unexpected(Diagnostics{content.error()});
  Loader loader;
  loader.environment = serd_env_new(nullptr);
  SerdReader* reader = serd_reader_new(SERD_TURTLE, &loader, nullptr, nullptr, on_prefix, on_statement, nullptr);
  serd_reader_set_error_sink(reader, on_error, &loader);
  const SerdStatus status = serd_reader_read_string(reader, reinterpret_cast<const uint8_t*>(content->c_str()));
  serd_reader_free(reader);
  serd_env_free(loader.environment);
  if (status != SERD_SUCCESS || !loader.error.empty()) {
    Diagnostic problem;
    problem.file = file;
    problem.line = loader.line;
    problem.column = 1;
    problem.code = "T001";
    problem.message = loader.error.empty() ? "cannot be read" : loader.error;
    return tl::unexpected(Diagnostics{problem});
  }
  Topics topics;
  std::unordered_map<std::string, std::size_t> number;
  for (const auto& [iri, label] : loader.labels) {
    if (iri.find("/topic/") == std::string::npos) continue;
    number[iri] = topics.topics_.size();
    topics.topics_.push_back({iri.substr(iri.find_last_of('/') + 1), label});
  }
  for (const auto& [iri, phrase] : loader.phrases)
    if (const auto found = number.find(iri); found != number.end()) topics.add_phrase(found->second, phrase, false);
  for (const auto& [iri, phrase] : loader.title_phrases)
    if (const auto found = number.find(iri); found != number.end()) topics.add_phrase(found->second, phrase, true);
  return topics;
}

void Topics::add_phrase(std::size_t topic, const std::string& phrase, bool title_only) {
  Phrase entry;
  entry.topic = topic;
  entry.title_only = title_only;
  std::size_t at = 0;
  while (at < phrase.size()) {
    const std::size_t end = std::min(phrase.find_first_of(" -", at), phrase.size());
    std::string word = phrase.substr(at, end - at);
    const bool open = word.ends_with("*");
    if (open) word.pop_back();
    word = fold_word(word);
    if (open) word.push_back('*');
    if (word.size() > 0 && word != "*") entry.words.push_back(word);
    at = end + 1;
  }
  if (entry.words.empty()) return;
  const std::string& first = entry.words[0];
  if (first.ends_with("*"))
    by_prefix_[first.substr(0, std::min<std::size_t>(4, first.size() - 1))].push_back(phrases_.size());
  else
    by_first_[first].push_back(phrases_.size());
  phrases_.push_back(std::move(entry));
}

std::vector<std::size_t> Topics::find(std::string_view text, Where where) const {
  std::vector<std::string> words;
  const std::string folded = fold_name(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  std::vector<std::size_t> found;
  const auto matches = [&](const Phrase& phrase, std::size_t at) {
    if (at + phrase.words.size() > words.size() || (phrase.title_only && where != Where::title)) return false;
    for (std::size_t k = 0; k < phrase.words.size(); ++k) {
      const std::string_view wanted = phrase.words[k];
      if (wanted.ends_with("*") ? !words[at + k].starts_with(wanted.substr(0, wanted.size() - 1)) : words[at + k] != wanted) return false;
    }
    return true;
  };
  const auto offer = [&](const std::vector<std::size_t>& candidates, std::size_t at) {
    for (const std::size_t c : candidates)
      if (matches(phrases_[c], at)) found.push_back(phrases_[c].topic);
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const auto list = by_first_.find(words[i]); list != by_first_.end()) offer(list->second, i);
    for (std::size_t length = 1; length <= std::min<std::size_t>(4, words[i].size()); ++length)
      if (const auto list = by_prefix_.find(words[i].substr(0, length)); list != by_prefix_.end()) offer(list->second, i);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace pacta
