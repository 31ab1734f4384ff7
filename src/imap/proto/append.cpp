#include "imap/proto/append.h"

#include <utility>

namespace postamt::imap::proto {

Result<AppendRequest> AppendParser::append(Lexer& lexer, bool isLast)
{
    AppendRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    request.steps = steps(lexer, isLast);
    return lexer.result(std::move(request));
}

Result<ReplaceRequest> AppendParser::replace(Lexer& lexer, bool isLast)
{
    ReplaceRequest request;
    isSingle_ = true;
    lexer.space();
    if (!lexer.present("*"))
        request.message = lexer.nzNumber("a message");
    lexer.space();
    request.mailbox = lexer.mailbox();
    request.steps = steps(lexer, isLast);
    return lexer.result(std::move(request));
}

Result<std::vector<AppendStep>> AppendParser::next(Lexer& lexer, bool isLast)
{
    auto out = steps(lexer, isLast);
    return lexer.result(std::move(out));
}

std::vector<AppendStep> AppendParser::steps(Lexer& lexer, bool isLast)
{
    steps_.clear();
    goOn(lexer);
    while (lexer.ok() && place_ == Place::Between) {
        const bool isEnough = isSingle_ ? messages_ > 0 : messages_ > 0 && lexer.atEnd();
        if (isEnough)
            break;
        message(lexer);
    }
    lexer.end();
    const bool awaitsBytes = !steps_.empty() && steps_.back().kind == AppendStep::Kind::Literal;
    if (awaitsBytes == isLast)
        lexer.fail(Error{Fault::Bad, "expected a message as a literal", {}});
    return std::move(steps_);
}

/// Ends what the bytes before this text belong to.
void AppendParser::goOn(Lexer& lexer)
{
    if (place_ == Place::Between)
        return;
    // UTF8 (~{...}) has a parenthesis behind its bytes.
    if (std::exchange(utf8_, false))
        lexer.require(")");
    if (std::exchange(place_, Place::Between) == Place::InList && lexer.more())
        parts(lexer);
    else
        add(AppendStep::Kind::End);
}

void AppendParser::message(Lexer& lexer)
{
    ++messages_;
    AppendStep begin;
    lexer.space();
    if (lexer.peek() == '(') {
        begin.flags = lexer.flagList();
        std::erase(begin.flags, "\\Recent");
        lexer.space();
    }
    if (lexer.peek() == '"') {
        begin.internalDate = lexer.dateTime();
        lexer.space();
    }
    steps_.push_back(std::move(begin));
    if (lexer.present("CATENATE")) {
        lexer.space();
        lexer.open("a list of URL and TEXT");
        parts(lexer);
        return;
    }
    bytes(lexer, "a message as a literal");
    place_ = Place::AfterBytes;
}

/// What is in the list of CATENATE, up to the next bytes or to its end.
void AppendParser::parts(Lexer& lexer)
{
    do {
        if (lexer.present("URL")) {
            lexer.space();
            add(AppendStep::Kind::Url);
            steps_.back().url = lexer.astring("a URL");
            continue;
        }
        if (lexer.present("TEXT"))
            lexer.space();
        else if (lexer.peek() != 'U' && lexer.peek() != 'u')
            lexer.expected("URL or TEXT");
        bytes(lexer, "a text as a literal");
        place_ = Place::InList;
        return;
    } while (lexer.more());
    add(AppendStep::Kind::End);
    place_ = Place::Between;
}

void AppendParser::bytes(Lexer& lexer, std::string_view what)
{
    if (lexer.present("UTF8")) {
        utf8_ = true;
        lexer.space();
        lexer.require("(");
    }
    add(AppendStep::Kind::Literal);
    steps_.back().literal = lexer.literalHeader(what);
    if (utf8_ && !steps_.back().literal.binary)
        lexer.fail(Error{Fault::Bad, "expected a literal8 (~{size}) after UTF8", {}});
}

void AppendParser::add(AppendStep::Kind kind)
{
    steps_.emplace_back();
    steps_.back().kind = kind;
}

} // namespace postamt::imap::proto
