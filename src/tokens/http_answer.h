#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace postamt::tokens {

/// The answer to a GET (RFC 9112) as it comes in, piece by piece.
class HttpAnswer {
public:
    static constexpr std::size_t maxHeader = std::size_t{16} * 1024; ///< bytes of all fields

    /// `maxBytes`: of the body.
    explicit HttpAnswer(std::size_t maxBytes);
    ~HttpAnswer();
    HttpAnswer(const HttpAnswer&) = delete;
    HttpAnswer& operator=(const HttpAnswer&) = delete;

    /// Takes what has come. False if it is no HTTP, or too large; then the answer is worth nothing.
    bool take(std::string_view bytes);

    /// The server has closed: an answer that does not say how long it is ends there.
    void end();

    bool isDone() const;

    /// Once it is done: 200 for OK.
    unsigned status() const;

    /// Once it is done; it is there once.
    std::string takeBody();

private:
    struct Parser; ///< Boost.Beast's, which only http_answer.cpp needs to know
    std::unique_ptr<Parser> parser_;
    std::string pending_;
};

} // namespace postamt::tokens
