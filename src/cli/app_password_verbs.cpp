// The command line of app passwords: postamt account password add | list | remove.
#include "cli/exit_code.h"
#include "cli/listed_verbs.h"
#include "cli/verbs.h"

#include <memory>
#include <string>

namespace postamt::cli {

namespace {

struct AddWords {
    std::string folder;
    std::string address;
    std::string label;
    std::string protocols;
    std::string expires;
};

void addAdd(Program& program, CLI::App& group)
{
    auto& verb = program.addVerb(
        group, "add", "Make an app password: it is written to standard output, and never again"
    );
    const auto words = std::make_shared<AddWords>();
    verb.add_option("DIR", words->folder, "The data directory of the service")->required();
    verb.add_option("ADDRESS", words->address, "The account")->required();
    verb.add_option("--label", words->label, "What it is for: the device or program")->required();
    verb.add_option(
        "--protocols", words->protocols, "What it is good for (default: imap,pop,smtp)"
    );
    verb.add_option(
        "--expires",
        words->expires,
        "Its last day, such as 2027-01-31 (UTC), or for how many days, such as 90d (default: never)"
    );
    program.setAction(verb, [&program, words] {
        const Request request{
            "account password add",
            {words->address, words->label, words->protocols, words->expires},
            ""
        };
        return report(program.carryOut(ServiceFolder(words->folder), request));
    });
}

} // namespace

void addAppPasswordVerbs(Program& program, CLI::App& group)
{
    group.require_subcommand(0, 1);
    addAdd(program, group);
    const std::string path = "account password";
    addListedVerb(
        program, group, {"list", "List the app passwords of an account", {"ADDRESS"}, path}
    );
    addListedVerb(
        program,
        group,
        {"remove", "Remove an app password; its sessions end", {"ADDRESS", "LABEL"}, path}
    );
}

} // namespace postamt::cli
