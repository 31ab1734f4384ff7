#pragma once

#include "base/clock.h"

#include <mutex>
#include <optional>

namespace postamt {

/// The machine's clock, but a jump of it is not believed at once: what only a minute of a wrong
/// date would undo (deleted mail swept, queued mail given up, bans ended) must not happen. After a
/// jump of more than `tolerance` the time goes on as before, until the new one has held for
/// `trial`; smaller steps are followed. Sleep of the machine is no jump. From any thread.
class CautiousClock final : public Clock {
public:
    using Wall = std::chrono::system_clock::time_point;
    /// Time since some moment, which goes on evenly, also while the machine sleeps.
    using Even = std::chrono::nanoseconds;

    static constexpr std::chrono::minutes tolerance{1};
    static constexpr std::chrono::minutes trial{10};

    explicit CautiousClock(Wall (*wall)() = machineWall, Even (*even)() = machineEven);

    Wall now() const override;

    static Wall machineWall();
    static Even machineEven();

private:
    struct Doubt {
        Even since; ///< when the jump was seen
        std::chrono::nanoseconds size; ///< how far it went; below 0 back
    };

    Wall (*wall_)();
    Even (*even_)();
    mutable std::mutex mutex_;
    mutable Wall lastWall_;
    mutable Even lastEven_;
    mutable std::optional<Doubt> doubt_;
};

} // namespace postamt
