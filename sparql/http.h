#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace pacta {

struct HttpRequest {
  std::string method = "GET";  ///< GET, POST, PUT or DELETE
  std::string url;
  std::string body, content_type, accept;
  bool repeat = true;  ///< whether it may be sent again where it is not known what became of it
};

struct HttpResponse {
  long status = 0;
  std::string content_type;  ///< without parameters, in lower case
  std::string body;
};

struct HttpOptions {
  double seconds = 600;  ///< that a request may take
  int retries = 5;       ///< after a broken connection and after the statuses 408, 429, 500, 502, 503 and 504
  double pause = 0.5;    ///< before the first retry, in seconds; doubles each time, and gives way to Retry-After
  /// Told of each retry: what happened, and the seconds until the next try.
  std::function<void(const std::string& problem, double pause)> on_retry;
};

/// HTTP and HTTPS through libcurl, over connections that are kept. Credentials come from the environment, `PACTA_TOKEN` (a bearer token) or
/// `PACTA_USER` and `PACTA_PASSWORD` (basic or digest, as the server asks), else from ~/.netrc; they are sent to no other host, and stand
/// in no message. Not thread-safe.
class HttpClient {
 public:
  explicit HttpClient(HttpOptions options = {});
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// The response of any status, once the retries are used up. Error: there is none, for want of a connection or of time.
  [[nodiscard]] tl::expected<HttpResponse, Diagnostic> send(const HttpRequest& request);

 private:
  struct Handle;
  tl::expected<HttpResponse, Diagnostic> once(const HttpRequest& request, double& retry_after);
  HttpOptions options_;
  std::unique_ptr<Handle> handle_;
  std::map<std::string, unsigned long, std::less<>> schemes_;  // of authentication, by URL without its query, as a server asked for
  std::string user_, password_, token_;
};

/// The URL with a parameter in its query; name and value are percent-encoded.
[[nodiscard]] std::string with_parameter(const std::string& url, const std::string& name, const std::string& value);

/// What is wrong with the URL of an endpoint: not http or https, or credentials in it; empty if nothing is.
[[nodiscard]] std::string url_problem(const std::string& url);

/// A URL as messages show it: without its query and its fragment, where keys may stand.
[[nodiscard]] std::string shown_url(const std::string& url);

/// A diagnostic about a response that is no success: its status and the beginning of its text.
[[nodiscard]] Diagnostic http_problem(const std::string& url, const HttpResponse& response);

}  // namespace pacta
