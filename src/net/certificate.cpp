#include "net/certificate.h"

#include "base/ascii.h"
#include "net/openssl.h"
#include "net/private_file.h"

#include <openssl/pem.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace postamt::net {

namespace {

using std::filesystem::path;

constexpr UnixSeconds day = 86400;
constexpr UnixSeconds authorityLife = 3650 * day;
constexpr UnixSeconds serverLife = 825 * day;
/// Clocks of devices may be late.
constexpr UnixSeconds backdated = day / 24;
/// RFC 5280 appendix A: the longest common name.
constexpr std::size_t longestCommonName = 64;

std::unexpected<Error> failure(const std::string& what)
{
    return temporary(what + ": " + openssl::lastError());
}

bool isHostName(std::string_view name)
{
    if (name.empty() || name.size() > 253)
        return false;
    std::size_t label = 0;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        if (i == name.size() || name[i] == '.') {
            if (label == 0 || label > 63 || name[i - label] == '-' || name[i - 1] == '-')
                return false;
            label = 0;
        } else if (isAlpha(name[i]) || isDigit(name[i]) || name[i] == '-') {
            ++label;
        } else {
            return false;
        }
    }
    return true;
}

bool addExtension(X509* certificate, X509* issuer, int nid, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const openssl::Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool addName(GENERAL_NAMES* names, const std::string& name)
{
    GENERAL_NAME* entry = GENERAL_NAME_new();
    if (!entry || sk_GENERAL_NAME_push(names, entry) == 0) {
        GENERAL_NAME_free(entry);
        return false;
    }
    if (ASN1_OCTET_STRING* address = a2i_IPADDRESS(name.c_str())) {
        GENERAL_NAME_set0_value(entry, GEN_IPADD, address);
        return true;
    }
    ASN1_IA5STRING* text = ASN1_IA5STRING_new();
    if (!text)
        return false;
    GENERAL_NAME_set0_value(entry, GEN_DNS, text);
    return ASN1_STRING_set(text, name.data(), static_cast<int>(name.size())) == 1;
}

bool addNames(X509* certificate, const std::vector<std::string>& all)
{
    const openssl::Names names(GENERAL_NAMES_new());
    for (const std::string& name : all) {
        if (!addName(names.get(), name))
            return false;
    }
    return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, 0) == 1;
}

bool setSubject(X509* certificate, std::string commonName)
{
    commonName.resize(std::min(commonName.size(), longestCommonName));
    X509_NAME* name = X509_get_subject_name(certificate);
    const auto add = [name](const char* field, const std::string& value) {
        return X509_NAME_add_entry_by_txt(
                   name,
                   field,
                   MBSTRING_UTF8,
                   reinterpret_cast<const unsigned char*>(value.data()),
                   static_cast<int>(value.size()),
                   -1,
                   0
               )
            == 1;
    };
    return add("O", "Postamt") && add("CN", commonName);
}

/// RFC 5280 section 4.1.2.2: positive and at most 20 bytes.
bool setSerial(X509* certificate)
{
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7fU) | 0x40U);
    BIGNUM* number = BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr);
    const bool done = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
    return done;
}

openssl::Certificate
begin(EVP_PKEY* key, const std::string& commonName, UnixSeconds now, UnixSeconds life)
{
    openssl::Certificate certificate(X509_new());
    X509* raw = certificate.get();
    const UnixSeconds start = now - backdated;
    if (!raw || X509_set_version(raw, X509_VERSION_3) != 1 || !setSerial(raw)
        || !setSubject(raw, commonName) || X509_set_pubkey(raw, key) != 1
        || !ASN1_TIME_set(X509_getm_notBefore(raw), start)
        // the last second counts: 825 days and not one second more
        || !ASN1_TIME_set(X509_getm_notAfter(raw), start + life - 1))
        return nullptr;
    return certificate;
}

