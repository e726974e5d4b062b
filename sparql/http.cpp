#include "sparql/http.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "base/text.h"
#include "base/utf8.h"
#include "graph/iri.h"

namespace pacta {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(bytes, size * count);
  return size * count;
}

bool is_transient(long status) {
  return status == 408 || status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

// Failures after which the same request may yet succeed.
bool is_transient(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_PARTIAL_FILE:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_WRITE_ERROR:
      return true;
    default:
      return false;
  }
}

Diagnostic about(const std::string& url, std::string message) {
  Diagnostic diagnostic;
  diagnostic.file = shown_url(url);
  diagnostic.message = std::move(message);
  return diagnostic;
}

struct FreeList {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

}  // namespace

struct HttpClient::Handle {
  CURL* curl = curl_easy_init();
  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { curl_easy_cleanup(curl); }
};

HttpClient::HttpClient(HttpOptions options) : options_(std::move(options)) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  handle_ = std::make_unique<Handle>();
  user_ = environment("PACTA_USER");
  password_ = environment("PACTA_PASSWORD");
  token_ = environment("PACTA_TOKEN");
}

HttpClient::~HttpClient() = default;

tl::expected<HttpResponse, Diagnostic> HttpClient::once(const HttpRequest& request, double& retry_after) {
  CURL* curl = handle_->curl;
  curl_easy_reset(curl);  // keeps connections and what is known of digest authentication
  HttpResponse response;
  std::unique_ptr<curl_slist, FreeList> headers;
  const auto add_header = [&](const std::string& line) { headers.reset(curl_slist_append(headers.release(), line.c_str())); };
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "pacta");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 20L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(std::clamp(options_.seconds, 0.001, 1e6) * 1000));
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &response.body);
  if (request.method == "GET") {
    // Only what changes nothing may be led elsewhere.
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 5L);
  } else {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    add_header("Content-Type: " + request.content_type);
    add_header("Expect:");
  }
  if (!request.accept.empty()) add_header("Accept: " + request.accept);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  const std::string place = shown_url(request.url);
  if (!token_.empty()) {
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
    curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, token_.c_str());
  } else {
    // What a place has asked for once is sent at once, so that bodies are not sent twice.
    const auto known = schemes_.find(place);
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, known != schemes_.end() ? known->second : CURLAUTH_BASIC | CURLAUTH_DIGEST);
    if (!user_.empty()) {
      curl_easy_setopt(curl, CURLOPT_USERNAME, user_.c_str());
      curl_easy_setopt(curl, CURLOPT_PASSWORD, password_.c_str());
    } else {
      curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_OPTIONAL));
    }
  }
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) {
    auto problem = about(request.url, fmt::format("cannot be asked: {}", curl_easy_strerror(code)));
    if (is_transient(code)) problem.code = "connection";
    return tl::unexpected(problem);
  }
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response.status);
  long offered = 0;
  curl_easy_getinfo(curl, CURLINFO_HTTPAUTH_AVAIL, &offered);
  if ((static_cast<unsigned long>(offered) & CURLAUTH_DIGEST) != 0)
    schemes_[place] = CURLAUTH_DIGEST;
  else if ((static_cast<unsigned long>(offered) & CURLAUTH_BASIC) != 0)
    schemes_[place] = CURLAUTH_BASIC;
  const char* type = nullptr;
  curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
  if (type != nullptr) {
    response.content_type = type;
    response.content_type.erase(std::min(response.content_type.find_first_of("; "), response.content_type.size()));
    for (char& c : response.content_type)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  curl_off_t wait = 0;
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
  retry_after = static_cast<double>(wait);
  return response;
}

tl::expected<HttpResponse, Diagnostic> HttpClient::send(const HttpRequest& request) {
  double pause = options_.pause;
  for (int attempt = 0;; ++attempt, pause *= 2) {
    double retry_after = 0;
    auto response = once(request, retry_after);
    const bool passing = response ? is_transient(response->status) : response.error().code == "connection";
    if (!passing || !request.repeat || attempt >= options_.retries) return response;
    const double wait = std::clamp(std::max(pause, retry_after), 0.0, 60.0);
    if (options_.on_retry) {
      const auto problem = response ? http_problem(request.url, *response) : response.error();
      options_.on_retry(problem.file + " " + problem.message, wait);
    }
    std::this_thread::sleep_for(std::chrono::duration<double>(wait));
  }
}

std::string with_parameter(const std::string& url, const std::string& name, const std::string& value) {
  return url + (url.find('?') == std::string::npos ? '?' : '&') + percent_encode(name) + '=' + percent_encode(value);
}

std::string url_problem(const std::string& url) {
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parts(curl_url(), curl_url_cleanup);
  if (curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return "is not a URL";
  char* text = nullptr;
  if (curl_url_get(parts.get(), CURLUPART_USER, &text, 0) == CURLUE_OK) {
    curl_free(text);
    return "holds credentials; give them in PACTA_USER and PACTA_PASSWORD, in PACTA_TOKEN, or in ~/.netrc";
  }
  if (!url.starts_with("http://") && !url.starts_with("https://")) return "does not begin with http:// or https://";
  return {};
}

std::string shown_url(const std::string& url) {
  return url.substr(0, url.find_first_of("?#"));
}

Diagnostic http_problem(const std::string& url, const HttpResponse& response) {
  std::string said = response.content_type == "text/html" || invalid_utf8(response.body) ? "" : collapse_space(response.body);
  constexpr std::size_t most = 300;
  if (said.size() > most) {
    std::size_t end = most;
    while ((static_cast<unsigned char>(said[end]) & 0xC0U) == 0x80U) --end;
    said = said.substr(0, end) + "…";
  }
  std::erase_if(said, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  const char* hint = response.status == 401 || response.status == 403
                         ? " (credentials are read from PACTA_USER and PACTA_PASSWORD, PACTA_TOKEN, or ~/.netrc)"
                         : "";
  return about(url, fmt::format("answered with status {}{}{}{}", response.status, hint, said.empty() ? "" : ": ", said));
}

}  // namespace pacta
