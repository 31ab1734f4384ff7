#include "mail/loader.h"
#include "mail/message.h"
#include "mail/read_ahead.h"
#include "mail/test_mail.h"

#include <gtest/gtest.h>

namespace postamt::mail {

namespace {

class ReadAheadTest : public testing::Test {
protected:
    using Depth = ReadAhead::Depth;

    WantedMessage append(std::size_t size)
    {
        std::string bytes = "Subject: " + std::to_string(++made_) + "\r\n\r\n";
        bytes.resize(std::max(bytes.size(), size), 'x');
        bodies.push_back(bytes);
        const auto bytesSize = static_cast<std::uint32_t>(bytes.size());
        return {mail.append(*account, "INBOX", std::move(bytes)), bytesSize};
    }

    /// Reads to the end; how many messages each batch had.
    std::vector<std::size_t> readAll(const std::vector<WantedMessage>& wanted, Depth depth)
    {
        ReadAhead reader(account, inbox, wanted, depth);
        std::vector<std::size_t> sizes;
        read = {};
        for (;;) {
            auto batch = mail.run(reader.next());
            EXPECT_TRUE(batch);
            if (!batch || batch->isEmpty())
                return sizes;
            sizes.push_back(batch->wanted.size());
            const auto add
                = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
            add(read.wanted, batch->wanted);
            add(read.summaries, batch->summaries);
            add(read.bodies, batch->bodies);
        }
    }

    void expectAll(const std::vector<WantedMessage>& wanted, Depth depth)
    {
        ASSERT_EQ(read.wanted.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            ASSERT_EQ(read.wanted[i].uid, wanted[i].uid);
            if (depth == Depth::Nothing)
                continue;
            const auto& bytes = bodies[wanted[i].uid.value - 1];
            const auto summary = decodeStoredSummary(read.summaries[i]);
            ASSERT_TRUE(summary);
            EXPECT_EQ(mime::decode(summary->mime)->size(), bytes.size());
            const bool isThere = depth == Depth::Bodies && bytes.size() <= ReadAhead::maxBody;
            EXPECT_EQ(read.bodies[i], isThere ? bytes : std::string());
        }
    }

    TestMail mail;
    std::shared_ptr<Account> account = mail.account();
    MailboxId inbox = account->state()->mailbox("INBOX")->id;
    std::vector<std::string> bodies; ///< by UID, from 1
    ReadMessages read;

private:
    int made_ = 0;
};

} // namespace

TEST_F(ReadAheadTest, GivesAllInOrderWhateverTheirNumber)
{
    std::vector<WantedMessage> wanted;
    for (const std::size_t count : {0U, 1U, 32U, 33U, 256U, 257U, 700U}) {
        while (wanted.size() < count)
            wanted.push_back(append(0));
        for (const auto depth : {Depth::Nothing, Depth::Summaries, Depth::Bodies}) {
            const auto sizes = readAll(wanted, depth);
            expectAll(wanted, depth);
            if (depth != Depth::Nothing) {
                EXPECT_EQ(sizes.size(), (count + 255) / 256) << count;
            }
        }
    }
}

TEST_F(ReadAheadTest, ReadsManyAsItReadsFew)
{
    std::vector<WantedMessage> wanted;
    while (wanted.size() <= manySummaries)
        wanted.push_back(append(0));
    for (const auto depth : {Depth::Summaries, Depth::Bodies}) {
        readAll(wanted, depth);
        expectAll(wanted, depth);
    }
}

TEST_F(ReadAheadTest, HoldsSoManyBytesAndNoLargeMessage)
{
    std::vector<WantedMessage> wanted;
    for (const std::size_t size :
         {ReadAhead::maxBody - 1, ReadAhead::maxBody, ReadAhead::maxBody + 1, 100U, 1'000'000U, 5U})
        wanted.push_back(append(size));
    EXPECT_EQ(readAll(wanted, Depth::Bodies), (std::vector<std::size_t>{3, 3}));
    expectAll(wanted, Depth::Bodies);
    EXPECT_EQ(readAll(wanted, Depth::Summaries), std::vector<std::size_t>{6});
    expectAll(wanted, Depth::Summaries);
}

TEST_F(ReadAheadTest, LeavesOutWhatIsNotThere)
{
    auto wanted = std::vector{append(10), append(10)};
    wanted.push_back({Uid(77), 10});
    readAll(wanted, Depth::Bodies);
    ASSERT_EQ(read.summaries.size(), 3U);
    EXPECT_FALSE(read.summaries[1].empty());
    EXPECT_TRUE(read.summaries[2].empty());
    EXPECT_TRUE(read.bodies[2].empty());
}

TEST_F(ReadAheadTest, SaysWhenTheStoreCannotBeRead)
{
    std::vector<WantedMessage> wanted;
    for (int i = 0; i < 300; ++i)
        wanted.push_back(append(0));
    ReadAhead few(account, inbox, {wanted[0]}, Depth::Bodies);
    ReadAhead many(account, inbox, wanted, Depth::Bodies);
    mail.engine.setReadFault(Error{Fault::Temporary, "the disk is gone", {}});
    EXPECT_FALSE(mail.run(few.next()));
    EXPECT_FALSE(mail.run(many.next()));
}

TEST_F(ReadAheadTest, MayBeGivenUpWhileItReads)
{
    std::vector<WantedMessage> wanted;
    for (int i = 0; i < 600; ++i)
        wanted.push_back(append(0));
    for (int round = 0; round < 20; ++round) {
        ReadAhead reader(account, inbox, wanted, Depth::Bodies);
        EXPECT_TRUE(mail.run(reader.next()));
    }
}

} // namespace postamt::mail
