#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/call.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace postamt::imap {

/// The states of a session (RFC 9051 section 3), as bits.
enum class State : std::uint8_t { NotAuthenticated = 1, Authenticated = 2, Selected = 4 };

/// In which states a command is permitted.
enum class Allowed : std::uint8_t {
    BeforeLogin = 1,
    LoggedIn = 2 | 4,
    Selected = 4,
    Always = 1 | 2 | 4,
};

/// Whether "UID" may stand before the name.
enum class UidForm : std::uint8_t { Never, Also };

/// Whether it speaks of message numbers; then no expunge may be told while it runs (RFC 9051
/// section 7.5.1). Plain: only without UID. Always: UID SEARCH can have them among its keys.
enum class Numbers : std::uint8_t { No, Plain, Always };

/// One command: everything the session must know before it runs it.
struct Command {
    std::string_view name;
    Allowed allowed;
    UidForm uid;
    Numbers numbers;
    Task<Result<Reply>> (*run)(Call);
    /// The capabilities that it comes with, divided by blanks: it is there for who is offered one of
    /// them. Empty: it belongs to IMAP4rev1.
    std::string_view capabilities = {};

    /// Without UID before it, it names or tells message numbers. EXPUNGE does neither, once
    /// VANISHED takes the place of its answers.
    bool needsNumbers() const { return uid == UidForm::Also && name != "EXPUNGE"; }

    bool isAllowed(State state) const
    {
        return (static_cast<unsigned>(allowed) & static_cast<unsigned>(state)) != 0;
    }
};

/// All commands, in alphabetical order.
std::span<const Command> commandTable();

/// The command of that upper-case name, or nullptr.
const Command* findCommand(std::string_view name);

} // namespace postamt::imap
