#include "imap/proto/status_response.h"

#include <array>

namespace postamt::imap::proto {

namespace {

constexpr std::array<std::string_view, 5> conditions{"OK", "NO", "BAD", "BYE", "PREAUTH"};

void putText(std::string& out, std::string_view text)
{
    for (const char c : text)
        out += c >= ' ' && c <= '~' ? c : '?';
}

} // namespace

void formatStatus(
    std::string& out,
    std::string_view tag,
    Condition condition,
    std::string_view code,
    std::string_view text
)
{
    out += tag;
    out += ' ';
    out += conditions.at(static_cast<std::size_t>(condition));
    out += ' ';
    if (!code.empty()) {
        out += '[';
        out += code;
        out += "] ";
    }
    // a text that begins with a bracket would be taken for a code
    if (text.empty() || text.starts_with('['))
        out += '-';
    putText(out, text);
    out += "\r\n";
}

void formatError(std::string& out, std::string_view tag, const Error& error)
{
    const std::string_view code = error.code;
    switch (error.fault) {
    case Fault::Bad:
        formatStatus(out, tag, Condition::Bad, code, error.text);
        break;
    case Fault::No:
        formatStatus(out, tag, Condition::No, code, error.text);
        break;
    case Fault::Temporary:
        formatStatus(out, tag, Condition::No, code.empty() ? "UNAVAILABLE" : code, error.text);
        break;
    case Fault::Internal:
        formatStatus(out, tag, Condition::No, "SERVERBUG", "Internal error, it has been logged");
        break;
    }
}

void formatContinuation(std::string& out, std::string_view text)
{
    out += "+ ";
    putText(out, text);
    out += "\r\n";
}

namespace code {

std::string numbered(std::string_view name, std::uint64_t number)
{
    return std::string(name) + ' ' + std::to_string(number);
}

std::string appendUid(std::uint32_t uidValidity, const NumberSet& uids)
{
    auto out = numbered("APPENDUID", uidValidity) + ' ';
    formatNumbers(out, uids);
    return out;
}

std::string copyUid(std::uint32_t uidValidity, const NumberSet& from, const NumberSet& to)
{
    auto out = numbered("COPYUID", uidValidity) + ' ';
    formatNumbers(out, from);
    out += ' ';
    formatNumbers(out, to);
    return out;
}

std::string modified(const NumberSet& set)
{
    std::string out = "MODIFIED ";
    formatNumbers(out, set);
    return out;
}

std::string messageLimit(std::uint64_t messages, std::uint32_t lowestUid)
{
    return numbered("MESSAGELIMIT", messages) + ' ' + std::to_string(lowestUid);
}

std::string mailboxId(std::string_view id)
{
    return "MAILBOXID (" + std::string(id) + ')';
}

std::string badCharset()
{
    return "BADCHARSET (US-ASCII UTF-8)";
}

} // namespace code

} // namespace postamt::imap::proto
