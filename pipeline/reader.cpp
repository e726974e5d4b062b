#include "pipeline/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/utf8.h"

namespace pacta {

namespace {

namespace fs = std::filesystem;

Diagnostic plain(std::string file, std::string code, std::string message) {
  Diagnostic diagnostic;
  diagnostic.file = std::move(file);
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  return diagnostic;
}

bool is_text_name(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".txt" || extension == ".text" || extension == ".md";
}

class Reader {
 public:
  explicit Reader(const std::function<void(Source)>& take) : take_(take) {}

  ReadResult result;

  void read(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) return read_folder(path);
    if (fs::path(path).extension() == ".jsonl") return read_lines(path);
    read_text(path);
  }

 private:
  void read_folder(const std::string& path) {
    std::vector<fs::path> files;
    std::error_code error;
    for (auto it = fs::recursive_directory_iterator(path, error); !error && it != fs::recursive_directory_iterator(); it.increment(error))
      if (it->is_regular_file(error)) files.push_back(it->path());
    if (error) result.problems.push_back(plain(path, "I004", fmt::format("cannot list the folder: {}", error.message())));
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      if (file.extension() == ".jsonl")
        read_lines(file.string());
      else if (is_text_name(file))
        read_text(file.string());
      else
        ++result.skipped;
    }
  }

  void hand_over(Source source) {
    ++result.documents;
    take_(std::move(source));
  }

  void read_text(const std::string& path) {
    auto text = read_file(path, largest_document);
    if (!text) return result.problems.push_back(text.error());
    if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);
    if (text->find_first_not_of(" \t\r\n\f\v") == std::string::npos)
      return result.problems.push_back(plain(path, "I001", "the file is empty"));
    if (const auto nul = text->find('\0'); nul != std::string::npos)
      return result.problems.push_back(plain(path, "I002", "this is a binary file, not text"));
    if (const auto bad = invalid_utf8(*text))
      return result.problems.push_back(diagnose(path, *text, *bad, "I003", "not well-formed UTF-8"));
    Source source;
    source.id = fs::path(path).filename().string();
    source.text = std::move(*text);
    hand_over(std::move(source));
  }

  void read_lines(const std::string& path) {
    auto content = read_file(path);
    if (!content) return result.problems.push_back(content.error());
    if (content->find_first_not_of(" \t\r\n") == std::string::npos)
      return result.problems.push_back(plain(path, "I001", "the file is empty"));
    std::size_t at = 0, number = 0;
    while (at < content->size()) {
      const std::size_t end = std::min(content->find('\n', at), content->size());
      const std::string_view line = std::string_view(*content).substr(at, end - at);
      ++number;
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) read_line(path, line, number);
      at = end + 1;
    }
  }

  void read_line(const std::string& path, std::string_view line, std::size_t number) {
    const auto fail = [&](std::string code, std::string message, std::size_t column = 1) {
      Diagnostic problem = plain(path, std::move(code), std::move(message));
      problem.line = number;
      problem.column = column;
      result.problems.push_back(std::move(problem));
    };
    if (const auto bad = invalid_utf8(line)) return fail("I003", "not well-formed UTF-8", count_code_points(line.substr(0, *bad)) + 1);
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded() || !json.is_object()) return fail("I005", "not a JSON object");
    if (!json.contains("text") || !json["text"].is_string()) return fail("I006", "the object has no \"text\"");
    Source source;
    source.text = json["text"].get<std::string>();
    const auto text = [&](const char* key) {
      return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
    };
    source.id = json.contains("id") && json["id"].is_number_integer() ? json["id"].dump() : text("id");
    if (source.id.empty()) return fail("I007", "the object has no \"id\"");
    if (source.text.find('\0') != std::string::npos) return fail("I002", "the text holds a NUL character");
    if (source.text.size() > largest_document) return fail("I008", fmt::format("the text is larger than {} MB", largest_document >> 20U));
    source.url = text("url");
    source.title = text("title");
    source.date = text("date");
    source.author = text("author");
    source.language = text("language");
    hand_over(std::move(source));
  }

  const std::function<void(Source)>& take_;
};

}  // namespace

ReadResult read_documents(const std::string& path, const std::function<void(Source)>& take) {
  Reader reader(take);
  reader.read(path);
  return std::move(reader.result);
}

}  // namespace pacta
