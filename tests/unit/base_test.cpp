#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/diagnostic.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"

namespace {

// A folder that is gone at the end of the test.
struct Folder {
  Folder() {
    std::string pattern = std::filesystem::temp_directory_path() / "pacta-XXXXXX";
    path = ::mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const char* name) const { return path / name; }
  [[nodiscard]] auto entries() const { return std::distance(std::filesystem::directory_iterator(path), {}); }
  std::filesystem::path path;
};

}  // namespace

TEST_CASE("SHA-256 agrees with its standard") {
  CHECK(pacta::sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(pacta::sha256_hex("abc", 16) == "ba7816bf8f01cfea");
}

TEST_CASE("Positions count lines and code points from one") {
  const std::string_view text = "a\nBogot\u00E1 x\n";
  CHECK(pacta::position_of(text, 0).line == 1);
  const auto at = pacta::position_of(text, text.find('x'));
  CHECK(at.line == 2);
  CHECK(at.column == 8);
}

TEST_CASE("A diagnostic shows its line with a caret under the place") {
  const std::string_view text = "one\nSt\u00E4te\tSate\r\nthree";
  const auto d = pacta::diagnose("r.tsv", text, text.find("Sate"), "R012", "unknown type 'Sate'");
  CHECK(pacta::format(d) == "r.tsv:2:7: error[R012]: unknown type 'Sate'\n  St\u00E4te Sate\n        ^\n");
}

TEST_CASE("A diagnostic quotes only a piece of a long line, and nothing that upsets a terminal") {
  std::string text(1'000'000, 'x');
  text[500'000] = '\xFF';
  text[500'001] = '\x1B';
  const auto d = pacta::diagnose("f", text, 500'000, "", "not UTF-8");
  CHECK(d.column == 500'001);
  CHECK(d.source_line.size() == 200);
  const auto shown = pacta::format(d);
  CHECK(shown.find("x\uFFFD x") != std::string::npos);
  CHECK(shown.substr(shown.size() - 103) == std::string(102, ' ').substr(1) + "^\n");
}

TEST_CASE("The nearest word is offered only if it is near") {
  CHECK(pacta::nearest("Sate", {"Place", "State", "Person"}) == "State");
  CHECK(pacta::nearest("Sate", {"Place", "Person"}).empty());
  // Two letters exchanged are one mistake.
  CHECK(pacta::nearest("biuld", {"query", "build"}) == "build");
  CHECK(pacta::nearest("ubidl", {"query", "build"}).empty());
}

TEST_CASE("An atomic file appears whole or not at all") {
  const Folder folder;
  const auto target = folder.file("out");
  {
    auto file = pacta::AtomicFile::open(target).value();
    file->write("lost");
  }
  CHECK(folder.entries() == 0);
  {
    auto file = pacta::AtomicFile::open(target).value();
    file->write("kept");
    CHECK_FALSE(std::filesystem::exists(target));
    REQUIRE(file->commit());
  }
  CHECK(folder.entries() == 1);
  CHECK(pacta::read_file(target).value() == "kept");
  {
    auto file = pacta::AtomicFile::open(target).value();
    file->write("removed by a signal handler");
    pacta::remove_temporaries();
    CHECK(folder.entries() == 1);
  }
  CHECK(pacta::read_file(target).value() == "kept");
}

TEST_CASE("An atomic file follows a link and keeps the mode") {
  const Folder folder;
  std::ofstream(folder.file("real")) << "old";
  ::chmod(folder.file("real").c_str(), 0640);
  std::filesystem::create_symlink("real", folder.path / "link");
  auto file = pacta::AtomicFile::open(folder.file("link")).value();
  file->write("new");
  REQUIRE(file->commit());
  CHECK(std::filesystem::is_symlink(folder.path / "link"));
  CHECK(pacta::read_file(folder.file("real")).value() == "new");
  CHECK(std::filesystem::status(folder.path / "real").permissions() == std::filesystem::perms{0640});
}

TEST_CASE("Failures to read and write name the file and the reason") {
  const Folder folder;
  CHECK(pacta::AtomicFile::open(folder.file("no/out")).error().message ==
        "cannot write '" + folder.file("no/out") + "': No such file or directory");
  CHECK(pacta::AtomicFile::open(folder.path).error().message == "cannot write '" + folder.path.string() + "': Is a directory");
  CHECK(pacta::read_file(folder.file("none")).error().message == "cannot read '" + folder.file("none") + "': No such file or directory");
  CHECK(pacta::read_file(folder.path).error().message == "cannot read '" + folder.path.string() + "': Is a directory");
  std::ofstream(folder.file("ten")) << "0123456789";
  CHECK(pacta::read_file(folder.file("ten"), 9).error().message == "'" + folder.file("ten") + "' is larger than 9 bytes");
}

TEST_CASE("A full disk is an error, not a short file") {
  auto file = pacta::AtomicFile::open("/dev/full").value();
  file->write("x");
  CHECK(file->commit().error().message == "cannot write '/dev/full': No space left on device");
}

TEST_CASE("Letters read in the wrong encoding are mended, others kept") {
  CHECK(pacta::mend_encoding("GarcÃ\u00ada, NuÃ±ez") == "García, Nuñez");
  CHECK(pacta::mend_encoding("Å½eljko TomÅ¡iÄ‡") == "Željko Tomšić");
  CHECK(pacta::mend_encoding("“SÃO TOMÉ” and Ångström, Ärzte, Łódź") == "“SÃO TOMÉ” and Ångström, Ärzte, Łódź");
  CHECK(pacta::fold_word("MuÃ±oz") == pacta::fold_word("Muñoz"));
}
