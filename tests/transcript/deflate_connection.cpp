#include "transcript/deflate_connection.h"

#include <array>

namespace postamt::transcript {

Result<> DeflateConnection::send(std::string_view bytes)
{
    std::string wire;
    const Result<> done = deflater_.compress(bytes, wire);
    if (!done)
        return done;
    return inner_->send(wire);
}

bool DeflateConnection::receive(std::string& out)
{
    std::string wire;
    const bool came = inner_->receive(wire);
    inflate(wire, out);
    return came;
}

void DeflateConnection::poll(std::string& out, std::chrono::milliseconds time)
{
    std::string wire;
    inner_->poll(wire, time);
    inflate(wire, out);
}

void DeflateConnection::inflate(std::string_view wire, std::string& out)
{
    inflater_.feed(wire);
    std::array<char, 4096> room{};
    for (;;) {
        const auto got = inflater_.take(room.data(), room.size());
        if (!got || *got == 0) {
            out += got ? "" : "[what came is not compressed]";
            return;
        }
        out.append(room.data(), *got);
    }
}

} // namespace postamt::transcript
