#pragma once

#include "base/result.h"
#include "base/task.h"

#include <cstdint>
#include <functional>

namespace postamt::mail {

/// Asked between the pieces of a long work, with how much of it is done: false gives it up. May be
/// empty.
using ProgressReport = std::function<Task<bool>(std::uint64_t done, std::uint64_t total)>;

/// The error of a work that was given up.
inline Error givenUp()
{
    return Error{Fault::Temporary, "nobody waits for the answer any more", {}};
}

} // namespace postamt::mail
