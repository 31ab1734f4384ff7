#pragma once

#include "base/result.h"
#include "smtp/proto/reply.h"

#include <string>

namespace postamt::smtp {

using proto::Reply;

/// A reply with an enhanced code: reply(550, 1, 1, "...") is "550 5.1.1 ...".
Reply reply(int code, int subject, int detail, std::string text);

/// The same; the session ends behind it.
Reply lastReply(int code, int subject, int detail, std::string text);

/// What the client is told of an error of the service. What it need not know goes to the log: what
/// failed at the disk, and our mistakes.
Reply replyTo(const Error& error);

} // namespace postamt::smtp
