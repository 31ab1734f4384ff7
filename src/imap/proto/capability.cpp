#include "imap/proto/capability.h"

namespace postamt::imap::proto {

void formatCapability(Writer& writer, const std::vector<std::string>& capabilities)
{
    writer.raw("* ").raw(capabilityCode(capabilities)).line();
}

std::string capabilityCode(const std::vector<std::string>& capabilities)
{
    std::string code = "CAPABILITY";
    for (const auto& capability : capabilities) {
        code += ' ';
        code += capability;
    }
    return code;
}

} // namespace postamt::imap::proto
