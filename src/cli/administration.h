#pragma once

#include "accounts/authenticator.h"
#include "accounts/directory.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "cli/request.h"
#include "store/engine.h"

#include <filesystem>
#include <string>

namespace postamt::cli {

/// What the operator's commands work on: the store of a service, in the process that has it open.
struct Administration {
    store::Engine& engine;
    accounts::Directory& directory;
    Random& random;
    std::filesystem::path checkpoints; ///< where they are made
    /// True in the running service: sessions may be using the accounts.
    bool isLive = false;
    accounts::Authenticator* authenticator = nullptr; ///< in the running service only
};

/// Carries out one command and gives the text to print. It blocks: call it on a worker thread. Bad
/// for an unknown verb or a wrong number of arguments.
Result<std::string> perform(const Administration& administration, const Request& request);

} // namespace postamt::cli
