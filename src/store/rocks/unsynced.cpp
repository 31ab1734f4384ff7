#include "store/rocks/unsynced.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

namespace postamt::store::rocks {

namespace fs = std::filesystem;

namespace {

/// What a disk may have made of the end of a file: a block that it had room for, but not written.
constexpr std::uint64_t blockSize = 4096;

/// One spelling for each name.
fs::path plain(const fs::path& given)
{
    const auto path = given.lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

} // namespace

std::error_code Unsynced::move(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    fs::rename(from, to, error);
    if (error)
        return error;
    if (auto moved = contents_.extract(from)) {
        moved.key() = to;
        contents_.erase(to);
        contents_.insert(std::move(moved));
    }
    return error;
}

/// Beside the directory, so that nobody who lists it sees the file.
std::error_code Unsynced::setAside(const fs::path& file, fs::path& aside)
{
    const fs::path shelf = file.parent_path().string() + ".unsynced";
    std::error_code error;
    fs::create_directories(shelf, error);
    aside = shelf / std::to_string(++asides_);
    return error ? error : move(file, aside);
}

std::shared_ptr<Unsynced::Contents> Unsynced::make(const fs::path& name)
{
    const fs::path file = plain(name);
    Step step{Kind::Make, file, {}, {}};
    if (std::error_code error; fs::exists(file, error))
        setAside(file, step.aside);
    auto contents = std::make_shared<Contents>();
    contents_[file] = contents;
    steps_.push_back(std::move(step));
    return contents;
}

void Unsynced::makeDirectory(const fs::path& name)
{
    steps_.push_back({Kind::Make, plain(name), {}, {}});
}

void Unsynced::link(const fs::path& file, const fs::path& other)
{
    if (const auto found = contents_.find(plain(file)); found != contents_.end())
        contents_[plain(other)] = found->second;
    steps_.push_back({Kind::Make, plain(other), {}, {}});
}

std::error_code Unsynced::rename(const fs::path& before, const fs::path& after)
{
    const fs::path from = plain(before);
    const fs::path to = plain(after);
    Step step{Kind::Rename, to, from, {}};
    if (std::error_code error; fs::is_directory(from, error))
        return renameDirectory(from, to);
    if (std::error_code error; fs::exists(to, error))
        if (error = setAside(to, step.aside); error)
            return error;
    const auto error = move(from, to);
    if (!error)
        steps_.push_back(std::move(step));
    return error;
}

/// Taken to be on the disk at once; what was done inside is not.
std::error_code Unsynced::renameDirectory(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    fs::rename(from, to, error);
    if (error)
        return error;
    const auto renamed = [&](const fs::path& path) {
        return path.parent_path() == from ? to / path.filename() : path;
    };
    for (Step& step : steps_) {
        step.name = renamed(step.name);
        step.from = renamed(step.from);
    }
    decltype(contents_) contents;
    for (auto& [path, one] : contents_)
        contents[renamed(path)] = std::move(one);
    contents_ = std::move(contents);
    return {};
}

std::error_code Unsynced::remove(const fs::path& name)
{
    const fs::path file = plain(name);
    Step step{Kind::Remove, file, {}, {}};
    const auto error = setAside(file, step.aside);
    if (!error)
        steps_.push_back(std::move(step));
    return error;
}

void Unsynced::syncDirectory(const fs::path& name)
{
    const fs::path directory = plain(name);
    // A rename from one directory to another is taken to be done with the new one.
    const auto isHere = [&](const Step& step) { return step.name.parent_path() == directory; };
    for (const Step& step : steps_) {
        if (!isHere(step) || step.aside.empty())
            continue;
        std::error_code error;
        fs::remove(step.aside, error);
        contents_.erase(step.aside);
    }
    std::erase_if(steps_, isHere);
}

void Unsynced::undo(const Step& step)
{
    std::error_code error;
    if (step.kind == Kind::Make) {
        fs::remove_all(step.name, error);
        contents_.erase(step.name);
    } else if (step.kind == Kind::Rename) {
        move(step.name, step.from);
    }
    if (!step.aside.empty())
        move(step.aside, step.name);
}

void Unsynced::lose(const Dice& dice)
{
    std::vector<Step> lost;
    std::set<fs::path> names;
    for (const Step& step : steps_) {
        // What came after a lost change of the same name is lost with it.
        if (dice(2) == 0 && !names.contains(step.name) && !names.contains(step.from))
            continue;
        names.insert(step.name);
        if (!step.from.empty())
            names.insert(step.from);
        lost.push_back(step);
    }
    std::ranges::for_each(lost.rbegin(), lost.rend(), [&](const Step& step) { undo(step); });
    for (const Step& step : steps_)
        if (std::error_code error; !step.aside.empty())
            fs::remove(step.aside, error);
    steps_.clear();
    for (const auto& [file, contents] : contents_) {
        std::error_code error;
        if (contents->written == contents->synced || !fs::exists(file, error))
            continue;
        const auto kept = contents->synced + dice(contents->written - contents->synced + 1);
        fs::resize_file(file, kept, error);
        if (dice(2) == 0)
            fs::resize_file(file, std::min(contents->written, kept + dice(blockSize)), error);
    }
    contents_.clear();
}

} // namespace postamt::store::rocks
