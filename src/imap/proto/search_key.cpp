#include "imap/proto/search_key.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <limits>

namespace postamt::imap::proto {

namespace {

using enum SearchKeyType;

enum class Argument {
    None,
    Children,
    Date,
    Flag,
    Header,
    ModSeq,
    Number,
    ObjectId,
    Seconds,
    Set,
    String
};

struct Row {
    SearchKeyType type;
    Argument argument;
    std::string_view name;
};

// All that begin with their name.
constexpr std::array rows{
    Row{All,               Argument::None,     "ALL"              },
    Row{Answered,          Argument::None,     "ANSWERED"         },
    Row{Bcc,               Argument::String,   "BCC"              },
    Row{Before,            Argument::Date,     "BEFORE"           },
    Row{Body,              Argument::String,   "BODY"             },
    Row{Cc,                Argument::String,   "CC"               },
    Row{Deleted,           Argument::None,     "DELETED"          },
    Row{Draft,             Argument::None,     "DRAFT"            },
    Row{EmailId,           Argument::ObjectId, "EMAILID"          },
    Row{Flagged,           Argument::None,     "FLAGGED"          },
    Row{From,              Argument::String,   "FROM"             },
    Row{Header,            Argument::Header,   "HEADER"           },
    Row{Keyword,           Argument::Flag,     "KEYWORD"          },
    Row{Larger,            Argument::Number,   "LARGER"           },
    Row{ModSeq,            Argument::ModSeq,   "MODSEQ"           },
    Row{New,               Argument::None,     "NEW"              },
    Row{Not,               Argument::Children, "NOT"              },
    Row{Old,               Argument::None,     "OLD"              },
    Row{Older,             Argument::Seconds,  "OLDER"            },
    Row{On,                Argument::Date,     "ON"               },
    Row{Or,                Argument::Children, "OR"               },
    Row{Recent,            Argument::None,     "RECENT"           },
    Row{SaveDateSupported, Argument::None,     "SAVEDATESUPPORTED"},
    Row{SavedBefore,       Argument::Date,     "SAVEDBEFORE"      },
    Row{SavedOn,           Argument::Date,     "SAVEDON"          },
    Row{SavedSince,        Argument::Date,     "SAVEDSINCE"       },
    Row{Seen,              Argument::None,     "SEEN"             },
    Row{SentBefore,        Argument::Date,     "SENTBEFORE"       },
    Row{SentOn,            Argument::Date,     "SENTON"           },
    Row{SentSince,         Argument::Date,     "SENTSINCE"        },
    Row{Since,             Argument::Date,     "SINCE"            },
    Row{Smaller,           Argument::Number,   "SMALLER"          },
    Row{Subject,           Argument::String,   "SUBJECT"          },
    Row{Text,              Argument::String,   "TEXT"             },
    Row{ThreadId,          Argument::ObjectId, "THREADID"         },
    Row{To,                Argument::String,   "TO"               },
    Row{Uid,               Argument::Set,      "UID"              },
    Row{Unanswered,        Argument::None,     "UNANSWERED"       },
    Row{Undeleted,         Argument::None,     "UNDELETED"        },
    Row{Undraft,           Argument::None,     "UNDRAFT"          },
    Row{Unflagged,         Argument::None,     "UNFLAGGED"        },
    Row{Unkeyword,         Argument::Flag,     "UNKEYWORD"        },
    Row{Unseen,            Argument::None,     "UNSEEN"           },
    Row{Younger,           Argument::Seconds,  "YOUNGER"          },
};

// Children of a list are counted by its parentheses.
constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

// Reads keys in the order they stand, and keeps those that still wait for children on a stack of
// its own.
class KeyParser {
public:
    explicit KeyParser(Lexer& lexer) : lexer_(lexer) { }

    std::vector<SearchKey> parse()
    {
        beginParent(And, unlimited);
        do
            parseKey();
        while (lexer_.ok() && hasMore());
        return std::move(keys_);
    }

private:
    struct Parent {
        std::size_t index;
        std::size_t wanted; // children still to come
    };

    void beginParent(SearchKeyType type, std::size_t wanted)
    {
        parents_.push_back({keys_.size(), wanted});
        addKey(type);
    }

    SearchKey& addKey(SearchKeyType type)
    {
        keys_.emplace_back();
        keys_.back().type = type;
        return keys_.back();
    }

    void endParent()
    {
        const auto index = parents_.back().index;
        keys_[index].extent = keys_.size() - index;
        parents_.pop_back();
    }

    void parseKey();
    void parseNamed(const Row& row);
    bool hasMore();

