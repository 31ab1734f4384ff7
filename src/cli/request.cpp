#include "cli/request.h"

#include <boost/json.hpp>

namespace postamt::cli {

namespace {

namespace json = boost::json;

std::unexpected<Error> malformed()
{
    return bad("the control socket expects one line of JSON with verb, arguments and secret");
}

json::value parsed(std::string_view line)
{
    json::error_code code;
    json::parse_options options;
    options.max_depth = 4;
    auto value = json::parse(json::string_view(line.data(), line.size()), code, {}, options);
    return code ? json::value() : value;
}

/// A member that is a string; nothing if it is missing or of another type.
const json::string* text(const json::object& object, std::string_view name)
{
    const auto* member = object.if_contains(json::string_view(name.data(), name.size()));
    return member == nullptr ? nullptr : member->if_string();
}

} // namespace

std::string formatRequest(const Request& request)
{
    json::array arguments;
    for (const auto& argument : request.arguments)
        arguments.emplace_back(argument);
    return json::serialize(json::object{
        {"verb",      request.verb        },
        {"arguments", std::move(arguments)},
        {"secret",    request.secret      },
    });
}

Result<Request> parseRequest(std::string_view line)
{
    const auto value = parsed(line);
    const auto* object = value.if_object();
    if (object == nullptr)
        return malformed();
    Request request;
    const auto* verb = text(*object, "verb");
    const auto* arguments = object->if_contains("arguments");
    if (verb == nullptr || arguments == nullptr || !arguments->is_array())
        return malformed();
    request.verb.assign(verb->data(), verb->size());
    for (const auto& argument : arguments->get_array()) {
        const auto* member = argument.if_string();
        if (member == nullptr)
            return malformed();
        request.arguments.emplace_back(member->data(), member->size());
    }
    if (const auto* secret = text(*object, "secret"))
        request.secret.assign(secret->data(), secret->size());
    return request;
}

std::string formatReply(const Result<std::string>& outcome)
{
    const auto& out = outcome ? *outcome : outcome.error().text;
    return json::serialize(json::object{
        {"done", outcome.has_value()},
        {"text", out                },
    });
}

Result<std::string> parseReply(std::string_view line)
{
    const auto value = parsed(line);
    const auto* object = value.if_object();
    const auto* out = object == nullptr ? nullptr : text(*object, "text");
    const auto* done = object == nullptr ? nullptr : object->if_contains("done");
    if (out == nullptr || done == nullptr || !done->is_bool())
        return temporary("the running service gave no answer; see its log");
    std::string said(out->data(), out->size());
    if (!done->get_bool())
        return no(std::move(said));
    return said;
}

} // namespace postamt::cli
