#include "sasl/server_exchange.h"

#include "base/encoding.h"

#include <utility>

namespace postamt::sasl {

ServerExchange::ServerExchange(std::unique_ptr<ServerMechanism> mechanism)
    : mechanism_(std::move(mechanism))
{
}

ServerStep ServerExchange::start(std::optional<std::string_view> initial)
{
    if (!mechanism_)
        return fail(Failure::Malformed);
    if (!initial)
        return ended(mechanism_->start(std::nullopt));
    if (*initial == "=")
        return ended(mechanism_->start(""));
    if (initial->size() > maxEncodedMessage)
        return fail(Failure::TooLong);
    const auto message = base64Decode(*initial);
    if (!message || message->empty())
        return fail(Failure::Malformed);
    return ended(mechanism_->start(*message));
}

ServerStep ServerExchange::line(std::string_view text)
{
    if (!mechanism_)
        return fail(Failure::Malformed);
    if (text == "*")
        return fail(Failure::Aborted);
    if (text.size() > maxEncodedMessage)
        return fail(Failure::TooLong);
    const auto message = base64Decode(text);
    if (!message)
        return fail(Failure::Malformed);
    return ended(mechanism_->step(*message));
}

ServerStep ServerExchange::resume(bool verified)
{
    return mechanism_ ? ended(mechanism_->resume(verified)) : fail(Failure::Malformed);
}

ServerStep ServerExchange::resume(std::optional<ScramCredential> credential)
{
    return mechanism_ ? ended(mechanism_->resume(std::move(credential))) : fail(Failure::Malformed);
}

ServerStep ServerExchange::fail(Failure reason)
{
    mechanism_ = nullptr;
    return Failed{reason};
}

ServerStep ServerExchange::ended(ServerStep step)
{
    if (std::holds_alternative<Done>(step) || std::holds_alternative<Failed>(step))
        mechanism_ = nullptr;
    return step;
}

std::string encodeChallenge(const Challenge& challenge)
{
    return base64Encode(challenge.bytes);
}

} // namespace postamt::sasl
