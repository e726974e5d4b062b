#include "base/file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>
#include <system_error>
#include <utility>

namespace pacta {
namespace {

Diagnostic system_error(std::string_view what, const std::string& path, int number) {
  Diagnostic d;
  d.message = fmt::format("{} '{}': {}", what, path, std::generic_category().message(number));
  return d;
}

struct Descriptor {
  int number = -1;
  explicit Descriptor(int n) : number(n) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

// Temporary files, for signal handlers: a list that only grows, whose free slots are used again. Whoever takes a name out of a slot
// owns it, so a handler never sees one that has been freed.
struct Slot {
  std::atomic<const char*> name{nullptr};
  std::atomic<const char*> removed{nullptr};  // a handler may not free: what it took stays reachable here
  Slot* next = nullptr;
};
std::atomic<Slot*> slots{nullptr};

Slot* enlist(const std::string& name) {
  const char* copy = ::strdup(name.c_str());
  if (copy == nullptr) throw std::bad_alloc();
  for (Slot* slot = slots.load(); slot != nullptr; slot = slot->next) {
    const char* free = nullptr;
    if (slot->name.compare_exchange_strong(free, copy)) return slot;
  }
  auto* slot = new Slot;
  slot->name = copy;
  slot->next = slots.load();
  while (!slots.compare_exchange_weak(slot->next, slot)) {
  }
  return slot;
}

void discharge(void* slot) {
  // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): strdup allocated it
  if (slot != nullptr) std::free(const_cast<char*>(static_cast<Slot*>(slot)->name.exchange(nullptr)));
}

}  // namespace

tl::expected<std::string, Diagnostic> read_file(const std::string& path, std::uint64_t limit) {
  const auto failed = [&path](int number) { return tl::unexpected(system_error("cannot read", path, number)); };
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.number < 0 || ::fstat(file.number, &status) != 0) return failed(errno);
  if (S_ISDIR(status.st_mode)) return failed(EISDIR);
  const auto too_large = [&] {
    Diagnostic d;
    d.message = fmt::format("'{}' is larger than {} bytes", path, limit);
    return tl::unexpected(std::move(d));
  };
  if (static_cast<std::uint64_t>(status.st_size) > limit) return too_large();
  std::string text;
  std::size_t used = 0;
  // One byte more than expected, so that the end of an ordinary file is seen without a second buffer; pipes grow as they come.
  text.resize(static_cast<std::size_t>(status.st_size) + 1);
  for (;;) {
    if (used == text.size()) text.resize(std::max<std::size_t>(2 * text.size(), 65536));
    const auto count = ::read(file.number, text.data() + used, text.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed(errno);
    if (count == 0) break;
    used += static_cast<std::size_t>(count);
    if (used > limit) return too_large();
  }
  text.resize(used);
  return text;
}

AtomicFile::AtomicFile(std::string path, std::string temporary, int descriptor)
    : path_(std::move(path)), temporary_(std::move(temporary)), descriptor_(descriptor) {
  if (!temporary_.empty()) registered_ = enlist(temporary_);
}

AtomicFile::~AtomicFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (registered_ != nullptr) ::unlink(temporary_.c_str());
  discharge(registered_);
}

tl::expected<std::unique_ptr<AtomicFile>, Diagnostic> AtomicFile::open(const std::string& path) {
  const auto failed = [&path](int number) { return tl::unexpected(system_error("cannot write", path, number)); };
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return failed(EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return failed(errno);
    return std::unique_ptr<AtomicFile>(new AtomicFile(path, {}, descriptor));
  }
  if (exists && ::access(path.c_str(), W_OK) != 0) return failed(errno);
  std::string target = path;
  if (exists) {
    // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): realpath allocates
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
    if (real) target = real.get();
  }
  // Not mkstemp, which ignores the umask.
  static std::atomic<unsigned> counter{0};
  for (int attempt = 0; attempt < 1000; ++attempt) {
    std::string temporary = fmt::format("{}.{}-{}.tmp", target, ::getpid(), counter++);
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0) {
      if (exists) static_cast<void>(::fchmod(descriptor, status.st_mode & 07777U));
      return std::unique_ptr<AtomicFile>(new AtomicFile(std::move(target), std::move(temporary), descriptor));
    }
    if (errno != EEXIST) return failed(errno);
  }
  return failed(EEXIST);
}

bool AtomicFile::fail(std::string_view what, int number) {
  if (error_.empty()) error_ = system_error(what, path_, number).message;
  return false;
}

bool AtomicFile::write(std::string_view bytes) {
  if (!error_.empty()) return false;
  constexpr std::size_t buffer_size = std::size_t{1} << 18U;
  buffer_.append(bytes);
  return buffer_.size() < buffer_size || flush();
}

bool AtomicFile::flush() {
  for (std::string_view rest = buffer_; !rest.empty() && error_.empty();) {
    const auto count = ::write(descriptor_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail("cannot write", errno);
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  buffer_.clear();
  return error_.empty();
}

tl::expected<void, Diagnostic> AtomicFile::commit() {
  bool good = error_.empty() && flush();
  // Data must be on the disk before the name points to it, or a crash could leave an empty file under it.
  if (good && registered_ != nullptr && ::fsync(descriptor_) != 0) good = fail("cannot write", errno);
  if (descriptor_ >= 0 && ::close(std::exchange(descriptor_, -1)) != 0 && good) good = fail("cannot write", errno);
  if (good && registered_ != nullptr && ::rename(temporary_.c_str(), path_.c_str()) != 0) good = fail("cannot replace", errno);
  if (good) {
    discharge(std::exchange(registered_, nullptr));
    return {};
  }
  Diagnostic d;
  d.message = error_;
  return tl::unexpected(std::move(d));
}

void remove_temporaries() noexcept {
  for (Slot* slot = slots.load(); slot != nullptr; slot = slot->next)
    if (const char* name = slot->name.exchange(nullptr); name != nullptr) {
      ::unlink(name);
      slot->removed = name;
    }
}

}  // namespace pacta
