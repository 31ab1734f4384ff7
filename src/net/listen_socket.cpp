#include "net/listen_socket.h"

#include <boost/asio/local/stream_protocol.hpp>

#include <cerrno>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>

namespace postamt::net {

namespace {

using boost::asio::generic::stream_protocol;

std::unexpected<Error> failure(const ListenAddress& address, int error)
{
    std::string text
        = "cannot listen on " + address.text() + ": " + std::system_category().message(error);
    if (error == EACCES && address.path.empty())
        text += " (ports below 1024 need root or CAP_NET_BIND_SERVICE)";
    if (error == EADDRINUSE)
        text += " (is another server running?)";
    return no(std::move(text), error == EAFNOSUPPORT ? "NO-IPV6" : "");
}

Descriptor openSocket(int family)
{
    return Descriptor(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

/// A socket file that nobody listens on. The probe is of another type, so that a living server
/// gives EPROTOTYPE and never sees a connection.
bool isAbandoned(const std::filesystem::path& path, const stream_protocol::endpoint& endpoint)
{
    std::error_code ignored;
    if (!std::filesystem::is_socket(path, ignored))
        return false;
    const Descriptor probe(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const auto size = static_cast<socklen_t>(endpoint.size());
    return probe && ::connect(probe.get(), endpoint.data(), size) != 0 && errno == ECONNREFUSED;
}

Result<Descriptor> listenOnPath(const ListenAddress& address)
{
    if (address.path.native().size() >= sizeof(sockaddr_un::sun_path))
        return no("the path " + address.path.string() + " is too long for a socket");
    const stream_protocol::endpoint endpoint{
        boost::asio::local::stream_protocol::endpoint(address.path.string())
    };
    if (isAbandoned(address.path, endpoint))
        ::unlink(address.path.c_str());
    Descriptor descriptor = openSocket(AF_UNIX);
    // before bind(), so that there is no moment in which anybody may connect
    if (!descriptor || ::fchmod(descriptor.get(), static_cast<mode_t>(address.mode)) != 0
        || ::bind(descriptor.get(), endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0
        || ::chmod(address.path.c_str(), static_cast<mode_t>(address.mode)) != 0
        || ::listen(descriptor.get(), SOMAXCONN) != 0)
        return failure(address, errno);
    return descriptor;
}

Result<Descriptor> listenOnPort(const ListenAddress& address)
{
    boost::system::error_code error;
    const auto ip = boost::asio::ip::make_address(address.address, error);
    if (error)
        return no("\"" + address.address + "\" is not an IP address to listen on");
    const boost::asio::ip::tcp::endpoint endpoint(ip, address.port);
    Descriptor descriptor = openSocket(endpoint.protocol().family());
    if (!descriptor)
        return failure(address, errno);
    const int on = 1;
    ::setsockopt(descriptor.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (ip.is_v6())
        ::setsockopt(descriptor.get(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (::bind(descriptor.get(), endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0
        || ::listen(descriptor.get(), SOMAXCONN) != 0) {
        // IPv6 switched off by sysctl: the family exists, but not one address of it
        const bool isOff
            = errno == EADDRNOTAVAIL && ip.is_v6() && (ip.is_unspecified() || ip.is_loopback());
        return failure(address, isOff ? EAFNOSUPPORT : errno);
    }
    return descriptor;
}

} // namespace

std::string ListenAddress::text() const
{
    return path.empty() ? Endpoint::of(address, port).text() : "unix:" + path.string();
}

Result<Descriptor> listenOn(const ListenAddress& address)
{
    return address.path.empty() ? listenOnPort(address) : listenOnPath(address);
}

Endpoint localEndpoint(const Descriptor& descriptor)
{
    stream_protocol::endpoint endpoint;
    auto size = static_cast<socklen_t>(endpoint.capacity());
    if (::getsockname(descriptor.get(), endpoint.data(), &size) == 0)
        endpoint.resize(size);
    return Endpoint::of(endpoint);
}

} // namespace postamt::net
