// Any bytes as the records of an account: decoding ends, and what it accepts comes back from the
// store as the same.

#include "mail/account_state.h"
#include "mail/keys.h"
#include "mail/message.h"
#include "mail/pack.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt::mail;

template <class Decode, class Encode>
void roundTrip(std::string_view bytes, const Decode& decode, const Encode& encode)
{
    const auto first = decode(bytes);
    if (!first)
        return;
    const std::string written = encode(*first);
    const auto second = decode(std::string_view(written));
    if (!second || encode(*second) != written)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto row = [](std::string_view b) { return decodeRow(Uid(1), b); };
    const auto tombstone = [](std::string_view b) { return decodeTombstone(Uid(1), b); };
    roundTrip(bytes, row, encodeRow);
    roundTrip(bytes, tombstone, encodeTombstone);
    roundTrip(bytes, decodeMailbox, encodeMailbox);
    roundTrip(bytes, decodeRemovedMailbox, encodeRemovedMailbox);
    roundTrip(bytes, decodeAccount, encodeAccount);
    roundTrip(bytes, decodeMetadata, encodeMetadata);
    roundTrip(bytes, decodeAcl, encodeAcl);
    roundTrip(bytes, decodeStoredSummary, [](const StoredSummaryView& summary) {
        return encodeStoredSummary(summary.blob, summary.mime);
    });
    roundTrip(bytes, keys::parseMailbox, [](MailboxId id) { return keys::mailbox(id); });
    roundTrip(bytes, keys::parseAcl, [](MailboxId id) { return keys::acl(id); });
    roundTrip(bytes, keys::parseSharer, [](AccountId id) { return keys::sharer(id); });
    const auto pack = [](std::string_view b) { return decodePack(PackNumber(0), b); };
    roundTrip(bytes, pack, [](const auto& rows) { return encodePack(PackNumber(0), rows); });
    roundTrip(bytes, keys::parseRow, [](const keys::RowKey& key) {
        return key.uid ? keys::row(key.mailbox, *key.uid) : keys::pack(key.mailbox, key.pack);
    });
    roundTrip(bytes, keys::parseMessage, [](const keys::MessageKey& key) {
        return keys::row(key.mailbox, key.uid);
    });
    roundTrip(bytes, keys::parseMetadata, [](const keys::MetadataKey& key) {
        return keys::metadata(key.mailbox, key.name);
    });
    roundTrip(bytes, keys::parseTombstone, [](const keys::TombstoneKey& key) {
        return keys::tombstone(key.mailbox, key.modSeq, key.uid);
    });
    roundTrip(bytes, keys::parseHolder, [](const keys::HolderKey& key) {
        return keys::holder(key.blob, key.mailbox, key.uid);
    });
    roundTrip(bytes, normalizeMailboxName, [](const std::string& name) { return name; });
    return 0;
}
