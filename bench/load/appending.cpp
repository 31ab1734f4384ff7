#include "load/appending.h"

#include "load/failure.h"

#include <fmt/format.h>

namespace postamt::load {

void checkAppended(std::string_view reply)
{
    if (!reply.starts_with("OK [APPENDUID "))
        giveUp("APPEND: expected APPENDUID", reply);
}

Task<> appendMessage(
    ImapClient* client, std::string mailbox, std::string* text, ImapClient::Listener listener
)
{
    const bool waits = !client->has("LITERAL+");
    const auto command
        = fmt::format("APPEND \"{}\" (\\Seen) {{{}{}}}", mailbox, text->size(), waits ? "" : "+");
    co_await client->begin(command);
    if (waits)
        co_await client->goAhead();
    *text += "\r\n";
    co_await client->send(*text);
    const auto reply = co_await client->end(std::move(listener));
    checkAppended(reply);
}

} // namespace postamt::load
