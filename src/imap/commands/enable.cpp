#include "imap/proto/enable.h"

#include "base/ascii.h"
#include "imap/capability_table.h"
#include "imap/commands/commands.h"
#include "imap/session.h"

#include <algorithm>

namespace postamt::imap::commands {

namespace {

/// Switches one on; false if it is none that ENABLE knows.
bool switchOn(Session& session, std::string_view name)
{
    auto& features = session.features();
    if (name == "IMAP4rev2") {
        features.rev2 = true;
        if (session.selected() != nullptr)
            session.selected()->recent = {}; // it knows no \Recent
    } else if (name == "UTF8=ACCEPT") {
        features.utf8 = true;
    } else if (name == "CONDSTORE") {
        session.enableCondstore();
    } else if (name == "QRESYNC") {
        session.enableCondstore(); // RFC 7162 section 3.2.3
        features.qresync = true;
    } else if (name == "METADATA") {
        session.enableMetadata();
    } else if (name == "UIDONLY") {
        features.uidOnly = true;
    } else {
        return false;
    }
    return true;
}

} // namespace

// RFC 5161, RFC 9051 section 6.3.1
Task<Result<Reply>> enable(Call call)
{
    const auto request = proto::parseEnable(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    auto& session = call.session;
    std::vector<std::string> enabled;
    for (const auto& wanted : *request) {
        const auto known = std::ranges::find_if(capabilityTable(), [&](const Capability& row) {
            return !row.enables.empty() && equalsIgnoreCase(row.enables, wanted);
        });
        if (known != capabilityTable().end() && session.offers(known->name)
            && switchOn(session, known->enables))
            enabled.emplace_back(known->enables);
    }
    auto writer = session.writer();
    proto::formatEnabled(writer, enabled);
    co_return Reply();
}

} // namespace postamt::imap::commands
