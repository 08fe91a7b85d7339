"""What is stored now for one unit and one year, as the importer sees it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Q

from organizations.models import Organization
from performance.choices import PlanDocument, Polarity
from performance.entry.queries.came import Came, came_quantities, came_rupiah
from performance.models import (
    BudgetRealization,
    NodeJoin,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanningPeriod,
    PlanNode,
    PlanVersion,
    Realization,
    YearTarget,
)
from performance.plan.queries.joined import (
    Joins,
    Origin,
    bringing,
    brought_rupiah,
    joined_budgets,
    joined_ends,
)
from performance.plan.queries.versions import current_period, in_effect, versions_of
from performance.transfer.readers.codes import CodeBook
from performance.transfer.readers.columns import QUARTER_PARTS
from performance.transfer.readers.state_before import COLUMN_K, COLUMN_RP, read_before
from performance.transfer.readers.state_masters import (
    IndicatorDraft,
    IndicatorKey,
    NodeDraft,
    load_indicators,
    load_nodes,
)

PER = "per"
Figures = dict[str, Decimal | None]


@dataclass
class State:
    nodes: dict[str, NodeDraft] = field(default_factory=dict)
    indicators: dict[IndicatorKey, IndicatorDraft] = field(default_factory=dict)
    k: dict[IndicatorKey, Figures] = field(default_factory=dict)
    rp: dict[str, Figures] = field(default_factory=dict)  # of a program or kegiatan: its remainder

    # Column 6 without what was carried into this very year: what a cleared cell leaves.
    derived_k: dict[IndicatorKey, Decimal] = field(default_factory=dict)
    derived_rp: dict[str, Decimal] = field(default_factory=dict)
    # The part of a figure that belongs to what joined the indicator or node: it stays there.
    joined_k: dict[IndicatorKey, Figures] = field(default_factory=dict)
    joined_rp: dict[str, Figures] = field(default_factory=dict)
    # Units that joined an indicator within the year and typed K of it before.
    brought: dict[IndicatorKey, list[Origin]] = field(default_factory=dict)
    brought_rp: dict[str, list[Origin]] = field(default_factory=dict)
    # What rows held when the work moved here within the year.
    came: dict[IndicatorKey, Came] = field(default_factory=dict)
    came_rp: dict[str, Came] = field(default_factory=dict)
    # Names of later years, and the key of the row they belong to.
    later_nodes: dict[str, str] = field(default_factory=dict)
    later_indicators: dict[IndicatorKey, IndicatorKey] = field(default_factory=dict)

    def copy(self) -> State:
        return State(
            dict(self.nodes),
            dict(self.indicators),
            {key: dict(values) for key, values in self.k.items()},
            {key: dict(values) for key, values in self.rp.items()},
            self.derived_k,
            self.derived_rp,
            self.joined_k,
            self.joined_rp,
            self.brought,
            self.brought_rp,
            self.came,
            self.came_rp,
            self.later_nodes,
            self.later_indicators,
        )


@dataclass(frozen=True)
class Frame:
    """Where an import lands: the unit, the year, the versions its targets belong to."""

    organization: Organization
    year: int
    period: PlanningPeriod
    book: CodeBook
    renja_versions: list[PlanVersion]
    renstra_versions: list[PlanVersion]

    @classmethod
    def of(cls, organization: Organization, year: int) -> Frame | None:
        period = current_period(year)
        if period is None:
            return None
        return cls(
            organization=organization,
            year=year,
            period=period,
            book=CodeBook.read(period.nomenclature_version, organization),
            renja_versions=versions_of(PlanDocument.RENJA, year),
            renstra_versions=versions_of(PlanDocument.RENSTRA, year),
        )

    @property
    def renja(self) -> PlanVersion | None:
        """The version targets and pagu of the year are written to."""
        return in_effect(self.renja_versions, self.year)

    @property
    def renstra(self) -> PlanVersion | None:
        """The version figures of the whole period are written to: that of the year's end."""
        return in_effect(self.renstra_versions, self.year)


def load_state(frame: Frame, *, for_update: bool = False) -> State:
    """Twenty-two queries, whatever the size, two more where work moved in, one where a source fills.

    `for_update` holds the year's figures.
    """
    state = State()
    unit, period, year = frame.organization, frame.period, frame.year
    state.nodes, state.later_nodes, keys = load_nodes(unit, period, year, frame.book)
    state.indicators, state.later_indicators, owners = load_indicators(unit, period, year, keys)
    _load_quantities(frame, state, owners, for_update=for_update)
    _load_money(frame, state, keys, for_update=for_update)
    _load_before(frame, state, owners, keys)
    if _has_moved(frame):
        state.came = {owners[pk]: row for pk, row in came_quantities(list(owners), year).items()}
        state.came_rp = {keys[pk]: row for pk, row in came_rupiah(list(keys), year).items()}
    return state


def _has_moved(frame: Frame) -> bool:
    """Whether work came to the unit in this very year."""
    rows = PlanNode.objects.filter(valid_from_year=frame.year, predecessor__isnull=False)
    rows |= PlanNode.objects.filter(joins_in__year=frame.year)
    return rows.filter(organization=frame.organization).exists()


