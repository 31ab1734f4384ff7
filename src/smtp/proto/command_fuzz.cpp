// Any line. Properties: a refusal is a 5xx reply; an address that was read is read again from its
// own form.
#include "base/ascii.h"
#include "smtp/proto/command.h"

#include <cstdlib>

namespace {

using namespace postamt::smtp::proto;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

void checkMailbox(const Mailbox& mailbox)
{
    if (mailbox.isPostmaster())
        return;
    const auto again = parseMailbox(mailbox.format());
    require(again && again->localPart == mailbox.localPart && again->domain == mailbox.domain);
    require(again->format() == mailbox.format());
    require(mailbox.localPart.size() <= maxLocalPart && mailbox.domain.size() <= maxDomain);
    require(postamt::isAscii(mailbox.domain));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const CommandRules rules{(input[0] & 1) != 0, (input[0] & 2) != 0};
    const auto command = parseCommand(input.substr(1), rules);
    if (!command) {
        require(command.error().isPermanent() && command.error().enhanced.has_value());
        return 0;
    }
    if (const auto* mail = std::get_if<Mail>(&*command); mail != nullptr && mail->sender)
        checkMailbox(*mail->sender);
    if (const auto* rcpt = std::get_if<Rcpt>(&*command))
        checkMailbox(rcpt->recipient);
    return 0;
}
