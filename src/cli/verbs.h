#pragma once

#include "cli/program.h"

namespace postamt::cli {

// Each adds its verbs to the program; they stand in a file of the same name.

void addAccountVerbs(Program& program); ///< account activity, add, list, remove, set, password, import
/// add, list and remove behind `account password`, which is `group`.
void addAppPasswordVerbs(Program& program, CLI::App& group);
void addAliasVerbs(Program& program); ///< alias add, list, remove
void addBackupVerb(Program& program); ///< backup
void addCheckVerb(Program& program); ///< check
void addDomainVerbs(Program& program); ///< domain add, list, remove
void addInitVerb(Program& program); ///< init
void addRestoreVerb(Program& program); ///< restore
void addSettingsVerb(Program& program); ///< settings

} // namespace postamt::cli
