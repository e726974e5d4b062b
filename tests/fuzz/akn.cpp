// Any bytes as Akoma Ntoso XML.
#include "read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_as("akn", {reinterpret_cast<const char*>(data), size});
  return 0;
}
