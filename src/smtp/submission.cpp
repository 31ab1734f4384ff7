#include "smtp/submission.h"

#include "base/ascii.h"
#include "mime/address.h"
#include "mime/date.h"
#include "mime/header.h"
#include "smtp/intake.h"

#include <algorithm>

namespace postamt::smtp {

namespace {

/// No code if all of the header was seen. What another program may read as a second From must not
/// hide behind a line that is no field, nor beyond what is judged.
Reply checkWhole(std::string_view text, const mime::Header& header)
{
    if (text.size() >= Intake::maxHeader || header.fields().size() >= mime::Header::maxFields)
        return reply(552, 3, 4, "The header of the message is too big");
    if (header.end() != text.size())
        return reply(550, 6, 0, "The header of the message holds a line that is no field");
    return {};
}

/// No code if From is there once and names addresses of the user only.
Reply checkFrom(const Session& session, const mime::Header& header)
{
    const auto isFrom
        = [](const mime::HeaderField& field) { return equalsIgnoreCase(field.name, "From"); };
    if (std::ranges::count_if(header.fields(), isFrom) != 1)
        return reply(550, 7, 1, "The message must have one From field, with an address of yours");
    const auto& user = *session.user();
    const auto addresses = mime::parseAddresses(header.value("From"));
    bool hasAny = false;
    for (const auto& address : addresses) {
        if (address.kind != mime::Address::Kind::Mailbox)
            continue;
        hasAny = true;
        const auto spec = mime::addressSpec(address);
        const auto owns = session.parts().directory.ownsAddress(user.account, spec);
        if (!owns)
            return replyTo(owns.error());
        if (!*owns)
            return reply(550, 7, 1, "From: <" + spec + "> is not an address of " + user.address);
    }
    if (!hasAny)
        return reply(550, 7, 1, "The From field must have an address of yours");
    return {};
}

/// `text`: a domain after the "@" of an address.
std::string_view domainOf(std::string_view text)
{
    return text.substr(text.rfind('@') + 1);
}

} // namespace

std::expected<std::string, Reply> judgeSubmission(const Session& session, std::string_view text)
{
    const mime::Header header(text);
    if (auto refused = checkWhole(text, header); refused.code != 0)
        return std::unexpected(std::move(refused));
    if (auto refused = checkFrom(session, header); refused.code != 0)
        return std::unexpected(std::move(refused));
    const auto& parts = session.parts();
    std::string added;
    if (header.find("Date") == nullptr) {
        const mime::Date now{parts.clock.seconds(), 0};
        added += "Date: " + mime::formatDate(now) + "\r\n";
    }
    if (header.find("Message-ID") == nullptr) {
        added += "Message-ID: <" + parts.random.hex(32) + '@';
        added += domainOf(session.user()->address);
        added += ">\r\n";
    }
    return added;
}

} // namespace postamt::smtp
