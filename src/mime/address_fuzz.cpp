#include "base/ascii.h"
#include "base/utf8.h"
#include "mime/address.h"
#include "mime/builder.h"
#include "mime/header.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::mime;

bool isPlain(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return isAlpha(c) || isDigit(c); });
}

/// What the builder writes for addresses that no one has to guess at is read as the same.
void checkAgain(std::vector<Address> list)
{
    std::erase_if(list, [](const Address& address) {
        return address.kind != Address::Kind::Mailbox || address.mailbox.empty()
            || address.host.empty() || !isPlain(address.host) || !isAscii(address.mailbox)
            || !isAscii(address.name) || address.name.find("=?") != std::string::npos
            || unfolded(address.name) != address.name
            || unfolded(address.mailbox) != address.mailbox;
    });
    for (auto& address : list)
        address.route.clear();
    if (list.empty())
        return;
    const auto text = MessageBuilder().addresses("To", list).build("x");
    if (parseAddresses(Header(text).value("To")) != list)
        std::abort();
}

} // namespace

// Groups are balanced, and what is shown is UTF-8. A list of plain addresses written by the builder
// reads the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto list = parseAddresses(input);
    bool inGroup = false;
    for (const Address& address : list) {
        if (address.kind != Address::Kind::Mailbox
            && inGroup == (address.kind == Address::Kind::GroupBegin))
            std::abort();
        if (address.kind != Address::Kind::Mailbox)
            inGroup = !inGroup;
        for (const std::string& text :
             {address.name, address.route, address.mailbox, address.host}) {
            if (text.find_first_of(std::string_view("\0\r\n", 3)) != std::string::npos)
                std::abort();
        }
    }
    if (inGroup || !isUtf8(displayText(list)))
        std::abort();
    checkAgain(list);
    return 0;
}
