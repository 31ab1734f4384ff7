#include "pop/ending.h"

#include "mail/loader.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace postamt::pop {

namespace {

using accounts::AfterFetch;
using Summaries = std::vector<std::string>;

/// The mailbox for what was fetched. It is made where the user has removed it, under a name that is
/// free: a mailbox that has the usual name by chance is not one for that use.
Result<mail::MailboxId> targetOf(mail::Draft& draft, AfterFetch wish)
{
    const bool isArchive = wish == AfterFetch::Archive;
    const auto use = isArchive ? mail::SpecialUse::Archive : mail::SpecialUse::Trash;
    if (const auto known = draft.state().mailbox(use))
        return known->id;
    const std::string_view usual = isArchive ? "Archive" : "Trash";
    std::string name(usual);
    for (int i = 2; draft.state().mailbox(name); ++i)
        name = std::string(usual) + ' ' + std::to_string(i);
    return draft.createMailbox(name, use);
}

/// True if what was fetched from this mailbox moves.
bool isMoved(const mail::Draft& draft, mail::MailboxId id, AfterFetch wish)
{
    const auto from = draft.state().mailbox(id);
    if (wish == AfterFetch::Archive)
        return from->record.name == "INBOX";
    return wish == AfterFetch::Trash && from->record.use != mail::SpecialUse::Trash;
}

/// `summaries` are those of part.fetched.
Result<> moveFetched(
    mail::Draft& draft, const MailboxEnding& part, AfterFetch wish, const Summaries& summaries
)
{
    const auto id = part.mailbox->id();
    const auto from = draft.state().mailbox(id);
    const auto to = targetOf(draft, wish);
    if (!to)
        return std::unexpected(to.error());
    for (std::size_t i = 0; i < part.fetched.size(); ++i) {
        auto row = draft.row(id, part.fetched[i]);
        if (!row)
            continue;
        row->service = static_cast<std::uint16_t>(
            row->service | static_cast<std::uint16_t>(mail::ServiceBit::PopFetched)
        );
        // It leaves first: in a full account it takes its own place.
        draft.expunge(id, row->uid);
        const auto moved = draft.copy(*to, *row, from->record, summaries[i]);
        if (!moved)
            return std::unexpected(moved.error());
    }
    return {};
}

void noteFetched(mail::Draft& draft, const MailboxEnding& part, AfterFetch wish)
{
    const auto id = part.mailbox->id();
    for (const mail::Uid uid : part.fetched) {
        draft.addService(id, uid, mail::ServiceBit::PopFetched);
        if (wish == AfterFetch::MarkRead)
            draft.setFlags(id, uid, mail::FlagMode::Add, mail::FlagSet().add(mail::Flag::Seen), 0);
    }
}

/// `summaries` are those of the messages fetched, mailbox by mailbox.
Result<> plan(mail::Draft& draft, const Ending& ending, const std::vector<Summaries>& summaries)
{
    for (std::size_t i = 0; i < ending.mailboxes.size(); ++i) {
        const auto& part = ending.mailboxes[i];
        const auto id = part.mailbox->id();
        if (!draft.state().mailbox(id))
            continue;
        for (const mail::Uid uid : part.removed)
            draft.expunge(id, uid);
        if (part.fetched.empty() || !isMoved(draft, id, ending.wish)) {
            noteFetched(draft, part, ending.wish);
            continue;
        }
        auto moved = moveFetched(draft, part, ending.wish, summaries[i]);
        if (!moved)
            return moved;
    }
    return {};
}

std::size_t messagesIn(const Ending& ending)
{
    std::size_t count = 0;
    for (const auto& part : ending.mailboxes)
        count += part.removed.size() + part.fetched.size();
    return count;
}

} // namespace

bool isMove(AfterFetch wish)
{
    return wish == AfterFetch::Archive || wish == AfterFetch::Trash;
}

Task<Result<std::vector<MailboxEnding>>>
fetchedEverywhere(std::shared_ptr<mail::Account> account, std::vector<store::BlobId> bodies)
{
    std::map<mail::MailboxId, std::vector<mail::Uid>> found;
    mail::Account::Read work = [&](store::Engine& engine) -> Result<> {
        for (const auto& body : bodies) {
            const auto holders = mail::readHolders(engine, account->id(), body);
            if (!holders)
                return std::unexpected(holders.error());
            for (const auto& holder : *holders)
                found[holder.mailbox].push_back(holder.uid);
        }
        return {};
    };
    const Result<> read = co_await account->read(std::move(work));
    if (!read)
        co_return std::unexpected(read.error());
    std::vector<MailboxEnding> out;
    for (auto& [mailbox, uids] : found) {
        auto opened = co_await account->open(mailbox);
        if (!opened && opened.error().fault == Fault::No)
            continue; // it was deleted, with all that is in it
        if (!opened)
            co_return std::unexpected(opened.error());
        out.push_back({.mailbox = std::move(*opened), .fetched = std::move(uids)});
    }
    co_return out;
}

Task<Result<>> carryOut(std::shared_ptr<mail::Account> account, Ending ending)
{
    const auto messages = messagesIn(ending);
    if (messages == 0)
        co_return Result<>();
    std::vector<Summaries> summaries;
    if (isMove(ending.wish)) {
        for (const auto& part : ending.mailboxes) {
            auto read = co_await account->summaries(part.mailbox->id(), part.fetched);
            if (!read)
                co_return std::unexpected(read.error());
            summaries.push_back(std::move(*read));
        }
    }
    mail::Plan whole = [&](mail::Draft& draft) { return plan(draft, ending, summaries); };
    Result<> done = co_await account->change(std::move(whole), messages);
    if (done || !isMove(ending.wish) || done.error().fault != Fault::No)
        co_return done;
    ending.wish = AfterFetch::Keep;
    mail::Plan lesser = [&](mail::Draft& draft) { return plan(draft, ending, summaries); };
    co_return co_await account->change(std::move(lesser), messages);
}

} // namespace postamt::pop
