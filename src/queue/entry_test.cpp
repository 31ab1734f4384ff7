#include "queue/entry.h"
#include "queue/retry.h"

#include <gtest/gtest.h>

namespace postamt::queue {
namespace {

Entry sample()
{
    Entry entry;
    entry.id = EntryId(0x0102030405060708);
    entry.blob = store::blobIdOf("text");
    entry.size = 300;
    entry.eightBit = true;
    entry.sender = "alice@example.test";
    entry.name = "0123456789abcdef";
    entry.queued = 1'772'445'600;
    entry.next = 1'772'445'900;
    entry.attempts = 3;
    Recipient first;
    first.address = "bob@example.org";
    Recipient second;
    second.address = "j\xc3\xb6rg@example.org";
    second.state = Recipient::State::Failed;
    second.code = 550;
    second.status = "5.1.1";
    second.text = "no such user";
    entry.recipients = {first, second};
    return entry;
}

TEST(EntryTest, whatIsWrittenIsRead)
{
    auto entry = sample();
    EXPECT_EQ(parseEntry(entry.id, formatEntry(entry)), entry);
    entry.eightBit = false;
    entry.utf8Header = true;
    entry.recipients.clear();
    entry.sender.clear();
    EXPECT_EQ(parseEntry(entry.id, formatEntry(entry)), entry);
}

TEST(EntryTest, keysAreFixedAndSortByNumber)
{
    EXPECT_EQ(entryKey(EntryId(0x0102030405060708)), "m\x01\x02\x03\x04\x05\x06\x07\x08");
    EXPECT_LT(entryKey(EntryId(255)), entryKey(EntryId(256)));
    EXPECT_EQ(parseEntryKey(entryKey(EntryId(77))), EntryId(77));
    EXPECT_FALSE(parseEntryKey("m"));
    EXPECT_FALSE(parseEntryKey("x12345678"));
}

TEST(EntryTest, damageIsFound)
{
    const auto bytes = formatEntry(sample());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(parseEntry(EntryId(1), std::string_view(bytes).substr(0, size))) << size;
    EXPECT_FALSE(parseEntry(EntryId(1), bytes + "x"));
    EXPECT_FALSE(parseEntry(EntryId(1), "\x02" + bytes.substr(1)));
}

TEST(RetryTest, waitsDoubleUpToTheLongest)
{
    const Retry retry;
    EXPECT_EQ(retry.wait(1).count(), 300);
    EXPECT_EQ(retry.wait(2).count(), 600);
    EXPECT_EQ(retry.wait(6).count(), 9600);
    EXPECT_EQ(retry.wait(7).count(), 14400);
    EXPECT_EQ(retry.wait(4'000'000'000).count(), 14400);
}

} // namespace
} // namespace postamt::queue
