// Resynchronisation (RFC 7162): a client that was away while another changed and expunged messages.
#include "imap/proto/sequence_set.h"
#include "load/failure.h"
#include "load/fetch_tally.h"
#include "load/imap_login.h"
#include "load/stopwatch.h"
#include "load/told.h"
#include "load/uid_command.h"
#include "load/workloads.h"

#include <fmt/format.h>

#include <unordered_map>

namespace postamt::load {

namespace {

using imap::proto::NumberSet;

/// What the other client has done, and what the one who was away must find.
struct Changes {
    std::vector<std::uint32_t> flagged;
    std::vector<std::uint32_t> unflagged;
    std::vector<std::uint32_t> expunged;
    NumberSet left; ///< the messages that are still there
    std::unordered_map<std::uint32_t, bool> flags; ///< by UID, of those changed
};

/// Spreads the changes over the mailbox: every second one an expunge, the others flags.
Changes plan(const std::vector<Told>& messages, std::size_t count)
{
    if (count == 0 || count > messages.size())
        giveUp("QRESYNC: the mailbox has fewer messages than --changes");
    Changes changes;
    const std::size_t stride = messages.size() / count;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const auto uid = static_cast<std::uint32_t>(messages[i].uid);
        const std::size_t turn = i / stride;
        const bool isChanged = i % stride == 0 && turn < count;
        if (isChanged && turn % 2 == 1) {
            changes.expunged.push_back(uid);
            continue;
        }
        changes.left.append(uid);
        if (!isChanged)
            continue;
        (messages[i].isFlagged ? changes.unflagged : changes.flagged).push_back(uid);
        changes.flags[uid] = !messages[i].isFlagged;
    }
    return changes;
}

Task<> make(ImapClient* client, const Changes* changes)
{
    co_await runForAll(client, "UID STORE {} +FLAGS.SILENT (\\Flagged)", changes->flagged);
    co_await runForAll(client, "UID STORE {} -FLAGS.SILENT (\\Flagged)", changes->unflagged);
    co_await runForAll(client, "UID STORE {} +FLAGS.SILENT (\\Deleted)", changes->expunged);
    co_await runForAll(client, "UID EXPUNGE {}", changes->expunged);
}

/// What the server tells the one who was away.
class Resync {
public:
    explicit Resync(const Changes& changes) : changes_(changes) { }

    void take(std::string_view text)
    {
        constexpr std::string_view vanished = "* VANISHED (EARLIER) ";
        if (text.starts_with(vanished))
            takeVanished(text.substr(vanished.size()));
        else if (fetchNumber(text) > 0)
            takeFetch(text);
    }

    void finish() const
    {
        if (fetched_ != changes_.flags.size())
            giveUp(fmt::format("QRESYNC: told {} of {} flags", fetched_, changes_.flags.size()));
        for (const auto uid : changes_.expunged) {
            if (!vanished_.contains(uid))
                giveUp(fmt::format("QRESYNC: UID {} is gone and was not told", uid));
        }
    }

private:
    void takeVanished(std::string_view text)
    {
        const auto set = imap::proto::parseSequenceSet(text);
        if (!set)
            giveUp("QRESYNC: not a set of UIDs", text);
        vanished_ = set->resolve(0);
        for (const auto& [uid, isFlagged] : changes_.flags) {
            if (vanished_.contains(uid))
                giveUp(fmt::format("QRESYNC: UID {} is there and was told as gone", uid));
        }
    }

    void takeFetch(std::string_view text)
    {
        const auto uid = static_cast<std::uint32_t>(numberAfter(text, "UID ").value_or(0));
        const auto found = changes_.flags.find(uid);
        if (found == changes_.flags.end()) {
            if (!changes_.left.contains(uid))
                giveUp("QRESYNC: told of a message that is gone", text);
            return;
        }
        if (text.contains("\\Flagged") != found->second)
            giveUp("QRESYNC: not the flags that were stored", text);
        ++fetched_;
    }

    const Changes& changes_;
    NumberSet vanished_;
    std::size_t fetched_ = 0;
};

} // namespace

Task<Steps> qresync(Options options)
{
    const auto before = co_await loggedIn(options, 0);
    co_await before->run("ENABLE QRESYNC");
    const auto selected = co_await before->select(options.mailbox);
    if (selected.highestModSeq == 0)
        giveUp("SELECT told no HIGHESTMODSEQ");
    const auto messages = co_await tellAll(before.get());
    co_await before->logout();

    const Changes changes = plan(messages, options.changes);
    const auto other = co_await loggedIn(options, 0);
    co_await other->select(options.mailbox);
    co_await make(other.get(), &changes);
    co_await other->logout();

    const auto command = fmt::format(
        "SELECT \"{}\" (QRESYNC ({} {}))",
        options.mailbox,
        selected.uidValidity,
        selected.highestModSeq
    );
    Step step;
    for (std::size_t i = 0; i < options.repeat; ++i) {
        const auto client = co_await loggedIn(options, 0);
        co_await client->run("ENABLE QRESYNC");
        Resync resync(changes);
        const ImapClient::Listener listener
            = [&resync](const Untagged& untagged) { resync.take(untagged.piece.text); };
        const Stopwatch watch;
        co_await client->run(command, listener);
        const Step one = watch.stop(1, changes.flags.size() + changes.expunged.size() + 1);
        resync.finish();
        step.add(one);
        co_await client->logout();
    }
    co_return Steps{step};
}

} // namespace postamt::load
