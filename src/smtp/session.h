#pragma once

#include "accounts/authenticator.h"
#include "accounts/login_channel.h"
#include "net/stream.h"
#include "net/waker.h"
#include "smtp/parts.h"
#include "smtp/policy.h"
#include "smtp/proto/command.h"
#include "smtp/proto/received.h"
#include "smtp/proto/splitter.h"
#include "smtp/reply.h"
#include "smtp/transaction.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace postamt::smtp {

/// One SMTP or LMTP connection, from the greeting to the goodbye. It owns the stream and knows what
/// the client has said so far. Commands run one after another; their functions (commands/) answer
/// with a Reply and use the session through what is public here. All on the stream's executor.
class Session {
public:
    Session(const Parts& parts, const Policy& policy, std::unique_ptr<net::Stream> stream);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Serves the client until it or we have ended.
    Task<> run();

    // For commands

    const Parts& parts() const { return parts_; }

    const Policy& policy() const { return policy_; }

    const net::Stream& stream() const { return *stream_; }

    proto::Splitter& splitter() { return splitter_; }

    /// True if STARTTLS is possible now.
    bool offersTls() const;

    /// What a login is told of the connection: no channel bindings, so that the -PLUS mechanisms are
    /// not offered, and a client that says so is believed (docs/protocols.md says why).
    accounts::LoginChannel loginChannel() const;

    /// What the client called itself; nothing before it did.
    const std::optional<proto::Hello>& hello() const { return hello_; }

    /// A new greeting forgets the message begun.
    void setHello(proto::Hello hello);

    const std::optional<accounts::AuthenticatedUser>& user() const { return user_; }

    /// The session ends when the user's seat is lost.
    void logIn(accounts::AuthenticatedUser user);

    /// The message being handed over, or null.
    Transaction* transaction() { return transaction_ ? &*transaction_ : nullptr; }

    void begin(Transaction transaction);
    /// True once the account is not the user's to use any more.
    bool hasLostSeat() const { return user_ && user_->seat && user_->seat->isLost(); }

    /// Forgets the message begun.
    void reset();
    /// A message was taken: the client does honest work.
    void noteMessage();

    /// How the client comes in, for Received.
    proto::Protocol protocol() const;

    /// Hands over a reply that is not the last of its command.
    void answer(const Reply& reply);

    /// The next line or piece of a body, whose views hold until the next call. Answers go out
    /// before it waits. Nothing: the session is over.
    Task<std::optional<proto::ClientItem>> next();

    /// Answers, and starts TLS. What the client sent before is dropped and all it said forgotten.
    Task<> startTls(Reply ready);

private:
    void greet();
    Task<> serve(Line line);
    void finish(Reply reply, bool counts = true);
    Task<bool> receive();
    Task<bool> flush();
    bool mayStop() const;
    bool isExpelled();
    bool isBearable();

    const Parts parts_;
    const Policy& policy_;
    std::unique_ptr<net::Stream> stream_;
    net::Waker waker_;
    proto::Splitter splitter_;
    std::optional<proto::Hello> hello_;
    std::optional<accounts::AuthenticatedUser> user_;
    std::optional<Transaction> transaction_;
    std::string out_;
    std::size_t errors_ = 0;
    std::size_t idle_ = 0; ///< commands since the last message
    std::uint64_t dropped_ = 0; ///< bytes of a body that is refused already
    bool ended_ = false;
};

} // namespace postamt::smtp
