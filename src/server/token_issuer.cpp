#include "server/token_issuer.h"

#include <chrono>

namespace postamt::server {

Result<std::shared_ptr<tokens::Issuer>>
issuerOf(const cli::ServiceFolder& folder, const Settings& settings, const Clock& clock)
{
    const auto& name = settings.text("oauth.issuer");
    if (name.empty())
        return nullptr;
    if (!tokens::HttpsUrl::parse(name))
        return no("oauth.issuer must be an https URL");
    tokens::IssuerSettings out;
    out.rules = {
        .issuer = name,
        .audience = settings.text("oauth.audience"),
        .addressClaim = settings.text("oauth.address_claim"),
    };
    if (out.rules.audience.empty())
        return no("oauth.audience must be set where oauth.issuer is");
    if (out.rules.addressClaim.empty())
        return no("oauth.address_claim must be set where oauth.issuer is");
    const auto& keys = settings.text("oauth.keys");
    if (keys.empty())
        return no("oauth.keys must be set where oauth.issuer is");
    if (auto url = tokens::HttpsUrl::parse(keys))
        out.keys = std::move(*url);
    else if (keys.find("://") != std::string::npos)
        return no("oauth.keys must be an https URL, or a file");
    else
        out.keys = folder.resolve(keys);
    if (const auto& file = settings.text("oauth.keys_ca"); !file.empty())
        out.fetch.caFile = folder.resolve(file);
    out.keyLife = std::chrono::seconds(settings.number("oauth.keys_time"));
    return std::make_shared<tokens::Issuer>(clock, std::move(out));
}

} // namespace postamt::server
