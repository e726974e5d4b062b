#pragma once
#include <cstdio>
#include <memory>
#include <string>

#include "base/file.h"
#include "base/stream.h"

/// Where a command writes: a file that appears whole or not at all, compressed if its name ends in .gz or .zst, or standard output for
/// an empty name and for "-".
class Output {
 public:
  static tl::expected<Output, pacta::Diagnostic> open(const std::string& path);
  [[nodiscard]] pacta::ByteSink& bytes() { return compressor_ ? *compressor_ : *sink_; }
  /// Writes what compression held back; part of `commit`, for those who must know before whether all was written.
  bool finish();
  /// Call once all is written; says whether it was.
  [[nodiscard]] tl::expected<void, pacta::Diagnostic> commit();

 private:
  std::unique_ptr<pacta::ByteSink> sink_;
  std::unique_ptr<pacta::CompressingSink> compressor_;
  pacta::AtomicFile* file_ = nullptr;
  bool finished_ = false;
};
