// Many clients, each at everything a mail program does, in random but reproducible order.
#include "load/appending.h"
#include "load/failure.h"
#include "load/fetch_tally.h"
#include "load/imap_login.h"
#include "load/sample_mail.h"
#include "load/search_hits.h"
#include "load/stopwatch.h"
#include "load/told.h"
#include "load/workloads.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>

namespace postamt::load {

namespace {

/// A mailbox is never made smaller than this.
constexpr std::uint64_t fewest = 20;

/// How much of the mailbox one FETCH of envelopes covers.
constexpr std::uint64_t page = 20;

/// One mail program with its own account, so that it knows what every command must bring.
class Program {
public:
    Program(Options options, const SampleMail& mail, ImapClient& client, std::size_t index)
        : options_(std::move(options))
        , mail_(mail)
        , client_(client)
        , random_(static_cast<std::minstd_rand::result_type>(index + 1))
        , number_(options_.first + index * 1'000'000)
    {
    }

    /// Selects the mailbox and sees to it that there is something in it.
    Task<> prepare();

    /// Does one thing.
    Task<> act();

private:
    using Action = Task<> (Program::*)();

    struct Choice {
        unsigned weight;
        Action action;
    };

    static const std::array<Choice, 7> choices;

    Task<> select();
    Task<> fetch();
    Task<> store();
    Task<> append();
    Task<> expunge();
    Task<> search();
    Task<> idle();

    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

    std::uint64_t exists() const { return flagged_.size(); }

    void note(std::string_view text);
    Task<std::uint64_t> runAndCount(std::string command, std::string_view word);

