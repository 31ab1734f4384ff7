#include "cli/listed_verbs.h"
#include "cli/verbs.h"

namespace postamt::cli {

void addAliasVerbs(Program& program)
{
    auto& group = program.addVerb(program.app(), "alias", "Addresses that lead to accounts");
    group.require_subcommand(1);
    addListedVerb(
        program,
        group,
        {
            "add", "Let an address lead to one or more accounts", {"ADDRESS", "ACCOUNT..."}
    }
    );
    addListedVerb(program, group, {"list", "List the aliases", {}});
    addListedVerb(program, group, {"remove", "Remove an alias", {"ADDRESS"}});
}

} // namespace postamt::cli
