#include "states_judge.h"

#include <algorithm>

namespace postamt::chaos {

namespace {

constexpr std::chrono::seconds patience{60};

} // namespace

Judge::Judge(World& world) : world_(world), wire_(world.imaps, true)
{
    wire_.response(patience);
    ask("LOGIN " + world.user + " \"" + world.password + "\"");
    ask("ENABLE CONDSTORE");
}

std::vector<Response> Judge::ask(const std::string& command)
{
    const auto tag = "judge" + std::to_string(++tags_);
    wire_.send(tag + " " + command + "\r\n");
    std::vector<Response> out;
    for (;;) {
        const auto text = wire_.response(patience);
        if (!text)
            throw Broken("the judge gets no answer");
        out.push_back(parse(*text));
        if (out.back().kind != Response::Kind::Tagged)
            continue;
        if (out.back().condition != "OK")
            throw Broken("the judge is refused: " + command);
        return out;
    }
}

void Judge::look(Ledger& ledger)
{
    auto& counters = world_.counters[&ledger];
    for (const auto& response :
         ask("STATUS " + ledger.name() + " (MESSAGES UNSEEN UIDNEXT HIGHESTMODSEQ)")) {
        if (response.kind == Response::Kind::Status)
            counters
                = {response.values.at("MESSAGES"),
                   response.values.at("UNSEEN"),
                   response.values.at("UIDNEXT"),
                   response.values.at("HIGHESTMODSEQ")};
    }
    ask("EXAMINE " + ledger.name());
    auto& rows = world_.fresh[&ledger];
    rows.clear();
    for (const auto& response : ask("UID FETCH 1:* (FLAGS MODSEQ)")) {
        if (response.kind == Response::Kind::Fetch)
            rows.push_back(
                {response.uid.value(),
                 response.flags.value() & ~flag::recent,
                 response.modSeq.value()}
            );
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].uid <= rows[i - 1].uid)
            throw Broken("UIDs do not ascend");
    }
    const auto unseen
        = std::ranges::count_if(rows, [](const Row& row) { return (row.flags & flag::seen) == 0; });
    if (counters.messages != rows.size() || counters.unseen != static_cast<std::uint64_t>(unseen))
        throw Broken(
            ledger.name() + ": STATUS counts " + std::to_string(counters.messages) + " messages, "
            + std::to_string(counters.unseen) + " unseen; there are " + std::to_string(rows.size())
            + ", " + std::to_string(unseen)
        );
    const auto unread
        = ledger.settle(rows, static_cast<std::uint32_t>(counters.uidNext), counters.highestModSeq);
    if (unread.empty())
        return;
    for (const auto& response : ask("UID FETCH " + setOf(unread) + " BODY.PEEK[]")) {
        if (response.kind == Response::Kind::Fetch && response.body)
            ledger.read(response.uid.value(), *response.body);
    }
}

void Judge::look()
{
    for (const auto& ledger : world_.boxes)
        ledger->inherit();
    for (const auto& ledger : world_.boxes)
        look(*ledger);
}

} // namespace postamt::chaos
