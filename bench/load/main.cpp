// postamt_load WORKLOAD [options]: does the work of many mail clients, checks every reply, and says
// in one line of JSON how fast the server was. bench/load/README.md tells what each workload does.
#include "load/failure.h"
#include "load/loop.h"
#include "load/workloads.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

namespace postamt::load {

namespace {

struct Workload {
    std::string_view name;
    Task<Steps> (*run)(Options);
};

// Keep these alphabetical.
constexpr std::array table{
    Workload{"append",       append     },
    Workload{"deliver",      deliver    },
    Workload{"expunge-half", expungeHalf},
    Workload{"fetch",        fetch      },
    Workload{"idle-hold",    idleHold   },
    Workload{"idle-wake",    idleWake   },
    Workload{"login",        login      },
    Workload{"mixed",        mixed      },
    Workload{"multiappend",  multiappend},
    Workload{"pop",          pop        },
    Workload{"qresync",      qresync    },
    Workload{"search",       search     },
    Workload{"select",       select     },
    Workload{"store",        store      },
    Workload{"store-all",    storeAll   },
};
static_assert(std::ranges::is_sorted(table, {}, &Workload::name));

Task<> play(Workload workload, Options options)
{
    const Steps steps = co_await workload.run(options);
    if (steps.empty())
        co_return;
    const auto line = format(workload.name, steps) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
}

int usage()
{
    std::string line = "usage: postamt_load WORKLOAD [options]; workloads:";
    for (const Workload& workload : table)
        line.append(" ").append(workload.name);
    std::fprintf(stderr, "%s\n", line.c_str());
    return 2;
}

} // namespace

int run(int argc, char** argv)
{
    if (argc < 2)
        return usage();
    const auto* const workload
        = std::ranges::find(table, std::string_view(argv[1]), &Workload::name);
    if (workload == table.end())
        return usage();
    const Options options = parseOptions(argc - 2, argv + 2);
    runToEnd(play(*workload, options), std::chrono::seconds(options.patience));
    return 0;
}

} // namespace postamt::load

int main(int argc, char** argv)
{
    return postamt::load::run(argc, argv);
}
