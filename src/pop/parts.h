#pragma once

#include "accounts/authenticator.h"
#include "accounts/directory.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/settings.h"
#include "mail/account_pool.h"
#include "pop/login_pace.h"

#include <memory>

namespace postamt::pop {

/// What a session needs of the program; all of it outlives the session.
struct Parts {
    std::shared_ptr<const Settings> settings;
    mail::AccountPool& accounts;
    accounts::Directory& directory;
    accounts::Authenticator& authenticator;
    LoginPace& pace;
    const Clock& clock;
    Random& random;
};

} // namespace postamt::pop
