#pragma once

#include "load/connection.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace postamt::load {

/// What the command line has asked for. docs: bench/load/README.md.
struct Options {
    std::string host = "127.0.0.1";
    std::uint16_t lmtp = 0;
    std::uint16_t imap = 0;
    std::uint16_t imaps = 0;
    std::uint16_t pop = 0;
    std::uint16_t pops = 0;
    std::string userPrefix = "u";
    std::string domain = "example.test";
    std::size_t users = 1;
    std::size_t user = 0; ///< the one account to use; 0: all of them
    std::string password;
    std::string mailbox = "INBOX";
    std::size_t connections = 1;
    std::size_t messages = 1000;
    std::size_t size = 10240; ///< mean bytes of a message
    std::size_t first = 1; ///< number of the first message; other numbers are other messages
    double seconds = 5;
    std::size_t repeat = 1;
    std::size_t changes = 1000;
    std::string items = "FLAGS";
    std::string key = "ALL";
    std::string mode = "plain";
    std::string proto = "imap";
    std::size_t hits = none; ///< how many messages a search must find
    std::size_t patience = 120; ///< seconds without a byte before giving up
    bool tls = false;

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// u7@example.test for 7.
    std::string address(std::size_t number) const;

    /// The account of the connection of that index, from 0: --user, or one after another.
    std::string accountOf(std::size_t connection) const;

    Place lmtpPlace() const { return {.host = host, .port = lmtp}; }

    Place imapPlace() const { return {.host = host, .port = tls ? imaps : imap, .tls = tls}; }

    Place popPlace() const { return {.host = host, .port = tls ? pops : pop, .tls = tls}; }
};

/// Reads `--name value` pairs and `--tls`; gives up on what is none.
Options parseOptions(int count, char** words);

} // namespace postamt::load
