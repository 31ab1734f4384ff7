#include "imap/commands/append/catenate.h"

#include "base/ascii.h"
#include "imap/commands/fetch/content.h"
#include "imap/place.h"
#include "imap/proto/imap_url.h"
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

/// A mailbox with its rows loaded.
struct Opened {
    std::shared_ptr<mail::Account> account;
    mail::OpenMailboxRef open;

    mail::MailboxRef now() const { return account->state()->mailbox(open->id()); }
};

/// The mailbox that a path names, and its account; null if the user may not read it.
Task<std::pair<std::shared_ptr<mail::Account>, mail::MailboxRef>>
mailboxOf(Session* session, std::string path)
{
    std::pair<std::shared_ptr<mail::Account>, mail::MailboxRef> out;
    const auto place = co_await placeOf(session, std::move(path));
    if (!place)
        co_return out;
    auto reached = reach(*place->account->state(), place->viewer, place->name, mail::Right::Read);
    if (reached)
        out = {place->account, std::move(*reached)};
    co_return out;
}

/// The mailbox of the URL, or nothing.
Task<std::optional<Opened>> openMailbox(Session* session, const proto::ImapUrl* url)
{
    std::pair<std::shared_ptr<mail::Account>, mail::MailboxRef> found;
    if (!url->mailbox.empty())
        found = co_await mailboxOf(session, url->mailbox);
    else if (const auto* selected = session->selected())
        found = {selected->account, selected->now()};
    const auto& mailbox = found.second;
    const bool isSame
        = mailbox && (!url->uidValidity || *url->uidValidity == mailbox->record.uidValidity.value);
    if (!isSame)
        co_return std::nullopt;
    const auto id = mailbox->id;
    auto opened = co_await found.first->open(id);
    if (!opened)
        co_return std::nullopt;
    co_return Opened{found.first, std::move(*opened)};
}

/// The stored summary of the message of the URL; empty if it is not there.
Task<Result<std::string>> summaryOf(const Opened* opened, mail::Uid uid)
{
    const auto mailbox = opened->now();
    if (!mailbox || !mailbox->rows || !mailbox->rows->find(uid))
        co_return std::string();
    const auto id = mailbox->id;
    std::vector<mail::Uid> uids(1, uid);
    auto summaries = co_await opened->account->summaries(id, std::move(uids));
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

Task<Result<CatenatedPiece>> fieldsOf(const proto::ImapUrl* url, CatenatedPiece piece)
{
    const auto header
        = co_await piece.account->blob(piece.blob, piece.range.begin, piece.range.size());
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
    const auto opened = co_await openMailbox(session, &*parsed);
    if (!opened)
        co_return badUrl(url);
    const mail::Uid uid(parsed->uid);
    const auto summary = co_await summaryOf(&*opened, uid);
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
    CatenatedPiece piece{
        .account = opened->account, .blob = stored->blob, .range = *range, .text = {}
    };
    piece.range.end = std::min(piece.range.end, view->size());
    piece.range.begin = std::min(piece.range.begin, piece.range.end);
    if (asksForFields(*parsed))
        co_return co_await fieldsOf(&*parsed, std::move(piece));
    piece.range = partOf(piece.range, *parsed);
    co_return piece;
}

Task<Result<>> copyPiece(CatenatedPiece piece, store::Spool* spool)
{
    if (piece.text)
        co_return spool->append(*piece.text);
    auto& range = piece.range;
    while (range.begin < range.end) {
        const auto size = std::min(range.size(), pieceSize);
        const auto bytes = co_await piece.account->blob(piece.blob, range.begin, size);
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
