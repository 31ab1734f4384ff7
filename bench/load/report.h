#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::load {

/// How long each of many operations took.
class Latencies {
public:
    void add(double seconds) { seconds_.push_back(seconds); }

    bool isEmpty() const { return seconds_.empty(); }

    /// {"p50": ..., "p90": ..., "p99": ..., "max": ...} in milliseconds.
    std::string json() const;

private:
    std::vector<double> seconds_;
};

/// What one measured step has brought.
struct Step {
    std::string name = {}; ///< empty if it is the only one
    std::uint64_t operations = 0;
    double seconds = 0; ///< of the measured part only
    std::uint64_t bytes = 0; ///< sent and received in that time, TLS not counted
    std::uint64_t checked = 0; ///< replies that were looked at and found right
    Latencies latencies = {};

    /// Takes in another such step: sums, and its time as one latency.
    void add(const Step& other);
};

/// One JSON object on one line.
std::string format(std::string_view workload, const std::vector<Step>& steps);

} // namespace postamt::load
