#include "imap/proto/lexer.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "imap/proto/mailbox_name.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

// What came before: "a date such as 1-Feb-2024" and "a digit: 1 or 2" are now "the date" and "the
// digit", a keyword is in upper case.
std::string known(std::string_view before)
{
    if (before.starts_with("the "))
        return std::string(before);
    const std::size_t article = before.starts_with("a ") ? 2 : before.starts_with("an ") ? 3 : 0;
    if (article == 0)
        return uppered(before);
    const auto noun = before.substr(article);
    return "the " + std::string(noun.substr(0, std::min(noun.find(" such as "), noun.find(": "))));
}

} // namespace

// -------------------------------------------------------------------------------------------
// errors

void Lexer::fail(Error error)
{
    if (!error_)
        error_ = std::move(error);
    wanting_ = false;
}

void Lexer::expected(std::string_view what)
{
    if (error_)
        return;
    std::string text = "expected ";
    text += what;
    if (!before_.empty())
        text += " after " + known(before_);
    fail(Error{Fault::Bad, std::move(text), {}});
}

Result<> Lexer::done() const
{
    if (error_)
        return std::unexpected(*error_);
    if (wanting_)
        return bad("expected an argument");
    return {};
}

// True if an element may be read; counts it.
bool Lexer::begin(std::string_view what)
{
    if (wanting_)
        expected(what);
    if (error_)
        return false;
    if (++elements_ > limits_.elements) {
        fail(Error{
            Fault::Bad,
            "expected at most " + std::to_string(limits_.elements) + " arguments",
            "TOOBIG"
        });
        return false;
    }
    return true;
}

void Lexer::took(std::string_view what, std::size_t size)
{
    rest_.remove_prefix(size);
    before_ = what;
}

// -------------------------------------------------------------------------------------------
// structure

void Lexer::space()
{
    if (!ok())
        return;
    if (rest_.empty())
        wanting_ = true;
    else if (rest_.front() == ' ')
        rest_.remove_prefix(1);
    else
        expected("a space");
}

void Lexer::end()
{
    if (wanting_)
        expected("an argument");
    else if (ok() && !rest_.empty())
        expected("the end of the command");
}

void Lexer::open(std::string_view what)
{
    if (!begin(what))
        return;
    if (!rest_.starts_with('(')) {
        expected(what);
        return;
    }
    enter();
    took("the opening parenthesis", 1);
}

void Lexer::enter()
{
    if (!ok())
        return;
    if (depth_ == limits_.depth)
        fail(Error{
            Fault::Bad,
            "expected at most " + std::to_string(limits_.depth) + " nested levels",
            "TOOBIG"
        });
    else
        ++depth_;
}

void Lexer::leave()
{
    if (ok() && depth_ > 0)
        --depth_;
}

bool Lexer::presentClose()
{
    if (!ok() || !rest_.starts_with(')'))
        return false;
    leave();
    took("the closing parenthesis", 1);
    return true;
}

bool Lexer::more()
{
    if (!ok() || presentClose())
        return false;
    if (rest_.starts_with(' ')) {
        rest_.remove_prefix(1);
        return true;
    }
    expected("a space or a closing parenthesis");
    return false;
}

bool Lexer::present(std::string_view text)
{
    if (!ok() || !startsWithIgnoreCase(rest_, text))
        return false;
    const bool endsWord = isAlpha(text.back()) || isDigit(text.back());
    if (endsWord && rest_.size() > text.size() && isIn(CharClass::Word, rest_[text.size()]))
        return false;
    took(text, text.size());
    return true;
}

void Lexer::require(std::string_view text)
{
    if (!present(text))
        expected(text);
}

} // namespace postamt::imap::proto
