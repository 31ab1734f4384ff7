#include "accounts/password_cache.h"

#include "accounts/directory_record.h"
#include "base/bytes.h"

#include <sodium.h>

#include <cstring>
#include <new>
#include <span>
#include <string>

namespace postamt::accounts {

namespace {

constexpr std::size_t keySize = crypto_generichash_KEYBYTES;

/// BLAKE2b under the key. The purpose keeps a hash of one kind from ever being one of another.
std::array<unsigned char, 32>
macOf(const unsigned char* key, char purpose, std::initializer_list<std::string_view> parts)
{
    std::array<unsigned char, 32> out{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, key, keySize, out.size());
    const auto add = [&](std::string_view bytes) {
        crypto_generichash_update(
            &state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()
        );
    };
    add({&purpose, 1});
    for (const auto part : parts) {
        // The length in front: no two lists of parts are the same bytes.
        std::string length;
        putBigEndian(length, std::uint64_t{part.size()});
        add(length);
        add(part);
    }
    crypto_generichash_final(&state, out.data(), out.size());
    sodium_memzero(&state, sizeof state);
    return out;
}

} // namespace

void PasswordCache::Free::operator()(unsigned char* key) const
{
    sodium_free(key);
}

PasswordCache::PasswordCache(const Clock& clock, Random& random, std::chrono::seconds life)
    : clock_(clock), life_(life)
{
    // Guarded pages: not swapped, not in core dumps, wiped when freed.
    if (sodium_init() >= 0)
        key_.reset(static_cast<unsigned char*>(sodium_malloc(keySize)));
    if (!key_)
        throw std::bad_alloc();
    random.fill(std::as_writable_bytes(std::span(key_.get(), keySize)));
}

PasswordCache::Proof PasswordCache::proof(
    const Account& account, const Credentials& credentials, std::string_view password
) const
{
    std::string id;
    putBigEndian(id, account.id.value);
    const auto records
        = macOf(key_.get(), 'r', {id, formatAccount(account), formatCredentials(credentials)});
    const std::string_view bound(reinterpret_cast<const char*>(records.data()), records.size());
    const auto place = macOf(key_.get(), 'i', {id});
    Proof proof;
    std::memcpy(&proof.account_, place.data(), sizeof proof.account_);
    proof.records_ = records;
    proof.password_ = macOf(key_.get(), 'p', {bound, password});
    return proof;
}

bool PasswordCache::isFresh(const Entry& entry) const
{
    // A clock that went back would make entries live longer than they may.
    const auto age = clock_.seconds() - entry.verified;
    return age >= 0 && age < life_.count();
}

void PasswordCache::drop(Entries::iterator entry)
{
    byAccount_.erase(entry->account);
    order_.erase(entry);
}

bool PasswordCache::find(const Proof& proof)
{
    const std::lock_guard lock(mutex_);
    const auto found = byAccount_.find(proof.account_);
    if (found == byAccount_.end())
        return false;
    const auto entry = found->second;
    const auto isSame = [](const Mac& one, const Mac& other) {
        return sodium_memcmp(one.data(), other.data(), one.size()) == 0;
    };
    if (!isFresh(*entry) || !isSame(entry->records, proof.records_)) {
        drop(entry);
        return false;
    }
    // A wrong password leaves the entry: nobody can make others' logins slow.
    if (!isSame(entry->password, proof.password_))
        return false;
    order_.splice(order_.begin(), order_, entry);
    return true;
}

void PasswordCache::keep(const Proof& proof)
{
    const std::lock_guard lock(mutex_);
    if (life_.count() == 0)
        return;
    if (const auto found = byAccount_.find(proof.account_); found != byAccount_.end())
        drop(found->second);
    if (order_.size() >= limit)
        drop(std::prev(order_.end()));
    order_.push_front({proof.account_, proof.records_, proof.password_, clock_.seconds()});
    byAccount_[proof.account_] = order_.begin();
}

void PasswordCache::reset(std::chrono::seconds life)
{
    const std::lock_guard lock(mutex_);
    life_ = life;
    byAccount_.clear();
    order_.clear();
}

std::size_t PasswordCache::size() const
{
    const std::lock_guard lock(mutex_);
    return order_.size();
}

} // namespace postamt::accounts
