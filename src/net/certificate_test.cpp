#include "net/certificate.h"
#include "net/openssl.h"
#include "net/test_server.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>

#include <fstream>
#include <sys/stat.h>

namespace postamt::net {

namespace {

constexpr UnixSeconds now = 1'790'000'000;
constexpr UnixSeconds day = 86400;

struct CertificateTest : testing::Test {
    TestFolder folder;
    CertificateFiles files = CertificateFiles::in(folder.path() / "tls");

    static std::vector<openssl::Certificate> read(const std::filesystem::path& file)
    {
        std::vector<openssl::Certificate> all;
        const openssl::Bio bio(BIO_new_file(file.c_str(), "r"));
        while (X509* next = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
            all.emplace_back(next);
        return all;
    }

    static unsigned modeOf(const std::filesystem::path& file)
    {
        struct stat status{};
        EXPECT_EQ(stat(file.c_str(), &status), 0);
        return status.st_mode & 0777U;
    }

    /// OpenSSL's verdict with the strict rules that Python 3.13 uses.
    std::string verdict(const char* host, UnixSeconds when) const
    {
        const auto authority = read(files.ca);
        const auto chain = read(files.certificate);
        X509_STORE* store = X509_STORE_new();
        X509_STORE_add_cert(store, authority.front().get());
        X509_STORE_CTX* context = X509_STORE_CTX_new();
        X509_STORE_CTX_init(context, store, chain.front().get(), nullptr);
        X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context);
        X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_X509_STRICT);
        X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
        X509_VERIFY_PARAM_set_time(parameters, when);
        if (X509_VERIFY_PARAM_set1_ip_asc(parameters, host) != 1)
            X509_VERIFY_PARAM_set1_host(parameters, host, 0);
        X509_verify_cert(context);
        const std::string text = X509_verify_cert_error_string(X509_STORE_CTX_get_error(context));
        X509_STORE_CTX_free(context);
        X509_STORE_free(store);
        return text;
    }
};

} // namespace

TEST_F(CertificateTest, IsGoodForItsNames)
{
    const auto made = makeCertificates(files, {"mail.example.test", "192.0.2.1"}, now);
    ASSERT_TRUE(made) << made.error().text;
    for (const char* name : {"mail.example.test", "localhost", "127.0.0.1", "::1", "192.0.2.1"})
        EXPECT_EQ(verdict(name, now), "ok") << name;
    EXPECT_NE(verdict("example.test", now), "ok");
    EXPECT_NE(verdict("192.0.2.2", now), "ok");
}

TEST_F(CertificateTest, LastsAsLongAsAppleAllows)
{
    ASSERT_TRUE(makeCertificates(files, {"mail.example.test"}, now));
    const auto end = expires(files.certificate);
    ASSERT_TRUE(end);
    EXPECT_EQ(verdict("localhost", *end - 1), "ok");
    EXPECT_EQ(verdict("localhost", *end + 1), "certificate has expired");
    // RFC 5280 section 4.1.2.5 counts both ends: backdated by an hour and no longer than 825 days
    EXPECT_EQ(*end, now - 3600 + 825 * day - 1);
    EXPECT_EQ(*expires(files.ca), now - 3600 + 3650 * day - 1);
}

TEST_F(CertificateTest, KeepsKeysPrivate)
{
    ASSERT_TRUE(makeCertificates(files, {"mail.example.test"}, now));
    EXPECT_EQ(modeOf(files.caKey), 0600U);
    EXPECT_EQ(modeOf(files.key), 0600U);
    EXPECT_EQ(modeOf(files.ca) & 0400U, 0400U);
    EXPECT_EQ(read(files.ca).size(), 1U);
    EXPECT_EQ(read(files.certificate).size(), 2U);
}

TEST_F(CertificateTest, RenewsUnderTheSameAuthority)
{
    ASSERT_TRUE(makeCertificates(files, {"mail.example.test"}, now));
    const auto before = read(files.ca);
    ASSERT_TRUE(makeServerCertificate(files, {"other.example.test"}, now + 800 * day));
    EXPECT_EQ(X509_cmp(before.front().get(), read(files.ca).front().get()), 0);
    EXPECT_EQ(verdict("other.example.test", now + 900 * day), "ok");
    EXPECT_NE(verdict("mail.example.test", now + 900 * day), "ok");
}

TEST_F(CertificateTest, TakesLongNames)
{
    std::string name;
    for (int i = 0; i < 4; ++i)
        name += std::string(60, 'a') + ".";
    name += "test";
    ASSERT_TRUE(makeCertificates(files, {name}, now));
    EXPECT_EQ(verdict(name.c_str(), now), "ok");
}

TEST_F(CertificateTest, RefusesWhatIsNoName)
{
    for (const std::string name :
         {"",
          "a b",
          "-a.test",
          "a-.test",
          "a..test",
          "a.test.",
          "*.test",
          "a,DNS:b",
          "m\xc3\xbc.test"}) {
        const auto made = makeCertificates(files, {name}, now);
        ASSERT_FALSE(made) << name;
        EXPECT_EQ(made.error().fault, Fault::Bad) << name;
    }
    EXPECT_FALSE(makeCertificates(files, {std::string(64, 'a') + ".test"}, now));
    EXPECT_TRUE(makeCertificates(files, {std::string(63, 'a') + ".test"}, now));
}

TEST_F(CertificateTest, SaysWhatIsMissing)
{
    const auto made = makeServerCertificate(files, {"mail.example.test"}, now);
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().text.find("ca.pem"), std::string::npos);
    EXPECT_FALSE(expires(files.certificate));
    std::filesystem::create_directories(files.ca);
    EXPECT_FALSE(makeAuthority(files, "mail.example.test", now)); // ca.pem is a folder
}

} // namespace postamt::net
