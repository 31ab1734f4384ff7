#include "states_response.h"

#include "states_broken.h"

#include <charconv>
#include <utility>

namespace postamt::chaos {

std::uint64_t toNumber(std::string_view digits)
{
    std::uint64_t number = 0;
    const auto end = digits.data() + digits.size();
    if (digits.empty() || std::from_chars(digits.data(), end, number).ptr != end)
        throw Broken("not a number: " + std::string(digits));
    return number;
}

std::string setOf(const Numbers& ascending)
{
    std::string out;
    for (std::size_t i = 0; i < ascending.size();) {
        std::size_t last = i;
        while (last + 1 < ascending.size() && ascending[last + 1] == ascending[last] + 1)
            ++last;
        out += (out.empty() ? "" : ",") + std::to_string(ascending[i]);
        if (last > i)
            out += ":" + std::to_string(ascending[last]);
        i = last + 1;
    }
    return out;
}

Numbers numbersOf(std::string_view set, bool ascends)
{
    Numbers out;
    while (!set.empty()) {
        const auto comma = set.find(',');
        const auto range = set.substr(0, comma);
        set.remove_prefix(comma == std::string_view::npos ? set.size() : comma + 1);
        const auto colon = range.find(':');
        const auto first = toNumber(range.substr(0, colon));
        const auto last
            = colon == std::string_view::npos ? first : toNumber(range.substr(colon + 1));
        if (first == 0 || last < first || last - first > 1'000'000)
            throw Broken("not a set: " + std::string(range));
        if (ascends && !out.empty() && first <= out.back())
            throw Broken("a set that does not ascend");
        for (auto number = first; number <= last; ++number)
            out.push_back(static_cast<std::uint32_t>(number));
    }
    return out;
}

std::optional<std::string> Response::codeOf(std::string_view name) const
{
    if (!code.starts_with(name) || (code.size() > name.size() && code[name.size()] != ' '))
        return std::nullopt;
    return code.substr(std::min(code.size(), name.size() + 1));
}

namespace {

/// Reads one response from its beginning to its end.
class Reader {
public:
    explicit Reader(const std::string& text) : text_(text), rest_(text) { }

    bool atEnd() const { return rest_.empty(); }

    bool isAt(char what) const { return rest_.starts_with(what); }

    bool skip(std::string_view what)
    {
        if (!rest_.starts_with(what))
            return false;
        rest_.remove_prefix(what.size());
        return true;
    }

    void expect(std::string_view what)
    {
        if (!skip(what))
            fail("expected " + std::string(what));
    }

    /// Up to a blank, a bracket or a parenthesis.
    std::string_view word()
    {
        const auto end = rest_.find_first_of(" ()[]\"\r\n");
        const auto out = rest_.substr(0, end);
        rest_.remove_prefix(out.size());
        return out;
    }

    std::uint64_t number() { return toNumber(word()); }

    std::string_view upTo(char end)
    {
        const auto at = rest_.find(end);
        if (at == std::string_view::npos)
            fail("no end");
        const auto out = rest_.substr(0, at);
        rest_.remove_prefix(at + 1);
        return out;
    }

    /// A string, quoted or as literal, or NIL, or an atom.
    std::string string()
    {
        if (skip("{")) {
            const auto size = toNumber(upTo('}'));
            expect("\r\n");
            if (rest_.size() < size)
                fail("a short literal");
            std::string out(rest_.substr(0, size));
            rest_.remove_prefix(size);
            return out;
        }
        if (!skip("\""))
            return std::string(word());
        std::string out;
        while (!skip("\"")) {
            skip("\\");
            if (rest_.empty())
                fail("an open string");
            out += rest_.front();
            rest_.remove_prefix(1);
        }
        return out;
    }

    /// A value that nobody looks into, as it came.
    std::string raw()
    {
        const auto begin = rest_;
        int depth = 0;
        do {
            if (skip("("))
                ++depth;
            else if (skip(")"))
                --depth;
            else if (!skip(" "))
                string();
        } while (depth > 0 && !rest_.empty());
        return std::string(begin.substr(0, begin.size() - rest_.size()));
    }

