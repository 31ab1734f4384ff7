#pragma once

#include "base/task.h"
#include "net/stream.h"
#include "web/parts.h"
#include "web/problem.h"
#include "web/request.h"
#include "web/request_reader.h"
#include "web/response.h"

#include <memory>
#include <optional>

namespace postamt::web {

/// One connection of a browser: requests one after the other, until one of the two ends it
/// (HTTP/1.1, RFC 9112).
class Session {
public:
    Session(Parts parts, std::unique_ptr<net::Stream> stream);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Task<> run();

private:
    /// The next request; nothing when the connection is over.
    Task<Answer<std::optional<Request>>> next();
    Task<> send(Response response, bool withBody);

    Parts parts_;
    std::unique_ptr<net::Stream> stream_;
    RequestReader reader_;
    bool isOpen_ = true;
};

} // namespace postamt::web
