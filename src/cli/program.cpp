#include "cli/program.h"

#include "accounts/directory.h"
#include "accounts/erasure.h"
#include "base/log.h"
#include "cli/administration.h"
#include "cli/control_client.h"
#include "cli/exit_code.h"

#include <sys/stat.h>

namespace postamt::cli {

Program::Program(OpenEngine open)
    : app_("Postamt: mail for a household, a company or a provider", "postamt"), openEngine_(open)
{
    app_.require_subcommand(1);
    app_.set_version_flag("--version", "postamt 0.1.0");
}

CLI::App& Program::addVerb(CLI::App& group, const std::string& name, const std::string& sentence)
{
    return *group.add_subcommand(name, sentence);
}

void Program::setAction(CLI::App& verb, std::function<int()> action)
{
    // A verb may have verbs of its own behind it; then one of those is what is done.
    verb.callback([this, &verb, action = std::move(action)] {
        if (verb.get_subcommands().empty())
            action_ = action;
    });
}

int Program::run(int argc, char** argv)
{
    // Mail and keys are nobody else's business, whatever the shell thinks.
    umask(S_IRWXG | S_IRWXO);
    try {
        app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app_.exit(error) == 0 ? exitDone : exitUsage;
    }
    return action_();
}

Result<std::string> Program::carryOut(const ServiceFolder& folder, const Request& request) const
{
    const auto settings = folder.settings();
    if (!settings)
        return std::unexpected(settings.error());
    const auto answer = askService(folder, request);
    if (!answer)
        return std::unexpected(answer.error());
    if (*answer)
        return **answer;
    auto engine = openEngine_(folder, *settings);
    if (!engine && engine.error().code == "INUSE") {
        return no(
            "the store is in use by another process, and no running service answers at "
            + folder.controlSocket().string()
        );
    }
    if (!engine)
        return std::unexpected(engine.error());
    const SystemClock clock;
    SystemRandom random;
    Result<std::string> outcome;
    {
        accounts::Directory directory(**engine, clock, settings->text("mail.subaddress_separator"));
        // What a removal had left to do when the service was stopped or killed.
        const auto erased = accounts::eraseRemoved(**engine, directory);
        outcome = !erased ? Result<std::string>(std::unexpected(erased.error()))
                          : perform(
                                {.engine = **engine,
                                 .directory = directory,
                                 .random = random,
                                 .checkpoints = folder.checkpoints()},
                                request
                            );
    }
    (*engine)->close();
    return outcome;
}

} // namespace postamt::cli
