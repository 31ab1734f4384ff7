#pragma once

#include "base/result.h"
#include "base/settings.h"
#include "cli/request.h"
#include "cli/service_folder.h"
#include "store/engine.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <functional>
#include <memory>
#include <string>

namespace postamt::cli {

/// Opens the store that the settings name. No with code INUSE if another process has it open.
using OpenEngine = Result<std::unique_ptr<store::Engine>> (*)(
    const ServiceFolder& folder, const Settings& settings
);

/// The command line: verbs, each of which has added itself, and what they share.
class Program {
public:
    explicit Program(OpenEngine open);

    /// Adds a verb; a group (account, alias) has verbs of its own and no action.
    CLI::App& addVerb(CLI::App& group, const std::string& name, const std::string& sentence);

    CLI::App& app() { return app_; }

    /// What a verb does, given back as the exit code.
    void setAction(CLI::App& verb, std::function<int()> action);

    /// Understands the command line and does what it says.
    int run(int argc, char** argv);

    OpenEngine openEngine() const { return openEngine_; }

    /// Carries out an operator's request: by the running service through its control socket, or
    /// here if none is running. No, with what to do about it, if the folder is no service or its
    /// store is in use.
    Result<std::string> carryOut(const ServiceFolder& folder, const Request& request) const;

private:
    CLI::App app_;
    OpenEngine openEngine_;
    std::function<int()> action_;
};

} // namespace postamt::cli
