#include "cli/listed_verbs.h"

#include "cli/exit_code.h"

#include <memory>

namespace postamt::cli {

void addListedVerb(Program& program, CLI::App& group, const ListedVerb& listed)
{
    struct Words {
        std::string folder;
        std::vector<std::string> single;
        std::vector<std::string> several;
    };

    auto& verb = program.addVerb(group, listed.name, listed.sentence);
    const auto words = std::make_shared<Words>();
    words->single.resize(listed.words.size());
    verb.add_option("DIR", words->folder, "The data directory of the service")->required();
    for (std::size_t i = 0; i < listed.words.size(); ++i) {
        auto name = listed.words[i];
        if (name.ends_with("...")) {
            words->single.pop_back();
            verb.add_option(name.substr(0, name.size() - 3), words->several)->required();
        } else {
            verb.add_option(name, words->single[i])->required();
        }
    }
    const auto request = (listed.path.empty() ? group.get_name() : listed.path) + " " + listed.name;
    program.setAction(verb, [&program, words, request] {
        auto arguments = words->single;
        arguments.insert(arguments.end(), words->several.begin(), words->several.end());
        return report(program.carryOut(ServiceFolder(words->folder), {request, arguments, ""}));
    });
}

} // namespace postamt::cli
