// Any bytes as a web page.
#include "read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_as("html", {reinterpret_cast<const char*>(data), size});
  return 0;
}
