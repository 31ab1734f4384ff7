#pragma once

#include "accounts/account.h"
#include "accounts/credentials.h"
#include "accounts/directory.h"
#include "accounts/login_channel.h"
#include "accounts/login_outcome.h"
#include "accounts/login_throttle.h"
#include "accounts/password_cache.h"
#include "accounts/seat.h"
#include "accounts/session_limit.h"
#include "accounts/visits.h"
#include "base/result.h"
#include "base/sleep.h"
#include "base/task.h"
#include "base/workers.h"
#include "mail/ids.h"
#include "sasl/scram_credential.h"
#include "tokens/issuer.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::accounts {

/// Who is trying to log in, as they say, from where and to what.
struct LoginAttempt {
    std::string user; ///< as the client gave it: the address, or the part before the @
    std::string peer; ///< the network address as text, without a port; empty for a Unix socket
    Protocol protocol = Protocol::Imap;
    bool isRecent = false; ///< POP3: asks for recent mail

    /// Takes the user name as the client gave it. For POP3 "recent:" may stand before it.
    void setUser(std::string name);
};

/// Where a client's certificate has the address of its user.
enum class CertificateField {
    None, ///< nowhere: certificates let nobody in
    Email, ///< rfc822Name, of the subject's alternative names
    CommonName,
};

/// Who has logged in.
struct AuthenticatedUser {
    mail::AccountId account;
    std::string address; ///< the primary one
    bool isRecent = false; ///< as LoginAttempt has it
    /// The right to one connection of the account: to be kept as long as the session lives, which
    /// must end when it is lost.
    std::shared_ptr<Seat> seat = nullptr;
};

/// Checks who logs in. Every refusal before the right password reads the same, takes about the same
/// time and has the code AUTHENTICATIONFAILED, so that nobody learns which users there are; only
/// who has the right password learns that the account (code AUTHORIZATIONFAILED) or the protocol
/// (code UNAVAILABLE) is switched off. Wrong passwords are slowed down by the LoginThrottle; who is
/// banned is told for how long (code LIMIT). An account has a limited number of connections (code
/// INUSE). App passwords (docs/logins.md) let in beside that of the account: one that is no longer
/// good is refused with the code EXPIRED; where only they are permitted, the account's own password
/// is refused with AUTHENTICATIONFAILED and a text that says so. Tokens and certificates
/// (docs/logins.md) let in those whom others vouch for; their refusals read the same, too, and why
/// is in the log. What a login was founded on is watched: when it goes, the session loses its seat.
/// Faults: No for all these, Temporary if the store fails.
/// A password that was right a while ago is known again without the slow hash (PasswordCache),
/// after the throttle has had its say and with all that follows. Passwords are never logged.
class Authenticator {
public:
    /// All must outlive the authenticator. `cost` is that of the hashes the directory holds. No
    /// password is remembered before rememberPasswords().
    Authenticator(
        Directory& directory,
        LoginThrottle& throttle,
        Workers& workers,
        Random& random,
        PasswordCost cost = {}
    );
    /// No change of the directory may be under way.
    ~Authenticator();
    Authenticator(const Authenticator&) = delete;
    Authenticator& operator=(const Authenticator&) = delete;

    /// True if the password is the user's and may be used here. Hashes on a worker thread, unless
    /// the password is remembered.
    Task<Result<AuthenticatedUser>> verifyPassword(LoginAttempt attempt, std::string password);

    /// True if a token of the issuer lets in a user: the one whose primary address it holds, who
    /// must be `attempt.user` if that is not empty.
    Task<Result<AuthenticatedUser>> verifyToken(LoginAttempt attempt, std::string token);

    /// Whose tokens let users in; null: nobody's.
    void setIssuer(std::shared_ptr<tokens::Issuer> issuer);
    std::shared_ptr<tokens::Issuer> issuer() const;

    /// True if a client's certificate lets in a user: the one whose primary address it names, who
    /// must be `attempt.user` if that is not empty. A certificate that names several says nothing
    /// without that.
    Task<Result<AuthenticatedUser>>
    verifyCertificate(LoginAttempt attempt, std::optional<net::ClientCertificate> certificate);

    /// None until it is said.
    void setCertificateField(CertificateField field) { certificateField_ = field; }

    /// The SASL mechanisms that work over this connection, the best first; none without TLS.
    std::vector<std::string_view> mechanisms(const LoginChannel& channel) const;

    /// What sasl's FindScramCredential wants; for an unknown user, and for one whose password has
    /// none of that hash, a false one, the same however the name is spelt. An error ends the
    /// exchange. After a value, call exactly one of
    /// scramSucceeded(), scramFailed(), scramAbandoned().
    Task<Result<sasl::ScramCredential>>
    scramCredential(LoginAttempt attempt, sasl::ScramHash hash = sasl::ScramHash::Sha256);
    /// `used` is the credential that the client was right about.
    Result<AuthenticatedUser>
    scramSucceeded(const LoginAttempt& attempt, const sasl::ScramCredential& used);
    /// Gives the text for the client.
    Error scramFailed(const LoginAttempt& attempt);
    void scramAbandoned(const LoginAttempt& attempt);

