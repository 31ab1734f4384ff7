#include "imap/proto/cancel_update.h"

#include "imap/commands/commands.h"
#include "imap/session.h"

#include <algorithm>

namespace postamt::imap::commands {

// RFC 5267 section 4.3.5
Task<Result<Reply>> cancelUpdate(Call call)
{
    const auto request = proto::parseCancelUpdate(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    auto& contexts = call.session.selected()->contexts;
    const auto isKnown = [&](const std::string& tag) { return contexts.find(tag) != nullptr; };
    if (!std::ranges::all_of(request->tags, isKnown))
        co_return bad("no search of that tag is kept up to date");
    std::erase_if(contexts.all, [&](const SearchContext& context) {
        return std::ranges::find(request->tags, context.tag) != request->tags.end();
    });
    co_return Reply();
}

} // namespace postamt::imap::commands
