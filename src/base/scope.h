#pragma once

#include "base/oneshot.h"
#include "base/task.h"

#include <memory>

namespace postamt {

/// Keeps the tasks that an owner has started: the owner awaits join() before it dies, so no task
/// outlives what it refers to. Tasks may run on several executors; the Scope itself may be used
/// from any thread.
class Scope {
public:
    Scope();
    ~Scope(); ///< asserts that no task is left
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

    /// Starts a task on an executor. An exception that leaves the task is logged.
    void spawn(Executor executor, Task<> task);

    /// How many tasks have not ended.
    std::size_t size() const;

    /// Waits until every task has ended. At most one join() at a time.
    Task<> join();

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace postamt
