#pragma once

#include "net/openssl.h"

#include <openssl/pem.h>

#include <ctime>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace postamt::net {

/// A CA for the certificates of clients.
class TestAuthority {
public:
    explicit TestAuthority(const std::string& name) : key_(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"))
    {
        certificate_ = make(key_.get(), name, "critical,CA:TRUE", {}, {}, 3600);
    }

    void save(const std::filesystem::path& file) const
    {
        const openssl::Bio bio(BIO_new_file(file.c_str(), "w"));
        must(PEM_write_bio_X509(bio.get(), certificate_.get()) == 1, "save a CA");
    }

    struct Wanted {
        std::string names; ///< as subjectAltName of an OpenSSL configuration: "email:a@b.test"
        std::string commonName = "Somebody";
        std::string usage = "clientAuth";
        long life = 3600; ///< seconds from now; negative: it is over
    };

    /// Gives a client context a certificate of this CA and its key.
    void issue(SSL_CTX* client, const Wanted& wanted) const
    {
        const openssl::Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
        const auto certificate = make(
            key.get(), wanted.commonName, "CA:FALSE", wanted.names, wanted.usage, wanted.life
        );
        must(SSL_CTX_use_certificate(client, certificate.get()) == 1, "use a certificate");
        must(SSL_CTX_use_PrivateKey(client, key.get()) == 1, "use its key");
    }

private:
    /// Throws where OpenSSL does not do as it is told.
    static void must(bool done, const std::string& what)
    {
        if (!done)
            throw std::runtime_error("cannot " + what + ": " + openssl::lastError());
    }

    openssl::Certificate
    make(EVP_PKEY* key, const std::string& commonName, const char* constraints, const std::string& names, const std::string& usage, long life) const
    {
        openssl::Certificate out(X509_new());
        X509* raw = out.get();
        X509* issuer = certificate_ ? certificate_.get() : raw;
        X509_set_version(raw, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(raw), 1 + std::time(nullptr));
        X509_gmtime_adj(X509_getm_notBefore(raw), -7200);
        X509_gmtime_adj(X509_getm_notAfter(raw), life);
        X509_set_pubkey(raw, key);
        X509_NAME* subject = X509_get_subject_name(raw);
        X509_NAME_add_entry_by_NID(
            subject,
            NID_commonName,
            MBSTRING_UTF8,
            reinterpret_cast<const unsigned char*>(commonName.data()),
            static_cast<int>(commonName.size()),
            -1,
            0
        );
        X509_set_issuer_name(raw, X509_get_subject_name(issuer));
        extend(raw, issuer, NID_basic_constraints, constraints);
        if (!names.empty())
            extend(raw, issuer, NID_subject_alt_name, names);
        if (!usage.empty())
            extend(raw, issuer, NID_ext_key_usage, usage);
        must(X509_sign(raw, key_.get(), EVP_sha256()) > 0, "sign a certificate");
        return out;
    }

    static void extend(X509* certificate, X509* issuer, int nid, const std::string& value)
    {
        X509V3_CTX context;
        X509V3_set_ctx_nodb(&context);
        X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
        const openssl::Extension extension(
            X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str())
        );
        must(
            extension && X509_add_ext(certificate, extension.get(), -1) == 1,
            "have " + value + " in a certificate"
        );
    }

    openssl::Key key_;
    openssl::Certificate certificate_;
};

} // namespace postamt::net
