"""Which tests run which line: recorded once by coverage, with a context for each test."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree as ET

from coverage import CoverageData

UNKNOWN = 1.0  # seconds of a test that was not recorded
PREPARED = 10.0  # seconds, at most, of what a file prepares: the databases are there already


class Recording:
    """The lines each test ran when the whole suite was recorded, and how long it took."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.lines, self.times = folder / "lines", folder / "times.xml"
        self.seconds: dict[str, float] = {}
        self.slowest: dict[str, float] = defaultdict(float)  # of a file
        self._files: dict[str, dict[int, list[str]]] = {}

    def make(self, workers: int) -> None:
        """Run the suite once, without browser and processes. A test that fails stays recorded."""
        self.folder.mkdir(parents=True, exist_ok=True)
        rules = self.folder / "coveragerc"
        rules.write_text(
            f"[run]\nsource = .\nomit = */migrations/*\nrelative_files = true\n"
            f"data_file = {self.lines}\n"
        )
        command = (
            sys.executable, "-m", "pytest", "-q", "--dist=loadfile", f"--numprocesses={workers}",
            "--cov", "--cov-context=test", f"--cov-config={rules}", "--cov-report=",
            f"--junitxml={self.times}", "-m", "not journey and not processes",
        )  # fmt: skip
        subprocess.run(command, cwd=self.root, check=False)

    def load(self) -> None:
        self.data = CoverageData(str(self.lines))
        self.data.read()
        for case in ET.parse(self.times).iter("testcase"):  # noqa: S314 - our own file
            place = case.get("classname", "").replace(".", "/")
            seconds = float(case.get("time", UNKNOWN))
            self.seconds[f"{place}.py::{case.get('name')}"] = seconds
            self.slowest[f"{place}.py"] = max(self.slowest[f"{place}.py"], seconds)

    def tests_of(self, path: str, first: int, last: int) -> set[str]:
        """Tests that ran one of these lines; else the first line of the statement around them."""
        found = self._between(path, first, last)
        if not found:
            line = _beginning(self.root / path, first)
            found = self._between(path, line, line)
        return found

    def _between(self, path: str, first: int, last: int) -> set[str]:
        if path not in self._files:
            self._files[path] = self.data.contexts_by_lineno(path)
        lines = self._files[path]
        ran = {name for at in range(first, last + 1) for name in lines.get(at, ())}
        return {name.rpartition("|")[0] for name in ran if name}  # "" while a module is read

    def chosen(self, near: Iterable[str], ran: set[str], seconds: float) -> list[str]:
        """As many as fit into the time: a third the nearest by name, then the quickest of each
        file in turn. Of the nearest, those that are known not to run the line are left out.
        File by file, so that what a file prepares is prepared once; the quick ones first.
        """
        cases: dict[str, list[str]] = defaultdict(list)
        for name in sorted(ran):
            cases[name.partition("[")[0]].append(name)
        known = {name.partition("[")[0] for name in self.seconds}
        nearest = [
            case for name in near for case in cases.get(name, [] if name in known else [name])
        ]
        found: set[str] = set()
        spent = 0.0
        for names, limit in ((nearest, seconds / 3), (self._in_turn(ran), seconds)):
            for name in names:
                price = self._price(name, found)
                if name not in found and (not found or spent + price <= limit):
                    found.add(name)
                    spent += price
        return sorted(found, key=lambda name: (self.slowest[_file_of(name)], _file_of(name)))

    def _in_turn(self, ran: set[str]) -> list[str]:
        by_file: dict[str, list[str]] = defaultdict(list)
        for name in sorted(ran, key=self._time):
            by_file[_file_of(name)].append(name)
        return [name for row in zip_longest(*by_file.values()) for name in row if name]

    def _price(self, name: str, found: set[str]) -> float:
        """Its own time; the first of a file also pays for what the file prepares."""
        file = _file_of(name)
        is_first = not any(_file_of(other) == file for other in found)
        return self._time(name) + (min(self.slowest[file], PREPARED) if is_first else 0)

    def _time(self, name: str) -> float:
        return self.seconds.get(name, UNKNOWN)


def _file_of(name: str) -> str:
    return name.partition("::")[0]


def _beginning(path: Path, line: int) -> int:
    """The first line of the innermost statement that holds a line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    starts = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or line)
    ]
    return max(starts, default=line)
