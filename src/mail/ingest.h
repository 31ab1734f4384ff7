#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/task.h"
#include "base/workers.h"
#include "mail/message.h"

namespace postamt::mail {

/// Reads a body once and makes what is stored beside it: its summary. Large bodies are read on a
/// worker. Flags and service bits are left to the caller.
Task<Result<NewMessage>> ingest(Workers* workers, store::BodyRef body, UnixSeconds internalDate);

} // namespace postamt::mail
