// The mails in tests/mime: NN-name.eml, what we make of it in NN-name.structure and
// NN-name.envelope. With POSTAMT_UPDATE in the environment the expectations are written anew;
// review the difference.
#include "mime/section.h"
#include "mime/summary.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace postamt::mime {

namespace {

const std::filesystem::path folder = POSTAMT_SOURCE_DIR "/tests/mime";

std::string contents(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string described(const Part& part, std::uint32_t index)
{
    static constexpr const char* kinds[] = {"leaf", "multipart", "message"};
    static constexpr const char* media[] = {"other", "plain", "html", "text"};
    std::string out = std::to_string(index) + ' ' + kinds[static_cast<int>(part.kind)] + ' '
        + media[static_cast<int>(part.media)] + ' ' + std::string(encodingName(part.encoding));
    if (part.parent != Part::none)
        out += " in " + std::to_string(part.parent);
    out += " header " + std::to_string(part.headerBegin) + '-' + std::to_string(part.bodyBegin)
        + " body " + std::to_string(part.bodyBegin) + '-' + std::to_string(part.bodyEnd);
    if (!part.charset.empty())
        out += " charset " + part.charset;
    return out + (part.isAttachment ? " attachment\n" : "\n");
}

std::string structureText(const SummaryView& view)
{
    std::string out;
    const auto parts = view.parts().value();
    for (std::uint32_t i = 0; i < parts.size(); ++i)
        out += described(parts[i], i);
    out += "BODYSTRUCTURE " + std::string(view.bodyStructure(Form::Ascii)) + '\n';
    if (view.bodyStructure(Form::Utf8) != view.bodyStructure(Form::Ascii))
        out += "UTF8 BODYSTRUCTURE " + std::string(view.bodyStructure(Form::Utf8)) + '\n';
    return out + "BODY " + view.body(Form::Ascii) + '\n';
}

std::string envelopeText(const SummaryView& view)
{
    std::string out = "ENVELOPE " + std::string(view.envelope(Form::Ascii)) + '\n';
    if (view.envelope(Form::Utf8) != view.envelope(Form::Ascii))
        out += "UTF8 ENVELOPE " + std::string(view.envelope(Form::Utf8)) + '\n';
    const auto line = [&out](const char* name, std::string_view text) {
        if (!text.empty())
            out += std::string(name) + ' ' + std::string(text) + '\n';
    };
    line(
        "sent",
        view.sent() ? std::to_string(view.sent()->seconds) + ' ' + formatDate(*view.sent()) : ""
    );
    line("subject", view.subject());
    line("from", view.from());
    line("to", view.to());
    line("cc", view.cc());
    line("bcc", view.bcc());
    out += "sort " + std::string(view.sortFrom()) + '|' + std::string(view.sortTo()) + '|'
        + std::string(view.sortCc()) + '|' + std::string(view.baseSubject()) + '\n';
    line("id", view.messageId());
    for (const auto reference : view.references())
        line("reference", reference);
    line("preview", view.preview());
    line(
        "flags",
        std::string(view.hasAttachment() ? "attachment " : "") + (view.isReply() ? "reply " : "")
            + (view.isCut() ? "cut" : "")
    );
    return out;
}

void compare(std::filesystem::path file, const char* extension, const std::string& found)
{
    file.replace_extension(extension);
    if (std::getenv("POSTAMT_UPDATE"))
        std::ofstream(file, std::ios::binary) << found;
    EXPECT_EQ(contents(file), found) << file;
}

} // namespace

TEST(Golden, EveryMailIsUnderstoodAsWritten)
{
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".eml")
            continue;
        ++count;
        const std::string message = contents(entry.path());
        const std::string record = encode(summarize(message));
        const auto view = decode(record);
        ASSERT_TRUE(view) << entry.path();
        compare(entry.path(), ".structure", structureText(*view));
        compare(entry.path(), ".envelope", envelopeText(*view));
        EXPECT_EQ(encode(view->toSummary().value()), record) << entry.path();
    }
    EXPECT_GE(count, 20);
}

// CRLF, LF and bare CR give the same structure, only the offsets differ.
TEST(Golden, LineEndsDoNotMatter)
{
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".eml")
            continue;
        std::string lf = contents(entry.path());
        std::erase(lf, '\r');
        std::string crlf;
        std::string cr;
        for (const char c : lf) {
            crlf += c == '\n' ? "\r\n" : std::string(1, c);
            cr += c == '\n' ? '\r' : c;
        }
        const Summary a = summarize(lf);
        for (const Summary& b : {summarize(crlf), summarize(cr)}) {
            EXPECT_EQ(a.envelope, b.envelope) << entry.path();
            EXPECT_EQ(a.preview, b.preview) << entry.path();
            ASSERT_EQ(a.parts.size(), b.parts.size()) << entry.path();
            for (std::size_t i = 0; i < a.parts.size(); ++i) {
                EXPECT_EQ(a.parts[i].parent, b.parts[i].parent) << entry.path();
                EXPECT_EQ(a.parts[i].kind, b.parts[i].kind) << entry.path();
            }
        }
        EXPECT_EQ(lf.size(), cr.size());
        EXPECT_EQ(summarize(cr).body.extended, a.body.extended) << entry.path();
    }
}

} // namespace postamt::mime
