#pragma once

#include "states_wire.h"
#include "states_world.h"

namespace postamt::chaos {

/// A POP3 client of the same account, session after session: lists, reads, deletes.
class PopClient : public Client {
public:
    PopClient(World& world, std::uint64_t seed) : world_(world), dice_(seed) { }

    void run() override;

    std::string name() const override { return "pop"; }

    std::string transcript(std::size_t lines) const override
    {
        return wire_ ? wire_->transcript(lines) : "";
    }

private:
    void session();
    std::string ask(const std::string& command);
    std::string rest();
    std::string line();

    World& world_;
    Dice dice_;
    std::unique_ptr<Wire> wire_;
};

/// Delivers messages to the account.
class LmtpClient : public Client {
public:
    LmtpClient(World& world, std::uint64_t seed) : world_(world), dice_(seed) { }

    void run() override;

    std::string name() const override { return "lmtp"; }

    std::string transcript(std::size_t lines) const override
    {
        return wire_ ? wire_->transcript(lines) : "";
    }

private:
    void ask(const std::string& text, int code);

    World& world_;
    Dice dice_;
    std::unique_ptr<Wire> wire_;
};

} // namespace postamt::chaos
