#pragma once

#include "base/dot_writer.h"

namespace postamt::smtp::proto {

/// Writes the body of a message behind DATA. A NUL, which no message may hold, becomes "?".
class DataWriter : public DotWriter {
public:
    DataWriter() : DotWriter('?') { }
};

} // namespace postamt::smtp::proto
