#include "base/workers.h"

#include <boost/asio/post.hpp>

namespace postamt {

Workers::Workers(std::size_t threads) : pool_(threads) { }

Workers::~Workers()
{
    join();
}

void Workers::post(std::move_only_function<void()> work)
{
    boost::asio::post(pool_, [work = std::move(work)]() mutable { work(); });
}

void Workers::join()
{
    pool_.join();
}

} // namespace postamt
