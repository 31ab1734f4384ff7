#include "mail/object_id.h"

#include "base/encoding.h"

namespace postamt::mail {

namespace {

// Enough that nobody meets two of the same by accident.
constexpr std::size_t emailBytes = 24;
constexpr std::size_t threadBytes = 18;

std::string objectId(char kind, std::string_view bytes)
{
    return kind + base64UrlEncode(bytes);
}

} // namespace

std::string mailboxObjectId(AccountId account, MailboxId mailbox)
{
    return 'F' + std::to_string(account.value) + '-' + std::to_string(mailbox.value);
}

std::string emailObjectId(const store::BlobId& blob)
{
    return objectId('M', blob.view().substr(0, emailBytes));
}

std::optional<std::string> blobPrefixOf(std::string_view emailObjectId)
{
    if (!emailObjectId.starts_with('M'))
        return std::nullopt;
    auto bytes = base64UrlDecode(emailObjectId.substr(1));
    if (!bytes || bytes->size() != emailBytes)
        return std::nullopt;
    return bytes;
}

std::string threadObjectId(const mime::SummaryView& summary)
{
    const auto references = summary.references();
    const auto first = references.empty() ? summary.messageId() : references.front();
    if (first.empty())
        return {};
    const auto hash = store::blobIdOf(first);
    return objectId('T', hash.view().substr(0, threadBytes));
}

} // namespace postamt::mail
