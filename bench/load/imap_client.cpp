#include "load/imap_client.h"

#include "base/ascii.h"
#include "load/failure.h"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

namespace postamt::load {

namespace {

using imap::proto::ResponsePiece;
using Kind = ResponsePiece::Kind;

/// Tags are of one length, so that a reply is compared without being parsed.
constexpr std::size_t tagSize = 9;

void noteSelected(Selected& selected, std::string_view text)
{
    if (const auto exists = numberOf(text, "EXISTS"))
        selected.exists = *exists;
    else if (const auto validity = numberAfter(text, "[UIDVALIDITY "))
        selected.uidValidity = *validity;
    else if (const auto next = numberAfter(text, "[UIDNEXT "))
        selected.uidNext = *next;
    else if (const auto modSeq = numberAfter(text, "[HIGHESTMODSEQ "))
        selected.highestModSeq = *modSeq;
}

} // namespace

ImapClient::ImapClient(std::unique_ptr<Connection> connection) : connection_(std::move(connection))
{
}

Task<std::unique_ptr<ImapClient>> ImapClient::open(Place place)
{
    auto connection = co_await Connection::open(place);
    std::unique_ptr<ImapClient> client(new ImapClient(std::move(connection)));
    const auto greeting = co_await client->next();
    if (!greeting.text.starts_with("* OK"))
        giveUp("IMAP: expected a greeting", greeting.text);
    ++client->checked_;
    co_return client;
}

Task<ResponsePiece> ImapClient::next()
{
    for (;;) {
        if (const auto piece = splitter_.next(rest_)) {
            if (piece->kind == Kind::Fault)
                giveUp("IMAP: the server sent", piece->text);
            co_return *piece;
        }
        rest_ = co_await connection_->receive();
    }
}

Task<> ImapClient::begin(std::string_view line)
{
    line_.clear();
    fmt::format_to(std::back_inserter(line_), "A{:07} {}\r\n", ++commands_, line);
    co_await connection_->send(line_);
}

Task<> ImapClient::send(std::string_view bytes)
{
    co_await connection_->send(bytes);
}

Task<> ImapClient::goAhead()
{
    for (;;) {
        const auto piece = co_await next();
        if (piece.text.starts_with('+'))
            break;
        if (!piece.text.starts_with("* ") || piece.kind != Kind::Response)
            giveUp("IMAP: expected a continuation", piece.text);
    }
    ++checked_;
}

Task<std::string_view> ImapClient::end(Listener listener)
{
    for (;;) {
        const auto piece = co_await next();
        const bool begins = !inResponse_;
        inResponse_ = piece.kind != Kind::Response;
        if (begins && !piece.text.starts_with("* ")) {
            const std::string_view tag = std::string_view(line_).substr(0, tagSize);
            if (!piece.text.starts_with(tag) || !piece.text.substr(tagSize).starts_with("OK"))
                giveUp(commandShown() + " was answered with", piece.text);
            ++checked_;
            co_return piece.text.substr(tagSize);
        }
        if (begins && piece.text.starts_with("* BYE"))
            giveUp("IMAP: the server ended the session", piece.text);
        if (listener)
            listener({.piece = piece, .begins = begins});
    }
}

// The command under way, but no password.
std::string ImapClient::commandShown() const
{
    const auto command = line_.substr(tagSize, line_.find('\r') - tagSize);
    return command.starts_with("LOGIN") ? "LOGIN" : command;
}

Task<std::string_view> ImapClient::run(std::string_view command, Listener listener)
{
    co_await begin(command);
    co_return co_await end(std::move(listener));
}

Task<> ImapClient::login(std::string_view user, std::string_view password)
{
    const auto command = fmt::format("LOGIN \"{}\" \"{}\"", user, password);
    co_await run(command);
}

Task<Selected> ImapClient::select(std::string_view mailbox)
{
    Selected selected;
    const auto command = fmt::format("SELECT \"{}\"", mailbox);
    const Listener listener = [&selected](const Untagged& untagged) {
        if (untagged.begins)
            noteSelected(selected, untagged.piece.text);
    };
    co_await run(command, listener);
    if (selected.uidValidity == 0 || selected.uidNext == 0)
        giveUp("SELECT told no UIDVALIDITY or no UIDNEXT");
    co_return selected;
}

Task<> ImapClient::capability()
{
    const Listener listener = [this](const Untagged& untagged) {
        if (startsWithIgnoreCase(untagged.piece.text, "* CAPABILITY "))
            capabilities_ = std::string(untagged.piece.text.substr(12)) + ' ';
    };
    co_await run("CAPABILITY", listener);
}

bool ImapClient::has(std::string_view capability) const
{
    return capabilities_.contains(fmt::format(" {} ", capability));
}

Task<> ImapClient::idle()
{
    co_await begin("IDLE");
    co_await goAhead();
}

Task<std::string_view> ImapClient::news()
{
    const auto piece = co_await next();
    if (piece.kind != Kind::Response || !piece.text.starts_with("* "))
        giveUp("IDLE: expected an untagged response", piece.text);
    co_return piece.text;
}

Task<> ImapClient::done()
{
    co_await send("DONE\r\n");
    co_await end();
}

Task<> ImapClient::logout()
{
    co_await begin("LOGOUT");
    bool bye = false;
    for (;;) {
        const auto piece = co_await next();
        if (piece.text.starts_with("* BYE")) {
            bye = true;
            continue;
        }
        if (piece.text.starts_with("* ") && !bye)
            continue;
        if (!bye || !piece.text.substr(tagSize).starts_with("OK"))
            giveUp("LOGOUT was answered with", piece.text);
        break;
    }
    ++checked_;
}

std::uint64_t takeNumber(std::string_view& text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        giveUp("expected a number", text);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

std::optional<std::uint64_t> numberAfter(std::string_view text, std::string_view word)
{
    const auto at = text.find(word);
    if (at == std::string_view::npos)
        return {};
    text.remove_prefix(at + word.size());
    return takeNumber(text);
}

std::optional<std::uint64_t> numberOf(std::string_view response, std::string_view word)
{
    if (!response.starts_with("* ") || response.size() < 3 || !isDigit(response[2]))
        return {};
    response.remove_prefix(2);
    const auto number = takeNumber(response);
    if (!response.starts_with(' ') || !response.substr(1).starts_with(word))
        return {};
    return number;
}

} // namespace postamt::load
