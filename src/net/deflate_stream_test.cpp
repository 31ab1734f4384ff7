#include "base/scope.h"
#include "net/deflate_stream.h"
#include "net/memory_stream.h"

#include <gtest/gtest.h>

namespace postamt::net {

namespace {

constexpr std::chrono::milliseconds long_{60000};

/// Answers what it has read, or how that ended.
Task<> echo(std::unique_ptr<Stream> plain, std::size_t* largest)
{
    DeflateStream stream(std::move(plain));
    for (;;) {
        const Received received = co_await stream.read(long_);
        *largest = std::max(*largest, received.bytes.size());
        std::string said(received.bytes.substr(0, 100));
        if (received.kind == Received::Kind::Woken)
            said = stream.stopping() ? "stopping" : "woken";
        if (received.kind == Received::Kind::TimedOut)
            said = "timeout";
        if (received.kind == Received::Kind::Failed || received.kind == Received::Kind::Closed)
            co_return;
        const Result<> written = co_await stream.write(said);
        if (!written)
            co_return;
    }
}

class DeflateStreamTest : public testing::Test {
protected:
    DeflateStreamTest() : peer_(context_)
    {
        scope_.spawn(context_.get_executor(), echo(peer_.stream(), &largest_));
        EXPECT_TRUE(peer_.settle());
    }

    ~DeflateStreamTest() override
    {
        peer_.close();
        EXPECT_TRUE(peer_.settle());
    }

    std::string wire(std::string_view text)
    {
        std::string out;
        EXPECT_TRUE(deflater_.compress(text, out));
        return out;
    }

    std::string heard()
    {
        inflater_.feed(peer_.take());
        std::string out(10'000, '\0');
        const auto got = inflater_.take(out.data(), out.size());
        EXPECT_TRUE(got);
        out.resize(got.value_or(0));
        return out;
    }

    std::string talk(std::string_view bytes, std::size_t piece)
    {
        peer_.feed(bytes, piece);
        EXPECT_TRUE(peer_.settle());
        return heard();
    }

    boost::asio::io_context context_;
    MemoryPeer peer_;
    Scope scope_;
    Deflater deflater_;
    Inflater inflater_;
    std::size_t largest_ = 0;
};

TEST_F(DeflateStreamTest, CarriesBytesBothWays)
{
    EXPECT_EQ(talk(wire("hello"), 1000), "hello");
    EXPECT_EQ(talk(wire("hello again"), 1), "hello again");
    EXPECT_EQ(talk(wire("") + wire("x"), 1), "x");
}

TEST_F(DeflateStreamTest, PassesOnWhatIsNoData)
{
    peer_.timeOut();
    EXPECT_TRUE(peer_.settle());
    EXPECT_EQ(heard(), "timeout");
    peer_.stop();
    EXPECT_TRUE(peer_.settle());
    EXPECT_EQ(heard(), "stopping");
}

TEST_F(DeflateStreamTest, GivesOutABombInPieces)
{
    const auto bomb = wire(std::string(5'000'000, 'x'));
    EXPECT_LT(bomb.size(), 30'000U);
    EXPECT_EQ(talk(bomb, 100'000).substr(0, 5), "xxxxx");
    EXPECT_EQ(largest_, 65536U);
}

TEST_F(DeflateStreamTest, EndsAtGarbage)
{
    peer_.feed("\xff\xff\xff");
    EXPECT_TRUE(peer_.settle());
    EXPECT_TRUE(peer_.isClosed());
}

} // namespace

} // namespace postamt::net
