#pragma once

#include "mail/draft.h"
#include "mail/keys.h"
#include "mail/loader.h"
#include "store/memory/memory_engine.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postamt::mail {

inline constexpr AccountId account{7};
inline constexpr UnixSeconds now = 1'700'000'000;

inline std::string codeOf(const Result<>& result)
{
    return result ? "done" : result.error().code;
}

template <class T>
std::string codeOf(const Result<T>& result)
{
    return result ? "done" : result.error().code;
}

/// For the tests of Draft: Drafts over a store, one after another, as Account makes them.
class Drafts : public testing::Test {
protected:
    Drafts()
    {
        inbox = *draft().createMailbox("INBOX");
        commit();
    }

    Draft& draft()
    {
        if (!draft_) {
            draft_ = std::make_unique<Draft>(state, limits, now);
            draft_->nextModSeq();
        }
        return *draft_;
    }

    /// Throws the Draft away, as after a plan that failed.
    void discard() { draft_ = nullptr; }

    /// Stores the Draft; the state must be what is then stored.
    void commit()
    {
        ASSERT_NE(draft_, nullptr);
        auto batch = draft_->takeBatch(account);
        state = draft_->takeState();
        draft_ = nullptr;
        bool done = false;
        engine.commit(std::move(batch), [&](Result<store::Committed> result) {
            done = result == store::Committed::Done;
        });
        ASSERT_TRUE(done);
        expectStored();
    }

    void expectStored()
    {
        std::vector<MailboxId> all;
        for (const auto& mailbox : state->mailboxes)
            all.push_back(mailbox->id);
        const auto loaded = loadState(engine, account, all);
        ASSERT_TRUE(loaded);
        const AccountState& stored = **loaded;
        EXPECT_EQ(stored.modSeq, state->modSeq);
        EXPECT_EQ(encodeAccount(stored.record), encodeAccount(state->record));
        EXPECT_EQ(*stored.names, *state->names);
        EXPECT_EQ(*stored.subscriptions, *state->subscriptions);
        expectStored(*stored.metadata, *state->metadata);
        ASSERT_EQ(stored.mailboxes.size(), state->mailboxes.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            expectStored(*stored.mailboxes[i], *state->mailboxes[i]);
    }

    static void expectStored(const Metadata& stored, const Metadata& shown)
    {
        EXPECT_EQ(stored.bytes(), shown.bytes());
        ASSERT_EQ(stored.owners().size(), shown.owners().size());
        for (const auto& [id, entries] : shown.owners()) {
            ASSERT_EQ(stored.of(id).size(), entries->size());
            for (const auto& [name, entry] : *entries) {
                const auto same = stored.of(id).find(name);
                ASSERT_NE(same, stored.of(id).end());
                EXPECT_EQ(encodeMetadata(*same->second), encodeMetadata(*entry));
            }
        }
    }

    static void expectStored(const MailboxState& stored, const MailboxState& shown)
    {
        EXPECT_EQ(stored.id, shown.id);
        EXPECT_EQ(encodeMailbox(stored.record), encodeMailbox(shown.record));
        ASSERT_TRUE(shown.rows);
        ASSERT_EQ(stored.rows->size(), shown.rows->size());
        MailboxRecord counted;
        for (std::uint32_t i = 0; i < shown.rows->size(); ++i) {
            EXPECT_EQ(stored.rows->at(i), shown.rows->at(i));
            counted.count(shown.rows->at(i), +1);
        }
        EXPECT_EQ(counted.messages, shown.record.messages);
        EXPECT_EQ(counted.unseen, shown.record.unseen);
        EXPECT_EQ(counted.deleted, shown.record.deleted);
        EXPECT_EQ(counted.bytes, shown.record.bytes);
    }

    static NewMessage message(std::string bytes, FlagList flags = {})
    {
        NewMessage out;
        out.body = store::makeBody(std::move(bytes));
        out.mime = "summary";
        out.internalDate = 5;
        out.flags = std::move(flags);
        return out;
    }

    Uid append(MailboxId id, std::string bytes, FlagList flags = {})
    {
        return draft().append(id, message(std::move(bytes), std::move(flags))).value();
    }

    MailboxId create(std::string_view name) { return draft().createMailbox(name).value(); }

    std::optional<std::string> get(const std::string& key)
    {
        return engine.get(account, key).value();
    }

    std::size_t count(const std::string& prefix)
    {
        std::size_t n = 0;
        auto visit = [&n](std::string_view, std::string_view) { return ++n > 0; };
        EXPECT_TRUE(engine.scan(
            account, store::KeyRange::withPrefix(prefix), visit, store::Order::Ascending
        ));
        return n;
    }

    std::vector<std::string> namesNow()
    {
        std::vector<std::string> out;
        for (const auto& [name, id] : *draft().state().names)
            out.push_back(name);
        return out;
    }

    using Names = std::vector<std::string>;

    store::MemoryEngine engine;
    AccountStateRef state = std::make_shared<const AccountState>();
    QuotaLimits limits;
    MailboxId inbox;

private:
    std::unique_ptr<Draft> draft_;
};

} // namespace postamt::mail
