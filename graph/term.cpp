#include "graph/term.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"

namespace pacta {
namespace {

constexpr std::size_t first_slots = 256;

}  // namespace

std::uint64_t hash(const Term& term, std::uint64_t seed) {
  auto state = quick_hash(term.value, seed + static_cast<std::uint64_t>(term.kind) + 1);
  if (!term.datatype.empty()) state = quick_hash(term.datatype, state);
  if (!term.language.empty()) state = quick_hash(term.language, state + 1);
  return state;
}

TermTable::TermTable() : slots_(first_slots, 0) {}

TermId TermTable::intern(const Term& term) {
  if (2 * (terms_.size() + 1) > slots_.size()) grow();
  const auto code = hash(term);
  const auto mask = slots_.size() - 1;
  auto slot = code & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const TermId id = slots_[slot] - 1;
    if (hashes_[id] == code && terms_[id] == term) return id;
  }
  const auto id = static_cast<TermId>(terms_.size());
  terms_.push_back({term.kind, keep(term.value), keep_once(term.datatype), keep_once(term.language)});
  hashes_.push_back(code);
  slots_[slot] = id + 1;
  return id;
}

void TermTable::clear() {
  terms_.clear();
  hashes_.clear();
  std::fill(slots_.begin(), slots_.end(), 0);
  blocks_.clear();
  kept_.clear();
  block_used_ = block_size_ = 0;
}

TermId TermTable::append(const Term& term) {
  terms_.push_back({term.kind, keep(term.value), keep_once(term.datatype), keep_once(term.language)});
  return static_cast<TermId>(terms_.size() - 1);
}

std::string_view TermTable::keep_once(std::string_view bytes) {
  if (bytes.empty()) return "";
  for (const std::string_view known : kept_)
    if (known == bytes) return known;
  const std::string_view copy = keep(bytes);
  constexpr std::size_t few = 8;
  if (kept_.size() < few) kept_.push_back(copy);
  return copy;
}

std::string_view TermTable::keep(std::string_view bytes) {
  if (bytes.empty()) return "";
  if (bytes.size() + 1 > block_size_ - block_used_) {
    block_size_ = std::max<std::size_t>(bytes.size() + 1, std::size_t{1} << 15U);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_size_));
    block_used_ = 0;
  }
  char* const begin = blocks_.back().get() + block_used_;
  std::memcpy(begin, bytes.data(), bytes.size());
  begin[bytes.size()] = '\0';
  block_used_ += bytes.size() + 1;
  return {begin, bytes.size()};
}

void TermTable::grow() {
  slots_.assign(2 * slots_.size(), 0);
  const auto mask = slots_.size() - 1;
  for (TermId id = 0; id < terms_.size(); ++id) {
    auto slot = hashes_[id] & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = id + 1;
  }
}

}  // namespace pacta
