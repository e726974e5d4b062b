// Any bytes as the main part of a Word document; behind a line "----" come its numbering and, behind another, its styles.
#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <string>

#include "read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::string file(size + 4096, '\0');
  std::size_t used = 0;
  archive* zip = archive_write_new();
  archive_write_set_format_zip(zip);
  archive_write_set_options(zip, "zip:compression=store");
  archive_write_open_memory(zip, file.data(), file.size(), &used);
  for (const char* name : std::array<const char*, 3>{"word/document.xml", "word/numbering.xml", "word/styles.xml"}) {
    const std::size_t end = rest.find("\n----\n");
    const std::string_view part = rest.substr(0, end);
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, static_cast<la_int64_t>(part.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(zip, entry);
    archive_write_data(zip, part.data(), part.size());
    archive_entry_free(entry);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 6);
  }
  archive_write_close(zip);
  archive_write_free(zip);
  read_as("docx", std::string_view(file).substr(0, used));
  return 0;
}
