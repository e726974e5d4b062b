#pragma once
#include <string>
#include <string_view>

namespace pacta {

/// A date as pages and files give it, as `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where it says no more: ISO 8601 with or without time,
/// "20240514", "2024/05/14", "D:20240514093000+02'00'", "14 May 2024", "Tue, 14 May 2024 09:30:00 GMT", "May 14, 2024". The time and its
/// zone are dropped: the date is that of the place. Empty if it is none or does not exist.
[[nodiscard]] std::string iso_date(std::string_view text);

}  // namespace pacta
