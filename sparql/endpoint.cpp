#include "sparql/endpoint.h"

#include "graph/iri.h"

namespace pacta {

tl::expected<HttpResponse, Diagnostic> ask_endpoint(HttpClient& http, const std::string& url, const std::string& query,
                                                    const std::string& accept) {
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  // As a form, which is what every endpoint reads.
  request.body = "query=" + percent_encode(query);
  request.content_type = "application/x-www-form-urlencoded";
  request.accept = accept;
  auto response = http.send(request);
  if (!response || response->status == 200) return response;
  auto problem = http_problem(url, *response);
  if (response->status == 400) problem.code = "query";
  return tl::unexpected(problem);
}

}  // namespace pacta
