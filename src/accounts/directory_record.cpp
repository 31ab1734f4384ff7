#include "accounts/directory_record.h"

#include "base/bytes.h"

namespace postamt::accounts {

namespace {

constexpr std::uint64_t format = 1; // the first number of every record

std::string idKey(char kind, mail::AccountId id)
{
    std::string key(1, kind);
    putBigEndian(key, id.value);
    return key;
}

RecordWriter begin()
{
    RecordWriter writer;
    writer.number(format);
    return writer;
}

std::unexpected<Error> damaged(std::string_view what)
{
    return internal("the directory's record of " + std::string(what) + " is damaged");
}

bool isWhole(const RecordReader& reader, std::uint64_t readFormat)
{
    return reader.ok() && reader.atEnd() && readFormat == format;
}

} // namespace

std::string domainKey(std::string_view domain)
{
    return "d" + std::string(domain);
}

std::string addressKey(std::string_view address)
{
    return "a" + std::string(address);
}

std::string accountKey(mail::AccountId id)
{
    return idKey('i', id);
}

std::string credentialsKey(mail::AccountId id)
{
    return idKey('c', id);
}

std::string appPasswordsKey(mail::AccountId id)
{
    return idKey('p', id);
}

std::string erasureKey(mail::AccountId id)
{
    return idKey('x', id);
}

mail::AccountId accountInKey(std::string_view key)
{
    RecordReader reader(key.substr(key.empty() ? 0 : 1));
    return mail::AccountId(reader.bigEndian<std::uint64_t>());
}

std::string formatAddress(const AddressRecord& record)
{
    auto writer = begin();
    writer.number(static_cast<std::uint64_t>(record.kind));
    writer.number(record.targets.size());
    for (const auto id : record.targets)
        writer.number(id.value);
    return writer.take();
}

Result<AddressRecord> parseAddressRecord(std::string_view bytes)
{
    RecordReader reader(bytes);
    AddressRecord record;
    const auto readFormat = reader.number();
    const auto kind = reader.number();
    record.kind = kind == 1 ? AddressRecord::Kind::Primary : AddressRecord::Kind::Alias;
    for (auto left = reader.number(); left > 0 && reader.ok(); --left)
        record.targets.emplace_back(reader.number());
    if (!isWhole(reader, readFormat) || kind < 1 || kind > 2)
        return damaged("an address");
    return record;
}

std::string formatAccount(const Account& account)
{
    auto writer = begin();
    writer.string(account.address);
    writer.signedNumber(account.created);
    writer.number(account.values.size());
    for (const auto& [key, value] : account.values) {
        writer.string(key);
        writer.string(value);
    }
    return writer.take();
}

Result<Account> parseAccount(mail::AccountId id, std::string_view bytes)
{
    RecordReader reader(bytes);
    Account account{.id = id, .address = {}, .created = 0, .values = {}};
    const auto readFormat = reader.number();
    account.address = reader.string();
    account.created = reader.signedNumber();
    for (auto left = reader.number(); left > 0 && reader.ok(); --left) {
        std::string key(reader.string());
        account.values[std::move(key)] = reader.string();
    }
    if (!isWhole(reader, readFormat))
        return damaged("an account");
    return account;
}

std::string formatCredentials(const Credentials& credentials)
{
    auto writer = begin();
    writer.string(credentials.passwordHash);
    writer.string(sasl::formatScramCredential(credentials.scram));
    if (credentials.scramSha1)
        writer.string(sasl::formatScramCredential(*credentials.scramSha1, sasl::ScramHash::Sha1));
    return writer.take();
}

Result<Credentials> parseCredentials(std::string_view bytes)
{
    RecordReader reader(bytes);
    const auto readFormat = reader.number();
    Credentials credentials;
    credentials.passwordHash = reader.string();
    auto scram = sasl::parseScramCredential(reader.string());
    const bool hasSha1 = reader.ok() && !reader.atEnd();
    if (hasSha1)
        credentials.scramSha1
            = sasl::parseScramCredential(reader.string(), sasl::ScramHash::Sha1);
    if (!isWhole(reader, readFormat) || !scram || hasSha1 != credentials.scramSha1.has_value())
        return damaged("a password");
    credentials.scram = std::move(*scram);
    return credentials;
}

std::string formatAppPasswords(const std::vector<AppPassword>& passwords)
{
    auto writer = begin();
    writer.number(passwords.size());
    for (const auto& password : passwords) {
        writer.string(password.label);
        writer.string(password.hash);
        writer.number(password.protocols.bits());
        writer.signedNumber(password.created);
        writer.signedNumber(password.expires);
    }
    return writer.take();
}

Result<std::vector<AppPassword>> parseAppPasswords(std::string_view bytes)
{
    RecordReader reader(bytes);
    const auto readFormat = reader.number();
    std::vector<AppPassword> out;
    bool isSound = true;
    for (auto left = reader.number(); left > 0 && reader.ok(); --left) {
        AppPassword password;
        password.label = reader.string();
        password.hash = reader.string();
        const auto protocols = ProtocolSet::fromBits(reader.number());
        password.created = reader.signedNumber();
        password.expires = reader.signedNumber();
        isSound = isSound && protocols && password.hash.size() == appPasswordHashSize
            && checkAppPasswordLabel(password.label);
        password.protocols = protocols.value_or(ProtocolSet());
        out.push_back(std::move(password));
    }
    if (!isWhole(reader, readFormat) || !isSound || out.empty() || out.size() > maxAppPasswords)
        return damaged("app passwords");
    return out;
}

std::string formatTime(UnixSeconds time)
{
    auto writer = begin();
    writer.signedNumber(time);
    return writer.take();
}

std::string formatNextId(mail::AccountId id)
{
    auto writer = begin();
    writer.number(id.value);
    return writer.take();
}

Result<mail::AccountId> parseNextId(std::string_view bytes)
{
    RecordReader reader(bytes);
    const auto readFormat = reader.number();
    const mail::AccountId id(reader.number());
    if (!isWhole(reader, readFormat))
        return damaged("the next account");
    return id;
}

} // namespace postamt::accounts
