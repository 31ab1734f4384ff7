#include "imap/proto/splitter.h"

#include "base/ascii.h"

#include <algorithm>

namespace postamt::imap::proto {

namespace {

// What a refusal quotes of the command: enough for the tag.
constexpr std::size_t headSize = 256;

// What is kept of a line that is skipped: the longest literal header that can be skipped fits in.
constexpr std::size_t tailSize = 64;

bool hasForbiddenByte(std::string_view line)
{
    return line.find_first_of(std::string_view("\0\r\n", 3)) != std::string_view::npos;
}

// The position of the CRLF, looking from `from` on.
std::size_t findLineEnd(std::string_view bytes, std::size_t from)
{
    for (auto at = bytes.find('\n', from); at != std::string_view::npos;
         at = bytes.find('\n', at + 1)) {
        if (at > 0 && bytes[at - 1] == '\r')
            return at - 1;
    }
    return std::string_view::npos;
}

Piece pieceOf(Piece::Kind kind, std::string text = {}, LiteralHeader literal = {})
{
    Piece piece;
    piece.kind = kind;
    piece.text = std::move(text);
    piece.literal = literal;
    return piece;
}

bool containsIgnoreCase(std::string_view text, std::string_view part)
{
    const auto same = [](char a, char b) { return toLower(a) == toLower(b); };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

// True if the literal that was announced last is that of a URL: "URL {5}".
bool endsWithUrl(std::string_view text)
{
    constexpr std::string_view word = "URL ";
    const auto before = text.substr(0, text.rfind('{'));
    return before.size() > word.size()
        && equalsIgnoreCase(before.substr(before.size() - word.size()), word)
        && (before[before.size() - word.size() - 1] == '('
            || before[before.size() - word.size() - 1] == ' ');
}

// The arguments of a command with message bodies from its mailbox name on; nothing for others.
std::optional<std::string_view> argumentsFromMailbox(std::string_view text)
{
    const auto tag = text.find(' ');
    if (tag == std::string_view::npos)
        return {};
    text.remove_prefix(tag + 1);
    constexpr std::string_view append = "APPEND ";
    if (startsWithIgnoreCase(text, append))
        return text.substr(append.size());
    for (const std::string_view replace : {"REPLACE ", "UID REPLACE "}) {
        const auto message = startsWithIgnoreCase(text, replace) ? text.find(' ', replace.size())
                                                                 : std::string_view::npos;
        if (message != std::string_view::npos)
            return text.substr(message + 1);
    }
    return {};
}

Error tooBig(std::string text)
{
    return Error{Fault::Bad, std::move(text), "TOOBIG"};
}

} // namespace

SplitterLimits SplitterLimits::afterLogin(std::uint64_t message)
{
    SplitterLimits limits;
    limits.line = std::size_t{64} * 1024;
    limits.command = std::size_t{1024} * 1024;
    limits.literals = 100;
    limits.nonSyncLiteral = limits.command;
    limits.bodies = 10'000;
    limits.message = message;
    limits.skippable = std::uint64_t{1} << 30;
    return limits;
}

void Splitter::feed(std::string_view bytes)
{
    if (state_ == State::Dead)
        return;
    buffer_.erase(0, at_);
    at_ = 0;
    buffer_ += bytes;
}

std::optional<Piece> Splitter::next()
{
    unasked_ = false;
    auto piece = advance();
    // an idle session keeps no buffer
    if (!piece && pending() == 0) {
        buffer_ = std::string();
        at_ = 0;
    }
    return piece;
}

std::optional<Piece> Splitter::advance()
{
    for (;;) {
        switch (state_) {
        case State::Line: {
            auto piece = nextLine();
            // a literal that needs no continuation goes on without a piece
            if (piece || state_ == State::Line)
                return piece;
            break;
        }
        case State::Body:
            return takeBody();
        case State::Dead:
            at_ = buffer_.size();
            return tellDeath();
        default:
            if (!passBytes())
                return {};
        }
    }
}

// Goes over bytes that give no piece. True once the state is done.
bool Splitter::passBytes()
{
    if (state_ == State::Literal)
        return takeLiteral();
    return state_ == State::SkipLine ? skipLine() : skipLiteral();
}

std::optional<Piece> Splitter::nextLine()
{
    const auto bytes = std::string_view(buffer_).substr(at_);
    const auto end = findLineEnd(bytes, scanned_);
    if (end == std::string_view::npos ? bytes.size() >= limits_.line + 2 : end > limits_.line)
        return refuseLongLine();
    if (end == std::string_view::npos) {
        scanned_ = bytes.size();
        return {};
    }
    scanned_ = 0;
    at_ += end + 2;
    return endOfLine(bytes.substr(0, end));
}

// The bytes stay in the buffer: skipLine() goes over them from the beginning of the line.
Piece Splitter::refuseLongLine()
{
    scanned_ = 0;
    if (!begun_)
        head_ = buffer_.substr(at_, std::min(headSize, limits_.line));
    auto piece = pieceOf(Piece::Kind::Refused, std::move(head_));
    piece.error = tooBig("expected a line of at most " + std::to_string(limits_.line) + " bytes");
    reset();
    state_ = State::SkipLine;
    return piece;
}

std::optional<Piece> Splitter::endOfLine(std::string_view line)
{
    if (!begun_)
        head_ = line.substr(0, headSize);
    begun_ = true;
    const auto literal = rawLine_ ? std::nullopt : trailingLiteral(line);
    if (hasForbiddenByte(line))
        return refuse(
            Error{Fault::Bad, "expected a line without NUL and without CR or LF inside", {}},
            literal
        );
    used_ += line.size();
    if (used_ > limits_.command)
        return refuse(
            tooBig("expected a command of at most " + std::to_string(limits_.command) + " bytes"),
            literal
        );
    text_ += line;
    if (literal && limits_.bodies > 0 && !catenates_)
        catenates_ = containsIgnoreCase(line, "CATENATE (");
    return literal ? announce(*literal) : finish();
}

// A literal was announced: is it allowed, and who takes its bytes?
std::optional<Piece> Splitter::announce(LiteralHeader literal)
{
    if (literal.size > LiteralHeader::maxSize)
        return refuse(tooBig("expected a literal size below 2^63"), literal);
    if (isBodyNext())
        return beginBody(literal);
    if (++literals_ > limits_.literals)
        return refuse(
            tooBig("expected at most " + std::to_string(limits_.literals) + " literals"), literal
        );
    if (!literal.sync && literal.size > limits_.nonSyncLiteral)
        return refuse(
            tooBig(
                "expected a non-synchronizing literal of at most "
                + std::to_string(limits_.nonSyncLiteral) + " bytes"
            ),
            literal
        );
    used_ += 2;
    if (used_ > limits_.command || literal.size > limits_.command - used_)
        return refuse(
            tooBig("expected a command of at most " + std::to_string(limits_.command) + " bytes"),
            literal
        );
    used_ += literal.size;
    text_ += "\r\n";
    remaining_ = literal.size;
    state_ = State::Literal;
    if (!literal.sync)
        return {};
    unasked_ = true;
    return pieceOf(Piece::Kind::Continue, {}, literal);
}

Piece Splitter::beginBody(LiteralHeader literal)
{
    if (++bodies_ > limits_.bodies)
        return refuse(
            tooBig("expected at most " + std::to_string(limits_.bodies) + " messages"), literal
        );
    if (literal.size > limits_.message)
        return refuse(
            Error{
                Fault::No,
                "A message may have at most " + std::to_string(limits_.message) + " bytes",
                "TOOBIG"
            },
            literal
        );
    remaining_ = literal.size;
    unasked_ = literal.sync;
    state_ = State::Body;
    text_ += "\r\n";
    auto piece = pieceOf(Piece::Kind::BodyBegin, std::move(text_), literal);
    text_.clear();
    return piece;
}

// Every literal of APPEND and REPLACE is a message, but one that stands where the mailbox name does
// and those of URLs.
bool Splitter::isBodyNext() const
{
    if (limits_.bodies == 0 || (catenates_ && endsWithUrl(text_)))
        return false;
    if (bodies_ > 0)
        return true;
    const auto mailbox = argumentsFromMailbox(text_);
    return mailbox
        && (literals_ > 0 || (!mailbox->starts_with('{') && !mailbox->starts_with("~{")));
}

bool Splitter::takeLiteral()
{
    const auto size = std::min<std::uint64_t>(remaining_, pending());
    text_.append(buffer_, at_, size);
    at_ += size;
    remaining_ -= size;
    if (remaining_ > 0)
        return false;
    state_ = State::Line;
    return true;
}

std::optional<Piece> Splitter::takeBody()
{
    if (remaining_ == 0) {
        state_ = State::Line;
        return pieceOf(Piece::Kind::BodyEnd);
    }
    const auto size = std::min<std::uint64_t>(remaining_, pending());
    if (size == 0)
        return {};
    auto piece = pieceOf(Piece::Kind::BodyBytes);
    piece.bytes = std::string_view(buffer_).substr(at_, size);
    at_ += size;
    remaining_ -= size;
    return piece;
}

// True once the line is over.
bool Splitter::skipLine()
{
    const auto bytes = std::string_view(buffer_).substr(at_);
    auto end = bytes.find('\n');
    // the CR may have come in an earlier piece
    while (end != std::string_view::npos
           && !(end > 0 ? bytes[end - 1] == '\r' : tail_.ends_with('\r')))
        end = bytes.find('\n', end + 1);
    const bool over = end != std::string_view::npos;
    const auto line = bytes.substr(0, end);
    at_ += line.size() + (over ? 1 : 0);
    tail_ += line.substr(line.size() - std::min(line.size(), tailSize + 1));
    tail_.erase(0, tail_.size() - std::min(tail_.size(), tailSize + 1));
    if (!over)
        return false;
    tail_.pop_back(); // the CR
    auto literal = trailingLiteral(tail_);
    // a number so long that its brace is out of sight
    if (!literal && tail_.size() == tailSize && tail_.ends_with("+}")
        && std::ranges::all_of(std::string_view(tail_).substr(0, tailSize - 2), isDigit))
        literal = LiteralHeader{.size = LiteralHeader::tooBig, .sync = false};
    skipAfter(literal);
    return true;
}

bool Splitter::skipLiteral()
{
    const auto size = std::min<std::uint64_t>(remaining_, pending());
    at_ += size;
    remaining_ -= size;
    if (remaining_ > 0)
        return false;
    state_ = State::SkipLine;
    return true;
}

// After a refused line: the bytes of a non-synchronizing literal come without being asked for. Any
// other line was the last of its command.
void Splitter::skipAfter(const std::optional<LiteralHeader>& literal)
{
    reset();
    if (!literal || literal->sync)
        return;
    remaining_ = literal->size;
    state_ = literal->size > limits_.skippable ? State::Dead : State::SkipLiteral;
}

Piece Splitter::refuse(Error error, const std::optional<LiteralHeader>& literal)
{
    auto piece = pieceOf(Piece::Kind::Refused, std::move(head_));
    piece.error = std::move(error);
    skipAfter(literal);
    piece.fatal = state_ == State::Dead;
    deathTold_ = piece.fatal;
    return piece;
}

// The end can also come while the rest of a refused command is being skipped.
std::optional<Piece> Splitter::tellDeath()
{
    if (deathTold_)
        return {};
    deathTold_ = true;
    auto piece = pieceOf(Piece::Kind::Refused);
    piece.error
        = tooBig("expected a literal of at most " + std::to_string(limits_.skippable) + " bytes");
    piece.fatal = true;
    return piece;
}

Piece Splitter::finish()
{
    auto kind = bodies_ > 0 ? Piece::Kind::Tail : Piece::Kind::Command;
    if (rawLine_)
        kind = Piece::Kind::Line;
    auto piece = pieceOf(kind, std::move(text_));
    reset();
    return piece;
}

void Splitter::abandon()
{
    if (!begun_)
        return;
    const bool ended = unasked_;
    const bool inLine = state_ == State::Line;
    const auto remaining = remaining_;
    reset();
    if (ended)
        return;
    remaining_ = remaining;
    state_ = inLine ? State::SkipLine : State::SkipLiteral;
}

void Splitter::discard()
{
    buffer_.clear();
    at_ = 0;
    reset();
}

void Splitter::reset()
{
    state_ = State::Line;
    scanned_ = 0;
    text_.clear();
    head_.clear();
    used_ = 0;
    literals_ = 0;
    bodies_ = 0;
    remaining_ = 0;
    catenates_ = false;
    begun_ = false;
    rawLine_ = false;
    unasked_ = false;
    tail_.clear();
}

} // namespace postamt::imap::proto
