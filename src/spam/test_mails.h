#pragma once

#include <string>

namespace postamt::spam {

/// Two kinds of messages that are easily told apart.
inline std::string goodMail(int number)
{
    const std::string n = std::to_string(number);
    return "From: Carol <carol@friends.example>\nTo: alice@example.test\nSubject: Garden, part " + n
        + "\nMessage-ID: <" + n
        + "@friends.example>\nDate: Tue, 3 Mar 2020 10:00:00 +0000\nIn-Reply-To: <0@x>\n\n"
          "> When do we plant?\n> Soon?\nTomatoes and beans in row "
        + n + ", potatoes beside the fence.\n-- \nCarol\n";
}

inline std::string badMail(int number)
{
    const std::string n = std::to_string(number);
    return "From: Winner" + n + " <prize@casino.example>\nSubject: YOU WON $" + n
        + "000!\nContent-Type: text/html\n\n<font color=white>x</font><a href=\"http://192.0.2.9/"
        + n + "\">Click here</a> to claim your jackpot millions!!!\n";
}

} // namespace postamt::spam
