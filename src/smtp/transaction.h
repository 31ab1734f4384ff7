#pragma once

#include "delivery/deliver.h"
#include "smtp/intake.h"
#include "smtp/proto/command.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace postamt::smtp {

/// One message being handed over, from MAIL to its end or RSET.
struct Transaction {
    proto::Mail mail;
    std::vector<delivery::Recipient> recipients; ///< those here, in the order of RCPT
    std::vector<std::string> remote; ///< addr-specs of those elsewhere
    std::string id; ///< of the message, for the log and Received
    std::optional<Intake> intake; ///< once DATA or BDAT has come

    std::string sender() const { return mail.sender ? mail.sender->format() : std::string(); }

    /// How many recipients were taken.
    std::size_t accepted() const { return recipients.size() + remote.size(); }
};

} // namespace postamt::smtp
