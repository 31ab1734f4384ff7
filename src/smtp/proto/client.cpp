#include "smtp/proto/client.h"

#include "base/ascii.h"
#include "base/encoding.h"
#include "sasl/mechanisms.h"

#include <algorithm>
#include <utility>

namespace postamt::smtp::proto {

namespace {

// Recipients sent ahead at once, so that neither side's buffers fill while the other only writes
// (RFC 2920 section 3.1).
constexpr std::size_t flightSize = 100;

bool isOneWord(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

Client::Client(ClientSettings settings, Letter letter, Random& random)
    : settings_(std::move(settings))
    , letter_(std::move(letter))
    , random_(random)
    , deliveries_(letter_.recipients.size())
    , expected_{{Awaited::Greeting}}
    , secure_(settings_.tls == ClientSettings::Tls::Implicit)
{
    prepareRecipients();
    if (!isOneWord(settings_.helloName))
        settings_.helloName = "localhost";
}

// No address is sent that was not read by our own grammar: none can hold a second command.
void Client::prepareRecipients()
{
    needsUtf8_ = letter_.utf8Header;
    for (std::size_t i = 0; i < letter_.recipients.size(); ++i) {
        const auto mailbox = parseMailbox(letter_.recipients[i]);
        recipients_.push_back(mailbox ? std::optional(*mailbox) : std::nullopt);
        if (!mailbox)
            settle(
                deliveries_[i],
                {
                    501, EnhancedCode{5, 1, 3},
                     "The address is malformed"
            }
            );
    }
    if (letter_.sender.empty())
        return;
    if (const auto mailbox = parseMailbox(letter_.sender)) {
        sender_ = *mailbox;
        needsUtf8_ = needsUtf8_ || mailbox->needsUtf8();
    } else {
        settleAll({
            501, EnhancedCode{5, 1, 7},
             "The sender's address is malformed"
        });
    }
}

Client::Action Client::next()
{
    while (true) {
        if (!out_.empty())
            return Send{std::exchange(out_, {})};
        if (const auto todo = std::exchange(todo_, Todo::None); todo != Todo::None) {
            waiting_ = true;
            return todo == Todo::StartTls ? Action(StartTls{}) : Action(SendBody{});
        }
        if (closed_)
            return Close{};
        if (waiting_)
            return Read{};
        const auto reply = replies_.next();
        if (!reply) {
            lost(reply.error().text);
        } else if (!*reply) {
            return Read{};
        } else {
            onReply(**reply);
        }
    }
}

void Client::tlsStarted()
{
    waiting_ = false;
    secure_ = true;
    replies_.discard();
    extensions_ = {};
    sendHello();
}

void Client::bodySent()
{
    waiting_ = false;
    expected_.push_back({Awaited::Body});
}

void Client::lost(std::string_view why)
{
    settleAll({
        451, EnhancedCode{4, 4, 2},
         std::string(why)
    });
    expected_.clear();
    out_.clear();
    todo_ = Todo::None;
    closed_ = true;
}

std::chrono::seconds Client::patience() const
{
    using std::chrono::minutes;
    if (expected_.empty())
        return minutes(5);
    switch (expected_.front().what) {
    case Awaited::Data:
        return minutes(2);
    case Awaited::Body:
    case Awaited::EmptyBody:
        return minutes(10);
    case Awaited::Quit:
        return std::chrono::seconds(10);
    default:
        return minutes(5);
    }
}

void Client::send(std::string_view line, Expected expected)
{
    out_ += line;
    out_ += "\r\n";
    expected_.push_back(expected);
}

void Client::sendHello()
{
    send("EHLO " + settings_.helloName, {Awaited::Ehlo});
}

void Client::onReply(const Reply& reply)
{
    if (expected_.empty()) {
        lost("the server spoke out of turn");
        return;
    }
    const auto expected = expected_.front();
    expected_.pop_front();
    // Nothing more is owed: whatever follows cannot answer what is yet to be sent
    const bool mayGoOn = expected.what == Awaited::StartTls || expected.what == Awaited::Body
        || expected.what == Awaited::Quit;
    if (expected_.empty() && !mayGoOn && !replies_.isEmpty()) {
        lost("the server spoke out of turn");
        return;
    }
    if (reply.code == 421) {
        settleAll(reply);
        lost(reply.text);
        return;
    }
    switch (expected.what) {
    case Awaited::Mail:
        if (!reply.isPositive())
            settleAll(reply);
        break;
    case Awaited::Rcpt:
        onRcpt(deliveries_[expected.recipient], reply);
        break;
    case Awaited::Data:
        onData(reply);
        return;
    case Awaited::Body:
        settleAll(reply);
        quit();
        return;
    case Awaited::EmptyBody:
        quit();
        return;
    case Awaited::Quit:
        closed_ = true;
        return;
    default:
        onSession(expected.what, reply);
        return;
    }
    if (expected_.empty())
        sendFlight();
}

void Client::onRcpt(Delivery& delivery, const Reply& reply)
{
    if (reply.isPositive() && delivery.state == Delivery::State::Open) {
        delivery = {Delivery::State::Accepted, reply};
    } else if (!reply.isPositive()) {
        settle(delivery, reply);
        // RFC 5321 section 4.5.3.1.10: here 552 says "too many recipients", and means 452
        if (reply.code == 552)
            delivery.state = Delivery::State::Temporary;
    }
}

void Client::onSession(Awaited what, const Reply& reply)
{
    switch (what) {
    case Awaited::Greeting:
        if (reply.isPositive())
            sendHello();
        else
            fail(451, {4, 3, 2}, reply.text);
        break;
    case Awaited::Ehlo:
        onEhlo(reply);
        break;
    case Awaited::Helo:
        if (reply.isPositive())
            beginEnvelope();
        else
            fail(451, {4, 3, 2}, reply.text);
        break;
    case Awaited::StartTls:
        onStartTls(reply);
        break;
    default:
        onAuth(reply);
        break;
    }
}

void Client::onEhlo(const Reply& reply)
{
    if (reply.isPositive()) {
        extensions_ = parseEhlo(reply);
        greeted();
        return;
    }
    // A server from before 1995. It has neither TLS nor AUTH.
    const bool mayFallBack
        = !settings_.credentials && settings_.tls != ClientSettings::Tls::Required;
    if (reply.isPermanent() && mayFallBack)
        send("HELO " + settings_.helloName, {Awaited::Helo});
    else
        fail(451, {4, 3, 2}, reply.text);
}

void Client::greeted()
{
    using Tls = ClientSettings::Tls;
    const bool wanted = settings_.tls == Tls::Required || settings_.tls == Tls::Opportunistic;
    if (!secure_ && wanted && extensions_.startTls)
        send("STARTTLS", {Awaited::StartTls});
    else if (!secure_ && settings_.tls == Tls::Required)
        fail(451, {4, 7, 10}, "The server does not offer STARTTLS, which is required");
    else if (settings_.credentials)
        authenticate();
    else
        beginEnvelope();
}

void Client::onStartTls(const Reply& reply)
{
    if (reply.code == 220) {
        // What came behind the 220 came in the clear: CVE-2021-33515 and its kin
        replies_.discard();
        todo_ = Todo::StartTls;
    } else if (settings_.tls == ClientSettings::Tls::Required) {
        fail(451, {4, 7, 10}, "The server refused STARTTLS: " + reply.text);
    } else if (settings_.credentials) {
        authenticate();
    } else {
        beginEnvelope();
    }
}

void Client::authenticate()
{
    for (const auto& candidate : sasl::mechanisms()) {
        const bool offered
            = std::ranges::find(extensions_.auth, candidate.name) != extensions_.auth.end();
        if (!offered || candidate.client == nullptr || (candidate.needsTls && !secure_))
            continue;
        auto mechanism = candidate.client(*settings_.credentials, random_);
        const auto initial = mechanism->start();
        if (!initial)
            continue;
        mechanism_ = std::move(mechanism);
        std::string line = "AUTH " + std::string(candidate.name);
        if (*initial)
            line += ' ' + ((*initial)->empty() ? "=" : base64Encode(**initial));
        send(line, {Awaited::Auth});
        return;
    }
    fail(454, {4, 7, 0}, "The server offers no way to log in that we can use");
}

// A failed login is ours to mend, not the message's fault: temporary.
void Client::onAuth(const Reply& reply)
{
    if (!mechanism_) {
        fail(454, {4, 7, 0}, "The login was given up: the server broke its rules");
    } else if (reply.code == 334) {
        const auto challenge = base64Decode(trimmed(reply.text));
        const auto answer = challenge ? mechanism_->respond(*challenge) : bad("bad base64");
        send(answer ? base64Encode(*answer) : "*", {Awaited::Auth});
        if (!answer)
            mechanism_.reset();
    } else if (reply.isPositive() && mechanism_->mayEnd()) {
        mechanism_.reset();
        beginEnvelope();
    } else if (reply.isPositive()) {
        fail(454, {4, 7, 0}, "The server did not prove who it is");
    } else {
        fail(454, {4, 7, 0}, "The server refused our login: " + reply.text);
    }
}

void Client::beginEnvelope()
{
    if (letterFits())
        sendFlight();
    else
        quit();
}

bool Client::letterFits()
{
    if (extensions_.sizeKnown && extensions_.sizeLimit > 0 && letter_.size > extensions_.sizeLimit)
        settleAll({
            552, EnhancedCode{5, 3, 4},
             "The message is bigger than the server takes"
        });
    if (needsUtf8_ && !extensions_.smtpUtf8)
        settleAll({
            553, EnhancedCode{5, 6, 7},
             "The server does not take SMTPUTF8 messages"
        });
    for (std::size_t i = 0; i < recipients_.size(); ++i) {
        if (recipients_[i] && recipients_[i]->needsUtf8() && !extensions_.smtpUtf8)
            settle(
                deliveries_[i],
                {
                    553, EnhancedCode{5, 6, 7},
                     "The server does not take such an address"
            }
            );
    }
    return std::ranges::any_of(deliveries_, [](const Delivery& delivery) {
        return delivery.state == Delivery::State::Open;
    });
}

std::string Client::mailCommand() const
{
    const auto isUtf8
        = [](const std::optional<Mailbox>& mailbox) { return mailbox && mailbox->needsUtf8(); };
    std::string line = "MAIL FROM:<" + (sender_ ? sender_->format() : std::string()) + '>';
    if (extensions_.sizeKnown)
        line += " SIZE=" + std::to_string(letter_.size);
    if (letter_.eightBit && extensions_.eightBitMime)
        line += " BODY=8BITMIME";
    if (extensions_.smtpUtf8 && (needsUtf8_ || std::ranges::any_of(recipients_, isUtf8)))
        line += " SMTPUTF8";
    return line;
}

// The next commands of the envelope: one, or with PIPELINING as many as fit a flight. DATA goes
// with the last.
void Client::sendFlight()
{
    if (dataSent_)
        return;
    const std::size_t room = extensions_.pipelining ? flightSize : 1;
    std::size_t sent = 0;
    if (!std::exchange(mailSent_, true)) {
        send(mailCommand(), {Awaited::Mail});
        sent += extensions_.pipelining ? 0 : 1;
    }
    for (; nextRecipient_ < recipients_.size() && sent < room; ++nextRecipient_) {
        if (deliveries_[nextRecipient_].state != Delivery::State::Open)
            continue;
        send(
            "RCPT TO:<" + recipients_[nextRecipient_]->format() + '>',
            {Awaited::Rcpt, nextRecipient_}
        );
        ++sent;
    }
    const bool more = nextRecipient_ < recipients_.size();
    if (!more && (sent == 0 || (extensions_.pipelining && sent < room)))
        endEnvelope();
}

void Client::endEnvelope()
{
    // What waits for its answer may still be accepted
    const bool hopeful
        = !expected_.empty() || std::ranges::any_of(deliveries_, [](const Delivery& delivery) {
              return delivery.state == Delivery::State::Accepted;
          });
    if (!hopeful) {
        quit();
        return;
    }
    dataSent_ = true;
    send("DATA", {Awaited::Data});
}

void Client::onData(const Reply& reply)
{
    const bool wanted = std::ranges::any_of(deliveries_, [](const Delivery& delivery) {
        return delivery.state == Delivery::State::Accepted;
    });
    if (reply.code != 354) {
        settleAll(reply.isPositive() ? Reply {451, EnhancedCode {4, 5, 0}, reply.text} : reply);
        quit();
    } else if (wanted) {
        todo_ = Todo::SendBody;
    } else {
        // RFC 2920 section 3.1: DATA was sent ahead, and the server wants a body for nobody
        send(".", {Awaited::EmptyBody});
    }
}

// Recipients already decided keep what they have.
void Client::settle(Delivery& delivery, const Reply& reply)
{
    using State = Delivery::State;
    if (delivery.state != State::Open && delivery.state != State::Accepted)
        return;
    delivery.reply = reply;
    if (reply.isPositive())
        delivery.state = State::Delivered;
    else
        delivery.state = reply.isPermanent() ? State::Permanent : State::Temporary;
}

void Client::settleAll(const Reply& reply)
{
    for (auto& delivery : deliveries_)
        settle(delivery, reply);
}

void Client::fail(int code, EnhancedCode enhanced, std::string_view text)
{
    settleAll({code, enhanced, std::string(text)});
    quit();
}

void Client::quit()
{
    send("QUIT", {Awaited::Quit});
}

} // namespace postamt::smtp::proto
