#pragma once

#include "net/listener.h"
#include "server/parts.h"

#include <memory>

namespace postamt::server {

/// Opens the control socket of a service, for the command line (cli/request.h): one request for
/// each connection. Only the owner of the folder can connect.
Result<std::unique_ptr<net::Listener>> openControl(Parts& parts);

} // namespace postamt::server
