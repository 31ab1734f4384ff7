#include "cli/checking.h"

#include "accounts/directory_check.h"
#include "mail/check.h"
#include "queue/check.h"

#include <fmt/core.h>

namespace postamt::cli {

Result<std::vector<std::string>> checkService(store::Engine& engine)
{
    auto findings = accounts::checkDirectory(engine);
    if (!findings)
        return findings;
    const auto checked = mail::check(engine, {.hashes = true}, [&](const mail::Finding& finding) {
        const auto whose = finding.account.value == 0
            ? std::string()
            : fmt::format("account {}: ", finding.account.value);
        findings->push_back(whose + finding.text);
    });
    if (!checked)
        return std::unexpected(checked.error());
    const auto queued = queue::checkQueue(engine);
    if (!queued)
        return std::unexpected(queued.error());
    findings->insert(findings->end(), queued->begin(), queued->end());
    return findings;
}

} // namespace postamt::cli
