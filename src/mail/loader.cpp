#include "mail/loader.h"

#include "mail/keys.h"
#include "mail/row_reader.h"
#include "mail/snapshot_editor.h"
#include "text/compose.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace postamt::mail {

namespace {

/// Scans a range and stops at the first record that cannot be read.
template <class F>
Result<>
scanRecords(store::Engine& engine, AccountId account, const store::KeyRange& range, const F& read)
{
    Result<> outcome;
    auto visit = [&](std::string_view key, std::string_view value) {
        outcome = read(key, value);
        return outcome.has_value();
    };
    auto scanned = engine.scan(account, range, visit);
    return scanned ? outcome : scanned;
}

/// Gives mailboxes whose stored names are not in Normalization Form C names that are. Where another
/// mailbox has that name already, a number tells the two apart.
class Renaming {
public:
    explicit Renaming(AccountState::Names& names) : names_(names) { }

    void add(const MailboxId id, std::string stored) { old_.emplace(std::move(stored), id); }

    /// Answers the new name of each.
    std::map<MailboxId, std::string> run()
    {
        std::map<MailboxId, std::string> out;
        std::map<std::string, std::string, std::less<>> renamed;
        for (const auto& [stored, id] : old_) { // parents before what is below them
            const auto end = std::min(stored.rfind(hierarchyDelimiter), stored.size());
            const auto parent = renamed.find(std::string_view(stored).substr(0, end));
            const auto wanted = parent == renamed.end()
                ? text::composed(stored)
                : parent->second + text::composed(std::string_view(stored).substr(end));
            auto name = wanted;
            for (int n = 2; !names_.emplace(name, id).second; ++n)
                name = wanted + " (" + std::to_string(n) + ")";
            renamed.emplace(stored, name);
            out.emplace(id, name);
        }
        return out;
    }

private:
    AccountState::Names& names_;
    std::map<std::string, MailboxId, std::less<>> old_;
};

Result<> loadMailboxes(store::Engine& engine, AccountId account, AccountState& state)
{
    auto names = std::make_shared<AccountState::Names>();
    auto oldNames = std::make_shared<AccountState::OldNames>();
    Renaming renaming(*names);
    auto read = [&](std::string_view key, std::string_view value) -> Result<> {
        auto id = keys::parseMailbox(key);
        if (!id)
            return std::unexpected(id.error());
        auto record = decodeMailbox(value);
        if (!record)
            return std::unexpected(record.error());
        if (record->name == text::composed(record->name))
            names->emplace(record->name, *id);
        else
            renaming.add(*id, record->name);
        auto mailbox = std::make_shared<MailboxState>();
        mailbox->id = *id;
        mailbox->record = std::move(*record);
        state.mailboxes.push_back(std::move(mailbox));
        return {};
    };
    auto range = store::KeyRange::withPrefix(keys::mailboxes());
    auto scanned = scanRecords(engine, account, range, read);
    for (auto& [id, name] : renaming.run()) {
        const auto place = std::ranges::lower_bound(state.mailboxes, id, {}, &MailboxState::id);
        auto renamed = std::make_shared<MailboxState>(**place);
        renamed->record.name = std::move(name);
        *place = std::move(renamed);
        oldNames->mailboxes.push_back(id);
    }
    if (!oldNames->mailboxes.empty())
        state.oldNames = std::move(oldNames);
    state.names = std::move(names);
    return scanned;
}

Result<> loadSubscriptions(store::Engine& engine, AccountId account, AccountState& state)
{
    auto names = std::make_shared<AccountState::Subscriptions>();
    auto oldNames = std::make_shared<AccountState::OldNames>();
    if (state.oldNames)
        *oldNames = *state.oldNames;
    auto read = [&](std::string_view key, std::string_view) -> Result<> {
        const std::string stored(keys::parseSubscription(key));
        auto name = text::composed(stored);
        if (name != stored)
            oldNames->subscriptions.push_back(stored);
        names->insert(std::move(name));
        return {};
    };
    auto range = store::KeyRange::withPrefix(keys::subscriptions());
    auto scanned = scanRecords(engine, account, range, read);
    if (!oldNames->subscriptions.empty())
        state.oldNames = std::move(oldNames);
    state.subscriptions = std::move(names);
    return scanned;
}

/// Entries of a mailbox that is not there count for nothing; check() reports them.
Result<> loadMetadata(store::Engine& engine, AccountId account, AccountState& state)
{
    auto metadata = std::make_shared<Metadata>();
    auto read = [&](std::string_view key, std::string_view value) -> Result<> {
        const auto parsed = keys::parseMetadata(key);
        if (!parsed)
            return std::unexpected(parsed.error());
        auto entry = decodeMetadata(value);
        if (!entry)
            return std::unexpected(entry.error());
        if (parsed->mailbox == accountItself || state.mailbox(parsed->mailbox))
            metadata->set(parsed->mailbox, parsed->name, std::move(*entry));
        return {};
    };
    auto range = store::KeyRange::withPrefix(keys::metadata());
    auto scanned = scanRecords(engine, account, range, read);
    state.metadata = std::move(metadata);
    return scanned;
}

Result<> loadAcls(store::Engine& engine, AccountId account, AccountState& state)
{
    auto acls = std::make_shared<AccountState::Acls>();
    auto read = [&](std::string_view key, std::string_view value) -> Result<> {
        auto id = keys::parseAcl(key);
        if (!id)
            return std::unexpected(id.error());
        auto acl = decodeAcl(value);
        if (!acl)
            return std::unexpected(acl.error());
        acls->emplace(*id, std::move(*acl));
        return {};
    };
    auto range = store::KeyRange::withPrefix(keys::acls());
    auto scanned = scanRecords(engine, account, range, read);
    state.acls = std::move(acls);
    return scanned;
}

Result<> loadSharers(store::Engine& engine, AccountId account, AccountState& state)
{
    auto sharers = std::make_shared<AccountState::Sharers>();
    auto read = [&](std::string_view key, std::string_view) -> Result<> {
        auto owner = keys::parseSharer(key);
        if (!owner)
            return std::unexpected(owner.error());
        sharers->insert(*owner);
        return {};
    };
    auto range = store::KeyRange::withPrefix(keys::sharers());
    auto scanned = scanRecords(engine, account, range, read);
    state.sharers = std::move(sharers);
    return scanned;
}

Result<> loadRows(
    store::Engine& engine,
    AccountId account,
    AccountState& state,
    const std::vector<MailboxId>& mailboxes
)
{
    for (auto& mailbox : state.mailboxes) {
        if (std::ranges::find(mailboxes, mailbox->id) == mailboxes.end())
            continue;
        auto rows = readRows(engine, account, mailbox->id);
        if (!rows)
            return std::unexpected(rows.error());
        auto opened = std::make_shared<MailboxState>(*mailbox);
        opened->rows = std::move(*rows);
        mailbox = std::move(opened);
    }
    return {};
}

Result<AccountStateRef> loadOnce(
    store::Engine& engine, AccountId account, ModSeq version, const std::vector<MailboxId>& open
)
{
    auto state = std::make_shared<AccountState>();
    state->modSeq = version;
    auto record = engine.get(account, keys::account());
    if (!record)
        return std::unexpected(record.error());
    if (auto done = loadMailboxes(engine, account, *state); !done)
        return std::unexpected(done.error());
    if (!*record && state->mailboxes.empty())
        return state;
    // An account with mailboxes and no record is not a new one: nobody may write over it.
    auto decoded = decodeAccount(record->value_or(std::string()));
    if (!decoded)
        return std::unexpected(decoded.error());
    state->record = *decoded;
    if (auto done = loadSubscriptions(engine, account, *state); !done)
        return std::unexpected(done.error());
    if (auto done = loadMetadata(engine, account, *state); !done)
        return std::unexpected(done.error());
    if (auto done = loadAcls(engine, account, *state); !done)
        return std::unexpected(done.error());
    if (auto done = loadSharers(engine, account, *state); !done)
        return std::unexpected(done.error());
    if (auto done = loadRows(engine, account, *state, open); !done)
        return std::unexpected(done.error());
    return state;
}

// The reads of a load are several; so often another node may commit between them.
constexpr int maxLoads = 100;

} // namespace

