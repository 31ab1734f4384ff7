#pragma once

#include "mail/account.h"

#include <memory>
#include <utility>
#include <vector>

namespace postamt::mail {

/// A Change that has not been answered. One that is dropped, whatever the reason, is answered then:
/// its session must not wait for ever.
class Account::Waiting {
public:
    Waiting(AnyPlan given, bool takesLong, Answer done)
        : plan(std::move(given)), isLong(takesLong), done_(std::move(done))
    {
    }

    Waiting(Waiting&& other) noexcept
        : plan(std::move(other.plan))
        , isLong(other.isLong)
        , alone(other.alone)
        , conflicts(other.conflicts)
        , done_(std::move(other.done_))
        , answered_(std::exchange(other.answered_, true))
    {
    }

    Waiting& operator=(Waiting&& other) noexcept
    {
        std::swap(plan, other.plan);
        std::swap(isLong, other.isLong);
        std::swap(alone, other.alone);
        std::swap(conflicts, other.conflicts);
        std::swap(done_, other.done_);
        std::swap(answered_, other.answered_);
        return *this;
    }

    ~Waiting()
    {
        if (!answered_)
            done_(internal("a Change was dropped"));
    }

    void answer(Result<> result)
    {
        answered_ = true;
        done_(std::move(result));
    }

    AnyPlan plan;
    bool isLong = false; ///< not to be run on an io thread
    bool alone = false; ///< not to be folded with others
    unsigned conflicts = 0; ///< how often another node was faster

private:
    Answer done_;
    bool answered_ = false;
};

/// The right to change the account, and the Changes that it is for. There is one at a time; its end
/// passes the right on.
struct Account::Turn {
    Turn() = default;
    Turn(Turn&&) = default;
    Turn& operator=(Turn&&) = delete;

    ~Turn()
    {
        waiting.clear();
        if (account)
            account->pass();
    }

    void answer(const Result<>& result)
    {
        for (auto& change : waiting)
            change.answer(result);
    }

    std::shared_ptr<Account> account;
    std::vector<Waiting> waiting;
};

} // namespace postamt::mail
