#pragma once

#include "base/scope.h"
#include "net/connection_limits.h"
#include "net/io_threads.h"
#include "net/listen_socket.h"
#include "net/tcp_stream.h"

#include <boost/asio/posix/stream_descriptor.hpp>

#include <functional>

namespace postamt::net {

struct ListenerSettings {
    std::string name; ///< for the log: "imaps"
    ListenAddress address;
    std::shared_ptr<const ServerTls> tls; ///< null: startTls() fails
    bool implicitTls = false; ///< the handshake comes first, in the session's task
    /// Said to a client that is turned away, whole lines: "421 4.7.0 Too many connections\r\n". A
    /// client that expects TLS first hears nothing.
    std::string refusal;
    StreamSettings stream;
};

/// What a listener has seen since its start.
struct ListenerCounts {
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0; ///< by a limit, or for lack of descriptors
    std::uint64_t failedHandshakes = 0; ///< with implicit TLS
    std::uint64_t pauses = 0; ///< of accept, for lack of descriptors or memory
};

/// Accepts connections on one io thread and gives them to all in turn, each with a session of its
/// own.
class Listener {
public:
    /// The life of a session; it is run on the stream's executor. At its end it says
    /// stream->shutdown(); a stream that just goes is closed.
    using Session = std::function<Task<>(std::unique_ptr<Stream>)>;

    /// Begins to listen; connections wait until start(). Threads must outlive it.
    static Result<std::unique_ptr<Listener>>
    open(IoThreads& threads, ConnectionLimits limits, ListenerSettings settings, Session session);

    /// drain() must have been awaited if start() was called.
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// Once.
    void start();

    /// No new connections from now on, and every session is woken with stopping() true. From any
    /// thread, as often as you like; meant to be called for all listeners before the first drain().
    void stop();

    /// stop(), then waits until every session has ended. After `grace` their streams are closed. To
    /// be awaited once, anywhere.
    Task<> drain(std::chrono::milliseconds grace);

    const Endpoint& local() const { return local_; }

    std::uint16_t port() const { return local_.port; }

    const std::string& name() const { return settings_.name; }

    ListenerCounts counts() const;

private:
    enum class Accepted { All, Some, Exhausted };

    /// A connection on its way to its thread.
    struct Arrival {
        Descriptor descriptor;
        ConnectionLimits::Ticket ticket;
        std::size_t thread;
    };

    /// What one thread has of us.
    struct Place {
        Executor executor;
        std::shared_ptr<Roster> roster;
    };

    Listener(
        IoThreads& threads, ConnectionLimits limits, ListenerSettings settings, Session session
    );

    Task<> acceptAll();
    Accepted acceptSome();
    void take(Descriptor descriptor);
    void refuse(const Descriptor& descriptor);
    void shed();
    Task<> serve(Arrival arrival);
    Task<> stopAccepting();
    void complain(const std::string& what);

    IoThreads& threads_;
    ConnectionLimits limits_;
    ListenerSettings settings_;
    Session session_;
    Endpoint local_;
    std::vector<Place> places_;
    boost::asio::posix::stream_descriptor socket_; ///< used on its own executor only, once started
    boost::asio::steady_timer pause_;
    Descriptor reserve_; ///< given up to take and turn away one connection when there is no other
    std::chrono::steady_clock::time_point lastComplaint_;
    Scope scope_;
    bool stopping_ = false; ///< on the executor of the socket
    std::atomic<bool> stopped_ = false;
    std::atomic<std::uint64_t> accepted_ = 0;
    std::atomic<std::uint64_t> refused_ = 0;
    std::atomic<std::uint64_t> failedHandshakes_ = 0;
    std::atomic<std::uint64_t> pauses_ = 0;
};

} // namespace postamt::net
