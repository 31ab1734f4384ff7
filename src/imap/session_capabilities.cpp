#include "accounts/authenticator.h"
#include "base/ascii.h"
#include "imap/capability_table.h"
#include "imap/session.h"

#include <algorithm>
#include <utility>

// What a session tells its client that it can do, and what it does not let this client do.

namespace postamt::imap {

bool Session::maySetQuotas() const
{
    if (!account_)
        return false;
    const auto known = parts_.directory.account(account_->id());
    return known && *known && (*known)->maySetQuotas();
}

std::string Session::capabilityWords() const
{
    const auto& settings = parts_.settings;
    Limits limits{
        .appendBytes = appendLimit_,
        .messages = settings.commandMessages,
        .mayStartTls = settings.offersTls,
        .mayCompress = settings.offersCompression && !compressed_,
        .maySetQuotas = maySetQuotas(),
        .without = without_,
    };
    if (!account_)
        limits.mechanisms = parts_.authenticator.mechanisms(accounts::channelOf(*stream_));
    return capabilities(state(), stream_->isSecure(), limits);
}

bool Session::offers(std::string_view capability) const
{
    return std::ranges::find(without_, capability) == without_.end();
}

bool Session::offers(const Command& command) const
{
    if (command.capabilities.empty())
        return true;
    for (auto rest = command.capabilities; !rest.empty();) {
        const auto blank = std::min(rest.find(' '), rest.size());
        if (offers(rest.substr(0, blank)))
            return true;
        rest = trimmed(rest.substr(blank));
    }
    return false;
}

/// Finds what is left out for who this is, as far as that is known.
void Session::choose()
{
    const auto& settings = parts_.settings;
    const CapabilityRule::Subject subject{
        .user = userName_, .peer = stream_->peer().address, .client = client_
    };
    without_.clear();
    if (!settings.offersXlist)
        without_.emplace_back("XLIST");
    for (const auto& rule : settings.without) {
        if (rule.applies(subject))
            without_.insert(without_.end(), rule.capabilities.begin(), rule.capabilities.end());
    }
}

bool Session::setClient(std::string name)
{
    const auto before = without_;
    client_ = std::move(name);
    if (seat_)
        seat_->setClient(client_);
    choose();
    return without_ != before;
}

} // namespace postamt::imap
