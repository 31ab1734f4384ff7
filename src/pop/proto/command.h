#pragma once

#include "base/number.h"
#include "pop/proto/reply.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace postamt::pop::proto {

/// The number of a message in a session, from 1 on.
using MessageNumber = Number<struct MessageNumberTag, std::uint32_t>;

/// USER and PASS: all behind the blank, well-formed UTF-8 without control characters.
struct User {
    std::string name;
};

struct Pass {
    std::string password; ///< may hold blanks (RFC 1939 section 7)
};

/// AUTH (RFC 5034). Without a mechanism it asks for the list of them.
struct Auth {
    std::string mechanism; ///< upper case, or empty
    std::optional<std::string> initial; ///< base64 as sent, "=" for an empty one
};

struct Capa { };

struct Stls { };

/// UTF8 (RFC 6856 section 2).
struct Utf8 { };

/// LANG (RFC 6856 section 3). Without a language range it asks for the list of languages.
struct Lang {
    std::string range; ///< in small letters; "*" leaves the choice to the server
};

struct Stat { };

struct List {
    std::optional<MessageNumber> message;
};

struct Uidl {
    std::optional<MessageNumber> message;
};

struct Retr {
    MessageNumber message;
};

struct Dele {
    MessageNumber message;
};

struct Top {
    MessageNumber message;
    std::uint32_t lines = 0; ///< of the body
};

struct Noop { };

struct Rset { };

struct Quit { };

using Command = std::variant<
    User,
    Pass,
    Auth,
    Capa,
    Stls,
    Utf8,
    Lang,
    Stat,
    List,
    Uidl,
    Retr,
    Dele,
    Top,
    Noop,
    Rset,
    Quit>;

/// Reads a command line without its CRLF (RFC 1939, RFC 2449). If it is none, gives the -ERR that
/// says what is wrong.
std::expected<Command, Reply> parseCommand(std::string_view line);

} // namespace postamt::pop::proto
