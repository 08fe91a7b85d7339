"""The clock of check-ins: asks, reminds, notes what was missed, and climbs the ladder."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from innovations import states
from innovations.choices import CheckInState
from innovations.formulas import HalfYear, half_year_of
from innovations.models import CheckIn, Innovation
from innovations.stewardship.actions.keeping import keep_health
from innovations.stewardship.queries.check_ins import (
    CITY,
    HEAD,
    STEWARD,
    open_check_ins,
    to_ask,
    told,
)
from organizations import moment
from organizations.actions.mail import remind
from organizations.each import each
from organizations.formatting import format_date
from organizations.workflow import perform

FROM_HOUR = 7  # the city's morning
NEAR = timedelta(days=7)  # before the last day: one more working week
PATIENCE = timedelta(days=14)  # the head has two weeks before Bagian Organisasi is told


def run_check_ins(*, now: datetime | None = None) -> None:
    """Every day: whatever is due and was not done, each question for itself."""
    now = timezone.localtime(now or moment.now())
    if now.hour < FROM_HOUR:
        return
    today = now.date()
    ask(today)
    climbing = open_check_ins().filter(city_told_at=None)  # above the city stands nobody
    keys = list(climbing.values_list("pk", flat=True))
    each(keys, lambda pk: _climb_one(pk, now), work="check-ins")


def ask(today: date) -> None:
    """Ask about every innovation that is due; on a rerun only about those not asked yet, so that
    one whose question could not be sent is asked by the next run."""
    half = half_year_of(today)
    if today < half.asked_on:
        return
    rows = list(to_ask(half).select_related("organization"))
    each(rows, lambda row: _ask_one(row, half, today), work="questions of check-ins")


def _ask_one(innovation: Innovation, half: HalfYear, today: date) -> int:
    row, is_new = CheckIn.objects.get_or_create(
        innovation=innovation, period=half.code,
        defaults={"asked_on": today, "due_on": half.due_on},
    )  # fmt: skip
    if is_new:
        _tell(row, STEWARD, "minta", today)
    return int(is_new)


def _climb_one(pk: int, now: datetime) -> int:
    rows = open_check_ins().select_for_update(of=("self",))
    row = rows.filter(pk=pk).first()
    if row is not None:
        _climb(row, now)
    return 1


def _climb(row: CheckIn, now: datetime) -> None:
    """The steps of one question that are due on this day, each once."""
    today = now.date()
    if today <= row.due_on:
        if row.reminded_at is None and today >= max(row.due_on - NEAR, row.asked_on + NEAR):
            _tell(row, STEWARD, "ingat", today)
            _note(row, reminded_at=now)
        return
    if row.state == CheckInState.ASKED:
        perform(row, states.MISS, by=None, organization=row.innovation.organization)
        keep_health(row.innovation)
    if row.escalated_at is None:
        reached = _tell(row, HEAD, "kepala", today)
        _note(row, escalated_at=now, **({"city_told_at": now} if reached == CITY else {}))
    elif row.city_told_at is None and today > row.due_on + PATIENCE:
        _tell(row, CITY, "kota", today)
        _note(row, city_told_at=now)


def _note(row: CheckIn, **values: datetime) -> None:
    CheckIn.objects.filter(pk=row.pk).update(**values)


def _tell(row: CheckIn, rung: int, step: str, today: date) -> int:
    """Mail whoever stands at the rung, or at the next where nobody does; which rung it was."""
    innovation: Innovation = row.innovation
    people, reached = told(innovation, rung, today)
    subject, text = _words(row, step, is_missed=today > row.due_on)
    if reached > STEWARD and step in {"minta", "ingat"}:
        text = f"{text}\n\nPesan ini sampai kepada Anda karena tidak ada penanggung jawab yang dapat disurati."
    if not moment.is_past():
        remind(people, subject, text, answer_path(row), key=f"inovasi-kabar:{row.pk}:{step}")
    return reached


def answer_path(row: CheckIn) -> str:
    return f"/kerja/inovasi/kabar/{row.pk}/"


def _words(row: CheckIn, step: str, *, is_missed: bool) -> tuple[str, str]:
    name, half, last = row.innovation.name, row.half_year, format_date(row.due_on)
    if is_missed:
        text = (
            f"Pertanyaan {half} tentang {name} tidak dijawab sampai {last}. "
            "Jawaban yang terlambat tetap diterima."
        )
        return f"Kabar {name} belum dijawab", text
    question = f"Apakah {name} masih berjalan? Jawab satu halaman pertanyaan {half} sebelum {last} berakhir."
    again = "Pengingat: " if step == "ingat" else ""
    return f"{again}Kabar {half} untuk {name}", question
