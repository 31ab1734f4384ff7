#pragma once

#include "states_ledger.h"

#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace postamt::chaos {

/// What never changes of a message, whoever asks and whenever: the date when it came, its ids, its
/// envelope. Copies of a message share most of it. From any thread.
class Facts {
public:
    /// Some session was told so. Broken if another was told something else.
    void told(
        const Ledger& ledger, std::uint32_t uid, const std::string& item, const std::string& value
    );

private:
    void compare(const std::string& place, const std::string& item, const std::string& value);

    std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, std::string> values_; ///< by place and item
};

} // namespace postamt::chaos
