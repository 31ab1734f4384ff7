#pragma once

#include "net/certificate.h"
#include "net/listener.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <future>
#include <vector>

namespace postamt::net {

/// A folder that goes with the test.
class TestFolder {
public:
    TestFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "postamt-net-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }

    ~TestFolder() { std::filesystem::remove_all(path_); }

    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Certificates made once for all tests: with each the same CA.
struct TestCertificates {
    static const TestCertificates& shared()
    {
        static const TestCertificates certificates;
        return certificates;
    }

    TestFolder folder;
    CertificateFiles first = CertificateFiles::in(folder.path() / "first");
    CertificateFiles second = first;

private:
    TestCertificates()
    {
        const UnixSeconds now = SystemClock().seconds();
        second.certificate = folder.path() / "second.pem";
        second.key = folder.path() / "second.key";
        const auto made = makeCertificates(first, {"mail.example.test"}, now);
        EXPECT_TRUE(made) << made.error().text;
        EXPECT_TRUE(makeServerCertificate(second, {"new.example.test"}, now));
    }
};

/// Listeners on loopback with io threads of their own.
class TestServer : public testing::Test {
protected:
    static ListenerSettings loopback()
    {
        ListenerSettings settings;
        settings.name = "test";
        settings.address.address = "127.0.0.1";
        settings.refusal = "421 no\r\n";
        return settings;
    }

    static std::shared_ptr<TlsContext> makeTls()
    {
        const auto& files = TestCertificates::shared().first;
        auto context = TlsContext::open({files.certificate, files.key});
        EXPECT_TRUE(context) << context.error().text;
        return *context;
    }

    ListenerSettings loopbackTls(bool isImplicit, std::vector<std::string> protocols = {"imap"})
    {
        auto settings = loopback();
        if (!tls_)
            tls_ = makeTls();
        settings.tls = std::make_shared<const ServerTls>(ServerTls{tls_, std::move(protocols)});
        settings.implicitTls = isImplicit;
        return settings;
    }

    Listener& listen(ListenerSettings settings, Listener::Session session)
    {
        auto opened = Listener::open(threads_, limits_, std::move(settings), std::move(session));
        EXPECT_TRUE(opened) << opened.error().text;
        listeners_.push_back(std::move(*opened));
        listeners_.back()->start();
        return *listeners_.back();
    }

    /// Runs a task on an io thread and waits for it.
    template <class T>
    T run(Task<T> task)
    {
        auto future
            = boost::asio::co_spawn(threads_.executor(0), std::move(task), boost::asio::use_future);
        return future.get();
    }

    void SetUp() override { threads_.start(); }

    void TearDown() override
    {
        for (const auto& listener : listeners_)
            run(listener->drain(std::chrono::seconds(0)));
        EXPECT_EQ(limits_.size(), 0U);
    }

    IoThreads threads_{2};
    ConnectionLimits limits_{ConnectionLimitSettings{}};
    std::shared_ptr<TlsContext> tls_;
    std::vector<std::unique_ptr<Listener>> listeners_;
};

} // namespace postamt::net
