#pragma once
#include <sys/types.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"

namespace pacta {

/// Another program that runs beside this one, its standard input and output being pipes to it. It is started without a shell, so
/// arguments are what they are. It ends with this object, and with this program where a signal ends that (see `end_children`).
/// Not thread-safe.
class Child {
 public:
  using Clock = std::chrono::steady_clock;
  enum class Read { some, end, timeout };

  /// `program` is looked for in PATH. Fails where it cannot be run; `Diagnostic::code` is "missing" where it was not found.
  static tl::expected<std::unique_ptr<Child>, Diagnostic> start(const std::string& program, const std::vector<std::string>& arguments);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Writes to its standard input, waiting as long as it takes. False if it no longer reads. SIGPIPE must be ignored.
  bool write(std::string_view bytes);
  void close_input();
  /// Waits for output until `deadline` and appends what there is to `out`.
  Read read(std::string& out, Clock::time_point deadline = Clock::time_point::max());
  /// Waits for its end: its exit status, or 128 + the signal that ended it.
  int wait();
  /// Ends it at once.
  void kill();
  /// What it has written to standard error, at most 64 KB.
  [[nodiscard]] std::string errors() const;

 private:
  Child() = default;
  pid_t process_ = -1;
  int input_ = -1, output_ = -1, errors_ = -1, status_ = -1;
};

/// Ends all children; safe to call in a signal handler.
void end_children() noexcept;

}  // namespace pacta
