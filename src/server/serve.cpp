#include "server/serve.h"

#include "base/log.h"
#include "cli/exit_code.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/core.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <sys/resource.h>

namespace postamt::server {

namespace {

void reload(Server& server)
{
    if (const auto reloaded = server.reload(); !reloaded)
        log::error("server", "reload failed, all stays as it is: {}", reloaded.error().text);
    else
        log::info("server", "settings and certificate were read again");
}

/// Every connection is a descriptor, and shells allow 1024 by default: takes as many as the system
/// grants.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        log::warning("server", "the limit of open files could not be raised");
}

/// Does what the signals say until one says to end.
Task<> obey(Server& server, boost::asio::signal_set& signals)
{
    for (;;) {
        const int number = co_await signals.async_wait(boost::asio::use_awaitable);
        if (number != SIGHUP)
            break;
        reload(server);
    }
    // Who asks a second time gets an end at once: the store bears that.
    signals.clear();
    log::info("server", "ending");
    co_await server.stop();
}

} // namespace

int runServer(const cli::ServiceFolder& folder, const std::function<void(Server&)>& ready)
{
    std::signal(SIGPIPE, SIG_IGN);
    raiseDescriptorLimit();
    boost::asio::io_context context;
    // From here on, so that a signal during the start is not lost.
    boost::asio::signal_set signals(context, SIGTERM, SIGINT, SIGHUP);
    auto server = Server::open(folder);
    if (!server)
        return cli::refuse(server.error().text);
    (*server)->start();
    ready(**server);
    int code = cli::exitDone;
    boost::asio::co_spawn(context, obey(**server, signals), [&](std::exception_ptr failure) {
        if (failure)
            code = cli::refuse("the service ended by an internal error; see its log");
    });
    context.run();
    return code;
}

void addServeVerb(cli::Program& program)
{
    auto& verb = program.addVerb(
        program.app(), "serve", "Run the service; prints \"ready\" once every port accepts"
    );
    const auto folder = std::make_shared<std::string>();
    verb.add_option("DIR", *folder, "The data directory of the service")->required();
    program.setAction(verb, [folder] {
        return runServer(cli::ServiceFolder(*folder), [](Server&) {
            std::puts("ready");
            std::fflush(stdout);
        });
    });
}

} // namespace postamt::server
