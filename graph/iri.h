#pragma once
#include <string>
#include <string_view>

namespace pacta {

/// Percent-encodes all but the unreserved characters of RFC 3986 (letters, digits, "-._~"), byte by byte.
[[nodiscard]] std::string percent_encode(std::string_view segment);

/// Whether `iri` is absolute and holds no character that N-Triples forbids in an IRI (U+0000 to U+0020, <>"{}|^`\).
[[nodiscard]] bool valid_iri(std::string_view iri);

/// The IRI `file:///…` of a file, made absolute from the folder of the process; symbolic links stay.
[[nodiscard]] std::string file_iri(const std::string& path);

namespace ns {
inline constexpr std::string_view pacta = "https://w3id.org/pacta#";
inline constexpr std::string_view rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view rdfs = "http://www.w3.org/2000/01/rdf-schema#";
inline constexpr std::string_view owl = "http://www.w3.org/2002/07/owl#";
inline constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema#";
inline constexpr std::string_view skos = "http://www.w3.org/2004/02/skos/core#";
inline constexpr std::string_view oa = "http://www.w3.org/ns/oa#";
inline constexpr std::string_view prov = "http://www.w3.org/ns/prov#";
inline constexpr std::string_view dcterms = "http://purl.org/dc/terms/";
}  // namespace ns

}  // namespace pacta
