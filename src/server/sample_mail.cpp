#include "server/sample_mail.h"

#include "base/encoding.h"
#include "mime/builder.h"
#include "server/sample_letters.h"
#include "server/sample_picture.h"

#include <fmt/format.h>

#include <utility>

namespace postamt::server {

namespace {

/// A page of PDF with some lines of text (Latin-1 is enough for them).
std::string pdf(const std::vector<std::string>& lines)
{
    std::string page = "BT /F1 14 Tf 72 760 Td 22 TL\n";
    for (const auto& line : lines)
        page += fmt::format("({}) Tj T*\n", line);
    page += "ET\n";
    const std::string objects[] = {
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        fmt::format("<< /Length {} >>\nstream\n{}endstream", page.size(), page),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    };
    std::string out = "%PDF-1.4\n";
    std::string table;
    for (std::size_t i = 0; i < std::size(objects); ++i) {
        table += fmt::format("{:010} 00000 n \n", out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const auto start = out.size();
    out += fmt::format("xref\n0 6\n0000000000 65535 f \n{}", table);
    out += fmt::format("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", start);
    return out;
}

mime::Attachment enclosed(Enclosure enclosure)
{
    switch (enclosure) {
    case Enclosure::Table:
        return {
            .type = "text/csv; charset=utf-8",
            .fileName = "figures-q3.csv",
            .bytes = "month,orders,returns,shipping EUR\nJuly,1204,37,4.90\nAugust,1377,36,4.10\n"
                     "September,1339,38,3.80\n",
            .id = {},
        };
    case Enclosure::Picture:
        return {
            .type = "image/png",
            .fileName = "Höhenweg.png",
            .bytes = base64Decode(samplePicture).value_or(std::string()),
            .id = {},
        };
    case Enclosure::Invoice:
    case Enclosure::None:
        break;
    }
    return {
        .type = "application/pdf",
        .fileName = "Unterlagen für Frau Sommerfeld.pdf",
        .bytes
        = pdf({"Frau Alice Sommerfeld", "Lindenweg 7, 80331 Musterstadt", "", "Vielen Dank!"}),
        .id = {},
    };
}

/// "Name <local@host>", where an empty host is that of the demo.
mime::Address addressOf(std::string_view text, std::string_view domain)
{
    const auto open = text.find(" <");
    const auto at = text.find('@');
    const auto host = text.substr(at + 1, text.size() - at - 2);
    mime::Address address;
    address.name = text.substr(0, open);
    address.mailbox = text.substr(open + 2, at - open - 2);
    address.host = host.empty() ? domain : host;
    return address;
}

mail::FlagSet flagsOf(std::string_view letters)
{
    static constexpr std::pair<char, mail::Flag> table[] = {
        {'S', mail::Flag::Seen    },
        {'A', mail::Flag::Answered},
        {'F', mail::Flag::Flagged },
        {'D', mail::Flag::Draft   },
    };
    mail::FlagSet flags;
    for (const auto& [letter, flag] : table) {
        if (letters.contains(letter))
            flags.add(flag);
    }
    return flags;
}

std::string bytesOf(const SampleLetter& letter, std::string_view domain, UnixSeconds date)
{
    mime::MessageBuilder message;
    const auto id = [&](std::string_view local) { return fmt::format("{}@{}", local, domain); };
    message.addresses("From", {addressOf(letter.from, domain)});
    message.addresses("To", {addressOf(letter.to, domain)});
    message.header("Subject", letter.subject);
    message.date({.seconds = date, .zoneMinutes = 60});
    message.messageId(id(letter.id));
    if (letter.mailbox == "INBOX" && letter.subject.starts_with("[bakers]"))
        message.header("List-Id", "Bread and those who bake it <bakers.lists.example>");
    std::string references;
    for (auto rest = letter.answers; !rest.empty();) {
        const auto one = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        references += fmt::format("{}<{}>", references.empty() ? "" : " ", id(one));
        if (rest.empty())
            message.header("In-Reply-To", fmt::format("<{}>", id(one)));
    }
    if (!references.empty())
        message.header("References", references);
    if (!letter.text.empty())
        message.text(letter.text);
    if (!letter.html.empty())
        message.html(letter.html);
    if (letter.enclosure != Enclosure::None)
        message.attach(enclosed(letter.enclosure));
    std::string token = "sample";
    for (const char c : letter.id)
        token += c == '-' ? 'x' : c;
    return message.build(token);
}

} // namespace

std::vector<SampleMessage> sampleMail(std::string_view domain, UnixSeconds now)
{
    std::vector<SampleMessage> out;
    for (const auto& letter : sampleLetters) {
        const UnixSeconds date = now - letter.hoursAgo * 3600;
        out.push_back({
            .user = letter.user,
            .mailbox = letter.mailbox,
            .date = date,
            .flags = flagsOf(letter.flags),
            .bytes = bytesOf(letter, domain, date),
        });
    }
    return out;
}

} // namespace postamt::server
