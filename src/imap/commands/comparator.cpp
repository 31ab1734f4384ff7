#include "imap/comparator.h"

#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 5255 section 4.7
Task<Result<Reply>> comparator(Call call)
{
    const auto request = proto::parseComparator(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    auto& session = call.session;
    auto& active = session.features().comparator;
    std::vector<std::string_view> matching;
    if (!request->orders.empty()) {
        auto choice = chooseComparator(request->orders);
        if (!choice)
            co_return no("none of these comparators is known here", "BADCOMPARATOR");
        active = choice->active;
        matching = std::move(choice->matching);
    }
    auto writer = session.writer();
    proto::formatComparator(writer, active.name(), matching);
    co_return Reply();
}

} // namespace postamt::imap::commands
