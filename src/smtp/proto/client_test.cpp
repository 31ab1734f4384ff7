#include "base/encoding.h"
#include "sasl/mechanisms.h"
#include "sasl/server_exchange.h"
#include "smtp/proto/client.h"

#include <gtest/gtest.h>

namespace postamt::smtp::proto {

namespace {

using Tls = ClientSettings::Tls;
using State = Delivery::State;

SystemRandom systemRandom;

constexpr const char* modern
    = "250-mx.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 1000\r\n";

// Plays a server: what it says, one text for each time the client wants to read. Gives the whole
// talk; the client's bytes as they are, <tls> and <body> for what the owner does.
std::string play(Client& client, std::vector<std::string> server)
{
    std::string talk;
    std::size_t turn = 0;
    for (int rounds = 0; rounds < 200; ++rounds) {
        const auto action = client.next();
        if (const auto* send = std::get_if<Client::Send>(&action)) {
            talk += send->bytes;
        } else if (std::holds_alternative<Client::StartTls>(action)) {
            talk += "<tls>";
            client.tlsStarted();
        } else if (std::holds_alternative<Client::SendBody>(action)) {
            talk += "<body>";
            client.bodySent();
        } else if (std::holds_alternative<Client::Close>(action)) {
            return talk + "<close>";
        } else if (turn == server.size()) {
            client.lost("the connection broke");
        } else {
            client.received(server[turn++]);
        }
    }
    ADD_FAILURE() << "no end";
    return talk;
}

Letter letterTo(std::vector<std::string> recipients)
{
    return {"alice@example.test", std::move(recipients), 500, false, false};
}

std::vector<State> states(const Client& client)
{
    std::vector<State> out;
    for (const auto& delivery : client.deliveries())
        out.push_back(delivery.state);
    return out;
}

ClientSettings plainSettings(Tls tls = Tls::None)
{
    return {"me.test", tls, std::nullopt};
}

} // namespace

TEST(Client, SendsStepByStepToAnOldServer)
{
    Client client(plainSettings(), letterTo({"a@x.test", "b@x.test"}), systemRandom);
    const auto talk = play(
        client,
        {"220 old\r\n",
         "500 what\r\n",
         "250 hi\r\n",
         "250 ok\r\n",
         "550 5.1.1 no\r\n",
         "250 ok\r\n",
         "354 go\r\n",
         "250 2.0.0 kept\r\n",
         "221 bye\r\n"}
    );
    EXPECT_EQ(
        talk,
        "EHLO me.test\r\nHELO me.test\r\nMAIL FROM:<alice@example.test>\r\nRCPT TO:<a@x.test>\r\n"
        "RCPT TO:<b@x.test>\r\nDATA\r\n<body>QUIT\r\n<close>"
    );
    EXPECT_EQ(states(client), (std::vector{State::Permanent, State::Delivered}));
    EXPECT_EQ(client.deliveries()[0].reply.text, "no");
    EXPECT_EQ(client.deliveries()[1].reply.text, "kept");
}

TEST(Client, PipelinesTheEnvelope)
{
    auto letter = letterTo({"a@x.test", "b@x.test"});
    letter.eightBit = true;
    Client client(plainSettings(), letter, systemRandom);
    const auto talk = play(
        client,
        {"220 new\r\n",
         modern,
         "250 ok\r\n250 ok\r\n451 4.2.1 later\r\n354 go\r\n",
         "250 kept\r\n",
         "221 bye\r\n"}
    );
    EXPECT_EQ(
        talk,
        "EHLO me.test\r\nMAIL FROM:<alice@example.test> SIZE=500 BODY=8BITMIME\r\nRCPT "
        "TO:<a@x.test>\r\n"
        "RCPT TO:<b@x.test>\r\nDATA\r\n<body>QUIT\r\n<close>"
    );
    EXPECT_EQ(states(client), (std::vector{State::Delivered, State::Temporary}));
    EXPECT_TRUE(client.extensions().pipelining);
}

TEST(Client, SendsAnEmptyBodyIfAllWereRefusedButDataWasNot)
{
    Client client(plainSettings(), letterTo({"a@x.test"}), systemRandom);
    const auto talk = play(
        client,
        {"220 new\r\n", modern, "250 ok\r\n550 no\r\n354 go\r\n", "554 nobody\r\n", "221 bye\r\n"}
    );
    EXPECT_TRUE(talk.ends_with("DATA\r\n.\r\nQUIT\r\n<close>")) << talk;
    EXPECT_EQ(states(client), (std::vector{State::Permanent}));
    EXPECT_EQ(client.deliveries()[0].reply.text, "no");
}

TEST(Client, SplitsManyRecipientsIntoFlights)
{
    for (const std::size_t count : {99U, 100U, 101U, 250U}) {
        std::vector<std::string> recipients;
        for (std::size_t i = 0; i < count; ++i)
            recipients.push_back("r" + std::to_string(i) + "@x.test");
        Client client(plainSettings(), letterTo(recipients), systemRandom);
        client.received("220 new\r\n");
        std::size_t rcpts = 0;
        bool body = false;
        for (auto action = client.next(); !std::holds_alternative<Client::Close>(action);
             action = client.next()) {
            if (const auto* send = std::get_if<Client::Send>(&action)) {
                std::size_t inFlight = 0;
                for (std::string_view rest = send->bytes; !rest.empty();
                     rest.remove_prefix(rest.find('\n') + 1)) {
                    if (rest.starts_with("EHLO"))
                        client.received(modern);
                    else if (rest.starts_with("DATA"))
                        client.received("354 go\r\n");
                    else
                        client.received("250 ok\r\n");
                    inFlight += rest.starts_with("RCPT") ? 1 : 0;
                }
                EXPECT_LE(inFlight, 100U);
                rcpts += inFlight;
            } else if (std::holds_alternative<Client::SendBody>(action)) {
                body = true;
                client.bodySent();
                client.received("250 kept\r\n");
            } else {
                FAIL() << "the client waits for nothing";
            }
        }
        EXPECT_EQ(rcpts, count);
        EXPECT_TRUE(body);
        EXPECT_EQ(states(client), std::vector(count, State::Delivered));
    }
}

TEST(Client, StartsTlsBeforeAnythingElse)
{
    Client client(plainSettings(Tls::Required), letterTo({"a@x.test"}), systemRandom);
    const auto talk = play(
        client,
        {"220 hi\r\n",
         "250-mx.test\r\n250 STARTTLS\r\n",
         "220 go\r\n",
         "250 mx.test\r\n",
         "250 ok\r\n",
         "250 ok\r\n",
         "354 go\r\n",
         "250 ok\r\n",
         "221 bye\r\n"}
    );
    EXPECT_EQ(
        talk,
        "EHLO me.test\r\nSTARTTLS\r\n<tls>EHLO me.test\r\nMAIL FROM:<alice@example.test>\r\nRCPT "
        "TO:<a@x.test>\r\n"
        "DATA\r\n<body>QUIT\r\n<close>"
    );
    EXPECT_EQ(states(client), (std::vector{State::Delivered}));
}

TEST(Client, DoesNotGoOnWithoutTlsIfItIsRequired)
{
    for (const auto& server : std::vector<std::vector<std::string>>{
             {"220 hi\r\n", "250 mx.test\r\n"},
             {"220 hi\r\n", "250-mx.test\r\n250 STARTTLS\r\n", "454 not now\r\n"},
             {"220 hi\r\n", "502 no ehlo\r\n"},
    }) {
        Client client(plainSettings(Tls::Required), letterTo({"a@x.test"}), systemRandom);
        const auto talk = play(client, server);
        EXPECT_EQ(talk.find("MAIL"), std::string::npos);
        EXPECT_EQ(talk.find("HELO"), std::string::npos);
        EXPECT_EQ(states(client), (std::vector{State::Temporary}));
    }
}

TEST(Client, GoesOnWithoutTlsIfItIsOpportunistic)
{
    Client client(plainSettings(Tls::Opportunistic), letterTo({"a@x.test"}), systemRandom);
    const auto talk
        = play(client, {"220 hi\r\n", "250-mx.test\r\n250 STARTTLS\r\n", "454 not now\r\n"});
    EXPECT_EQ(talk, "EHLO me.test\r\nSTARTTLS\r\nMAIL FROM:<alice@example.test>\r\n<close>");
}

TEST(Client, BelievesNothingThatCameBeforeTls)
{
    Client client(plainSettings(Tls::Required), letterTo({"a@x.test"}), systemRandom);
    const auto talk = play(
        client,
        {"220 hi\r\n",
         "250-mx.test\r\n250 STARTTLS\r\n",
         "220 go\r\n250-evil\r\n250 AUTH PLAIN\r\n250 ok\r\n250 ok\r\n354 go\r\n250 kept\r\n"}
    );
    EXPECT_EQ(talk, "EHLO me.test\r\nSTARTTLS\r\n<tls>EHLO me.test\r\n<close>");
    EXPECT_EQ(states(client), (std::vector{State::Temporary}));
}

TEST(Client, LogsInWithTheBestMechanism)
{
    for (const auto& mechanism : sasl::mechanisms()) {
        if (mechanism.client == nullptr)
            continue;
        sasl::ClientCredentials credentials{"me", "pencil"};
        if (mechanism.name.ends_with("-PLUS"))
            credentials.bindings = {{"tls-exporter", "EXPORTED"}};
        Client client(
            {"me.test", Tls::Implicit, credentials}, letterTo({"a@x.test"}), systemRandom
        );
        sasl::ServerExchange exchange(mechanism.server(
            {.random = systemRandom, .scramSecret = "secret", .bindings = credentials.bindings}
        ));
        client.received("220 hi\r\n");
        bool authenticated = false;
        bool begun = false;
        for (auto action = client.next(); std::holds_alternative<Client::Send>(action);
             action = client.next()) {
            auto line = std::get<Client::Send>(action).bytes;
            line.resize(line.size() - 2);
            if (line.starts_with("EHLO")) {
                client.received(
                    "250-mx.test\r\n250 AUTH X-NEW " + std::string(mechanism.name) + "\r\n"
                );
                continue;
            }
            if (line.starts_with("MAIL")) {
                authenticated = true;
                break;
            }
            const auto command = "AUTH " + std::string(mechanism.name);
            sasl::ServerStep step;
            if (std::exchange(begun, true))
                step = exchange.line(line);
            else if (line == command)
                step = exchange.start(std::nullopt);
            else
                step = exchange.start(std::string_view(line).substr(command.size() + 1));
            if (const auto* verify = std::get_if<sasl::VerifyPassword>(&step))
                step = exchange.resume(verify->password == "pencil");
            else if (const auto* find = std::get_if<sasl::FindScramCredential>(&step))
                step = exchange.resume(std::optional(
                    *sasl::makeScramCredential("pencil", "0123456789abcdef", 4096, find->hash)
                ));
            if (const auto* challenge = std::get_if<sasl::Challenge>(&step))
                client.received("334 " + sasl::encodeChallenge(*challenge) + "\r\n");
            else
                client.received(
                    std::holds_alternative<sasl::Done>(step) ? "235 2.7.0 in\r\n"
                                                             : "535 5.7.8 no\r\n"
                );
        }
        EXPECT_TRUE(authenticated) << mechanism.name;
    }
}

TEST(Client, NeverShowsThePasswordInTheClear)
{
    Client client(
        {
            "me.test", Tls::None, sasl::ClientCredentials{"me", "pw"}
    },
        letterTo({"a@x.test"}),
        systemRandom
    );
    EXPECT_EQ(
        play(client, {"220 hi\r\n", "250-mx.test\r\n250 AUTH PLAIN LOGIN\r\n", "221 bye\r\n"}),
        "EHLO me.test\r\nQUIT\r\n<close>"
    );
    EXPECT_EQ(states(client), (std::vector{State::Temporary}));
}

TEST(Client, TreatsAFailedLoginAsTemporary)
{
    const ClientSettings settings{
        "me.test", Tls::Implicit, sasl::ClientCredentials{"me", "pw"}
    };
    Client refused(settings, letterTo({"a@x.test"}), systemRandom);
    play(
        refused,
        {"220 hi\r\n", "250-mx\r\n250 AUTH PLAIN\r\n", "535 5.7.8 wrong\r\n", "221 bye\r\n"}
    );
    EXPECT_EQ(states(refused), (std::vector{State::Temporary}));
    EXPECT_NE(refused.deliveries()[0].reply.text.find("wrong"), std::string::npos);
}

TEST(Client, DistrustsAServerThatProvesNothing)
{
    const ClientSettings settings{
        "me.test", Tls::Implicit, sasl::ClientCredentials{"me", "pw"}
    };
    Client early(settings, letterTo({"a@x.test"}), systemRandom);
    const auto talk = play(
        early, {"220 hi\r\n", "250-mx\r\n250 AUTH SCRAM-SHA-256\r\n", "235 in\r\n", "221 bye\r\n"}
    );
    EXPECT_EQ(talk.find("MAIL"), std::string::npos);
    EXPECT_EQ(states(early), (std::vector{State::Temporary}));

    Client garbage(settings, letterTo({"a@x.test"}), systemRandom);
    const auto aborted = play(
        garbage,
        {"220 hi\r\n", "250-mx\r\n250 AUTH LOGIN\r\n", "334 !!\r\n", "334 more\r\n", "221 bye\r\n"}
    );
    EXPECT_EQ(aborted, "EHLO me.test\r\nAUTH LOGIN\r\n*\r\nQUIT\r\n<close>");
    EXPECT_EQ(states(garbage), (std::vector{State::Temporary}));
}

TEST(Client, RefusesAtOnceWhatTheServerCannotTake)
{
    auto big = letterTo({"a@x.test"});
    big.size = 1001;
    Client tooBig(plainSettings(), big, systemRandom);
    EXPECT_EQ(
        play(tooBig, {"220 hi\r\n", modern, "221 bye\r\n"}), "EHLO me.test\r\nQUIT\r\n<close>"
    );
    EXPECT_EQ(tooBig.deliveries()[0].reply.enhanced->format(), "5.3.4");

    Client utf8(plainSettings(), letterTo({"j\xc3\xb6@x.test", "b@b\xc3\xbc.test"}), systemRandom);
    const auto talk = play(
        utf8,
        {"220 hi\r\n",
         "250-mx\r\n250 PIPELINING\r\n",
         "250 ok\r\n250 ok\r\n354 go\r\n",
         "250 ok\r\n"}
    );
    EXPECT_NE(talk.find("RCPT TO:<b@xn--b-eha.test>\r\nDATA"), std::string::npos) << talk;
    EXPECT_EQ(states(utf8), (std::vector{State::Permanent, State::Delivered}));

    auto header = letterTo({"a@x.test"});
    header.utf8Header = true;
    Client utf8Header(plainSettings(), header, systemRandom);
    play(utf8Header, {"220 hi\r\n", "250 mx\r\n", "221 bye\r\n"});
    EXPECT_EQ(states(utf8Header), (std::vector{State::Permanent}));
}

TEST(Client, AsksForSmtpUtf8WhereNeeded)
{
    Client client(plainSettings(), letterTo({"j\xc3\xb6@x.test"}), systemRandom);
    const auto talk = play(client, {"220 hi\r\n", modern});
    EXPECT_NE(talk.find("SIZE=500 SMTPUTF8\r\nRCPT TO:<j\xc3\xb6@x.test>"), std::string::npos)
        << talk;
}

TEST(Client, SendsNoAddressThatHoldsACommand)
{
    auto letter = letterTo({"a@x.test>\r\nRCPT TO:<evil@y.test", "b@x.test"});
    Client client(plainSettings(), letter, systemRandom);
    const auto talk = play(
        client,
        {"220 hi\r\n", modern, "250 ok\r\n250 ok\r\n354 go\r\n", "250 ok\r\n", "221 bye\r\n"}
    );
    EXPECT_EQ(talk.find("evil"), std::string::npos);
    EXPECT_EQ(states(client), (std::vector{State::Permanent, State::Delivered}));

    letter = letterTo({"b@x.test"});
    letter.sender = "a@b\r\nRSET";
    Client sender({"me\r\nRSET", Tls::None, std::nullopt}, letter, systemRandom);
    EXPECT_EQ(
        play(sender, {"220 hi\r\n", modern, "221 bye\r\n"}), "EHLO localhost\r\nQUIT\r\n<close>"
    );
    EXPECT_EQ(states(sender), (std::vector{State::Permanent}));
}

TEST(Client, SendsBouncesWithAnEmptySender)
{
    auto letter = letterTo({"a@x.test"});
    letter.sender.clear();
    Client client(plainSettings(), letter, systemRandom);
    EXPECT_NE(
        play(client, {"220 hi\r\n", modern}).find("MAIL FROM:<> SIZE=500\r\n"), std::string::npos
    );
}

TEST(Client, WhatIsUndecidedWhenTheLineBreaksIsTemporary)
{
    const std::vector<std::string> whole{
        "220 hi\r\n",
        modern,
        "250 ok\r\n250 ok\r\n550 no\r\n354 go\r\n",
        "250 kept\r\n",
        "221 bye\r\n"
    };
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        Client client(plainSettings(), letterTo({"a@x.test", "b@x.test"}), systemRandom);
        play(client, {whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut)});
        EXPECT_EQ(states(client)[0], cut >= 4 ? State::Delivered : State::Temporary) << cut;
        EXPECT_EQ(states(client)[1], cut >= 3 ? State::Permanent : State::Temporary) << cut;
    }
}

