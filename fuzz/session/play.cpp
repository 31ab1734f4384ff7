#include "play.h"

#include "net/memory_stream.h"
#include "require.h"
#include "world.h"

#include <algorithm>

namespace postamt::fuzz {

namespace {

constexpr char mark = '\xff';
constexpr std::string_view actions = "|txfdewsb";

/// As long as a session may be silent.
constexpr UnixSeconds longSilence = 86'400;

/// Said for a byte heard, at most: a FETCH of all there is for a few letters.
constexpr std::size_t sayingPerByte = 20'000;
constexpr std::size_t sayingBesides = 200'000;

Task<> serveSecured(Serve serve, std::unique_ptr<net::Stream> stream)
{
    const Result<> secured = co_await stream->startTls();
    if (secured)
        co_await serve(std::move(stream));
}

/// A stretch of input, and what happens behind it.
struct Segment {
    std::string bytes;
    char action = '|';
};

void addLines(std::vector<Segment>& out, std::string_view bytes, char action, bool lines)
{
    for (auto end = bytes.find('\n');
         lines && end != std::string_view::npos && end + 1 < bytes.size();
         end = bytes.find('\n')) {
        out.push_back({std::string(bytes.substr(0, end + 1)), '|'});
        bytes.remove_prefix(end + 1);
    }
    out.push_back({std::string(bytes), action});
}

std::vector<Segment> segmentsOf(std::string_view input, bool lines)
{
    std::vector<Segment> out;
    std::size_t from = 0;
    for (auto at = input.find(mark); at != std::string_view::npos; at = input.find(mark, at)) {
        if (at + 1 == input.size() || actions.find(input[at + 1]) == std::string_view::npos) {
            ++at;
            continue;
        }
        addLines(out, input.substr(from, at - from), input[at + 1], lines);
        at += 2;
        from = at;
    }
    addLines(out, input.substr(from), '|', lines);
    return out;
}

class Conversation {
public:
    Conversation(const Start& start, Cutting cutting) : peer_(world().context), cutting_(cutting)
    {
        auto stream = peer_.stream();
        auto session = start.isSecure ? serveSecured(start.serve, std::move(stream))
                                      : start.serve(std::move(stream));
        world().scope.spawn(world().context.get_executor(), std::move(session));
        rest();
    }

    void send(std::string_view bytes, std::size_t step)
    {
        if (!bytes.empty())
            peer_.feed(bytes, step);
        rest();
    }

    void act(char action)
    {
        switch (action) {
        case 'd':
            world().deliver();
            break;
        case 'x':
            world().expungeFirst();
            break;
        case 'f':
            world().flagAll();
            break;
        case 'e':
            setFault(Error{Fault::Temporary, "the disk is full", {}});
            break;
        case 'w':
            setFault(std::nullopt);
            break;
        case 's':
            peer_.stop();
            break;
        case 'b':
            peer_.fail();
            break;
        case 't':
            world().clock.advance(longSilence);
            peer_.timeOut();
            break;
        default:
            break;
        }
        rest();
    }

    void close()
    {
        peer_.close();
        rest();
        require(peer_.isClosed(), "a session ends when its client has gone");
    }

    std::string take() { return std::exchange(said_, {}); }

private:
    static void setFault(std::optional<Error> fault)
    {
        world().mail().engine->setFault(std::move(fault));
    }

    /// Until the session waits for us, with all that it wanted to say.
    void rest()
    {
        for (;;) {
            if (cutting_.room > 0)
                peer_.setRoom(cutting_.room);
            world().settle();
            said_ += peer_.take();
            if (!peer_.isWriting())
                break;
        }
        require(peer_.isReading() || peer_.isClosed(), "a session comes to rest", said_);
    }

    net::MemoryPeer peer_;
    Cutting cutting_;
    std::string said_;
};

void playPreamble(Conversation& conversation, std::string_view preamble)
{
    while (!preamble.empty()) {
        const auto end = std::min(preamble.find('\n'), preamble.size() - 1) + 1;
        conversation.send(preamble.substr(0, end), end);
        preamble.remove_prefix(end);
    }
}

} // namespace

std::vector<Said> play(const Start& start, std::string_view input, Cutting cutting)
{
    std::vector<Said> out;
    std::size_t said = 0;
    world().begin();
    {
        Conversation conversation(start, cutting);
        playPreamble(conversation, start.preamble);
        out.push_back({"", conversation.take()});
        for (auto& segment : segmentsOf(input, cutting.lines)) {
            conversation.send(segment.bytes, cutting.step);
            conversation.act(segment.action);
            out.push_back({std::move(segment.bytes), conversation.take()});
            said += out.back().said.size();
            if (segment.action == 's')
                break; // how much it still reads depends on how that comes
        }
        conversation.close();
        out.push_back({"", conversation.take()});
    }
    world().end();
    require(said <= input.size() * sayingPerByte + sayingBesides, "a session says what it must");
    return out;
}

std::string joined(const std::vector<Said>& saids)
{
    std::string out;
    for (const auto& said : saids)
        out += said.said;
    return out;
}

std::vector<Said>
playBothWays(const std::vector<Start>& starts, const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return {};
    const auto& start = starts[data[0] % starts.size()];
    const std::string_view input(reinterpret_cast<const char*>(data) + 2, size - 2);
    Cutting cutting;
    cutting.lines = isByLines(data);
    auto whole = play(start, input, cutting);
    cutting.step = 1 + data[1] / 2 % 8;
    cutting.room = 64U << data[1] / 16;
    const auto pieces = play(start, input, cutting);
    for (std::size_t i = 0; i < whole.size(); ++i)
        require(
            whole[i] == pieces[i],
            "it makes no difference how the input comes",
            "heard:\n" + whole[i].heard + "\nsaid, of whole input:\n" + whole[i].said
                + "\nsaid, of pieces:\n" + pieces[i].said
        );
    return whole;
}

} // namespace postamt::fuzz
