#include "cli/checking.h"

#include "accounts/directory_check.h"
#include "mail/check.h"

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
    return findings;
}

} // namespace postamt::cli
