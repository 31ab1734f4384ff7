"""The commands that the service knows, read from the tables in its source."""
import pathlib
import re

SOURCE = pathlib.Path(__file__).parents[2] / "src"


def rows(file: str, pattern: str) -> list[tuple[str, ...]]:
    found = re.findall(pattern, (SOURCE / file).read_text())
    if len(found) < 10:
        raise AssertionError(f"{file}: where is the table of commands?")
    return found


def imap() -> set[str]:
    """UID FETCH and the like are commands of their own."""
    names = set()
    for name, uid in rows("imap/command_table.cpp", r'Command\{"(\w+)",\s*\w+,\s*UidForm::(\w+)'):
        names |= {name, "UID " + name} if uid == "Also" else {name}
    return names


def pop() -> set[str]:
    return {name for name, _ in rows("pop/proto/command.cpp", r'\{"([A-Z0-9]+)",\s*([\w:<>]+)\}')}


def smtp() -> set[str]:
    return {name for name, _ in rows("smtp/proto/command.cpp", r'\{"([A-Z0-9]+)",\s*([\w:<>]+)\}')}
