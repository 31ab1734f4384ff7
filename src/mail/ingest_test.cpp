#include "mail/ingest.h"
#include "mail/test_mail.h"
#include "mime/summary.h"

#include <gtest/gtest.h>

namespace postamt::mail {

namespace {

/// A body that is not in memory, and may fail, as a spool file.
class Spooled : public store::Body {
public:
    Spooled(std::string bytes, bool fails)
        : inner_(store::makeBody(std::move(bytes))), fails_(fails)
    {
    }

    std::uint64_t size() const override { return inner_->size(); }

    const store::BlobId& id() const override { return inner_->id(); }

    Result<std::string> read(std::uint64_t offset, std::uint64_t length) const override
    {
        if (fails_)
            return temporary("the spool is gone");
        return inner_->read(offset, length);
    }

private:
    store::BodyRef inner_;
    bool fails_;
};

std::string messageOf(std::size_t size)
{
    std::string text = "Subject: Gr\xc3\xbc\xc3\x9f"
                       "e\r\n\r\n";
    text.resize(size, 'x');
    return text;
}

std::string subjectOf(const NewMessage& message)
{
    const auto summary = mime::decode(message.mime);
    return summary ? std::string(summary->subject()) : "damaged";
}

} // namespace

TEST(Ingest, MakesTheSummaryOfSmallAndLargeBodies)
{
    TestMail mail;
    for (const std::size_t size : {64UL * 1024 - 1, 64UL * 1024, 64UL * 1024 + 1, 3UL << 20}) {
        for (const auto& body :
             {store::makeBody(messageOf(size)),
              store::BodyRef(std::make_shared<Spooled>(messageOf(size), false))}) {
            const auto message = mail.run(ingest(&mail.workers, body, 77));
            ASSERT_TRUE(message);
            EXPECT_EQ(message->body, body);
            EXPECT_EQ(message->internalDate, 77);
            EXPECT_EQ(message->service, 0U); // the last line has no end
            EXPECT_EQ(
                subjectOf(*message),
                "Gr\xc3\xbc\xc3\x9f"
                "e"
            );
            EXPECT_EQ(mime::decode(message->mime)->size(), size);
        }
    }
}

TEST(Ingest, FailsWhereTheSpoolFails)
{
    TestMail mail;
    for (const std::size_t size : {100UL, 100'000UL}) {
        const store::BodyRef body = std::make_shared<Spooled>(messageOf(size), true);
        const auto message = mail.run(ingest(&mail.workers, body, 0));
        ASSERT_FALSE(message);
        EXPECT_EQ(message.error().fault, Fault::Temporary);
    }
}

TEST(Ingest, TakesAnyBytes)
{
    TestMail mail;
    for (const auto& bytes : {std::string(), std::string(5, '\0'), std::string("\r\n\xff\xfe:")}) {
        const auto message = mail.run(ingest(&mail.workers, store::makeBody(bytes), 0));
        ASSERT_TRUE(message);
        EXPECT_TRUE(mime::decode(message->mime));
    }
}

TEST(Ingest, KnowsCrlfLines)
{
    for (const auto* text : {"", "\r\n", "a\r\n", "a\r\n\r\nb\r\n"})
        EXPECT_TRUE(hasCrlfLines(text)) << text;
    for (const auto* text :
         {"a", "\n", "\r", "a\n", "a\rb\r\n", "a\r\nb", "a\r\n\n", "\r\r\n", "a\r\nb\r"})
        EXPECT_FALSE(hasCrlfLines(text)) << text;
}

} // namespace postamt::mail
