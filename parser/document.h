#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "ontology/lexicon.h"

namespace pacta {

struct TreatyStructure;

/// A text as it was read, with what its container said of it. The text never changes; all offsets are bytes of it.
struct Source {
  std::string id;    ///< document id or file name; last segment of the document's IRI
  std::string text;  ///< well-formed UTF-8
  std::string url, title, author, language;
  std::string date;        ///< ISO 8601, `YYYY-MM-DD` or less precise; empty if not known
  std::string media_type;  ///< of the file that the text was extracted from; empty if the text is the file's own
  std::shared_ptr<const TreatyStructure>
      structure;  ///< the parts of a treaty's text where its file marks them; they need not be found then
};

enum class BlockKind : std::uint8_t {
  paragraph,
  heading,
  list_item,
  furniture  ///< menus, ratings, polls, share buttons: yields no mention and no claim
};

/// A paragraph: one line, or several lines where the text is hard-wrapped.
struct Block {
  Span span;
  BlockKind kind = BlockKind::paragraph;
  std::uint32_t first_token = 0, end_token = 0;
  std::uint32_t first_sentence = 0, end_sentence = 0;
};

struct Sentence {
  Span span;  ///< without surrounding white space
  std::uint32_t first_token = 0, end_token = 0;
  std::uint32_t block = 0;
};

/// A text cut into lines, blocks, sentences and tokens. Immutable once made.
struct Document {
  Source source;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;  ///< in text order, covering all tokens
  std::vector<Block> blocks;        ///< in text order, covering all sentences
  std::vector<Span> lines;          ///< lines without their ends ("\n", "\r\n")

  [[nodiscard]] std::string_view text() const noexcept { return source.text; }
  [[nodiscard]] std::string_view text(Span span) const noexcept { return span.of(source.text); }
  [[nodiscard]] std::string_view text(const Token& token) const noexcept { return token.span().of(source.text); }
  /// The words of a span as one reads them: white space is one space, and there is one between words that the text has glued together.
  [[nodiscard]] std::string words(Span span) const;
  /// Index of the first token that begins at or after `offset`.
  [[nodiscard]] std::uint32_t token_at(std::uint32_t offset) const noexcept;
  /// The sentence of a token; nullptr only of a document without sentences.
  [[nodiscard]] const Sentence* sentence_at(std::uint32_t token) const noexcept;
};

/// "12", "- 12 -", "Page 12", "12 of 40": whether a line only numbers its page.
[[nodiscard]] bool is_page_number(std::string_view line) noexcept;

/// Cuts a text into blocks, sentences and tokens. Linear time. Thread-safe for a frozen lexicon.
[[nodiscard]] Document segment(Source source, const Lexicon& lexicon);

}  // namespace pacta
