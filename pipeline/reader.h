#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "parser/document.h"

namespace pacta {

/// Largest text that is taken for one document; a larger file is refused with a message.
inline constexpr std::uint64_t largest_document = std::uint64_t{64} << 20U;

struct ReadResult {
  std::uint64_t documents = 0;
  std::uint64_t skipped = 0;  ///< files of unknown type in a folder
  Diagnostics problems;
};

/// Reads a text file, a JSON Lines file (`.jsonl`: an object a line with "id", "text" and optionally "url", "title", "date", "author",
/// "language") or, recursively and in order of their paths, all such files of a folder, and hands over each document. A document that
/// cannot be read becomes a problem, and reading goes on.
ReadResult read_documents(const std::string& path, const std::function<void(Source)>& take);

}  // namespace pacta
