#include <algorithm>
#include <array>

#include "readers/reader.h"

namespace pacta {

namespace {

constexpr std::array<std::string_view, 1> pdf_names{".pdf"};
constexpr std::array<std::string_view, 1> docx_names{".docx"};
constexpr std::array<std::string_view, 1> akoma_ntoso_names{".akn"};  // .xml is the name of anything
constexpr std::array<std::string_view, 3> html_names{".html", ".htm", ".xhtml"};
constexpr std::array<std::string_view, 2> json_lines_names{".jsonl", ".ndjson"};
constexpr std::array<std::string_view, 2> markdown_names{".md", ".markdown"};
constexpr std::array<std::string_view, 2> text_names{".txt", ".text"};

constexpr std::array<DocumentKind, 7> kinds{{
    {"pdf", "PDF with a text layer", pdf_names, recognise_pdf, read_pdf},
    {"docx", "Word (Office Open XML)", docx_names, recognise_docx, read_docx},
    {"akn", "Akoma Ntoso XML", akoma_ntoso_names, recognise_akoma_ntoso, read_akoma_ntoso},
    {"html", "web page", html_names, recognise_html, read_html},
    {"jsonl", "JSON Lines, an object with \"id\" and \"text\" a line", json_lines_names, recognise_json_lines, read_json_lines},
    {"markdown", "Markdown", markdown_names, recognise_markdown, read_markdown},
    {"text", "plain text", text_names, recognise_text, read_text},
}};

}  // namespace

std::span<const DocumentKind> document_kinds() {
  return kinds;
}

const DocumentKind* find_kind(std::string_view name) {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const DocumentKind& kind) { return kind.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

const DocumentKind* kind_of_name(std::string_view name) {
  std::string lower(name);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  for (const DocumentKind& kind : kinds)
    for (const std::string_view extension : kind.extensions)
      if (lower.size() > extension.size() && lower.ends_with(extension)) return &kind;
  return nullptr;
}

const DocumentKind* kind_of_content(std::string_view head, std::string_view name) {
  const DocumentKind* possible = nullptr;
  for (const DocumentKind& kind : kinds) {
    const Certainty certainty = kind.recognise(head);
    if (certainty == Certainty::yes) return &kind;
    if (certainty == Certainty::maybe && possible == nullptr) possible = &kind;
  }
  if (const DocumentKind* named = kind_of_name(name); named != nullptr) return named;
  return possible;
}

}  // namespace pacta
