#pragma once

#include "base/task.h"
#include "net/tcp_client.h"
#include "tokens/https_url.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace postamt::tokens {

/// How a document is fetched.
struct FetchRules {
    std::filesystem::path caFile = {}; ///< PEM, who may vouch for the host; empty: the system's CAs
    std::size_t maxBytes = 256 * 1024; ///< of the body
    std::chrono::milliseconds patience{10'000}; ///< to connect, and for the whole answer
};

/// The body of a document (HTTP/1.1, GET). No redirections are followed. Temporary, with a text for
/// the log, if the host cannot be reached, is not who it should be, or gives anything but 200.
Task<Result<std::string>> httpsGet(Executor executor, HttpsUrl url, FetchRules rules);

} // namespace postamt::tokens
