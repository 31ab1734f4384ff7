#include "accounts/login_channel.h"
#include "net/memory_stream.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>

namespace postamt::accounts {
namespace {

LoginChannel channelWith(net::TlsState tls)
{
    boost::asio::io_context context;
    net::MemoryPeer peer(context);
    const auto stream = peer.stream();
    peer.setTls(std::move(tls));
    auto begun = stream->startTls();
    boost::asio::co_spawn(context, std::move(begun), boost::asio::detached);
    // nobody reads or writes, which settle() would wait for
    while (context.poll() > 0)
        ;
    return channelOf(*stream);
}

std::vector<std::string> names(const LoginChannel& channel)
{
    std::vector<std::string> out;
    for (const auto& binding : channel.bindings)
        out.push_back(binding.name);
    return out;
}

TEST(LoginChannel, HasNoBindingsWithoutTls)
{
    boost::asio::io_context context;
    net::MemoryPeer peer(context);
    const auto channel = channelOf(*peer.stream());
    EXPECT_FALSE(channel.isSecure);
    EXPECT_TRUE(channel.bindings.empty());
}

TEST(LoginChannel, BindsToTheExporterOfTls13Alone)
{
    const net::TlsState all{
        .protocol = "TLSv1.3",
        .cipher = {},
        .serverName = {},
        .alpn = {},
        .exporter = std::string(32, 'x'),
        .serverEndPoint = std::string(32, 'e'),
    };
    const std::vector<std::string> both{"tls-exporter", "tls-server-end-point"};
    const std::vector<std::string> endPoint{"tls-server-end-point"};
    EXPECT_TRUE(channelWith(all).isSecure);
    EXPECT_EQ(names(channelWith(all)), both);
    auto older = all;
    older.protocol = "TLSv1.2";
    EXPECT_EQ(names(channelWith(older)), endPoint);
    auto unsafe = all;
    unsafe.exporter.clear();
    EXPECT_EQ(names(channelWith(unsafe)), endPoint);
    unsafe.serverEndPoint.clear();
    EXPECT_TRUE(channelWith(unsafe).bindings.empty());
}

} // namespace
} // namespace postamt::accounts
