#include "web/file.h"

#include <algorithm>

namespace postamt::web {

namespace {

/// True if If-None-Match (RFC 9110 section 13.1.2) names the tag, weak or strong, or "*".
bool names(std::string_view field, std::string_view tag)
{
    return field == "*" || (!field.empty() && field.find(tag) != std::string_view::npos);
}

} // namespace

const File* findFile(std::span<const File> files, std::string_view path)
{
    const auto found = std::ranges::find(files, path, &File::path);
    return found == files.end() ? nullptr : &*found;
}

Response fileResponse(const File& file, const Request& request)
{
    Response response;
    response.caching = file.isForever ? "public, max-age=31536000, immutable" : "no-cache";
    // Weak: the two encodings have one tag.
    const std::string tag = "W/\"" + std::string(file.tag) + '"';
    response.fields.emplace_back("ETag", tag);
    response.fields.emplace_back("Vary", "Accept-Encoding");
    if (names(request.ifNoneMatch, '"' + std::string(file.tag) + '"')) {
        response.status = 304;
        return response;
    }
    response.type = file.type;
    response.fixed = request.acceptsGzip ? file.compressed : file.bytes;
    if (request.acceptsGzip)
        response.fields.emplace_back("Content-Encoding", "gzip");
    return response;
}

} // namespace postamt::web
