// What IDLE is for a session (RFC 2177, RFC 9051 section 6.3.13).
#include "base/ascii.h"
#include "imap/session.h"

#include <utility>

namespace postamt::imap {

void Session::beginIdle(std::string tag)
{
    idleTag_ = std::move(tag);
    splitter_.expectLine();
}

Task<> Session::tellIdling()
{
    if (!keepsSelected())
        co_return;
    if (selected_)
        co_await tell(mail::Expunges::Told);
    co_await tellOthers();
}

/// Something came from the client: that must be DONE.
Task<> Session::endIdle(proto::Piece line)
{
    const std::string tag = std::exchange(idleTag_, {});
    Result<Reply> reply;
    if (line.kind == proto::Piece::Kind::Refused)
        reply = std::unexpected(std::move(line.error));
    else if (!equalsIgnoreCase(line.text, "DONE"))
        reply = bad("expected DONE to end IDLE");
    co_await conclude(tag, "IDLE", std::move(reply), mail::Expunges::Told);
}

} // namespace postamt::imap
