#include "web/mail_server.h"

namespace postamt::web {

std::vector<MailServer> mailServers(const Settings& settings)
{
    std::vector<MailServer> servers{
        {"imap", settings.port("imaps.port"),       "tls"     },
        {"imap", settings.port("imap.port"),        "starttls"},
        {"pop",  settings.port("pop3s.port"),       "tls"     },
        {"pop",  settings.port("pop3.port"),        "starttls"},
        {"smtp", settings.port("submissions.port"), "tls"     },
        {"smtp", settings.port("submission.port"),  "starttls"},
    };
    std::erase_if(servers, [](const MailServer& server) { return server.port == 0; });
    return servers;
}

} // namespace postamt::web
