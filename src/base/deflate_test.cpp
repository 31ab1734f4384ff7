#include "base/deflate.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>
#include <zlib.h>

namespace postamt {
namespace {

/// All that can be read now, in rooms of that size.
std::string taken(Inflater& inflater, std::size_t room = 100)
{
    std::string out;
    std::vector<char> buffer(room);
    for (;;) {
        const auto got = inflater.take(buffer.data(), buffer.size());
        if (!got)
            return out + "[broken]";
        if (*got == 0)
            return out;
        out.append(buffer.data(), *got);
    }
}

TEST(Deflate, GivesEachPieceWhole)
{
    Deflater deflater;
    Inflater inflater;
    for (const std::string piece :
         {"* OK one\r\n", "x", "* OK one\r\n", "", "* 1 FETCH (UID 1)\r\n"}) {
        std::string wire;
        ASSERT_TRUE(deflater.compress(piece, wire));
        EXPECT_EQ(piece.empty(), wire.empty());
        inflater.feed(wire);
        EXPECT_EQ(taken(inflater), piece);
    }
}

TEST(Deflate, RemembersWhatWasSaidBefore)
{
    Deflater deflater;
    Inflater inflater;
    std::string line = "* 1 FETCH (UID 1 FLAGS (\\Seen) INTERNALDATE \"17-Jul-2026 02:44:25\")\r\n";
    std::vector<std::size_t> sizes;
    for (int i = 0; i < 100; ++i) {
        std::string wire;
        ASSERT_TRUE(deflater.compress(line, wire));
        sizes.push_back(wire.size());
        inflater.feed(wire);
        EXPECT_EQ(taken(inflater), line);
    }
    EXPECT_LT(sizes.back() * 3, sizes.front());
}

TEST(Deflate, TakesWhatIsLargeAndCut)
{
    std::string large;
    for (int i = 0; i < 100'000; ++i)
        large += std::to_string(i * 7919LL % 100'003);
    for (const std::size_t cut : {std::size_t{1}, std::size_t{1000}, large.size()}) {
        const auto text = large.substr(0, cut == 1 ? 5000 : large.size());
        Deflater deflater;
        std::string wire;
        ASSERT_TRUE(deflater.compress(text, wire));
        EXPECT_LT(wire.size(), text.size());
        Inflater inflater;
        std::string got;
        for (std::size_t at = 0; at < wire.size(); at += cut) {
            inflater.feed(std::string_view(wire).substr(at, cut));
            got += taken(inflater, 777);
        }
        EXPECT_TRUE(got == text) << cut;
    }
}

/// As clients do it: one compressor for the whole connection, and zlib's largest window.
TEST(Inflate, ReadsWhatAnyClientWrites)
{
    z_stream client{};
    ASSERT_EQ(deflateInit2(&client, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), Z_OK);
    Inflater inflater;
    for (const int flush : {Z_SYNC_FLUSH, Z_PARTIAL_FLUSH, Z_FULL_FLUSH, Z_SYNC_FLUSH}) {
        std::string text(40'000, 'x');
        text += "A1 NOOP\r\n";
        std::array<char, 4096> wire{};
        client.next_in = reinterpret_cast<Bytef*>(text.data());
        client.avail_in = static_cast<uInt>(text.size());
        client.next_out = reinterpret_cast<Bytef*>(wire.data());
        client.avail_out = wire.size();
        ASSERT_EQ(deflate(&client, flush), Z_OK);
        inflater.feed({wire.data(), wire.size() - client.avail_out});
        EXPECT_EQ(taken(inflater, 1000), text) << flush;
    }
    deflateEnd(&client);
}

/// A few bytes that stand for many come out a room at a time.
TEST(Inflate, KeepsToTheRoomItIsGiven)
{
    Deflater deflater;
    std::string wire;
    ASSERT_TRUE(deflater.compress(std::string(10'000'000, '\0'), wire));
    EXPECT_LT(wire.size(), 100'000U);
    Inflater inflater;
    inflater.feed(wire);
    std::array<char, 65536> room{};
    std::size_t sum = 0;
    for (auto got = inflater.take(room.data(), room.size()); got && *got > 0;
         got = inflater.take(room.data(), room.size())) {
        EXPECT_LE(*got, room.size());
        sum += *got;
    }
    EXPECT_EQ(sum, 10'000'000U);
}

TEST(Inflate, EndsAtWhatIsBroken)
{
    Inflater garbage;
    garbage.feed("\xff\xff\xff");
    EXPECT_EQ(taken(garbage), "[broken]");
    garbage.feed("x");
    EXPECT_EQ(taken(garbage), "[broken]");
    // a final block, and what stands behind it
    Inflater ended;
    ended.feed(std::string_view("\x03\x00more", 6));
    EXPECT_EQ(taken(ended), "[broken]");
    // a distance before the beginning
    Inflater far;
    far.feed(std::string_view("\x63\x00\x42\x00", 4));
    EXPECT_TRUE(taken(far).ends_with("[broken]"));
    Deflater deflater;
    std::string wire;
    ASSERT_TRUE(deflater.compress("good", wire));
    Inflater late;
    late.feed(wire + "\x07");
    EXPECT_EQ(taken(late), "good[broken]");
}

} // namespace
} // namespace postamt
