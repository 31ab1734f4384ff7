#include "accounts/sign_in.h"

#include "base/bytes.h"
#include "base/encoding.h"

#include <sodium.h>

#include <array>
#include <charconv>

namespace postamt::accounts {

namespace {

constexpr char signInLetter = 's';
constexpr std::size_t secretSize = 32;
constexpr std::size_t hashSize = 32;
constexpr std::size_t markSize = 16;
constexpr std::uint64_t signInFormat = 1; // the first number of a record

/// BLAKE2b-256 over a purpose, an account and a secret.
std::string hashFor(std::string_view purpose, const SignInToken& token)
{
    std::string input(purpose);
    putBigEndian(input, token.account.value);
    input += token.secret;
    std::array<unsigned char, hashSize> hash{};
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

} // namespace

SignInToken SignInToken::make(mail::AccountId account, Random& random)
{
    return {.account = account, .secret = random.bytes(secretSize)};
}

std::optional<SignInToken> SignInToken::parse(std::string_view text)
{
    const auto dash = text.find('-');
    if (dash == std::string_view::npos || text.size() != dash + 1 + 2 * secretSize)
        return std::nullopt;
    std::uint64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + dash, number);
    auto secret = hexDecode(text.substr(dash + 1));
    if (code != std::errc() || end != text.data() + dash || !secret)
        return std::nullopt;
    return SignInToken{.account = mail::AccountId(number), .secret = std::move(*secret)};
}

std::string SignInToken::text() const
{
    return std::to_string(account.value) + '-' + hexEncode(secret);
}

std::string SignInToken::csrf() const
{
    return hexEncode(hashFor("postamt page", *this));
}

std::string signInKeys(mail::AccountId account)
{
    std::string key(1, signInLetter);
    putBigEndian(key, account.value);
    return key;
}

std::string signInKey(const SignInToken& token)
{
    return signInKeys(token.account) + hashFor("postamt sign-in", token);
}

std::optional<mail::AccountId> accountInSignInKey(std::string_view key)
{
    if (key.size() != 1 + 8 + hashSize || key.front() != signInLetter)
        return std::nullopt;
    RecordReader reader(key.substr(1));
    return mail::AccountId(reader.bigEndian<std::uint64_t>());
}

std::string formatSignIn(const SignIn& signIn)
{
    RecordWriter writer;
    writer.number(signInFormat);
    writer.string(signIn.mark);
    writer.signedNumber(signIn.created);
    writer.signedNumber(signIn.expires);
    return writer.take();
}

Result<SignIn> parseSignIn(std::string_view bytes)
{
    RecordReader reader(bytes);
    const auto readFormat = reader.number();
    SignIn signIn;
    signIn.mark = reader.string();
    signIn.created = reader.signedNumber();
    signIn.expires = reader.signedNumber();
    if (!reader.complete() || readFormat != signInFormat || signIn.mark.size() != markSize)
        return internal("the record of a sign-in is damaged");
    return signIn;
}

} // namespace postamt::accounts
