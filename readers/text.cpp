// Plain text: the document is the file.
#include "readers/encoding.h"
#include "readers/reader.h"

namespace pacta {

Certainty recognise_text(std::string_view /*head*/) {
  return Certainty::no;
}

void read_text(const Input& input, Found& found) {
  std::string bytes;
  if (!read_whole(input, found, bytes)) return;
  const bool wide = charset_of_mark(bytes).starts_with("utf-16");
  if (!wide && bytes.find('\0') != std::string::npos) return found.refuse(input, "I002", "this is a binary file, not text");
  auto text = decode_file(std::move(bytes), {}, input.path);
  if (!text) return found.problem(text.error());
  Source source;
  source.id = input.name;
  source.text = std::move(*text);
  if (wide) source.media_type = "text/plain";
  found.document(std::move(source));
}

}  // namespace pacta
