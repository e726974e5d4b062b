#include "pipeline/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "base/file.h"
#include "base/hash.h"
#include "graph/iri.h"
#include "pipeline/analyse.h"
#include "readers/read.h"

namespace pacta {

namespace {

struct Result {
  Graph graph;
  BuildSummary summary;
  std::vector<AssertedClaim> asserted;
  std::string trace;
};

Result work(Source source, const Knowledge& knowledge, const BuildOptions& options) {
  Result result;
  const Document document = segment(std::move(source), knowledge.lexicon);
  const Analysis analysis = options.trace ? analyse_with_trace(document, knowledge, {}, result.trace) : analyse(document, knowledge);
  result.graph = emit_graph(document, analysis, knowledge, options.emit, &result.asserted);
  result.summary.documents = 1;
  result.summary.bytes = document.text().size();
  result.summary.triples = result.graph.triples.size();
  result.summary.claims = analysis.claims.size();
  for (const Entity& entity : analysis.entities)
    if (entity.named) ++result.summary.entities[knowledge.ontology[entity.cls].name];
  for (const Claim& claim : analysis.claims) {
    if (claim.plain())
      ++result.summary.relations[knowledge.ontology.property(claim.property).name];
    else
      ++result.summary.reported;
  }
  return result;
}

void add(BuildSummary& total, const BuildSummary& part) {
  total.documents += part.documents;
  total.bytes += part.bytes;
  total.triples += part.triples;
  total.claims += part.claims;
  total.reported += part.reported;
  for (const auto& [name, count] : part.entities) total.entities[name] += count;
  for (const auto& [name, count] : part.relations) total.relations[name] += count;
}

/// Writes the text of a document, whole or not at all.
tl::expected<void, Diagnostic> write_text(const Source& source, const std::string& folder) {
  // Names of files are at most 255 bytes long.
  const std::string name = fmt::format("{}-{}.txt", sha256_hex(source.text, 16), percent_encode(source.id).substr(0, 200));
  auto file = AtomicFile::open((std::filesystem::path(folder) / name).string());
  if (!file) return tl::unexpected(file.error());
  (*file)->write(source.text);
  return (*file)->commit();
}

/// Takes over results in the order of their documents.
class Collector {
 public:
  Collector(const BuildOptions& options, BuildSummary& summary, GraphSink& sink) : options_(options), summary_(summary), sink_(sink) {}

  /// False once the sink has failed.
  bool take(const Result& result) {
    add(summary_, result.summary);
    contradictions_.add(result.asserted);
    if (options_.trace) options_.trace(result.trace);
    good_ = good_ && sink_.write(result.graph);
    return good_;
  }

  void finish() {
    const Graph graph = contradictions_.graph(options_.emit.base);
    if (graph.triples.empty() || !good_) return;
    summary_.triples += graph.triples.size();
    sink_.write(graph);
  }

 private:
  const BuildOptions& options_;
  BuildSummary& summary_;
  GraphSink& sink_;
  Contradictions contradictions_;
  bool good_ = true;
};

/// Documents go in numbered and come out in that order. Both queues are bounded, so that memory is.
class Workers {
 public:
  Workers(const Knowledge& knowledge, const BuildOptions& options, Collector& collector)
      : knowledge_(knowledge), options_(options), collector_(collector), window_(options.threads * 4) {
    for (unsigned i = 0; i < options.threads; ++i) threads_.emplace_back([this] { run(); });
  }

  void put(Source source) {
    std::unique_lock lock(mutex_);
    drain(lock);
    changed_.wait(lock, [&] {
      drain(lock);
      return next_in_ - next_out_ < window_;
    });
    queue_.emplace_back(next_in_++, std::move(source));
    changed_.notify_all();
  }

  void finish() {
    std::unique_lock lock(mutex_);
    closed_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] {
      drain(lock);
      return next_out_ == next_in_;
    });
    lock.unlock();
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [&] { return closed_ || !queue_.empty(); });
      if (queue_.empty()) return;
      auto [number, source] = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      Result result = work(std::move(source), knowledge_, options_);
      lock.lock();
      done_.emplace(number, std::move(result));
      changed_.notify_all();
    }
  }

  void drain(std::unique_lock<std::mutex>& lock) {
    while (!done_.empty() && done_.begin()->first == next_out_) {
      Result result = std::move(done_.begin()->second);
      done_.erase(done_.begin());
      lock.unlock();
      static_cast<void>(collector_.take(result));
      lock.lock();
      ++next_out_;
    }
  }

  const Knowledge& knowledge_;
  const BuildOptions& options_;
  Collector& collector_;
  std::size_t window_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<std::size_t, Source>> queue_;
  std::map<std::size_t, Result> done_;
  std::size_t next_in_ = 0, next_out_ = 0;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace

BuildSummary build(const std::vector<std::string>& inputs, const Knowledge& knowledge, const BuildOptions& options, GraphSink& sink) {
  BuildSummary summary;
  bool good = true;
  std::optional<Workers> workers;
  if (!options.text_folder.empty()) {
    std::error_code error;
    std::filesystem::create_directories(options.text_folder, error);
    if (error) {
      Diagnostic problem;
      problem.message = fmt::format("cannot make the folder '{}': {}", options.text_folder, error.message());
      summary.problems.push_back(std::move(problem));
      good = false;
    }
  }
  Collector collector(options, summary, sink);
  if (options.threads > 1) workers.emplace(knowledge, options, collector);
  for (const std::string& input : inputs) {
    if (!good) break;
    ReadResult read = read_documents(input, options.read, [&](Source source) {
      if (!good) return;
      if (!options.text_folder.empty())
        if (auto written = write_text(source, options.text_folder); !written) {
          summary.problems.push_back(written.error());
          good = false;
          return;
        }
      if (workers) return workers->put(std::move(source));
      good = collector.take(work(std::move(source), knowledge, options));
    });
    summary.skipped += read.skipped;
    summary.problems.insert(summary.problems.end(), read.problems.begin(), read.problems.end());
  }
  if (workers) workers->finish();
  collector.finish();
  return summary;
}

}  // namespace pacta
