#include "cli/exit_code.h"
#include "cli/service_maker.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <memory>

namespace postamt::cli {

namespace {

int init(const Program& program, const std::string& path, const NewService& service)
{
    const ServiceFolder folder(path);
    if (const auto made = makeService(folder, service, program.openEngine()); !made)
        return refuse(made.error().text);
    return report(fmt::format(
        "Made a mail service for {1} in {0}.\n"
        "Its settings are in {0}/postamt.toml, its certificate authority in {0}/tls/ca.pem.\n"
        "Next: postamt account add {0} you@{1}\n"
        "then: postamt serve {0}\n",
        folder.path().string(),
        service.domain
    ));
}

} // namespace

void addInitVerb(Program& program)
{
    auto& verb = program.addVerb(program.app(), "init", "Make a new mail service in a directory");
    const auto folder = std::make_shared<std::string>();
    const auto service = std::make_shared<NewService>();
    verb.add_option("DIR", *folder, "The directory to make")->required();
    verb.add_option("--domain", service->domain, "The domain whose mail it keeps")->required();
    verb.add_option("--hostname", service->hostname, "The name of this host; default: mail.DOMAIN");
    verb.add_option(
            "--ports-from", service->portsFrom, "Put each standard port at this number + port"
    )
        ->check(CLI::Range(1, maxPortsFrom));
    verb.add_option("--listen", service->listen, "The address to listen on; default: all");
    verb.add_option(
        "--store", service->store, "Where mail is kept: rocks, in the directory itself"
    );
    program.setAction(verb, [&program, folder, service] {
        return init(program, *folder, *service);
    });
}

} // namespace postamt::cli
