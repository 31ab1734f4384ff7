#pragma once

#include "smtp/proto/body_check.h"
#include "smtp/proto/path.h"
#include "smtp/proto/reply.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace postamt::smtp::proto {

/// HELO, EHLO, LHLO.
struct Hello {
    enum class Verb { Helo, Ehlo, Lhlo } verb = Verb::Helo;
    std::string name; ///< as the client says, unchecked: printable, may be 8-bit, 1 to 255 bytes
};

/// MAIL FROM (RFC 5321 section 4.1.1.2), with SIZE, BODY, SMTPUTF8 and AUTH.
struct Mail {
    std::optional<Mailbox> sender; ///< none for <>
    std::optional<std::uint64_t> size; ///< declared, in bytes (RFC 1870)
    bool eightBit = false; ///< BODY=8BITMIME
    bool smtpUtf8 = false;
    std::optional<std::string> auth; ///< AUTH= decoded; empty for AUTH=<> (RFC 4954 section 5)
};

/// RCPT TO.
struct Rcpt {
    Mailbox recipient;
};

struct Data { };

/// BDAT (RFC 3030). The chunk follows at once, whatever the answer: see Splitter::skipChunk.
struct Bdat {
    std::uint64_t size = 0;
    bool last = false;
};

struct Rset { };

struct Noop { };

struct Quit { };

/// VRFY: the argument as sent.
struct Vrfy {
    std::string name;
};

struct Help { };

/// AUTH (RFC 4954).
struct Auth {
    std::string mechanism; ///< upper case
    std::optional<std::string> initial; ///< base64 as sent, "=" for an empty one
};

struct StartTls { };

using Command
    = std::variant<Hello, Mail, Rcpt, Data, Bdat, Rset, Noop, Quit, Vrfy, Help, Auth, StartTls>;

/// What a session allows in a command.
struct CommandRules {
    /// One or more blanks behind "FROM:" and "TO:", as Outlook sends them.
    bool blankAfterColon = false;
    /// Addresses beyond ASCII in RCPT and VRFY: the MAIL of this transaction said SMTPUTF8.
    bool smtpUtf8 = false;
};

/// Reads a command line without its CRLF. If it is none, gives the reply that says what is wrong.
std::expected<Command, Reply> parseCommand(std::string_view line, CommandRules rules);

/// The reply to a line that must not be read.
Reply replyTo(LineFault fault);

/// The reply to a body that is refused.
Reply replyTo(BodyFault fault);

} // namespace postamt::smtp::proto
