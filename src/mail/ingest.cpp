#include "mail/ingest.h"

#include "base/byte_scan.h"
#include "mime/summary.h"

#include <utility>

namespace postamt::mail {

namespace {

// Up to this size taking a message apart costs less than handing it to another thread and back.
constexpr std::uint64_t inlineSize = 64 * 1024;

/// What one look at the bytes tells.
struct Findings {
    std::string summary;
    bool hasCrlfLines = false;
};

Findings lookAt(std::string_view message)
{
    return {mime::encode(mime::summarize(message)), hasCrlfLines(message)};
}

Result<Findings> lookAt(const store::Body& body)
{
    if (const auto bytes = body.view())
        return lookAt(*bytes);
    const auto bytes = body.read(0, body.size());
    if (!bytes)
        return std::unexpected(bytes.error());
    return lookAt(*bytes);
}

} // namespace

bool hasCrlfLines(std::string_view message)
{
    const auto next = [&](std::size_t from) { return findBelow(message, '\r' + 1, from); };
    for (std::size_t i = next(0); i < message.size(); i = next(i + 1)) {
        if (message[i] == '\n')
            return false;
        if (message[i] == '\r' && (++i == message.size() || message[i] != '\n'))
            return false;
    }
    return message.empty() || message.back() == '\n';
}

Task<Result<NewMessage>> ingest(Workers* workers, store::BodyRef body, UnixSeconds internalDate)
{
    Result<Findings> found;
    if (body->size() <= inlineSize) {
        found = lookAt(*body);
    } else {
        auto read = [body] { return lookAt(*body); };
        found = co_await workers->run(std::move(read));
    }
    if (!found)
        co_return std::unexpected(found.error());
    NewMessage message;
    message.body = std::move(body);
    message.mime = std::move(found->summary);
    if (found->hasCrlfLines)
        message.service = static_cast<std::uint16_t>(ServiceBit::CrlfLines);
    message.internalDate = internalDate;
    co_return message;
}

} // namespace postamt::mail