def _load_quantities(
    frame: Frame, state: State, owners: dict[int, IndicatorKey], *, for_update: bool
) -> None:
    mine = {"indicator__node__organization": frame.organization}
    for row in YearTarget.objects.filter(year=frame.year, version=frame.renja, **mine):
        key = owners.get(row.indicator_id)
        _put(state.k, key, target_k=row.target, target_k_atas=_upper(state, key, row.target_high))
    for row in PeriodTarget.objects.filter(version=frame.renstra, **mine):
        key = owners.get(row.indicator_id)
        _put(
            state.k,
            key,
            target_renstra_k=row.end_target,
            target_renstra_k_atas=_upper(state, key, row.end_target_high),
        )
    rows = Realization.objects.filter(year=frame.year, organization=frame.organization)
    for row in _held(rows, for_update=for_update):
        quarters = {f"tw{n}_k": value for n, value in enumerate(row.quarters, start=1)}
        _put(state.k, owners.get(row.indicator_id), **quarters, **_parts(row))


def _parts(row: Realization) -> Figures:
    """The parts of a ratio, and the factor its quarters were computed with."""
    found: Figures = {PER: _decimal(row.per)}
    for quarter, names in enumerate(QUARTER_PARTS, start=1):
        for column, name in zip("nd", names, strict=True):
            found[name] = getattr(row, f"{column}{quarter}")
    return found


def _upper(state: State, key: IndicatorKey | None, high: Decimal | None) -> Decimal | None:
    """The upper bound of a range; what another indicator still keeps is not read."""
    draft = state.indicators.get(key) if key else None
    return high if draft and draft.polarity == Polarity.RANGE else None


def _load_money(frame: Frame, state: State, keys: dict[int, str], *, for_update: bool) -> None:
    mine = {"node__organization": frame.organization}
    for row in Pagu.objects.filter(year=frame.year, version=frame.renja, **mine):
        _put(state.rp, keys.get(row.node_id), pagu_rp=_decimal(row.amount))
    for row in PeriodBudget.objects.filter(version=frame.renstra, **mine):
        _put(state.rp, keys.get(row.node_id), target_renstra_rp=_decimal(row.end_amount))
    has_merged = False
    merged = NodeJoin.objects.filter(year=frame.year, target__organization=frame.organization)
    rows = BudgetRealization.objects.filter(
        Q(organization=frame.organization) | Q(node__in=merged.values("source")), year=frame.year
    )
    for row in _held(rows, for_update=for_update):
        if row.organization_id != frame.organization.pk:
            has_merged = True
            continue
        quarters = {f"tw{n}_rp": _decimal(value) for n, value in enumerate(row.quarters, start=1)}
        _put(state.rp, keys.get(row.node_id), **quarters)
    spent = brought_rupiah(list(keys), frame.year) if has_merged else {}
    state.brought_rp = {keys[pk]: rows for pk, rows in spent.items()}


def _load_before(
    frame: Frame, state: State, owners: dict[int, IndicatorKey], keys: dict[int, str]
) -> None:
    before = read_before(frame.organization.pk, frame.year, owners, keys)
    _load_joined(frame, state, owners, keys, before.joins)
    for pk, value in before.k.items():
        _put(state.k, owners[pk], **{COLUMN_K: value})
    for pk, value in before.rp.items():
        _put(state.rp, keys[pk], **{COLUMN_RP: value})
    state.derived_k = {owners[pk]: value for pk, value in before.derived_k.items()}
    state.derived_rp = {keys[pk]: value for pk, value in before.derived_rp.items()}
    for pk, value in before.joined_k.items():
        _put(state.joined_k, owners[pk], **{COLUMN_K: value})
    for pk, value in before.joined_rp.items():
        _put(state.joined_rp, keys[pk], **{COLUMN_RP: value})


def _load_joined(
    frame: Frame,
    state: State,
    owners: dict[int, IndicatorKey],
    keys: dict[int, str],
    joins: Joins,
) -> None:
    """Ends of the period with those of what joined, as the forms of the year print them."""
    state.brought = {owners[pk]: rows for pk, rows in bringing(joins, frame.year).items()}
    if frame.renstra is None:
        return
    for pk, value in joined_ends(joins, frame.renstra).items():
        _put(state.joined_k, owners[pk], target_renstra_k=value)
        own = state.k.get(owners[pk], {}).get("target_renstra_k") or 0
        _put(state.k, owners[pk], target_renstra_k=own + value)
    for pk, amount in joined_budgets(keys, frame.year, frame.renstra).items():
        _put(state.joined_rp, keys[pk], target_renstra_rp=amount)
        held = state.rp.get(keys[pk], {}).get("target_renstra_rp") or 0
        _put(state.rp, keys[pk], target_renstra_rp=held + amount)


def _held(rows, *, for_update: bool):
    return rows.select_for_update(of=("self",)).order_by("pk") if for_update else rows


def _put(target: dict, key: object, **values: Decimal | None) -> None:
    if key is not None:
        target.setdefault(key, {}).update({k: v for k, v in values.items() if v is not None})


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def renamed(draft: NodeDraft, **fields: object) -> NodeDraft:
    return replace(draft, **fields)  # type: ignore[arg-type]


def put(figures: Figures, name: str, value: Decimal | None) -> None:
    """A figure into a row of figures; an empty one is taken out."""
    if value is None:
        figures.pop(name, None)
    else:
        figures[name] = value
