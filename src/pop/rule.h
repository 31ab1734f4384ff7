#pragma once

#include "pop/proto/command.h"

#include <string_view>

namespace postamt::pop {

/// What a session must know of a command before it runs.
struct Rule {
    std::string_view name;
    bool inAuthorization; ///< RFC 1939 section 4
    bool inTransaction; ///< section 5
    bool needsTls; ///< secrets come with it
};

const Rule& ruleOf(const proto::Command& command);

} // namespace postamt::pop
