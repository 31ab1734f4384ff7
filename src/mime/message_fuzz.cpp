#include "base/ascii.h"
#include "base/utf8.h"
#include "mime/search_text.h"
#include "mime/section.h"
#include "mime/summary.h"
#include "mime/transfer_encoding.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::mime;

void check(bool isRight)
{
    if (!isRight)
        std::abort();
}

/// The parts lie in each other and behind each other.
void checkParts(const std::vector<Part>& parts, std::size_t size)
{
    check(!parts.empty() && parts[0].headerBegin == 0 && parts[0].bodyEnd == size);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        check(
            part.headerBegin <= part.bodyBegin && part.bodyBegin <= part.bodyEnd
            && part.bodyEnd <= size
        );
        check(
            (part.kind == PartKind::Message)
            == (part.kind != PartKind::Multipart && part.firstChild != Part::none)
        );
        if (i == 0)
            continue;
        check(
            part.parent < i && part.headerBegin >= parts[part.parent].bodyBegin
            && part.bodyEnd <= parts[part.parent].bodyEnd
        );
        if (part.nextSibling != Part::none)
            check(part.nextSibling > i && parts[part.nextSibling].headerBegin >= part.bodyEnd);
    }
}

} // namespace

// Any bytes have a summary that survives its record and a structure that holds together.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    Limits limits;
    limits.parts = 50;
    limits.depth = 8;
    const Summary summary = summarize(input, limits);
    checkParts(summary.parts, size);
    const std::string record = encode(summary);
    const auto view = decode(record);
    check(view.has_value());
    const auto again = view->toSummary();
    check(again && again->parts == summary.parts && encode(*again) == record);
    check(isAscii(view->envelope(Form::Ascii)) && isAscii(view->bodyStructure(Form::Ascii)));
    check(isUtf8(view->envelope(Form::Utf8)) && isUtf8(view->bodyStructure(Form::Utf8)));
    check(view->body(Form::Ascii).size() < view->bodyStructure(Form::Ascii).size());
    for (const auto text : {view->subject(), view->from(), view->preview(), view->baseSubject()})
        check(isUtf8(text));
    const auto isGood = [](std::string_view text) {
        check(isUtf8(text));
        return true;
    };
    const auto header = bytesOf(input, summary.parts[0].header());
    check(visitHeaderTexts(header, isGood) && visitBodyTexts(input, summary.parts, isGood));
    for (const Part& part : summary.parts) {
        if (const auto bytes = decodeBinary(bytesOf(input, part.body()), part.encoding))
            check(bytes->size() <= size);
    }
    // All fields and none of them: together the header, but for what is no field.
    check(filteredHeader(header, {}, true).size() <= header.size() + 4);
    // What is kept of the header is what is there.
    for (const auto name : keptFieldNames()) {
        const std::string names[] = {std::string(name), "From"};
        const auto kept = view->headerFields(keptFieldMask(names).value());
        check(!kept || *kept == filteredHeader(header, names, false));
    }
    // Bytes taken for a record are refused or read, no more.
    if (const auto wild = decode(input))
        static_cast<void>(wild->toSummary());
    for (const char* version : {"\x01", "\x02"}) {
        const std::string text = version + std::string(input);
        if (const auto wild = decode(text)) {
            static_cast<void>(wild->toSummary());
            static_cast<void>(wild->headerFields(1));
        }
    }
    return 0;
}
