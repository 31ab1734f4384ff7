#include "sasl/scram_client.h"

#include "base/encoding.h"
#include "sasl/prepare.h"
#include "sasl/scram_hash.h"
#include "sasl/scram_message.h"

#include <utility>

namespace postamt::sasl {

ScramClient::ScramClient(
    ClientCredentials credentials, std::string nonce, ScramHash hash, bool plus
)
    : credentials_(std::move(credentials)), nonce_(std::move(nonce)), hash_(hash), plus_(plus)
{
}

Result<std::optional<std::string>> ScramClient::start()
{
    const auto user = prepareUser(credentials_.user);
    const auto password = preparePassword(credentials_.password);
    if (!user || !password)
        return no("the user name or password cannot be sent with SCRAM");
    if (plus_ && credentials_.bindings.empty())
        return no("there is no TLS session to bind SCRAM to");
    if (plus_)
        gs2Header_ = "p=" + credentials_.bindings.front().name + ",,";
    else
        gs2Header_ = credentials_.bindings.empty() ? "n,," : "y,,";
    password_ = *password;
    bare_ = "n=" + encodeScramName(*user) + ",r=" + nonce_;
    state_ = State::First;
    return gs2Header_ + bare_;
}

Result<std::string> ScramClient::respond(std::string_view challenge)
{
    switch (std::exchange(state_, State::Broken)) {
    case State::First:
        return answerFirst(challenge);
    case State::Final:
        return checkFinal(challenge);
    default:
        return bad("the server asked for more than SCRAM has");
    }
}

Result<std::string> ScramClient::answerFirst(std::string_view challenge)
{
    const auto first = ScramServerFirst::parse(challenge);
    if (!first)
        return bad("the server's SCRAM challenge is malformed");
    if (!first->nonce.starts_with(nonce_) || first->nonce.size() == nonce_.size())
        return bad("the server's SCRAM nonce does not extend ours");
    if (first->iterations < minIterations || first->iterations > maxIterations)
        return bad("the server's SCRAM iteration count is out of range");
    const auto salted = saltedPassword(hash_, password_, first->salt, first->iterations);
    const auto clientKey = hmac(hash_, salted, "Client Key");
    const auto binding = plus_ ? gs2Header_ + credentials_.bindings.front().bytes : gs2Header_;
    const auto withoutProof = "c=" + base64Encode(binding) + ",r=" + first->nonce;
    const auto authMessage = bare_ + ',' + std::string(challenge) + ',' + withoutProof;
    const auto signature = hmac(hash_, digest(hash_, clientKey), authMessage);
    expected_ = hmac(hash_, hmac(hash_, salted, "Server Key"), authMessage);
    state_ = State::Final;
    return withoutProof + ",p=" + base64Encode(exclusiveOr(clientKey, signature));
}

Result<std::string> ScramClient::checkFinal(std::string_view challenge)
{
    const auto last = ScramServerFinal::parse(challenge);
    if (!last || !last->error.empty())
        return bad("the server refused the SCRAM proof");
    if (!equalsConstantTime(last->signature, expected_))
        return bad("the server does not know the password: it is not who it should be");
    state_ = State::Ended;
    return std::string();
}

} // namespace postamt::sasl
