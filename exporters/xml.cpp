#include "exporters/xml.h"

#include <fmt/core.h>
#include <libxml/xmlwriter.h>

#include <cstddef>
#include <new>

#include "base/utf8.h"

namespace pacta {
namespace {

const xmlChar* chars(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

/// Char of XML 1.0, but without the controls U+0080 to U+009F, which it allows and discourages: they are kept.
bool allowed(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

}  // namespace

struct XmlWriter::Implementation {
  explicit Implementation(ByteSink& sink) : bytes(sink) {
    xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(&receive, nullptr, this, nullptr);
    writer = buffer == nullptr ? nullptr : xmlNewTextWriter(buffer);
    if (writer == nullptr) throw std::bad_alloc();
  }

  static int receive(void* self, const char* text, int size) {
    auto& implementation = *static_cast<Implementation*>(self);
    if (size > 0) implementation.good = implementation.bytes.write({text, static_cast<std::size_t>(size)}) && implementation.good;
    return size;
  }

  ByteSink& bytes;
  bool good = true;
  xmlTextWriterPtr writer = nullptr;
};

XmlWriter::XmlWriter(ByteSink& bytes) : implementation_(std::make_unique<Implementation>(bytes)) {
  xmlTextWriterSetIndent(implementation_->writer, 1);
  xmlTextWriterSetIndentString(implementation_->writer, reinterpret_cast<const xmlChar*>(" "));
  xmlTextWriterStartDocument(implementation_->writer, nullptr, "UTF-8", nullptr);
}

XmlWriter::~XmlWriter() {
  xmlFreeTextWriter(implementation_->writer);
}

void XmlWriter::start(const std::string& name) {
  xmlTextWriterStartElement(implementation_->writer, chars(name));
}

void XmlWriter::attribute(const std::string& name, const std::string& value) {
  xmlTextWriterWriteAttribute(implementation_->writer, chars(name), chars(value));
}

void XmlWriter::text(const std::string& value) {
  xmlTextWriterWriteString(implementation_->writer, chars(value));
}

void XmlWriter::end() {
  xmlTextWriterEndElement(implementation_->writer);
}

void XmlWriter::element(const std::string& name, const std::string& value) {
  start(name);
  text(value);
  end();
}

bool XmlWriter::finish() {
  xmlTextWriterEndDocument(implementation_->writer);
  xmlTextWriterFlush(implementation_->writer);
  return implementation_->good;
}

std::string xml_defect(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (const char32_t c = decode(text, at); !allowed(c)) return fmt::format("U+{:04X}", static_cast<unsigned>(c));
  return "";
}

std::string xml_safe(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode(text, at);
    append_utf8(out, allowed(c) ? c : U'\uFFFD');
  }
  return out;
}

}  // namespace pacta
