#include "smtp/proto/received.h"

#include "base/ascii.h"
#include "smtp/proto/path.h"

#include <algorithm>

namespace postamt::smtp::proto {

namespace {

// A domain or an address literal as the RFC wants it there; of anything else the harmless bytes.
std::string harmless(std::string_view name)
{
    std::string out(name.substr(0, maxDomain));
    std::ranges::replace_if(
        out,
        [](char c) {
            return !isAlpha(c) && !isDigit(c)
                && std::string_view(".-_:[]").find(c) == std::string_view::npos;
        },
        '-'
    );
    return out.empty() ? "unknown" : out;
}

std::string tcpInfo(std::string_view address)
{
    if (address.empty())
        return "(local)";
    const bool six = address.find(':') != std::string_view::npos;
    return std::string(six ? "([IPv6:" : "([") + harmless(address) + "])";
}

} // namespace

std::string Protocol::name() const
{
    std::string out = lmtp ? "LMTP" : extended || smtpUtf8 ? "ESMTP" : "SMTP";
    if (smtpUtf8)
        out = lmtp ? "UTF8LMTP" : "UTF8SMTP";
    if (tls)
        out += 'S';
    if (authenticated)
        out += 'A';
    return out;
}

// Time-stamp-line = "Received:" FWS "from" ... "by" ... "with" ... "id" ... ["for"] ";" FWS
// date-time
std::string formatReceived(const Received& received)
{
    std::string out = "Received: from " + harmless(received.helloName) + ' '
        + tcpInfo(received.address) + "\r\n\tby " + harmless(received.hostName) + " with "
        + received.protocol.name() + " id " + harmless(received.id);
    if (received.recipient) {
        std::string recipient = *received.recipient;
        std::ranges::replace_if(
            recipient, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }, '?'
        );
        out += "\r\n\tfor <" + recipient + '>';
    }
    return out + ";\r\n\t" + received.date + "\r\n";
}

} // namespace postamt::smtp::proto
