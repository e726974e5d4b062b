#pragma once
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "parser/structure.h"
#include "readers/reader.h"

/// Reads bytes as one kind of document: what is handed over is well-formed, its parts are places of its text, and nothing is refused in
/// silence.
inline void read_as(std::string_view kind, std::string_view bytes) {
  pacta::StringSource source(bytes);
  const pacta::Input input{"fuzz", "fuzz", source};
  pacta::Diagnostics problems;
  bool read = false;
  pacta::Found found{[&](const pacta::Source& document) {
                       read = true;
                       if (document.text.empty() || pacta::invalid_utf8(document.text)) std::abort();
                       for (const auto& words : {document.title, document.author, document.url, document.language, document.date})
                         if (pacta::invalid_utf8(words)) std::abort();
                       if (!document.structure) return;
                       const auto inside = [&](pacta::Span span) {
                         if (span.begin > span.end || span.end > document.text.size()) std::abort();
                         if (pacta::invalid_utf8(span.of(document.text))) std::abort();
                       };
                       inside(document.structure->title);
                       inside(document.structure->preamble);
                       inside(document.structure->conclusion);
                       for (std::size_t i = 0; i < document.structure->provisions.size(); ++i) {
                         const auto& part = document.structure->provisions[i];
                         inside(part.whole);
                         inside(part.heading);
                         inside(part.body);
                         if (part.parent >= static_cast<std::int32_t>(i)) std::abort();
                       }
                     },
                     problems};
  pacta::find_kind(kind)->read(input, found);
  for (const auto& problem : problems) static_cast<void>(pacta::format(problem));
  if (!read && !pacta::has_errors(problems)) std::abort();
}
