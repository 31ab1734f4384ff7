#pragma once

#include "base/task.h"
#include "web/call.h"
#include "web/problem.h"
#include "web/shape.h"

#include <span>
#include <string_view>

namespace postamt::web {

/// One call of the API.
struct ApiCall {
    std::string_view name; ///< /api/NAME
    bool changes; ///< POST with a JSON object, a CSRF token and no foreign origin; else GET
    bool needsSession;
    const Shape* takes; ///< the body of the request; of a GET empty
    const Shape* gives; ///< the body of a response with status 200
    Task<Answer<Outcome>> (*run)(Call call);
    std::string_view sentence;
};

/// All of them: the only place that says what there is. The TypeScript of the pages, docs/api.md,
/// what is let in, and the tests come from it.
std::span<const ApiCall> apiCalls();

/// The call of this name, or null.
const ApiCall* findCall(std::string_view name);

} // namespace postamt::web
