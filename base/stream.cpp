#include "base/stream.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <system_error>
#include <utility>
#include <vector>

namespace pacta {
namespace {

constexpr std::size_t page = std::size_t{1} << 16U;

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
  ~FileSource() override {
    if (owned_) ::close(descriptor_);
  }

  std::size_t read(char* to, std::size_t size) override {
    while (error_.empty()) {
      const auto count = ::read(descriptor_, to, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) error_ = std::generic_category().message(errno);
    }
    return 0;
  }

  [[nodiscard]] std::string error() const override { return error_; }

 private:
  int descriptor_;
  bool owned_;
  std::string error_;
};

/// Gives back the bytes that were read to look at them.
class Peeked final : public ByteSource {
 public:
  Peeked(std::string head, std::unique_ptr<ByteSource> rest) : head_(std::move(head)), rest_(std::move(rest)) {}

  std::size_t read(char* to, std::size_t size) override {
    if (at_ == head_.size()) return rest_->read(to, size);
    const auto count = std::min(size, head_.size() - at_);
    std::memcpy(to, head_.data() + at_, count);
    at_ += count;
    return count;
  }

  [[nodiscard]] std::string error() const override { return rest_->error(); }

 private:
  std::string head_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

class GzipSource final : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> from) : from_(std::move(from)), input_(page) {
    if (::inflateInit2(&stream_, 15 + 16) != Z_OK) throw std::bad_alloc();
  }
  ~GzipSource() override { ::inflateEnd(&stream_); }

  std::size_t read(char* to, std::size_t size) override {
    size = std::min<std::size_t>(size, page);
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(size);
    while (error_.empty() && stream_.avail_out == size) {
      if (stream_.avail_in == 0) {
        const auto count = from_->read(input_.data(), input_.size());
        if (count == 0) {
          error_ = from_->error();
          if (error_.empty() && inside_) error_ = "the gzip data ends too early";
          return 0;
        }
        stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
        stream_.avail_in = static_cast<uInt>(count);
      }
      if (!inside_) {
        // Files are padded with zeros at times, by tapes and block devices.
        while (stream_.avail_in > 0 && *stream_.next_in == 0) {
          ++stream_.next_in;
          --stream_.avail_in;
        }
        if (stream_.avail_in == 0) continue;
        ::inflateReset(&stream_);
        inside_ = true;
      }
      const int status = ::inflate(&stream_, Z_NO_FLUSH);
      if (status == Z_STREAM_END)
        inside_ = false;
      else if (status != Z_OK && status != Z_BUF_ERROR)
        error_ = "the gzip data is damaged";
    }
    return size - stream_.avail_out;
  }

  [[nodiscard]] std::string error() const override { return error_; }

 private:
  std::unique_ptr<ByteSource> from_;
  std::vector<char> input_;
  z_stream stream_{};
  bool inside_ = true;
  std::string error_;
};

class ZstdSource final : public ByteSource {
 public:
  explicit ZstdSource(std::unique_ptr<ByteSource> from) : from_(std::move(from)), input_(page), stream_(::ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
  }
  ~ZstdSource() override { ::ZSTD_freeDStream(stream_); }

  std::size_t read(char* to, std::size_t size) override {
    ZSTD_outBuffer out{to, size, 0};
    while (error_.empty() && out.pos == 0) {
      if (in_.pos == in_.size && !more_) {
        const auto count = from_->read(input_.data(), input_.size());
        if (count == 0) {
          error_ = from_->error();
          if (error_.empty() && inside_) error_ = "the zstd data ends too early";
          return 0;
        }
        in_ = {input_.data(), count, 0};
      }
      const auto status = ::ZSTD_decompressStream(stream_, &out, &in_);
      if (::ZSTD_isError(status) != 0) error_ = fmt::format("the zstd data is damaged ({})", ::ZSTD_getErrorName(status));
      inside_ = status != 0;
      more_ = out.pos == out.size;  // there may be more without further input
    }
    return out.pos;
  }

  [[nodiscard]] std::string error() const override { return error_; }

 private:
  std::unique_ptr<ByteSource> from_;
  std::vector<char> input_;
  ZSTD_DStream* stream_;
  ZSTD_inBuffer in_{};
  bool inside_ = true, more_ = false;
  std::string error_;
};

class GzipSink final : public CompressingSink {
 public:
  explicit GzipSink(ByteSink& to) : to_(to), output_(page) {
    // Without a file name or a time in the header.
    if (::deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  }
  ~GzipSink() override { ::deflateEnd(&stream_); }

  bool write(std::string_view bytes) override {
    bool good = true;
    while (good && !bytes.empty()) {
      const auto part = bytes.substr(0, std::size_t{1} << 30U);
      good = run(part, Z_NO_FLUSH);
      bytes.remove_prefix(part.size());
    }
    return good;
  }

  bool finish() override { return run({}, Z_FINISH); }
  [[nodiscard]] std::string error() const override { return to_.error(); }

 private:
  bool run(std::string_view bytes, int flush) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(output_.data());
      stream_.avail_out = static_cast<uInt>(output_.size());
      ::deflate(&stream_, flush);
      if (!to_.write({output_.data(), output_.size() - stream_.avail_out})) return false;
    } while (stream_.avail_out == 0);
    return true;
  }

  ByteSink& to_;
  std::vector<char> output_;
  z_stream stream_{};
};

