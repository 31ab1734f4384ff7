#include "base/fault_point.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <optional>
#include <sstream>
#include <unistd.h>
#include <utility>

namespace postamt {

namespace {

struct Point {
    std::uint64_t passages = 0;
    std::uint64_t armedFor = 0; ///< this passage is the last; 0: none
    std::string action;
};

/// What tests have set. There is one: faults belong to the process.
class Faults {
public:
    Faults()
    {
        const char* commands = std::getenv("POSTAMT_FAULTS");
        std::istringstream all(commands != nullptr ? commands : "");
        for (std::string command; std::getline(all, command, ';');)
            if (const auto answer = run(command); answer != "ok") {
                std::fprintf(stderr, "POSTAMT_FAULTS: %s: %s\n", command.c_str(), answer.c_str());
                std::_Exit(2);
            }
    }

    /// The action of the point if this passage is the one it was armed for.
    std::optional<std::string> pass(std::string_view name)
    {
        const std::lock_guard lock(mutex_);
        auto& point = points_[std::string(name)];
        if (++point.passages != point.armedFor)
            return std::nullopt;
        return point.action;
    }

    std::function<void()> action(const std::string& name)
    {
        const std::lock_guard lock(mutex_);
        const auto found = actions_.find(name);
        return found != actions_.end() ? found->second : nullptr;
    }

    void setAction(std::string name, std::function<void()> action)
    {
        const std::lock_guard lock(mutex_);
        actions_[std::move(name)] = std::move(action);
    }

    std::int64_t number(std::string_view name, std::int64_t ordinary)
    {
        const std::lock_guard lock(mutex_);
        const auto found = numbers_.find(std::string(name));
        return found != numbers_.end() ? found->second : ordinary;
    }

    std::string run(const std::string& line)
    {
        std::istringstream words(line);
        std::string verb;
        std::string name;
        std::int64_t value = 0;
        words >> verb >> name;
        if (verb == "passages") {
            const std::lock_guard lock(mutex_);
            return std::to_string(points_[name].passages);
        }
        if (name.empty() || !(words >> value))
            return "a name and a number are missing";
        const std::lock_guard lock(mutex_);
        if (verb == "arm") {
            auto& point = points_[name];
            point.armedFor = point.passages + static_cast<std::uint64_t>(value);
            if (!(words >> point.action))
                point.action = "kill";
        } else if (verb == "error") {
            numbers_["error " + name] = value;
        } else if (verb == "number") {
            numbers_[name] = value;
        } else {
            return "there is no such command";
        }
        return "ok";
    }

private:
    std::mutex mutex_; ///< guards all
    std::map<std::string, Point> points_;
    std::map<std::string, std::int64_t> numbers_;
    std::map<std::string, std::function<void()>> actions_;
};

Faults& faults()
{
    // Never destroyed: threads may pass points until the very end.
    static auto& all = *new Faults();
    return all;
}

} // namespace

void faultPoint(std::string_view name)
{
    const auto last = faults().pass(name);
    if (!last)
        return;
    if (const auto action = faults().action(*last))
        action();
    ::kill(::getpid(), SIGKILL);
}

int faultError(std::string_view name)
{
    return static_cast<int>(faults().number("error " + std::string(name), 0));
}

std::int64_t faultNumber(std::string_view name, std::int64_t ordinary)
{
    return faults().number(name, ordinary);
}

void setFaultAction(std::string name, std::function<void()> action)
{
    faults().setAction(std::move(name), std::move(action));
}

std::string runFaultCommand(std::string_view line)
{
    return faults().run(std::string(line));
}

} // namespace postamt
