#pragma once

#include "base/scope.h"
#include "base/task.h"
#include "server/parts.h"

#include <boost/asio/steady_timer.hpp>

namespace postamt::server {

/// What must be done now and then while the service runs: once an hour it removes for good what was
/// deleted longer ago than the setting mail.undelete_days, and the bodies that no account holds any
/// more, and ends the sessions whose app password, token or certificate has expired.
class Housekeeping {
public:
    /// The parts must outlive it.
    explicit Housekeeping(Parts& parts);

    /// Once.
    void start();

    /// Lets the round that is under way come to the end of its step. To be awaited once after
    /// start().
    Task<> stop();

private:
    Task<> run();
    Task<> round();
    Task<> cancel();

    Parts& parts_;
    Executor executor_;
    boost::asio::steady_timer timer_; ///< on the executor
    std::atomic<bool> stopping_ = false;
    Scope scope_;
};

} // namespace postamt::server
