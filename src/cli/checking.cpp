#include "cli/checking.h"

#include "accounts/directory_check.h"

namespace postamt::cli {

Result<std::vector<std::string>> checkService(store::Engine& engine)
{
    return accounts::checkDirectory(engine);
}

} // namespace postamt::cli
