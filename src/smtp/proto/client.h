#pragma once

#include "base/random.h"
#include "sasl/client_mechanism.h"
#include "smtp/proto/ehlo.h"
#include "smtp/proto/path.h"
#include "smtp/proto/reply.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postamt::smtp::proto {

/// How we talk to the next server.
struct ClientSettings {
    enum class Tls {
        Implicit, ///< TLS runs already
        Required, ///< STARTTLS, or nothing is sent
        Opportunistic, ///< STARTTLS if offered
        None,
    };
    std::string helloName; ///< our host
    Tls tls = Tls::Required;
    /// Log in with these; never in the clear with a mechanism that shows the password.
    std::optional<sasl::ClientCredentials> credentials;
};

/// The envelope of a message to be sent, and what matters of its body.
struct Letter {
    std::string sender; ///< addr-spec, empty for <>
    std::vector<std::string> recipients; ///< addr-specs
    std::uint64_t size = 0; ///< in bytes, as DotWriter counts
    bool eightBit = false; ///< the body holds bytes beyond ASCII
    bool utf8Header = false; ///< the header does: needs SMTPUTF8
};

/// What became of one recipient.
struct Delivery {
    enum class State { Open, Accepted, Delivered, Temporary, Permanent } state = State::Open;
    Reply
        reply; ///< the server's, or one of ours if it never came to that (codes 4.4.x, 5.1.3, ...)
};

/// Sends one message to a server: a machine of values. The owner does what next() says and reports
/// what happened; at any time deliveries() tells each recipient's state. It never sends a command
/// in front of TLS that should be behind it, and never believes a byte that came before TLS.
class Client {
public:
    /// Read from the network and call received(), or lost() after patience().
    struct Read { };

    struct Send {
        std::string bytes;
    };

    /// Start TLS as client (checking the certificate as the policy wants) and call tlsStarted().
    struct StartTls { };

    /// Send the message through a DotWriter, finish it, and call bodySent().
    struct SendBody { };

    /// All is decided; close the connection.
    struct Close { };

    using Action = std::variant<Read, Send, StartTls, SendBody, Close>;

    /// `random` is used when a login begins and must outlive the Client.
    Client(ClientSettings settings, Letter letter, Random& random);

    Action next();

    void received(std::string_view bytes) { replies_.feed(bytes); }

    void tlsStarted();
    void bodySent();

    /// The connection broke, timed out, or TLS failed: what is undecided becomes temporary.
    void lost(std::string_view why);

    /// How long to wait for the server now (RFC 5321 section 4.5.3.2).
    std::chrono::seconds patience() const;

    /// In the order of Letter::recipients.
    const std::vector<Delivery>& deliveries() const { return deliveries_; }

    /// The server's offer, once EHLO was answered.
    const Extensions& extensions() const { return extensions_; }

private:
    enum class Awaited {
        Greeting,
        Ehlo,
        Helo,
        StartTls,
        Auth,
        Mail,
        Rcpt,
        Data,
        Body,
        EmptyBody,
        Quit
    };

    struct Expected {
        Awaited what;
        std::size_t recipient = 0;
    };

    void prepareRecipients();
    void send(std::string_view line, Expected expected);
    void sendHello();
    void onReply(const Reply& reply);
    void onRcpt(Delivery& delivery, const Reply& reply);
    void onSession(Awaited what, const Reply& reply);
    void onEhlo(const Reply& reply);
    void onStartTls(const Reply& reply);
    void onAuth(const Reply& reply);
    void onData(const Reply& reply);
    void greeted();
    void authenticate();
    void beginEnvelope();
    bool letterFits();
    void sendFlight();
    std::string mailCommand() const;
    void endEnvelope();
    static void settle(Delivery& delivery, const Reply& reply);
    void settleAll(const Reply& reply);
    void fail(int code, EnhancedCode enhanced, std::string_view text);
    void quit();

    ClientSettings settings_;
    Letter letter_;
    Random& random_;
    std::optional<Mailbox> sender_;
    bool needsUtf8_ = false;
    std::vector<std::optional<Mailbox>> recipients_;
    std::vector<Delivery> deliveries_;
    ReplyParser replies_;
    std::deque<Expected> expected_;
    std::string out_;
    bool secure_ = false;
    Extensions extensions_;
    std::unique_ptr<sasl::ClientMechanism> mechanism_; // none: given up
    std::size_t nextRecipient_ = 0;
    bool mailSent_ = false;
    bool dataSent_ = false;
    enum class Todo { None, StartTls, SendBody } todo_ = Todo::None;
    bool waiting_ = false; // for tlsStarted() or bodySent()
    bool closed_ = false;
};

} // namespace postamt::smtp::proto
