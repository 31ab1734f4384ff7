#include "imap/commands/search/object_ids.h"

#include "imap/session.h"
#include "mail/object_id.h"

#include <algorithm>

namespace postamt::imap {

namespace {

proto::SequenceSet setOf(const std::vector<mail::Uid>& uids)
{
    proto::NumberSet numbers;
    for (const auto uid : uids)
        numbers.append(uid.value);
    proto::SequenceSet set;
    set.ranges.assign(numbers.ranges().begin(), numbers.ranges().end());
    return set;
}

} // namespace

Result<> permitsNumbers(const Session& session, const std::vector<proto::SearchKey>& keys)
{
    const bool hasNumbers = std::ranges::any_of(keys, [](const proto::SearchKey& key) {
        return key.type == proto::SearchKeyType::MessageNumbers && !key.set.saved;
    });
    if (hasNumbers && session.features().uidOnly)
        return bad("expected no message numbers after ENABLE UIDONLY", "UIDREQUIRED");
    return {};
}

Task<Result<>> findEmailIds(
    std::shared_ptr<mail::Account> account,
    mail::MailboxId mailbox,
    std::vector<proto::SearchKey>* keys
)
{
    for (auto& key : *keys) {
        if (key.type != proto::SearchKeyType::EmailId)
            continue;
        auto prefix = mail::blobPrefixOf(key.text);
        if (!prefix)
            continue;
        auto uids = co_await account->holdersOf(mailbox, std::move(*prefix));
        if (!uids)
            co_return std::unexpected(uids.error());
        key.type = proto::SearchKeyType::Uid;
        key.set = setOf(*uids);
    }
    co_return Result<>();
}

} // namespace postamt::imap
