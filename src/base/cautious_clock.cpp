#include "base/cautious_clock.h"

#include "base/log.h"

#include <ctime>

namespace postamt {

namespace {

bool isSmall(std::chrono::nanoseconds step)
{
    return std::chrono::abs(step) <= CautiousClock::tolerance;
}

std::int64_t secondsOf(std::chrono::nanoseconds span)
{
    return std::chrono::duration_cast<std::chrono::seconds>(span).count();
}

} // namespace

CautiousClock::Wall CautiousClock::machineWall()
{
    return std::chrono::system_clock::now();
}

CautiousClock::Even CautiousClock::machineEven()
{
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

CautiousClock::CautiousClock(Wall (*wall)(), Even (*even)())
    : wall_(wall), even_(even), lastWall_(wall()), lastEven_(even())
{
}

CautiousClock::Wall CautiousClock::now() const
{
    const std::lock_guard lock(mutex_);
    const Wall wall = wall_();
    const Even even = even_();
    const Wall expected = lastWall_ + std::chrono::duration_cast<Wall::duration>(even - lastEven_);
    const std::chrono::nanoseconds step = wall - expected;
    const bool isDoubtful = !isSmall(step);
    if (isDoubtful && (!doubt_ || !isSmall(step - doubt_->size))) {
        doubt_ = Doubt{even, step};
        log::warning(
            "clock",
            "the clock of the machine jumped by {} seconds; waiting whether it stays",
            secondsOf(step)
        );
    }
    if (isDoubtful && even - doubt_->since < trial)
        return expected;
    if (isDoubtful)
        log::warning("clock", "the time is now {} seconds later than it would be", secondsOf(step));
    else if (doubt_)
        log::warning("clock", "the clock of the machine is right again");
    doubt_.reset();
    lastWall_ = wall;
    lastEven_ = even;
    return wall;
}

} // namespace postamt
