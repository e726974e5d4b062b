// Any bytes as a gazetteer: it is loaded, or refused with diagnostics that can be shown.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/file.h"
#include "ontology/catalog.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto ontology = pacta::Ontology::load({PACTA_SOURCE_DIR "/ontology/pacta.ttl"});
  if (!ontology) std::abort();
  static const std::string path = "/dev/shm/pacta-fuzz-" + std::to_string(::getpid()) + ".tsv";
  auto file = pacta::AtomicFile::open(path);
  if (!file || !(*file)->write({reinterpret_cast<const char*>(data), size}) || !(*file)->commit()) std::abort();
  pacta::Lexicon lexicon;
  const auto catalog = pacta::Catalog::load({path}, *ontology, lexicon);
  ::unlink(path.c_str());
  if (!catalog) {
    if (!pacta::has_errors(catalog.error())) std::abort();
    for (const auto& diagnostic : catalog.error()) static_cast<void>(pacta::format(diagnostic));
  }
  return 0;
}
