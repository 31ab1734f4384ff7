#pragma once

#include "base/result.h"
#include "imap/proto/char_class.h"
#include "imap/proto/date_time.h"
#include "imap/proto/dialect.h"
#include "imap/proto/literal.h"
#include "imap/proto/sequence_set.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postamt::imap::proto {

/// What the lexer accepts in one command.
struct LexerLimits {
    std::size_t depth = 50; ///< nested lists and conditions
    std::size_t elements = 20'000; ///< atoms, strings, numbers, lists
};

/// Takes the grammar elements of one command (RFC 9051 section 9) off its text, literals in place
/// after their headers as the Splitter gives them. The text must outlive the lexer and the views it
/// gives out.
///
/// The first error sticks: from then on every element is empty, present() and more() say no, and
/// ok() and done() tell. So parsers read like the grammar, without an if, and end with `return
/// lexer.result(x)`.
///
/// `what` names the element for the error text ("expected a mailbox name after STATUS"), with its
/// article; it must be a string literal, since it is kept to say what came before the next element.
/// Nothing that the client sent as a string appears in an error text.
class Lexer {
public:
    explicit Lexer(std::string_view text, Dialect dialect = {}, LexerLimits limits = {})
        : rest_(text), dialect_(dialect), limits_(limits)
    {
    }

    // --- elements ---

    std::string_view tag();
    std::string_view atom(std::string_view what);
    /// Letters, digits, "." and "-": the name of a command or an item. At most 32 characters.
    std::string_view word(std::string_view what);
    /// ASTRING-CHARs as they stand, or a string.
    std::string astring(std::string_view what);
    /// Quoted or literal.
    std::string string(std::string_view what);
    /// A string, or nothing for NIL.
    std::optional<std::string> nstring(std::string_view what);
    std::string quoted(std::string_view what);
    std::string literal(std::string_view what);
    /// "~{5}" (RFC 3516), which may hold NUL.
    std::string literal8(std::string_view what);
    /// The announcement of a literal of which the bytes are not in the text: a message body.
    LiteralHeader literalHeader(std::string_view what);
    /// At most 2^32 - 1.
    std::uint32_t number(std::string_view what);
    /// At most 2^63 - 1.
    std::uint64_t number64(std::string_view what);
    /// Above zero.
    std::uint32_t nzNumber(std::string_view what);
    /// A mailbox name: in UTF-8, canonical (INBOX in upper case). One separator at the end, by
    /// which some clients say that the mailbox has or will have children, is taken off.
    std::string mailbox(std::string_view what = "a mailbox name");
    /// A pattern of LIST: as mailbox(), but with wildcards.
    std::string listMailbox(std::string_view what = "a mailbox pattern");
    SequenceSet sequenceSet(std::string_view what = "a message set");
    /// With or without quotes.
    Date date(std::string_view what = "a date such as 1-Feb-2024");
    DateTime
    dateTime(std::string_view what = "a date and time such as \"17-Jul-2024 02:44:25 -0700\"");
    /// A keyword as it stands, or a system flag in the letter case of the RFC ("\Seen").
    std::string flag();
    /// Flags in parentheses, maybe none.
    std::vector<std::string> flagList(std::string_view what = "a list of flags");

    // --- structure ---

    /// Exactly one.
    void space();
    /// The end of the command.
    void end();
    /// "(". Each is closed by more() or presentClose(), and counts against the depth.
    void open(std::string_view what);
    /// After an element of a list: true and past the space if another follows, false past the ")".
    bool more();
    /// Past the ")", if it is next: for lists that may be empty, and to end lists by hand.
    bool presentClose();
    /// Counts one level of nesting that has no parenthesis of its own, until leave().
    void enter();
    void leave();
    /// Past this text if it is next, letter case aside. A text that ends like a word must end one.
    /// It must be a string literal.
    bool present(std::string_view text);
    /// As present(), but it must be there.
    void require(std::string_view text);

    /// The next character, or NUL at the end and after an error.
    char peek() const { return ok() && !rest_.empty() ? rest_.front() : '\0'; }

    bool atEnd() const { return rest_.empty(); }

    // --- errors ---

    /// Records "expected ... after ..." unless there is an error already.
    void expected(std::string_view what);
    /// Records an error unless there is one already.
    void fail(Error error);

    bool ok() const { return !error_ && !wanting_; }

    Result<> done() const;

    /// What a parser returns: the value, or the first error.
    template <class T>
    Result<T> result(T value) const
    {
        if (auto done = this->done(); !done)
            return std::unexpected(std::move(done.error()));
        return value;
    }

    // --- surroundings ---

    Dialect dialect() const { return dialect_; }

    const LexerLimits& limits() const { return limits_; }

    std::string_view rest() const { return rest_; }

    /// Says what stands before the text, for the first error text: the name of the command.
    void setBefore(std::string_view before) { before_ = before; }

private:
    bool begin(std::string_view what);
    void took(std::string_view what, std::size_t size);
    std::string_view run(CharClass charClass, std::string_view what);
    std::string stringOr(CharClass charClass, std::string_view what);
    std::string literalBytes(std::string_view what, bool isBinary);
    std::string decodedMailbox(const std::string& encoded, std::string_view what);

    std::string_view rest_;
    std::string_view before_;
    Dialect dialect_;
    LexerLimits limits_;
    std::size_t depth_ = 0;
    std::size_t elements_ = 0;
    bool wanting_ = false; // a space was expected and the text was over: the next element says what
                           // is missing
    std::optional<Error> error_;
};

/// The system flag in the letter case of the RFC, or nothing if it is none that a client may set.
std::optional<std::string_view> canonicalSystemFlag(std::string_view flag);

} // namespace postamt::imap::proto
