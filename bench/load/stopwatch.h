#pragma once

#include "load/connection.h"
#include "load/loop.h"
#include "load/report.h"

namespace postamt::load {

/// Measures one step: time and traffic from its making to stop().
class Stopwatch {
public:
    /// The step up to now.
    Step stop(std::uint64_t operations, std::uint64_t checked) const
    {
        return {
            .operations = operations,
            .seconds = secondsSince(begin_),
            .bytes = Connection::traffic() - traffic_,
            .checked = checked,
        };
    }

private:
    std::uint64_t traffic_ = Connection::traffic();
    Moment begin_ = now();
};

} // namespace postamt::load
