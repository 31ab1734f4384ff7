#pragma once

#include <cstddef>

namespace postamt::load {

/// Sees to it that the program may have so many files open; gives up if the system does not allow
/// it.
void allowOpenFiles(std::size_t count);

} // namespace postamt::load
