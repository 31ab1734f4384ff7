#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postamt::web {

/// One request, as far as it matters here: a plain value. Fields that were not sent are empty.
struct Request {
    std::string method; ///< "GET"; as written
    std::string path; ///< begins with "/", without the query
    std::string host;
    std::string origin;
    std::string fetchSite; ///< Sec-Fetch-Site
    std::string contentType;
    std::string cookies;
    std::string csrf; ///< X-CSRF-Token
    std::string ifNoneMatch;
    bool acceptsGzip = false;
    bool keepAlive = true; ///< the client wants to say more
    std::string body;
};

/// The value of a cookie of a Cookie field (RFC 6265 section 4.2.1); nothing if it is not there, or
/// there twice.
std::optional<std::string> cookieIn(std::string_view cookies, std::string_view name);

} // namespace postamt::web
