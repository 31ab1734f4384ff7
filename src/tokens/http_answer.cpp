#include "tokens/http_answer.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <utility>

namespace postamt::tokens {

namespace http = boost::beast::http;

struct HttpAnswer::Parser : http::response_parser<http::string_body> { };

HttpAnswer::HttpAnswer(std::size_t maxBytes) : parser_(std::make_unique<Parser>())
{
    parser_->eager(true);
    parser_->header_limit(maxHeader);
    parser_->body_limit(maxBytes);
}

HttpAnswer::~HttpAnswer() = default;

bool HttpAnswer::take(std::string_view bytes)
{
    pending_ += bytes;
    while (!pending_.empty() && !parser_->is_done()) {
        boost::system::error_code error;
        const auto used = parser_->put(boost::asio::buffer(pending_), error);
        pending_.erase(0, used);
        if (error == http::error::need_more)
            return pending_.size() <= maxHeader;
        if (error)
            return false;
        if (used == 0)
            break;
    }
    return true;
}

void HttpAnswer::end()
{
    boost::system::error_code ignored;
    if (parser_->got_some() && !parser_->is_done())
        parser_->put_eof(ignored);
}

bool HttpAnswer::isDone() const
{
    return parser_->is_done();
}

unsigned HttpAnswer::status() const
{
    return parser_->get().result_int();
}

std::string HttpAnswer::takeBody()
{
    return std::move(parser_->get().body());
}

} // namespace postamt::tokens
