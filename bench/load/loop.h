#pragma once

#include "base/task.h"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <vector>

namespace postamt::load {

using Moment = std::chrono::steady_clock::time_point;

inline Moment now()
{
    return std::chrono::steady_clock::now();
}

inline double secondsSince(Moment begin)
{
    return std::chrono::duration<double>(now() - begin).count();
}

/// Runs a task to its end on this thread. Gives up when no byte was sent or received for so long.
void runToEnd(Task<> task, std::chrono::seconds patience);

/// Runs tasks at the same time until all have ended.
Task<> together(std::vector<Task<>> tasks);

/// Starts tasks that go on until the program ends.
Task<> inBackground(std::vector<Task<>> tasks);

/// Waits.
Task<> pause(std::chrono::milliseconds time);

/// While one lives, silence is no failure.
class Silence {
public:
    Silence();
    ~Silence();
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
};

} // namespace postamt::load
