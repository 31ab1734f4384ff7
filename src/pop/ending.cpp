#include "pop/ending.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace postamt::pop {

namespace {

using accounts::AfterFetch;
using Summaries = std::vector<std::string>;

bool isMove(AfterFetch wish)
{
    return wish == AfterFetch::Archive || wish == AfterFetch::Trash;
}

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

/// `summaries` are those of ending.fetched.
Result<> moveFetched(mail::Draft& draft, const Ending& ending, const Summaries& summaries)
{
    const auto from = draft.state().mailbox(ending.mailbox);
    if (!from)
        return {};
    const auto to = targetOf(draft, ending.wish);
    if (!to)
        return std::unexpected(to.error());
    for (std::size_t i = 0; i < ending.fetched.size(); ++i) {
        auto row = draft.row(ending.mailbox, ending.fetched[i]);
        if (!row)
            continue;
        row->service = static_cast<std::uint16_t>(
            row->service | static_cast<std::uint16_t>(mail::ServiceBit::PopFetched)
        );
        // It leaves first: in a full account it takes its own place.
        draft.expunge(ending.mailbox, row->uid);
        const auto moved = draft.copy(*to, *row, from->record, summaries[i]);
        if (!moved)
            return std::unexpected(moved.error());
    }
    return {};
}

Result<> plan(mail::Draft& draft, const Ending& ending, const Summaries& summaries)
{
    for (const mail::Uid uid : ending.removed)
        draft.expunge(ending.mailbox, uid);
    if (isMove(ending.wish))
        return moveFetched(draft, ending, summaries);
    for (const mail::Uid uid : ending.fetched) {
        draft.addService(ending.mailbox, uid, mail::ServiceBit::PopFetched);
        if (ending.wish == AfterFetch::MarkRead)
            draft.setFlags(
                ending.mailbox, uid, mail::FlagMode::Add, mail::FlagSet().add(mail::Flag::Seen), 0
            );
    }
    return {};
}

} // namespace

Task<Result<>> carryOut(std::shared_ptr<mail::Account> account, Ending ending)
{
    const auto messages = ending.removed.size() + ending.fetched.size();
    if (messages == 0)
        co_return Result<>();
    if (ending.fetched.empty())
        ending.wish = AfterFetch::Keep;
    Summaries summaries;
    if (isMove(ending.wish)) {
        auto read = co_await account->summaries(ending.mailbox, ending.fetched);
        if (!read)
            co_return std::unexpected(read.error());
        summaries = std::move(*read);
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
