#include "imap/proto/select.h"

#include "imap/proto/status_response.h"

#include <algorithm>

namespace postamt::imap::proto {

namespace {

// RFC 7162: known-uids and the match data name numbers only.
SequenceSet plainSet(Lexer& lexer, std::string_view what)
{
    auto set = lexer.sequenceSet(what);
    const bool hasStar = std::ranges::any_of(set.ranges, [](auto range) {
        return range.first == SequenceSet::star || range.last == SequenceSet::star;
    });
    if (hasStar || set.saved)
        lexer.fail(Error{Fault::Bad, "expected numbers only in " + std::string(what), {}});
    return set;
}

SequenceMatch sequenceMatch(Lexer& lexer)
{
    SequenceMatch match;
    lexer.open("message numbers and UIDs");
    match.numbers = plainSet(lexer, "a set of message numbers");
    lexer.space();
    match.uids = plainSet(lexer, "a set of UIDs");
    if (match.numbers.resolve(0).count() != match.uids.resolve(0).count())
        lexer.fail(Error{Fault::Bad, "expected as many UIDs as message numbers", {}});
    if (!lexer.presentClose())
        lexer.expected("a closing parenthesis");
    return match;
}

QresyncParameters qresyncParameters(Lexer& lexer)
{
    QresyncParameters parameters;
    lexer.space();
    lexer.open("a list of QRESYNC parameters");
    parameters.uidValidity = lexer.nzNumber("a UIDVALIDITY");
    lexer.space();
    parameters.modSeq = lexer.number64("a mod-sequence");
    bool more = lexer.more();
    if (more && lexer.peek() != '(') {
        parameters.knownUids = plainSet(lexer, "a set of UIDs");
        more = lexer.more();
    }
    if (more) {
        parameters.match = sequenceMatch(lexer);
        if (!lexer.presentClose())
            lexer.expected("a closing parenthesis");
    }
    return parameters;
}

} // namespace

Result<SelectRequest> parseSelect(Lexer& lexer)
{
    SelectRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    if (lexer.ok() && !lexer.atEnd()) {
        lexer.space();
        lexer.open("a list of parameters");
        do {
            if (lexer.present("CONDSTORE"))
                request.condstore = true;
            else if (!request.qresync && lexer.present("QRESYNC"))
                request.qresync = qresyncParameters(lexer);
            else
                lexer.expected("CONDSTORE or QRESYNC");
        } while (lexer.more());
    }
    lexer.end();
    return lexer.result(std::move(request));
}

void formatSelectRequest(Writer& writer, const SelectRequest& request)
{
    writer.raw("SELECT ").mailbox(request.mailbox);
    if (!request.condstore && !request.qresync)
        return;
    writer.raw(request.condstore ? " (CONDSTORE" : " (");
    if (request.qresync) {
        const auto& parameters = *request.qresync;
        writer.raw(request.condstore ? " QRESYNC (" : "QRESYNC (");
        writer.number(parameters.uidValidity).raw(' ').number(parameters.modSeq);
        if (parameters.knownUids) {
            writer.raw(' ');
            formatSequenceSet(writer.out(), *parameters.knownUids);
        }
        if (parameters.match) {
            writer.raw(" (");
            formatSequenceSet(writer.out(), parameters.match->numbers);
            writer.raw(' ');
            formatSequenceSet(writer.out(), parameters.match->uids);
            writer.raw(')');
        }
        writer.raw(')');
    }
    writer.raw(')');
}

void formatSelectData(Writer& writer, const SelectData& data)
{
    const auto note = [&writer](std::string_view code, std::string_view text) {
        formatStatus(writer.out(), "*", Condition::Ok, code, text);
    };
    writer.raw("* FLAGS ").list(data.flags).line();
    std::string permanent;
    Writer(permanent).raw("PERMANENTFLAGS ").list(data.permanentFlags);
    note(permanent, "Flags that can be changed");
    writer.raw("* ").number(data.exists).raw(" EXISTS").line();
    if (data.recent)
        writer.raw("* ").number(*data.recent).raw(" RECENT").line();
    if (data.firstUnseen)
        note(code::numbered("UNSEEN", *data.firstUnseen), "First unseen message");
    note(code::numbered("UIDVALIDITY", data.uidValidity), "UIDs are valid");
    note(code::numbered("UIDNEXT", data.uidNext), "Predicted next UID");
    if (data.highestModSeq > 0)
        note(code::numbered("HIGHESTMODSEQ", data.highestModSeq), "Highest mod-sequence");
    else
        note("NOMODSEQ", "No mod-sequences here");
    if (!data.mailboxId.empty())
        note(code::mailboxId(data.mailboxId), "The mailbox itself, whatever its name");
}

} // namespace postamt::imap::proto
