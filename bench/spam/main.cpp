// What the spam filter finds in a stream of mails, and what it costs. bench/spam.py makes a table
// of it.
//
// postamt_spam stream FOLDER PERCENT SEED
//     FOLDER holds NAME.ham.eml and NAME.spam.eml; they are judged and then learnt in the order of
//     their names. Of the errors PERCENT are told the filter; of all other mails it learns its own
//     verdict. With 100 every mail is told, right or wrong. One line a mail, "ham|spam LOG-ODDS",
//     then a line of figures.
// postamt_spam hostile MEGABYTES
//     One line for each kind of hostile mail of that size: name, milliseconds of the processor for
//     a MB.
#include "spam/verdict.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace postamt::spam;

constexpr std::uint64_t key = 1;

double processorMilliseconds()
{
    std::timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Adds up what it costs between two calls.
class Meter {
public:
    void start() { begin_ = processorMilliseconds(); }

    void stop() { total_ += processorMilliseconds() - begin_; }

    double total() const { return total_; }

private:
    double begin_ = 0;
    double total_ = 0;
};

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Mail {
    std::filesystem::path file;
    bool isSpam = false;
};

std::vector<Mail> mailsIn(const std::string& folder)
{
    std::vector<Mail> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".ham.eml") || name.ends_with(".spam.eml"))
            out.push_back({entry.path(), name.ends_with(".spam.eml")});
    }
    std::ranges::sort(out, {}, &Mail::file);
    return out;
}

int stream(const std::string& folder, unsigned percent, unsigned seed)
{
    Weights service = Weights::ofService();
    Weights user = Weights::ofUser();
    Model model(service, user);
    std::mt19937 random(seed);
    Meter taking;
    Meter classifying;
    Meter learning;
    const auto mails = mailsIn(folder);
    for (const Mail& mail : mails) {
        const std::string content = contentOf(mail.file);
        taking.start();
        const Sample sample = sampleOf(content, key);
        taking.stop();
        classifying.start();
        const Score score = model.score(sample);
        classifying.stop();
        std::printf("%s %.6f\n", mail.isSpam ? "spam" : "ham", score.logOdds());
        const bool isTold
            = percent >= 100 || (score.isJunk() != mail.isSpam && random() % 100 < percent);
        learning.start();
        if (isTold)
            model.learn(sample, mail.isSpam, Evidence::Told);
        else
            model.learn(sample, score.isJunk(), Evidence::Kept);
        learning.stop();
    }
    const double count = static_cast<double>(std::max<std::size_t>(mails.size(), 1));
    std::printf(
        "figures features_ms=%.4f score_ms=%.4f learn_ms=%.4f service_bytes=%zu user_bytes=%zu\n",
        taking.total() / count,
        classifying.total() / count,
        learning.total() / count,
        encode(service).size(),
        encode(user).size()
    );
    return mails.empty() ? 1 : 0;
}

std::string repeated(std::string_view text, std::size_t size)
{
    std::string out;
    out.reserve(size + text.size());
    while (out.size() < size)
        out += text;
    return out;
}

int hostile(double megabytes)
{
    const auto size = static_cast<std::size_t>(megabytes * 1e6);
    std::string numbers;
    for (unsigned i = 0; numbers.size() < size; ++i)
        numbers.append(std::to_string(i)).append(" ");
    const std::string html = "Content-Type: text/html\n\n";
    const std::vector<std::pair<const char*, std::string>> mails{
        {"words", "Subject: x\n\n" + numbers},
        {"deep-html", html + repeated("<div><b a=1 b=2>", size)},
        {"open-comments", html + repeated("<!--", size)},
        {"open-quotes", html + repeated("<a href='", size)},
        {"links", html + repeated("<a href=http://a.example/>b.example</a>", size)},
        {"base64", "Content-Transfer-Encoding: base64\n\n" + repeated("QUJDREVG\n", size)},
        {"parts",
         "Content-Type: multipart/mixed; boundary=b\n\n"
             + repeated("--b\nContent-Type: text/html\n\n<p>\n", size)},
        {"received", repeated("Received: from a (b [192.0.2.1]) by c; now\n", size)},
        {"addresses", "From: " + repeated("a@b.c.d.e.f.g,", size)},
        {"encoded-words", "Subject: " + repeated("=?utf-8?q?a?= ", size)},
        {"broken-charset",
         "Content-Type: text/plain; charset=iso-2022-jp\n\n" + repeated("\x1b$B\x80", size)},
        {"not-utf-8", "Content-Type: text/plain; charset=utf-8\n\n" + repeated("\xff\xc3", size)},
    };
    Weights service = Weights::ofService();
    Weights user = Weights::ofUser();
    const Model model(service, user);
    for (const auto& [name, mail] : mails) {
        Meter meter;
        meter.start();
        const Verdict verdict = verdictOn(model, sampleOf(mail, key, true));
        meter.stop();
        std::printf(
            "%s %.3f %.1f\n",
            name,
            meter.total() / (static_cast<double>(mail.size()) / 1e6),
            verdict.logOdds
        );
    }
    return 0;
}

} // namespace

int main(int count, char** words)
{
    const std::vector<std::string> arguments(words + 1, words + count);
    if (arguments.size() == 4 && arguments[0] == "stream")
        return stream(
            arguments[1],
            static_cast<unsigned>(std::atoi(arguments[2].c_str())),
            static_cast<unsigned>(std::atoi(arguments[3].c_str()))
        );
    if (arguments.size() == 2 && arguments[0] == "hostile")
        return hostile(std::atof(arguments[1].c_str()));
    std::fprintf(stderr, "usage: postamt_spam stream FOLDER PERCENT SEED | hostile MEGABYTES\n");
    return 2;
}
