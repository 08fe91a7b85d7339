"""Eight half-years of surveys, told from the first to the one that runs, by the acts people use."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from organizations import moment
from organizations.demo.registry import DemoCity
from surveys.collection.actions.importing import Source, import_answers
from surveys.demo import answers, deeds, voices
from surveys.demo.cast import LAST_CLOSED, Place, half_years, morning, places
from surveys.formulas import CyclePeriod, sample_size
from surveys.index.actions.closing import close_period, publish_period
from surveys.instrument.actions.periods import open_period
from surveys.models import Period

# Answers of real respondents as they were given: unit → the set and the half-year they stand in.
RAW = {
    "Loket Dindukcapil": ("sekadau", 3),
    "Mal Pelayanan Publik": ("mpp", 5),
    "Kecamatan Pekalongan Barat": ("kecamatan", 4),
    "Layanan Parkir dan Terminal": ("uji", 5),
    "Layanan Informasi Publik": ("kominfo", LAST_CLOSED),
}
SILENT = "Laboratorium Lingkungan"  # nobody has answered yet
FEW = "Layanan Informasi Publik"  # so few that groups are hidden
NOT_CLOSED = "Puskesmas Klego"  # its last half-year waits for its manager
NOT_PUBLISHED = "Puskesmas Krapyak"  # closed, not yet shown
ENOUGH = (
    "Puskesmas Bendan", "Layanan Rumah Susun", "Layanan Tata Ruang", "Layanan Parkir dan Terminal",
    "Pusat Kesehatan Hewan", "Layanan Rehabilitasi Sosial",
)  # fmt: skip  # reach their sample in the last three half-years
SOURCE = "Survei demonstrasi {label}.csv"
AFTER_CLOSING, AFTER_PUBLISHING = timedelta(days=5), timedelta(days=14)


def load(city: DemoCity) -> Iterator[str]:
    """A half-year a step: answers of every unit, then closed by one person, shown by another.

    What units do about these results comes last.
    """
    cast = places(city)
    now = timezone.now()
    for number, half_year in enumerate(half_years(timezone.localdate(now))):
        for place in cast:
            _tell(place, number, half_year, now)
        yield f"Survei kepuasan {half_year.code}"
    deeds.load(cast, now)
    yield "Rencana tindak lanjut, forum, dan publikasi survei"


def _tell(place: Place, number: int, half_year: CyclePeriod, now: datetime) -> None:
    """One half-year of one unit; the running one stays open."""
    period = open_period(unit=place.unit, day=half_year.starts_on, by=place.manager)
    period.unit = place.unit
    last = min(half_year.ends_on, timezone.localdate(now))
    _answers(place, period, number, last)
    name = place.unit.name
    if number >= LAST_CLOSED and name in voices.HEARD:
        voices.tell(place, period, last, now)
    if number > LAST_CLOSED or (number == LAST_CLOSED and name == NOT_CLOSED):
        return
    with moment.at(morning(half_year.ends_on + AFTER_CLOSING, now)):
        closed = close_period(period=period, by=place.manager)
    if number == LAST_CLOSED and name == NOT_PUBLISHED:
        return
    with moment.at(morning(half_year.ends_on + AFTER_PUBLISHING, now)):
        publish_period(period=closed, by=place.head)


def _answers(place: Place, period: Period, number: int, last: date) -> None:
    name = place.unit.name
    found = _raw(name, number) or answers.drawn(place.number, number, _count(place, number))
    if name == SILENT or not found:
        return
    seed = place.number * 1_000 + number * 100
    days = (period.starts_on, last)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "jawaban.csv"
        with path.open("w", encoding="utf-8", newline="") as target:
            rows = answers.lines(found, days, place.services, place.points, seed)
            csv.writer(target, delimiter=";").writerows(rows)
        source = Source(path, SOURCE.format(label=period.label))
        import_answers(source=source, period=period, by=place.manager)


def _raw(name: str, number: int) -> list[answers.Said]:
    found, at = RAW.get(name, ("", -1))
    return answers.said()[found] if at == number else []


def _count(place: Place, number: int) -> int:
    """A few dozen; the running half-year has fewer so far."""
    name = place.unit.name
    if name == FEW:
        return 4
    if name in ENOUGH and LAST_CLOSED - 3 < number <= LAST_CLOSED:
        return sample_size(place.unit.population) + place.number
    whole = 30 + (place.number * 11 + number * 7) % 60
    return whole if number <= LAST_CLOSED else whole // 3
