#include "smtp/trace.h"

#include "mime/date.h"
#include "smtp/proto/received.h"

namespace postamt::smtp {

std::string returnPath(const Transaction& transaction)
{
    return "Return-Path: <" + transaction.sender() + ">\r\n";
}

std::string received(const Session& session, const Transaction& transaction)
{
    const auto& parts = session.parts();
    const auto& peer = session.stream().peer();
    proto::Received facts;
    facts.helloName = session.hello() ? session.hello()->name : std::string();
    facts.address = peer.isUnix ? std::string() : peer.address;
    facts.hostName = parts.settings.hostname;
    facts.protocol = session.protocol();
    facts.id = transaction.id;
    // Of several, none may learn of the others (RFC 5321 section 7.2).
    if (transaction.accepted() == 1)
        facts.recipient = transaction.remote.empty() ? transaction.recipients.front().address
                                                     : transaction.remote.front();
    const mime::Date now{parts.clock.seconds(), 0};
    facts.date = mime::formatDate(now);
    return proto::formatReceived(facts);
}

Reply checkHops(std::string_view header)
{
    if (hops(header) <= maxHops)
        return {};
    return reply(554, 4, 6, "The message goes in circles: it has passed too many servers");
}

} // namespace postamt::smtp
