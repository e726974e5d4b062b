// Times the writing of a graph that is in memory. Usage: pacta_bench_formats GRAPH FORMAT...
#include <fmt/format.h>

#include <cstdio>
#include <ctime>

#include "exporters/format.h"
#include "graph/rdf_reader.h"

namespace {

class Count final : public pacta::ByteSink {
 public:
  bool write(std::string_view bytes) override {
    size += bytes.size();
    return std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size();
  }
  std::size_t size = 0;

 private:
  std::FILE* file_ = std::fopen("/dev/null", "w");
};

/// Of the processor, as bench/formats.sh takes them of whole programs.
double seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  const double begin = seconds();
  const auto loaded = argc > 2 ? pacta::load_rdf(argv[1]) : tl::unexpected(pacta::Diagnostic{});
  if (!loaded) {
    fmt::print(stderr, "{}", pacta::format(loaded.error()));
    return 1;
  }
  fmt::print("load {:.2f}\n", seconds() - begin);
  for (int i = 2; i < argc; ++i) {
    const pacta::Format* const format = pacta::find_format(argv[i]);
    if (format == nullptr || format->open == nullptr) return 2;
    const double start = seconds();
    Count bytes;
    const auto sink = format->open(bytes, {});
    for (const pacta::Graph& graph : loaded->graphs) sink->write(graph);
    sink->finish();
    fmt::print("{} {:.2f} {}\n", argv[i], seconds() - start, bytes.size);
  }
  return 0;
}
