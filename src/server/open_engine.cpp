#include "server/open_engine.h"

#include "server/fault_control.h"
#include "store/rocks/rocks_engine.h"

namespace postamt::server {

Result<std::unique_ptr<store::Engine>>
openEngine(const cli::ServiceFolder& folder, const Settings& settings)
{
    if (settings.text("server.store") != "rocks")
        return no("server.store names a store that is not built into this program");
    store::RocksOptions options;
    options.env = openFaultControl();
    return store::openRocks(folder.data(), options);
}

} // namespace postamt::server
