// Eight times the input, about eight times the work: for every parser, with input made to hurt it.
#include "imap/proto/append.h"
#include "imap/proto/command_line.h"
#include "imap/proto/fetch_request.h"
#include "imap/proto/id.h"
#include "imap/proto/imap_url.h"
#include "imap/proto/list.h"
#include "imap/proto/list_pattern.h"
#include "imap/proto/mailbox_name.h"
#include "imap/proto/notify.h"
#include "imap/proto/search.h"
#include "imap/proto/select.h"
#include "imap/proto/splitter.h"
#include "imap/proto/store.h"
#include "mime/address.h"
#include "mime/date.h"
#include "mime/encoded_word.h"
#include "mime/message_id.h"
#include "mime/parameter.h"
#include "mime/search_text.h"
#include "mime/section.h"
#include "mime/subject.h"
#include "mime/summary.h"
#include "mime/transfer_encoding.h"
#include "pop/proto/command.h"
#include "pop/proto/message_writer.h"
#include "pop/proto/splitter.h"
#include "sasl/bearer_pairs.h"
#include "sasl/scram_message.h"
#include "smtp/proto/command.h"
#include "smtp/proto/ehlo.h"
#include "smtp/proto/splitter.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/html.h"
#include "text/utf8.h"
#include "work.h"

#include <gtest/gtest.h>

#include <vector>

