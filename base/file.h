#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/diagnostic.h"

namespace pacta {

/// Reads a whole file. Errors: it cannot be opened or read, or is larger than `limit` bytes.
[[nodiscard]] tl::expected<std::string, Diagnostic> read_file(const std::string& path, std::uint64_t limit = std::uint64_t{4} << 30U);

/// Where exporters put bytes. Writing never throws; the first failure is kept and later writes do nothing.
class ByteSink {
 public:
  ByteSink() = default;
  ByteSink(const ByteSink&) = delete;
  ByteSink& operator=(const ByteSink&) = delete;
  virtual ~ByteSink() = default;
  /// False after a failure; `error()` then says what.
  virtual bool write(std::string_view bytes) = 0;
  /// Empty if all went well.
  [[nodiscard]] virtual std::string error() const { return {}; }
};

/// Collects bytes in memory.
class StringSink final : public ByteSink {
 public:
  bool write(std::string_view bytes) override {
    text.append(bytes);
    return true;
  }
  std::string text;
};

/// A file that appears whole or not at all: bytes go to a temporary file beside it, which `commit` moves into place.
/// The temporary file is removed by the destructor and by the signal handlers of the command line (see `remove_temporaries`).
class AtomicFile final : public ByteSink {
 public:
  /// Does not touch an existing file, and follows a symbolic link to one. Fails if the folder cannot be written. What is not a
  /// regular file (a pipe, /dev/null) cannot be replaced: its bytes are written at once.
  static tl::expected<std::unique_ptr<AtomicFile>, Diagnostic> open(const std::string& path);
  ~AtomicFile() override;
  bool write(std::string_view bytes) override;
  [[nodiscard]] std::string error() const override { return error_; }
  /// Flushes to the disk and renames. Nothing is at `path` that was not there before, unless this succeeds.
  [[nodiscard]] tl::expected<void, Diagnostic> commit();

 private:
  AtomicFile(std::string path, std::string temporary, int descriptor);
  bool flush();
  bool fail(std::string_view what, int number);
  std::string path_, temporary_, buffer_, error_;
  int descriptor_ = -1;
  void* registered_ = nullptr;  // of the signal handlers' list
};

/// Removes the temporary files of all open AtomicFiles; safe to call in a signal handler.
void remove_temporaries() noexcept;

}  // namespace pacta
