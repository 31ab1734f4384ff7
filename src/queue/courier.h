#pragma once

#include "base/result.h"
#include "base/task.h"

#include <string>

namespace postamt::queue {

/// Brings the service's own messages to the people here. The queue needs one for its bounces;
/// delivery/ has it.
class Courier {
public:
    virtual ~Courier() = default;

    /// Delivers a whole message, from the null sender, to an address of this service. Temporary, or
    /// No [OVERQUOTA]: later it may work; any other error: never.
    virtual Task<Result<>> deliver(std::string address, std::string message) = 0;
};

} // namespace postamt::queue
