#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/call.h"

namespace postamt::imap::commands {

// One function a command, each in the file of its name. They return what the tagged reply says;
// untagged responses they write to Session::out(). Keep these alphabetical.

Task<Result<Reply>> append(Call call);
Task<Result<Reply>> authenticate(Call call);
Task<Result<Reply>> cancelUpdate(Call call);
Task<Result<Reply>> capability(Call call);
Task<Result<Reply>> check(Call call);
Task<Result<Reply>> close(Call call);
Task<Result<Reply>> comparator(Call call);
Task<Result<Reply>> compress(Call call);
Task<Result<Reply>> copy(Call call);
Task<Result<Reply>> create(Call call);
Task<Result<Reply>> deleteAcl(Call call);
Task<Result<Reply>> deleteMailbox(Call call);
Task<Result<Reply>> enable(Call call);
Task<Result<Reply>> examine(Call call);
Task<Result<Reply>> expunge(Call call);
Task<Result<Reply>> fetch(Call call);
Task<Result<Reply>> getAcl(Call call);
Task<Result<Reply>> getMetadata(Call call);
Task<Result<Reply>> getQuota(Call call);
Task<Result<Reply>> getQuotaRoot(Call call);
Task<Result<Reply>> id(Call call);
Task<Result<Reply>> idle(Call call);
Task<Result<Reply>> list(Call call);
Task<Result<Reply>> listRights(Call call);
Task<Result<Reply>> login(Call call);
Task<Result<Reply>> logout(Call call);
Task<Result<Reply>> lsub(Call call);
Task<Result<Reply>> move(Call call);
Task<Result<Reply>> multisearch(Call call);
Task<Result<Reply>> myRights(Call call);
Task<Result<Reply>> namespaces(Call call);
Task<Result<Reply>> noop(Call call);
Task<Result<Reply>> notify(Call call);
Task<Result<Reply>> rename(Call call);
Task<Result<Reply>> replace(Call call);
Task<Result<Reply>> search(Call call);
Task<Result<Reply>> select(Call call);
Task<Result<Reply>> setAcl(Call call);
Task<Result<Reply>> setMetadata(Call call);
Task<Result<Reply>> setQuota(Call call);
Task<Result<Reply>> sort(Call call);
Task<Result<Reply>> startTls(Call call);
Task<Result<Reply>> status(Call call);
Task<Result<Reply>> store(Call call);
Task<Result<Reply>> subscribe(Call call);
Task<Result<Reply>> thread(Call call);
Task<Result<Reply>> uidBatches(Call call);
Task<Result<Reply>> unauthenticate(Call call);
Task<Result<Reply>> unselect(Call call);
Task<Result<Reply>> unsubscribe(Call call);
Task<Result<Reply>> xlist(Call call);

} // namespace postamt::imap::commands
