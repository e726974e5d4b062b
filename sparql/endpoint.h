#pragma once
#include <string>
#include <tl/expected.hpp>

#include "sparql/http.h"

namespace pacta {

/// Sends a query to a SPARQL 1.1 endpoint and returns the response, whose status is 200. `accept` says which media types will do. Errors:
/// no answer, another status (code "query" for 400, by which endpoints mean that the query is wrong).
[[nodiscard]] tl::expected<HttpResponse, Diagnostic> ask_endpoint(HttpClient& http, const std::string& url, const std::string& query,
                                                                  const std::string& accept);

}  // namespace pacta
