#include "cli/exit_code.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace postamt::cli {

namespace {

int check(const Program& program, const std::string& folder)
{
    const auto findings = program.carryOut(ServiceFolder(folder), {"check", {}, ""});
    if (!findings)
        return refuse(findings.error().text);
    if (findings->empty())
        return report(std::string("The store is sound."));
    report(findings);
    const auto count = std::ranges::count(*findings, '\n');
    return refuse(fmt::format("{} finding{} in {}", count, count == 1 ? "" : "s", folder));
}

} // namespace

void addCheckVerb(Program& program)
{
    auto& verb = program.addVerb(
        program.app(),
        "check",
        "Verify the whole store: accounts, mailboxes, counters, every message"
    );
    const auto folder = std::make_shared<std::string>();
    verb.add_option("DIR", *folder, "The data directory of the service")->required();
    program.setAction(verb, [&program, folder] { return check(program, *folder); });
}

} // namespace postamt::cli
