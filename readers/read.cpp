#include "readers/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <vector>

#include "readers/encoding.h"

namespace pacta {

namespace {

namespace fs = std::filesystem;

/// A source whose first bytes can be looked at before it is read.
class Peekable final : public ByteSource {
 public:
  explicit Peekable(std::unique_ptr<ByteSource> rest) : rest_(std::move(rest)) {
    head_.resize(head_size);
    std::size_t size = 0;
    while (size < head_.size()) {
      const auto count = rest_->read(head_.data() + size, head_.size() - size);
      if (count == 0) break;
      size += count;
    }
    head_.resize(size);
  }

  [[nodiscard]] std::string_view head() const { return head_; }

  std::size_t read(char* to, std::size_t size) override {
    if (at_ == head_.size()) return rest_->read(to, size);
    const auto count = std::min(size, head_.size() - at_);
    std::memcpy(to, head_.data() + at_, count);
    at_ += count;
    return count;
  }

  [[nodiscard]] std::string error() const override { return rest_->error(); }

 private:
  std::unique_ptr<ByteSource> rest_;
  std::string head_;
  std::size_t at_ = 0;
};

class Reader {
 public:
  Reader(const ReadOptions& options, const std::function<void(Source)>& take) : options_(options), take_(take) {}

  ReadResult result;

  void read(const std::string& path) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) return read_folder(path);
    read_file(path, false);
  }

 private:
  void read_folder(const std::string& path) {
    std::vector<fs::path> files;
    std::error_code error;
    for (auto it = fs::recursive_directory_iterator(path, error); !error && it != fs::recursive_directory_iterator(); it.increment(error))
      if (it->is_regular_file(error)) files.push_back(it->path());
    if (error) result.problems.push_back(file_problem(path, "I004", fmt::format("cannot list the folder: {}", error.message())));
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) read_file(file.string(), true);
  }

  void read_file(const std::string& path, bool in_folder) {
    auto source = open_source(path);
    if (!source) return result.problems.push_back(source.error());
    Peekable bytes(std::move(*source));
    const std::string name = path == "-" ? "standard-input" : std::string(without_compression(fs::path(path).filename().string()));
    const DocumentKind* kind = options_.kind != nullptr ? options_.kind : kind_of_content(bytes.head(), name);
    if (kind == nullptr) {
      // Nothing but its bytes says that it is a text: whoever names a file means it, a folder holds all sorts.
      if (in_folder) {
        ++result.skipped;
        return;
      }
      kind = find_kind("text");
    } else if (in_folder && options_.kind == nullptr && kind_of_name(name) == nullptr && kind->recognise(bytes.head()) != Certainty::yes) {
      ++result.skipped;
      return;
    }
    const Input input{path, name, bytes};
    Found found{[&](Source document) {
                  ++result.documents;
                  take_(std::move(document));
                },
                result.problems};
    kind->read(input, found);
  }

  const ReadOptions& options_;
  const std::function<void(Source)>& take_;
};

}  // namespace

Diagnostic file_problem(std::string path, std::string code, std::string message, Severity severity) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.file = path == "-" ? "standard input" : std::move(path);
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  return diagnostic;
}

void Found::refuse(const Input& input, std::string code, std::string message, Severity severity) {
  problem(file_problem(input.path, std::move(code), std::move(message), severity));
}

bool read_whole(const Input& input, Found& found, std::string& bytes, std::uint64_t limit) {
  auto all = read_all(input.bytes, input.path == "-" ? "standard input" : input.path, limit);
  if (!all) {
    found.problem(all.error());
    return false;
  }
  bytes = std::move(*all);
  if (bytes.find_first_not_of(" \t\r\n\f\v") != std::string::npos) return true;
  found.refuse(input, "I001", "the file is empty");
  return false;
}

std::optional<PlainText> read_plain_text(const Input& input, Found& found) {
  std::string bytes;
  if (!read_whole(input, found, bytes)) return std::nullopt;
  const bool converted = charset_of_mark(bytes).starts_with("utf-16");
  if (!converted && bytes.find('\0') != std::string::npos) {
    found.refuse(input, "I002", "this is a binary file, not text");
    return std::nullopt;
  }
  auto text = decode_file(std::move(bytes), {}, input.path);
  if (text) return PlainText{std::move(*text), converted};
  found.problem(text.error());
  return std::nullopt;
}

void hand_over(const Input& input, Found& found, Source source) {
  if (source.id.empty()) source.id = input.name;
  // Gumbo writes references to characters that do not exist, such as &#xFFFFFFFF0;, as single bytes.
  for (std::string* words : {&source.text, &source.title, &source.author, &source.url, &source.language}) repair_utf8(*words);
  while (!source.text.empty() && (source.text.back() == '\n' || source.text.back() == ' ')) source.text.pop_back();
  if (source.text.find_first_not_of(" \t\r\n\f\v") == std::string::npos) return found.refuse(input, "I009", "there is no text in the file");
  if (source.text.size() > largest_document)
    return found.refuse(input, "I008", fmt::format("the text is larger than {} MB", largest_document >> 20U));
  source.text.push_back('\n');
  found.document(std::move(source));
}

ReadResult read_documents(const std::string& path, const ReadOptions& options, const std::function<void(Source)>& take) {
  Reader reader(options, take);
  reader.read(path);
  return std::move(reader.result);
}

}  // namespace pacta
