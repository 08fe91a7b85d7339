"""What respondents of the demonstration said: real answers, or drawn from these without chance."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from organizations.demo.chance import pick
from surveys.choices import (
    AgeGroup,
    Disability,
    Education,
    ElementOrder,
    Occupation,
    Sex,
)  # fmt: skip

HERE = Path(__file__).parent
ELEMENTS = [element.value for element in ElementOrder.QUESTIONNAIRE.elements()]
TITLES = ["tanggal", "layanan", "titik", "jk", "usia", "pendidikan", "pekerjaan", "disabilitas"]
ORDER = [5, 2, 7, 1, 4, 8, 3, 6, 0]  # which element a unit is weakest in comes from here
BEST = 4


@dataclass(frozen=True)
class Said:
    """One answer of the sources."""

    sex: str
    education: str
    scores: tuple[int, ...]


@cache
def said() -> dict[str, list[Said]]:
    """Set → its answers, in the order of the source."""
    found: dict[str, list[Said]] = {}
    with (HERE / "answers.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source, delimiter=";"):
            scores = tuple(int(digit) for digit in row["scores"])
            found.setdefault(row["set"], []).append(Said(row["sex"], row["education"], scores))
    return found


def drawn(unit: int, period: int, count: int) -> list[Said]:
    """Answers of a unit in a period: those of the sources, shifted by where the unit is weak.

    A unit begins lower and rises over the periods; what it is weakest in rises last.
    """
    pool = [answer for rows in said().values() for answer in rows]
    weak = [ORDER[(unit + place) % 9] for place in range(3)]
    mood = (unit * 7) % 10 - 5  # of ten answers so many are one point better or worse
    found = []
    for number in range(count):
        answer = pool[(unit * 31 + period * 17 + number * 13) % len(pool)]
        turn = (number * 7 + unit) % 10
        shift = 1 if turn < mood + period // 2 else -1 if turn < -mood else 0
        scores = [
            score + shift - (place in weak and (number + place) % (3 + period // 2) == 0)
            for place, score in enumerate(answer.scores)
        ]
        clipped = tuple(min(BEST, max(1, score)) for score in scores)
        found.append(Said(answer.sex, answer.education, clipped))
    return found


def lines(
    answers: list[Said], days: tuple[date, date], services: list[str], points: list[str], seed: int
) -> Iterator[list[str]]:
    """The rows of a file to import, its titles first; days spread over the period."""
    yield [*TITLES, *ELEMENTS]
    first, last = days
    span = (last - first).days + 1
    for number, answer in enumerate(answers):
        day = first + timedelta(days=number * span // len(answers))
        at = seed + number
        yield [
            day.isoformat(),
            services[at % len(services)],
            points[(at // 3) % len(points)],
            answer.sex or _told(pick(Sex.values, at, "jk"), at),
            _told(pick(AgeGroup.values, at, "usia"), at),
            answer.education or _told(pick(Education.values[:5], at, "sekolah"), at),
            _told(pick(Occupation.values, at, "kerja"), at),
            pick(Disability.values[1:4], at, "ragam") if at % 41 == 0 else Disability.NONE.value,
            *(str(score) for score in answer.scores),
        ]


def _told(value: str, at: int) -> str:
    """Of twelve respondents one does not say."""
    return "" if at % 12 == 5 else value
