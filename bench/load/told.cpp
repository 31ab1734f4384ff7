#include "load/told.h"

#include "load/failure.h"
#include "load/fetch_tally.h"

namespace postamt::load {

Task<std::vector<Told>> tellAll(ImapClient* client)
{
    std::vector<Told> out;
    const ImapClient::Listener listener = [&out](const Untagged& untagged) {
        const auto text = untagged.piece.text;
        if (fetchNumber(text) == 0)
            return;
        const auto uid = numberAfter(text, "UID ");
        if (!uid)
            giveUp("FETCH: expected a UID", text);
        out.push_back({.uid = *uid, .isFlagged = text.contains("\\Flagged")});
    };
    co_await client->run("UID FETCH 1:* (FLAGS)", listener);
    co_return out;
}

} // namespace postamt::load
