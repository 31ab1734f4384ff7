#include "mime/summary.h"

#include "base/ascii.h"
#include "mime/address.h"
#include "mime/encoded_word.h"
#include "mime/envelope.h"
#include "mime/header.h"
#include "mime/message_id.h"
#include "mime/preview.h"
#include "mime/subject.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <algorithm>

namespace postamt::mime {

namespace {

/// Bytes kept of each decoded header text. Enough for a hundred recipients; the record stays small.
constexpr std::size_t maxText = 8U << 10;
constexpr std::size_t maxSortKey = 256;

std::string kept(std::string text, std::size_t limit)
{
    text.resize(text::truncated(text, limit).size());
    return text;
}

class Summarizer {
public:
    Summarizer(std::string_view message, const Limits& limits) : message_(message), limits_(limits)
    {
    }

    Summary run()
    {
        Structure structure = parse(message_, limits_);
        const auto header = bytesOf(message_, structure.parts[0].header());
        header_ = Header(header.substr(0, limits_.header));
        // Fields behind the limit are not seen here, but a client may ask for them.
        if (header.size() <= limits_.header)
            out_.fields = keepFields(header, header_);
        out_.size = message_.size();
        out_.sent = parseDate(header_.value("Date"));
        render(structure);
        out_.hasAttachment = std::ranges::any_of(structure.parts, &Part::isAttachment);
        out_.parts = std::move(structure.parts);
        readTexts();
        out_.preview = preview(message_, out_.parts);
        return std::move(out_);
    }

private:
    void render(const Structure& structure)
    {
        renderForm(structure, Form::Ascii, out_.envelope, out_.body);
        if (!structure.hasEightBitHeaders)
            return;
        renderForm(structure, Form::Utf8, out_.envelopeUtf8, out_.bodyUtf8);
        if (out_.envelopeUtf8 == out_.envelope)
            out_.envelopeUtf8.clear();
        if (out_.bodyUtf8.extended == out_.body.extended)
            out_.bodyUtf8 = {};
    }

    void
    renderForm(const Structure& structure, Form form, std::string& envelope, RenderedBody& body)
    {
        RenderBudget budget;
        envelope.reserve(512);
        appendEnvelope(envelope, header_, form, budget);
        body = renderBody(message_, structure, form, budget);
    }

    std::string limited(std::string text)
    {
        out_.isCut |= text.size() > maxText;
        return kept(std::move(text), maxText);
    }

    void readTexts()
    {
        // A raw text decodes to less than three times its size, so this much raw text is enough.
        const std::string_view raw = header_.value("Subject");
        std::string subject = decodeWords(unfolded(raw.substr(0, 4 * maxText)));
        out_.isCut |= raw.size() > 4 * maxText;
        const BaseSubject base = mime::baseSubject(subject);
        out_.isReply = base.isReply;
        out_.baseSubject = kept(text::folded(base.text), maxSortKey);
        out_.subject = limited(std::move(subject));
        readAddresses("From", out_.from, &out_.sortFrom);
        readAddresses("To", out_.to, &out_.sortTo);
        readAddresses("Cc", out_.cc, &out_.sortCc);
        readAddresses("Bcc", out_.bcc, nullptr);
        readIds();
    }

    void readAddresses(std::string_view name, std::string& display, std::string* sortKey)
    {
        std::vector<Address> all;
        for (const HeaderField& field : header_.fields()) {
            if (!equalsIgnoreCase(field.name, name))
                continue;
            auto list = parseAddresses(field.value.substr(0, 4 * maxText));
            out_.isCut |= field.value.size() > 4 * maxText;
            std::ranges::move(list, std::back_inserter(all));
            if (all.size() > maxText)
                break;
        }
        display = limited(displayText(all));
        const auto first = std::ranges::find(all, Address::Kind::Mailbox, &Address::kind);
        if (sortKey && first != all.end())
            *sortKey = kept(text::folded(first->mailbox), maxSortKey);
    }

    void readIds()
    {
        const auto ids = messageIds(header_.value("Message-ID"), 1);
        if (!ids.empty())
            out_.messageId = ids[0];
        out_.references = messageIds(header_.value("References"));
        if (out_.references.empty())
            out_.references = messageIds(header_.value("In-Reply-To"), 1);
    }

    std::string_view message_;
    const Limits& limits_;
    Header header_;
    Summary out_;
};

} // namespace

Summary summarize(std::string_view message, const Limits& limits)
{
    return Summarizer(message, limits).run();
}

} // namespace postamt::mime
