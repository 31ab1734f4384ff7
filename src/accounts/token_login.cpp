#include "accounts/authenticator.h"
#include "base/log.h"

namespace postamt::accounts {

void Authenticator::setIssuer(std::shared_ptr<tokens::Issuer> issuer)
{
    const std::lock_guard lock(issuerMutex_);
    issuer_.swap(issuer);
}

std::shared_ptr<tokens::Issuer> Authenticator::issuer() const
{
    const std::lock_guard lock(issuerMutex_);
    return issuer_;
}

Task<Result<AuthenticatedUser>> Authenticator::verifyToken(LoginAttempt attempt, std::string token)
{
    const auto from = issuer();
    if (!from)
        co_return no("there is no such login mechanism here", "CANNOT");
    auto entered = co_await enter(attempt);
    if (!entered)
        co_return std::unexpected(entered.error());
    auto holder = co_await from->holderOf(std::move(token));
    if (!holder && holder.error().fault == Fault::No)
        co_return std::unexpected(refuseProof(attempt, holder.error().text));
    auto account = holder ? accountOf(holder->address) : std::unexpected(holder.error());
    auto wanted = attempt.user.empty() ? account : directory_.accountOfUser(attempt.user);
    if (!account || !wanted) {
        throttle_.abandon(counted(attempt), attempt.peer);
        co_return std::unexpected(account ? wanted.error() : account.error());
    }
    if (!*account || !*wanted || (*wanted)->id != (*account)->id)
        co_return std::unexpected(
            refuseProof(attempt, "the token is for " + holder->address.substr(0, 100))
        );
    LoginGround ground{
        .kind = LoginGround::Kind::Token, .mark = from->name(), .ends = holder->ends
    };
    co_return admit(attempt, **account, std::move(ground));
}

} // namespace postamt::accounts
