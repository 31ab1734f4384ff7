#pragma once

#include "base/result.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace postamt {

/// Writes one endless stream of raw DEFLATE (RFC 1951) in pieces, each of which the other side can
/// read to its end. Between pieces it keeps a few KB: the state of the compressor belongs to the
/// thread, and the last bytes are given to it as its dictionary.
class Deflater {
public:
    /// What is remembered of earlier pieces, so that answers that resemble each other are short.
    static constexpr std::size_t memory = 2048;

    /// Appends the compressed bytes, ended by a sync flush. Internal if zlib fails.
    Result<> compress(std::string_view bytes, std::string& out);

private:
    std::string last_; ///< at most `memory` bytes
};

/// Reads such a stream. Its memory does not depend on what comes: 7 KB, and 32 KB once it has read
/// something that is looked back to.
class Inflater {
public:
    Inflater();
    ~Inflater();
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// Takes bytes in, to be read by take().
    void feed(std::string_view bytes);

    /// Reads into `room` and answers how much that is; 0 if more must be fed first. Bad if the
    /// bytes are no DEFLATE, or the stream was ended.
    Result<std::size_t> take(char* room, std::size_t size);

private:
    struct State;
    std::unique_ptr<State> state_;
    std::string input_; ///< not yet used from at_ on
    std::size_t at_ = 0;
};

} // namespace postamt
