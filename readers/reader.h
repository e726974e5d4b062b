#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/stream.h"
#include "parser/document.h"

namespace pacta {

/// Largest text that is taken for one document; a larger one is refused with a message.
inline constexpr std::uint64_t largest_document = std::uint64_t{64} << 20U;

/// One file as it came, decompressed.
struct Input {
  std::string path;  ///< as the user named it; "-" for standard input
  std::string name;  ///< the file's name without the suffix of its compression; the document's id
  ByteSource& bytes;
};

/// Where a reader puts what it found.
struct Found {
  std::function<void(Source)> document;
  Diagnostics& problems;

  void problem(Diagnostic diagnostic) { problems.push_back(std::move(diagnostic)); }
  /// A problem of the whole file.
  void refuse(const Input& input, std::string code, std::string message, Severity severity = Severity::error);
};

enum class Certainty { no, maybe, yes };

/// A kind of document that pacta reads. A new one is a file of this folder and a line of the table in kinds.cpp.
struct DocumentKind {
  std::string_view name;                         ///< as `--input-format` takes it
  std::string_view description;                  ///< for lists
  std::span<const std::string_view> extensions;  ///< with their dot, in lower case
  /// Looks at the first bytes (at most `head_size`). `yes` overrules the file's name; `maybe` counts where the name says nothing.
  Certainty (*recognise)(std::string_view head);
  /// Reads all documents of the file. Neither prints nor throws for bad input: that is a problem. Thread-safe.
  void (*read)(const Input& input, Found& found);
};

/// How many bytes of a file's beginning are looked at to recognise its kind.
inline constexpr std::size_t head_size = std::size_t{1} << 16U;

/// All kinds, in the order in which they are tried.
[[nodiscard]] std::span<const DocumentKind> document_kinds();

/// The kind of that name; nullptr if there is none.
[[nodiscard]] const DocumentKind* find_kind(std::string_view name);

/// The kind of a file by its name; nullptr if the name says nothing. `name` is without the suffix of compression.
[[nodiscard]] const DocumentKind* kind_of_name(std::string_view name);

/// The kind of a file by content and name. nullptr if nothing says more than that it may be a text.
[[nodiscard]] const DocumentKind* kind_of_content(std::string_view head, std::string_view name);

/// What is wrong with a file, without a place.
[[nodiscard]] Diagnostic file_problem(std::string path, std::string code, std::string message, Severity severity = Severity::error);

/// Reads the whole input; a problem, and false, if it fails, is empty or is larger than `limit` bytes.
[[nodiscard]] bool read_whole(const Input& input, Found& found, std::string& bytes, std::uint64_t limit = largest_document);

/// A file that is text itself.
struct PlainText {
  std::string utf8;        ///< well-formed, without byte order mark
  bool converted = false;  ///< from UTF-16, so that its bytes are not the file's
};

/// Reads the whole input as UTF-8, or as UTF-16 with a byte order mark; a problem, and nothing, if it fails or is binary.
[[nodiscard]] std::optional<PlainText> read_plain_text(const Input& input, Found& found);

/// Hands over a document that was extracted, or reports that it is empty or too large.
void hand_over(const Input& input, Found& found, Source source);

// One function a kind; see the files of the same names.
Certainty recognise_text(std::string_view head);
void read_text(const Input& input, Found& found);
Certainty recognise_json_lines(std::string_view head);
void read_json_lines(const Input& input, Found& found);
Certainty recognise_markdown(std::string_view head);
void read_markdown(const Input& input, Found& found);
Certainty recognise_html(std::string_view head);
void read_html(const Input& input, Found& found);
Certainty recognise_pdf(std::string_view head);
void read_pdf(const Input& input, Found& found);
Certainty recognise_docx(std::string_view head);
void read_docx(const Input& input, Found& found);
Certainty recognise_akoma_ntoso(std::string_view head);
void read_akoma_ntoso(const Input& input, Found& found);

}  // namespace pacta
