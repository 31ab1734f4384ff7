#pragma once

#include "imap/proto/command_line.h"
#include "imap/proto/splitter.h"

#include <optional>
#include <string>
#include <utility>

namespace postamt::imap {

class Session;

/// What the tagged OK of a command says; an empty text becomes "NAME completed".
struct Reply {
    std::string code; ///< response code without brackets, or empty
    std::string text;
    bool isWritten = false; ///< the command has written its tagged reply itself
};

/// One command being run. `line.arguments` looks into text that lives until the command has ended.
struct Call {
    // A constructor, because g++ 12 miscompiles aggregates built inside a co_await.
    Call(Session& running, proto::CommandLine parsed)
        : session(running), line(std::move(parsed)) { }

    Session& session;
    proto::CommandLine line;
    /// The literal of the first message body, for commands that take bodies; the pieces of it come
    /// from Session::nextPiece().
    std::optional<proto::LiteralHeader> body;
};

} // namespace postamt::imap
