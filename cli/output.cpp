#include "cli/output.h"

namespace {

class StandardOutput final : public pacta::ByteSink {
 public:
  bool write(std::string_view bytes) override {
    failed_ = failed_ || std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size();
    return !failed_;
  }
  [[nodiscard]] std::string error() const override { return failed_ ? "cannot write to standard output" : ""; }

 private:
  bool failed_ = false;
};

}  // namespace

tl::expected<Output, pacta::Diagnostic> Output::open(const std::string& path) {
  Output output;
  if (path.empty() || path == "-") {
    output.sink_ = std::make_unique<StandardOutput>();
    return output;
  }
  auto file = pacta::AtomicFile::open(path);
  if (!file) return tl::unexpected(file.error());
  output.file_ = file->get();
  output.sink_ = std::move(*file);
  const auto compression = pacta::compression_of_file(path);
  if (compression != pacta::Compression::none) output.compressor_ = pacta::compress(*output.sink_, compression);
  return output;
}

bool Output::finish() {
  if (!finished_ && compressor_) compressor_->finish();
  finished_ = true;
  return bytes().error().empty();
}

tl::expected<void, pacta::Diagnostic> Output::commit() {
  finish();
  if (file_ != nullptr) return file_->commit();
  if (sink_->error().empty() && std::fflush(stdout) == 0) return {};
  pacta::Diagnostic diagnostic;
  diagnostic.message = "cannot write to standard output";
  return tl::unexpected(diagnostic);
}