    Lexer& lexer_;
    std::vector<SearchKey> keys_;
    std::vector<Parent> parents_;
};

// One key that has no children, after all parents that begin before it.
void KeyParser::parseKey()
{
    constexpr std::string_view what = "a search key such as SUBJECT";
    for (;;) {
        const char next = lexer_.peek();
        if (next == '(') {
            lexer_.open(what);
            beginParent(And, unlimited);
            continue;
        }
        if (isDigit(next) || next == '*' || next == '$') {
            addKey(MessageNumbers).set = lexer_.sequenceSet();
            return;
        }
        const auto name = lexer_.word(what);
        const auto* const row = std::ranges::find_if(rows, [name](const auto& r) {
            return equalsIgnoreCase(r.name, name);
        });
        if (row == rows.end()) {
            lexer_.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
            return;
        }
        if (row->argument != Argument::Children) {
            parseNamed(*row);
            return;
        }
        lexer_.enter();
        lexer_.space();
        beginParent(row->type, row->type == Or ? 2 : 1);
    }
}

void parseModSeq(Lexer& lexer, SearchKey& key)
{
    // RFC 7162 section 3.1.5: an entry and its type may stand before the number
    if (lexer.peek() == '"') {
        key.name = lexer.quoted("a metadata entry");
        lexer.space();
        key.text = uppered(lexer.word("priv, shared or all"));
        if (key.text != "PRIV" && key.text != "SHARED" && key.text != "ALL")
            lexer.fail(
                Error{Fault::Bad, "expected priv, shared or all after the metadata entry", {}}
            );
        lexer.space();
    }
    key.number = lexer.number64("a mod-sequence");
}

// RFC 8474 section 7: letters, digits, "_" and "-"
std::string parseObjectId(Lexer& lexer)
{
    constexpr std::size_t longest = 255;
    std::string id(lexer.atom("an object id"));
    const bool isPermitted = std::ranges::all_of(id, [](char c) {
        return isAlpha(c) || isDigit(c) || c == '_' || c == '-';
    });
    if (!isPermitted || id.size() > longest)
        lexer.fail(Error{Fault::Bad, "expected an object id of letters, digits, _ and -", {}});
    return id;
}

void KeyParser::parseNamed(const Row& row)
{
    auto& key = addKey(row.type);
    if (row.argument != Argument::None)
        lexer_.space();
    switch (row.argument) {
    case Argument::None:
    case Argument::Children:
        break;
    case Argument::Date:
        key.date = lexer_.date();
        break;
    case Argument::Flag:
        key.text = lexer_.atom("a keyword");
        break;
    case Argument::Header:
        key.name = lexer_.astring("a header field name");
        lexer_.space();
        key.text = lexer_.astring("a text to search for");
        break;
    case Argument::ModSeq:
        parseModSeq(lexer_, key);
        break;
    case Argument::Number:
        key.number = lexer_.number64("a number of bytes");
        break;
    case Argument::Seconds:
        key.number = lexer_.nzNumber("a number of seconds");
        break;
    case Argument::ObjectId:
        key.text = parseObjectId(lexer_);
        break;
    case Argument::Set:
        key.set = lexer_.sequenceSet("a set of UIDs");
        break;
    case Argument::String:
        key.text = lexer_.astring("a text to search for");
        break;
    }
}

// A key is complete: ends the parents that it completes. True if another key follows.
bool KeyParser::hasMore()
{
    for (;;) {
        auto& parent = parents_.back();
        if (parent.wanted != unlimited) {
            if (--parent.wanted > 0)
                break;
            lexer_.leave();
            endParent();
            continue;
        }
        const bool isWhole = parents_.size() == 1;
        if (isWhole ? !lexer_.atEnd() : !lexer_.presentClose())
            break;
        endParent();
        if (isWhole)
            return false;
    }
    if (lexer_.peek() != ' ')
        lexer_.expected(
            parents_.size() == 1 ? "a space or the end of the command"
                                 : "a space or a closing parenthesis"
        );
    lexer_.space();
    return lexer_.ok();
}

void putArgument(Writer& writer, const SearchKey& key, Argument argument)
{
    if (argument != Argument::None)
        writer.raw(' ');
    switch (argument) {
    case Argument::None:
    case Argument::Children:
        break;
    case Argument::Date:
        formatDate(writer.out(), key.date);
        break;
    case Argument::Flag:
    case Argument::ObjectId:
        writer.raw(key.text);
        break;
    case Argument::Header:
        writer.astring(key.name).raw(' ').astring(key.text);
        break;
    case Argument::ModSeq:
        if (!key.text.empty())
            writer.string(key.name).raw(' ').raw(key.text).raw(' ');
        writer.number(key.number);
        break;
    case Argument::Number:
    case Argument::Seconds:
        writer.number(key.number);
        break;
    case Argument::Set:
        formatSequenceSet(writer.out(), key.set);
        break;
    case Argument::String:
        writer.astring(key.text);
        break;
    }
}

} // namespace

std::vector<SearchKey> parseSearchKeys(Lexer& lexer)
{
    return KeyParser(lexer).parse();
}

void formatSearchKeys(Writer& writer, const std::vector<SearchKey>& keys)
{
    std::vector<std::size_t> closings; // where the lists that are open end
    std::string_view before;
    for (std::size_t i = 1; i < keys.size(); ++i) {
        const auto& key = keys[i];
        writer.raw(before);
        before = " ";
        if (key.type == And) {
            writer.raw('(');
            closings.push_back(i + key.extent);
            before = "";
        } else if (key.type == MessageNumbers) {
            formatSequenceSet(writer.out(), key.set);
        } else {
            const auto& row = *std::ranges::find(rows, key.type, &Row::type);
            writer.raw(row.name);
            putArgument(
                writer, key, row.argument == Argument::Children ? Argument::None : row.argument
            );
        }
        for (; !closings.empty() && closings.back() == i + 1; closings.pop_back())
            writer.raw(')');
    }
}

} // namespace postamt::imap::proto
