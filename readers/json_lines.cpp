// JSON Lines: an object a line, with "id", "text" and optionally "url", "title", "date", "author", "language".
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "base/utf8.h"
#include "readers/date.h"
#include "readers/reader.h"

namespace pacta {

namespace {

// Escapes make a text longer.
constexpr std::size_t longest_line = 2 * largest_document;

class LineReader {
 public:
  explicit LineReader(ByteSource& source) : source_(source), buffer_(std::size_t{1} << 16U) {}

  /// False at the end, after a failure of the source, or if a line is too long.
  bool next(std::string& line) {
    line.clear();
    for (;;) {
      const std::string_view rest(buffer_.data() + at_, size_ - at_);
      const std::size_t end = rest.find('\n');
      line.append(rest.substr(0, end));
      if (line.size() > longest_line) {
        too_long = true;
        return false;
      }
      if (end != std::string_view::npos) {
        at_ += end + 1;
        return true;
      }
      at_ = 0;
      size_ = source_.read(buffer_.data(), buffer_.size());
      if (size_ == 0) return !line.empty();
    }
  }

  bool too_long = false;

 private:
  ByteSource& source_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, size_ = 0;
};

void read_line(const Input& input, Found& found, std::string_view line, std::size_t number) {
  const auto report = [&](std::string code, std::string message, std::size_t column = 1, Severity severity = Severity::error) {
    Diagnostic problem = file_problem(input.path, std::move(code), std::move(message), severity);
    problem.line = number;
    problem.column = column;
    found.problem(std::move(problem));
  };
  if (const auto bad = invalid_utf8(line)) return report("I003", "not well-formed UTF-8", count_code_points(line.substr(0, *bad)) + 1);
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return report("I005", "not a JSON object");
  if (!json.contains("text") || !json["text"].is_string()) return report("I006", "the object has no \"text\"");
  Source source;
  source.text = json["text"].get<std::string>();
  const auto text = [&](const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
  };
  source.id = json.contains("id") && json["id"].is_number_integer() ? json["id"].dump() : text("id");
  if (source.id.empty()) return report("I007", "the object has no \"id\"");
  if (source.text.find('\0') != std::string::npos) return report("I002", "the text holds a NUL character");
  if (source.text.size() > largest_document) return report("I008", fmt::format("the text is larger than {} MB", largest_document >> 20U));
  source.url = text("url");
  source.title = text("title");
  source.author = text("author");
  source.language = text("language");
  if (const std::string date = text("date"); !date.empty()) {
    source.date = iso_date(date);
    if (source.date.empty())
      report("I011", fmt::format("the date '{}' is not understood and left out; write YYYY-MM-DD", date.substr(0, 40)), 1,
             Severity::warning);
  }
  found.document(std::move(source));
}

}  // namespace

Certainty recognise_json_lines(std::string_view head) {
  const std::size_t begin = head.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || head[begin] != '{') return Certainty::no;
  const std::size_t end = head.find('\n', begin);
  const std::string_view line = head.substr(begin, end - begin);
  if (end == std::string_view::npos && head.size() >= head_size)
    return line.find("\"text\"") != std::string_view::npos ? Certainty::yes : Certainty::maybe;
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object()) return Certainty::no;
  return json.contains("text") ? Certainty::yes : Certainty::maybe;
}

void read_json_lines(const Input& input, Found& found) {
  LineReader lines(input.bytes);
  std::string line;
  std::size_t number = 0;
  bool empty = true;
  while (lines.next(line)) {
    ++number;
    std::string_view content = line;
    if (number == 1 && content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
    if (content.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    empty = false;
    read_line(input, found, content, number);
  }
  if (lines.too_long) {
    Diagnostic problem = file_problem(input.path, "I008", fmt::format("the line is larger than {} MB", longest_line >> 20U));
    problem.line = number + 1;
    return found.problem(std::move(problem));
  }
  if (!input.bytes.error().empty()) return found.refuse(input, {}, fmt::format("cannot be read to its end: {}", input.bytes.error()));
  if (empty) found.refuse(input, "I001", "the file is empty");
}

}  // namespace pacta
