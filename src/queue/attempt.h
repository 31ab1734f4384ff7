#pragma once

#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "net/stream.h"
#include "smtp/proto/client.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace postamt::queue {

/// Opens a connection to the next server, upon the executor of the one who awaits.
using Connect = std::function<Task<Result<std::unique_ptr<net::Stream>>>()>;

/// Reads the bytes [offset, offset + length) of the message, cut at its end.
using ReadBody
    = std::function<Task<Result<std::string>>(std::uint64_t offset, std::uint64_t length)>;

/// Where an attempt shows its stream while it runs, so that another may close it.
using OpenStream = std::shared_ptr<net::Stream*>;

/// One try to send one message over one connection. Tells what became of each recipient, in the
/// order of the letter; none stays open. `random` must outlive the task.
Task<std::vector<smtp::proto::Delivery>> attempt(
    Connect connect,
    smtp::proto::ClientSettings settings,
    smtp::proto::Letter letter,
    ReadBody read,
    Random& random,
    OpenStream open
);

} // namespace postamt::queue
