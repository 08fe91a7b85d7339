"""Which figures of a document nobody has accepted, and how every document says so.

A document shows what was entered. What is not accepted is named on it, with its quarter, state and
unit, and the document is marked as a draft; see docs/decisions/0051-what-is-not-accepted.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from organizations.formatting import QUARTERS, ROMAN, quarter_name
from organizations.models import Organization
from performance.choices import SubmissionState
from performance.counted import due_in
from performance.models import Submission

HISTORY_YEARS = 5  # as far back as a document looks
PROVISIONAL = "SEMENTARA"  # begins the mark of a document whose year is not accepted as a whole


@dataclass(frozen=True)
class Filled:
    """A quarter of a unit in which figures stand."""

    unit_id: int
    unit: str
    year: int
    quarter: int
    state: str  # empty: nothing was handed in

    @property
    def is_accepted(self) -> bool:
        return self.state == SubmissionState.ACCEPTED

    @property
    def state_text(self) -> str:
        return SubmissionState(self.state).label.lower() if self.state else "belum diajukan"


@dataclass(frozen=True)
class Acceptance:
    """How far the figures of a document up to a quarter have been accepted."""

    units: frozenset[int]
    year: int
    last_quarter: int  # the last one of the year with figures, or accepted; 0 for none
    is_whole: bool  # the quarter is accepted for every unit that owes it
    open: tuple[Filled, ...] = ()  # shown, but not accepted
    reached: int = 0  # units that owe the last quarter and have figures in it, or are accepted
    owing: int = 0  # units that owe a quarter

    @property
    def is_draft(self) -> bool:
        return bool(self.open)

    @property
    def is_running(self) -> bool:
        """There are figures, and not yet those of the end of the year."""
        return 0 < self.last_quarter < QUARTERS[-1]

    @property
    def is_unfinished(self) -> bool:
        """More may come: the year runs, or is not accepted as a whole."""
        return self.is_running or bool(self.mark)

    @property
    def is_partial(self) -> bool:
        """Only some of several units have come as far as the last quarter."""
        return self.reached < self.owing

    @property
    def mark(self) -> str:
        """What stands on every part of a document that is not final; else empty."""
        if self.is_whole and not self.open:
            return ""
        if not self.last_quarter:
            return f"{PROVISIONAL}, belum ada realisasi"
        some = "sebagian " if self.is_partial else ""
        return f"{PROVISIONAL}, {some}s.d. triwulan {ROMAN[self.last_quarter]}"

    @property
    def marked(self) -> str:
        """The mark behind a title."""
        return f" ({self.mark})" if self.mark else ""

    def up_to(self, quarter: int, *, year_word: str = "") -> str:
        """How far a form asked for a quarter reaches: never past the last one with figures.

        `year_word` stands before the year: "Triwulan III Tahun 2026 (SEMENTARA)".
        """
        until = quarter_name(min(quarter, self.last_quarter or quarter))
        mark = f" ({PROVISIONAL})" if self.mark and self.last_quarter else self.marked
        return f"{until} {year_word}{self.year}{mark}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How many units have come as far as the last quarter where not all have; and one sentence
        for each quarter that is shown and not accepted, with whose it is."""
        found: dict[tuple[int, int], dict[str, list[str]]] = {}
        for row in sorted(self.open, key=_place):
            states = found.setdefault((row.year, row.quarter), defaultdict(list))
            states[row.state_text] += self._named(row)
        told = tuple(
            f"{quarter_name(quarter)}{'' if year == self.year else f' {year}'} belum diterima: "
            f"{'; '.join(_with(state, names) for state, names in states.items())}."
            for (year, quarter), states in found.items()
        )
        return (*self._some(), *told)

    def _some(self) -> Iterator[str]:
        if self.last_quarter and self.is_partial:
            yield (
                f"{quarter_name(self.last_quarter)} baru berisi angka {self.reached} dari "
                f"{self.owing} perangkat daerah; angka yang lain sampai triwulan yang terakhir diisi."
            )

    def _named(self, row: Filled) -> Iterator[str]:
        """A document of one unit does not name that unit again."""
        if self.units != {row.unit_id}:
            yield row.unit


def _place(row: Filled) -> tuple[int, int, str, str]:
    return row.year, row.quarter, row.state_text, row.unit


def _with(state: str, names: Sequence[str]) -> str:
    return f"{state} ({', '.join(names)})" if names else state


# Quarters with figures of the units, and of units whose work they continue. Of the latter and of
# earlier years only what was handed in and not accepted: a history that was brought in has no entry.
# Whose a figure is, is read as it was in the year of the figure (`FormerValue`).
_UNIT_THEN = """
 LEFT JOIN LATERAL (
    SELECT true AS is_told, (jsonb_build_array(f.value) ->> 0)::bigint AS unit
      FROM performance_formervalue f
     WHERE f.{owner}_id = {alias}.id AND f.field = 'organization' AND f.until_year >= r.year
     ORDER BY f.until_year LIMIT 1) former ON true"""
