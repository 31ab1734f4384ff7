#include "load/imap_login.h"

namespace postamt::load {

Task<std::unique_ptr<ImapClient>> loggedIn(Options options, std::size_t index)
{
    auto client = co_await ImapClient::open(options.imapPlace());
    const auto account = options.accountOf(index);
    co_await client->login(account, options.password);
    co_return client;
}

Task<std::vector<std::unique_ptr<ImapClient>>> allLoggedIn(Options options)
{
    std::vector<std::unique_ptr<ImapClient>> clients;
    for (std::size_t i = 0; i < options.connections; ++i) {
        auto client = co_await loggedIn(options, i);
        clients.push_back(std::move(client));
    }
    co_return clients;
}

std::uint64_t checkedBy(const std::vector<std::unique_ptr<ImapClient>>& clients)
{
    std::uint64_t checked = 0;
    for (const auto& client : clients)
        checked += client->checked();
    return checked;
}

} // namespace postamt::load
