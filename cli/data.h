#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pipeline/knowledge.h"

/// The folder of the shipped knowledge: `PACTA_DATA` of the environment, else beside the program as it is installed (through symbolic
/// links), else that of the build tree's source. Empty if there is none.
[[nodiscard]] std::string find_data_folder();

/// The same of what runs in Node.js: `web` in those folders, or that of the source.
[[nodiscard]] std::string find_web_folder();

/// The same of the questions that are shipped: `queries` in those folders, or samples/queries of the source.
[[nodiscard]] std::string find_queries_folder();

/// The template of the explorer page (exporters/html.cpp): explorer.html in the folder of the shipped knowledge, else as the build made
/// it. Empty if there is none: it is built only where Node.js is.
[[nodiscard]] std::string find_page_template();

/// The shipped knowledge and what the user adds to it; empty, after a message on standard error, if the shipped folder is not found.
[[nodiscard]] std::optional<pacta::KnowledgeFiles> knowledge_files(const std::vector<std::string>& gazetteers,
                                                                   const std::vector<std::string>& rules,
                                                                   const std::vector<std::string>& ontologies);
