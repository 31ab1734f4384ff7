#include "server/live_settings.h"

namespace postamt::server {

namespace {

std::uint64_t count(std::int64_t number)
{
    return static_cast<std::uint64_t>(number);
}

} // namespace

ServiceSettings::ServiceSettings(const cli::ServiceFolder& folder, Settings settings)
    : values(std::move(settings))
{
    const auto& host = values.text("server.hostname");
    const auto messageLimit = count(values.number("mail.message_bytes"));
    quota.bytes = count(values.number("mail.quota_bytes"));
    quota.messages = count(values.number("mail.quota_messages"));

    imap.hostname = host;
    imap.messageLimit = messageLimit;
    imap.loginTimeout = std::chrono::seconds(values.number("imap.login_timeout"));
    imap.idleTimeout = std::chrono::seconds(values.number("imap.idle_timeout"));
    imap.commandLimit = count(values.number("imap.command_bytes"));
    imap.commandLimitBeforeLogin = count(values.number("imap.command_bytes_before_login"));
    imap.commandMessages = count(values.number("imap.command_messages"));
    // Checked before (checkSettings()).
    imap.without = imap::parseCapabilityRules(values.list("imap.without"))
                       .value_or(std::vector<imap::CapabilityRule>());
    imap.offersXlist = values.flag("imap.xlist");
    imap.spool = folder.spool();
    imap.quota = quota;
    imap.metadata.valueBytes = count(values.number("mail.metadata_value_bytes"));
    imap.metadata.entries = count(values.number("mail.metadata_entries"));
    imap.metadata.bytes = count(values.number("mail.metadata_bytes"));
    imap.admin = values.text("server.admin");
    imap.comment = values.text("server.comment");

    smtp.hostname = host;
    smtp.messageLimit = messageLimit;
    smtp.recipients = count(values.number("smtp.recipients"));
    smtp.errors = count(values.number("smtp.errors"));
    smtp.idleTimeout = std::chrono::seconds(values.number("smtp.idle_timeout"));
    smtp.spool = folder.spool();
    smtp.quota = quota;
    lmtp = smtp;
    lmtp.offersTls = false;
}

Result<> checkSettings(const Settings& settings)
{
    const auto rules = imap::parseCapabilityRules(settings.list("imap.without"));
    if (!rules)
        return std::unexpected(rules.error());
    return {};
}

} // namespace postamt::server
