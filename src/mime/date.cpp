#include "mime/date.h"

#include "base/ascii.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <vector>

namespace postamt::mime {

namespace {

constexpr std::array<std::string_view, 12> months{
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
};
constexpr std::array<std::string_view, 12> monthNames{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};
constexpr std::array<std::string_view, 7> dayNames{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

struct Zone {
    std::string_view name;
    int minutes;
};

// RFC 5322 section 4.3; military letters and unknown names are UTC. The European ones are not in
// the RFC, but were written and can mean only one thing.
constexpr std::array zones{
    Zone{"cdt",  -300},
    Zone{"cest", 120 },
    Zone{"cet",  60  },
    Zone{"cst",  -360},
    Zone{"edt",  -240},
    Zone{"est",  -300},
    Zone{"mdt",  -360},
    Zone{"mest", 120 },
    Zone{"met",  60  },
    Zone{"mst",  -420},
    Zone{"pdt",  -420},
    Zone{"pst",  -480},
};

constexpr std::int64_t secondsPerDay = 86'400;

/// A run of digits or of letters, and the character in front of it.
struct Token {
    std::string_view text;
    char before = ' ';
    bool isNumber = false;
    int value = 0;
};

constexpr std::size_t maxTokens = 16;
constexpr std::size_t maxLength = 200;

std::vector<Token> tokens(std::string_view raw)
{
    const std::string_view text = raw.substr(0, maxLength);
    std::vector<Token> out;
    int depth = 0;
    char before = ' ';
    for (std::size_t i = 0; i < text.size() && out.size() < maxTokens;) {
        const char c = text[i];
        depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
        if (depth > 0 || !(isDigit(c) || isAlpha(c))) {
            // Blanks and comments may stand around a colon.
            const bool isGap
                = depth > 0 || c == ')' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
            before = !isGap ? c : before == ':' ? ':' : ' ';
            ++i;
            continue;
        }
        const std::size_t begin = i;
        Token token{{}, before, isDigit(c), 0};
        for (; i < text.size() && (token.isNumber ? isDigit(text[i]) : isAlpha(text[i])); ++i) {
            if (token.isNumber)
                token.value = std::min(token.value * 10 + (text[i] - '0'), 1'000'000);
        }
        token.text = text.substr(begin, i - begin);
        out.push_back(token);
        before = ' ';
    }
    return out;
}

int monthOf(std::string_view name)
{
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (name.size() >= 3 && equalsIgnoreCase(name.substr(0, 3), months[i]))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

int fullYear(const Token& token)
{
    if (token.text.size() <= 2)
        return token.value + (token.value < 50 ? 2000 : 1900);
    return token.text.size() == 3 ? token.value + 1900 : token.value;
}

class Reader {
public:
    explicit Reader(std::string_view raw) : tokens_(tokens(raw)) { }

    std::optional<Date> read()
    {
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            take(tokens_[i], i + 1 < tokens_.size() ? &tokens_[i + 1] : nullptr);
        using namespace std::chrono;
        const year_month_day date{
            year{year_},
            month{static_cast<unsigned>(month_)},
            std::chrono::day{static_cast<unsigned>(day_)}
        };
        if (month_ == 0 || day_ < 1 || year_ < 0 || year_ > 9999 || !date.ok())
            return std::nullopt;
        if (hour_ > 23 || minute_ > 59 || second_ > 60)
            return std::nullopt;
        const std::int64_t days = sys_days(date).time_since_epoch().count();
        const std::int64_t time = hour_ * 3600 + minute_ * 60 + std::min(second_, 59);
        return Date{days * secondsPerDay + time - zone_ * 60LL, zone_};
    }

private:
    void take(const Token& token, const Token* next)
    {
        if (!token.isNumber)
            word(token);
        else if (token.before == '+' || (token.before == '-' && clock_ > 0 && year_ >= 0))
            zone(token);
        else if (token.before == ':' || token.before == '.')
            clock(token, token.before == ':');
        else if (clock_ == 0 && next && next->isNumber && next->before == ':')
            clock(token, true);
        else if (day_ < 0 && token.text.size() <= 2)
            day_ = token.value;
        else if (year_ < 0 && token.text.size() >= 2)
            year_ = fullYear(token);
    }

    void word(const Token& token)
    {
        if (month_ == 0 && (month_ = monthOf(token.text)) != 0)
            return;
        if (clock_ == 0)
            return;
        for (const Zone& zone : zones) {
            if (equalsIgnoreCase(zone.name, token.text))
                zone_ = zone.minutes;
        }
        if (equalsIgnoreCase(token.text, "pm") && hour_ < 12)
            hour_ += 12;
    }

    void clock(const Token& token, bool isColon)
    {
        // A dot separates a fraction of a second, or the clock of those who write 10.15.
        if (clock_ < 3 && isColon) {
            int* const fields[] = {&hour_, &minute_, &second_};
            *fields[clock_++] = token.value;
        }
    }

    void zone(const Token& token)
    {
        if (token.text.size() != 4 && token.text.size() != 2)
            return;
        const int hours = token.text.size() == 4 ? token.value / 100 : token.value;
        const int minutes = token.text.size() == 4 ? token.value % 100 : 0;
        if (minutes < 60)
            zone_ = (hours * 60 + minutes) * (token.before == '-' ? -1 : 1);
    }

    std::vector<Token> tokens_;
    int day_ = -1;
    int month_ = 0;
    int year_ = -1;
    int hour_ = 0;
    int minute_ = 0;
    int second_ = 0;
    int clock_ = 0; // how many of hour, minute, second were read
    int zone_ = 0;
};

} // namespace

std::int64_t Date::localDay() const
{
    const std::int64_t local = seconds + zoneMinutes * 60LL;
    return (local - (local < 0 ? secondsPerDay - 1 : 0)) / secondsPerDay;
}

std::optional<Date> parseDate(std::string_view raw)
{
    return Reader(raw).read();
}

std::string formatDate(const Date& date)
{
    using namespace std::chrono;
    const sys_days midnight{days{date.localDay()}};
    const year_month_day ymd{midnight};
    const std::int64_t time
        = date.seconds + date.zoneMinutes * 60LL - date.localDay() * secondsPerDay;
    const int zone = std::abs(date.zoneMinutes);
    return fmt::format(
        "{}, {} {} {:04} {:02}:{:02}:{:02} {}{:02}{:02}",
        dayNames[weekday{midnight}.c_encoding()],
        static_cast<unsigned>(ymd.day()),
        monthNames[static_cast<unsigned>(ymd.month()) - 1],
        static_cast<int>(ymd.year()),
        time / 3600,
        time / 60 % 60,
        time % 60,
        date.zoneMinutes < 0 ? '-' : '+',
        zone / 60,
        zone % 60
    );
}

} // namespace postamt::mime
