#include "cli/verbs.h"
#include "server/demo.h"
#include "server/open_engine.h"
#include "server/serve.h"

int main(int argc, char** argv)
{
    using namespace postamt;
    cli::Program program(server::openEngine);
    cli::addInitVerb(program);
    server::addServeVerb(program);
    server::addDemoVerb(program);
    cli::addAccountVerbs(program);
    cli::addAliasVerbs(program);
    cli::addDomainVerbs(program);
    cli::addCheckVerb(program);
    cli::addBackupVerb(program);
    cli::addRestoreVerb(program);
    cli::addSettingsVerb(program);
    return program.run(argc, argv);
}
