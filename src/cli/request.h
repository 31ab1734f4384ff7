#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::cli {

/// A command of an operator to a service, running or not: what the control socket carries.
struct Request {
    std::string verb; ///< as in the table of operations: "account add"
    std::vector<std::string> arguments;
    std::string secret; ///< a password, where the verb wants one

    bool operator==(const Request&) const = default;
};

/// Longest request, in bytes of JSON.
constexpr std::size_t maxRequest = std::size_t{1} << 20;

/// One line of JSON without its newline: {"verb":"account
/// add","arguments":["alice@example.org"],"secret":"x"}.
std::string formatRequest(const Request& request);
Result<Request> parseRequest(std::string_view line);

/// {"done":true,"text":"..."}: what to print, or why it was refused.
std::string formatReply(const Result<std::string>& outcome);
Result<std::string> parseReply(std::string_view line);

} // namespace postamt::cli
