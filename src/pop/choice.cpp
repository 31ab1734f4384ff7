#include "pop/choice.h"

#include "mail/loader.h"
#include "mail/message.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace postamt::pop {

namespace {

/// Collected beyond what is wanted before the rest is thrown away.
constexpr std::size_t slack = 1024;

bool isBefore(const Chosen& a, const Chosen& b)
{
    return std::tie(a.row.internalDate, a.mailbox, a.row.uid)
        < std::tie(b.row.internalDate, b.mailbox, b.row.uid);
}

bool isAfter(const Chosen& a, const Chosen& b)
{
    return isBefore(b, a);
}

/// The mailboxes whose mail is listed: not those for junk and trash. What is below these is that
/// too: clients put deleted mailboxes there.
std::vector<mail::MailboxRef> listedMailboxes(const mail::AccountState& state)
{
    std::vector<std::string> left;
    for (const auto& mailbox : state.mailboxes) {
        const auto use = mailbox->record.use;
        if (use == mail::SpecialUse::Junk || use == mail::SpecialUse::Trash)
            left.push_back(mailbox->record.name + mail::hierarchyDelimiter);
    }
    std::vector<mail::MailboxRef> out;
    for (const auto& mailbox : state.mailboxes) {
        const auto path = mailbox->record.name + mail::hierarchyDelimiter;
        const auto isLeft = [&](const std::string& root) { return path.starts_with(root); };
        if (mailbox->record.messages != 0 && std::ranges::none_of(left, isLeft))
            out.push_back(mailbox);
    }
    return out;
}

bool fits(const mail::Row& row, const Choice& choice)
{
    if (row.flags.has(mail::Flag::Draft) || row.internalDate < choice.since)
        return false;
    return !choice.isUnfetchedOnly || !row.has(mail::ServiceBit::PopFetched);
}

/// Leaves the first of those that are too many.
void trim(std::vector<Chosen>& chosen, const Choice& choice)
{
    if (chosen.size() <= choice.most)
        return;
    const auto end = chosen.begin() + static_cast<std::ptrdiff_t>(choice.most);
    std::ranges::nth_element(chosen, end, choice.isNewestFirst ? isAfter : isBefore);
    chosen.erase(end, chosen.end());
}

void collect(
    std::vector<Chosen>& chosen,
    mail::MailboxId mailbox,
    const mail::Snapshot& rows,
    const Choice& choice
)
{
    for (mail::SnapshotCursor cursor(rows); !cursor.atEnd(); cursor.next()) {
        const auto row = cursor.row();
        if (!fits(row, choice))
            continue;
        chosen.push_back({.mailbox = mailbox, .row = row, .blob = {}});
        if (chosen.size() >= 2 * choice.most + slack)
            trim(chosen, choice);
    }
}

/// Finds out the bodies. What is gone meanwhile, and what is a copy of one before, is left out.
Result<>
findBodies(std::vector<Chosen>& chosen, store::Engine& engine, mail::AccountId account)
{
    std::map<mail::MailboxId, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < chosen.size(); ++i)
        places[chosen[i].mailbox].push_back(i);
    std::vector<bool> isFound(chosen.size());
    for (const auto& [mailbox, indexes] : places) {
        std::vector<mail::Uid> uids;
        for (const auto index : indexes)
            uids.push_back(chosen[index].row.uid);
        const auto take = [&](std::size_t place, std::string_view record) -> Result<> {
            const auto summary = mail::decodeStoredSummary(record);
            if (!summary)
                return std::unexpected(summary.error());
            chosen[indexes[place]].blob = summary->blob;
            isFound[indexes[place]] = true;
            return {};
        };
        const bool isMany = uids.size() >= mail::manySummaries;
        if (auto read = mail::visitSummaries(engine, account, mailbox, uids, isMany, take); !read)
            return read;
    }
    std::vector<Chosen> out;
    std::unordered_set<store::BlobId> known;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (isFound[i] && known.insert(chosen[i].blob).second)
            out.push_back(std::move(chosen[i]));
    }
    chosen = std::move(out);
    return {};
}

Result<std::vector<Chosen>> chooseFrom(
    const mail::AccountState& state,
    store::Engine& engine,
    mail::AccountId account,
    const Choice& choice
)
{
    std::vector<Chosen> chosen;
    for (const auto& mailbox : listedMailboxes(state)) {
        auto rows = mailbox->rows;
        if (!rows) {
            auto read = mail::readRows(engine, account, mailbox->id);
            if (!read)
                return std::unexpected(read.error());
            rows = std::move(*read);
        }
        collect(chosen, mailbox->id, *rows, choice);
    }
    trim(chosen, choice);
    std::ranges::sort(chosen, isBefore);
    if (auto found = findBodies(chosen, engine, account); !found)
        return std::unexpected(found.error());
    return chosen;
}

} // namespace

Task<Result<std::vector<Chosen>>> choose(std::shared_ptr<mail::Account> account, Choice choice)
{
    Result<std::vector<Chosen>> chosen;
    mail::Account::Read work = [&](store::Engine& engine) -> Result<> {
        chosen = chooseFrom(*account->state(), engine, account->id(), choice);
        return chosen ? Result<>() : std::unexpected(chosen.error());
    };
    const Result<> done = co_await account->read(std::move(work));
    if (!done)
        co_return std::unexpected(done.error());
    co_return chosen;
}

} // namespace postamt::pop
