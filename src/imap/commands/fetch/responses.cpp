#include "imap/commands/fetch/responses.h"

#include "imap/commands/fetch/content.h"
#include "imap/flags.h"
#include "imap/session.h"
#include "mail/message.h"
#include "mail/object_id.h"

#include <algorithm>
#include <utility>

namespace postamt::imap {

namespace {

using proto::FetchItemType;
using Depth = mail::ReadAhead::Depth;

/// The names of the header fields that an item asks for, if summaries keep them all.
std::optional<mime::FieldMask> keptNames(const proto::FetchItem& item)
{
    if (item.type != FetchItemType::BodySection || !item.section.part.empty()
        || item.section.text != proto::SectionText::HeaderFields)
        return std::nullopt;
    return mime::keptFieldMask(item.section.fields);
}

/// True if the row has all that is asked for.
bool isOfRow(const proto::FetchItem& item)
{
    switch (item.type) {
    case FetchItemType::Flags:
    case FetchItemType::InternalDate:
    case FetchItemType::ModSeq:
    case FetchItemType::Rfc822Size:
    case FetchItemType::SaveDate:
    case FetchItemType::Uid:
        return true;
    default:
        return false;
    }
}

/// True if the item is the whole message, or some of it, counted from its begin.
bool isWholeMessage(const proto::FetchItem& item)
{
    return item.type == FetchItemType::Rfc822
        || (item.type == FetchItemType::BodySection && item.section.part.empty()
            && item.section.text == proto::SectionText::All);
}

/// True if most of the message is asked for: then it is worth reading ahead.
bool isMostOfIt(const proto::FetchItem& item)
{
    switch (item.type) {
    case FetchItemType::Rfc822:
    case FetchItemType::Rfc822Text:
        return true;
    case FetchItemType::BodySection:
        return item.section.part.empty() && !item.partial
            && (item.section.text == proto::SectionText::All
                || item.section.text == proto::SectionText::Text);
    default:
        return false;
    }
}

} // namespace

Needs::Needs(const proto::FetchRequest& request)
{
    for (const auto& item : request.items) {
        if (!isOfRow(item))
            read = std::max(read, isMostOfIt(item) ? Depth::Bodies : Depth::Summaries);
        seen = seen || proto::setsSeen(item);
    }
}

Responses::Responses(Session& session, const proto::FetchRequest& request)
    : session_(session)
    , request_(request)
    , needsSummary_(Needs(request).read != Depth::Nothing)
    , form_(session.dialect().utf8 ? mime::Form::Utf8 : mime::Form::Ascii)
{
    for (const auto& item : request.items) {
        keptNames_.push_back(keptNames(item));
        std::string name;
        proto::Writer writer(name, session.dialect());
        proto::formatFetchItemName(writer, item);
        itemNames_.push_back(std::move(name));
    }
    onlyWhole_ = std::ranges::all_of(request.items, [](const auto& item) {
        return isOfRow(item) || isWholeMessage(item);
    });
}

bool Responses::names(FetchItemType type) const
{
    return std::ranges::find(request_.items, type, &proto::FetchItem::type) != request_.items.end();
}

Result<Responses::Opened> Responses::open(const FetchedMessage& message) const
{
    if (!needsSummary_)
        return Opened();
    if (message.summary.empty())
        return no("some messages were expunged long ago", "EXPUNGEISSUED");
    const auto record = mail::decodeStoredSummary(message.summary);
    if (!record)
        return std::unexpected(record.error());
    const auto view = mime::decode(record->mime);
    if (!view)
        return std::unexpected(view.error());
    return Opened{.blob = record->blob, .summary = *view};
}

/// True for everything but bytes of the message that its summary does not keep and nobody has read.
bool Responses::isReady(
    std::size_t item, const FetchedMessage& message, const mime::SummaryView& summary
) const
{
    if (message.isWhole() && isWholeMessage(request_.items[item]))
        return true;
    switch (request_.items[item].type) {
    case FetchItemType::Binary:
    case FetchItemType::BinarySize:
    case FetchItemType::BodySection:
    case FetchItemType::Rfc822:
    case FetchItemType::Rfc822Header:
    case FetchItemType::Rfc822Text:
        return keptNames_[item] && summary.keeps(*keptNames_[item]);
    default:
        return true;
    }
}

std::optional<Result<>> Responses::writeReady(const FetchedMessage& message)
{
    const auto opened = onlyWhole_ && message.isWhole() ? Result<Opened>(Opened()) : open(message);
    if (!opened)
        return std::unexpected(opened.error());
    for (std::size_t i = 0; i < request_.items.size(); ++i) {
        if (!isReady(i, message, opened->summary))
            return std::nullopt;
    }
    auto writer = session_.writer();
    proto::FetchWriter fetch(writer, session_.fetchSubject(message.number, message.row.uid));
    for (std::size_t i = 0; i < request_.items.size(); ++i)
        writeItem(fetch, i, message, *opened);
    if (message.flagsToo)
        writeStored(fetch, message.row);
    fetch.end();
    return Result<>();
}

Task<Result<>> Responses::write(FetchedMessage message)
{
    const auto opened = open(message);
    if (!opened)
        co_return std::unexpected(opened.error());
    auto parts = opened->summary.parts();
    if (!parts)
        co_return std::unexpected(parts.error());
    Content content(session_, opened->blob, message.row.size, std::move(*parts), message.body);
    auto writer = session_.writer();
    proto::FetchWriter fetch(writer, session_.fetchSubject(message.number, message.row.uid));
    Result<> outcome;
    for (std::size_t i = 0; i < request_.items.size(); ++i) {
        if (isReady(i, message, opened->summary)) {
            writeItem(fetch, i, message, *opened);
            continue;
        }
        auto written = co_await content.write(&fetch, request_.items[i]);
        if (!written)
            outcome = std::move(written);
    }
    if (message.flagsToo)
        writeStored(fetch, message.row);
    fetch.end();
    co_return outcome;
}

void Responses::writeItem(
    proto::FetchWriter& fetch,
    std::size_t item,
    const FetchedMessage& message,
    const Opened& opened
)
{
    const auto& row = message.row;
    const auto& summary = opened.summary;
    const auto type = request_.items[item].type;
    switch (type) {
    case FetchItemType::Flags:
        writeFlags(fetch, row);
        break;
    case FetchItemType::InternalDate:
        fetch.internalDate({.time = row.internalDate, .zone = 0});
        break;
    case FetchItemType::SaveDate:
        // 0 is no date: that of a message which was stored before save dates were
        if (row.saveDate != 0)
            fetch.saveDate(proto::DateTime{.time = row.saveDate, .zone = 0});
        else
            fetch.saveDate({});
        break;
    case FetchItemType::ModSeq:
        fetch.modSeq(row.modSeq.value);
        break;
    case FetchItemType::Rfc822Size:
        fetch.size(row.size);
        break;
    case FetchItemType::Uid:
        fetch.uid(row.uid.value);
        break;
    case FetchItemType::EmailId:
        fetch.objectId(type, mail::emailObjectId(opened.blob));
        break;
    case FetchItemType::ThreadId:
        fetch.objectId(type, mail::threadObjectId(summary));
        break;
    case FetchItemType::Preview: // always at hand, so LAZY makes no difference
        fetch.string(type, summary.preview());
        break;
    case FetchItemType::Envelope:
        fetch.rendered(type, summary.envelope(form_));
        break;
    case FetchItemType::BodyStructure:
        fetch.rendered(type, summary.bodyStructure(form_));
        break;
    case FetchItemType::Body:
        fetch.rendered(type, summary.body(form_));
        break;
    default:
        fields_.clear();
        if (keptNames_[item])
            summary.appendHeaderFields(fields_, *keptNames_[item]);
        writeLiteral(
            session_,
            fetch,
            request_.items[item],
            itemNames_[item],
            keptNames_[item] ? fields_ : message.body
        );
        break;
    }
}

void Responses::writeFlags(proto::FetchWriter& fetch, const mail::Row& row)
{
    const auto& selected = *session_.selected();
    const bool isRecent = selected.recent.contains(row.uid.value);
    fields_.clear();
    formatFlags(fields_, row, selected.keywords, isRecent);
    fetch.rendered(FetchItemType::Flags, fields_);
}

/// What goes along when \Seen was set (RFC 9051 section 6.4.5, RFC 7162 section 3.1).
void Responses::writeStored(proto::FetchWriter& fetch, const mail::Row& row)
{
    if (!names(FetchItemType::Flags))
        writeFlags(fetch, row);
    if (!session_.features().condstore)
        return;
    if (!names(FetchItemType::Uid) && !session_.features().uidOnly)
        fetch.uid(row.uid.value);
    if (!names(FetchItemType::ModSeq))
        fetch.modSeq(row.modSeq.value);
}

} // namespace postamt::imap
