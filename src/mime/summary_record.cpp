#include "base/bytes.h"
#include "mime/summary.h"

namespace postamt::mime {

namespace {

// The record: version, flags, size, bodyBegin, [sent seconds, zone], then the texts in the order of
// SummaryView::Text, each with its length; since version 2 the kept fields. docs/storage.md
// describes it.
constexpr std::uint64_t version = 2;
constexpr std::uint64_t versionWithoutFields = 1;

constexpr std::uint64_t hasAttachmentFlag = 1;
constexpr std::uint64_t isReplyFlag = 2;
constexpr std::uint64_t isCutFlag = 4;
constexpr std::uint64_t isDatedFlag = 8;
constexpr std::uint64_t allFlags = 15;

// A part: kind (2 bits), media (2), encoding (3), attachment (1) in one byte; how far back its
// parent is, 0 for the root; header begin after that of the part before; sizes of header and body;
// charset of a text.
std::string encodeParts(const std::vector<Part>& parts)
{
    RecordWriter writer;
    writer.number(parts.size());
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        const unsigned head = static_cast<unsigned>(part.kind)
            | static_cast<unsigned>(part.media) << 2U | static_cast<unsigned>(part.encoding) << 4U
            | (part.isAttachment ? 0x80U : 0U);
        const char byte = static_cast<char>(head);
        writer.raw(std::string_view(&byte, 1));
        writer.number(part.parent == Part::none ? 0 : i - part.parent);
        writer.number(part.headerBegin - before);
        writer.number(part.header().size());
        writer.number(part.body().size());
        if (part.media != Media::Other)
            writer.string(part.charset);
        before = part.headerBegin;
    }
    return writer.take();
}

class PartReader {
public:
    explicit PartReader(std::string_view text) : reader_(text) { }

    Result<std::vector<Part>> run()
    {
        const std::uint64_t count = reader_.number();
        // Every part takes five bytes at least.
        if (count == 0 || count > reader_.rest().size() / 5)
            return damaged();
        parts_.reserve(count);
        lastChild_.assign(count, Part::none);
        for (std::uint32_t i = 0; i < count; ++i) {
            if (!next(i))
                return damaged();
        }
        if (!reader_.atEnd())
            return damaged();
        return std::move(parts_);
    }

private:
    static std::unexpected<Error> damaged() { return internal("a part table is damaged"); }

    bool next(std::uint32_t index)
    {
        const auto head = reader_.bigEndian<std::uint8_t>();
        const unsigned kind = head & 3U;
        const unsigned encoding = head >> 4U & 7U;
        const std::uint64_t back = reader_.number();
        if (kind > 2 || encoding > 5 || back > index || (back == 0) != (index == 0))
            return false;
        Part part;
        part.kind = static_cast<PartKind>(kind);
        part.media = static_cast<Media>(head >> 2U & 3U);
        part.encoding = static_cast<Encoding>(encoding);
        part.isAttachment = (head & 0x80U) != 0;
        part.headerBegin = begin_ + reader_.number();
        part.bodyBegin = part.headerBegin + reader_.number();
        part.bodyEnd = part.bodyBegin + reader_.number();
        if (part.media != Media::Other)
            part.charset = reader_.string();
        if (part.headerBegin < begin_ || part.bodyBegin < part.headerBegin
            || part.bodyEnd < part.bodyBegin)
            return false;
        begin_ = part.headerBegin;
        if (index > 0)
            link(part, index, index - static_cast<std::uint32_t>(back));
        parts_.push_back(std::move(part));
        return reader_.ok();
    }

    void link(Part& part, std::uint32_t index, std::uint32_t parent)
    {
        part.parent = parent;
        if (lastChild_[parent] == Part::none)
            parts_[parent].firstChild = index;
        else
            parts_[lastChild_[parent]].nextSibling = index;
        lastChild_[parent] = index;
    }

    RecordReader reader_;
    std::vector<Part> parts_;
    std::vector<std::uint32_t> lastChild_;
    std::uint64_t begin_ = 0;
};

} // namespace

std::string encode(const Summary& summary)
{
    RecordWriter writer;
    writer.number(version);
    std::uint64_t flags = summary.hasAttachment ? hasAttachmentFlag : 0;
    flags |= summary.isReply ? isReplyFlag : 0;
    flags |= summary.isCut ? isCutFlag : 0;
    flags |= summary.sent ? isDatedFlag : 0;
    writer.number(flags);
    writer.number(summary.size);
    writer.number(summary.parts.empty() ? 0 : summary.parts[0].bodyBegin);
    if (summary.sent) {
        writer.signedNumber(summary.sent->seconds);
        writer.signedNumber(summary.sent->zoneMinutes);
    }
    writer.string(summary.envelope);
    writer.string(summary.body.extended);
    writer.string(summary.body.extensions);
    writer.string(summary.envelopeUtf8);
    writer.string(summary.bodyUtf8.extended);
    writer.string(summary.bodyUtf8.extensions);
    writer.string(encodeParts(summary.parts));
    for (const auto text :
         {&Summary::subject,
          &Summary::from,
          &Summary::to,
          &Summary::cc,
          &Summary::bcc,
          &Summary::sortFrom,
          &Summary::sortTo,
          &Summary::sortCc,
          &Summary::baseSubject,
          &Summary::messageId})
        writer.string(summary.*text);
    RecordWriter references;
    for (const std::string& reference : summary.references)
        references.string(reference);
    writer.string(references.take());
    writer.string(summary.preview);
    writer.number(summary.fields.complete);
    writer.string(summary.fields.record);
    return writer.take();
}