TEST(Client, TakesRefusalsAtAnyStage)
{
    const auto after = [](std::vector<std::string> server) {
        Client client(plainSettings(), letterTo({"a@x.test"}), systemRandom);
        play(client, std::move(server));
        return client.deliveries()[0].state;
    };
    EXPECT_EQ(after({"554 go away\r\n"}), State::Temporary);
    EXPECT_EQ(after({"220 hi\r\n", "421 closing\r\n"}), State::Temporary);
    EXPECT_EQ(
        after({"220 hi\r\n", modern, "550 bad sender\r\n503 x\r\n503 x\r\n"}), State::Permanent
    );
    EXPECT_EQ(after({"220 hi\r\n", modern, "450 later\r\n503 x\r\n503 x\r\n"}), State::Temporary);
    EXPECT_EQ(
        after({"220 hi\r\n", modern, "250 ok\r\n552 too many\r\n503 x\r\n"}), State::Temporary
    );
    EXPECT_EQ(after({"220 hi\r\n", modern, "250 ok\r\n250 ok\r\n554 no\r\n"}), State::Permanent);
    EXPECT_EQ(after({"220 hi\r\n", modern, "250 ok\r\n250 ok\r\n250 what\r\n"}), State::Temporary);
    EXPECT_EQ(
        after({"220 hi\r\n", modern, "250 ok\r\n250 ok\r\n354 go\r\n", "554 spam\r\n"}),
        State::Permanent
    );
    EXPECT_EQ(
        after({"220 hi\r\n", modern, "250 ok\r\n250 ok\r\n354 go\r\n", "452 full\r\n"}),
        State::Temporary
    );
    EXPECT_EQ(after({"220 hi\r\n", modern, "250 ok\r\n421 4.3.2 down\r\n"}), State::Temporary);
    EXPECT_EQ(after({"220 hi\r\n", "garbage\r\n"}), State::Temporary);
    EXPECT_EQ(after({"220 hi\r\n250 too early\r\n", modern, "550 x\r\n"}), State::Temporary);
}

