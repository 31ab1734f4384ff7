#pragma once

#include "base/task.h"
#include "smtp/proto/command.h"
#include "smtp/reply.h"
#include "smtp/session.h"

namespace postamt::smtp::commands {

// Each checks whether its command may run now, then proceeds, and gives the (last) reply to it. A
// reply without a code is not sent: the client is gone.

Task<Reply> run(Session* session, proto::Hello command);
Task<Reply> run(Session* session, proto::StartTls command);
Task<Reply> run(Session* session, proto::Auth command);
Task<Reply> run(Session* session, proto::Mail command);
Task<Reply> run(Session* session, proto::Rcpt command);
Task<Reply> run(Session* session, proto::Data command);
Task<Reply> run(Session* session, proto::Bdat command);
Task<Reply> run(Session* session, proto::Rset command);
Task<Reply> run(Session* session, proto::Noop command);
Task<Reply> run(Session* session, proto::Quit command);
Task<Reply> run(Session* session, proto::Vrfy command);
Task<Reply> run(Session* session, proto::Help command);

/// Runs the command that it is.
Task<Reply> run(Session* session, proto::Command command);

} // namespace postamt::smtp::commands
