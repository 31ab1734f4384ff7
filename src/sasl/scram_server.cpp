#include "sasl/scram_server.h"

#include "sasl/prepare.h"
#include "sasl/scram_hash.h"

#include <utility>

namespace postamt::sasl {

ScramServer::ScramServer(ScramServerSettings settings, std::string nonce)
    : settings_(std::move(settings)), nonce_(std::move(nonce))
{
}

ServerStep ScramServer::start(std::optional<std::string_view> initial)
{
    if (std::exchange(state_, State::First) != State::Begin) {
        state_ = State::Ended;
        return Failed{Failure::Malformed};
    }
    return initial ? step(*initial) : Challenge{};
}

ServerStep ScramServer::step(std::string_view message)
{
    switch (std::exchange(state_, State::Ended)) {
    case State::First:
        return takeFirst(message);
    case State::Final:
        return takeFinal(message);
    case State::Acknowledge:
        if (!message.empty())
            return Failed{Failure::Malformed};
        return Done{std::move(user_)};
    default:
        return Failed{Failure::Malformed};
    }
}

// RFC 5802 section 6
bool ScramServer::acceptsBinding(const ScramClientFirst& first) const
{
    if (settings_.plus)
        return first.flag == BindingFlag::Bound
            && findBinding(settings_.bindings, first.bindingName) != nullptr;
    return first.flag == BindingFlag::None
        || (first.flag == BindingFlag::NotOffered && settings_.bindings.empty());
}

ServerStep ScramServer::takeFirst(std::string_view message)
{
    auto first = ScramClientFirst::parse(message);
    if (!first)
        return Failed{Failure::Malformed};
    if (!acceptsBinding(*first))
        return Failed{Failure::Rejected};
    const auto user = prepareUser(first->user);
    if (!user)
        return Failed{Failure::Malformed};
    if (!first->authorizationId.empty()) {
        const auto wanted = prepareUser(first->authorizationId);
        if (!wanted)
            return Failed{Failure::Malformed};
        if (!mayActAs(*user, *wanted))
            return Failed{Failure::Rejected};
    }
    first_ = std::move(*first);
    user_ = *user;
    state_ = State::Credential;
    return FindScramCredential{user_, settings_.hash};
}

ServerStep ScramServer::resume(std::optional<ScramCredential> credential)
{
    if (std::exchange(state_, State::Ended) != State::Credential)
        return Failed{Failure::Malformed};
    // The false one is made in either case, so that the time does not tell
    auto invented
        = falseScramCredential(user_, settings_.secret, settings_.iterations, settings_.hash);
    known_ = credential.has_value();
    credential_ = known_ ? std::move(*credential) : std::move(invented);
    challenge_ = {
        first_.nonce + nonce_,
        credential_.salt,
        credential_.iterations,
    };
    state_ = State::Final;
    return Challenge{challenge_.format()};
}

// RFC 5802 section 7: cbind-input = gs2-header [ cbind-data ]
std::string ScramServer::expectedBinding() const
{
    const auto* binding = first_.flag == BindingFlag::Bound
        ? findBinding(settings_.bindings, first_.bindingName)
        : nullptr;
    return binding == nullptr ? first_.gs2Header : first_.gs2Header + binding->bytes;
}

// RFC 5802 section 3: ClientKey = ClientProof XOR HMAC(StoredKey, AuthMessage); H(ClientKey) is
// StoredKey
ServerStep ScramServer::takeFinal(std::string_view message)
{
    const auto last = ScramClientFinal::parse(message);
    if (!last || last->proof.size() != hashSize(settings_.hash))
        return Failed{Failure::Malformed};
    const bool bound = equalsConstantTime(expectedBinding(), last->binding);
    const bool fresh = last->nonce == challenge_.nonce;
    const auto authMessage = first_.bare + ',' + challenge_.format() + ',' + last->withoutProof;
    const auto signature = hmac(settings_.hash, credential_.storedKey, authMessage);
    const auto clientKey = exclusiveOr(last->proof, signature);
    const bool proved
        = equalsConstantTime(digest(settings_.hash, clientKey), credential_.storedKey);
    if (!bound || !fresh || !proved || !known_)
        return Failed{Failure::Rejected};
    state_ = State::Acknowledge;
    const ScramServerFinal reply{hmac(settings_.hash, credential_.serverKey, authMessage), {}};
    return Challenge{reply.format()};
}

} // namespace postamt::sasl
