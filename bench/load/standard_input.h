#pragma once

#include "base/task.h"

#include <boost/asio/posix/stream_descriptor.hpp>

#include <string>

namespace postamt::load {

/// The lines of a pipe at standard input.
class StandardInput {
public:
    explicit StandardInput(Executor executor);

    /// The next line without its LF; "quit" at the end.
    Task<std::string> line();

private:
    boost::asio::posix::stream_descriptor pipe_;
    std::string kept_;
};

} // namespace postamt::load
