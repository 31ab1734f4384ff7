#pragma once

#include "net/stream.h"

#include <unordered_set>

namespace postamt::net {

/// The open streams of one listener on one io thread. Only to be touched on that thread.
class Roster {
public:
    void add(Stream& stream) { streams_.insert(&stream); }

    void remove(Stream& stream) { streams_.erase(&stream); }

    bool stopping() const { return stopping_; }

    /// Tells every session that the server wants to end.
    void stop()
    {
        stopping_ = true;
        for (Stream* stream : streams_)
            stream->wake();
    }

    void closeAll()
    {
        for (Stream* stream : streams_)
            stream->close();
    }

private:
    std::unordered_set<Stream*> streams_;
    bool stopping_ = false;
};

} // namespace postamt::net
