#pragma once

#include "base/task.h"
#include "net/stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::fuzz {

/// Runs one session on a stream to its end, in world().
using Serve = Task<> (*)(std::unique_ptr<net::Stream>);

/// How far a session is brought before the input begins.
struct Start {
    Serve serve = nullptr;
    bool isSecure = false;
    std::string_view preamble; ///< sent line by line
};

/// What was sent without looking at answers, and what came then.
struct Said {
    std::string heard;
    std::string said;

    bool operator==(const Said&) const = default;
};

/// How the input reaches the session.
struct Cutting {
    std::size_t step = 65536; ///< bytes that arrive at once
    std::size_t room = 0; ///< bytes that the client takes at once; 0 for all
    bool lines = false; ///< the client waits for the answers to every line
};

/// Plays an input in fresh mail, to the end of the session; the store must be sound then. What came
/// before the first byte of the input (greeting, answers to the preamble) is the first element.
///
/// The input is what a client sends, but for 0xFF and a letter:
///
///     |  waits for all answers        d  another device delivers a message to INBOX
///     t  a long silence               x  ... expunges its first message
///     e  the store fails from here on f  ... changes the flags of all its messages
///     w  the store works again        s  the server wants to end; the rest is not sent
///     b  the connection breaks
///
/// With another byte behind it, 0xFF is a byte like others.
std::vector<Said> play(const Start& start, std::string_view input, Cutting cutting);

/// All that was said.
std::string joined(const std::vector<Said>& saids);

/// The first two bytes of an input choose how it is played: which of the `starts`, and how it is
/// cut. Plays it in one piece and in small ones, which must make no difference, and gives what was
/// said. Nothing if there are not two bytes.
std::vector<Said>
playBothWays(const std::vector<Start>& starts, const std::uint8_t* data, std::size_t size);

/// True if playBothWays() lets the client wait for the answers to every line of this input.
inline bool isByLines(const std::uint8_t* data)
{
    return data[1] % 2 == 1;
}

} // namespace postamt::fuzz
