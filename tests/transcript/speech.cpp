#include "transcript/speech.h"

#include "base/encoding.h"
#include "base/random.h"
#include "sasl/mechanisms.h"
#include "transcript/tokens.h"

namespace postamt::transcript {

namespace {

/// Text with `$name` replaced; an argument of a call is one variable or none.
Result<std::string> resolved(const std::string& argument, const Variables& variables)
{
    if (!argument.starts_with('$'))
        return unescape(argument);
    const auto bound = variables.find(std::string_view(argument).substr(1));
    if (bound == variables.end())
        return bad(argument + " is not bound");
    return bound->second;
}

Result<std::vector<std::string>> resolved(const Part& part, const Variables& variables)
{
    std::vector<std::string> out;
    for (const auto& argument : part.arguments) {
        auto text = resolved(argument, variables);
        if (!text)
            return std::unexpected(text.error());
        out.push_back(std::move(*text));
    }
    return out;
}

} // namespace

Result<std::string> Speech::bytes(const Parts& parts, const Variables& variables)
{
    std::string out;
    for (const Part& part : parts) {
        Result<std::string> piece = part.text;
        if (part.kind == Part::Kind::Variable)
            piece = resolved("$" + part.text, variables);
        else if (part.kind == Part::Kind::Call)
            piece = call(part, variables);
        if (!piece)
            return std::unexpected(piece.error());
        out += *piece;
    }
    return out;
}

Result<std::string> Speech::call(const Part& part, const Variables& variables)
{
    const auto arguments = resolved(part, variables);
    if (!arguments)
        return std::unexpected(arguments.error());
    const auto& list = *arguments;
    if (part.text == "base64" && list.size() == 1)
        return base64Encode(list[0]);
    if (part.text == "plain" && list.size() == 2)
        return base64Encode(std::string(1, '\0') + list[0] + '\0' + list[1]);
    if (part.text == "sasl" && list.size() == 3)
        return begin(list[0], {.user = list[1], .password = list[2]});
    if (part.text == "sasl" && list.size() == 4) {
        const auto* binding = sasl::findBinding(bindings_, list[3]);
        if (binding == nullptr)
            return bad("the connection has no binding " + list[3]);
        return begin(list[0], {.user = list[1], .password = list[2], .bindings = {*binding}});
    }
    if (part.text == "oauthbearer" && list.size() == 3)
        return base64Encode(
            "n," + list[0] + ",\1auth=Bearer " + tokenFor(list[1], list[2]) + "\1\1"
        );
    if (part.text == "xoauth2" && list.size() == 3)
        return base64Encode(
            "user=" + list[0] + "\1auth=Bearer " + tokenFor(list[1], list[2]) + "\1\1"
        );
    if (part.text == "answer" && list.size() == 1)
        return answer(list[0]);
    return bad("there is no call $" + part.text + " with so many arguments");
}

Result<std::string> Speech::begin(const std::string& mechanism, sasl::ClientCredentials credentials)
{
    const auto* found = sasl::findMechanism(mechanism);
    if (!found || found->client == nullptr)
        return bad("there is no client of " + mechanism);
    SystemRandom random;
    mechanism_ = found->client(credentials, random);
    const auto initial = mechanism_->start();
    if (!initial)
        return std::unexpected(initial.error());
    return base64Encode(initial->value_or(""));
}

Result<std::string> Speech::answer(const std::string& challenge)
{
    const auto decoded = base64Decode(challenge);
    if (!mechanism_ || !decoded)
        return bad("a challenge in base64 is expected behind $sasl()");
    const auto response = mechanism_->respond(*decoded);
    if (!response)
        return std::unexpected(response.error());
    return base64Encode(*response);
}

} // namespace postamt::transcript