std::string pemOf(X509* certificate)
{
    const openssl::Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

std::string pemOf(EVP_PKEY* key)
{
    const openssl::Bio bio(BIO_new(BIO_s_secmem()));
    PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

openssl::Certificate readCertificate(const path& file)
{
    const openssl::Bio bio(BIO_new_file(file.c_str(), "r"));
    return openssl::Certificate(
        bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr
    );
}

openssl::Key readKey(const path& file)
{
    const openssl::Bio bio(BIO_new_file(file.c_str(), "r"));
    return openssl::Key(
        bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr) : nullptr
    );
}

Result<> write(
    const path& certificateFile, const std::string& certificate, const path& keyFile, EVP_PKEY* key
)
{
    if (auto done = writeFile(keyFile, pemOf(key), 0600); !done)
        return done;
    return writeFile(certificateFile, certificate, 0644);
}

} // namespace

CertificateFiles CertificateFiles::in(const path& folder)
{
    return {folder / "ca.pem", folder / "ca.key", folder / "cert.pem", folder / "key.pem"};
}

Result<> makeAuthority(const CertificateFiles& files, const std::string& hostName, UnixSeconds now)
{
    const openssl::Key key(EVP_EC_gen("P-256"));
    const auto authority
        = key ? begin(key.get(), "Postamt CA " + hostName, now, authorityLife) : nullptr;
    X509* raw = authority.get();
    if (!raw || X509_set_issuer_name(raw, X509_get_subject_name(raw)) != 1
        || !addExtension(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        || !addExtension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign")
        || !addExtension(raw, raw, NID_subject_key_identifier, "hash")
        || !addExtension(raw, raw, NID_authority_key_identifier, "keyid:always")
        || X509_sign(raw, key.get(), EVP_sha256()) == 0)
        return failure("cannot make a certificate authority");
    return write(files.ca, pemOf(raw), files.caKey, key.get());
}

Result<> makeServerCertificate(
    const CertificateFiles& files, std::vector<std::string> names, UnixSeconds now
)
{
    for (const char* always : {"localhost", "127.0.0.1", "::1"}) {
        if (std::ranges::find(names, always) == names.end())
            names.emplace_back(always);
    }
    for (const std::string& name : names) {
        ASN1_OCTET_STRING* address = a2i_IPADDRESS(name.c_str());
        const bool isAddress = address != nullptr;
        ASN1_OCTET_STRING_free(address);
        if (!isAddress && !isHostName(name))
            return bad("\"" + name + "\" is neither a host name nor an address");
    }
    const auto authority = readCertificate(files.ca);
    const auto authorityKey = readKey(files.caKey);
    if (!authority || !authorityKey)
        return failure("cannot read " + files.ca.string() + " and its key");

    const openssl::Key key(EVP_EC_gen("P-256"));
    const auto certificate = key ? begin(key.get(), names.front(), now, serverLife) : nullptr;
    X509* raw = certificate.get();
    X509* issuer = authority.get();
    if (!raw || X509_set_issuer_name(raw, X509_get_subject_name(issuer)) != 1
        || !addExtension(raw, issuer, NID_basic_constraints, "critical,CA:FALSE")
        || !addExtension(raw, issuer, NID_key_usage, "critical,digitalSignature")
        || !addExtension(raw, issuer, NID_ext_key_usage, "serverAuth")
        || !addExtension(raw, issuer, NID_subject_key_identifier, "hash")
        || !addExtension(raw, issuer, NID_authority_key_identifier, "keyid:always")
        || !addNames(raw, names) || X509_sign(raw, authorityKey.get(), EVP_sha256()) == 0)
        return failure("cannot make a server certificate");
    return write(files.certificate, pemOf(raw) + pemOf(issuer), files.key, key.get());
}

Result<>
makeCertificates(const CertificateFiles& files, std::vector<std::string> names, UnixSeconds now)
{
    if (names.empty())
        names.emplace_back("localhost");
    if (auto made = makeAuthority(files, names.front(), now); !made)
        return made;
    return makeServerCertificate(files, std::move(names), now);
}

Result<UnixSeconds> expires(const path& certificate)
{
    const auto read = readCertificate(certificate);
    std::tm end{};
    if (!read || ASN1_TIME_to_tm(X509_get0_notAfter(read.get()), &end) != 1)
        return failure("cannot read the certificate " + certificate.string());
    return static_cast<UnixSeconds>(timegm(&end));
}

} // namespace postamt::net
