#include "load/fetch_tally.h"

#include "load/failure.h"

#include <fmt/format.h>

namespace postamt::load {

namespace {

using Kind = imap::proto::ResponsePiece::Kind;

} // namespace

std::uint64_t fetchNumber(std::string_view response)
{
    return numberOf(response, "FETCH (").value_or(0);
}

void FetchTally::take(const Untagged& untagged)
{
    const auto& piece = untagged.piece;
    if (untagged.begins) {
        const auto number = fetchNumber(piece.text);
        inFetch_ = number > 0;
        if (!inFetch_)
            return;
        if (number > seen_.size() || seen_[number - 1])
            giveUp("FETCH: not one answer for each message", piece.text);
        seen_[number - 1] = true;
        ++count_;
    }
    if (!inFetch_)
        return;
    if (piece.kind == Kind::Bytes) {
        missing_ -= piece.text.size();
        return;
    }
    if (missing_ != 0)
        giveUp("FETCH: a literal is not as long as announced", piece.text);
    missing_ = piece.literal.size;
    if (piece.kind == Kind::Response && !piece.text.ends_with(')'))
        giveUp("FETCH: a response is not closed", piece.text);
}

void FetchTally::finish() const
{
    if (count_ != seen_.size())
        giveUp(fmt::format("FETCH: {} answers for {} messages", count_, seen_.size()));
}

} // namespace postamt::load
