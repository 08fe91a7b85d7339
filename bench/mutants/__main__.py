"""`python -m bench.mutants`: plant mistakes in a copy of the checkout, see which the tests notice.

A random sample that a seed repeats, of formulas, permissions, actions and queries. Each mistake
meets tests that run its line, as many as fit into a minute, and counts as unnoticed when none of
them fails. Which tests run a line is recorded once (`--record` does it anew).
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django

from bench.mutants.planting import Mutant, mutants_of
from bench.mutants.reach import Reach
from bench.mutants.recording import Recording
from tests.harness.apps import APPS

ROOT = Path(__file__).parents[2]
GOALS = {"formulas": 90, "permissions": 90, "actions": 80, "queries": 80}
ELSEWHERE = {"exact": "formulas", "access": "permissions", "authors": "permissions"}
LONG, END = 60, 300  # seconds of tests that meet a mistake; when they no longer end
# The first tests of a copy: they make the databases the others start from.
WARM_UP = ("tests/organizations/test_activity.py", "tests/performance/test_demo.py")
FEW = 25  # tests of a line that are too few to leave out those of its users


@dataclass(frozen=True)
class Seen:
    """What became of one mistake: the test that failed, or why none did."""

    area: str
    mutant: Mutant
    noticed: bool
    by: str


def area_of(path: Path) -> str:
    words = (*path.parent.parts, path.stem)
    return next((w for w in words if w in GOALS), ELSEWHERE.get(path.stem, ""))


def planted_by_area(only: str) -> dict[str, list[tuple[Path, Mutant]]]:
    found: dict[str, list[tuple[Path, Mutant]]] = defaultdict(list)
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            place = path.relative_to(ROOT)
            area = area_of(place)
            if area and only in str(place):
                source = path.read_text(encoding="utf-8")
                found[area] += [(place, mutant) for mutant in mutants_of(str(place), source)]
    return found


class Bed:
    """A copy of the checkout with servers of its own, in which one mistake after another stands."""

    def __init__(self, number: int) -> None:
        from config import embedded

        self.home = Path(tempfile.gettempdir()) / f"selaras-uji-mutan-{os.getpid()}-{number}"
        self.tree = self.home / "tree"
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        for name in listed.stdout.splitlines():
            if (ROOT / name).is_file():
                (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.tree / name)
        self.instance = embedded.Instance(self.home, durable=False)

    def warm_up(self) -> None:
        """The template of the databases is made once, and outside the time of any mistake."""
        answer = self.run(list(WARM_UP))
        if answer is None or answer.returncode:
            raise SystemExit(
                f"The tests fail without a mistake: {answer and answer.stdout[-2000:]}"
            )

    def run(self, names: list[str]) -> subprocess.CompletedProcess[str] | None:
        options = ("-x", "-q", "-p", "no:cacheprovider", "-m", "not journey and not processes")
        surroundings = {
            **os.environ, "SELARAS_TEST_HOME": str(self.home), "SELARAS_TEST_KEEP": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        command = [sys.executable, "-m", "pytest", *options, *names]
        try:
            return subprocess.run(
                command, cwd=self.tree, env=surroundings, capture_output=True, text=True,
                timeout=END, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return None

    def meet(self, area: str, path: Path, mutant: Mutant, names: list[str]) -> Seen:
        """Plant it, run its tests, take it away; a failure must be gone without it."""
        if not names:
            return Seen(area, mutant, False, "no test reaches it")
        source = (self.tree / path).read_text(encoding="utf-8")
        (self.tree / path).write_text(mutant.planted(source), encoding="utf-8")
        answer = self.run(names)
        if answer and (gone := set(re.findall(r"not found: \S*?(tests/.*)", answer.stderr))):
            answer = self.run([name for name in names if name not in gone])
        (self.tree / path).write_text(source, encoding="utf-8")
        if answer is None:  # an endless loop, unless the tests are that slow without it
            return Seen(area, mutant, self.run(names) is not None, f"no end within {END} s")
        failed = [
            line.split()[1]
            for line in answer.stdout.splitlines()
            if line.startswith(("FAILED ", "ERROR tests"))
        ]
        if answer.returncode == 0 or "not found: " in answer.stderr:  # or gone since the recording
            return Seen(area, mutant, False, answer.stderr[:80])
        if failed and (again := self.run(failed[:1])) is not None and again.returncode == 1:
            return Seen(area, mutant, False, f"{failed[0]} fails without it too")
        return Seen(area, mutant, True, failed[0] if failed else "nothing starts")


def tests_for(reach: Reach, recording: Recording, path: Path, mutant: Mutant) -> list[str]:
    """Tests that run its line; of a constant those that run what reads it, or what reads that."""
    module = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    place = (module, mutant.definition)
    ran = recording.tests_of(str(path), mutant.line, mutant.last) if mutant.runs else set()
    for ring in () if len(ran) >= FEW and mutant.runs else reach.users_of(place):
        ran |= {test for span in ring for test in recording.tests_of(*span)}
        if len(ran) >= FEW:
            break
    return recording.chosen(reach.tests_of(place), ran, LONG)


@contextmanager
def beds(workers: int) -> Iterator[list[Bed]]:
    from config import embedded

    made = [Bed(number) for number in range(workers)]
    with ExitStack() as claims:
        for bed in made:  # no other session sweeps it away between two of ours
            claims.enter_context(embedded.claim(bed.instance))
        yield made
    for bed in made:
        shutil.rmtree(bed.home, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.mutants")
    parser.add_argument("only", nargs="?", default="", help="only modules with this in their path")
    parser.add_argument("--count", type=int, default=20, help="mistakes for each area")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--record", action="store_true", help="record the tests anew")
    chosen = parser.parse_args()

    recording = Recording(ROOT, ROOT / "var" / "mutants")
    if chosen.record or not recording.lines.exists():
        recording.make(chosen.workers)
    recording.load()
    django.setup()
    reach = Reach(ROOT, ["config", *APPS, "tests"])
    chance = random.Random(chosen.seed)
    work = [
        (area, *one)
        for area, all_of in planted_by_area(chosen.only).items()
        for one in chance.sample(all_of, min(chosen.count, len(all_of)))
    ]
    chance.shuffle(work)  # when the time is over, every area has had its share
    until = time.monotonic() + chosen.minutes * 60
    seen: list[Seen] = []

    def labour(bed: Bed) -> None:
        bed.warm_up()
        while work and time.monotonic() < until:
            area, path, mutant = work.pop()
            seen.append(bed.meet(area, path, mutant, tests_for(reach, recording, path, mutant)))
            sign = "noticed " if seen[-1].noticed else "UNNOTICED"
            print(
                f"{sign:9} {mutant.module}:{mutant.line}  {mutant.what}  [{seen[-1].by}]",
                flush=True,
            )

    with beds(chosen.workers) as made, ThreadPoolExecutor(chosen.workers) as pool:
        for future in [pool.submit(labour, bed) for bed in made]:
            future.result()
    tell(seen, len(work))


def tell(seen: list[Seen], left: int) -> None:
    print("\nUnnoticed:")
    for one in sorted(seen, key=lambda s: (s.area, s.mutant.module, s.mutant.line)):
        if not one.noticed:
            print(f"  {one.mutant.module}:{one.mutant.line}  {one.mutant.what}  {one.by}")
    print(f"\n{'area':12} {'planted':>8} {'noticed':>8} {'share':>6} {'goal':>6}")
    for area, goal in GOALS.items():
        mine = [one.noticed for one in seen if one.area == area]
        if mine:
            print(
                f"{area:12} {len(mine):8} {sum(mine):8} {100 * sum(mine) // len(mine):5}% {goal:5}%"
            )
    if left:
        print(f"{left} not planted: the time was over.")


if __name__ == "__main__":
    main()
