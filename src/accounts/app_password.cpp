#include "accounts/app_password.h"

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/utf8.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace postamt::accounts {

namespace {

/// No vowels, so that they make no words; no l, which looks like 1 and I.
constexpr std::string_view alphabet = "bcdfghjkmnpqrstvwxyz";
constexpr std::size_t letterCount = 20;
constexpr std::size_t groupSize = 4;

/// What divides the groups, and what people and programs put there.
bool isDivider(char c)
{
    return c == '-' || c == ' ';
}

using Name = std::pair<std::string_view, Protocol>;

constexpr auto names = std::to_array<Name>({
    {"imap", Protocol::Imap},
    {"pop",  Protocol::Pop3},
    {"smtp", Protocol::Smtp},
});

} // namespace

Result<ProtocolSet> parseProtocolSet(std::string_view text)
{
    if (text.empty())
        return ProtocolSet::all();
    ProtocolSet set;
    for (;;) {
        const auto comma = text.find(',');
        auto word = text.substr(0, comma);
        if (word == "pop3")
            word = "pop";
        const auto found = std::ranges::find(names, word, &Name::first);
        if (found == names.end())
            return bad("the protocols are imap, pop and smtp, divided by commas");
        set.add(found->second);
        if (comma == std::string_view::npos)
            return set;
        text.remove_prefix(comma + 1);
    }
}

std::string formatProtocolSet(ProtocolSet set)
{
    std::string out;
    for (const auto& [name, protocol] : names) {
        if (!set.contains(protocol))
            continue;
        if (!out.empty())
            out += ',';
        out += name;
    }
    return out;
}

Result<> checkAppPasswordLabel(std::string_view label)
{
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    };
    if (label.empty() || label.size() > maxAppPasswordLabel || !isUtf8(label)
        || std::ranges::any_of(label, isControl))
        return bad("a label is UTF-8 of 1 to 100 bytes without control characters");
    return {};
}

std::string makeAppPassword(Random& random)
{
    // Bytes above are drawn again, so that every letter is as likely as any other.
    constexpr unsigned limit = 256 / alphabet.size() * alphabet.size();
    std::string out;
    for (std::size_t made = 0; made < letterCount;) {
        std::byte drawn{};
        random.fill(std::span(&drawn, 1));
        const auto number = std::to_integer<unsigned>(drawn);
        if (number >= limit)
            continue;
        if (made > 0 && made % groupSize == 0)
            out += '-';
        out += alphabet[number % alphabet.size()];
        ++made;
    }
    return out;
}

std::optional<std::string> appPasswordLetters(std::string_view typed)
{
    std::string out;
    for (const char c : typed) {
        if (isDivider(c))
            continue;
        const char letter = toLower(c);
        if (out.size() == letterCount || !alphabet.contains(letter))
            return std::nullopt;
        out += letter;
    }
    if (out.size() != letterCount)
        return std::nullopt;
    return out;
}

std::string hashAppPassword(mail::AccountId account, std::string_view letters)
{
    // The account within, so that nobody can see who has the same, and no list serves for two.
    std::string input = "postamt app password";
    putBigEndian(input, account.value);
    input += letters;
    std::array<unsigned char, appPasswordHashSize> hash{};
    crypto_generichash(
        hash.data(),
        hash.size(),
        reinterpret_cast<const unsigned char*>(input.data()),
        input.size(),
        nullptr,
        0
    );
    sodium_memzero(input.data(), input.size());
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

const AppPassword* findAppPassword(const std::vector<AppPassword>& passwords, std::string_view hash)
{
    const AppPassword* found = nullptr;
    for (const auto& password : passwords) {
        const bool fits = password.hash.size() == hash.size()
            && sodium_memcmp(password.hash.data(), hash.data(), hash.size()) == 0;
        if (fits)
            found = &password;
    }
    return found;
}

} // namespace postamt::accounts
