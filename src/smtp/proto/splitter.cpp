#include "smtp/proto/splitter.h"

#include "base/ascii.h"

#include <algorithm>
#include <utility>

namespace postamt::smtp::proto {

namespace {

// A buffer beyond this is given back when it is empty: an idle session costs nothing.
constexpr std::size_t keptCapacity = 1024;

} // namespace

Splitter::Splitter() : lines_(maxAuthLine) { }

void Splitter::feed(std::string_view bytes)
{
    buffer_.erase(0, std::exchange(taken_, 0));
    buffer_ += bytes;
}

std::optional<ClientItem> Splitter::next()
{
    auto input = std::string_view(buffer_).substr(taken_);
    std::optional<ClientItem> item;
    switch (mode_) {
    case Mode::Lines:
        item = nextLine(input);
        break;
    case Mode::Data:
        item = nextOfData(input);
        break;
    case Mode::Chunk:
        item = nextOfChunk(input);
        break;
    }
    taken_ = buffer_.size() - input.size();
    if (!item && input.empty()) {
        taken_ = 0;
        buffer_.clear();
        if (buffer_.capacity() > keptCapacity)
            buffer_ = {};
    }
    return item;
}

std::optional<ClientItem> Splitter::nextLine(std::string_view& input)
{
    auto line = lines_.next(input);
    if (!line)
        return std::nullopt;
    const bool isAuth
        = std::exchange(authAnswer_, false) || startsWithIgnoreCase(line->text, "AUTH ");
    if (!isAuth && line->text.size() > maxCommandLine)
        line = Line{{}, LineFault::TooLong};
    return *line;
}

std::optional<ClientItem> Splitter::nextOfData(std::string_view& input)
{
    while (!input.empty()) {
        const auto step = dots_.next(input);
        if (step.ended)
            return finishBody();
        if (accepts(step.piece))
            return BodyPiece{step.piece};
    }
    return std::nullopt;
}

std::optional<ClientItem> Splitter::nextOfChunk(std::string_view& input)
{
    while (chunkLeft_ > 0 && !input.empty()) {
        const auto piece = input.substr(0, std::min<std::uint64_t>(chunkLeft_, input.size()));
        input.remove_prefix(piece.size());
        chunkLeft_ -= piece.size();
        if (!skipping_ && accepts(piece))
            return BodyPiece{piece};
    }
    if (chunkLeft_ > 0)
        return std::nullopt;
    if (!skipping_ && lastChunk_)
        return finishBody();
    mode_ = Mode::Lines;
    if (std::exchange(skipping_, false) || !body_)
        return ChunkEnd{};
    return ChunkEnd{body_->fault(), body_->size()};
}

bool Splitter::accepts(std::string_view piece)
{
    body_->take(piece);
    return !piece.empty() && body_->fault() == BodyFault::None;
}

BodyEnd Splitter::finishBody()
{
    body_->finish();
    const BodyEnd end{body_->fault(), body_->size()};
    body_.reset();
    mode_ = Mode::Lines;
    return end;
}

void Splitter::beginData(std::uint64_t limit)
{
    mode_ = Mode::Data;
    dots_ = {};
    body_.emplace(limit);
}

void Splitter::beginChunk(std::uint64_t size, bool last, std::uint64_t limit)
{
    mode_ = Mode::Chunk;
    if (!body_)
        body_.emplace(limit);
    chunkLeft_ = size;
    lastChunk_ = last;
    skipping_ = false;
}

void Splitter::skipChunk(std::uint64_t size)
{
    mode_ = Mode::Chunk;
    chunkLeft_ = size;
    skipping_ = true;
}

void Splitter::discard()
{
    *this = Splitter();
}

bool Splitter::isEmpty() const
{
    return taken_ == buffer_.size() && lines_.pending() == 0 && mode_ == Mode::Lines;
}

} // namespace postamt::smtp::proto
