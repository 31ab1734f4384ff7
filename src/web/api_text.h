#pragma once

#include <string>

namespace postamt::web {

/// The API as types of TypeScript, for the pages (ui/).
std::string apiTypeScript();

/// docs/api.md.
std::string apiReference();

} // namespace postamt::web
