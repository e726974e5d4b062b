#include "readers/text_writer.h"

namespace pacta {

void TextWriter::flush() {
  if (!text_.empty()) {
    if (gap_ == Gap::space && text_.back() != '\n' && text_.back() != '\t' && text_.back() != ' ') text_.push_back(' ');
    if (gap_ == Gap::line && text_.back() != '\n') text_.push_back('\n');
    if (gap_ == Gap::paragraph) {
      while (!text_.empty() && text_.back() == '\n') text_.pop_back();
      text_ += "\n\n";
    }
  }
  gap_ = Gap::none;
}

void TextWriter::tab() {
  if (gap_ > Gap::space) return;
  gap_ = Gap::none;
  while (!text_.empty() && text_.back() == ' ') text_.pop_back();
  if (!text_.empty() && text_.back() != '\n' && text_.back() != '\t') text_.push_back('\t');
}

std::size_t TextWriter::begin() {
  flush();
  return text_.size();
}

void TextWriter::words(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      space();
      continue;
    }
    if (static_cast<unsigned char>(c) >= 0xC2) {
      const std::string_view rest = text.substr(i);
      if (rest.starts_with("\u00A0") || rest.starts_with("\u2007") || rest.starts_with("\u202F")) {
        space();
        i += rest.starts_with("\u00A0") ? 1 : 2;
        continue;
      }
      if (rest.starts_with("\u00AD") || rest.starts_with("\u200B") || rest.starts_with("\u2060") || rest.starts_with("\uFEFF")) {
        i += rest.starts_with("\u00AD") ? 1 : 2;
        continue;
      }
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      continue;
    }
    if (gap_ != Gap::none) flush();
    text_.push_back(c);
  }
}

void TextWriter::preformatted(std::string_view text) {
  if (text.empty()) return;
  flush();
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') text_.push_back(c);
}

}  // namespace pacta
