#pragma once

#include "base/scope.h"
#include "transcript/stage.h"
#include "transcript/world.h"

#include <boost/asio/io_context.hpp>

#include <cstddef>

namespace postamt::transcript {

/// Plays without a socket: sessions run on the thread of the test, input comes in pieces.
class MemoryStage final : public Stage {
public:
    /// `piece`: the bytes of a piece.
    MemoryStage(World& world, std::size_t piece) : world_(world), piece_(piece) { }

    /// All connections must be gone.
    ~MemoryStage() override;

    Result<std::unique_ptr<Connection>> open(const Approach& approach) override;

    void setStoreFails(bool fails) override { world_.engine.setFails(fails); }

    Result<std::string> operate(const std::string& verb, std::string_view arguments) override
    {
        return world_.operate(verb, arguments);
    }

    void advanceClock(std::chrono::seconds time) override { world_.clock.advance(time); }

private:
    World& world_;
    std::size_t piece_;
    boost::asio::io_context context_;
    Scope scope_;
};

} // namespace postamt::transcript
