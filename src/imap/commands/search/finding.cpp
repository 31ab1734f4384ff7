#include "imap/commands/search/finding.h"

#include "imap/commands/search/conditions.h"
#include "imap/commands/search/object_ids.h"
#include "mail/search.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace postamt::imap {

bool asksForModSeq(const proto::SearchRequest& request)
{
    return std::ranges::find(request.keys, proto::SearchKeyType::ModSeq, &proto::SearchKey::type)
        != request.keys.end();
}

Result<> checkCharset(Session& session, const proto::SearchRequest& request)
{
    if (session.features().utf8 && request.charset != "UTF-8" && request.charset != "US-ASCII")
        return bad("expected the charset UTF-8 after ENABLE UTF8=ACCEPT");
    return {};
}

Task<Result<std::vector<mail::Uid>>>
find(Session* session, const proto::SearchRequest* request, mail::ProgressReport progress)
{
    if (const auto permitted = permitsNumbers(*session, request->keys); !permitted)
        co_return std::unexpected(permitted.error());
    if (asksForModSeq(*request))
        session->enableCondstore();
    auto known = *request;
    const auto named = co_await findEmailIds(session->selected()->account, session->selected()->id(), &known.keys);
    if (!named)
        co_return std::unexpected(named.error());
    static const mail::MailboxRecord noRecord;
    const auto mailbox = session->mailbox();
    const auto& selected = *session->selected();
    const auto now = session->parts().clock.seconds();
    const auto& record = mailbox ? mailbox->record : noRecord;
    const auto collation = session->features().comparator.collation;
    auto selector = selectorOf(known, selected, record, now, collation);
    if (!selector)
        co_return std::unexpected(selector.error());
    auto shared = std::make_shared<const mail::Selector>(std::move(*selector));
    co_return co_await mail::search(
        selected.account,
        selected.id(),
        selected.view.snapshot(),
        std::move(shared),
        std::move(progress)
    );
}

} // namespace postamt::imap
