#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pacta {

enum class TermKind : std::uint8_t { iri, blank, literal };

/// An RDF term. The views belong to the table that it came from, which keeps a NUL behind each for libraries written in C.
struct Term {
  TermKind kind = TermKind::iri;
  std::string_view value;     ///< IRI, blank node label without `_:`, or lexical form (UTF-8, unescaped)
  std::string_view datatype;  ///< IRI; empty for xsd:string and for literals with a language
  std::string_view language;  ///< empty if none

  friend bool operator==(const Term&, const Term&) = default;
};

/// For tables in memory: nothing that is written depends on it.
[[nodiscard]] std::uint64_t hash(const Term& term, std::uint64_t seed = 0);

using TermId = std::uint32_t;

/// Keeps each term once. Not thread-safe; views and ids stay valid as long as the table.
class TermTable {
 public:
  TermTable();
  TermId iri(std::string_view value) { return intern({TermKind::iri, value, {}, {}}); }
  TermId blank(std::string_view label) { return intern({TermKind::blank, label, {}, {}}); }
  TermId literal(std::string_view lexical, std::string_view datatype = {}, std::string_view language = {}) {
    return intern({TermKind::literal, lexical, datatype, language});
  }
  TermId intern(const Term& term);
  /// Keeps a term without looking for it: quick, for a table that is read once. Not to be mixed with the others.
  TermId append(const Term& term);
  /// Forgets all terms, but keeps memory for as many.
  void clear();
  [[nodiscard]] const Term& operator[](TermId id) const { return terms_[id]; }
  [[nodiscard]] std::size_t size() const { return terms_.size(); }

 private:
  std::string_view keep(std::string_view bytes);
  std::string_view keep_once(std::string_view bytes);  // datatypes and languages, which are few
  void grow();
  std::vector<Term> terms_;
  std::vector<std::uint32_t> slots_;  // open addressing, 0 = free, else id + 1
  std::vector<std::uint64_t> hashes_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::vector<std::string_view> kept_;
  std::size_t block_used_ = 0, block_size_ = 0;
};

}  // namespace pacta
