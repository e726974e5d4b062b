#include "base/hash.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>

namespace pacta {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

// Looking the algorithm up costs more than hashing a short key: it is done once, and each thread keeps its context.
const EVP_MD* sha256() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
  return algorithm;
}

}  // namespace

std::string sha256_hex(std::string_view bytes, std::size_t digits) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  std::array<unsigned char, 32> digest{};
  if (!context || EVP_DigestInit_ex2(context.get(), sha256(), nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 || EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1)
    throw std::bad_alloc();  // nothing else can make SHA-256 fail
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out(std::min(digits, 2 * digest.size()), '0');
  for (std::size_t i = 0; i + 1 < out.size(); i += 2) {
    out[i] = hex[digest[i / 2] >> 4U];
    out[i + 1] = hex[digest[i / 2] & 15U];
  }
  if (out.size() % 2 == 1) out.back() = hex[digest[out.size() / 2] >> 4U];
  return out;
}

}  // namespace pacta