Result<AccountStateRef>
loadState(store::Engine& engine, AccountId account, const std::vector<MailboxId>& open)
{
    auto before = engine.version(account);
    for (int i = 0; i < maxLoads && before; ++i) {
        auto state = loadOnce(engine, account, *before, open);
        auto after = engine.version(account);
        if (after && *before == *after)
            return state;
        before = std::move(after);
    }
    if (!before)
        return std::unexpected(before.error());
    return temporary("the mail account is changed elsewhere all the time");
}

Result<SnapshotRef> readRows(store::Engine& engine, AccountId account, MailboxId mailbox)
{
    SnapshotEditor editor{Snapshot()};
    RowReader reader([&editor](const RowRun& run) {
        for (const Row& row : run.rows)
            editor.append(row);
        return true;
    });
    auto read = [&reader](std::string_view key, std::string_view value) -> Result<> {
        auto taken = reader.take(key, value);
        return taken ? Result<>() : std::unexpected(taken.error());
    };
    auto range = store::KeyRange::withPrefix(keys::rows(mailbox));
    range.isReadOnce = true;
    if (auto scanned = scanRecords(engine, account, range, read); !scanned)
        return std::unexpected(scanned.error());
    reader.finish();
    return editor.finish();
}

namespace {

/// One scan over a stretch of the mailbox that holds mostly what is asked for.
Result<> scanSummaries(
    store::Engine& engine,
    AccountId account,
    MailboxId mailbox,
    const std::vector<Uid>& uids,
    bool isReadOnce,
    const SummaryVisitor& visit
)
{
    store::KeyRange range;
    range.from = keys::summary(mailbox, uids.front());
    range.to = keys::summary(mailbox, uids.back()) + '\0';
    range.isReadOnce = isReadOnce;
    std::size_t next = 0;
    Result<> outcome;
    auto found = [&](std::string_view key, std::string_view value) {
        const Uid uid = keys::parseUid(key);
        while (next < uids.size() && uids[next] < uid)
            ++next;
        for (; next < uids.size() && uids[next] == uid && outcome; ++next)
            outcome = visit(next, value);
        return outcome && next < uids.size();
    };
    auto scanned = engine.scan(account, range, found);
    return scanned ? outcome : scanned;
}

} // namespace

