#pragma once

#include "base/result.h"
#include "base/settings.h"
#include "cli/program.h"
#include "cli/service_folder.h"

#include <string>
#include <vector>

namespace postamt::server {

struct DemoAccount {
    std::string address;
    std::string password;
};

/// A base such that every port of --ports-from BASE is free on the address: `first`, or the next
/// thousand after it. No if there is none.
Result<int> freePorts(const std::string& listen, int first);

/// Makes the service example.test in a folder, with alice, bob and their mail. Blocks for a second
/// or two.
Result<std::vector<DemoAccount>> makeDemo(
    const cli::ServiceFolder& folder,
    int portsFrom,
    const std::string& listen,
    cli::OpenEngine openEngine
);

/// What to type into a mail program: a table with server, port, protection, user, password and CA
/// file for each protocol, and two commands to try.
std::string demoTable(
    const cli::ServiceFolder& folder,
    const Settings& settings,
    const std::vector<DemoAccount>& accounts
);

} // namespace postamt::server
