#include "net/waker.h"

#include <boost/asio/post.hpp>

namespace postamt::net {

Waker::Waker(Stream& stream)
    : target_(std::make_shared<Target>(Target{.stream = &stream, .executor = stream.executor()}))
{
}

Waker::~Waker()
{
    target_->stream = nullptr;
}

std::function<void()> Waker::function() const
{
    return [target = target_] {
        boost::asio::post(target->executor, [target] {
            if (target->stream != nullptr)
                target->stream->wake();
        });
    };
}

} // namespace postamt::net
