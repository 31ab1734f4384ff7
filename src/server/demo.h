#pragma once

#include "cli/program.h"

namespace postamt::server {

/// postamt demo [DIR]
void addDemoVerb(cli::Program& program);

} // namespace postamt::server
