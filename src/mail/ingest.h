#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/task.h"
#include "base/workers.h"
#include "mail/message.h"

namespace postamt::mail {

/// Reads a body once and makes what is stored beside it: its summary, and ServiceBit::CrlfLines.
/// Large bodies are read on a worker. Flags and further service bits are left to the caller.
Task<Result<NewMessage>> ingest(Workers* workers, store::BodyRef body, UnixSeconds internalDate);

/// True if every line ends with CRLF, the last one too, and no CR or LF stands alone.
bool hasCrlfLines(std::string_view message);

} // namespace postamt::mail
