#pragma once
#include <string>
#include <string_view>

namespace pacta {

/// Builds an extracted text: white space collapses, paragraphs stand on a line each with an empty line between, and what only steers
/// typesetting (soft hyphens, zero-width spaces) is left out.
class TextWriter {
 public:
  /// Adds words of the current paragraph. `text` is well-formed UTF-8.
  void words(std::string_view text);
  /// Adds text as it stands, line ends included.
  void preformatted(std::string_view text);
  /// The paragraph ends; nothing happens at the beginning and if it has just ended.
  void paragraph() { want(Gap::paragraph); }
  void line() { want(Gap::line); }
  void space() { want(Gap::space); }
  /// A tab between two cells of a row; nothing at the beginning of a line.
  void tab();

  /// Where the next words will stand; writes the pending gap.
  std::size_t begin();
  [[nodiscard]] std::size_t size() const { return text_.size(); }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The text, which the writer then no longer has.
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  enum class Gap { none, space, line, paragraph };
  void want(Gap gap) {
    if (gap > gap_) gap_ = gap;
  }
  void flush();

  std::string text_;
  Gap gap_ = Gap::none;
};

}  // namespace pacta
