// Any bytes as a text: reading it neither crashes nor takes long, and every claim's place is one of the text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "pipeline/analyse.h"
#include "pipeline/emit.h"

namespace {

const pacta::Knowledge& knowledge() {
  static const auto loaded = [] {
    pacta::KnowledgeFiles files;
    files.folder = PACTA_SOURCE_DIR "/ontology";
    return pacta::Knowledge::load(files);
  }();
  if (!loaded) std::abort();
  return **loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (pacta::invalid_utf8(bytes)) return 0;  // refused by the reader
  pacta::Source source;
  source.id = "fuzz";
  source.text = bytes;
  const auto document = pacta::segment(std::move(source), knowledge().lexicon);
  const auto graph = pacta::emit_graph(document, pacta::analyse(document, knowledge()), knowledge(), {});
  const auto exact = std::string("http://www.w3.org/ns/oa#exact");
  for (const auto& triple : graph.triples)
    if (graph.terms[triple.predicate].value == exact && bytes.find(graph.terms[triple.object].value) == std::string_view::npos)
      std::abort();
  return 0;
}
