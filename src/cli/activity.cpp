#include "cli/activity.h"

#include "accounts/login_advice.h"
#include "accounts/visits.h"
#include "base/language.h"
#include "cli/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace postamt::cli {

namespace {

using accounts::LoginGround;
using accounts::Visit;

/// The words of the listing in one language.
struct Words {
    Language language;
    std::string_view now;
    std::string_view letIn;
    std::string_view refused;
    std::string_view nobody;
    std::string_view connections; ///< {count} {since}
    std::string_view times; ///< {first} {last}
    std::string_view refusals; ///< {last} {count} {first}
    std::string_view from; ///< {peer}
    std::string_view local;
    std::string_view password;
    std::string_view appPassword; ///< {label}
    std::string_view token;
    std::string_view certificate;
};

constexpr Words english{
    .language = Language::English,
    .now = "Connected now",
    .letIn = "Let in",
    .refused = "Not let in",
    .nobody = "nobody",
    .connections = "{count} x since {since}",
    .times = "last {last}, first {first}",
    .refusals = "last {last}, {count} x since {first}",
    .from = "from {peer}",
    .local = "this machine",
    .password = "password of the account",
    .appPassword = "app password \"{label}\"",
    .token = "token of {label}",
    .certificate = "certificate",
};

constexpr Words german{
    .language = Language::German,
    .now = "Jetzt verbunden",
    .letIn = "Hereingelassen",
    .refused = "Nicht hereingelassen",
    .nobody = "niemand",
    .connections = "{count} x seit {since}",
    .times = "zuletzt {last}, zuerst {first}",
    .refusals = "zuletzt {last}, {count} x seit {first}",
    .from = "von {peer}",
    .local = "diesem Rechner",
    .password = "Passwort des Kontos",
    .appPassword = "App-Passwort „{label}“",
    .token = "Token von {label}",
    .certificate = "Zertifikat",
};

std::string meansOf(const Visit& visit, const Words& words)
{
    switch (visit.ground) {
    case LoginGround::Kind::Password:
        break;
    case LoginGround::Kind::AppPassword:
        return fmt::format(fmt::runtime(words.appPassword), fmt::arg("label", visit.label));
    case LoginGround::Kind::Token:
        return fmt::format(fmt::runtime(words.token), fmt::arg("label", visit.label));
    case LoginGround::Kind::Certificate:
        return std::string(words.certificate);
    }
    return std::string(words.password);
}

/// "IMAP Thunderbird from 192.0.2.1"
std::string deviceOf(const Visit& visit, const Words& words)
{
    const auto from = visit.peer.empty() ? std::string(words.local) : visit.peer;
    return fmt::format(
        "{}{}{} {}",
        nameOf(visit.protocol),
        visit.client.empty() ? "" : " ",
        visit.client,
        fmt::format(fmt::runtime(words.from), fmt::arg("peer", from))
    );
}

/// The sessions of now, those of one device together.
std::string listSessions(const std::vector<Visit>& sessions, const Words& words)
{
    std::map<std::string, std::pair<std::size_t, UnixSeconds>> devices; // how many, since when
    for (const auto& visit : sessions) {
        const auto text = deviceOf(visit, words) + ", " + meansOf(visit, words);
        auto& [count, since] = devices.try_emplace(text, 0, visit.first).first->second;
        ++count;
        since = std::min(since, visit.first);
    }
    std::string out;
    for (const auto& [text, device] : devices)
        out += fmt::format(
            "  {}: {}\n",
            text,
            fmt::format(
                fmt::runtime(words.connections),
                fmt::arg("count", device.first),
                fmt::arg("since", formatTime(device.second))
            )
        );
    return out;
}

std::string listVisits(
    const std::vector<Visit>& visits, bool refusals, std::string_view address, const Words& words
)
{
    std::string out;
    for (const auto& visit : visits) {
        if (visit.isRefusal() != refusals)
            continue;
        const auto times = fmt::format(
            fmt::runtime(refusals ? words.refusals : words.times),
            fmt::arg("first", formatTime(visit.first)),
            fmt::arg("last", formatTime(visit.last)),
            fmt::arg("count", visit.count)
        );
        if (refusals)
            out += fmt::format(
                "  {}: {}\n    {}\n",
                deviceOf(visit, words),
                times,
                advice(visit, address, words.language)
            );
        else
            out += fmt::format(
                "  {}, {}: {}\n", deviceOf(visit, words), meansOf(visit, words), times
            );
    }
    return out;
}

std::string section(std::string_view title, std::string lines, const Words& words)
{
    if (lines.empty())
        lines = fmt::format("  {}\n", words.nobody);
    return fmt::format("{}\n{}", title, lines);
}

} // namespace

Result<std::string> showActivity(const Administration& on, const Request& request)
{
    const auto& name = request.arguments.at(0);
    const auto account = on.directory.accountOfUser(name);
    if (!account)
        return std::unexpected(account.error());
    if (!*account)
        return no(fmt::format("there is no account {}", name));
    const auto language = parseLanguage(request.arguments.size() > 1 ? request.arguments[1] : "en");
    if (!language)
        return bad("the language is en or de");
    const Words& words = *language == Language::German ? german : english;

    const auto id = (*account)->id;
    std::vector<Visit> sessions;
    if (on.authenticator != nullptr) {
        for (const auto& seat : on.authenticator->seats(id))
            sessions.push_back(seat->visit());
    }
    const auto visits = on.authenticator != nullptr ? on.authenticator->visits().of(id)
                                                    : accounts::storedVisits(on.engine, id);
    if (!visits)
        return std::unexpected(visits.error());
    const auto& address = (*account)->address;
    return section(words.now, listSessions(sessions, words), words)
        + section(words.letIn, listVisits(*visits, false, address, words), words)
        + section(words.refused, listVisits(*visits, true, address, words), words);
}

} // namespace postamt::cli
