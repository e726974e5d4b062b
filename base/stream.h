#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/diagnostic.h"
#include "base/file.h"

namespace pacta {

/// Where bytes come from, once, from the beginning to the end. Reading never throws; the first failure is kept.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;
  /// Puts up to `size` bytes at `to` and returns how many; 0 at the end or after a failure, `error()` then says which.
  virtual std::size_t read(char* to, std::size_t size) = 0;
  /// Empty if all went well; otherwise a clause, as "the gzip data is damaged".
  [[nodiscard]] virtual std::string error() const { return {}; }
};

/// The bytes of a text that the caller keeps.
class StringSource final : public ByteSource {
 public:
  explicit StringSource(std::string_view text) : rest_(text) {}
  std::size_t read(char* to, std::size_t size) override;

 private:
  std::string_view rest_;
};

/// Opens a file, or standard input for "-". What is compressed with gzip or zstd, by its first bytes and not by its name, comes out
/// decompressed (several members or frames one after another are one text). Errors: the file cannot be opened or is a folder.
[[nodiscard]] tl::expected<std::unique_ptr<ByteSource>, Diagnostic> open_source(const std::string& path);

/// The same for any source: passes on what is not compressed.
[[nodiscard]] std::unique_ptr<ByteSource> decompress(std::unique_ptr<ByteSource> source);

/// Reads to the end. Errors: the source's, or more than `limit` bytes, as a diagnostic about `name`.
[[nodiscard]] tl::expected<std::string, Diagnostic> read_all(ByteSource& source, const std::string& name,
                                                             std::uint64_t limit = std::uint64_t{4} << 30U);

enum class Compression { none, gzip, zstd };

/// What a file name asks for: `.gz` gzip, `.zst` zstd.
[[nodiscard]] Compression compression_of_file(std::string_view path);

/// The file name without the suffix of its compression: "a.ttl" for "a.ttl.gz".
[[nodiscard]] std::string_view without_compression(std::string_view path);

/// Compresses what is written to it, at the library's usual level. The same bytes give the same compressed bytes.
class CompressingSink : public ByteSink {
 public:
  /// Writes the end of the compressed data. Call once, last.
  virtual bool finish() = 0;
};

/// The sink refers to `to`. `compression` is not `none`.
[[nodiscard]] std::unique_ptr<CompressingSink> compress(ByteSink& to, Compression compression);

}  // namespace pacta
