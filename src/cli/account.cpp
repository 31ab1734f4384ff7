#include "accounts/account.h"

#include "base/ascii.h"
#include "cli/csv.h"
#include "cli/exit_code.h"
#include "cli/password.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <sstream>

namespace postamt::cli {

namespace {

/// What stands on the command line behind an account verb.
struct AccountWords {
    std::string folder;
    std::string address;
    std::string key;
    std::string value;
    std::string file;
    std::string language = "en";
    bool passwordFromInput = false;
};

using Words = std::shared_ptr<AccountWords>;

/// Accounts of an import that are added together.
constexpr std::size_t importPiece = 20;

Words addVerbTo(CLI::App& verb)
{
    auto words = std::make_shared<AccountWords>();
    verb.add_option("DIR", words->folder, "The data directory of the service")->required();
    return words;
}

int withPassword(const Program& program, const Words& words, const std::string& verb)
{
    auto password = readPassword(words->passwordFromInput);
    if (!password)
        return refuse(password.error().text);
    return report(
        program.carryOut(ServiceFolder(words->folder), {verb, {words->address}, *password})
    );
}

void addPasswordFlag(CLI::App& verb, const Words& words)
{
    verb.add_flag(
        "--password-stdin",
        words->passwordFromInput,
        "Read the password from the first line of standard input"
    );
}

void addAdd(Program& program, CLI::App& group)
{
    auto& verb = program.addVerb(group, "add", "Add an account");
    const auto words = addVerbTo(verb);
    verb.add_option("ADDRESS", words->address, "The mail address, which is the user name")
        ->required();
    addPasswordFlag(verb, words);
    program.setAction(verb, [&program, words] {
        return withPassword(program, words, "account add");
    });
}

void addPassword(Program& program, CLI::App& group)
{
    auto& verb = program.addVerb(
        group,
        "password",
        "Give an account another password; or its app passwords: add, list, remove"
    );
    const auto words = std::make_shared<AccountWords>();
    // Not required where one of the verbs below comes.
    verb.add_option("DIR", words->folder, "The data directory of the service");
    verb.add_option("ADDRESS", words->address, "The mail address, which is the user name");
    addPasswordFlag(verb, words);
    addAppPasswordVerbs(program, verb);
    program.setAction(verb, [&program, words] {
        if (words->address.empty())
            return misuse("DIR and ADDRESS are required, or one of add, list and remove");
        return withPassword(program, words, "account password");
    });
}

void addActivity(Program& program, CLI::App& group)
{
    auto& verb = program.addVerb(
        group, "activity", "Show who uses an account, and why a device does not get in"
    );
    const auto words = addVerbTo(verb);
    verb.add_option("ADDRESS", words->address, "The account")->required();
    verb.add_option("--language", words->language, "en or de (default: en)")
        ->check(CLI::IsMember({"en", "de"}));
    program.setAction(verb, [&program, words] {
        const Request request{
            "account activity", {words->address, words->language},
             ""
        };
        return report(program.carryOut(ServiceFolder(words->folder), request));
    });
}

Result<std::vector<CsvRow>> readRows(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file)
        return no(fmt::format("{} cannot be read", path));
    auto rows = parseCsv(text.str());
    if (!rows)
        return no(fmt::format("{}: {}", path, rows.error().text));
    if (!rows->empty() && equalsIgnoreCase(rows->front().fields.front(), "address"))
        rows->erase(rows->begin());
    for (const auto& row : *rows) {
        if (row.fields.size() != 2 || row.fields[0].empty() || row.fields[1].empty())
            return no(fmt::format("{}: line {}: address,password is expected", path, row.line));
    }
    return rows;
}

int importFile(const Program& program, const Words& words)
{
    const auto rows = readRows(words->file);
    if (!rows)
        return refuse(rows.error().text);
    for (std::size_t done = 0; done < rows->size(); done += importPiece) {
        Request request{.verb = "account import", .arguments = {}, .secret = {}};
        for (std::size_t i = done; i < std::min(done + importPiece, rows->size()); ++i)
            request.arguments.insert(
                request.arguments.end(), (*rows)[i].fields.begin(), (*rows)[i].fields.end()
            );
        if (const auto added = program.carryOut(ServiceFolder(words->folder), request); !added)
            return refuse(fmt::format(
                "{} ({} of {} accounts were added)", added.error().text, done, rows->size()
            ));
    }
    return report(fmt::format("Added {} accounts.", rows->size()));
}

void addImport(Program& program, CLI::App& group)
{
    auto& verb
        = program.addVerb(group, "import", "Add the accounts of a CSV file: address,password");
    const auto words = addVerbTo(verb);
    verb.add_option("FILE", words->file, "The file")->required();
    program.setAction(verb, [&program, words] { return importFile(program, words); });
}

void addSet(Program& program, CLI::App& group)
{
    auto& verb = program.addVerb(group, "set", "Set something for an account");
    std::string keys = "What is set:";
    for (const auto& row : accounts::accountSettings())
        keys += fmt::format("\n  {:<16}{} (default: {})", row.key, row.sentence, row.standard);
    verb.footer(keys);
    const auto words = addVerbTo(verb);
    verb.add_option("ADDRESS", words->address, "The account")->required();
    verb.add_option("KEY", words->key, "What is set")->required();
    verb.add_option("VALUE", words->value, "Its value; \"default\" unsets it")->required();
    program.setAction(verb, [&program, words] {
        const Request request{
            "account set", {words->address, words->key, words->value},
             ""
        };
        return report(program.carryOut(ServiceFolder(words->folder), request));
    });
}

} // namespace

void addAccountVerbs(Program& program)
{
    auto& group
        = program.addVerb(program.app(), "account", "Add, list, change and remove accounts");
    group.require_subcommand(1);
    addActivity(program, group);
    addAdd(program, group);
    addPassword(program, group);
    addSet(program, group);
    addImport(program, group);

    auto& list = program.addVerb(group, "list", "List the accounts and what is set for them");
    const auto listed = addVerbTo(list);
    program.setAction(list, [&program, listed] {
        return report(program.carryOut(ServiceFolder(listed->folder), {"account list", {}, ""}));
    });

    auto& remove = program.addVerb(group, "remove", "Remove an account and erase its mail");
    const auto removed = addVerbTo(remove);
    remove.add_option("ADDRESS", removed->address, "The account")->required();
    program.setAction(remove, [&program, removed] {
        const Request request{"account remove", {removed->address}, ""};
        return report(program.carryOut(ServiceFolder(removed->folder), request));
    });
}

} // namespace postamt::cli
