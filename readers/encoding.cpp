#include "readers/encoding.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/utf8.h"

namespace pacta {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// The value behind "name =", with or without quotes.
std::string value_of(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    std::size_t i = at + name.size();
    while (i < tag.size() && is_space(tag[i])) ++i;
    if (i >= tag.size() || tag[i] != '=') continue;
    ++i;
    while (i < tag.size() && (is_space(tag[i]) || tag[i] == '"' || tag[i] == '\'')) ++i;
    const std::size_t begin = i;
    while (i < tag.size() && !is_space(tag[i]) && tag[i] != '"' && tag[i] != '\'' && tag[i] != ';' && tag[i] != '>' && tag[i] != '/') ++i;
    return std::string(tag.substr(begin, i - begin));
  }
  return {};
}

// What iconv is asked for; empty if the name cannot be one. The C library opens files by such names, so it gets no other characters.
std::string iconv_name(std::string_view charset) {
  std::string name = lower(charset);
  if (name.empty() || name.size() > 40) return {};
  if (!std::all_of(name.begin(), name.end(),
                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':'; }))
    return {};
  constexpr std::array<std::string_view, 8> as_windows{"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1",
                                                       "us-ascii",   "ascii",     "l1",         "x-cp1252"};
  if (std::find(as_windows.begin(), as_windows.end(), std::string_view(name)) != as_windows.end()) return "windows-1252";
  if (name == "x-sjis") return "shift_jis";
  return name;
}

}  // namespace

tl::expected<std::string, Diagnostic> to_utf8(std::string_view bytes, std::string_view charset, const std::string& path) {
  const std::string name = iconv_name(charset);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): the value that iconv_open defines for failure
  const auto failure = reinterpret_cast<iconv_t>(-1);
  const iconv_t converter = name.empty() ? failure : ::iconv_open("UTF-8", name.c_str());
  if (converter == failure) {
    Diagnostic d;
    d.code = "I010";
    d.file = path;
    d.message = fmt::format("the file says that its charset is '{}', which is unknown", std::string(charset.substr(0, 40)));
    return tl::unexpected(std::move(d));
  }
  std::string out;
  std::array<char, 65536> buffer{};
  char* in = const_cast<char*>(bytes.data());  // iconv does not write to it
  std::size_t left = bytes.size();
  bool good = true;
  while (good && left > 0) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t status = ::iconv(converter, &in, &left, &to, &room);
    good = status != static_cast<std::size_t>(-1) || errno == E2BIG;
    out.append(buffer.data(), buffer.size() - room);
  }
  if (good) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    ::iconv(converter, nullptr, nullptr, &to, &room);
    out.append(buffer.data(), buffer.size() - room);
  }
  ::iconv_close(converter);
  if (good) return out;
  const std::string_view before = bytes.substr(0, bytes.size() - left);
  Diagnostic d;
  d.code = "I003";
  d.file = path;
  d.line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::size_t line = before.rfind('\n');
  d.column = before.size() - (line == std::string_view::npos ? 0 : line + 1) + 1;
  d.message = fmt::format("byte 0x{:02X} is no character of the charset that the file declares, {}", static_cast<unsigned char>(*in), name);
  return tl::unexpected(std::move(d));
}

void repair_utf8(std::string& text) {
  std::string_view rest = text;
  auto bad = invalid_utf8(rest);
  if (!bad) return;
  std::string out;
  for (; bad; bad = invalid_utf8(rest)) {
    out.append(rest.substr(0, *bad)).append("\uFFFD");
    rest.remove_prefix(*bad + 1);
  }
  text = out.append(rest);
}

std::string_view charset_of_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  return {};
}

std::string declared_charset(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, 4096));
  const std::string_view view = head;
  if (view.starts_with("<?xml")) {
    const std::string_view declaration = view.substr(0, view.find("?>"));
    if (std::string name = value_of(declaration, "encoding"); !name.empty()) return name;
  }
  for (std::size_t at = view.find("<meta"); at != std::string_view::npos; at = view.find("<meta", at + 1)) {
    const std::string_view tag = view.substr(at, view.find('>', at) - at);
    if (std::string name = value_of(tag, "charset"); !name.empty()) return name.starts_with("utf-16") ? "utf-8" : name;
  }
  return {};
}

tl::expected<std::string, Diagnostic> decode_file(std::string bytes, std::string_view declared, const std::string& path) {
  const std::string file = path == "-" ? "standard input" : path;
  const std::string_view mark = charset_of_mark(bytes);
  if (!mark.empty()) {
    bytes.erase(0, mark == "utf-8" ? 3 : 2);
    declared = mark;
  }
  const std::string name = lower(declared);
  if (!name.empty() && name != "utf-8" && name != "utf8") return to_utf8(bytes, name, file);
  if (const auto bad = invalid_utf8(bytes)) return tl::unexpected(diagnose(file, bytes, *bad, "I003", "not well-formed UTF-8"));
  return bytes;
}

}  // namespace pacta
