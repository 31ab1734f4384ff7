#pragma once

#include "accounts/account.h"
#include "accounts/login_ground.h"
#include "accounts/session_limit.h"
#include "accounts/visits.h"
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
#include <string_view>
#include <vector>

namespace postamt::accounts {

/// The right of one session to one connection of an account; kept as long as the session lives. It
/// is lost when what it was founded on goes: the account is switched off or removed, the password
/// is another, the token or the certificate has ended. From any thread.
class Seat {
public:
    /// Where a session comes from, and since when.
    struct Origin {
        std::string peer; ///< the network address as text; empty for a Unix socket
        UnixSeconds since = 0;
    };

    /// `visits` is told of the session once it is let in: at the latest when it ends.
    Seat(
        SessionLimit::Ticket ticket,
        mail::AccountId account,
        Protocol protocol,
        LoginGround ground,
        Origin origin,
        std::shared_ptr<Visits> visits
    );
    ~Seat();
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

    mail::AccountId account() const { return account_; }

    Protocol protocol() const { return protocol_; }

    const LoginGround& ground() const { return ground_; }

    const Origin& origin() const { return origin_; }

    /// There is a session now, and so a visit.
    void beginVisit() { isUntold_.store(true, std::memory_order_relaxed); }

    /// What the program says that it is (RFC 2971); by that its visits are told from those of
    /// others.
    void setClient(std::string_view name);

    /// Tells `visits` that the session is there.
    void tell();

    /// What there is to tell of it.
    Visit visit() const;

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
    const Origin origin_;
    const std::shared_ptr<Visits> visits_;
    std::atomic<bool> isLost_ = false; ///< set behind reason_, which then never changes
    std::atomic<bool> isUntold_ = false; ///< there is a visit of which nobody knows
    mutable std::mutex mutex_; ///< guards what follows
    std::string client_;
    std::string reason_;
    std::function<void()> wake_;
};

/// The seats that are taken, by account. From any thread.
class Seats {
public:
    using Objection = std::function<std::optional<std::string>(Seat& seat)>;

    void add(const std::shared_ptr<Seat>& seat);

    /// Those of an account.
    std::vector<std::shared_ptr<Seat>> of(mail::AccountId account);

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
