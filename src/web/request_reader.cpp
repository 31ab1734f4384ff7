#include "web/request_reader.h"

#include "base/ascii.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace postamt::web {

namespace http = boost::beast::http;

struct RequestReader::Parser : http::request_parser<http::string_body> { };

namespace {

/// The fields that stand in a Request. Each may be there once; twice would be two meanings.
struct KnownField {
    std::string_view name;
    std::string Request::* member;
};

constexpr auto knownFields = std::to_array<KnownField>({
    {"Host",           &Request::host       },
    {"Origin",         &Request::origin     },
    {"Sec-Fetch-Site", &Request::fetchSite  },
    {"Content-Type",   &Request::contentType},
    {"X-CSRF-Token",   &Request::csrf       },
    {"If-None-Match",  &Request::ifNoneMatch},
    {"Cookie",         &Request::cookies    },
});

Problem malformed(std::string detail)
{
    return {.status = 400, .name = "malformed", .detail = std::move(detail)};
}

Problem problemOf(const boost::system::error_code& code)
{
    if (code == http::error::header_limit)
        return {.status = 431, .name = "too-large", .detail = "The header is too large"};
    if (code == http::error::body_limit)
        return {.status = 413, .name = "too-large", .detail = "The body is too large"};
    if (code == http::error::bad_version)
        return {.status = 505, .name = "malformed", .detail = "This is HTTP/1.1"};
    return malformed("This is no HTTP/1.1 request");
}

/// A weight of zero refuses (RFC 9110 section 12.5.3).
bool acceptsGzip(std::string_view field)
{
    const http::ext_list codings(boost::beast::string_view(field.data(), field.size()));
    for (const auto& [name, parameters] : codings) {
        if (!boost::beast::iequals(name, "gzip"))
            continue;
        for (const auto& [key, value] : parameters) {
            if (boost::beast::iequals(key, "q"))
                return value.find_first_of("123456789") != boost::beast::string_view::npos;
        }
        return true;
    }
    return false;
}

} // namespace

std::optional<std::string> cookieIn(std::string_view cookies, std::string_view name)
{
    std::optional<std::string> found;
    while (!cookies.empty()) {
        auto pair = cookies.substr(0, cookies.find(';'));
        cookies.remove_prefix(std::min(pair.size() + 1, cookies.size()));
        while (pair.starts_with(' '))
            pair.remove_prefix(1);
        if (!pair.starts_with(name) || !pair.substr(name.size()).starts_with('='))
            continue;
        if (found)
            return std::nullopt;
        found = pair.substr(name.size() + 1);
    }
    return found;
}

RequestReader::RequestReader(RequestLimits limits) : limits_(limits) { }

RequestReader::~RequestReader() = default;

void RequestReader::feed(std::string_view bytes)
{
    input_.erase(0, std::exchange(read_, 0));
    input_ += bytes;
}

bool RequestReader::isIdle() const
{
    return read_ == input_.size() && (!parser_ || !parser_->got_some());
}

bool RequestReader::takeExpectation()
{
    return std::exchange(expects_, false);
}

Answer<std::optional<Request>> RequestReader::next()
{
    if (!parser_) {
        parser_ = std::make_unique<Parser>();
        parser_->header_limit(static_cast<std::uint32_t>(limits_.header));
        parser_->body_limit(limits_.body);
        headerSize_ = 0;
        headerSeen_ = false;
        expects_ = false;
    }
    const auto isWhole = parse();
    if (!isWhole)
        return std::unexpected(isWhole.error());
    if (!*isWhole)
        return std::nullopt;
    return take();
}

/// True once the request is whole.
Answer<bool> RequestReader::parse()
{
    while (!parser_->is_done()) {
        if (read_ == input_.size())
            return false;
        boost::system::error_code code;
        const boost::asio::const_buffer rest(input_.data() + read_, input_.size() - read_);
        const std::size_t size = parser_->put(rest, code);
        read_ += size;
        if (!headerSeen_)
            headerSize_ += size;
        if (code && code != http::error::need_more)
            return std::unexpected(problemOf(code));
        if (parser_->is_header_done() && !std::exchange(headerSeen_, true)) {
            if (auto checked = checkHeader(); !checked)
                return std::unexpected(checked.error());
        }
        if (code == http::error::need_more && size == 0) {
            // Beast waits for the end of a chunk's head, or of the trailer, however long it gets.
            if (input_.size() - read_ > limits_.header)
                return std::unexpected(problemOf(http::error::header_limit));
            return false;
        }
    }
    return true;
}

/// What must hold before the body is looked at.
Answer<> RequestReader::checkHeader()
{
    const auto& header = parser_->get();
    if (headerSize_ > limits_.header) // Beast is not exact
        return std::unexpected(problemOf(http::error::header_limit));
    if (header.version() != 11 && header.version() != 10)
        return std::unexpected(problemOf(http::error::bad_version));
    for (const auto& [name, member] : knownFields) {
        if (header.count(boost::beast::string_view(name.data(), name.size())) > 1)
            return std::unexpected(malformed("A field stands there twice: " + std::string(name)));
    }
    // RFC 9112 section 3.2
    if (header.version() == 11 && header.count(http::field::host) != 1)
        return std::unexpected(malformed("There is no Host field"));
    // Where such a body ends nobody knows (section 6.1): it could be taken for the next request.
    if (header.count(http::field::transfer_encoding) != 0 && !parser_->chunked())
        return std::unexpected(malformed("The only transfer coding is chunked"));
    if (header.target().empty() || header.target().front() != '/')
        return std::unexpected(malformed("The target is a path"));
    expects_ = boost::beast::iequals(header[http::field::expect], "100-continue");
    return {};
}

Request RequestReader::take()
{
    auto message = parser_->release();
    parser_.reset();
    Request request;
    request.method = std::string(message.method_string());
    const std::string target(message.target());
    request.path = target.substr(0, target.find_first_of("?#"));
    for (const auto& [name, member] : knownFields)
        request.*member = std::string(message[boost::beast::string_view(name.data(), name.size())]);
    const auto encodings = message[http::field::accept_encoding];
    request.acceptsGzip = acceptsGzip({encodings.data(), encodings.size()});
    request.keepAlive = message.version() == 11 && message.keep_alive();
    request.body = std::move(message.body());
    return request;
}

} // namespace postamt::web
