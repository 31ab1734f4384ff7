#pragma once

#include "web/request.h"
#include "web/response.h"

#include <span>
#include <string_view>

namespace postamt::web {

/// A file of the pages, compiled into the program (embed.py).
struct File {
    std::string_view path; ///< "/index.html"
    std::string_view type; ///< Content-Type
    std::string_view tag; ///< of its bytes; letters and digits
    bool isForever; ///< the path changes when the bytes do
    std::string_view bytes;
    std::string_view compressed; ///< the same with gzip
};

/// All of them.
std::span<const File> pages();

/// The file of this path, or null.
const File* findFile(std::span<const File> files, std::string_view path);

/// The file for a GET: compressed if the client takes it, and only a word if the client has it.
Response fileResponse(const File& file, const Request& request);

} // namespace postamt::web