namespace postamt::doubling {

namespace {

struct Case {
    std::string name;
    Nasty nasty;
    Parse parse;
};

void PrintTo(const Case& test, std::ostream* out)
{
    *out << test.name;
}

class Doubling : public testing::TestWithParam<Case> { };

TEST_P(Doubling, CostsNoMoreThanItMust)
{
    std::string shown;
    EXPECT_TRUE(isLinear(GetParam().nasty, GetParam().parse, shown)) << shown;
}

/// `head`, then `text` over and over, then `tail`.
Nasty of(std::string head, std::string text, std::string tail = "")
{
    return [=](std::size_t size) { return head + filled(text, size) + tail; };
}

/// As of(), with a number in the place of each '#'.
Nasty numbered(std::string head, std::string text, std::string tail = "")
{
    return [=](std::size_t size) {
        std::string out = head;
        for (std::size_t i = 0; out.size() < size; ++i) {
            for (const char c : text)
                out += c == '#' ? std::to_string(i) : std::string(1, c);
        }
        return out + tail;
    };
}

template <class... Parts>
void add(std::vector<Case>& out, Parts... parts)
{
    out.push_back(Case{parts...});
}

// ---- messages

void summarize(const std::string& input)
{
    static_cast<void>(mime::encode(mime::summarize(input)));
}

/// Parts in parts, each with a boundary of its own, and lines that are nearly boundaries.
std::string nested(std::size_t size)
{
    std::string out;
    std::vector<std::string> open;
    for (std::size_t i = 0; out.size() < size / 2; ++i) {
        open.push_back("b" + std::to_string(i));
        out += "Content-Type: multipart/mixed; boundary=" + open.back() + "\r\n\r\n--" + open.back()
            + "\r\n";
    }
    out += "\r\n" + filled("--b\r\n--b1x\r\n--b7--y\r\n", size / 2);
    for (; !open.empty(); open.pop_back())
        out += "\r\n--" + open.back() + "--\r\n";
    return out;
}

std::vector<Case> messages()
{
    std::vector<Case> out;
    const std::string mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    add(out, "summary_comments", of("From: ", "(", "\r\n\r\nx"), summarize);
    add(out, "summary_escapes", of("From: \"", "\\", "\r\n\r\nx"), summarize);
    add(out, "summary_folds", of("To: ", "\r\n a@b.example,", "\r\n\r\nx"), summarize);
    add(out, "summary_fields", of("", "To: a@b.example\r\n", "\r\nx"), summarize);
    add(out, "summary_types", of("", "Content-Type: a/b; c=d\r\n", "\r\nx"), summarize);
    add(out, "summary_groups", of("Cc: ", "g:a@b,c@d;", "\r\n\r\nx"), summarize);
    add(out, "summary_open_groups", of("Cc: ", "g:", "\r\n\r\nx"), summarize);
    add(out, "summary_words", of("Subject: ", "=?utf-8?q?=C3?= ", "\r\n\r\nx"), summarize);
    add(out, "summary_half_words", of("Subject: ", "=?utf-8?q?", "\r\n\r\nx"), summarize);
    add(out, "summary_references", of("References: ", "<a@b> ", "\r\n\r\nx"), summarize);
    add(out, "summary_open_references", of("References: ", "<", "\r\n\r\nx"), summarize);
    add(out, "summary_replies", of("Subject: ", "Re: [x] ", "\r\n\r\nx"), summarize);
    add(out, "summary_forwards", of("Subject: ", "[Fwd: ", "\r\n\r\nx"), summarize);
    add(out,
        "summary_continuations",
        numbered("Content-Type: a/b", "; n*#=x", "\r\n\r\nx"),
        summarize);
    add(out, "summary_same_parameters", of("Content-Type: a/b", "; n=x", "\r\n\r\nx"), summarize);
    add(out, "summary_languages", of("Content-Language: ", "de,", "\r\n\r\nx"), summarize);
    add(out, "summary_parts", of(mixed, "--b\r\n\r\n"), summarize);
    add(out, "summary_near_boundaries", of(mixed, "--bb\r\n--b \r\n--\r\n"), summarize);
    add(out, "summary_long_boundary", of(mixed + "--b", "b"), summarize);
    add(out, "summary_nested_parts", nested, summarize);
    add(out, "summary_nested_messages", of("", "Content-Type: message/rfc822\r\n\r\n"), summarize);
    add(out,
        "summary_digest",
        of("Content-Type: multipart/digest; boundary=b\r\n\r\n", "--b\r\n\r\nSubject: x\r\n\r\n"),
        summarize);
    add(out, "summary_html", of("Content-Type: text/html\r\n\r\n", "<a b='"), summarize);
    add(out, "summary_base64", of("Content-Transfer-Encoding: base64\r\n\r\n", "A!=\r\n"), summarize
    );
    add(out, "summary_empty_lines", of("a: b\r\n", "\r\n"), summarize);
    add(out, "summary_bare_cr", of("a: b\r\r", "\r"), summarize);
    add(out, "summary_continued_nothing", of("", " \r\n"), summarize);
    return out;
}

INSTANTIATE_TEST_SUITE_P(Messages, Doubling, testing::ValuesIn(messages()), [](const auto& test) {
    return test.param.name;
});

// ---- pieces of messages

std::vector<Case> headers()
{
    std::vector<Case> out;
    const Parse addresses
        = [](const std::string& s) { (void)mime::displayText(mime::parseAddresses(s)); };
    const Parse parameters = [](const std::string& s) { (void)mime::parseParameterized(s); };
    const Parse words = [](const std::string& s) { (void)mime::decodeWords(s); };
    const Parse encode = [](const std::string& s) { (void)mime::asciiText(s); };
    const Parse ids = [](const std::string& s) { (void)mime::messageIds(s); };
    const Parse subject = [](const std::string& s) { (void)mime::baseSubject(s); };
    const Parse date = [](const std::string& s) { (void)mime::parseDate(s); };
    const Parse search
        = [](const std::string& s) { (void)mime::headerContains(s, "subject", "aab"); };
    const std::vector<std::string> names{"date", "x"};
    const Parse filter
        = [names](const std::string& s) { (void)mime::filteredHeader(s, names, true); };
    add(out, "addresses_comments", of("", "(a(b)"), addresses);
    add(out, "addresses_routes", of("<", "@a,", ":b@c>"), addresses);
    add(out, "addresses_angles", of("", "<"), addresses);
    add(out, "addresses_quotes", of("", "\"a\\"), addresses);
    add(out, "addresses_commas", of("", ","), addresses);
    add(out, "addresses_brackets", of("a@", "["), addresses);
    add(out, "addresses_words", of("", "=?utf-8?b?w7w=?= "), addresses);
    add(out, "parameters_semicolons", of("a/b", ";"), parameters);
    add(out, "parameters_quotes", of("a/b; c=\"", "\\\""), parameters);
    add(out, "parameters_numbers", numbered("a/b", "; n*#*=%41"), parameters);
    add(out, "parameters_backwards", of("a/b", "; n*9=x; n*1=y; n*0=z"), parameters);
    add(out, "parameters_many", numbered("a/b", "; n#=x"), parameters);
    add(out, "words_q", of("", "=?utf-8?q?=C3=BC?= "), words);
    add(out, "words_charsets", of("", "=?iso-2022-jp?b?GyRC?= =?utf-8?q?_?="), words);
    add(out, "words_marks", of("", "=?"), words);
    add(out, "words_one_long", of("=?utf-8?q?", "=41", "?="), words);
    add(out, "encode_bytes", of("", "\xc3\xbc x "), encode);
    add(out, "encode_broken", of("", "\xc3"), encode);
    add(out, "ids", numbered("", "<#@b>"), ids);
    add(out, "ids_words", of("", "a@b "), ids);
    add(out, "ids_open", of("", "<a"), ids);
    add(out, "subject_blobs", of("", "[a] "), subject);
    add(out, "subject_trailers", of("x", " (fwd)"), subject);
    add(out, "subject_open", of("", "["), subject);
    add(out, "date_comments", of("Mon, 2 Mar 2026 10:00:00 ", "(", ""), date);
    add(out, "date_blanks", of("2 ", " \t"), date);
    add(out, "header_search", of("Subject: ", "aa"), search);
    add(out, "header_search_fields", of("", "Subject: aa\r\n"), search);
    add(out, "header_filter", of("", "a: b\r\n c\r\n"), filter);
    return out;
}

INSTANTIATE_TEST_SUITE_P(Headers, Doubling, testing::ValuesIn(headers()), [](const auto& test) {
    return test.param.name;
});

std::vector<Case> texts()
{
    std::vector<Case> out;
    const auto decode = [](mime::Encoding encoding) {
        return [encoding](const std::string& s) {
            mime::TransferDecoder decoder(encoding);
            std::string text;
            for (std::size_t at = 0; at < s.size(); at += 7)
                decoder.feed(std::string_view(s).substr(at, 7), text);
            decoder.finish(text);
        };
    };
    const auto charset = [](std::string name) {
        return [name](const std::string& s) { (void)text::toUtf8(s, name); };
    };
    const Parse html = [](const std::string& s) { (void)text::htmlToText(s, 3 * s.size()); };
    const Parse fold = [](const std::string& s) { (void)text::folded(s); };
    const Parse repair = [](const std::string& s) { (void)text::repaired(s); };
    add(out, "base64_junk", of("", "!A@B#"), decode(mime::Encoding::Base64));
    add(out, "base64_padding", of("", "A==="), decode(mime::Encoding::Base64));
    add(out, "quoted_blanks", of("", " \t"), decode(mime::Encoding::QuotedPrintable));
    add(out, "quoted_escapes", of("", "=4=\r\n="), decode(mime::Encoding::QuotedPrintable));
    add(out, "charset_switching", of("", "\x1b$B\x1b(B"), charset("iso-2022-jp"));
    add(out, "charset_utf7", of("", "+AGE-+"), charset("utf-7"));
    add(out, "charset_hz", of("", "~{~}"), charset("hz-gb-2312"));
    add(out, "charset_gb18030", of("", "\x81\x30\x81"), charset("gb18030"));
    add(out, "charset_guess", of("", "\xc3\xbc\xff"), charset(""));
    add(out, "html_tags", of("", "<"), html);
    add(out, "html_entities", of("", "&"), html);
    add(out, "html_numbers", of("", "&#1"), html);
    add(out, "html_comments", of("", "<!--"), html);
    add(out, "html_scripts", of("", "<script>"), html);
    add(out, "html_quotes", of("", "<a b=\"'"), html);
    add(out, "html_blocks", of("", "<p> </p>"), html);
    add(out, "fold_ligatures", of("", "\xef\xb7\xba"), fold); // one letter becomes eighteen
    add(out, "fold_marks", of("a", "\xcc\x88\xcc\xa3"), fold); // marks are sorted
    add(out, "fold_half_width_marks", of("x", "\xef\xbe\x9e\xcd\x8f\xcc\x88"), fold);
    add(out, "fold_broken", of("", "\xf0\x9f"), fold);
    add(out, "utf8_broken", of("", "\xe2\x80"), repair);
    return out;
}

INSTANTIATE_TEST_SUITE_P(Texts, Doubling, testing::ValuesIn(texts()), [](const auto& test) {
    return test.param.name;
});

// ---- IMAP

template <class F>
Parse command(F parse)
{
    return [parse](const std::string& text) {
        auto line = imap::proto::parseCommandLine(text);
        if (line)
            (void)parse(line->arguments);
    };
}

void splitImap(const std::string& input)
{
    imap::proto::Splitter splitter(imap::proto::SplitterLimits::afterLogin(1'000'000));
    for (std::size_t at = 0; at < input.size(); at += 7) {
        splitter.feed(std::string_view(input).substr(at, 7));
        while (splitter.next())
            ;
    }
}

std::vector<Case> imapCommands()
{
    using namespace imap::proto;
    std::vector<Case> out;
    add(out, "split_line", of("", "x"), splitImap);
    add(out, "split_lines", of("", "a NOOP\r\n"), splitImap);
    add(out, "split_empty_lines", of("", "\r\n"), splitImap);
    add(out, "split_literals", of("", "a LOGIN {3+}\r\nabc {1+}\r\nx\r\n"), splitImap);
    add(out, "split_one_literal", of("a LOGIN {400000+}\r\n", "x"), splitImap);
    add(out, "split_bodies", of("a APPEND x ", "{3+}\r\nabc ", "\r\n"), splitImap);
    add(out, "split_urls", of("a APPEND x CATENATE (", "URL {3+}\r\n/ab ", "\r\n"), splitImap);
    const auto append = [](Lexer& lexer) { return AppendParser().append(lexer, true); };
    add(out, "append_urls", of("a APPEND x CATENATE (", "URL a ", "URL b)"), command(append));
    add(out, "append_messages", of("a APPEND x", " CATENATE (URL a)"), command(append));
    add(out, "url_escapes", of("/", "%20", "/;UID=1"), [](const std::string& s) {
        (void)parseImapUrl(s);
    });
    add(out, "notify_groups", of("a NOTIFY SET", " (personal (MailboxName))"), command(parseNotify)
    );
    add(out, "notify_names", of("a NOTIFY SET (subtree (", "a ", "b) NONE)"), command(parseNotify));
    add(out,
        "notify_items",
        of("a NOTIFY SET (selected (MessageNew (", "UID ", "UID) MessageExpunge))"),
        command(parseNotify));
    add(out, "split_refused", of("a X {99999999+}\r\n", "x\r\n"), splitImap);
    add(out, "split_at_once", of("", "a NOOP\r\n"), [](const std::string& s) {
        Splitter splitter;
        splitter.feed(s);
        while (splitter.next())
            ;
    });
    add(out, "fetch_items", of("a FETCH 1 (", "BODY[1.2.3.MIME]<1.2> ", "UID)"), command(parseFetch)
    );
    add(out, "fetch_fields", of("a FETCH 1 BODY[HEADER.FIELDS (", "a ", "b)]"), command(parseFetch)
    );
    add(out, "fetch_section", of("a FETCH 1 BODY[1", ".1", "]"), command(parseFetch));
    add(out, "fetch_set", numbered("a FETCH ", "#:*,", "1 UID"), command(parseFetch));
    add(
        out,
        "store_set_down",
        [](std::size_t size) {
            std::string text = "a STORE ";
            for (std::size_t i = size / 7; i > 0; --i)
                text += std::to_string(2 * i) + ',';
            return text + "1 FLAGS (a)";
        },
        command(parseStore)
    );
    add(out, "store_flags", numbered("a STORE 1 FLAGS (", "k# ", "x)"), command(parseStore));
    add(out, "search_parentheses", of("a SEARCH ", "(", "ALL"), command(parseSearch));
    add(out, "search_not", of("a SEARCH ", "NOT ", "ALL"), command(parseSearch));
    add(out, "search_or", of("a SEARCH ", "OR ALL ", "ALL ALL"), command(parseSearch));
    add(out, "search_keys", of("a SEARCH ", "SUBJECT \"x\\\"\" ", "ALL"), command(parseSearch));
    add(
        out,
        "search_literal",
        [](std::size_t size) {
            return "a SEARCH BODY {" + std::to_string(size) + "+}\r\n" + std::string(size, 'x');
        },
        command(parseSearch)
    );
    add(out, "list_patterns", of("a LIST \"\" (", "% ", "*)"), command(parseList));
    add(out,
        "select_match",
        numbered("a SELECT x (QRESYNC (1 2 ", "#,", "9999999))"),
        command(parseSelect));
    add(out, "id_fields", of("a ID (", "\"a\" \"b\" ", "\"a\" NIL)"), command(parseId));
    add(out, "append_flags", of("a APPEND x (", "\\Seen ", "a) {3}"), command([](Lexer& lexer) {
            return AppendParser().append(lexer, false);
        }));
    add(out, "command_line", of("", "a"), command(parseNoArguments));
    add(out, "mailbox_utf7", of("", "&APw-"), [](const std::string& s) {
        (void)decodeModifiedUtf7(s);
    });
    add(out, "pattern_stars", of("", "a"), [](const std::string& s) {
        (void)ListPattern("", repeated("*a", 100) + "b").matches(s);
    });
    add(out, "pattern_percents", of("", "a/"), [](const std::string& s) {
        (void)ListPattern("", repeated("%*", 100) + "b").matches(s);
    });
    return out;
}

INSTANTIATE_TEST_SUITE_P(Imap, Doubling, testing::ValuesIn(imapCommands()), [](const auto& test) {
    return test.param.name;
});

// ---- SMTP, POP3, SASL

template <class Items>
Parse inSevens(Items items)
{
    return [items](const std::string& input) {
        auto taker = items();
        for (std::size_t at = 0; at < input.size(); at += 7) {
            taker->feed(std::string_view(input).substr(at, 7));
            while (taker->next())
                ;
        }
    };
}

void readReplies(const std::string& input)
{
    smtp::proto::ReplyParser parser;
    for (std::size_t at = 0; at < input.size(); at += 7) {
        parser.feed(std::string_view(input).substr(at, 7));
        for (;;) {
            const auto reply = parser.next();
            if (!reply || !*reply)
                break;
            (void)smtp::proto::parseEhlo(**reply);
        }
    }
}

std::vector<Case> others()
{
    std::vector<Case> out;
    const auto lines = inSevens([] { return std::make_unique<smtp::proto::Splitter>(); });
    const auto data = inSevens([] {
        auto splitter = std::make_unique<smtp::proto::Splitter>();
        splitter->beginData(100'000'000);
        return splitter;
    });
    const auto pop = inSevens([] { return std::make_unique<pop::proto::Splitter>(); });
    const Parse command = [](const std::string& s) { (void)smtp::proto::parseCommand(s, {}); };
    const Parse popMessage = [](const std::string& s) {
        pop::proto::MessageWriter writer;
        std::string text;
        for (std::size_t at = 0; at < s.size(); at += 7)
            writer.write(std::string_view(s).substr(at, 7), text);
        writer.finish(text);
    };
    add(out, "smtp_line", of("", "x"), lines);
    add(out, "smtp_lines", of("", "NOOP\r\n"), lines);
    add(out, "smtp_dots", of("", "\r\n.."), data);
    add(out, "smtp_half_ends", of("", "\r\n.\r"), data);
    add(out, "smtp_messages", of("", "a\r\n.\r\n"), data);
    add(out, "smtp_routes", of("RCPT TO:<", "@a,", "@b:c@d>"), command);
    add(out, "smtp_quotes", of("RCPT TO:<\"", "\\a", "\"@d>"), command);
    add(out, "smtp_labels", of("RCPT TO:<a@", "b.", "c>"), command);
    add(out, "smtp_parameters", of("MAIL FROM:<>", " SIZE=1"), command);
    add(out, "smtp_xtext", of("MAIL FROM:<> AUTH=", "+41"), command);
    add(out, "replies", of("", "250-x\r\n250 y\r\n"), readReplies);
    add(out, "reply_lines", of("", "250-AUTH A B\r\n"), readReplies);
    add(out, "reply_line", of("250 ", "x"), readReplies);
    add(out, "pop_line", of("", "x"), pop);
    add(out, "pop_lines", of("", "NOOP\r\n"), pop);
    add(out, "pop_command", of("RETR ", "1 "), [](const std::string& s) {
        (void)pop::proto::parseCommand(s);
    });
    add(out, "pop_message", of("", "\n.\r\r"), popMessage);
    add(out, "scram_first", of("n,,n=", "=2C", ",r=x"), [](const std::string& s) {
        (void)sasl::ScramClientFirst::parse(s);
    });
    add(out, "scram_final", of("c=biws,r=x,", "a=b,", "p=AAAA"), [](const std::string& s) {
        (void)sasl::ScramClientFinal::parse(s);
    });
    add(out, "bearer_pairs", of("", "a=b\1", "\1"), [](const std::string& s) {
        (void)sasl::pairValue(s, "auth");
    });
    return out;
}

INSTANTIATE_TEST_SUITE_P(Others, Doubling, testing::ValuesIn(others()), [](const auto& test) {
    return test.param.name;
});

// ---- the measure itself

TEST(Work, TellsQuadraticFromLinear)
{
    volatile unsigned sum = 0;
    const Parse linear = [&sum](const std::string& s) {
        for (const char c : s)
            sum = sum + static_cast<unsigned char>(c);
    };
    const Parse quadratic = [&sum](const std::string& s) {
        for (std::size_t i = 0; i < s.size(); ++i)
            for (std::size_t k = 0; k < i; k += 16)
                sum = sum + static_cast<unsigned char>(s[k]);
    };
    std::string shown;
    EXPECT_TRUE(isLinear(of("", "x"), linear, shown)) << shown;
    EXPECT_FALSE(isLinear(of("", "x"), quadratic, shown)) << shown;
}

} // namespace

} // namespace postamt::doubling
