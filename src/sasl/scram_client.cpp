#include "sasl/scram_client.h"

#include "base/encoding.h"
#include "sasl/prepare.h"
#include "sasl/scram_hash.h"
#include "sasl/scram_message.h"

#include <utility>

namespace postamt::sasl {

namespace {

constexpr std::string_view gs2Header = "n,,";

}

ScramClient::ScramClient(ClientCredentials credentials, std::string nonce, ScramHash hash)
    : credentials_(std::move(credentials)), nonce_(std::move(nonce)), hash_(hash)
{
}

Result<std::optional<std::string>> ScramClient::start()
{
    const auto user = prepareUser(credentials_.user);
    const auto password = preparePassword(credentials_.password);
    if (!user || !password)
        return no("the user name or password cannot be sent with SCRAM");
    password_ = *password;
    bare_ = "n=" + encodeScramName(*user) + ",r=" + nonce_;
    state_ = State::First;
    return std::string(gs2Header) + bare_;
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
    const auto withoutProof = "c=" + base64Encode(gs2Header) + ",r=" + first->nonce;
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