Result<> visitSummaries(
    store::Engine& engine,
    AccountId account,
    MailboxId mailbox,
    const std::vector<Uid>& uids,
    bool isReadOnce,
    const SummaryVisitor& visit
)
{
    if (uids.empty())
        return {};
    // A scan also reads what lies between; worth it unless that is much more than what is asked.
    const bool dense = uids.back().value - uids.front().value < uids.size() * 4 + 8;
    if (uids.size() > 1 && dense && std::ranges::is_sorted(uids))
        return scanSummaries(engine, account, mailbox, uids, isReadOnce, visit);
    for (std::size_t i = 0; i < uids.size(); ++i) {
        const auto value = engine.get(account, keys::summary(mailbox, uids[i]));
        if (!value)
            return std::unexpected(value.error());
        if (!*value)
            continue;
        if (auto visited = visit(i, **value); !visited)
            return visited;
    }
    return {};
}

Result<std::vector<std::string>> readSummaries(
    store::Engine& engine,
    AccountId account,
    MailboxId mailbox,
    const std::vector<Uid>& uids,
    bool isReadOnce
)
{
    std::vector<std::string> out(uids.size());
    const SummaryVisitor keep = [&out](std::size_t place, std::string_view summary) -> Result<> {
        out[place] = summary;
        return {};
    };
    if (auto visited = visitSummaries(engine, account, mailbox, uids, isReadOnce, keep); !visited)
        return std::unexpected(visited.error());
    return out;
}

namespace {

Result<std::vector<keys::HolderKey>>
readHoldersBelow(store::Engine& engine, AccountId account, std::string prefix)
{
    std::vector<keys::HolderKey> holders;
    auto read = [&](std::string_view key, std::string_view) -> Result<> {
        auto holder = keys::parseHolder(key);
        if (!holder)
            return std::unexpected(holder.error());
        holders.push_back(std::move(*holder));
        return {};
    };
    const auto range = store::KeyRange::withPrefix(std::move(prefix));
    if (auto scanned = scanRecords(engine, account, range, read); !scanned)
        return std::unexpected(scanned.error());
    return holders;
}

} // namespace

Result<std::vector<Uid>> readHolders(
    store::Engine& engine, AccountId account, MailboxId mailbox, std::string_view blobPrefix
)
{
    const auto holders = readHoldersBelow(engine, account, keys::holdersFrom(blobPrefix));
    if (!holders)
        return std::unexpected(holders.error());
    std::vector<Uid> uids;
    for (const auto& holder : *holders) {
        if (holder.mailbox == mailbox)
            uids.push_back(holder.uid);
    }
    std::ranges::sort(uids);
    return uids;
}

Result<std::vector<keys::HolderKey>>
readHolders(store::Engine& engine, AccountId account, const store::BlobId& blob)
{
    return readHoldersBelow(engine, account, keys::holders(blob));
}

Result<std::vector<Uid>>
readExpunged(store::Engine& engine, AccountId account, MailboxId mailbox, ModSeq since)
{
    auto range = store::KeyRange::withPrefix(keys::tombstones(mailbox));
    range.from = keys::tombstone(mailbox, since.next(), Uid(0));
    std::vector<Uid> uids;
    auto read = [&](std::string_view key, std::string_view) -> Result<> {
        auto parsed = keys::parseTombstone(key);
        if (!parsed)
            return std::unexpected(parsed.error());
        uids.push_back(parsed->uid);
        return {};
    };
    if (auto scanned = scanRecords(engine, account, range, read); !scanned)
        return std::unexpected(scanned.error());
    std::ranges::sort(uids);
    return uids;
}

Result<> addFirstMailboxes(Draft& draft)
{
    if (draft.state().mailbox("INBOX"))
        return {};
    const std::pair<std::string_view, SpecialUse> first[] = {
        {"INBOX",   SpecialUse::None   },
        {"Archive", SpecialUse::Archive},
        {"Drafts",  SpecialUse::Drafts },
        {"Junk",    SpecialUse::Junk   },
        {"Sent",    SpecialUse::Sent   },
        {"Trash",   SpecialUse::Trash  },
    };
    for (const auto& [name, use] : first) {
        if (auto made = draft.createMailbox(name, use); !made)
            return std::unexpected(made.error());
        draft.subscribe(name);
    }
    return {};
}

} // namespace postamt::mail
