#pragma once
#include <string>

/// The folder of the shipped knowledge: `PACTA_DATA` of the environment, else beside the program as it is installed (through symbolic
/// links), else that of the build tree's source. Empty if there is none.
[[nodiscard]] std::string find_data_folder();
