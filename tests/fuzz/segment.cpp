// Any bytes as a text that is cut: tokens lie in the text, in order, at whole characters, with nothing but white space between them; and a
// text with spaces where words were parted has the same words and nothing more to part.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "parser/document.h"
#include "pipeline/knowledge.h"

namespace {

const pacta::Lexicon& lexicon() {
  static const auto loaded = [] {
    pacta::KnowledgeFiles files;
    files.folder = PACTA_SOURCE_DIR "/ontology";
    return pacta::Knowledge::load(files);
  }();
  if (!loaded) std::abort();
  return (*loaded)->lexicon;
}

void demand(bool holds) {
  if (!holds) std::abort();
}

bool starts_character(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (pacta::invalid_utf8(bytes)) return 0;  // refused by the reader
  pacta::Source source;
  source.id = "fuzz";
  source.text = bytes;
  const auto document = pacta::segment(std::move(source), lexicon());
  std::uint32_t end = 0;
  std::string apart;
  for (const auto& token : document.tokens) {
    demand(token.begin >= end && token.end > token.begin && token.end <= size);
    demand(starts_character(bytes, token.begin) && starts_character(bytes, token.end));
    demand(!token.has(pacta::token_flag::glued) || (token.begin == end && token.has(pacta::token_flag::space_before)));
    apart.append(bytes.substr(end, token.begin - end));
    if (token.has(pacta::token_flag::glued)) apart += ' ';
    apart.append(document.text(token));
    end = token.end;
  }
  apart.append(bytes.substr(end));
  std::uint32_t sentence_end = 0;
  for (const auto& sentence : document.sentences) {
    demand(sentence.first_token >= sentence_end && sentence.end_token > sentence.first_token);
    sentence_end = sentence.end_token;
  }
  pacta::Source spaced;
  spaced.id = "fuzz";
  spaced.text = apart;
  const auto again = pacta::segment(std::move(spaced), lexicon());
  // Lines of another length may be other paragraphs, and page numbers are dropped only in wrapped texts.
  if (again.tokens.size() != document.tokens.size()) return 0;
  for (std::size_t i = 0; i < again.tokens.size(); ++i) {
    demand(again.text(again.tokens[i]) == document.text(document.tokens[i]));
    demand(again.tokens[i].word == document.tokens[i].word && !again.tokens[i].has(pacta::token_flag::glued));
  }
  return 0;
}
