#include "web/response.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/serializer.hpp>
#include <fmt/format.h>

#include <array>

namespace postamt::web {

namespace {

namespace http = boost::beast::http;

constexpr std::string_view policy
    = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
      "font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
      "frame-ancestors 'none'";

/// IMF-fixdate (RFC 9110 section 5.6.7)
std::string httpDate(UnixSeconds time)
{
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    const std::chrono::sys_seconds second{std::chrono::seconds(time)};
    const auto day = std::chrono::floor<std::chrono::days>(second);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(second - day);
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        days.at(std::chrono::weekday(day).c_encoding()),
        static_cast<unsigned>(date.day()),
        months.at(static_cast<unsigned>(date.month()) - 1),
        static_cast<int>(date.year()),
        clock.hours().count(),
        clock.minutes().count(),
        clock.seconds().count()
    );
}

/// What Beast makes of a message head.
std::string serialized(const http::response<http::empty_body>& message)
{
    std::string out;
    http::response_serializer<http::empty_body> serializer(message);
    boost::system::error_code code;
    while (!serializer.is_done() && !code) {
        serializer.next(code, [&](boost::system::error_code&, const auto& buffers) {
            std::size_t size = 0;
            for (const auto piece : boost::beast::buffers_range_ref(buffers)) {
                out.append(static_cast<const char*>(piece.data()), piece.size());
                size += piece.size();
            }
            serializer.consume(size);
        });
    }
    return out;
}

} // namespace

std::string formatHead(const Response& response, const ResponseStyle& style)
{
    http::response<http::empty_body> message(static_cast<http::status>(response.status), 11);
    message.set(http::field::date, httpDate(style.now));
    message.set(http::field::cache_control, response.caching);
    message.set("Content-Security-Policy", policy);
    message.set("X-Content-Type-Options", "nosniff");
    message.set("Referrer-Policy", "no-referrer");
    message.set("Cross-Origin-Opener-Policy", "same-origin");
    message.set("Cross-Origin-Resource-Policy", "same-origin");
    if (style.strictTransport > std::chrono::seconds(0))
        message.set(
            http::field::strict_transport_security,
            fmt::format("max-age={}", style.strictTransport.count())
        );
    for (const auto& [name, value] : response.fields)
        message.insert(name, value);
    if (!response.type.empty())
        message.set(http::field::content_type, response.type);
    if (response.status != 304) // RFC 9110 section 15.4.5: nothing about a body that is not sent
        message.content_length(response.body().size());
    message.keep_alive(style.keepAlive);
    return serialized(message);
}

} // namespace postamt::web
