#pragma once

#include "base/task.h"
#include "web/api.h"
#include "web/call.h"
#include "web/parts.h"
#include "web/request.h"
#include "web/response.h"

#include <string>

namespace postamt::web {

/// The name of the cookie that holds a sign-in. __Host-: browsers take it from this host only, by
/// https, for all paths (RFC 6265bis section 4.1.3).
inline constexpr std::string_view cookieName = "__Host-postamt";

/// One request and its response: who may do what is decided here, what is done in the calls.
class Exchange {
public:
    /// `parts` outlives it. `peer` is the client's network address.
    Exchange(const Parts& parts, Request request, std::string peer);

    /// Never fails: what went wrong is a response too.
    Task<Response> run();

private:
    Task<Answer<Response>> answer();
    Task<Answer<Response>> runCall(const ApiCall& call);
    Answer<> checkOrigin() const;
    Answer<> checkBody(const ApiCall& call) const;
    Task<Answer<Caller>> findCaller();

    const Parts& parts_;
    Request request_;
    std::string peer_;
};

} // namespace postamt::web
