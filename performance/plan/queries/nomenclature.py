"""Find entries of the official list; what lines of one list became in another."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import (
    Case,
    IntegerField,
    QuerySet,
    Value,
    When,
)

from organizations.models import Organization
from performance.choices import NomenclatureLevel
from performance.models import (
    Nomenclature,
    NomenclatureVersion,
    PlanningPeriod,
    PlanNode,
)

LIMIT = 40
LEVELS = (NomenclatureLevel.PROGRAM, NomenclatureLevel.KEGIATAN, NomenclatureLevel.SUBKEGIATAN)


@dataclass(frozen=True)
class Hit:
    entry: Nomenclature
    node_pk: int | None  # the unit already has it

    @property
    def parents(self) -> str:
        return " › ".join(
            filter(
                None,
                (_name(self.entry.parent and self.entry.parent.parent), _name(self.entry.parent)),
            )
        )


def _name(entry: Nomenclature | None) -> str:
    return "" if entry is None or entry.level not in LEVELS else entry.name


def own_prefixes(organization: Organization) -> tuple[str, ...]:
    """The bidang urusan in the three slots of a SIPD unit code, e.g. 5.01 and 5.05."""
    parts = organization.code.split(".")
    pairs = [".".join(parts[at : at + 2]) for at in (0, 2, 4)]
    return tuple(pair for pair in pairs if len(pair) == 4 and pair != "0.00")


def search_nomenclature(
    period: PlanningPeriod, organization: Organization, words: str, level: str = ""
) -> tuple[list[Hit], bool]:
    """At most forty hits (own fields and the support program first) and whether there are more."""
    found = _matching(period.nomenclature_version, organization, words.strip())
    if level in LEVELS:
        found = found.filter(level=level)
    rows = list(found.select_related("parent__parent")[: LIMIT + 1])
    nodes = PlanNode.objects.filter(
        period=period, organization=organization, nomenclature__in=[row.pk for row in rows]
    )
    known = dict(nodes.values_list("nomenclature_id", "pk"))
    return [Hit(row, known.get(row.pk)) for row in rows[:LIMIT]], len(rows) > LIMIT


def _matching(
    version: NomenclatureVersion, organization: Organization, words: str
) -> QuerySet[Nomenclature]:
    rows = Nomenclature.objects.filter(version=version, level__in=LEVELS)
    own = own_prefixes(organization)
    code = words.upper()
    if code[:1].isdigit() or code.startswith("X."):
        templated = "X.XX" + code[4:] if code[:4] in own else code
        rows = rows.filter(code__startswith=code) | rows.filter(code__startswith=templated)
    else:
        for word in words.split():
            rows = rows.filter(name__icontains=word)
    near = [When(code__startswith=f"{prefix}.", then=Value(0)) for prefix in own]
    near.append(When(code__startswith="X.XX", then=Value(1)))
    rows = rows.annotate(nearness=Case(*near, default=Value(2), output_field=IntegerField()))
    return rows.order_by("nearness", "code")
