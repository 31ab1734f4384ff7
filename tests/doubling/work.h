#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace postamt::doubling {

/// Makes an input of about so many bytes.
using Nasty = std::function<std::string(std::size_t size)>;
using Parse = std::function<void(const std::string& input)>;

/// True if eight times the input is at most about eight times the work. Work is the CPU time of
/// this thread, the least of several runs: the one measure of time that tests may use. Three times
/// the linear answer is allowed for caches and noise; quadratic work would be eight times it.
/// `shown` gets what was measured.
bool isLinear(const Nasty& nasty, const Parse& parse, std::string& shown);

/// `count` times the text.
std::string repeated(std::string_view text, std::size_t count);

/// The text over and over, up to about so many bytes.
inline std::string filled(std::string_view text, std::size_t size)
{
    return repeated(text, size / text.size() + 1);
}

} // namespace postamt::doubling
