#include "base/workers.h"

#include <boost/asio/execution/occupancy.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/query.hpp>

namespace postamt {

Workers::Workers(std::size_t threads) : pool_(threads) { }

Workers::~Workers()
{
    join();
}

void Workers::post(std::move_only_function<void()> work)
{
    // Without threads (fuzzers and tests on one thread) the caller does it.
    if (boost::asio::query(pool_.get_executor(), boost::asio::execution::occupancy) == 0) {
        work();
        return;
    }
    boost::asio::post(pool_, [work = std::move(work)]() mutable { work(); });
}

void Workers::join()
{
    pool_.join();
}

} // namespace postamt
