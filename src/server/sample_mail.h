#pragma once

#include "base/clock.h"
#include "mail/flags.h"

#include <string>
#include <string_view>
#include <vector>

namespace postamt::server {

/// A message of the demo and where it lies.
struct SampleMessage {
    std::string_view user; ///< alice or bob
    std::string_view mailbox;
    UnixSeconds date = 0;
    mail::FlagSet flags;
    std::string bytes;
};

/// Mail as two people have it: a thread, invoices and pictures, a list, a draft, junk; in German
/// and English, as text and HTML, with attachments. Dated before `now`, the oldest first.
std::vector<SampleMessage> sampleMail(std::string_view domain, UnixSeconds now);

} // namespace postamt::server
