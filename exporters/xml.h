#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/file.h"

namespace pacta {

/// Writes an indented XML document in UTF-8, through libxml2. What it is given must be fit for XML (`xml_defect`). The sink is referred to.
class XmlWriter {
 public:
  explicit XmlWriter(ByteSink& bytes);
  ~XmlWriter();
  XmlWriter(const XmlWriter&) = delete;
  XmlWriter& operator=(const XmlWriter&) = delete;
  void start(const std::string& name);
  void attribute(const std::string& name, const std::string& value);
  void text(const std::string& value);
  void end();
  /// An element that holds text only.
  void element(const std::string& name, const std::string& value);
  /// Closes what is open and flushes. False if the sink failed.
  bool finish();

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// What keeps a text in UTF-8 out of XML 1.0, as "U+0001"; empty if nothing does.
[[nodiscard]] std::string xml_defect(std::string_view text);

/// The text with U+FFFD for each character that XML cannot hold: for documents that are looked at.
[[nodiscard]] std::string xml_safe(std::string_view text);

}  // namespace pacta
