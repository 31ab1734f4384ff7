#include "imap/commands/append/catenate.h"

#include "base/ascii.h"
#include "imap/commands/fetch/content.h"
#include "imap/proto/imap_url.h"
#include "imap/naming.h"
#include "imap/session.h"
#include "mail/message.h"
#include "mime/section.h"
#include "mime/summary.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace postamt::imap {

namespace {

constexpr std::uint64_t pieceSize = 128 * 1024;
constexpr std::size_t longestQuoted = 200;

/// RFC 4469 section 5: the code names the URL. What would break the line is not shown as it is.
std::unexpected<Error> badUrl(const std::string& url)
{
    auto shown = url.substr(0, longestQuoted);
    std::ranges::replace_if(
        shown,
        [](char c) {
            return c <= ' ' || c == ']' || c == '"' || static_cast<unsigned char>(c) > 126;
        },
        '?'
    );
    return no("that URL names nothing here", shown.empty() ? "BADURL ?" : "BADURL " + shown);
}

/// Whether the server and the user that the URL names, if any, are those of the session.
bool isOwn(const Session& session, const proto::ImapUrl& url)
{
    const bool here
        = url.host.empty() || equalsIgnoreCase(url.host, session.parts().settings.hostname);
    return here && (url.user.empty() || equalsIgnoreCase(url.user, session.userName()));
}

/// The mailbox of the URL with its rows loaded, or nothing.
Task<mail::OpenMailboxRef> openMailbox(Session* session, const proto::ImapUrl* url)
{
    const auto state = session->account()->state();
    mail::MailboxRef mailbox;
    if (!url->mailbox.empty()) {
        const auto name = meantMailbox(*session, url->mailbox);
        mailbox = name ? state->mailbox(*name) : nullptr;
    } else if (const auto* selected = session->selected()) {
        mailbox = state->mailbox(selected->id());
    }
    const bool isSame
        = mailbox && (!url->uidValidity || *url->uidValidity == mailbox->record.uidValidity.value);
    if (!isSame)
        co_return nullptr;
    const auto id = mailbox->id;
    auto opened = co_await session->account()->open(id);
    co_return opened ? std::move(*opened) : nullptr;
}

/// The stored summary of the message of the URL; empty if it is not there.
Task<Result<std::string>> summaryOf(Session* session, const proto::ImapUrl* url)
{
    const auto open = co_await openMailbox(session, url);
    if (!open)
        co_return std::string();
    const auto mailbox = session->account()->state()->mailbox(open->id());
    const mail::Uid uid(url->uid);
    if (!mailbox || !mailbox->rows || !mailbox->rows->find(uid))
        co_return std::string();
    const auto id = open->id();
    std::vector<mail::Uid> uids(1, uid);
    auto summaries = co_await session->account()->summaries(id, std::move(uids));
    if (!summaries)
        co_return std::unexpected(summaries.error());
    co_return std::move(summaries->front());
}

bool asksForFields(const proto::ImapUrl& url)
{
    return url.section.text == proto::SectionText::HeaderFields
        || url.section.text == proto::SectionText::HeaderFieldsNot;
}

/// The part of a range that the URL asks for.
mime::Range partOf(mime::Range range, const proto::ImapUrl& url)
{
    if (!url.partial)
        return range;
    const auto size = url.partial->size == 0 ? range.size() : url.partial->size;
    return mime::partial(range, url.partial->origin, size);
}

Task<Result<CatenatedPiece>>
fieldsOf(Session* session, const proto::ImapUrl* url, CatenatedPiece piece)
{
    const auto header
        = co_await session->account()->blob(piece.blob, piece.range.begin, piece.range.size());
    if (!header)
        co_return std::unexpected(header.error());
    const bool isNot = url->section.text == proto::SectionText::HeaderFieldsNot;
    const auto text = mime::filteredHeader(*header, url->section.fields, isNot);
    const auto wanted = partOf({0, text.size()}, *url);
    piece.text = text.substr(wanted.begin, wanted.size());
    co_return piece;
}

} // namespace

Task<Result<CatenatedPiece>> findPiece(Session* session, std::string url)
{
    const auto parsed = proto::parseImapUrl(url);
    if (!parsed || !isOwn(*session, *parsed))
        co_return badUrl(url);
    const auto summary = co_await summaryOf(session, &*parsed);
    if (!summary)
        co_return std::unexpected(summary.error());
    if (summary->empty())
        co_return badUrl(url);
    const auto stored = mail::decodeStoredSummary(*summary);
    const auto view = stored ? mime::decode(stored->mime) : std::unexpected(stored.error());
    if (!view)
        co_return std::unexpected(view.error());
    const auto parts = view->parts();
    if (!parts)
        co_return std::unexpected(parts.error());
    const auto range
        = mime::sectionRange(*parts, parsed->section.part, textOf(parsed->section.text));
    if (!range)
        co_return badUrl(url);
    CatenatedPiece piece{.blob = stored->blob, .range = *range, .text = {}};
    piece.range.end = std::min(piece.range.end, view->size());
    piece.range.begin = std::min(piece.range.begin, piece.range.end);
    if (asksForFields(*parsed))
        co_return co_await fieldsOf(session, &*parsed, std::move(piece));
    piece.range = partOf(piece.range, *parsed);
    co_return piece;
}

Task<Result<>> copyPiece(Session* session, CatenatedPiece piece, store::Spool* spool)
{
    if (piece.text)
        co_return spool->append(*piece.text);
    auto& range = piece.range;
    while (range.begin < range.end) {
        const auto size = std::min(range.size(), pieceSize);
        const auto bytes = co_await session->account()->blob(piece.blob, range.begin, size);
        if (!bytes)
            co_return std::unexpected(bytes.error());
        if (bytes->size() != size)
            co_return internal("a blob is shorter than its message");
        if (auto added = spool->append(*bytes); !added)
            co_return added;
        range.begin += size;
    }
    co_return Result<>();
}

} // namespace postamt::imap
