#include "imap/proto/search.h"

#include "imap/commands/commands.h"
#include "imap/commands/search/answer.h"
#include "imap/commands/search/finding.h"

#include <utility>

namespace postamt::imap::commands {

// RFC 9051 section 6.4.4, ESEARCH of RFC 4731, SEARCHRES of RFC 5182, CONDSTORE of RFC 7162
// section 3.1.5, PARTIAL of RFC 9394, CONTEXT=SEARCH of RFC 5267 section 4
Task<Result<Reply>> search(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseSearch(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    // RFC 9755 section 3: all texts are UTF-8 then.
    if (session.features().utf8 && !request->charset.empty())
        co_return bad("expected no CHARSET after ENABLE UTF8=ACCEPT");
    SearchAnswer answer;
    answer.tag = call.line.tag;
    answer.byUid = call.line.uid;
    answer.withModSeq = asksForModSeq(*request);
    answer.returns = returnsOf(request->returns, session.features().rev2);
    if (const auto isFree = checkTag(*session.selected(), answer); !isFree)
        co_return std::unexpected(isFree.error());
    auto progress = session.progressOf(call.line.tag);
    const auto uids = co_await find(&session, &*request, std::move(progress));
    if (!uids)
        co_return searchFailed(*session.selected(), answer.returns, uids.error());
    // What `$` means may change with the answer.
    auto program = programToKeep(*session.selected(), answer, *request);
    tellFound(session, *session.selected(), answer, *uids);
    keepUpdated(session, answer, std::move(program), {}, *uids);
    co_return Reply();
}

} // namespace postamt::imap::commands
