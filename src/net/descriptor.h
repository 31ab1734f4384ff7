#pragma once

#include <unistd.h>
#include <utility>

namespace postamt::net {

/// An open file or socket, closed when it goes.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) { }

    ~Descriptor() { reset(); }

    Descriptor(Descriptor&& other) noexcept : number_(other.release()) { }

    Descriptor& operator=(Descriptor&& other) noexcept
    {
        reset(other.release());
        return *this;
    }

    int get() const { return number_; }

    explicit operator bool() const { return number_ >= 0; }

    /// Gives it away.
    int release() { return std::exchange(number_, -1); }

    void reset(int number = -1)
    {
        if (const int old = std::exchange(number_, number); old >= 0)
            ::close(old);
    }

private:
    int number_;
};

} // namespace postamt::net
