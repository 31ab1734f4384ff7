#include "smtp/reply.h"

#include "base/log.h"

#include <utility>

namespace postamt::smtp {

Reply reply(int code, int subject, int detail, std::string text)
{
    Reply out;
    out.code = code;
    out.enhanced = proto::EnhancedCode{code / 100, subject, detail};
    out.text = std::move(text);
    return out;
}

Reply lastReply(int code, int subject, int detail, std::string text)
{
    Reply out = reply(code, subject, detail, std::move(text));
    out.close = true;
    return out;
}

Reply replyTo(const Error& error)
{
    switch (error.fault) {
    case Fault::Bad:
        return reply(501, 5, 4, error.text);
    case Fault::No:
        // Temporary, for the owner will make room; the sender's server tries again for days.
        if (error.code == "OVERQUOTA")
            return reply(452, 2, 2, error.text);
        return reply(550, 0, 0, error.text);
    case Fault::Temporary:
        log::warning("smtp", "{}", error.text);
        return reply(451, 3, 0, "The service cannot store mail now, please try again later");
    case Fault::Internal:
        break;
    }
    log::error("smtp", "{}", error.text);
    return reply(451, 3, 0, "Something went wrong here, please try again later");
}

} // namespace postamt::smtp
