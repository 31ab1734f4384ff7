#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace postamt::chaos {

/// How often each command was played and answered OK. From any thread.
class Tally {
public:
    /// `command`: its text, without tag.
    void count(std::string_view command);

    /// "STORE 7, UID FETCH 12"
    std::string text() const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::uint64_t, std::less<>>
        counts_; ///< by name, that of UID with the next word
};

} // namespace postamt::chaos
