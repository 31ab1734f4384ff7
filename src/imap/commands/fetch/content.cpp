#include "imap/commands/fetch/content.h"

#include "imap/session.h"
#include "mime/section.h"
#include "mime/transfer_encoding.h"

#include <algorithm>
#include <utility>

namespace postamt::imap {

mime::SectionText textOf(proto::SectionText text)
{
    switch (text) {
    case proto::SectionText::Header:
    case proto::SectionText::HeaderFields:
    case proto::SectionText::HeaderFieldsNot:
        return mime::SectionText::Header;
    case proto::SectionText::Mime:
        return mime::SectionText::Mime;
    case proto::SectionText::Text:
        return mime::SectionText::Text;
    case proto::SectionText::All:
        break;
    }
    return mime::SectionText::Whole;
}

namespace {

constexpr std::uint64_t pieceSize = 128 * 1024;

/// RFC822 and its kin name sections of their own (RFC 3501 section 6.4.5).
mime::SectionText sectionOf(const proto::FetchItem& item)
{
    switch (item.type) {
    case proto::FetchItemType::Rfc822Header:
        return mime::SectionText::Header;
    case proto::FetchItemType::Rfc822Text:
        return mime::SectionText::Text;
    default:
        return textOf(item.section.text);
    }
}

bool isFields(const proto::FetchItem& item)
{
    return item.type == proto::FetchItemType::BodySection
        && (item.section.text == proto::SectionText::HeaderFields
            || item.section.text == proto::SectionText::HeaderFieldsNot);
}

/// RFC 9051 section 4.3: a literal holds no NUL. Its place is kept, so that sizes stay right.
/// BINARY gives the bytes as they are.
void hideNul(std::string& bytes, std::size_t from = 0)
{
    for (auto at = bytes.find('\0', from); at != std::string::npos; at = bytes.find('\0', at))
        bytes[at] = '\x80';
}

std::unexpected<Error> gone()
{
    return temporary("the client is gone");
}

} // namespace

void writeLiteral(
    Session& session,
    proto::FetchWriter& fetch,
    const proto::FetchItem& item,
    std::string_view name,
    std::string_view bytes
)
{
    if (item.partial)
        bytes = mime::partial(bytes, item.partial->origin, item.partial->size);
    fetch.literal(name, bytes.size());
    auto& out = session.out();
    const auto begin = out.size();
    out += bytes;
    hideNul(out, begin);
}

Content::Content(
    Session& session,
    store::BlobId blob,
    std::uint64_t size,
    std::vector<mime::Part> parts,
    std::string_view whole
)
    : session_(session)
    , blob_(blob)
    , size_(size)
    , parts_(std::move(parts))
    , whole_(whole.size() == size ? whole : std::string_view())
{
}

Task<Result<>> Content::write(proto::FetchWriter* fetch, proto::FetchItem item)
{
    if (item.type == proto::FetchItemType::Binary || item.type == proto::FetchItemType::BinarySize)
        return writeBinary(fetch, std::move(item));
    return writeSection(fetch, std::move(item));
}

Task<Result<std::string>> Content::read(mime::Range range)
{
    if (!whole_.empty())
        co_return std::string(mime::bytesOf(whole_, range));
    co_return co_await session_.selected()->account->blob(blob_, range.begin, range.size());
}

Task<Result<>> Content::writeSection(proto::FetchWriter* fetch, proto::FetchItem item)
{
    auto range = mime::sectionRange(parts_, item.section.part, sectionOf(item));
    if (!range) {
        fetch->nil(item);
        co_return Result<>();
    }
    range->end = std::min(range->end, size_);
    range->begin = std::min(range->begin, range->end);
    if (isFields(item))
        co_return co_await writeFields(fetch, std::move(item), *range);
    if (item.partial)
        range = mime::partial(*range, item.partial->origin, item.partial->size);
    fetch->literal(item, range->size());
    if (whole_.empty())
        co_return co_await stream(*range);
    auto& out = session_.out();
    const auto begin = out.size();
    out += mime::bytesOf(whole_, *range);
    hideNul(out, begin);
    co_return Result<>();
}

Task<Result<>>
Content::writeFields(proto::FetchWriter* fetch, proto::FetchItem item, mime::Range header)
{
    const auto bytes = co_await read(header);
    if (!bytes) {
        fetch->nil(item);
        co_return std::unexpected(bytes.error());
    }
    const bool isNot = item.section.text == proto::SectionText::HeaderFieldsNot;
    const auto fields = mime::filteredHeader(*bytes, item.section.fields, isNot);
    std::string name;
    proto::Writer writer(name, session_.dialect());
    proto::formatFetchItemName(writer, item);
    writeLiteral(session_, *fetch, item, name, fields);
    co_return Result<>();
}

/// The literal is announced already: what cannot be read now can only be said by ending the
/// connection.
Task<Result<>> Content::stream(mime::Range range)
{
    while (range.begin < range.end) {
        const mime::Range piece{range.begin, std::min(range.end, range.begin + pieceSize)};
        auto bytes = co_await read(piece);
        if (!bytes || bytes->size() != piece.size()) {
            session_.stream().close();
            co_return bytes ? internal("a blob is shorter than its message")
                            : std::unexpected(bytes.error());
        }
        hideNul(*bytes);
        session_.out() += *bytes;
        range.begin = piece.end;
        const bool sent = co_await session_.flush(Session::flushSize);
        if (!sent)
            co_return gone();
    }
    co_return Result<>();
}

// RFC 3516 section 4.3: leaves are decoded; what holds other parts is given as it is.
Task<Result<>> Content::writeBinary(proto::FetchWriter* fetch, proto::FetchItem item)
{
    const auto index = mime::findPart(parts_, item.section.part);
    const auto range = mime::sectionRange(parts_, item.section.part, mime::SectionText::Whole);
    if (index == mime::Part::none || !range) {
        if (item.type == proto::FetchItemType::BinarySize)
            fetch->number(item, 0);
        else
            fetch->nil(item);
        co_return Result<>();
    }
    const bool isWhole = item.section.part.empty();
    const auto encoding = isWhole || parts_[index].kind != mime::PartKind::Leaf
        ? mime::Encoding::Binary
        : parts_[index].encoding;
    if (encoding == mime::Encoding::Unknown) {
        if (item.type == proto::FetchItemType::BinarySize)
            fetch->number(item, range->size());
        else
            fetch->nil(item);
        co_return no("the encoding of that part is not known", "UNKNOWN-CTE");
    }
    const auto measured = co_await measure(*range, encoding);
    if (!measured) {
        fetch->nil(item);
        co_return std::unexpected(measured.error());
    }
    if (item.type == proto::FetchItemType::BinarySize) {
        fetch->number(item, measured->size);
        co_return Result<>();
    }
    mime::Range wanted{0, measured->size};
    if (item.partial)
        wanted = mime::partial(wanted, item.partial->origin, item.partial->size);
    fetch->literal(item, wanted.size(), measured->hasNul);
    co_return co_await streamDecoded(*range, encoding, wanted);
}

Task<Result<Content::Measure>> Content::measure(mime::Range range, mime::Encoding encoding)
{
    Measure measure;
    mime::TransferDecoder decoder(encoding);
    std::string decoded;
    const auto count = [&] {
        measure.size += decoded.size();
        measure.hasNul = measure.hasNul || decoded.find('\0') != std::string::npos;
        decoded.clear();
    };
    while (range.begin < range.end) {
        const mime::Range piece{range.begin, std::min(range.end, range.begin + pieceSize)};
        const auto bytes = co_await read(piece);
        if (!bytes)
            co_return std::unexpected(bytes.error());
        decoder.feed(*bytes, decoded);
        count();
        range.begin = piece.end;
    }
    decoder.finish(decoded);
    count();
    co_return measure;
}

Task<Result<>>
Content::streamDecoded(mime::Range range, mime::Encoding encoding, mime::Range wanted)
{
    mime::TransferDecoder decoder(encoding);
    std::uint64_t at = 0; // in the decoded bytes
    bool more = true;
    while (more && at < wanted.end) {
        std::string decoded;
        more = range.begin < range.end;
        if (more) {
            const mime::Range piece{range.begin, std::min(range.end, range.begin + pieceSize)};
            const auto bytes = co_await read(piece);
            if (!bytes) {
                session_.stream().close();
                co_return std::unexpected(bytes.error());
            }
            decoder.feed(*bytes, decoded);
            range.begin = piece.end;
        } else {
            decoder.finish(decoded);
        }
        const std::uint64_t from = std::clamp(wanted.begin, at, at + decoded.size());
        const std::uint64_t to = std::clamp(wanted.end, at, at + decoded.size());
        session_.out().append(decoded, from - at, to - from);
        at += decoded.size();
        const bool sent = co_await session_.flush(Session::flushSize);
        if (!sent)
            co_return gone();
    }
    co_return Result<>();
}

} // namespace postamt::imap
