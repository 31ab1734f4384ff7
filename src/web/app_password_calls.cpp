#include "accounts/app_password.h"
#include "base/log.h"
#include "web/call.h"
#include "web/shape.h"

#include <utility>

namespace postamt::web {

namespace {

constexpr UnixSeconds day = 24 * 60 * 60;

json::array namesOf(accounts::ProtocolSet protocols)
{
    json::array out;
    const auto text = accounts::formatProtocolSet(protocols);
    for (std::string_view rest = text; !rest.empty();) {
        const auto name = rest.substr(0, rest.find(','));
        out.emplace_back(name);
        rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    }
    return out;
}

json::value fieldsOf(const std::optional<accounts::AppPasswordUse>& use)
{
    if (!use)
        return nullptr;
    accounts::ProtocolSet protocol;
    protocol.add(use->protocol);
    return json::object{
        {"time",     use->time                            },
        {"protocol", accounts::formatProtocolSet(protocol)},
        {"address",  use->peer                            },
    };
}

Result<json::array> listOf(accounts::Directory& directory, mail::AccountId account)
{
    const auto all = directory.appPasswords(account);
    if (!all)
        return std::unexpected(all.error());
    json::array out;
    for (const auto& password : *all) {
        const auto use = directory.appPasswordUses().last(account, password.hash);
        if (!use)
            return std::unexpected(use.error());
        out.push_back(json::object{
            {"label",     password.label                                                              },
            {"protocols", namesOf(password.protocols)                                                 },
            {"created",   password.created                                                            },
            {"expires",   password.expires == 0 ? json::value(nullptr) : json::value(password.expires)
            },
            {"lastUse",   fieldsOf(*use)                                                              },
        });
    }
    return out;
}

/// LIMIT says elsewhere that somebody must wait.
Problem problemOfAdding(const Error& error)
{
    if (error.code == "LIMIT")
        return {.status = 409, .name = "too-many", .detail = error.text};
    auto problem = problemOf(error);
    if (error.fault == Fault::Bad)
        problem.field = "label";
    return problem;
}

} // namespace

Task<Answer<Outcome>> listAppPasswords(Call call)
{
    auto look = [&directory = call.parts.directory, id = call.account().id] {
        return listOf(directory, id);
    };
    auto list = co_await call.parts.workers.run(std::move(look));
    if (!list)
        co_return std::unexpected(problemOf(list.error()));
    Outcome outcome;
    outcome.fields["passwords"] = std::move(*list);
    co_return outcome;
}

Task<Answer<Outcome>> addAppPassword(Call call)
{
    accounts::AppPassword password;
    password.label = *textIn(call.arguments, "label");
    password.protocols = {};
    for (const auto& name : call.arguments.at("protocols").get_array()) {
        const auto set = accounts::parseProtocolSet(std::string_view(name.get_string()));
        if (!set)
            co_return std::unexpected(problemOf(set.error()));
        password.protocols.add(*set);
    }
    if (const auto days = numberIn(call.arguments, "days"))
        password.expires = call.parts.clock.seconds() + *days * day;
    auto shown = accounts::makeAppPassword(call.parts.random);
    auto add = [&directory = call.parts.directory,
                address = call.account().address,
                password,
                letters = accounts::appPasswordLetters(shown).value_or("")] {
        return directory.addAppPassword(address, password, letters);
    };
    const auto added = co_await call.parts.workers.run(std::move(add));
    if (!added)
        co_return std::unexpected(problemOfAdding(added.error()));
    log::info("web", "{} has made the app password {:?}", call.account().address, password.label);
    Outcome outcome;
    outcome.fields["password"] = std::move(shown);
    co_return outcome;
}

Task<Answer<Outcome>> removeAppPassword(Call call)
{
    auto label = *textIn(call.arguments, "label");
    auto remove = [&directory = call.parts.directory, address = call.account().address, label] {
        return directory.removeAppPassword(address, label);
    };
    const auto removed = co_await call.parts.workers.run(std::move(remove));
    if (!removed)
        co_return std::unexpected(problemOf(removed.error()));
    log::info("web", "{} has removed the app password {:?}", call.account().address, label);
    co_return Outcome();
}

} // namespace postamt::web
