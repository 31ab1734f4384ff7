// Delivers mail by LMTP over many connections at once and says how fast it went.
//
//   lmtp_load PORT CONNECTIONS MESSAGES SIZE ADDRESS... [--pid SERVER]
//
// Each connection sends one message after another to one of the addresses in turn, with pipelining, and waits
// for the answer, which comes when the message is on disk. One thread, poll(2). Every answer is checked. With
// --pid the CPU time and memory of the server are told too. Output is one line of JSON.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::uint16_t port = 0;
    std::size_t connections = 1;
    std::size_t messages = 1000;
    std::size_t size = 10240;
    std::vector<std::string> addresses;
    long server = 0;
};

[[noreturn]] void die(const std::string& why)
{
    std::cerr << "lmtp_load: " << why << '\n';
    std::exit(1);
}

/// A message of about `size` octets that no other equals.
std::string message(std::size_t number, std::size_t size)
{
    std::string text = "From: Bench <bench@example.test>\r\nTo: Somebody <somebody@example.test>\r\n"
                       "Subject: Message "
        + std::to_string(number) + "\r\nMessage-ID: <" + std::to_string(number)
        + "@bench.example.test>\r\nDate: Mon, 23 Nov 2026 12:00:00 +0000\r\n"
          "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
    unsigned state = static_cast<unsigned>(number) * 2654435761U + 1;
    while (text.size() + 74 < size) {
        for (int i = 0; i < 72; ++i) {
            state = state * 1664525U + 1013904223U;
            text += static_cast<char>(i % 7 == 6 ? ' ' : 'a' + (state >> 24) % 26);
        }
        text += "\r\n";
    }
    return text;
}

/// One connection: sends a command group, counts the reply lines that end it.
class Connection {
public:
    Connection(const Options& options, std::size_t index)
        : options_(options)
        , address_(options.addresses[index % options.addresses.size()])
    {
        fd_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to {};
        to.sin_family = AF_INET;
        to.sin_port = htons(options.port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
            die("cannot connect");
        const int on = 1;
        setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        fcntl(fd_, F_SETFL, O_NONBLOCK);
        expect(2); // greeting, LHLO
        out_ = "LHLO bench.example.test\r\n";
    }

    ~Connection() { close(fd_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    int fd() const { return fd_; }
    short events() const { return static_cast<short>(POLLIN | (out_.empty() ? 0 : POLLOUT)); }
    bool isIdle() const { return pending_ == 0; }
    std::size_t delivered() const { return delivered_; }

    void send(std::size_t number)
    {
        out_ += "MAIL FROM:<bench@example.test>\r\nRCPT TO:<" + address_ + ">\r\nDATA\r\n"
            + message(number, options_.size) + ".\r\n";
        expect(4); // MAIL, RCPT, 354, and the answer for the recipient
        counts_ = true;
    }

    void work(short events)
    {
        if ((events & POLLOUT) != 0 && !out_.empty()) {
            const auto sent = write(fd_, out_.data(), out_.size());
            if (sent > 0)
                out_.erase(0, static_cast<std::size_t>(sent));
        }
        if ((events & (POLLIN | POLLHUP | POLLERR)) != 0)
            receive();
    }

private:
    void expect(std::size_t replies) { pending_ += replies; }

    void receive()
    {
        char buffer[65536];
        const auto got = read(fd_, buffer, sizeof buffer);
        if (got == 0)
            die("the server has closed the connection");
        if (got < 0)
            return;
        in_.append(buffer, static_cast<std::size_t>(got));
        std::size_t at = 0;
        for (auto end = in_.find("\r\n", at); end != std::string::npos; end = in_.find("\r\n", at)) {
            reply(std::string_view(in_).substr(at, end - at));
            at = end + 2;
        }
        in_.erase(0, at);
    }

    void reply(std::string_view line)
    {
        if (line.size() < 4 || (line[0] != '2' && line[0] != '3'))
            die("refused: " + std::string(line));
        if (line[3] == '-')
            return;
        if (--pending_ == 0 && counts_)
            ++delivered_;
    }

    const Options& options_;
    std::string address_;
    int fd_ = -1;
    std::string out_;
    std::string in_;
    std::size_t pending_ = 0;
    std::size_t delivered_ = 0;
    bool counts_ = false;
};

/// User and system CPU seconds of a process, all threads.
double cpuSeconds(long pid)
{
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::istringstream rest(text.substr(text.rfind(')') + 2));
    std::string field;
    double ticks = 0;
    for (int i = 3; rest >> field; ++i) {
        if (i == 14 || i == 15)
            ticks += std::stod(field);
    }
    return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

long residentKb(long pid)
{
    std::ifstream in("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("VmRSS:"))
            return std::stol(line.substr(6));
    }
    return 0;
}

Options parse(int argc, char** argv)
{
    if (argc < 6)
        die("usage: lmtp_load PORT CONNECTIONS MESSAGES SIZE ADDRESS... [--pid SERVER]");
    Options options;
    options.port = static_cast<std::uint16_t>(std::stoi(argv[1]));
    options.connections = std::stoul(argv[2]);
    options.messages = std::stoul(argv[3]);
    options.size = std::stoul(argv[4]);
    for (int i = 5; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--pid" && i + 1 < argc)
            options.server = std::stol(argv[++i]);
        else
            options.addresses.emplace_back(argv[i]);
    }
    return options;
}

}

int main(int argc, char** argv)
{
    const Options options = parse(argc, argv);
    std::vector<std::unique_ptr<Connection>> connections;
    for (std::size_t i = 0; i < options.connections; ++i)
        connections.push_back(std::make_unique<Connection>(options, i));

    const double cpuBefore = options.server != 0 ? cpuSeconds(options.server) : 0;
    const auto begin = Clock::now();
    std::size_t sent = 0;
    std::size_t done = 0;
    std::vector<pollfd> polls(connections.size());
    while (done < options.messages) {
        done = 0;
        for (std::size_t i = 0; i < connections.size(); ++i) {
            auto& connection = *connections[i];
            if (connection.isIdle() && sent < options.messages)
                connection.send(sent++);
            done += connection.delivered();
            polls[i] = {connection.fd(), connection.events(), 0};
        }
        if (done >= options.messages)
            break;
        if (poll(polls.data(), polls.size(), 10'000) <= 0)
            die("no answer for ten seconds");
        for (std::size_t i = 0; i < connections.size(); ++i)
            connections[i]->work(polls[i].revents);
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::printf(
        "{\"connections\": %zu, \"messages\": %zu, \"seconds\": %.3f, \"per_second\": %.0f",
        options.connections,
        options.messages,
        seconds,
        static_cast<double>(options.messages) / seconds
    );
    if (options.server != 0) {
        const double cpu = cpuSeconds(options.server) - cpuBefore;
        std::printf(
            ", \"server_cpu_ms_each\": %.3f, \"server_rss_kb\": %ld",
            cpu * 1000 / static_cast<double>(options.messages),
            residentKb(options.server)
        );
    }
    std::printf("}\n");
    return 0;
}