class ZstdSink final : public CompressingSink {
 public:
  explicit ZstdSink(ByteSink& to) : to_(to), output_(::ZSTD_CStreamOutSize()), stream_(::ZSTD_createCStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
    ::ZSTD_CCtx_setParameter(stream_, ZSTD_c_checksumFlag, 1);
  }
  ~ZstdSink() override { ::ZSTD_freeCStream(stream_); }

  bool write(std::string_view bytes) override { return run(bytes, ZSTD_e_continue); }
  bool finish() override { return run({}, ZSTD_e_end); }
  [[nodiscard]] std::string error() const override { return error_.empty() ? to_.error() : error_; }

 private:
  bool run(std::string_view bytes, ZSTD_EndDirective directive) {
    if (!error_.empty()) return false;
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    for (;;) {
      ZSTD_outBuffer out{output_.data(), output_.size(), 0};
      const auto left = ::ZSTD_compressStream2(stream_, &out, &in, directive);
      if (::ZSTD_isError(left) != 0) {
        error_ = ::ZSTD_getErrorName(left);
        return false;
      }
      if (!to_.write({output_.data(), out.pos})) return false;
      if (directive == ZSTD_e_end ? left == 0 : in.pos == in.size) return true;
    }
  }

  ByteSink& to_;
  std::vector<char> output_;
  ZSTD_CStream* stream_;
  std::string error_;
};

}  // namespace

std::size_t StringSource::read(char* to, std::size_t size) {
  const auto count = std::min(size, rest_.size());
  if (count > 0) std::memcpy(to, rest_.data(), count);
  rest_.remove_prefix(count);
  return count;
}

std::unique_ptr<ByteSource> decompress(std::unique_ptr<ByteSource> source) {
  std::string head(4, '\0');
  std::size_t size = 0;
  while (size < head.size()) {
    const auto count = source->read(head.data() + size, head.size() - size);
    if (count == 0) break;
    size += count;
  }
  head.resize(size);
  const bool gzip = head.starts_with("\x1F\x8B");
  const bool zstd = head == "\x28\xB5\x2F\xFD";
  auto whole = std::make_unique<Peeked>(std::move(head), std::move(source));
  if (gzip) return std::make_unique<GzipSource>(std::move(whole));
  if (zstd) return std::make_unique<ZstdSource>(std::move(whole));
  return whole;
}

tl::expected<std::unique_ptr<ByteSource>, Diagnostic> open_source(const std::string& path) {
  if (path == "-") return decompress(std::make_unique<FileSource>(STDIN_FILENO, false));
  const auto failed = [&path](int number) {
    Diagnostic d;
    d.message = fmt::format("cannot read '{}': {}", path, std::generic_category().message(number));
    return tl::unexpected(std::move(d));
  };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failed(errno);
  auto file = std::make_unique<FileSource>(descriptor, true);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return failed(errno);
  if (S_ISDIR(status.st_mode)) return failed(EISDIR);
  return decompress(std::move(file));
}

tl::expected<std::string, Diagnostic> read_all(ByteSource& source, const std::string& name, std::uint64_t limit) {
  const auto failed = [](std::string message) {
    Diagnostic d;
    d.message = std::move(message);
    return tl::unexpected(std::move(d));
  };
  std::string text;
  for (std::size_t used = 0;;) {
    text.resize(std::max(2 * used, page));
    const auto count = source.read(text.data() + used, text.size() - used);
    used += count;
    if (used > limit) return failed(fmt::format("'{}' is larger than {} bytes", name, limit));
    if (count != 0) continue;
    if (!source.error().empty()) return failed(fmt::format("cannot read '{}': {}", name, source.error()));
    text.resize(used);
    return text;
  }
}

Compression compression_of_file(std::string_view path) {
  if (path.ends_with(".gz")) return Compression::gzip;
  if (path.ends_with(".zst")) return Compression::zstd;
  return Compression::none;
}

std::string_view without_compression(std::string_view path) {
  const auto compression = compression_of_file(path);
  const std::size_t suffix = compression == Compression::gzip ? 3 : compression == Compression::zstd ? 4 : 0;
  return path.substr(0, path.size() - suffix);
}

std::unique_ptr<CompressingSink> compress(ByteSink& to, Compression compression) {
  if (compression == Compression::zstd) return std::make_unique<ZstdSink>(to);
  return std::make_unique<GzipSink>(to);
}

}  // namespace pacta
