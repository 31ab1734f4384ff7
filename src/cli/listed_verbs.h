#pragma once

#include "cli/program.h"

#include <string>

namespace postamt::cli {

/// A verb of a group whose words after DIR are the arguments of the request as they stand.
struct ListedVerb {
    std::string name;
    std::string sentence;
    /// The words in capitals; a last one that ends in "..." stands for one or more. Empty: none.
    std::vector<std::string> words;
    /// What stands before the name in the request; empty: the name of the group.
    std::string path = {};
};

/// Adds `postamt GROUP NAME DIR WORDS` which carries out the request "GROUP NAME".
void addListedVerb(Program& program, CLI::App& group, const ListedVerb& listed);

} // namespace postamt::cli
