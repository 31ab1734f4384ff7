#include "base/utf8.h"
#include "mime/address.h"
#include "mime/builder.h"
#include "mime/header.h"

#include <cstdint>
#include <cstdlib>

// Groups are balanced, and what is shown is UTF-8. A list of plain addresses written by the builder
// reads the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace postamt;
    using namespace postamt::mime;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto list = parseAddresses(input);
    bool inGroup = false;
    std::vector<Address> complete;
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
    return 0;
}
