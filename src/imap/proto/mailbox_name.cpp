#include "imap/proto/mailbox_name.h"

#include "base/ascii.h"
#include "imap/proto/code_point.h"

#include <algorithm>
#include <cstdint>

namespace postamt::imap::proto {

namespace {

constexpr std::string_view alphabet
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

bool isPlain(char32_t c)
{
    return c >= 0x20 && c <= 0x7e;
}

// UTF-16 in base64 with "," for "/" and without padding: what stands between "&" and "-".
class ShiftedWriter {
public:
    explicit ShiftedWriter(std::string& out) : out_(out) { }

    void put(char32_t codePoint)
    {
        if (codePoint >= 0x10000) {
            putUnit(0xd800 + ((codePoint - 0x10000) >> 10));
            putUnit(0xdc00 + ((codePoint - 0x10000) & 0x3ff));
        } else {
            putUnit(codePoint);
        }
    }

    void end()
    {
        if (bits_ > 0)
            out_ += alphabet[pending_ << (6 - bits_) & 0x3f];
        out_ += '-';
    }

private:
    void putUnit(char32_t unit)
    {
        pending_ = pending_ << 16 | unit;
        for (bits_ += 16; bits_ >= 6; bits_ -= 6)
            out_ += alphabet[pending_ >> (bits_ - 6) & 0x3f];
    }

    std::string& out_;
    std::uint64_t pending_ = 0;
    unsigned bits_ = 0;
};

// Appends what a shifted run means; false if it is not in the one form that ShiftedWriter gives it.
bool decodeShifted(std::string& out, std::string_view run)
{
    std::uint64_t pending = 0;
    unsigned bits = 0;
    char32_t high = 0;
    for (const char c : run) {
        const auto digit = alphabet.find(c);
        if (digit == std::string_view::npos)
            return false;
        pending = pending << 6 | digit;
        bits += 6;
        if (bits < 16)
            continue;
        bits -= 16;
        const auto unit = static_cast<char32_t>(pending >> bits & 0xffff);
        const bool isLow = unit >= 0xdc00 && unit <= 0xdfff;
        if (isLow != (high != 0) || isPlain(unit))
            return false;
        if (unit >= 0xd800 && unit <= 0xdbff) {
            high = unit;
            continue;
        }
        appendCodePoint(out, isLow ? 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00) : unit);
        high = 0;
    }
    return high == 0 && bits < 6 && (pending & ((std::uint64_t{1} << bits) - 1)) == 0;
}

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

} // namespace

std::optional<std::string> decodeModifiedUtf7(std::string_view text)
{
    std::string out;
    bool afterShifted = false;
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c != '&') {
            if (!isPlain(static_cast<unsigned char>(c)))
                return {};
            out += c;
            afterShifted = false;
            continue;
        }
        const auto end = text.find('-');
        if (end == std::string_view::npos)
            return {};
        const auto run = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (run.empty())
            out += '&';
        else if (afterShifted || !decodeShifted(out, run))
            return {};
        afterShifted = !run.empty();
    }
    return out;
}

std::string encodeModifiedUtf7(std::string_view utf8)
{
    std::string out;
    while (!utf8.empty()) {
        if (isPlain(static_cast<unsigned char>(utf8.front()))) {
            out += utf8.front();
            if (utf8.front() == '&')
                out += '-';
            utf8.remove_prefix(1);
            continue;
        }
        out += '&';
        ShiftedWriter shifted(out);
        while (!utf8.empty() && !isPlain(static_cast<unsigned char>(utf8.front()))) {
            const auto codePoint = nextCodePoint(utf8);
            shifted.put(codePoint == invalidCodePoint ? U'\xfffd' : codePoint);
        }
        shifted.end();
    }
    return out;
}

std::string canonicalMailboxName(std::string_view utf8)
{
    std::string name(utf8);
    constexpr std::string_view inbox = "INBOX";
    const bool isInbox = startsWithIgnoreCase(name, inbox)
        && (name.size() == inbox.size() || name[inbox.size()] == hierarchySeparator);
    if (isInbox)
        name.replace(0, inbox.size(), inbox);
    return name;
}

Result<> checkMailboxName(std::string_view utf8)
{
    const auto refuse = [](std::string text) { return no(std::move(text), "CANNOT"); };
    if (utf8.empty() || utf8.size() > maxMailboxName)
        return refuse("A mailbox name has 1 to " + std::to_string(maxMailboxName) + " bytes");
    for (auto rest = utf8; !rest.empty();) {
        const auto c = nextCodePoint(rest);
        if (c == invalidCodePoint)
            return refuse("A mailbox name is in UTF-8");
        if (isControl(c) || c == '%' || c == '*')
            return refuse(R"(A mailbox name holds no control characters, no "%" and no "*")");
    }
    if (utf8.front() == hierarchySeparator || utf8.back() == hierarchySeparator
        || utf8.find("//") != std::string_view::npos)
        return refuse("No level of a mailbox name is empty");
    if (static_cast<std::size_t>(std::ranges::count(utf8, hierarchySeparator)) >= maxMailboxLevels)
        return refuse("A mailbox name has at most " + std::to_string(maxMailboxLevels) + " levels");
    return {};
}

} // namespace postamt::imap::proto