Result<SummaryView> decode(std::string_view record)
{
    RecordReader reader(record);
    const std::uint64_t found = reader.number();
    if (!reader.ok() || found < versionWithoutFields || found > version)
        return internal("a summary record has version " + std::to_string(found));
    SummaryView view;
    view.flags_ = reader.number();
    view.size_ = reader.number();
    view.bodyBegin_ = reader.number();
    if ((view.flags_ & isDatedFlag) != 0) {
        view.sent_.seconds = reader.signedNumber();
        view.sent_.zoneMinutes = static_cast<int>(reader.signedNumber());
    }
    for (std::string_view& text : view.texts_)
        text = reader.string();
    if (found != versionWithoutFields) {
        view.complete_ = reader.number();
        view.keptFields_ = reader.string();
    }
    if (!reader.complete() || view.flags_ > allFlags || !areKeptFields(view.keptFields_))
        return internal("a summary record is damaged");
    return view;
}

std::optional<Date> SummaryView::sent() const
{
    return (flags_ & isDatedFlag) != 0 ? std::optional(sent_) : std::nullopt;
}

bool SummaryView::hasAttachment() const
{
    return (flags_ & hasAttachmentFlag) != 0;
}

bool SummaryView::isReply() const
{
    return (flags_ & isReplyFlag) != 0;
}

bool SummaryView::isCut() const
{
    return (flags_ & isCutFlag) != 0;
}

std::string_view SummaryView::envelope(Form form) const
{
    return form == Form::Utf8 && !texts_[EnvelopeUtf8].empty() ? texts_[EnvelopeUtf8]
                                                               : texts_[Envelope];
}

std::string_view SummaryView::bodyStructure(Form form) const
{
    return form == Form::Utf8 && !texts_[BodyUtf8].empty() ? texts_[BodyUtf8] : texts_[Body];
}

std::string SummaryView::body(Form form) const
{
    return form == Form::Utf8 && !texts_[BodyUtf8].empty()
        ? withoutExtensions(texts_[BodyUtf8], texts_[BodyExtensionsUtf8])
        : withoutExtensions(texts_[Body], texts_[BodyExtensions]);
}

std::vector<std::string_view> SummaryView::references() const
{
    std::vector<std::string_view> out;
    RecordReader reader(texts_[References]);
    while (!reader.atEnd()) {
        const std::string_view reference = reader.string();
        if (!reader.ok())
            break;
        out.push_back(reference);
    }
    return out;
}

void SummaryView::appendHeaderFields(std::string& out, FieldMask names) const
{
    appendKeptFields(out, keptFields_, names);
    out += "\r\n";
}

std::optional<std::string> SummaryView::headerFields(FieldMask names) const
{
    if (!keeps(names))
        return std::nullopt;
    std::string out;
    appendHeaderFields(out, names);
    return out;
}

Result<std::vector<Part>> SummaryView::parts() const
{
    return PartReader(texts_[Parts]).run();
}

Result<Summary> SummaryView::toSummary() const
{
    auto table = parts();
    if (!table)
        return std::unexpected(table.error());
    Summary out;
    out.size = size_;
    out.sent = sent();
    out.hasAttachment = hasAttachment();
    out.isReply = isReply();
    out.isCut = isCut();
    out.envelope = texts_[Envelope];
    out.envelopeUtf8 = texts_[EnvelopeUtf8];
    out.body = {std::string(texts_[Body]), std::string(texts_[BodyExtensions])};
    out.bodyUtf8 = {std::string(texts_[BodyUtf8]), std::string(texts_[BodyExtensionsUtf8])};
    out.parts = std::move(*table);
    out.subject = subject();
    out.from = from();
    out.to = to();
    out.cc = cc();
    out.bcc = bcc();
    out.sortFrom = sortFrom();
    out.sortTo = sortTo();
    out.sortCc = sortCc();
    out.baseSubject = baseSubject();
    out.messageId = messageId();
    for (const std::string_view reference : references())
        out.references.emplace_back(reference);
    out.preview = preview();
    out.fields = {complete_, std::string(keptFields_)};
    return out;
}

} // namespace postamt::mime
