#pragma once

#include "imap/proto/response_splitter.h"
#include "load/connection.h"

#include <functional>
#include <optional>
#include <vector>

namespace postamt::load {

/// A piece of an untagged response. Views live until the listener returns.
struct Untagged {
    imap::proto::ResponsePiece piece;
    bool begins = false; ///< the first piece of its response
};

/// What SELECT has told.
struct Selected {
    std::uint64_t exists = 0;
    std::uint64_t uidValidity = 0;
    std::uint64_t uidNext = 0;
    std::uint64_t highestModSeq = 0;
};

/// An IMAP session that does one command after another and wants an OK for each.
class ImapClient {
public:
    using Piece = imap::proto::ResponsePiece;
    using Listener = std::function<void(const Untagged&)>;

    /// Connects and reads the greeting.
    static Task<std::unique_ptr<ImapClient>> open(Place place);

    Task<> login(std::string_view user, std::string_view password);
    Task<Selected> select(std::string_view mailbox);

    /// Asks for the capabilities; has() knows them from then on.
    Task<> capability();
    bool has(std::string_view capability) const;

    /// Runs a command, given without tag and CRLF; the listener gets every piece of the untagged
    /// responses until the OK. What the OK said behind its tag, valid until the next command.
    Task<std::string_view> run(std::string_view command, Listener listener);

    Task<std::string_view> run(std::string_view command) { return run(command, Listener()); }

    /// The parts of a command with literals: begin() sends its first line with the tag, then go
    /// pieces with send() and waits for "+ " with goAhead(), then end() reads up to the OK.
    Task<> begin(std::string_view line);
    Task<> send(std::string_view bytes);
    Task<> goAhead();
    Task<std::string_view> end(Listener listener);

    Task<std::string_view> end() { return end(Listener()); }

    /// Begins IDLE and returns when the server idles. done() ends it.
    Task<> idle();
    /// Waits in IDLE for a response.
    Task<std::string_view> news();
    Task<> done();

    Task<> logout();

    /// Tagged replies, greetings and continuations that came and were right.
    std::uint64_t checked() const { return checked_; }

private:
    explicit ImapClient(std::unique_ptr<Connection> connection);

    Task<Piece> next();
    std::string commandShown() const;

    std::unique_ptr<Connection> connection_;
    imap::proto::ResponseSplitter splitter_;
    std::string_view rest_; // received and not yet looked at
    std::string line_;
    std::string capabilities_;
    std::uint64_t commands_ = 0;
    std::uint64_t checked_ = 0;
    bool inResponse_ = false;
};

/// Takes a number off the front of the text; gives up if there is none.
std::uint64_t takeNumber(std::string_view& text);

/// The number behind a word somewhere in a text; nothing if the word is not there.
std::optional<std::uint64_t> numberAfter(std::string_view text, std::string_view word);

/// "* 17 EXISTS" for the word "EXISTS" is 17; nothing for every other response.
std::optional<std::uint64_t> numberOf(std::string_view response, std::string_view word);

} // namespace postamt::load
