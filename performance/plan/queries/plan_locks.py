"""May the figures of a plan version still be changed? One answer for every way in.

Targets and pagu of a year are promised and then measured: once a quarter that is measured
against a version was handed in, they stay as they are. What documents of a finished year print
of a whole period is not filled afterwards either. What has to change changes through a Perubahan,
which gives its reason and counts from its quarter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from organizations import activity
from organizations.formatting import QUARTERS, quarter_name
from organizations.models import Activity
from performance.choices import AgreementState, PlanVersionState, SubmissionState
from performance.models import PerformanceAgreement, PlanVersion, Submission
from performance.plan.queries.closed_city import closed_city_years, closed_for_all

CLOSING = ("accept", "accept-past", "reopen")
HOW = "Ajukan perubahan target dan pagu lewat versi Perubahan."


@dataclass(frozen=True)
class PlanLocks:
    """The closed quarters of a unit, by year: handed in now, or reopened by an unlock."""

    closed: dict[int, dict[int, str]]  # year → quarter → what it is, for people
    under_way: tuple[PlanVersion, ...]  # changes being written or decided
    promised: dict[int, str]  # year → where its Perjanjian Kinerja stands
    city: frozenset[int] = frozenset()  # years that are closed for every unit

    @classmethod
    def read(
        cls, unit: int | None, *, of_city: bool = False, for_update: bool = False
    ) -> PlanLocks:
        """At most seven queries. `for_update` keeps quarters from moving while figures are written.

        What a unit fills of the goals of the city (`of_city`) is promised by the mayor as well.
        """
        rows = Submission.objects.filter(organization=unit).order_by("year", "quarter")
        if for_update:
            rows = rows.select_for_update(of=("self",), no_key=True)
        known = list(rows)
        reopened = _once_closed([row.pk for row in known if row.state in SubmissionState.open()])
        closed: dict[int, dict[int, str]] = defaultdict(dict)
        for row in known:
            if row.state not in SubmissionState.open():
                closed[row.year][row.quarter] = f"sudah {row.get_state_display().lower()}"
            elif row.pk in reopened:
                closed[row.year][row.quarter] = "pernah dikunci"
        of_whom = Q(organization=unit) | Q(organization=None) if of_city else Q(organization=unit)
        bound = PerformanceAgreement.objects.filter(of_whom, state__in=AgreementState.binding())
        promised = {row.year: f"sudah {row.get_state_display().lower()}" for row in bound}
        return cls(
            dict(closed), tuple(PlanVersion.objects.under_way()), promised, closed_city_years()
        )

    def of_year(self, version: PlanVersion | None, year: int) -> str:
        """Why figures of the year cannot be changed in the version; empty where they can.

        Without a version its Murni is meant, which counts from the first quarter on.
        """
        if year in self.city and (version is None or version.year):
            return closed_for_all(year)
        if version and (reason := self._decided(version)) is not None:
            return reason
        if year in self.promised and (version is None or version.year):
            why = f"Perjanjian Kinerja {year} {self.promised[year]}"
        else:
            why = next((f"{quarter_name(q)} {s}" for q, s in self._handed_in(version, year)), "")
        return f"Target dan pagu {year} terkunci karena {why}. {HOW}" if why else ""

    def cause_of_year(self, version: PlanVersion | None, year: int) -> str:
        """The same in a few words, for a page that lists many years; of `of_year` nothing else."""
        if year in self.city and (version is None or version.year):
            return "tahun selesai untuk seluruh kota"
        if version and (reason := self._decided(version)) is not None:
            return reason.split(". ")[0].rstrip(".")
        if year in self.promised and (version is None or version.year):
            return f"Perjanjian Kinerja {self.promised[year]}"
        states: dict[str, list[str]] = {}
        for quarter, state in self._handed_in(version, year):
            states.setdefault(state, []).append(quarter_name(quarter).removeprefix("Triwulan "))
        told = [f"Triwulan {', '.join(quarters)} {state}" for state, quarters in states.items()]
        return ", ".join(told)

    def _handed_in(self, version: PlanVersion | None, year: int) -> list[tuple[int, str]]:
        """Quarters measured against the version that were handed in, and how they stand."""
        since = version.first_quarter_in(year) if version else 1
        return [(q, state) for q, state in self.closed.get(year, {}).items() if q >= since]

    def of_carried(self, year: int) -> str:
        """Why what is carried into the year stays as it is: its documents print it."""
        if year in self.city:
            return closed_for_all(year)
        for quarter, state in self.closed.get(year, {}).items():
            return (
                f"Realisasi bawaan ke {year} terkunci karena {quarter_name(quarter)} {year} {state}. "
                "Isi jumlah yang benar pada tahun sesudahnya."
            )
        return ""

    def of_period(self, version: PlanVersion | None) -> str:
        """The same for the figures of a whole period, which its years are measured by."""
        if version is None:
            return ""
        if (reason := self._decided(version)) is not None:
            return reason
        for year in version.period.years:
            for quarter, state in self.closed.get(year, {}).items():
                if quarter < version.first_quarter_in(year):
                    continue
                return (
                    f"Angka akhir periode {version} terkunci karena {quarter_name(quarter)} {year} "
                    f"{state}. {HOW}"
                )
        return ""

    def of_printed(self, version: PlanVersion | None, years: Collection[int]) -> str:
        """Why what is still empty in a version of a whole period is not filled any more.

        `years` are the finished ones the node or indicator stands in: their documents print the
        figures of the period, and the yearly ones of the years to come.
        """
        if version is None or version.year:
            return ""
        if (reason := self._decided(version)) is not None:
            return reason
        printed = [year for year in years if version.first_quarter_in(year) <= QUARTERS[-1]]
        if not printed:
            return ""
        return (
            f"Angka {version} terkunci, juga yang masih kosong, karena tercetak di dokumen "
            f"{max(printed)} yang sudah selesai. {HOW}"
        )

    def _decided(self, version: PlanVersion) -> str | None:
        """What the version's own way says; None where its quarters decide."""
        if version.state == PlanVersionState.DRAFT:
            return ""
        if version.state == PlanVersionState.PROPOSED:
            return f"{version} sedang diperiksa Bappeda dan terkunci."
        if version.is_change:
            return f"{version} sudah disetujui Bappeda dan terkunci. {HOW}"
        for row in self.under_way:
            if row.follows(version) and row.state == PlanVersionState.PROPOSED:
                return f"{row} sedang diperiksa Bappeda. Tunggu keputusannya."
            if row.follows(version):
                return f"{row} sedang disusun. Ubah target dan pagu di versi itu."
        return None


def _once_closed(entries: list[int]) -> set[int]:
    """Those that were accepted or reopened before: an unlock opens figures, not promises."""
    if not entries:
        return set()
    rows = Activity.objects.filter(
        activity.moved(Submission, CLOSING),
        changes__has_key="state",  # a window opened once more moves no state
        object_type=Submission._meta.label_lower,
        object_id__in=entries,
    )
    return set(rows.values_list("object_id", flat=True))
