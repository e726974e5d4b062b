#pragma once
#include <string>

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
