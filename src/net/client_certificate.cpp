#include "net/client_certificate.h"

#include <openssl/err.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string_view>

namespace postamt::net {

namespace {

using openssl::Free;

constexpr int mostCertificates = 5; ///< between a client's and a CA

/// The verdict stays with the session: SSL_get_verify_result().
int takeAny(int, X509_STORE_CTX*)
{
    return 1;
}

/// RFC 5246 section 7.4.2: who resumes is not asked again, so sessions must not outlive a change of
/// the CAs.
bool separateSessions(SSL_CTX* context, std::string_view authorities)
{
    std::string id = "postamt";
    std::string hash(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    auto* bytes = reinterpret_cast<unsigned char*>(hash.data());
    if (EVP_Digest(authorities.data(), authorities.size(), bytes, &size, EVP_sha256(), nullptr) != 1)
        return false;
    id += hash.substr(0, 16);
    return SSL_CTX_set_session_id_context(
               context,
               reinterpret_cast<const unsigned char*>(id.data()),
               static_cast<unsigned int>(id.size())
           )
        == 1;
}

std::string_view textOf(const ASN1_STRING* string)
{
    const auto size = ASN1_STRING_length(string);
    return {
        reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
        static_cast<std::size_t>(std::max(size, 0)),
    };
}

/// No NUL above all, behind which another name could stand.
bool isPrintable(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x20 && byte != 0x7f;
    });
}

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::vector<std::string> emailsOf(X509* certificate)
{
    std::vector<std::string> out;
    const openssl::Names names(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)
    ));
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        int type = 0;
        const void* value
            = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type);
        if (type != GEN_EMAIL)
            continue;
        const auto text = textOf(static_cast<const ASN1_STRING*>(value));
        if (isPrintable(text) && isAscii(text))
            out.emplace_back(text);
    }
    return out;
}

std::string commonNameOf(X509* certificate)
{
    const X509_NAME* subject = X509_get_subject_name(certificate);
    const int first = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (first < 0 || X509_NAME_get_index_by_NID(subject, NID_commonName, first) >= 0)
        return {};
    unsigned char* bytes = nullptr;
    const auto* entry = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, first));
    const int size = ASN1_STRING_to_UTF8(&bytes, entry);
    std::string out;
    if (size > 0)
        out.assign(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return isPrintable(out) ? out : std::string();
}

/// Also for a session that is resumed, whose certificate was looked at a while ago.
bool isValidNow(const X509* certificate)
{
    return X509_cmp_current_time(X509_get0_notBefore(certificate)) < 0
        && X509_cmp_current_time(X509_get0_notAfter(certificate)) > 0;
}

/// Nothing that a certificate could say is later than a year of four digits.
UnixSeconds endOf(const X509* certificate)
{
    std::tm time{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) != 1)
        return 0;
    return ::timegm(&time);
}

} // namespace

Result<> askForCertificates(SSL_CTX* context, const std::filesystem::path& authorities)
{
    std::ifstream in(authorities, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in)
        return no("cannot read the CAs of clients, " + authorities.string());
    ERR_clear_error();
    STACK_OF(X509_NAME)* names = SSL_load_client_CA_file(authorities.c_str());
    if (names == nullptr || SSL_CTX_load_verify_file(context, authorities.c_str()) != 1
        || !separateSessions(context, text)) {
        sk_X509_NAME_pop_free(names, X509_NAME_free);
        return no("no CA of clients in " + authorities.string() + ": " + openssl::lastError());
    }
    SSL_CTX_set_client_CA_list(context, names); // which frees it
    SSL_CTX_set_verify_depth(context, mostCertificates);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, takeAny);
    return {};
}

std::optional<ClientCertificate> clientCertificate(SSL* ssl)
{
    X509* certificate = SSL_get0_peer_certificate(ssl);
    if (certificate == nullptr || SSL_get_verify_result(ssl) != X509_V_OK
        || !isValidNow(certificate))
        return std::nullopt;
    ClientCertificate out{
        .emails = emailsOf(certificate),
        .commonName = commonNameOf(certificate),
        .ends = endOf(certificate),
    };
    ERR_clear_error();
    return out;
}

} // namespace postamt::net
