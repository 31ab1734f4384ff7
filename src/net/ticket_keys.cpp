#include "net/ticket_keys.h"

#include <openssl/core_names.h>
#include <openssl/rand.h>

#include <algorithm>

namespace postamt::net {

namespace {

bool setMacKey(EVP_MAC_CTX* mac, std::array<unsigned char, 32>& key)
{
    char digest[] = "SHA256";
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, key.data(), key.size()),
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end(),
    };
    return EVP_MAC_CTX_set_params(mac, params) == 1;
}

} // namespace

void TicketKeys::attach(SSL_CTX* context)
{
    SSL_CTX_set_app_data(context, this);
    SSL_CTX_set_tlsext_ticket_key_evp_cb(context, onTicket);
}

std::optional<TicketKeys::Key> TicketKeys::current()
{
    const std::lock_guard lock(mutex_);
    const auto now = now_();
    if (!current_ || now - current_->made >= life) {
        Key fresh{};
        fresh.made = now;
        if (RAND_bytes(fresh.name.data(), static_cast<int>(fresh.name.size())) != 1
            || RAND_priv_bytes(fresh.cipher.data(), static_cast<int>(fresh.cipher.size())) != 1
            || RAND_priv_bytes(fresh.mac.data(), static_cast<int>(fresh.mac.size())) != 1)
            return std::nullopt;
        previous_ = current_;
        current_ = fresh;
    }
    return current_;
}

std::optional<TicketKeys::Key> TicketKeys::find(const unsigned char* name)
{
    const std::lock_guard lock(mutex_);
    for (const auto& key : {current_, previous_}) {
        if (key && std::equal(key->name.begin(), key->name.end(), name)
            && now_() - key->made < 2 * life)
            return key;
    }
    return std::nullopt;
}

/// Answers as SSL_CTX_set_tlsext_ticket_key_evp_cb(3) wants: -1 error, 0 no such key, 1 good, 2
/// good but make a new ticket.
int TicketKeys::onTicket(
    SSL* ssl,
    unsigned char* name,
    unsigned char* iv,
    EVP_CIPHER_CTX* cipher,
    EVP_MAC_CTX* mac,
    int encrypt
)
{
    auto* keys = static_cast<TicketKeys*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    const auto* algorithm = EVP_aes_256_cbc();
    auto newest = keys->current();
    if (!newest)
        return -1;
    if (encrypt) {
        std::ranges::copy(newest->name, name);
        if (RAND_bytes(iv, EVP_CIPHER_get_iv_length(algorithm)) != 1
            || EVP_EncryptInit_ex(cipher, algorithm, nullptr, newest->cipher.data(), iv) != 1
            || !setMacKey(mac, newest->mac))
            return -1;
        return 1;
    }
    auto key = keys->find(name);
    if (!key)
        return 0;
    if (!setMacKey(mac, key->mac)
        || EVP_DecryptInit_ex(cipher, algorithm, nullptr, key->cipher.data(), iv) != 1)
        return -1;
    return key->name == newest->name ? 1 : 2;
}

} // namespace postamt::net
