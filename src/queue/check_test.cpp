#include "queue/check.h"

#include "queue/entry.h"
#include "store/memory/memory_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::queue {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class CheckTest : public testing::Test {
protected:
    void commit(store::Batch batch)
    {
        batch.partition = partition;
        batch.expected = *engine.version(partition);
        batch.next = batch.expected.next();
        engine.commit(std::move(batch), [](const auto& done) { ASSERT_TRUE(done); });
    }

    std::string record() const
    {
        Entry entry;
        entry.blob = body->id();
        return formatEntry(entry);
    }

    std::vector<std::string> check() { return *checkQueue(engine); }

    store::MemoryEngine engine;
    store::BodyRef body = store::makeBody("text");
};

TEST_F(CheckTest, anEmptyQueueAndAGoodOne)
{
    EXPECT_THAT(check(), IsEmpty());
    store::Batch batch;
    batch.puts = {{entryKey(EntryId(1)), record()}, {entryKey(EntryId(2)), record()}};
    batch.bodies = {body};
    batch.linked = {body->id()};
    commit(std::move(batch));
    EXPECT_THAT(check(), IsEmpty());
    engine.damageBlob(body->id(), std::nullopt);
    EXPECT_THAT(check(), ElementsAre(HasSubstr("lacks its body")));
}

TEST_F(CheckTest, aMessageWithoutALink)
{
    store::Batch batch;
    batch.puts = {{entryKey(EntryId(1)), record()}};
    commit(std::move(batch));
    EXPECT_THAT(check(), ElementsAre(HasSubstr("lacks its body")));
}

TEST_F(CheckTest, aLinkWithoutAMessage)
{
    store::Batch batch;
    batch.bodies = {body};
    batch.linked = {body->id()};
    commit(std::move(batch));
    EXPECT_THAT(check(), ElementsAre(HasSubstr("for no message")));
}

TEST_F(CheckTest, damagedRecords)
{
    store::Batch batch;
    batch.puts = {{"x", ""}, {entryKey(EntryId(1)), "x"}};
    commit(std::move(batch));
    EXPECT_EQ(check().size(), 2U);
}

} // namespace
} // namespace postamt::queue