    /// For sasl::ServerSettings.
    Result<std::string> scramSecret() { return directory_.secret(random_); }

    /// Who came and who did not get in.
    Visits& visits() { return *visits_; }

    /// The sessions of an account that are there now. To be held for a moment only: each is one of
    /// the connections that the account may have.
    std::vector<std::shared_ptr<Seat>> seats(mail::AccountId account) { return seats_.of(account); }

    /// Why what a login was founded on does not let in by this protocol any more; nothing while it
    /// does. For who keeps no seat: a browser that has signed in.
    Result<std::optional<Error>>
    objection(mail::AccountId account, Protocol protocol, const LoginGround& ground);

    /// How many connections an account may have at one time.
    void setConnectionLimit(std::size_t limit) { sessions_.set(limit); }

    /// Takes the seats whose app password, token or certificate has come to its end since, or is of
    /// an issuer that the settings do not name any more. The other reasons are noticed at once. It
    /// may read the store: call it on a worker thread.
    void reviewSeats();

    /// Forgets all passwords that were right, and remembers new ones for so long (the setting
    /// login.cache_time); 0 hashes every password.
    void rememberPasswords(std::chrono::seconds time) { remembered_.reset(time); }

    /// How many passwords were checked by hashing them.
    std::uint64_t hashed() const { return hashed_.load(std::memory_order_relaxed); }

    /// For tests, which never sleep.
    void setSleep(Sleep sleep) { sleep_ = std::move(sleep); }

private:
    /// An account with the hash of its password; for an unknown user no account and a hash that
    /// fits nothing.
    struct Candidate {
        std::optional<Account> account;
        Credentials credentials;
    };

    std::string counted(const LoginAttempt& attempt);
    /// Bears what the throttle says.
    Task<Result<>> enter(LoginAttempt attempt);
    Result<Candidate> candidate(std::string_view user);
    Result<sasl::ScramCredential> falseCredential(std::string_view user, sasl::ScramHash hash);
    /// By the slow hash, on a worker thread.
    Task<bool> hash(std::string passwordHash, std::string password);
    /// The app password that this is, if it is one of the account's.
    Result<std::optional<LoginGround>>
    appPassword(const std::optional<Account>& account, std::string_view password);
    Result<AuthenticatedUser>
    admit(const LoginAttempt& attempt, const Account& account, LoginGround ground);
    /// How a login that is founded on this would come out by the records as they are now.
    Result<LoginOutcome>
    outcomeNow(mail::AccountId account, Protocol protocol, const LoginGround& ground);
    Result<LoginOutcome>
    outcomeByPassword(const Account& account, Protocol protocol, const LoginGround& ground);
    Result<LoginOutcome>
    outcomeByAppPassword(const Account& account, Protocol protocol, const LoginGround& ground);
    LoginOutcome outcomeByToken(const LoginGround& ground) const;
    LoginOutcome outcomeByCertificate(const LoginGround& ground) const;
    /// Notes for the user of the account that somebody did not get in, without waiting.
    void noteRefusal(
        LoginOutcome outcome,
        const LoginAttempt& attempt,
        const Account& account,
        const LoginGround& ground
    );
    /// The same where only a name was given: it may be that of an account, another address of one,
    /// or of nobody.
    void noteRefusal(LoginOutcome outcome, const LoginAttempt& attempt);
    /// Remembers when an app password was used, without waiting.
    void noteUse(const LoginAttempt& attempt, const Seat& seat);
    std::optional<std::string> reasonToEnd(const Seat& seat);
    Error refuse(const LoginAttempt& attempt);
    /// The account whose primary address is this one, letter for letter but for the case of ASCII:
    /// what others have vouched for is not folded further.
    Result<std::optional<Account>> accountOf(std::string_view address);
    /// The same for a token or a certificate; `why` is for the log.
    Error refuseProof(const LoginAttempt& attempt, std::string_view why);
    /// Whom a certificate names, by the field of the settings.
    std::vector<std::string> namesIn(const std::optional<net::ClientCertificate>& certificate
    ) const;

    Directory& directory_;
    LoginThrottle& throttle_;
    Workers& workers_;
    Random& random_;
    Sleep sleep_ = sleepFor;
    SessionLimit sessions_{50};
    Seats seats_;
    PasswordCache remembered_;
    const std::shared_ptr<Visits> visits_;
    std::atomic<std::uint64_t> hashed_ = 0;
    std::atomic<CertificateField> certificateField_ = CertificateField::None;
    mutable std::mutex issuerMutex_; ///< guards issuer_
    std::shared_ptr<tokens::Issuer> issuer_;
    Credentials nobody_; ///< of a random password
};

} // namespace postamt::accounts
