#include "states_others.h"

#include <thread>

namespace postamt::chaos {

namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds patience{60};

/// Does `act` again and again, and comes to the gate when the world pauses.
template <class F>
void play(World& world, F act)
{
    while (!world.isEnding) {
        if (world.isPausing) {
            world.gate.arrive();
            world.gate.arrive();
        } else {
            act();
        }
        if (world.gate.isStopped())
            throw Stopped();
    }
}

} // namespace

// ---- POP3

std::string PopClient::line()
{
    auto text = wire_->line(patience);
    if (!text)
        throw Broken("POP3 does not answer");
    return *text;
}

std::string PopClient::ask(const std::string& command)
{
    wire_->send(command + "\r\n");
    auto reply = line();
    if (!reply.starts_with("+OK"))
        throw Broken("POP3 refuses " + command.substr(0, 4));
    return reply;
}

/// The lines up to the one with a dot, unstuffed, each with CRLF.
std::string PopClient::rest()
{
    std::string out;
    for (auto text = line(); text != "."; text = line())
        out += text.substr(text.starts_with(".") ? 1 : 0) + "\r\n";
    return out;
}

void PopClient::session()
{
    auto& ledger = world_.box(0);
    wire_ = std::make_unique<Wire>(world_.pop3s, true);
    line();
    ask("USER " + world_.users[0]);
    ask("PASS " + world_.password);
    ask("UIDL");
    Numbers uids;
    const auto list = rest();
    for (std::size_t at = 0; at < list.size(); at = list.find('\n', at) + 1) {
        const auto id = list.substr(list.find(' ', at) + 1, 16);
        ledger.validity(static_cast<std::uint32_t>(std::stoul(id.substr(0, 8), nullptr, 16)));
        uids.push_back(static_cast<std::uint32_t>(std::stoul(id.substr(8), nullptr, 16)));
        if (uids.size() > 1 && uids.back() <= uids[uids.size() - 2])
            throw Broken("UIDL does not ascend");
    }
    for (auto left = uids.empty() ? 0 : dice_.roll(6); left > 0; --left) {
        const auto place = dice_.roll(uids.size());
        ask("RETR " + std::to_string(place + 1));
        ledger.read(uids[place], rest());
    }
    std::vector<bool> deleted(uids.size());
    const auto deletes = uids.size() > world_.size / 2 ? dice_.roll(4) : 0;
    for (std::uint64_t i = 0; i < deletes; ++i) {
        const auto place = dice_.roll(uids.size());
        if (deleted[place])
            continue;
        deleted[place] = true;
        ledger.mayGo({uids[place]});
        ask("DELE " + std::to_string(place + 1));
    }
    ask("QUIT");
    for (std::size_t i = 0; i < uids.size(); ++i) {
        if (deleted[i])
            ledger.gone(uids[i]);
    }
    world_.commands.fetch_add(6, std::memory_order_relaxed);
}

void PopClient::run()
{
    play(world_, [this] {
        session();
        std::this_thread::sleep_for(milliseconds(200 + dice_.roll(400)));
    });
}

// ---- LMTP

void LmtpClient::ask(const std::string& text, int code)
{
    wire_->send(text);
    for (;;) {
        const auto reply = wire_->line(patience);
        if (!reply || !reply->starts_with(std::to_string(code)))
            throw Broken("LMTP says " + reply.value_or("nothing"));
        if (reply->size() < 4 || (*reply)[3] != '-')
            return;
    }
}

void LmtpClient::run()
{
    wire_ = std::make_unique<Wire>(world_.lmtp, false);
    ask("", 220);
    ask("LHLO chaos.example\r\n", 250);
    play(world_, [this] {
        ask("MAIL FROM:<chaos@elsewhere.example>\r\n", 250);
        ask("RCPT TO:<" + world_.users[0] + ">\r\n", 250);
        ask("DATA\r\n", 354);
        ask(messageOf(++world_.keys) + ".\r\n", 250);
        world_.box(0).delivered();
        world_.commands.fetch_add(4, std::memory_order_relaxed);
        std::this_thread::sleep_for(milliseconds(dice_.roll(120)));
    });
}

} // namespace postamt::chaos
