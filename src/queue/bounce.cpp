#include "queue/bounce.h"

#include "base/ascii.h"
#include "mime/builder.h"
#include "mime/header.h"
#include "mime/message_id.h"
#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace postamt::queue {

namespace {

/// One line of printable ASCII, as the fields of a report want it.
std::string oneLine(std::string_view text)
{
    std::string out(text.substr(0, 500));
    std::ranges::replace_if(out, [](char c) { return c < 0x20 || c > 0x7e; }, ' ');
    return out;
}

/// RFC 6533 section 3: an address beyond ASCII as utf-8-addr-xtext.
std::string typedAddress(std::string_view address)
{
    if (isAscii(address))
        return "rfc822; " + oneLine(address);
    std::string out = "utf-8; ";
    for (std::size_t at = 0; at < address.size();) {
        const auto c = static_cast<std::uint32_t>(text::nextCodePoint(address, at));
        if (c > 0x20 && c < 0x7f && c != '\\' && c != '+' && c != '=')
            out += static_cast<char>(c);
        else
            out += fmt::format("\\x{{{:X}}}", c);
    }
    return out;
}

std::string said(const Recipient& recipient)
{
    return fmt::format("{} {} {}", recipient.code, recipient.status, recipient.text);
}

std::string explanation(const Entry& entry, const BounceFacts& facts)
{
    std::string out = "Your message could not be delivered to:\n\n";
    std::string reasons;
    for (const auto& recipient : entry.recipients) {
        if (recipient.state == Recipient::State::Failed)
            reasons += fmt::format("  {}\n    {}\n\n", recipient.address, oneLine(said(recipient)));
    }
    out += reasons;
    out += "It is not tried any further. The header of your message is attached.\n\n"
           "--\n\n"
           "Ihre Nachricht konnte nicht zugestellt werden an:\n\n";
    out += reasons;
    out += "Es wird nicht weiter versucht. Der Kopf Ihrer Nachricht ist angehängt.\n\n"
           "--\n\n";
    return out + facts.hostname + "\n";
}

/// RFC 3464 section 2
std::string deliveryStatus(const Entry& entry, const BounceFacts& facts)
{
    std::string out = "Reporting-MTA: dns; " + oneLine(facts.hostname) + "\r\n";
    out += "Arrival-Date: " + mime::formatDate({entry.queued, 0}) + "\r\n";
    for (const auto& recipient : entry.recipients) {
        if (recipient.state != Recipient::State::Failed)
            continue;
        out += "\r\nFinal-Recipient: " + typedAddress(recipient.address) + "\r\n";
        out += "Action: failed\r\n";
        out += "Status: " + oneLine(recipient.status) + "\r\n";
        out += "Remote-MTA: dns; " + oneLine(facts.server) + "\r\n";
        out += "Diagnostic-Code: smtp; " + oneLine(said(recipient)) + "\r\n";
    }
    return out;
}

} // namespace

std::string makeBounce(const Entry& entry, std::string_view header, const BounceFacts& facts)
{
    mime::Address from;
    from.name = "Mail Delivery System";
    from.mailbox = "MAILER-DAEMON";
    from.host = facts.hostname;
    mime::MessageBuilder builder;
    builder.addresses("From", {from});
    builder.addresses("To", mime::parseAddresses(entry.sender));
    builder.header("Subject", "Undelivered mail returned to sender / Unzustellbare Nachricht");
    builder.date({facts.now, 0});
    builder.messageId(facts.token + '@' + facts.hostname);
    const auto ids = mime::messageIds(mime::Header(header).value("Message-ID"));
    if (!ids.empty())
        builder.header("References", "<" + ids.front() + ">");
    builder.header("Auto-Submitted", "auto-replied");
    builder.report("delivery-status");
    builder.text(explanation(entry, facts));
    mime::Attachment status;
    status.type = "message/delivery-status";
    status.bytes = deliveryStatus(entry, facts);
    builder.attach(std::move(status));
    mime::Attachment original;
    original.type = "text/rfc822-headers";
    original.bytes = header;
    builder.attach(std::move(original));
    return builder.build(facts.token);
}

} // namespace postamt::queue
