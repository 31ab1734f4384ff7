#include "web/problem.h"

#include "base/log.h"
#include "web/json.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postamt::web {

namespace {

/// Errors with a code of their own: what they are in HTTP.
struct Kind {
    std::string_view code;
    unsigned status;
    std::string_view name;
};

constexpr auto kinds = std::to_array<Kind>({
    {"ALREADYEXISTS",        409, "exists-already"   },
    {"AUTHENTICATIONFAILED", 403, "wrong-password"   },
    {"AUTHORIZATIONFAILED",  403, "not-permitted"    },
    {"EXPIRED",              403, "not-permitted"    },
    {"INUSE",                429, "too-many-sessions"},
    {"LIMIT",                429, "too-many-attempts"},
    {"NONEXISTENT",          404, "not-there"        },
    {"UNAVAILABLE",          403, "switched-off"     },
});

std::string_view titleOf(unsigned status)
{
    using Title = std::pair<unsigned, std::string_view>;
    static constexpr auto titles = std::to_array<Title>({
        {400, "Bad Request"                    },
        {401, "Unauthorized"                   },
        {403, "Forbidden"                      },
        {404, "Not Found"                      },
        {405, "Method Not Allowed"             },
        {408, "Request Timeout"                },
        {409, "Conflict"                       },
        {413, "Content Too Large"              },
        {415, "Unsupported Media Type"         },
        {429, "Too Many Requests"              },
        {431, "Request Header Fields Too Large"},
        {503, "Service Unavailable"            },
        {505, "HTTP Version Not Supported"     },
    });
    const auto found = std::ranges::find(titles, status, &Title::first);
    return found == titles.end() ? "Internal Server Error" : found->second;
}

} // namespace

Problem problemOf(const Error& error)
{
    if (error.fault == Fault::Temporary || error.fault == Fault::Internal) {
        const bool isOurs = error.fault == Fault::Internal;
        log::write(isOurs ? log::Level::Error : log::Level::Warning, "web", error.text);
        return {
            .status = isOurs ? 500U : 503U,
            .name = "temporary",
            .detail = "Not possible at the moment; try again later",
        };
    }
    if (error.fault == Fault::Bad)
        return {.status = 400, .name = "invalid", .detail = error.text};
    const auto found = std::ranges::find(kinds, error.code, &Kind::code);
    if (found == kinds.end())
        return {.status = 409, .name = "not-possible", .detail = error.text};
    return {.status = found->status, .name = found->name, .detail = error.text};
}

Response formatProblem(const Problem& problem)
{
    json::object fields{
        {"type",   "/problem/" + std::string(problem.name)},
        {"title",  titleOf(problem.status)                },
        {"status", problem.status                         },
        {"detail", problem.detail                         },
    };
    if (!problem.field.empty())
        fields["field"] = problem.field;
    Response response;
    response.status = problem.status;
    response.type = "application/problem+json";
    response.text = json::serialize(fields);
    if (problem.status == 401) // RFC 9110 section 15.5.2 wants one
        response.fields.emplace_back("WWW-Authenticate", "Session");
    if (problem.status == 503)
        response.fields.emplace_back("Retry-After", "10");
    if (!problem.allow.empty())
        response.fields.emplace_back("Allow", problem.allow);
    return response;
}

} // namespace postamt::web
