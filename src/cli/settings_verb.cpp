#include "base/settings.h"
#include "cli/exit_code.h"
#include "cli/verbs.h"

namespace postamt::cli {

void addSettingsVerb(Program& program)
{
    auto& verb = program.addVerb(
        program.app(), "settings", "Print what can be set in postamt.toml (Markdown)"
    );
    program.setAction(verb, [] { return report(settingsReference()); });
}

} // namespace postamt::cli
