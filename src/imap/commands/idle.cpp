#include "base/ascii.h"
#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 2177, RFC 9051 section 6.3.13
Task<Result<Reply>> idle(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto& session = call.session;
    bool going = co_await session.goAhead("idling");
    // Outlook takes IDLE for broken unless something untagged comes at once.
    session.untagged(proto::Condition::Ok, {}, "still here");
    while (going) {
        if (session.selected() != nullptr)
            co_await session.tell(mail::Expunges::Told);
        co_await session.tellOthers();
        auto line = co_await session.nextLine(true);
        if (line.kind == Session::Line::Kind::Woken)
            continue;
        if (line.kind == Session::Line::Kind::Refused)
            co_return std::unexpected(line.error);
        if (line.kind == Session::Line::Kind::Text && !equalsIgnoreCase(line.text, "DONE"))
            co_return bad("expected DONE to end IDLE");
        going = false;
    }
    co_return Reply();
}

} // namespace postamt::imap::commands
