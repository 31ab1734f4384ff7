#include "load/uid_command.h"

#include "imap/proto/sequence_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace postamt::load {

namespace {

constexpr std::size_t uidsInCommand = 500;

} // namespace

Task<> runForAll(ImapClient* client, std::string_view command, std::vector<std::uint32_t> uids)
{
    std::string line;
    std::span<const std::uint32_t> rest = uids;
    while (!rest.empty()) {
        const auto some = rest.first(std::min(rest.size(), uidsInCommand));
        rest = rest.subspan(some.size());
        std::string set;
        imap::proto::formatNumbers(set, some);
        line = fmt::format(fmt::runtime(command), set);
        co_await client->run(line);
    }
}

} // namespace postamt::load
