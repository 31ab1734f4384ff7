#pragma once

#include "base/clock.h"
#include "store/rocks/database.h"
#include "store/rocks/job.h"
#include "store/rocks/pins.h"

namespace postamt::store::rocks {

/// Writes the large bodies of a job ahead of its commit, without sync and without holding up other
/// commits: the sync of the commit makes all earlier writes durable with it. Until then the marker
/// is missing and nobody sees the chunks; if the commit never comes, the ahead record tells purge
/// where they are.
class AheadWriter {
public:
    AheadWriter(Database& database, Pins& pins, const Clock& clock)
        : database_(database), pins_(pins), clock_(clock)
    {
    }

    static bool isLarge(const Body& body) { return body.size() > aheadThreshold; }

    /// Writes what the job has, and pins it. An error becomes the job's result.
    void write(Job& job);

private:
    Result<> writeBody(const Body& body);

    Database& database_;
    Pins& pins_;
    const Clock& clock_;
};

} // namespace postamt::store::rocks
