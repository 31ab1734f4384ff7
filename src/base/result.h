#pragma once

#include <expected>
#include <string>
#include <utility>

namespace postamt {

/// Whose fault an error is, and thereby what the client is told. The protocols map it:
/// Bad -> BAD, -ERR, 500/501; No -> NO, -ERR, 550; Temporary -> NO [UNAVAILABLE], -ERR [SYS/TEMP],
/// 451; Internal -> as Temporary, with a generic text, and the true one in the log.
enum class Fault {
    Bad, ///< the client's syntax or an argument; the text says what was expected
    No, ///< understood, but not possible now; the text says why
    Temporary, ///< the disk, the database or a budget failed us; trying again later may help
    Internal, ///< our mistake; the text goes to the log only
};

/// Why something was not done.
struct Error {
    Fault fault = Fault::Internal;
    std::string text; ///< for people: one sentence, no newline, no secrets
    std::string code; ///< for programs: one token such as NONEXISTENT, or empty
};

template <class T = void>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> bad(std::string text, std::string code = {})
{
    return std::unexpected(Error{Fault::Bad, std::move(text), std::move(code)});
}

inline std::unexpected<Error> no(std::string text, std::string code = {})
{
    return std::unexpected(Error{Fault::No, std::move(text), std::move(code)});
}

inline std::unexpected<Error> temporary(std::string text, std::string code = {})
{
    return std::unexpected(Error{Fault::Temporary, std::move(text), std::move(code)});
}

inline std::unexpected<Error> internal(std::string text)
{
    return std::unexpected(Error{Fault::Internal, std::move(text), {}});
}

} // namespace postamt
