// Plain text: the document is the file.
#include "readers/reader.h"

namespace pacta {

Certainty recognise_text(std::string_view /*head*/) {
  return Certainty::no;
}

void read_text(const Input& input, Found& found) {
  auto text = read_plain_text(input, found);
  if (!text) return;
  Source source;
  source.id = input.name;
  source.text = std::move(text->utf8);
  if (text->converted) source.media_type = "text/plain";
  found.document(std::move(source));
}

}  // namespace pacta
