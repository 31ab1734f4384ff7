#include "base/deflate.h"

#include <algorithm>
#include <limits>
#include <zlib.h>

namespace postamt {

namespace {

// Raw DEFLATE with the largest window, as any client must be able to read it.
constexpr int rawWindow = -15;
constexpr int level = 3;
constexpr int memoryLevel = 8;

// zlib counts in 32 bits.
constexpr std::size_t largestStep = std::size_t{1} << 30;

const Bytef* bytesOf(std::string_view text)
{
    return reinterpret_cast<const Bytef*>(text.data());
}

/// The compressor that all streams of a thread share.
class ThreadDeflate {
public:
    ThreadDeflate()
    {
        isReady_
            = deflateInit2(&stream_, level, Z_DEFLATED, rawWindow, memoryLevel, Z_DEFAULT_STRATEGY)
            == Z_OK;
    }

    ~ThreadDeflate() { deflateEnd(&stream_); }

    ThreadDeflate(const ThreadDeflate&) = delete;
    ThreadDeflate& operator=(const ThreadDeflate&) = delete;

    /// Begins a piece of a stream of which the last bytes were these.
    bool begin(std::string_view last)
    {
        if (!isReady_ || deflateReset(&stream_) != Z_OK)
            return false;
        return last.empty()
            || deflateSetDictionary(&stream_, bytesOf(last), static_cast<uInt>(last.size()))
            == Z_OK;
    }

    bool add(std::string_view bytes, std::string& out)
    {
        stream_.next_in = const_cast<Bytef*>(bytesOf(bytes));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        do {
            const auto before = out.size();
            out.resize(before + std::max<std::size_t>(bytes.size() / 2, 256));
            const auto room = out.size() - before;
            stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
            stream_.avail_out = static_cast<uInt>(room);
            const int done = deflate(&stream_, Z_SYNC_FLUSH);
            out.resize(before + room - stream_.avail_out);
            if (done != Z_OK && done != Z_BUF_ERROR)
                return false;
        } while (stream_.avail_out == 0);
        return true;
    }

private:
    z_stream stream_{};
    bool isReady_ = false;
};

} // namespace

Result<> Deflater::compress(std::string_view bytes, std::string& out)
{
    static thread_local ThreadDeflate shared;
    while (!bytes.empty()) {
        const auto step = bytes.substr(0, largestStep);
        if (!shared.begin(last_) || !shared.add(step, out))
            return internal("zlib cannot compress");
        bytes.remove_prefix(step.size());
        if (step.size() >= memory)
            last_ = step.substr(step.size() - memory);
        else
            last_ += step;
        last_.erase(0, last_.size() - std::min(last_.size(), memory));
    }
    return {};
}

struct Inflater::State {
    z_stream stream{};
    bool isBroken = false;
};

Inflater::Inflater() : state_(std::make_unique<State>())
{
    state_->isBroken = inflateInit2(&state_->stream, rawWindow) != Z_OK;
}

Inflater::~Inflater()
{
    inflateEnd(&state_->stream);
}

void Inflater::feed(std::string_view bytes)
{
    input_.erase(0, at_);
    at_ = 0;
    input_ += bytes;
}

Result<std::size_t> Inflater::take(char* room, std::size_t size)
{
    if (state_->isBroken)
        return bad("the compressed data is broken");
    auto& stream = state_->stream;
    const auto given = std::min(input_.size() - at_, largestStep);
    stream.next_in = const_cast<Bytef*>(bytesOf(input_)) + at_;
    stream.avail_in = static_cast<uInt>(given);
    stream.next_out = reinterpret_cast<Bytef*>(room);
    stream.avail_out = static_cast<uInt>(std::min(size, largestStep));
    const auto asked = stream.avail_out;
    const int done = inflate(&stream, Z_SYNC_FLUSH);
    at_ += given - stream.avail_in;
    const std::size_t got = asked - stream.avail_out;
    // what came before the fault is still given out
    state_->isBroken = done != Z_OK && done != Z_BUF_ERROR;
    if (state_->isBroken && got == 0)
        return bad("the compressed data is broken");
    if (at_ == input_.size()) {
        input_ = std::string(); // an idle stream keeps no buffer
        at_ = 0;
    }
    return got;
}

} // namespace postamt
