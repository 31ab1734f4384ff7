#pragma once

#include "accounts/authenticator.h"
#include "base/result.h"
#include "pop/channel.h"
#include "pop/maildrop.h"
#include "pop/parts.h"
#include "pop/proto/command.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::pop {

/// One POP3 connection from the greeting to its end (RFC 1939). The commands stand in files by
/// state: authorization.cpp, transaction.cpp; what holds in both is in session.cpp.
class Session {
public:
    Session(Parts parts, std::unique_ptr<net::Stream> stream);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Serves the client until one of the two ends it.
    Task<> run();

private:
    /// What recent mail is.
    static constexpr int recentDays = 30;

    // Commands of both states
    Task<> run(proto::Capa);
    Task<> run(proto::Lang command);
    Task<> run(proto::Quit);
    /// As the directory knows it now.
    Result<accounts::Account> ownersAccount() const;
    /// What the owner wishes now to be done to what was fetched.
    Result<accounts::AfterFetch> afterFetch() const;
    std::string expiry() const;
    UnixSeconds loginDelay() const;

    // AUTHORIZATION
    Task<> run(proto::Auth command);
    Task<> run(proto::Pass command);
    Task<> run(proto::Stls);
    Task<> run(proto::User command);
    Task<> run(proto::Utf8);
    Task<> enter(accounts::AuthenticatedUser user);
    Task<Result<std::unique_ptr<Maildrop>>> openMaildrop(std::shared_ptr<mail::Account> account);
    accounts::LoginAttempt attempt() const;
    void failLogin(const Error& error);

    // TRANSACTION
    Task<> run(proto::Dele command);
    Task<> run(proto::List command);
    Task<> run(proto::Noop);
    Task<> run(proto::Retr command);
    Task<> run(proto::Rset);
    Task<> run(proto::Stat);
    Task<> run(proto::Top command);
    Task<> run(proto::Uidl command);

    /// The number of a message that is there; else says that it is not.
    std::optional<MessageNumber> find(MessageNumber number);
    Task<> send(MessageNumber number, std::optional<std::uint32_t> lines);

    Task<> obey(proto::Command command);
    void answer(proto::Reply reply);

    bool isLoggedIn() const { return maildrop_ != nullptr; }

    std::chrono::milliseconds patience() const;

    /// For the log: the account, or before the login the client's address.
    const std::string& who() const;

    /// "+OK text"
    void ok(std::string_view text);
    /// "-ERR text"
    void refuse(std::string_view text, std::string_view code = {});
    /// The same for an error: what is our fault is logged and told in general words.
    void refuse(const Error& error);
    /// The same, counted as a mistake of the client.
    void mistake(std::string_view text);

    Parts parts_;
    Channel channel_;
    std::chrono::system_clock::time_point loginDeadline_;
    bool isOpen_ = true;
    int mistakes_ = 0; ///< commands that were none or not allowed
    int failedLogins_ = 0;
    bool isUtf8_ = false; ///< the client has said UTF8
    std::string user_; ///< named by USER, for the PASS that follows
    accounts::AuthenticatedUser owner_;
    std::unique_ptr<Maildrop> maildrop_; ///< once logged in
};

} // namespace postamt::pop
