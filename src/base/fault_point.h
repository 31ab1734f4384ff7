#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// The places where tests break the program. Built in with the CMake option POSTAMT_FAULTS only;
/// otherwise all of this is nothing, and the program has not even the names.
///
/// The environment variable POSTAMT_FAULTS holds commands, as runFaultCommand() takes them, with
/// ';' between them.
namespace postamt {

#ifdef POSTAMT_FAULTS

/// A place in the program with a name, such as "commit.written". A passage for which it is armed
/// ends the process at once, as SIGKILL does, or as the action says that was set for it.
void faultPoint(std::string_view name);

/// The error number (of errno.h) that a test wants to see in this place; 0: none.
int faultError(std::string_view name);

/// A number that a test may choose in place of the ordinary one: a period, a size.
std::int64_t faultNumber(std::string_view name, std::int64_t ordinary);

/// What "arm NAME N ACTION" does besides "kill"; does not return. Set before there are threads.
void setFaultAction(std::string name, std::function<void()> action);

/// One command of a test:
///   arm NAME N [ACTION]   the N-th passage from now ends the process
///   error NAME NUMBER     what faultError() answers from now on
///   number NAME VALUE     what faultNumber() answers from now on
///   passages NAME         answers how often the point was passed
/// Answers "ok", a number, or what is wrong.
std::string runFaultCommand(std::string_view line);

#else

/// A name that is gone when the program is compiled.
struct FaultName {
    // NOLINTNEXTLINE(google-explicit-constructor): a name is written as it is
    consteval FaultName(const char*) { }
};

constexpr void faultPoint(FaultName) { }

constexpr int faultError(FaultName)
{
    return 0;
}

constexpr std::int64_t faultNumber(FaultName, std::int64_t ordinary)
{
    return ordinary;
}

#endif

} // namespace postamt
