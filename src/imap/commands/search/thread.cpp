#include "imap/proto/thread.h"

#include "imap/commands/commands.h"
#include "imap/commands/search/finding.h"
#include "mail/threads.h"

#include <utility>

namespace postamt::imap::commands {

namespace {

mail::ThreadAlgorithm algorithmOf(proto::ThreadAlgorithm algorithm)
{
    switch (algorithm) {
    case proto::ThreadAlgorithm::OrderedSubject:
        return mail::ThreadAlgorithm::OrderedSubject;
    case proto::ThreadAlgorithm::References:
        return mail::ThreadAlgorithm::References;
    case proto::ThreadAlgorithm::Refs:
        return mail::ThreadAlgorithm::Refs;
    }
    return mail::ThreadAlgorithm::References;
}

void tellThreads(Session& session, const mail::ThreadForest& forest, bool byUid)
{
    const auto& view = session.selected()->view;
    std::vector<proto::ThreadNode> nodes;
    nodes.reserve(forest.nodes.size());
    for (const auto& node : forest.nodes) {
        const auto number = byUid || node.uid.value == 0 ? std::nullopt : view.numberOf(node.uid);
        nodes.push_back({number ? number->value : node.uid.value, node.firstChild, node.nextSibling}
        );
    }
    auto writer = session.writer();
    proto::formatThreads(writer, nodes, forest.first);
}

} // namespace

// RFC 5256 section 3
Task<Result<Reply>> thread(Call call)
{
    auto& session = call.session;
    const bool byUid = call.line.uid;
    const auto request = proto::parseThread(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    if (const auto fits = checkCharset(session, request->search); !fits)
        co_return std::unexpected(fits.error());
    auto progress = session.progressOf(call.line.tag);
    auto found = co_await find(&session, &request->search, progress);
    if (!found)
        co_return std::unexpected(found.error());
    const auto& selected = *session.selected();
    const auto forest = co_await mail::thread(
        &session.parts().accounts.sortKeys(),
        selected.account,
        mail::CollatedMailbox(selected.id(), session.features().comparator.collation),
        selected.view.snapshot(),
        std::move(*found),
        algorithmOf(request->algorithm),
        std::move(progress)
    );
    if (!forest)
        co_return std::unexpected(forest.error());
    tellThreads(session, *forest, byUid);
    co_return Reply();
}

} // namespace postamt::imap::commands
