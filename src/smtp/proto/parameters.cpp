#include "smtp/proto/parameters.h"

#include "base/ascii.h"
#include "base/encoding.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace postamt::smtp::proto {

namespace {

std::unexpected<Reply> malformed(std::string text)
{
    return std::unexpected(Reply{
        501, EnhancedCode{5, 5, 4},
         std::move(text)
    });
}

/// The client's word is shown in ASCII: a reply is (RFC 5321 section 4.2).
std::unexpected<Reply> unknown(std::string_view name)
{
    std::string shown(name);
    std::ranges::replace_if(shown, [](char c) { return (c & 0x80) != 0; }, '?');
    return std::unexpected(Reply{
        555, EnhancedCode{5, 5, 4},
         "Unsupported parameter: " + shown
    });
}

using Value = std::optional<std::string_view>;

// RFC 1870 section 6: 1*20DIGIT. What is beyond 64 bits is beyond every limit.
bool readSize(Value value, Mail& mail)
{
    if (!value || value->empty() || value->size() > 20 || !std::ranges::all_of(*value, isDigit))
        return false;
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), size);
    mail.size = error == std::errc() ? size : std::numeric_limits<std::uint64_t>::max();
    return true;
}

bool readBody(Value value, Mail& mail)
{
    mail.eightBit = value && equalsIgnoreCase(*value, "8BITMIME");
    return mail.eightBit || (value && equalsIgnoreCase(*value, "7BIT"));
}

bool readSmtpUtf8(Value value, Mail& mail)
{
    mail.smtpUtf8 = true;
    return !value;
}

bool readAuth(Value value, Mail& mail)
{
    if (!value || value->empty())
        return false;
    mail.auth = *value == "<>" ? std::string() : decodeXtext(*value);
    return mail.auth.has_value();
}

struct Parameter {
    std::string_view name;
    bool (*read)(Value value, Mail& mail);
    std::string_view form; ///< for the one who sent something else
};

constexpr std::array<Parameter, 4> mailParameters{
    {
     {"SIZE", readSize, "SIZE=number"},
     {"BODY", readBody, "BODY=7BIT or 8BITMIME"},
     {"SMTPUTF8", readSmtpUtf8, "SMTPUTF8"},
     {"AUTH", readAuth, "AUTH=mailbox or <>"},
     }
};

// Takes the next parameter; empty at the end.
std::string_view takeParameter(std::string_view& text)
{
    const auto start = std::min(text.find_first_not_of(' '), text.size());
    text.remove_prefix(start);
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    return word;
}

} // namespace

std::expected<void, Reply> parseMailParameters(std::string_view text, Mail& mail)
{
    std::array<bool, mailParameters.size()> seen{};
    for (auto word = takeParameter(text); !word.empty(); word = takeParameter(text)) {
        const auto equals = word.find('=');
        const auto name = word.substr(0, equals);
        const auto value
            = equals == std::string_view::npos ? Value() : Value(word.substr(equals + 1));
        const auto* const row
            = std::ranges::find_if(mailParameters, [name](const Parameter& candidate) {
                  return equalsIgnoreCase(candidate.name, name);
              });
        if (row == mailParameters.end())
            return unknown(name);
        auto& again = seen[static_cast<std::size_t>(row - mailParameters.begin())];
        if (again || !row->read(value, mail))
            return malformed("Expected once: " + std::string(row->form));
        again = true;
    }
    return {};
}

std::expected<void, Reply> parseRcptParameters(std::string_view text)
{
    const auto word = takeParameter(text);
    if (!word.empty())
        return unknown(word.substr(0, word.find('=')));
    return {};
}

std::optional<std::string> decodeXtext(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const char c = text.front();
        if (c < 0x21 || c == 0x7f || c == '=')
            return std::nullopt;
        if (c != '+') {
            out += c;
            text.remove_prefix(1);
            continue;
        }
        const auto byte = hexDecode(text.substr(1, 2));
        if (!byte || byte->size() != 1)
            return std::nullopt;
        out += *byte;
        text.remove_prefix(3);
    }
    return out;
}

} // namespace postamt::smtp::proto
