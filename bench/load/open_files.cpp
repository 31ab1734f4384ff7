#include "load/open_files.h"

#include "load/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <sys/resource.h>

namespace postamt::load {

void allowOpenFiles(std::size_t count)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= count)
        return;
    limit.rlim_cur = count;
    limit.rlim_max = std::max<rlim_t>(limit.rlim_max, count);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
        giveUp(fmt::format("needs {} open files; raise the limit with ulimit -Hn", count));
}

} // namespace postamt::load