    Options options_;
    const SampleMail& mail_;
    ImapClient& client_;
    std::minstd_rand random_;
    std::uint64_t number_; ///< of the next message appended
    std::vector<bool> flagged_; ///< what is known of each message
    std::string text_;
};

const std::array<Program::Choice, 7> Program::choices{
    {
     {10, &Program::select},
     {40, &Program::fetch},
     {20, &Program::store},
     {10, &Program::append},
     {5, &Program::expunge},
     {5, &Program::search},
     {10, &Program::idle},
     }
};

void Program::note(std::string_view text)
{
    if (const auto exists = numberOf(text, "EXISTS")) {
        flagged_.resize(*exists);
        return;
    }
    const auto gone = numberOf(text, "EXPUNGE");
    if (!gone)
        return;
    if (*gone == 0 || *gone > exists())
        giveUp("EXPUNGE of a message that is not there", text);
    flagged_.erase(flagged_.begin() + static_cast<std::ptrdiff_t>(*gone - 1));
}

/// Runs a command, counts the untagged responses that hold the word, follows the mailbox.
Task<std::uint64_t> Program::runAndCount(std::string command, std::string_view word)
{
    std::uint64_t count = 0;
    const ImapClient::Listener listener = [this, word, &count](const Untagged& untagged) {
        if (!untagged.begins)
            return;
        note(untagged.piece.text);
        count += untagged.piece.text.contains(word) ? 1 : 0;
    };
    co_await client_.run(command, listener);
    co_return count;
}

Task<> Program::prepare()
{
    co_await client_.capability();
    const auto selected = co_await client_.select(options_.mailbox);
    flagged_.resize(selected.exists);
    co_await runAndCount("EXPUNGE", " EXPUNGE"); // what an earlier run may have left
    const auto messages = co_await tellAll(&client_);
    if (messages.size() != exists())
        giveUp("SELECT and FETCH do not agree");
    for (std::size_t i = 0; i < messages.size(); ++i)
        flagged_[i] = messages[i].isFlagged;
    while (exists() < fewest)
        co_await append();
}

Task<> Program::act()
{
    static const auto sum = [] {
        unsigned total = 0;
        for (const Choice& choice : choices)
            total += choice.weight;
        return total;
    }();
    auto turn = below(sum);
    const auto* choice = choices.begin();
    while (turn >= choice->weight)
        turn -= (choice++)->weight;
    co_await (this->*choice->action)();
}

Task<> Program::select()
{
    const auto selected = co_await client_.select(options_.mailbox);
    if (selected.exists != exists())
        giveUp(fmt::format("SELECT: {} messages, expected {}", selected.exists, exists()));
}

Task<> Program::fetch()
{
    const bool isBody = below(2) == 0;
    const auto count = isBody ? 1 : std::min(page, exists());
    const auto first = 1 + below(exists() - count + 1);
    auto command = fmt::format(
        "FETCH {}:{} (UID FLAGS {})", first, first + count - 1, isBody ? "BODY.PEEK[]" : "ENVELOPE"
    );
    const std::string_view word = isBody ? "BODY[]" : "ENVELOPE (";
    const auto answers = co_await runAndCount(std::move(command), word);
    if (answers != count)
        giveUp(fmt::format("FETCH: {} answers for {} messages", answers, count));
}

Task<> Program::store()
{
    const auto number = 1 + below(exists());
    const bool sets = !flagged_[number - 1];
    const auto command = fmt::format("STORE {} {}FLAGS (\\Flagged)", number, sets ? '+' : '-');
    const auto told = fmt::format("* {} FETCH (", number);
    bool isTold = false;
    const ImapClient::Listener listener = [this, &told, &isTold, sets](const Untagged& untagged) {
        const auto text = untagged.piece.text;
        note(text);
        if (text.starts_with(told))
            isTold = text.contains("\\Flagged") == sets;
    };
    co_await client_.run(command, listener);
    if (!isTold)
        giveUp("STORE: the flags were not told", command);
    flagged_[number - 1] = sets;
}

Task<> Program::append()
{
    mail_.write(number_++, text_);
    const auto before = exists();
    const ImapClient::Listener listener
        = [this](const Untagged& untagged) { note(untagged.piece.text); };
    co_await appendMessage(&client_, options_.mailbox, &text_, listener);
    if (exists() != before + 1)
        giveUp(fmt::format("APPEND: {} messages are told, expected {}", exists(), before + 1));
}

Task<> Program::expunge()
{
    if (exists() <= fewest + 2) {
        co_await append();
        co_return;
    }
    const auto first = 1 + below(exists() - 1);
    auto mark = fmt::format("STORE {}:{} +FLAGS.SILENT (\\Deleted)", first, first + 1);
    co_await runAndCount(std::move(mark), "FETCH");
    const auto told = co_await runAndCount("EXPUNGE", " EXPUNGE");
    if (told != 2)
        giveUp(fmt::format("EXPUNGE: {} told, 2 marked", told));
}

Task<> Program::search()
{
    const bool isText = below(2) == 0;
    const std::string command = isText ? "SEARCH SUBJECT \"Rechnung\"" : "SEARCH FLAGGED";
    const auto most
        = isText ? exists() : static_cast<std::uint64_t>(std::ranges::count(flagged_, true));
    std::optional<std::uint64_t> hits;
    const ImapClient::Listener listener = [this, &hits](const Untagged& untagged) {
        note(untagged.piece.text);
        if (const auto found = searchHits(untagged.piece.text))
            hits = found;
    };
    co_await client_.run(command, listener);
    if (!hits || *hits > most || (!isText && *hits != most))
        giveUp(fmt::format("SEARCH: {} hits, expected {}", hits.value_or(0), most), command);
}

Task<> Program::idle()
{
    co_await client_.idle();
    co_await pause(std::chrono::milliseconds(5 + below(20)));
    co_await client_.done();
}

struct Mixing {
    double seconds = 0;
    Moment begin = {};
    std::uint64_t operations = 0;
    Latencies latencies = {};
};

Task<> actOn(Mixing* all, Program* program)
{
    while (secondsSince(all->begin) < all->seconds) {
        const auto begin = now();
        co_await program->act();
        all->latencies.add(secondsSince(begin));
        ++all->operations;
    }
}

} // namespace

Task<Steps> mixed(Options options)
{
    if (options.user > 0 || options.users < options.connections)
        giveUp("mixed wants as many --users as --connections");
    const SampleMail mail(options.size);
    const auto clients = co_await allLoggedIn(options);
    std::vector<std::unique_ptr<Program>> programs;
    std::vector<Task<>> preparing;
    for (std::size_t i = 0; i < clients.size(); ++i) {
        programs.push_back(std::make_unique<Program>(options, mail, *clients[i], i));
        preparing.push_back(programs.back()->prepare());
    }
    co_await together(std::move(preparing));

    Mixing all{.seconds = options.seconds};
    std::vector<Task<>> tasks;
    for (const auto& program : programs)
        tasks.push_back(actOn(&all, program.get()));
    const auto before = checkedBy(clients);
    const Stopwatch watch;
    all.begin = now();
    co_await together(std::move(tasks));
    Step step = watch.stop(all.operations, checkedBy(clients) - before);
    step.latencies = std::move(all.latencies);
    co_return Steps{std::move(step)};
}

} // namespace postamt::load
