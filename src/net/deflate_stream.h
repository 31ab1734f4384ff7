#pragma once

#include "base/deflate.h"
#include "net/stream.h"

#include <memory>

namespace postamt::net {

/// A Stream over another one, with DEFLATE in both directions (RFC 4978). Each write() can be read
/// by the other side to its end. What comes is given out in pieces of at most 64 KB, however much
/// it stands for, and the other sessions of the thread run in between.
class DeflateStream final : public Stream {
public:
    explicit DeflateStream(std::unique_ptr<Stream> inner) : inner_(std::move(inner)) { }

    /// Failed if what has come cannot be decompressed.
    Task<Received> read(std::chrono::milliseconds timeout) override;
    Task<Result<>> write(std::string_view bytes) override;

    void wake() override { inner_->wake(); }

    bool stopping() const override { return inner_->stopping(); }

    /// TLS goes below compression and must have begun before.
    Task<Result<>> startTls() override;

    bool isSecure() const override { return inner_->isSecure(); }

    TlsState tls() const override { return inner_->tls(); }

    const Endpoint& peer() const override { return inner_->peer(); }

    const Endpoint& local() const override { return inner_->local(); }

    Executor executor() override { return inner_->executor(); }

    void close() override { inner_->close(); }

    Task<> shutdown() override { return inner_->shutdown(); }

private:
    std::unique_ptr<Stream> inner_;
    Deflater deflater_;
    Inflater inflater_;
    bool maybeMore_ = false; ///< the last read() may have left something
};

} // namespace postamt::net
