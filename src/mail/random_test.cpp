// Everything at once: random Changes by two nodes, in folds, with failing commits, sweeps and
// purges. After each round the store must be in order and be what the accounts show.

#include "mail/check.h"
#include "mail/keys.h"
#include "mail/loader.h"
#include "mail/sweep.h"
#include "mail/test_mail.h"

#include <gtest/gtest.h>

#include <random>

namespace postamt::mail {

namespace {

class RandomChanges {
public:
    explicit RandomChanges(unsigned seed) : random_(seed)
    {
        nodes_[0] = mail_.account();
        nodes_[1] = mail_.run(Account::load(AccountId(1), mail_.surroundings)).value();
        for (auto& node : nodes_)
            node->setQuota({.bytes = 3000, .messages = 200});
    }

    void round()
    {
        const auto& node = nodes_[below(2)];
        std::vector<OpenMailboxRef> opened;
        const auto before = node->state();
        for (const auto& mailbox : before->mailboxes) {
            auto open = below(2) == 0 ? mail_.run(node->open(mailbox->id)) : no("not now");
            if (open)
                opened.push_back(*open);
        }
        if (below(10) == 0)
            mail_.engine.failNext(1, Error{Fault::Temporary, "the disk is full", {}});
        mail_.engine.hold();
        std::vector<StartedRef<Result<>>> started;
        for (auto n = below(12); n > 0; --n)
            started.push_back(mail_.start(node->change(plan())));
        mail_.engine.release();
        for (const auto& change : started)
            done_ += mail_.finish(change) ? 1U : 0U;
        mail_.clock.advance(std::chrono::seconds(below(100)));
        if (below(8) == 0)
            swept_
                += mail_.run(sweep(node, mail_.clock.seconds() - 200)).value_or(Swept()).messages;
        if (below(8) == 0)
            purged_ += mail_.engine.purge(mail_.clock.seconds() + 1).value();
        expectInOrder(*node);
    }

    /// How much was really done; a test that only fails proves nothing.
    std::uint64_t done() const { return done_; }

    std::uint64_t swept() const { return swept_; }

    std::uint64_t purged() const { return purged_; }

private:
    std::uint32_t below(std::uint32_t n)
    {
        return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random_);
    }

    /// A Change of a few operations, some of which fail it half-way. What it does depends on the
    /// Draft and its own numbers only, so that it may run again.
    Plan plan()
    {
        return [this, seed = random_()](Draft& draft) -> Result<> {
            std::mt19937 own(seed);
            for (auto n = 1 + own() % 4; n > 0; --n) {
                if (auto done = operation(draft, own); !done)
                    return done;
            }
            return {};
        };
    }

    Result<> operation(Draft& draft, std::mt19937& own)
    {
        const auto& all = draft.state().mailboxes;
        const MailboxRef from = all[own() % all.size()];
        const MailboxRef to = all[own() % all.size()];
        const auto& record = from->record;
        const Uid uid(1 + static_cast<std::uint32_t>(own() % record.uidNext.value));
        const std::string name = nameOf(own);
        Result<> done;
        switch (own() % 15) {
        case 0:
            done = whether(draft.createMailbox(name));
            break;
        case 1:
            done = draft.removeMailbox(from->id);
            break;
        case 2:
            done = draft.renameMailbox(record.name, name);
            break;
        case 3:
            draft.subscribe(name);
            break;
        case 4:
            draft.unsubscribe(name);
            break;
        case 5:
        case 6:
            draft.expunge(from->id, uid);
            break;
        case 7:
            draft.setFlags(from->id, uid, static_cast<FlagMode>(own() % 3), flags(own), 0);
            break;
        case 8:
            draft.addService(from->id, uid, ServiceBit::PopFetched);
            draft.claimRecent(from->id, from->record.uidNext);
            break;
        case 9:
            done = copy(draft, from, uid, to->id);
            break;
        case 10:
            done = note(draft, own() % 4 == 0 ? accountItself : from->id, own);
            break;
        default:
            done = whether(draft.append(from->id, message(own)));
        }
        return own() % 3 == 0 ? done : Result<>(); // some plans bear a failure, some do not
    }

