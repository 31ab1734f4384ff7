#include "cli/password.h"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace postamt::cli {

namespace {

/// The terminal without echo, for as long as it lives.
class Silence {
public:
    Silence()
    {
        if (tcgetattr(STDIN_FILENO, &before_) != 0)
            return;
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }

    ~Silence() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

private:
    termios before_{};
};

Result<std::string> readLine()
{
    std::string line;
    if (!std::getline(std::cin, line))
        return no("there is no password on standard input");
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

Result<std::string> ask(std::string_view prompt)
{
    fmt::print(stderr, "{}: ", prompt);
    auto line = readLine();
    fmt::print(stderr, "\n");
    return line;
}

} // namespace

Result<std::string> readPassword(bool fromStandardInput)
{
    if (fromStandardInput)
        return readLine();
    if (isatty(STDIN_FILENO) == 0)
        return no("give the password on standard input, with --password-stdin");
    const Silence silence;
    auto first = ask("Password");
    if (!first)
        return first;
    const auto second = ask("The same again");
    if (!second || *second != *first)
        return no("the two passwords differ");
    return first;
}

} // namespace postamt::cli
