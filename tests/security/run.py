"""Runs the attack tests of this folder, or those of the files named, against one service.

    POSTAMT=build/dev/src/server/postamt PYTHONPATH=tests/clients python3 tests/security/run.py [NAME...]

NAME is a class of attack such as starttls_injection, or the end of a test's id after it, as in
starttls_injection.Client.
"""
import importlib
import pathlib
import sys
import unittest

from attack import AttackTest

FOLDER = pathlib.Path(__file__).parent


def named(name: str) -> unittest.TestSuite:
    module = importlib.import_module(name + "_test")
    return unittest.defaultTestLoader.loadTestsFromModule(module)


def all_names() -> list[str]:
    return sorted(path.name[:-len("_test.py")] for path in FOLDER.glob("*_test.py"))


class Timed(unittest.TextTestResult):
    """Says what a test cost the service, since all of them have a budget of a minute together."""

    def startTest(self, test):
        super().startTest(test)
        self.before = cpu_seconds()

    def addSuccess(self, test):
        super().addSuccess(test)
        if (spent := cpu_seconds() - self.before) > 0.5:
            self.stream.writeln(f"    took the service {spent:.1f} s of CPU")


def cpu_seconds() -> float:
    return AttackTest.service.cpu_seconds() if AttackTest.service else 0.0


def main():
    names = sys.argv[1:] or all_names()
    suite = unittest.TestSuite(named(name) for name in names)
    result = unittest.TextTestRunner(verbosity=2, resultclass=Timed).run(suite)
    print(f"all took the service {cpu_seconds():.1f} s of CPU", file=sys.stderr)
    AttackTest.close_service()
    if not result.wasSuccessful() or result.testsRun == 0:
        sys.exit(1)


if __name__ == "__main__":
    main()
