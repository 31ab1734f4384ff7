#include "imap/proto/response_splitter.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

using Kind = ResponsePiece::Kind;

constexpr std::string_view crlf = "\r\n";

/// A buffer that one long response has made larger than this is given back.
constexpr std::size_t retained = std::size_t{64} * 1024;

/// True if a response that begins so may hold literals; the others end in free text.
bool mayHoldLiterals(std::string_view line)
{
    if (!line.starts_with("* "))
        return false;
    line.remove_prefix(2);
    const auto word = line.substr(0, line.find(' '));
    static constexpr std::array<std::string_view, 5> states{"OK", "NO", "BAD", "BYE", "PREAUTH"};
    return std::ranges::none_of(states, [word](std::string_view state) {
        return equalsIgnoreCase(word, state);
    });
}

/// What no line may hold between its begin and its CRLF.
bool isBroken(std::string_view piece)
{
    return piece.contains('\0') || piece.contains('\r') || piece.contains('\n');
}

} // namespace

bool ResponseSplitter::isBetweenResponses() const
{
    return state_ == State::Begin && (spent_ || kept_.empty());
}

std::optional<ResponsePiece> ResponseSplitter::next(std::string_view& input)
{
    if (spent_) {
        if (kept_.capacity() > retained)
            kept_ = {};
        kept_.clear();
        spent_ = false;
    }
    if (state_ == State::Dead)
        input = {};
    if (input.empty())
        return {};
    return state_ == State::Streamed ? stream(input) : collect(input);
}

// Goes through lines and kept literals to the end of a response or to a literal to be streamed.
// `at` and `end` count from the front of the input, of which nothing is taken before that.
std::optional<ResponsePiece> ResponseSplitter::collect(std::string_view& input)
{
    std::size_t at = 0;
    for (;;) {
        const auto taken = std::min<std::uint64_t>(remaining_, input.size() - at);
        remaining_ -= taken;
        at += static_cast<std::size_t>(taken);
        if (at == input.size())
            return wait(input);

        const auto feed = input.find('\n', at);
        const auto end = feed == std::string_view::npos ? input.size() : feed + 1;
        auto piece = input.substr(at, end - at);
        const bool followsCr = at == 0 && kept_.size() > line_ && kept_.ends_with('\r');
        const bool isEnded = piece.ends_with(crlf) || (followsCr && piece == "\n");
        // the last CR of an unfinished line is judged when the next byte is there
        if (isEnded)
            piece.remove_suffix(std::min(piece.size(), crlf.size()));
        else if (piece.ends_with('\r'))
            piece.remove_suffix(1);
        const bool endsCr = isEnded && end == at + 1;
        if (isBroken(piece) || (followsCr && !endsCr))
            return die(input, "a NUL, or a CR or LF that ends no line");
        if (kept_.size() + end > limits_.response + crlf.size())
            return die(input, "a response longer than the limit");
        if (!isEnded)
            return wait(input);
        at = end;
        if (const auto found = endLine(input, at))
            return found;
    }
}

// A line has ended in front of input[end]. Nothing if a kept literal follows; `end` is then where
// it begins.
std::optional<ResponsePiece> ResponseSplitter::endLine(std::string_view& input, std::size_t& end)
{
    auto text = input.substr(0, end);
    if (!kept_.empty()) {
        kept_ += text;
        input.remove_prefix(end);
        end = 0;
        text = kept_;
    }
    text.remove_suffix(crlf.size());
    const auto line = text.substr(line_);
    if (state_ == State::Begin)
        literals_ = mayHoldLiterals(line);
    state_ = State::Text;
    const auto literal = literals_ ? trailingLiteral(line) : std::nullopt;
    if (literal && literal->size > LiteralHeader::maxSize)
        return die(input, "a literal of more bytes than there can be");
    if (literal && literal->size <= limits_.keptLiteral
        && text.size() + crlf.size() + literal->size <= limits_.response) {
        remaining_ = literal->size;
        line_ = text.size() + crlf.size() + static_cast<std::size_t>(literal->size);
        return {};
    }
    input.remove_prefix(end);
    spent_ = true;
    line_ = 0;
    if (!literal) {
        state_ = State::Begin;
        return ResponsePiece{.kind = Kind::Response, .text = text};
    }
    remaining_ = literal->size;
    state_ = remaining_ > 0 ? State::Streamed : State::Text;
    return ResponsePiece{.kind = Kind::Literal, .text = text, .literal = *literal};
}

std::optional<ResponsePiece> ResponseSplitter::wait(std::string_view& input)
{
    kept_ += input;
    input = {};
    return {};
}

ResponsePiece ResponseSplitter::stream(std::string_view& input)
{
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, input.size()));
    const ResponsePiece piece{.kind = Kind::Bytes, .text = input.substr(0, size)};
    input.remove_prefix(size);
    remaining_ -= size;
    if (remaining_ == 0)
        state_ = State::Text;
    return piece;
}

ResponsePiece ResponseSplitter::die(std::string_view& input, std::string_view why)
{
    input = {};
    kept_ = {};
    state_ = State::Dead;
    return {.kind = Kind::Fault, .text = why};
}

} // namespace postamt::imap::proto