_SQL = f"""
WITH RECURSIVE work(node) AS (
    SELECT id FROM performance_plannode WHERE organization_id = ANY(%(units)s)
    UNION
    SELECT before.node FROM work CROSS JOIN LATERAL (
        SELECT predecessor_id FROM performance_plannode WHERE id = work.node
        UNION ALL
        SELECT source_id FROM performance_nodejoin WHERE target_id = work.node) before(node)
     WHERE before.node IS NOT NULL
), measure(id, unit) AS (
    SELECT i.id, i.organization_id FROM performance_indicator i
     WHERE i.organization_id = ANY(%(units)s) OR i.node_id IN (SELECT node FROM work)
        OR i.id IN (SELECT f.indicator_id FROM performance_formervalue f
                     WHERE f.field = 'organization'
                       AND (jsonb_build_array(f.value) ->> 0)::bigint = ANY(%(units)s))
    UNION
    SELECT p.id, p.organization_id FROM performance_indicator i
      JOIN performance_indicator p ON p.id = i.predecessor_id
     WHERE i.organization_id = ANY(%(units)s)
), filled(unit, year, quarter) AS (
    SELECT CASE WHEN former.is_told THEN former.unit ELSE m.unit END, r.year, q.quarter
      FROM measure m
      JOIN performance_realization r ON r.indicator_id = m.id AND r.year BETWEEN %(since)s AND %(year)s
    {_UNIT_THEN.format(owner="indicator", alias="m")}
     CROSS JOIN LATERAL (VALUES (1, r.k1), (2, r.k2), (3, r.k3), (4, r.k4)) q(quarter, value)
     WHERE q.value IS NOT NULL
    UNION
    SELECT CASE WHEN former.is_told THEN former.unit ELSE n.organization_id END, r.year, q.quarter
      FROM work JOIN performance_plannode n ON n.id = work.node
      JOIN performance_budgetrealization r ON r.node_id = n.id AND r.year BETWEEN %(since)s AND %(year)s
    {_UNIT_THEN.format(owner="node", alias="n")}
     CROSS JOIN LATERAL (VALUES (1, r.rp1), (2, r.rp2), (3, r.rp3), (4, r.rp4)) q(quarter, value)
     WHERE q.value IS NOT NULL
)
SELECT o.id, coalesce(nullif(o.short_name, ''), o.name), f.year, f.quarter, coalesce(s.state, '')
  FROM filled f JOIN organizations_organization o ON o.id = f.unit
  LEFT JOIN performance_submission s
       ON s.organization_id = f.unit AND s.year = f.year AND s.quarter = f.quarter
 WHERE (f.year < %(year)s OR f.quarter <= %(quarter)s)
   AND (f.year = %(year)s AND f.unit = ANY(%(units)s) OR s.state <> %(accepted)s)
"""  # noqa: S608 - constants go in


def read_acceptance(
    units: Sequence[Organization], year: int, quarter: int = 4, since: int | None = None
) -> Acceptance:
    """Of a document about some units up to a quarter, looking back to `since`; three statements."""
    ids = [unit.pk for unit in units]
    filled = _filled(ids, since or year - HISTORY_YEARS + 1, year, quarter)
    done = _accepted(ids, year, quarter)
    owing = set(due_in(year, quarter).filter(pk__in=ids).values_list("pk", flat=True))
    told = {(row.unit_id, row.quarter) for row in filled if row.year == year} | done
    last = max((number for _, number in told), default=0)
    return Acceptance(
        units=frozenset(ids),
        year=year,
        last_quarter=last,
        is_whole=owing <= {unit for unit, number in done if number == quarter},
        open=tuple(row for row in filled if not row.is_accepted),
        reached=len(owing & {unit for unit, number in told if number == last}),
        owing=len(owing),
    )


def _filled(units: Sequence[int], since: int, year: int, quarter: int) -> list[Filled]:
    given: dict[str, list[int] | int | str] = {
        "units": list(units),
        "since": since,
        "year": year,
        "quarter": quarter,
        "accepted": SubmissionState.ACCEPTED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, given)
        return [Filled(*row) for row in cursor.fetchall()]


def _accepted(units: Sequence[int], year: int, quarter: int) -> set[tuple[int, int]]:
    rows = Submission.objects.filter(organization__in=units, year=year, quarter__lte=quarter)
    accepted = rows.filter(state=SubmissionState.ACCEPTED)
    return set(accepted.values_list("organization", "quarter"))
