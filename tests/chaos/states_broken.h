#pragma once

#include <stdexcept>
#include <string>

namespace postamt::chaos {

/// A rule of the protocol, or a promise of the service, does not hold. Ends the run.
class Broken : public std::runtime_error {
public:
    explicit Broken(const std::string& rule) : std::runtime_error(rule) { }
};

/// The run is over because another session has found something.
class Stopped { };

} // namespace postamt::chaos
