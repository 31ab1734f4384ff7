// postamt_order sort|thread MESSAGES: CPU time of sorting or threading a mailbox by its keys,
// without server, store or client. Prints one line of JSON; exits 1 if messages were lost on the
// way.
#include "mail/sort.h"
#include "mail/threads.h"
#include "order/crowd.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string_view>

namespace {

using namespace postamt;

constexpr int repeats = 5;

double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The least of several measurements: what the work itself takes.
double cost(const std::function<void()>& work)
{
    double least = 1e9;
    for (int i = 0; i < repeats; ++i) {
        const double begin = threadMilliseconds();
        work();
        least = std::min(least, threadMilliseconds() - begin);
    }
    return least;
}

/// Says what came out, and whether it was right.
class Report {
public:
    void add(std::string_view name, double milliseconds, bool isRight)
    {
        rows_ += fmt::format(
            R"({}{{"name": "{}", "cpu_ms": {:.3f}}})", rows_.empty() ? "" : ", ", name, milliseconds
        );
        isRight_ = isRight_ && isRight;
    }

    int end() const
    {
        fmt::print("{{\"rows\": [{}]}}\n", rows_);
        return isRight_ ? 0 : 1;
    }

private:
    std::string rows_;
    bool isRight_ = true;
};

void readKeys(const order::Crowd& crowd, mail::SortKeys& keys, Report& report)
{
    const double begin = threadMilliseconds();
    bool isRight = true;
    for (std::size_t i = 0; i < crowd.uids.size(); ++i)
        isRight = keys.add(crowd.uids[i], crowd.summaries[i]).has_value() && isRight;
    keys.settle();
    keys.rank();
    report.add("keys, once", threadMilliseconds() - begin, isRight);
}

void sortAll(const order::Crowd& crowd, mail::SortKeys& keys, Report& report)
{
    using enum mail::SortKey;
    const std::pair<std::string_view, std::vector<mail::SortCriterion>> orders[] = {
        {"SORT (REVERSE DATE)",         {{Date, true}}                                     },
        {"SORT (SUBJECT DATE)",         {{Subject, false}, {Date, false}}                  },
        {"SORT (FROM SUBJECT ARRIVAL)", {{From, false}, {Subject, false}, {Arrival, false}}},
        {"SORT (DISPLAYFROM DATE)",     {{DisplayFrom, false}, {Date, false}}              },
        {"SORT (SIZE)",                 {{Size, false}}                                    },
    };
    for (const auto& [name, criteria] : orders) {
        std::size_t found = 0;
        const double spent
            = cost([&] { found = mail::sorted(*crowd.rows, &keys, crowd.uids, criteria).size(); });
        report.add(name, spent, found == crowd.uids.size());
    }
}

void threadAll(const order::Crowd& crowd, mail::SortKeys& keys, Report& report)
{
    const std::pair<std::string_view, mail::ThreadAlgorithm> algorithms[] = {
        {"THREAD ORDEREDSUBJECT", mail::ThreadAlgorithm::OrderedSubject},
        {"THREAD REFERENCES",     mail::ThreadAlgorithm::References    },
        {"THREAD REFS",           mail::ThreadAlgorithm::Refs          },
    };
    for (const auto& [name, algorithm] : algorithms) {
        mail::ThreadForest forest;
        const double spent
            = cost([&] { forest = mail::threadsOf(*crowd.rows, keys, crowd.uids, algorithm); });
        const auto found = std::ranges::count_if(forest.nodes, [](const mail::ThreadNode& node) {
            return node.uid.value != 0;
        });
        report.add(name, spent, static_cast<std::size_t>(found) == crowd.uids.size());
    }
}

} // namespace

int main(int count, char** words)
{
    const std::string_view what = count == 3 ? words[1] : "";
    std::uint32_t messages = 0;
    if (count == 3) {
        const std::string_view number = words[2];
        std::from_chars(number.data(), number.data() + number.size(), messages);
    }
    if (messages == 0 || (what != "sort" && what != "thread")) {
        std::fputs("usage: postamt_order sort|thread MESSAGES\n", stderr);
        return 2;
    }
    const order::Crowd crowd(messages);
    mail::SortKeys keys;
    Report report;
    readKeys(crowd, keys, report);
    if (what == "sort")
        sortAll(crowd, keys, report);
    else
        threadAll(crowd, keys, report);
    return report.end();
}
