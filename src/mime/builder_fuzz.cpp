// Any texts into a message. Properties: no value adds a field or a part, or breaks a line; what was
// put in is read out again.
#include "base/ascii.h"
#include "base/utf8.h"
#include "mime/builder.h"
#include "mime/header.h"
#include "mime/summary.h"
#include "mime/transfer_encoding.h"
#include "text/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::mime;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

std::string takeText(std::string_view& input)
{
    const auto end = std::min(input.find('\xff'), input.size());
    const auto text = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    return text::repaired(text);
}

/// True for a text that can be expected back as it is: one line, without blanks to lose.
bool isOneLine(std::string_view text)
{
    return !text.empty() && !text.starts_with(' ') && !text.ends_with(' ')
        && std::ranges::none_of(text, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
}

void checkLines(std::string_view message)
{
    for (std::size_t i = 0; i < message.size(); ++i) {
        require(message[i] != '\r' || (i + 1 < message.size() && message[i + 1] == '\n'));
        require(message[i] != '\n' || (i > 0 && message[i - 1] == '\r'));
    }
}

struct Values {
    std::string subject;
    Address from;
    std::string text;
    Attachment attachment;
};

void checkHeader(const std::string& message, const Values& values)
{
    const Header header(message);
    require(header.fields().size() == 4);
    require(isAscii(message.substr(0, header.end())) || !isAscii(values.from.mailbox));
    const auto summary = summarize(message);
    if (isOneLine(values.subject))
        require(summary.subject == values.subject);
    if (!isOneLine(values.from.mailbox))
        return;
    const auto list = parseAddresses(header.value("From"));
    if (isAscii(values.from.mailbox))
        require(
            list.size() == 1 && list[0].mailbox == values.from.mailbox && list[0].host == "x.test"
        );
    if (isOneLine(values.from.name) && isAscii(values.from.mailbox))
        require(displayText(list) == displayText({values.from}));
}

void checkBodies(const std::string& message, const Values& values)
{
    const auto summary = summarize(message);
    require(summary.parts.size() == 3);
    require(summary.hasAttachment != values.attachment.fileName.empty());
    const auto bytesOf = [&](const Part& part) {
        const auto range
            = std::string_view(message).substr(part.bodyBegin, part.bodyEnd - part.bodyBegin);
        return decodeTransfer(range, part.encoding);
    };
    require(bytesOf(summary.parts[2]) == values.attachment.bytes);
    auto text = bytesOf(summary.parts[1]);
    std::erase(text, '\r');
    if (values.text.find('\r') == std::string::npos)
        require(text == values.text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view input(reinterpret_cast<const char*>(data), size);
    Values values;
    values.subject = takeText(input);
    values.from = {Address::Kind::Mailbox, takeText(input), "", takeText(input), "x.test"};
    values.text = takeText(input);
    values.attachment.fileName = takeText(input);
    values.attachment.id = takeText(input);
    values.attachment.bytes = input;
    const auto message = MessageBuilder()
                             .header("Subject", values.subject)
                             .addresses("From", {values.from})
                             .text(values.text)
                             .attach(values.attachment)
                             .build("token");
    checkLines(message);
    checkHeader(message, values);
    checkBodies(message, values);
    return 0;
}