    static Result<> note(Draft& draft, MailboxId of, std::mt19937& own)
    {
        const std::string name = "/private/" + std::to_string(own() % 3);
        std::optional<std::string> value;
        if (own() % 3 != 0)
            value = std::string(own() % 100, 'v');
        return draft.setMetadata(of, name, std::move(value), MetadataLimits{.entries = 2});
    }

    Result<> copy(Draft& draft, const MailboxRef& from, Uid uid, MailboxId to)
    {
        const auto row = draft.row(from->id, uid);
        auto summary = mail_.engine.get(AccountId(1), keys::summary(from->id, uid));
        if (!row || !summary || !*summary)
            return {};
        return whether(draft.copy(to, *row, from->record, **summary));
    }

    template <class T>
    static Result<> whether(const Result<T>& result)
    {
        return result ? Result<>() : std::unexpected(result.error());
    }

    static FlagSet flags(std::mt19937& own)
    {
        return FlagSet{static_cast<std::uint16_t>(own() % 32)};
    }

    static std::string nameOf(std::mt19937& own)
    {
        std::string name(1, static_cast<char>('a' + own() % 3));
        for (auto depth = own() % 3; depth > 0; --depth)
            name += std::string("/") + static_cast<char>('a' + own() % 3);
        return name;
    }

    static NewMessage message(std::mt19937& own)
    {
        const std::string bytes(1 + own() % 60, static_cast<char>('a' + own() % 3));
        NewMessage out;
        out.body = store::makeBody(bytes);
        out.mime = mime::encode(mime::summarize(bytes));
        out.flags.flags = flags(own);
        if (own() % 4 == 0)
            out.flags.keywords = {"k" + std::to_string(own() % 70)};
        return out;
    }

    void expectInOrder(const Account& node)
    {
        const auto report = [](const Finding& finding) { ADD_FAILURE() << finding.text; };
        EXPECT_TRUE(check(mail_.engine, {true}, report));
        const auto state = node.state();
        std::vector<MailboxId> open;
        for (const auto& mailbox : state->mailboxes)
            open.push_back(mailbox->id);
        const auto stored = loadState(mail_.engine, AccountId(1), open);
        ASSERT_TRUE(stored);
        if ((*stored)->modSeq != state->modSeq) // the other node was the last to write
            return;
        EXPECT_EQ(encodeAccount((*stored)->record), encodeAccount(state->record));
        EXPECT_EQ(*(*stored)->names, *state->names);
        EXPECT_EQ(*(*stored)->subscriptions, *state->subscriptions);
        ASSERT_EQ((*stored)->mailboxes.size(), state->mailboxes.size());
        for (std::size_t i = 0; i < state->mailboxes.size(); ++i)
            expectSame(*(*stored)->mailboxes[i], *state->mailboxes[i]);
    }

    static void expectSame(const MailboxState& stored, const MailboxState& shown)
    {
        auto record = shown.record;
        record.recentFrom = stored.record.recentFrom; // written with the next Change only
        EXPECT_EQ(encodeMailbox(stored.record), encodeMailbox(record));
        if (!shown.rows)
            return;
        ASSERT_EQ(stored.rows->size(), shown.rows->size());
        for (std::uint32_t row = 0; row < shown.rows->size(); ++row)
            EXPECT_EQ(stored.rows->at(row), shown.rows->at(row));
    }

    std::mt19937 random_;
    TestMail mail_;
    std::shared_ptr<Account> nodes_[2];
    std::uint64_t done_ = 0;
    std::uint64_t swept_ = 0;
    std::uint64_t purged_ = 0;
};

} // namespace

TEST(Random, ChangesLeaveTheStoreInOrder)
{
    std::uint64_t done = 0;
    std::uint64_t swept = 0;
    std::uint64_t purged = 0;
    for (unsigned seed = 1; seed <= 6 && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(seed);
        RandomChanges changes(seed);
        for (int round = 0; round < 60 && !testing::Test::HasFailure(); ++round)
            changes.round();
        done += changes.done();
        swept += changes.swept();
        purged += changes.purged();
    }
    EXPECT_GT(done, 1000U);
    EXPECT_GT(swept, 200U);
    EXPECT_GT(purged, 100U);
}

} // namespace postamt::mail
