#pragma once

#include "net/endpoint.h"

#include <cstddef>
#include <memory>
#include <optional>

namespace postamt::net {

/// How many connections there may be at one time; 0 means any number.
struct ConnectionLimitSettings {
    std::size_t total = 20'000;
    std::size_t perAddress = 200; ///< an IPv6 network of 64 bits counts as one address
    std::size_t perNetwork = 0; ///< an IPv4 network of 24 bits
    /// Programs on this machine (a proxy, a test) come all from one address: they count in the
    /// total only.
    bool spareLoopback = true;
};

/// Counts the connections of all listeners. From any thread.
class ConnectionLimits {
    struct Counts;

public:
    explicit ConnectionLimits(ConnectionLimitSettings settings);

    /// The right to one connection, given back when it goes.
    class Ticket {
    public:
        Ticket(Ticket&& other) noexcept = default;
        Ticket& operator=(Ticket&& other) noexcept;
        ~Ticket();

    private:
        friend class ConnectionLimits;
        Ticket(std::shared_ptr<Counts> counts, std::string address, std::string network);

        std::shared_ptr<Counts> counts_;
        std::string address_; ///< as counted; empty if it does not count
        std::string network_;
    };

    /// Nothing if a limit is reached.
    std::optional<Ticket> admit(const Endpoint& peer);

    std::size_t size() const;

    /// Holds from now on; connections above the new limits stay.
    void set(ConnectionLimitSettings settings);

private:
    std::shared_ptr<Counts> counts_;
};

} // namespace postamt::net
