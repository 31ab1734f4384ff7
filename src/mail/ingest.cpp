#include "mail/ingest.h"

#include "mime/summary.h"

#include <utility>

namespace postamt::mail {

namespace {

// Up to this size taking a message apart costs less than handing it to another thread and back.
constexpr std::uint64_t inlineSize = 64 * 1024;

Result<std::string> summaryOf(const store::Body& body)
{
    if (const auto bytes = body.view())
        return mime::encode(mime::summarize(*bytes));
    const auto bytes = body.read(0, body.size());
    if (!bytes)
        return std::unexpected(bytes.error());
    return mime::encode(mime::summarize(*bytes));
}

} // namespace

Task<Result<NewMessage>> ingest(Workers* workers, store::BodyRef body, UnixSeconds internalDate)
{
    Result<std::string> summary;
    if (body->size() <= inlineSize) {
        summary = summaryOf(*body);
    } else {
        auto read = [body] { return summaryOf(*body); };
        summary = co_await workers->run(std::move(read));
    }
    if (!summary)
        co_return std::unexpected(summary.error());
    NewMessage message;
    message.body = std::move(body);
    message.mime = std::move(*summary);
    message.internalDate = internalDate;
    co_return message;
}

} // namespace postamt::mail
