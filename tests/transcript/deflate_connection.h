#pragma once

#include "base/deflate.h"
#include "transcript/stage.h"

#include <memory>
#include <utility>

namespace postamt::transcript {

/// The client's end of a connection on which both sides compress (RFC 4978).
class DeflateConnection final : public Connection {
public:
    explicit DeflateConnection(std::unique_ptr<Connection> inner) : inner_(std::move(inner)) { }

    Result<> send(std::string_view bytes) override;
    bool receive(std::string& out) override;
    void poll(std::string& out, std::chrono::milliseconds time) override;

    void close() override { inner_->close(); }

    bool isClosed() override { return inner_->isClosed(); }

    Result<> startTls() override { return inner_->startTls(); }

    Result<> timeOut() override { return inner_->timeOut(); }

private:
    void inflate(std::string_view wire, std::string& out);

    std::unique_ptr<Connection> inner_;
    Deflater deflater_;
    Inflater inflater_;
};

} // namespace postamt::transcript
