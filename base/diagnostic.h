#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pacta {

enum class Severity { note, warning, error };

/// What is wrong with an input, and where. Libraries return or collect these; only the command line prints them.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;         ///< short and stable, as "R012"; empty for errors of the operating system
  std::string message;      ///< one sentence without a final full stop
  std::string file;         ///< as the user named it; empty if there is none
  std::size_t line = 0;     ///< from 1; 0 if there is none
  std::size_t column = 0;   ///< from 1, in code points; 0 if there is none
  std::string source_line;  ///< the line that it is about, or a piece of a long one, without its end; empty if there is none
  std::size_t caret = 0;    ///< the place in source_line, as column is in the line; 0 if the two are the same
  std::string note{};       ///< lines that say more, without the end of the last; empty if there are none
};

using Diagnostics = std::vector<Diagnostic>;

/// Line and column (from 1, columns in code points) of a byte offset in a text.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};
[[nodiscard]] Position position_of(std::string_view text, std::size_t offset);

/// A diagnostic about `offset` in `text`, with its source line (cut to 200 code points around the place).
[[nodiscard]] Diagnostic diagnose(std::string file, std::string_view text, std::size_t offset, std::string code, std::string message,
                                  Severity severity = Severity::error);

/// `file:line:col: error[R012]: message`, then the source line and a caret under the place, where known, then the note. Ends in a newline.
/// Control characters of the source line are shown as spaces.
[[nodiscard]] std::string format(const Diagnostic& diagnostic);

[[nodiscard]] bool has_errors(const Diagnostics& diagnostics);

/// The candidate nearest to `word` by edit distance (two neighbours exchanged are one edit), if near enough to be what was meant; else
/// empty.
[[nodiscard]] std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace pacta
