#pragma once

#include "web/problem.h"
#include "web/request.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::web {

/// How large a request may be.
struct RequestLimits {
    std::size_t header = 16 * 1024;
    std::size_t body = 64 * 1024;
};

/// Bytes to requests (HTTP/1.1, RFC 9112). The grammar is that of Boost.Beast; here is what it
/// leaves open: limits, the one Host, transfer codings that we do not know. Does no I/O.
class RequestReader {
public:
    explicit RequestReader(RequestLimits limits);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    void feed(std::string_view bytes);

    /// The next request, or nothing while more must come. After a problem nothing can be read any
    /// more: where the next request begins is not known.
    Answer<std::optional<Request>> next();

    /// True, once for a request, if the client may be waiting for a word before it sends the body
    /// (Expect: 100-continue, RFC 9110 section 10.1.1); to be asked behind each next().
    bool takeExpectation();

    /// True if nothing of a further request has come.
    bool isIdle() const;

private:
    struct Parser;

    Answer<bool> parse();
    Answer<> checkHeader();
    Request take();

    RequestLimits limits_;
    std::unique_ptr<Parser> parser_;
    std::string input_;
    std::size_t read_ = 0; ///< of input_
    std::size_t headerSize_ = 0; ///< of the request, as far as it was read
    bool headerSeen_ = false;
    bool expects_ = false;
};

} // namespace postamt::web
