"""Compares docs/security.md with the tests: every file named there exists, every attack test is named.

    page.py SOURCE_DIR
"""
import pathlib
import re
import sys


def main():
    source = pathlib.Path(sys.argv[1])
    page = (source / "docs" / "security.md").read_text()
    named = set(re.findall(r"`((?:src|tests|bench|fuzz)/[\w./-]+\.\w+)`", page))
    wrong = [f"{path}: named in docs/security.md, but not there" for path in sorted(named)
             if not (source / path).exists()]
    for test in sorted((source / "tests" / "security").glob("*_test.py")):
        if f"tests/security/{test.name}" not in named:
            wrong.append(f"tests/security/{test.name}: not in docs/security.md")
    for path, name in re.findall(r"`((?:src|tests)/[\w./-]+\.\w+)` \(`([\w.]+)`\)", page):
        if (source / path).exists() and name.split(".")[-1] not in (source / path).read_text():
            wrong.append(f"{path}: has no {name}")
    if not named:
        wrong.append("docs/security.md names no test")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
