#include "cli/listed_verbs.h"
#include "cli/verbs.h"

namespace postamt::cli {

void addDomainVerbs(Program& program)
{
    auto& group = program.addVerb(program.app(), "domain", "The domains whose mail is here");
    group.require_subcommand(1);
    addListedVerb(program, group, {"add", "Take mail for a domain", {"DOMAIN"}});
    addListedVerb(program, group, {"list", "List the domains", {}});
    addListedVerb(program, group, {"remove", "Take no more mail for a domain", {"DOMAIN"}});
}

} // namespace postamt::cli
