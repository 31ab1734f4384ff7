// What a session does with mailboxes, and asks about several of them.
#include "states_player.h"

#include <algorithm>
#include <set>

namespace postamt::chaos {

/// As the user of this session has to write it.
std::string Player::nameOf(const Ledger& ledger) const
{
    return "\"" + ledger.nameFor(user_) + "\"";
}

/// The same, in the text of a command, which may come too late.
std::string Player::name(Command& command, Ledger& ledger) const
{
    // In this order: what is renamed in between is only believed to be renamed later.
    command.named.push_back({&ledger, ledger.renames()});
    return nameOf(ledger);
}

/// "(A B)" with the names of all mailboxes.
std::string Player::nameAll(Command& command) const
{
    std::string out;
    for (const auto& box : world_.boxes)
        out += (out.empty() ? "(" : " ") + name(command, *box);
    return out + ")";
}

Ledger* Player::ledgerNamed(const std::string& name) const
{
    // The newest first: the name of INBOX goes from one to the next.
    for (auto box = world_.boxes.rbegin(); box != world_.boxes.rend(); ++box) {
        if ((*box)->nameFor(user_) == name)
            return box->get();
    }
    for (const auto& box : world_.boxes) {
        if (box->wasNamed(name, user_))
            return box.get();
    }
    return nullptr;
}

/// LIST with STATUS (RFC 5819)
Command Player::listStatus()
{
    Command command;
    command.text = "LIST \"\" " + nameAll(command) + " RETURN (STATUS (MESSAGES UIDNEXT UNSEEN";
    command.text += modes_.condstore ? " HIGHESTMODSEQ))" : "))";
    std::map<const Ledger*, Ledger::Floor> floors;
    for (const auto& box : world_.boxes)
        floors[box.get()] = box->floor();
    auto told = std::make_shared<std::set<const Ledger*>>();
    command.untagged = [this, floors, told](const Response& response) {
        if (response.kind != Response::Kind::Status)
            return;
        auto* ledger = ledgerNamed(response.mailbox);
        if (ledger == nullptr)
            return;
        told->insert(ledger);
        judgeStatus(*ledger, floors.at(ledger), response);
    };
    command.done = [told, named = command.named](const Response&) {
        for (const auto& one : named) {
            if (!told->contains(one.ledger) && !one.ledger->mayBeRenamed(one.renames))
                throw Broken("LIST with STATUS leaves out " + one.ledger->label());
        }
    };
    return command;
}

/// ESEARCH (RFC 7377) for the keyword that only this session changes: what it has set and nobody
/// has expunged must be found, in whichever mailbox it is.
Command Player::searchAll()
{
    const auto keyword = namesOf(ownKeyword(number_ % ownKeywords));
    Command command;
    command.text
        = "ESEARCH IN (mailboxes " + nameAll(command) + ") RETURN (ALL COUNT) KEYWORD " + keyword;
    auto found = std::make_shared<std::map<const Ledger*, Numbers>>();
    command.untagged = [this, found](const Response& response) {
        if (response.kind != Response::Kind::Esearch || response.mailbox.empty())
            return;
        auto* ledger = ledgerNamed(response.mailbox);
        if (ledger == nullptr)
            return;
        ledger->validity(static_cast<std::uint32_t>(response.values.at("UIDVALIDITY")));
        if (!response.isByUid || response.values.at("COUNT") != response.numbers.size())
            throw Broken("ESEARCH counts wrong, or not by UID");
        (*found)[ledger] = response.numbers;
    };
    command.done = [this, found, named = command.named](const Response&) {
        for (const auto& one : named) {
            if (world_.replaces || one.ledger->mayBeRenamed(one.renames))
                continue;
            auto& ledger = *one.ledger;
            const auto& uids = (*found)[&ledger];
            for (const auto& [uid, own] : own_[&ledger]) {
                const bool isFound = std::ranges::find(uids, uid) != uids.end();
                if (own.bears && *own.bears != isFound && ledger.stays(uid))
                    throw Broken(
                        "ESEARCH " + std::string(isFound ? "finds" : "does not find") + " UID "
                        + std::to_string(uid) + " of " + ledger.label()
                        + " by the keyword that only this session changes"
                    );
            }
        }
    };
    return command;
}

/// Of a mailbox of one's own that is not INBOX. Who has it open, or is about to ask something of
/// it, is not asked.
void Player::rename()
{
    const std::unique_lock lock(world_.renaming, std::try_to_lock);
    std::vector<Ledger*> mine;
    for (const auto& box : world_.boxes) {
        if (box->owner() == user_ && box->name() != "INBOX")
            mine.push_back(box.get());
    }
    if (!lock || mine.empty())
        return;
    auto& moved = *mine[dice_.roll(mine.size())];
    const auto before = moved.name();
    auto& above = *mine[dice_.roll(mine.size())];
    auto after = "Box" + std::to_string(++world_.names);
    const auto isBelow = [&](const std::string& name) { return name.starts_with(before + "/"); };
    if (&above != &moved && !isBelow(above.name()) && above.name().size() < 100)
        after = above.name() + "/" + after;
    std::vector<std::pair<Ledger*, std::string>> all{
        {&moved, after}
    };
    for (auto* one : mine) {
        if (isBelow(one->name()))
            all.emplace_back(one, after + one->name().substr(before.size()));
    }
    for (const auto& [ledger, name] : all)
        ledger->beginRename(name);
    exchange({{.text = "RENAME \"" + before + "\" \"" + after + "\""}});
    for (const auto& [ledger, name] : all)
        ledger->endRename();
}

/// While all stand still: what LIST with STATUS and ESEARCH say of all mailboxes.
void Player::compareAll()
{
    Command list;
    list.text = "LIST \"\" " + nameAll(list) + " RETURN (STATUS (MESSAGES UIDNEXT UNSEEN))";
    auto left = std::make_shared<std::size_t>(world_.boxes.size());
    list.untagged = [this, left](const Response& response) {
        if (response.kind != Response::Kind::Status)
            return;
        const auto* ledger = ledgerNamed(response.mailbox);
        if (ledger == nullptr)
            throw Broken("a mailbox that was not asked about: " + response.mailbox);
        const auto& counters = world_.counters.at(ledger);
        const auto& values = response.values;
        if (values.at("MESSAGES") != counters.messages || values.at("UNSEEN") != counters.unseen
            || values.at("UIDNEXT") != counters.uidNext)
            throw Broken("LIST with STATUS counts wrong in " + ledger->label());
        --*left;
    };
    list.done = [left](const Response&) {
        if (*left != 0)
            throw Broken("LIST with STATUS leaves something out");
    };

    const auto wanted = condition(dice_, *picture_, false, false);
    Command search;
    search.text
        = "ESEARCH IN (mailboxes " + nameAll(search) + ") RETURN (ALL COUNT) " + wanted.text;
    auto found = std::make_shared<std::map<const Ledger*, Numbers>>();
    search.untagged = [this, found](const Response& response) {
        if (response.kind == Response::Kind::Esearch && !response.mailbox.empty())
            (*found)[ledgerNamed(response.mailbox)] = response.numbers;
    };
    search.done = [this, found, wanted](const Response&) {
        for (const auto& box : world_.boxes) {
            Numbers right;
            for (const auto& row : world_.fresh.at(box.get())) {
                if (wanted.holds({.uid = row.uid, .flags = row.flags, .modSeq = row.modSeq}, 0))
                    right.push_back(row.uid);
            }
            if ((*found)[box.get()] != right)
                throw Broken(
                    "ESEARCH finds " + setOf((*found)[box.get()]) + " in " + box->label()
                    + " where " + setOf(right) + " is right"
                );
        }
    };
    exchange({list, search});
}

} // namespace postamt::chaos
