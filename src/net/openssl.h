#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

namespace postamt::net::openssl {

/// OpenSSL's objects, freed when they go.
template <auto release>
struct Free {
    template <class T>
    void operator()(T* object) const
    {
        release(object);
    }
};

using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Free<GENERAL_NAMES_free>>;
using Session = std::unique_ptr<SSL, Free<SSL_free>>;

/// Why the last call failed, in OpenSSL's words; empties the error queue of the thread.
std::string lastError();

/// OpenSSL writes to sockets with write(2): without this a peer that has gone would end the process
/// by SIGPIPE. Done once, and only if the program has not chosen otherwise.
void ignoreBrokenPipes();

} // namespace postamt::net::openssl
