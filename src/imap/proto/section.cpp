#include "imap/proto/section.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

struct Row {
    SectionText text;
    std::string_view name;
};

constexpr std::array rows{
    Row{SectionText::Header,          "HEADER"           },
    Row{SectionText::HeaderFields,    "HEADER.FIELDS"    },
    Row{SectionText::HeaderFieldsNot, "HEADER.FIELDS.NOT"},
    Row{SectionText::Mime,            "MIME"             },
    Row{SectionText::Text,            "TEXT"             },
};

bool hasFields(SectionText text)
{
    return text == SectionText::HeaderFields || text == SectionText::HeaderFieldsNot;
}

// RFC 5322 section 3.6.8: printable, without a colon.
std::string fieldName(Lexer& lexer)
{
    constexpr std::string_view what = "a header field name";
    auto name = lexer.astring(what);
    const bool valid = !name.empty()
        && std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
    if (!valid)
        lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
    return name;
}

void parseText(Lexer& lexer, Section& section)
{
    constexpr std::string_view what
        = "a part number, HEADER, HEADER.FIELDS, HEADER.FIELDS.NOT, TEXT or MIME";
    const auto name = lexer.word(what);
    const auto* const row = std::ranges::find_if(rows, [name](const auto& r) {
        return equalsIgnoreCase(r.name, name);
    });
    if (row == rows.end()) {
        lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
        return;
    }
    section.text = row->text;
    if (section.text == SectionText::Mime && section.part.empty())
        lexer.fail(Error{Fault::Bad, "expected a part number before MIME", {}});
    if (!hasFields(section.text))
        return;
    lexer.space();
    lexer.open("a list of header field names");
    do
        section.fields.push_back(fieldName(lexer));
    while (lexer.more());
}

// True if a "." follows the last number, that is, there is more.
bool parsePart(Lexer& lexer, Section& section)
{
    while (isDigit(lexer.peek())) {
        section.part.push_back(lexer.nzNumber("a part number"));
        if (section.part.size() > maxSectionDepth)
            lexer.fail(Error{
                Fault::Bad,
                "expected at most " + std::to_string(maxSectionDepth) + " part numbers",
                "TOOBIG"
            });
        if (!lexer.present("."))
            return false;
    }
    return true;
}

void closeBracket(Lexer& lexer)
{
    if (!lexer.present("]"))
        lexer.expected("a closing bracket");
}

} // namespace

Section parseSection(Lexer& lexer)
{
    Section section;
    lexer.require("[");
    if (lexer.present("]"))
        return section;
    if (parsePart(lexer, section))
        parseText(lexer, section);
    closeBracket(lexer);
    return section;
}

Section parseBinarySection(Lexer& lexer)
{
    Section section;
    lexer.require("[");
    if (lexer.present("]"))
        return section;
    if (parsePart(lexer, section))
        lexer.expected("a part number");
    closeBracket(lexer);
    return section;
}

void formatSection(Writer& writer, const Section& section)
{
    writer.raw('[');
    bool isFirst = true;
    for (const auto number : section.part) {
        writer.raw(isFirst ? "" : ".").number(number);
        isFirst = false;
    }
    if (section.text != SectionText::All) {
        writer.raw(isFirst ? "" : ".");
        writer.raw(std::ranges::find(rows, section.text, &Row::text)->name);
    }
    if (hasFields(section.text)) {
        std::string_view before = " (";
        for (const auto& field : section.fields) {
            writer.raw(before).astring(field);
            before = " ";
        }
        writer.raw(')');
    }
    writer.raw(']');
}

} // namespace postamt::imap::proto
