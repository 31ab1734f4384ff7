#include "smtp/submission.h"

#include "base/ascii.h"
#include "mime/address.h"
#include "mime/date.h"
#include "mime/header.h"

#include <algorithm>
#include <initializer_list>

namespace postamt::smtp {

namespace {

bool isNamed(const mime::HeaderField& field, std::initializer_list<std::string_view> names)
{
    return std::ranges::any_of(names, [&](std::string_view name) {
        return equalsIgnoreCase(field.name, name);
    });
}

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

/// No code if a field names addresses of the user only, at least one.
Reply checkOwn(const Session& session, const mime::HeaderField& field)
{
    const auto& user = *session.user();
    const std::string name(field.name);
    const auto addresses = mime::parseAddresses(field.value);
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
            return reply(550, 7, 1, name + ": <" + spec + "> is not an address of " + user.address);
    }
    if (!hasAny)
        return reply(550, 7, 1, "The " + name + " field must have an address of yours");
    return {};
}

/// No code if From is there once, and whoever is said to send the message is the user.
Reply checkSenders(const Session& session, const mime::Header& header)
{
    const auto isFrom = [](const mime::HeaderField& field) { return isNamed(field, {"From"}); };
    if (std::ranges::count_if(header.fields(), isFrom) != 1)
        return reply(550, 7, 1, "The message must have one From field, with an address of yours");
    for (const auto& field : header.fields()) {
        if (!isNamed(field, {"From", "Sender", "Resent-From", "Resent-Sender"}))
            continue;
        if (auto refused = checkOwn(session, field); refused.code != 0)
            return refused;
    }
    return {};
}

/// `text`: a domain after the "@" of an address.
std::string_view domainOf(std::string_view text)
{
    return text.substr(text.rfind('@') + 1);
}

} // namespace

std::expected<HeaderEdit, Reply> judgeSubmission(const Session& session, std::string_view text)
{
    const mime::Header header(text);
    if (auto refused = checkWhole(text, header); refused.code != 0)
        return std::unexpected(std::move(refused));
    if (auto refused = checkSenders(session, header); refused.code != 0)
        return std::unexpected(std::move(refused));
    const auto& parts = session.parts();
    HeaderEdit edit;
    if (header.find("Date") == nullptr) {
        const mime::Date now{parts.clock.seconds(), 0};
        edit.added += "Date: " + mime::formatDate(now) + "\r\n";
    }
    if (header.find("Message-ID") == nullptr) {
        edit.added += "Message-ID: <" + parts.random.hex(32) + '@';
        edit.added += domainOf(session.user()->address);
        edit.added += ">\r\n";
    }
    for (const auto& field : header.fields()) {
        if (isNamed(field, {"Bcc", "Resent-Bcc"}))
            edit.removed.push_back({field.begin, field.end});
    }
    return edit;
}

} // namespace postamt::smtp
