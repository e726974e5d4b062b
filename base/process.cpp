#include "base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace pacta {
namespace {

// For the signal handler; 0 is a free place. A child that finds none is just not ended by it.
std::array<std::atomic<pid_t>, 16> children{};

void close_descriptor(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

}  // namespace

tl::expected<std::unique_ptr<Child>, Diagnostic> Child::start(const std::string& program, const std::vector<std::string>& arguments) {
  const auto failed = [&](int number) {
    Diagnostic diagnostic;
    if (number == ENOENT) diagnostic.code = "missing";
    diagnostic.message = "cannot run '" + program + "': " + std::strerror(number);
    return tl::unexpected(diagnostic);
  };
  std::unique_ptr<Child> child(new Child);
  std::array<int, 2> in{-1, -1};
  std::array<int, 2> out{-1, -1};
  if (::pipe2(in.data(), O_CLOEXEC) != 0) return failed(errno);
  child->input_ = in[1];
  if (::pipe2(out.data(), O_CLOEXEC) != 0) {
    ::close(in[0]);
    return failed(errno);
  }
  child->output_ = out[0];
  // In memory rather than a pipe, which would stop the child when full while this program waits for something else.
  child->errors_ = ::memfd_create("errors", MFD_CLOEXEC);

  std::vector<char*> words{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  if (child->errors_ >= 0) ::posix_spawn_file_actions_adddup2(&actions, child->errors_, STDERR_FILENO);
  const int problem = ::posix_spawnp(&child->process_, program.c_str(), &actions, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  if (problem != 0) {
    child->process_ = -1;
    return failed(problem);
  }
  for (auto& place : children) {
    pid_t free = 0;
    if (place.compare_exchange_strong(free, child->process_)) break;
  }
  return child;
}

Child::~Child() {
  kill();
  close_descriptor(output_);
  close_descriptor(errors_);
}

bool Child::write(std::string_view bytes) {
  while (!bytes.empty()) {
    if (input_ < 0) return false;
    const ssize_t count = ::write(input_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void Child::close_input() {
  close_descriptor(input_);
}

Child::Read Child::read(std::string& out, Clock::time_point deadline) {
  for (;;) {
    if (deadline != Clock::time_point::max()) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
      pollfd wanted{output_, POLLIN, 0};
      const int ready = ::poll(&wanted, 1, static_cast<int>(std::clamp<decltype(left)>(left, 0, 60'000)));
      if (ready < 0 && errno != EINTR) return Read::end;
      if (ready <= 0 && Clock::now() >= deadline) return Read::timeout;
      if (ready <= 0) continue;
    }
    constexpr std::size_t block = std::size_t{1} << 16U;
    const std::size_t before = out.size();
    out.resize(before + block);
    const ssize_t count = ::read(output_, out.data() + before, block);
    out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0 && errno == EINTR) continue;
    return count > 0 ? Read::some : Read::end;
  }
}

int Child::wait() {
  close_input();
  if (process_ < 0) return status_;
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  for (auto& place : children) {
    pid_t mine = process_;
    if (place.compare_exchange_strong(mine, 0)) break;
  }
  process_ = -1;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return status_;
}

void Child::kill() {
  if (process_ > 0) ::kill(process_, SIGKILL);
  wait();
}

std::string Child::errors() const {
  std::string text(std::size_t{1} << 16U, '\0');
  const ssize_t count = errors_ < 0 ? 0 : ::pread(errors_, text.data(), text.size(), 0);
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return text;
}

void end_children() noexcept {
  for (const auto& place : children)
    if (const pid_t process = place.load(); process > 0) ::kill(process, SIGKILL);
}

}  // namespace pacta
