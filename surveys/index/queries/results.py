"""The result of a period as every page, file and document reads it: frozen, or live while open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from organizations.exact import rounded
from organizations.formatting import format_number
from organizations.small_cells import suppressed
from surveys import formulas
from surveys.choices import (
    AgeGroup,
    Disability,
    Education,
    ElementOrder,
    Flag,
    Mode,
    Occupation,
    PeriodState,
    Sex,
)  # fmt: skip
from surveys.formulas import PARTS
from surveys.index.queries.figures import (
    ElementFigure,
    Figure,
    Group,
    elements_of,
    figure_of,
)  # fmt: skip
from surveys.index.queries.hiding import (
    ALL_FLAGGED,
    UNFLAGGED,
    hidden_flags,
    hidden_places,
    why_not_shown,
)  # fmt: skip
from surveys.index.queries.tallies import Tallies, Tally, tallies_of
from surveys.models import Period, Service, ServicePoint

LOWEST_SHOWN = 3  # elements that need a plan (PermenPANRB 14/2017, annex)
NOBODY = "Belum ada data: belum ada jawaban lengkap pada periode ini."
UNKNOWN_USERS = (
    "Jumlah pengguna layanan belum diisi, jadi tidak dapat dikatakan apakah responden cukup."
)
TOO_FEW = (
    "Responden {respondents} dari {target} yang diperlukan. Hasil dari sampel yang terlalu kecil "
    "belum mewakili semua pengguna layanan."
)
UNNAMED = "Tidak diisi"
SERVICE_OF = "service_of_point"  # in the names of a result; older snapshots have none
GROUP_LABELS: dict[str, tuple[str, Mapping[str, str]]] = {
    "sex": ("Jenis kelamin", dict(Sex.choices)),
    "age": ("Usia", dict(AgeGroup.choices)),
    "education": ("Pendidikan", dict(Education.choices)),
    "occupation": ("Pekerjaan", dict(Occupation.choices)),
    "disability": ("Disabilitas", dict(Disability.choices)),
    "mode": ("Cara mengisi", dict(Mode.choices)),
}


@dataclass(frozen=True)
class Result:
    """All figures of a period, from the same tallies whether they are frozen or live."""

    period: Period
    tallies: Tallies
    names: Mapping[str, Mapping[str, str]]  # of services and points as they were then

    @property
    def is_frozen(self) -> bool:
        return self.period.state in PeriodState.frozen()

    @property
    def is_announced(self) -> bool:
        return self.period.state == PeriodState.PUBLISHED

    @property
    def respondents(self) -> int:
        return self.tallies.every.respondents

    @property
    def incomplete(self) -> int:
        return self.tallies.every.incomplete

    @cached_property
    def figure(self) -> Figure:
        return figure_of(self.tallies.every)

    @cached_property
    def _margin(self) -> Decimal | None:
        every = self.tallies.every
        return formulas.margin_of_error(
            every.respondents, every.total, every.squares, self.period.population or None, PARTS
        )

    @property
    def margin(self) -> Decimal | None:
        """Half the 95 % interval, in points of the index."""
        return rounded(self._margin)

    @cached_property
    def unflagged(self) -> Figure:
        """The index without the answers that bear a flag."""
        every = self.tallies.every
        exact = formulas.index_of_total(every.unflagged_total, every.unflagged, PARTS)
        return Figure(every.unflagged, exact)

    @property
    def flagged(self) -> int:
        return self.respondents - self.unflagged.respondents

    @property
    def flags(self) -> list[tuple[str, int | None]]:
        """Label and number of answers of every flag that occurs; None: hidden."""
        return [
            (Flag[name].label, None if name in self._hidden_flags else count)
            for name, count in self.tallies.flags.items()
            if count
        ]

    @property
    def hides_flagged(self) -> bool:
        """Whether the flagged answers, or those without a flag, are too few to show."""
        return bool({ALL_FLAGGED, UNFLAGGED} & self._hidden_flags)

    @property
    def hides_incomplete(self) -> bool:
        return bool(why_not_shown(self.incomplete))

    @cached_property
    def _hidden_flags(self) -> frozenset[str]:
        assisted = any(
            group.key == Mode.ASSISTED for group in self.groups("mode") if group.is_hidden
        )
        known = frozenset({str(Flag.ASSISTED.name)}) if assisted else frozenset()
        return hidden_flags(self.tallies.flags, self.flagged, self.respondents, known)

    @cached_property
    def elements(self) -> tuple[ElementFigure, ...]:
        return self._elements_of(self.tallies.every)

    @cached_property
    def lowest(self) -> tuple[ElementFigure, ...]:
        """The elements to act on: lowest first, in the order of the questionnaire where equal."""
        answered = [one for one in self.elements if one.mean is not None]
        ordered = sorted(answered, key=lambda one: (one.mean, one.number))
        return tuple(ordered[:LOWEST_SHOWN])

    @cached_property
    def highest(self) -> tuple[ElementFigure, ...]:
        """As many at the other end, highest first."""
        answered = [(-one.mean, one.number, one) for one in self.elements if one.mean is not None]
        return tuple(one for _, _, one in sorted(answered)[:LOWEST_SHOWN])

    @cached_property
    def tied(self) -> tuple[ElementFigure, ...]:
        """Elements as low as the last of the lowest: named, so that nobody thinks them better."""
        last = {one.mean for one in self.lowest[-1:]}
        return tuple(one for one in self.elements if one.mean in last and one not in self.lowest)

    @property
    def target(self) -> int:
        """The smallest sample for the unit's users; 0 where their number is not known."""
        return formulas.sample_size(self.period.population)

    @property
    def is_enough(self) -> bool:
        return 0 < self.target <= self.respondents

    @property
    def warning(self) -> str:
        """What a reader must know before trusting the index; nothing where the sample is enough."""
        if not self.respondents:
            return NOBODY
        if not self.target:
            return UNKNOWN_USERS
        if self.is_enough:
            return ""
        return TOO_FEW.format(
            respondents=format_number(self.respondents), target=format_number(self.target)
        )

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """Lowest and highest index that fit the sample, kept inside 25 to 100; each rounded once."""
        index, margin = self.figure.exact, self._margin
        if index is None or margin is None:
            return None
        return formulas.interval_of(index, margin)

    @cached_property
    def services(self) -> tuple[Group, ...]:
        return self._groups("service_id", self.names["service_id"], self._hidden_places[0])

    @cached_property
    def points(self) -> tuple[Group, ...]:
        return self._groups("point_id", self.names["point_id"], self._hidden_places[1])

    @cached_property
    def _hidden_places(self) -> tuple[frozenset[str], frozenset[str]]:
        services, points = self._counts("service_id"), self._counts("point_id")
        return hidden_places(services, points, self.names.get(SERVICE_OF, {}))

    def groups(self, column: str) -> tuple[Group, ...]:
        """Groups of respondents by a column of GROUP_LABELS."""
        counts = self._counts(column)
        shown = dict(zip(counts, suppressed(list(counts.values())), strict=True))
        hidden = frozenset(key for key, count in shown.items() if count is None)
        return self._groups(column, GROUP_LABELS[column][1], hidden)

    def _counts(self, column: str) -> dict[str, int]:
        found = self.tallies.groups.get(column, {})
        return {key: tally.respondents for key, tally in found.items()}

    def _groups(
        self, column: str, labels: Mapping[str, str], hidden: frozenset[str]
    ) -> tuple[Group, ...]:
        found = self.tallies.groups.get(column, {})
        known = [key for key in labels if key in found]
        keys = [*known, *sorted(found.keys() - labels.keys())]
        return tuple(
            Group(key, labels.get(key, UNNAMED), None, None)
            if key in hidden
            else self._group(key, labels.get(key, UNNAMED), found[key])
            for key in keys
        )

    def _group(self, key: str, label: str, tally: Tally) -> Group:
        return Group(key, label, tally.respondents, figure_of(tally), self._elements_of(tally))

    def _elements_of(self, tally: Tally) -> tuple[ElementFigure, ...]:
        return elements_of(tally, ElementOrder(self.period.questionnaire.element_order))


def result_of(period: Period) -> Result:
    """The snapshot of a closed period, else what its answers say now."""
    if period.state in PeriodState.frozen():
        kept = period.snapshot.figures
        return Result(period, Tallies.of_json(kept["tallies"]), kept["names"])
    return live_result(period)


def live_result(period: Period) -> Result:
    return Result(period, tallies_of([period.pk]), names_of(period))


def names_of(period: Period) -> dict[str, dict[str, str]]:
    """What services and points of the unit are called today, by their key; which serve one alone."""
    services = Service.objects.filter(unit=period.unit_id).values_list("pk", "name")
    points = list(
        ServicePoint.objects.filter(unit=period.unit_id).values_list("pk", "name", "service")
    )
    return {
        "service_id": {str(pk): name for pk, name in services},
        "point_id": {str(pk): name for pk, name, _ in points},
        SERVICE_OF: {str(pk): str(service) for pk, _, service in points if service},
    }


def as_json(result: Result) -> dict[str, Any]:
    """What a snapshot keeps."""
    return {"tallies": result.tallies.as_json(), "names": result.names}
