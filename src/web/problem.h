#pragma once

#include "base/result.h"
#include "web/response.h"

#include <expected>
#include <string>
#include <string_view>

namespace postamt::web {

/// Why a request was not served, for the program at the other end (RFC 9457).
struct Problem {
    unsigned status = 500;
    std::string_view name; ///< "not-signed-in": the last part of the type, of letters and dashes
    std::string detail; ///< one sentence for people
    std::string field = {}; ///< which field of the request is meant, if one is
    std::string_view allow = {}; ///< with 405: the method that is possible
};

template <class T = void>
using Answer = std::expected<T, Problem>;

/// What an error of the parts below is for the client. What is our fault is logged and told in
/// general words.
Problem problemOf(const Error& error);

/// As application/problem+json.
Response formatProblem(const Problem& problem);

} // namespace postamt::web
