#pragma once

#include "accounts/account.h"
#include "accounts/session_limit.h"
#include "base/clock.h"
#include "base/result.h"
#include "mail/ids.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace postamt::accounts {

/// What a login is founded on: while it holds, so does the login.
struct LoginGround {
    enum class Kind : std::uint8_t {
        Password, ///< that of the account
        AppPassword,
        Token, ///< of an issuer of the settings
        Certificate, ///< of the client, of a CA of the settings
    };

    Kind kind = Kind::Password;
    /// What tells it from others: a hash over the hash of the account's password, that of the app
    /// password, the name of the issuer.
    std::string mark = {};
    UnixSeconds ends = 0; ///< of a token or a certificate: it is good until then
};

/// The right of one session to one connection of an account; kept as long as the session lives. It
/// is lost when what it was founded on goes: the account is switched off or removed, the password
/// is another, the token or the certificate has ended. From any thread.
class Seat {
public:
    Seat(SessionLimit::Ticket ticket, mail::AccountId account, Protocol protocol, LoginGround ground);

    mail::AccountId account() const { return account_; }

    Protocol protocol() const { return protocol_; }

    const LoginGround& ground() const { return ground_; }

    /// True once the session must end, at the next place where it can.
    bool isLost() const { return isLost_.load(std::memory_order_acquire); }

    /// Why, for the client. Only where isLost().
    const std::string& reason() const { return reason_; }

    /// `wake` is called when the seat is lost, once, by whoever takes it; at once if it is lost
    /// already. It must not hold anything that keeps the seat.
    void whenLost(std::function<void()> wake);

    /// Takes it from the session. Only the first reason counts.
    void lose(std::string reason);

private:
    SessionLimit::Ticket ticket_;
    const mail::AccountId account_;
    const Protocol protocol_;
    const LoginGround ground_;
    std::atomic<bool> isLost_ = false; ///< set behind reason_, which then never changes
    std::mutex mutex_; ///< guards what follows
    std::string reason_;
    std::function<void()> wake_;
};

/// The seats that are taken, by account. From any thread.
class Seats {
public:
    using Objection = std::function<std::optional<std::string>(const Seat& seat)>;

    void add(const std::shared_ptr<Seat>& seat);

    /// Takes the seats of an account from those sessions to which there is an objection now.
    void review(mail::AccountId account, const Objection& objection);

    /// The same for all accounts.
    void review(const Objection& objection);

private:
    using Map = std::multimap<mail::AccountId, std::weak_ptr<Seat>>;

    std::mutex mutex_; ///< guards all that follows
    Map seats_;
    std::size_t cleanAt_ = 64; ///< when as many stand there, those that are gone are taken out
};

} // namespace postamt::accounts
