"""What units do about their results: plans in every state, forums, where results were shown."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from organizations import moment
from organizations.demo.papers import example_pdf
from surveys.choices import Element, Extra, Medium
from surveys.demo.cast import LAST_CLOSED, Place, half_years, morning
from surveys.demo.voices import HEARD
from surveys.follow_up.actions.forums import publish_minutes, record_forum, save_forum
from surveys.follow_up.actions.plans import confirm, drop, report_done, save_plan, send_back
from surveys.follow_up.actions.publications import save_publication
from surveys.index.queries.results import result_of
from surveys.instrument.actions.units import save_unit
from surveys.models import FollowUp, Forum, Period, Publication
from surveys.public.actions.showing import choose_figures

HERE = Path(__file__).parent
PLANNED_AFTER, SHOWN_AFTER = timedelta(days=20), timedelta(days=16)
SHARE = timedelta(days=45)  # between the days on which the three plans of a result are due
# What became of the three plans of the result before the last, a row a unit of HEARD.
KEPT, LATE, WAITING, BACK, GIVEN_UP = "selesai", "lewat", "dilaporkan", "dikembalikan", "batal"
FATES = (
    (KEPT, KEPT, LATE), (KEPT, WAITING, LATE), (KEPT, KEPT, KEPT),
    (KEPT, GIVEN_UP, LATE), (KEPT, BACK, WAITING), (KEPT, KEPT, WAITING),
)  # fmt: skip
MEDIA = (
    (Medium.BOARD, ""), (Medium.SOCIAL, "https://medsos.contoh.test/hasil-survei"),
    (Medium.SCREEN, ""),
)  # fmt: skip
CAME = {"pengguna": 18, "ahli": 2, "masyarakat": 4, "media": 1, "aparatur": 6}
SAID = (
    "Hasil survei dipaparkan per unsur. Peserta meminta loket tambahan pada pagi hari dan kursi "
    "tunggu yang cukup; unit menyanggupi keduanya dengan tenggat yang disepakati."
)
AGREED = (
    ("Loket penuh pada pagi hari", "Membuka loket tambahan pada hari Senin dan Kamis"),
    ("Kursi tunggu tidak cukup", "Menambah kursi tunggu dan kipas angin"),
)
WHY_NOT = "Anggarannya dialihkan ke perbaikan gedung"
LACKING = "Buktinya baru rencana, belum foto pelaksanaan"


def load(cast: list[Place], now: datetime) -> None:
    """For each unit that is heard: its last two results, shown, planned for and talked about."""
    codes = [half.code for half in half_years(timezone.localdate(now))]
    named = {place.unit.name: place for place in cast}
    for number, name in enumerate(HEARD):
        place = named[name]
        before, last = (
            Period.objects.select_related("unit__organization", "questionnaire").get(
                unit=place.unit, code=code
            )
            for code in codes[LAST_CLOSED - 1 : LAST_CLOSED + 1]
        )
        for period in (before, last):
            _show(place, period, now)
        _follow(place, before, FATES[number], now)
        _plan_last(place, last, now)
        _forum(place, before, last, number, now)
    _choose(named[HEARD[0]])


def _day(period: Period, after: timedelta, now: datetime) -> date:
    return timezone.localdate(morning(period.ends_on + after, now))


def _show(place: Place, period: Period, now: datetime) -> None:
    with moment.at(morning(period.ends_on + SHOWN_AFTER, now)):
        for medium, url in MEDIA:
            values = {"medium": medium.value, "url": url, "note": ""}
            save_publication(
                publication=Publication(period=period),
                values={**values, "published_on": _day(period, SHOWN_AFTER, now)},
                by=place.manager,
            )


def _follow(place: Place, period: Period, fates: tuple[str, ...], now: datetime) -> None:
    """Half a year later: done and confirmed, waiting for its judge, sent back, given up, late."""
    lowest = [one.element for one in result_of(period).lowest]
    for number, (element, fate) in enumerate(zip(lowest, fates, strict=True), 1):
        due = period.ends_on + PLANNED_AFTER + SHARE * number
        plan = _planned(place, period, element, due, now)
        if fate == GIVEN_UP:
            _at(due, now, lambda plan=plan: drop(plan=plan, by=place.manager, note=WHY_NOT))
        elif fate != LATE:
            _finish(place, plan, due, fate, now)


def _plan_last(place: Place, period: Period, now: datetime) -> None:
    """The plans of the last result: the first one was kept where its day has come, two are to come."""
    today = timezone.localdate(now)
    first, *others = (one.element for one in result_of(period).lowest)
    soon = period.ends_on + PLANNED_AFTER + SHARE
    plan = _planned(place, period, first, soon, now)
    if soon <= today:
        _finish(place, plan, soon, KEPT, now)
    for number, element in enumerate(others, 1):
        _planned(place, period, element, max(today, soon) + SHARE * number, now)


def _planned(place: Place, period: Period, element: Element, due: date, now: datetime) -> FollowUp:
    row = _words()[element.value]
    with moment.at(morning(period.ends_on + PLANNED_AFTER, now)):
        return save_plan(
            plan=FollowUp(unit=place.unit, period=period, element=element.value),
            values={name: row[name] for name in ("issue", "action", "owner")} | {"due_on": due},
            by=place.manager,
        )


def _finish(place: Place, plan: FollowUp, day: date, fate: str, now: datetime) -> None:
    """Reported with a proof; then confirmed by another person, sent back, or left waiting."""
    outcome = _words()[plan.element]["outcome"] if plan.element else "Terlaksana seluruhnya"
    done_on = timezone.localdate(morning(day - timedelta(days=4), now))
    _at(
        done_on,
        now,
        lambda: report_done(
            plan=plan, outcome=outcome, done_on=done_on, upload=_paper("Bukti pelaksanaan"),
            by=place.manager,
        ),
    )  # fmt: skip
    if fate == KEPT:
        _at(day, now, lambda: confirm(plan=plan, by=place.head))
    if fate == BACK:
        _at(day, now, lambda: send_back(plan=plan, by=place.head, note=LACKING))


def _at(day: date, now: datetime, act: Callable[[], Any]) -> None:
    with moment.at(morning(day, now)):
        act()


def _forum(place: Place, before: Period, last: Period, number: int, now: datetime) -> None:
    """The first unit held one and published its minutes, the second one held one, two are to come."""
    if number < 2:
        held = _invited(place, before, before.ends_on + timedelta(days=30), now)
        _hold(place, held, now, is_published=number == 0)
    if number < 4:
        _invited(place, last, timezone.localdate(now) + timedelta(days=14 + number), now)


def _invited(place: Place, period: Period, held_on: date, now: datetime) -> Forum:
    values = {
        "topic": f"Hasil survei kepuasan {period.label}",
        "period": period,
        "held_on": held_on,
        "place": f"Aula {place.unit.name}",
        "is_online": False,
    }
    with moment.at(morning(min(held_on, timezone.localdate(now)) - timedelta(days=7), now)):
        return save_forum(
            forum=Forum(unit=place.unit), values=values, upload=_paper("Undangan forum"),
            by=place.manager,
        )  # fmt: skip


def _hold(place: Place, forum: Forum, now: datetime, *, is_published: bool) -> None:
    """Its agreements are followed like every plan; the first one was kept."""
    with moment.at(morning(forum.held_on, now)):
        record_forum(
            forum=forum, summary=SAID, counts=CAME, upload=_paper("Berita acara forum"),
            by=place.manager,
        )  # fmt: skip
        plans = [
            save_plan(
                plan=FollowUp(unit=place.unit, period=forum.period, forum=forum),
                values={
                    "issue": issue, "action": action, "owner": "Kepala Unit Layanan",
                    "due_on": forum.held_on + SHARE * turn,
                },
                by=place.manager,
            )
            for turn, (issue, action) in enumerate(AGREED, 1)
        ]  # fmt: skip
    _finish(place, plans[0], forum.held_on + SHARE, KEPT, now)
    if is_published:
        forum.refresh_from_db()
        _at(
            forum.held_on + timedelta(days=7),
            now,
            lambda: publish_minutes(forum=forum, by=place.head),
        )


def _choose(place: Place) -> None:
    """One unit shows whatever a unit may show, and lets one site frame its badge."""
    choose_figures(unit=place.unit, published=[extra.value for extra in Extra], by=place.manager)
    save_unit(unit=place.unit, values={"embed_hosts": ["situs.contoh.test"]}, by=place.manager)


def _paper(title: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{title}.pdf", _page(title), "application/pdf")


@cache
def _page(title: str) -> bytes:
    return example_pdf(title)


@cache
def _words() -> dict[str, dict[str, str]]:
    with (HERE / "deeds.csv").open(encoding="utf-8", newline="") as source:
        return {row["element"]: row for row in csv.DictReader(source, delimiter=";")}
