#pragma once

#include "transcript/part.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postamt::transcript {

/// How far the runner brings a connection before the transcript begins.
enum class State {
    Connected, ///< the greeting is part of the transcript
    Greeted, ///< the greeting was read
    Authenticated, ///< logged in
    Selected, ///< IMAP: INBOX is selected
};

/// One thing that happens.
struct Step {
    enum class Kind {
        Send, ///< C: and C=
        Expect, ///< S: and S=
        Skip, ///< S: ...
        Silence, ///< !
        Close, ///< the client drops the line
        Closed, ///< the server must have closed it
        Tls, ///< the client begins the handshake
        Deflate, ///< the client compresses from here on
        TimeOut, ///< the server's time of waiting is over
        StoreFails, ///< every commit fails from here on
        StoreWorks,
        Advance, ///< the clock; `seconds`
        Operate, ///< the operator does something; `verb`, `parts`, `binds`
    };

    Kind kind = Kind::Send;
    std::size_t line = 0; ///< in the file, from 1
    std::size_t connection = 0; ///< from 1; 0 for what concerns none
    Parts parts; ///< of Send with its line end, of Expect without
    std::int64_t seconds = 0;
    std::string verb; ///< "account set"
    std::string binds; ///< the variable that the answer is bound to; empty for none
};

/// A transcript: what is there at the beginning, and what happens then. tests/README.md describes
/// the language.
struct Script {
    static constexpr std::string_view nobody = "-"; ///< in `certificates`

    std::vector<std::string> mail; ///< files of tests/mail for alice's INBOX
    std::vector<std::string> services; ///< of connection 1, 2, ...; the last holds for the others
    std::vector<std::string> accounts; ///< likewise
    std::vector<std::string> certificates; ///< likewise; `nobody` where a client has none
    std::vector<std::pair<std::string, std::string>> settings;
    std::optional<State> state;
    bool isSecure = true; ///< connections begin with TLS
    bool isOrdered = false; ///< untagged lines must come in the order written
    std::size_t connections = 1;
    std::vector<Step> steps;

    /// True if there is a step of that kind.
    bool has(Step::Kind kind) const;

    const std::string& serviceOf(std::size_t connection) const;
    const std::string& accountOf(std::size_t connection) const;
    const std::string& certificateOf(std::size_t connection) const;
};

/// Reads a transcript; the error names the line. `service` is that of connections if the file does
/// not say.
Result<Script> parseScript(std::string_view text, std::string_view service);

} // namespace postamt::transcript
