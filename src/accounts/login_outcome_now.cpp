// How a login comes out once it is known what it is founded on.
#include "accounts/authenticator.h"

namespace postamt::accounts {

Result<std::optional<Error>>
Authenticator::objection(mail::AccountId id, Protocol protocol, const LoginGround& ground)
{
    const auto outcome = outcomeNow(id, protocol, ground);
    if (!outcome)
        return std::unexpected(outcome.error());
    if (*outcome == LoginOutcome::LetIn)
        return std::nullopt;
    return refusal(*outcome, protocol);
}

Result<LoginOutcome>
Authenticator::outcomeNow(mail::AccountId id, Protocol protocol, const LoginGround& ground)
{
    const auto found = directory_.account(id);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return LoginOutcome::AccountRemoved;
    const auto& account = **found;
    if (!account.isEnabled())
        return LoginOutcome::AccountOff;
    if (!account.permits(protocol))
        return LoginOutcome::ProtocolOff;
    switch (ground.kind) {
    case LoginGround::Kind::Password:
        return outcomeByPassword(account, protocol, ground);
    case LoginGround::Kind::AppPassword:
        return outcomeByAppPassword(account, protocol, ground);
    case LoginGround::Kind::Token:
        return outcomeByToken(ground);
    case LoginGround::Kind::Certificate:
        return outcomeByCertificate(ground);
    }
    return internal("a login is founded on nothing");
}

Result<LoginOutcome> Authenticator::outcomeByPassword(
    const Account& account, Protocol protocol, const LoginGround& ground
)
{
    const auto credentials = directory_.credentials(account.id);
    if (!credentials)
        return std::unexpected(credentials.error());
    if (!*credentials || passwordMark(**credentials) != ground.mark)
        return LoginOutcome::PasswordChanged;
    // The settings page takes it: nobody could make an app password else.
    if (account.needsAppPassword() && protocol != Protocol::Web)
        return LoginOutcome::AppPasswordNeeded;
    return LoginOutcome::LetIn;
}

Result<LoginOutcome> Authenticator::outcomeByAppPassword(
    const Account& account, Protocol protocol, const LoginGround& ground
)
{
    const auto all = directory_.appPasswords(account.id);
    if (!all)
        return std::unexpected(all.error());
    const auto* password = findAppPassword(*all, ground.mark);
    if (password == nullptr)
        return LoginOutcome::AppPasswordRemoved;
    if (password->isExpired(directory_.clock().seconds()))
        return LoginOutcome::AppPasswordExpired;
    if (!password->protocols.contains(protocol))
        return LoginOutcome::AppPasswordElsewhere;
    return LoginOutcome::LetIn;
}

LoginOutcome Authenticator::outcomeByToken(const LoginGround& ground) const
{
    const auto from = issuer();
    if (!from || from->name() != ground.mark)
        return LoginOutcome::IssuerGone;
    if (directory_.clock().seconds() >= ground.ends)
        return LoginOutcome::TokenExpired;
    return LoginOutcome::LetIn;
}

LoginOutcome Authenticator::outcomeByCertificate(const LoginGround& ground) const
{
    if (certificateField_ == CertificateField::None)
        return LoginOutcome::CertificatesOff;
    if (directory_.clock().seconds() >= ground.ends)
        return LoginOutcome::CertificateExpired;
    return LoginOutcome::LetIn;
}

void Authenticator::noteRefusal(
    LoginOutcome outcome,
    const LoginAttempt& attempt,
    const Account& account,
    const LoginGround& ground
)
{
    visits_->note(
        account.id,
        {
            .outcome = outcome,
            .protocol = attempt.protocol,
            .ground = ground.kind,
            .label = ground.label,
            .peer = attempt.peer,
        }
    );
}

void Authenticator::noteRefusal(LoginOutcome outcome, const LoginAttempt& attempt)
{
    Visit visit{.outcome = outcome, .protocol = attempt.protocol, .peer = attempt.peer};
    if (const auto account = directory_.accountOfUser(attempt.user); account && *account) {
        visits_->note((*account)->id, std::move(visit));
        return;
    }
    // Nothing that was typed is kept unless it is an address of the account: it may be a password.
    const auto meant = directory_.resolve(attempt.user);
    if (!meant || meant->recipients.size() != 1)
        return;
    if (outcome == LoginOutcome::WrongPassword) {
        visit.outcome = LoginOutcome::WrongName;
        visit.label = attempt.user;
    }
    visits_->note(meant->recipients.front().account, std::move(visit));
}

} // namespace postamt::accounts
