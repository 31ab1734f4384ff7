// Any stored message. Properties: any split gives the same bytes; a client reads back as many bytes
// as it was told, CRLF only, no NUL, and one end; TOP is the front of RETR.
#include "pop/proto/message_writer.h"

#include <cstdlib>
#include <string>

namespace {

using namespace postamt::pop::proto;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

std::string written(std::string_view message, std::size_t step, std::uint64_t& size)
{
    MessageWriter writer;
    MessageSize counter;
    std::string out;
    for (std::size_t at = 0; at < message.size(); at += step) {
        writer.write(message.substr(at, step), out);
        counter.take(message.substr(at, step));
    }
    writer.finish(out);
    size = counter.size();
    require(size == writer.size());
    return out;
}

// Reads as a client does; gives the message.
std::string received(std::string_view bytes)
{
    std::string out;
    while (true) {
        const auto end = bytes.find("\r\n");
        require(end != std::string_view::npos);
        auto line = bytes.substr(0, end);
        bytes.remove_prefix(end + 2);
        require(line.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos);
        if (line == ".")
            break;
        if (line.starts_with('.'))
            line.remove_prefix(1);
        out += line;
        out += "\r\n";
    }
    require(bytes.empty());
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto message = input.substr(1);
    const auto first = static_cast<unsigned char>(input[0]);
    std::uint64_t told = 0;
    const auto whole = written(message, message.size() + 1, told);
    std::uint64_t toldAgain = 0;
    require(whole == written(message, first % 16 + 1U, toldAgain));
    require(told == toldAgain);
    const auto body = received(whole);
    require(body.size() == told);

    TopCutter cutter(first / 16U);
    MessageWriter writer;
    std::string top;
    for (std::size_t at = 0; at < message.size() && !cutter.isComplete(); at += first % 16 + 1U)
        writer.write(cutter.take(message.substr(at, first % 16 + 1U)), top);
    writer.finish(top);
    require(body.starts_with(received(top)));
    return 0;
}
