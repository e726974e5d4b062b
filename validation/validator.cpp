#include "validation/validator.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "graph/lines.h"

namespace pacta {

tl::expected<std::unique_ptr<Validator>, Diagnostic> Validator::start(const ValidatorOptions& options) {
  std::unique_ptr<Validator> validator(new Validator);
  validator->web_folder_ = options.web_folder;
  auto child = Child::start("node", {options.web_folder + "/validate-worker.js"});
  if (!child) return tl::unexpected(child.error());
  validator->child_ = std::move(*child);
  const nlohmann::json request{{"shapes", options.shapes}, {"most", options.most}};
  validator->buffer_ = request.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  return validator;
}

bool Validator::quad(const Quad& quad) {
  if (failed_) return false;
  for (const Term* term : {&quad.subject, &quad.predicate, &quad.object}) {
    append_term(buffer_, *term);
    buffer_ += ' ';
  }
  buffer_ += ".\n";
  constexpr std::size_t block = std::size_t{1} << 18U;
  if (buffer_.size() < block) return true;
  failed_ = !child_->write(buffer_);
  buffer_.clear();
  return !failed_;
}

tl::expected<ValidationReport, Diagnostic> Validator::finish() {
  if (!failed_) child_->write(buffer_);
  child_->close_input();
  std::string text;
  while (child_->read(text) == Child::Read::some) {
  }
  const int status = child_->wait();
  const auto said = status == 0 ? nlohmann::json::parse(text, nullptr, false) : nlohmann::json();
  if (!said.is_object()) return tl::unexpected(problem(status));
  ValidationReport report;
  report.conforms = said.value("conforms", false);
  report.count = said.value("count", std::size_t{0});
  for (const auto& item : said.value("results", nlohmann::json::array())) {
    const auto part = [&](const char* name) { return item.value(name, ""); };
    report.results.push_back({part("focus"), part("label"), part("path"), part("value"), part("valueLabel"), part("message"),
                              part("severity"), part("component"), part("shape")});
  }
  return report;
}

Diagnostic Validator::problem(int status) const {
  const std::string errors = child_->errors();
  const auto begin = errors.rfind("{\"kind\":");
  const auto said = begin == std::string::npos ? nlohmann::json() : nlohmann::json::parse(errors.substr(begin), nullptr, false);
  Diagnostic diagnostic;
  if (!said.is_object()) {
    diagnostic.message = fmt::format("the validator (node {}/validate-worker.js) ended with status {}", web_folder_, status);
    if (errors.find("heap out of memory") != std::string::npos || status == 128 + 9) diagnostic.message += ", perhaps for lack of memory";
    if (!errors.empty()) diagnostic.message += ": " + errors.substr(0, errors.find('\n'));
    return diagnostic;
  }
  const std::string kind = said.value("kind", "");
  diagnostic.message = said.value("message", "");
  diagnostic.file = said.value("file", "");
  diagnostic.line = said.value("line", std::size_t{0});
  if (kind == "missing") {
    diagnostic.code = kind;
    diagnostic.message += fmt::format("; install them with: npm --prefix {} ci --omit=dev", web_folder_);
  } else if (kind == "shapes") {
    diagnostic.code = kind;
    if (diagnostic.file.empty()) diagnostic.message = "the shapes cannot be used: " + diagnostic.message;
  }
  return diagnostic;
}

}  // namespace pacta
