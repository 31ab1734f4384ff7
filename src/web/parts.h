#pragma once

#include "accounts/authenticator.h"
#include "accounts/credentials.h"
#include "accounts/directory.h"
#include "accounts/sign_ins.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/settings.h"
#include "base/workers.h"
#include "web/file.h"
#include "web/mail_server.h"

#include <memory>
#include <span>

namespace postamt::web {

/// What a session needs of the program; all of it outlives the session.
struct Parts {
    std::shared_ptr<const Settings> settings;
    std::span<const MailServer> servers; ///< those that listen
    accounts::Directory& directory;
    accounts::Authenticator& authenticator;
    accounts::SignIns& signIns;
    Workers& workers;
    const Clock& clock;
    Random& random;
    accounts::PasswordCost passwordCost = {}; ///< of passwords that are set here
    std::span<const File> files = pages();
};

} // namespace postamt::web
