#include "smtp/proto/reply.h"

#include <gtest/gtest.h>

namespace postamt::smtp::proto {

namespace {

// Fed in every split; nothing if it is malformed or not complete.
std::optional<Reply> parsed(const std::string& bytes)
{
    std::optional<Reply> first;
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        ReplyParser parser;
        std::optional<Reply> out;
        for (std::size_t at = 0; at < bytes.size() && !out; at += step) {
            parser.feed(bytes.substr(at, step));
            auto reply = parser.next();
            if (!reply)
                break;
            out = *reply;
        }
        if (step == 1)
            first = out;
        EXPECT_EQ(out, first) << bytes << " step " << step;
    }
    return first;
}

} // namespace

TEST(Reply, FormatsEachLineWithItsCodes)
{
    EXPECT_EQ(
        (Reply{
             250, EnhancedCode{2, 1, 0},
              "Fine"
    })
            .format(),
        "250 2.1.0 Fine\r\n"
    );
    EXPECT_EQ((Reply{354, std::nullopt, "Go on"}).format(), "354 Go on\r\n");
    EXPECT_EQ(
        (Reply{
             550, EnhancedCode{5, 1, 1},
              "No\nsuch\nuser"
    })
            .format(),
        "550-5.1.1 No\r\n550-5.1.1 such\r\n550 5.1.1 user\r\n"
    );
    EXPECT_EQ((Reply{250, std::nullopt, ""}).format(), "250 \r\n");
}

TEST(Reply, CannotBeForged)
{
    EXPECT_EQ(
        (Reply{550, std::nullopt, std::string("no <a\r\x01\0>\x7f", 10)}).format(),
        "550 no <a?\?\?>?\r\n"
    );
}

TEST(Reply, FoldsLongLines)
{
    const Reply reply{
        250, EnhancedCode{2, 0, 0},
         std::string(1200, 'x')
    };
    const auto text = reply.format();
    std::size_t start = 0;
    int lines = 0;
    for (auto end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", start)) {
        EXPECT_LE(end - start, 510U);
        start = end + 2;
        ++lines;
    }
    EXPECT_EQ(lines, 3);
    EXPECT_EQ(start, text.size());
    const Reply fits{250, std::nullopt, std::string(506, 'x')};
    EXPECT_EQ(fits.format().size(), 512U);
}

TEST(ReplyParser, ReadsOneAndManyLines)
{
    EXPECT_EQ(parsed("220 mx.test ESMTP\r\n"), (Reply{220, std::nullopt, "mx.test ESMTP"}));
    EXPECT_EQ(
        parsed("250 2.1.5 ok\r\n"),
        (Reply{
            250, EnhancedCode{2, 1, 5},
             "ok"
    })
    );
    EXPECT_EQ(parsed("250-a\r\n250-b\r\n250 c\r\n"), (Reply{250, std::nullopt, "a\nb\nc"}));
    EXPECT_EQ(
        parsed("550-5.1.1 a\r\n550-b\r\n550 5.1.1\r\n"),
        (Reply{
            550, EnhancedCode{5, 1, 1},
             "a\nb\n"
    })
    );
    EXPECT_EQ(parsed("250\r\n"), (Reply{250, std::nullopt, ""}));
    EXPECT_EQ(parsed("250 \r\n"), (Reply{250, std::nullopt, ""}));
    EXPECT_EQ(parsed("550 4.1.1 not ours\r\n"), (Reply{550, std::nullopt, "4.1.1 not ours"}));
    EXPECT_EQ(parsed("334 2.0.0\r\n"), (Reply{334, std::nullopt, "2.0.0"}));
    EXPECT_EQ(parsed("250 1234.5.6 x\r\n"), (Reply{250, std::nullopt, "1234.5.6 x"}));
    EXPECT_EQ(parsed("250 a\tb\x01\r\n"), (Reply{250, std::nullopt, "a?b?"}));
}

TEST(ReplyParser, RefusesWhatIsNone)
{
    for (const auto* bytes :
         {"\r\n",
          "25\r\n",
          "hello\r\n",
          "250x\r\n",
          "199 x\r\n",
          "600 x\r\n",
          "250-a\r\n251 b\r\n",
          "250-a\r\nb\r\n",
          "2 0 x\r\n",
          "250 a\nb\r\n",
          "250 a\rb\r\n"}) {
        ReplyParser parser;
        parser.feed(bytes);
        EXPECT_FALSE(parser.next()) << bytes;
        parser.feed("250 ok\r\n");
        EXPECT_FALSE(parser.next()) << "an error is final";
    }
}

TEST(ReplyParser, KeepsToTheLimits)
{
    const auto accepts = [](const std::string& bytes) {
        ReplyParser parser;
        parser.feed(bytes);
        const auto reply = parser.next();
        return reply && reply->has_value();
    };
    const auto line = [](std::size_t size) { return "250 " + std::string(size - 4, 'x') + "\r\n"; };
    EXPECT_TRUE(accepts(line(maxReplyLine - 1)));
    EXPECT_TRUE(accepts(line(maxReplyLine)));
    EXPECT_FALSE(accepts(line(maxReplyLine + 1)));
    const auto lines = [](std::size_t count) {
        std::string out;
        for (std::size_t i = 1; i < count; ++i)
            out += "250-x\r\n";
        return out + "250 x\r\n";
    };
    EXPECT_TRUE(accepts(lines(maxReplyLines - 1)));
    EXPECT_TRUE(accepts(lines(maxReplyLines)));
    EXPECT_FALSE(accepts(lines(maxReplyLines + 1)));
}

TEST(ReplyParser, WaitsForNoLineWithoutEnd)
{
    for (const std::size_t size : {maxReplyLine, maxReplyLine + 1, maxReplyLine + 2}) {
        ReplyParser parser;
        parser.feed("250 " + std::string(size - 4, 'x'));
        EXPECT_EQ(parser.next().has_value(), size <= maxReplyLine + 1) << size;
        if (size <= maxReplyLine + 1) {
            parser.feed("\r\n");
            EXPECT_EQ(parser.next().has_value(), size <= maxReplyLine) << size;
        }
    }
}

TEST(ReplyParser, GivesOneAfterAnother)
{
    ReplyParser parser;
    parser.feed("250 a\r\n550 b\r\n35");
    EXPECT_EQ((*parser.next())->text, "a");
    EXPECT_EQ((*parser.next())->text, "b");
    EXPECT_EQ(*parser.next(), std::nullopt);
    EXPECT_FALSE(parser.isEmpty());
    parser.discard();
    EXPECT_TRUE(parser.isEmpty());
    parser.feed("220 c\r\n");
    EXPECT_EQ((*parser.next())->text, "c");
}

} // namespace postamt::smtp::proto
