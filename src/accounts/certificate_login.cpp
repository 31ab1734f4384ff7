#include "accounts/authenticator.h"
#include "base/ascii.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace postamt::accounts {

std::vector<std::string>
Authenticator::namesIn(const std::optional<net::ClientCertificate>& certificate) const
{
    if (!certificate)
        return {};
    switch (certificateField_.load()) {
    case CertificateField::None:
        break;
    case CertificateField::Email:
        return certificate->emails;
    case CertificateField::CommonName:
        if (!certificate->commonName.empty())
            return {certificate->commonName};
        break;
    }
    return {};
}

Task<Result<AuthenticatedUser>> Authenticator::verifyCertificate(
    LoginAttempt attempt, std::optional<net::ClientCertificate> certificate
)
{
    const auto names = namesIn(certificate);
    if (attempt.user.empty() && names.size() == 1)
        attempt.user = names.front();
    auto entered = co_await enter(attempt);
    if (!entered)
        co_return std::unexpected(entered.error());
    auto account = directory_.accountOfUser(attempt.user);
    if (!account) {
        throttle_.abandon(counted(attempt), attempt.peer);
        co_return std::unexpected(account.error());
    }
    const bool isNamed = *account && std::ranges::any_of(names, [&](const std::string& name) {
        return equalsIgnoreCase(name, (*account)->address);
    });
    if (!isNamed)
        co_return std::unexpected(refuseProof(
            attempt, fmt::format("the certificate is for {}", fmt::join(names, ", ")).substr(0, 200)
        ));
    LoginGround ground{.kind = LoginGround::Kind::Certificate, .ends = certificate->ends};
    co_return admit(attempt, **account, std::move(ground));
}

} // namespace postamt::accounts
