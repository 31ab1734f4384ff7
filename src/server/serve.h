#pragma once

#include "cli/program.h"
#include "server/server.h"

#include <functional>

namespace postamt::server {

/// postamt serve DIR
void addServeVerb(cli::Program& program);

/// Runs a service until SIGTERM or SIGINT; SIGHUP reloads it. `ready` is called once every listener
/// accepts. Gives the exit code.
int runServer(const cli::ServiceFolder& folder, const std::function<void(Server&)>& ready);

} // namespace postamt::server
