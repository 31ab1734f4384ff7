#include "imap/proto/thread.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <vector>

namespace postamt::imap::proto {

namespace {

struct Row {
    ThreadAlgorithm algorithm;
    std::string_view name;
};

constexpr std::array rows{
    Row{ThreadAlgorithm::OrderedSubject, "ORDEREDSUBJECT"},
    Row{ThreadAlgorithm::References,     "REFERENCES"    },
    Row{ThreadAlgorithm::Refs,           "REFS"          },
};

// "(" and all messages up to the end of the thread, or up to the place where it divides; then the
// first of the branches.
std::uint32_t openThread(Writer& writer, std::span<const ThreadNode> nodes, std::uint32_t node)
{
    writer.raw('(');
    std::string_view before;
    for (;;) {
        if (nodes[node].number != 0) {
            writer.raw(before).number(nodes[node].number);
            before = " ";
        }
        const auto child = nodes[node].firstChild;
        if (child == ThreadNode::none || nodes[child].nextSibling != ThreadNode::none) {
            if (child != ThreadNode::none)
                writer.raw(before);
            return child;
        }
        node = child;
    }
}

} // namespace

Result<ThreadRequest> parseThread(Lexer& lexer)
{
    constexpr std::string_view what = "ORDEREDSUBJECT, REFERENCES or REFS";
    ThreadRequest request;
    lexer.space();
    const auto name = lexer.word(what);
    const auto* const row = std::ranges::find_if(rows, [name](const auto& r) {
        return equalsIgnoreCase(r.name, name);
    });
    if (row == rows.end())
        lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
    else
        request.algorithm = row->algorithm;
    lexer.space();
    parseSearchProgram(lexer, request.search);
    return lexer.result(std::move(request));
}

void formatThreadRequest(Writer& writer, const ThreadRequest& request)
{
    const auto* const row = std::ranges::find(rows, request.algorithm, &Row::algorithm);
    writer.raw("THREAD ").raw(row->name).raw(' ');
    formatSearchProgram(writer, request.search);
}

void formatThreads(Writer& writer, std::span<const ThreadNode> nodes, std::uint32_t first)
{
    writer.raw("* THREAD");
    if (first != ThreadNode::none)
        writer.raw(' ');
    // for each thread that is open, the branch that comes next
    std::vector<std::uint32_t> next{first};
    for (;;) {
        const auto node = next.back();
        if (node == ThreadNode::none) {
            next.pop_back();
            if (next.empty())
                break;
            writer.raw(')');
            continue;
        }
        next.back() = nodes[node].nextSibling;
        next.push_back(openThread(writer, nodes, node));
    }
    writer.line();
}

} // namespace postamt::imap::proto
