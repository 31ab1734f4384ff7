#pragma once

#include "base/clock.h"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postamt::web {

/// What a request is answered with.
struct Response {
    unsigned status = 200;
    std::string_view type; ///< Content-Type; empty without a body
    std::string_view caching = "no-store"; ///< Cache-Control
    /// Further fields; the names are constants, the values hold no controls.
    std::vector<std::pair<std::string_view, std::string>> fields = {};
    std::string text = {}; ///< the body,
    std::string_view fixed = {}; ///< or one that lives as long as the program

    std::string_view body() const { return fixed.empty() ? std::string_view(text) : fixed; }
};

/// How all responses of a connection are written.
struct ResponseStyle {
    bool keepAlive = true;
    UnixSeconds now = 0;
    /// How long browsers shall know this host by https only (RFC 6797); 0 says nothing.
    std::chrono::seconds strictTransport{0};
};

/// The head of a response with the fields that protect every page: what is shown may load, run and
/// connect to nothing but what comes from here, and stands in no frame. The body follows it.
std::string formatHead(const Response& response, const ResponseStyle& style);

} // namespace postamt::web
