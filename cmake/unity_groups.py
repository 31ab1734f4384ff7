"""Divides sources into groups that can be compiled as one file each: `unity_groups.py FILE...`.

Prints a line `GROUP FILE` for each. Two files share a group only if no name that one of them declares for
itself (in an unnamed namespace, or by a `using` at its outermost level) is a word of the other or of what it
includes.
"""
import re
import sys
from functools import cache
from pathlib import Path

LARGEST = 16  # files: more saves little, and the processors are to be busy to the end
WORD = re.compile(r"[A-Za-z_]\w*")
UNNAMED = re.compile(r"^namespace \{\n(.*?)^\} // namespace$", re.M | re.S)
DECLARED = re.compile(
    r"^(?:(?:template <.*> )?(?:struct|class|enum class|enum|union|concept) (\w+)|using (\w+) =|"
    r"(?!using )[^\s#/}].*?(\w+)(?:\[\w*\])?\s*[({=;])", re.M)
USING = re.compile(r"^using (?:enum )?(?:\w+::)*(\w+)(?: =|;)|^namespace (\w+) =", re.M)
MACRO = re.compile(r"^#define (\w+)", re.M)
INCLUDED = re.compile(r'^#include "([^"]+)"', re.M)
COMMENT = re.compile(r"^\s*//.*|\s//(?! namespace$).*", re.M)


@cache
def headerWords(name: str) -> set[str]:
    """The words of a header: a parameter there must not hide what another file declares."""
    header = Path(__file__).parent.parent / "src" / name
    return set(WORD.findall(COMMENT.sub("", header.read_text(encoding="utf-8")))) if header.is_file() else set()


class Source:
    def __init__(self, path: str):
        self.path = path
        text = COMMENT.sub("", Path(path).read_text(encoding="utf-8"))
        self.words = set(WORD.findall(text)).union(*map(headerWords, INCLUDED.findall(text)))
        own = [match for body in UNNAMED.findall(text) for match in DECLARED.findall(body)]
        own += USING.findall(text)
        self.own = {name for names in own for name in names if name} | set(MACRO.findall(text))
        # These bring in names that are not in the text.
        self.alone = bool(re.search(r"^using (namespace(?! std::\w*literals)|enum)", text, re.M))

    def agrees(self, other: "Source") -> bool:
        return not (self.own & other.words or other.own & self.words)


def grouped(sources: list[Source]) -> list[list[Source]]:
    groups: list[list[Source]] = []
    for source in sources:
        for group in groups:
            if not source.alone and not group[0].alone and len(group) < LARGEST and all(map(source.agrees, group)):
                group.append(source)
                break
        else:
            groups.append([source])
    return groups


for number, group in enumerate(grouped([Source(path) for path in sys.argv[1:]])):
    for source in group:
        print(number, source.path)
