#include "server/demo.h"

#include "cli/exit_code.h"
#include "cli/service_maker.h"
#include "net/private_file.h"
#include "server/demo_service.h"
#include "server/serve.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdlib.h>

namespace postamt::server {

namespace {

struct DemoWords {
    std::string folder;
    int portsFrom = 20000;
    std::string listen = "127.0.0.1";
};

/// A folder that is gone with this object.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        auto name = (std::filesystem::temp_directory_path() / "postamt-demo-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr)
            path_ = name;
    }

    ~TemporaryFolder()
    {
        std::error_code code;
        if (!path_.empty())
            std::filesystem::remove_all(path_, code);
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// Where a demo that is kept has its table, for the next time.
std::filesystem::path tableFile(const cli::ServiceFolder& folder)
{
    return folder.path() / "demo.txt";
}

/// Makes the demo, unless the folder is one, and gives its table.
Result<std::string>
prepare(const cli::ServiceFolder& folder, const DemoWords& words, cli::OpenEngine openEngine)
{
    if (folder.exists()) {
        std::ifstream file(tableFile(folder));
        std::ostringstream text;
        text << file.rdbuf();
        if (!file || text.str().empty())
            return no(fmt::format(
                "{0} is a service, but no demo; run it with: postamt serve {0}", words.folder
            ));
        return text.str();
    }
    const auto base = freePorts(words.listen, words.portsFrom);
    if (!base)
        return std::unexpected(base.error());
    const auto accounts = makeDemo(folder, *base, words.listen, openEngine);
    if (!accounts)
        return std::unexpected(accounts.error());
    const auto settings = folder.settings();
    if (!settings)
        return std::unexpected(settings.error());
    auto table = demoTable(folder, *settings, *accounts);
    if (auto written = net::writeFile(tableFile(folder), table, 0600); !written)
        return std::unexpected(written.error());
    return table;
}

int demo(const DemoWords& words, cli::OpenEngine openEngine)
{
    std::unique_ptr<TemporaryFolder> temporary;
    if (words.folder.empty())
        temporary = std::make_unique<TemporaryFolder>();
    const cli::ServiceFolder folder(temporary ? temporary->path() : words.folder);
    if (temporary && temporary->path().empty())
        return cli::refuse("no temporary folder could be made; give one: postamt demo DIR");
    const auto table = prepare(folder, words, openEngine);
    if (!table)
        return cli::refuse(table.error().text);
    return runServer(folder, [&](Server&) {
        const auto end = temporary ? "ends it and throws everything away"
                                   : "ends it; the same command goes on with this mail";
        fmt::print("{}\nready - Ctrl-C {}\n", *table, end);
        std::fflush(stdout);
    });
}

} // namespace

void addDemoVerb(cli::Program& program)
{
    auto& verb = program.addVerb(
        program.app(), "demo", "Run a throwaway service with two accounts and sample mail"
    );
    const auto words = std::make_shared<DemoWords>();
    verb.add_option("DIR", words->folder, "Keep it in this directory; default: a temporary one");
    verb.add_option(
            "--ports-from", words->portsFrom, "Put each standard port at this number + port"
    )
        ->check(CLI::Range(1, cli::maxPortsFrom))
        ->capture_default_str();
    verb.add_option("--listen", words->listen, "The address to listen on")->capture_default_str();
    program.setAction(verb, [&program, words] { return demo(*words, program.openEngine()); });
}

} // namespace postamt::server
