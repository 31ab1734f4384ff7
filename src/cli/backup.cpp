#include "base/clock.h"
#include "cli/backup_file.h"
#include "cli/checkpoints.h"
#include "cli/exit_code.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

namespace postamt::cli {

namespace {

using std::filesystem::path;

/// The regular files below a folder, by their path from `base`, in order.
Result<std::set<std::string>> filesBelow(const path& folder, const path& base)
{
    std::set<std::string> names;
    std::error_code code;
    using Iterator = std::filesystem::recursive_directory_iterator;
    for (Iterator at(folder, code), end; !code && at != end; at.increment(code)) {
        if (at->is_regular_file(code))
            names.insert(at->path().lexically_relative(base).generic_string());
    }
    if (code)
        return temporary(fmt::format("cannot read {}: {}", folder.string(), code.message()));
    return names;
}

/// What of a service is not in its store: the settings, the folder of certificates, and the files
/// inside the service's folder that the settings name. What stands elsewhere is listed apart.
struct Surroundings {
    std::set<std::string> names;
    std::set<std::string> elsewhere;
};

Result<Surroundings> surroundingsOf(const ServiceFolder& folder)
{
    const auto settings = folder.settings();
    if (!settings)
        return std::unexpected(settings.error());
    Surroundings out;
    if (std::filesystem::exists(folder.tls())) {
        auto below = filesBelow(folder.tls(), folder.path());
        if (!below)
            return std::unexpected(below.error());
        out.names = std::move(*below);
    }
    out.names.insert(folder.settingsFile().filename().string());
    for (const auto& named :
         {settings->text("tls.certificate"),
          settings->text("tls.key"),
          settings->text("tls.client_ca"),
          settings->text("relay.password_file"),
          settings->text("relay.ca_file"),
          settings->text("oauth.keys"),
          settings->text("oauth.keys_ca")}) {
        if (named.empty() || named.find("://") != std::string::npos)
            continue;
        const auto file = folder.resolve(named).lexically_normal();
        const auto inside = file.lexically_relative(folder.path()).generic_string();
        if (inside.empty() || inside.starts_with(".."))
            out.elsewhere.insert(file.string());
        else
            out.names.insert(inside);
    }
    return out;
}

Result<std::string> backup(const Program& program, const ServiceFolder& folder, const path& file)
{
    const auto surroundings = surroundingsOf(folder);
    if (!surroundings)
        return std::unexpected(surroundings.error());
    auto writer = BackupWriter::begin(file, SystemClock().seconds());
    if (!writer)
        return std::unexpected(writer.error());
    const auto made = program.carryOut(folder, {"checkpoint", {}, ""});
    if (!made)
        return std::unexpected(made.error());
    const CheckpointReading checkpoint(*made);
    const auto inStore = filesBelow(checkpoint.folder(), checkpoint.folder());
    if (!inStore)
        return std::unexpected(inStore.error());
    Result<> added;
    for (auto at = surroundings->names.begin(); added && at != surroundings->names.end(); ++at)
        added = writer->add(*at, folder.path() / *at);
    const auto data = folder.data().filename();
    for (auto at = inStore->begin(); added && at != inStore->end(); ++at)
        added = writer->add((data / *at).generic_string(), checkpoint.folder() / *at);
    if (added)
        added = writer->finish();
    if (!added)
        return std::unexpected(added.error());
    auto text = fmt::format(
        "Backed up {} into {}: {} files, {:.1f} MB.\n",
        folder.path().string(),
        file.string(),
        writer->files(),
        static_cast<double>(writer->bytes()) / 1e6
    );
    for (const auto& elsewhere : surroundings->elsewhere)
        text += fmt::format("Not in it, since it stands elsewhere: {}\n", elsewhere);
    return text;
}

} // namespace

void addBackupVerb(Program& program)
{
    auto& verb = program.addVerb(
        program.app(), "backup", "Write the whole service into one file, while it runs or not"
    );
    const auto folder = std::make_shared<std::string>();
    const auto file = std::make_shared<std::string>();
    verb.add_option("DIR", *folder, "The data directory of the service")->required();
    verb.add_option("FILE", *file, "The file to make")->required();
    program.setAction(verb, [&program, folder, file] {
        return report(backup(program, ServiceFolder(*folder), *file));
    });
}

} // namespace postamt::cli
