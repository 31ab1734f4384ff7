#include "order/crowd.h"

#include "mail/message.h"
#include "mail/snapshot_editor.h"
#include "mime/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace postamt::order {

namespace {

constexpr UnixSeconds firstDate = 1'700'000'000;
constexpr std::size_t openThreads = 400; ///< that may still be answered
constexpr std::size_t mostReferences = 12;

/// Writes one message after the other.
class Writer {
public:
    std::string next(std::uint32_t number)
    {
        std::string header = fmt::format(
            "Message-ID: <{}.{}@mail{}.example.org>\r\nDate: {}\r\nFrom: {} "
            "<user{}@example.org>\r\n"
            "To: Person {} <person{}@example.net>\r\n",
            number,
            random_(),
            number % 50,
            date(number),
            name(),
            below(3000),
            below(500),
            below(500)
        );
        const bool answers = !threads_.empty() && below(10) < 7;
        if (!answers)
            begin(number);
        auto& thread = threads_[answers ? below(threads_.size()) : threads_.size() - 1];
        header += fmt::format("Subject: {}{}\r\n", answers ? "Re: " : "", thread.subject);
        if (answers) {
            header += "References:";
            for (const auto& id : thread.ids)
                header += " <" + id + '>';
            header += "\r\n";
        }
        if (thread.ids.size() == mostReferences)
            thread.ids.erase(thread.ids.begin() + 1);
        const auto begin = header.find('<') + 1;
        thread.ids.push_back(header.substr(begin, header.find('>') - begin));
        return header + "\r\n";
    }

private:
    struct Thread {
        std::string subject;
        std::vector<std::string> ids;
    };

    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_()) % limit; }

    static std::string date(std::uint32_t number)
    {
        const std::uint32_t day = number / 300;
        return fmt::format(
            "{} {} {} {:02}:{:02}:{:02} +0100",
            day % 28 + 1,
            std::string_view("JanFebMarAprMayJunJulAugSepOctNovDec").substr(day / 28 % 12 * 3, 3),
            2020 + day / 336,
            number * 7919 % 24,
            number % 60,
            number * 31 % 60
        );
    }

    std::string name()
    {
        constexpr std::string_view names[] = {"Anna", "Jürgen", "Zoë", "peter", "Grace", "Łukasz"};
        return fmt::format("{} {}", names[below(std::size(names))], below(900));
    }

    void begin(std::uint32_t number)
    {
        if (threads_.size() == openThreads)
            threads_.erase(threads_.begin());
        threads_.push_back(
            {fmt::format("About {} and {} of {}", below(700), below(900), number), {}}
        );
    }

    std::minstd_rand random_{4};
    std::vector<Thread> threads_;
};

} // namespace

Crowd::Crowd(std::uint32_t messages)
{
    Writer writer;
    mail::SnapshotEditor editor{mail::Snapshot()};
    for (std::uint32_t number = 1; number <= messages; ++number) {
        const auto message = writer.next(number);
        mail::Row row;
        row.uid = mail::Uid(number);
        row.internalDate = firstDate + 300 * UnixSeconds(number);
        row.size = static_cast<std::uint32_t>(message.size()) + number * 2'654'435'761U % 50'000;
        editor.append(row);
        uids.push_back(row.uid);
        const auto summary = mime::encode(mime::summarize(message));
        summaries.push_back(mail::encodeStoredSummary(store::BlobId(), summary));
    }
    rows = editor.finish();
}

} // namespace postamt::order