TEST(Client, TakesNoAnswerThatCameBeforeItsQuestion)
{
    for (const auto& server : std::vector<std::vector<std::string>>{
             {"220 hi\r\n250 mx.test\r\n"},
             {"220 hi\r\n", std::string(modern) + "250 ok\r\n"},
             {"220 hi\r\n", modern, "250 ok\r\n250 ok\r\n354 go\r\n250 kept\r\n"},
             {"220 hi\r\n", modern, "250 ok\r\n250 ok\r\n354 go\r\n2"},
    }) {
        Client client(plainSettings(), letterTo({"a@x.test"}), systemRandom);
        play(client, server);
        EXPECT_EQ(states(client), (std::vector{State::Temporary})) << server.back();
    }
}

TEST(Client, IsPatientAsTheRfcSays)
{
    Client client(plainSettings(), letterTo({"a@x.test"}), systemRandom);
    EXPECT_EQ(client.patience(), std::chrono::minutes(5));
    for (const std::string bytes : {"220 hi\r\n", modern, "250 ok\r\n250 ok\r\n"}) {
        client.received(bytes);
        while (!std::holds_alternative<Client::Read>(client.next())) { }
    }
    EXPECT_EQ(client.patience(), std::chrono::minutes(2));
    client.received("354 go\r\n");
    EXPECT_TRUE(std::holds_alternative<Client::SendBody>(client.next()));
    client.bodySent();
    EXPECT_EQ(client.patience(), std::chrono::minutes(10));
}

} // namespace postamt::smtp::proto
