#pragma once
#include <cstdio>
#include <memory>
#include <string>

#include "base/file.h"

/// Where a command writes: a file that appears whole or not at all, or standard output for an empty name and for "-".
class Output {
 public:
  static tl::expected<Output, pacta::Diagnostic> open(const std::string& path);
  [[nodiscard]] pacta::ByteSink& bytes() { return *sink_; }
  /// Call once all is written; says whether it was.
  [[nodiscard]] tl::expected<void, pacta::Diagnostic> commit();

 private:
  std::unique_ptr<pacta::ByteSink> sink_;
  pacta::AtomicFile* file_ = nullptr;
};
