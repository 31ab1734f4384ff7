#include "mime/imap_string.h"

#include "mime/encoded_word.h"
#include "text/charset.h"

#include <algorithm>

namespace postamt::mime {

namespace {

/// Clients read quoted strings into fixed buffers; what is longer goes as a literal.
constexpr std::size_t maxQuoted = 1000;

} // namespace

void appendImapString(std::string& out, std::string_view text)
{
    const auto put = [&out](char c) { out += c == '\0' ? ' ' : c; };
    if (text.size() > maxQuoted || text.find_first_of("\r\n") != std::string_view::npos) {
        out += '{' + std::to_string(text.size()) + "}\r\n";
        std::ranges::for_each(text, put);
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        put(c);
    }
    out += '"';
}

std::string headerText(std::string_view unfolded, Form form)
{
    return form == Form::Ascii ? asciiText(unfolded) : text::fromUnknown(unfolded);
}

} // namespace postamt::mime
