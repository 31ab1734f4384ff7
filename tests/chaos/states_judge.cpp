#include "states_judge.h"

#include <algorithm>

namespace postamt::chaos {

namespace {

constexpr std::chrono::seconds patience{60};

} // namespace

Judge::Judge(World& world, std::string user)
    : world_(world), user_(std::move(user)), wire_(world.imaps, true)
{
    wire_.response(patience);
    ask("LOGIN " + user_ + " \"" + world.password + "\"");
    ask("ENABLE CONDSTORE");
}

std::string Judge::nameOf(const Ledger& ledger) const
{
    return "\"" + ledger.nameFor(user_) + "\"";
}

void Judge::share(const Ledger& ledger)
{
    for (const auto& user : world_.users) {
        if (user != user_)
            ask("SETACL " + nameOf(ledger) + " " + user + " lrswipkxtea");
    }
}

void Judge::prepare()
{
    for (const auto& box : world_.boxes) {
        if (box->owner() != user_)
            continue;
        if (box->name() != "INBOX")
            ask("CREATE " + nameOf(*box));
        share(*box);
    }
}

void Judge::renameInbox()
{
    auto& old = *world_.boxes.front();
    const auto number = std::to_string(++world_.names);
    ask("UNSELECT");
    old.beginRename("Old" + number);
    ask("RENAME INBOX Old" + number);
    old.endRename();
    world_.boxes.push_back(std::make_unique<Ledger>("INBOX after " + number, user_, "INBOX"));
    world_.boxes.front().swap(world_.boxes.back());
    auto& inbox = *world_.boxes.front();
    share(inbox);
    for (const auto& response : ask("STATUS INBOX (MESSAGES UIDVALIDITY)")) {
        if (response.kind != Response::Kind::Status)
            continue;
        inbox.validity(static_cast<std::uint32_t>(response.values.at("UIDVALIDITY")));
        if (response.values.at("MESSAGES") != 0
            || old.isValidity(response.values.at("UIDVALIDITY")))
            throw Broken("INBOX is not a new one after RENAME");
    }
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
        world_.played.count(command);
        return out;
    }
}

void Judge::look(Ledger& ledger)
{
    auto& counters = world_.counters[&ledger];
    for (const auto& response :
         ask("STATUS " + nameOf(ledger) + " (MESSAGES UNSEEN UIDNEXT HIGHESTMODSEQ)")) {
        if (response.kind == Response::Kind::Status)
            counters
                = {response.values.at("MESSAGES"),
                   response.values.at("UNSEEN"),
                   response.values.at("UIDNEXT"),
                   response.values.at("HIGHESTMODSEQ")};
    }
    ask("EXAMINE " + nameOf(ledger));
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
            ledger.label() + ": STATUS counts " + std::to_string(counters.messages) + " messages, "
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
