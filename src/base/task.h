#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace postamt {

/// An asynchronous result: a lazy coroutine that runs on the executor of the coroutine awaiting it.
/// The one name for it; above net/ the rest of the tree does not spell Asio.
///
/// Rules (g++ 12): `co_await` stands alone in its statement with arguments already named, never
/// with braces inside the expression, never inside ?: or &&, never in a structured binding.
template <class T = void>
using Task = boost::asio::awaitable<T>;

/// Where a coroutine runs: in this program the thread of one io_context.
using Executor = boost::asio::any_io_executor;

} // namespace postamt
