#pragma once

#include "base/task.h"
#include "net/stream.h"
#include "transcript/world.h"

#include <memory>
#include <string>

namespace postamt::transcript {

/// Serves one connection with the session of a service, to its end.
Task<> serve(World* world, std::string service, std::unique_ptr<net::Stream> stream);

} // namespace postamt::transcript
