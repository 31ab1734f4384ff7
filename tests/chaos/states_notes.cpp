// METADATA (RFC 5464) and ACL (RFC 4314): each session has an entry and an identifier of its own at
// each mailbox, so that it knows what they must be, whatever others note and grant meanwhile.
#include "states_player.h"

#include <algorithm>

namespace postamt::chaos {

namespace {

std::string entryOf(unsigned session)
{
    return "/shared/vendor/chaos/s" + std::to_string(session);
}

std::string strangerOf(unsigned session)
{
    return "s" + std::to_string(session) + "@elsewhere.example";
}

} // namespace

Command Player::setNote()
{
    auto& ledger = world_.box(dice_.roll(world_.boxes.size()));
    const auto note = dice_.chance(30) ? "" : "note " + std::to_string(dice_.roll(1000));
    Command command;
    command.text = "SETMETADATA " + name(command, ledger) + " (" + entryOf(number_) + " "
        + (note.empty() ? "NIL" : "\"" + note + "\"") + ")";
    command.done = [this, &ledger, note](const Response&) { notes_[&ledger] = note; };
    return command;
}

Command Player::getNote()
{
    auto& ledger = world_.box(dice_.roll(world_.boxes.size()));
    const auto entry = entryOf(number_);
    Command command;
    command.text = "GETMETADATA " + name(command, ledger) + " (" + entry + ")";
    auto told = std::make_shared<std::optional<std::string>>();
    command.untagged = [told, entry](const Response& response) {
        const auto found = response.texts.find(entry);
        if (response.kind == Response::Kind::Metadata && found != response.texts.end())
            *told = found->second;
    };
    command.done = [this, &ledger, told](const Response&) {
        const auto known = notes_.find(&ledger);
        if (known == notes_.end())
            return;
        const auto right = known->second.empty() ? "NIL" : known->second;
        if (told->value_or("nothing") != right)
            throw Broken(
                "METADATA of " + ledger.label() + " says " + told->value_or("nothing") + ", "
                + right + " is right"
            );
    };
    return command;
}

Command Player::grant()
{
    auto& ledger = world_.box(dice_.roll(world_.boxes.size()));
    std::string rights;
    for (const char right : std::string_view("lrswia")) {
        if (dice_.chance(40))
            rights += right;
    }
    Command command;
    command.text = rights.empty() ? "DELETEACL " : "SETACL ";
    command.text += name(command, ledger) + " " + strangerOf(number_);
    if (!rights.empty())
        command.text += " " + rights;
    command.done = [this, &ledger, rights](const Response&) { grants_[&ledger] = rights; };
    return command;
}

Command Player::getGrant()
{
    auto& ledger = world_.box(dice_.roll(world_.boxes.size()));
    const auto stranger = strangerOf(number_);
    Command command;
    command.text = "GETACL " + name(command, ledger);
    auto told = std::make_shared<std::optional<std::string>>();
    command.untagged = [told, stranger](const Response& response) {
        if (response.kind != Response::Kind::Acl)
            return;
        const auto found = response.texts.find(stranger);
        *told = found == response.texts.end() ? "" : found->second;
    };
    command.done = [this, &ledger, told](const Response&) {
        if (!*told)
            throw Broken("GETACL without an answer");
        const auto known = grants_.find(&ledger);
        if (known != grants_.end() && **told != known->second)
            throw Broken(
                "the ACL of " + ledger.label() + " gives " + **told + ", " + known->second
                + " is right"
            );
    };
    return command;
}

} // namespace postamt::chaos
