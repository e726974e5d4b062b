#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "base/diagnostic.h"
#include "readers/reader.h"

namespace pacta {

struct ReadOptions {
  const DocumentKind* kind = nullptr;  ///< takes every file for this kind; nullptr: recognised by content and name
};

struct ReadResult {
  std::uint64_t documents = 0;
  std::uint64_t skipped = 0;  ///< files of unknown type in a folder
  Diagnostics problems;
};

/// Reads a file, standard input ("-") or, recursively and in order of their paths, the files of a folder, and hands over each document.
/// What is compressed with gzip or zstd is decompressed. A document that cannot be read becomes a problem, and reading goes on.
/// Not for concurrent calls with the same `take`.
ReadResult read_documents(const std::string& path, const ReadOptions& options, const std::function<void(Source)>& take);

}  // namespace pacta
