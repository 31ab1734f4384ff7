#include "load/report.h"

#include <fmt/format.h>

#include <algorithm>

namespace postamt::load {

namespace {

std::string fields(const Step& step)
{
    auto out = fmt::format(
        "\"operations\": {}, \"seconds\": {:.6f}, \"bytes\": {}, \"checked\": {}",
        step.operations,
        step.seconds,
        step.bytes,
        step.checked
    );
    if (!step.latencies.isEmpty())
        out += ", \"latency_ms\": " + step.latencies.json();
    return out;
}

} // namespace

void Step::add(const Step& other)
{
    operations += other.operations;
    seconds += other.seconds;
    bytes += other.bytes;
    checked += other.checked;
    latencies.add(other.seconds);
}

std::string Latencies::json() const
{
    auto sorted = seconds_;
    std::ranges::sort(sorted);
    const auto at = [&sorted](double part) {
        const auto last = static_cast<double>(sorted.size() - 1);
        return sorted[static_cast<std::size_t>(part * last + 0.5)] * 1000;
    };
    return fmt::format(
        "{{\"p50\": {:.3f}, \"p90\": {:.3f}, \"p99\": {:.3f}, \"max\": {:.3f}}}",
        at(0.5),
        at(0.9),
        at(0.99),
        at(1)
    );
}

std::string format(std::string_view workload, const std::vector<Step>& steps)
{
    auto out = fmt::format("{{\"workload\": \"{}\", ", workload);
    if (steps.size() == 1 && steps.front().name.empty())
        return out + fields(steps.front()) + "}";
    out += "\"steps\": [";
    for (const Step& step : steps) {
        out += fmt::format("{{\"name\": \"{}\", {}}}", step.name, fields(step));
        out += &step == &steps.back() ? "" : ", ";
    }
    return out + "]}";
}

} // namespace postamt::load
