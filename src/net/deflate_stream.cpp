#include "net/deflate_stream.h"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <string>

namespace postamt::net {

namespace {

/// The room for what is decompressed belongs to the thread: a reader uses it before it waits again.
std::array<char, 65536>& room()
{
    static thread_local std::array<char, 65536> shared;
    return shared;
}

} // namespace

Task<Received> DeflateStream::read(std::chrono::milliseconds timeout)
{
    if (maybeMore_) // others had to wait for what this reader has got already
        co_await boost::asio::post(executor(), boost::asio::use_awaitable);
    for (;;) {
        const auto got = inflater_.take(room().data(), room().size());
        if (!got)
            co_return Received{Received::Kind::Failed, "the compressed data is broken"};
        maybeMore_ = *got > 0;
        if (maybeMore_)
            co_return Received{Received::Kind::Data, std::string_view(room().data(), *got)};
        const auto received = co_await inner_->read(timeout);
        if (received.kind != Received::Kind::Data)
            co_return received;
        inflater_.feed(received.bytes);
    }
}

Task<Result<>> DeflateStream::write(std::string_view bytes)
{
    std::string wire;
    auto done = deflater_.compress(bytes, wire);
    if (!done) {
        inner_->close();
        co_return done;
    }
    co_return co_await inner_->write(wire);
}

Task<Result<>> DeflateStream::startTls()
{
    co_return bad("TLS cannot begin inside compression");
}

} // namespace postamt::net
