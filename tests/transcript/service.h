#pragma once

#include "transcript/match.h"
#include "transcript/script.h"

#include <string_view>

namespace postamt::transcript {

/// What the runner knows of a protocol. The three texts are transcripts themselves, of connection
/// 1, with the variables $user and $password.
struct Service {
    std::string_view name;
    Manners manners;
    State standard; ///< the state of connections if the transcript does not say
    std::string_view greet;
    std::string_view logIn;
    std::string_view select;
};

/// The service of that name, or nullptr.
const Service* findService(std::string_view name);

} // namespace postamt::transcript
