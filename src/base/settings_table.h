#pragma once

#include "base/setting.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace postamt {

namespace settings {

inline constexpr auto live = SettingLife::Reload;
inline constexpr auto fixed = SettingLife::Restart;

inline constexpr std::int64_t KB = 1024;
inline constexpr std::int64_t MB = 1024 * KB;
inline constexpr std::int64_t GB = 1024 * MB;
inline constexpr std::int64_t minute = 60;
inline constexpr std::int64_t hour = 60 * minute;
inline constexpr std::int64_t day = 24 * hour;
inline constexpr std::int64_t million = 1'000'000;

using enum SettingUnit;

/// Every setting there is, section by section. The reader of the settings file, the file that
/// `postamt init` writes and docs/settings.md all come from this table.
// clang-format off
inline constexpr auto table = std::to_array<Setting>({
    text("server.hostname", "localhost", live,
        "The name of this host: clients connect to it, the certificate bears it, greetings and Received lines show it."),
    list("server.listen", "0.0.0.0,::",
        "The addresses on which all services but LMTP listen; :: stands for every IPv6 address and is skipped on a machine without IPv6."),
    text("server.admin", "", live,
        "Where users reach who runs the service, as a URI such as mailto:postmaster@example.org; IMAP clients ask for it (METADATA, /shared/admin)."),
    text("server.comment", "", live,
        "What users are to know of the service; IMAP clients ask for it (METADATA, /shared/comment)."),
    choice("server.store", "rocks", "rocks", fixed,
        "Where mail is kept: rocks is a database in the folder data."),
    integer("server.io_threads", Count, {0, 0, 256}, fixed,
        "Threads that serve connections; 0 means one for each core."),
    integer("server.workers", Count, {0, 0, 1024}, fixed,
        "Threads for work that takes long, such as checking passwords; 0 means one for each core, but at least two."),

    port("smtp.port", 25, "Mail from other servers to addresses of this one, with STARTTLS; 0 is off."),
    integer("smtp.idle_timeout", Seconds, {5 * minute, 10, day}, live,
        "How long an SMTP or LMTP client may be silent before it is disconnected."),
    integer("smtp.recipients", Count, {1000, 100, 100'000}, live,
        "The most recipients of one message (RFC 5321 asks for at least 100)."),
    integer("smtp.errors", Count, {20, 3, 1000}, live,
        "After so many refused commands an SMTP client is disconnected."),
    port("submission.port", 587, "Mail from users who log in, with STARTTLS; 0 is off."),
    port("submissions.port", 465, "Mail from users who log in, with TLS from the first byte; 0 is off."),
    list("lmtp.listen", "127.0.0.1,::1",
        "The addresses on which LMTP listens; whoever reaches them delivers without a login, so keep them private."),
    port("lmtp.port", 24, "Mail from another mail server that has already checked it (LMTP); 0 is off."),
    text("lmtp.socket", "lmtp.sock", fixed,
        "The path of a Unix socket for LMTP; empty is off."),

    port("imap.port", 143, "IMAP with STARTTLS; 0 is off."),
    integer("imap.idle_timeout", Seconds, {30 * minute, 30 * minute, 7 * day}, live,
        "How long a logged-in IMAP client may be silent before it is disconnected (RFC 9051 asks for at least 30 minutes)."),
    integer("imap.login_timeout", Seconds, {minute, 5, hour}, live,
        "How long an IMAP or POP3 client may take to log in."),
    integer("imap.command_bytes", Bytes, {MB, 64 * KB, 64 * MB}, live,
        "The most bytes of one command, literals included but not the messages of APPEND."),
    integer("imap.command_bytes_before_login", Bytes, {16 * KB, 8 * KB, MB}, live,
        "The same before login."),
    integer("imap.command_messages", Count, {million, 1000, 1000 * million}, live,
        "The most messages that one IMAP command works on (MESSAGELIMIT of RFC 9738); a client is told where it ended."),
    list("imap.without", "",
        "Capabilities that some clients are not offered, a remedy for broken ones: names, then user=, network=, client= to say whom, as in \"IDLE client=Old Mail*\".", live),
    flag("imap.xlist", false, live,
        "Whether XLIST is offered, the deprecated form of SPECIAL-USE, for clients that know nothing newer."),
    port("imaps.port", 993, "IMAP with TLS from the first byte; 0 is off."),
    port("pop3.port", 110, "POP3 with STLS; 0 is off."),
    integer("pop3.idle_timeout", Seconds, {10 * minute, 10 * minute, day}, live,
        "How long a POP3 client may be silent before it is disconnected (RFC 1939 asks for at least 10 minutes)."),
    flag("pop3.expire", true, live,
        "Whether POP3 clients are told how long messages stay listed that they have fetched (EXPIRE of RFC 2449)."),
    integer("pop3.login_delay", Seconds, {0, 0, day}, live,
        "How long a user must wait from one POP3 login to the next (LOGIN-DELAY of RFC 2449); 0 is not at all."),
    integer("pop3.session_messages", Count, {1000, 1, 100'000}, live,
        "The most messages that one POP3 session lists in an account where each is fetched once (postamt account set ... pop3 all or from-now-on): the oldest; the next session lists the next."),
    port("pop3s.port", 995, "POP3 with TLS from the first byte; 0 is off."),

    port("web.port", 443, "The settings page of the users, with TLS from the first byte; 0 is off."),
    integer("web.session_time", Seconds, {12 * hour, minute, 30 * day}, live,
        "How long one stays signed in to the settings page."),
    integer("web.idle_timeout", Seconds, {2 * minute, 1, hour}, live,
        "How long a browser may keep a connection without a request."),
    integer("web.request_timeout", Seconds, {30, 1, hour}, live,
        "How long one request may take to arrive."),
    integer("web.header_bytes", Bytes, {16 * KB, 4 * KB, MB}, live,
        "The largest header of a request."),
    integer("web.body_bytes", Bytes, {64 * KB, 8 * KB, 16 * MB}, live,
        "The largest body of a request."),
    integer("web.strict_transport", Seconds, {365 * day, 0, 3650 * day}, live,
        "How long browsers shall remember that this host is reached by https only (RFC 6797); 0 says nothing, and localhost never does."),

    text("tls.certificate", "tls/cert.pem", live,
        "The file with the certificate chain in PEM form, the certificate of this host first."),
    text("tls.key", "tls/key.pem", live, "The file with the private key of the certificate in PEM form."),

    text("tls.client_ca", "", live,
        "The PEM file of the CAs whose certificates let users in (EXTERNAL); empty asks no client for one."),
    choice("tls.client_name", "email", "email,common_name", live,
        "Where such a certificate has the address of its user: in an rfc822Name, or in the common name."),

    integer("mail.message_bytes", Bytes, {50 * MB, 64 * KB, GB}, live,
        "The largest message that is taken, by SMTP, LMTP and IMAP APPEND."),
    integer("mail.quota_bytes", Bytes, {0, 0, INT64_MAX}, live,
        "The most bytes of mail in an account that has no quota of its own; 0 is no limit."),
    integer("mail.quota_messages", Count, {0, 0, 1000 * million}, live,
        "The most messages in an account that has no quota of its own; 0 is no limit."),
    integer("mail.metadata_bytes", Bytes, {MB, 16 * KB, 64 * MB}, live,
        "The most bytes of metadata (RFC 5464) in an account; they are kept in memory while it is in use, and count against its quota."),
    integer("mail.metadata_entries", Count, {100, 10, 10'000}, live,
        "The most metadata entries of a mailbox."),
    integer("mail.metadata_value_bytes", Bytes, {64 * KB, KB, MB}, live,
        "The longest value of a metadata entry."),
    integer("mail.undelete_days", Days, {14, 0, 3650}, live,
        "How long deleted messages are kept so that they can be brought back."),
    text("mail.subaddress_separator", "+", fixed,
        "What divides a user from a detail in an address, as in alice+shop@example.org; empty switches subaddresses off."),

    integer("limits.connections", Count, {20'000, 10, million}, fixed,
        "The most connections at one time."),
    integer("limits.connections_per_address", Count, {200, 1, million}, fixed,
        "The most connections at one time from one network address (an IPv6 network of 64 bits counts as one)."),
    integer("limits.connections_per_account", Count, {50, 1, million}, live,
        "The most logged-in connections of one account at one time."),
    integer("limits.write_timeout", Seconds, {5 * minute, 5, hour}, fixed,
        "How long a client may take for the next 16 KB of what is sent to it, or for the rest, before it is disconnected."),

    integer("login.free_failures", Count, {3, 0, 1000}, live,
        "After so many wrong passwords for an account or from a network address, each further one is answered later and later."),
    integer("login.longest_delay", Seconds, {15, 0, 5 * minute}, live,
        "The longest such delay; it begins at one second and doubles."),
    integer("login.ban_failures", Count, {20, 1, million}, live,
        "After so many wrong passwords a network address may not log in for a while."),
    integer("login.ban_time", Seconds, {15 * minute, 1, 30 * day}, live,
        "How long that while is; failures older than this are forgotten."),
    integer("login.cache_time", Seconds, {hour, 0, day}, live,
        "How long a password that was right is known again without the slow check, in memory and under a random key; 0 checks every one."),

    text("oauth.issuer", "", live,
        "The OpenID issuer whose tokens let users in (OAUTHBEARER, XOAUTH2), an https URL exactly as its tokens name it; empty is off."),
    text("oauth.audience", "", live,
        "Whom the tokens must be meant for (the claim aud): the name that the issuer knows this service by."),
    text("oauth.keys", "", live,
        "Where the public keys of the issuer are (JWKS): an https URL, or a file."),
    text("oauth.keys_ca", "", live,
        "The PEM file of the CAs that may vouch for that URL; empty: those of the system."),
    text("oauth.address_claim", "email", live,
        "The claim of a token that holds the address of the account; only the issuer may be able to set it."),
    integer("oauth.keys_time", Seconds, {hour, minute, day}, live,
        "After so long the keys are read again; an unknown key lets them be read too, at most once a minute."),

    text("relay.host", "", fixed,
        "The smart host that takes mail for other servers; empty refuses such mail."),
    integer("relay.port", Port, {587, 1, 65535}, fixed, "The port of the smart host."),
    choice("relay.tls", "starttls", "none,starttls,implicit", fixed,
        "How the connection to the smart host is protected; starttls insists on it, none sends everything readable."),
    text("relay.user", "", fixed, "The user name at the smart host; empty logs in to none."),
    text("relay.password_file", "", fixed,
        "The file whose first line is the password at the smart host."),
    text("relay.ca_file", "", fixed,
        "The file with the certificates that vouch for the smart host, in PEM form; empty means those of the system."),
    integer("queue.first_retry", Seconds, {5 * minute, 1, day}, fixed,
        "How long after a failed attempt to send a message it is tried again; each further wait is twice as long."),
    integer("queue.longest_retry", Seconds, {4 * hour, 1, 7 * day}, fixed,
        "The longest wait between two attempts."),
    integer("queue.give_up", Seconds, {5 * day, minute, 30 * day}, fixed,
        "How long a message is tried before its sender is told that it was not delivered."),

    choice("log.level", "info", "debug,info,warning,error", live,
        "What is written to standard error: this level and all that matters more."),
});
// clang-format on

} // namespace settings

} // namespace postamt
