#pragma once

#include "base/result.h"
#include "cli/service_folder.h"
#include "net/listener.h"
#include "server/housekeeping.h"
#include "server/parts.h"

#include <memory>
#include <vector>

namespace postamt::server {

/// A mail service as it runs: the parts, and the listeners that connect them with the world.
class Server {
public:
    /// Opens the store, the certificate and every port. No, with what to do about it, if one cannot
    /// be opened.
    static Result<std::unique_ptr<Server>> open(const cli::ServiceFolder& folder);

    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Begins to accept. Once.
    void start();

    /// Reads settings and certificate again. Sessions go on with what they have. On an error
    /// nothing changes.
    Result<> reload();

    /// Accepts no more, lets every session come to a legal end, and closes those that do not within
    /// ten seconds. To be awaited once after start().
    Task<> stop();

    Parts& parts() { return *parts_; }

private:
    explicit Server(std::unique_ptr<Parts> parts);

    Result<> openListeners();

    std::unique_ptr<Parts> parts_;
    Housekeeping housekeeping_;
    std::vector<std::unique_ptr<net::Listener>> listeners_;
};

} // namespace postamt::server
