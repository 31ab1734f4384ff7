"""Writes the C++ file that holds the pages, as they are and compressed with gzip.

    embed.py OUT.cpp FOLDER...

Each file of a folder is served under its path in it; index.html also as "/". A file below assets/ has a hash
of its bytes in its name, so that browsers may keep it for ever. The same input gives the same output.
"""
import gzip
import hashlib
import pathlib
import sys

TYPES = {
    ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8", ".png": "image/png", ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8", ".webmanifest": "application/manifest+json",
}


def array(name, data):
    numbers = ",".join(str(byte) for byte in data) or "0"
    return f"constexpr unsigned char {name}[] = {{{numbers}}};\n"


def view(name, data):
    return f"bytesOf({name}, {len(data)})"


def main():
    out, folders = pathlib.Path(sys.argv[1]), sys.argv[2:]
    files = {}
    for folder in map(pathlib.Path, folders):
        for path in folder.rglob("*"):
            if path.is_file():
                files["/" + path.relative_to(folder).as_posix()] = path
    arrays, rows = [], []
    for number, (name, path) in enumerate(sorted(files.items())):
        raw = path.read_bytes()
        small = gzip.compress(raw, 9, mtime=0)
        arrays += [array(f"raw{number}", raw), array(f"small{number}", small)]
        kept = "true" if name.startswith("/assets/") else "false"
        tag = hashlib.sha256(raw).hexdigest()[:20]
        names = [name, "/"] if name == "/index.html" else [name]
        rows += [f'    {{"{served}", "{TYPES[path.suffix]}", "{tag}", {kept}, {view(f"raw{number}", raw)}, '
                 f'{view(f"small{number}", small)}}},\n' for served in names]
    text = ('// Written by src/web/embed.py.\n#include "web/file.h"\n\n#include <array>\n\n'
            "namespace postamt::web {\n\nnamespace {\n\n" + "".join(arrays) +
            "\nstd::string_view bytesOf(const unsigned char* bytes, std::size_t size)\n{\n"
            "    return {reinterpret_cast<const char*>(bytes), size};\n}\n\n} // namespace\n\n"
            "std::span<const File> pages()\n{\n    static const auto table = std::to_array<File>({\n" +
            "".join("    " + row for row in rows) + "    });\n    return table;\n}\n\n} // namespace postamt::web\n")
    out.write_text(text)


if __name__ == "__main__":
    main()
