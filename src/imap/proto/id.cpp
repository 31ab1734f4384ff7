#include "imap/proto/id.h"

namespace postamt::imap::proto {

namespace {

constexpr std::size_t maxFields = 30;
constexpr std::size_t maxName = 30;
constexpr std::size_t maxValue = 1024;

} // namespace

Result<IdFields> parseId(Lexer& lexer)
{
    IdFields fields;
    lexer.space();
    if (!lexer.present("NIL")) {
        lexer.open("NIL or a list of fields");
        if (!lexer.presentClose()) {
            do {
                auto name = lexer.string("a field name");
                lexer.space();
                auto value = lexer.nstring("a value");
                if (name.size() > maxName || (value && value->size() > maxValue)
                    || fields.size() == maxFields)
                    lexer.fail(Error{
                        Fault::Bad,
                        "expected at most 30 fields of 30 bytes with values of 1024 bytes",
                        {}
                    });
                fields.emplace_back(std::move(name), std::move(value));
            } while (lexer.more());
        }
    }
    lexer.end();
    return lexer.result(std::move(fields));
}

void formatId(Writer& writer, const IdFields& fields)
{
    writer.raw("* ID ");
    if (fields.empty()) {
        writer.raw("NIL").line();
        return;
    }
    char before = '(';
    for (const auto& [name, value] : fields) {
        writer.raw(before).string(name).raw(' ').nstring(value);
        before = ' ';
    }
    writer.raw(')').line();
}

} // namespace postamt::imap::proto