    std::string_view rest() const { return rest_; }

    [[noreturn]] void fail(const std::string& why) const
    {
        throw Broken("cannot be read (" + why + "): " + text_.substr(0, 400));
    }

private:
    const std::string& text_;
    std::string_view rest_;
};

void readCondition(Reader& reader, Response& out)
{
    if (reader.skip("["))
        out.code = reader.upTo(']');
}

Flags readFlags(Reader& reader)
{
    Flags flags = 0;
    reader.expect("(");
    while (!reader.skip(")")) {
        reader.skip(" ");
        flags |= flagNamed(reader.word());
    }
    return flags;
}

void readFetch(Reader& reader, Response& out)
{
    out.kind = Response::Kind::Fetch;
    reader.expect("(");
    while (!reader.skip(")")) {
        reader.skip(" ");
        const auto item = reader.word();
        if (reader.skip("["))
            reader.upTo(']');
        reader.expect(" ");
        if (item == "UID") {
            out.uid = static_cast<std::uint32_t>(reader.number());
        } else if (item == "MODSEQ") {
            reader.expect("(");
            out.modSeq = reader.number();
            reader.expect(")");
        } else if (item == "FLAGS") {
            out.flags = readFlags(reader);
        } else if (item == "BODY") {
            out.body = reader.string();
        } else {
            out.facts[std::string(item)] = reader.raw();
        }
    }
}

/// SEARCH, and SORT, which is like it.
void readSearch(Reader& reader, Response& out, Response::Kind kind)
{
    out.kind = kind;
    while (reader.skip(" ")) {
        if (reader.skip("(MODSEQ ")) {
            out.modSeq = reader.number();
            reader.expect(")");
        } else {
            out.numbers.push_back(static_cast<std::uint32_t>(reader.number()));
        }
    }
}

/// "(2 3:6)" of ADDTO and REMOVEFROM: places and sets in turn.
void readChanges(Reader& reader, Response& out, bool isAdded)
{
    reader.expect("(");
    do {
        ContextChange change{isAdded, static_cast<std::uint32_t>(reader.number()), {}};
        reader.expect(" ");
        change.numbers = numbersOf(reader.word(), false);
        out.changes.push_back(std::move(change));
    } while (reader.skip(" "));
    reader.expect(")");
}

void readPartial(Reader& reader, Response& out)
{
    reader.expect("(");
    reader.word();
    reader.expect(" ");
    out.partial = reader.skip("NIL") ? Numbers() : numbersOf(reader.word(), false);
    reader.expect(")");
}

/// One thread and all that is below it.
void readThread(Reader& reader, Numbers& out)
{
    reader.expect("(");
    while (!reader.skip(")")) {
        reader.skip(" ");
        if (reader.isAt('('))
            readThread(reader, out);
        else
            out.push_back(static_cast<std::uint32_t>(reader.number()));
    }
}

void readThreads(Reader& reader, Response& out)
{
    out.kind = Response::Kind::Thread;
    reader.skip(" ");
    while (!reader.atEnd())
        readThread(reader, out.threads.emplace_back());
}

void readUidBatches(Reader& reader, Response& out)
{
    out.kind = Response::Kind::UidBatches;
    reader.expect(" (TAG ");
    out.tag = reader.string();
    reader.expect(")");
    if (reader.skip(" "))
        out.batches = reader.word();
}

void readEsearch(Reader& reader, Response& out)
{
    out.kind = Response::Kind::Esearch;
    reader.expect(" (TAG ");
    out.tag = reader.string();
    if (reader.skip(" MAILBOX ")) {
        out.mailbox = reader.string();
        reader.expect(" UIDVALIDITY ");
        out.values["UIDVALIDITY"] = reader.number();
    }
    reader.expect(")");
    while (reader.skip(" ")) {
        const auto name = reader.word();
        if (name == "UID") {
            out.isByUid = true;
            continue;
        }
        reader.expect(" ");
        if (name == "ALL") {
            out.hasAll = true;
            out.numbers = numbersOf(reader.word(), false);
        } else if (name == "ADDTO" || name == "REMOVEFROM") {
            readChanges(reader, out, name == "ADDTO");
        } else if (name == "PARTIAL") {
            readPartial(reader, out);
        } else if (name == "MODSEQ") {
            out.modSeq = reader.number();
        } else {
            out.values[std::string(name)] = reader.number();
        }
    }
}

void readStatus(Reader& reader, Response& out)
{
    out.kind = Response::Kind::Status;
    reader.expect(" ");
    out.mailbox = reader.string();
    reader.expect(" (");
    while (!reader.skip(")")) {
        reader.skip(" ");
        const auto name = reader.word();
        reader.expect(" ");
        out.values[std::string(name)] = reader.number();
    }
}

/// What GETMETADATA asked for; what others have changed is told without values, and not read.
void readMetadata(Reader& reader, Response& out)
{
    reader.expect(" ");
    out.mailbox = reader.string();
    reader.expect(" ");
    if (!reader.skip("("))
        return;
    out.kind = Response::Kind::Metadata;
    while (!reader.skip(")")) {
        reader.skip(" ");
        const std::string entry(reader.word());
        reader.expect(" ");
        out.texts[entry] = reader.string();
    }
}

void readAcl(Reader& reader, Response& out)
{
    out.kind = Response::Kind::Acl;
    reader.expect(" ");
    out.mailbox = reader.string();
    while (reader.skip(" ")) {
        const auto identifier = reader.string();
        reader.expect(" ");
        out.texts[identifier] = reader.string();
    }
}

void readNumbered(Reader& reader, Response& out, std::uint64_t number)
{
    out.number = static_cast<std::uint32_t>(number);
    const auto word = reader.word();
    if (word == "EXISTS") {
        out.kind = Response::Kind::Exists;
    } else if (word == "EXPUNGE") {
        out.kind = Response::Kind::Expunge;
    } else if (word == "FETCH") {
        reader.expect(" ");
        readFetch(reader, out);
    } else if (word == "UIDFETCH") {
        reader.expect(" ");
        readFetch(reader, out);
        out.isUidFetch = true;
        if (out.uid.value_or(out.number) != out.number)
            reader.fail("two UIDs");
        out.uid = std::exchange(out.number, 0);
    } else if (word != "RECENT") {
        reader.fail("unknown");
    }
}

void readUntagged(Reader& reader, Response& out)
{
    const std::string word(reader.word());
    if (!word.empty() && word.find_first_not_of("0123456789") == std::string::npos) {
        reader.expect(" ");
        readNumbered(reader, out, toNumber(word));
    } else if (word == "OK" || word == "NO" || word == "BAD" || word == "BYE"
               || word == "PREAUTH") {
        out.kind = Response::Kind::Condition;
        out.condition = word;
        reader.expect(" ");
        readCondition(reader, out);
    } else if (word == "VANISHED") {
        out.kind = Response::Kind::Vanished;
        reader.expect(" ");
        out.isEarlier = reader.skip("(EARLIER) ");
        out.numbers = numbersOf(reader.word(), true);
    } else if (word == "SEARCH") {
        readSearch(reader, out, Response::Kind::Search);
    } else if (word == "SORT") {
        readSearch(reader, out, Response::Kind::Sort);
    } else if (word == "THREAD") {
        readThreads(reader, out);
    } else if (word == "UIDBATCHES") {
        readUidBatches(reader, out);
    } else if (word == "ESEARCH") {
        readEsearch(reader, out);
    } else if (word == "STATUS") {
        readStatus(reader, out);
    } else if (word == "METADATA") {
        readMetadata(reader, out);
    } else if (word == "ACL") {
        readAcl(reader, out);
    }
}

} // namespace

Response parse(const std::string& text)
{
    Response out;
    Reader reader(text);
    if (reader.skip("+")) {
        out.kind = Response::Kind::Continue;
    } else if (reader.skip("* ")) {
        readUntagged(reader, out);
    } else {
        out.kind = Response::Kind::Tagged;
        out.tag = reader.word();
        reader.expect(" ");
        out.condition = reader.word();
        reader.expect(" ");
        readCondition(reader, out);
    }
    return out;
}

} // namespace postamt::chaos
