#include "imap/capability_rule.h"

#include "base/ascii.h"
#include "imap/capability_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace postamt::imap {

namespace {

/// What no client could do without.
constexpr auto indispensable
    = std::to_array<std::string_view>({"IMAP4rev1", "LOGINDISABLED", "STARTTLS"});

Result<> addCapability(CapabilityRule& rule, std::string_view word)
{
    const auto table = capabilityTable();
    const auto found = std::ranges::find_if(table, [&](const Capability& row) {
        return equalsIgnoreCase(row.name, word);
    });
    if (found == table.end())
        return bad(fmt::format("there is no capability {}", word));
    if (std::ranges::find(indispensable, found->name) != indispensable.end())
        return bad(fmt::format("{} cannot be switched off", found->name));
    rule.capabilities.push_back(found->name);
    return {};
}

/// One word that is not the client.
Result<> addWord(CapabilityRule& rule, std::string_view word)
{
    const auto equals = word.find('=');
    const auto key = word.substr(0, equals);
    if (key == "user" || key == "network") {
        const auto value = word.substr(equals + 1);
        if (key == "user") {
            rule.user = value;
            return value.find('@') == std::string_view::npos
                ? bad("behind user= stands an address such as alice@example.org")
                : Result<>();
        }
        rule.network = net::Network::parse(value);
        return rule.network ? Result<>() : bad("behind network= stands one such as 192.0.2.0/24");
    }
    return addCapability(rule, word);
}

bool matchesClient(std::string_view pattern, std::string_view client)
{
    if (pattern.ends_with('*'))
        return startsWithIgnoreCase(client, pattern.substr(0, pattern.size() - 1));
    return equalsIgnoreCase(client, pattern);
}

} // namespace

bool CapabilityRule::applies(const Subject& subject) const
{
    return (user.empty() || equalsIgnoreCase(user, subject.user))
        && (!network || network->contains(subject.peer))
        && (client.empty() || (!subject.client.empty() && matchesClient(client, subject.client)));
}

Result<CapabilityRule> parseCapabilityRule(std::string_view text)
{
    constexpr std::string_view clientKey = "client=";
    CapabilityRule rule;
    for (auto rest = trimmed(text); !rest.empty(); rest = trimmed(rest)) {
        if (rest.starts_with(clientKey)) { // a name has blanks in it
            rule.client = rest.substr(clientKey.size());
            if (rule.client.empty())
                return bad("behind client= stands a name");
            break;
        }
        const auto blank = std::min(rest.find(' '), rest.size());
        if (auto added = addWord(rule, rest.substr(0, blank)); !added)
            return std::unexpected(added.error());
        rest.remove_prefix(blank);
    }
    if (rule.capabilities.empty())
        return bad("it names no capability");
    return rule;
}

Result<std::vector<CapabilityRule>> parseCapabilityRules(const std::vector<std::string>& texts)
{
    std::vector<CapabilityRule> out;
    for (const auto& text : texts) {
        auto rule = parseCapabilityRule(text);
        if (!rule)
            return bad(fmt::format("imap.without: \"{}\": {}", text, rule.error().text));
        out.push_back(std::move(*rule));
    }
    return out;
}

} // namespace postamt::imap
