#pragma once

#include "mail/account.h"
#include "mail/loader.h"
#include "mail/test_mail.h"

#include <gtest/gtest.h>

#include <functional>
#include <thread>

namespace postamt::mail {

template <class T>
Result<> whether(const Result<T>& result)
{
    return result ? Result<>() : std::unexpected(result.error());
}

inline const Error diskFull{Fault::Temporary, "the disk is full", {}};

class Accounts : public testing::Test {
protected:
    Accounts() : account(mail.account()), inbox(account->state()->mailbox("INBOX")->id) { }

    ~Accounts() override { mail.engine.release(); }

    static Plan appending(MailboxId id, std::string bytes)
    {
        NewMessage message;
        message.body = store::makeBody(std::move(bytes));
        return [id, message](Draft& draft) { return whether(draft.append(id, message)); };
    }

    static Plan failing()
    {
        return [](Draft& draft) -> Result<> {
            draft.subscribe("half done");
            return no("not today");
        };
    }

    StartedRef<Result<>> start(Plan plan) { return mail.start(account->change(std::move(plan))); }

    OpenMailboxRef open(MailboxId id) { return mail.run(account->open(id)).value(); }

    std::uint32_t messages() const { return account->state()->mailbox(inbox)->record.messages; }

    /// Waits for what happens on other threads.
    static void until(const std::function<bool()>& holds)
    {
        for (int i = 0; i < 2000 && !holds(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        ASSERT_TRUE(holds());
    }

    /// Waits until no Change is under way: only then a further one completes.
    void settle()
    {
        EXPECT_TRUE(mail.change(*account, [](Draft&) -> Result<> { return {}; }));
    }

    /// The account as another node would have it.
    std::shared_ptr<Account> elsewhere()
    {
        return mail.run(Account::load(account->id(), mail.surroundings)).value();
    }

    void expectStored()
    {
        const auto state = account->state();
        const auto stored = loadState(mail.engine, account->id(), {inbox});
        ASSERT_TRUE(stored);
        EXPECT_EQ((*stored)->modSeq, state->modSeq);
        EXPECT_EQ(encodeAccount((*stored)->record), encodeAccount(state->record));
        EXPECT_EQ(*(*stored)->names, *state->names);
        EXPECT_EQ(*(*stored)->subscriptions, *state->subscriptions);
        const auto rows = state->mailbox(inbox)->rows;
        if (!rows)
            return;
        const auto& storedRows = *(*stored)->mailbox(inbox)->rows;
        ASSERT_EQ(storedRows.size(), rows->size());
        for (std::uint32_t i = 0; i < rows->size(); ++i)
            EXPECT_EQ(storedRows.at(i), rows->at(i));
    }

    /// Runs sessions on the mailbox in two threads.
    void runSessions(const std::vector<std::shared_ptr<Account>>& accounts);

    boost::asio::io_context contexts[2]; ///< of the threads; they outlive the workers
    TestMail mail{1};
    std::shared_ptr<Account> account;
    MailboxId inbox;
};

} // namespace postamt::mail
